"""Measures the reference mode: the edit of one photo, read from before and after, applied to another."""

from collections.abc import Callable

import numpy as np
import torch

from . import operators as ops
from .data import Photo, open_rgb, thumbnail
from .measures import psnr
from .train_renderer import random_sliders

Encode = Callable[[np.ndarray], np.ndarray]  # pair [B, 6, h, w] -> latents [B, 3, d]
Render = Callable[[np.ndarray, np.ndarray], np.ndarray]  # rgb [B, N, 3], latents -> [B, N, 3]

MAPPED_SIDE = 256  # pixels; a pair is mapped at this size and then squashed, as real pairs are


def evaluate_reference(
    encode: Encode, render: Render, photos: list[Photo], size: int, sets: int = 200, seed: int = 42
) -> dict[str, float]:
    """Random slider sets on pairs of held-out photos; dB of the latents' rendering of another held-out photo.

    `identity` is what leaving that photo alone would give: the distance that had to be covered.
    """
    generator = torch.Generator().manual_seed(seed)
    sliders = random_sliders(sets, generator)
    values, untouched = [], []
    for i in range(sets):
        shown, other = photos[i % len(photos)], photos[(i * 7 + 3) % len(photos)]
        if shown is other:
            other = photos[(i + 1) % len(photos)]
        latents = encode(_pair(shown, sliders[i : i + 1], size))
        rgb = thumbnail(open_rgb(other.path), 96).reshape(1, -1, 3).astype(np.float32) / 255
        target = ops.apply(torch.from_numpy(rgb), sliders[i : i + 1]).numpy()
        values.append(psnr(render(rgb, latents), target))
        untouched.append(psnr(rgb, target))
    return {
        "reference, pair of another photo: mean PSNR dB": float(np.mean(values)),
        "reference, pair of another photo: worst 10% PSNR dB": float(np.quantile(values, 0.1)),
        "reference, identity: mean PSNR dB": float(np.mean(np.minimum(untouched, 60))),
    }


def _pair(photo: Photo, sliders: torch.Tensor, size: int) -> np.ndarray:
    before = thumbnail(open_rgb(photo.path), MAPPED_SIDE)
    rgb = torch.from_numpy(before.reshape(1, -1, 3).astype(np.float32) / 255)
    after = (ops.apply(rgb, sliders)[0].reshape(MAPPED_SIDE, MAPPED_SIDE, 3) * 255).round().numpy().astype(np.uint8)
    squashed = [_squash(picture, size) for picture in (before, after)]
    return np.concatenate(squashed, 2).transpose(2, 0, 1)[None].astype(np.float32) / 255


def _squash(picture: np.ndarray, size: int) -> np.ndarray:
    step = MAPPED_SIDE // size
    return picture.reshape(size, step, size, step, 3).mean((1, 3)).round()
