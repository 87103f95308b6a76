import torch

from tonework_training import sliders as s
from tonework_training.renderer import Renderer, RendererConfig, SliderEncoder

CONFIG = RendererConfig(hidden=32)


def models() -> tuple[SliderEncoder, Renderer]:
    torch.manual_seed(3)
    return SliderEncoder(CONFIG), Renderer(CONFIG)


def test_should_be_the_identity_when_latents_are_zero_even_untrained() -> None:
    _, renderer = models()
    rgb = torch.rand(2, 500, 3)
    rgb[0, :2] = torch.tensor([[0.0] * 3, [1.0] * 3])
    assert (renderer(rgb, torch.zeros(2, 3, CONFIG.latent_size)) - rgb).abs().max() < 0.1 / 255


def test_should_fill_only_its_own_row_when_one_group_moves() -> None:
    encoder, _ = models()
    for at, group in enumerate(s.GROUP_SLICES):
        sliders = torch.zeros(1, s.COUNT)
        sliders[:, group] = 0.3
        used = encoder(sliders).abs().amax((0, 2)) > 0
        assert used.tolist() == [i == at for i in range(3)]


def test_should_treat_each_photo_apart_when_batched() -> None:
    encoder, renderer = models()
    sliders, rgb = torch.rand(3, s.COUNT) - 0.5, torch.rand(3, 40, 3)
    together = renderer(rgb, encoder(sliders))
    apart = torch.cat([renderer(rgb[i : i + 1], encoder(sliders[i : i + 1])) for i in range(3)])
    assert torch.allclose(together, apart, atol=1e-5)


def test_should_stay_finite_and_in_range_when_latents_are_wild() -> None:
    _, renderer = models()
    rgb = torch.rand(4, 300, 3)
    rgb[:, :2] = torch.tensor([[0.0] * 3, [1.0] * 3])
    out = renderer(rgb, 10 * torch.randn(4, 3, CONFIG.latent_size))
    assert out.isfinite().all() and out.min() >= 0 and out.max() <= 1
