"""Step 5: writes the bundle: ONNX graphs, tokenizer, grammar, manifest with digests, golden inputs and outputs."""

import hashlib
import json
import platform
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import tokenizers
import torch
import torch.nn.functional as F
from torch import Tensor

from . import facts as facts_of
from . import grammar_file, wishes
from . import sliders as s
from .auto import AutoPlanner
from .balanced import reach
from .bundle import Bundle
from .data import Photo
from .decode import plan
from .labels import CONTENT, SCENES
from .onnx_graph import Graph, Tensors, export_graph, golden
from .planner import DecoderGraph, HeadGraph, LanguagePlanner
from .reasoning_text import grammar
from .reference import ReferenceEncoder
from .renderer import Renderer, SliderEncoder
from .tokens import MAX_INSTRUCTION, RETOUCH, SECTIONS, Vocabulary
from .train_renderer import random_sliders
from .vision import EXTRA, VisionGraph
from .white_balance import BalancingEye

VERSION = "0.3.1"
MAX_TOKENS = 120
RESIZE = (
    "squash the oriented sRGB photo to width x height without keeping its aspect ratio; each output pixel is the mean "
    "of the source area that it covers (box filter on encoded values)"
)
REQUESTS = (None, "make it a bit brighter and warmer", "moody cinematic", "Bitte héller! \N{SUN BEHIND CLOUD}")


@dataclass(frozen=True)
class Trained:
    encoder: SliderEncoder
    renderer: Renderer
    eye: AutoPlanner
    planner: LanguagePlanner
    vocabulary: Vocabulary
    reference: ReferenceEncoder | None = None
    balancing: BalancingEye | None = None  # sees pictures of twice the eye's side

    def picture_size(self, eye_size: int) -> int:
        return eye_size if self.balancing is None else 2 * eye_size


def graphs(trained: Trained, latent: int, size: int) -> list[Graph]:
    decoder = trained.planner.decoder
    c = decoder.config
    v, d = len(trained.vocabulary), c.width
    latents: list[int | str] = ["B", 3, latent]
    kinds = [f"{kind}.{i}" for i in range(c.layers) for kind in ("key", "value")]
    reference, side = trained.reference, trained.picture_size(size)
    further: dict[str, list[int | str]] = {} if trained.balancing is None else {"beyond": ["B", 3]}
    pair = 0 if reference is None else reference.config.size
    read = [] if reference is None else [
        Graph("reference", reference, {"pair": ["B", 6, pair, pair]}, {"latents": latents, "sliders": ["B", s.COUNT]})
    ]  # fmt: skip
    return [
        Graph(
            "vision",
            VisionGraph(trained.eye, trained.planner.image, trained.balancing),
            {"pixels": ["B", 3, side, side]},
            {
                "tokens": ["B", _places(trained.eye, size) + EXTRA, d],
                "scene": ["B", len(SCENES)],
                "content": ["B", len(CONTENT)],
                "plan": ["B", s.COUNT],
                **further,
            },
        ),
        Graph(
            "decoder",
            DecoderGraph(decoder),
            {"ids": ["B", "T"], "features": ["B", "T", d], "positions": ["B", "T"], "mask": ["B", "S"]}
            | {f"past_{kind}": ["B", c.kv_heads, "P", c.head_size] for kind in kinds},
            {"logits": ["B", "T", v], "hidden": ["B", "T", d]}
            | {f"present_{kind}": ["B", c.kv_heads, "S", c.head_size] for kind in kinds},
            frozenset({"ids", "positions", "mask"}),
        ),
        Graph(
            "head",
            HeadGraph(trained.planner.head, trained.encoder, reach(trained.renderer) if further else None),
            {"hidden": ["B", 3, d], "plan": ["B", s.COUNT], **further},
            {"latents": latents, "sliders": ["B", s.COUNT]},
        ),
        Graph("params", trained.encoder, {"sliders": ["B", s.COUNT]}, {"latents": latents}),
        Graph("renderer", trained.renderer, {"rgb": ["B", "N", 3], "latents": latents}, {"rgb_out": ["B", "N", 3]}),
        *read,
    ]


def _places(eye: AutoPlanner, size: int) -> int:
    with torch.no_grad():
        return eye.eval().look(torch.zeros(1, 3, size, size)).places.shape[1]


