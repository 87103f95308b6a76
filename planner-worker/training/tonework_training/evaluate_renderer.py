"""The renderer of a bundle against the operators, and what rendering by lattice costs."""

import itertools

import numpy as np
import torch
from PIL import Image

from . import operators as ops
from . import sliders as s
from .bundle import Bundle
from .data import Photo, open_rgb
from .evaluation import Evaluation, Metrics
from .lattice import interpolate, nodes
from .measures import psnr
from .train_renderer import random_sliders


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


def _colours(photo: Photo, side: int) -> np.ndarray:
    image = open_rgb(photo.path).resize((side, side), Image.Resampling.NEAREST)
    return np.asarray(image, np.float32).reshape(-1, 3) / 255
