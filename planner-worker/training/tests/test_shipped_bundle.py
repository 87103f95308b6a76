"""The committed bundle: what the Java side loads is what its manifest and golden files say."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

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


def test_should_replay_its_golden_files(bundle: Bundle) -> None:
    for entry in bundle.manifest["golden"]:

        def read(name: str, file: str, shapes: dict[str, list[int]] = entry["shapes"]) -> np.ndarray:
            return np.frombuffer((FOLDER / file).read_bytes(), "<f4").reshape(shapes[name])

        out = bundle.run(entry["graph"], **{name: read(name, file) for name, file in entry["inputs"].items()})
        for name, file in entry["outputs"].items():
            np.testing.assert_allclose(out[name], read(name, file), atol=1e-4, err_msg=f"{entry['graph']}.{name}")


def test_should_brighten_a_dark_picture_and_leave_a_row_of_zeros_alone(bundle: Bundle) -> None:
    size = bundle.manifest["input"]["width"]
    ramp = np.linspace(0, 1, size, dtype=np.float32)
    good = np.broadcast_to(ramp, (3, size, size)) * np.array([0.9, 0.8, 0.7], np.float32)[:, None, None]
    dark, normal = bundle.run("auto", pixels=np.stack([0.35 * good, good]))["sliders"]

    exposure = s.index("Exposure2012")
    assert dark[exposure] > normal[exposure] + 0.1
    assert not dark[s.SPECIFIC_SLICE].any(), "auto leaves the named colours alone"
    assert not bundle.encode(np.zeros((1, s.COUNT))).any()
