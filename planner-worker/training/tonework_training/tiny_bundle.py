"""Writes a bundle of format 2 with random weights: small enough to lie beside the runtime's tests, all its roles there.

    python -m tonework_training.tiny_bundle OUT

The recorded plans come from PyTorch without a cache; the runtime has to reach the same tokens with one.
"""

import argparse
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers
from torch import Tensor, nn

from . import sliders as s
from .onnx_graph import Graph, export_graph
from .renderer import Renderer, RendererConfig, SliderEncoder
from .tiny_decoder import TinyConfig, TinyDecoder, greedy

SIZE, TOKENS, LATENT, MAX_TOKENS = 16, 4, 4, 24
SMALLEST_MARGIN = 1e-3  # a recorded choice that is closer than this would hang on rounding
SPECIAL = ["<auto>", "<style>", "<wish>", "<light>", "<light-plan>", "<colour>", "<colour-plan>", "<single>",
           "<single-plan>", "<retouch-light>", "<retouch-global>", "<retouch-specific>", "<end>"]  # fmt: skip
WORDS = ["photo", "of", "people", "trees", "dark", "fine", "brighter", "darker", "unchanged", "warmer", "cooler",
         "pale", "red", "green", "richer", "paler", "calm", "make", "it", "much", "please"]  # fmt: skip
SCENES = ["people", "landscape"]


