"""The decoder: a causal transformer over image tokens, instruction and reasoning, small enough for a CPU.

Pre-norm blocks with RMSNorm, rotary positions (Su et al. 2021), grouped keys and values (Ainslie et al. 2023), SwiGLU,
and one table for embedding and output.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

FAR = -1e9  # added to the scores of what may not be attended; finite, so that a row without any stays a number
Cache = list[tuple[Tensor, Tensor]]


@dataclass(frozen=True)
class DecoderConfig:
    width: int = 192
    layers: int = 4
    heads: int = 6
    kv_heads: int = 2
    hidden: int = 512
    rotary_base: float = 1000.0  # sequences are short
    dropout: float = 0.05

    @property
    def head_size(self) -> int:
        return self.width // self.heads


class Decoder(nn.Module):
    """Reads rows of ids and of features, and says what follows; see forward."""

    def __init__(self, config: DecoderConfig, vocabulary: int) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(vocabulary, config.width)
        nn.init.normal_(self.embedding.weight, std=config.width**-0.5)
        self.blocks = nn.ModuleList(_Block(config) for _ in range(config.layers))
        self.norm = RMSNorm(config.width)
        frequency = config.rotary_base ** (-torch.arange(0, config.head_size, 2) / config.head_size)
        self.register_buffer("frequency", frequency, persistent=False)

    def forward(
        self, ids: Tensor, features: Tensor, positions: Tensor, mask: Tensor, past: Cache
    ) -> tuple[Tensor, Tensor, Cache]:
        """ids [B, T] (-1: the row of features [B, T, D]), positions [B, T], mask [B, P + T] (1: attend), past keys and
        values [B, kv_heads, P, head_size] per layer -> logits [B, T, V], hidden [B, T, D], present keys and values."""
        hidden, present = self.think(ids, features, positions, mask, past)
        return self.say(hidden), hidden, present

    def say(self, hidden: Tensor) -> Tensor:
        """Hidden states [..., D] -> logits [..., V]."""
        return F.linear(hidden, self.embedding.weight)

    def think(
        self, ids: Tensor, features: Tensor, positions: Tensor, mask: Tensor, past: Cache
    ) -> tuple[Tensor, Cache]:
        """As forward, without the logits."""
        x = torch.where((ids < 0)[..., None], features, self.embedding(ids.clamp(min=0)))
        angle = positions.to(x.dtype)[:, None, :, None] * self.frequency  # [B, 1, T, head_size / 2]
        turn = torch.cos(angle), torch.sin(angle)
        t, before = ids.shape[1], past[0][0].shape[2]
        causal = torch.arange(before + t)[None] <= torch.arange(t)[:, None] + before  # [T, P + T]
        allowed = causal[None] & (mask > 0)[:, None]
        bias = torch.where(allowed, 0.0, FAR)[:, None]  # [B, 1, T, P + T]
        present = []
        for block, kept in zip(self.blocks, past, strict=True):
            x, cache = block(x, turn, bias, kept)
            present.append(cache)
        return self.norm(x), present

    def empty_cache(self, batch: int) -> Cache:
        none = torch.zeros(batch, self.config.kv_heads, 0, self.config.head_size)
        return [(none, none)] * self.config.layers


class RMSNorm(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-6) * self.weight


class _Block(nn.Module):
    def __init__(self, config: DecoderConfig) -> None:
        super().__init__()
        self.config = config
        size = config.head_size
        self.norm1, self.norm2 = RMSNorm(config.width), RMSNorm(config.width)
        self.qkv = nn.Linear(config.width, (config.heads + 2 * config.kv_heads) * size, bias=False)
        self.out = nn.Linear(config.width, config.width, bias=False)
        self.gate_up = nn.Linear(config.width, 2 * config.hidden, bias=False)
        self.down = nn.Linear(config.hidden, config.width, bias=False)
        self.dropout = nn.Dropout(config.dropout)
        for last in (self.out, self.down):
            nn.init.normal_(last.weight, std=0.5 * (config.width * config.layers) ** -0.5)

    def forward(
        self, x: Tensor, turn: tuple[Tensor, Tensor], bias: Tensor, past: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        attended, present = self._attend(self.norm1(x), turn, bias, past)
        x = x + self.dropout(attended)
        gate, up = self.gate_up(self.norm2(x)).chunk(2, -1)
        return x + self.dropout(self.down(F.silu(gate) * up)), present

    def _attend(
        self, x: Tensor, turn: tuple[Tensor, Tensor], bias: Tensor, past: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        c = self.config
        b, t = x.shape[0], x.shape[1]
        q, k, v = self.qkv(x).split([c.heads * c.head_size, c.kv_heads * c.head_size, c.kv_heads * c.head_size], -1)
        q = rotate(q.view(b, t, c.heads, c.head_size).transpose(1, 2), turn)  # [B, heads, T, size]
        k = rotate(k.view(b, t, c.kv_heads, c.head_size).transpose(1, 2), turn)
        v = v.view(b, t, c.kv_heads, c.head_size).transpose(1, 2)
        keys, values = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)  # [B, kv_heads, P + T, size]
        share = c.heads // c.kv_heads
        scores = q @ keys.repeat_interleave(share, 1).transpose(2, 3) * c.head_size**-0.5 + bias
        mixed = torch.softmax(scores, -1) @ values.repeat_interleave(share, 1)
        return self.out(mixed.transpose(1, 2).reshape(b, t, c.width)), (keys, values)


def rotate(x: Tensor, turn: tuple[Tensor, Tensor]) -> Tensor:
    """Turns pairs (i, i + size / 2) of the last axis by the angles of their positions; x [B, H, T, size]."""
    a, b = x.chunk(2, -1)
    cosine, sine = turn
    return torch.cat([a * cosine - b * sine, b * cosine + a * sine], -1)
