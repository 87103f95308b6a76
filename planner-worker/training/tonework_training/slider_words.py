"""Slider settings as people type them, for the first stage of the planner: "exposure +30, blue saturation -40"."""

import re

import numpy as np

from . import sliders as s

_FORMS = ("{name} {value:+d}", "{name} {value:+d}", "{value:+d} {name}", "{name}: {value}", "set {name} to {value}")
_SHORT = {"parametric shadows": "shadow curve", "parametric darks": "dark curve", "parametric lights": "light curve",
          "parametric highlights": "highlight curve"}  # fmt: skip


def name(slider: str) -> str:
    """Exposure2012 -> exposure, SaturationAdjustmentBlue -> blue saturation."""
    kind, adjustment, hue = slider.partition("Adjustment")
    if adjustment:
        return f"{hue} {kind}".lower()
    plain = slider.removesuffix("2012").removeprefix("Incremental")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain).lower()
    return _SHORT.get(words, words)


def draw(rng: np.random.Generator, most: int = 4) -> tuple[np.ndarray, str]:
    """One to `most` sliders, [38] in -1..1 in steps of 0.01, and the text that asks for them."""
    sliders, parts = np.zeros(s.COUNT, np.float32), []
    form = _FORMS[rng.integers(len(_FORMS))]
    # the light and global colour sliders are asked for more often than their share of 14 in 38
    odds = np.where(np.arange(s.COUNT) < s.GLOBAL_SLICE.stop, 3.0, 1.0)
    for i in rng.choice(s.COUNT, rng.integers(1, most + 1), replace=False, p=odds / odds.sum()):
        value = int(rng.integers(5, 61)) * int(rng.choice([-1, 1]))
        sliders[i] = value / 100
        parts.append(form.format(name=name(s.SLIDERS[i]), value=value))
    return sliders, (", " if rng.random() < 0.8 else " and ").join(parts)
