"""Colour geometry shared by the operators and the renderer. All RGB is gamma-encoded sRGB, 0..1, last axis 3.

Light is taken as value ** 2.2 instead of the piecewise sRGB curve: a gain in light is then a plain factor on the
encoded value, which a lattice interpolates exactly, where the piecewise toe costs 2/255 at +2 stops (ADR 0010).
"""

import math

import torch
from torch import Tensor

GAMMA = 2.2
# Grey of a colour, on encoded values. Between the Rec. 709 weights and the plain mean: with Rec. 709, yellow lies beside
# white and blue beside black, and the gamut fold has no room there that a lattice could resolve (ADR 0010).
LUMA = (0.3, 0.5, 0.2)
TINY = 1e-4


def luma(rgb: Tensor) -> Tensor:
    """[..., 3] -> [..., 1]."""
    return rgb[..., 0:1] * LUMA[0] + rgb[..., 1:2] * LUMA[1] + rgb[..., 2:3] * LUMA[2]


def hue_plane(rgb: Tensor) -> tuple[Tensor, Tensor]:
    """Coordinates in the plane across the grey axis, [..., 1] each; angle 0 is red, 120 degrees green, 240 blue.

    Scaled so that a primary at full strength has radius 1.
    """
    r, g, b = rgb[..., 0:1], rgb[..., 1:2], rgb[..., 2:3]
    return r - 0.5 * (g + b), (g - b) * (math.sqrt(3) / 2)


def from_hue_plane(x: Tensor, y: Tensor, y_luma: Tensor) -> Tensor:
    """The colour with these plane coordinates and this luma, [..., 3]; may leave the gamut."""
    r = x * (2 / 3)
    g = -x / 3 + y / math.sqrt(3)
    b = -x / 3 - y / math.sqrt(3)
    chroma = torch.cat([r, g, b], -1)
    return chroma + (y_luma - luma(chroma))


def fill(rgb: Tensor, y: Tensor) -> Tensor:
    """Share of the room between grey y and the gamut boundary that is used, above and below, [..., 2]; 1 is the boundary."""
    above = (rgb.amax(-1, keepdim=True) - y) / (1 - y).clamp(min=TINY)
    below = (y - rgb.amin(-1, keepdim=True)) / y.clamp(min=TINY)
    return torch.cat([above, below], -1)


def fold_into_gamut(rgb: Tensor, y: Tensor, old_fill: Tensor) -> Tensor:
    """Draws a colour that left the gamut back towards the grey of its own luma, softly and keeping its hue.

    `old_fill` is what the colour used before the change: a colour that was not moved outwards is returned untouched, so
    "no change" stays exact up to the boundary, and no result uses more than 1.
    """
    new_fill = fill(rgb, y)
    outwards = torch.relu(new_fill * new_fill - old_fill * old_fill).sum(-1, keepdim=True)
    return y + (rgb - y) * torch.rsqrt(1 + outwards)


def gain_with_shoulder(v: Tensor, gain: Tensor) -> Tensor:
    """v * gain for gain <= 1; above 1 the slope at black is the gain and white stays white: gv / (1 + (g^4-1) v^4)^(1/4)."""
    excess = torch.relu(gain**4 - 1)
    v2 = v * v
    return v * gain * torch.rsqrt(torch.sqrt(1 + excess * v2 * v2))
