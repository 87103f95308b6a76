"""The retouch encoder of the compact bundle: from a photo before and after to the sliders that lie between.

A pair says directly what was done to the colours that occur in it: how each lightness moved, how each channel moved,
how each hue moved. Those means are the features; a small network turns them into sliders, the renderer shows what the
sliders so far would give, and what is still left is read again, a fixed number of times, with the same weights.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from . import sliders as s
from .colour import hue_plane, luma
from .renderer import Renderer, SliderEncoder


@dataclass(frozen=True)
class ReferenceConfig:
    size: int = 64  # before and after are squashed to size x size, each pixel the mean of the area it covers
    luma_bins: int = 20
    channel_bins: int = 12
    hue_bins: int = 16
    hidden: int = 320
    rounds: int = 4


class ReferenceEncoder(nn.Module):
    """pair [B, 6, size, size] encoded sRGB 0..1, before and after -> latents [B, 3, d], sliders [B, 38] in -1..1.

    Slider encoder and renderer are part of the graph, but are not trained here.
    """

    def __init__(self, config: ReferenceConfig, encoder: SliderEncoder, renderer: Renderer) -> None:
        super().__init__()
        self.config = config
        self.encoder = encoder.requires_grad_(False)
        self.renderer = renderer.requires_grad_(False)
        moved = 3 * config.luma_bins + 2 * 3 * config.channel_bins + 3 * 2 * config.hue_bins
        counted = config.luma_bins + 3 * config.channel_bins + 2 * config.hue_bins
        self.network = nn.Sequential(
            nn.Linear(2 * moved + counted + s.COUNT, config.hidden),
            nn.SiLU(),
            nn.Linear(config.hidden, config.hidden),
            nn.SiLU(),
            nn.Linear(config.hidden, config.hidden),
            nn.SiLU(),
            nn.Linear(config.hidden, s.COUNT),
        )
        nn.init.zeros_(self.network[-1].weight)
        nn.init.zeros_(self.network[-1].bias)
        angles = torch.arange(config.hue_bins) * (2 * torch.pi / config.hue_bins)
        self.register_buffer("hue_x", torch.cos(angles)[:, None], persistent=False)
        self.register_buffer("hue_y", torch.sin(angles)[:, None], persistent=False)
        self.register_buffer("luma_centres", torch.linspace(0, 1, config.luma_bins)[:, None], persistent=False)
        self.register_buffer("channel_centres", torch.linspace(0, 1, config.channel_bins)[:, None], persistent=False)

    def forward(self, pair: Tensor) -> tuple[Tensor, Tensor]:
        before, after = pair.flatten(2).split(3, 1)  # [B, 3, N] each
        sliders = self.rounds(before, after)[-1]
        return self.encoder(sliders), sliders

    def rounds(self, before: Tensor, after: Tensor) -> list[Tensor]:
        """The sliders after each round, [B, 38]; before and after [B, 3, N]."""
        bins = _Bins(self, before)
        whole = bins.moves(after - before)
        sliders = torch.zeros(before.shape[0], s.COUNT, dtype=before.dtype, device=before.device)
        left = whole
        estimates = []
        for _ in range(self.config.rounds):
            step = self.network(torch.cat([whole, left, bins.counts, sliders], 1))
            sliders = (sliders + step).clamp(-1, 1)
            estimates.append(sliders)
            if len(estimates) < self.config.rounds:
                now = self.renderer(before.transpose(1, 2), self.encoder(sliders)).transpose(1, 2)
                left = bins.moves(after - now)
        return estimates


class _Bins:
    """Soft bins over the colours of a photo; the mean of anything else can then be taken in each."""

    def __init__(self, owner: ReferenceEncoder, rgb: Tensor) -> None:  # rgb [B, 3, N]
        y = luma(rgb)
        px, py = hue_plane(rgb)
        chroma2 = px * px + py * py
        inverse = torch.rsqrt(chroma2 + 1e-6)
        self.along, self.across = (px * inverse, py * inverse), (-py * inverse, px * inverse)
        self.luma_weights = _hats(y, owner.luma_centres)
        self.channel_weights = [_hats(rgb[:, c : c + 1], owner.channel_centres) for c in range(3)]
        windows = torch.softmax(16 * ((px * owner.hue_x + py * owner.hue_y) * inverse - 1), 1)
        coloured = chroma2 / (chroma2 + 0.02)
        vivid = chroma2 / (chroma2 + 0.15)
        self.hue_weights = [windows * coloured * (1 - vivid), windows * coloured * vivid]
        self.counts = torch.cat(
            [torch.log(w.mean(2) + 1e-3) / 3 for w in (self.luma_weights, *self.channel_weights, *self.hue_weights)], 1
        )

    def moves(self, change: Tensor) -> Tensor:
        """[B, F], about unit size: mean change in each bin; change [B, 3, N]."""
        px, py = hue_plane(change)
        y = luma(change)
        radial = px * self.along[0] + py * self.along[1]
        turned = px * self.across[0] + py * self.across[1]
        parts = [_means(self.luma_weights, v) for v in (y, px, py)]
        for c, weights in enumerate(self.channel_weights):
            parts += [_means(weights, change[:, c : c + 1]), _means(weights, y)]
        for weights in self.hue_weights:
            parts += [_means(weights, v) for v in (radial, turned, y)]
        return torch.cat(parts, 1) * 10


def _hats(values: Tensor, centres: Tensor) -> Tensor:
    """Linear interpolation weights, [B, bins, N]; values [B, 1, N] in 0..1."""
    width = 1 / (len(centres) - 1)
    return (1 - (values - centres).abs() / width).clamp(min=0)


def _means(weights: Tensor, values: Tensor) -> Tensor:
    """Weighted means, drawn to zero where a bin holds less than about a three-hundredth of the photo: [B, bins]."""
    return (weights * values).mean(2) / (weights.mean(2) + 3e-3)
