"""The image encoder: FastViTHD in its reparameterised form, and the projector to the language model's width."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HEAD_DIM = 32


@dataclass(frozen=True)
class VisionConfig:
    """Sizes; the defaults are the published model's. Tokens = (image_size / 64)^2."""

    image_size: int = 1024
    layers: tuple[int, ...] = (2, 12, 24, 4, 2)
    widths: tuple[int, ...] = (96, 192, 384, 768, 1536)
    attention_from: int = 3  # the stages from here on attend, the ones before mix by convolution
    mlp_ratio: int = 4

    @property
    def features(self) -> int:
        """Width of an image token before the projector."""
        return 2 * self.widths[-1]

    @property
    def tokens(self) -> int:
        """Image tokens of one photo."""
        return (self.image_size // 2 ** (len(self.layers) + 1)) ** 2


class VisionTower(nn.Module):
    """pixels [B, 3, S, S], 0..1 -> features [B, tokens, features], row by row."""

    def __init__(self, config: VisionConfig) -> None:
        super().__init__()
        self.model = _FastViTHD(config)

    def forward(self, pixels: Tensor) -> Tensor:
        return self.model(pixels).flatten(2).transpose(1, 2)


def projector(features: int, width: int, depth: int) -> nn.Sequential:
    """Linear layers with GELU between them ("mlp2x_gelu" for depth 2)."""
    layers: list[nn.Module] = [nn.Linear(features, width)]
    for _ in range(1, depth):
        layers += [nn.GELU(), nn.Linear(width, width)]
    return nn.Sequential(*layers)


class _FastViTHD(nn.Module):
    def __init__(self, config: VisionConfig) -> None:
        super().__init__()
        widths = config.widths
        first = widths[0]
        self.patch_embed = nn.Sequential(
            _Conv(3, first, 3, stride=2), _Conv(first, first, 3, stride=2, groups=first), _Conv(first, first, 1)
        )
        network: list[nn.Module] = []
        for i, (width, count) in enumerate(zip(widths, config.layers, strict=True)):
            attends = i >= config.attention_from
            if attends:
                network.append(_Conv(width, width, 7, groups=width, activation=False))
            block = _AttentionBlock if attends else _ConvolutionBlock
            network.append(nn.Sequential(*(block(width, config.mlp_ratio) for _ in range(count))))
            if i + 1 < len(widths):
                network.append(_Downsample(width, widths[i + 1]))
        self.network = nn.ModuleList(network)
        self.conv_exp = _Conv(widths[-1], config.features, 3, groups=widths[-1], squeeze=True)

    def forward(self, x: Tensor) -> Tensor:
        x = self.patch_embed(x)
        for stage in self.network:
            x = stage(x)
        return self.conv_exp(x)


class _Conv(nn.Module):
    """One convolution that stands for the branches it was trained with, squeeze-and-excite, GELU."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int,
        stride: int = 1,
        groups: int = 1,
        squeeze: bool = False,
        activation: bool = True,
    ) -> None:
        super().__init__()
        self.se = _SqueezeExcite(outputs) if squeeze else nn.Identity()
        self.activation = nn.GELU() if activation else nn.Identity()
        self.reparam_conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups)

    def forward(self, x: Tensor) -> Tensor:
        return self.activation(self.se(self.reparam_conv(x)))


class _SqueezeExcite(nn.Module):
    def __init__(self, channels: int, ratio: float = 0.0625) -> None:
        super().__init__()
        self.reduce = nn.Conv2d(channels, int(channels * ratio), 1)
        self.expand = nn.Conv2d(int(channels * ratio), channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.sigmoid(self.expand(F.relu(self.reduce(x.mean((2, 3), keepdim=True)))))


class _Downsample(nn.Module):
    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.proj = nn.Sequential(_LargeKernel(inputs, outputs), _Conv(outputs, outputs, 1))

    def forward(self, x: Tensor) -> Tensor:
        return self.proj(x)


class _LargeKernel(nn.Module):
    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.lkb_reparam = nn.Conv2d(inputs, outputs, 7, 2, 3, groups=inputs)

    def forward(self, x: Tensor) -> Tensor:
        return F.gelu(self.lkb_reparam(x))


class _FeedForward(nn.Module):
    def __init__(self, width: int, ratio: int) -> None:
        super().__init__()
        self.conv = nn.Sequential()
        self.conv.add_module("conv", nn.Conv2d(width, width, 7, padding=3, groups=width, bias=False))
        self.conv.add_module("bn", nn.BatchNorm2d(width))
        self.fc1 = nn.Conv2d(width, width * ratio, 1)
        self.fc2 = nn.Conv2d(width * ratio, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(F.gelu(self.fc1(self.conv(x))))


class _RepMixer(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.reparam_conv = nn.Conv2d(width, width, 3, padding=1, groups=width)

    def forward(self, x: Tensor) -> Tensor:
        return self.reparam_conv(x)


class _ConvolutionBlock(nn.Module):
    def __init__(self, width: int, ratio: int) -> None:
        super().__init__()
        self.token_mixer = _RepMixer(width)
        self.convffn = _FeedForward(width, ratio)
        self.layer_scale = nn.Parameter(torch.full((width, 1, 1), 1e-5))

    def forward(self, x: Tensor) -> Tensor:
        x = self.token_mixer(x)
        return x + self.layer_scale * self.convffn(x)


class _ChannelNorm(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.bias = nn.Parameter(torch.zeros(width))

    def forward(self, x: Tensor) -> Tensor:
        centred = x - x.mean(1, keepdim=True)
        scale = torch.rsqrt(centred.square().mean(1, keepdim=True) + 1e-5)
        return centred * scale * self.weight[:, None, None] + self.bias[:, None, None]


class _Attention(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.heads = width // HEAD_DIM
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.proj = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:  # [B, C, H, W]
        batch, width, height, across = x.shape
        tokens = x.flatten(2).transpose(1, 2)  # [B, N, C]
        q, k, v = self.qkv(tokens).reshape(batch, -1, 3, self.heads, HEAD_DIM).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax((q * HEAD_DIM**-0.5) @ k.transpose(-2, -1), -1)
        mixed = self.proj((weights @ v).transpose(1, 2).reshape(batch, -1, width))
        return mixed.transpose(1, 2).reshape(batch, width, height, across)


class _AttentionBlock(nn.Module):
    def __init__(self, width: int, ratio: int) -> None:
        super().__init__()
        self.norm = _ChannelNorm(width)
        self.token_mixer = _Attention(width)
        self.convffn = _FeedForward(width, ratio)
        self.layer_scale_1 = nn.Parameter(torch.full((width, 1, 1), 1e-5))
        self.layer_scale_2 = nn.Parameter(torch.full((width, 1, 1), 1e-5))

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.layer_scale_1 * self.token_mixer(self.norm(x))
        return x + self.layer_scale_2 * self.convffn(x)
