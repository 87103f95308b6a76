"""Step 4: trains the retouch encoder on pairs made by the operators; the loss is taken on colours of other photos."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from . import operators as ops
from .progress import Progress
from .reference import ReferenceConfig, ReferenceEncoder
from .renderer import Renderer, SliderEncoder
from .train_renderer import random_sliders

CHUNK = 64  # pairs that are made at a time


@dataclass(frozen=True)
class ReferenceTraining:
    cpu_seconds: float = 450.0  # of this process, so that a busy machine delays but does not shorten it
    batch: int = 48
    pixels: int = 768  # of a pair that are read in a step
    colours: int = 192  # of another photo on which the loss is taken
    pool: int = 3072  # pairs that are held ready
    redraw: int = 4  # of them made anew in each step
    thumbnail: int = 128  # photos are mapped at this size and then squashed to the encoder's
    noise: float = 1.0  # levels of 255 that the pixels of a pair are off at most
    prior: float = 0.01  # weight of the distance to the true sliders: settles what the pair cannot tell
    learning_rate: float = 1.5e-3
    seed: int = 3
    save_every_seconds: float = 60.0
    model: ReferenceConfig = field(default_factory=ReferenceConfig)


class PairPool:
    """Pairs of thumbnails before and after random sliders, in bytes."""

    def __init__(self, thumbnails: Tensor, config: ReferenceTraining, generator: torch.Generator) -> None:
        self.thumbnails, self.config, self.generator = thumbnails, config, generator
        size = config.model.size
        self.pairs = torch.empty(config.pool, 6, size * size, dtype=torch.uint8)
        self.sliders = torch.empty(config.pool, 38)
        self.next = 0
        for _ in range(0, config.pool, CHUNK):
            self.redraw(min(CHUNK, config.pool))

    def redraw(self, count: int) -> None:
        """Makes `count` pairs anew, the oldest ones."""
        which = torch.randint(len(self.thumbnails), (count,), generator=self.generator)
        photos = self.thumbnails[which].float() / 255  # [count, T, T, 3]
        side = photos.shape[1]
        sliders = random_sliders(count, self.generator)
        with torch.no_grad():
            after = ops.apply(photos.flatten(1, 2), sliders).reshape(count, side, side, 3)
        both = torch.cat([photos, after], 3).permute(0, 3, 1, 2)
        size = self.config.model.size
        small = F.interpolate(both, size=(size, size), mode="area").flatten(2)
        at = (torch.arange(count) + self.next) % len(self.pairs)
        self.pairs[at] = (small * 255).round().to(torch.uint8)
        self.sliders[at] = sliders
        self.next = (self.next + count) % len(self.pairs)

    def draw(self) -> tuple[Tensor, Tensor, Tensor]:
        """before and after [B, 3, pixels] with some noise, sliders [B, 38]."""
        which = torch.randint(len(self.pairs), (self.config.batch,), generator=self.generator)
        where = torch.randint(self.pairs.shape[2], (self.config.pixels,), generator=self.generator)
        pixels = self.pairs[which][:, :, where].float()
        pixels = pixels + self.config.noise * (2 * torch.rand(pixels.shape, generator=self.generator) - 1)
        before, after = (pixels / 255).clamp(0, 1).split(3, 1)
        return before, after, self.sliders[which]


def train(
    thumbnails: Tensor, parts: tuple[SliderEncoder, Renderer], config: ReferenceTraining, run: Path
) -> ReferenceEncoder:
    """Trains for config.cpu_seconds, resuming from run/reference.pt; thumbnails [P, T, T, 3] uint8, T = thumbnail."""
    torch.manual_seed(config.seed)
    generator = torch.Generator().manual_seed(config.seed)
    model = ReferenceEncoder(config.model, *parts)
    optimiser = torch.optim.AdamW(model.network.parameters(), config.learning_rate, weight_decay=1e-4)
    progress = Progress(run, "reference", config.cpu_seconds, config.save_every_seconds)
    if saved := progress.restore():
        model.network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        generator.set_state(saved["generator"])
    pool = PairPool(thumbnails, config, generator)
    others = thumbnails.flatten(1, 2)  # [P, T * T, 3]
    while progress.running:
        for group in optimiser.param_groups:
            group["lr"] = config.learning_rate * progress.rate
        pool.redraw(config.redraw)
        before, after, sliders = pool.draw()
        which = torch.randint(len(others), (config.batch, 1), generator=generator)
        where = torch.randint(others.shape[1], (config.batch, config.colours), generator=generator)
        colours = others[which, where].float() / 255
        with torch.no_grad():
            target = ops.apply(colours, sliders)
        loss, last = torch.zeros(()), torch.zeros(())
        estimates = model.rounds(before, after)
        for i, estimate in enumerate(estimates):
            error = model.renderer(colours, model.encoder(estimate)) - target
            last = (error.square().mean((1, 2)) + 1e-6).sqrt().mean()
            prior = (estimate - sliders).abs().mean()
            loss = loss + (last + config.prior * prior) * 0.7 ** (len(estimates) - 1 - i)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.network.parameters(), 1.0)
        optimiser.step()
        if progress.stepped(last.item()):
            progress.save(
                {
                    "network": model.network.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "generator": generator.get_state(),
                    "config": asdict(config),
                }
            )
    return model.eval()


def load(run: Path, parts: tuple[SliderEncoder, Renderer]) -> ReferenceEncoder:
    """The encoder of the last save in `run`."""
    saved = torch.load(run / "reference.pt", weights_only=True)
    model = ReferenceEncoder(ReferenceConfig(**saved["config"]["model"]), *parts)
    model.network.load_state_dict(saved["network"])
    return model.eval()
