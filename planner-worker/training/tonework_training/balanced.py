"""The plan of auto mode for a photo whose white balance is found first.

The cast is taken away, the judge plans on what is left, and both are put together again: temperature and tint as far as
their sliders go, and what lies beyond their ends apart, since latents reach further than sliders do.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from . import operators as ops
from . import sliders as s
from .auto import AutoPlanner, Sight
from .colour import GAMMA
from .judge import judge
from .renderer import Renderer
from .white_balance import BalancingEye, corrected, correction, encoded_gains

TEMPERATURE, TINT = s.index("IncrementalTemperature"), s.index("IncrementalTint")
STEPS = 32  # straight pieces of the slider's scale; the largest error is a thousandth of its range


class Reached(nn.Module):
    """Log factors on encoded values [B, 3] -> temperature [B, 1] and tint [B, 1] in -1..1, and what they do not reach
    [B, 3]: exactly 0 where both lie within their ends."""

    def __init__(self) -> None:
        super().__init__()
        scale = torch.linspace(-1, 1, STEPS + 1)[:, None]
        logs = _log_gains(scale, torch.zeros_like(scale))
        self.register_buffer("warmth", logs[:, 0] - logs[:, 2], persistent=False)  # rises along the scale
        self.register_buffer("green", (logs[:, 0] + logs[:, 2]) / 2 - logs[:, 1], persistent=False)

    def forward(self, factors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        red, green, blue = (GAMMA * factors).split(1, 1)
        low, wide = self.warmth[:-1], self.warmth.diff()
        pieces = ((red - blue - low) / wide).clamp(0, 1)  # [B, STEPS]: full below, empty above
        temperature = pieces.mean(1, keepdim=True) * 2 - 1
        level = self.green[:1] + (pieces * self.green.diff()).sum(1, keepdim=True)
        tint = ((red + blue) / 2 - green - level) / ops.TINT_LOG_GAIN
        outside = (red - blue < self.warmth[0]) | (red - blue > self.warmth[-1]) | (tint.abs() > 1)
        tint = tint.clamp(-1, 1)
        beyond = factors - _log_gains(temperature, tint) / GAMMA
        return temperature, tint, torch.where(outside, beyond, 0.0)


def _log_gains(temperature: Tensor, tint: Tensor) -> Tensor:
    """[B, 1] each -> log gains in light [B, 3] of the two sliders."""
    return ops.white_balance_gains(temperature[..., None], tint[..., None])[..., 0].log()


class BalancedJudge(nn.Module):
    """pixels [B, 3, 2S, 2S] in 0..1, S being the eye's size -> what the eye saw, plan [B, 38], and the log factors on
    encoded values that the plan's temperature and tint do not reach, [B, 3]."""

    def __init__(self, eye: AutoPlanner, balancing: BalancingEye) -> None:
        super().__init__()
        self.eye = eye
        self.balancing = balancing
        self.reached = Reached()

    def forward(self, pixels: Tensor) -> tuple[Sight, Tensor, Tensor]:
        small = F.avg_pool2d(pixels, 2)
        done = correction(self.balancing(pixels))
        _, plan = judge(self.eye, corrected(small, done))
        own = _log_gains(plan[:, TEMPERATURE : TEMPERATURE + 1], plan[:, TINT : TINT + 1]) / GAMMA
        temperature, tint, beyond = self.reached(encoded_gains(done) + own)
        plan = torch.cat([plan[:, :TEMPERATURE], temperature, tint, plan[:, TINT + 1 :]], 1)
        return self.eye.look(small), plan, beyond


def reach(renderer: Renderer) -> Tensor:
    """[3, d]: log factors on encoded values times this is the latent of global colour that makes the renderer apply
    them and nothing else; latents add up."""
    reads = torch.cat([renderer.balance.weight, renderer.chroma.weight])  # [6, d]
    return torch.linalg.pinv(reads.detach())[:, :3].T
