"""What the services read too: every row means something here, and the package carries the folder."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from tonework_training import facts, operators, reasoning_grammar, sliders, tables
from tonework_training.aspects import HUES, Pixels

ROOT = Path(__file__).parents[1]


def test_should_be_installed_with_the_code() -> None:
    packaging = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    found = {file for pattern in packaging["package-data"]["tonework_training"] for file in _data(pattern)}
    assert {tables.FOLDER / name for name in ("aspects.csv", "facts.csv", "hues.csv", "numbers.csv")} <= found


def _data(pattern: str) -> list[Path]:
    return list((ROOT / "tonework_training").glob(pattern))


def test_should_name_every_fact_of_the_table_in_the_grammar() -> None:
    required = {fact for edges in reasoning_grammar.grammar().states for edge in edges for fact in edge.requires}
    assert {row["fact"] for row in tables.rows("facts")} <= required


@pytest.mark.parametrize(("level", "name"), [(0.1, "dark"), (0.9, "bright"), (0.5, "grey_black")])
def test_should_hold_by_the_row_of_the_table(level: float, name: str) -> None:
    photo = Pixels(np.full((8, 8, 3), level))
    assert name in facts.light(photo)
    assert facts.colour(photo) >= {"black_and_white", "colourless", "no_hue"}


def test_should_list_38_sliders_by_group_and_every_hue() -> None:
    assert sliders.COUNT == 38
    assert [sum(row["group"] == group for row in tables.rows("sliders")) for group in sliders.GROUPS] == [10, 4, 24]
    assert len(operators.HUE_CENTRES_DEGREES) == len(HUES) == 8


def test_should_name_a_number_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="none"):
        tables.number("none")
