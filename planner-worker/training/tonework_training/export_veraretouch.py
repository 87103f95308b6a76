"""Turns a download of VeraRetouch's weights into a bundle.

    python -m tonework_training.export_veraretouch --weights DIR --out BUNDLE

The weights are for academic research only: the manifest says so, and the services refuse such a bundle until their
configuration accepts its licence. Without weights, `--random full` or `--random tiny` takes the same architecture with
random ones, to prove the export and to measure speed.
"""

import argparse
import hashlib
import json
import platform
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer

from . import sliders as s
from .veraretouch import checkpoint, graphs, prompts, randomly, tokenizer
from .veraretouch.checkpoint import VeraRetouch
from .veraretouch.generate import Generation, Tokens, generate, prompt_ids

LICENCE = "research-only (VeraRetouch weights)"
SHORT_EDGE = 512  # pixels of the photo that the model was trained to look at
VERSION = "1.0.0"
GOLDEN_INSTRUCTION = "Warmer, please, and a little brighter."
GOLDEN_SLIDERS = {"Exposure2012": 0.3, "Saturation": -0.155, "HueAdjustmentBlue": 1.0}


@dataclass(frozen=True)
class Plan:
    """A golden plan: what goes in, what PyTorch writes."""

    mode: str
    text: str  # of the prompt, {image} still in it


def write_bundle(model: VeraRetouch, tokens: Tokenizer, out: Path, name: str, golden_tokens: int) -> None:
    """Graphs, tokenizer, manifest, model card and golden plans of at most `golden_tokens` tokens each."""
    (out / "golden").mkdir(parents=True, exist_ok=True)
    described = {}
    for spec in graphs.specs(model):
        files = graphs.export(spec, out)
        described[spec.role] = {
            "file": files[0],
            "sha256": _digest(out / files[0]),
            "inputs": spec.inputs,
            "outputs": spec.outputs,
        }
        if files[1:]:
            described[spec.role]["data"] = [{"file": f, "sha256": _digest(out / f)} for f in files[1:]]
    tokens.save(str(out / "tokenizer.json"))
    manifest = _manifest(model, tokens, name, described, golden_tokens)
    manifest["tokenizer"]["sha256"] = _digest(out / "tokenizer.json")
    pixels = _golden_picture(model.config.vision.image_size)
    _write(out / "golden" / "pixels.bin", pixels)
    manifest["plans"] = [_golden(model, tokens, plan, pixels, out, golden_tokens) for plan in _golden_plans()]
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    (out / "MODEL_CARD.md").write_text(_card(name, manifest), encoding="utf-8")


def _manifest(model: VeraRetouch, tokens: Tokenizer, name: str, described: dict, golden_tokens: int) -> dict:
    config, language = model.config, model.config.language
    side = config.vision.image_size
    special = dict(
        zip(
            ("retouch_light", "retouch_global", "retouch_specific", "end"),
            tokenizer.ids_of(tokens, [*prompts.RETOUCH_TOKENS, prompts.END]).values(),
            strict=True,
        )
    )
    manifest = {
        "format": 2,
        "name": name,
        "version": VERSION,
        "licence": LICENCE,
        "modes": ["auto", "style", "param", *(["reference"] if model.encoder is not None else [])],
        "sliders": list(s.SLIDERS),
        "latents": {"groups": list(s.GROUPS), "sizes": [language.width] * 3},
        "input": _input(
            side,
            "short edge to 512 (Lanczos), a black margin to a square, to the model's size (bicubic)",
            [
                {"shortEdge": SHORT_EDGE, "filter": "lanczos3"},
                {"padSquare": [0, 0, 0]},
                {"size": [side, side], "filter": "bicubic"},
            ],
        ),
        "scenes": [],
        "content": [],
        "graphs": described,
        "tokenizer": {"file": "tokenizer.json"},
        "decoder": {
            "layers": language.layers,
            "kvHeads": language.kv_heads,
            "headDim": language.head_dim,
            "width": language.width,
            "vocabulary": language.vocabulary,
            "maxTokens": golden_tokens,
            "logits": "last",
            "retouchStates": "predicting",
        },
        "special": special,
        "prompts": prompts.prompts(),
        "sections": [
            {"part": f"{aspect}.{part}", "start": ids[start], "end": ids[end]}
            for aspect, parts in prompts.sections().items()
            for part, (start, end) in parts.items()
            for ids in [tokenizer.ids_of(tokens, [start, end])]
        ],
        "training": {
            "source": "published weights; not trained by this project",
            "versions": {"python": platform.python_version(), "torch": torch.__version__, "onnx": onnx.__version__},
        },
    }
    if model.encoder is not None:
        reference = graphs.REFERENCE_SIDE
        manifest["pair"] = _input(
            reference, "squashed to a square (bilinear)", [{"size": [reference, reference], "filter": "bilinear"}]
        )
    return manifest


