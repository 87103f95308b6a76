"""White balance: which cast lies over a photo, and how sure that is.

What is in the picture is read from its greys by a pretrained trunk, which no cast can mislead; what colours there are
is read from log chroma, where a cast is a shift. Each place then votes: its chroma less the chroma that such a thing
should have. A histogram of log chroma votes too, by a map over all shifts. Both votes and what was seen are weighed
together.
"""

import copy
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from .casts import GAMMA
from .colour import LUMA, gain_with_shoulder
from .trunk import CHANNELS, STRIDE, Trunk

CAUTION = 1.0  # in doubts: a cast of this size is half corrected; this and RESPECT chosen on held-out photos
RESPECT = 1.0  # power of the probability that something is wrong at all
FAINT = 0.004  # added to light before logarithms: chroma of what is nearly black is drawn to grey


@dataclass(frozen=True)
class WhiteBalanceConfig:
    size: int = 192  # of the picture that the trunk sees; colours are read at half of it
    seen: int = 48
    width: int = 96
    bins: int = 32
    reach: float = 1.6  # log gains that the histogram covers, each way
    dropout: float = 0.2


@dataclass(frozen=True)
class Balance:
    """cast [B, 2]: log gains in light of red and blue against green; doubt [B]: log of how far off that may be; meant
    [B]: log odds that the picture is as it is meant to be; votes: of the places and of the histogram, [B, 2] each."""

    cast: Tensor
    doubt: Tensor
    meant: Tensor
    votes: tuple[Tensor, ...]


