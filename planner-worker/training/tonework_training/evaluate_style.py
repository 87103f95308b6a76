"""Style mode: is the look that was asked for the look that one gets?"""

from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image

from . import looks
from . import operators as ops
from .data import Photo, open_rgb
from .evaluation import Evaluation, Heard, Metrics
from .labels import SCENES
from .measures import psnr
from .retoucher import Retoucher
from .train_auto import words_of

# ways of asking that the grammar of looks.py does not have
UNSEEN = ("{name}, please", "could we have {name} here?", "edit with the mood of {name}", "i'm after {name}")


@dataclass(frozen=True)
class Seen:
    """Distance to the look's own rendering in dB, its rank among all looks by that distance, the nearest one."""

    decibel: float
    rank: int
    same_family: bool


def evaluate_style(retoucher: Retoucher, photos: list[Photo], config: Evaluation, heard: Heard) -> Metrics:
    rng = np.random.default_rng(config.seed)
    photos = photos[: config.photos]
    scenes = words_of(photos).scenes.numpy()
    seen: dict[str, list[Seen]] = {"phrasings of the grammar": [], "phrasings that are new": []}
    for i, look in enumerate(looks.LOOKS[: config.most_looks]):
        known = looks.phrases(look)
        texts = [known[rng.integers(len(known))] for _ in range(max(0, config.looks - 1))]
        new = UNSEEN[i % len(UNSEEN)].format(name=look.name.lower())
        for kind, text in (*(("phrasings of the grammar", t) for t in texts), ("phrasings that are new", new)):
            fits = [
                p for p, scene in zip(photos, scenes, strict=True) if scene >= 0 and look.suits(SCENES[scene])
            ] or photos
            seen[kind].append(_compare(retoucher, fits[rng.integers(len(fits))], look, text, config, heard))
    metrics: Metrics = {}
    for kind, values in seen.items():
        if not values:
            continue
        name = f"style, {kind} ({len(values)})"
        metrics[f"{name}: mean PSNR to the look's own rendering dB"] = float(np.mean([v.decibel for v in values]))
        metrics[f"{name}: look is the nearest of {len(looks.LOOKS)}"] = float(np.mean([v.rank == 0 for v in values]))
        metrics[f"{name}: look is among the nearest 5"] = float(np.mean([v.rank < 5 for v in values]))
        metrics[f"{name}: nearest look is of its family"] = float(np.mean([v.same_family for v in values]))
    return metrics


def _compare(retoucher: Retoucher, photo: Photo, look: looks.Look, text: str, config: Evaluation, heard: Heard) -> Seen:
    image = open_rgb(photo.path)
    image.thumbnail((config.side, config.side), Image.Resampling.BOX)
    after = heard.add(retoucher.retouch(image, text)).after.reshape(-1, 3)
    rgb = np.asarray(image, np.float32).reshape(-1, 3) / 255
    some = slice(None, None, max(1, len(rgb) // 512))
    every = torch.from_numpy(np.stack([one.sliders for one in looks.LOOKS]))
    with torch.no_grad():
        rendered = ops.apply(torch.from_numpy(rgb[some]).expand(len(every), -1, -1), every).numpy()
        own = ops.apply(torch.from_numpy(rgb)[None], torch.from_numpy(look.sliders.copy())[None])[0].numpy()
    order = np.argsort(((rendered - after[some]) ** 2).mean((1, 2)), kind="stable")
    rank = int(np.nonzero(order == looks.LOOKS.index(look))[0][0])
    return Seen(psnr(after, own), rank, looks.LOOKS[order[0]].family == look.family)
