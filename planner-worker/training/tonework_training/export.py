"""Step 4: writes the bundle: ONNX graphs, manifest with digests, golden inputs and outputs."""

import hashlib
import json
import platform
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

from . import sliders as s
from .auto import AutoPlanner
from .data import Photo
from .labels import CONTENT, SCENES
from .renderer import Renderer, SliderEncoder
from .train_auto import AutoTraining
from .train_renderer import RendererTraining, random_sliders

OPSET = 18
VERSION = "0.1.0"
GOLDEN_TOLERANCE = 1e-4
RESIZE = (
    "squash the oriented sRGB photo to width x height without keeping its aspect ratio; each output pixel is the mean "
    "of the source area that it covers (box filter on encoded values)"
)


@dataclass(frozen=True)
class Graph:
    """An ONNX graph of the bundle: shapes as the manifest states them, "B" and "N" dynamic."""

    name: str
    module: nn.Module
    inputs: dict[str, list[int | str]]
    outputs: dict[str, list[int | str]]


class AutoGraph(nn.Module):
    """pixels -> sliders, latents, scene, content; the latents come from the same encoder as in params.onnx."""

    def __init__(self, planner: AutoPlanner, encoder: SliderEncoder) -> None:
        super().__init__()
        self.planner = planner
        self.encoder = encoder

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        sliders, scene, content = self.planner(pixels)
        return sliders, self.encoder(sliders), torch.softmax(scene, -1), torch.sigmoid(content)


def graphs(encoder: SliderEncoder, renderer: Renderer, planner: AutoPlanner, latent: int, size: int) -> list[Graph]:
    latents: list[int | str] = ["B", 3, latent]
    return [
        Graph(
            "auto",
            AutoGraph(planner, encoder),
            {"pixels": ["B", 3, size, size]},
            {
                "sliders": ["B", s.COUNT],
                "latents": latents,
                "scene": ["B", len(SCENES)],
                "content": ["B", len(CONTENT)],
            },
        ),
        Graph("params", encoder, {"sliders": ["B", s.COUNT]}, {"latents": latents}),
        Graph("renderer", renderer, {"rgb": ["B", "N", 3], "latents": latents}, {"rgb_out": ["B", "N", 3]}),
    ]


def golden_inputs(latents: Tensor, size: int, seed: int = 7) -> dict[str, dict[str, Tensor]]:
    """Inputs by graph and tensor: made from a seed, no photo in them. latents [B, 3, d] for the renderer."""
    generator = torch.Generator().manual_seed(seed)
    sliders = random_sliders(8, generator)
    sliders[0] = 0  # the identity
    sliders[1, s.LIGHT_SLICE] = 0  # a masked group
    x = torch.linspace(0, 1, size)
    ramp = torch.stack([x.expand(size, size), x.expand(size, size).T, 1 - x.expand(size, size)])
    noise = torch.rand(3, size, size, generator=generator)
    warm = ramp * torch.tensor([1.0, 0.8, 0.5])[:, None, None]
    pixels = torch.stack([ramp, 0.3 * ramp, 0.6 + 0.4 * ramp, noise, warm])
    rgb = torch.rand(len(latents), 257, 3, generator=generator)
    rgb[:, :2] = torch.tensor([[0.0] * 3, [1.0] * 3])
    return {"params": {"sliders": sliders}, "auto": {"pixels": pixels}, "renderer": {"rgb": rgb, "latents": latents}}


def export_graph(graph: Graph, example: dict[str, Tensor], path: Path) -> None:
    dims = {"B": torch.export.Dim("B", min=1, max=4096), "N": torch.export.Dim("N", min=2, max=1 << 24)}
    free = torch.export.Dim.DYNAMIC
    shapes = tuple({i: dims.get(d, free) for i, d in enumerate(v) if isinstance(d, str)} for v in graph.inputs.values())
    program = torch.onnx.export(
        graph.module.eval(),
        tuple(example[name] for name in graph.inputs),
        input_names=list(graph.inputs),
        output_names=list(graph.outputs),
        opset_version=OPSET,
        dynamic_shapes=shapes,
        dynamo=True,
        verbose=False,
    )
    assert program is not None
    model = program.model_proto
    del model.metadata_props[:]
    for node in model.graph.node:  # stack traces and paths of the machine that exported
        node.ClearField("metadata_props")
        node.ClearField("doc_string")
    for value in (*model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer):
        value.ClearField("metadata_props")
    model.producer_name, model.graph.name = "tonework", graph.name
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


