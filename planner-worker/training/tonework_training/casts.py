"""Casts as cameras make them: finished photos taken back to the light of the scene, balanced wrongly, developed again.

Part of the photos stay as they are, so that what is meant to be warm or blue is seen too. Part get plain gains in
light; the rest go through a camera: an inverse tone curve, a matrix to the sensor's own primaries, gains there, in part
a second light across a soft edge, exposure, noise, the matrix back and another tone curve.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

GAMMA = 2.2
USABLE = (0.02, 0.97)  # encoded values outside these say nothing about a cast
FAINT = 1e-4


@dataclass(frozen=True)
class CastConfig:
    finished: float = 0.2  # share of photos left exactly as they are
    uncast: float = 0.1  # share that only a camera's tones change
    plain: float = 0.3  # share of pure gains in light; the rest go through a camera
    strong: float = 0.3  # share of the casts with a shift of more than `usual` mired
    usual_mired: float = 80.0
    most_mired: float = 190.0
    tint: float = 0.08  # spread of the log gain across the locus
    strong_tint: float = 0.15  # share of the casts with a tint of up to `most_tint`
    most_tint: float = 0.35
    mixed: float = 0.15


def planckian(mired: Tensor) -> Tensor:
    """Linear sRGB of a black body, green 1; [B] mired, 60 to 590, -> [B, 3] (Kim et al., 2002)."""
    t = mired / 1e3
    warm = -0.2661239 * t**3 - 0.2343589 * t**2 + 0.8776956 * t + 0.179910
    cool = -3.0258469 * t**3 + 2.1070379 * t**2 + 0.2226347 * t + 0.240390
    x = torch.where(t > 0.25, warm, cool)
    low = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    middle = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    high = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    y = torch.where(t > 1 / 2.222, low, torch.where(t > 0.25, middle, high))
    big_x, big_z = x / y, (1 - x - y) / y
    r = 3.2404542 * big_x - 1.5371385 - 0.4985314 * big_z
    g = -0.9692660 * big_x + 1.8760108 + 0.0415560 * big_z
    b = 0.0556434 * big_x - 0.2040259 + 1.0572252 * big_z
    rgb = torch.stack([r, g, b], 1)
    return (rgb / g[:, None]).clamp(min=0.03)


def draw_gains(count: int, config: CastConfig, generator: torch.Generator) -> Tensor:
    """Gains in light [count, 3] of a wrong balance along and across the locus, luma of grey kept."""

    def uniform(low: float = 0.0, high: float = 1.0) -> Tensor:
        return low + (high - low) * torch.rand(count, generator=generator)

    strong = uniform() < config.strong
    shift = torch.where(strong, uniform(config.usual_mired, config.most_mired), uniform(0, config.usual_mired))
    shift = torch.where(uniform() < 0.5, shift, -shift)
    assumed = torch.where(shift > 0, uniform(110, 300), uniform(180, 370))
    actual = (assumed + shift).clamp(60, 480)
    tint = config.tint * torch.randn(count, generator=generator)
    wide = uniform() < config.strong_tint
    tint = torch.where(wide, uniform(-config.most_tint, config.most_tint), tint)
    gains = planckian(actual) / planckian(assumed)
    green = torch.exp(-tint)
    gains = torch.stack([gains[:, 0], green, gains[:, 2]], 1)
    return gains / (gains @ torch.tensor([0.3, 0.5, 0.2]))[:, None]


def draw_matrices(count: int, generator: torch.Generator) -> Tensor:
    """Linear sRGB to a sensor's primaries, [count, 3, 3]; grey stays grey."""
    spill = torch.tensor([[0.0, 0.55, 0.12], [0.28, 0.0, 0.25], [0.06, 0.35, 0.0]])
    noise = 0.4 + 0.9 * torch.rand(count, 3, 3, generator=generator)
    matrix = torch.eye(3) + spill * noise * torch.rand(count, 1, 1, generator=generator)
    return matrix / matrix.sum(2, keepdim=True)


