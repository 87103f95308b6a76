"""A downloaded checkpoint, or a randomly initialised one of the same shape."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from .language import LanguageConfig, LanguageModel
from .retouch import MlpRenderer, RetouchEncoder, RetouchHead
from .vision import VisionConfig, VisionTower, projector

REFERENCE_WEIGHTS = "encoder_renderer.pth"
_VISION = "model.vision_tower.vision_tower."
_PROJECTOR = "model.mm_projector."
_RENDERER = "retouch_decoder."
_HEAD = "retouch_head."
_IGNORED = (f"{_VISION}model.head.",)  # the classifier of the encoder's own training


class CheckpointError(Exception):
    """The folder is not a checkpoint of this architecture; the message says what is wrong with which file."""


@dataclass(frozen=True)
class VeraConfig:
    """Sizes of the whole model; the defaults are the published model's."""

    language: LanguageConfig = field(default_factory=LanguageConfig)
    vision: VisionConfig = field(default_factory=VisionConfig)
    projector_depth: int = 2
    head_hidden: int = 1344
    renderer_widths: tuple[int, ...] = (128, 256, 512)
    encoder_base: int = 64
    max_tokens: int = 4096


@dataclass(frozen=True)
class VeraRetouch:
    """The parts of the model, in evaluation mode."""

    config: VeraConfig
    vision: VisionTower
    projector: nn.Sequential
    language: LanguageModel
    head: RetouchHead
    renderer: MlpRenderer
    encoder: RetouchEncoder | None

    def parts(self) -> dict[str, nn.Module]:
        """Prefix of the checkpoint's keys -> module; the language model has the rest."""
        return {_VISION: self.vision, _PROJECTOR: self.projector, _HEAD: self.head, _RENDERER: self.renderer}


def build(config: VeraConfig, with_encoder: bool, seed: int | None = None) -> VeraRetouch:
    """The architecture with PyTorch's default initialisation, reproducible when a seed is given."""
    if seed is not None:
        torch.manual_seed(seed)
    width = config.language.width
    model = VeraRetouch(
        config,
        VisionTower(config.vision),
        projector(config.vision.features, width, config.projector_depth),
        LanguageModel(config.language),
        RetouchHead(width, config.head_hidden),
        MlpRenderer(width, config.renderer_widths),
        RetouchEncoder(width, config.encoder_base) if with_encoder else None,
    )
    for module in (*model.parts().values(), model.language, model.encoder):
        if module is not None:
            module.eval().requires_grad_(False)
    return model


def read_config(folder: Path) -> VeraConfig:
    """Sizes from the checkpoint's config.json; the vision tower's are those of FastViTHD."""
    path = folder / "config.json"
    if not path.exists():
        raise CheckpointError(f"{folder} has no config.json; give the folder that the weights were downloaded to")
    raw = json.loads(path.read_text(encoding="utf-8"))
    tower = raw.get("mm_vision_tower", "")
    if not tower.startswith("mobileclip_l_") or not tower.rsplit("_", 1)[-1].isdigit():
        raise CheckpointError(f"{path}: mm_vision_tower is '{tower}', not mobileclip_l_SIZE")
    kind = raw.get("mm_projector_type", "linear")
    if not (kind == "linear" or (kind.startswith("mlp") and kind.endswith("x_gelu"))):
        raise CheckpointError(f"{path}: mm_projector_type '{kind}' is unknown")
    return VeraConfig(
        language=LanguageConfig(
            vocabulary=raw["vocab_size"],
            width=raw["hidden_size"],
            layers=raw["num_hidden_layers"],
            heads=raw["num_attention_heads"],
            kv_heads=raw["num_key_value_heads"],
            hidden=raw["intermediate_size"],
            rope_theta=float(raw.get("rope_theta", (raw.get("rope_parameters") or {}).get("rope_theta", 1e6))),
            norm_epsilon=float(raw.get("rms_norm_eps", 1e-6)),
            tied=bool(raw.get("tie_word_embeddings", False)),
        ),
        vision=VisionConfig(image_size=int(tower.rsplit("_", 1)[-1])),
        projector_depth=1 if kind == "linear" else int(kind[3 : -len("x_gelu")]),
    )


