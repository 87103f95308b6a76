"""What is measured on a photo before and after, and from which size a change is worth a word.

The same definitions as the services use (io.tonework.planner.reasoning: Aspect, Change, Tones, Colours, HueBand), and
the very same numbers (`tables`), so that text written for training is judged there as it was made here. Pixels are
encoded sRGB, 0..1; units are those of CIELAB under D65, angles are degrees.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from . import sliders as s
from .measures import to_lab
from .operators import HUE_CENTRES_DEGREES
from .tables import number, rows

HUES: Final = tuple(hue.lower() for hue in s.HUES)
SIZES: Final = tuple(row["size"] for row in rows("sizes"))
HUE_MEASURES: Final = ("hue_colourfulness", "hue_lightness", "hue_turn")
# measure -> change that is slight, clear, strong; less than slight is no change
THRESHOLDS: Final = {row["aspect"]: tuple(float(row[size]) for size in SIZES) for row in rows("aspects")}


@dataclass(frozen=True)
class Claim:
    """A statement about before and after: direction +1, -1 or 0 (stays), the hue it is about, the size it names."""

    measure: str
    direction: int
    hue: str | None = None
    size: str | None = None


class Pixels:
    """The same places of a photo at one step: rgb [..., 3] is flattened to [N, 3]."""

    def __init__(self, rgb: np.ndarray) -> None:
        self.rgb = np.asarray(rgb, np.float64).reshape(-1, 3)
        lab = to_lab(self.rgb)
        self.lightness, self.a, self.b = lab[:, 0], lab[:, 1], lab[:, 2]
        self.chroma = np.hypot(self.a, self.b)
        self.sorted = np.sort(self.lightness)

    def percentile(self, share: float) -> float:
        """The L* that this share of the pixels, 0..1, lies below."""
        return float(self.sorted[int(np.floor(share * (len(self.sorted) - 1) + 0.5))])

    @property
    def spread(self) -> float:
        cut = number("spread_cut")
        return self.percentile(1 - cut) - self.percentile(cut)

    def hue_degrees(self) -> np.ndarray:
        """Angle in the plane across the grey axis of encoded sRGB: red 0, green 120, blue 240."""
        r, g, b = self.rgb.T
        return np.degrees(np.arctan2((g - b) * np.sqrt(3) / 2, r - (g + b) / 2))

    def bands(self) -> np.ndarray:
        """[N] index into HUES of the nearest colour, -1 where there is none."""
        away = np.abs(turn(np.array(HUE_CENTRES_DEGREES)[:, None], self.hue_degrees()))
        coloured = (
            (self.chroma >= number("grey_chroma"))
            & (self.lightness > number("coloured_above"))
            & (self.lightness < number("coloured_below"))
        )
        return np.where(coloured, away.argmin(0), -1)

    def hue_shares(self) -> np.ndarray:
        """[8] share of all pixels, 0..1, that each colour fills."""
        return np.bincount(self.bands() + 1, minlength=9)[1:] / len(self.rgb)


def turn(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The shorter way from one angle to another, -180..180."""
    return (end - start + 180) % 360 - 180


def changes(original: Pixels, before: Pixels, after: Pixels) -> dict[tuple[str, str | None], float]:
    """(measure, hue) -> change from `before` to `after`; `original` says which pixels are shadows or green."""
    up = after.lightness - before.lightness
    result: dict[tuple[str, str | None], float] = {
        ("lightness", None): up.mean(),
        ("contrast", None): after.spread - before.spread,
        ("shadows", None): up[original.lightness <= original.percentile(number("dark_share"))].mean(),
        ("highlights", None): up[original.lightness >= original.percentile(1 - number("bright_share"))].mean(),
        ("warmth", None): (after.b - before.b).mean(),
        ("tint", None): (after.a - before.a).mean(),
        ("colourfulness", None): (after.chroma - before.chroma).mean(),
    }
    bands = original.bands()
    least = number("turning_chroma")
    turned = turn(before.hue_degrees(), after.hue_degrees())
    for i, hue in enumerate(HUES):
        of_hue = bands == i
        if not of_hue.any():
            continue
        result["hue_lightness", hue] = up[of_hue].mean()
        result["hue_colourfulness", hue] = (after.chroma - before.chroma)[of_hue].mean()
        still_coloured = of_hue & (before.chroma > least) & (after.chroma > least)
        result["hue_turn", hue] = turned[still_coloured].mean() if still_coloured.any() else 0.0
    return {key: float(value) for key, value in result.items()}


def direction(measure: str, change: float) -> int:
    """+1, -1, or 0 when the change is not worth a word."""
    return 0 if abs(change) < THRESHOLDS[measure][0] else int(np.sign(change))


def size(measure: str, change: float) -> str:
    _, clear, strong = THRESHOLDS[measure]
    return SIZES[(abs(change) >= clear) + (abs(change) >= strong)]


def weight(measure: str, change: float) -> float:
    """How many times as large as a clear change it is; makes changes of two measures comparable."""
    return abs(change) / THRESHOLDS[measure][1]


def holds(claim: Claim, measured: dict[tuple[str, str | None], float]) -> bool:
    """Whether the pixels bear a claim out; a colour that is not in the photo bears out nothing."""
    change = measured.get((claim.measure, claim.hue))
    if change is None or direction(claim.measure, change) != claim.direction:
        return False
    if claim.size is None:
        return True
    _, clear, strong = THRESHOLDS[claim.measure]
    overlap = number("size_overlap")
    low, high = {
        "slight": (0, clear * overlap),
        "clear": (clear / overlap, strong * overlap),
        "strong": (strong / overlap, np.inf),
    }[claim.size]
    return low <= abs(change) < high
