"""The finite automaton that every reasoning runs through, and what of it is open for one photo."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .aspects import Claim


@dataclass(frozen=True)
class Edge:
    """`phrase` is read, if all facts in `requires` hold; saying it makes `claims`."""

    phrase: str
    to: int
    requires: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass
class Grammar:
    """States are numbered; from each, a phrase leads to one state at most."""

    states: list[list[Edge]] = field(default_factory=lambda: [[]])
    start: int = 0
    end: int = 0
    skips: list[tuple[int, int]] = field(default_factory=list)  # only while it is being built, see `finished`

    def state(self) -> int:
        self.states.append([])
        return len(self.states) - 1

    def edge(
        self,
        origin: int,
        phrase: str,
        to: int | None = None,
        requires: Iterable[str] = (),
        claims: Iterable[Claim] = (),
    ) -> int:
        """Adds an edge, to a new state unless it is given; returns the state it leads to."""
        to = self.state() if to is None else to
        if any(edge.phrase == phrase for edge in self.states[origin]):
            raise ValueError(f"state {origin} already has an edge '{phrase}'")
        self.states[origin].append(Edge(phrase, to, tuple(requires), tuple(claims)))
        return to

    def skip(self, origin: int, to: int) -> None:
        """Whatever can be said in `to` can be said in `origin` too."""
        self.skips.append((origin, to))

    def finished(self) -> "Grammar":
        """The same language without skips and without states that cannot be reached, numbered from the start."""
        following: dict[int, list[int]] = {}
        for origin, to in self.skips:
            following.setdefault(origin, []).append(to)
        result, numbers, waiting = Grammar(), {self.start: 0}, [self.start]
        for state in waiting:
            closure = [state]
            for one in closure:
                closure.extend(to for to in following.get(one, ()) if to not in closure)
            if self.end in closure[1:]:
                raise ValueError(f"state {state} may stop silently; the end must follow a phrase")
            for edge in (edge for one in closure for edge in self.states[one]):
                if edge.to not in numbers:
                    numbers[edge.to] = result.state()
                    waiting.append(edge.to)
                result.edge(numbers[state], edge.phrase, numbers[edge.to], edge.requires, edge.claims)
        result.end = numbers[self.end]
        return result

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases, in the order of their first use."""
        return tuple(dict.fromkeys(edge.phrase for state in self.states for edge in state))

    def open(self, facts: frozenset[str], closed: frozenset[tuple[int, str]] = frozenset()) -> list[list[Edge]]:
        """The edges that may be taken: facts hold, not closed, and the end can still be reached behind them."""
        usable = [
            [e for e in edges if facts.issuperset(e.requires) and (i, e.phrase) not in closed]
            for i, edges in enumerate(self.states)
        ]
        before: list[list[int]] = [[] for _ in self.states]
        for i, edges in enumerate(usable):
            for edge in edges:
                before[edge.to].append(i)
        alive, waiting = {self.end}, [self.end]
        while waiting:
            for i in before[waiting.pop()]:
                if i not in alive:
                    alive.add(i)
                    waiting.append(i)
        return [[e for e in edges if e.to in alive] for edges in usable]

    def walk(self, phrases: Iterable[str], facts: frozenset[str] | None = None) -> list[tuple[int, Edge]]:
        """(state, edge) of each phrase; ValueError names the first phrase that does not fit or lacks a fact."""
        path, at = [], self.start
        for phrase in phrases:
            edge = next((e for e in self.states[at] if e.phrase == phrase), None)
            if edge is None:
                known = ", ".join(repr(e.phrase) for e in self.states[at][:8])
                raise ValueError(f"'{phrase}' cannot stand here; possible: {known}")
            missing = [] if facts is None else [fact for fact in edge.requires if fact not in facts]
            if missing:
                raise ValueError(f"'{phrase}' requires {', '.join(missing)}, which the photo does not show")
            path.append((at, edge))
            at = edge.to
        if at != self.end:
            raise ValueError("the text stops before its end")
        return path
