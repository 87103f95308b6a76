"""The published architecture: what is exported is what PyTorch computes, and a checkpoint survives the way round."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from safetensors.torch import save_file

from tonework_training import export_veraretouch
from tonework_training import sliders as s
from tonework_training.veraretouch import checkpoint, generate, prompts, randomly, tokenizer
from tonework_training.veraretouch.checkpoint import VeraRetouch
from tonework_training.veraretouch.decoder_benchmark import own_loop
from tonework_training.veraretouch.language import LanguageConfig, LanguageModel

LIMIT = 24


@pytest.fixture(scope="module")
def model() -> VeraRetouch:
    return randomly.initialise("tiny", with_encoder=True, seed=3)


@pytest.fixture(scope="module")
def bundle(model: VeraRetouch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("vera")
    tokens = randomly.tokenizer(model.config.language.vocabulary)
    export_veraretouch.write_bundle(model, tokens, out, "tiny", LIMIT)
    return out


def _session(bundle: Path, role: str) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(bundle / f"{role}.onnx", providers=["CPUExecutionProvider"])


def _floats(bundle: Path, file: str, *shape: int) -> np.ndarray:
    return np.fromfile(bundle / file, dtype="<f4").reshape(shape)


def test_graphs_write_the_same_text_as_pytorch(bundle: Path, model: VeraRetouch) -> None:
    manifest = json.loads((bundle / "manifest.json").read_text())
    config, side = model.config.language, model.config.vision.image_size
    tokens = randomly.tokenizer(config.vocabulary)
    vision, decoder, head = (_session(bundle, role) for role in ("vision", "decoder", "head"))
    forced = [manifest["special"][k] for k in ("retouch_light", "retouch_global", "retouch_specific")]
    for plan in manifest["plans"]:
        text = manifest["prompts"][plan["mode"]].replace("{instruction}", plan["instruction"] or "")
        sliders = [(plan["sliders"] or {}).get(name, 0.0) for name in s.SLIDERS]
        text = text.replace("{sliders}", prompts.slider_text(sliders))
        parts = [tokens.encode(p, add_special_tokens=False).ids for p in text.split("{image}")]
        ids = np.array([generate.prompt_ids(parts, model.config.vision.tokens)])
        features = np.zeros((1, ids.shape[1], config.width), np.float32)
        features[ids == -1] = vision.run(None, {"pixels": _floats(bundle, plan["pixels"], 1, 3, side, side)})[0][0][
            : (ids == -1).sum()
        ]
        past = {
            f"past_{k}.{i}": np.zeros((1, config.kv_heads, 0, config.head_dim), np.float32)
            for i in range(config.layers)
            for k in ("key", "value")
        }
        states, written, length = [], [], ids.shape[1]
        for expected in plan["ids"]:
            positions = np.arange(length - ids.shape[1], length)[None]
            feed = {"ids": ids, "features": features, "positions": positions, "mask": np.ones((1, length), np.float32)}
            logits, hidden, *present = decoder.run(None, feed | past)
            past = dict(zip(past, present, strict=True))
            if expected in forced:
                states.append(hidden[0, -1])
                written.append(expected)
            else:
                written.append(
                    int(np.where(np.isin(np.arange(config.vocabulary), forced), -np.inf, logits[0, 0]).argmax())
                )
            ids, features = np.array([[written[-1]]]), np.zeros((1, 1, config.width), np.float32)
            length += 1
        assert written == plan["ids"]
        latents = head.run(None, {"hidden": np.stack(states)[None]})[0]
        assert np.abs(latents - _floats(bundle, plan["latents"], 1, 3, config.width)).max() < 1e-3


def test_the_renderer_graph_maps_colours_as_pytorch_does(bundle: Path, model: VeraRetouch) -> None:
    torch.manual_seed(3)
    rgb, latents = torch.rand(2, 500, 3), torch.randn(2, 3, model.config.language.width)
    mapped = _session(bundle, "renderer").run(None, {"rgb": rgb.numpy(), "latents": latents.numpy()})[0]
    np.testing.assert_allclose(mapped, model.renderer(rgb, latents).numpy(), atol=2e-6)


def test_plans_differ_by_prompt_and_change_from_token_to_token(bundle: Path) -> None:
    plans = json.loads((bundle / "manifest.json").read_text())["plans"]
    assert len({tuple(plan["ids"]) for plan in plans}) == len(plans)
    assert all(len(set(plan["ids"])) > 6 for plan in plans)


def test_every_plan_ends_with_the_retouch_tokens_in_their_order(bundle: Path) -> None:
    manifest = json.loads((bundle / "manifest.json").read_text())
    wanted = [manifest["special"][k] for k in ("retouch_light", "retouch_global", "retouch_specific")]
    for plan in manifest["plans"]:
        assert [i for i in plan["ids"] if i in wanted] == wanted


def test_padding_to_the_left_of_the_cache_changes_nothing(model: VeraRetouch) -> None:
    language = model.language
    config = language.config
    ids = torch.arange(6)[None]
    none = torch.zeros(1, 6, config.width)
    with torch.inference_mode():
        plain = language(ids, none, torch.arange(6)[None], torch.ones(1, 6), *language.no_past(1))
        padding = [torch.randn(1, config.kv_heads, 3, config.head_dim) for _ in language.no_past(1)]
        mask = torch.cat([torch.zeros(1, 3), torch.ones(1, 6)], 1)
        padded = language(ids, none, torch.arange(6)[None], mask, *padding)
    assert torch.allclose(plain[0], padded[0], atol=1e-5)
    assert torch.allclose(plain[1], padded[1], atol=1e-5)


def test_the_measured_loop_writes_what_is_most_likely_for_one_row_as_for_three(model: VeraRetouch) -> None:
    language = model.language
    embedded = torch.randn(1, 6, language.config.width, generator=torch.Generator().manual_seed(5))
    with torch.inference_mode():
        one = own_loop(language)(embedded, 8)
        three = own_loop(language)(embedded.expand(3, -1, -1).contiguous(), 8)
        for step in range(8):  # once more without a cache
            length = 6 + step
            whole = torch.cat([embedded, language.model.embed_tokens(one[:, :step])], 1)
            image, positions = torch.full((1, length), -1), torch.arange(length)[None]
            logits, *_ = language(image, whole, positions, torch.ones(1, length), *language.no_past(1))
            assert logits[0, 0].argmax() == one[0, step]
    assert torch.equal(three, one.expand(3, -1))


def test_a_checkpoint_comes_back_as_it_was_saved(model: VeraRetouch, tmp_path: Path) -> None:
    checkpoint.save(model, tmp_path)
    assert checkpoint.read_config(tmp_path).language == model.config.language
    again = checkpoint.load(tmp_path, model.config)
    assert again.encoder is not None and model.encoder is not None
    pairs = [*zip(model.parts().values(), again.parts().values(), strict=True)]
    for ours, theirs in [*pairs, (model.language, again.language), (model.encoder, again.encoder)]:
        state = theirs.state_dict()
        assert all(torch.equal(value, state[name]) for name, value in ours.state_dict().items())


def test_a_reference_encoder_of_another_renderer_is_refused(model: VeraRetouch, tmp_path: Path) -> None:
    checkpoint.save(model, tmp_path)
    weights = torch.load(tmp_path / checkpoint.REFERENCE_WEIGHTS, weights_only=True)
    weights["model_state_dict"]["decoder.out_layer.bias"] += 1
    torch.save(weights, tmp_path / checkpoint.REFERENCE_WEIGHTS)
    with pytest.raises(checkpoint.CheckpointError, match="out_layer.bias differs"):
        checkpoint.load(tmp_path, model.config)


def test_a_tensor_without_a_place_is_named(model: VeraRetouch, tmp_path: Path) -> None:
    checkpoint.save(model, tmp_path)
    save_file({"model.layers.99.mlp.up_proj.weight": torch.zeros(2, 2)}, tmp_path / "more.safetensors")
    with pytest.raises(checkpoint.CheckpointError, match=r"layers\.99"):
        checkpoint.load(tmp_path, model.config)


def test_a_checkpoint_with_a_foreign_vision_tower_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"mm_vision_tower": "openai/clip-vit"}))
    with pytest.raises(checkpoint.CheckpointError, match="mobileclip_l_SIZE"):
        checkpoint.load(tmp_path)


def test_a_folder_without_weights_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(checkpoint.CheckpointError, match="config.json"):
        checkpoint.load(tmp_path)


def test_a_tokenizer_is_built_from_vocabulary_merges_and_added_tokens(tmp_path: Path) -> None:
    alphabet = randomly.tokenizer(320).get_vocab()
    vocab = {token: i for token, i in alphabet.items() if i < 256}
    vocab |= {"wa": 256, "rm": 257, "warm": 258}
    (tmp_path / "vocab.json").write_text(json.dumps(vocab))
    (tmp_path / "merges.txt").write_text("#version: 0.2\nw a\nr m\nwa rm\n")
    (tmp_path / "added_tokens.json").write_text(json.dumps({"<retouch_light>": 260, "<|im_end|>": 259}))
    made = tokenizer.read(tmp_path)
    assert made.encode("warm<retouch_light>warm<|im_end|>").ids == [258, 260, 258, 259]
    assert made.decode(made.encode("Größe 12!\n").ids) == "Größe 12!\n"


def test_sliders_are_written_as_the_model_read_them() -> None:
    text = prompts.slider_text([0.3] + [0.0] * 36 + [-0.15549])
    assert text.startswith("{'Light Adjustment': {'Exposure2012': 0.3, 'Contrast2012': 0.0, ")
    assert text.endswith("'LuminanceAdjustmentMagenta': -0.155}}")


def test_the_language_model_is_qwen2() -> None:
    transformers = pytest.importorskip("transformers", reason="transformers is not installed")
    config = LanguageConfig(vocabulary=300, width=64, layers=2, heads=4, kv_heads=2, hidden=96)
    torch.manual_seed(0)
    theirs = transformers.Qwen2ForCausalLM(
        transformers.Qwen2Config(
            vocab_size=300,
            hidden_size=64,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            intermediate_size=96,
            rope_theta=config.rope_theta,
            rms_norm_eps=config.norm_epsilon,
            tie_word_embeddings=True,
        )
    ).eval()
    ours = LanguageModel(config).eval()
    ours.load_state_dict(theirs.state_dict())
    ids = torch.randint(300, (2, 9))
    with torch.inference_mode():
        logits, *_ = ours(ids, torch.zeros(2, 9, 64), torch.arange(9).expand(2, -1), torch.ones(2, 9), *ours.no_past(2))
        expected = theirs(ids).logits[:, -1]
    assert torch.allclose(logits[:, 0], expected, atol=1e-5)
