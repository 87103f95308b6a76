"""The whole recipe: photos in, bundle out. Interrupted, it resumes from the checkpoints in --run.

python -m tonework_training.recipe --photos DIR --out BUNDLE
"""

import argparse
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch

from . import train_auto, train_renderer
from .auto import AutoConfig
from .bundle import Bundle
from .data import load_thumbnails, permitted_photos
from .degrade import DegradeConfig
from .evaluate import Evaluation, evaluate
from .export import write_bundle
from .model_card import write_card
from .progress import read_curve
from .renderer import RendererConfig
from .train_auto import AutoTraining
from .train_renderer import RendererTraining


@dataclass(frozen=True)
class Recipe:
    renderer: RendererTraining = field(default_factory=RendererTraining)
    auto: AutoTraining = field(default_factory=AutoTraining)
    evaluation: Evaluation = field(default_factory=Evaluation)


SMOKE = Recipe(
    RendererTraining(cpu_seconds=3, batch=8, colours=64, model=RendererConfig(hidden=32)),
    AutoTraining(
        cpu_seconds=4,
        batch=8,
        pixels=64,
        thumbnail=40,
        pool=16,
        redraw=2,
        model=AutoConfig(size=32, channels=(8, 16), hidden=32),
        degrade=DegradeConfig(lattice=7),
    ),
    Evaluation(slider_sets=8, lattice_sets=2, photos=4, side=48),
)


def run(recipe: Recipe, photos: Path, out: Path, run_dir: Path, licence: str | None = None) -> None:
    everything = permitted_photos(photos, licence)
    training = [p for p in everything if not p.held_out]
    held_out = [p for p in everything if p.held_out]
    if not training or not held_out:
        counts = f"{len(training)} photos to train on and {len(held_out)} to measure"
        raise SystemExit(f"{photos} gives {counts}; both are needed, add photos")
    thumbnails = load_thumbnails(training, recipe.auto.thumbnail, run_dir / "cache")
    encoder, renderer = train_renderer.train(thumbnails, recipe.renderer, run_dir)
    planner = train_auto.train(thumbnails, train_auto.words_of(training), recipe.auto, run_dir)
    write_bundle(out, (encoder, renderer, planner), (recipe.renderer, recipe.auto), everything)
    measure(recipe, photos, out, run_dir, licence)


def measure(recipe: Recipe, photos: Path, out: Path, run_dir: Path, licence: str | None = None) -> None:
    """Measures a written bundle and writes its card."""
    everything = permitted_photos(photos, licence)
    held_out = [p for p in everything if p.held_out]
    metrics = evaluate(Bundle(out), held_out, photos.parent / "pairs", recipe.evaluation)
    curves = {name: read_curve(run_dir / f"{name}.csv") for name in ("renderer", "auto")}
    names = {p.path.name for p in everything}
    own = sum(line.split(",")[0] in names for line in train_auto.OWN_LABELS.read_text(encoding="utf-8").splitlines())
    write_card(out, metrics, curves, own)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--run", type=Path, default=Path("runs/compact"))
    parser.add_argument("--licence", help="of a folder without SOURCES.csv, such as 'permissive (my own)'")
    parser.add_argument("--smoke", action="store_true", help="tiny models and a few seconds of training")
    parser.add_argument("--renderer-seconds", type=float, help="CPU seconds of training")
    parser.add_argument("--auto-seconds", type=float, help="CPU seconds of training")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    recipe = SMOKE if args.smoke else Recipe()
    if args.renderer_seconds:
        recipe = replace(recipe, renderer=replace(recipe.renderer, cpu_seconds=args.renderer_seconds))
    if args.auto_seconds:
        recipe = replace(recipe, auto=replace(recipe.auto, cpu_seconds=args.auto_seconds))
    run(recipe, args.photos, args.out, args.run, args.licence)


if __name__ == "__main__":
    main()
