"""Requests with the direction that each is held against: our own phrasings, and what crowds wrote."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .request_directions import expected

TEST = Path(__file__).with_name("phrasing_test.csv")


@dataclass(frozen=True)
class Asked:
    """A text of some source and kind, with the one direction that is looked at."""

    source: str
    kind: str
    text: str
    measure: str
    hue: str | None
    way: int


def own_requests(table: Path = TEST) -> list[Asked]:
    """Phrasings written by hand, of which the grammar knows nothing."""
    with table.open(newline="", encoding="utf-8") as lines:
        return [
            Asked("own phrasings", r["kind"], r["text"], r["measure"], r["hue"] or None, int(r["direction"]))
            for r in csv.DictReader(lines)
        ]


def crowd_requests(instructions: Path, most: int) -> Iterator[Asked]:
    """What GIER and FiveK-Req plainly ask for, each text once, at most `most` of a kind."""
    texts: dict[str, list[str]] = {}
    with (instructions / "gier_val.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts["gier_val"] = [
        t for r in rows for t in (r["request"], *(r["expert_summary"] or ()), *(r["amateur_summary"] or ()))
    ]
    with (instructions / "fivek_req_val.csv").open(newline="", encoding="utf-8") as lines:
        texts["fivek_req_val"] = [row["request"] for row in csv.DictReader(lines)]
    for source, all_of_them in texts.items():
        counts: dict[tuple[str, int], int] = defaultdict(int)
        for text in dict.fromkeys(t for t in all_of_them if t):
            for (measure, hue), way in expected(text).items():
                counts[measure, way] += 1
                if counts[measure, way] <= most:
                    yield Asked(source, f"{measure} {'up' if way > 0 else 'down'}", text, measure, hue, way)
