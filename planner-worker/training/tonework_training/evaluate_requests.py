"""Requests in people's own words: is the change in the direction that was asked for?"""

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from .aspects import HUES, THRESHOLDS, Pixels
from .data import Photo, open_rgb
from .evaluation import Evaluation, Heard, Metrics
from .request_tables import Asked, crowd_requests, own_requests
from .retoucher import Retoucher, measured

STRENGTH_TEST = Path(__file__).with_name("strength_test.csv")
Key = tuple[str, str | None]


@dataclass(frozen=True)
class Picture:
    """A photo with the room it has to move: what is nearly white cannot be brightened."""

    image: Image.Image
    median: float
    spread: float
    chroma: float
    shares: dict[str, float]

    def fits(self, asked: Asked) -> bool:
        if asked.hue:
            return self.shares[asked.hue] >= 0.06
        room = 25 <= self.median <= 72 and 45 <= self.spread <= 88
        return room and 8 <= self.chroma <= 40


def pictures(photos: list[Photo], side: int) -> list[Picture]:
    result = []
    for photo in photos:
        image = open_rgb(photo.path)
        image.thumbnail((side, side), Image.Resampling.BOX)
        pixels = Pixels(np.asarray(image, np.float32) / 255)
        shares = dict(zip(HUES, pixels.hue_shares().tolist(), strict=True))
        chroma = float(pixels.chroma.mean())
        result.append(Picture(image, pixels.percentile(0.5), pixels.spread, chroma, shares))
    return result


def choose(fitting: list[Picture], text: str) -> Picture:
    """One of them, always the same for the same text."""
    return fitting[int(hashlib.sha256(text.encode()).hexdigest(), 16) % len(fitting)]


def moved(retoucher: Retoucher, picture: Picture, text: str, heard: Heard) -> dict[Key, float]:
    result = heard.add(retoucher.retouch(picture.image, text))
    return measured(np.asarray(picture.image, np.float32) / 255, result.after)


def is_right(asked: Asked, change: dict[Key, float]) -> bool:
    """In the right direction, by half of what is worth a word at least."""
    return asked.way * change.get((asked.measure, asked.hue), 0.0) >= THRESHOLDS[asked.measure][0] / 2


def evaluate_requests(
    retoucher: Retoucher, photos: list[Photo], instructions: Path | None, config: Evaluation, heard: Heard
) -> tuple[Metrics, list[str]]:
    """Shares of right directions by source and kind, and a line for each request that went wrong."""
    asked = own_requests()[: config.own_requests] + (
        list(crowd_requests(instructions, config.requests)) if instructions else []
    )
    available = pictures(photos[: config.photos], config.side)
    verdicts: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    failures, changes = [], {}
    for one in asked:
        fitting = [p for p in available if p.fits(one)] or available
        picture = choose(fitting, one.text)
        key = (one.text, id(picture))
        if key not in changes:
            changes[key] = moved(retoucher, picture, one.text, heard)
        right = is_right(one, changes[key])
        verdicts[one.source][one.kind].append(right)
        if not right:
            change = changes[key].get((one.measure, one.hue), 0.0)
            failures.append(f"{one.source} | {one.kind} | {one.text} | {one.measure} {one.hue or ''} {change:+.2f}")
    metrics: Metrics = {}
    for source, kinds in verdicts.items():
        everything = [v for values in kinds.values() for v in values]
        metrics[f"requests, {source}: direction right ({len(everything)})"] = float(np.mean(everything))
        for kind, values in sorted(kinds.items()):
            metrics[f"requests, {source}, {kind}: direction right ({len(values)})"] = float(np.mean(values))
    return metrics | strengths(retoucher, available, config, heard), failures


def strengths(retoucher: Retoucher, available: list[Picture], config: Evaluation, heard: Heard) -> Metrics:
    """Whether "a little" does less than plain, and plain less than "a lot", on the same photo."""
    ordered = []
    with STRENGTH_TEST.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))[: config.own_requests]
    for row in rows:
        asked = Asked("", "", row["plain"], row["measure"], row["hue"] or None, int(row["direction"]))
        fitting = [p for p in available if p.fits(asked)] or available
        for offset in range(2):
            picture = choose(fitting, f"{row['plain']}{offset}")
            little, plain, much = (
                asked.way * moved(retoucher, picture, row[how], heard).get((asked.measure, asked.hue), 0.0)
                for how in ("little", "plain", "much")
            )
            ordered += [0 < little < plain, plain < much]
    return {f"requests, strengths in their order ({len(ordered)} pairs)": float(np.mean(ordered))}
