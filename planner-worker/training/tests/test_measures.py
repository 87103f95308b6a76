import numpy as np
import pytest
import torch

from tonework_training import lattice
from tonework_training.measures import autocontrast, delta_e_2000, psnr, to_lab

# Published check values of CIEDE2000 (Sharma, Wu and Dalal 2005, table 1): colour, colour, difference.
SHARMA = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
]


@pytest.mark.parametrize(("first", "second", "expected"), SHARMA)
def test_should_give_the_published_difference(first: tuple, second: tuple, expected: float) -> None:
    assert delta_e_2000(np.array(first), np.array(second)) == pytest.approx(expected, abs=1e-4)
    assert delta_e_2000(np.array(second), np.array(first)) == pytest.approx(expected, abs=1e-4)


def test_should_map_white_and_primaries_when_converted_to_lab() -> None:
    lab = to_lab(np.array([[1.0, 1, 1], [0, 0, 0], [1, 0, 0]]))
    np.testing.assert_allclose(lab, [[100, 0, 0], [0, 0, 0], [53.24, 80.09, 67.20]], atol=0.02)


def test_should_give_20_db_when_error_is_a_tenth() -> None:
    assert psnr(np.zeros((4, 3)), np.full((4, 3), 0.1)) == pytest.approx(20)


def test_should_reach_black_and_white_when_contrast_is_stretched() -> None:
    flat = np.linspace(0.3, 0.6, 300).reshape(10, 10, 3)
    out = autocontrast(flat)
    assert out.min() == 0 and out.max() == 1


def test_should_be_exact_when_a_linear_map_is_interpolated() -> None:
    grid, rgb = lattice.nodes(5), torch.rand(1000, 3)
    matrix = torch.tensor([[0.5, 0.2, 0.0], [0.1, 0.7, 0.1], [0.0, 0.3, 0.4]])
    assert torch.allclose(lattice.interpolate(grid @ matrix, rgb), rgb @ matrix, atol=1e-6)