def cast(finished: Tensor, config: CastConfig, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """finished [B, 3, H, W] in 0..1 -> spoilt [B, 3, H, W], and its cast [B, 2], as `measure` finds it against what the
    same camera makes with the right balance."""
    b, _, h, w = finished.shape

    def uniform(low: float, high: float) -> Tensor:
        return low + (high - low) * torch.rand(b, 1, 1, 1, generator=generator)

    kind = torch.rand(b, generator=generator)
    as_is = kind < config.finished
    uncast = kind < config.finished + config.uncast
    plain = (kind >= config.finished + config.uncast) & (kind < config.finished + config.uncast + config.plain)
    camera = (~plain & ~as_is)[:, None, None, None]
    gains = torch.where(uncast[:, None], torch.ones(()), draw_gains(b, config, generator))
    light = finished.clamp(min=FAINT) ** torch.where(camera, uniform(1.9, 2.5), GAMMA)
    matrix = torch.where(camera[:, 0], draw_matrices(b, generator), torch.eye(3))
    sensed = torch.bmm(matrix, light.flatten(2)).reshape(b, 3, h, w)
    lit = gains[:, :, None, None]
    other = draw_gains(b, config, generator)[:, :, None, None]
    mixed = (torch.rand(b, generator=generator) < config.mixed) & ~uncast & ~plain
    if mixed.any():
        lit = torch.where(mixed[:, None, None, None], lit + _soft_edge(b, h, w, generator) * (other - lit), lit)
    exposed = sensed * torch.where(camera, torch.exp2(0.45 * torch.randn(b, 1, 1, 1, generator=generator)), 1.0)
    noise = torch.where(camera, uniform(0, 0.015), 0.0) * torch.randn(sensed.shape, generator=generator)
    back = torch.linalg.inv(matrix)
    power = torch.where(camera, 1 / uniform(1.9, 2.5), 1 / GAMMA)
    contrast = torch.where(camera, uniform(-0.2, 0.4), 0.0)

    def developed(sensed: Tensor) -> Tensor:
        noisy = sensed + noise * sensed.clamp(min=0).sqrt()
        coded = torch.bmm(back, noisy.flatten(2)).reshape(b, 3, h, w).clamp(FAINT, 1) ** power
        return coded + contrast * coded * (1 - coded) * (2 * coded - 1)

    spoilt = (torch.where(as_is[:, None, None, None], finished, developed(exposed * lit)) * 255).round() / 255
    truth = torch.where(uncast[:, None], 0.0, measure(spoilt, developed(exposed)))
    return spoilt.clamp(0, 1), truth


def _soft_edge(b: int, h: int, w: int, generator: torch.Generator) -> Tensor:
    angle, offset, softness = (torch.rand(b, 1, 1, generator=generator) for _ in range(3))
    x, y = torch.linspace(-1, 1, w)[None, None], torch.linspace(-1, 1, h)[None, :, None]
    along = x * torch.cos(2 * torch.pi * angle) + y * torch.sin(2 * torch.pi * angle)
    return torch.sigmoid((2 + 8 * softness) * (along - offset + 0.5))[:, None]


def measure(after: Tensor, before: Tensor) -> Tensor:
    """The cast of `after` against `before`, both [B, 3, H, W]: log gains of red and blue against green, [B, 2].

    A mean over the pixels that both pictures hold within USABLE, bright ones counting more.
    """
    inside = ((after > USABLE[0]) & (after < USABLE[1]) & (before > USABLE[0]) & (before < USABLE[1])).all(1, True)
    weight = inside * before.mean(1, keepdim=True) + 1e-6
    ratio = GAMMA * (after.clamp(min=USABLE[0]).log() - before.clamp(min=USABLE[0]).log())
    mean = (ratio * weight).sum((2, 3)) / weight.sum((2, 3))
    return mean[:, ::2] - mean[:, 1:2]
