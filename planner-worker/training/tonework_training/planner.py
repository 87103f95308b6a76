"""The language planner: image tokens, decoder, and the head that turns three hidden states into sliders."""

from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from . import sliders as s
from .auto import AutoPlanner
from .decoder import Decoder, DecoderConfig
from .renderer import SliderEncoder
from .vision import ImageTokens

STILL = 0.01  # sliders nearer to zero than this are zero, so that a group nobody asked for is masked


@dataclass(frozen=True)
class PlannerConfig:
    decoder: DecoderConfig = field(default_factory=DecoderConfig)
    head_hidden: int = 192


class Head(nn.Module):
    """hidden [B, 3, D] at the retouch tokens -> sliders [B, 38] in -1..1: each state speaks for its group."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.groups = nn.ModuleList(
            nn.Sequential(nn.Linear(width, hidden), nn.SiLU(), nn.Linear(hidden, g.stop - g.start))
            for g in s.GROUP_SLICES
        )

    def forward(self, hidden: Tensor) -> Tensor:
        return torch.cat([torch.tanh(f(hidden[:, i])) for i, f in enumerate(self.groups)], 1)


class LanguagePlanner(nn.Module):
    def __init__(self, eye: AutoPlanner, config: PlannerConfig, vocabulary: int) -> None:
        super().__init__()
        self.config = config
        self.image = ImageTokens(eye, config.decoder.width)
        self.decoder = Decoder(config.decoder, vocabulary)
        self.head = Head(config.decoder.width, config.head_hidden)


class HeadGraph(nn.Module):
    """hidden [B, 3, D] -> latents [B, 3, d], sliders [B, 38]: head.onnx. The latents are those of the sliders."""

    def __init__(self, head: Head, encoder: SliderEncoder) -> None:
        super().__init__()
        self.head = head
        self.encoder = encoder

    def forward(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        sliders = self.head(hidden)
        sliders = sliders - sliders.clamp(-STILL, STILL)
        return self.encoder(sliders), sliders


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
