"""A generative grammar of what people ask of a retoucher, each request with the edit that it means.

Strengths are ordered: "a little" < plain < "a lot". What tone and colour cannot do (remove an object, crop, blur) is
part of the grammar too: the rest of the request is done, and the reasoning says what was not.
"""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from . import phrasing_words as p
from .aspects import HUES
from .typing_habits import typed
from .wording import ASKED, ASKED_HUE, ASKED_IMPROVEMENT, ASKED_MONOCHROME, neighbour, plural

A_LITTLE, PLAIN, A_LOT = 0.5, 1.0, 1.8
MOST_MOVES: Final = 3
# attributes of sliders that the reasoning names by what they do
_PARTS: Final = ("shadows", "highlights", "whites", "blacks")  # "more shadows" may be lighter or darker: verbs only
_TOLD_AS: Final = {"whites": "highlights", "blacks": "shadows", "vibrance": "colourfulness"}


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
class _Part:
    text: str
    request: Request


def sample(rng: np.random.Generator) -> tuple[str, Request]:
    """A request and what it means."""
    count = int(rng.choice([1, 2, 3], p=[0.62, 0.28, 0.10]))
    parts: list[_Part] = []
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
        text += _pick(rng, p.JOINERS) + part.text
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


def _pick(rng: np.random.Generator, choices: tuple) -> str:
    return choices[int(rng.integers(len(choices)))]


def _clashes(part: _Part, parts: list[_Part]) -> bool:
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


def _merged(parts: list[_Part]) -> Request:
    moves = tuple(move for part in parts for move in part.request.moves)
    refused = tuple(dict.fromkeys(word for part in parts for word in part.request.refused))
    kind = parts[0].request.kind if len(parts) == 1 else "combined"
    return Request(kind, moves, refused, any(part.request.enhance for part in parts))


def _strength(rng: np.random.Generator) -> tuple[float, str]:
    """Amount and the words for it, such as "a bit"; nothing for plain."""
    kind = rng.choice(3, p=[0.25, 0.5, 0.25])
    if kind == 1:
        return PLAIN, ""
    return (A_LITTLE, _pick(rng, p.LITTLE)) if kind == 0 else (A_LOT, _pick(rng, p.MUCH))


def _percent(rng: np.random.Generator) -> tuple[float, str]:
    percent = int(rng.choice([5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100]))
    sign = _pick(rng, ("%", " percent", "%", "%"))
    return float(np.clip(percent / 25, 0.3, 2.0)), f"by {'about ' if rng.random() < 0.2 else ''}{percent}{sign}"


def _attribute(rng: np.random.Generator) -> _Part:
    weights = np.array(
        [3 if a in ("lightness", "contrast", "colourfulness", "warmth") else 1 for a, _ in p.WORDS], float
    )
    keys = list(p.WORDS)
    attribute, way = keys[rng.choice(len(keys), p=weights / weights.sum())]
    words = p.WORDS[attribute, way]
    amount, how = _strength(rng)
    forms = ["noun"] * 2 if words.nouns else []
    forms += (["verb"] * 2 if words.verbs else []) + (["better"] * 2 if words.better else [])
    forms += ["complaint"] if words.complaints else []
    form = _pick(rng, tuple(forms))
    if form == "verb":
        text = _verb(rng, _pick(rng, words.verbs), _pick(rng, p.PICTURES), how)
    elif form == "better":
        text = _better(rng, _pick(rng, words.better), how)
    elif form == "complaint":
        amount, text = _complaint(rng, _pick(rng, words.complaints), amount)
    elif attribute not in _PARTS:
        amount, text = _noun(rng, _pick(rng, words.nouns), way, amount, how)
    else:
        verb = _pick(rng, p.PART_UP[:-1] if way > 0 else p.PART_DOWN)
        if attribute in ("whites", "blacks"):
            verb = _pick(
                rng, ("raise", "lift", "boost", "bring up") if way > 0 else ("lower", "bring down", "reduce", "deepen")
            )
        elif attribute == "shadows" and way < 0:
            verb = _pick(rng, ("deepen", "darken", "lower", "bring down", "crush"))
        elif attribute == "shadows" and rng.random() < 0.2:
            verb = "recover"
        if rng.random() < 0.12:
            amount, how = _percent(rng)
        text = _verb(rng, verb, f"the {_pick(rng, words.nouns)}", how)
    return _Part(text, Request(attribute, (Move(attribute, way, amount),)))


