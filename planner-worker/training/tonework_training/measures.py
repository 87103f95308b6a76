"""Measures between pictures. RGB is float, encoded sRGB, 0..1, last axis 3.

The judge's formulas: their constants are those of the standards and stand here, apart from `tables` on purpose.
"""

import numpy as np

_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_D65 = np.array([0.95047, 1.0, 1.08883])


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    """Peak signal to noise over all pixels and channels, dB; capped at 100."""
    return float(-10 * np.log10(max(float(np.mean((a - b) ** 2)), 1e-10)))


def autocontrast(rgb: np.ndarray, cut: float = 0.005) -> np.ndarray:
    """The plain remedy to compare with: each channel stretched between its 0.5% and 99.5% quantiles."""
    low, high = np.quantile(rgb, [cut, 1 - cut], axis=(0, 1))
    return np.clip((rgb - low) / np.maximum(high - low, 1e-3), 0, 1)


def to_lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b*, D65."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    t = linear @ _TO_XYZ.T / _D65
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


def delta_e_2000(lab1: np.ndarray, lab2: np.ndarray) -> np.ndarray:
    """CIEDE2000 colour difference (Sharma, Wu and Dalal 2005), per pixel."""
    l1, a1, b1 = np.moveaxis(lab1, -1, 0)
    l2, a2, b2 = np.moveaxis(lab2, -1, 0)
    mean_c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - np.sqrt(mean_c7 / (mean_c7 + 25.0**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    turn = np.where(grey, 0, (h2 - h1 + 180) % 360 - 180)
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    ml, mc = (l1 + l2) / 2, (c1 + c2) / 2
    mh = np.where(grey, h1 + h2, h1 + turn / 2) % 360

    def cosine(degrees: np.ndarray) -> np.ndarray:
        return np.cos(np.radians(degrees))

    t = 1 - 0.17 * cosine(mh - 30) + 0.24 * cosine(2 * mh) + 0.32 * cosine(3 * mh + 6) - 0.20 * cosine(4 * mh - 63)
    sl = 1 + 0.015 * (ml - 50) ** 2 / np.sqrt(20 + (ml - 50) ** 2)
    sc, sh = 1 + 0.045 * mc, 1 + 0.015 * mc * t
    rt = -np.sin(np.radians(60 * np.exp(-(((mh - 275) / 25) ** 2)))) * 2 * np.sqrt(mc**7 / (mc**7 + 25.0**7))
    return np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))


def mean_delta_e(a: np.ndarray, b: np.ndarray) -> float:
    return float(delta_e_2000(to_lab(a), to_lab(b)).mean())


def ssim(a: np.ndarray, b: np.ndarray) -> float:
    """Structural similarity of luma (Wang et al. 2004): Gaussian window of 11, deviation 1.5; mean over the picture."""
    x, y = ((0.299 * p[..., 0] + 0.587 * p[..., 1] + 0.114 * p[..., 2]).astype(np.float64) for p in (a, b))
    weights = np.exp(-(np.arange(-5, 6) ** 2) / (2 * 1.5**2))
    weights /= weights.sum()

    def blur(p: np.ndarray) -> np.ndarray:
        p = np.lib.stride_tricks.sliding_window_view(p, 11, 0) @ weights
        return np.lib.stride_tricks.sliding_window_view(p, 11, 1) @ weights

    mean_x, mean_y = blur(x), blur(y)
    var_x, var_y, both = blur(x * x) - mean_x**2, blur(y * y) - mean_y**2, blur(x * y) - mean_x * mean_y
    c1, c2 = 0.01**2, 0.03**2
    return float(
        (((2 * mean_x * mean_y + c1) * (2 * both + c2)) / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2))).mean()
    )
