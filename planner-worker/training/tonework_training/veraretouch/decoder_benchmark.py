"""Tokens per second of PyTorch on random weights of the published size: what the Java runtime is measured against.

    python -m tonework_training.veraretouch.decoder_benchmark --bundle BUNDLE [--threads 2]

Takes the prompt and the number of tokens from the first golden plan of a bundle that `export_veraretouch --random full`
has made with the same seed, so that the weights and the work are the same. Two loops, both greedy, both with a cache:
transformers' `generate` on its Qwen2, which the published program calls, where that package is installed; and this
project's own step by step.
"""

import argparse
import json
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from . import prompts, randomly
from .generate import prompt_ids
from .language import IMAGE, LanguageModel

# writes that many tokens for each row of embeddings [B, T, width]; ids [B, tokens]
Loop = Callable[[Tensor, int], Tensor]


def own_loop(model: LanguageModel) -> Loop:
    """This project's language model, step by step, as the bundle's golden plans were made, for several rows."""

    def write(embedded: Tensor, tokens: int) -> Tensor:
        batch, length, width = embedded.shape
        ids, features, past = torch.full((batch, length), IMAGE), embedded, model.no_past(batch)
        written: list[Tensor] = []
        for step in range(tokens):
            known = length + step
            positions = torch.arange(known - ids.shape[1], known).expand(batch, -1)
            logits, _, *past = model(ids, features, positions, torch.ones(batch, known), *past)
            ids, features = logits[:, 0].argmax(-1, keepdim=True), torch.zeros(batch, 1, width)
            written.append(ids)
        return torch.cat(written, 1)

    return write


def transformers_loop(model: LanguageModel) -> Loop:
    """transformers' Qwen2 with the same weights, and its `generate`."""
    from transformers import Qwen2Config, Qwen2ForCausalLM

    config = model.config
    reference = Qwen2ForCausalLM(
        Qwen2Config(
            vocab_size=config.vocabulary,
            hidden_size=config.width,
            intermediate_size=config.hidden,
            num_hidden_layers=config.layers,
            num_attention_heads=config.heads,
            num_key_value_heads=config.kv_heads,
            rope_parameters={"rope_type": "default", "rope_theta": config.rope_theta},
            rms_norm_eps=config.norm_epsilon,
            tie_word_embeddings=config.tied,
            eos_token_id=None,
            pad_token_id=0,
        )
    ).eval()
    reference.load_state_dict(model.state_dict(), assign=True)
    reference.tie_weights()

    def write(embedded: Tensor, tokens: int) -> Tensor:
        return reference.generate(
            inputs_embeds=embedded,
            attention_mask=torch.ones(embedded.shape[:2], dtype=torch.int64),
            max_new_tokens=tokens,
            do_sample=False,
            use_cache=True,
        )

    return write


def first_prompt(bundle: Path, image_tokens: int) -> tuple[list[int], int]:
    """Ids of the first golden plan's prompt, and the most tokens of an answer."""
    manifest = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    tokens = Tokenizer.from_file(str(bundle / "tokenizer.json"))
    text = prompts.prompts()[manifest["plans"][0]["mode"]]
    parts = [tokens.encode(part, add_special_tokens=False).ids for part in text.split(prompts.IMAGE_PLACEHOLDER)]
    return prompt_ids(parts, image_tokens), manifest["decoder"]["maxTokens"]


def spent(loop: Loop, embedded: Tensor, tokens: int) -> np.ndarray:
    """Seconds on the clock and of the processors, [2]; the second counts no waiting for other programs."""
    before = time.perf_counter(), time.process_time()
    loop(embedded, tokens)
    return np.array([time.perf_counter(), time.process_time()]) - before


@torch.inference_mode()
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--size", choices=sorted(randomly.SIZES), default="full")
    parser.add_argument("--seed", type=int, default=1, help="that of the bundle")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=2, help="of which the least counts")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    whole = randomly.initialise(args.size, with_encoder=False, seed=args.seed)
    prompt, tokens = first_prompt(args.bundle, whole.config.vision.tokens)
    model = whole.language
    ids = torch.tensor([prompt])
    embedded = model.model.embed_tokens(ids.clamp(min=0))
    seen = torch.randn(embedded.shape, generator=torch.Generator().manual_seed(args.seed)) * 0.05
    embedded = torch.where((ids == IMAGE)[..., None], seen, embedded)
    loops = {"this project's loop": own_loop(model)}
    if find_spec("transformers"):
        loops["transformers' generate"] = transformers_loop(model)
    for name, loop in loops.items():
        for batch in (1, 8):
            rows = embedded.expand(batch, -1, -1).contiguous()
            reading = np.min([spent(loop, rows, 1) for _ in range(args.rounds)], 0)
            answering = np.min([spent(loop, rows, tokens) for _ in range(args.rounds)], 0)
            after, answers = batch * (tokens - 1) / (answering - reading), batch * tokens / answering
            print(
                f"{name}, {batch} together: {after[0]:.2f} tokens/s after the prompt ({after[1]:.2f} per second of the "
                f"processors), prompts {reading[0]:.2f} s ({reading[1]:.2f} s of the processors), whole answers "
                f"{answers[0]:.2f} tokens/s ({answers[1]:.2f})",
                flush=True,
            )


if __name__ == "__main__":
    main()
