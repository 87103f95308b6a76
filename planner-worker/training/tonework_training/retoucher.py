"""A bundle as somebody who sends a photo knows it: a finished picture, what was said about it, and how long it took."""

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from . import decode
from .aspects import Claim, Pixels, changes, holds
from .automaton import Edge
from .bundle import Bundle
from .data import thumbnail
from .facts import facts
from .lattice import interpolate, nodes
from .reasoning_text import GREYS, Stages, describe_stages, grammar, statements, text
from .tokens import RETOUCH
from .wording import PLAN, SECTIONS

LATTICE = 33


@dataclass(frozen=True)
class Said:
    """Claims as the planner made them, which of them the pixels bear out, and which are about colours not there."""

    claims: list[Claim]
    true: list[bool]
    absent: int


@dataclass(frozen=True)
class Result:
    """after [h, w, 3] in 0..1; reasoning by section; `first` is what the planner said, `final` what is handed out."""

    after: np.ndarray
    reasoning: dict[str, str]
    first: Said
    final: Said
    milliseconds: float
    steps: int


class Retoucher:
    """Plans and renders with one bundle; a bundle of format 1 knows auto mode alone and says nothing."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self.bundle = Bundle(folder, threads)
        self.speaks = "decoder" in self.bundle.manifest["graphs"]

    def retouch(self, image: Image.Image, instruction: str | None = None) -> Result:
        """Auto without an instruction, style with one."""
        rgb = np.asarray(image, np.float32) / 255
        begin = time.perf_counter()
        if not self.speaks:
            pixels = self.bundle.pixels(image)
            latents = self.bundle.run("auto", pixels=pixels)["latents"][0]
            spent = time.perf_counter() - begin
            nothing = Said([], [], 0)
            return Result(self._render(rgb, latents), {}, nothing, nothing, 1e3 * spent, 0)
        seen = self.bundle.see(image)
        small = thumbnail(image, self.bundle.manifest["input"]["width"]).astype(np.float32) / 255
        known = facts(small, seen["scene"][0], seen["content"][0], instruction is not None)
        plan = decode.plan(self.bundle, seen, instruction, known)
        spent = time.perf_counter() - begin
        after = self._render(rgb, plan.latents)
        phrases = self._phrases(plan.ids)
        change = measured(rgb, after)
        first = judged(phrases, change)
        if not all(first.true):
            scene = int(seen["scene"][0].argmax())
            told = describe_stages(self._stages(rgb, plan.latents), seen["content"][0], scene)
            phrases = corrected(phrases, told, change)
        return Result(after, text(phrases), first, judged(phrases, change), 1e3 * spent, plan.steps)

    def _render(self, rgb: np.ndarray, latents: np.ndarray) -> np.ndarray:
        """As the services do: pixel by pixel when they are few, else through a lattice."""
        if rgb.size <= 3 * LATTICE**3:
            return self.bundle.render(rgb.reshape(1, -1, 3), latents[None])[0].reshape(rgb.shape)
        lattice = torch.from_numpy(self.bundle.render(nodes(LATTICE).numpy()[None], latents[None])[0])
        return interpolate(lattice, torch.from_numpy(rgb.reshape(-1, 3))).numpy().reshape(rgb.shape)

    def _stages(self, rgb: np.ndarray, latents: np.ndarray) -> Stages:
        """Group upon group, by masking the latents of the groups that come later."""
        flat = np.concatenate([rgb.reshape(-1, 3)[:: max(1, rgb.size // 3 // 4096)], GREYS.astype(np.float32)])
        steps = [self._render(flat, latents * (np.arange(3) <= last)[:, None]) for last in range(3)]
        light, coloured, after = (step[: -len(GREYS)] for step in steps)
        return Stages(flat[: -len(GREYS)], light, coloured, after, steps[2][-len(GREYS) :])

    def _phrases(self, ids: list[int]) -> list[str]:
        """Generated ids as phrases of reasoning_text, without the retouch tokens and the end."""
        vocabulary = self.bundle.vocabulary
        names = {i: name for name, i in vocabulary.special.items()}
        phrases = []
        for i in ids:
            name = names.get(i)
            if name in RETOUCH:
                break
            if name is None:
                phrases.append(vocabulary.wording[i - vocabulary.first_phrase])
            else:
                phrases.append(PLAN if name.endswith("plan") else f"<{name}>")
        return phrases


def measured(before: np.ndarray, after: np.ndarray) -> dict[tuple[str, str | None], float]:
    original = Pixels(before)
    return changes(original, original, Pixels(after))


def judged(phrases: list[str], change: dict[tuple[str, str | None], float]) -> Said:
    claims = statements(phrases)
    absent = sum(claim.hue is not None and (claim.measure, claim.hue) not in change for claim in claims)
    return Said(claims, [holds(claim, change) for claim in claims], absent)


def corrected(phrases: list[str], told: list[str], change: dict[tuple[str, str | None], float]) -> list[str]:
    """Each plan with a false statement gives way to the measured one, as in the services when nothing else helps."""
    result: list[str] = []
    for mine, better in zip(_sections(phrases), _sections(told), strict=True):
        said = [phrase for phrase, _ in mine]
        if all(holds(claim, change) for _, edge in mine for claim in edge.claims):
            result += said
        else:
            measured_plan = [phrase for phrase, _ in better]
            result += said[: said.index(PLAN)] + measured_plan[measured_plan.index(PLAN) :]
    return result


def _sections(phrases: list[str]) -> list[list[tuple[str, Edge]]]:
    """Phrases with their edges, cut where a section opens."""
    steps = [(phrase, edge) for phrase, (_, edge) in zip(phrases, grammar().walk(phrases), strict=True)]
    starts = [i for i, (phrase, _) in enumerate(steps) if phrase in SECTIONS]
    return [steps[a:b] for a, b in zip(starts, [*starts[1:], len(steps)], strict=True)]
