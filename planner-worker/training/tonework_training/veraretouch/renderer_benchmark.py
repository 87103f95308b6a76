"""The published renderer's size for benchmarks: a bundle whose renderer is that large, and its cost pixel by pixel.

    python -m tonework_training.veraretouch.renderer_benchmark --out BUNDLE
    python -m tonework_training.veraretouch.renderer_benchmark --pixels 200000

The renderer of the bundle is fitted, from a seed, to a strong look: a lattice is as easy or hard to build as the map
is smooth, and random weights would be neither a photo's look nor smooth in its way. All else in the bundle is tiny.
"""

import argparse
import time
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from .. import export_veraretouch
from . import randomly
from .checkpoint import VeraConfig
from .retouch import MlpRenderer

NAME = "renderer-benchmark"


def look(rgb: Tensor) -> Tensor:
    """rgb [N, 3] 0..1 -> [N, 3]: lifted shadows, an S-curve, warmth, saturation; all strong."""
    x = rgb.clamp(0, 1) ** 0.8
    x = x + 0.12 * torch.sin((x - 0.5) * 2 * torch.pi) / torch.pi
    x = x * torch.tensor([1.06, 1.0, 0.9])
    grey = (x * torch.tensor([0.3, 0.59, 0.11])).sum(-1, keepdim=True)
    return (grey + 1.25 * (x - grey)).clamp(0.004, 0.996)


def fit(renderer: MlpRenderer, latents: Tensor, steps: int) -> float:
    """Trains on random colours at one set of latents [1, 3, d]; the last loss, mean square."""
    optimiser = torch.optim.Adam(renderer.parameters(), 2e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps)
    loss = torch.zeros(())
    for _ in range(steps):
        rgb = torch.rand(2048, 3)
        loss = torch.mean((renderer(rgb[None], latents)[0] - look(rgb)) ** 2)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return loss.item()


def write(out: Path, seed: int, steps: int) -> None:
    """A bundle in `out`, and latents.bin beside its manifest: little-endian float32, as fitted."""
    tiny, full = randomly.SIZES["tiny"], VeraConfig()
    randomly.SIZES[NAME] = replace(tiny, renderer_widths=full.renderer_widths)
    model = randomly.initialise(NAME, with_encoder=False, seed=seed)
    latents = torch.randn(1, 3, tiny.language.width, generator=torch.Generator().manual_seed(seed))
    with torch.enable_grad():
        model.renderer.requires_grad_(True).train()
        loss = fit(model.renderer, latents, steps)
    model.renderer.requires_grad_(False).eval()
    tokens = randomly.tokenizer(tiny.language.vocabulary)
    export_veraretouch.write_bundle(model, tokens, out, NAME, 16)
    (out / "latents.bin").write_bytes(latents.numpy().astype("<f4").tobytes())
    print(f"fitted to a root mean square error of {255 * loss**0.5:.2f} levels")


def measure(pixels: int) -> None:
    """Prints the processors' seconds of the renderer in PyTorch, float32, in blocks as the published program's."""
    model = MlpRenderer(VeraConfig().language.width).eval()
    latents = torch.randn(1, 3, VeraConfig().language.width)
    block = torch.rand(1, 65536, 3)
    with torch.inference_mode():
        model(block, latents)
        before = time.process_time()
        done = 0
        while done < pixels:
            count = min(block.shape[1], pixels - done)
            model(block[:, :count], latents)
            done += count
        print(f"{time.process_time() - before:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--out", type=Path, help="folder of the bundle")
    task.add_argument("--pixels", type=int, help="pixels to render one by one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=400)
    args = parser.parse_args()
    if args.out:
        write(args.out, args.seed, args.steps)
    else:
        measure(args.pixels)


if __name__ == "__main__":
    main()
