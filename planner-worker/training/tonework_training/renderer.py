"""The latent-steered renderer and the encoder from sliders to latents.

Each latent row steers its own stages and nothing else, so light, global colour and specific colour cannot leak into one
another. A stage reads the numbers it needs (curve coefficients, gains, a table over hue) from its latent by one learned
linear map without bias: zero latents are the identity, exactly, and latents add up.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from . import operators as ops
from . import sliders as s
from .colour import fill, fold_into_gamut, gain_with_shoulder, hue_plane, luma


@dataclass(frozen=True)
class RendererConfig:
    latent_size: int = 32
    tone_terms: int = 14  # Chebyshev polynomials of the gain over luma
    level_terms: int = 14  # Chebyshev polynomials added to each channel
    hue_bins: int = 18
    hue_sharpness: float = 20.0
    hidden: int = 128


class SliderEncoder(nn.Module):
    """Sliders [B, 38] -> latents [B, 3, d]; a group whose sliders are all zero gives a row of zeros."""

    def __init__(self, config: RendererConfig) -> None:
        super().__init__()
        self.groups = nn.ModuleList(_GroupEncoder(g.stop - g.start, config) for g in s.GROUP_SLICES)

    def forward(self, sliders: Tensor) -> Tensor:
        return torch.stack([f(sliders[:, g]) for f, g in zip(self.groups, s.GROUP_SLICES, strict=True)], 1)


class _GroupEncoder(nn.Module):
    def __init__(self, count: int, config: RendererConfig) -> None:
        super().__init__()
        self.linear = nn.Linear(count, config.latent_size, bias=False)
        self.curved = nn.Sequential(
            nn.Linear(count, config.hidden),
            nn.SiLU(),
            nn.Linear(config.hidden, config.hidden),
            nn.SiLU(),
            nn.Linear(config.hidden, config.latent_size, bias=False),
        )

    def forward(self, x: Tensor) -> Tensor:  # [B, count] -> [B, d]
        used = (x.abs().amax(-1, keepdim=True) > 0).to(x.dtype)
        return used * (self.linear(x) + self.curved(x) - self.curved(torch.zeros_like(x)))


class Renderer(nn.Module):
    """rgb [B, N, 3] encoded sRGB 0..1, latents [B, 3, d] -> [B, N, 3] in 0..1."""

    def __init__(self, config: RendererConfig) -> None:
        super().__init__()
        d = config.latent_size
        self.levels = nn.Linear(d, config.level_terms, bias=False)
        self.tone = nn.Linear(d, config.tone_terms, bias=False)
        self.balance = nn.Linear(d, 3, bias=False)
        self.chroma = nn.Linear(d, 3, bias=False)
        self.hues = nn.Linear(d, 3 * config.hue_bins, bias=False)
        self.hue_bins = config.hue_bins
        self.hue_sharpness = config.hue_sharpness
        angle = torch.arange(config.hue_bins) * (2 * math.pi / config.hue_bins)
        self.register_buffer("hue_x", torch.cos(angle)[:, None], persistent=False)
        self.register_buffer("hue_y", torch.sin(angle)[:, None], persistent=False)

    def forward(self, rgb: Tensor, latents: Tensor) -> Tensor:
        light, colour, mixer = latents[:, 0:1], latents[:, 1:2], latents[:, 2:3]  # [B, 1, d] each
        rgb = rgb.transpose(1, 2)  # [B, 3, N]
        rgb = gain_with_shoulder(rgb, torch.exp(self.balance(colour)).transpose(1, 2))
        rgb = (rgb + _chebyshev(rgb, self.levels(light))).clamp(0, 1)
        gain = self.tone(light)
        rgb = ops.on_luma(rgb, lambda y: y * (1 + _chebyshev(y, gain)))
        rgb = self._scale_chroma(rgb, self.chroma(colour))
        rgb = self._mix(rgb, self.hues(mixer))
        return rgb.clamp(0, 1).transpose(1, 2)

    @staticmethod
    def _scale_chroma(rgb: Tensor, amounts: Tensor) -> Tensor:  # amounts [B, 1, 3]: all, dull, dull skin
        y = luma(rgb)
        px, py = hue_plane(rgb)
        dull = torch.exp(-(px * px + py * py) / ops.VIBRANCE_CHROMA**2)
        scale = 1 + amounts[..., 0:1] + dull * (amounts[..., 1:2] + ops.skin(px, py) * amounts[..., 2:3])
        return fold_into_gamut(y + (rgb - y) * scale.clamp(min=0), y, fill(rgb, y))

    def _mix(self, rgb: Tensor, table: Tensor) -> Tensor:  # table [B, 1, 3 * bins]: turn, chroma, luma over hue
        px, py = hue_plane(rgb)
        chroma2 = px * px + py * py
        cosine = (px * self.hue_x + py * self.hue_y) * torch.rsqrt(chroma2 + 1e-6)  # [B, bins, N]
        windows = torch.softmax(self.hue_sharpness * (cosine - 1), 1)
        gate = chroma2 / (chroma2 + ops.GREY_GATE**2)
        turn, chroma, lighter = (gate * torch.matmul(table.reshape(-1, 3, self.hue_bins), windows)).split(1, 1)
        return ops.move_colours(rgb, turn, chroma, lighter)


def _chebyshev(v: Tensor, coefficients: Tensor) -> Tensor:
    """Sum of c_k T_k(2v - 1) by Clenshaw's recurrence; v [B, C, N] in 0..1, coefficients [B, 1, K] -> [B, C, N]."""
    x = 2 * v - 1
    ahead, here = torch.zeros_like(v), torch.zeros_like(v)
    for k in range(coefficients.shape[-1] - 1, 0, -1):
        here, ahead = coefficients[..., k : k + 1] + 2 * x * here - ahead, here
    return coefficients[..., 0:1] + x * here - ahead
