"""Step 5: measures a bundle, prints a table, and writes it into the model card.

    python -m tonework_training.evaluate --bundle DIR --data ../shared/data [--previous DIR] [--json FILE] [--card]

`--data` holds photos/ (with SOURCES.csv; only its held-out tenth is measured) and, if there, pairs/ (before and after
by human retouchers) and instructions/ (requests of crowds); neither ever reaches training.
"""

import argparse
import json
from pathlib import Path

from .data import Photo, permitted_photos
from .evaluate_auto import evaluate_held_out, evaluate_pairs
from .evaluate_renderer import evaluate_renderer
from .evaluate_requests import evaluate_requests
from .evaluate_style import evaluate_style
from .evaluation import Evaluation, Heard, Metrics, table
from .model_card import with_table
from .retoucher import Retoucher

MEGABYTE = 1e6


def evaluate(
    bundle: Retoucher,
    held_out: list[Photo],
    data: Path | None,
    config: Evaluation,
    previous: Retoucher | None = None,
    only: tuple[str, ...] = (),
) -> tuple[Metrics, list[str]]:
    """Figures by name, and a line for each request whose direction was wrong. `only` some of renderer, auto, ..."""
    heard = Heard()
    result: Metrics = {}
    failures: list[str] = []
    parts = only or ("renderer", "auto", "requests", "style")
    if "renderer" in parts:
        result |= evaluate_renderer(bundle.bundle, held_out, config)
    if "auto" in parts:
        if data and (data / "pairs" / "SOURCES.csv").exists():
            result |= evaluate_pairs(bundle, previous, data / "pairs", heard)
        result |= evaluate_held_out(bundle, held_out, config, heard)
    if "requests" in parts and bundle.speaks:
        instructions = data / "instructions" if data and (data / "instructions").exists() else None
        requests, failures = evaluate_requests(bundle, held_out, instructions, config, heard)
        result |= requests
    if "style" in parts and bundle.speaks:
        result |= evaluate_style(bundle, held_out, config, heard)
    size = sum(path.stat().st_size for path in bundle.bundle.folder.glob("*.onnx")) / MEGABYTE
    return result | heard.metrics() | {"size of the graphs MB": size}, failures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--previous", type=Path, help="a bundle to compare auto mode with")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--failures", type=Path, help="write the requests that went wrong here")
    parser.add_argument("--only", nargs="*", default=[], choices=["renderer", "auto", "requests", "style"])
    parser.add_argument("--photos", type=int, default=Evaluation.photos)
    parser.add_argument("--requests", type=int, default=Evaluation.requests, help="of each kind and direction")
    parser.add_argument("--looks", type=int, default=Evaluation.looks, help="phrasings of each look")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--card", action="store_true", help="replace the table in the bundle's model card")
    args = parser.parse_args()
    held_out = [p for p in permitted_photos(args.data / "photos") if p.held_out]
    previous = Retoucher(args.previous, args.threads) if args.previous else None
    config = Evaluation(photos=args.photos, requests=args.requests, looks=args.looks)
    bundle = Retoucher(args.bundle, args.threads)
    metrics, failures = evaluate(bundle, held_out, args.data, config, previous, tuple(args.only))
    print("| measure | value |\n|---|---|\n" + table(metrics))
    if args.json:
        args.json.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    if args.failures:
        args.failures.write_text("\n".join(failures) + "\n", encoding="utf-8")
    if args.card:
        card = args.bundle / "MODEL_CARD.md"
        card.write_text(with_table(card.read_text(encoding="utf-8"), table(metrics)), encoding="utf-8")


if __name__ == "__main__":
    main()
