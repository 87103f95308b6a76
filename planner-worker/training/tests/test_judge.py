"""The judge: an eye's plan, made steadier and finished by what it does."""

import torch
from torch import Tensor

from tonework_training import operators as ops
from tonework_training import sliders as s
from tonework_training.auto import AutoConfig, AutoPlanner
from tonework_training.colour import luma
from tonework_training.judge import BLACK, WHITE, judge

SMALL = AutoConfig(size=32, channels=(8, 16), hidden=32)


def _eye(contrast: float) -> AutoPlanner:
    """An eye that plans this contrast for every photo, give or take a little that hangs on the photo."""
    torch.manual_seed(4)
    eye = AutoPlanner(SMALL).eval()
    torch.nn.init.normal_(eye.plan[-1].weight, std=0.01)
    torch.nn.init.constant_(eye.plan[-1].bias[1:2], contrast)
    return eye


def _hazy(count: int) -> Tensor:
    """Pictures between 0.3 and 0.6."""
    return 0.3 + 0.3 * torch.rand(count, 3, 32, 32, generator=torch.Generator().manual_seed(5))


@torch.no_grad()
def test_should_plan_the_same_when_the_photo_is_mirrored() -> None:
    pixels = _hazy(3)

    _, plan = judge(_eye(0.3), pixels)
    _, mirrored = judge(_eye(0.3), pixels.flip(3))

    torch.testing.assert_close(plan, mirrored, atol=2e-3, rtol=0)
    assert not plan[:, s.SPECIFIC_SLICE].any()


@torch.no_grad()
def test_should_stretch_towards_black_and_white_when_the_eye_is_sure_that_there_is_much_to_do() -> None:
    pixels = _hazy(3)
    eye = _eye(0.3)
    rgb = pixels.flatten(2).transpose(1, 2)

    _, plan = judge(eye, pixels)

    alone = torch.tensor([[0.0, 0.3, *[0.0] * (s.COUNT - 2)]]).expand(3, -1)
    ends = []
    for sliders in (alone, plan):
        y = luma(ops.apply(rgb, sliders).transpose(1, 2))[:, 0]
        ends.append((y.amin(1), y.amax(1)))
    assert (ends[1][0] < ends[0][0] - 0.02).all() and (ends[1][0] > BLACK).all()
    assert (ends[1][1] > ends[0][1] + 0.02).all() and (ends[1][1] < WHITE + 0.05).all()


@torch.no_grad()
def test_should_leave_a_photo_alone_when_the_eye_sees_nothing_to_do() -> None:
    _, plan = judge(_eye(0.0), _hazy(3))

    assert plan.abs().max() < 0.05


@torch.no_grad()
def test_should_see_each_photo_itself_when_it_looks_at_mirror_images_too() -> None:
    eye, pixels = _eye(0.2), _hazy(3)

    sight, _ = judge(eye, pixels)

    torch.testing.assert_close(sight.places, eye.look(pixels).places, atol=1e-5, rtol=1e-5)