class WhiteBalance(nn.Module):
    def __init__(self, config: WhiteBalanceConfig) -> None:
        super().__init__()
        self.config = config
        w, bins = config.width, config.bins
        self.chroma = nn.Sequential(*_conv(5, 24, 4, 2, 1), *_conv(24, 48, 4, 2, 1), *_conv(48, 64, 4, 2, 1))
        self.seen = nn.Sequential(
            nn.BatchNorm2d(CHANNELS), nn.Dropout2d(config.dropout), *_conv(CHANNELS, config.seen, 1, 1, 0)
        )
        self.place = nn.Sequential(
            *_conv(64 + config.seen + 4, w, 1, 1, 0), nn.Dropout2d(config.dropout), *_conv(w, w, 3, 1, 1)
        )
        self.vote = nn.Conv2d(w, 3, 1)  # chroma that the place should have, and how much its vote counts
        self.shifts = nn.Sequential(
            *_conv(2, 24, 5, 1, 2), *_conv(24, 24, 3, 1, 2, 2), *_conv(24, 24, 3, 1, 4, 4), *_conv(24, 24, 3, 1, 8, 8)
        )
        self.shift = nn.Conv2d(24, 1, 1)
        self.usual = nn.Parameter(torch.zeros(1, 1, bins, bins))
        self.read = nn.Sequential(
            *_conv(24, 16, 4, 4, 0), nn.Flatten(1), nn.Linear(16 * (bins // 4) ** 2, 48), nn.ReLU()
        )
        both = 8 + w + 48
        self.weigh = nn.Sequential(
            nn.BatchNorm1d(both),
            nn.Dropout(config.dropout),
            nn.Linear(both, w),
            nn.SiLU(),
            nn.Dropout(config.dropout),
            nn.Linear(w, 6),
        )
        nn.init.zeros_(self.weigh[-1].weight)
        self.weigh[-1].bias.data = torch.tensor([0.0, 0.0, 0.0, 0.0, -1.5, -1.0])
        self.register_buffer("centres", torch.linspace(-config.reach, config.reach, bins), persistent=False)

    def forward(self, pixels: Tensor, features: Tensor) -> Balance:
        """pixels [B, 3, S / 2, S / 2] in 0..1, features [B, C, S / 16, S / 16] of the trunk."""
        light = pixels**GAMMA + FAINT
        u, v = (light[:, ::2] / light[:, 1:2]).log().split(1, 1)  # red and blue against green
        luma = (pixels * pixels.new_tensor(LUMA)[:, None, None]).sum(1, keepdim=True)
        clear = ((1.02 - pixels.amax(1, keepdim=True)) * 20).clamp(0, 1)
        weight = clear * luma + 1e-3
        side = STRIDE // 2
        total = F.avg_pool2d(weight, side)
        mean_u, mean_v = (F.avg_pool2d(weight * c, side) / total for c in (u, v))
        spread = [
            (F.avg_pool2d(weight * c * c, side) / total - m * m).clamp(min=1e-6).sqrt()
            for c, m in ((u, mean_u), (v, mean_v))
        ]
        texture = self.chroma(torch.cat([u, v, luma, clear, pixels.amax(1, keepdim=True)], 1))
        place = self.place(torch.cat([texture, self.seen(features), mean_u, mean_v, *spread], 1))
        said = self.vote(place)
        count = torch.softmax(said[:, 2:].flatten(2) + total.flatten(2).log(), 2)  # [B, 1, places]
        votes = (torch.cat([mean_u, mean_v], 1) - said[:, :2]).flatten(2)
        voted = (count * votes).sum(2)
        apart = ((count * votes.square()).sum(2) - voted.square()).clamp(min=1e-6).sqrt()
        shifts = self.shifts(self._histograms(u, v, weight, luma, clear))
        likely = torch.softmax((self.shift(shifts) + self.usual).flatten(1), 1).unflatten(1, (self.config.bins,) * 2)
        over_u, over_v = likely.sum(2), likely.sum(1)
        shift = torch.stack([(over_u * self.centres).sum(1), (over_v * self.centres).sum(1)], 1)
        wide = torch.stack([(over_u * self.centres**2).sum(1), (over_v * self.centres**2).sum(1)], 1)
        wide = (wide - shift.square()).clamp(min=1e-6).sqrt()
        whole = torch.cat([voted, shift, apart, wide, place.mean((2, 3)), self.read(shifts)], 1)
        weighed = self.weigh(whole)
        share = torch.sigmoid(weighed[:, 2:4])
        cast = share * voted + (1 - share) * shift + weighed[:, :2]
        return Balance(cast, weighed[:, 4].clamp(-6, 2), weighed[:, 5], (voted, shift))

    def _histograms(self, u: Tensor, v: Tensor, weight: Tensor, luma: Tensor, clear: Tensor) -> Tensor:
        """[B, 2, bins, bins] over log chroma of every ninth pixel: by brightness, and of what is not dark alike."""
        sharp = 1.5 * self.config.bins / (2 * self.config.reach)
        u, v, weight, luma, clear = (t[:, :, 1::3, 1::3].flatten(2) for t in (u, v, weight, luma, clear))
        centres = sharp * self.centres
        along = [torch.exp(-(sharp * t.transpose(1, 2) - centres).square()) for t in (u, v)]  # [B, M, bins]
        alike = clear * torch.sigmoid(30 * (luma - 0.1)) + 1e-3
        made = [torch.matmul(along[0].transpose(1, 2) * (w / w.sum(2, True)), along[1]) for w in (weight, alike)]
        return 4 * torch.stack(made, 1).clamp(min=1e-9).sqrt()


def _conv(a: int, b: int, kernel: int, stride: int, padding: int, dilation: int = 1) -> list[nn.Module]:
    return [nn.Conv2d(a, b, kernel, stride, padding, dilation, bias=False), nn.BatchNorm2d(b), nn.ReLU()]


def greys(pixels: Tensor) -> Tensor:
    """What the trunk sees of a picture [B, 3, H, W]: its luma, three times."""
    luma = (pixels * pixels.new_tensor(LUMA)[:, None, None]).sum(1, keepdim=True)
    return luma.expand(-1, 3, -1, -1)


def settled(net: WhiteBalance) -> WhiteBalance:
    """The network as it is shipped: batch norm folded into the convolutions before it, and weights rounded to half
    precision, so that a file may hold them so."""
    net = copy.deepcopy(net).eval()
    for block in [m for m in net.modules() if isinstance(m, nn.Sequential)]:
        for i in range(len(block) - 1):
            if isinstance(block[i], nn.Conv2d) and isinstance(block[i + 1], nn.BatchNorm2d):
                block[i], block[i + 1] = fuse_conv_bn_eval(block[i], block[i + 1]), nn.Identity()
    for module in net.modules():
        if isinstance(module, nn.Conv2d | nn.Linear):
            module.weight.data = module.weight.data.half().float()
    return net


class BalancingEye(nn.Module):
    """Trunk and network as one: pixels [B, 3, S, S] in 0..1 -> what lies over them."""

    def __init__(self, trunk: Trunk, net: WhiteBalance) -> None:
        super().__init__()
        self.trunk = trunk
        self.net = net

    def forward(self, pixels: Tensor) -> Balance:
        return self.net(F.avg_pool2d(pixels, 2), self.trunk(greys(pixels)))


def correction(said: Balance, caution: float = CAUTION, respect: float = RESPECT) -> Tensor:
    """Log gains in light of red and blue against green that take the cast away, [B, 2]: less where unsure, hardly any
    where the cast is small beside the doubt or the picture is probably meant so."""
    size2 = said.cast.square().sum(1, keepdim=True)
    doubt2 = torch.exp(2 * said.doubt)[:, None]
    wrong = torch.sigmoid(-said.meant)[:, None] ** respect
    return -said.cast * wrong * size2 / (size2 + caution**2 * doubt2 + 1e-9)


def encoded_gains(correction: Tensor) -> Tensor:
    """Log gains [B, 2] in light as log factors on encoded values [B, 3]; the luma of grey stays."""
    red, blue = correction.split(1, 1)
    gains = torch.cat([red, torch.zeros_like(red), blue], 1)
    luma = (torch.exp(gains) * gains.new_tensor(LUMA)).sum(1, keepdim=True)
    return (gains - luma.log()) / GAMMA


def corrected(pixels: Tensor, correction: Tensor) -> Tensor:
    """pixels [B, 3, H, W] as the renderer balances them."""
    gain = torch.exp(encoded_gains(correction))[:, :, None, None]
    return gain_with_shoulder(pixels, gain)
