"""Forms of requests about the whole picture: brighter, more contrast, not so yellow, less saturation by 20%."""

from typing import Final

import numpy as np

from . import phrasing_words as p
from .request import A_LITTLE, A_LOT, PLAIN, Move, Part, Request, percent, pick, strength

_PARTS: Final = ("shadows", "highlights", "whites", "blacks")  # "more shadows" may be lighter or darker: verbs only

_OF_COLOURS: Final = (
    "warmer",
    "cooler",
    "colder",
    "richer",
    "paler",
    "more vivid",
    "more muted",
    "more vibrant",
    "vivid",
)


def attribute(rng: np.random.Generator) -> Part:
    weights = np.array(
        [3 if a in ("lightness", "contrast", "colourfulness", "warmth") else 1 for a, _ in p.WORDS], float
    )
    keys = list(p.WORDS)
    attribute, way = keys[rng.choice(len(keys), p=weights / weights.sum())]
    words = p.WORDS[attribute, way]
    amount, how = strength(rng)
    forms = ["noun"] * 2 if words.nouns else []
    forms += (["verb"] * 2 if words.verbs else []) + (["better"] * 2 if words.better else [])
    forms += ["complaint"] if words.complaints else []
    form = pick(rng, tuple(forms))
    if form == "verb":
        text = _verb(rng, pick(rng, words.verbs), pick(rng, p.PICTURES), how)
    elif form == "better":
        text = _better(rng, pick(rng, words.better), how)
    elif form == "complaint" and attribute in _PARTS:
        amount, text = _complaint_of_part(rng, pick(rng, words.nouns), pick(rng, words.complaints), amount)
    elif form == "complaint":
        amount, text = _complaint(rng, pick(rng, words.complaints), amount)
    elif attribute in p.ALONE and way > 0 and rng.random() < 0.06:
        amount, text = PLAIN, pick(rng, p.ALONE[attribute])
    elif attribute not in _PARTS:
        amount, text = _noun(rng, pick(rng, words.nouns), way, amount, how)
    else:
        verb = pick(rng, p.PART_UP[:-1] if way > 0 else p.PART_DOWN)
        if attribute in ("whites", "blacks"):
            verb = pick(
                rng, ("raise", "lift", "boost", "bring up") if way > 0 else ("lower", "bring down", "reduce", "deepen")
            )
        elif attribute == "shadows" and way < 0:
            verb = pick(rng, ("deepen", "darken", "lower", "bring down", "crush"))
        elif attribute == "shadows" and rng.random() < 0.2:
            verb = "recover"
        if rng.random() < 0.12:
            amount, how = percent(rng)
        text = _verb(rng, verb, f"the {pick(rng, words.nouns)}", how)
    return Part(text, Request(attribute, (Move(attribute, way, amount),)))


def _verb(rng: np.random.Generator, verb: str, thing: str, how: str) -> str:
    if how and rng.random() < 0.35 and how.split()[0] not in ("a", "just", "way", "far", "much"):
        return f"{how} {verb} {thing}"
    return f"{verb} {thing} {how}".strip()


def _better(rng: np.random.Generator, word: str, how: str) -> str:
    how = how if how != "a great deal" else "a lot"
    said = f"{how} {word}".strip()
    picture = pick(rng, p.PICTURES)
    return pick(
        rng,
        (
            f"make {picture} {said}",
            f"make it {said}",
            said,
            f"{picture} should be {said}",
            f"i want {picture} {said}",
            f"{picture} needs to be {said}",
            f"make {picture} look {said}",
            f"let it be {said}",
            f"i'd prefer it {said}",
            f"turn it {said}",
            f"could be {said}",
            f"get {picture} {said}",
        ),
    )


def _complaint(rng: np.random.Generator, word: str, amount: float) -> tuple[float, str]:
    picture = pick(rng, tuple(x for x in p.PICTURES if x != "everything"))
    degree = {A_LITTLE: ("a bit too", "slightly too", "a little too"), A_LOT: ("way too", "far too", "much too")}
    too = pick(rng, degree.get(amount, ("too", "so", "very", "too")))
    less = pick(
        rng,
        degree
        and {A_LITTLE: ("not quite so", "a bit less"), A_LOT: ("a lot less", "far less")}.get(
            amount, ("not so", "less", "not as", "not that")
        ),
    )
    return amount, pick(
        rng,
        (
            f"{picture} is {too} {word}",
            f"it's {too} {word}",
            f"{too} {word}",
            f"{picture} looks {too} {word}, fix it",
            f"make {picture} {less} {word}",
            f"{less} {word}",
            f"{picture} came out {too} {word}",
            f"i don't like that it is {too} {word}",
            f"should be {less} {word}",
            f"fix the picture being {too} {word}",
        ),
    )


