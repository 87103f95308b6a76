"""Writes the reasoning of an edit from what it does to the pixels: the truth that the planner learns to tell.

Nothing is said because a slider says so. Before and after are measured in CIELAB; only what the pixels show, and the
section's own part of the edit has caused, becomes a statement (the same rules as io.tonework.planner.reasoning).
"""

from dataclasses import dataclass, replace

import numpy as np
import torch

from . import facts as f
from . import operators as ops
from . import sliders as s
from . import wording as w
from .aspects import HUE_MEASURES, HUES, THRESHOLDS, Claim, Pixels, changes, direction, holds, size, weight
from .labels import SCENES
from .reasoning_grammar import MOST_ASKED, MOST_CONTENT, MOST_HUES, MOST_REFUSED, grammar
from .tables import number

__all__ = ["Stages", "describe", "describe_stages", "facts", "grammar", "statements", "text"]

facts = f.facts
ITS_OWN = number("its_own")  # a part of the tones is worth its own words when it moves by so much more than the whole
SEEN_GREY = 0.3  # a* or b*: colours that fade are no white balance, unless greys move too
GREYS = np.linspace(0.2, 0.8, 7)[:, None].repeat(3, 1)
Changes = dict[tuple[str, str | None], float]


@dataclass(frozen=True)
class Stages:
    """An edit group upon group. Pixels [N, 3]: before, after light, after light and global colour, after all three.

    `greys` [7, 3] is what becomes of GREYS under the whole edit.
    """

    before: np.ndarray
    light: np.ndarray
    light_and_global: np.ndarray
    after: np.ndarray
    greys: np.ndarray

    @staticmethod
    def of_sliders(before: np.ndarray, sliders: np.ndarray, after: np.ndarray | None = None) -> "Stages":
        """By the operators; `after` may replace what they make of the photo."""
        made = Stages.of_many(np.asarray(before)[None], np.asarray(sliders)[None])[0]
        return made if after is None else replace(made, after=np.asarray(after).reshape(-1, 3))

    @staticmethod
    def of_many(before: np.ndarray, sliders: np.ndarray) -> "list[Stages]":
        """before [B, ..., 3] of equal sizes, sliders [B, 38]: all by one run of the operators."""
        count, greys = len(before), len(GREYS)
        photos = np.asarray(before, np.float32).reshape(count, -1, 3)
        rgb = np.concatenate([photos, np.broadcast_to(GREYS.astype(np.float32), (count, greys, 3))], 1)
        steps = np.tile(np.asarray(sliders, np.float32), (3, 1, 1))  # [step, B, 38]
        steps[0, :, s.GLOBAL_SLICE.start :] = 0
        steps[1, :, s.SPECIFIC_SLICE] = 0
        with torch.no_grad():
            out = ops.apply(torch.from_numpy(np.tile(rgb, (3, 1, 1))), torch.from_numpy(steps.reshape(3 * count, -1)))
        light, coloured, after = out.numpy().reshape(3, count, -1, 3)
        return [
            Stages(photos[i], light[i, :-greys], coloured[i, :-greys], after[i, :-greys], after[i, -greys:])
            for i in range(count)
        ]


class _Account:
    """What an edit does as a whole, and which part of it each group brings about."""

    def __init__(self, stages: Stages) -> None:
        before, light, coloured, after = (
            Pixels(x) for x in (stages.before, stages.light, stages.light_and_global, stages.after)
        )
        self.before = before
        self.total = changes(before, before, after)
        self.deviation = float(after.lightness.std() - before.lightness.std())
        greys = Pixels(stages.greys)
        self.greys = {"warmth": float(greys.b.mean()), "tint": float(greys.a.mean())}
        self.of_group = {
            "light": changes(before, before, light),
            "global": changes(before, light, coloured),
            "specific": changes(before, coloured, after),
        }

    def caused(self, group: str, measure: str, hue: str | None = None) -> Claim | None:
        """The change, if it can be seen in the finished photo and this group is what brings it about."""
        total = self.total.get((measure, hue), 0.0)
        cause = self.of_group[group].get((measure, hue), 0.0)
        way = direction(measure, total)
        if way == 0 or total * cause <= 0 or abs(cause) < THRESHOLDS[measure][0] / 2:
            return None
        second, least = (self.greys[measure], SEEN_GREY) if measure in self.greys else (total, 0.0)
        second = self.deviation if measure == "contrast" else second
        return Claim(measure, way, hue, size(measure, total)) if total * second > 0 and abs(second) >= least else None

    def stays(self, *measures: str) -> bool:
        return all(direction(m, self.total[m, None]) == 0 for m in measures)


