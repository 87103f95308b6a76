"""The judge: the eye's plan for auto mode, made steadier and finished by measuring its own outcome.

The eye looks at a photo and at its mirror image, which need the same edit, and then at the outcome, for what is left to
do. Then the plan is tried on some pixels, and black point, white point, lightness and colour are drawn a part of the
way to where finished pictures have them: what a net of this size estimates, a histogram knows exactly. The figures
below were chosen on held-out photos that were spoilt, and looked up on pairs of human retouchers (docs/adr/0157).
"""

from dataclasses import fields

import torch
from torch import Tensor

from . import operators as ops
from .auto import AutoPlanner, Sight, everywhere, restraint
from .colour import luma

SECOND_LOOK = 0.4  # share of what the eye would still do to the outcome
TRIED = 32  # side of the grid of pixels that a plan is tried on
PASSES = 2  # each goes half of the way
EXTREME = 5  # so many of TRIED^2 pixels may lie beyond the black and the white point
BLACK, WHITE, GREY = 0.02, 0.95, 0.5  # luma of the darkest, the brightest and the mean of a finished picture
TO_BLACK, TO_WHITE, TO_GREY = 0.3, 0.5, 0.2  # share of the way
COLOUR = 0.04  # saturation added: experts like more of it than what a plan of means restores


def judge(eye: AutoPlanner, pixels: Tensor) -> tuple[Sight, Tensor]:
    """pixels [B, 3, H, W] in 0..1 -> what the eye saw of them, and sliders [B, 38] of auto mode.

    The surer the eye is that a photo needs an edit, the more is done.
    """
    both = eye.look(torch.cat([pixels, pixels.flip(3)]))
    plan = eye.bare_plan(both.thought).unflatten(0, (2, -1)).mean(0)
    sure = restraint(plan)
    plan = plan * sure
    rgb = pixels.flatten(2).transpose(1, 2)  # [B, M, 3]
    outcome = ops.apply_without_mixer(rgb, plan).transpose(1, 2).unflatten(2, pixels.shape[2:])
    left = eye.bare_plan(eye.look(outcome).thought)
    plan = (plan + SECOND_LOOK * sure * restraint(left) * left).clamp(-1, 1)
    some = _grid(pixels).flatten(2).transpose(1, 2)
    for _ in range(PASSES):
        plan = (plan + sure / PASSES * _towards_finished(plan, some)).clamp(-1, 1)
    sight = Sight(*(getattr(both, part.name).unflatten(0, (2, -1))[0] for part in fields(Sight)))
    return sight, everywhere(plan)


def _grid(pixels: Tensor) -> Tensor:
    step = max(1, pixels.shape[-1] // TRIED)
    return pixels[:, :, ::step, ::step]


def _towards_finished(plan: Tensor, some: Tensor) -> Tensor:
    """[B, 14] to add to plan [B, 14] so that its outcome on pixels [B, M, 3] comes nearer to a finished picture."""
    y = luma(ops.apply_without_mixer(some, plan).transpose(1, 2))[:, 0]  # [B, M]
    lowest = y.topk(EXTREME + 1, 1, largest=False).values[:, -1]
    highest = y.topk(EXTREME + 1, 1).values[:, -1]
    darker = TO_BLACK * (lowest - BLACK).clamp(min=0) / (ops.LEVEL * (1 - lowest).clamp(min=0.5) ** 3)
    brighter = TO_WHITE * (WHITE - highest).clamp(min=0) / (ops.LEVEL * highest.clamp(min=0.6) ** 3)
    added = {0: TO_GREY * (GREY - y.mean(1)), 4: brighter, 5: -darker, 13: torch.full_like(lowest, COLOUR)}
    none = torch.zeros_like(lowest)
    return torch.stack([added.get(i, none) for i in range(plan.shape[1])], 1)
