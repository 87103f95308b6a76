"""The parts of the evaluation that need no bundle."""

import numpy as np
import pytest

from tonework_training import phrasing, reasoning_text, targets
from tonework_training.evaluate_requests import Picture, choose, is_right, pictures
from tonework_training.evaluation import Heard, table
from tonework_training.labels import CONTENT
from tonework_training.measures import ssim
from tonework_training.model_card import with_table
from tonework_training.request_tables import Asked
from tonework_training.retoucher import Result, corrected, judged, measured
from tonework_training.synthetic import picture

BRIGHTER = phrasing.Request("x", (phrasing.Move("lightness", 1, 1.0),))
DARKER = phrasing.Request("x", (phrasing.Move("lightness", -1, 1.0),))
PHOTO = picture(3, 48, 32).astype(np.float32) / 255


def told(request: phrasing.Request) -> tuple[list[str], np.ndarray]:
    """Phrases and the finished photo."""
    sliders = targets.target(request, PHOTO)
    after = reasoning_text.Stages.of_sliders(PHOTO, sliders).after.reshape(PHOTO.shape)
    return reasoning_text.describe(PHOTO, None, sliders, np.zeros(len(CONTENT)), 1), after


def test_a_false_plan_gives_way_to_the_measured_one_and_the_rest_stays() -> None:
    wrong, _ = told(DARKER)
    right, after = told(BRIGHTER)
    change = measured(PHOTO, after)
    assert not all(judged(wrong, change).true)
    result = corrected(wrong, right, change)
    assert all(judged(result, change).true)
    assert result[: result.index("<plan>")] == wrong[: wrong.index("<plan>")]


def test_a_true_reasoning_is_left_as_it_is() -> None:
    right, after = told(BRIGHTER)
    assert corrected(right, told(DARKER)[0], measured(PHOTO, after)) == right


def test_what_was_heard_is_counted() -> None:
    wrong, _ = told(DARKER)
    right, after = told(BRIGHTER)
    change = measured(PHOTO, after)
    heard = Heard()
    heard.add(Result(after, {"content": "x"}, judged(wrong, change), judged(right, change), 12.0, 30))
    metrics = heard.metrics()
    assert metrics["reasoning, true as handed out"] == 1
    assert metrics["reasoning, true as the planner says them"] < 1
    assert metrics["reasoning, plan with its reasoning: p50 ms"] == 12


@pytest.mark.parametrize(("change", "right"), [(0.6, True), (0.4, False), (-2.0, False)])
def test_a_direction_is_right_from_half_of_what_is_worth_a_word(change: float, right: bool) -> None:
    asked = Asked("", "", "brighter", "lightness", None, 1)
    assert is_right(asked, {("lightness", None): change}) is right


def test_a_request_is_judged_on_a_photo_that_leaves_room_for_it() -> None:
    asked = Asked("", "", "brighter", "lightness", None, 1)
    roomy = Picture(None, 50, 60, 20, {})
    assert roomy.fits(asked)
    assert not Picture(None, 90, 60, 20, {}).fits(asked)
    assert not Picture(None, 50, 60, 20, {"blue": 0.01}).fits(Asked("", "", "", "hue_lightness", "blue", 1))
    assert choose([roomy, roomy], "x") is choose([roomy, roomy], "x")
    assert pictures([], 10) == []


def test_structural_similarity_is_1_for_the_same_and_less_for_noise() -> None:
    noisy = np.clip(PHOTO + np.random.default_rng(1).normal(0, 0.1, PHOTO.shape), 0, 1)
    assert ssim(PHOTO, PHOTO) == pytest.approx(1)
    assert 0 < ssim(PHOTO, noisy) < 0.9


def test_the_table_of_a_card_is_replaced_and_nothing_else() -> None:
    card = "# x\n\n| measure | value |\n|---|---|\n| old | 1 |\n\nBehind.\n"
    assert with_table(card, table({"new": 2.0})) == "# x\n\n| measure | value |\n|---|---|\n| new | 2.00 |\n\nBehind.\n"
    with pytest.raises(ValueError, match="no table"):
        with_table("# x", "")