def describe(
    before: np.ndarray,
    after: np.ndarray | None,
    sliders: np.ndarray,
    content_probs: np.ndarray,
    scene_index: int,
    asked: tuple[str, ...] = (),
    refused: tuple[str, ...] = (),
) -> list[str]:
    """Phrases that the grammar accepts.

    before, after [h, w, 3] encoded sRGB 0..1, `after` None for what the operators make with sliders [38];
    content_probs [C] and scene_index say what the picture shows; asked and refused: see `phrasing` and `looks`.
    """
    stages = Stages.of_sliders(before, sliders, after)
    return describe_stages(stages, content_probs, scene_index, asked, refused)


def describe_stages(
    stages: Stages,
    content_probs: np.ndarray,
    scene_index: int,
    asked: tuple[str, ...] = (),
    refused: tuple[str, ...] = (),
) -> list[str]:
    account = _Account(stages)
    light, colour = f.light(account.before), f.colour(account.before)
    phrases = ["<content>", *_content(account.before, colour, content_probs, SCENES[scene_index])]
    phrases += [*_asked(asked), *_refused(refused)]
    phrases += ["<light>", *_issues(light, {**w.LIGHT_ISSUES, **w.NO_LIGHT_ISSUE}), w.PLAN, *_light_plan(account)]
    phrases += ["<global>", *_issues(colour, {**w.GLOBAL_ISSUES, **w.NO_GLOBAL_ISSUE}), w.PLAN, *_global_plan(account)]
    loud = {f"loud:{hue}": f" {w.plural(hue).capitalize()} are loud." for hue in HUES}
    phrases += ["<specific>", *_issues(colour, {**loud, **w.NO_SPECIFIC_ISSUE}), w.PLAN]
    return phrases + _specific_plan(account, colour)


def _content(photo: Pixels, colour: set[str], content: np.ndarray, scene: str) -> list[str]:
    said = [
        phrase
        for (word, phrase), p in zip(w.CONTENT_WORDS.items(), content, strict=True)
        if p >= f.LIKELY_CONTENT and w.SAID_BY_SCENE.get(scene) != word
    ][:MOST_CONTENT]
    phrases = [
        " The picture shows",
        w.SCENE_WORDS[scene],
        *([" with", *_list([[p] for p in said])] if said else []),
        ".",
    ]
    if "colourless" in colour:
        return [*phrases, " It is almost without colour."]
    if "no_main" in colour:
        return [*phrases, " No colour fills much of it."]
    shares = photo.hue_shares()
    main = sorted((hue for hue in HUES if f"main:{hue}" in colour), key=lambda hue: -shares[HUES.index(hue)])
    lead = " Its main colour is" if len(main) == 1 else " Its main colours are"
    return [*phrases, lead, *_list([[f" {hue}"] for hue in main]), "."]


def _list(parts: list[list[str]]) -> list[str]:
    """`a, b and c`."""
    phrases: list[str] = []
    for i, part in enumerate(parts):
        phrases += ([" and"] if i == len(parts) - 1 else [","]) if i else []
        phrases += part
    return phrases


def _asked(asked: tuple[str, ...]) -> list[str]:
    """`asked` holds phrases, the wishes apart by ","."""
    if not asked:
        return []
    wishes = " ".join(asked).count(",")
    if wishes >= MOST_ASKED:
        raise ValueError(f"at most {MOST_ASKED} wishes can be told, not {wishes + 1}")
    return [w.ASKED_OPENING, *asked, "."]


def _refused(refused: tuple[str, ...]) -> list[str]:
    said = [phrase for word, phrase in w.REFUSALS.items() if word in refused][:MOST_REFUSED]
    return [w.REFUSED_OPENING, *_list([[p] for p in said]), "."] if said else []


