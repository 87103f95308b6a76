"""Reads the operators and weights of a TensorFlow Lite file: a FlatBuffer, of which these few tables are enough.

Field numbers are those of the published schema (tensorflow/lite/schema/schema.fbs, version 3).
"""

import struct
from dataclasses import dataclass

import numpy as np

KINDS = {0: "add", 3: "conv", 4: "depthwise", 6: "dequantize"}  # builtin operators; others are read without options
DTYPES = {0: np.float32, 1: np.float16, 2: np.int32, 3: np.uint8, 9: np.int8}
ACTIVATIONS = {0: "none", 1: "relu", 3: "relu6"}


@dataclass(frozen=True)
class Operator:
    """kind as in KINDS or "builtin N"; inputs and outputs are names of tensors, "" where an input is left out."""

    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    same: bool = True
    stride: int = 1
    activation: str = "none"


@dataclass(frozen=True)
class Network:
    operators: tuple[Operator, ...]
    weights: dict[str, np.ndarray]  # float32, as stored: conv [out, h, w, in], depthwise [1, h, w, out]


class _Table:
    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def _field(self, number: int) -> int | None:
        table = self.at - struct.unpack_from("<i", self.data, self.at)[0]
        size = struct.unpack_from("<H", self.data, table)[0]
        slot = 4 + 2 * number
        offset = struct.unpack_from("<H", self.data, table + slot)[0] if slot < size else 0
        return self.at + offset if offset else None

    def number(self, number: int, form: str = "<i", absent: int = 0) -> int:
        at = self._field(number)
        return absent if at is None else struct.unpack_from(form, self.data, at)[0]

    def _pointed(self, at: int) -> int:
        return at + struct.unpack_from("<I", self.data, at)[0]

    def table(self, number: int) -> "_Table | None":
        at = self._field(number)
        return None if at is None else _Table(self.data, self._pointed(at))

    def tables(self, number: int) -> list["_Table"]:
        at = self._field(number)
        if at is None:
            return []
        start = self._pointed(at)
        count = struct.unpack_from("<I", self.data, start)[0]
        return [_Table(self.data, self._pointed(start + 4 + 4 * i)) for i in range(count)]

    def array(self, number: int, dtype: type) -> np.ndarray:
        at = self._field(number)
        if at is None:
            return np.zeros(0, dtype)
        start = self._pointed(at)
        count = struct.unpack_from("<I", self.data, start)[0]
        return np.frombuffer(self.data, dtype, count, start + 4)

    def text(self, number: int) -> str:
        return self.array(number, np.uint8).tobytes().decode()


def read(data: bytes) -> Network:
    """ValueError if `data` is no TensorFlow Lite model."""
    if data[4:8] != b"TFL3":
        raise ValueError("not a TensorFlow Lite model: the identifier TFL3 is missing")
    model = _Table(data, struct.unpack_from("<I", data, 0)[0])
    codes = [max(c.number(0, "<b"), c.number(3)) for c in model.tables(1)]
    graph = model.tables(2)[0]
    buffers = model.tables(4)
    tensors = graph.tables(0)
    names = [t.text(3) for t in tensors]
    weights = {}
    for name, tensor in zip(names, tensors, strict=True):
        raw = buffers[tensor.number(2, "<I")].array(0, np.uint8)
        if len(raw) and tensor.number(1, "<b") in (0, 1):
            stored = np.frombuffer(raw.tobytes(), DTYPES[tensor.number(1, "<b")])
            weights[name] = stored.astype(np.float32).reshape(tensor.array(0, np.int32))
    operators = []
    for table in graph.tables(3):
        code = codes[table.number(0, "<I")]
        inputs, outputs = (
            tuple(names[i] if i >= 0 else "" for i in table.array(number, np.int32)) for number in (1, 2)
        )
        kind = KINDS.get(code, f"builtin {code}")
        if kind == "dequantize" and inputs[0] in weights:  # half-precision weights, widened
            weights[outputs[0]] = weights[inputs[0]]
            continue
        operators.append(Operator(kind, inputs, outputs, **_options(kind, table.table(4))))
    return Network(tuple(operators), weights)


def _options(kind: str, options: _Table | None) -> dict[str, bool | int | str]:
    if options is None or kind not in ("add", "conv", "depthwise"):
        return {}
    activation = {"add": 0, "conv": 3, "depthwise": 4}[kind]
    said = {"activation": ACTIVATIONS[options.number(activation, "<b")]}
    return said if kind == "add" else {**said, "same": options.number(0, "<b") == 0, "stride": options.number(1)}
