"""White balance: casts as cameras make them, the network that finds them, and how far a plan carries what it found."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from torch import Tensor

from tonework_training import operators as ops
from tonework_training import sliders as s
from tonework_training import synthetic, tflite, train_balance
from tonework_training.auto import AutoConfig, AutoPlanner
from tonework_training.balance_crops import make_pass, open_passes
from tonework_training.balanced import TEMPERATURE, TINT, BalancedJudge, Reached, reach
from tonework_training.casts import CastConfig, cast, draw_gains, measure
from tonework_training.data import Photo
from tonework_training.decoder import DecoderConfig
from tonework_training.export import Trained, golden_inputs, graphs
from tonework_training.onnx_graph import Graph, export_graph, golden
from tonework_training.planner import Head, HeadGraph, PlannerConfig, untrained
from tonework_training.renderer import Renderer, RendererConfig, SliderEncoder
from tonework_training.train_balance import BalanceTraining
from tonework_training.trunk import CHANNELS
from tonework_training.white_balance import (
    Balance,
    BalancingEye,
    WhiteBalance,
    WhiteBalanceConfig,
    corrected,
    correction,
    encoded_gains,
    settled,
)

SMALL = WhiteBalanceConfig(size=64, seen=8, width=16, bins=16)
PLAIN = CastConfig(finished=0, uncast=0, plain=1)


class TinyTrunk(torch.nn.Module):
    """In place of the pretrained trunk, which tests must not fetch: one convolution of random weights."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(3)
        self.layer = torch.nn.Conv2d(3, CHANNELS, 16, 16)

    def forward(self, pixels: Tensor) -> Tensor:
        return self.layer(pixels)


def _pictures(count: int, side: int = 64) -> Tensor:
    """Muted colours of many hues, nothing near black or white."""
    generator = torch.Generator().manual_seed(8)
    coarse = torch.rand(count, 3, 8, 8, generator=generator) * 0.3 + 0.3
    return torch.nn.functional.interpolate(coarse, size=(side, side), mode="bilinear")


def test_should_leave_a_share_of_photos_as_they_are_when_casts_are_drawn() -> None:
    finished = _pictures(400, 16)

    spoilt, truth = cast(finished, CastConfig(finished=0.3, uncast=0.2), torch.Generator().manual_seed(1))

    kept = (spoilt - finished).abs().amax((1, 2, 3)) < 1 / 255
    assert abs(kept.float().mean() - 0.3) < 0.07
    assert not truth[kept].any()
    assert abs((truth == 0).all(1).float().mean() - 0.5) < 0.08


def test_should_reach_past_the_sliders_in_every_direction_when_gains_are_drawn() -> None:
    gains = draw_gains(4000, CastConfig(), torch.Generator().manual_seed(2)).log()
    warmth, green = gains[:, 0] - gains[:, 2], gains[:, 1] - (gains[:, 0] + gains[:, 2]) / 2

    reached = Reached()
    assert warmth.min() < reached.warmth[0] - 0.3 and warmth.max() > reached.warmth[-1] + 0.3
    assert green.min() < -0.25 and green.max() > 0.25
    torch.testing.assert_close(
        draw_gains(9, CastConfig(), torch.Generator()) @ torch.tensor([0.3, 0.5, 0.2]), torch.ones(9)
    )


def test_should_measure_the_gains_that_were_applied_when_nothing_clips() -> None:
    finished = _pictures(3)
    gains = torch.tensor([[0.2, -0.3], [0.0, 0.0], [-0.1, 0.25]])

    spoilt = finished * torch.exp(encoded_gains(gains))[:, :, None, None]

    torch.testing.assert_close(measure(spoilt, finished), gains, atol=1e-4, rtol=0)


def test_should_take_a_known_cast_away_when_it_is_sure() -> None:
    finished = _pictures(8)
    spoilt, truth = cast(finished, PLAIN, torch.Generator().manual_seed(4))
    sure = Balance(truth, torch.full((8,), -6.0), torch.full((8,), -9.0), ())

    left = measure(corrected(spoilt, correction(sure)), finished)

    assert (left.norm(dim=1) < 0.1 * truth.norm(dim=1) + 0.02).all()


def test_should_do_less_when_it_doubts_and_nothing_where_there_is_no_cast() -> None:
    found = torch.tensor([[0.4, -0.3], [0.4, -0.3], [0.02, 0.0], [0.4, -0.3]])
    meant = torch.tensor([-9.0, -9.0, -9.0, 4.0])
    done = correction(Balance(found, torch.tensor([-4.0, 1.0, -1.0, -4.0]), meant, ()), caution=1.0)

    torch.testing.assert_close(done[0], -found[0], atol=0.01, rtol=0)
    assert done[1].norm() < 0.5 * found[1].norm()
    assert done[2].norm() < 0.1 * found[2].norm()
    assert done[3].norm() < 0.1 * found[3].norm(), "a sunset may be as warm as it is"


