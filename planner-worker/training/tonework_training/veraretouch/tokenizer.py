"""The checkpoint's tokenizer as one tokenizer.json: byte-level BPE of Qwen2 with the tokens that were added to it."""

import json
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

# Qwen2's split: contractions, words with one leading mark, single digits, punctuation, line ends, spaces.
SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def read(folder: Path) -> Tokenizer:
    """tokenizer.json if the folder has one, else built from vocab.json, merges.txt and added_tokens.json.

    Raises FileNotFoundError naming what is missing.
    """
    ready = folder / "tokenizer.json"
    if ready.exists():
        return Tokenizer.from_file(str(ready))
    vocab, merges = folder / "vocab.json", folder / "merges.txt"
    for file in (vocab, merges):
        if not file.exists():
            raise FileNotFoundError(f"{folder} has neither tokenizer.json nor {file.name}")
    lines = merges.read_text(encoding="utf-8").splitlines()
    pairs = [tuple(line.split(" ")) for line in lines if line and not line.startswith("#version")]
    tokenizer = Tokenizer(models.BPE(vocab=json.loads(vocab.read_text(encoding="utf-8")), merges=pairs))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(SPLIT), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    added = folder / "added_tokens.json"
    if added.exists():
        by_id = sorted(json.loads(added.read_text(encoding="utf-8")).items(), key=lambda entry: entry[1])
        for token, expected in by_id:
            tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True)])
            if tokenizer.token_to_id(token) != expected:
                raise ValueError(
                    f"{added}: {token} is said to be {expected} and would be {tokenizer.token_to_id(token)}"
                )
    return tokenizer


def ids_of(tokenizer: Tokenizer, tokens: list[str]) -> dict[str, int]:
    """Token -> id; raises ValueError naming the first that the tokenizer does not know as one token."""
    ids = {}
    for token in tokens:
        number = tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(f"the tokenizer has no token {token}; this is not a VeraRetouch checkpoint")
        ids[token] = number
    return ids
