"""The language planner: image tokens, decoder, and the head that turns three hidden states into sliders."""

from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from . import sliders as s
from .auto import AutoPlanner
from .decoder import Decoder, DecoderConfig
from .renderer import SliderEncoder
from .vision import ImageTokens

GATE_HIDDEN = 32
COLOUR = s.GROUPS.index("globalColour")
STILL = 0.01  # sliders nearer to zero than this are zero, so that a group nobody asked for is masked


@dataclass(frozen=True)
class PlannerConfig:
    decoder: DecoderConfig = field(default_factory=DecoderConfig)
    head_hidden: int = 192


class Head(nn.Module):
    """hidden [B, 3, D] at the retouch tokens, plan [B, 38] of the judge -> sliders [B, 38] in -1..1.

    Each state speaks for its group: how much of the plan stands, and what is added to it.
    """

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.groups = nn.ModuleList(
            nn.Sequential(nn.Linear(width, hidden), nn.SiLU(), nn.Linear(hidden, g.stop - g.start))
            for g in s.GROUP_SLICES
        )
        self.gates = nn.ModuleList(
            nn.Sequential(nn.Linear(width, GATE_HIDDEN), nn.SiLU(), nn.Linear(GATE_HIDDEN, 1)) for _ in s.GROUP_SLICES
        )

    def forward(self, hidden: Tensor, plan: Tensor) -> Tensor:
        added = torch.cat([torch.tanh(f(hidden[:, i])) for i, f in enumerate(self.groups)], 1)
        stands = [
            torch.sigmoid(f(hidden[:, i])) * plan[:, g]
            for i, (f, g) in enumerate(zip(self.gates, s.GROUP_SLICES, strict=True))
        ]
        return (added + torch.cat(stands, 1)).clamp(-1, 1)


class LanguagePlanner(nn.Module):
    def __init__(self, eye: AutoPlanner, config: PlannerConfig, vocabulary: int) -> None:
        super().__init__()
        self.config = config
        self.image = ImageTokens(eye, config.decoder.width)
        self.decoder = Decoder(config.decoder, vocabulary)
        self.head = Head(config.decoder.width, config.head_hidden)


class HeadGraph(nn.Module):
    """hidden [B, 3, D], plan [B, 38], beyond [B, 3] -> latents [B, 3, d], sliders [B, 38]: head.onnx.

    The latents are those of the sliders, and of as much of what lies beyond the ends of temperature and tint as stands
    of the plan; without `reach` there is nothing beyond, and no such input.
    """

    def __init__(self, head: Head, encoder: SliderEncoder, reach: Tensor | None = None) -> None:
        super().__init__()
        self.head = head
        self.encoder = encoder
        self.register_buffer("reach", reach, persistent=False)

    def forward(self, hidden: Tensor, plan: Tensor, beyond: Tensor | None = None) -> tuple[Tensor, Tensor]:
        sliders = self.head(hidden, plan)
        sliders = sliders - sliders.clamp(-STILL, STILL)
        latents = self.encoder(sliders)
        if beyond is None:
            return latents, sliders
        stands = torch.sigmoid(self.head.gates[COLOUR](hidden[:, COLOUR]))
        further = stands * beyond @ self.reach
        return torch.cat(
            [latents[:, :COLOUR], latents[:, COLOUR : COLOUR + 1] + further[:, None], latents[:, COLOUR + 1 :]], 1
        ), sliders


class DecoderGraph(nn.Module):
    """The decoder with its cache as flat inputs and outputs: decoder.onnx."""

    def __init__(self, decoder: Decoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(
        self, ids: Tensor, features: Tensor, positions: Tensor, mask: Tensor, *past: Tensor
    ) -> tuple[Tensor, ...]:
        cache = [(past[2 * i], past[2 * i + 1]) for i in range(len(past) // 2)]
        logits, hidden, present = self.decoder(ids, features, positions, mask, cache)
        return logits, hidden, *(tensor for pair in present for tensor in pair)


def untrained(eye: AutoPlanner, config: PlannerConfig, vocabulary: int, seed: int) -> LanguagePlanner:
    torch.manual_seed(seed)
    return LanguagePlanner(eye, config, vocabulary)
