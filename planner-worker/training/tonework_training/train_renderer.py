"""Step 1: trains slider encoder and renderer together to reproduce the operators, on photo colours and uniform RGB."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from . import operators as ops
from . import sliders as s
from .progress import Progress
from .renderer import Renderer, RendererConfig, SliderEncoder


@dataclass(frozen=True)
class RendererTraining:
    cpu_seconds: float = 400.0  # of this process, so that a busy machine delays but does not shorten it
    batch: int = 32
    colours: int = 256  # per sample, half from one photo and half uniform over the cube
    learning_rate: float = 3e-3
    seed: int = 1
    save_every_seconds: float = 60.0
    model: RendererConfig = field(default_factory=RendererConfig)


def random_sliders(count: int, generator: torch.Generator) -> Tensor:
    """[count, 38]: from one gentle slider to all 38 at any value, with whole groups at zero in part of them."""
    values = torch.rand(count, s.COUNT, generator=generator) * 2 - 1
    strength = torch.rand(count, 1, generator=generator).sqrt()
    density = torch.rand(count, 1, generator=generator) * 1.4
    values = values * strength * (torch.rand(count, s.COUNT, generator=generator) < density)
    for group in s.GROUP_SLICES:
        values[:, group] *= torch.rand(count, 1, generator=generator) < 0.8
    return values


def sample_colours(thumbnails: Tensor, config: RendererTraining, generator: torch.Generator) -> Tensor:
    """[B, colours, 3]; thumbnails [P, size, size, 3] uint8."""
    half = config.colours // 2
    flat = thumbnails.flatten(1, 2)  # [P, size * size, 3]
    which = torch.randint(len(flat), (config.batch, 1), generator=generator)
    where = torch.randint(flat.shape[1], (config.batch, half), generator=generator)
    noise = torch.rand(config.batch, half, 3, generator=generator) - 0.5
    photo = ((flat[which, where].float() + noise) / 255).clamp(0, 1)
    return torch.cat([photo, torch.rand(config.batch, config.colours - half, 3, generator=generator)], 1)


def train(thumbnails: Tensor, config: RendererTraining, run: Path) -> tuple[SliderEncoder, Renderer]:
    """Trains for config.cpu_seconds, resuming from run/renderer.pt; thumbnails as in sample_colours."""
    torch.manual_seed(config.seed)
    generator = torch.Generator().manual_seed(config.seed)
    encoder, renderer = SliderEncoder(config.model), Renderer(config.model)
    parameters = [*encoder.parameters(), *renderer.parameters()]
    optimiser = torch.optim.Adam(parameters, config.learning_rate, betas=(0.9, 0.99))
    progress = Progress(run, "renderer", config.cpu_seconds, config.save_every_seconds)
    if saved := progress.restore():
        encoder.load_state_dict(saved["encoder"])
        renderer.load_state_dict(saved["renderer"])
        optimiser.load_state_dict(saved["optimiser"])
        generator.set_state(saved["generator"])
    while progress.running:
        for group in optimiser.param_groups:
            group["lr"] = config.learning_rate * progress.rate
        p = random_sliders(config.batch, generator)
        rgb = sample_colours(thumbnails, config, generator)
        with torch.no_grad():
            target = ops.apply(rgb, p)
        error = (renderer(rgb, encoder(p)) - target).square().mean((1, 2))
        loss = (error + 1e-7).sqrt().mean()  # near the mean of PSNR: bad and good samples pull alike
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        if progress.stepped(loss.item()):
            progress.save(
                {
                    "encoder": encoder.state_dict(),
                    "renderer": renderer.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "generator": generator.get_state(),
                    "config": asdict(config),
                }
            )
    return encoder.eval(), renderer.eval()


def load(run: Path) -> tuple[SliderEncoder, Renderer]:
    saved = torch.load(run / "renderer.pt", weights_only=True)
    config = RendererConfig(**saved["config"]["model"])
    encoder, renderer = SliderEncoder(config), Renderer(config)
    encoder.load_state_dict(saved["encoder"])
    renderer.load_state_dict(saved["renderer"])
    return encoder.eval(), renderer.eval()
