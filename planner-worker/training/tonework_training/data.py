"""Photos for training: which may be used, how they are split, and their labels."""

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}
SOURCES = "SOURCES.csv"


@dataclass(frozen=True)
class Photo:
    path: Path
    licence_class: str
    labels: str = ""
    source: str = ""

    @property
    def held_out(self) -> bool:
        """A tenth of the photos, chosen by the hash of the name so that it stays the same when photos are added."""
        return self._number % 10 == 0

    @property
    def reserved(self) -> bool:
        """A twentieth, beside the tenth: nothing is trained or chosen on them, they are only reported."""
        return self._number % 20 == 1

    @property
    def _number(self) -> int:
        return int(hashlib.sha256(self.path.name.encode()).hexdigest(), 16)


def permitted_photos(folder: Path, licence: str | None = None) -> list[Photo]:
    """Photos that shipped weights may be trained on: rows of SOURCES.csv whose licence_class begins with "permissive".

    A folder without SOURCES.csv is taken whole, but only when the caller states its licence.
    """
    for table in (folder / SOURCES, folder.parent / SOURCES):
        if table.exists():
            with table.open(newline="", encoding="utf-8") as lines:
                rows = list(csv.DictReader(lines))
            return [
                Photo(folder / r["file"], r["licence_class"], r.get("labels", ""), r.get("source_repo", ""))
                for r in rows
                if r["licence_class"].startswith("permissive") and (folder / r["file"]).exists()
            ]
    if licence is None:
        raise SystemExit(
            f"{folder} has no {SOURCES}, so its licence is unknown; state it with --licence 'permissive (...)'"
        )
    if not licence.startswith("permissive"):
        raise SystemExit(f"licence '{licence}' does not begin with 'permissive'; shipped weights may not use it")
    paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in IMAGE_SUFFIXES)
    return [Photo(p, licence) for p in paths]


def open_rgb(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


def thumbnail(image: Image.Image, size: int) -> np.ndarray:
    """[size, size, 3] uint8: squashed to a square, each output pixel the mean of the area that it covers."""
    return np.asarray(image.resize((size, size), Image.Resampling.BOX))


def load_thumbnails(photos: Iterable[Photo], size: int, cache: Path | None = None) -> Tensor:
    """[P, size, size, 3] uint8, kept in `cache` for the next run (keyed by names and size)."""
    photos = list(photos)
    key = hashlib.sha256("\n".join([str(size), *(p.path.name for p in photos)]).encode()).hexdigest()[:16]
    stored = cache / f"thumbnails-{key}.npy" if cache else None
    if stored and stored.exists():
        return torch.from_numpy(np.load(stored))
    pixels = np.stack([thumbnail(open_rgb(p.path), size) for p in photos])
    if stored:
        stored.parent.mkdir(parents=True, exist_ok=True)
        np.save(stored, pixels)
    return torch.from_numpy(pixels)
