"""Requests: what they mean is what the edit does, and strengths are ordered."""

import numpy as np
import pytest

from tonework_training import phrasing, reasoning_text, targets
from tonework_training.aspects import Pixels, changes, direction
from tonework_training.phrasing import A_LITTLE, A_LOT, PLAIN, Move, Request
from tonework_training.synthetic import picture
from tonework_training.typing_habits import typed
from tonework_training.wording import REFUSALS

PICTURES = [picture(seed, 32, 24).astype(np.float32) / 255 for seed in range(4)]
TONAL = ("lightness", "contrast", "shadows", "highlights", "warmth", "tint", "colourfulness")


def change(request: Request, photo: np.ndarray) -> dict:
    before = Pixels(photo)
    after = reasoning_text.Stages.of_sliders(photo, targets.target(request, photo)).after
    return changes(before, before, Pixels(after))


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("attribute", TONAL)
def test_an_edit_goes_the_way_that_was_asked_for(attribute: str, way: int) -> None:
    for photo in PICTURES:
        done = change(Request("x", (Move(attribute, way, PLAIN),)), photo)[attribute, None]
        assert direction(attribute, done) == way, f"{attribute} {way}: {done:.2f}"


@pytest.mark.parametrize("attribute", TONAL)
def test_a_little_is_less_than_plain_and_a_lot_is_more(attribute: str) -> None:
    done = [
        change(Request("x", (Move(attribute, 1, amount),)), PICTURES[0])[attribute, None]
        for amount in (A_LITTLE, PLAIN, A_LOT)
    ]
    assert 0 < done[0] < done[1] < done[2]


def test_samples_are_many_and_well_formed() -> None:
    rng = np.random.default_rng(1)
    drawn = [phrasing.sample(rng) for _ in range(3000)]
    assert len({text for text, _ in drawn}) > 2700
    for text, request in drawn:
        assert text.strip() == text and text and "{" not in text
        assert request.moves or request.refused or request.enhance, text
        assert set(request.refused) <= set(REFUSALS), text
        asked = phrasing.asked(request)
        assert bool(asked) == bool(request.moves or request.enhance), text


def test_the_grammar_of_the_reasoning_can_say_what_was_understood() -> None:
    rng = np.random.default_rng(2)
    known = set(reasoning_text.grammar().phrases)
    for _ in range(2000):
        text, request = phrasing.sample(rng)
        assert set(phrasing.asked(request)) <= known, text


def test_every_kind_of_request_is_drawn() -> None:
    rng = np.random.default_rng(3)
    kinds = {phrasing.sample(rng)[1].kind for _ in range(1500)}
    assert kinds >= {
        "lightness",
        "contrast",
        "warmth",
        "cast",
        "one colour",
        "vague",
        "enhance",
        "impossible",
        "combined",
    }


def test_the_same_seed_draws_the_same_request() -> None:
    assert phrasing.sample(np.random.default_rng(4)) == phrasing.sample(np.random.default_rng(4))


def test_what_cannot_be_done_alone_changes_nothing() -> None:
    assert not targets.target(Request("impossible", refused=("removing",)), PICTURES[0]).any()


def test_a_vague_wish_takes_what_auto_would_do() -> None:
    auto = np.linspace(-0.5, 0.5, 38, dtype=np.float32)
    assert np.array_equal(targets.target(Request("enhance", enhance=True), PICTURES[0], auto), auto)


def test_typing_errors_keep_the_words_countable() -> None:
    rng = np.random.default_rng(5)
    for _ in range(200):
        assert len(typed("increase the contrast slightly", rng).split()) == 4
