"""Colour geometry shared by the operators and the renderer.

RGB is gamma-encoded sRGB, 0..1, in planes [B, 3, N]: a number per pixel is [B, 1, N] and meets them without the strided
access that pixels of three neighbours cost (the exported renderer is several times faster for it).

Light is taken as value ** 2.2 instead of the piecewise sRGB curve: a gain in light is then a plain factor on the
encoded value, which a lattice interpolates exactly, where the piecewise toe costs 2/255 at +2 stops (ADR 0010).
"""

import math

import torch
from torch import Tensor

GAMMA = 2.2
# Grey of a colour, on encoded values. Between the Rec. 709 weights and the plain mean: with Rec. 709, yellow lies
# beside white and blue beside black, and the gamut fold has no room there that a lattice could resolve (ADR 0010).
LUMA = (0.3, 0.5, 0.2)
TINY = 1e-4


def luma(rgb: Tensor) -> Tensor:
    """[B, 3, N] -> [B, 1, N]."""
    r, g, b = rgb.split(1, 1)
    return r * LUMA[0] + g * LUMA[1] + b * LUMA[2]


def hue_plane(rgb: Tensor) -> tuple[Tensor, Tensor]:
    """Coordinates in the plane across the grey axis, [B, 1, N] each; angle 0 is red, 120 degrees green, 240 blue.

    Scaled so that a primary at full strength has radius 1.
    """
    r, g, b = rgb.split(1, 1)
    return r - 0.5 * (g + b), (g - b) * (math.sqrt(3) / 2)


def from_hue_plane(x: Tensor, y: Tensor, y_luma: Tensor) -> Tensor:
    """The colour with these plane coordinates and this luma, [B, 3, N]; may leave the gamut."""
    r = x * (2 / 3)
    g = -x / 3 + y / math.sqrt(3)
    b = -x / 3 - y / math.sqrt(3)
    grey = y_luma - (r * LUMA[0] + g * LUMA[1] + b * LUMA[2])
    return torch.cat([r + grey, g + grey, b + grey], 1)


def fill(rgb: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """Share of the room from grey y to the gamut boundary that is used, above and below, [B, 1, N]; 1 is all of it."""
    r, g, b = rgb.split(1, 1)
    high = torch.maximum(torch.maximum(r, g), b)
    low = torch.minimum(torch.minimum(r, g), b)
    return (high - y) / (1 - y).clamp(min=TINY), (y - low) / y.clamp(min=TINY)


def fold_into_gamut(rgb: Tensor, y: Tensor, old_fill: tuple[Tensor, Tensor]) -> Tensor:
    """Draws a colour that left the gamut back towards the grey of its own luma, softly and keeping its hue.

    `old_fill` is what the colour used before the change: a colour that was not moved outwards is returned untouched, so
    "no change" stays exact up to the boundary, and no result uses more than 1.
    """
    above, below = (torch.relu(new * new - old * old) for new, old in zip(fill(rgb, y), old_fill, strict=True))
    outwards = above + below
    return y + (rgb - y) * torch.rsqrt(1 + outwards)


def gain_with_shoulder(v: Tensor, gain: Tensor) -> Tensor:
    """v * gain for gain <= 1; above 1 white stays white and the slope at black is the gain.

    With gain g > 1 it is gv / (1 + (g^4 - 1) v^4)^(1/4).
    """
    excess = torch.relu(gain**4 - 1)
    v2 = v * v
    return v * gain * torch.rsqrt(torch.sqrt(1 + excess * v2 * v2))
