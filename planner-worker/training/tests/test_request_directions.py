"""What a crowd's request is read as, and that nothing is read into an unclear one."""

import numpy as np
import pytest

from tonework_training import looks, phrasing
from tonework_training.aspects import HUES, THRESHOLDS
from tonework_training.claims_in_text import claims
from tonework_training.reasoning_text import grammar, statements, text
from tonework_training.request_directions import expected
from tonework_training.request_tables import own_requests


@pytest.mark.parametrize(
    ("said", "measure", "way"),
    [
        ("Please brighten the image a lot.", "lightness", 1),
        ("It is too dark", "lightness", 1),
        ("darken it, thanks", "lightness", -1),
        ("reduce the brightness slightly", "lightness", -1),
        ("Increase contrast.", "contrast", 1),
        ("Lower the contrast of the image", "contrast", -1),
        ("make it more vivid", "colourfulness", 1),
        ("make it less vivid", "colourfulness", -1),
        ("Convert the image to black and white", "colourfulness", -1),
        ("remove the yellow tone", "warmth", -1),
        ("make it warmer", "warmth", 1),
        ("remove green tint", "tint", 1),
        ("take out the purple cast", "tint", -1),
    ],
)
def test_a_plain_request_is_read(said: str, measure: str, way: int) -> None:
    assert expected(said) == {(measure, None): way}


@pytest.mark.parametrize(
    "said",
    [
        "brighten her face",
        "make the sky darker",
        "brighten the colors",
        "crop it",
        "not too bright and not too dark",
        "make it brighter, no, darker",
        "fix the lighting",
        "",
    ],
)
def test_an_unclear_request_is_not_read(said: str) -> None:
    assert expected(said) == {}


def test_two_wishes_are_read_apart() -> None:
    assert expected("brighten the image, and lower the contrast") == {("lightness", None): 1, ("contrast", None): -1}


def test_own_phrasings_are_many_and_not_those_of_the_grammar() -> None:
    own = own_requests()
    texts = {asked.text.lower() for asked in own}
    assert len(texts) >= 150
    assert len({asked.kind for asked in own}) >= 12
    for asked in own:
        assert asked.measure in THRESHOLDS and asked.way in (1, -1), asked
        assert asked.hue is None or asked.hue in HUES, asked
    rng = np.random.default_rng(8)
    drawn = {phrasing.sample(rng)[0].lower().rstrip(".!") for _ in range(20000)}
    shared = {t for t in texts if t.rstrip(".!") in drawn}
    assert len(shared) < 0.25 * len(texts), f"too many can be drawn: {sorted(shared)}"


def test_statements_are_read_back_from_the_text_of_a_reasoning() -> None:
    from test_reasoning_text import CASES, described

    for case in CASES:
        phrases = described(case)
        read = claims(" ".join(v for k, v in text(phrases).items() if k.endswith("plan")))
        assert set(read) == set(statements(phrases)), "".join(phrases)


def test_wordings_of_the_services_are_read_too() -> None:
    said = "Exposure is clearly raised, the mid-tones by 0.6 stops and colours move slightly to the cool side."
    assert {(c.measure, c.direction, c.size) for c in claims(said)} == {
        ("lightness", 1, "clear"),
        ("warmth", -1, "slight"),
    }


def test_looks_are_asked_for_in_words_the_grammar_of_the_reasoning_has() -> None:
    known = set(grammar().phrases)
    rng = np.random.default_rng(9)
    assert all(set(looks.asked(looks.draw(rng))) <= known for _ in range(500))
