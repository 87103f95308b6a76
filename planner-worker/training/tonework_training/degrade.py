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


@dataclass(frozen=True)
class DegradeConfig:
    lattice: int = 15
    camera: float = 0.46  # share of dark, flat renderings like raw files, from hardly to strongly
    wrong: float = 0.09  # share of any slider wrong, independently
    exposure: float = 0.12  # share of plainly under- or overexposed photos, the rest nearly right
    cast: float = 0.12  # share of photos with a strong cast; what remains of 1 is left untouched
    max_camera_strength: float = 1.35


def draw(count: int, config: DegradeConfig, generator: torch.Generator) -> Tensor:
    """[count, 14] sliders in -1..1 that make a finished photo look unretouched; zero rows for photos left alone."""
    mean, spread = (torch.tensor([CAMERA[n][i] for n in s.SLIDERS[:USED]]) for i in (0, 1))

    def normal() -> Tensor:
        return torch.randn(count, USED, generator=generator)

    def uniform() -> Tensor:
        return torch.rand(count, 1, generator=generator)

    # Mean and spread grow together: photos that need little must not look like photos that need something else.
    camera = config.max_camera_strength * uniform() ** 0.7 * (mean + spread * normal())
    wrong = 0.28 * normal()
    near = 0.1 * normal()
    exposure = near.clone()
    exposure[:, 0:1] += torch.where(uniform() < 0.5, -0.1 - 0.6 * uniform(), 0.1 + 0.5 * uniform())
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
        degraded = F.grid_sample(self.tables[which], where, align_corners=True, padding_mode="border")[:, :, 0]
        return (degraded * 255).round().clamp(0, 255) / 255
