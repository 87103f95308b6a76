"""Step 5: measures a bundle and prints a table.

    python -m tonework_training.evaluate --bundle DIR --data ../shared/data

`--data` holds photos/ (with SOURCES.csv; only its held-out tenth is measured) and, if there, pairs/: before/after pairs
by human retouchers, which never reach training.
"""

import argparse
import csv
import itertools
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from . import operators as ops
from . import sliders as s
from .bundle import Bundle
from .data import Photo, open_rgb, permitted_photos
from .degrade import DegradationPool, DegradeConfig
from .lattice import interpolate, nodes
from .measures import autocontrast, mean_delta_e, psnr
from .train_auto import UNKNOWN, words_of
from .train_renderer import random_sliders

Metrics = dict[str, float]


@dataclass(frozen=True)
class Evaluation:
    slider_sets: int = 400
    lattice_sets: int = 40
    photos: int = 200
    side: int = 160  # photos are measured at this size, on the short way to the figures
    seed: int = 99


def evaluate_renderer(bundle: Bundle, photos: list[Photo], config: Evaluation) -> Metrics:
    """Renderer against operators, on photos that training never saw; dB."""
    generator = torch.Generator().manual_seed(config.seed)
    pictures = [_colours(p, 64) for p in photos[: config.photos]]

    def against_operators(sets: torch.Tensor) -> np.ndarray:
        latents = bundle.encode(sets.numpy())
        values = []
        for i, sliders in enumerate(sets):
            rgb = pictures[i % len(pictures)]
            target = ops.apply(torch.from_numpy(rgb)[None], sliders[None]).numpy()
            values.append(psnr(bundle.render(rgb[None], latents[i : i + 1]), target))
        return np.array(values)

    result: Metrics = {}
    everything = torch.rand(config.slider_sets, s.COUNT, generator=generator) * 2 - 1
    for name, sets in (("mixed", random_sliders(config.slider_sets, generator)), ("all 38 uniform", everything)):
        values = against_operators(sets)
        result[f"renderer, random sliders ({name}): mean PSNR dB"] = values.mean()
        result[f"renderer, random sliders ({name}): worst 1% PSNR dB"] = np.quantile(values, 0.01)
    for size in (1, 2, 3):
        for groups in itertools.combinations(range(3), size):
            sets = torch.zeros_like(everything)
            for g in groups:
                sets[:, s.GROUP_SLICES[g]] = everything[:, s.GROUP_SLICES[g]]
            name = " + ".join(s.GROUPS[g] for g in groups)
            result[f"renderer, only {name}: mean PSNR dB"] = against_operators(sets[: config.slider_sets // 4]).mean()
    result |= _lattice_error(bundle, random_sliders(config.lattice_sets, generator), pictures, generator)
    return {k: float(v) for k, v in result.items()}


def _lattice_error(
    bundle: Bundle, sets: torch.Tensor, pictures: list[np.ndarray], generator: torch.Generator
) -> Metrics:
    cube = torch.rand(20000, 3, generator=generator).numpy()
    grid = nodes(33).numpy()
    errors: dict[str, list[np.ndarray]] = {"photos": [], "uniform RGB": []}
    for i, latents in enumerate(bundle.encode(sets.numpy())):
        table = torch.from_numpy(bundle.render(grid[None], latents[None])[0])
        for name, rgb in (("photos", pictures[i % len(pictures)]), ("uniform RGB", cube)):
            exact = bundle.render(rgb[None], latents[None])[0]
            errors[name].append(np.abs(interpolate(table, torch.from_numpy(rgb)).numpy() - exact) * 255)
    zero = np.zeros((1, *latents.shape), np.float32)
    result = {"renderer, zero latents: largest change /255": np.abs(bundle.render(cube[None], zero) - cube).max() * 255}
    for name, values in errors.items():
        every = np.concatenate([v.ravel() for v in values])
        result[f"lattice 33^3, {name}: mean error /255"] = every.mean()
        result[f"lattice 33^3, {name}: 99.9% of errors below /255"] = np.quantile(every, 0.999)
        result[f"lattice 33^3, {name}: largest error, median set /255"] = np.median([v.max() for v in values])
        result[f"lattice 33^3, {name}: largest error, any set /255"] = every.max()
    return result


def evaluate_auto(bundle: Bundle, photos: list[Photo], config: Evaluation) -> Metrics:
    """Held-out photos: left alone when good, gained when degraded; scene and content against the labels."""
    generator = torch.Generator().manual_seed(config.seed)
    pool = DegradationPool(64, DegradeConfig(camera=0.7, wrong=0.1, exposure=0.1, cast=0.1), generator)
    words = words_of(photos)
    changes, before, after, scenes, contents, times = [], [], [], [], [], []
    for photo in photos[: config.photos]:
        image = open_rgb(photo.path)
        image.thumbnail((config.side, config.side), Image.Resampling.BOX)
        good = np.asarray(image, np.float32) / 255
        begin = time.perf_counter()
        seen = bundle.see(image)
        times.append(time.perf_counter() - begin)
        scenes.append(int(seen["scene"].argmax()))
        contents.append(seen["content"][0])
        changes.append(mean_delta_e(good, bundle.retouch(image)))
        bad = pool.degrade(torch.from_numpy(good).permute(2, 0, 1)[None])[0].permute(1, 2, 0).numpy()
        retouched = bundle.retouch(Image.fromarray((bad * 255).round().astype(np.uint8)))
        before.append(psnr(bad, good))
        after.append(psnr(retouched, good))
    known = words.scenes[: len(scenes)] != UNKNOWN
    right = torch.tensor(scenes)[known] == words.scenes[: len(scenes)][known]
    truth = words.content[: len(scenes)].numpy()
    said = np.stack(contents) > 0.5
    result = {
        "auto, good held-out photos: mean change dE00": np.mean(changes),
        "auto, good held-out photos: 95% change at most dE00": np.quantile(changes, 0.95),
        "auto, degraded held-out photos: before PSNR dB": np.mean(before),
        "auto, degraded held-out photos: after PSNR dB": np.mean(after),
        "auto, degraded held-out photos: share made better": np.mean(np.array(after) > np.array(before)),
        "auto, scene named as labelled": right.float().mean().item() if len(right) else float("nan"),
        "auto, content words said that are true": _ratio(said & (truth == 1), said & (truth != UNKNOWN)),
        "auto, content words known that are said": _ratio(said & (truth == 1), truth == 1),
        "auto, thumbnail to latents: p50 ms": np.median(times) * 1e3,
    }
    return {k: float(v) for k, v in result.items()}


def evaluate_pairs(bundle: Bundle, folder: Path) -> Metrics:
    """Against what human retouchers made of the same photo; no such pair is trained on."""
    ways = {
        "untouched": lambda image: np.asarray(image, np.float32) / 255,
        "autocontrast": lambda image: autocontrast(np.asarray(image, np.float32) / 255),
        "auto": bundle.retouch,
    }
    values: dict[str, list[float]] = {}
    with (folder / "SOURCES.csv").open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == "retouch"]
    for row in rows:
        image, target = open_rgb(folder / row["input"]), open_rgb(folder / row["target"])
        wanted = np.asarray(target.resize(image.size), np.float32) / 255
        for name, way in ways.items():
            got = way(image)
            values.setdefault(f"pairs ({len(rows)}), {name}: mean PSNR dB", []).append(psnr(got, wanted))
            values.setdefault(f"pairs ({len(rows)}), {name}: mean dE00", []).append(mean_delta_e(got, wanted))
    return {k: float(np.mean(v)) for k, v in values.items()}


def evaluate(bundle: Bundle, held_out: list[Photo], pairs: Path | None, config: Evaluation) -> Metrics:
    result = evaluate_renderer(bundle, held_out, config) | evaluate_auto(bundle, held_out, config)
    return result | (evaluate_pairs(bundle, pairs) if pairs and (pairs / "SOURCES.csv").exists() else {})


def table(metrics: Metrics) -> str:
    return "\n".join(
        f"| {name} | {value:.2f} |" if value >= 0.1 else f"| {name} | {value:.4f} |" for name, value in metrics.items()
    )


def _ratio(part: np.ndarray, whole: np.ndarray) -> float:
    return float(part.sum() / whole.sum()) if whole.any() else float("nan")


def _colours(photo: Photo, side: int) -> np.ndarray:
    image = open_rgb(photo.path).resize((side, side), Image.Resampling.NEAREST)
    return np.asarray(image, np.float32).reshape(-1, 3) / 255


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    args = parser.parse_args()
    held_out = [p for p in permitted_photos(args.data / "photos") if p.held_out]
    metrics = evaluate(Bundle(args.bundle), held_out, args.data / "pairs", Evaluation())
    print("| measure | value |\n|---|---|\n" + table(metrics))
    if args.json:
        args.json.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
