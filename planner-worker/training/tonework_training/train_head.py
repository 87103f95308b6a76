"""Step 4b: trains the head on its own, on hidden states that the finished decoder gave once.

While the decoder learns, its states move under the head; at the end a few seconds on states that stand still let auto
mode hand out the judge's plan as it is, and requests exactly what was asked.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from .examples import PAD, Examples
from .planner import LanguagePlanner
from .progress import Progress
from .tokens import Vocabulary
from .train_planner import PlannerTraining, assemble, picture_losses, think


@dataclass(frozen=True)
class HeadTraining:
    cpu_seconds: float = 60.0  # of the training itself; the states cost about 3 ms each before
    count: int = 32000  # of the examples, at random
    batch: int = 192
    learning_rate: float = 2e-3
    weight_decay: float = 0.01
    sliders_weight: float = 0.3
    seed: int = 9
    save_every_seconds: float = 15.0


@torch.no_grad()
def states_of(
    planner: LanguagePlanner, examples: Examples, rows: Tensor, vocabulary: Vocabulary, config: PlannerTraining
) -> Tensor:
    """Hidden states [len(rows), 3, D] at the retouch tokens of each example, some behind another's plan."""
    generator = torch.Generator().manual_seed(config.seed)
    length = ((examples.prompt != PAD).sum(1) + (examples.reasoning != PAD).sum(1))[rows]
    states = torch.zeros(len(rows), len(planner.head.groups), planner.config.decoder.width)
    planner.eval()
    for some in length.argsort().split(2 * config.batch):  # of like lengths: less padding
        some = some[torch.randperm(len(some), generator=generator)]  # whose plans are swapped must not hang on it
        swapped = torch.rand(len(some), generator=generator) < config.swapped
        batch = assemble(examples, rows[some], vocabulary, examples.places.shape[1] + 3, swapped)
        hidden = think(planner, examples.seen(rows[some]), batch, config)
        states[some] = hidden.gather(1, batch.retouch[..., None].expand(-1, -1, hidden.shape[-1]))
    return states


def train(
    planner: LanguagePlanner,
    examples: Examples,
    vocabulary: Vocabulary,
    configs: tuple[PlannerTraining, HeadTraining],
    run: Path,
) -> LanguagePlanner:
    """Trains planner.head, resuming from run/head.pt; everything else stays as it is."""
    config = configs[1]
    generator = torch.Generator().manual_seed(config.seed)
    torch.manual_seed(config.seed)
    optimiser = torch.optim.AdamW(planner.head.parameters(), config.learning_rate, weight_decay=config.weight_decay)
    progress = Progress(run, "head", config.cpu_seconds, config.save_every_seconds)
    if saved := progress.restore():
        planner.head.load_state_dict(saved["head"])
        optimiser.load_state_dict(saved["optimiser"])
        generator.set_state(saved["generator"])
    if not progress.running:
        return planner.eval()
    chosen = torch.randperm(len(examples), generator=torch.Generator().manual_seed(config.seed))[: config.count]
    states = states_of(planner, examples, chosen, vocabulary, configs[0])
    progress.start()
    while progress.running:
        for group in optimiser.param_groups:
            group["lr"] = config.learning_rate * progress.rate
        some = torch.randint(len(chosen), (config.batch,), generator=generator)
        rows = chosen[some]
        sliders = planner.head(states[some], examples.seen(rows).plan)
        plan, _ = picture_losses(examples, rows, sliders)
        apart = F.smooth_l1_loss(sliders, examples.sliders[rows], reduction="none", beta=0.1).sum(1).mean()
        loss = plan + config.sliders_weight * apart
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if progress.stepped(plan.item()):
            state = {"head": planner.head.state_dict(), "optimiser": optimiser.state_dict()}
            progress.save(state | {"generator": generator.get_state()})
    return planner.eval()
