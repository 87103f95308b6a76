"""Greedy decoding of a plan within the grammar, on the graphs of a bundle; what the runtime does, in Python."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from .grammar_file import Automaton
from .tokens import RETOUCH, Vocabulary


class Graphs(Protocol):
    """What decoding needs of a bundle; `bundle.Bundle` has it."""

    manifest: dict[str, Any]

    @property
    def vocabulary(self) -> Vocabulary: ...

    @property
    def grammar(self) -> dict[str, Any]: ...

    def run(self, graph: str, **inputs: np.ndarray) -> dict[str, np.ndarray]: ...

    def empty_cache(self) -> list[np.ndarray]: ...

    def decode(self, ids: list[int], features: np.ndarray, cache: list[np.ndarray]) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Plan:
    """ids: all that was generated, retouch tokens and end included. hidden [3, D], latents [3, d], sliders [38]."""

    ids: list[int]
    text: str
    hidden: np.ndarray
    latents: np.ndarray
    sliders: np.ndarray
    steps: int


def plan(bundle: Graphs, seen: Mapping[str, np.ndarray], instruction: str | None, facts: Collection[str]) -> Plan:
    """seen: tokens [1, N, D] and, if the head reads them, plan [1, 38] and beyond [1, 3] of vision.onnx for one photo;
    facts as in facts.py. The lowest id wins where logits are equal."""
    tokens = seen["tokens"][0]
    before, behind = bundle.vocabulary.prompt(instruction)
    width = tokens.shape[1]
    ids = [*before, *[-1] * len(tokens), *behind]
    features = np.zeros((1, len(ids), width), np.float32)
    features[0, len(before) : len(before) + len(tokens)] = tokens
    cache = bundle.empty_cache()
    automaton = Automaton(bundle.grammar, facts)
    most = bundle.manifest["decoder"]["maxTokens"]
    retouch = [bundle.vocabulary.special[name] for name in RETOUCH]
    state, said, hidden, steps = automaton.start, [], [], 0
    while state not in automaton.accepting:
        out = bundle.decode(ids, features, cache)
        steps += 1
        cache = out["cache"]
        hidden += [h for i, h in zip(ids, out["hidden"][0], strict=True) if i in retouch]
        ids = []
        logits = out["logits"][0, -1]
        while state not in automaton.accepting:  # tokens that the grammar forces are fed together
            following = automaton.following(state, most - len(said))
            if not following:
                raise ValueError(f"no token is open in state {state} after {len(said)} of {most} tokens")
            if ids and len(following) > 1:
                break
            open_ids = np.array(sorted(following))
            token = int(open_ids[np.argmax(logits[open_ids])])
            said.append(token)
            ids.append(token)
            state = following[token]
        features = np.zeros((1, len(ids), width), np.float32)
    if len(hidden) < len(retouch):
        last = bundle.decode(ids, features, cache)["hidden"][0]
        hidden += [h for i, h in zip(ids, last, strict=True) if i in retouch]
    states = np.stack(hidden)
    read = bundle.manifest["graphs"]["head"]["inputs"]  # older bundles decide by the states alone
    head = bundle.run("head", hidden=states[None], **{name: seen[name] for name in read if name != "hidden"})
    text = bundle.vocabulary.text(said)
    return Plan(said, text, states, head["latents"][0], head["sliders"][0], steps)
