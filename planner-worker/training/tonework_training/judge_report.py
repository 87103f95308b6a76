"""Judges a report of `tonework retouch --report`: what the product made and said, from its files alone.

    python -m tonework_training.judge_report --report report.json [--targets DIR] [--json FILE]

Reads each input and output, holds every statement of direction in the reasoning against their pixels, and the prompt,
where there is one, against what it plainly asks for; with `--targets`, files of the inputs' names, PSNR and dE00 too.

The judge stays apart on purpose: it reads texts (`claims_in_text`) and requests (`request_directions`) by rules of its
own, so that it does not repeat a fault of what wrote or read them. Only how large a change must be for its word
(`tables/aspects.csv`) is the same for all.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image

from .aspects import HUES, THRESHOLDS, Pixels, changes, holds
from .claims_in_text import claims
from .contact_sheet import flat
from .data import open_rgb
from .evaluation import Metrics, table
from .measures import mean_delta_e, psnr
from .request_directions import expected

SIDE = 512  # longest side at which pixels are compared
THERE = 0.01  # share of the pixels from which a colour is in a photo


def judge(report: Path, targets: Path | None = None) -> tuple[Metrics, list[str]]:
    """Figures, and a line for each false statement and each direction that is wrong."""
    photos = json.loads(report.read_text(encoding="utf-8"))["photos"]
    values: dict[str, list[float]] = defaultdict(list)
    faults = []
    for photo in photos:
        name = Path(photo["input"]).name
        values["photos that succeeded"].append(float(not photo.get("error")))
        if photo.get("error"):
            faults.append(f"{name} | failed | {photo['error']}")
            continue
        before, after = _same_size(open_rgb(Path(photo["input"])), open_rgb(Path(photo["output"])))
        original = Pixels(before)
        change = changes(original, original, Pixels(after))
        for claim in claims(flat(photo.get("reasoning"))):
            true = holds(claim, change)
            values["statements of direction that are true"].append(float(true))
            if claim.hue:
                there = _share(original, claim.hue) >= THERE
                values["statements about a colour that is in the photo"].append(float(there))
            if not true:
                faults.append(f"{name} | false | {claim} | {change.get((claim.measure, claim.hue), 0):+.2f}")
        for (measure, hue), way in expected(photo.get("prompt") or "").items():
            right = way * change.get((measure, hue), 0.0) >= THRESHOLDS[measure][0] / 2
            values[f"requests, {measure} {'up' if way > 0 else 'down'}: direction right"].append(float(right))
            values["requests: direction right"].append(float(right))
            if not right:
                faults.append(f"{name} | wrong | {photo['prompt']} | {measure} {change.get((measure, hue), 0):+.2f}")
        target = next(targets.glob(f"{Path(name).stem}.*"), None) if targets else None
        if target:
            wanted = _same_size(open_rgb(target), open_rgb(Path(photo["output"])))
            values["against the target: mean PSNR dB"].append(psnr(*wanted))
            values["against the target: mean dE00"].append(mean_delta_e(*wanted))
        values["change: mean dE00"].append(mean_delta_e(before, after))
    return {f"{name} ({len(v)})": float(np.mean(v)) for name, v in values.items()}, faults


def _share(photo: Pixels, hue: str) -> float:
    return float(photo.hue_shares()[HUES.index(hue)])


def _same_size(first: Image.Image, second: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    """Both at the first one's size, but no side longer than SIDE; [h, w, 3] in 0..1."""
    scale = min(1.0, SIDE / max(first.size))
    size = (max(1, round(first.width * scale)), max(1, round(first.height * scale)))
    small = (image.resize(size, Image.Resampling.BOX) for image in (first, second))
    one, other = (np.asarray(image, np.float32) / 255 for image in small)
    return one, other


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=Path, required=True)
    parser.add_argument("--targets", type=Path)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    metrics, faults = judge(args.report, args.targets)
    print("| measure | value |\n|---|---|\n" + table(metrics))
    print("\n".join(faults))
    if args.json:
        args.json.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
