"""Step 4: trains the language planner, in the paper's stages, on examples that the eye has already looked at.

Stage 1, domain alignment: settings spelled out; the decoder learns which words move which slider and how what was done
is told. Stage 2, reasoning: all kinds, with cross entropy on the reasoning, and the picture loss through the operators.
"""

from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from . import operators as ops
from .auto import AutoPlanner
from .decoder import DecoderConfig
from .examples import KINDS, PAD, Examples
from .planner import LanguagePlanner, PlannerConfig, untrained
from .progress import Progress
from .tokens import RETOUCH, Vocabulary
from .vision import Seen
from .wording import ASKED_OPENING

FLOOR = 1e-5  # mean square below which the picture loss is flat
SMALL = 0.05  # for pictures that are only probably right, see train_auto


@dataclass(frozen=True)
class PlannerTraining:
    cpu_seconds: float = 2600.0  # of this process, so that a busy machine delays but does not shorten it
    alignment: float = 0.08  # share of that for stage 1
    batch: int = 32
    learning_rate: float = 1.5e-3
    weight_decay: float = 0.02
    words_weight: float = 0.1
    sliders_weight: float = 0.3
    asked_weight: float = 5.0  # of the few tokens that say what was understood of an instruction
    kept: tuple[float, ...] = (0.4, 0.8, 1.0, 1.0)  # share of the examples of each of KINDS; the eye has planned auto
    swapped: float = 0.35  # share of examples whose head reads the plan of another: sliders follow what was asked
    outcome_weight: float = 0.3  # auto: the finished photo itself, beside the eye's plan
    bfloat16: bool = True
    seed: int = 4
    save_every_seconds: float = 60.0
    model: PlannerConfig = field(default_factory=PlannerConfig)


@dataclass(frozen=True)
class Batch:
    """ids [B, T] of whole sequences (-1 where an image token stands), following [B, T] the id to say (PAD:
    none), asked [B, T] where that tells what was asked for, retouch [B, 3] the places of the retouch tokens."""

    ids: Tensor
    following: Tensor
    asked: Tensor
    retouch: Tensor


def assemble(
    examples: Examples, rows: Tensor, vocabulary: Vocabulary, image_tokens: int, swapped: Tensor | None = None
) -> Batch:
    """mode, image, instruction, <begin>, reasoning, retouch tokens; padded on the right, where causality hides it.

    swapped [B]: rows that get what the row before says from <light> on. They are not taught to say it, only to set
    their sliders in spite of it: a decoder that understood a request and then slips must not lose it.
    """
    special = vocabulary.special
    sequences, spoken, unlearnt = [], [], []
    for i, row in enumerate(rows.tolist()):
        prompt, said = (t[t != PAD].long() for t in (examples.prompt[row], examples.reasoning[row]))
        unlearnt.append(0)
        if swapped is not None and swapped[i]:
            other = examples.reasoning[rows[i - 1]]
            other = other[other != PAD].long()
            plan = other[_light(other, special) :]
            said = torch.cat([said[: _light(said, special)], plan])
            unlearnt[i] = len(plan)
        mode = special["auto" if KINDS[examples.kind[row]] == "auto" else "style"]
        sequences.append(torch.cat([torch.tensor([mode, *[-1] * image_tokens]), prompt, said]))
        spoken.append(len(said))
    length = max(len(s) for s in sequences)
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    following = torch.full_like(ids, PAD)
    asked = torch.zeros_like(ids, dtype=torch.bool)
    asks = vocabulary.first_phrase + vocabulary.wording.index(ASKED_OPENING)
    retouch = torch.zeros(len(rows), len(RETOUCH), dtype=torch.long)
    for i, (sequence, count) in enumerate(zip(sequences, spoken, strict=True)):
        end = len(sequence)
        ids[i, :end] = sequence
        following[i, end - count - 1 : end - 1] = sequence[end - count :]
        if unlearnt[i]:
            following[i, end - unlearnt[i] - 1 : end - 1] = PAD
        if (opening := (sequence == asks).nonzero()).numel():
            asked[i, opening[0, 0] : (sequence == special["light"]).nonzero()[0, 0] - 1] = True
        retouch[i] = torch.arange(end - len(RETOUCH), end)
    return Batch(ids, following, asked, retouch)


def _light(said: Tensor, special: dict[str, int]) -> int:
    return int((said == special["light"]).nonzero()[0, 0])


def think(planner: LanguagePlanner, seen: Seen, batch: Batch, config: PlannerTraining) -> Tensor:
    """Hidden states [B, T, D] of whole sequences."""
    with torch.autocast("cpu", torch.bfloat16, enabled=config.bfloat16):
        tokens = planner.image(seen)
        b, t = batch.ids.shape
        features = F.pad(tokens, (0, 0, 1, t - 1 - tokens.shape[1]))  # behind the mode token
        positions, mask = torch.arange(t).expand(b, -1), torch.ones(b, t)
        hidden, _ = planner.decoder.think(batch.ids, features, positions, mask, planner.decoder.empty_cache(b))
    return hidden.float()


