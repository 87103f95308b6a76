"""A bundle as its users see it: the ONNX graphs run by ONNX Runtime."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from PIL import Image
from tokenizers import Tokenizer

from . import decode
from . import facts as facts_of
from .data import thumbnail
from .tokens import Vocabulary


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

    @cached_property
    def vocabulary(self) -> Vocabulary:
        file = self.folder / self.manifest["tokenizer"]["file"]
        return Vocabulary(Tokenizer.from_file(str(file)), tuple(self.manifest["wording"]["text"]))

    @cached_property
    def grammar(self) -> dict[str, Any]:
        return json.loads((self.folder / self.manifest["grammar"]["file"]).read_text(encoding="utf-8"))

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

    def pixels(self, image: Image.Image) -> np.ndarray:
        """[1, 3, H, W] in 0..1 as the manifest's input wants them."""
        pixels = thumbnail(image, self.manifest["input"]["width"]).astype(np.float32) / 255
        return pixels.transpose(2, 0, 1)[None]

    def see(self, image: Image.Image) -> dict[str, np.ndarray]:
        """What vision.onnx says of one photo, batch axis kept: tokens, scene, content, plan."""
        return self.run("vision", pixels=self.pixels(image))

    def plan(self, image: Image.Image, instruction: str | None = None) -> decode.Plan:
        """Looks at a photo, measures its facts, and plans in auto mode or, with an instruction, in style mode."""
        pixels = self.pixels(image)
        seen = self.run("vision", pixels=pixels)
        before = pixels[0].transpose(1, 2, 0)
        known = facts_of.facts(before, seen["scene"][0], seen["content"][0], style=instruction is not None)
        return decode.plan(self, seen, instruction, known)

    def retouch(self, image: Image.Image, instruction: str | None = None) -> np.ndarray:
        """The photo after its plan, [H, W, 3] in 0..1; every pixel through the renderer, no lattice."""
        rgb = np.asarray(image, np.float32) / 255
        made = self.plan(image, instruction)
        return self.render(rgb.reshape(1, -1, 3), made.latents[None]).reshape(rgb.shape)

    def empty_cache(self) -> list[np.ndarray]:
        shape = self.manifest["decoder"]
        return [np.zeros((1, shape["kvHeads"], 0, shape["headDim"]), np.float32)] * (2 * shape["layers"])

    def decode(self, ids: list[int], features: np.ndarray, cache: list[np.ndarray]) -> dict[str, Any]:
        """One step of the decoder for one row behind `cache`: logits [1, T, V], hidden [1, T, D], the longer cache."""
        past = cache[0].shape[2]
        names = [f"past_{kind}.{i}" for i in range(len(cache) // 2) for kind in ("key", "value")]
        inputs = {
            "ids": np.array([ids], np.int64),
            "features": features,
            "positions": np.arange(past, past + len(ids), dtype=np.int64)[None],
            "mask": np.ones((1, past + len(ids)), np.int64),
            **dict(zip(names, cache, strict=True)),
        }
        logits, hidden, *present = self.sessions["decoder"].run(None, inputs)
        return {"logits": logits, "hidden": hidden, "cache": present}
