"""The whole recipe: photos in, bundle out. Interrupted, it resumes from the checkpoints in --run.

python -m tonework_training.recipe --photos DIR --out BUNDLE
"""

import argparse
import json
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from . import (
    balance_crops,
    examples,
    grammar_file,
    train_auto,
    train_balance,
    train_head,
    train_planner,
    train_reference,
    train_renderer,
)
from . import trunk as pretrained
from .auto import AutoConfig, AutoPlanner
from .data import Photo, load_thumbnails, permitted_photos
from .decoder import DecoderConfig
from .degrade import DegradeConfig
from .evaluate import evaluate
from .evaluation import Evaluation
from .examples import Examples, ExamplesConfig
from .export import Trained, write_bundle
from .model_card import write_card
from .planner import PlannerConfig
from .progress import read_curve
from .reasoning_text import grammar
from .reference import ReferenceConfig
from .renderer import RendererConfig
from .retoucher import Retoucher
from .tokens import Vocabulary
from .train_auto import AutoTraining
from .train_balance import BalanceTraining
from .train_head import HeadTraining
from .train_planner import PlannerTraining
from .train_reference import ReferenceTraining
from .train_renderer import RendererTraining
from .trunk import Trunk
from .white_balance import BalancingEye, WhiteBalanceConfig, settled


@dataclass(frozen=True)
class Recipe:
    renderer: RendererTraining = field(default_factory=RendererTraining)
    auto: AutoTraining = field(default_factory=AutoTraining)
    examples: ExamplesConfig = field(default_factory=ExamplesConfig)
    planner: PlannerTraining = field(default_factory=PlannerTraining)
    head: HeadTraining = field(default_factory=HeadTraining)
    reference: ReferenceTraining = field(default_factory=ReferenceTraining)
    evaluation: Evaluation = field(default_factory=Evaluation)
    balance: BalanceTraining = field(default_factory=BalanceTraining)  # only where there is a pretrained trunk

    def trainings(self, balanced: bool) -> dict[str, object]:
        names = ("renderer", "auto", "balance", "examples", "planner", "head", "reference")
        return {name: getattr(self, name) for name in names if balanced or name != "balance"}


SMOKE = Recipe(
    RendererTraining(cpu_seconds=1.5, batch=8, colours=64, model=RendererConfig(hidden=32)),
    AutoTraining(
        cpu_seconds=2,
        schedule_seconds=2,
        batch=8,
        pixels=64,
        thumbnail=40,
        pool=16,
        redraw=2,
        model=AutoConfig(size=32, channels=(8, 16), hidden=32),
        degrade=DegradeConfig(lattice=7),
    ),
    ExamplesConfig(count=64, pixels=16, subwords=400, phrasings=200, degrade=DegradeConfig(lattice=7)),
    PlannerTraining(
        cpu_seconds=1.5,
        batch=8,
        model=PlannerConfig(DecoderConfig(width=32, layers=2, heads=2, kv_heads=1, hidden=32), head_hidden=16),
    ),
    HeadTraining(cpu_seconds=0.5, count=64, batch=16),
    ReferenceTraining(
        cpu_seconds=1,
        batch=4,
        pixels=64,
        colours=16,
        pool=64,
        thumbnail=40,
        model=ReferenceConfig(size=16, hidden=16, rounds=2),
    ),
    Evaluation(slider_sets=8, lattice_sets=2, photos=4, side=48, requests=1, own_requests=6, looks=1, most_looks=4),
    BalanceTraining(cpu_seconds=1, passes=2, batch=4, model=WhiteBalanceConfig(size=64, seen=8, width=16, bins=16)),
)
STEPS = ("renderer", "auto", "balance", "planner", "head", "reference")


def run(
    recipe: Recipe, photos: Path, out: Path, run_dir: Path, licence: str | None = None, trunk: Trunk | None = None
) -> None:
    """With a pretrained trunk the bundle finds the white balance first; without one its eye is alone."""
    everything = permitted_photos(photos, licence)
    training = [p for p in everything if not p.held_out]
    held_out = [p for p in everything if p.held_out]
    if not training or not held_out:
        counts = f"{len(training)} photos to train on and {len(held_out)} to measure"
        raise SystemExit(f"{photos} gives {counts}; both are needed, add photos")
    trained = train(recipe, training, run_dir, trunk)
    write_bundle(out, trained, recipe.trainings(trunk is not None), everything)
    measure(recipe, photos, out, run_dir, licence)


