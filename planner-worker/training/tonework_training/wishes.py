"""What each wish that the reasoning can name means in sliders: the manifest's `wishes`.

Where the finished thumbnail does not show what the planner says was asked for, the services may add the wish's own move
once (PerTouch's rethinking). An entry is the path of phrase ids behind the opening or a separator, the claim that must
come true, and the sliders of a plain wish; `sizes` scales them when one of its phrases follows. `marks` are the ids of
the phrases around wishes, and of the wishes that are looks, which no claim can stand for.
"""

from typing import Any

import numpy as np

from . import phrasing, targets
from . import sliders as s
from .aspects import HUES, Claim
from .grammar_file import claim_name
from .looks import NAMES
from .phrasing import Move, Request
from .tokens import Vocabulary
from .wording import (
    ASKED,
    ASKED_HUE,
    ASKED_IMPROVEMENT,
    ASKED_MONOCHROME,
    ASKED_SIZE,
    ASKING,
    CLOSING,
    REFUSING,
    SEPARATOR,
)

_NO_PHOTO = np.zeros((1, 1, 3), np.float32)  # plain moves do not look at the photo
_FACTORS = (phrasing.A_LITTLE, phrasing.A_LOT)  # in the order of ASKED_SIZE


def table(vocabulary: Vocabulary) -> dict[str, Any]:
    """{"sizes": [{"token", "factor"}], "moves": [{"tokens", "claim", "sliders": {name: -1..1}}], "marks": {...}}."""
    index = {phrase: vocabulary.first_phrase + i for i, phrase in enumerate(vocabulary.wording)}
    moves = [Move(attribute, way, phrasing.PLAIN) for attribute, way in ASKED]
    moves += [Move(attribute, way, phrasing.PLAIN, hue) for hue in HUES for attribute, way in ASKED_HUE]
    moves += [Move("hue_turn", way, phrasing.PLAIN, hue) for hue in HUES for way in (1, -1)]
    entries = []
    for move in moves:
        request = Request(move.attribute, (move,))
        values = targets.target(request, _NO_PHOTO)
        entries.append(
            {
                "tokens": [index[phrase] for phrase in phrasing.asked(request)],
                "claim": claim_name(Claim(move.attribute, move.direction, move.hue)),
                "sliders": {name: round(float(v), 4) for name, v in zip(s.SLIDERS, values, strict=True) if v},
            }
        )
    sizes = [{"token": index[p], "factor": f} for p, f in zip(ASKED_SIZE, _FACTORS, strict=True)]
    marks = {"opening": ASKING, "separator": SEPARATOR, "closing": CLOSING, "refusing": REFUSING}
    looks = [index[phrase] for phrase in (ASKED_IMPROVEMENT, ASKED_MONOCHROME, *(f" {name}" for name in NAMES))]
    named = {mark: index[phrase] for mark, phrase in marks.items()} | {"looks": looks}
    return {"sizes": sizes, "moves": entries, "marks": named}
