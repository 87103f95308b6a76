"""The reasoning: what it says is true of the pixels, and the grammar accepts it."""

import numpy as np
import pytest

from tonework_training import looks, phrasing, reasoning_text, targets
from tonework_training.automaton import Grammar
from tonework_training.labels import CONTENT, SCENES
from tonework_training.synthetic import picture

RNG_SEED = 11


def cases() -> list[tuple[np.ndarray, np.ndarray, tuple[str, ...], tuple[str, ...]]]:
    """(photo, sliders, asked, refused): looks and requests on pictures made of colours."""
    rng = np.random.default_rng(RNG_SEED)
    result = []
    for seed in range(24):
        photo = picture(seed, 32, 24).astype(np.float32) / 255
        wish = looks.draw(rng)
        result.append((photo, wish.sliders, looks.asked(wish), ()))
        _, request = phrasing.sample(rng)
        result.append((photo, targets.target(request, photo), phrasing.asked(request), request.refused))
    return result


CASES = cases()


def described(case: tuple) -> list[str]:
    photo, sliders, asked, refused = case
    content = np.linspace(0.8, 0.3, len(CONTENT))
    return reasoning_text.describe(photo, None, sliders, content, 1, asked, refused)


def test_every_statement_of_direction_is_true_of_the_pixels() -> None:
    total = 0
    for case in CASES:
        phrases = described(case)
        after = reasoning_text.Stages.of_sliders(case[0], case[1]).after
        verdicts = reasoning_text.true(phrases, case[0], after)
        assert all(verdicts), "".join(phrases)
        total += len(verdicts)
    assert total > 2 * len(CASES), f"only {total} statements: the test says too little"


def test_the_grammar_accepts_every_reasoning_under_the_facts_of_its_photo() -> None:
    scene = np.eye(len(SCENES))[1]
    for case in CASES:
        facts = reasoning_text.facts(case[0], scene, np.linspace(0.8, 0.3, len(CONTENT)), True)
        reasoning_text.grammar().walk(described(case), facts)


def test_a_reasoning_fits_a_small_decoder() -> None:
    lengths = [len(described(case)) for case in CASES]
    assert max(lengths) <= 90
    assert len(reasoning_text.grammar().phrases) < 600


def test_an_untouched_photo_is_said_to_stay_as_it_is() -> None:
    text = reasoning_text.text(described((CASES[0][0], np.zeros(38, np.float32), (), ())))
    assert text["light plan"] == "The light stays as it is."
    assert text["global plan"] == "White balance and colourfulness stay as they are."


def test_a_false_statement_is_found() -> None:
    photo = CASES[0][0]
    brighter = targets.target(phrasing.Request("x", (phrasing.Move("lightness", 1, 1),)), photo)
    assert not all(reasoning_text.true(described((photo, brighter, (), ())), photo, photo * 0.6))


def test_every_drawn_walk_through_the_open_grammar_reaches_the_end() -> None:
    rng = np.random.default_rng(RNG_SEED)
    grammar = reasoning_text.grammar()
    for case in CASES[::6]:
        facts = reasoning_text.facts(case[0], rng.random(len(SCENES)), rng.random(len(CONTENT)), True)
        open_edges = grammar.open(facts)
        at, phrases = grammar.start, []
        while at != grammar.end:
            edge = open_edges[at][rng.integers(len(open_edges[at]))]
            phrases.append(edge.phrase)
            at = edge.to
        grammar.walk(phrases, facts)
        assert len(phrases) <= 120


def test_a_closed_edge_is_not_open_and_its_dead_ends_neither() -> None:
    g = Grammar()
    middle = g.edge(g.start, "a")
    g.end = g.edge(middle, "b")
    g.edge(g.start, "c", g.end)
    assert [e.phrase for e in g.open(frozenset())[0]] == ["a", "c"]
    assert [e.phrase for e in g.open(frozenset(), frozenset({(middle, "b")}))[0]] == ["c"]


def test_a_phrase_out_of_place_is_named() -> None:
    with pytest.raises(ValueError, match="cannot stand here"):
        reasoning_text.grammar().walk(["<light>"])
