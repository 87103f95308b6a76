"""The closed vocabulary of the reasoning: short phrases, one token each, with their own leading space.

A section's text is its phrases joined and stripped. Words are those of the services (io.tonework.planner.reasoning).
"""

from typing import Final

from .aspects import HUES
from .labels import CONTENT, SCENES
from .tables import rows

SECTIONS: Final = ("<content>", "<light>", "<global>", "<specific>")
PLAN: Final = "<plan>"  # between what is wrong and what is done

SCENE_WORDS: Final = {row["scene"]: f" {row['object']}" for row in rows("scenes")}
assert tuple(SCENE_WORDS) == SCENES
# content words that a scene says already
SAID_BY_SCENE: Final = {row["scene"]: row["content"] for row in rows("scenes") if row["content"]}
CONTENT_WORDS: Final = {word: f" {word}" for word in CONTENT}


def _phrases(section: str, issues: bool) -> dict[str, str]:
    """fact -> phrase, for what is wrong in a section, or for its being right."""
    found = (row for row in rows("facts") if row["section"] == section and bool(row["issue"]) is issues)
    return {row["fact"]: f" {row['phrase']}" for row in found}


LIGHT_ISSUES: Final = _phrases("light", True)
GLOBAL_ISSUES: Final = _phrases("colour", True)
NO_LIGHT_ISSUE: Final = _phrases("light", False)
NO_GLOBAL_ISSUE: Final = _phrases("colour", False)
NO_SPECIFIC_ISSUE: Final = {
    "no_loud": " No single colour is out of line.",
    "no_hue": " No colour fills enough of it to be treated by itself.",
}

# measure -> subject, what goes up, what goes down
CLAUSES: Final = {row["aspect"]: (f" {row['subject']}", row["up"], row["down"]) for row in rows("clauses")}
SIZE_WORDS: Final = {row["size"]: row["word"] for row in rows("sizes")}
LIGHT_MEASURES: Final = ("lightness", "shadows", "highlights", "contrast")
GLOBAL_MEASURES: Final = ("warmth", "tint", "colourfulness")

LIGHT_STAYS: Final = " The light stays as it is."
LIGHT_ADDS_LITTLE: Final = " The light settings add little."
BRIGHTNESS_STAYS: Final = " Brightness as a whole stays as it is."
COLOUR_STAYS: Final = " White balance and colourfulness stay as they are."
COLOUR_ADDS_LITTLE: Final = " The colour settings add little."
BALANCE_LEFT: Final = " The white balance is left alone."
COLOURFULNESS_STAYS: Final = " Colourfulness stays as it is."
HUES_LEFT: Final = " Single colours are left to what is done to the whole picture."

# What was asked for, as understood, and what cannot be done: families of looks come from looks.py.
ASKED_OPENING: Final = " Asked for:"
REFUSED_OPENING: Final = " Cannot be done here:"


def _asked(of_hue: bool) -> dict[tuple[str, int], str]:
    """(measure, direction) -> the wish for it, of the whole picture or of one colour."""
    found = (row for row in rows("clauses") if row["aspect"].startswith("hue_") is of_hue)
    return {
        (row["aspect"], way): f" {row[brief]}" for row in found for way, brief in ((1, "brief_up"), (-1, "brief_down"))
    }


ASKED: Final = _asked(False)
ASKED_IMPROVEMENT: Final = " an improvement"
ASKED_MONOCHROME: Final = " black and white"
ASKED_HUE: Final = _asked(True)
ASKED_SIZE: Final = (" a little", " a lot")
REFUSALS: Final = {
    "removing": " removing things",
    "adding": " adding things",
    "cropping": " cropping",
    "blurring": " blurring",
    "sharpening": " sharpening",
    "noise": " removing noise",
    "rotating": " turning the picture",
    "local": " one place alone",
    "text": " writing on it",
}


def plural(hue: str) -> str:
    return hue + "s"


def neighbour(hue: str, direction: int) -> str:
    """The colour with the larger hue angle for +1, the smaller one for -1."""
    return HUES[(HUES.index(hue) + direction) % len(HUES)]


def moved(measure: str, direction: int, size: str) -> str:
    """The phrase behind the subject, such as " slightly brightened"."""
    return f" {SIZE_WORDS[size]} {CLAUSES[measure][1 if direction > 0 else 2]}"


def turned(hue: str, direction: int, size: str) -> str:
    return f" {SIZE_WORDS[size]} towards {neighbour(hue, direction)}"


def capital(phrase: str) -> str:
    """The phrase at the start of a sentence."""
    return " " + phrase[1].upper() + phrase[2:]