def test_should_follow_a_cast_when_the_network_is_untrained_but_for_its_votes() -> None:
    """A cast shifts log chroma, and what each place votes with it: untrained, the votes already follow."""
    torch.manual_seed(1)
    eye = BalancingEye(TinyTrunk(), WhiteBalance(SMALL)).eval()
    torch.nn.init.zeros_(eye.net.vote.weight)
    finished = _pictures(4)
    gains = torch.tensor([[0.2, -0.3]]).expand(4, -1)

    with torch.no_grad():
        before, _ = eye(finished).votes
        after, _ = eye(finished * torch.exp(encoded_gains(gains))[:, :, None, None]).votes

    torch.testing.assert_close(after - before, gains, atol=0.03, rtol=0)


def test_should_split_gains_into_sliders_and_a_rest_that_add_up() -> None:
    sliders = torch.tensor([[0.5, 0.2], [-1.0, 0.9], [0.0, 0.0]])
    within = ops.white_balance_gains(sliders[:, :1, None], sliders[:, 1:, None])[..., 0].log() / ops.GAMMA
    factors = torch.cat([within, encoded_gains(torch.tensor([[0.5, -1.2], [0.3, 0.5], [-0.4, 0.8]]))])

    temperature, tint, beyond = Reached()(factors)

    torch.testing.assert_close(torch.cat([temperature, tint], 1)[:3], sliders, atol=5e-3, rtol=0)
    assert not beyond[:3].any(), "the sliders reach this alone"
    again = ops.white_balance_gains(temperature[..., None], tint[..., None])[..., 0].log() / ops.GAMMA
    torch.testing.assert_close((again + beyond)[3:], factors[3:], atol=1e-5, rtol=0)
    assert temperature[3, 0] == 1 and temperature[5, 0] == -1 and tint[4, 0] == 1


@torch.no_grad()
def test_should_render_gains_past_the_ends_of_the_sliders_when_latents_carry_them() -> None:
    torch.manual_seed(2)
    renderer, encoder = Renderer(RendererConfig(hidden=8)).eval(), SliderEncoder(RendererConfig(hidden=8)).eval()
    head = Head(16, 8).eval()
    torch.nn.init.constant_(head.gates[1][-1].bias, 30.0)  # all of the plan stands
    beyond = torch.tensor([[0.1, 0.0, -0.4]])
    hidden, plan = torch.randn(1, 3, 16), torch.zeros(1, s.COUNT)

    graph = HeadGraph(head, encoder, reach(renderer))
    latents, sliders = graph(hidden, plan, beyond)
    plain, same = graph(hidden, plan)

    torch.testing.assert_close(sliders, same)
    assert not (latents - plain)[:, [0, 2]].any(), "only global colour says more"
    alone = torch.zeros_like(latents)
    alone[:, 1] = latents[:, 1] - plain[:, 1]
    dark = torch.full((1, 5, 3), 0.2)  # where no shoulder bends the gain
    gain = renderer(dark, alone) / dark
    torch.testing.assert_close(gain.log(), beyond[:, None].expand(1, 5, 3), atol=0.02, rtol=0)


@torch.no_grad()
def test_should_plan_warmer_when_the_eye_finds_a_blue_cast() -> None:
    torch.manual_seed(5)
    eye = AutoPlanner(AutoConfig(size=32, channels=(8, 16), hidden=32)).eval()
    balancing = BalancingEye(TinyTrunk(), WhiteBalance(SMALL)).eval()
    balancing.net.weigh[-1].bias.data = torch.tensor([-0.6, 1.2, 0.0, 0.0, -6.0, -9.0])
    balancing.net.vote.weight.zero_()
    pixels = _pictures(2)

    sight, plan, beyond = BalancedJudge(eye, balancing)(pixels)

    assert plan.shape == (2, s.COUNT) and sight.whole.shape[0] == 2
    assert (plan[:, TEMPERATURE] == 1).all() and (plan[:, TINT].abs() <= 1).all()
    assert (beyond[:, 0] > beyond[:, 2]).all(), "what the slider does not reach is warmer still"


