"""Tokens, grammar file, decoder and head of the language planner."""

import numpy as np
import pytest
import torch

from tonework_training import examples, grammar_file, slider_words, wishes
from tonework_training import operators as ops
from tonework_training import sliders as s
from tonework_training.aspects import Pixels, changes
from tonework_training.decoder import Decoder, DecoderConfig
from tonework_training.grammar_file import Automaton
from tonework_training.planner import STILL, Head, HeadGraph
from tonework_training.reasoning_text import describe, facts, grammar
from tonework_training.renderer import RendererConfig, SliderEncoder
from tonework_training.tokens import MAX_INSTRUCTION, RETOUCH, SECTIONS, Vocabulary

CONFIG = DecoderConfig(width=32, layers=2, heads=4, kv_heads=2, hidden=48)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return examples.vocabulary(examples.ExamplesConfig(subwords=500, phrasings=500), grammar_file.wording(grammar()))


@pytest.mark.parametrize(
    "text", ["Make it BRIGHTER", "héller, bitte!", "明るく\U0001f305", "<retouch_light> <end>", "+30%"]
)
def test_should_read_any_text_when_it_is_an_instruction(vocabulary: Vocabulary, text: str) -> None:
    ids = vocabulary.instruction(text)

    assert ids and max(ids) < vocabulary.tokenizer.get_vocab_size(), "a request holds no special token"
    assert vocabulary.tokenizer.decode(ids).strip() == text.lower()


def test_should_cut_an_instruction_when_it_is_too_long(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.instruction("brighter " * 1000)) == MAX_INSTRUCTION


def test_should_accept_every_reasoning_of_ours_when_facts_are_those_of_the_photo(vocabulary: Vocabulary) -> None:
    rng = np.random.default_rng(3)
    rules = grammar_file.compiled(grammar(), vocabulary)
    for _ in range(20):
        photo = rng.random((12, 12, 3)) ** rng.uniform(0.3, 3) * rng.uniform(0.3, 1, 3)
        content, scene = rng.random(15), np.eye(10)[rng.integers(10)]
        sliders, _ = slider_words.draw(rng)
        ids = vocabulary.reasoning(describe(photo, None, sliders, content, int(scene.argmax())))
        automaton = Automaton(rules, facts(photo, scene, content, style=True))

        assert automaton.accepts(ids)
        assert not automaton.accepts(ids[:-1]) and not automaton.accepts(ids[1:])


def test_should_give_each_section_its_own_plan_token_when_reasoning_is_spelled(vocabulary: Vocabulary) -> None:
    phrases = describe(np.full((8, 8, 3), 0.5), None, np.zeros(s.COUNT), np.zeros(15), 0)
    ids = vocabulary.reasoning(phrases)
    special = vocabulary.special

    assert [i for i in ids if i in (special[name] for name in SECTIONS)] == [special[name] for name in SECTIONS]
    assert ids[-4:] == [special[name] for name in (*RETOUCH, "end")]
    assert vocabulary.text(ids) == "".join(p for p in phrases if not p.startswith("<"))


def test_should_close_edges_when_their_facts_fail_or_the_end_gets_out_of_reach() -> None:
    rules = {
        "start": "a",
        "states": [
            {"name": "a", "edges": [{"tokens": [1, 2], "to": "b", "requires": ["dark"]}, {"tokens": [3], "to": "c"}]},
            {"name": "b", "edges": [{"tokens": [4], "to": "c", "requires": ["!dark"]}]},
            {"name": "c", "edges": [{"tokens": [5], "to": "c"}, {"tokens": [6], "to": "done"}]},
            {"name": "done", "accept": True},
        ],
    }
    assert Automaton(rules, ["dark"]).following("a", 9) == {3: "c"}, "behind b nothing is open"
    assert Automaton(rules, []).following("c", 1) == {6: "done"}
    assert Automaton(rules, []).accepts([3, 5, 5, 6]) and not Automaton(rules, []).accepts([1, 4, 6])


def test_should_give_the_same_states_when_a_sequence_is_fed_in_pieces_with_padding() -> None:
    torch.manual_seed(1)
    decoder = Decoder(CONFIG, 50).eval()
    ids = torch.randint(50, (1, 9))
    ids[0, 2:4] = -1
    features = torch.randn(1, 9, 32)
    positions = torch.arange(9)[None]
    whole, _ = decoder.think(ids, features, positions, torch.ones(1, 9), decoder.empty_cache(1))

    first, cache = decoder.think(
        ids[:, :5], features[:, :5], positions[:, :5], torch.ones(1, 5), decoder.empty_cache(1)
    )
    padded = [tuple(torch.cat([torch.full_like(t[:, :, :2], 9.0), t], 2) for t in pair) for pair in cache]
    mask = torch.tensor([[0, 0, *[1] * 9]])
    second, _ = decoder.think(ids[:, 5:], features[:, 5:], positions[:, 5:], mask, padded)

    torch.testing.assert_close(torch.cat([first, second], 1), whole, atol=1e-5, rtol=1e-5)


