import pytest
import torch

from tonework_training import lattice
from tonework_training import operators as ops
from tonework_training import sliders as s
from tonework_training.colour import hue_plane, luma

STEP = 1 / 255


def colours(count: int = 4000, seed: int = 11) -> torch.Tensor:
    """[1, count, 3]: random colours, with corners, faces and greys of the cube among them."""
    rgb = torch.rand(1, count, 3, generator=torch.Generator().manual_seed(seed))
    rgb[:, : count // 8] = (rgb[:, : count // 8] * 2).round() / 2
    rgb[:, count // 8 : count // 4] = rgb[:, count // 8 : count // 4, :1]
    return rgb


def planes(rgb: torch.Tensor) -> torch.Tensor:
    return rgb.transpose(1, 2)


def one(name: str, value: float) -> torch.Tensor:
    sliders = torch.zeros(1, s.COUNT)
    sliders[0, s.index(name)] = value
    return sliders


def extremes(count: int, seed: int = 12) -> torch.Tensor:
    """[count, 38]: every slider at -1, 0 or 1."""
    return torch.randint(-1, 2, (count, s.COUNT), generator=torch.Generator().manual_seed(seed)).float()


def test_should_return_the_photo_when_all_sliders_are_zero() -> None:
    rgb = colours()
    assert (ops.apply(rgb, torch.zeros(1, s.COUNT)) - rgb).abs().max() < 0.1 * STEP


@pytest.mark.parametrize("name", s.SLIDERS)
@pytest.mark.parametrize("value", [-1.0, 1.0])
def test_should_change_the_photo_and_stay_in_gamut_when_one_slider_moves(name: str, value: float) -> None:
    rgb = colours()
    out = ops.apply(rgb, one(name, value))

    assert out.isfinite().all() and out.min() >= 0 and out.max() <= 1
    assert (out - rgb).abs().max() > 2 * STEP


def test_should_keep_greys_in_order_when_tone_and_global_colour_are_extreme() -> None:
    sets = extremes(200)
    sets[:, s.SPECIFIC_SLICE] = 0  # the mixer acts on named hues, and a strong cast gives greys one
    ramp = torch.linspace(0, 1, 1025)[None, :, None].expand(len(sets), -1, 3)

    steps = luma(planes(ops.apply(ramp, sets))).diff(dim=2)

    assert steps.min() > -1e-4, f"a darker grey became lighter by {-steps.min() * 255:.3f}/255 (seed 12)"


def test_should_keep_hue_when_tone_moves() -> None:
    rgb = colours()
    before = torch.cat(hue_plane(planes(rgb)), 1)
    for name in ("Exposure2012", "Contrast2012", "Highlights2012", "Shadows2012", "ParametricLights", "Saturation"):
        after = torch.cat(hue_plane(planes(ops.apply(rgb, one(name, 0.8)))), 1)
        coloured = (before.norm(dim=1) > 0.05) & (after.norm(dim=1) > 0.02)
        cosine = torch.cosine_similarity(before, after, dim=1)[coloured]
        assert cosine.min() > 0.9999, f"{name} turned a hue"


def test_should_multiply_light_by_two_when_exposure_rises_one_stop_in_the_shadows() -> None:
    dark = torch.full((1, 1, 3), 0.1)
    brighter = ops.apply(dark, one("Exposure2012", 1 / ops.EXPOSURE_STOPS))
    assert torch.allclose((brighter / dark) ** 2.2, torch.tensor(2.0), atol=0.01)


def test_should_keep_white_white_when_exposure_rises() -> None:
    white = torch.ones(1, 1, 3)
    assert torch.allclose(ops.apply(white, one("Exposure2012", 1.0)), white, atol=1e-4)


@pytest.mark.parametrize(
    ("name", "up"),
    [("IncrementalTemperature", (1, 0, -1)), ("IncrementalTint", (1, -1, 1))],
)
def test_should_move_grey_the_named_way_when_white_balance_moves(name: str, up: tuple[int, ...]) -> None:
    grey = torch.full((1, 1, 3), 0.5)
    moved = (ops.apply(grey, one(name, 0.5)) - grey)[0, 0]
    for channel, sign in zip(moved, up, strict=True):
        assert sign == 0 or channel * sign > STEP
    assert torch.allclose(
        luma(ops.white_balance_gains(torch.tensor([[[0.5]]]), torch.tensor([[[0.5]]]))), torch.ones(1, 1, 1)
    )


def test_should_give_greys_only_when_saturation_is_at_minus_one() -> None:
    out = ops.apply(colours(), one("Saturation", -1.0))
    assert (out.amax(-1) - out.amin(-1)).max() < 1e-4


def test_should_move_dull_colours_more_than_skin_when_vibrance_rises() -> None:
    blue, skin = torch.tensor([0.40, 0.45, 0.55]), torch.tensor([0.75, 0.60, 0.52])
    out = ops.apply(torch.stack([blue, skin])[None], one("Vibrance", 1.0))[0]

    def grows(before: torch.Tensor, after: torch.Tensor) -> float:
        return float((after.max() - after.min()) / (before.max() - before.min()))

    assert grows(blue, out[0]) > grows(skin, out[1]) > 1


@pytest.mark.parametrize(("hue", "centre"), zip(s.HUES, ops.HUE_CENTRES_DEGREES, strict=True))
def test_should_touch_its_own_hue_most_when_one_colour_moves(hue: str, centre: float) -> None:
    angles = torch.tensor([*ops.HUE_CENTRES_DEGREES]).deg2rad()
    windows = planes(ops.hue_windows(torch.cos(angles)[None, None], torch.sin(angles)[None, None]))[0]
    at = ops.HUE_CENTRES_DEGREES.index(centre)
    assert windows[at].argmax() == at and torch.allclose(windows.sum(-1), torch.ones(8))

    greys = torch.linspace(0, 1, 33)[None, :, None].expand(1, -1, 3)
    for kind in ("Hue", "Saturation", "Luminance"):
        assert (ops.apply(greys, one(f"{kind}Adjustment{hue}", 1.0)) - greys).abs().max() < 0.1 * STEP


def test_should_not_jump_when_hue_goes_round_the_circle() -> None:
    angle = torch.linspace(0, 2 * torch.pi, 3601)
    ring = 0.5 + 0.3 * torch.stack([torch.cos(angle - k * 2 * torch.pi / 3) for k in range(3)], -1)
    sets = extremes(50)
    out = ops.apply(ring[None].expand(len(sets), -1, -1), sets)
    assert out.diff(dim=1).abs().max() < 4 * STEP  # the ring itself moves by 0.13/255 a step


def test_should_pass_gradients_to_every_slider_when_differentiated() -> None:
    sliders = torch.full((1, s.COUNT), 0.1, requires_grad=True)
    ops.apply(colours(), sliders).square().sum().backward()
    assert sliders.grad is not None and sliders.grad.isfinite().all() and (sliders.grad != 0).all()


@pytest.mark.parametrize(
    "name", ["Exposure2012", "Contrast2012", "Shadows2012", "IncrementalTemperature", "Saturation"]
)
def test_should_survive_a_lattice_of_33_when_a_slider_is_half_way(name: str) -> None:
    rgb, sliders = colours(), one(name, 0.5)
    table = ops.apply(lattice.nodes(33)[None], sliders)[0]
    error = (lattice.interpolate(table, rgb[0]) - ops.apply(rgb, sliders)[0]).abs()
    assert error.max() < 1 * STEP and error.mean() < 0.1 * STEP
