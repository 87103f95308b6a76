"""Crops of finished photos and what the pretrained trunk sees in each: white balance trains on these.

A pass is one crop of every photo, kept in two files that are mapped, not read: colours [P, 3, S / 2, S / 2] as bytes,
and features [P, C, S / 16, S / 16] in half precision. The trunk sees the greys of a spoilt version of the crop, since
greys change a little with a cast.

python -m tonework_training.balance_crops --photos DIR --package TGZ --out DIR --passes 24
"""

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageOps
from torch import Tensor

from . import trunk as pretrained
from .casts import CastConfig, cast
from .data import Photo, open_rgb, permitted_photos
from .white_balance import greys

WHOLE = 0.3  # share of photos taken whole
LEAST_AREA = 0.25
CHUNK = 32


@dataclass(frozen=True)
class Crops:
    colours: np.ndarray
    features: np.ndarray


def open_passes(folder: Path) -> list[Crops]:
    """Every pass that is complete."""
    return [
        Crops(np.load(path.with_name(path.name.replace("features", "colours")), mmap_mode="r"), np.load(path, "r"))
        for path in sorted(folder.glob("pass-*-features.npy"))
    ]


def make_pass(photos: list[Photo], trunk: pretrained.Trunk, size: int, folder: Path, number: int) -> None:
    """Does nothing if the pass is there already."""
    done = folder / f"pass-{number:03}-features.npy"
    if done.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(number)
    generator = torch.Generator().manual_seed(number)
    colours, features = [], []
    for chunk in _chunks(photos):
        crops = np.stack([_crop(open_rgb(p.path), size, chance) for p in chunk])
        pixels = torch.from_numpy(crops).permute(0, 3, 1, 2).float() / 255
        spoilt, _ = cast(pixels, CastConfig(), generator)
        features.append(see(trunk, spoilt).half().numpy())
        colours.append((F.avg_pool2d(pixels, 2) * 255).round().to(torch.uint8).numpy())
    np.save(folder / f"pass-{number:03}-colours.npy", np.concatenate(colours))
    partly = folder / "partly.npy"
    np.save(partly, np.concatenate(features))
    partly.replace(done)


def _chunks(photos: list[Photo]) -> Iterator[list[Photo]]:
    return (photos[i : i + CHUNK] for i in range(0, len(photos), CHUNK))


@torch.no_grad()
def see(trunk: pretrained.Trunk, pixels: Tensor) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        return trunk(greys(pixels).contiguous(memory_format=torch.channels_last)).float()


def _crop(image: Image.Image, size: int, chance: np.random.Generator) -> np.ndarray:
    """[size, size, 3]: the whole photo or a part of it, squashed, half of them mirrored."""
    w, h = image.size
    box = (0.0, 0.0, float(w), float(h))
    if chance.random() >= WHOLE:
        area, shape = chance.uniform(LEAST_AREA, 1), math.exp(chance.normal(0, 0.2))
        cw, ch = min(1, math.sqrt(area) * shape) * w, min(1, math.sqrt(area) / shape) * h
        left, top = chance.uniform(0, w - cw), chance.uniform(0, h - ch)
        box = (left, top, left + cw, top + ch)
    made = image.resize((size, size), Image.Resampling.BOX, box)
    return np.asarray(ImageOps.mirror(made) if chance.random() < 0.5 else made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--licence")
    parser.add_argument("--package", type=Path, required=True, help=f"archive of {pretrained.PACKAGE}")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=24)
    parser.add_argument("--size", type=int, default=192)
    args = parser.parse_args()
    torch.set_num_threads(1)
    photos = [p for p in permitted_photos(args.photos, args.licence) if not (p.held_out or p.reserved)]
    trunk = pretrained.load(args.package).to(memory_format=torch.channels_last)
    for number in range(args.passes):
        make_pass(photos, trunk, args.size, args.out, number)
        print(f"pass {number + 1} of {args.passes}, {len(photos)} photos", flush=True)


if __name__ == "__main__":
    main()
