"""The grammar of the reasoning as token ids: grammar.json, and the automaton that decoding walks through."""

from collections import deque
from collections.abc import Collection, Iterator
from typing import Any

from .aspects import Claim
from .automaton import Grammar
from .tokens import END, PLAN, RETOUCH, Vocabulary

_WAYS = {1: "up", -1: "down", 0: "same"}


def claim_name(claim: Claim) -> str:
    """aspect[@hue]:direction[:size], for example "hue_lightness@red:up:slight"."""
    measure = f"{claim.measure}@{claim.hue}" if claim.hue else claim.measure
    return ":".join([measure, _WAYS[claim.direction], *([claim.size] if claim.size else [])])


def compiled(grammar: Grammar, vocabulary: Vocabulary) -> dict[str, Any]:
    """The content of grammar.json: the phrases as ids, then the three retouch tokens and the end."""
    special, index = vocabulary.special, {p: vocabulary.first_phrase + i for i, p in enumerate(vocabulary.wording)}
    sections = _sections(grammar)
    states: list[dict[str, Any]] = []
    alive = _alive(grammar)
    for number, edges in enumerate(grammar.states):
        if number not in alive:
            continue
        merged: dict[tuple[Any, ...], list[int]] = {}
        for edge in (edge for edge in edges if edge.to in alive):
            phrase = f"<{sections[number]}.plan>" if edge.phrase == PLAN else edge.phrase
            token = special[phrase[1:-1]] if phrase.startswith("<") else index[phrase]
            key = (str(edge.to), tuple(edge.requires), tuple(claim_name(c) for c in edge.claims))
            merged.setdefault(key, []).append(token)
        states.append(
            {
                "name": str(number),
                "edges": [
                    {"tokens": tokens, "to": to}
                    | ({"requires": list(requires)} if requires else {})
                    | ({"claims": list(claims)} if claims else {})
                    for (to, requires, claims), tokens in merged.items()
                ],
            }
        )
    behind = [str(grammar.end), *RETOUCH[1:], END, "done"]
    for at, token, to in zip(behind, (*RETOUCH, END), behind[1:], strict=False):
        edge = {"tokens": [special[token]], "to": to}
        if at == str(grammar.end):
            next(state for state in states if state["name"] == at)["edges"] = [edge]
        else:
            states.append({"name": at, "edges": [edge]})
    states.append({"name": "done", "accept": True})
    return {"start": str(grammar.start), "states": states}


def wording(grammar: Grammar) -> tuple[str, ...]:
    """Every phrase of the grammar once, in the order of the states; its place is its id."""
    said = (edge.phrase for edges in grammar.states for edge in edges)
    return tuple(dict.fromkeys(phrase for phrase in said if not phrase.startswith("<")))


def _alive(grammar: Grammar) -> set[int]:
    """States from which the end can be reached; the runtime refuses a grammar with others."""
    before: dict[int, set[int]] = {}
    for origin, edges in enumerate(grammar.states):
        for edge in edges:
            before.setdefault(edge.to, set()).add(origin)
    alive, waiting = {grammar.end}, [grammar.end]
    while waiting:
        for origin in before.get(waiting.pop(), set()) - alive:
            alive.add(origin)
            waiting.append(origin)
    return alive


def _sections(grammar: Grammar) -> dict[int, str]:
    """The section that each state lies in."""
    found, waiting = {grammar.start: ""}, deque([grammar.start])
    while waiting:
        at = waiting.popleft()
        for edge in grammar.states[at]:
            if edge.to not in found:
                opens = edge.phrase.startswith("<") and edge.phrase != PLAN
                found[edge.to] = edge.phrase[1:-1] if opens else found[at]
                waiting.append(edge.to)
    return found


class Automaton:
    """Which tokens may follow, for one photo: edges whose facts hold and from where the end is still in reach."""

    def __init__(self, grammar: dict[str, Any], facts: Collection[str]) -> None:
        self.start: str = grammar["start"]
        self.edges = {
            state["name"]: [e for e in state.get("edges", ()) if all(_holds(r, facts) for r in e.get("requires", ()))]
            for state in grammar["states"]
        }
        self.accepting = {state["name"] for state in grammar["states"] if state.get("accept")}
        self.distance = self._distances()

    def following(self, state: str, left: int) -> dict[int, str]:
        """token -> next state, for tokens after which `left` - 1 more suffice to reach the end."""
        open_edges: dict[int, str] = {}
        for edge in self.edges[state]:
            if self.distance.get(edge["to"], left) < left:
                for token in edge["tokens"]:
                    open_edges.setdefault(token, edge["to"])
        return open_edges

    def accepts(self, ids: list[int]) -> bool:
        state = self.start
        for token, left in zip(ids, range(len(ids), 0, -1), strict=True):
            following = self.following(state, left)
            if token not in following:
                return False
            state = following[token]
        return state in self.accepting

    def _distances(self) -> dict[str, int]:
        back: dict[str, list[str]] = {}
        for origin, to in self._pairs():
            back.setdefault(to, []).append(origin)
        distance, waiting = dict.fromkeys(self.accepting, 0), deque(self.accepting)
        while waiting:
            at = waiting.popleft()
            for origin in back.get(at, ()):
                if origin not in distance:
                    distance[origin] = distance[at] + 1
                    waiting.append(origin)
        return distance

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for origin, edges in self.edges.items():
            for edge in edges:
                yield origin, edge["to"]


def _holds(fact: str, facts: Collection[str]) -> bool:
    return fact[1:] not in facts if fact.startswith("!") else fact in facts
