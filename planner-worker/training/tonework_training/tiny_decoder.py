"""A decoder with random weights and every trait of format 2: grouped heads, rotary positions, a cache as input."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

MASKED = -1e9  # finite, so that a row of padding cannot turn into NaN


@dataclass(frozen=True)
class TinyConfig:
    vocabulary: int
    layers: int = 2
    heads: int = 4
    kv_heads: int = 2
    head_dim: int = 4
    width: int = 16


class TinyDecoder(nn.Module):
    """ids [B, T], features [B, T, D], positions [B, T], mask [B, P + T], past keys, values [B, H, P, dh] by layer."""

    def __init__(self, config: TinyConfig) -> None:
        super().__init__()
        self.embedding = nn.Embedding(config.vocabulary, config.width)
        self.layers = nn.ModuleList(_Layer(config) for _ in range(config.layers))
        self.norm = nn.LayerNorm(config.width)
        self.to_logits = nn.Linear(config.width, config.vocabulary, bias=False)
        for weight in self.parameters():
            if weight.dim() > 1:
                nn.init.normal_(weight, std=0.6)

    def forward(self, ids: Tensor, features: Tensor, positions: Tensor, mask: Tensor, *past: Tensor) -> tuple:
        x = torch.where(ids[..., None] < 0, features, self.embedding(ids.clamp(min=0)))
        total, new = mask.shape[1], ids.shape[1]
        key, query = torch.arange(total), torch.arange(new) + (total - new)
        visible = (key[None] <= query[:, None])[None] & (mask[:, None] > 0.5)  # [B, T, P + T]
        bias = torch.where(visible, 0.0, MASKED)[:, None]
        present: list[Tensor] = []
        for i, layer in enumerate(self.layers):
            x, k, v = layer(x, positions, bias, past[2 * i], past[2 * i + 1])
            present += [k, v]
        hidden = self.norm(x)
        return self.to_logits(hidden[:, -1:]), hidden, *present


class _Layer(nn.Module):
    def __init__(self, config: TinyConfig) -> None:
        super().__init__()
        d, c = config.width, config
        self.shape = (c.heads, c.kv_heads, c.head_dim)
        self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.q = nn.Linear(d, c.heads * c.head_dim)
        self.k, self.v = nn.Linear(d, c.kv_heads * c.head_dim), nn.Linear(d, c.kv_heads * c.head_dim)
        self.out = nn.Linear(c.heads * c.head_dim, d)
        self.mlp = nn.Sequential(nn.Linear(d, 2 * d), nn.GELU(), nn.Linear(2 * d, d))

    def forward(self, x: Tensor, positions: Tensor, bias: Tensor, past_k: Tensor, past_v: Tensor) -> tuple:
        heads, kv, dim = self.shape
        b, t, _ = x.shape
        y = self.norm1(x)
        q = _rotate(self.q(y).view(b, t, heads, dim).transpose(1, 2), positions)
        k = _rotate(self.k(y).view(b, t, kv, dim).transpose(1, 2), positions)
        v = self.v(y).view(b, t, kv, dim).transpose(1, 2)
        k, v = torch.cat([past_k, k], 2), torch.cat([past_v, v], 2)
        many_k, many_v = (z.repeat_interleave(heads // kv, 1) for z in (k, v))
        weights = torch.softmax(q @ many_k.transpose(2, 3) * dim**-0.5 + bias, -1)
        x = x + self.out((weights @ many_v).transpose(1, 2).reshape(b, t, heads * dim))
        return x + self.mlp(self.norm2(x)), k, v


def _rotate(x: Tensor, positions: Tensor) -> Tensor:
    """Rotary positions: x [B, H, T, dh], positions [B, T]."""
    half = x.shape[-1] // 2
    speed = 100.0 ** -(torch.arange(half) / half)
    angle = positions[:, None, :, None].to(x.dtype) * speed
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)


def greedy(
    decoder: TinyDecoder,
    embeds: list[tuple[list[int], Tensor]],
    allowed: Callable[[list[int]], list[int]],
    retouch: list[int],
) -> tuple:
    """Greedy decoding without a cache: the whole sequence is run again for every token, which no cache can get wrong.

    embeds: parts of the prompt, ids or (a list of -1 and) feature rows [N, D]; allowed(tokens) gives the ids that may
    follow, none at the end. Returns the tokens, the hidden states at the retouch tokens [1, 3, D] and the smallest
    distance between the best and the second best logit.
    """
    ids = [i for part, _ in embeds for i in part]
    features = torch.cat([rows for _, rows in embeds])[None]
    tokens: list[int] = []
    margin = float("inf")
    config = decoder.layers[0].shape
    empty = [torch.zeros(1, config[1], 0, config[2]) for _ in range(2 * len(decoder.layers))]
    while options := allowed(tokens):
        logits, hidden, *_ = _run(decoder, ids + tokens, features, empty)
        best = sorted(options, key=lambda i: -logits[0, -1, i].item())
        if len(best) > 1:
            margin = min(margin, (logits[0, -1, best[0]] - logits[0, -1, best[1]]).item())
        tokens.append(best[0])
    _, hidden, *_ = _run(decoder, ids + tokens, features, empty)
    states = torch.stack([hidden[0, len(ids) + tokens.index(i)] for i in retouch])[None]
    return tokens, states, margin


def _run(decoder: TinyDecoder, ids: list[int], features: Tensor, past: list[Tensor]) -> tuple:
    count = len(ids)
    rows = torch.zeros(1, count, features.shape[-1])
    rows[:, : features.shape[1]] = features
    return decoder(torch.tensor([ids]), rows, torch.arange(count)[None], torch.ones(1, count), *past)
