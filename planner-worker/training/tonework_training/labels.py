"""Scene and content words that the auto planner learns, and how they are read from the free-form labels of the photos.

A label is weak: it says what a photo was collected for, not all that is in it. So a photo whose labels say nothing
about a word is no evidence against it unless its subject excludes the word.
"""

from dataclasses import dataclass
from typing import Final

# The vocabulary of taste: one per photo. "night" comes from a list of our own, see own_labels.csv.
SCENES: Final = (
    "people",
    "landscape",
    "urban",
    "interior",
    "food",
    "animal",
    "plant",
    "vehicle",
    "night",
    "other",
)
# What the reasoning may say is in the picture: any number per photo.
CONTENT: Final = (
    "people",
    "animals",
    "food",
    "flowers",
    "greenery",
    "landscape",
    "mountains",
    "water",
    "sky",
    "buildings",
    "street",
    "vehicles",
    "interior",
    "objects",
    "night",
)


@dataclass(frozen=True)
class Truth:
    """scene is an index into SCENES or None; content holds what is known of each word, absent words are unknown."""

    scene: int | None
    content: dict[int, bool]


# word in the labels -> (scene or "", content words it proves)
_RULES: Final = (
    ("food", "food", ("food",)),
    ("animal", "animal", ("animals",)),
    ("birds", "animal", ("animals",)),
    ("portrait", "people", ("people",)),
    ("fashion", "people", ("people",)),
    ("wedding", "people", ("people",)),
    ("people", "people", ("people",)),
    ("flower", "plant", ("flowers",)),
    ("plant", "plant", ("greenery",)),
    ("landscape", "landscape", ("landscape",)),
    ("nature", "landscape", ("landscape",)),
    ("mountain", "landscape", ("mountains", "landscape")),
    ("sea", "landscape", ("water",)),
    ("lake", "landscape", ("water", "landscape")),
    ("beach", "landscape", ("water",)),
    ("architecture", "urban", ("buildings",)),
    ("building", "urban", ("buildings",)),
    ("city", "urban", ("buildings",)),
    ("street", "urban", ("street",)),
    ("aircraft", "vehicle", ("vehicles",)),
    ("vehicle", "vehicle", ("vehicles",)),
    ("interior", "interior", ("interior",)),
    ("objects", "other", ("objects",)),
    ("night", "night", ("night",)),
)
# A photo collected for one of these subjects rarely shows the others.
_EXCLUSIVE: Final = {
    "food": ("animals", "mountains", "vehicles", "landscape", "water", "sky", "street", "buildings", "night"),
    "animals": ("food", "vehicles", "buildings", "street", "interior"),
    "flowers": ("food", "people", "vehicles", "buildings", "street", "interior", "water", "mountains", "night"),
    "people": ("food", "flowers", "animals"),
    "landscape": ("food", "interior", "objects", "animals"),
    "vehicles": ("food", "animals", "flowers", "interior"),
    "interior": ("animals", "mountains", "water", "landscape", "vehicles", "sky"),
}


def read(labels: str, own: str = "") -> Truth:
    """Truth from the labels column ("subject; more words") and from our own words for the photo ("night sky !people").

    Our own words name a scene as scene:NAME, and content as a word that is there or, after "!", is not.
    """
    subject, _, rest = labels.lower().partition(";")
    scenes = [scene for word, scene, _ in _RULES if word in subject]
    # A subject that lists several ("people/landscape") does not tell which scene the photo is.
    scene = SCENES.index(scenes[0]) if len(set(scenes)) == 1 else None
    content: dict[int, bool] = {}
    if len(set(scenes)) == 1:
        for word, _, proves in _RULES:
            if word in subject or (word in rest and scenes[0] != "food"):
                content.update((CONTENT.index(c), True) for c in proves)
        proven = [CONTENT[i] for i, there in content.items() if there]
        for word in proven:
            for absent in _EXCLUSIVE.get(word, ()):
                content.setdefault(CONTENT.index(absent), False)
    for word in own.split():
        if word.startswith("scene:"):
            scene = SCENES.index(word.removeprefix("scene:"))
        else:
            content[CONTENT.index(word.removeprefix("!"))] = not word.startswith("!")
    return Truth(scene, content)
