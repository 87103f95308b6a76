"""The committed bundle: what the Java side loads is what its manifest and golden files say."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tonework_training import decode, synthetic
from tonework_training import sliders as s
from tonework_training.bundle import Bundle

FOLDER = Path(__file__).parents[3] / "infra/models/src/main/resources/bundles/compact"


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return Bundle(FOLDER)


def test_should_match_its_digests_and_vocabulary(bundle: Bundle) -> None:
    assert tuple(bundle.manifest["sliders"]) == s.SLIDERS
    for graph in bundle.manifest["graphs"].values():
        assert hashlib.sha256((FOLDER / graph["file"]).read_bytes()).hexdigest() == graph["sha256"]
    compiled = bundle.manifest["compiled"]
    readings = (FOLDER / compiled["file"]).read_bytes()
    assert hashlib.sha256(readings).hexdigest() == compiled["sha256"]
    rows = 3 + compiled["levels"] + compiled["tone"] + 3 + 3 * compiled["hues"]
    assert len(readings) == 4 * rows * bundle.manifest["latents"]["sizes"][0]


def test_should_replay_its_golden_files(bundle: Bundle) -> None:
    for entry in bundle.manifest["golden"]:

        def read(name: str, file: str, shapes: dict[str, list[int]] = entry["shapes"]) -> np.ndarray:
            return np.frombuffer((FOLDER / file).read_bytes(), "<f4").reshape(shapes[name])

        out = bundle.run(entry["graph"], **{name: read(name, file) for name, file in entry["inputs"].items()})
        for name, file in entry["outputs"].items():
            np.testing.assert_allclose(out[name], read(name, file), atol=1e-4, err_msg=f"{entry['graph']}.{name}")


def test_should_brighten_a_dark_picture_and_leave_a_row_of_zeros_alone(bundle: Bundle) -> None:
    ramp = np.linspace(0, 1, 192, dtype=np.float32)
    good = np.broadcast_to(ramp, (128, 192))[..., None] * np.array([0.9, 0.8, 0.7], np.float32)
    dark, normal = (bundle.plan(_photo(picture)) for picture in (0.35 * good, good))

    exposure = s.index("Exposure2012")
    assert dark.sliders[exposure] > normal.sliders[exposure] + 0.1
    assert "brightened" in dark.text
    assert np.abs(dark.sliders[s.SPECIFIC_SLICE]).max() < 0.1, "auto leaves the named colours nearly alone"
    assert not bundle.encode(np.zeros((1, s.COUNT))).any()


@pytest.mark.parametrize(
    ("request_text", "slider", "way"),
    [
        ("make it brighter", "Exposure2012", 1),
        ("darker please", "Exposure2012", -1),
        ("warmer", "IncrementalTemperature", 1),
        ("more contrast", "Contrast2012", 1),
        ("make it black and white", "Saturation", -1),
    ],
)
def test_should_do_what_is_asked_when_the_request_is_plain(
    bundle: Bundle, request_text: str, slider: str, way: int
) -> None:
    plan = bundle.plan(_photo(synthetic.picture(1) / 255), request_text)

    assert way * plan.sliders[s.index(slider)] > 0.1
    assert " Asked for:" in plan.text


def test_should_write_the_recorded_plans_again(bundle: Bundle) -> None:
    size = bundle.manifest["input"]["width"]
    for golden in bundle.manifest["plans"]:
        pixels = np.frombuffer((FOLDER / golden["pixels"]).read_bytes(), "<f4").reshape(1, 3, size, size)
        seen = bundle.run("vision", pixels=pixels)
        plan = decode.plan(bundle, seen, golden["instruction"], golden["facts"])
        assert plan.ids == golden["ids"] and plan.text == golden["text"]


def _photo(picture: np.ndarray) -> Image.Image:
    return Image.fromarray((picture * 255).round().astype(np.uint8))
