"""The 38 sliders: their names, order and groups. Every tensor of sliders is [B, 38] in this order, -1..1."""

from typing import Final

LIGHT: Final = (
    "Exposure2012",
    "Contrast2012",
    "Highlights2012",
    "Shadows2012",
    "Whites2012",
    "Blacks2012",
    "ParametricShadows",
    "ParametricDarks",
    "ParametricLights",
    "ParametricHighlights",
)
GLOBAL_COLOUR: Final = ("IncrementalTemperature", "IncrementalTint", "Vibrance", "Saturation")
HUES: Final = ("Red", "Orange", "Yellow", "Green", "Aqua", "Blue", "Purple", "Magenta")
SPECIFIC_COLOUR: Final = tuple(f"{kind}Adjustment{hue}" for kind in ("Hue", "Saturation", "Luminance") for hue in HUES)
SLIDERS: Final = LIGHT + GLOBAL_COLOUR + SPECIFIC_COLOUR
COUNT: Final = len(SLIDERS)

GROUPS: Final = ("light", "globalColour", "specificColour")
LIGHT_SLICE: Final = slice(0, len(LIGHT))
GLOBAL_SLICE: Final = slice(LIGHT_SLICE.stop, LIGHT_SLICE.stop + len(GLOBAL_COLOUR))
SPECIFIC_SLICE: Final = slice(GLOBAL_SLICE.stop, COUNT)
GROUP_SLICES: Final = (LIGHT_SLICE, GLOBAL_SLICE, SPECIFIC_SLICE)


def index(name: str) -> int:
    """Position of a slider by its Lightroom name; ValueError names the unknown one."""
    if name not in SLIDERS:
        raise ValueError(f"unknown slider '{name}'; the known ones are {', '.join(SLIDERS)}")
    return SLIDERS.index(name)