def write_bundle(
    out: Path,
    trained: tuple[SliderEncoder, Renderer, AutoPlanner],
    settings: tuple[RendererTraining, AutoTraining],
    photos: list[Photo],
) -> None:
    """Writes everything but the model card; raises if a graph run by ONNX Runtime strays from PyTorch."""
    encoder, renderer, planner = (m.eval() for m in trained)
    size, latent = settings[1].model.size, settings[0].model.latent_size
    (out / "golden").mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        latents = encoder(random_sliders(6, torch.Generator().manual_seed(8)))
    latents[0] = 0
    inputs = golden_inputs(latents, size)
    described, golden = {}, []
    for graph in graphs(encoder, renderer, planner, latent, size):
        path = out / f"{graph.name}.onnx"
        export_graph(graph, inputs[graph.name], path)
        described[graph.name] = {
            "file": path.name,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "inputs": graph.inputs,
            "outputs": graph.outputs,
        }
        golden.append(_golden(graph, inputs[graph.name], path, out))
    manifest = {
        "format": 1,
        "name": "compact",
        "version": VERSION,
        "licence": "Apache-2.0",
        "modes": ["auto", "param"],
        "sliders": list(s.SLIDERS),
        "latents": {"groups": list(s.GROUPS), "sizes": [latent] * 3},
        "input": {
            "width": size,
            "height": size,
            "layout": "NCHW",
            "range": [0, 1],
            "colourSpace": "sRGB",
            "resize": RESIZE,
        },
        "scenes": list(SCENES),
        "content": list(CONTENT),
        "graphs": described,
        "training": _training(settings, photos),
        "golden": golden,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _golden(graph: Graph, inputs: dict[str, Tensor], path: Path, out: Path) -> dict:
    with torch.no_grad():
        expected = graph.module(*(inputs[name] for name in graph.inputs))
    expected = expected if isinstance(expected, tuple) else (expected,)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    actual = session.run(None, {name: tensor.numpy() for name, tensor in inputs.items()})
    entry: dict = {"graph": graph.name, "inputs": {}, "outputs": {}, "shapes": {}}
    tensors = [("inputs", n, inputs[n].numpy()) for n in graph.inputs]
    for name, ours, theirs in zip(graph.outputs, expected, actual, strict=True):
        apart = float(np.abs(ours.numpy() - theirs).max())
        if not apart <= GOLDEN_TOLERANCE:
            raise RuntimeError(f"{path.name}: output {name} is {apart:.2e} from PyTorch, more than {GOLDEN_TOLERANCE}")
        tensors.append(("outputs", name, ours.numpy()))
    for kind, name, values in tensors:
        file = f"golden/{graph.name}_{name}.bin"
        (out / file).write_bytes(np.ascontiguousarray(values, dtype="<f4").tobytes())
        entry[kind][name] = file
        entry["shapes"][name] = list(values.shape)
    return entry


def _training(settings: tuple[RendererTraining, AutoTraining], photos: list[Photo]) -> dict:
    renderer, auto = settings
    return {
        "photos": {"train": sum(not p.held_out for p in photos), "heldOut": sum(p.held_out for p in photos)},
        "licenceClasses": dict(Counter(p.licence_class for p in photos)),
        "seeds": {"renderer": renderer.seed, "auto": auto.seed},
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "onnx": onnx.__version__,
            "onnxruntime": onnxruntime.__version__,
        },
        "renderer": asdict(renderer),
        "auto": asdict(auto),
    }
