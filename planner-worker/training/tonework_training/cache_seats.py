"""The graph that seats rows of key-value caches anew on the device they lie on.

    python -m tonework_training.cache_seats --out cache_seats.onnx

It lies among the resources of infra/models and belongs to no bundle: the runtime uses it for every decoder whose cache
stays on a GPU.
"""

import argparse
from pathlib import Path

import onnx
from onnx import ModelProto, TensorProto, helper

OPSET = 18


def build() -> ModelProto:
    """first [Ra, H, La, D], second [Rb, H, Lb, D], blank [1, H * D], slots [R, L] -> seated [R, H, L, D].

    A slot counts the positions of first row by row, then those of second, then blank: what seated holds at its place.
    """

    def node(kind: str, inputs: str, output: str, **attributes: object) -> onnx.NodeProto:
        return helper.make_node(kind, inputs.split(), [output], name=output, **attributes)

    nodes = [
        node("Transpose", "first", "first_rows", perm=[0, 2, 1, 3]),
        node("Flatten", "first_rows", "first_flat", axis=2),  # [Ra * La, H * D]
        node("Transpose", "second", "second_rows", perm=[0, 2, 1, 3]),
        node("Flatten", "second_rows", "second_flat", axis=2),
        node("Concat", "first_flat second_flat blank", "positions", axis=0),
        node("Gather", "positions slots", "picked", axis=0),  # [R, L, H * D]
        node("Shape", "first", "heads", start=1, end=2),
        node("Shape", "first", "head_dim", start=3, end=4),
        node("Shape", "slots", "places"),
        node("Concat", "places heads head_dim", "shape", axis=0),
        node("Reshape", "picked shape", "rows"),  # [R, L, H, D]
        node("Transpose", "rows", "seated", perm=[0, 2, 1, 3]),
    ]

    def floats(name: str, *shape: int | str) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    graph = helper.make_graph(
        nodes,
        "cache_seats",
        [
            floats("first", "Ra", "H", "La", "D"),
            floats("second", "Rb", "H", "Lb", "D"),
            floats("blank", 1, "W"),
            helper.make_tensor_value_info("slots", TensorProto.INT64, ("R", "L")),
        ],
        [floats("seated", "R", "H", "L", "D")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="tonework")
    model.ir_version = 10
    onnx.checker.check_model(model)
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    onnx.save_model(build(), parser.parse_args().out)


if __name__ == "__main__":
    main()
