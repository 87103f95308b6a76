"""What a request from a crowd plainly asks for: the directions of change that a finished photo can be held against.

Deliberately narrow. A clause is read only when it names one attribute and one direction; a text that speaks of a part
of the picture, or of the same attribute both ways, says nothing. It knows nothing of the grammar in phrasing.py.
"""

import re
from typing import Final

Directions = dict[tuple[str, str | None], int]

_LOCAL: Final = re.compile(
    r"\b(left|right|face|faces|skin|hair|eyes?|background|foreground|sky|water|subject|man|woman|girl|boy|guy|lady|baby|"
    r"people|person|her|him|his|she|dog|cat|corner|center|centre|middle|window|wall|area|areas|spot|object|objects|shirt|"
    r"teeth|tree|trees|grass|sand|sun|ground|floor|building|leaves|flowers?|car|child|children|kids?|top|bottom|front|"
    r"mid ?tones?|except|only|shadows?|highlights?|part|parts|gradient|vignette|layer|halo|filter|sepia|face's)\b"
)  # fmt: skip
_CLAUSES: Final = re.compile(
    r"[.,;:!?\n()&+]|\band\b|\bbut\b|\bthen\b|\bwhile\b|\bso\b|\bto simulate\b|\balso\b|\bwith\b|\bplus\b"
)
_UP: Final = r"(increase|more|add|raise|boost|enhance|improve|turn up|bring up|higher|intensify|up the|bump|strengthen)"
_DOWN: Final = (
    r"(decrease|reduce|less|lower|remove|turn down|bring down|tone down|take down|take out|get rid|drop|too much|"
    r"eliminate|minimi[sz]e|take away|not so|cut)"
)
_TINT: Final = r"(tone|tint|hue|cast|ish|ness|color|colour|shade|glow)s?"

# (pattern, measure, direction); all that match count
_RULES: Final = tuple(
    (re.compile(pattern), measure, way)
    for pattern, measure, way in (
        (
            r"\b(brighten|lighten|brighter|lighter|illuminate|more light|light up|lightening|brightening)",
            "lightness",
            1,
        ),
        (rf"\b{_UP}\b.*\b(brightness|lightness|exposure|lighting)", "lightness", 1),
        (r"\b(too|less|not so|very) dark\b", "lightness", 1),
        (r"\b(darken|darker|dimmer)", "lightness", -1),
        (rf"\b{_DOWN}\b.*\b(brightness|lightness|exposure|bright|light)\b", "lightness", -1),
        (r"\btoo (bright|light)\b|\bover ?exposed\b", "lightness", -1),
        (rf"\b{_UP}\b.*\bcontrast", "contrast", 1),
        (rf"\b{_DOWN}\b.*\bcontrast\b", "contrast", -1),
        (rf"\b{_UP}\b.*\b(saturation|saturnation|vibran\w+|(colou?r )?intensity|colou?rs?)\b", "colourfulness", 1),
        (r"\b(saturate|more (vivid|vibrant|colou?rful|saturated))\b", "colourfulness", 1),
        (r"\b(vivid|colou?rful|vibrant)\b", "colourfulness", 1),
        (
            rf"\b{_DOWN}\b.*\b(saturation|vibran\w+|(colou?r )?intensity|saturated|vivid|colou?rful)\b",
            "colourfulness",
            -1,
        ),
        (r"\b(desaturate|black (and|&) white|gr[ae]y ?scale|b ?& ?w)\b", "colourfulness", -1),
        (r"\b(warmer|warm up|warm it)\b|\badd\b.*\bwarm|\bmore warm", "warmth", 1),
        (r"\b(cooler|colder|cool down)\b", "warmth", -1),
        (rf"\b({_DOWN}|too|fix)\b.*\b(yellow|orange|brown|warm)[ -]?({_TINT})?\b", "warmth", -1),
        (rf"\b{_DOWN}\b.*\bblue[ -]?{_TINT}\b", "warmth", 1),
        (rf"\b(add|more)\b.*\b(yellow|orange|golden)( {_TINT})?\b", "warmth", 1),
        (rf"\b(add|more)\b.*\bblue {_TINT}\b", "warmth", -1),
        (rf"\b({_DOWN}|too)\b.*\bgreen[ -]?{_TINT}\b", "tint", 1),
        (rf"\b({_DOWN}|too)\b.*\b(pink|magenta|purple)[ -]?({_TINT})?\b", "tint", -1),
    )
)
# what makes a clause mean something else than its words
_UNCLEAR: Final = re.compile(
    r"(brighten|brighter|lighten|lighter|darken|darker|bright)\b.*\b(colou?rs?|hues?|contrast|tones?)\b|"
    r"colou?r ?(correct|balance)|"
    r"\b(peach|natural)\b|\bthan\b|\bgr[ae]y\b(?! ?scale)|\bnot\b|\bno\b|\bwithout\b|\bred\b|\bsharp"
)


def expected(text: str) -> Directions:
    """(measure, None) -> direction; empty when nothing is asked for plainly."""
    text = re.sub(r"black (and|&) white", "grayscale", text.lower())
    if _LOCAL.search(text):
        return {}
    found: Directions = {}
    torn = set()
    for clause in _CLAUSES.split(text):
        said = [(m, w) for pattern, m, w in _RULES if pattern.search(clause)]
        measures = {m for m, _ in said}
        if _UNCLEAR.search(clause) or len(measures) != 1:
            torn |= measures
            continue
        ways = {w for _, w in said}
        measure = measures.pop()
        # "less vivid" is matched by "vivid" too: the word that turns it wins, if there is just one
        way = ways.pop() if len(ways) == 1 else -1 if re.search(rf"\b{_DOWN}\b", clause) else 0
        if way == 0 or found.get((measure, None), way) != way:
            torn.add(measure)
        else:
            found[measure, None] = way
    return {key: way for key, way in found.items() if key[0] not in torn}
