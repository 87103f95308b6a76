"""Requests are judged by the finished files; halves of texts do not change."""

from pathlib import Path

import numpy as np
from PIL import Image

from tonework_training.evaluate_requests import Picture
from tonework_training.judge_requests import HALVES, RUNGS, Trial, half_of, judge
from tonework_training.request_tables import Asked, own_requests
from tonework_training.synthetic import picture


def _entry(folder: Path, name: str, lift: float) -> dict:
    """A photo, and one that is lighter by `lift` of 255."""
    before = picture(3, 60, 40)
    after = np.clip(before.astype(np.float32) + lift, 0, 255).astype(np.uint8)
    files = folder / f"{name}-in.png", folder / f"{name}-out.png"
    for file, rgb in zip(files, (before, after), strict=True):
        Image.fromarray(rgb).save(file)
    said = {"content": "Something. Asked for: brighter."}
    return {"input": str(files[0]), "output": str(files[1]), "reasoning": said}


def _trial(name: str, text: str, way: int, rung: str = "") -> Trial:
    nothing = Picture(Image.new("RGB", (4, 4)), 50.0, 60.0, 20.0, {})
    return Trial(name, Asked("own", "brightness", text, "lightness", None, way), nothing, rung)


def test_a_request_is_right_when_the_pixels_went_its_way(tmp_path: Path) -> None:
    trials = [_trial("a", "brighter", 1), _trial("b", "darker", -1)]
    metrics, failures = judge(trials, [_entry(tmp_path, "a", 14), _entry(tmp_path, "b", 14)])
    assert metrics["own: direction right (2)"] == 0.5
    assert [line.split(" | ")[2] for line in failures] == ["darker"]


def test_strengths_must_be_in_their_order(tmp_path: Path) -> None:
    trials = [_trial(rung, "brighter", 1, rung) for rung in RUNGS]
    rising = [_entry(tmp_path, f"r{i}", lift) for i, lift in enumerate((5, 10, 20))]
    mixed = [_entry(tmp_path, f"m{i}", lift) for i, lift in enumerate((10, 5, 20))]
    assert judge(trials, rising)[0] == {"strengths in order (1 ladders)": 1.0}
    metrics, failures = judge(trials, mixed)
    assert metrics == {"strengths in order (1 ladders)": 0.0}
    assert len(failures) == 1


def test_each_text_belongs_to_one_half_however_it_is_written() -> None:
    texts = [asked.text for asked in own_requests()]
    assert {half_of(text) for text in texts} == set(HALVES)
    assert all(half_of(text) == half_of(f" {text.upper()} ") for text in texts)
