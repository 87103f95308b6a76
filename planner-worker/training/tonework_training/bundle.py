"""A bundle as its users see it: the ONNX graphs run by ONNX Runtime."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

from .data import thumbnail


class Bundle:
    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        self.manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.sessions = {
            name: onnxruntime.InferenceSession(folder / graph["file"], options, providers=["CPUExecutionProvider"])
            for name, graph in self.manifest["graphs"].items()
        }

    def run(self, graph: str, **inputs: np.ndarray) -> dict[str, np.ndarray]:
        names = list(self.manifest["graphs"][graph]["outputs"])
        values = self.sessions[graph].run(names, {k: np.asarray(v, np.float32) for k, v in inputs.items()})
        return dict(zip(names, values, strict=True))

    def encode(self, sliders: np.ndarray) -> np.ndarray:
        """[B, 38] -> latents [B, 3, d]."""
        return self.run("params", sliders=sliders)["latents"]

    def render(self, rgb: np.ndarray, latents: np.ndarray) -> np.ndarray:
        """[B, N, 3], [B, 3, d] -> [B, N, 3]."""
        return self.run("renderer", rgb=rgb, latents=latents)["rgb_out"]

    def see(self, image: Image.Image) -> dict[str, np.ndarray]:
        """What auto.onnx says of one photo, batch axis kept."""
        pixels = thumbnail(image, self.manifest["input"]["width"]).astype(np.float32) / 255
        return self.run("auto", pixels=pixels.transpose(2, 0, 1)[None])

    def retouch(self, image: Image.Image) -> np.ndarray:
        """The photo after auto mode, [H, W, 3] in 0..1; every pixel through the renderer, no lattice."""
        rgb = np.asarray(image, np.float32) / 255
        out = self.render(rgb.reshape(1, -1, 3), self.see(image)["latents"])
        return out.reshape(rgb.shape)
