"""What each wish that the reasoning can name means in sliders: the manifest's `wishes`.

Where the finished thumbnail does not show what the planner says was asked for, the services may add the wish's own move
once (PerTouch's rethinking). An entry is the path of phrase ids behind " Asked for:" or ",", the claim that must come
true, and the sliders of a plain wish; `sizes` scales them when one of its phrases follows. `marks` names the phrases
around wishes and those that are looks, so that no service looks them up by their text.
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
from .wording import ASKED, ASKED_HUE, ASKED_IMPROVEMENT, ASKED_MONOCHROME, ASKED_OPENING, ASKED_SIZE, REFUSED_OPENING

_NO_PHOTO = np.zeros((1, 1, 3), np.float32)  # plain moves do not look at the photo
_FACTORS = (phrasing.A_LITTLE, phrasing.A_LOT)  # in the order of ASKED_SIZE


def table(vocabulary: Vocabulary) -> dict[str, Any]:
    """{"marks", "sizes": [{"token", "factor"}], "moves": [{"tokens", "claim", "sliders": {name: -1..1}}]}."""
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
    return {"marks": _marks(index), "sizes": sizes, "moves": entries}


def _marks(index: dict[str, int]) -> dict[str, Any]:
    """The phrases around wishes, and the wishes without a move of their own."""
    looks = (ASKED_IMPROVEMENT, ASKED_MONOCHROME, *(f" {name}" for name in NAMES))
    return {
        "opening": index[ASKED_OPENING],
        "separator": index[","],
        "closing": index["."],
        "refusing": index[REFUSED_OPENING],
        "looks": [index[phrase] for phrase in looks],
    }
