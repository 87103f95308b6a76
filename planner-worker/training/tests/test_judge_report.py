"""A report is judged by its files: true and false statements, directions, failures."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tonework_training.contact_sheet import of_report, write_sheets
from tonework_training.judge_report import judge
from tonework_training.synthetic import picture


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Two photos that were brightened: one says so, one says the opposite; and one that failed."""
    photos = []
    for i, said in enumerate(("The picture is clearly brightened.", "The picture is clearly darkened.")):
        before = picture(i + 1, 60, 40)
        after = np.clip(before * 1.0 + 14, 0, 255).astype(np.uint8)
        files = tmp_path / f"in{i}.png", tmp_path / f"out{i}.png"
        for file, rgb in zip(files, (before, after), strict=True):
            Image.fromarray(rgb).save(file)
        reasoning = {"content": "Something.", "light": {"statement": "It is dark.", "plan": said}}
        photos.append(
            {"input": str(files[0]), "output": str(files[1]), "mode": "style", "reasoning": reasoning, "error": None}
            | {"prompt": "make it brighter"}
        )
    photos.append({"input": "broken.jpg", "output": None, "mode": "auto", "error": "no picture"})
    file = tmp_path / "report.json"
    file.write_text(json.dumps({"photos": photos}), encoding="utf-8")
    return file


def test_true_and_false_statements_are_told_apart(report: Path) -> None:
    metrics, faults = judge(report)
    assert metrics["statements of direction that are true (2)"] == 0.5
    assert metrics["requests, lightness up: direction right (2)"] == 1.0
    assert metrics["photos that succeeded (3)"] == pytest.approx(2 / 3)
    assert [fault.split(" | ")[:2] for fault in faults] == [["in1.png", "false"], ["broken.jpg", "failed"]]


def test_targets_are_found_by_name(report: Path, tmp_path: Path) -> None:
    targets = tmp_path / "targets"
    targets.mkdir()
    (targets / "in0.png").write_bytes((tmp_path / "out0.png").read_bytes())
    metrics, _ = judge(report, targets)
    assert metrics["against the target: mean PSNR dB (1)"] == 100


def test_a_report_becomes_a_contact_sheet(report: Path, tmp_path: Path) -> None:
    (path,) = write_sheets(of_report(report), tmp_path / "sheets", "report")
    with Image.open(path) as page:
        assert page.width > page.height > 100
