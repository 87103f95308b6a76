"""Step 2: unretouched photos from finished ones. The auto planner learns to undo what is done here.

Each degradation is a draw of the tone and global-colour sliders, evaluated once on a lattice that is then applied to
whole thumbnails. The kinds and their figures follow how finished photos differ from what cameras write: sliders fitted
from 29 expert versions back to their inputs gave the means and spreads of `CAMERA` (only these figures are used, no
pixel of those photos; docs/adr/0012).
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from . import operators as ops
from . import sliders as s
from .lattice import nodes

USED = s.GLOBAL_SLICE.stop  # light and global colour: the sliders that the auto planner sets

# mean and spread of each slider, expert -> input
CAMERA = {
    "Exposure2012": (-0.20, 0.20),
    "Contrast2012": (-0.16, 0.28),
    "Highlights2012": (-0.36, 0.20),
    "Shadows2012": (-0.23, 0.18),
    "Whites2012": (0.05, 0.35),
    "Blacks2012": (0.55, 0.30),
    "ParametricShadows": (0.0, 0.25),
    "ParametricDarks": (-0.38, 0.22),
    "ParametricLights": (-0.38, 0.22),
    "ParametricHighlights": (-0.14, 0.26),
    "IncrementalTemperature": (-0.03, 0.26),
    "IncrementalTint": (-0.02, 0.16),
    "Vibrance": (-0.05, 0.25),
    "Saturation": (-0.16, 0.20),
}

# How the sliders move together from photo to photo: four factors of the correlations (rows as in CAMERA). What a
# row's squares lack to 1 is the slider's own. Independent noise makes renderings that no camera writes.
FACTORS = (
    (-0.46, 0.10, -0.36, 0.63),
    (0.62, -0.49, -0.31, -0.16),
    (0.04, -0.87, -0.08, -0.05),
    (-0.59, -0.58, 0.15, -0.15),
    (-0.57, -0.12, -0.51, 0.25),
    (-0.37, -0.25, 0.00, -0.28),
    (-0.77, -0.07, 0.00, -0.29),
    (-0.13, -0.69, 0.16, 0.49),
    (0.56, -0.65, 0.07, -0.02),
    (-0.19, -0.01, -0.72, -0.51),
    (0.21, 0.10, -0.03, 0.04),
    (-0.52, -0.18, 0.02, 0.09),
    (0.29, 0.02, -0.60, 0.13),
    (0.67, -0.03, -0.20, 0.13),
)


@dataclass(frozen=True)
class DegradeConfig:
    lattice: int = 15
    camera: float = 0.5  # share of dark, flat renderings like raw files, from hardly to strongly
    wrong: float = 0.07  # share of any slider wrong, independently
    exposure: float = 0.13  # share of plainly under- or overexposed photos, the rest nearly right
    cast: float = 0.12  # share of photos with a strong cast; what remains of 1 is left untouched
    max_camera_strength: float = 1.35
    mixed_light: float = 0.12  # share of photos lit by two lights: two degradations of one kind, side by side


def draw(count: int, config: DegradeConfig, generator: torch.Generator) -> Tensor:
    """[count, 14] sliders in -1..1 that make a finished photo look unretouched; zero rows for photos left alone."""
    mean, spread = (torch.tensor([CAMERA[n][i] for n in s.SLIDERS[:USED]]) for i in (0, 1))

    def normal() -> Tensor:
        return torch.randn(count, USED, generator=generator)

    def uniform() -> Tensor:
        return torch.rand(count, 1, generator=generator)

    factors = torch.tensor(FACTORS)
    own = (1 - factors.square().sum(1)).clamp(min=0).sqrt()
    together = torch.randn(count, factors.shape[1], generator=generator) @ factors.T + own * normal()
    # Mean and spread grow together: photos that need little must not look like photos that need something else.
    camera = config.max_camera_strength * uniform() ** 0.7 * (mean + spread * together)
    wrong = 0.28 * normal()
    near = 0.1 * normal()
    exposure = near.clone()
    over = uniform() < 0.55  # what is too bright has also lost its deepest blacks and its strongest colours
    exposure[:, 0:1] += torch.where(over, 0.1 + 0.55 * uniform(), -0.1 - 0.6 * uniform())
    exposure[:, 13:14] -= torch.where(over, 0.35 * uniform(), 0.0)
    exposure[:, 5:6] += torch.where(over, 0.4 * uniform(), 0.0)
    cast = near.clone()
    cast[:, 10:11] += torch.where(uniform() < 0.5, -1.0, 1.0) * (0.2 + 0.8 * uniform())
    cast[:, 11:12] += 0.3 * torch.randn(count, 1, generator=generator)
    which = uniform()
    result = torch.zeros(count, USED)
    limit = 0.0
    for share, sliders in (
        (config.camera, camera),
        (config.wrong, wrong),
        (config.exposure, exposure),
        (config.cast, cast),
    ):
        result = torch.where((which >= limit) & (which < limit + share), sliders, result)
        limit += share
    return result.clamp(-1, 1)


class DegradationPool:
    """A pool of degradation lattices of which a few are redrawn at every step: computing them is the costly part."""

    def __init__(self, size: int, config: DegradeConfig, generator: torch.Generator) -> None:
        self.config = config
        self.generator = generator
        self.grid = nodes(config.lattice)[None]
        self.tables = torch.empty(size, 3, config.lattice, config.lattice, config.lattice)
        self.next = 0
        for _ in range(0, size, 16):
            self.redraw(16)

    def redraw(self, count: int) -> None:
        sliders = draw(count, self.config, self.generator)
        table = ops.apply_without_mixer(self.grid.expand(count, -1, -1), sliders)  # [count, n^3, 3]
        touched = (sliders != 0).any(-1)[:, None, None]
        table = torch.where(touched, self._camera_colours(table), table)
        n = self.config.lattice
        table = table.transpose(1, 2).reshape(count, 3, n, n, n)
        at = (torch.arange(count) + self.next) % len(self.tables)
        self.tables[at] = table
        self.next = (self.next + count) % len(self.tables)

    def _camera_colours(self, table: Tensor) -> Tensor:
        """What no slider does: a slightly different tone curve per channel, as sensors and mixed light give."""
        power = torch.exp(0.05 * torch.randn(len(table), 1, 3, generator=self.generator))
        return table.clamp(min=1e-5) ** power

    def degrade(self, photos: Tensor) -> Tensor:
        """photos [B, 3, H, W] in 0..1 -> degraded, each by a random lattice of the pool, rounded to 8 bits."""
        which = torch.randint(len(self.tables), (len(photos),), generator=self.generator)
        where = photos.permute(0, 2, 3, 1)[:, None] * 2 - 1  # [B, 1, H, W, (r, g, b)]: red is the fastest axis
        degraded = self._look_up(which, where)
        mixed = torch.nonzero(torch.rand(len(photos), generator=self.generator) < self.config.mixed_light).flatten()
        if len(mixed):  # the other light: the same rendering, warmer or cooler, across a soft edge
            lit = self._second_light(degraded[mixed])
            degraded = degraded.index_copy(0, mixed, lit)
        return (degraded * 255).round().clamp(0, 255) / 255

    def _look_up(self, which: Tensor, where: Tensor) -> Tensor:
        return F.grid_sample(self.tables[which], where, align_corners=True, padding_mode="border")[:, :, 0]

    def _second_light(self, photos: Tensor) -> Tensor:
        b, _, h, w = photos.shape
        sliders = torch.zeros(b, USED)
        sign = torch.randint(0, 2, (b,), generator=self.generator) * 2.0 - 1
        sliders[:, 10] = sign * (0.15 + 0.6 * torch.rand(b, generator=self.generator))
        sliders[:, 11] = 0.15 * torch.randn(b, generator=self.generator)
        other = ops.apply_without_mixer(photos.flatten(2).transpose(1, 2), sliders.clamp(-1, 1))
        other = other.transpose(1, 2).reshape(b, 3, h, w)
        angle, offset = (torch.rand(b, 1, 1, generator=self.generator) for _ in range(2))
        x, y = torch.linspace(-1, 1, w)[None, None], torch.linspace(-1, 1, h)[None, :, None]
        along = x * torch.cos(2 * torch.pi * angle) + y * torch.sin(2 * torch.pi * angle)
        share = torch.sigmoid(5 * (along - offset + 0.5))[:, None]  # [B, 1, H, W]
        return photos + share * (other - photos)