def train(recipe: Recipe, training: list[Photo], run_dir: Path, trunk: Trunk | None = None) -> Trained:
    """Every step that its checkpoint does not show to be complete."""
    thumbnails = load_thumbnails(training, recipe.auto.thumbnail, run_dir / "cache")
    encoder, renderer = train_renderer.train(thumbnails, recipe.renderer, run_dir)
    eye = train_auto.train(thumbnails, train_auto.words_of(training), recipe.auto, run_dir)
    balancing = None if trunk is None else _balancing(recipe, training, trunk, run_dir)
    vocabulary = _vocabulary(recipe, run_dir)
    made = _examples(recipe, training, eye, balancing, vocabulary, run_dir)
    planner = train_planner.train(made, eye, vocabulary, recipe.planner, run_dir)
    planner = train_head.train(planner, made, vocabulary, (recipe.planner, recipe.head), run_dir)
    larger = load_thumbnails(training, recipe.reference.thumbnail, run_dir / "cache")
    reference = train_reference.train(larger, (encoder, renderer), recipe.reference, run_dir)
    return Trained(encoder, renderer, eye, planner, vocabulary, reference, balancing)


def _balancing(recipe: Recipe, training: list[Photo], trunk: Trunk, run_dir: Path) -> BalancingEye:
    photos = [p for p in training if not p.reserved]
    for number in range(recipe.balance.passes):
        balance_crops.make_pass(photos, trunk, recipe.balance.model.size, run_dir / "crops", number)
    return BalancingEye(trunk, settled(train_balance.train(run_dir / "crops", recipe.balance, run_dir))).eval()


def _vocabulary(recipe: Recipe, run_dir: Path) -> Vocabulary:
    """As stored with the run: examples and planner are of its ids, whatever became of phrasing and grammar since."""
    file, said = run_dir / "tokenizer.json", run_dir / "wording.json"
    if not file.exists():
        made = examples.vocabulary(recipe.examples, grammar_file.wording(grammar()))
        made.tokenizer.save(str(file))
        said.write_text(json.dumps(made.wording), encoding="utf-8")
    vocabulary = Vocabulary(Tokenizer.from_file(str(file)), tuple(json.loads(said.read_text(encoding="utf-8"))))
    if vocabulary.wording != grammar_file.wording(grammar()):
        raise SystemExit(f"the grammar has other phrases than {said}; delete {run_dir} or its examples and planner")
    return vocabulary


def _examples(
    recipe: Recipe,
    training: list[Photo],
    eye: AutoPlanner,
    balancing: BalancingEye | None,
    vocabulary: Vocabulary,
    run_dir: Path,
) -> Examples:
    stored = run_dir / "examples.pt"
    if not stored.exists():
        thumbnails = load_thumbnails(training, recipe.auto.thumbnail, run_dir / "cache")
        words = train_auto.words_of(training)
        examples.make(thumbnails, words, eye, vocabulary, recipe.examples, balancing).save(stored)
    return Examples.load(stored)


def measure(recipe: Recipe, photos: Path, out: Path, run_dir: Path, licence: str | None = None) -> None:
    """Measures a written bundle and writes its card."""
    everything = permitted_photos(photos, licence)
    held_out = [p for p in everything if p.held_out]
    metrics, _ = evaluate(Retoucher(out), held_out, photos.parent, recipe.evaluation)
    files = {name: run_dir / f"{name}.csv" for name in STEPS}
    curves = {name: read_curve(file) for name, file in files.items() if file.exists()}
    names = {p.path.name for p in everything}
    own = sum(line.split(",")[0] in names for line in train_auto.OWN_LABELS.read_text(encoding="utf-8").splitlines())
    write_card(out, metrics, curves, own)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--run", type=Path, default=Path("runs/compact"))
    parser.add_argument("--licence", help="of a folder without SOURCES.csv, such as 'permissive (my own)'")
    parser.add_argument("--trunk", type=Path, help=f"archive of {pretrained.PACKAGE}, for white balance")
    parser.add_argument("--smoke", action="store_true", help="tiny models and a few seconds of training")
    for step in STEPS:
        parser.add_argument(f"--{step}-seconds", type=float, help="CPU seconds of this training")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    recipe = SMOKE if args.smoke else Recipe()
    for step in STEPS:
        if seconds := getattr(args, f"{step}_seconds"):
            recipe = replace(recipe, **{step: replace(getattr(recipe, step), cpu_seconds=seconds)})
    trunk = pretrained.load(args.trunk) if args.trunk else None
    run(recipe, args.photos, args.out, args.run, args.licence, trunk)


if __name__ == "__main__":
    main()