def golden_pictures(size: int, generator: torch.Generator) -> Tensor:
    """[5, 3, size, size]: made from a seed, no photo in them; plain, dark, bright, noisy and warm."""
    x = torch.linspace(0, 1, size)
    ramp = torch.stack([x.expand(size, size), x.expand(size, size).T, 1 - x.expand(size, size)])
    noise = torch.rand(3, size, size, generator=generator)
    warm = ramp * torch.tensor([1.0, 0.8, 0.5])[:, None, None]
    return torch.stack([ramp, 0.3 * ramp, 0.6 + 0.4 * ramp, noise, warm])


def golden_inputs(trained: Trained, size: int, seed: int = 7) -> dict[str, Tensors]:
    """Inputs by graph and tensor."""
    generator = torch.Generator().manual_seed(seed)
    sliders = random_sliders(8, generator)
    sliders[0] = 0  # the identity
    sliders[1, s.LIGHT_SLICE] = 0  # a masked group
    with torch.no_grad():
        latents = trained.encoder(random_sliders(6, generator))
    latents[0] = 0
    rgb = torch.rand(len(latents), 257, 3, generator=generator)
    rgb[:, :2] = torch.tensor([[0.0] * 3, [1.0] * 3])
    c = trained.planner.decoder.config
    past, t = 5, 7
    ids = torch.randint(len(trained.vocabulary), (3, t), generator=generator)
    ids[:, 1:3] = -1  # image rows
    mask = torch.ones(3, past + t, dtype=torch.int64)
    mask[1, :2] = 0  # a shorter row, padded on the left
    decoder = {
        "ids": ids,
        "features": torch.randn(3, t, c.width, generator=generator),
        "positions": torch.arange(past, past + t).expand(3, -1) - torch.tensor([[0], [2], [0]]),
        "mask": mask,
    }
    for i in range(c.layers):
        for kind in ("key", "value"):
            decoder[f"past_{kind}.{i}"] = torch.randn(3, c.kv_heads, past, c.head_size, generator=generator)
    pictures = golden_pictures(trained.picture_size(size), generator)
    inputs = {
        "vision": {"pixels": pictures},
        "decoder": decoder,
        "head": {"hidden": torch.randn(4, 3, c.width, generator=generator), "plan": sliders[:4]},
        "params": {"sliders": sliders},
        "renderer": {"rgb": rgb, "latents": latents},
    }
    if trained.balancing is not None:
        inputs["head"]["beyond"] = torch.tensor([[0.0, 0.0, 0.0], [0.1, 0.0, -0.3], [-0.2, 0.0, 0.2], [0.1, -0.1, 0.1]])
    if trained.reference is not None:
        small = F.interpolate(pictures, size=(trained.reference.config.size,) * 2, mode="area")
        with torch.no_grad():
            after = trained.renderer(small.flatten(2).transpose(1, 2), latents[1:]).transpose(1, 2).reshape(small.shape)
        inputs["reference"] = {"pair": torch.cat([small, after], 1)}
    return inputs


def write_bundle(out: Path, trained: Trained, settings: dict[str, Any], photos: list[Photo]) -> None:
    """Writes everything but the model card; raises if a graph run by ONNX Runtime strays from PyTorch.

    settings: the configuration of each training by its name; "renderer" and "auto" give latent and picture size.
    """
    parts = (trained.encoder, trained.renderer, trained.eye, trained.planner, trained.reference, trained.balancing)
    for module in parts:
        if module is not None:
            module.eval()
    size, latent = settings["auto"].model.size, settings["renderer"].model.latent_size
    (out / "golden").mkdir(parents=True, exist_ok=True)
    inputs = golden_inputs(trained, size)
    described, replayed = {}, []
    for graph in graphs(trained, latent, size):
        path = out / f"{graph.name}.onnx"
        described[graph.name] = export_graph(graph, inputs[graph.name], path)
        entry = golden(graph, inputs[graph.name], path, out)
        if not graph.whole:  # the decoder is replayed by whole plans
            replayed.append(entry)
        else:
            for file in (*entry["inputs"].values(), *entry["outputs"].values()):
                (out / file).unlink()
    manifest = {
        "format": 2,
        "name": "compact",
        "version": VERSION,
        "licence": "Apache-2.0",
        "modes": ["auto", "style", "param", *(["reference"] if trained.reference else [])],
        "sliders": list(s.SLIDERS),
        "latents": {"groups": list(s.GROUPS), "sizes": [latent] * 3},
        "input": _picture(trained.picture_size(size)),
        **({"pair": _picture(trained.reference.config.size)} if trained.reference else {}),
        "scenes": list(SCENES),
        "content": list(CONTENT),
        "graphs": described,
        "compiled": write_readings(out, trained.renderer),
        **_language(out, trained),
        "training": _training(settings, photos),
        "golden": replayed,
        "plans": [],
    }
    path = out / "manifest.json"
    path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    manifest["plans"] = golden_plans(Bundle(out), inputs["vision"]["pixels"].numpy())
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_readings(out: Path, renderer: Renderer) -> dict[str, Any]:
    """Writes the linear readings of the latents, by which the services run the renderer without its graph."""
    layers = (renderer.balance, renderer.levels, renderer.tone, renderer.chroma, renderer.hues)
    rows = torch.cat([layer.weight.detach() for layer in layers])
    path = out / "readings.bin"
    path.write_bytes(rows.numpy().astype("<f4").tobytes())
    return {
        "form": "stages-1",
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "levels": renderer.levels.out_features,
        "tone": renderer.tone.out_features,
        "hues": renderer.hue_bins,
        "hueSharpness": renderer.hue_sharpness,
    }


