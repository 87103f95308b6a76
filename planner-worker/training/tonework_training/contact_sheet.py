"""Sheets of before and after with what was asked and what is said, to look at.

python -m tonework_training.contact_sheet looks --photos DIR --out DIR            every look on photos it suits
python -m tonework_training.contact_sheet report --report report.json --out DIR   what `tonework retouch` made
"""

import argparse
import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from . import looks
from .data import IMAGE_SUFFIXES, Photo, open_rgb, permitted_photos
from .labels import SCENES
from .reasoning_text import Stages, describe, text
from .train_auto import UNKNOWN, words_of

CELL = 230  # longest side of a picture
LINES = 9
LINE = 11


@dataclass(frozen=True)
class Entry:
    before: Image.Image
    after: Image.Image
    title: str
    words: str


def sheet(entries: list[Entry], columns: int) -> Image.Image:
    """Before beside after, the title above them and the words below."""
    width, height = 2 * CELL + 12, CELL + LINE * (LINES + 2) + 6
    page = Image.new("RGB", (columns * width, -(-len(entries) // columns) * height), (120, 120, 120))
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(9.5)
    for i, entry in enumerate(entries):
        x, y = i % columns * width + 4, i // columns * height + 2
        draw.text((x, y), entry.title[:90], (255, 255, 255), font)
        for image, at in ((entry.before, x), (entry.after, x + CELL + 4)):
            small = image.copy()
            small.thumbnail((CELL, CELL), Image.Resampling.LANCZOS)
            page.paste(small, (at, y + LINE + 2))
        lines = textwrap.wrap(entry.words, 96)[:LINES]
        draw.multiline_text((x, y + CELL + LINE + 4), "\n".join(lines), (0, 0, 0), font, spacing=1)
    return page


def write_sheets(entries: Iterable[Entry], out: Path, name: str, size: int = 12, columns: int = 3) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    waiting = iter(entries)
    while some := list(islice(waiting, size)):
        paths.append(out / f"{name}-{len(paths):02d}.png")
        sheet(some, columns).save(paths[-1])
    return paths


def joined(reasoning: dict[str, str]) -> str:
    return " | ".join(f"{key}: {value}" for key, value in reasoning.items())


def of_looks(photos: list[Photo], seed: int, only: set[str]) -> Iterator[Entry]:
    """Each look by the operators, on a photo of a scene it suits."""
    rng = np.random.default_rng(seed)
    scenes = words_of(photos).scenes.numpy()
    for look in looks.LOOKS:
        if only and look.family not in only and look.name not in only:
            continue
        fits = [i for i, scene in enumerate(scenes) if scene != UNKNOWN and look.suits(SCENES[scene])]
        i = fits[rng.integers(len(fits))]
        image = open_rgb(photos[i].path)
        rgb = np.asarray(image, np.float32) / 255
        after = Stages.of_sliders(rgb, look.sliders).after.reshape(rgb.shape)
        said = describe(rgb[::4, ::4], None, look.sliders, np.zeros(15), int(scenes[i]))
        finished = Image.fromarray((after * 255).round().astype(np.uint8))
        yield Entry(image, finished, f"{look.name} ({look.family}) {photos[i].path.name}", joined(text(said)))


def of_report(report: Path) -> Iterator[Entry]:
    """What a report of `tonework retouch --report` says was made."""
    for photo in json.loads(report.read_text(encoding="utf-8"))["photos"]:
        if photo.get("error") or Path(photo["output"]).suffix.lower() not in IMAGE_SUFFIXES:
            continue
        title = f"{Path(photo['input']).name} {photo['mode']} {photo.get('prompt') or ''}"
        yield Entry(open_rgb(Path(photo["input"])), open_rgb(Path(photo["output"])), title, flat(photo["reasoning"]))


def flat(value: object) -> str:
    """All the words of a reasoning, however it is nested."""
    if isinstance(value, dict):
        return " | ".join(filter(None, (flat(v) for v in value.values())))
    return " ".join(map(flat, value)) if isinstance(value, list) else "" if value is None else str(value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["looks", "report"])
    parser.add_argument("--photos", type=Path, help="a folder with SOURCES.csv")
    parser.add_argument("--report", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=[], help="families or names of looks")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.what == "looks":
        held_out = [p for p in permitted_photos(args.photos) if p.held_out]
        entries = of_looks(held_out, args.seed, set(args.only))
    else:
        entries = of_report(args.report)
    for path in write_sheets(entries, args.out, args.what):
        print(path)


if __name__ == "__main__":
    main()
