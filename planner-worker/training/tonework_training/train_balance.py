"""Trains white balance to find the casts that are invented over crops of finished photos.

python -m tonework_training.train_balance --crops DIR --run DIR --cpu-seconds 7200     resumes from RUN/balance.pt
"""

import argparse
import copy
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .balance_crops import Crops, open_passes
from .casts import CastConfig, cast
from .progress import Progress
from .train_auto import update_average
from .white_balance import Balance, WhiteBalance, WhiteBalanceConfig

SMALL = 0.03  # log gains; errors below are rounded off, no eye sees them


@dataclass(frozen=True)
class BalanceTraining:
    cpu_seconds: float = 7200.0
    passes: int = 24  # crops of each photo that are made; the recipe makes all of them first
    batch: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 5e-3
    average: float = 0.999
    spliced: float = 0.3  # share of crops that end in part of another photo
    saturation: tuple[float, float] = (0.75, 1.2)  # of finished colours; half of the crops keep theirs
    votes_weight: float = 0.5
    bfloat16: bool = False  # faster, but oneDNN reads past the end of such narrow layers now and then, and crashes
    save_every_seconds: float = 120.0
    keep_every_seconds: float = 900.0  # averages kept beside the checkpoint, to see what more training brings
    seed: int = 5
    model: WhiteBalanceConfig = field(default_factory=WhiteBalanceConfig)
    casts: CastConfig = field(default_factory=CastConfig)


def loss_of(said: Balance, truth: Tensor, votes_weight: float) -> tuple[Tensor, Tensor]:
    """The loss, and the mean distance in log gains: how far off, and how well that was known (Laplace)."""
    off, doubt = distance(said.cast, truth), said.doubt.float()
    told = off * torch.exp(-doubt) + 2 * doubt
    meant = (truth == 0).all(1).float()
    judged = F.binary_cross_entropy_with_logits(said.meant.float(), meant)
    votes = sum((distance(vote, truth).mean() for vote in said.votes), torch.zeros(()))
    # what is meant so is another question: half as much may be made of it where the cast is learnt
    weight = 1 - 0.5 * meant
    return ((told + 2 * off) * weight).mean() + votes_weight * votes + judged, off.mean()


def distance(said: Tensor, truth: Tensor) -> Tensor:
    """[B, 2] -> [B]."""
    return ((said - truth).square().sum(1) + SMALL**2).sqrt() - SMALL


def draw(passes: list[Crops], config: BalanceTraining, chance: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Finished colours [B, 3, S / 2, S / 2] in 0..1 and features [B, C, S / 16, S / 16]."""
    which = chance.integers(len(passes), size=config.batch)
    photo = chance.integers(len(passes[0].colours), size=config.batch)
    colours = np.stack([passes[n].colours[i] for n, i in zip(which, photo, strict=True)])
    features = np.stack([passes[n].features[i] for n, i in zip(which, photo, strict=True)])
    finished, seen = torch.from_numpy(colours).float() / 255, torch.from_numpy(features).float()
    return _spliced(*_resaturated(finished, config, chance), seen, config, chance)


def _resaturated(finished: Tensor, config: BalanceTraining, chance: np.random.Generator) -> tuple[Tensor]:
    scale = chance.uniform(*config.saturation, len(finished)) ** (chance.random(len(finished)) < 0.5)
    luma = (finished * finished.new_tensor([0.3, 0.5, 0.2])[:, None, None]).sum(1, keepdim=True)
    return ((luma + (finished - luma) * torch.from_numpy(scale).float()[:, None, None, None]).clamp(0, 1),)


def _spliced(
    finished: Tensor, seen: Tensor, config: BalanceTraining, chance: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """Some crops end, at the right, as the next one in the batch does; places of both tensors stay together."""
    places = seen.shape[-1]
    cut = torch.from_numpy(chance.integers(places // 3, places, len(seen)))
    cut[torch.from_numpy(chance.random(len(seen)) >= config.spliced)] = places
    for i, c in enumerate(cut.tolist()):
        if c < places:
            j = (i + 1) % len(seen)
            wide = c * finished.shape[-1] // places
            finished[i, :, :, wide:], seen[i, :, :, c:] = finished[j, :, :, wide:], seen[j, :, :, c:]
    return finished, seen


def train(crops: Path, config: BalanceTraining, run: Path) -> WhiteBalance:
    """Trains for config.cpu_seconds, resuming from run/balance.pt."""
    torch.manual_seed(config.seed)
    net = WhiteBalance(config.model).to(memory_format=torch.channels_last)
    shipped = copy.deepcopy(net).eval()
    optimiser = torch.optim.AdamW(net.parameters(), config.learning_rate, weight_decay=config.weight_decay)
    progress = Progress(run, "balance", config.cpu_seconds, config.save_every_seconds, unit=1.0)
    if saved := progress.restore():
        net.load_state_dict(saved["net"])
        shipped.load_state_dict(saved["shipped"])
        optimiser.load_state_dict(saved["optimiser"])
    generator = torch.Generator().manual_seed(config.seed + progress.step)
    chance = np.random.default_rng(config.seed + progress.step)
    passes = open_passes(crops)
    progress.start()
    net.train()
    while progress.running:
        for group in optimiser.param_groups:
            group["lr"] = config.learning_rate * progress.rate
        with torch.no_grad():
            finished, seen = draw(passes, config, chance)
            spoilt, truth = cast(finished, config.casts, generator)
        with torch.autocast("cpu", torch.bfloat16, enabled=config.bfloat16):
            said = net(spoilt.contiguous(memory_format=torch.channels_last), seen)
        loss, off = loss_of(said, truth, config.votes_weight)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        update_average(shipped, net, min(config.average, progress.step / (progress.step + 10)))
        if progress.stepped(off.item()):
            state = {"net": net.state_dict(), "shipped": shipped.state_dict(), "config": asdict(config)}
            progress.save({**state, "optimiser": optimiser.state_dict()})
            _keep(state, config, progress.spent, run)
            passes = open_passes(crops)  # more may have been made meanwhile
    return load(run / "balance.pt")


def _keep(state: dict[str, object], config: BalanceTraining, spent: float, run: Path) -> None:
    number = int(spent / config.keep_every_seconds)
    file = run / f"balance-{number * config.keep_every_seconds:05.0f}.pt"
    if number and not file.exists():
        torch.save({key: state[key] for key in ("shipped", "config")}, file)


def load(file: Path) -> WhiteBalance:
    saved = torch.load(file, weights_only=True)
    net = WhiteBalance(WhiteBalanceConfig(**saved["config"]["model"]))
    net.load_state_dict(saved["shipped"])
    return net.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crops", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--cpu-seconds", type=float, default=BalanceTraining.cpu_seconds)
    args = parser.parse_args()
    torch.set_num_threads(1)
    train(args.crops, BalanceTraining(cpu_seconds=args.cpu_seconds), args.run)


if __name__ == "__main__":
    main()
