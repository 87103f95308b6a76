"""The graph that seats cache rows anew, against numpy, and the file that the runtime ships."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from tonework_training import cache_seats

SHIPPED = (
    (Path(__file__).parents[3] / "infra" / "models" / "src" / "main" / "resources" / "io" / "tonework" / "models")
    / "decoding"
    / "cache_seats.onnx"
)


def test_the_shipped_file_is_what_is_built() -> None:
    assert onnx.load(SHIPPED) == cache_seats.build()


@pytest.mark.parametrize("second_rows", [0, 3])
def test_rows_move_to_the_right_end_and_the_rest_is_zero(second_rows: int) -> None:
    rng = np.random.default_rng(3)
    first = rng.standard_normal((2, 4, 5, 6), dtype=np.float32)
    second = rng.standard_normal((second_rows, 4, 7, 6), dtype=np.float32)
    blank = 2 * 5 + second_rows * 7
    taken = [blank, 5 + 2, 5 + 4] if second_rows == 0 else [10 + 7 * 2 + 1, 10 + 7 * 2 + 2, 10 + 7 * 2 + 6]
    slots = np.array([[blank, 0, 3], taken, [blank] * 3])
    session = onnxruntime.InferenceSession(cache_seats.build().SerializeToString())
    (seated,) = session.run(
        None, {"first": first, "second": second, "blank": np.zeros((1, 24), np.float32), "slots": slots}
    )
    expected = np.zeros((3, 4, 3, 6), np.float32)
    expected[0, :, 1:] = first[0][:, [0, 3]]
    if second_rows:
        expected[1] = second[2][:, [1, 2, 6]]
    else:
        expected[1, :, 1:] = first[1][:, [2, 4]]
    np.testing.assert_array_equal(seated, expected)
