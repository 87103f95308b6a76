"""The edit that a request means, as sliders for one photo."""

from typing import Final

import numpy as np

from . import sliders as s
from .aspects import Pixels
from .request import Request

# attribute -> (slider, value at amount 1); "*" stands for the colour
SLIDERS_OF: Final[dict[str, tuple[tuple[str, float], ...]]] = {
    "lightness": (("Exposure2012", 0.22),),
    "contrast": (("Contrast2012", 0.42),),
    "shadows": (("Shadows2012", 0.42), ("ParametricShadows", 0.15)),
    "highlights": (("Highlights2012", 0.42),),
    "whites": (("Whites2012", 0.42), ("Highlights2012", 0.12)),
    "blacks": (("Blacks2012", 0.42), ("Shadows2012", 0.12)),
    "warmth": (("IncrementalTemperature", 0.3),),
    "tint": (("IncrementalTint", 0.34),),
    "colourfulness": (("Saturation", 0.3),),
    "vibrance": (("Vibrance", 0.42), ("Saturation", 0.06)),
    "monochrome": (("Saturation", 1.0),),
    "hue_colourfulness": (("SaturationAdjustment*", 0.42),),
    "hue_lightness": (("LuminanceAdjustment*", 0.42),),
    "hue_turn": (("HueAdjustment*", 0.48),),
}
SECOND_HUE: Final = 0.7  # the share of the second colour of a thing, which is less surely its own


def target(request: Request, before: np.ndarray, auto: np.ndarray | None = None) -> np.ndarray:
    """[38] sliders, -1..1. before [h, w, 3] encoded sRGB 0..1; auto [38]: what auto mode would do, for vague wishes."""
    sliders = np.zeros(s.COUNT, np.float32)
    if request.enhance:
        sliders += improvement(before) if auto is None else auto
    first_hue: dict[str, str] = {}
    for move in request.moves:
        share = 1.0
        if move.hue is not None and first_hue.setdefault(move.attribute, move.hue) != move.hue:
            share = SECOND_HUE
        for name, value in SLIDERS_OF[move.attribute]:
            name = name.replace("*", (move.hue or "").capitalize())
            sliders[s.index(name)] += share * move.direction * move.amount * value
    return np.clip(sliders, -1, 1).astype(np.float32)


def improvement(before: np.ndarray) -> np.ndarray:
    """[38] what a careful retoucher does unasked, from the histogram alone: opens, stretches, balances by half."""
    photo = Pixels(before)
    sliders = np.zeros(s.COUNT, np.float32)

    def put(name: str, value: float, limit: float) -> None:
        sliders[s.index(name)] = np.clip(value, -limit, limit)

    median, spread = photo.percentile(0.5), photo.spread
    put("Exposure2012", (np.clip(50 - median, -30, 30) - np.sign(50 - median) * 6) / 70, 0.35)
    put("Contrast2012", max(0.0, (72 - spread) / 60), 0.4)
    put("Highlights2012", -max(0.0, photo.percentile(0.95) - 88) / 40, 0.3)
    put("Shadows2012", max(0.0, 16 - photo.percentile(0.1)) / 60, 0.3)
    put("Blacks2012", -max(0.0, photo.percentile(0.02) - 10) / 40, 0.3)
    put("Vibrance", max(0.0, 26 - photo.chroma.mean()) / 60, 0.3)
    grey = (photo.chroma < 14) & (photo.lightness > 15) & (photo.lightness < 97)
    if grey.mean() >= 0.1:
        put("IncrementalTemperature", -photo.b[grey].mean() / 60, 0.2)
        put("IncrementalTint", -photo.a[grey].mean() / 50, 0.2)
    return sliders