def test_should_train_from_crops_and_resume_from_its_checkpoint(tmp_path: Path) -> None:
    synthetic.write_photos(tmp_path / "photos", 6)
    photos = [Photo(path, "permissive") for path in sorted((tmp_path / "photos").glob("*.png"))]
    for number in range(2):
        make_pass(photos, TinyTrunk(), SMALL.size, tmp_path / "crops", number)
    passes = open_passes(tmp_path / "crops")
    assert [p.colours.shape for p in passes] == [(6, 3, 32, 32)] * 2
    assert passes[0].features.shape == (6, CHANNELS, 4, 4) and passes[0].features.dtype == np.float16
    assert (passes[0].colours != passes[1].colours).any(), "each pass crops anew"

    config = BalanceTraining(cpu_seconds=0.6, batch=6, model=SMALL)
    train_balance.train(tmp_path / "crops", config, tmp_path / "run")
    first = torch.load(tmp_path / "run/balance.pt", weights_only=True)["step"]
    net = train_balance.train(
        tmp_path / "crops", BalanceTraining(cpu_seconds=3.0, batch=6, model=SMALL), tmp_path / "run"
    )

    assert torch.load(tmp_path / "run/balance.pt", weights_only=True)["step"] > first > 0
    assert net.config == SMALL and not net.training


def test_should_splice_colours_and_features_at_the_same_place() -> None:
    config = BalanceTraining(spliced=1.0, saturation=(1.0, 1.0), batch=4, model=SMALL)
    number = torch.arange(4.0).view(4, 1, 1, 1)
    colours, seen = train_balance._spliced(
        number.expand(-1, 3, 32, 32).clone(), number.expand(-1, 2, 4, 4).clone(), config, np.random.default_rng(1)
    )

    torch.testing.assert_close(colours[:, :1, ::8, ::8], seen[:, :1])
    assert (colours != number).any()


@torch.no_grad()
def test_should_keep_its_figures_and_half_the_bytes_when_settled_and_exported(tmp_path: Path) -> None:
    torch.manual_seed(6)
    net = WhiteBalance(SMALL)
    net(_pictures(8, 32), torch.randn(8, CHANNELS, 4, 4))  # batch norm has seen something
    net.eval()
    pixels, features = _pictures(2, 32), torch.randn(2, CHANNELS, 4, 4)
    same = settled(net)

    torch.testing.assert_close(same(pixels, features).cast, net(pixels, features).cast, atol=5e-3, rtol=0)
    graph = Graph(
        "balance", _Cast(same), {"pixels": ["B", 3, 32, 32], "features": ["B", CHANNELS, 4, 4]}, {"cast": ["B", 2]}
    )
    export_graph(graph, {"pixels": pixels, "features": features}, tmp_path / "balance.onnx")
    kinds = {w.data_type for w in onnx.load(tmp_path / "balance.onnx").graph.initializer if np.prod(w.dims) > 2000}
    assert kinds == {onnx.TensorProto.FLOAT16}
    assert (tmp_path / "balance.onnx").stat().st_size < 3 * sum(p.numel() for p in net.parameters())


def test_should_export_a_vision_graph_that_finds_white_balance_and_a_head_that_carries_it(tmp_path: Path) -> None:
    torch.manual_seed(7)
    small = RendererConfig(latent_size=8, hidden=8)
    eye = AutoPlanner(AutoConfig(size=32, channels=(8, 16), hidden=32))
    decoder = DecoderConfig(width=16, layers=1, heads=1, kv_heads=1, hidden=16)
    trained = Trained(
        SliderEncoder(small).eval(),
        Renderer(small).eval(),
        eye.eval(),
        untrained(eye, PlannerConfig(decoder, head_hidden=8), 50, 1).eval(),
        range(50),  # only its length is asked for
        balancing=BalancingEye(TinyTrunk(), settled(WhiteBalance(SMALL))).eval(),
    )
    made = {graph.name: graph for graph in graphs(trained, 8, 32)}
    inputs = golden_inputs(trained, 32)

    described = {}
    (tmp_path / "golden").mkdir()
    for name in ("vision", "head"):
        described[name] = export_graph(made[name], inputs[name], tmp_path / f"{name}.onnx")
        golden(made[name], inputs[name], tmp_path / f"{name}.onnx", tmp_path)  # raises where PyTorch differs

    assert described["vision"]["inputs"]["pixels"] == ["B", 3, 64, 64], "twice the side that the eye sees"
    assert described["vision"]["outputs"]["beyond"] == described["head"]["inputs"]["beyond"] == ["B", 3]


class _Cast(torch.nn.Module):
    def __init__(self, net: WhiteBalance) -> None:
        super().__init__()
        self.net = net

    def forward(self, pixels: Tensor, features: Tensor) -> Tensor:
        return self.net(pixels, features).cast


def test_should_refuse_a_file_that_is_no_model() -> None:
    with pytest.raises(ValueError, match="TFL3"):
        tflite.read(b"\0" * 64)
