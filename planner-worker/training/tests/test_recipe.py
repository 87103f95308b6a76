"""The smoke test: the whole recipe on synthetic photos, from a folder of pictures to a bundle that runs."""

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tonework_training import decode, recipe, synthetic, train_auto, train_planner, train_renderer
from tonework_training.bundle import Bundle
from tonework_training.data import permitted_photos
from tonework_training.grammar_file import Automaton


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("smoke")
    synthetic.write_photos(root / "photos", 24)
    recipe.run(recipe.SMOKE, root / "photos", root / "bundle", root / "run")
    return root


def test_should_write_every_part_of_the_contract_when_recipe_is_run(made: Path) -> None:
    manifest = json.loads((made / "bundle/manifest.json").read_text())

    assert manifest["format"] == 2
    assert manifest["modes"] == ["auto", "style", "param", "reference"]
    assert set(manifest["graphs"]) == {"vision", "decoder", "head", "params", "renderer", "reference"}
    assert len(manifest["sliders"]) == 38
    for graph in (*manifest["graphs"].values(), manifest["tokenizer"], manifest["grammar"]):
        content = (made / "bundle" / graph["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == graph["sha256"]
        assert b"/site-packages/" not in content, "the graph names files of the machine that exported it"
    assert "| licence class | photos |" in (made / "bundle/MODEL_CARD.md").read_text()


def test_should_replay_golden_files_when_bundle_is_loaded(made: Path) -> None:
    bundle = Bundle(made / "bundle")

    for entry in bundle.manifest["golden"]:

        def read(name: str, file: str, shapes: dict = entry["shapes"]) -> np.ndarray:
            return np.frombuffer((bundle.folder / file).read_bytes(), "<f4").reshape(shapes[name])

        out = bundle.run(entry["graph"], **{name: read(name, file) for name, file in entry["inputs"].items()})
        for name, file in entry["outputs"].items():
            np.testing.assert_allclose(out[name], read(name, file), atol=1e-4, err_msg=f"{entry['graph']}.{name}")


def test_should_give_zero_rows_and_identity_when_sliders_are_zero(made: Path) -> None:
    bundle = Bundle(made / "bundle")
    sliders = np.zeros((2, 38), np.float32)
    sliders[1, 10] = 0.5  # temperature: only the global colour row may move

    latents = bundle.encode(sliders)

    assert not latents[0].any()
    assert not latents[1, [0, 2]].any() and latents[1, 1].any()
    rgb = np.random.default_rng(5).random((1, 999, 3), np.float32)
    np.testing.assert_allclose(bundle.render(rgb, latents[:1]), rgb, atol=0.1 / 255)


def test_should_take_latents_from_the_sliders_it_reports_when_head_is_run(made: Path) -> None:
    bundle = Bundle(made / "bundle")
    width = bundle.manifest["decoder"]["width"]

    rng = np.random.default_rng(6)
    out = bundle.run("head", hidden=rng.normal(size=(3, 3, width)), plan=rng.uniform(-1, 1, (3, 38)))

    np.testing.assert_allclose(out["latents"], bundle.encode(out["sliders"]), atol=1e-5)


def test_should_decode_the_golden_plans_again_when_bundle_is_loaded(made: Path) -> None:
    bundle = Bundle(made / "bundle")
    size = bundle.manifest["input"]["width"]

    for golden in bundle.manifest["plans"]:
        pixels = np.frombuffer((bundle.folder / golden["pixels"]).read_bytes(), "<f4").reshape(1, 3, size, size)
        seen = bundle.run("vision", pixels=pixels)
        again = decode.plan(bundle, seen, golden["instruction"], golden["facts"])

        assert again.ids == golden["ids"] and again.text == golden["text"]
        assert Automaton(bundle.grammar, golden["facts"]).accepts(again.ids)
        latents = np.frombuffer((bundle.folder / golden["latents"]).read_bytes(), "<f4").reshape(3, -1)
        np.testing.assert_allclose(again.latents, latents, atol=1e-4)


def test_should_agree_with_pytorch_when_the_cache_grows_step_by_step(made: Path) -> None:
    bundle = Bundle(made / "bundle")
    eye = train_auto.load(made / "run")
    decoder = train_planner.load(made / "run", eye).decoder
    golden = bundle.manifest["plans"][1]
    pixels = np.frombuffer((bundle.folder / golden["pixels"]).read_bytes(), "<f4")
    size = bundle.manifest["input"]["width"]
    tokens = bundle.run("vision", pixels=pixels.reshape(1, 3, size, size))["tokens"]
    before, behind = bundle.vocabulary.prompt(golden["instruction"])
    ids = torch.tensor([[*before, *[-1] * tokens.shape[1], *behind, *golden["ids"][:-1]]])
    features = torch.nn.functional.pad(torch.from_numpy(tokens), (0, 0, 1, ids.shape[1] - 1 - tokens.shape[1]))

    with torch.no_grad():  # the whole sequence at once, without a cache
        positions, mask = torch.arange(ids.shape[1])[None], torch.ones_like(ids)
        _, hidden, _ = decoder(ids, features, positions, mask, decoder.empty_cache(1))

    expected = np.frombuffer((bundle.folder / golden["hidden"]).read_bytes(), "<f4").reshape(3, -1)
    np.testing.assert_allclose(hidden[0, -3:].numpy(), expected, atol=1e-3)


def test_should_not_train_again_when_checkpoint_is_complete(made: Path) -> None:
    checkpoint = made / "run/renderer.pt"
    before = checkpoint.read_bytes()
    thumbnails = torch.zeros(1, 8, 8, 3, dtype=torch.uint8)

    train_renderer.train(thumbnails, recipe.SMOKE.renderer, made / "run")
    assert checkpoint.read_bytes() == before

    longer = replace(recipe.SMOKE.renderer, cpu_seconds=recipe.SMOKE.renderer.cpu_seconds + 0.5)
    train_renderer.train(thumbnails, longer, made / "run")
    assert torch.load(checkpoint)["step"] > torch.load(io.BytesIO(before))["step"]


def test_should_refuse_photos_when_their_licence_is_unknown(tmp_path: Path) -> None:
    synthetic.write_photos(tmp_path / "photos", 3)
    (tmp_path / "photos/SOURCES.csv").unlink()

    with pytest.raises(SystemExit, match="licence is unknown"):
        permitted_photos(tmp_path / "photos")
    with pytest.raises(SystemExit, match="does not begin with"):
        permitted_photos(tmp_path / "photos", "research only")
    assert len(permitted_photos(tmp_path / "photos", "permissive (mine)")) == 3


def test_should_leave_out_rows_when_their_licence_is_not_permissive(tmp_path: Path) -> None:
    synthetic.write_photos(tmp_path / "photos", 3)
    table = tmp_path / "photos/SOURCES.csv"
    table.write_text(table.read_text().replace("permissive", "research", 1))

    assert [p.path.name for p in permitted_photos(tmp_path / "photos")] == ["synthetic_001.png", "synthetic_002.png"]
