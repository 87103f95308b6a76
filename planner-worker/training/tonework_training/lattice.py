"""The lattice that the Java side renders with: its nodes, and tetrahedral interpolation to measure what it costs."""

import torch
from torch import Tensor


def nodes(size: int) -> Tensor:
    """[size^3, 3], red fastest, as in a .cube file."""
    axis = torch.linspace(0, 1, size)
    b, g, r = torch.meshgrid(axis, axis, axis, indexing="ij")
    return torch.stack([r, g, b], -1).reshape(-1, 3)


def interpolate(table: Tensor, rgb: Tensor) -> Tensor:
    """Tetrahedral interpolation. table [size^3, 3] in the order of `nodes`, rgb [N, 3] in 0..1 -> [N, 3]."""
    size = round(table.shape[0] ** (1 / 3))
    scaled = rgb.clamp(0, 1) * (size - 1)
    base = scaled.floor().clamp(max=size - 2)
    fraction, order = (scaled - base).sort(-1, descending=True)
    strides = torch.tensor([1, size, size * size])
    at = (base.long() * strides).sum(-1)
    result = table[at] * (1 - fraction[:, 0:1])
    for axis in range(3):  # walk from the low corner along the axes, largest fraction first
        at = at + strides[order[:, axis]]
        following = fraction[:, axis + 1 : axis + 2] if axis < 2 else 0.0
        result = result + table[at] * (fraction[:, axis : axis + 1] - following)
    return result
