"""Asks the product for many things at once and judges what it made of them: `tonework retouch --prompts`.

    python -m tonework_training.judge_requests --data ../../../shared/data --out DIR [--half seen|unseen] [--most 60]

Requests are those of `evaluate_requests` and the ladders of strength; each goes to a held-out photo that leaves room
for it. All of them run in one process of the launcher. `--half` takes every second text, so that one half can be looked
at while rules are written and the other is kept for the end. Prints shares of right directions and the failures.
What a text asks for is read by rules of its own (`request_directions`), apart on purpose from those of the services.
"""

import argparse
import csv
import hashlib
import json
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .data import open_rgb, permitted_photos
from .evaluate_requests import STRENGTH_TEST, Picture, choose, is_right, pictures
from .evaluation import Metrics, table
from .request_tables import Asked, crowd_requests, own_requests
from .retoucher import measured

LAUNCHER = Path(__file__).resolve().parents[3] / "tonework"
SIDE = 256  # longest side of the photos, in pixels
QUALITY = 95
HALVES = ("seen", "unseen")


@dataclass(frozen=True)
class Trial:
    """A request for a photo; `rung` is little, plain or much where sizes are compared."""

    name: str
    asked: Asked
    picture: Picture
    rung: str = ""


def half_of(text: str) -> str:
    """The half that a text belongs to, by its hash."""
    return HALVES[hashlib.sha256(text.strip().lower().encode()).digest()[0] % 2]


def trials(data: Path, most: int, half: str | None, photos: int) -> list[Trial]:
    """Every request with its photo; a text that is held against two measures comes once for each."""
    held_out = [photo for photo in permitted_photos(data / "photos") if photo.held_out]
    available = pictures(held_out[:photos], SIDE)
    asked = own_requests() + list(crowd_requests(data / "instructions", most))
    chosen = [(one, "") for one in asked if half is None or half_of(one.text) == half]
    with STRENGTH_TEST.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            key = Asked(
                "strengths", row["plain"], row["plain"], row["measure"], row["hue"] or None, int(row["direction"])
            )
            if half is None or half_of(row["plain"]) == half:
                chosen += [(Asked(key.source, key.kind, row[r], key.measure, key.hue, key.way), r) for r in RUNGS]
    result = []
    for number, (one, rung) in enumerate(chosen):
        fitting = [p for p in available if p.fits(one)] or available
        picture = choose(fitting, one.kind if rung else one.text)
        result.append(Trial(f"{number:04}.jpg", one, picture, rung))
    return result


RUNGS = ("little", "plain", "much")


def ask(launcher: Path, requests: list[Trial], out: Path) -> list[dict]:
    """The report's entry of each trial, in order."""
    photos = out / "in"
    photos.mkdir(parents=True, exist_ok=True)
    for trial in requests:
        trial.picture.image.save(photos / trial.name, quality=QUALITY)
    prompts, report = out / "prompts.json", out / "report.json"
    prompts.write_text(json.dumps({t.name: t.asked.text for t in requests}, indent=1), encoding="utf-8")
    command = [launcher, "retouch", *(photos / t.name for t in requests), "-o", out / "out"]
    subprocess.run([*command, "--prompts", prompts, "--report", report], check=True)
    return json.loads(report.read_text(encoding="utf-8"))["photos"]


def judge(requests: list[Trial], entries: list[dict]) -> tuple[Metrics, list[str]]:
    """Shares by source and kind, and a line for each that went wrong."""
    verdicts: dict[str, list[bool]] = defaultdict(list)
    ladders: dict[str, dict[str, float]] = defaultdict(dict)
    failures = []
    for trial, entry in zip(requests, entries, strict=True):
        one = trial.asked
        before, after = (np.asarray(open_rgb(Path(entry[side])), np.float32) / 255 for side in ("input", "output"))
        change = measured(before, after)
        moved = one.way * change.get((one.measure, one.hue), 0.0)
        if trial.rung:
            ladders[one.kind][trial.rung] = moved
            continue
        right = is_right(one, change)
        verdicts[f"{one.source}: direction right"].append(right)
        verdicts[f"{one.source}, {one.kind}"].append(right)
        if not right:
            said = entry["reasoning"]["content"].partition("Asked for:")[2].strip() or "(nothing)"
            what = f"{one.measure}{'@' + one.hue if one.hue else ''} {'up' if one.way > 0 else 'down'}"
            failures.append(f"{one.source} | {what} {moved:+.2f} | {one.text} | {said}")
    metrics: Metrics = {f"{name} ({len(v)})": float(np.mean(v)) for name, v in sorted(verdicts.items())}
    steps = [0 < rungs["little"] < rungs["plain"] < rungs["much"] for rungs in ladders.values()]
    failures += [
        f"strengths | {kind} | " + " ".join(f"{rung} {value:+.2f}" for rung, value in rungs.items())
        for (kind, rungs), ok in zip(ladders.items(), steps, strict=True)
        if not ok
    ]
    return metrics | ({f"strengths in order ({len(steps)} ladders)": float(np.mean(steps))} if steps else {}), failures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tonework", type=Path, default=LAUNCHER)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--most", type=int, default=60, help="most crowd requests of a kind and source")
    parser.add_argument("--photos", type=int, default=60)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    requests = trials(args.data, args.most, args.half, args.photos)
    metrics, failures = judge(requests, ask(args.tonework, requests, args.out))
    print("| measure | value |\n|---|---|\n" + table(metrics))
    print("\n".join(failures))
    if args.json:
        args.json.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
