"""The looks: well-formed, moderate, different from each other, and asked for in enough ways."""

import numpy as np
import pytest
import torch

from tonework_training import looks
from tonework_training import operators as ops
from tonework_training import sliders as s
from tonework_training.labels import SCENES


def test_there_are_enough_looks_in_enough_families() -> None:
    assert len(looks.LOOKS) >= 120
    assert len(looks.FAMILIES) >= 11
    assert len(set(looks.NAMES)) == len(looks.NAMES)


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_has_looks_that_suit_it(scene: str) -> None:
    assert sum(look.suits(scene) for look in looks.LOOKS) >= 20


@pytest.mark.parametrize("look", looks.LOOKS, ids=lambda look: look.name)
def test_a_look_is_asked_for_in_a_dozen_ways_at_least(look: looks.Look) -> None:
    assert len(set(looks.phrases(look))) >= 12


def test_looks_can_be_told_apart_by_what_they_do_to_colours() -> None:
    axis = torch.linspace(0.05, 0.95, 5)
    cube = torch.cartesian_prod(axis, axis, axis)
    sets = torch.from_numpy(np.stack([look.sliders for look in looks.LOOKS]))
    out = ops.apply(cube.expand(len(sets), -1, -1), sets).flatten(1)
    distance = torch.cdist(out, out) / np.sqrt(out.shape[1]) + torch.eye(len(sets))
    nearest = distance.min(1)
    pair = int(nearest.values.argmin())
    assert nearest.values.min() > 0.004, f"{looks.NAMES[pair]} ~ {looks.NAMES[int(nearest.indices[pair])]}"


def test_a_strong_look_does_more_than_a_hint() -> None:
    look = looks.by_name("Golden Hour")
    temperature = s.index("IncrementalTemperature")
    assert 0 < look.at(looks.HINT)[temperature] < look.sliders[temperature] < look.at(looks.STRONG)[temperature]


def test_the_same_seed_draws_the_same_wish() -> None:
    first, second = (looks.draw(np.random.default_rng(5), "people") for _ in range(2))
    assert (first.text, first.look.name, first.strength) == (second.text, second.look.name, second.strength)


def test_a_drawn_look_suits_the_scene() -> None:
    rng = np.random.default_rng(6)
    assert all(looks.draw(rng, "food").look.suits("food") for _ in range(100))


@pytest.mark.parametrize(
    ("recipe", "said"),
    [("exp 10 exp 20", "twice"), ("exp 120", "outside"), ("exp", "pairs"), ("s.beige 10", "unknown")],
)
def test_a_bad_recipe_is_refused_with_its_fault(recipe: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        looks.parse_recipe(recipe)
