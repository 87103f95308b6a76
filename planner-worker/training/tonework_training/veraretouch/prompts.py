"""Prompts and special tokens that the published weights were trained with, to the letter."""

from .. import sliders as s

IMAGE_PLACEHOLDER = "{image}"
RETOUCH_TOKENS = ("<retouch_light>", "<retouch_color&temp>", "<retouch_colormixer>")
END = "<|im_end|>"

_ASPECTS = {"light": "light", "globalColour": "globalcolor", "specificColour": "specificcolor"}

_TASKS = {
    "auto": (
        "{image}\n<Auto_Retouch_Task>\nNow, you are acting as a Retouch Agent. When I provide an image, please state "
        "the problems found in the image (from 3 aspects: lighting, global_color, specific color), and give the "
        "solution and retouch tokens."
    ),
    "style": (
        "{image}\n<Style_Retouch_Task>\nNow, you are acting as a Retouch Agent. I will provide an image and an "
        "instruction, please give me a retouch plan and retouch tokens.\n Instruction: {instruction}"
    ),
    "param": (
        "<Professional_Retouch_Task>\nNow, you are acting as a Retouch Agent. I will provide an image and an "
        "professional instruction (plain text description or retouch operator parameters range from -1.0 to 1.0), "
        "please give me a retouch plan and retouch tokens.\n Instruction: {sliders}"
    ),
}
_GROUP_TITLES = ("Light Adjustment", "Color and Temperature Adjustment", "Specific Color Adjustment")


def prompts() -> dict[str, str]:
    """Mode -> template in ChatML; {image}, {instruction} and {sliders} stand for what comes with the request."""
    return {
        mode: (
            "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n"
            f"<|im_start|>user\n{task}<|im_end|>\n<|im_start|>assistant\n"
        )
        for mode, task in _TASKS.items()
    }


def sections() -> dict[str, dict[str, tuple[str, str]]]:
    """Aspect -> "issues" and "plan" -> the tokens around that text."""
    return {
        aspect: {
            ours: (f"<{theirs}_{name}_start>", f"<{theirs}_{name}_end>")
            for ours, theirs in (("issues", "problem"), ("plan", "plan"))
        }
        for aspect, name in _ASPECTS.items()
    }


def slider_text(values: list[float]) -> str:
    """The 38 sliders, -1..1 in the order of sliders.SLIDERS, as the model read them: a Python dict of dicts.

    Each value is rounded to three places; all 38 are named.
    """
    if len(values) != s.COUNT:
        raise ValueError(f"{len(values)} sliders, not {s.COUNT}")
    groups = {
        title: {s.SLIDERS[i]: round(float(values[i]), 3) + 0.0 for i in range(g.start, g.stop)}
        for title, g in zip(_GROUP_TITLES, s.GROUP_SLICES, strict=True)
    }
    return repr(groups)
