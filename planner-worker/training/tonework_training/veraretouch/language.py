"""The language model: Qwen2 with a key-value cache whose rows may have different lengths."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

IMAGE = -1  # an id that stands for "take the row of `features`"


@dataclass(frozen=True)
class LanguageConfig:
    """Sizes; the defaults are the published model's (Qwen2-0.5B)."""

    vocabulary: int = 151936
    width: int = 896
    layers: int = 24
    heads: int = 14
    kv_heads: int = 2
    hidden: int = 4864
    rope_theta: float = 1_000_000.0
    norm_epsilon: float = 1e-6
    tied: bool = True

    @property
    def head_dim(self) -> int:
        return self.width // self.heads


class LanguageModel(nn.Module):
    """One step, of a prompt or of a token.

    ids [B, T] int64, IMAGE where the embedding is that row of features [B, T, width]; positions [B, T] int64; mask
    [B, P + T] float32, 1 where a key may be attended, 0 for padding; past: key and value of each layer in turn,
    [B, kv_heads, P, head_dim]. Returns logits [B, 1, vocabulary] of the last position, hidden [B, T, width] behind the
    final norm, and the keys and values with T more rows.
    """

    def __init__(self, config: LanguageConfig) -> None:
        super().__init__()
        self.config = config
        self.model = _Body(config)
        self.lm_head = nn.Linear(config.width, config.vocabulary, bias=False)
        if config.tied:
            self.lm_head.weight = self.model.embed_tokens.weight

    def forward(self, ids: Tensor, features: Tensor, positions: Tensor, mask: Tensor, *past: Tensor) -> tuple:
        embedded = self.model.embed_tokens(ids.clamp(min=0))
        x = torch.where((ids == IMAGE)[..., None], features, embedded)
        rotation = _rotation(positions, self.config)
        bias = _bias(mask, ids.shape[1], past[0].shape[2])
        present: list[Tensor] = []
        for i, layer in enumerate(self.model.layers):
            x, key, value = layer(x, rotation, bias, past[2 * i], past[2 * i + 1])
            present += [key, value]
        hidden = self.model.norm(x)
        # two dimensions, so that the weights are used as they are stored instead of transposed
        logits = F.linear(hidden[:, -1], self.lm_head.weight)[:, None]
        return logits, hidden, *present

    def no_past(self, batch: int) -> list[Tensor]:
        """The cache before the first step."""
        empty = torch.zeros(batch, self.config.kv_heads, 0, self.config.head_dim)
        return [empty] * (2 * self.config.layers)


class _Body(nn.Module):
    def __init__(self, config: LanguageConfig) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocabulary, config.width)
        self.layers = nn.ModuleList(_Layer(config) for _ in range(config.layers))
        self.norm = _Norm(config)


class _Norm(nn.Module):
    def __init__(self, config: LanguageConfig) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(config.width))
        self.epsilon = config.norm_epsilon

    def forward(self, x: Tensor) -> Tensor:
        return self.weight * (x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.epsilon))


class _Layer(nn.Module):
    def __init__(self, config: LanguageConfig) -> None:
        super().__init__()
        self.input_layernorm = _Norm(config)
        self.self_attn = _Attention(config)
        self.post_attention_layernorm = _Norm(config)
        self.mlp = _FeedForward(config)

    def forward(self, x: Tensor, rotation: Tensor, bias: Tensor, key: Tensor, value: Tensor) -> tuple:
        mixed, key, value = self.self_attn(self.input_layernorm(x), rotation, bias, key, value)
        x = x + mixed
        return x + self.mlp(self.post_attention_layernorm(x)), key, value


class _FeedForward(nn.Module):
    def __init__(self, config: LanguageConfig) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(config.width, config.hidden, bias=False)
        self.up_proj = nn.Linear(config.width, config.hidden, bias=False)
        self.down_proj = nn.Linear(config.hidden, config.width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class _Attention(nn.Module):
    def __init__(self, config: LanguageConfig) -> None:
        super().__init__()
        self.kv_heads, self.head_dim = config.kv_heads, config.head_dim
        self.shared = config.heads // config.kv_heads  # query heads that share a key
        kv = self.kv_heads * self.head_dim
        self.q_proj = nn.Linear(config.width, config.width)
        self.k_proj = nn.Linear(config.width, kv)
        self.v_proj = nn.Linear(config.width, kv)
        self.o_proj = nn.Linear(config.width, config.width, bias=False)

    def forward(self, x: Tensor, rotation: Tensor, bias: Tensor, past_key: Tensor, past_value: Tensor) -> tuple:
        batch, steps, width = x.shape
        q = self.q_proj(x).reshape(batch, steps, self.kv_heads, self.shared, self.head_dim).permute(0, 2, 3, 1, 4)
        k = self.k_proj(x).reshape(batch, steps, self.kv_heads, self.head_dim).transpose(1, 2)
        v = self.v_proj(x).reshape(batch, steps, self.kv_heads, self.head_dim).transpose(1, 2)
        q = _rotate(q, rotation[:, :, None, None])  # [B, kv, shared, T, dh]
        key = torch.cat([past_key, _rotate(k, rotation[:, :, None])], 2)  # [B, kv, P + T, dh]
        value = torch.cat([past_value, v], 2)
        scores = q.flatten(2, 3) @ key.transpose(2, 3)  # [B, kv, shared * T, P + T]
        scores = scores.unflatten(2, (self.shared, steps)) * self.head_dim**-0.5 + bias[:, None, None]
        mixed = torch.softmax(scores, -1).flatten(2, 3) @ value
        mixed = mixed.unflatten(2, (self.shared, steps)).permute(0, 3, 1, 2, 4).reshape(batch, steps, width)
        return self.o_proj(mixed), key, value


def _rotation(positions: Tensor, config: LanguageConfig) -> Tensor:
    """Cosines and sines of rotary embeddings, [2, B, T, head_dim / 2] (RoFormer, arXiv 2104.09864, eq. 34)."""
    half = config.head_dim // 2
    frequencies = config.rope_theta ** -(torch.arange(half, dtype=torch.float32, device=positions.device) / half)
    angles = positions.to(torch.float32)[..., None] * frequencies
    return torch.stack([angles.cos(), angles.sin()])


def _rotate(x: Tensor, rotation: Tensor) -> Tensor:
    cosine, sine = rotation[0], rotation[1]
    first, second = x.chunk(2, -1)
    return torch.cat([first * cosine - second * sine, second * cosine + first * sine], -1)


def _bias(mask: Tensor, steps: int, past: int) -> Tensor:
    """0 where position t may look at key j, else the least float: [B, T, P + T]."""
    query = torch.arange(steps, device=mask.device)[:, None] + past
    key = torch.arange(past + steps, device=mask.device)
    # picked by index, or the exporter would have to prove that the mask is as long as the keys
    allowed = (key <= query)[None] & (mask.index_select(1, key)[:, None] > 0)
    return torch.where(allowed, 0.0, torch.finfo(torch.float32).min)