def test_should_mask_a_group_when_its_sliders_are_all_but_zero() -> None:
    head = Head(16, 8)
    for group, bias in zip(head.groups, (0.5, STILL / 2, -0.3), strict=True):
        torch.nn.init.zeros_(group[-1].weight)
        torch.nn.init.constant_(group[-1].bias, bias)

    latents, sliders = HeadGraph(head, SliderEncoder(RendererConfig(hidden=8)))(
        torch.randn(2, 3, 16), torch.zeros(2, s.COUNT)
    )

    assert not sliders[:, s.GLOBAL_SLICE].any() and not latents[:, 1].any()
    assert latents[:, 0].any() and latents[:, 2].any()


def test_should_take_the_plan_as_far_as_the_gate_of_its_group_is_open() -> None:
    head = Head(16, 8)
    for group, gate, open_by in zip(head.groups, head.gates, (30.0, -30.0, 0.0), strict=True):
        for last in (group[-1], gate[-1]):
            torch.nn.init.zeros_(last.weight)
            torch.nn.init.zeros_(last.bias)
        torch.nn.init.constant_(gate[-1].bias, open_by)
    plan = torch.rand(2, s.COUNT) - 0.5

    sliders = head(torch.randn(2, 3, 16), plan)

    torch.testing.assert_close(sliders[:, s.LIGHT_SLICE], plan[:, s.LIGHT_SLICE])
    assert sliders[:, s.GLOBAL_SLICE].abs().max() < 1e-6
    torch.testing.assert_close(sliders[:, s.SPECIFIC_SLICE], 0.5 * plan[:, s.SPECIFIC_SLICE])


def test_should_spell_each_slider_apart_when_settings_become_words() -> None:
    names = [slider_words.name(slider) for slider in s.SLIDERS]
    assert len(set(names)) == s.COUNT and {"exposure", "temperature", "blue saturation", "shadow curve"} <= set(names)

    sliders, text = slider_words.draw(np.random.default_rng(1))
    assert all(f"{abs(round(100 * v))}" in text for v in sliders[sliders != 0])


def test_should_move_the_pixels_as_each_wish_claims_when_its_sliders_are_applied(vocabulary: Vocabulary) -> None:
    hues = np.linspace(0, 2 * np.pi, 48, endpoint=False)[:, None]
    wheel = 0.5 + 0.2 * np.cos(hues - np.array([0, 2, 4]) * np.pi / 3) * np.array([1.0, 1.0, 1.0])
    photo = np.concatenate([wheel * light for light in (0.5, 1.0, 1.4)]).clip(0, 1).astype(np.float32)
    original = Pixels(photo)
    table = wishes.table(vocabulary)

    for wish in table["moves"]:
        sliders = torch.zeros(1, s.COUNT)
        for name, value in wish["sliders"].items():
            sliders[0, s.index(name)] = value
        after = ops.apply(torch.from_numpy(photo)[None], sliders)[0].numpy()
        measure, way = wish["claim"].split(":")
        name, _, hue = measure.partition("@")
        moved = changes(original, original, Pixels(after))[name, hue or None]
        assert moved * (1 if way == "up" else -1) > 0, (vocabulary.text(wish["tokens"]), moved)
    assert [size["factor"] for size in table["sizes"]] == sorted(size["factor"] for size in table["sizes"])


def test_should_name_the_phrases_around_wishes(vocabulary: Vocabulary) -> None:
    marks = wishes.table(vocabulary)["marks"]

    def phrase(token: int) -> str:
        return vocabulary.wording[token - vocabulary.first_phrase]

    assert phrase(marks["opening"]) == " Asked for:" and phrase(marks["refusing"]) == " Cannot be done here:"
    assert (phrase(marks["separator"]), phrase(marks["closing"])) == (",", ".")
    assert " Golden Hour" in map(phrase, marks["looks"]) and len(set(marks["looks"])) == len(marks["looks"])
    assert not set(marks["looks"]) & {token for move in wishes.table(vocabulary)["moves"] for token in move["tokens"]}
