"""White balance on photos that it has not seen: how much of an invented cast is left, and how finished photos fare.

python -m tonework_training.evaluate_balance --photos DIR --package TGZ --balance FILE... [--part choose|report|others]
"""

import argparse
import csv
import itertools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from . import trunk as pretrained
from .balance_crops import see
from .casts import CastConfig, cast, measure
from .data import Photo, open_rgb, permitted_photos, thumbnail
from .measures import to_lab
from .train_balance import load
from .white_balance import CAUTION, RESPECT, Balance, WhiteBalance, corrected, correction

EVER = CastConfig(finished=0, uncast=0)
CASTS = {
    "gains in light, as sliders reach": CastConfig(
        finished=0, uncast=0, plain=1, strong=0, strong_tint=0.5, most_tint=0.25
    ),
    "gains in light, 80 to 190 mired": CastConfig(finished=0, uncast=0, plain=1, strong=1),
    "through a camera": CastConfig(finished=0, uncast=0, plain=0, mixed=0),
    "through a camera, two lights": CastConfig(finished=0, uncast=0, plain=0, mixed=1),
}
LEAST = 0.1  # log gains; smaller casts are none
WORSE = 0.1  # log gains that a cast may grow by before it is plainly worse


@dataclass(frozen=True)
class Outcome:
    """One line for each photo: cast before and after in log gains, [N]."""

    before: Tensor
    after: Tensor

    def row(self) -> dict[str, float]:
        kept = self.before > LEAST
        left = self.after[kept] / self.before[kept]
        worse = self.after[kept] > self.before[kept] + WORSE
        return {
            "median left": left.median().item(),
            "mean left": left.mean().item(),
            "worse": worse.float().mean().item(),
        }


def part_of(folder: Path, part: str) -> list[Photo]:
    """choose: the held-out tenth; report: the reserved twentieth; others: photos of other licences, only measured."""
    if part == "others":
        with (folder / "SOURCES.csv").open(newline="", encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        rows = [r for r in rows if not r["licence_class"].startswith("permissive")]
        return [Photo(folder / r["file"], r["licence_class"]) for r in rows]
    return [p for p in permitted_photos(folder) if (p.held_out if part == "choose" else p.reserved)]


def pictures(photos: list[Photo], size: int) -> Tensor:
    """[P, 3, size, size] in 0..1."""
    made = np.stack([thumbnail(open_rgb(p.path), size) for p in photos])
    return torch.from_numpy(made).permute(0, 3, 1, 2).float() / 255


class Judged:
    """Spoilt pictures of one kind with what the trunk sees in them, so that several networks are judged on the same."""

    def __init__(self, finished: Tensor, kind: CastConfig | None, trunk: pretrained.Trunk, seed: int = 1) -> None:
        generator = torch.Generator().manual_seed(seed)
        spoilt, seen, self.truth = [], [], torch.zeros(len(finished), 2)
        for start in range(0, len(finished), 32):
            part = finished[start : start + 32]
            made = part
            if kind is not None:
                made, self.truth[start : start + 32] = cast(part, kind, generator)
            seen.append(see(trunk, made))
            spoilt.append(F.avg_pool2d(made, 2))
        self.spoilt, self.seen = torch.cat(spoilt), torch.cat(seen)

    @torch.no_grad()
    def said(self, net: WhiteBalance) -> Balance:
        return net(self.spoilt, self.seen)

    def outcome(self, said: Balance, restraint: tuple[float, float]) -> Outcome:
        done = correction(said, *restraint)
        made = measure(corrected(self.spoilt, done), self.spoilt)
        return Outcome(self.truth.norm(dim=1), (self.truth + made).norm(dim=1))

    def moved(self, said: Balance, restraint: tuple[float, float]) -> Tensor:
        """How far mean a*, b* of each picture moves, [N]."""
        after = corrected(self.spoilt, correction(said, *restraint))
        means = [
            to_lab(p.permute(0, 2, 3, 1).flatten(1, 2).numpy()).mean(1)[:, 1:] for p in (after.clamp(0, 1), self.spoilt)
        ]
        return torch.from_numpy(np.linalg.norm(means[0] - means[1], axis=-1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--balance", type=Path, nargs="+", required=True)
    parser.add_argument("--part", choices=("choose", "report", "others"), default="choose")
    parser.add_argument("--caution", type=float, nargs="+", default=[CAUTION])
    parser.add_argument("--respect", type=float, nargs="+", default=[RESPECT])
    args = parser.parse_args()
    torch.set_num_threads(1)
    trunk = pretrained.load(args.package).to(memory_format=torch.channels_last)
    nets = {file.stem: load(file) for file in args.balance}
    finished = pictures(part_of(args.photos, args.part), next(iter(nets.values())).config.size)
    good = Judged(finished, None, trunk)
    spoilt = {name: Judged(finished, kind, trunk) for name, kind in CASTS.items()}
    print(f"{len(finished)} photos, {args.part}")
    print("| network | caution, respect | cast | median left | mean left | worse | moved a*b* of finished: mean, 95% |")
    print("|---|---|---|---|---|---|---|")
    for name, net in nets.items():
        sure, said = good.said(net), {kind: judged.said(net) for kind, judged in spoilt.items()}
        for restraint in itertools.product(args.caution, args.respect):
            moved = good.moved(sure, restraint)
            outcomes = {kind: judged.outcome(said[kind], restraint) for kind, judged in spoilt.items()}
            whole = Outcome(*(torch.cat([getattr(o, f) for o in outcomes.values()]) for f in ("before", "after")))
            for kind, outcome in {**outcomes, "all": whole}.items():
                row = outcome.row()
                figures = [f"{row[figure]:.2f}" for figure in ("median left", "mean left")] + [f"{row['worse']:.3f}"]
                cells = [name, f"{restraint[0]}, {restraint[1]}", kind, *figures]
                print("|", " | ".join(cells), f"| {moved.mean():.2f}, {moved.quantile(0.95):.2f} |", flush=True)


if __name__ == "__main__":
    main()
