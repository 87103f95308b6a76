"""Step 6: the model card, written from the manifest and the measured figures; nothing in it is typed by hand."""

import json
from pathlib import Path

from .evaluation import Metrics, table

_TEXT = """# {name} {version}

Plans and renders retouches on a CPU, {megabytes:.1f} MB of ONNX. `vision.onnx` turns a {size} px thumbnail into image
tokens and a plan of its own, `decoder.onnx` reads the tokens with the instruction and writes the reasoning, one phrase
a token, then three retouch tokens; `head.onnx` turns their states and that plan into 38 sliders and three latents.
`params.onnx` makes latents of sliders, `reference.onnx` of a photo before and after; `renderer.onnx` maps RGB to RGB,
pixel by pixel, under latents.
Written by `{command}`.

## What it is for, and what not

Global retouching of ordinary photographs in sRGB: exposure, tone, white balance, saturation, eight named colours; on
its own judgement, after a look or a request in plain English, after sliders, or after the example of another photo.
It edits no regions, removes no noise and no objects, and says so when asked. Its language is small: it was trained on
requests that a grammar of ours wrote, and takes what lies far from them for something near. Strong casts it corrects
in part or not at all. A dark picture that is meant to be dark, a low-key portrait or dark skin above all, can come out
brighter than its author wants: look, and let taste learn. Scene and content words come from small heads trained on
weak labels: good for choosing a taste, not for deciding anything about people. What the reasoning says of the edit is
checked on the pixels by the services before it is handed out.

## Trained on

{photos} photos whose licence class begins with "permissive"; a tenth, chosen by the hash of its name, was held out.

| licence class | photos |
|---|---|
{licences}

Unretouched inputs are made from finished photos by the operators (degrade.py). Means, spreads and correlations of
those degradations follow sliders fitted to 29 research-licensed before/after pairs; not a pixel of those pairs was
trained on, but the same pairs are the ones measured below, so read that row with this in mind. Scene and content
words of {own} photos were set by us (own_labels.csv). Looks are recipes of our own (looks.csv), requests come from a
grammar of our own (phrasing*.py); no text of others was trained on. {examples} examples of photo, instruction, edit
and reasoning were made of them.

Seeds: {seeds}. Versions: {versions}.
CPU seconds granted: {seconds}.{note}
{curve}
## Measured on the shipped graphs

| measure | value |
|---|---|
{table}

"mixed" slider sets run from one gentle slider to all 38 at any value; "all 38 uniform" is every slider anywhere in
-1..1 at once, harsher than any use. Lattice errors compare the renderer with tetrahedral interpolation in its own 33^3
lattice. Scene and content are checked against weak labels, so a true word the label omits is not counted at all.
"""


def write_card(
    bundle: Path, metrics: Metrics, curves: dict[str, list[tuple[float, float]]], own_labels: int, note: str = ""
) -> None:
    """Writes MODEL_CARD.md; curves are (CPU seconds, loss) by model, note says what the configuration does not."""
    manifest = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    training = manifest["training"]
    trainings = {name: config for name, config in training.items() if "cpu_seconds" in config}
    card = _TEXT.format(
        name=manifest["name"],
        version=manifest["version"],
        size=manifest["input"]["width"],
        command="make -C planner-worker/training bundle PHOTOS=DIR",
        photos=training["photos"]["train"] + training["photos"]["heldOut"],
        licences="\n".join(f"| {name} | {count} |" for name, count in training["licenceClasses"].items()),
        own=own_labels,
        seeds=", ".join(f"{k} {v}" for k, v in training["seeds"].items()),
        versions=", ".join(f"{k} {v}" for k, v in training["versions"].items()),
        seconds=", ".join(f"{k} {v['cpu_seconds']:.0f}" for k, v in trainings.items()),
        examples=training["examples"]["count"],
        megabytes=sum((bundle / graph["file"]).stat().st_size for graph in manifest["graphs"].values()) / 1e6,
        note=f" {note}" if note else "",
        curve=_curve(curves),
        table=table(metrics),
    )
    (bundle / "MODEL_CARD.md").write_text(card, encoding="utf-8")


def with_table(card: str, rows: str) -> str:
    """The card with other rows in the table of its measures; ValueError when it has none."""
    head = "| measure | value |\n|---|---|\n"
    before, found, behind = card.partition(head)
    if not found:
        raise ValueError("the model card has no table of measures (| measure | value |)")
    rest = behind.split("\n\n", 1)
    return before + head + rows + ("\n\n" + rest[1] if len(rest) > 1 else "\n")


def _curve(curves: dict[str, list[tuple[float, float]]]) -> str:
    lines = ["", "Training curve, average loss in 1/255 by CPU second:", ""]
    for name, points in curves.items():
        every = max(1, len(points) // 8)
        shown = points[::every] if points[-1:] == points[::every][-1:] else [*points[::every], points[-1]]
        lines.append(f"- {name}: " + ", ".join(f"{t:.0f} s {loss:.2f}" for t, loss in shown))
    return "\n".join(lines) + "\n"
