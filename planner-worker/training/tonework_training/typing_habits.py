"""How people type: letters left out, doubled or swapped, capitals or none, full stops or none."""

import numpy as np

_NEIGHBOURS = {
    "a": "sq",
    "e": "wr",
    "i": "uo",
    "o": "ip",
    "u": "yi",
    "t": "ry",
    "r": "et",
    "n": "bm",
    "s": "ad",
    "h": "gj",
}


def typed(text: str, rng: np.random.Generator) -> str:
    """The text as somebody would type it."""
    if rng.random() < 0.22:
        for _ in range(1 + (rng.random() < 0.25)):
            text = _slip(text, rng)
    kind = rng.random()
    if kind < 0.5:
        text = text[:1].upper() + text[1:]
    elif kind < 0.55:
        text = text.upper()
    end = rng.random()
    return text + ("." if end < 0.4 else "!" if end < 0.44 else "")


def _slip(text: str, rng: np.random.Generator) -> str:
    """One typing error inside a word of five letters or more."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return text
    i = long[rng.integers(len(long))]
    word = words[i]
    at = int(rng.integers(1, len(word) - 1))
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + _NEIGHBOURS.get(word[at], word[at])[0] + word[at + 1 :],
    )
    words[i] = slips[rng.integers(len(slips))]
    return " ".join(words)