class Vision(nn.Module):
    """pixels [B, 3, S, S] -> tokens [B, N, D], scene [B, 2], content [B, 2]."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, width, SIZE // 2, SIZE // 2)
        self.words = nn.Linear(width, 4)

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        tokens = self.patches(pixels).flatten(2).transpose(1, 2) * 3
        words = self.words(tokens.mean(1))
        return tokens, torch.softmax(words[:, :2], -1), torch.sigmoid(words[:, 2:])


class TwoLayers(nn.Module):
    """The decoder with every tensor of its cache as an argument by name, as the exporter wants it."""

    def __init__(self, decoder: TinyDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, ids: Tensor, features: Tensor, positions: Tensor, mask: Tensor,
                key0: Tensor, value0: Tensor, key1: Tensor, value1: Tensor) -> tuple:  # fmt: skip
        return self.decoder(ids, features, positions, mask, key0, value0, key1, value1)


class Head(nn.Module):
    """hidden [B, 3, D] -> latents [B, 3, d], sliders [B, 38]."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.latents, self.sliders = nn.Linear(width, LATENT), nn.Linear(3 * width, s.COUNT)

    def forward(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        return self.latents(hidden), torch.tanh(self.sliders(hidden.flatten(1)))


class Reference(nn.Module):
    """pair [B, 6, S, S] -> latents [B, 3, d]: a pair of equal pictures gives zeros."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(3 * 4, 3 * LATENT, bias=False)

    def forward(self, pair: Tensor) -> Tensor:
        change = nn.functional.avg_pool2d(pair[:, 3:] - pair[:, :3], SIZE // 2)
        return self.linear(change.flatten(1)).view(-1, 3, LATENT)


def tokenizer() -> Tokenizer:
    made = Tokenizer(models.WordLevel({"<unk>": 0}, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.add_special_tokens([AddedToken(name, special=True) for name in SPECIAL])
    made.add_tokens(WORDS)
    return made


def grammar(ids: dict[str, int]) -> dict:
    def edge(words: str, to: str, **more: list[str]) -> dict:
        return {"tokens": [ids[w] for w in words.split()], "to": to, **more}

    states = [
        ("start", [edge("photo", "of")]),
        ("of", [edge("of", "what"), edge("<light>", "light")]),
        ("what", [edge("people trees", "of")]),
        ("light", [edge("dark", "light-to", requires=["light:dark"]), edge("fine", "light-to")]),
        ("light-to", [edge("<light-plan>", "light-plan")]),
        ("light-plan", [edge("brighter", "colour-to", claims=["lightness:up"]),
                        edge("darker", "colour-to", claims=["lightness:down"]), edge("unchanged", "colour-to")]),
        ("colour-to", [edge("<colour>", "colour")]),
        ("colour", [edge("pale", "colour-then"), edge("fine", "colour-then")]),
        ("colour-then", [edge("<colour-plan>", "colour-plan")]),
        ("colour-plan", [edge("warmer", "single-to", claims=["warmth:up"]),
                         edge("cooler", "single-to", claims=["warmth:down"]), edge("unchanged", "single-to")]),
        ("single-to", [edge("<single>", "single")]),
        ("single", [edge("red", "single-then", requires=["hue:red"]),
                    edge("green", "single-then", requires=["hue:green"]), edge("calm", "single-then")]),
        ("single-then", [edge("<single-plan>", "single-plan")]),
        ("single-plan", [edge("richer", "light-token", requires=["hue:red"], claims=["hue_colourfulness@red:up"]),
                         edge("unchanged", "light-token")]),
        ("light-token", [edge("<retouch-light>", "global-token")]),
        ("global-token", [edge("<retouch-global>", "specific-token")]),
        ("specific-token", [edge("<retouch-specific>", "ending")]),
        ("ending", [edge("<end>", "done")]),
    ]  # fmt: skip
    listed: list[dict] = [{"name": name, "edges": edges} for name, edges in states]
    return {"start": "start", "states": [*listed, {"name": "done", "accept": True}]}


def allowed_by(rules: dict, facts: list[str]) -> Callable[[list[int]], list[int]]:
    """The ids that may follow; no loop of the tiny grammar could outlast MAX_TOKENS but content, cut at 6 words."""
    states = {state["name"]: state for state in rules["states"]}

    def follow(tokens: list[int]) -> list[int]:
        state = rules["start"]
        for token in tokens:
            state = next(e["to"] for e in states[state]["edges"] if token in e["tokens"])
        edges = [e for e in states[state].get("edges", []) if all(r in facts for r in e.get("requires", []))]
        # 15 tokens lead from "of" to the end, 16 from "what"
        if state == "of" and len(tokens) + 17 > MAX_TOKENS:
            edges = edges[1:]
        return [token for e in edges for token in e["tokens"]]

    return follow


def write(out: Path, seed: int = 3) -> None:
    torch.manual_seed(seed)
    (out / "golden").mkdir(parents=True, exist_ok=True)
    words = tokenizer()
    words.save(str(out / "tokenizer.json"))
    ids = words.get_vocab()
    rules = grammar(ids)
    (out / "grammar.json").write_text(json.dumps(rules, indent=1) + "\n")
    config = TinyConfig(len(ids))
    decoder, vision, head, reference = TinyDecoder(config), Vision(config.width), Head(config.width), Reference()
    renders = RendererConfig(latent_size=LATENT, tone_terms=4, level_terms=4, hue_bins=6, hidden=8)
    renderer, encoder = Renderer(renders), SliderEncoder(renders)
    for module in (decoder, vision, head, reference, renderer, encoder):
        module.eval().requires_grad_(False)
    d, cache = config.width, [config.kv_heads, "P", config.head_dim]
    past = {f"past_{kind}.{i}": ["B", *cache] for i in range(config.layers) for kind in ("key", "value")}
    present = {n.replace("past", "present"): ["B", cache[0], "S", cache[2]] for n in past}
    size: list[int | str] = ["B", 3, SIZE, SIZE]
    latents: list[int | str] = ["B", 3, LATENT]
    graphs = [
        Graph("vision", vision, {"pixels": size},
              {"tokens": ["B", TOKENS, d], "scene": ["B", 2], "content": ["B", 2]}),
        Graph("decoder", TwoLayers(decoder),
              {"ids": ["B", "T"], "features": ["B", "T", d], "positions": ["B", "T"], "mask": ["B", "S"], **past},
              {"logits": ["B", 1, len(ids)], "hidden": ["B", "T", d], **present}),
        Graph("head", head, {"hidden": ["B", 3, d]}, {"latents": latents, "sliders": ["B", s.COUNT]}),
        Graph("params", encoder, {"sliders": ["B", s.COUNT]}, {"latents": latents}),
        Graph("reference", reference, {"pair": ["B", 6, SIZE, SIZE]}, {"latents": latents}),
        Graph("renderer", renderer, {"rgb": ["B", "N", 3], "latents": latents}, {"rgb_out": ["B", "N", 3]}),
    ]  # fmt: skip
    example = {"B": 2, "T": 3, "P": 5, "S": 8, "N": 7}
    described = {}
    for graph in graphs:
        inputs = {
            name: torch.ones([example[i] if isinstance(i, str) else i for i in shape],
                             dtype=torch.int64 if name in ("ids", "positions") else torch.float32)
            for name, shape in graph.inputs.items()
        }  # fmt: skip
        path = out / f"{graph.name}.onnx"
        export_graph(graph, inputs, path)
        described[graph.name] = {
            "file": path.name, "sha256": _digest(path), "inputs": graph.inputs, "outputs": graph.outputs,
        }  # fmt: skip
    geometry = {"layout": "NCHW", "range": [0, 1], "colourSpace": "sRGB", "width": SIZE, "height": SIZE,
                "resize": "squash by a box filter", "steps": [{"size": [SIZE, SIZE], "filter": "box"}]}  # fmt: skip
    manifest = {
        "format": 2, "name": "tiny", "version": "0.0.1", "licence": "Apache-2.0",
        "modes": ["auto", "style", "param", "reference"],
        "sliders": list(s.SLIDERS), "latents": {"groups": list(s.GROUPS), "sizes": [LATENT] * 3},
        "input": geometry, "pair": geometry, "scenes": SCENES, "content": ["people", "trees"], "graphs": described,
        "tokenizer": {"file": "tokenizer.json", "sha256": _digest(out / "tokenizer.json")},
        "grammar": {"file": "grammar.json", "sha256": _digest(out / "grammar.json")},
        "decoder": {"layers": config.layers, "kvHeads": config.kv_heads, "headDim": config.head_dim, "width": d,
                    "vocabulary": len(ids), "maxTokens": MAX_TOKENS, "logits": "last", "retouchStates": "at"},
        "special": {"retouch_light": ids["<retouch-light>"], "retouch_global": ids["<retouch-global>"],
                    "retouch_specific": ids["<retouch-specific>"], "end": ids["<end>"]},
        "prompts": {"auto": "<auto>{image}", "auto_instructed": "<auto>{image}<wish>{instruction}",
                    "style": "<style>{image}<wish>{instruction}"},
        "sections": [{"part": part, "start": ids[name]} for part, name in (
            ("light.issues", "<light>"), ("light.plan", "<light-plan>"), ("globalColour.issues", "<colour>"),
            ("globalColour.plan", "<colour-plan>"), ("specificColour.issues", "<single>"),
            ("specificColour.plan", "<single-plan>"))],
        "plans": _plans(out, words, rules, (decoder, vision, head), ids),
    }  # fmt: skip
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def _plans(out: Path, words: Tokenizer, rules: dict, modules: tuple, ids: dict[str, int]) -> list[dict]:
    decoder, vision, head = modules
    retouch = [ids[f"<retouch-{group}>"] for group in ("light", "global", "specific")]
    asked = [("auto", None, []), ("auto", "make it much brighter please", ["light:dark"]),
             ("style", "warmer people", ["hue:red"]), 
             ("style", "make it calm", ["hue:red", "hue:green", "light:dark"])]  # fmt: skip
    plans = []
    for number, (mode, wish, facts) in enumerate(asked):
        pixels = torch.rand(1, 3, SIZE, SIZE, generator=torch.Generator().manual_seed(20 + number))
        rows = vision(pixels)[0][0]
        before = words.encode(f"<{mode}>", add_special_tokens=False).ids
        after = words.encode(f"<wish>{wish}", add_special_tokens=False).ids if wish else []
        prompt = [(part, torch.zeros(len(part), rows.shape[1])) for part in (before, after)]
        prompt.insert(1, ([-1] * TOKENS, rows))
        tokens, hidden, margin = greedy(decoder, prompt, allowed_by(rules, facts), retouch)
        if margin < SMALLEST_MARGIN:
            raise RuntimeError(f"plan {number} has a choice that is only {margin:.1e} clear; take another seed")
        tensors = {"pixels": pixels, "hidden": hidden, "latents": head(hidden)[0]}
        files = {name: f"golden/plan{number}_{name}.bin" for name in tensors}
        for name, tensor in tensors.items():
            (out / files[name]).write_bytes(np.ascontiguousarray(tensor.numpy(), dtype="<f4").tobytes())
        text = words.decode(tokens, skip_special_tokens=True)
        plans.append({"mode": mode, "instruction": wish, "facts": facts, "ids": tokens, "text": text, **files})
        print(f"{mode:6} {len(tokens)} tokens, clear by {margin:.3f}: {text}")
    return plans


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    write(parser.parse_args().out)
