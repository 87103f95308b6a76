"""One ONNX graph of a bundle: exported, named, checked against PyTorch, with golden inputs and outputs."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

OPSET = 18
GOLDEN_TOLERANCE = 1e-4
LARGE = 256  # numbers; below, a widening node costs more than it saves
Shapes = dict[str, list[int | str]]
Tensors = dict[str, Tensor]


@dataclass(frozen=True)
class Graph:
    """Shapes as the manifest states them; a letter is a free dimension. `whole` names the int64 inputs."""

    name: str
    module: nn.Module
    inputs: Shapes
    outputs: Shapes
    whole: frozenset[str] = field(default_factory=frozenset)


def export_graph(graph: Graph, example: Tensors, path: Path) -> dict[str, Any]:
    """Writes the file and returns its entry for the manifest."""
    free = torch.export.Dim.AUTO
    shapes = [{i: free for i, d in enumerate(v) if isinstance(d, str)} for v in graph.inputs.values()]
    program = torch.onnx.export(
        graph.module.eval(),
        tuple(example[name] for name in graph.inputs),
        input_names=list(graph.inputs),
        output_names=list(graph.outputs),
        opset_version=OPSET,
        dynamic_shapes=_nested(graph, shapes),
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
    for value in (*model.graph.input, *model.graph.output):
        _name_dimensions(value, {**graph.inputs, **graph.outputs}[value.name], path)
    del model.graph.value_info[:]  # names of dimensions that are no more
    _halve(model)
    model.producer_name, model.graph.name = "tonework", graph.name
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)
    return {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "inputs": graph.inputs,
        "outputs": graph.outputs,
    }


def _halve(model: onnx.ModelProto) -> None:
    """Stores large weights that half precision holds to the last bit in half the bytes; loading widens them."""
    nodes, kept = [], []
    for weights in model.graph.initializer:
        values = onnx.numpy_helper.to_array(weights)
        if values.dtype != np.float32 or values.size < LARGE or (values.astype(np.float16) != values).any():
            kept.append(weights)
            continue
        kept.append(onnx.numpy_helper.from_array(values.astype(np.float16), f"{weights.name}.half"))
        nodes.append(onnx.helper.make_node("Cast", [f"{weights.name}.half"], [weights.name], to=onnx.TensorProto.FLOAT))
    rest = [*nodes, *model.graph.node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(kept)
    model.graph.node.extend(rest)


def _nested(graph: Graph, shapes: list[dict[int, Any]]) -> tuple[Any, ...]:
    """As forward takes them: what a variadic parameter collects is a tuple of its own."""
    named = graph.module.forward.__code__.co_argcount - 1
    return (*shapes[:named], tuple(shapes[named:])) if len(shapes) > named else tuple(shapes)


def _name_dimensions(value: onnx.ValueInfoProto, shape: list[int | str], path: Path) -> None:
    for i, (dimension, wanted) in enumerate(zip(value.type.tensor_type.shape.dim, shape, strict=True)):
        if isinstance(wanted, str) and not dimension.dim_param:
            raise RuntimeError(f"{path.name}: axis {i} of {value.name} is fixed at {dimension.dim_value}, not {wanted}")
        if isinstance(wanted, str):
            dimension.dim_param = wanted


def golden(graph: Graph, inputs: Tensors, path: Path, out: Path) -> dict[str, Any]:
    """Runs the file against PyTorch, writes both sides and returns the manifest's entry; raises if they differ."""
    with torch.no_grad():
        expected = graph.module(*(inputs[name] for name in graph.inputs))
    expected = expected if isinstance(expected, tuple) else (expected,)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    actual = session.run(list(graph.outputs), {name: inputs[name].numpy() for name in graph.inputs})
    entry: dict[str, Any] = {"graph": graph.name, "inputs": {}, "outputs": {}, "shapes": {}}
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