def _issues(found: set[str], sentences: dict[str, str]) -> list[str]:
    return [phrase for fact, phrase in sentences.items() if fact in found]


def _clauses(claims: list[Claim]) -> list[str]:
    parts = []
    for i, claim in enumerate(claims):
        subject = w.CLAUSES[claim.measure][0]
        parts.append([subject if i else w.capital(subject), w.moved(claim.measure, claim.direction, claim.size or "")])
    return [*_list(parts), "."]


def _light_plan(account: _Account) -> list[str]:
    whole = account.total["lightness", None]
    lightness = account.caused("light", "lightness")
    claims = [lightness] if lightness else []
    for part in ("shadows", "highlights"):
        claim, change = account.caused("light", part), account.total[part, None]
        if claim and (lightness is None or change * whole < 0 or abs(change) > ITS_OWN * abs(whole)):
            claims.append(claim)
    contrast = account.caused("light", "contrast")
    claims += [contrast] if contrast else []
    if not claims:
        return [w.LIGHT_STAYS if account.stays(*w.LIGHT_MEASURES) else w.LIGHT_ADDS_LITTLE]
    return [*_clauses(claims), *([w.BRIGHTNESS_STAYS] if account.stays("lightness") else [])]


def _global_plan(account: _Account) -> list[str]:
    claims = [claim for m in w.GLOBAL_MEASURES if (claim := account.caused("global", m))]
    if not claims:
        return [w.COLOUR_STAYS if account.stays(*w.GLOBAL_MEASURES) else w.COLOUR_ADDS_LITTLE]
    named = {claim.measure for claim in claims}
    if named == {"colourfulness"} and account.stays("warmth", "tint"):
        return [*_clauses(claims), w.BALANCE_LEFT]
    return [*_clauses(claims), *([w.COLOURFULNESS_STAYS] if account.stays("colourfulness") else [])]


def _specific_plan(account: _Account, colour: set[str]) -> list[str]:
    shares = account.before.hue_shares()
    treated = {}
    for i, hue in enumerate(HUES):
        claims = [claim for m in HUE_MEASURES if (claim := account.caused("specific", m, hue))]
        if f"hue:{hue}" in colour and claims:
            tells = sum(weight(c.measure, account.total[c.measure, hue]) for c in claims) * np.sqrt(shares[i])
            treated[hue] = (tells, claims)
    if not treated:
        return [w.HUES_LEFT]
    told = sorted(treated, key=lambda hue: -treated[hue][0])[:MOST_HUES]
    phrases: list[str] = []
    for hue in (hue for hue in HUES if hue in told):
        name = w.plural(hue)
        phrases += [";", f" {name}"] if phrases else [f" {name.capitalize()}"]
        becomes = [c for c in treated[hue][1] if c.measure != "hue_turn"]
        for i, claim in enumerate(becomes):
            phrases += [" and" if i else " become", w.moved(claim.measure, claim.direction, claim.size or "")]
        for claim in treated[hue][1][len(becomes) :]:
            phrases += [" and turn" if becomes else " turn", w.turned(hue, claim.direction, claim.size or "")]
    return [*phrases, "."]


def text(phrases: list[str]) -> dict[str, str]:
    """The finished text by section: content, light issue, light plan, global issue, ..."""
    parts: dict[str, str] = {}
    name = ""
    for phrase in phrases:
        if phrase in w.SECTIONS:
            name = phrase.strip("<>")
            key = name if name == "content" else f"{name} issue"
        elif phrase == w.PLAN:
            key = f"{name} plan"
        else:
            parts[key] = parts.get(key, "") + phrase
    return {key: value.strip() for key, value in parts.items()}


def statements(phrases: list[str]) -> list[Claim]:
    """Every claim that a reasoning makes of before and after."""
    return [claim for _, edge in grammar().walk(phrases) for claim in edge.claims]


def true(phrases: list[str], before: np.ndarray, after: np.ndarray) -> list[bool]:
    """For each of the statements, whether the pixels bear it out; before, after [..., 3]."""
    original = Pixels(before)
    measured = changes(original, original, Pixels(after))
    return [holds(claim, measured) for claim in statements(phrases)]
