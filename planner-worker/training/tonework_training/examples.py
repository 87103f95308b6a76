"""Step 4a: what the language planner learns from: photos as the eye sees them, requests, edits and their reasoning.

Four kinds, as in the paper's three workflows and its alignment data: `auto` (a degraded photo; the plan is the
judge's, the picture it should become is the finished photo), `look`, `request`, and `sliders` (settings spelled out).
The reasoning of each is written from what the plan does to the pixels; in auto mode the plan is what the judge made of
the degraded photo and not what it ought to be, so the words cannot give away what the picture does not show.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from . import facts, looks, phrasing, slider_words, targets
from .auto import AutoPlanner, Sight
from .balanced import BalancedJudge
from .degrade import DegradationPool, DegradeConfig
from .judge import judge
from .labels import SCENES
from .reasoning_text import Stages, describe_stages
from .tokens import Vocabulary, train_tokenizer
from .train_auto import UNKNOWN, Words, crop, share
from .vision import Seen
from .white_balance import BalancingEye

KINDS = ("auto", "look", "request", "sliders")
PAD = -2
LOOKED_AT = 32  # side of the thumbnail that the reasoning is written from


@dataclass(frozen=True)
class ExamplesConfig:
    count: int = 55000
    shares: tuple[float, float, float, float] = (0.15, 0.15, 0.63, 0.07)  # of KINDS
    untouched: float = 0.5  # share of the photos of looks and requests that are finished ones
    pixels: int = 64  # of each photo, for the picture loss
    subwords: int = 1000
    phrasings: int = 30000  # the tokenizer is trained on
    seed: int = 3
    degrade: DegradeConfig = DegradeConfig()


@dataclass(frozen=True)
class Examples:
    """One row an example: what the eye saw (half precision), prompt behind the image and reasoning (int16, PAD),
    sliders [38], pixels before and wanted [pixels, 3] uint8, kind (index into KINDS)."""

    places: Tensor
    whole: Tensor
    tones: Tensor
    thought: Tensor
    prompt: Tensor
    reasoning: Tensor
    sliders: Tensor
    before: Tensor
    wanted: Tensor
    kind: Tensor

    def __len__(self) -> int:
        return len(self.kind)

    def seen(self, rows: Tensor) -> Seen:
        return Seen(*(getattr(self, f.name)[rows].float() for f in fields(Seen)))

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save({f.name: getattr(self, f.name) for f in fields(self)}, path)

    @staticmethod
    def load(path: Path) -> "Examples":
        return Examples(**torch.load(path, weights_only=True))


def texts(config: ExamplesConfig) -> Iterator[str]:
    """Instructions for the tokenizer."""
    rng = np.random.default_rng(config.seed)
    for _ in range(config.phrasings):
        yield phrasing.sample(rng)[0]
    for _ in range(config.phrasings // 2):
        yield looks.draw(rng).text
    for _ in range(config.phrasings // 4):
        yield slider_words.draw(rng)[1]


def vocabulary(config: ExamplesConfig, wording: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(train_tokenizer(texts(config), config.subwords), wording)


@torch.no_grad()
def make(
    thumbnails: Tensor,
    words: Words,
    eye: AutoPlanner,
    known: Vocabulary,
    config: ExamplesConfig,
    balancing: BalancingEye | None = None,
    batch: int = 64,
) -> Examples:
    """thumbnails [P, T, T, 3] uint8; the eyes are only looked through."""
    generator = torch.Generator().manual_seed(config.seed)
    rng = np.random.default_rng(config.seed)
    pool = DegradationPool(256, config.degrade, generator)
    drawn = share(thumbnails, words.scenes)
    eye.eval()
    look = partial(judge, eye) if balancing is None else _balanced(eye, balancing)
    rows: list[Examples] = []
    for _ in range(0, config.count, batch):
        chosen = torch.multinomial(drawn, batch, replacement=True, generator=generator)
        finished = crop(thumbnails[chosen], eye.config.size, generator)
        pool.redraw(16)
        kinds = torch.from_numpy(rng.choice(len(KINDS), batch, p=config.shares))
        spoilt = (kinds == 0) | (torch.rand(batch, generator=generator) >= config.untouched)
        photos = torch.where(spoilt[:, None, None, None], pool.degrade(finished), finished)
        labels = Words(words.scenes[chosen], words.content[chosen])
        rows.append(_batch(photos, finished, kinds, labels, eye, look, known, config, rng))
    return Examples(*(torch.cat([getattr(r, f.name) for r in rows]) for f in fields(Examples)))


def _balanced(eye: AutoPlanner, balancing: BalancingEye) -> Callable[[Tensor], tuple[Sight, Tensor]]:
    """As the judge looks, with white balance found first; its eye sees twice the side."""
    balanced = BalancedJudge(eye, balancing).eval()
    return lambda photos: balanced(F.interpolate(photos, scale_factor=2.0))[:2]


def _batch(
    photos: Tensor,
    finished: Tensor,
    kinds: Tensor,
    words: Words,
    eye: AutoPlanner,
    look: Callable[[Tensor], tuple[Sight, Tensor]],
    known: Vocabulary,
    config: ExamplesConfig,
    rng: np.random.Generator,
) -> Examples:
    sight, plan = look(photos)
    seen = Seen.of(sight, plan)
    auto = plan.numpy()
    scene, content = _labelled(
        torch.softmax(eye.scene(sight.whole), -1), torch.sigmoid(eye.content(sight.whole)), words
    )
    small = F.interpolate(photos, size=(LOOKED_AT, LOOKED_AT), mode="area").permute(0, 2, 3, 1).numpy()
    wishes = [_wanted(KINDS[kind], small[i], auto[i], SCENES[scene[i]], rng) for i, kind in enumerate(kinds.tolist())]
    plans = np.stack([wish.sliders for wish in wishes])
    prompts, reasonings = [], []
    for i, (wish, stages) in enumerate(zip(wishes, Stages.of_many(small, plans), strict=True)):
        phrases = describe_stages(stages, content[i], int(scene[i]), wish.asked, wish.refused)
        prompts.append(known.prompt(wish.text)[1])
        reasonings.append(known.reasoning(phrases)[:-1])  # the end is forced; nothing reads its state
    where = torch.from_numpy(rng.integers(0, photos[0, 0].numel(), (len(photos), 1, config.pixels))).expand(-1, 3, -1)

    def some(pictures: Tensor) -> Tensor:
        return (pictures.flatten(2).gather(2, where).transpose(1, 2) * 255).round().to(torch.uint8)

    return Examples(
        *(getattr(seen, f.name).half() for f in fields(Seen)),
        _padded(prompts, 48),
        _padded(reasonings, 120),
        torch.from_numpy(plans),
        some(photos),
        some(finished),
        kinds.to(torch.int8),
    )


@dataclass(frozen=True)
class _Wish:
    """Instruction (None in auto mode), sliders [38] that it means, and what the reasoning tells of it."""

    text: str | None
    sliders: np.ndarray
    asked: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def _wanted(kind: str, photo: np.ndarray, auto: np.ndarray, scene: str, rng: np.random.Generator) -> _Wish:
    if kind == "auto":
        return _Wish(None, auto)
    if kind == "look":
        wish = looks.draw(rng, scene if rng.random() < 0.6 else None)
        return _Wish(wish.text, wish.sliders, looks.asked(wish))
    if kind == "sliders":
        sliders, text = slider_words.draw(rng)
        return _Wish(text, sliders)
    text, request = phrasing.sample(rng)
    return _Wish(text, targets.target(request, photo, auto), phrasing.asked(request), request.refused)


def _labelled(scene: Tensor, content: Tensor, words: Words) -> tuple[np.ndarray, np.ndarray]:
    """Scene indices and content probabilities: what the eye holds possible, put right where a label knows better."""
    labelled = words.scenes.clamp(min=0)
    sure = (words.scenes != UNKNOWN) & (scene.gather(1, labelled[:, None])[:, 0] >= facts.LIKELY_SCENE)
    denied = words.content == 0
    return torch.where(sure, labelled, scene.argmax(-1)).numpy(), content.masked_fill(denied, 0.0).numpy()


def _padded(rows: list[list[int]], length: int) -> Tensor:
    result = torch.full((len(rows), length), PAD, dtype=torch.int16)
    for i, row in enumerate(rows):
        if len(row) > length:
            raise ValueError(f"a row of {len(row)} ids does not fit into {length}")
        result[i, : len(row)] = torch.tensor(row, dtype=torch.int16)
    return result
