import torch

from tonework_training import labels
from tonework_training import sliders as s
from tonework_training.degrade import FACTORS, USED, DegradationPool, DegradeConfig, draw
from tonework_training.train_auto import OWN_LABELS, UNKNOWN, share, words_of


def test_should_leave_a_share_of_photos_alone_and_darken_most_others_when_drawn() -> None:
    config = DegradeConfig()
    sliders = draw(4000, config, torch.Generator().manual_seed(1))

    untouched = (sliders == 0).all(1).float().mean()
    expected = 1 - config.camera - config.wrong - config.exposure - config.cast
    assert sliders.shape == (4000, USED) and sliders.abs().max() <= 1
    assert abs(untouched - expected) < 0.03
    assert sliders[:, 0].mean() < -0.03


def test_should_return_the_photo_to_the_last_bit_when_nothing_is_degraded() -> None:
    config = DegradeConfig(camera=0, wrong=0, exposure=0, cast=0, mixed_light=0)
    pool = DegradationPool(16, config, torch.Generator().manual_seed(1))
    photos = torch.randint(0, 256, (4, 3, 9, 7), generator=torch.Generator().manual_seed(2)) / 255
    assert torch.allclose(pool.degrade(photos), photos, atol=1e-6)


def test_should_apply_the_lattice_in_the_right_channel_order_when_degrading() -> None:
    pool = DegradationPool(16, DegradeConfig(mixed_light=0), torch.Generator().manual_seed(1))
    pool.tables[:] = pool.grid[0].T.reshape(3, *[pool.config.lattice] * 3) * torch.tensor([1, 0.5, 0]).view(3, 1, 1, 1)
    out = pool.degrade(torch.full((1, 3, 2, 2), 0.8))
    assert torch.allclose(out[0, :, 0, 0], torch.tensor([0.8, 0.4, 0.0]), atol=1 / 255)


def test_should_take_the_scene_from_the_subject_and_prefer_our_own_words() -> None:
    truth = labels.read("food; Beach Burger")
    assert truth.scene == labels.SCENES.index("food")
    assert truth.content[labels.CONTENT.index("food")] and labels.CONTENT.index("water") in truth.content
    assert not truth.content[labels.CONTENT.index("water")], "a word of a food's name is not in the picture"

    assert labels.read("people/landscape").scene is None, "a subject that lists several is no label"
    own = labels.read("food; Soup", "scene:night night !food")
    assert own.scene == labels.SCENES.index("night") and not own.content[labels.CONTENT.index("food")]


def test_should_read_every_word_when_our_own_labels_are_loaded() -> None:
    lines = OWN_LABELS.read_text(encoding="utf-8").splitlines()[1:]
    truths = [labels.read("", line.split(",")[1]) for line in lines]
    assert len(truths) > 500 and len({line.split(",")[0] for line in lines}) == len(lines)
    assert all(0 <= t.scene < len(labels.SCENES) for t in truths if t.scene is not None)


def test_should_mark_what_is_not_known_when_photos_have_no_labels() -> None:
    words = words_of([])
    assert words.scenes.shape == (0,) and words.content.shape == (0, len(labels.CONTENT))
    dark, bright = torch.zeros(1, 4, 4, 3, dtype=torch.uint8), torch.full((1, 4, 4, 3), 200, dtype=torch.uint8)
    weights = share(torch.cat([dark, bright]), torch.tensor([UNKNOWN, UNKNOWN]))
    assert weights[0] == 2 * weights[1]


def test_should_light_two_sides_differently_when_light_is_mixed() -> None:
    config = DegradeConfig(camera=0, wrong=0, exposure=0, cast=0, mixed_light=1)
    pool = DegradationPool(16, config, torch.Generator().manual_seed(1))

    out = pool.degrade(torch.full((8, 3, 16, 16), 0.5))

    warmth = out[:, 0] - out[:, 2]
    assert (warmth.flatten(1).amax(1) - warmth.flatten(1).amin(1) > 0.02).all()


def test_should_move_sliders_together_as_the_factors_say_when_renderings_are_drawn() -> None:
    config = DegradeConfig(camera=1, wrong=0, exposure=0, cast=0)
    sliders = draw(20000, config, torch.Generator().manual_seed(1))

    strong = sliders[sliders[:, 0] < -0.2]
    correlation = torch.corrcoef(strong.T)
    lights, contrast = s.index("ParametricLights"), s.index("Contrast2012")
    assert correlation[contrast, lights] > 0.3 > -0.3 > correlation[contrast, s.index("ParametricShadows")]
    assert all(sum(x * x for x in row) <= 1 for row in FACTORS)