def _input(side: int, words: str, steps: list[dict]) -> dict:
    return {
        "width": side,
        "height": side,
        "layout": "NCHW",
        "range": [0, 1],
        "colourSpace": "sRGB",
        "resize": words,
        "steps": steps,
    }


def _golden_picture(side: int) -> torch.Tensor:
    """[3, side, side]: ramps under noise, made from a seed."""
    x = torch.linspace(0, 1, side)
    ramp = torch.stack([x.expand(side, side), x.expand(side, side).T, 1 - x.expand(side, side)])
    return 0.7 * ramp + 0.3 * torch.rand(3, side, side, generator=torch.Generator().manual_seed(11))


def _golden_plans() -> list[Plan]:
    templates = prompts.prompts()
    sliders = prompts.slider_text([GOLDEN_SLIDERS.get(name, 0.0) for name in s.SLIDERS])
    return [
        Plan("auto", templates["auto"]),
        Plan("style", templates["style"].replace("{instruction}", GOLDEN_INSTRUCTION)),
        Plan("param", templates["param"].replace("{sliders}", sliders)),
    ]


def _golden(model: VeraRetouch, tokens: Tokenizer, plan: Plan, pixels: torch.Tensor, out: Path, limit: int) -> dict:
    ids = tokenizer.ids_of(tokens, [*prompts.RETOUCH_TOKENS, prompts.END])
    light, temperature, mixer, end = ids.values()
    parts = [tokens.encode(part, add_special_tokens=False).ids for part in plan.text.split(prompts.IMAGE_PLACEHOLDER)]
    prompt = prompt_ids(parts, model.config.vision.tokens)
    said: Generation = generate(model, prompt, pixels, Tokens((light, temperature, mixer), end), limit)
    for kind, values in (("hidden", said.hidden), ("latents", said.latents)):
        _write(out / "golden" / f"{plan.mode}_{kind}.bin", values)
    return {
        "mode": plan.mode,
        "instruction": GOLDEN_INSTRUCTION if plan.mode == "style" else None,
        "sliders": GOLDEN_SLIDERS if plan.mode == "param" else None,
        "pixels": "golden/pixels.bin",
        "facts": [],
        "ids": said.ids,
        "text": tokens.decode(said.ids, skip_special_tokens=True),
        "hidden": f"golden/{plan.mode}_hidden.bin",
        "latents": f"golden/{plan.mode}_latents.bin",
    }


def _write(path: Path, values: torch.Tensor) -> None:
    path.write_bytes(np.ascontiguousarray(values.numpy(), dtype="<f4").tobytes())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _card(name: str, manifest: dict) -> str:
    language = manifest["decoder"]
    return f"""# {name} {VERSION}

VeraRetouch (arXiv 2604.27375) in this project's bundle format, exported by `tonework_training.export_veraretouch`.
{language["layers"]} layers of {language["width"]}, {language["vocabulary"]} tokens, float32.

Modes: {", ".join(manifest["modes"])}.

## Licence

{LICENCE}. The authors allow academic research only; models derived from the weights count as the weights. The services
refuse this bundle unless `tonework.models.accept-licences` names that licence.

## What differs from the authors' program

Greedy decoding instead of sampling, so that a photo gets the same plan each time; float32 instead of bfloat16. A
retouch token may only come in its turn and the end only after all three: a plan is never without one.
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="tonework_training.export_veraretouch", description=__doc__.split("\n")[0])
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--weights", type=Path, help="folder of the download: config.json, *.safetensors, tokenizer")
    source.add_argument("--random", choices=sorted(randomly.SIZES), help="random weights of the architecture")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--max-tokens", type=int, default=1024, help="a plan's text ends here at the latest")
    parser.add_argument("--seed", type=int, default=1, help="of --random")
    parser.add_argument("--without-encoder", action="store_true", help="leave the reference mode out of --random")
    args = parser.parse_args()
    if args.random:
        model = randomly.initialise(args.random, not args.without_encoder, args.seed)
        tokens, name = randomly.tokenizer(model.config.language.vocabulary), f"veraretouch-random-{args.random}"
    else:
        try:
            model, tokens, name = checkpoint.load(args.weights), tokenizer.read(args.weights), "veraretouch"
        except (checkpoint.CheckpointError, FileNotFoundError, ValueError) as e:
            parser.exit(1, f"{e}\n")
    write_bundle(model, tokens, args.out, name, args.max_tokens)
    print(f"{name}: {sum(f.stat().st_size for f in args.out.iterdir()) / 1e6:.1f} MB in {args.out}")


if __name__ == "__main__":
    main()
