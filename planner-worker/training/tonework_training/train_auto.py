"""Step 3: trains the auto planner to undo the degradations; the loss is taken on the picture, through the operators."""

import copy
import csv
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from . import labels
from . import operators as ops
from .auto import AutoConfig, AutoPlanner
from .data import Photo
from .degrade import DegradationPool, DegradeConfig
from .progress import Progress

OWN_LABELS = Path(__file__).with_name("own_labels.csv")
UNKNOWN = -1
DARK = 0.3  # mean encoded value
USUAL_CHROMA, SPREAD_OF_CHROMA = 0.2, 0.1  # mean of max - min over the channels
SMALL = 0.05  # root mean square


@dataclass(frozen=True)
class AutoTraining:
    cpu_seconds: float = 480.0  # of this process, so that a busy machine delays but does not shorten it
    # Over these the learning rate would fall to zero. Trained to their end, the eye knows its photos by heart, does no
    # better on others and leaves good ones less alone (docs/adr/0012).
    schedule_seconds: float = 1800.0
    batch: int = 32
    pixels: int = 384  # per photo, on which the picture loss is taken
    thumbnail: int = 114  # photos are cropped from this to the planner's size
    learning_rate: float = 2e-3
    weight_decay: float = 2e-3
    average: float = 0.998  # of the weights that are shipped
    size_penalty: float = 2e-3  # on the sliders: of two plans that look alike the smaller one
    words_weight: float = 0.03
    pool: int = 256
    redraw: int = 8
    bfloat16: bool = True  # the convolutions; a fifth faster where the processor has the instructions
    seed: int = 2
    save_every_seconds: float = 60.0
    model: AutoConfig = field(default_factory=AutoConfig)
    degrade: DegradeConfig = field(default_factory=DegradeConfig)


@dataclass(frozen=True)
class Words:
    """What is known of each photo: scenes [P] with UNKNOWN, content [P, C] as 1, 0 or UNKNOWN."""

    scenes: Tensor
    content: Tensor


def share(thumbnails: Tensor, scenes: Tensor) -> Tensor:
    """How often to draw each photo, [P]: rare scenes by the root of their rarity, and dark pictures twice.

    Pictures that are dark because they are meant to be, low-key portraits and dark skin above all, are few, and they
    are what a planner that has mostly seen underexposure would brighten. Gaudy pictures are drawn less: what
    retouchers call finished has less colour than what is published.
    """
    counts = torch.bincount(scenes.clamp(min=0), minlength=len(labels.SCENES)).clamp(min=1)
    some = thumbnails[:, ::3, ::3].flatten(1, 2).float() / 255  # [P, M, 3]
    gaudy = torch.relu((some.amax(-1) - some.amin(-1)).mean(1) - USUAL_CHROMA) / SPREAD_OF_CHROMA
    rarity = counts[scenes.clamp(min=0)].float().rsqrt()
    return rarity * (1 + (some.mean((1, 2)) < DARK)) * (0.3 + 0.7 * torch.exp(-0.5 * gaudy**2))


def words_of(photos: list[Photo], own: Path = OWN_LABELS) -> Words:
    with own.open(newline="", encoding="utf-8") as lines:
        ours = {row["file"]: row["words"] for row in csv.DictReader(lines)}
    scenes = torch.full((len(photos),), UNKNOWN)
    content = torch.full((len(photos), len(labels.CONTENT)), float(UNKNOWN))
    for i, photo in enumerate(photos):
        truth = labels.read(photo.labels, ours.get(photo.path.name, ""))
        scenes[i] = UNKNOWN if truth.scene is None else truth.scene
        for word, there in truth.content.items():
            content[i, word] = float(there)
    return Words(scenes, content)


def crop(thumbnails: Tensor, size: int, generator: torch.Generator) -> Tensor:
    """[B, T, T, 3] uint8 -> [B, 3, size, size] in 0..1: the whole photo or a part of it, half of them mirrored."""
    photos = thumbnails.permute(0, 3, 1, 2).float() / 255
    side = photos.shape[-1]
    if torch.rand((), generator=generator) < 0.5:
        photos = F.interpolate(photos, size=(size, size), mode="area")
    else:
        top, left = (int(torch.randint(side - size + 1, (), generator=generator)) for _ in range(2))
        photos = photos[:, :, top : top + size, left : left + size]
    mirrored = torch.rand(len(photos), generator=generator) < 0.5
    return torch.where(mirrored[:, None, None, None], photos.flip(3), photos)


