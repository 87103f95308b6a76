"""A generative grammar of what people ask of a retoucher, each request with the edit that it means.

Strengths are ordered: "a little" < plain < "a lot". What tone and colour cannot do (remove an object, crop, blur) is
part of the grammar too: the rest of the request is done, and the reasoning says what was not.
"""

import re
from typing import Final

import numpy as np

from . import phrasing_words as p
from .phrasing_colour import cast, colour, skin
from .phrasing_tone import attribute, pair
from .request import A_LITTLE, A_LOT, PLAIN, Move, Part, Request, pick
from .typing_habits import typed
from .wording import ASKED, ASKED_HUE, ASKED_IMPROVEMENT, ASKED_MONOCHROME, neighbour, plural

__all__ = ["A_LITTLE", "A_LOT", "PLAIN", "Move", "Request", "asked", "sample"]

MOST_MOVES: Final = 3
# attributes of sliders that the reasoning names by what they do
_TOLD_AS: Final = {"whites": "highlights", "blacks": "shadows", "vibrance": "colourfulness"}


def sample(rng: np.random.Generator) -> tuple[str, Request]:
    """A request and what it means."""
    count = int(rng.choice([1, 2, 3], p=[0.5, 0.38, 0.12]))
    parts: list[Part] = []
    for _ in range(8 * count):
        if len(parts) == count:
            break
        draw = _FORMS[rng.choice(len(_FORMS), p=_SHARES)]
        part = draw(rng)
        if not _clashes(part, parts):
            parts.append(part)
    if len(parts) > 1:  # what cannot be done stands anywhere, a vague wish first
        parts.sort(key=lambda part: not part.request.enhance)
    text = parts[0].text
    for part in parts[1:]:
        text += pick(rng, p.JOINERS) + part.text
    return typed(_framed(rng, text), rng), _merged(parts)


def asked(request: Request) -> tuple[str, ...]:
    """The request in the phrases of the reasoning: what was understood, at most MOST_MOVES wishes."""
    wishes: list[tuple[str, ...]] = [(ASKED_IMPROVEMENT,)] if request.enhance else []
    for move in request.moves:
        size = (" a little",) if move.amount < 0.75 else (" a lot",) if move.amount > 1.4 else ()
        name = _TOLD_AS.get(move.attribute, move.attribute)
        if move.attribute == "monochrome":
            words: tuple[str, ...] = (ASKED_MONOCHROME,)
        elif move.hue is None:
            words = (ASKED[name, move.direction], *size)
        elif name == "hue_turn":
            words = (f" {plural(move.hue)}", f" towards {neighbour(move.hue, move.direction)}", *size)
        else:
            words = (f" {plural(move.hue)}", ASKED_HUE[name, move.direction], *size)
        if words not in wishes:
            wishes.append(words)
    phrases: list[str] = []
    for words in wishes[:MOST_MOVES]:
        phrases += ([","] if phrases else []) + list(words)
    return tuple(phrases)


def _clashes(part: Part, parts: list[Part]) -> bool:
    """Nobody asks for the same twice, nor for one thing and its opposite."""
    said = {(m.attribute, m.hue) for other in parts for m in other.request.moves}
    moves = part.request.moves
    if any((m.attribute, m.hue) in said for m in moves) or len(said) + len(moves) > MOST_MOVES:
        return True
    together = {attribute for attribute, _ in said} | {m.attribute for m in moves}
    if "monochrome" in together and together - {"monochrome", "lightness", "contrast", "shadows", "highlights"}:
        return True
    if part.request.enhance and parts:
        return True
    return any(set(part.request.refused) & set(other.request.refused) for other in parts)


def _merged(parts: list[Part]) -> Request:
    moves = tuple(move for part in parts for move in part.request.moves)
    refused = tuple(dict.fromkeys(word for part in parts for word in part.request.refused))
    kind = parts[0].request.kind if len(parts) == 1 else "combined"
    return Request(kind, moves, refused, any(part.request.enhance for part in parts))


def _vague(rng: np.random.Generator) -> Part:
    text = pick(rng, tuple(p.VAGUE))
    moves = tuple(Move(*move) for move in p.VAGUE[text])
    said = re.sub(r"\bit\b", pick(rng, p.PICTURES), text) if rng.random() < 0.5 else text
    return Part(said, Request("vague" if moves else "enhance", moves, enhance=not moves))


def _monochrome(rng: np.random.Generator) -> Part:
    text = pick(
        rng,
        (
            "make it black and white",
            "black and white",
            "b&w",
            "convert to grayscale",
            "turn it into black & white",
            "remove all color",
            "monochrome",
            "greyscale version",
            "take all the colours out",
            "bw",
        ),
    )
    return Part(text, Request("monochrome", (Move("monochrome", -1, PLAIN),)))


def _impossible(rng: np.random.Generator) -> Part:
    word = pick(rng, tuple(p.IMPOSSIBLE))
    text = pick(rng, p.IMPOSSIBLE[word]).format(
        thing=pick(rng, p.OBJECTS),
        thing2=pick(rng, p.NEW_OBJECTS),
        where=pick(rng, p.PLACES),
        where2=pick(rng, p.EDGES),
    )
    return Part(text, Request("impossible", refused=(word,)))


def _framed(rng: np.random.Generator, text: str) -> str:
    if rng.random() < 0.3:
        text = f"{pick(rng, p.BEFORE)} {text}"
    if rng.random() < 0.25:
        text = f"{text} {pick(rng, p.AFTER)}".replace(" ,", ",")
    if rng.random() < 0.06:
        text = f"{pick(rng, p.STORIES)}. {text}" if rng.random() < 0.5 else f"{text}. {pick(rng, p.STORIES)}"
    return " ".join(text.split())


_FORMS: Final = (attribute, pair, cast, colour, skin, _vague, _monochrome, _impossible)
_SHARES: Final = (0.37, 0.08, 0.16, 0.17, 0.03, 0.09, 0.02, 0.08)
