"""What a request means: moves of attributes, what cannot be done, and how strong it was meant."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from . import phrasing_words as p
from .tables import number

A_LITTLE: Final = number("a_little")
PLAIN: Final = 1.0
A_LOT: Final = number("a_lot")


@dataclass(frozen=True)
class Move:
    """One change: an attribute (see targets.SLIDERS_OF), +1 or -1, how much (1 is plain), the colour it is about."""

    attribute: str
    direction: int
    amount: float
    hue: str | None = None


@dataclass(frozen=True)
class Request:
    """What a text asks for. `enhance`: it leaves to us what to do; `refused`: words of wording.REFUSALS."""

    kind: str
    moves: tuple[Move, ...] = ()
    refused: tuple[str, ...] = ()
    enhance: bool = False


@dataclass(frozen=True)
class Part:
    """A piece of a text with its own meaning."""

    text: str
    request: Request


def pick(rng: np.random.Generator, choices: tuple) -> str:
    return choices[int(rng.integers(len(choices)))]


def strength(rng: np.random.Generator) -> tuple[float, str]:
    """Amount and the words for it, such as "a bit"; nothing for plain."""
    kind = rng.choice(3, p=[0.25, 0.5, 0.25])
    if kind == 1:
        return PLAIN, ""
    return (A_LITTLE, pick(rng, p.LITTLE)) if kind == 0 else (A_LOT, pick(rng, p.MUCH))


def percent(rng: np.random.Generator) -> tuple[float, str]:
    percent = int(rng.choice([5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100]))
    sign = pick(rng, ("%", " percent", "%", "%"))
    return float(np.clip(percent / 25, 0.3, 2.0)), f"by {'about ' if rng.random() < 0.2 else ''}{percent}{sign}"
