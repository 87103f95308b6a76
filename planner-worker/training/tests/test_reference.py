"""The retouch encoder: what it reads from a pair, and that training makes it better than leaving photos alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from tonework_training import operators as ops
from tonework_training import train_reference
from tonework_training.reference import ReferenceConfig, ReferenceEncoder
from tonework_training.renderer import Renderer, RendererConfig, SliderEncoder
from tonework_training.train_reference import PairPool, ReferenceTraining
from tonework_training.train_renderer import random_sliders

SMALL = ReferenceConfig(size=8, luma_bins=6, channel_bins=4, hue_bins=6, hidden=32, rounds=2)
TRAINING = ReferenceTraining(
    cpu_seconds=1, batch=16, pixels=48, colours=48, pool=64, redraw=2, thumbnail=16, model=SMALL
)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """The budget counts the CPU time of all threads; on pictures so small they only wait for each other."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def photos() -> Tensor:
    return torch.randint(256, (12, 16, 16, 3), generator=torch.Generator().manual_seed(5)).to(torch.uint8)


def _parts() -> tuple[SliderEncoder, Renderer]:
    torch.manual_seed(1)
    config = RendererConfig(hidden=32)
    return SliderEncoder(config).eval(), Renderer(config).eval()


class _Operators(torch.nn.Module):
    """Operators in the renderer's place: latents are the sliders themselves."""

    def forward(self, rgb: Tensor, latents: Tensor) -> Tensor:
        return ops.apply(rgb, latents)


def test_an_untrained_encoder_leaves_photos_alone() -> None:
    model = ReferenceEncoder(SMALL, *_parts()).eval()
    latents, sliders = model(torch.rand(2, 6, 8, 8))
    assert not sliders.any()
    assert not latents.any()


def test_the_order_of_the_pixels_does_not_matter() -> None:
    model = ReferenceEncoder(SMALL, *_parts()).eval()
    torch.nn.init.normal_(model.network[-1].weight, 0, 0.1)
    pair = torch.rand(1, 6, 8, 8)
    shuffled = pair.flatten(2)[:, :, torch.randperm(64)].unflatten(2, (8, 8))
    assert torch.allclose(model(pair)[1], model(shuffled)[1], atol=1e-5)


def test_pairs_are_mapped_before_they_are_squashed(photos: Tensor) -> None:
    pool = PairPool(photos, TRAINING, torch.Generator().manual_seed(2))
    before, after = pool.pairs[:4].float().div(255).split(3, 1)
    # a map applied after squashing is close to, but not the same as, one applied before
    mapped = ops.apply(before.transpose(1, 2), pool.sliders[:4]).transpose(1, 2)
    apart = (mapped - after).abs().mean()
    assert 1 / 510 < apart < 0.1


def test_training_brings_other_photos_nearer(photos: Tensor, tmp_path: Path) -> None:
    encoder = torch.nn.Identity()
    model = train_reference.train(photos, (encoder, _Operators()), replace(TRAINING, cpu_seconds=6), tmp_path)  # type: ignore[arg-type]
    generator = torch.Generator().manual_seed(9)
    sliders = 0.7 * random_sliders(32, generator)
    shown = torch.rand(32, 64, 3, generator=generator)
    other = torch.rand(32, 64, 3, generator=generator)
    with torch.no_grad():
        pair = torch.cat([shown, ops.apply(shown, sliders)], 2).transpose(1, 2).unflatten(2, (8, 8))
        found = model(pair)[1]
        target = ops.apply(other, sliders)
        error = (ops.apply(other, found) - target).square().mean().sqrt()
        untouched = (other - target).square().mean().sqrt()
    assert float(error) < 0.8 * float(untouched)


def test_training_goes_on_from_its_checkpoint(photos: Tensor, tmp_path: Path) -> None:
    train_reference.train(photos, _parts(), TRAINING, tmp_path)
    again = train_reference.load(tmp_path, _parts())
    resumed = train_reference.train(photos, _parts(), TRAINING, tmp_path)
    for a, b in zip(again.network.parameters(), resumed.network.parameters(), strict=True):
        assert np.array_equal(a.detach(), b.detach())
