"""The reference loop: greedy decoding in PyTorch, one photo at a time, as the runtime must reproduce it."""

from dataclasses import dataclass

import torch
from torch import Tensor

from .checkpoint import VeraRetouch
from .language import IMAGE


@dataclass(frozen=True)
class Tokens:
    """Ids that steer generation: the three retouch tokens in their order, and the end."""

    retouch: tuple[int, int, int]
    end: int


@dataclass(frozen=True)
class Generation:
    """ids: what was written, with the end if it came; hidden [3, width]: the states that wrote the retouch tokens."""

    ids: list[int]
    hidden: Tensor
    latents: Tensor


def prompt_ids(parts: list[list[int]], image_tokens: int) -> list[int]:
    """The ids of a prompt whose text was cut at the place of the photo; one part alone has no photo."""
    ids = list(parts[0])
    for part in parts[1:]:
        ids += [IMAGE] * image_tokens + part
    return ids


@torch.inference_mode()
def generate(model: VeraRetouch, prompt: list[int], pixels: Tensor, tokens: Tokens, max_tokens: int) -> Generation:
    """Writes text greedily until the end; pixels [3, S, S].

    A retouch token may only come in its turn, and the end only after all three; those still missing when max_tokens is
    near are written whatever the model would rather say.
    """
    width = model.config.language.width
    features = torch.zeros(1, len(prompt), width)
    where = torch.tensor(prompt) == IMAGE
    if where.any():
        features[0, where] = model.projector(model.vision(pixels[None]))[0]
    ids = torch.tensor([prompt])
    past = model.language.no_past(1)
    written: list[int] = []
    states: list[Tensor] = []
    while True:
        length = len(prompt) + len(written)
        positions = torch.arange(length - ids.shape[1], length)[None]
        logits, hidden, *past = model.language(ids, features, positions, torch.ones(1, length), *past)
        due = len(states)
        token = _choose(logits[0, 0], tokens, due, max_tokens - len(written))
        written.append(token)
        if due < 3 and token == tokens.retouch[due]:
            states.append(hidden[0, -1])
        if token == tokens.end or len(written) == max_tokens:
            break
        ids, features = torch.tensor([[token]]), torch.zeros(1, 1, width)
    state = torch.stack(states)
    return Generation(written, state, model.head(state[None])[0])


def _choose(logits: Tensor, tokens: Tokens, due: int, left: int) -> int:
    if due < 3 and left <= 3 - due:
        return tokens.retouch[due]
    forbidden = [t for i, t in enumerate(tokens.retouch) if i != due]
    if due < 3:
        forbidden.append(tokens.end)
    logits = logits.clone()
    logits[forbidden] = -torch.inf
    return int(logits.argmax())  # the lowest id of equals, as everywhere
