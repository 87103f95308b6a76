"""The architecture without its weights: sizes to initialise at random, and a tokenizer that goes with them."""

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from . import prompts
from .checkpoint import VeraConfig, VeraRetouch, build
from .language import LanguageConfig
from .vision import VisionConfig

SIZES = {
    "full": VeraConfig(),
    "tiny": VeraConfig(
        LanguageConfig(vocabulary=320, width=32, layers=2, heads=4, kv_heads=2, hidden=48),
        VisionConfig(image_size=128, layers=(1, 1, 1, 1, 1), widths=(16, 16, 16, 32, 32)),
        head_hidden=24,
        renderer_widths=(8, 12, 16),
        encoder_base=16,
    ),
}


def initialise(size: str, with_encoder: bool, seed: int) -> VeraRetouch:
    """A model of SIZES whose text changes from token to token and whose every weight matters to it.

    PyTorch's defaults would hide faults: branches scaled by 1e-5, normalisations that do nothing, and embeddings so
    long that a model repeats its last token.
    """
    model = build(SIZES[size], with_encoder, seed)
    generator = torch.Generator().manual_seed(seed)
    for module in (*model.parts().values(), model.language, model.encoder):
        if module is None:
            continue
        for name, tensor in module.state_dict().items():
            if "layer_scale" in name:
                tensor.uniform_(0.1, 0.5, generator=generator)
            elif name.endswith("running_var"):
                tensor.uniform_(0.5, 1.5, generator=generator)
            elif name.endswith("running_mean"):
                tensor.normal_(0, 0.1, generator=generator)
            elif name.endswith("norm.weight"):
                tensor.uniform_(0.5, 1.5, generator=generator)
    layers = model.language.model.layers
    model.language.model.embed_tokens.weight.normal_(0, 0.05, generator=generator)
    for layer in layers:
        for linear in (layer.self_attn.q_proj, layer.self_attn.k_proj):
            linear.weight.normal_(0, 2 / linear.in_features**0.5, generator=generator)
        for linear in (layer.self_attn.v_proj, layer.self_attn.o_proj, layer.mlp.gate_proj, layer.mlp.up_proj):
            linear.weight.normal_(0, 1.5 / linear.in_features**0.5, generator=generator)
    return model


def tokenizer(vocabulary: int) -> Tokenizer:
    """A token for each byte, the special tokens of the prompts, and words without meaning up to `vocabulary`."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    special = [
        "<|im_start|>",
        prompts.END,
        "<Auto_Retouch_Task>",
        "<Style_Retouch_Task>",
        "<Professional_Retouch_Task>",
        *prompts.RETOUCH_TOKENS,
        *(token for parts in prompts.sections().values() for pair in parts.values() for token in pair),
    ]
    words = vocabulary - len(alphabet) - len(special)
    if words < 0:
        raise ValueError(
            f"a vocabulary of {vocabulary} has no room for {len(alphabet)} bytes and {len(special)} tokens"
        )
    vocab = {token: i for i, token in enumerate([*alphabet, *(f"w{i}Ġ" for i in range(words))])}
    made = Tokenizer(models.BPE(vocab=vocab, merges=[]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in special])
    return made
