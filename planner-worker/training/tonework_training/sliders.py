"""The 38 sliders: their names, order and groups. Every tensor of sliders is [B, 38] in this order, -1..1."""

from typing import Final

from .tables import rows

GROUPS: Final = ("light", "globalColour", "specificColour")
LIGHT, GLOBAL_COLOUR, SPECIFIC_COLOUR = (
    tuple(row["slider"] for row in rows("sliders") if row["group"] == group) for group in GROUPS
)
HUES: Final = tuple(row["hue"].capitalize() for row in rows("hues"))
SLIDERS: Final = LIGHT + GLOBAL_COLOUR + SPECIFIC_COLOUR
COUNT: Final = len(SLIDERS)

LIGHT_SLICE: Final = slice(0, len(LIGHT))
GLOBAL_SLICE: Final = slice(LIGHT_SLICE.stop, LIGHT_SLICE.stop + len(GLOBAL_COLOUR))
SPECIFIC_SLICE: Final = slice(GLOBAL_SLICE.stop, COUNT)
GROUP_SLICES: Final = (LIGHT_SLICE, GLOBAL_SLICE, SPECIFIC_SLICE)


def index(name: str) -> int:
    """Position of a slider by its Lightroom name; ValueError names the unknown one."""
    if name not in SLIDERS:
        raise ValueError(f"unknown slider '{name}'; the known ones are {', '.join(SLIDERS)}")
    return SLIDERS.index(name)