def load(folder: Path, config: VeraConfig | None = None) -> VeraRetouch:
    """The weights in a folder, as float32; sizes from its config.json unless given.

    The retouch encoder of the reference mode comes from encoder_renderer.pth beside them, if there; that file has a
    renderer of its own, which must be the one that the planner steers.
    """
    config = config or read_config(folder)
    reference = folder / REFERENCE_WEIGHTS
    model = build(config, with_encoder=reference.exists())
    weights = _tensors(folder)
    taken: set[str] = set()
    for prefix, module in model.parts().items():
        _fill(module, weights, prefix, taken)
    rest = {k for k in weights if k not in taken and not k.startswith(_IGNORED)}
    language = {k: weights[k] for k in rest}
    if config.language.tied:
        language.setdefault("lm_head.weight", weights["model.embed_tokens.weight"])
    _fill(model.language, language, "", taken)
    left = sorted(k for k in rest if k not in taken)
    if left:
        raise CheckpointError(f"{folder}: {len(left)} tensors have no place in the architecture, such as {left[0]}")
    if model.encoder is not None:
        _load_reference(model, reference)
    return model


def save(model: VeraRetouch, folder: Path) -> None:
    """Writes config.json and model.safetensors as a download has them."""
    folder.mkdir(parents=True, exist_ok=True)
    language = model.config.language
    config = {
        "vocab_size": language.vocabulary,
        "hidden_size": language.width,
        "num_hidden_layers": language.layers,
        "num_attention_heads": language.heads,
        "num_key_value_heads": language.kv_heads,
        "intermediate_size": language.hidden,
        "rope_theta": language.rope_theta,
        "rms_norm_eps": language.norm_epsilon,
        "tie_word_embeddings": language.tied,
        "mm_vision_tower": f"mobileclip_l_{model.config.vision.image_size}",
        "mm_projector_type": f"mlp{model.config.projector_depth}x_gelu",
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    tensors = {p + k: v.contiguous() for p, m in model.parts().items() for k, v in m.state_dict().items()}
    tensors |= {k: v.contiguous() for k, v in model.language.state_dict().items()}
    if language.tied:
        del tensors["lm_head.weight"]
    save_file(tensors, folder / "model.safetensors")
    if model.encoder is not None:
        state = {f"encoder.{k}": v for k, v in model.encoder.state_dict().items()}
        state |= {f"decoder.{k}": v for k, v in model.renderer.state_dict().items()}
        torch.save({"model_state_dict": state}, folder / REFERENCE_WEIGHTS)


def _tensors(folder: Path) -> dict[str, Tensor]:
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        raise CheckpointError(f"{folder} has no *.safetensors")
    tensors = {}
    for file in files:
        with safe_open(file, framework="pt") as opened:
            for key in opened.keys():  # noqa: SIM118 (not a dictionary)
                tensors[key] = opened.get_tensor(key).float()
    return tensors


def _fill(module: nn.Module, weights: dict[str, Tensor], prefix: str, taken: set[str]) -> None:
    state = {}
    for name, own in module.state_dict().items():
        key = prefix + name
        if key not in weights:
            if name.endswith("num_batches_tracked"):
                continue
            raise CheckpointError(f"the checkpoint lacks {key}")
        if weights[key].shape != own.shape:
            raise CheckpointError(f"{key} is {list(weights[key].shape)}, the architecture has {list(own.shape)}")
        state[name] = weights[key]
        taken.add(key)
    module.load_state_dict(state, strict=False)


def _load_reference(model: VeraRetouch, path: Path) -> None:
    weights = {
        k: v.float() for k, v in torch.load(path, map_location="cpu", weights_only=True)["model_state_dict"].items()
    }
    assert model.encoder is not None
    _fill(model.encoder, weights, "encoder.", set())
    for name, ours in model.renderer.state_dict().items():
        theirs = weights.get(f"decoder.{name}")
        if theirs is None or not torch.allclose(ours, theirs, atol=1e-2, rtol=1e-2):  # one of the two was kept as bf16
            raise CheckpointError(
                f"{path}: its renderer is not the one of the planner ({name} differs); move the file away to export "
                "without the reference mode"
            )
