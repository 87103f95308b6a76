"""What is measured of an edit, on pictures whose answer is known."""

import numpy as np
import pytest

from tonework_training.aspects import HUES, THRESHOLDS, Claim, Pixels, changes, direction, holds, size


@pytest.fixture
def picture() -> np.ndarray:
    """A ramp of greys above a field of every named colour, [16, 16, 3]."""
    rgb = np.repeat(np.linspace(0.1, 0.9, 16)[None, :, None], 3, 2).repeat(16, 0)
    for i, (r, g, b) in enumerate(
        [(0.8, 0.2, 0.2), (0.8, 0.5, 0.2), (0.8, 0.8, 0.2), (0.2, 0.7, 0.2), (0.2, 0.7, 0.7), (0.2, 0.2, 0.8)]
    ):
        rgb[8:, 2 * i : 2 * i + 2] = r, g, b
    rgb[8:, 12:14] = 0.5, 0.2, 0.75
    rgb[8:, 14:] = 0.8, 0.2, 0.65
    return rgb


def test_every_measure_has_thresholds_that_rise(picture: np.ndarray) -> None:
    assert {measure for measure, _ in measured(picture, picture)} == set(THRESHOLDS)
    assert all(0 < slight < clear < strong for slight, clear, strong in THRESHOLDS.values())


def measured(before: np.ndarray, after: np.ndarray) -> dict:
    original = Pixels(before)
    return changes(original, original, Pixels(after))


def test_every_named_colour_falls_into_its_band(picture: np.ndarray) -> None:
    shares = Pixels(picture).hue_shares()
    assert dict(zip(HUES, shares, strict=True)) == {hue: 16 / 256 for hue in HUES}


def test_brightening_is_lightness_shadows_and_highlights(picture: np.ndarray) -> None:
    change = measured(picture, picture**0.7)
    for measure in ("lightness", "shadows", "highlights"):
        assert direction(measure, change[measure, None]) == 1


def test_blue_light_is_less_warmth(picture: np.ndarray) -> None:
    change = measured(picture, np.clip(picture * (0.9, 1, 1.15), 0, 1))
    assert direction("warmth", change["warmth", None]) == -1


def test_a_colour_turns_alone(picture: np.ndarray) -> None:
    after = picture.copy()
    after[8:, 0:2] = 0.8, 0.35, 0.2  # red towards orange
    change = measured(picture, after)
    assert direction("hue_turn", change["hue_turn", "red"]) == 1
    assert direction("hue_turn", change["hue_turn", "blue"]) == 0


def test_a_colour_that_is_absent_bears_out_nothing() -> None:
    grey = np.full((4, 4, 3), 0.5)
    change = measured(grey, grey)
    assert not holds(Claim("hue_colourfulness", 0, "red"), change)
    assert holds(Claim("lightness", 0), change)


@pytest.mark.parametrize(("change", "word"), [(1.0, "slight"), (3.5, "clear"), (-9.0, "strong"), (-3.4, "slight")])
def test_size_words_have_the_thresholds_of_the_services(change: float, word: str) -> None:
    assert size("lightness", change) == word


@pytest.mark.parametrize(("change", "true"), [(4.3, True), (4.4, False), (-2.0, False), (0.9, False)])
def test_a_size_may_miss_its_band_by_a_fifth(change: float, true: bool) -> None:
    assert holds(Claim("lightness", 1, None, "slight"), {("lightness", None): change}) is true
