"""Looks of our own: slider recipes by family, the scenes they suit, and how people ask for them.

`looks.csv` holds one look a row. A recipe is written as `name value` pairs on the scale -100..100: exp con hi sh wh bl
(exposure, contrast, highlights, shadows, whites, blacks), ps pd pl ph (parametric shadows, darks, lights, highlights),
temp tint vib sat, and h.COLOUR s.COLOUR l.COLOUR (hue, saturation, luminance of one of eight colours).
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from . import sliders as s
from .labels import SCENES

TABLE: Final = Path(__file__).with_name("looks.csv")
_SHORT: Final = dict(
    zip(
        ("exp", "con", "hi", "sh", "wh", "bl", "ps", "pd", "pl", "ph", "temp", "tint", "vib", "sat"),
        s.SLIDERS,
        strict=False,
    )
)
_KINDS: Final = {"h": "Hue", "s": "Saturation", "l": "Luminance"}
HINT, STRONG = 0.5, 1.4  # factors on a recipe
# how a strength is said in front of an adjective, and in front of "the ... look"
_STRENGTHS: Final = (
    (
        HINT,
        ("slightly", "a bit", "a little", "subtly", "mildly", "just slightly", "gently"),
        ("a hint of", "a touch of", "a little of", "a subtle"),
    ),
    (1.0, ("",), ("",)),
    (
        STRONG,
        ("very", "really", "strongly", "extremely", "much more"),
        ("a strong", "a heavy", "a full-on", "lots of", "an intense"),
    ),
)
_BY_NAME: Final = (
    "{name}",
    "{name} look",
    "the {name} look",
    "apply {name}",
    "use the {name} preset",
    "{name} style please",
    "give it the {name} look",
    "give this photo a {name} look",
    "make it {name}",
    "retouch it in the {name} style",
    "I want the {name} look for this picture",
    "can you do {name} on this one?",
    "edit: {name}",
    "could you please make this look like {name}",
)
_BY_ADJECTIVE: Final = (
    "{a} {family}",
    "a {a} {family} look",
    "{a} {family} style",
    "make it look {a}, {family} style",
    "I'd like a {a} {family} look",
    "give it a {a} {family} feel",
    "please edit this as a {a} {family} picture",
    "a {family} edit, {a}",
    "{family}, {a}",
    "turn this into a {a} {family} photo",
    "can this get a {a}, {family} kind of look?",
    "we want {a} {family} colours",
)
_WITH_STRENGTH: Final = (
    "{strength} {name}",
    "{strength} {name} look",
    "{strength} {name} style",
    "give it {strength} {name} look",
)


@dataclass(frozen=True)
class Look:
    """`sliders` [38], -1..1, at strength 1; `scenes` it suits, all of them when empty."""

    name: str
    family: str
    scenes: tuple[str, ...]
    adjectives: tuple[str, ...]
    sliders: np.ndarray

    def suits(self, scene: str | None) -> bool:
        return scene in (None, "other") or not self.scenes or scene in self.scenes

    def at(self, strength: float) -> np.ndarray:
        return np.clip(self.sliders * strength, -1, 1).astype(np.float32)


@dataclass(frozen=True)
class Wish:
    """A look that somebody asks for in words."""

    look: Look
    strength: float
    text: str

    @property
    def sliders(self) -> np.ndarray:
        return self.look.at(self.strength)


def parse_recipe(recipe: str) -> np.ndarray:
    """[38] of -1..1; ValueError names what is unknown, out of range or said twice."""
    values = np.zeros(s.COUNT, np.float32)
    words = recipe.split()
    if len(words) % 2:
        raise ValueError(f"recipe '{recipe}' is not made of pairs of a name and a value")
    seen = set()
    for short, value in zip(words[::2], words[1::2], strict=True):
        kind, _, hue = short.partition(".")
        name = f"{_KINDS.get(kind, kind)}Adjustment{hue.capitalize()}" if hue else _SHORT.get(short, short)
        if name in seen or not -100 <= float(value) <= 100:
            raise ValueError(f"recipe '{recipe}': {short} {value} comes twice or lies outside -100..100")
        seen.add(name)
        values[s.index(name)] = float(value) / 100
    return values


@cache
def _read() -> tuple[Look, ...]:
    looks = []
    with TABLE.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            scenes = tuple(row["scenes"].split())
            if unknown := set(scenes) - set(SCENES):
                raise ValueError(f"look {row['name']}: unknown scenes {', '.join(sorted(unknown))}")
            adjectives = tuple(row["adjectives"].split("|"))
            sliders = parse_recipe(row["recipe"])
            sliders.flags.writeable = False
            looks.append(Look(row["name"], row["family"], scenes, adjectives, sliders))
    return tuple(looks)


LOOKS: Final = _read()
NAMES: Final = tuple(look.name for look in LOOKS)
FAMILIES: Final = tuple(dict.fromkeys(look.family for look in LOOKS))


def by_name(name: str) -> Look:
    """ValueError lists the known names."""
    for look in LOOKS:
        if look.name == name:
            return look
    raise ValueError(f"unknown look '{name}'; the known ones are {', '.join(NAMES)}")


def phrases(look: Look) -> list[str]:
    """Every phrasing that asks for a look at strength 1."""
    texts = [template.format(name=look.name) for template in _BY_NAME]
    for adjective in look.adjectives:
        texts += [template.format(a=adjective, family=look.family) for template in _BY_ADJECTIVE]
    return texts


def draw(rng: np.random.Generator, scene: str | None = None) -> Wish:
    """A look that suits the scene, asked for in some words and with some strength."""
    fitting = [look for look in LOOKS if look.suits(scene)]
    look = fitting[rng.integers(len(fitting))]
    strength, before_adjective, before_name = _STRENGTHS[rng.choice(3, p=[0.15, 0.7, 0.15])]
    if strength == 1:
        texts = phrases(look)
        return Wish(look, strength, _casual(texts[rng.integers(len(texts))], rng))
    if rng.random() < 0.5:
        template = _WITH_STRENGTH[rng.integers(len(_WITH_STRENGTH))]
        said = template.format(strength=before_name[rng.integers(len(before_name))], name=look.name)
    else:
        adjective = look.adjectives[rng.integers(len(look.adjectives))]
        adjective = f"{before_adjective[rng.integers(len(before_adjective))]} {adjective}"
        said = _BY_ADJECTIVE[rng.integers(len(_BY_ADJECTIVE))].format(a=adjective, family=look.family)
    return Wish(look, strength, _casual(said, rng))


def sample(rng: np.random.Generator, scene: str | None = None) -> tuple[np.ndarray, str]:
    """As draw: sliders [38] and text."""
    wish = draw(rng, scene)
    return wish.sliders, wish.text


def asked(wish: Wish) -> tuple[str, ...]:
    """The wish in the phrases of the reasoning."""
    size = () if wish.strength == 1 else (" a little",) if wish.strength < 1 else (" a lot",)
    return (f" {wish.look.name}", *size)


def _casual(text: str, rng: np.random.Generator) -> str:
    """Some people write small letters only, some a full stop, some an article in front of a vowel as they speak."""
    for vowel in "aeiouAEIOU":
        text = text.replace(f" a {vowel}", f" an {vowel}") if rng.random() < 0.9 else text
    kind = rng.random()
    text = text.lower() if kind < 0.45 else text[0].upper() + text[1:] if kind < 0.8 else text
    return text + "." if rng.random() < 0.15 else text
