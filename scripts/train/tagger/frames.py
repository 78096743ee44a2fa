"""The generator: frames with slots become invented passages whose labels are known because they were put there.

A frame is one line: `{SLOT}` is filled from the word lists, `[kind|words]` is written out, a tilde after the bracket
marks facts that are not the case's (the author's, a theorist's, people's in general), `\\n` is a line break.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from scripts.train.tagger.labels import CASE, KINDS, TELLS
from scripts.train.tagger.sample import Sample
from scripts.train.tagger.slots import Slots

_PART = re.compile(r"\{(~?)([A-Z_]+)\}|\[(~?)([a-z-]+)\||\]")


def read(folder: Path) -> list[str]:
    """All frames below a folder, in the order of their files."""
    lines = [line.strip() for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("# SOURCE")]


def fill(frame: str, slots: Slots, rng: random.Random, group: str) -> Sample:
    """One passage made from `frame`. Raises ValueError for a slot or kind that doesn't exist."""
    text, spans, position = "", [], 0
    open_: list[tuple[int, str, bool]] = []
    slots.begin_passage()
    for part in _PART.finditer(frame):
        text += _loose(frame[position : part.start()])
        position = part.end()
        if part.group(2):
            other = bool(part.group(1))
            kind, words = slots.fill(_named(part.group(2), other, rng), rng, other)
            start = len(text)
            text += words
            spans.append((start, len(text), kind))
            if not part.group(1) and not (open_ and open_[-1][2]):
                spans.append((start, len(text), CASE))
        elif part.group(4):
            if part.group(4) not in KINDS:
                raise ValueError(f"{group}: no kind {part.group(4)}")
            open_.append((len(text), part.group(4), bool(part.group(3))))
        elif open_:
            start, kind, other = open_.pop()
            spans.append((start, len(text), kind))
            if not other:
                spans.append((start, len(text), CASE))
        else:
            text += "]"
    text += _loose(frame[position:])
    if any(output == CASE for _, _, output in spans):
        spans.append((0, len(text), TELLS))
    return Sample(text, tuple(spans), frozenset(KINDS) | {CASE, TELLS}, group=group)


def _named(slot: str, other: bool, rng: random.Random) -> str:
    """The slot, or now and then another form of name: a client may stand there in full, a colleague by first name."""
    if rng.random() < 0.2:
        return {("FIRST", False): "FULL", ("FULL", True): "FIRST"}.get((slot, other), slot)
    return slot


def _loose(words: str) -> str:
    return words.replace("\\n", "\n")


def roughened(sample: Sample, rng: random.Random) -> Sample:
    """The passage as people also type: all in lower case, curly quotes, a word misspelt. Lengths stay."""
    text = sample.text
    draw = rng.random()
    if draw < 0.12:
        text = text.lower() if len(text.lower()) == len(text) else text
    elif draw < 0.16:
        text = text.upper() if len(text.upper()) == len(text) else text
    if rng.random() < 0.3:
        text = text.replace("'", "’")
    if rng.random() < 0.06:
        text = _misspelt(text, rng)
    return Sample(text, sample.spans, sample.known, sample.unsure, sample.group)


def _misspelt(text: str, rng: random.Random) -> str:
    """Two neighbouring small letters inside one word change places."""
    inner = [m.start() for m in re.finditer(r"(?<=[a-z])[a-z]{2}(?=[a-z])", text)]
    if not inner:
        return text
    at = rng.choice(inner)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
