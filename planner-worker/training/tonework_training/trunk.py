"""The pretrained trunk: what a published object detector sees in a picture, at a sixteenth of its side.

The detector is SSD with MobileNetV2 (Open Images, Apache-2.0) as the registry package PACKAGE ships it. Its weights are
stored in half precision there, and only the layers before STOP are read. They are never trained here.
"""

import hashlib
import json
import tarfile
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from . import tflite

PACKAGE = "@mediapipe/objectron@0.4.1675468480"
MEMBER = "package/objectron_solution_packed_assets.data"
DETECTOR = "object_detection_ssd_mobilenetv2_oidv4_fp16.tflite"
SHA256 = "d0a5255bf8c4f5a0bc4240741a76c41d5e939f7655078f945f50ab53a9375da6"
STOP = "FeatureExtractor/MobilenetV2/expanded_conv_12/add"
CHANNELS = 96
STRIDE = 16


class Trunk(nn.Module):
    """pixels [B, 3, H, W] in 0..1, H and W multiples of 16 -> features [B, 96, H / 16, W / 16]."""

    def __init__(self, network: tflite.Network, stop: str = STOP) -> None:
        super().__init__()
        self.steps: list[tflite.Operator] = []
        self.layers = nn.ModuleList()
        self.source = network.operators[0].inputs[0]
        for operator in network.operators:
            self.steps.append(operator)
            self.layers.append(_layer(operator, network) if operator.kind != "add" else nn.Identity())
            if operator.outputs[0] == stop:
                break
        else:
            raise ValueError(f"the network has no tensor {stop}")
        self.requires_grad_(False)

    def forward(self, pixels: Tensor) -> Tensor:
        values = {self.source: pixels * 2 - 1}
        made = pixels
        for step, layer in zip(self.steps, self.layers, strict=True):
            if step.kind == "add":
                made = values[step.inputs[0]] + values[step.inputs[1]]
            else:
                made = values[step.inputs[0]]
                made = layer(F.pad(made, (0, 1, 0, 1)) if step.stride == 2 else made)
            made = F.relu6(made) if step.activation == "relu6" else made
            values[step.outputs[0]] = made
        return made


def _layer(operator: tflite.Operator, network: tflite.Network) -> nn.Conv2d:
    kernel, bias = (torch.from_numpy(network.weights[name]) for name in operator.inputs[1:3])
    depthwise = operator.kind == "depthwise"
    if operator.kind not in ("conv", "depthwise") or not operator.same:
        raise ValueError(f"cannot read a layer of kind {operator.kind} with these options")
    kernel = kernel.permute(3, 0, 1, 2) if depthwise else kernel.permute(0, 3, 1, 2)
    out, side = kernel.shape[0], kernel.shape[-1]
    # TensorFlow pads an even side at its end only, when the stride is 2
    padding = side // 2 if operator.stride == 1 else 0
    layer = nn.Conv2d(
        out if depthwise else kernel.shape[1], out, side, operator.stride, padding, groups=out if depthwise else 1
    )
    layer.weight.data.copy_(kernel)
    layer.bias.data.copy_(bias)
    return layer


def detector(package: Path) -> bytes:
    """The detector's file inside the package's archive (as `npm pack` writes it); ValueError if it is another one."""
    with tarfile.open(package) as archive:
        member = archive.extractfile(MEMBER)
        loader = archive.extractfile(MEMBER.replace(".data", "_loader.js"))
        assert member and loader
        packed, listing = member.read(), loader.read().decode()
    text = listing[listing.index('"filename"') :]
    files = json.loads("[{" + text[: text.index("]")] + "]")
    found = next(f for f in files if f["filename"].endswith(DETECTOR))
    data = packed[found["start"] : found["end"]]
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ValueError(f"{package} holds another {DETECTOR} than {SHA256}")
    return data


def load(package: Path) -> Trunk:
    return Trunk(tflite.read(detector(package))).eval()
