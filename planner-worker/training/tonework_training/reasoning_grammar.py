"""Builds the automaton of the reasoning: content, light, global colour, specific colours."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from . import wording as w
from .aspects import HUES, SIZES, Claim
from .automaton import Grammar
from .looks import NAMES

MOST_CONTENT = 3
MOST_HUES = 3
MOST_ASKED = 3
MOST_REFUSED = 2

Item = Callable[[int, bool], int]  # (state, is first) -> the state behind what the item says


@cache
def grammar() -> Grammar:
    """The whole automaton; its end lies behind the last full stop."""
    g = Grammar()
    at = _content(g, g.edge(g.start, "<content>"))
    at = _issues(g, g.edge(at, "<light>"), w.LIGHT_ISSUES, w.NO_LIGHT_ISSUE)
    at = _light_plan(g, g.edge(at, w.PLAN))
    at = _issues(g, g.edge(at, "<global>"), w.GLOBAL_ISSUES, w.NO_GLOBAL_ISSUE)
    at = _global_plan(g, g.edge(at, w.PLAN))
    loud = {f"loud:{hue}": f" {w.plural(hue).capitalize()} are loud." for hue in HUES}
    at = _issues(g, g.edge(at, "<specific>"), loud, w.NO_SPECIFIC_ISSUE)
    g.end = _specific_plan(g, g.edge(at, w.PLAN))
    return g.finished()


def _listed(g: Grammar, at: int, items: Sequence[Item], most: int) -> int:
    """`a`, `a and b`, `a, b and c`: items in their order, so that none comes twice, `most` of them at most."""
    end = g.state()
    last = _pool(g, items, lambda _, behind: g.skip(behind, end))
    following = [last]
    for _ in range(most - 2):
        after = following[-1]
        following.append(_pool(g, items, _joined(g, last, after if len(following) > 1 else None)))
    first = _pool(g, items, _joined(g, last, following[-1] if most > 2 else None, end), True)
    g.skip(at, first[0])
    return end


def _joined(
    g: Grammar, last: list[int], middle: list[int] | None, end: int | None = None
) -> Callable[[int, int], None]:
    def join(i: int, behind: int) -> None:
        if end is not None:
            g.skip(behind, end)
        if i + 1 < len(last):
            g.edge(behind, " and", last[i + 1])
        if middle is not None and i + 2 < len(last):
            g.edge(behind, ",", middle[i + 1])

    return join


def _pool(g: Grammar, items: Sequence[Item], then: Callable[[int, int], None], first: bool = False) -> list[int]:
    """States from which one of the items i, i + 1, ... is said; `then` is told the item and the state behind it."""
    states = [g.state() for _ in items]
    for i, item in enumerate(items):
        then(i, item(states[i], first))
        if i:
            g.skip(states[i - 1], states[i])
    return states


def _sentences(g: Grammar, at: int, phrases: Mapping[str, str], end: int) -> None:
    """Any number of sentences in their order, each requiring its fact; one at least."""
    behind = {fact: g.state() for fact in phrases}
    earlier = [at]
    for fact, phrase in phrases.items():
        for origin in earlier:
            g.edge(origin, phrase, behind[fact], [fact])
        g.skip(behind[fact], end)
        earlier.append(behind[fact])


def _issues(g: Grammar, at: int, issues: Mapping[str, str], none: Mapping[str, str]) -> int:
    end = g.state()
    _sentences(g, at, issues, end)
    for fact, phrase in none.items():
        g.edge(at, phrase, end, [fact])
    return end


def _content(g: Grammar, at: int) -> int:
    shows = g.edge(at, " The picture shows")
    words, colours, asked = g.state(), g.state(), g.state()
    for scene, phrase in w.SCENE_WORDS.items():
        g.edge(shows, phrase, words, [f"scene:{scene}"])
    g.edge(words, ".", colours)
    items = [
        lambda state, _, word=word, phrase=phrase: g.edge(state, phrase, None, [f"content:{word}"])
        for word, phrase in w.CONTENT_WORDS.items()
    ]
    g.edge(_listed(g, g.edge(words, " with"), items, MOST_CONTENT), ".", colours)
    g.edge(colours, " It is almost without colour.", asked, ["colourless"])
    g.edge(colours, " No colour fills much of it.", asked, ["no_main"])
    one, two, last = g.edge(colours, " Its main colour is"), g.edge(colours, " Its main colours are"), g.state()
    g.edge(last, ".", asked)
    for hue in HUES:
        g.edge(one, f" {hue}", last, [f"main:{hue}"])
        second = g.edge(g.edge(two, f" {hue}", None, [f"main:{hue}"]), " and")
        for other in HUES:
            if other != hue:
                g.edge(second, f" {other}", last, [f"main:{other}"])
    return _refused(g, _asked(g, asked))


def _asked(g: Grammar, at: int) -> int:
    """What the instruction asks for, as it was understood; nothing without an instruction."""
    end = g.state()
    g.skip(at, end)
    looks = (f" {name}" for name in NAMES)
    wishes = (*w.ASKED.values(), w.ASKED_IMPROVEMENT, w.ASKED_MONOCHROME, *looks)
    state = g.edge(at, w.ASKED_OPENING, None, ["style"])
    for said in range(MOST_ASKED):
        wish, sized = g.state(), g.state()
        for phrase in wishes:
            g.edge(state, phrase, wish)
        for hue in HUES:
            colour = g.edge(state, f" {w.plural(hue)}")
            for phrase in (*w.ASKED_HUE.values(), *(f" towards {w.neighbour(hue, way)}" for way in (1, -1))):
                g.edge(colour, phrase, wish)
        for phrase in w.ASKED_SIZE:
            g.edge(wish, phrase, sized)
        g.skip(wish, sized)
        g.edge(sized, ".", end)
        if said < MOST_ASKED - 1:
            state = g.edge(sized, ",")
    return end


def _refused(g: Grammar, at: int) -> int:
    end = g.state()
    g.skip(at, end)
    items = [lambda state, _, phrase=phrase: g.edge(state, phrase) for phrase in w.REFUSALS.values()]
    lead = g.edge(at, w.REFUSED_OPENING, None, ["style"])
    g.edge(_listed(g, lead, items, MOST_REFUSED), ".", end)
    return end


def _clause(g: Grammar, measure: str) -> Item:
    subject = w.CLAUSES[measure][0]

    def say(state: int, first: bool) -> int:
        verb, end = g.edge(state, w.capital(subject) if first else subject), g.state()
        for size in SIZES:
            for way in (1, -1):
                g.edge(verb, w.moved(measure, way, size), end, (), [Claim(measure, way, None, size)])
        return end

    return say


def _same(*measures: str) -> list[Claim]:
    return [Claim(measure, 0) for measure in measures]


def _light_plan(g: Grammar, at: int) -> int:
    end = g.state()
    g.edge(at, w.LIGHT_STAYS, end, (), _same(*w.LIGHT_MEASURES))
    g.edge(at, w.LIGHT_ADDS_LITTLE, end)
    said = g.edge(_listed(g, at, [_clause(g, m) for m in w.LIGHT_MEASURES], len(w.LIGHT_MEASURES)), ".")
    g.skip(said, end)
    g.edge(said, w.BRIGHTNESS_STAYS, end, (), _same("lightness"))
    return end


def _global_plan(g: Grammar, at: int) -> int:
    end = g.state()
    g.edge(at, w.COLOUR_STAYS, end, (), _same(*w.GLOBAL_MEASURES))
    g.edge(at, w.COLOUR_ADDS_LITTLE, end)
    said = g.edge(_listed(g, at, [_clause(g, m) for m in w.GLOBAL_MEASURES], len(w.GLOBAL_MEASURES)), ".")
    g.skip(said, end)
    g.edge(said, w.BALANCE_LEFT, end, (), _same("warmth", "tint"))
    g.edge(said, w.COLOURFULNESS_STAYS, end, (), _same("colourfulness"))
    return end


def _hue(g: Grammar, hue: str) -> Item:
    """`Greens become slightly paler and clearly darker and turn slightly towards yellow`, or a part of it."""

    def moves(state: int, measure: str, end: int) -> None:
        for size in SIZES:
            for way in (1, -1):
                phrase = w.turned(hue, way, size) if measure == "hue_turn" else w.moved(measure, way, size)
                g.edge(state, phrase, end, (), [Claim(measure, way, hue, size)])

    def say(state: int, first: bool) -> int:
        name = w.plural(hue)
        subject = g.edge(state, f" {name.capitalize() if first else name}", None, [f"hue:{hue}"])
        become, coloured, lit, end = g.edge(subject, " become"), g.state(), g.state(), g.state()
        moves(become, "hue_colourfulness", coloured)
        moves(become, "hue_lightness", lit)
        moves(g.edge(coloured, " and"), "hue_lightness", lit)
        turns = g.state()
        for behind in (coloured, lit):
            g.skip(behind, end)
            g.edge(behind, " and turn", turns)
        g.edge(subject, " turn", turns)
        moves(turns, "hue_turn", end)
        return end

    return say


def _specific_plan(g: Grammar, at: int) -> int:
    end = g.state()
    g.edge(at, w.HUES_LEFT, end)
    items = [_hue(g, hue) for hue in HUES]
    pools: list[list[int]] = []
    for said in range(MOST_HUES):  # the last colour first, since each leads to the next

        def then(i: int, behind: int) -> None:
            g.edge(behind, ".", end)
            if pools and i + 1 < len(items):
                g.edge(behind, ";", pools[-1][i + 1])

        pools.append(_pool(g, items, then, said == MOST_HUES - 1))
    g.skip(at, pools[-1][0])
    return end
