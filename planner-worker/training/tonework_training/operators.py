"""The 38 sliders as documented, differentiable operators: pointwise, RGB -> RGB.

`apply` takes pixels [B, N, 3]; inside, RGB is in planes [B, 3, N], see colour.py.

The order is white balance, black and white point, tone curve, vibrance and saturation, colour mixer. Every operator is
the identity at 0, keeps greys in their order at its extremes and stays inside the gamut by construction instead of
by clipping. What each one does at +1 is written beside its constant.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from . import sliders as s
from .colour import GAMMA, fill, fold_into_gamut, from_hue_plane, gain_with_shoulder, hue_plane, luma
from .tables import rows

EXPOSURE_STOPS = 2.5
TEMPERATURE_MIRED = 70.0  # +1: neutral moves as if daylight went from 6504 K to about 4470 K (warmer)
TINT_LOG_GAIN = 0.25  # +1: green light falls by e^-0.25 against red and blue (magenta)
LEVEL = 0.15  # blacks +1 lifts black to 0.15; whites mirror it at white
LEVEL_SOFTNESS = 0.35  # width of the rounded corner where a level clips, in units of the level
CONTRAST = 0.75  # slope at middle grey 1 + CONTRAST / 2
WINDOW = 0.14  # highlights move luma 2/3, shadows luma 1/3, by this much
PARAMETRIC = 0.19  # move of one Bezier control value; 0.2 is the limit of monotonicity
VIBRANCE = 0.9
VIBRANCE_CHROMA = 0.35
SKIN_HUE_DEGREES = 22.0
HUE_TURN_DEGREES = 25.0
MIXER_LUMINANCE = 0.16
HUE_CENTRES_DEGREES = tuple(float(row["centre_degrees"]) for row in rows("hues"))
HUE_SHARPNESS = (9.0, 12.0, 7.0, 4.0, 4.0, 5.0, 9.0, 7.0)  # von Mises concentration: narrow where names stand close
GREY_GATE = 0.07  # chroma at which the mixer reaches half its strength; below it greys are left alone


def apply(rgb: Tensor, sliders: Tensor) -> Tensor:
    """rgb [B, N, 3] encoded sRGB 0..1, sliders [B, 38] in -1..1 -> [B, N, 3] in 0..1."""
    planes = _tone_and_global(rgb.transpose(1, 2), sliders)
    mixer = [sliders[:, i : i + 1, None] for i in range(s.SPECIFIC_SLICE.start, s.COUNT)]
    return mix_colours(planes, mixer[0:8], mixer[8:16], mixer[16:24]).clamp(0, 1).transpose(1, 2)


def apply_without_mixer(rgb: Tensor, sliders: Tensor) -> Tensor:
    """As apply, for sliders [B, >= 14] of which only light and global colour count; auto trains on these."""
    return _tone_and_global(rgb.transpose(1, 2), sliders).clamp(0, 1).transpose(1, 2)


def _tone_and_global(rgb: Tensor, sliders: Tensor) -> Tensor:
    p = [sliders[:, i : i + 1, None] for i in range(s.GLOBAL_SLICE.stop)]  # [B, 1, 1] each
    light, colour = p[s.LIGHT_SLICE], p[s.GLOBAL_SLICE]
    rgb = white_balance(rgb, colour[0], colour[1])
    rgb = white_point(black_point(rgb, light[5]), light[4])
    rgb = on_luma(rgb, lambda y: tone_curve(y, light))
    return saturate(rgb, colour[2], colour[3])


def white_balance_gains(temperature: Tensor, tint: Tensor) -> Tensor:
    """Gains in light for R, G, B, [B, 3, 1], that leave the luminance of grey alone.

    Von Kries adaptation along the CIE daylight locus (Wyszecki and Stiles, 2nd ed., eq. 5(3.3.4)); the sensors are the
    sRGB primaries themselves, since a diagonal there can never make a channel negative (ADR 0010).
    """
    mired = 1e6 / 6504.0 + TEMPERATURE_MIRED * temperature
    gains = _daylight_rgb(mired) / _daylight_rgb(torch.full_like(mired, 1e6 / 6504.0))
    green = torch.exp(-TINT_LOG_GAIN * tint)
    gains = gains * torch.cat([torch.ones_like(green), green, torch.ones_like(green)], 1)
    return gains / luma(gains)


def _daylight_rgb(mired: Tensor) -> Tensor:
    """Linear sRGB of CIE daylight, 4000 to 25000 K, luminance 1. [B, 1, 1] -> [B, 3, 1]."""
    t = mired / 1e3  # 1000 / kelvin
    warm = 0.244063 + 0.09911 * t + 2.9678 * t**2 - 4.6070 * t**3
    cool = 0.237040 + 0.24748 * t + 1.9018 * t**2 - 2.0064 * t**3
    x = torch.where(t > 1 / 7, warm, cool)
    y = -3.0 * x * x + 2.870 * x - 0.275
    big_x, big_z = x / y, (1 - x - y) / y
    r = 3.2404542 * big_x - 1.5371385 - 0.4985314 * big_z
    g = -0.9692660 * big_x + 1.8760108 + 0.0415560 * big_z
    b = 0.0556434 * big_x - 0.2040259 + 1.0572252 * big_z
    return torch.cat([r, g, b], 1)


def white_balance(rgb: Tensor, temperature: Tensor, tint: Tensor) -> Tensor:
    return gain_with_shoulder(rgb, white_balance_gains(temperature, tint) ** (1 / GAMMA))


def black_point(v: Tensor, amount: Tensor) -> Tensor:
    """Lifts (+) or sinks (-) the darkest values; per channel, as haze and its removal are."""
    level = LEVEL * amount
    moved = v + level * (1 - v) ** 3
    corner = (LEVEL_SOFTNESS * level) ** 2
    sunk = 0.5 * (moved + torch.sqrt(moved * moved + corner + 1e-12))
    floor = 0.5 * (level + torch.sqrt(level * level + corner + 1e-12))  # what the corner leaves at v = 0
    return torch.where(level < 0, (sunk - floor * (1 - v) ** 3).clamp(0, 1), moved)


def white_point(v: Tensor, amount: Tensor) -> Tensor:
    """Raises (+) the brightest values into white or lowers (-) white; the black point seen from above."""
    return 1 - black_point(1 - v, -amount)


def on_luma(rgb: Tensor, curve: Callable[[Tensor], Tensor]) -> Tensor:
    """Scales all channels by curve(luma) / luma, so hue and channel ratios stay, and folds the rest into the gamut."""
    y = luma(rgb)
    target = curve(y).clamp(0, 1)
    scaled = rgb * (target / y.clamp(min=1e-5))
    return fold_into_gamut(scaled, target, fill(rgb, y))


def tone_curve(y: Tensor, light: list[Tensor]) -> Tensor:
    """Luma -> luma: a chain of monotone curves that all keep 0 and (but for lower exposure) 1."""
    exposure, contrast, highlights, shadows, _, _, p_shadows, p_darks, p_lights, p_highlights = light
    y = gain_with_shoulder(y, torch.exp2(EXPOSURE_STOPS * exposure / GAMMA))
    y = y + CONTRAST * contrast * y * (1 - y) * (2 * y - 1)
    y = y + WINDOW * 6.75 * highlights * y * y * (1 - y)
    y = y + WINDOW * 6.75 * shadows * y * (1 - y) ** 2
    y = _bezier(y, p_shadows, 1, p_lights, 3)
    return _bezier(y, p_darks, 2, p_highlights, 4)


def _bezier(y: Tensor, first: Tensor, i: int, second: Tensor, j: int) -> Tensor:
    """Quintic Bezier with two control values moved; monotone since the moved ones are never neighbours."""
    u = 1 - y
    return y + PARAMETRIC * (
        first * math.comb(5, i) * y**i * u ** (5 - i) + second * math.comb(5, j) * y**j * u ** (5 - j)
    )


def saturate(rgb: Tensor, vibrance: Tensor, saturation: Tensor) -> Tensor:
    """Scales chroma at constant luma: saturation alike, vibrance mostly what is dull and is not skin."""
    y = luma(rgb)
    px, py = hue_plane(rgb)
    dull = torch.exp(-(px * px + py * py) / VIBRANCE_CHROMA**2)
    scale = (1 + saturation) * (1 + VIBRANCE * vibrance * dull * (1 - 0.6 * skin(px, py)))
    return fold_into_gamut(y + (rgb - y) * scale.clamp(min=0), y, fill(rgb, y))


def skin(px: Tensor, py: Tensor) -> Tensor:
    """How near a hue is to skin, 0..1."""
    radius = torch.sqrt(px * px + py * py + 1e-6)
    angle = math.radians(SKIN_HUE_DEGREES)
    return torch.exp(10.0 * ((px * math.cos(angle) + py * math.sin(angle)) / radius - 1))


def hue_windows(px: Tensor, py: Tensor) -> Tensor:
    """Weights of the eight named hues, [B, 8, N]; they sum to 1 and have no seam at 0 degrees."""
    radius = torch.sqrt(px * px + py * py + 1e-6)
    centres = torch.tensor(HUE_CENTRES_DEGREES, dtype=px.dtype, device=px.device).deg2rad()[:, None]
    sharpness = torch.tensor(HUE_SHARPNESS, dtype=px.dtype, device=px.device)[:, None]
    cosine = (px * torch.cos(centres) + py * torch.sin(centres)) / radius
    return torch.softmax(sharpness * (cosine - 1), 1)


def mix_colours(rgb: Tensor, hue: list[Tensor], saturation: list[Tensor], luminance: list[Tensor]) -> Tensor:
    """Turns, scales and lightens each named hue; greys are gated out so that noise has no hue."""
    px, py = hue_plane(rgb)
    windows = hue_windows(px, py)
    chroma2 = px * px + py * py
    gate = chroma2 / (chroma2 + GREY_GATE**2)

    def pick(amounts: list[Tensor]) -> Tensor:
        return (windows * torch.cat(amounts, 1)).sum(1, keepdim=True) * gate

    return move_colours(rgb, pick(hue), pick(saturation), pick(luminance))


def move_colours(rgb: Tensor, turn: Tensor, more_chroma: Tensor, lighter: Tensor) -> Tensor:
    """Per-pixel amounts -1..1, [B, 1, N] each: hue turn, chroma scale, luma change."""
    px, py = hue_plane(rgb)
    y = luma(rgb)
    angle = math.radians(HUE_TURN_DEGREES) * turn
    scale = (1 + more_chroma).clamp(min=0)
    c, n = torch.cos(angle) * scale, torch.sin(angle) * scale
    target = (y + MIXER_LUMINANCE * 4 * lighter * y * (1 - y)).clamp(0, 1)
    moved = from_hue_plane(px * c - py * n, px * n + py * c, target)
    return fold_into_gamut(moved, target, fill(rgb, y))