def forward(
    planner: LanguagePlanner, examples: Examples, rows: Tensor, batch: Batch, config: PlannerTraining
) -> tuple[Tensor, Tensor]:
    """Sliders [B, 38] and the weighted mean of the cross entropy of the reasoning."""
    seen = examples.seen(rows)
    hidden = think(planner, seen, batch, config)
    spoken = batch.following != PAD
    with torch.autocast("cpu", torch.bfloat16, enabled=config.bfloat16):
        logits = planner.decoder.say(hidden[spoken])
    weight = torch.where(batch.asked[spoken], config.asked_weight, 1.0)
    apart = F.cross_entropy(logits.float(), batch.following[spoken], reduction="none")
    words = (weight * apart).sum() / weight.sum()
    states = hidden.gather(1, batch.retouch[..., None].expand(-1, -1, hidden.shape[-1]))
    return planner.head(states, seen.plan), words


def picture_losses(examples: Examples, rows: Tensor, sliders: Tensor) -> tuple[Tensor, Tensor]:
    """Root mean square between the planned and the wanted picture: by the example's sliders, and, for auto alone, the
    finished photo."""
    before = examples.before[rows].float() / 255
    with torch.no_grad():
        meant = ops.apply(before, examples.sliders[rows])
    made = ops.apply(before, sliders)
    plan = ((made - meant).square().mean((1, 2)) + FLOOR).sqrt().mean()
    auto = examples.kind[rows] == 0
    if not auto.any():
        return plan, plan.new_zeros(())
    finished = examples.wanted[rows][auto].float() / 255
    outcome = ((made[auto] - finished).square().mean((1, 2)) + SMALL**2).sqrt().mean() - SMALL
    return plan, outcome * auto.float().mean()


def train(
    examples: Examples, eye: AutoPlanner, vocabulary: Vocabulary, config: PlannerTraining, run: Path
) -> LanguagePlanner:
    """Trains for config.cpu_seconds, resuming from run/planner.pt; the eye stays as it is."""
    generator = torch.Generator().manual_seed(config.seed)
    planner = untrained(eye, config.model, len(vocabulary), config.seed)
    image_tokens = examples.places.shape[1] + 3
    decayed = [p for p in planner.parameters() if p.dim() > 1]
    other = [p for p in planner.parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": config.weight_decay}, {"params": other, "weight_decay": 0.0}],
        config.learning_rate,
        betas=(0.9, 0.98),
    )
    progress = Progress(run, "planner", config.cpu_seconds, config.save_every_seconds)
    if saved := progress.restore():
        planner.load_state_dict(saved["planner"])
        optimiser.load_state_dict(saved["optimiser"])
        generator.set_state(saved["generator"])
    length = (examples.prompt != PAD).sum(1) + (examples.reasoning != PAD).sum(1)
    odds = torch.tensor(config.kept)[examples.kind.long()]
    kept = torch.rand(len(odds), generator=torch.Generator().manual_seed(config.seed)) < odds
    by_length = length.argsort()
    by_length = by_length[kept[by_length]]  # a batch of like lengths wastes little on padding
    spelled = by_length[examples.kind[by_length] == KINDS.index("sliders")]
    planner.train()
    while progress.running:
        for group in optimiser.param_groups:
            group["lr"] = config.learning_rate * progress.rate
        among = spelled if progress.spent < config.alignment * config.cpu_seconds else by_length
        first = int(torch.randint(max(1, len(among) - 8 * config.batch), (), generator=generator))
        near = among[first : first + 8 * config.batch]
        rows = near[torch.randperm(len(near), generator=generator)[: config.batch]]
        swapped = torch.rand(len(rows), generator=generator) < config.swapped
        batch = assemble(examples, rows, vocabulary, image_tokens, swapped)
        sliders, words = forward(planner, examples, rows, batch, config)
        plan, outcome = picture_losses(examples, rows, sliders)
        apart = F.smooth_l1_loss(sliders, examples.sliders[rows], reduction="none", beta=0.1).sum(1).mean()
        loss = plan + config.outcome_weight * outcome + config.sliders_weight * apart + config.words_weight * words
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(planner.parameters(), 1.0)
        optimiser.step()
        if progress.step % 100 == 0:
            print(
                f"  step {progress.step} plan {255 * plan:.2f} outcome {255 * outcome:.2f} words {words:.3f}",
                flush=True,
            )
        if progress.stepped(plan.item()):
            state = {"planner": planner.state_dict(), "optimiser": optimiser.state_dict()}
            progress.save(
                state | {"generator": generator.get_state(), "config": asdict(config), "words": len(vocabulary)}
            )
    return load(run, eye)


def load(run: Path, eye: AutoPlanner) -> LanguagePlanner:
    saved = torch.load(run / "planner.pt", weights_only=True)
    model = saved["config"]["model"]
    config = PlannerConfig(**{**model, "decoder": DecoderConfig(**model["decoder"])})
    planner = LanguagePlanner(eye, config, saved["words"])
    planner.load_state_dict(saved["planner"])
    return planner.eval()
