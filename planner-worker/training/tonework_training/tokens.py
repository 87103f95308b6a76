"""The vocabulary: subwords for what people write, one id for each phrase that the planner itself can write.

0 .. subwords - 1              byte-level BPE of tokenizer.json; every byte is in it, so any request can be read
subwords .. + len(SPECIAL)     modes, sections, retouch tokens, end; not in tokenizer.json: no request holds one
then                           the wording: phrases of the reasoning with their own leading blank
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

MODES = ("auto", "style", "begin")
SECTIONS = ("content", "light", "light.plan", "global", "global.plan", "specific", "specific.plan")
RETOUCH = ("retouch_light", "retouch_global", "retouch_specific")
END = "end"
SPECIAL = (*MODES, *SECTIONS, *RETOUCH, END)
PLAN = "<plan>"  # opens the plan inside any of the last three sections; its id says inside which one
MAX_INSTRUCTION = 40  # tokens; a longer instruction is cut


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    """Byte-level BPE on `texts`, lower-cased, digits on their own."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase(), normalizers.Prepend(" ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        min_frequency=3,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


@dataclass(frozen=True)
class Vocabulary:
    tokenizer: Tokenizer
    wording: tuple[str, ...]

    @property
    def special(self) -> dict[str, int]:
        first = self.tokenizer.get_vocab_size()
        return {name: first + i for i, name in enumerate(SPECIAL)}

    @property
    def first_phrase(self) -> int:
        return self.tokenizer.get_vocab_size() + len(SPECIAL)

    def __len__(self) -> int:
        return self.first_phrase + len(self.wording)

    def instruction(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids[:MAX_INSTRUCTION]

    def prompt(self, instruction: str | None) -> tuple[list[int], list[int]]:
        """Ids before and behind the image tokens."""
        special = self.special
        if instruction is None:
            return [special["auto"]], [special["begin"]]
        return [special["style"]], [*self.instruction(instruction), special["begin"]]

    def reasoning(self, phrases: Sequence[str]) -> list[int]:
        """Ids of a path of phrases, section names such as <light> included, with the retouch tokens and the end."""
        special, index = self.special, {phrase: i for i, phrase in enumerate(self.wording)}
        section, ids = "", []
        for phrase in phrases:
            if phrase.startswith("<"):
                section = f"{section}.plan" if phrase == PLAN else phrase[1:-1]
                ids.append(special[section])
            else:
                ids.append(self.first_phrase + index[phrase])
        return [*ids, *(special[name] for name in (*RETOUCH, END))]

    def text(self, ids: Iterable[int]) -> str:
        """What generated ids say; specials say nothing."""
        return "".join(self.wording[i - self.first_phrase] for i in ids if i >= self.first_phrase)
