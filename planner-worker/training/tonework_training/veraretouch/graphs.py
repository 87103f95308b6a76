"""The ONNX graphs of the model, in the bundle's roles; weights beyond MAX_INLINE lie in a file beside their graph."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from .checkpoint import VeraRetouch
from .retouch import MlpRenderer

OPSET = 18
MAX_INLINE = 64 << 20  # bytes
REFERENCE_SIDE = 512  # pixels that the retouch encoder was trained at

# name of an axis -> least and largest size
AXES = {"B": (1, 4096), "N": (2, 1 << 24), "T": (1, 1 << 15), "P": (0, 1 << 17), "S": (1, 1 << 18)}


@dataclass(frozen=True)
class GraphSpec:
    """A graph: shapes as the manifest states them, names of AXES for what may vary; tensors of `example` fit them."""

    role: str
    module: nn.Module
    inputs: dict[str, list[int | str]]
    outputs: dict[str, list[int | str]]
    example: tuple[Tensor, ...]


class _Seeing(nn.Module):
    def __init__(self, model: VeraRetouch) -> None:
        super().__init__()
        self.vision, self.projector = model.vision, model.projector

    def forward(self, pixels: Tensor) -> Tensor:  # [B, 3, S, S] -> [B, tokens, width]
        return self.projector(self.vision(pixels))


class _NormByProducts(nn.Module):
    """A layer norm whose means are products with a column of 1/n.

    ONNX Runtime 1.29 takes the variance of its own LayerNormalization one number after the other (Welford), which is
    two fifths of a renderer's time on a processor; and it puts that operator in the place of plain means, too.
    """

    def __init__(self, norm: nn.LayerNorm) -> None:
        super().__init__()
        self.norm = norm
        width = norm.normalized_shape[0]
        self.register_buffer("share", torch.full((width, 1), 1 / width), persistent=False)

    def forward(self, x: Tensor) -> Tensor:  # [..., n] -> [..., n]
        centred = x - x @ self.share
        variance = centred * centred @ self.share
        return centred / torch.sqrt(variance + self.norm.eps) * self.norm.weight + self.norm.bias


def _for_processors(renderer: MlpRenderer) -> MlpRenderer:
    renderer = copy.deepcopy(renderer)
    renderer.layer_norms = nn.ModuleList(_NormByProducts(norm) for norm in renderer.layer_norms)
    return renderer.eval()


def specs(model: VeraRetouch) -> Iterator[GraphSpec]:
    """One by one, so that the examples of a large graph are gone before the next."""
    language, side = model.config.language, model.config.vision.image_size
    width, tokens = language.width, model.config.vision.tokens
    latents: list[int | str] = ["B", 3, width]
    yield GraphSpec(
        "vision",
        _Seeing(model).eval(),
        {"pixels": ["B", 3, side, side]},
        {"tokens": ["B", tokens, width]},
        (torch.rand(2, 3, side, side),),
    )
    batch, steps, cached = 2, 5, 7
    cache: list[int | str] = ["B", language.kv_heads, "P", language.head_dim]
    grown: list[int | str] = ["B", language.kv_heads, "S", language.head_dim]
    pairs = [f"{kind}.{i}" for i in range(language.layers) for kind in ("key", "value")]
    yield GraphSpec(
        "decoder",
        model.language,
        {
            "ids": ["B", "T"],
            "features": ["B", "T", width],
            "positions": ["B", "T"],
            "mask": ["B", "S"],
            **{f"past_{pair}": cache for pair in pairs},
        },
        {
            "logits": ["B", 1, language.vocabulary],
            "hidden": ["B", "T", width],
            **{f"present_{pair}": grown for pair in pairs},
        },
        (
            torch.randint(language.vocabulary, (batch, steps)),
            torch.randn(batch, steps, width),
            torch.arange(cached, cached + steps).expand(batch, -1).contiguous(),
            torch.ones(batch, cached + steps),
            *(torch.randn(batch, language.kv_heads, cached, language.head_dim) for _ in pairs),
        ),
    )
    hidden = torch.randn(2, 3, width)
    yield GraphSpec("head", model.head, {"hidden": ["B", 3, width]}, {"latents": latents}, (hidden,))
    yield GraphSpec(
        "renderer",
        _for_processors(model.renderer),
        {"rgb": ["B", "N", 3], "latents": latents},
        {"rgb_out": ["B", "N", 3]},
        (torch.rand(2, 9, 3), torch.randn(2, 3, width)),
    )
    if model.encoder is not None:
        pair = torch.rand(2, 6, REFERENCE_SIDE, REFERENCE_SIDE)
        shape: list[int | str] = ["B", 6, REFERENCE_SIDE, REFERENCE_SIDE]
        yield GraphSpec("reference", model.encoder, {"pair": shape}, {"latents": latents}, (pair,))


def export(spec: GraphSpec, folder: Path) -> list[str]:
    """Writes ROLE.onnx, and ROLE.onnx.data where the weights are large; the names of the files."""
    dims = {name: torch.export.Dim(name, min=least, max=most) for name, (least, most) in AXES.items()}
    shapes = [{i: dims[d] for i, d in enumerate(v) if isinstance(d, str)} for v in spec.inputs.values()]
    named = len(shapes) - sum(name.startswith("past_") for name in spec.inputs)
    arranged = (*shapes[:named], tuple(shapes[named:])) if named < len(shapes) else tuple(shapes)
    program = torch.onnx.export(
        spec.module,
        spec.example,
        input_names=list(spec.inputs),
        output_names=list(spec.outputs),
        opset_version=OPSET,
        dynamic_shapes=arranged,
        dynamo=True,
        verbose=False,
    )
    assert program is not None
    model = program.model_proto
    del model.metadata_props[:]
    for node in model.graph.node:  # stack traces and paths of the machine that exported
        node.ClearField("metadata_props")
        node.ClearField("doc_string")
    model.producer_name, model.graph.name = "tonework", spec.role
    path = folder / f"{spec.role}.onnx"
    data = path.with_suffix(".onnx.data")
    data.unlink(missing_ok=True)
    large = sum(t.numel() * 4 for t in spec.module.state_dict().values()) > MAX_INLINE
    onnx.save_model(
        model, path, save_as_external_data=large, location=data.name, size_threshold=1024, convert_attribute=False
    )
    onnx.checker.check_model(path)
    return [path.name, data.name] if large else [path.name]
