"""Photographs made by code, for the smoke test: skies, hills, suns and people-coloured shapes, from a seed."""

import csv
from pathlib import Path

import numpy as np
from PIL import Image

LICENCE_CLASS = "permissive (made by this code)"


def picture(seed: int, width: int = 160, height: int = 120) -> np.ndarray:
    """[height, width, 3] uint8: a sky that fades, textured ground below a wavy horizon, and a few round objects."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width] / height
    sky = np.array([0.35, 0.55, 0.9]) * rng.uniform(0.6, 1.1, 3)
    ground = rng.uniform(0.1, 0.6, 3)
    horizon = rng.uniform(0.3, 0.7) + 0.05 * np.sin(x * rng.uniform(2, 9) + rng.uniform(0, 6))
    fade = (0.5 + 0.5 * y / horizon)[..., None]
    image = np.where((y < horizon)[..., None], np.clip(sky * fade, 0, 1), ground * (0.6 + 0.8 * y[..., None] - 0.3))
    for _ in range(rng.integers(2, 6)):
        cx, cy, radius = rng.uniform(0, width / height), rng.uniform(0, 1), rng.uniform(0.05, 0.25)
        distance = np.hypot(x - cx, y - cy) / radius
        shade = np.clip(1.15 - 0.5 * distance, 0, 1)[..., None]
        image = np.where((distance < 1)[..., None], rng.uniform(0.05, 1, 3) * shade, image)
    image = image + rng.normal(0, 0.015, image.shape)
    return (np.clip(image, 0, 1) * 255).round().astype(np.uint8)


def write_photos(folder: Path, count: int) -> None:
    """A folder of photos with its SOURCES.csv, as the recipe wants it."""
    folder.mkdir(parents=True, exist_ok=True)
    subjects = ("landscape/nature", "food", "people/portrait/fashion", "architecture")
    with (folder / "SOURCES.csv").open("w", newline="", encoding="utf-8") as lines:
        rows = csv.writer(lines)
        rows.writerow(["file", "source_repo", "labels", "licence_class"])
        for i in range(count):
            name = f"synthetic_{i:03d}.png"
            Image.fromarray(picture(i)).save(folder / name)
            rows.writerow([name, "synthetic", subjects[i % len(subjects)], LICENCE_CLASS])
