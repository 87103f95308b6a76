"""Image tokens: what the trunk of the auto planner saw, as rows that the decoder reads beside words."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .auto import AutoPlanner, Sight, everywhere
from .balanced import BalancedJudge
from .degrade import USED
from .judge import judge
from .white_balance import BalancingEye

EXTRA = 3  # tokens beside the places: the whole picture, its histograms, the thought with the eye's own plan


@dataclass(frozen=True)
class Seen:
    """One batch of photos as the decoder gets them, detached from the trunk (which is trained before, in step 3).

    places [B, 9, C], whole [B, 2C], tones [B, bins], thought [B, hidden + 14]: the plan for auto mode is part of it.
    """

    places: Tensor
    whole: Tensor
    tones: Tensor
    thought: Tensor

    @staticmethod
    def of(sight: Sight, plan: Tensor) -> "Seen":
        """plan [B, 38] of the judge."""
        return Seen(sight.places, sight.whole, sight.tones, torch.cat([sight.thought, plan[:, :USED]], 1))

    @property
    def plan(self) -> Tensor:
        """Sliders [B, 38] of auto mode."""
        return everywhere(self.thought[:, -USED:])


class ImageTokens(nn.Module):
    """Seen -> tokens [B, N, D]; places in reading order, then whole, tones, thought."""

    def __init__(self, planner: AutoPlanner, width: int) -> None:
        super().__init__()
        channels = planner.scene[1].in_features // 2
        bins = planner.plan[0].num_features - 2 * channels
        thought = planner.plan[-1].in_features + USED
        self.places = nn.Linear(channels, width)
        self.whole = nn.Linear(2 * channels, width)
        self.tones = nn.Linear(bins, width)
        self.thought = nn.Linear(thought, width)

    def forward(self, seen: Seen) -> Tensor:
        extra = [self.whole(seen.whole), self.tones(seen.tones), self.thought(seen.thought)]
        return torch.cat([self.places(seen.places), torch.stack(extra, 1)], 1)


class VisionGraph(nn.Module):
    """pixels [B, 3, H, W] -> tokens [B, N, D], scene [B, S] and content [B, C] probabilities, and the judge's plan
    [B, 38]: vision.onnx.

    With an eye for white balance the pixels are of twice the side, and what the plan's sliders do not reach follows,
    log factors on encoded values [B, 3].
    """

    def __init__(self, planner: AutoPlanner, tokens: ImageTokens, balancing: BalancingEye | None = None) -> None:
        super().__init__()
        self.planner = planner
        self.tokens = tokens
        self.balanced = None if balancing is None else BalancedJudge(planner, balancing)

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        sight, plan, *beyond = judge(self.planner, pixels) if self.balanced is None else self.balanced(pixels)
        scene, content = self.planner.scene(sight.whole), self.planner.content(sight.whole)
        return self.tokens(Seen.of(sight, plan)), torch.softmax(scene, -1), torch.sigmoid(content), plan, *beyond