def _verb(rng: np.random.Generator, verb: str, thing: str, how: str) -> str:
    if how and rng.random() < 0.35 and how.split()[0] not in ("a", "just", "way", "far", "much"):
        return f"{how} {verb} {thing}"
    return f"{verb} {thing} {how}".strip()


def _better(rng: np.random.Generator, word: str, how: str) -> str:
    how = how if how != "a great deal" else "a lot"
    said = f"{how} {word}".strip()
    picture = _pick(rng, p.PICTURES)
    return _pick(
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
    picture = _pick(rng, tuple(x for x in p.PICTURES if x != "everything"))
    degree = {A_LITTLE: ("a bit too", "slightly too", "a little too"), A_LOT: ("way too", "far too", "much too")}
    too = _pick(rng, degree.get(amount, ("too", "so", "very", "too")))
    less = _pick(
        rng,
        degree
        and {A_LITTLE: ("not quite so", "a bit less"), A_LOT: ("a lot less", "far less")}.get(
            amount, ("not so", "less", "not as", "not that")
        ),
    )
    return amount, _pick(
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


def _noun(rng: np.random.Generator, noun: str, way: int, amount: float, how: str) -> tuple[float, str]:
    if rng.random() < 0.18:
        amount, how = _percent(rng)
        verb = _pick(rng, p.NOUN_UP[:4] if way > 0 else p.NOUN_DOWN)
        return amount, _pick(
            rng,
            (f"{verb} {noun} {how}", f"{verb} the {noun} {how}", f"{how[3:]} {'more' if way > 0 else 'less'} {noun}"),
        )
    if way > 0:
        of = {A_LITTLE: _pick(rng, p.LITTLE_OF), A_LOT: _pick(rng, p.MUCH_OF)}.get(amount, "more")
        verb = _pick(rng, p.NOUN_UP)
        return amount, _pick(
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
                f"add {of} {noun} to {_pick(rng, p.PICTURES)}",
                f"it lacks {noun}" if amount == PLAIN else f"i think it needs {of} {noun}",
                f"{verb} the {noun} of {_pick(rng, p.PICTURES)} {how}",
            ),
        )
    of = {A_LITTLE: ("a bit less", "slightly less", "a little less"), A_LOT: ("a lot less", "much less", "way less")}
    less = _pick(rng, of.get(amount, ("less", "not so much", "less")))
    verb = _pick(rng, p.NOUN_DOWN)
    return amount, _pick(
        rng,
        (
            f"{less} {noun}",
            f"{verb} the {noun} {how}",
            f"{verb} {noun} {how}",
            f"there is too much {noun}" if amount == PLAIN else f"{less} {noun} would be nice",
            f"{noun} down {how}",
            f"i want {less} {noun}",
            f"use {less} {noun}",
            f"{verb} the {noun} in {_pick(rng, p.PICTURES)} {how}",
            f"don't want so much {noun}" if amount == PLAIN else f"{less} {noun}",
        ),
    )


def _pair(rng: np.random.Generator) -> _Part:
    """Two nouns behind one verb: "increase brightness and contrast a bit"."""
    way = 1 if rng.random() < 0.75 else -1
    first, second = rng.choice(list(p.SHARED), 2, replace=False)
    if {first, second} == {"colourfulness", "vibrance"}:
        second = "contrast"
    amount, how = _strength(rng)
    verb = _pick(rng, p.SHARED_UP if way > 0 else p.SHARED_DOWN)
    joiner = _pick(rng, (" and ", " & ", ", ", " and the ", "/", " and also "))
    text = f"{verb} {_pick(rng, p.SHARED[first])}{joiner}{_pick(rng, p.SHARED[second])} {how}".strip()
    return _Part(text, Request("two at once", (Move(str(first), way, amount), Move(str(second), way, amount))))


def _cast(rng: np.random.Generator) -> _Part:
    colour = _pick(rng, tuple(p.CASTS))
    if rng.random() < 0.3:
        return _toned(rng, colour)
    noun, verb = _pick(rng, p.CAST_NOUNS), _pick(rng, p.REMOVE)
    amount, how = _strength(rng)
    amount = max(amount, PLAIN) if not how else amount
    remove = {A_LITTLE: "reduce", PLAIN: verb, A_LOT: f"completely {verb}"}[amount]
    text = _pick(
        rng,
        (
            f"{remove} the {colour} {noun}",
            f"there is a {colour} {noun}, {verb} it",
            f"{verb} that {colour} {noun} please" if amount == PLAIN else f"{remove} that {colour} {noun}",
            f"{remove} the {colour} {noun} from {_pick(rng, p.PICTURES)}",
            f"the {colour} {noun} is {'a bit' if amount == A_LITTLE else 'really' if amount == A_LOT else 'too'} much",
        ),
    )
    moves = tuple(Move(a, way, amount * share) for a, way, share in p.CASTS[colour])
    return _Part(text, Request("cast", moves))


def _toned(rng: np.random.Generator, colour: str) -> _Part:
    """The opposite of taking a cast away."""
    amount, how = _strength(rng)
    some = {A_LITTLE: "a slight", PLAIN: _pick(rng, ("a", "more of a", "some")), A_LOT: "a strong"}[amount]
    noun, picture = _pick(rng, ("tone", "tint", "hue", "tones", "color tone", "cast", "glow")), _pick(rng, p.PICTURES)
    texts = (
        f"add {some} {colour} {noun}",
        f"give {picture} {some} {colour} {noun}",
        f"make the hue {how} more {colour}",
        f"increase the {colour} {noun} {how}",
        f"make {picture} {how} more {colour}",
        f"i want {picture} to be {how} more {colour}",
    )
    moves = tuple(Move(a, -way, amount * share) for a, way, share in p.CASTS[colour])
    return _Part(" ".join(_pick(rng, texts).split()), Request("cast", moves))


def _colour(rng: np.random.Generator) -> _Part:
    """One colour, or a thing that has one: stronger, weaker, lighter, darker, or turned towards a neighbour."""
    amount, how = _strength(rng)
    if rng.random() < 0.45:
        thing = _pick(rng, tuple(p.THINGS))
        hues, name = p.THINGS[thing], f"the {thing}"
    else:
        hue = _pick(rng, tuple(p.COLOUR_WORDS))
        thing, hues = _pick(rng, p.COLOUR_WORDS[hue]), (hue,)
        name = thing if rng.random() < 0.3 else f"the {thing}"
    aspect, way = _pick(
        rng,
        (
            ("hue_colourfulness", 1),
            ("hue_colourfulness", -1),
            ("hue_lightness", 1),
            ("hue_lightness", -1),
            ("hue_turn", 1),
            ("hue_turn", -1),
        ),
    )
    if aspect == "hue_turn":
        towards = neighbour(hues[0], way)
        word = p.MORE_OF[towards]
        texts = (
            f"make {name} {how} {word}",
            f"turn {name} {how} towards {towards}",
            f"shift {name} {how} to {towards}",
            f"{name} should be {how} {word}",
            f"i'd like {name} {how} {word}",
            f"give {name} {how} a {towards} hue",
        )
    elif aspect == "hue_colourfulness":
        better = (
            ("richer", "more vivid", "more saturated", "stronger", "more intense", "deeper in color")
            if way > 0
            else ("paler", "less saturated", "less vivid", "more muted", "weaker", "less intense")
        )
        if (
            hues[0] in p.MORE_OF
            and thing in p.THINGS
            and rng.random() < 0.5
            and "skin" not in thing
            and thing != "faces"
        ):
            better = (p.MORE_OF[hues[0]],) if way > 0 else (f"less {hues[0]}",)
        verb = _pick(
            rng,
            ("saturate", "boost", "enhance", "intensify", "bring out", "emphasize")
            if way > 0
            else ("desaturate", "mute", "tone down", "reduce", "fade"),
        )
        texts = (
            f"make {name} {how} {_pick(rng, better)}",
            f"{verb} {name} {how}",
            f"{how} {_pick(rng, better)} {thing}",
            f"{'more' if way > 0 else 'less'} color in {name}" if amount == PLAIN else f"{verb} {name} {how}",
            f"{name} could be {how} {_pick(rng, better)}",
        )
    else:
        better = ("lighter", "brighter", "less dark") if way > 0 else ("darker", "deeper", "less bright")
        verb = _pick(rng, ("lighten", "brighten") if way > 0 else ("darken", "dim"))
        texts = (
            f"make {name} {how} {_pick(rng, better)}",
            f"{verb} {name} {how}",
            f"{how} {_pick(rng, better)} {thing}",
            f"{name} should be {how} {_pick(rng, better)}",
        )
    moves = tuple(Move(aspect, _same_end(aspect, way, hues, hue), amount, hue) for hue in hues)
    return _Part(" ".join(_pick(rng, texts).split()), Request("one colour", moves))


def _same_end(aspect: str, way: int, hues: tuple[str, ...], hue: str) -> int:
    """Both colours of a thing turn towards the same neighbour, not one away from the other."""
    if aspect != "hue_turn" or hue == hues[0]:
        return way
    towards = HUES.index(neighbour(hues[0], way))
    there = (towards - HUES.index(hue) + 4) % 8 - 4
    return way if there == 0 else int(np.sign(there))


def _skin(rng: np.random.Generator) -> _Part:
    """Skin that is too red turns towards yellow and pales; too yellow or orange, it turns towards red."""
    amount, how = _strength(rng)
    thing = _pick(
        rng, ("skin", "faces", "her face", "his face", "skin tones", "my face", "the baby's skin", "our faces")
    )
    if rng.random() < 0.6:
        text = _pick(
            rng,
            (
                f"make the {thing} {how} less red",
                f"{thing} is {how} too red",
                f"{how} less red in the {thing}",
                f"take the redness out of the {thing}"
                if amount == PLAIN
                else f"reduce the redness of the {thing} {how}",
            ),
        )
        moves = (Move("hue_colourfulness", -1, amount, "red"), Move("hue_turn", 1, amount, "red"))
    else:
        colour = _pick(rng, ("orange", "yellow"))
        text = _pick(
            rng,
            (
                f"make the {thing} {how} less {colour}",
                f"{thing} looks {how} too {colour}",
                f"{how} less {colour} {thing}",
            ),
        )
        moves = (Move("hue_colourfulness", -1, amount, "orange"),)
    return _Part(
        " ".join(
            text.replace("the her", "her")
            .replace("the his", "his")
            .replace("the my", "my")
            .replace("the our", "our")
            .replace("the the", "the")
            .split()
        ),
        Request("one colour", moves),
    )


def _vague(rng: np.random.Generator) -> _Part:
    text = _pick(rng, tuple(p.VAGUE))
    moves = tuple(Move(*move) for move in p.VAGUE[text])
    said = re.sub(r"\bit\b", _pick(rng, p.PICTURES), text) if rng.random() < 0.5 else text
    return _Part(said, Request("vague" if moves else "enhance", moves, enhance=not moves))


def _monochrome(rng: np.random.Generator) -> _Part:
    text = _pick(
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
    return _Part(text, Request("monochrome", (Move("monochrome", -1, PLAIN),)))


def _impossible(rng: np.random.Generator) -> _Part:
    word = _pick(rng, tuple(p.IMPOSSIBLE))
    text = _pick(rng, p.IMPOSSIBLE[word]).format(
        thing=_pick(rng, p.OBJECTS),
        thing2=_pick(rng, p.NEW_OBJECTS),
        where=_pick(rng, p.PLACES),
        where2=_pick(rng, p.EDGES),
    )
    return _Part(text, Request("impossible", refused=(word,)))


def _framed(rng: np.random.Generator, text: str) -> str:
    if rng.random() < 0.3:
        text = f"{_pick(rng, p.BEFORE)} {text}"
    if rng.random() < 0.25:
        text = f"{text} {_pick(rng, p.AFTER)}".replace(" ,", ",")
    if rng.random() < 0.06:
        text = f"{_pick(rng, p.STORIES)}. {text}" if rng.random() < 0.5 else f"{text}. {_pick(rng, p.STORIES)}"
    return " ".join(text.split())


_FORMS: Final = (_attribute, _pair, _cast, _colour, _skin, _vague, _monochrome, _impossible)
_SHARES: Final = (0.42, 0.08, 0.1, 0.15, 0.03, 0.11, 0.02, 0.09)
