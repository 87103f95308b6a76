"""What the services know too, in tables that both read: tables/*.csv, which the planner's build takes in as resources.

A fact, a threshold or a phrase that stands there is changed there and nowhere else.
"""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "tables"


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a table by the names of its columns, in order."""
    with (FOLDER / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def _numbers() -> dict[str, float]:
    return {row["number"]: float(row["value"]) for row in rows("numbers")}


def number(name: str) -> float:
    """A number of numbers.csv; KeyError names an unknown one."""
    return _numbers()[name]
