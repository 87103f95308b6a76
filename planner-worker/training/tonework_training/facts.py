"""What can be said of a photo before anything is done to it: the facts that sentences of the reasoning require.

Most stand in tables/facts.csv, which the services read too (io.tonework.planner.measures): a measure, a limit, and what
else must not hold. Those of single colours, scenes and content are here, with the numbers of tables/numbers.csv.
"""

import operator
from typing import Final

import numpy as np

from .aspects import HUES, Pixels
from .labels import CONTENT, SCENES
from .tables import number, rows

LIKELY_SCENE = number("likely_scene")
LIKELY_CONTENT = number("likely_content")
SMALLEST_SHARE = number("smallest_share")  # a colour that fills less is not in the photo, as far as words go
_TESTS: Final = {"below": operator.lt, "above": operator.gt, "from": operator.ge}


def facts(before: np.ndarray, scene: np.ndarray, content: np.ndarray, style: bool) -> frozenset[str]:
    """before [h, w, 3] encoded sRGB 0..1; scene [S] and content [C] probabilities; style: there is an instruction."""
    photo = Pixels(before)
    return frozenset(seen(scene, content) | light(photo) | colour(photo) | ({"style"} if style else set()))


def seen(scene: np.ndarray, content: np.ndarray) -> set[str]:
    """What the picture shows, as far as the planner is sure of it."""
    first = int(np.argmax(scene))
    named = {f"scene:{SCENES[i]}" for i in range(len(SCENES)) if scene[i] >= LIKELY_SCENE or i == first}
    return named | {f"content:{word}" for word, p in zip(CONTENT, content, strict=True) if p >= LIKELY_CONTENT}


def light(photo: Pixels) -> set[str]:
    cut = number("spread_cut")
    return _holding(
        "light",
        {
            "median": photo.percentile(0.5),
            "spread": photo.spread,
            "low": photo.percentile(cut),
            "high": photo.percentile(1 - cut),
            "darkest": photo.percentile(0.01),
            "brightest": photo.percentile(0.99),
            "black_share": float((photo.rgb.max(1) <= number("black_level") / 255).mean()),
            "white_share": float((photo.rgb.min(1) >= number("white_level") / 255).mean()),
        },
    )


def colour(photo: Pixels) -> set[str]:
    found = _global(photo)
    bands = photo.bands()
    shares = photo.hue_shares()
    filling = sorted((-share, i) for i, share in enumerate(shares) if share >= number("main_share"))
    found |= {f"main:{HUES[i]}" for _, i in filling[: int(number("most_main"))]}
    if not filling:
        found.add("colourless" if photo.chroma.mean() < number("colourless") else "no_main")
    loud = {i for _, i in filling if photo.chroma[bands == i].mean() > number("loud_hue")}
    present = {i for i, share in enumerate(shares) if share >= SMALLEST_SHARE}
    found |= {f"hue:{HUES[i]}" for i in present} | {f"loud:{HUES[i]}" for i in loud}
    if not loud:
        found.add("no_loud" if present else "no_hue")
    return found


def _global(photo: Pixels) -> set[str]:
    grey = (
        (photo.chroma < number("nearly_grey_chroma"))
        & (photo.lightness > number("nearly_grey_above"))
        & (photo.lightness < number("nearly_grey_below"))
    )
    measures = {"chroma": float(photo.chroma.mean()), "grey_share": float(grey.mean())}
    measures |= dict.fromkeys(("warm_cast", "cool_cast", "magenta_cast", "green_cast"), 0.0)
    if grey.mean() >= number("enough_grey"):
        a, b = photo.a[grey].mean(), photo.b[grey].mean()
        name = ("warm" if b > 0 else "cool") if abs(b) >= abs(a) else ("magenta" if a > 0 else "green")
        measures[f"{name}_cast"] = float(np.hypot(a, b))
    return _holding("colour", measures)


def _holding(section: str, measures: dict[str, float]) -> set[str]:
    """The facts of a section that hold; those that are no issue only where there is none."""
    found: set[str] = set()
    for row in rows("facts"):
        if row["section"] == section and (row["issue"] or not found):
            passes = not row["test"] or _TESTS[row["test"]](measures[row["measure"]], float(row["limit"]))
            if passes and found.isdisjoint(row["unless"].split()):
                found.add(row["fact"])
    return found
