"""The eye: a convolutional trunk and histograms over a thumbnail. On its own, as AutoPlanner, it sets the tone and
global-colour sliders and says what it sees; what it saw are the image tokens of the language planner (vision.py)."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from . import sliders as s
from .colour import hue_plane, luma
from .degrade import USED
from .labels import CONTENT, SCENES

RESTRAINT = 0.17  # length of a plan that is halved; chosen on held-out photos so that good ones change by 2 dE00


@dataclass(frozen=True)
class AutoConfig:
    size: int = 96  # the photo is squashed to size x size, each pixel the mean of the area it covers
    channels: tuple[int, ...] = (32, 64, 128, 192)
    luma_bins: int = 24
    channel_bins: int = 12
    chroma_bins: int = 8  # along each axis of the hue plane
    hidden: int = 192
    dropout: float = 0.1


class AutoPlanner(nn.Module):
    """pixels [B, 3, size, size], 0..1 -> sliders [B, 38], scene logits [B, S], content logits [B, C]."""

    def __init__(self, config: AutoConfig) -> None:
        super().__init__()
        self.config = config
        first, *rest = config.channels
        stages: list[nn.Module] = [nn.Conv2d(3, first, 4, 4, bias=False), nn.BatchNorm2d(first), nn.ReLU()]
        for a, b in zip((first, *rest), rest, strict=False):
            stages += [nn.Conv2d(a, b, 3, 2, 1, bias=False), nn.BatchNorm2d(b), nn.ReLU(), _Residual(b)]
        self.trunk = nn.Sequential(*stages)
        features = 2 * config.channels[-1]
        bins = config.luma_bins + 3 * config.channel_bins + config.chroma_bins**2
        self.plan = nn.Sequential(
            nn.BatchNorm1d(features + bins),  # and no ReLU behind it: without either, 188 of 192 units died
            nn.Dropout(0.3),
            nn.Linear(features + bins, config.hidden),
            nn.SiLU(),
            nn.Dropout(config.dropout),
            nn.Linear(config.hidden, USED),
        )
        nn.init.zeros_(self.plan[-1].weight)  # an untrained planner leaves photos alone
        nn.init.zeros_(self.plan[-1].bias)
        self.scene = nn.Sequential(nn.Dropout(0.3), nn.Linear(features, len(SCENES)))
        self.content = nn.Sequential(nn.Dropout(0.3), nn.Linear(features, len(CONTENT)))
        self.register_buffer("luma_centres", torch.linspace(0, 1, config.luma_bins), persistent=False)
        self.register_buffer("channel_centres", torch.linspace(0, 1, config.channel_bins), persistent=False)
        self.register_buffer("chroma_centres", torch.linspace(-0.3, 0.3, config.chroma_bins), persistent=False)

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        sight = self.look(pixels)
        return self.plan_of(sight.thought), self.scene(sight.whole), self.content(sight.whole)

    def look(self, pixels: Tensor) -> "Sight":
        maps = self.trunk(pixels * 2 - 1)
        whole = torch.cat([maps.mean((2, 3)), maps.amax((2, 3))], 1)  # [B, features]
        tones = self._histograms(pixels)
        thought = self.plan[:-1](torch.cat([whole, tones], 1))
        return Sight(maps.flatten(2).transpose(1, 2), whole, tones, thought)

    def plan_of(self, thought: Tensor) -> Tensor:
        """[B, hidden] -> sliders [B, 38]."""
        plan = self.bare_plan(thought)
        # a plan that is small is not worth making; while training, at zero this has no gradient to learn from
        return everywhere(plan if self.training else plan * restraint(plan))

    def bare_plan(self, thought: Tensor) -> Tensor:
        """[B, hidden] -> the USED sliders [B, 14], without restraint."""
        return torch.tanh(self.plan[-1](thought).float())

    def _histograms(self, pixels: Tensor) -> Tensor:
        """Soft histograms of every sixteenth pixel: tone, channels and cast, wherever in the picture they are."""
        some = pixels[:, :, ::4, ::4].flatten(2)  # [B, 3, M]
        y = luma(some).transpose(1, 2)  # [B, M, 1]
        tones = torch.exp(-(((y - self.luma_centres) * 20) ** 2)).mean(1)
        channels = torch.exp(-(((some[..., None] - self.channel_centres) * 12) ** 2)).mean(2).flatten(1)
        px, py = hue_plane(some)  # [B, 1, M] each
        across, along = (torch.exp(-(((v.transpose(1, 2) - self.chroma_centres) * 12) ** 2)) for v in (px, py))
        chroma = torch.matmul(across.transpose(1, 2), along).flatten(1) / y.shape[1]  # [B, bins * bins]
        return torch.cat([tones, channels, chroma], 1)


def restraint(plan: Tensor) -> Tensor:
    """How much of a plan [B, 14] stands, [B, 1] in 0..1: hardly anything of a short one, half at a length of
    RESTRAINT."""
    size2 = plan.square().sum(1, keepdim=True)
    return size2 / (size2 + RESTRAINT**2)


def everywhere(plan: Tensor) -> Tensor:
    """The USED sliders [B, 14] among all [B, 38]; the colour mixer rests."""
    return torch.cat([plan, torch.zeros_like(plan[:, :1]).expand(-1, s.COUNT - USED)], 1)


@dataclass(frozen=True)
class Sight:
    """What the trunk saw: places [B, 9, C] in reading order, whole [B, 2C], tones [B, bins], thought [B, hidden]."""

    places: Tensor
    whole: Tensor
    tones: Tensor
    thought: Tensor


class _Residual(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels), nn.ReLU()
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.body(x)