def _picture(size: int) -> dict[str, Any]:
    return {
        "width": size,
        "height": size,
        "layout": "NCHW",
        "range": [0, 1],
        "colourSpace": "sRGB",
        "resize": RESIZE,
        "steps": [{"size": [size, size], "filter": "box"}],
    }


def _language(out: Path, trained: Trained) -> dict[str, Any]:
    vocabulary, c = trained.vocabulary, trained.planner.decoder.config
    vocabulary.tokenizer.save(str(out / "tokenizer.json"))
    rules = grammar_file.compiled(grammar(), vocabulary)
    (out / "grammar.json").write_text(json.dumps(rules, separators=(",", ":")) + "\n", encoding="utf-8")

    def file(name: str) -> dict[str, str]:
        return {"file": name, "sha256": hashlib.sha256((out / name).read_bytes()).hexdigest()}

    special = vocabulary.special
    ends = [*SECTIONS[1:], RETOUCH[0]]
    return {
        "tokenizer": file("tokenizer.json"),
        "grammar": file("grammar.json"),
        "decoder": {
            "layers": c.layers,
            "kvHeads": c.kv_heads,
            "headDim": c.head_size,
            "width": c.width,
            "vocabulary": len(vocabulary),
            "maxTokens": MAX_TOKENS,
            "maxInstruction": MAX_INSTRUCTION,
            "logits": "all",
            "retouchStates": "at",
        },
        "special": special,
        "wording": {"first": vocabulary.first_phrase, "text": list(vocabulary.wording)},
        "wishes": wishes.table(vocabulary),
        "prompts": {"auto": "<auto>{image}<begin>", "style": "<style>{image}{instruction}<begin>"},
        "sections": [
            {"part": _PARTS[name], "start": special[name], "end": special[end]}
            for name, end in zip(SECTIONS, ends, strict=True)
        ],
    }


_PARTS = {
    "content": "content",
    "light": "light.issues",
    "light.plan": "light.plan",
    "global": "globalColour.issues",
    "global.plan": "globalColour.plan",
    "specific": "specificColour.issues",
    "specific.plan": "specificColour.plan",
}


def golden_plans(bundle: Bundle, pixels: np.ndarray) -> list[dict[str, Any]]:
    """A plan per picture and request, by the graphs just checked against PyTorch; writes its tensors."""
    plans = []
    for number, instruction in enumerate([*REQUESTS, None]):
        picture = pixels[number : number + 1]
        seen = bundle.run("vision", pixels=picture)
        before = picture[0].transpose(1, 2, 0)
        known = facts_of.facts(before, seen["scene"][0], seen["content"][0], style=instruction is not None)
        made = plan(bundle, seen, instruction, known)
        files = {"pixels": picture, "hidden": made.hidden[None], "latents": made.latents[None]}
        for name, values in files.items():
            (bundle.folder / f"golden/p{number}_{name}.bin").write_bytes(values.astype("<f4").tobytes())
        plans.append(
            {
                "mode": "style" if instruction is not None else "auto",
                "instruction": instruction,
                **{name: f"golden/p{number}_{name}.bin" for name in files},
                "facts": sorted(known),
                "ids": made.ids,
                "text": made.text,
            }
        )
    return plans


def _training(settings: dict[str, Any], photos: list[Photo]) -> dict[str, Any]:
    return {
        "photos": {"train": sum(not p.held_out for p in photos), "heldOut": sum(p.held_out for p in photos)},
        "licenceClasses": dict(Counter(p.licence_class for p in photos)),
        "seeds": {name: config.seed for name, config in settings.items()},
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "onnx": onnx.__version__,
            "onnxruntime": onnxruntime.__version__,
            "tokenizers": tokenizers.__version__,
        },
        **{name: asdict(config) for name, config in settings.items()},
    }
