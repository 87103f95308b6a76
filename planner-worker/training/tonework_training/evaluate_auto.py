"""Auto mode: against human retouchers, on photos that were spoilt, and on photos that were good already."""

import csv
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from .data import Photo, open_rgb
from .degrade import DegradationPool, DegradeConfig
from .evaluation import Evaluation, Heard, Metrics
from .measures import autocontrast, mean_delta_e, psnr, ssim
from .retoucher import Retoucher
from .train_auto import UNKNOWN, words_of


def evaluate_pairs(bundle: Retoucher, previous: Retoucher | None, folder: Path, heard: Heard) -> Metrics:
    """Against what human retouchers made of the same photo; no such pair is trained on."""
    with (folder / "SOURCES.csv").open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == "retouch"]
    values: dict[str, list[float]] = {}
    for row in rows:
        image, target = open_rgb(folder / row["input"]), open_rgb(folder / row["target"])
        wanted = np.asarray(target.resize(image.size), np.float32) / 255
        before = np.asarray(image, np.float32) / 255
        made = {"untouched": before, "autocontrast": autocontrast(before)}
        if previous:
            made["previous bundle"] = previous.retouch(image).after
        made["auto"] = heard.add(bundle.retouch(image)).after
        for name, got in made.items():
            for measure, value in (("PSNR dB", psnr), ("SSIM", ssim), ("dE00", mean_delta_e)):
                values.setdefault(f"pairs ({len(rows)}), {name}: mean {measure}", []).append(value(got, wanted))
    return {k: float(np.mean(v)) for k, v in values.items()}


def evaluate_held_out(bundle: Retoucher, photos: list[Photo], config: Evaluation, heard: Heard) -> Metrics:
    """Left alone when good, gained when spoilt; scene and content against the labels."""
    generator = torch.Generator().manual_seed(config.seed)
    pool = DegradationPool(64, DegradeConfig(camera=0.7, wrong=0.1, exposure=0.1, cast=0.1), generator)
    photos = photos[: config.photos]
    words = words_of(photos)
    changes, before, after, scenes, contents = [], [], [], [], []
    for photo in photos:
        image = open_rgb(photo.path)
        image.thumbnail((config.side, config.side), Image.Resampling.BOX)
        good = np.asarray(image, np.float32) / 255
        seen = bundle.bundle.see(image)
        scenes.append(int(seen["scene"].argmax()))
        contents.append(seen["content"][0])
        changes.append(mean_delta_e(good, heard.add(bundle.retouch(image)).after))
        bad = pool.degrade(torch.from_numpy(good).permute(2, 0, 1)[None])[0].permute(1, 2, 0).numpy()
        retouched = heard.add(bundle.retouch(Image.fromarray((bad * 255).round().astype(np.uint8)))).after
        before.append(psnr(bad, good))
        after.append(psnr(retouched, good))
    known = words.scenes != UNKNOWN
    right = torch.tensor(scenes)[known] == words.scenes[known]
    truth = words.content.numpy()
    said = np.stack(contents) > 0.5
    result = {
        f"auto, good held-out photos ({len(photos)}): mean change dE00": np.mean(changes),
        "auto, good held-out photos: 95% change at most dE00": np.quantile(changes, 0.95),
        "auto, degraded held-out photos: before PSNR dB": np.mean(before),
        "auto, degraded held-out photos: after PSNR dB": np.mean(after),
        "auto, degraded held-out photos: gained dB": np.mean(after) - np.mean(before),
        "auto, degraded held-out photos: share made better": np.mean(np.array(after) > np.array(before)),
        "auto, scene named as labelled": right.float().mean().item() if len(right) else float("nan"),
        "auto, content words said that are true": _ratio(said & (truth == 1), said & (truth != UNKNOWN)),
        "auto, content words known that are said": _ratio(said & (truth == 1), truth == 1),
    }
    return {k: float(v) for k, v in result.items()}


def _ratio(part: np.ndarray, whole: np.ndarray) -> float:
    return float(part.sum() / whole.sum()) if whole.any() else float("nan")
