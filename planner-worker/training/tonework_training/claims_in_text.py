"""Reads statements of direction out of the text of a finished plan, whoever worded it: the planner or the services."""

import re
from typing import Final

from .aspects import HUES, Claim

_SIZES: Final = {"slightly": "slight", "clearly": "clear", "strongly": "strong"}
_HOW: Final = r"(slightly|clearly|strongly) "
# pattern with the size as its first group -> measure, direction
_MOVES: Final = tuple(
    (re.compile(pattern.replace("HOW ", _HOW)), measure, way)
    for pattern, measure, way in (
        (r"\b(?:picture|exposure) is HOW (?:brightened|raised)|overall it gets HOW brighter", "lightness", 1),
        (r"\b(?:picture|exposure) is HOW (?:darkened|lowered)|overall it gets HOW darker", "lightness", -1),
        (r"\bshadows are HOW opened|dark parts are HOW lifted", "shadows", 1),
        (r"\bshadows are HOW deepened|dark parts are HOW darkened", "shadows", -1),
        (r"\bhighlights are HOW lifted|bright parts are HOW raised", "highlights", 1),
        (r"\bhighlights are HOW brought down|bright parts are HOW lowered", "highlights", -1),
        (r"\bcontrast is HOW raised|tones are spread HOW wider", "contrast", 1),
        (r"\bcontrast is HOW softened|tones move HOW closer together", "contrast", -1),
        (r"\bpicture turns HOW warmer|colours move HOW to the warm side", "warmth", 1),
        (r"\bpicture turns HOW cooler|colours move HOW to the cool side", "warmth", -1),
        (r"\b(?:tint moves|it turns) HOW towards magenta", "tint", 1),
        (r"\b(?:tint moves|it turns) HOW towards green", "tint", -1),
        (r"\bcolours become HOW richer|colourfulness is HOW raised", "colourfulness", 1),
        (r"\bcolours become HOW calmer|colourfulness is HOW lowered", "colourfulness", -1),
    )
)
_STAYS: Final = {
    "the light stays as it is": ("lightness", "shadows", "highlights", "contrast"),
    "brightness and contrast stay as they are": ("lightness", "contrast"),
    "brightness as a whole stays as it is": ("lightness",),
    "white balance and colourfulness stay as they are": ("warmth", "tint", "colourfulness"),
    "the colours as a whole stay as they are": ("warmth", "tint", "colourfulness"),
    "the white balance is left alone": ("warmth", "tint"),
    "colourfulness stays as it is": ("colourfulness",),
}
_PLURALS: Final = {f"{hue}s": hue for hue in HUES}
_HUE_CLAUSE: Final = re.compile(rf"\b({'|'.join(_PLURALS)})\b((?: become| turn| and turn| and|,)[^.;]*)")
_HUE_MOVES: Final = {
    "richer": ("hue_colourfulness", 1),
    "paler": ("hue_colourfulness", -1),
    "lighter": ("hue_lightness", 1),
    "darker": ("hue_lightness", -1),
}


def claims(text: str) -> list[Claim]:
    """Every statement of direction, in no particular order."""
    text = text.lower()
    found = [
        Claim(measure, way, None, _SIZES[next(size for size in match.groups() if size)])
        for pattern, measure, way in _MOVES
        for match in pattern.finditer(text)
    ]
    for sentence, measures in _STAYS.items():
        if sentence in text:
            found += [Claim(measure, 0) for measure in measures]
    for match in _HUE_CLAUSE.finditer(text):
        found += _of_hue(_PLURALS[match.group(1)], match.group(2))
    return list(dict.fromkeys(found))


def _of_hue(hue: str, said: str) -> list[Claim]:
    found = []
    for size, word in re.findall(rf"{_HOW}({'|'.join(_HUE_MOVES)})", said):
        measure, way = _HUE_MOVES[word]
        found.append(Claim(measure, way, hue, _SIZES[size]))
    for size, towards in re.findall(rf"turn {_HOW}towards ({'|'.join(HUES)})", said):
        there = (HUES.index(towards) - HUES.index(hue) + 4) % 8 - 4
        found.append(Claim("hue_turn", 1 if there > 0 else -1, hue, _SIZES[size]))
    return found
