"""What can be said of a photo before anything is done to it: the facts that sentences of the reasoning require.

Thresholds are those of the services (LightSection, GlobalColourSection, SpecificColourSection, ContentSentence).
"""

import numpy as np

from .aspects import BLACK, HUES, NEARLY_GREY_CHROMA, WHITE, Pixels
from .labels import CONTENT, SCENES

LIGHT_ISSUES = (
    "dark",
    "bright",
    "flat",
    "harsh",
    "blocked_shadows",
    "grey_black",
    "blown_highlights",
    "dull_white",
)
CASTS = ("warm", "cool", "magenta", "green")
LIKELY_SCENE = 0.2
LIKELY_CONTENT = 0.5
SMALLEST_SHARE = 0.02  # of the photo: a colour that fills less is not in it, as far as words go
MAIN_SHARE = 0.05
LOUD_HUE = 62.0  # mean chroma


def facts(before: np.ndarray, scene: np.ndarray, content: np.ndarray, style: bool) -> frozenset[str]:
    """before [h, w, 3] encoded sRGB 0..1; scene [S] and content [C] probabilities; style: there is an instruction."""
    photo = Pixels(before)
    return frozenset(seen(scene, content) | light(photo) | colour(photo) | ({"style"} if style else set()))


def seen(scene: np.ndarray, content: np.ndarray) -> set[str]:
    """What the picture shows, as far as the planner is sure of it."""
    named = {f"scene:{SCENES[i]}" for i in range(len(SCENES)) if scene[i] >= LIKELY_SCENE or i == int(np.argmax(scene))}
    return named | {f"content:{word}" for word, p in zip(CONTENT, content, strict=True) if p >= LIKELY_CONTENT}


def light(photo: Pixels) -> set[str]:
    median, spread = photo.percentile(0.5), photo.spread
    black = (photo.rgb.max(1) <= BLACK).mean() > 0.01
    white = (photo.rgb.min(1) >= WHITE).mean() > 0.01
    tests = {
        "dark": median < 30,
        "bright": median > 76,
        "flat": spread < 50,
        "harsh": spread > 90,
        "blocked_shadows": black,
        "grey_black": not black and photo.percentile(0.01) > 14,
        "blown_highlights": white,
        "dull_white": not white and photo.percentile(0.99) < 80,
    }
    found = {name for name, there in tests.items() if there}
    return found or {"balanced_light"}


def colour(photo: Pixels) -> set[str]:
    found = _global(photo)
    bands = photo.bands()
    shares = photo.hue_shares()
    filling = sorted((-share, i) for i, share in enumerate(shares) if share >= MAIN_SHARE)
    found |= {f"main:{HUES[i]}" for _, i in filling[:2]}
    if not filling:
        found.add("colourless" if photo.chroma.mean() < 4 else "no_main")
    loud = {i for _, i in filling if photo.chroma[bands == i].mean() > LOUD_HUE}
    present = {i for i, share in enumerate(shares) if share >= SMALLEST_SHARE}
    found |= {f"hue:{HUES[i]}" for i in present} | {f"loud:{HUES[i]}" for i in loud}
    if not loud:
        found.add("no_loud" if present else "no_hue")
    return found


def _global(photo: Pixels) -> set[str]:
    chroma = photo.chroma.mean()
    if chroma < 2:
        return {"black_and_white"}
    found = set()
    grey = (photo.chroma < NEARLY_GREY_CHROMA) & (photo.lightness > 15) & (photo.lightness < 97)
    enough_grey = grey.mean() >= 0.1
    if enough_grey:
        a, b = photo.a[grey].mean(), photo.b[grey].mean()
        if np.hypot(a, b) >= 4.5:
            name = ("warm" if b > 0 else "cool") if abs(b) >= abs(a) else ("magenta" if a > 0 else "green")
            found.add(f"cast:{name}")
    if chroma < 8:
        found.add("pale")
    elif chroma > 42:
        found.add("loud")
    return found or {"balanced_colour" if enough_grey else "no_grey"}