def picture_loss(sliders: Tensor, degraded: Tensor, finished: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """Root mean square between the retouched and the finished photo on `count` random pixels each, mean over photos.

    Rounded below SMALL: with a cusp at zero the planner would rather leave every photo alone that might be good than
    take the mean of what it could need (overexposure and casts were never touched).
    """
    where = torch.randint(degraded.shape[2] * degraded.shape[3], (len(degraded), 1, count), generator=generator)
    where = where.expand(-1, 3, -1)
    before = degraded.flatten(2).gather(2, where).transpose(1, 2)  # [B, count, 3]
    after = finished.flatten(2).gather(2, where).transpose(1, 2)
    error = ops.apply_without_mixer(before, sliders) - after
    return ((error.square().mean((1, 2)) + SMALL**2).sqrt() - SMALL).mean()


def words_loss(scene: Tensor, content: Tensor, scenes: Tensor, truth: Tensor) -> Tensor:
    """Cross entropy of the known scenes and content; an unknown word counts a little as absent."""
    known = scenes != UNKNOWN
    loss = F.cross_entropy(scene[known], scenes[known], label_smoothing=0.05) if known.any() else scene.sum() * 0
    weight = torch.where(truth == UNKNOWN, 0.1, 1.0)
    return loss + F.binary_cross_entropy_with_logits(content, truth.clamp(min=0), weight)


def train(thumbnails: Tensor, words: Words, config: AutoTraining, run: Path) -> AutoPlanner:
    """Trains for config.cpu_seconds, resuming from run/auto.pt; thumbnails [P, T, T, 3] uint8, T = config.thumbnail."""
    torch.manual_seed(config.seed)
    generator = torch.Generator().manual_seed(config.seed)
    planner = AutoPlanner(config.model).to(memory_format=torch.channels_last)
    shipped = copy.deepcopy(planner).eval()  # running average of the weights
    optimiser = torch.optim.AdamW(planner.parameters(), config.learning_rate, weight_decay=config.weight_decay)
    progress = Progress(run, "auto", config.cpu_seconds, config.save_every_seconds, config.schedule_seconds)
    if saved := progress.restore():
        planner.load_state_dict(saved["planner"])
        shipped.load_state_dict(saved["shipped"])
        optimiser.load_state_dict(saved["optimiser"])
        generator.set_state(saved["generator"])
    drawn = share(thumbnails, words.scenes)
    pool = DegradationPool(config.pool, config.degrade, generator)
    planner.train()
    while progress.running:
        for group in optimiser.param_groups:
            group["lr"] = config.learning_rate * progress.rate
        with torch.no_grad():
            chosen = torch.multinomial(drawn, config.batch, replacement=True, generator=generator)
            finished = crop(thumbnails[chosen], config.model.size, generator)
            pool.redraw(config.redraw)
            degraded = pool.degrade(finished).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=config.bfloat16):
            sliders, scene, content = planner(degraded)
        picture = picture_loss(sliders, degraded, finished, config.pixels, generator)
        said = words_loss(scene.float(), content.float(), words.scenes[chosen], words.content[chosen])
        loss = picture + config.size_penalty * sliders.square().sum(1).mean() + config.words_weight * said
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(planner.parameters(), 1.0)
        optimiser.step()
        update_average(shipped, planner, min(config.average, progress.step / (progress.step + 10)))
        if progress.stepped(picture.item()):
            progress.save(
                {
                    "planner": planner.state_dict(),
                    "shipped": shipped.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "generator": generator.get_state(),
                    "config": asdict(config),
                }
            )
    return load(run)


@torch.no_grad()
def update_average(average: AutoPlanner, current: AutoPlanner, keep: float) -> None:
    for kept, new in zip(average.state_dict().values(), current.state_dict().values(), strict=True):
        if kept.is_floating_point():
            kept.lerp_(new, 1 - keep)
        else:
            kept.copy_(new)


def load(run: Path) -> AutoPlanner:
    saved = torch.load(run / "auto.pt", weights_only=True)
    model = saved["config"]["model"]
    planner = AutoPlanner(AutoConfig(**{**model, "channels": tuple(model["channels"])}))
    planner.load_state_dict(saved["shipped"])
    return planner.eval()
