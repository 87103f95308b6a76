"""Head, renderer and retouch encoder: from the language model's states, or from a pair of photos, to colours."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class RetouchHead(nn.Sequential):
    """hidden [B, 3, width] of the three retouch tokens -> latents [B, 3, width]: a three-layer bottleneck."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__(
            nn.Linear(3 * width, hidden),
            nn.LayerNorm(hidden),
            nn.GELU(),
            nn.Linear(hidden, hidden),
            nn.LayerNorm(hidden),
            nn.GELU(),
            nn.Linear(hidden, 3 * width),
        )
        self.width = width

    def forward(self, hidden: Tensor) -> Tensor:
        return super().forward(hidden.flatten(1)).unflatten(1, (3, self.width))


class MlpRenderer(nn.Module):
    """rgb [B, N, 3] sRGB 0..1, latents [B, 3, d] -> [B, N, 3] in 0..1.

    After each hidden layer: ReLU, LayerNorm, then a linear map of the rectified latents is added; a sigmoid at the end.
    """

    def __init__(self, latent: int, widths: tuple[int, ...] = (128, 256, 512)) -> None:
        super().__init__()
        inputs = (3, *widths[:-1])
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(inputs, widths, strict=True))
        self.out_layer = nn.Linear(widths[-1], 3)
        self.z_projs = nn.ModuleList(nn.Linear(3 * latent, w) for w in widths)
        self.layer_norms = nn.ModuleList(nn.LayerNorm(w) for w in widths)

    def forward(self, rgb: Tensor, latents: Tensor) -> Tensor:
        z = F.relu(latents.flatten(1))
        x = rgb * 2 - 1
        for layer, norm, steer in zip(self.layers, self.layer_norms, self.z_projs, strict=True):
            x = norm(F.relu(layer(x))) + steer(z)[:, None]
        return torch.sigmoid(self.out_layer(x))


class RetouchEncoder(nn.Module):
    """pair [B, 6, h, w] sRGB 0..1, before and after -> latents [B, 3, d]: a ResNet-18 with attention between stages.

    `base` is the width of the first stage, 64 in the published model.
    """

    def __init__(self, latent: int, base: int = 64) -> None:
        super().__init__()
        self.latent = latent
        self.model0 = nn.Sequential(*_conv(6, base, 7, 2), nn.MaxPool2d(3, 2, 1))
        widths = [base * m for m in (1, 1, 1, 2, 2, 4, 4, 8, 8)]
        for i, (a, b) in enumerate(zip(widths, widths[1:], strict=False), 1):
            self.add_module(f"model{i}", nn.Sequential(*_conv(a, b, 3, 1 if a == b else 2), *_conv(b, b, 3, 1)))
        for i, (a, b) in enumerate(((1, 2), (2, 4), (4, 8)), 1):
            self.add_module(f"en{i}", nn.Sequential(*_conv(base * a, base * b, 1, 2)))
        self.fc = nn.Linear(8 * base, 3 * latent)
        self.attn_spatial1, self.attn_spatial2 = _SpatialAttention(), _SpatialAttention()
        self.attn_mid1, self.attn_mid2 = _BlockAttention(2 * base), _BlockAttention(4 * base)
        self.attn_deep = _ChannelAttention(8 * base)

    def forward(self, pair: Tensor) -> Tensor:
        x = self.model0(pair * 2 - 1)
        x = F.relu(self.attn_spatial1(x + self.model1(x)))
        x = F.relu(self.attn_spatial2(x + self.model2(x)))
        x = F.relu(self.attn_mid1(self.en1(x) + self.model3(x)))
        x = F.relu(x + self.model4(x))
        x = F.relu(self.attn_mid2(self.en2(x) + self.model5(x)))
        x = F.relu(x + self.model6(x))
        x = F.relu(self.attn_deep(self.en3(x) + self.model7(x)))
        x = F.relu(x + self.model8(x))
        return self.fc(x.mean((2, 3))).unflatten(1, (3, self.latent))


def _conv(inputs: int, outputs: int, kernel: int, stride: int) -> list[nn.Module]:
    return [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2), nn.BatchNorm2d(outputs), nn.ReLU()]


def _strongest_and_mean(x: Tensor) -> Tensor:
    return torch.cat([x.amax(1, keepdim=True), x.mean(1, keepdim=True)], 1)


class _SpatialAttention(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 1, 7, padding=3)

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.sigmoid(self.conv(_strongest_and_mean(x)))


class _ChannelAttention(nn.Module):
    def __init__(self, channels: int, reduction: int = 16) -> None:
        super().__init__()
        self.fc = nn.Sequential(
            nn.Linear(channels, channels // reduction), nn.ReLU(), nn.Linear(channels // reduction, channels)
        )

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.sigmoid(self.fc(x.mean((2, 3))))[:, :, None, None]


class _BlockAttention(nn.Module):
    """Channel attention, then spatial attention (CBAM, arXiv 1807.06521)."""

    def __init__(self, channels: int, reduction: int = 16) -> None:
        super().__init__()
        self.channel_att = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(channels, channels // reduction, 1),
            nn.ReLU(),
            nn.Conv2d(channels // reduction, channels, 1),
        )
        self.spatial_att = nn.Sequential(nn.Conv2d(2, 1, 7, padding=3))

    def forward(self, x: Tensor) -> Tensor:
        x = x * torch.sigmoid(self.channel_att(x))
        return x * torch.sigmoid(self.spatial_att(_strongest_and_mean(x)))
