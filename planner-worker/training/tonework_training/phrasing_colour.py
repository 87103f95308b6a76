"""Forms of requests about colour casts, single colours, and things that have a colour."""

import numpy as np

from . import phrasing_words as p
from .aspects import HUES
from .request import A_LITTLE, A_LOT, PLAIN, Move, Part, Request, pick, strength
from .wording import neighbour


def cast(rng: np.random.Generator) -> Part:
    colour = pick(rng, tuple(p.CASTS))
    if rng.random() < 0.3:
        return _toned(rng, colour)
    noun, verb = pick(rng, p.CAST_NOUNS), pick(rng, p.REMOVE)
    amount, how = strength(rng)
    amount = max(amount, PLAIN) if not how else amount
    remove = {A_LITTLE: "reduce", PLAIN: verb, A_LOT: f"completely {verb}"}[amount]
    text = pick(
        rng,
        (
            f"{remove} the {colour} {noun}",
            f"there is a {colour} {noun}, {verb} it",
            f"{verb} that {colour} {noun} please" if amount == PLAIN else f"{remove} that {colour} {noun}",
            f"{remove} the {colour} {noun} from {pick(rng, p.PICTURES)}",
            f"the {colour} {noun} is {'a bit' if amount == A_LITTLE else 'really' if amount == A_LOT else 'too'} much",
        ),
    )
    moves = tuple(Move(a, way, amount * share) for a, way, share in p.CASTS[colour])
    return Part(text, Request("cast", moves))


def _toned(rng: np.random.Generator, colour: str) -> Part:
    """The opposite of taking a cast away."""
    amount, how = strength(rng)
    some = {A_LITTLE: "a slight", PLAIN: pick(rng, ("a", "more of a", "some")), A_LOT: "a strong"}[amount]
    noun, picture = pick(rng, ("tone", "tint", "hue", "tones", "color tone", "cast", "glow")), pick(rng, p.PICTURES)
    texts = (
        f"add {some} {colour} {noun}",
        f"give {picture} {some} {colour} {noun}",
        f"make the hue {how} more {colour}",
        f"increase the {colour} {noun} {how}",
        f"make {picture} {how} more {colour}",
        f"i want {picture} to be {how} more {colour}",
    )
    moves = tuple(Move(a, -way, amount * share) for a, way, share in p.CASTS[colour])
    return Part(" ".join(pick(rng, texts).split()), Request("cast", moves))


def colour(rng: np.random.Generator) -> Part:
    """One colour, or a thing that has one: stronger, weaker, lighter, darker, or turned towards a neighbour."""
    amount, how = strength(rng)
    if rng.random() < 0.45:
        thing = pick(rng, tuple(p.THINGS))
        hues, name = p.THINGS[thing], f"the {thing}"
    else:
        hue = pick(rng, tuple(p.COLOUR_WORDS))
        thing, hues = pick(rng, p.COLOUR_WORDS[hue]), (hue,)
        name = thing if rng.random() < 0.3 else f"the {thing}"
    aspect, way = pick(
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
    else:
        better = pick(rng, p.HUE_BETTER[aspect, way])
        own = thing in p.THINGS and hues[0] in ("blue", "green") and aspect == "hue_colourfulness"
        if own and rng.random() < 0.5:
            better = p.MORE_OF[hues[0]] if way > 0 else f"less {hues[0]}"
        verb, wrong = pick(rng, p.HUE_VERBS[aspect, way]), pick(rng, p.HUE_COMPLAINTS[aspect, way])
        too = {A_LITTLE: "a bit too", PLAIN: "too", A_LOT: "way too"}[amount]
        texts = (
            f"make {name} {how} {better}",
            f"{verb} {name} {how}",
            f"{how} {better} {thing}",
            f"a {how} {better} {thing}" if thing in p.THINGS else f"{verb} {thing} {how}",
            f"{name} should be {how} {better}",
            f"i want {name} to be {how} {better}",
            f"{name} could be {how} {better}",
            f"{name} is {too} {wrong}",
            f"{'more' if way > 0 else 'less'} color in {name}"
            if amount == PLAIN and aspect == "hue_colourfulness"
            else f"{verb} {name} {how}",
        )
    moves = tuple(Move(aspect, _same_end(aspect, way, hues, hue), amount, hue) for hue in hues)
    return Part(" ".join(pick(rng, texts).split()), Request("one colour", moves))


def _same_end(aspect: str, way: int, hues: tuple[str, ...], hue: str) -> int:
    """Both colours of a thing turn towards the same neighbour, not one away from the other."""
    if aspect != "hue_turn" or hue == hues[0]:
        return way
    towards = HUES.index(neighbour(hues[0], way))
    there = (towards - HUES.index(hue) + 4) % 8 - 4
    return way if there == 0 else int(np.sign(there))


def skin(rng: np.random.Generator) -> Part:
    """Skin that is too red turns towards yellow and pales; too yellow or orange, it turns towards red."""
    amount, how = strength(rng)
    thing = pick(
        rng, ("skin", "faces", "her face", "his face", "skin tones", "my face", "the baby's skin", "our faces")
    )
    if rng.random() < 0.6:
        text = pick(
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
        colour = pick(rng, ("orange", "yellow"))
        text = pick(
            rng,
            (
                f"make the {thing} {how} less {colour}",
                f"{thing} looks {how} too {colour}",
                f"{how} less {colour} {thing}",
            ),
        )
        moves = (Move("hue_colourfulness", -1, amount, "orange"),)
    return Part(
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