def _complaint_of_part(rng: np.random.Generator, part: str, word: str, amount: float) -> tuple[float, str]:
    too = {A_LITTLE: "a bit too", A_LOT: "way too"}.get(amount, pick(rng, ("too", "so", "")))
    texts = [f"the {part} are {too} {word}", f"{part} too {word}" if amount == PLAIN else f"{part} {too} {word}"]
    if word in ("dark", "deep", "black", "blocked", "heavy"):
        amount = max(amount, PLAIN)
        texts += [f"i can't see anything in the {part}", f"show more detail in the {part}", f"open the {part}"]
    return amount, " ".join(pick(rng, tuple(texts)).split()) if amount == PLAIN else " ".join(texts[0].split())


def _noun(rng: np.random.Generator, noun: str, way: int, amount: float, how: str) -> tuple[float, str]:
    if rng.random() < 0.18:
        amount, how = percent(rng)
        verb = pick(rng, p.NOUN_UP[:4] if way > 0 else p.NOUN_DOWN)
        return amount, pick(
            rng,
            (f"{verb} {noun} {how}", f"{verb} the {noun} {how}", f"{how[3:]} {'more' if way > 0 else 'less'} {noun}"),
        )
    if way > 0:
        of = {A_LITTLE: pick(rng, p.LITTLE_OF), A_LOT: pick(rng, p.MUCH_OF)}.get(amount, "more")
        verb = pick(rng, p.NOUN_UP)
        return amount, pick(
            rng,
            (
                f"{of} {noun}",
                f"add {of} {noun}",
                f"{verb} the {noun} {how}",
                f"{verb} {noun} {how}",
                f"give it {of} {noun}",
                f"needs {of} {noun}",
                f"not enough {noun}" if amount == PLAIN else f"{of} {noun}",
                f"{noun} up {how}",
                f"i would like {of} {noun}",
                f"add {of} {noun} to {pick(rng, p.PICTURES)}",
                f"it lacks {noun}" if amount == PLAIN else f"i think it needs {of} {noun}",
                f"{verb} the {noun} of {pick(rng, p.PICTURES)} {how}",
            ),
        )
    of = {A_LITTLE: ("a bit less", "slightly less", "a little less"), A_LOT: ("a lot less", "much less", "way less")}
    less = pick(rng, of.get(amount, ("less", "not so much", "less")))
    verb = pick(rng, p.NOUN_DOWN)
    return amount, pick(
        rng,
        (
            f"{less} {noun}",
            f"{verb} the {noun} {how}",
            f"{verb} {noun} {how}",
            f"there is too much {noun}" if amount == PLAIN else f"{less} {noun} would be nice",
            f"{noun} down {how}",
            f"i want {less} {noun}",
            f"use {less} {noun}",
            f"{verb} the {noun} in {pick(rng, p.PICTURES)} {how}",
            f"don't want so much {noun}" if amount == PLAIN else f"{less} {noun}",
        ),
    )


def pair(rng: np.random.Generator) -> Part:
    """Two nouns behind one verb: "increase brightness and contrast a bit"."""
    way = 1 if rng.random() < 0.75 else -1
    first, second = rng.choice(list(p.SHARED), 2, replace=False)
    if {first, second} == {"colourfulness", "vibrance"}:
        second = "contrast"
    amount, how = strength(rng)
    verb = pick(rng, p.SHARED_UP if way > 0 else p.SHARED_DOWN)
    joiner = pick(rng, (" and ", " & ", ", ", " and the ", "/", " and also "))
    text = f"{verb} {pick(rng, p.SHARED[first])}{joiner}{pick(rng, p.SHARED[second])} {how}".strip()
    return Part(text, Request("two at once", (Move(str(first), way, amount), Move(str(second), way, amount))))
