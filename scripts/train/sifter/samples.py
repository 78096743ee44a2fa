"""What the sifter learns from: drafts with, sentence by sentence, whether each would stand without the case.

Three sources, all invented: the case drafts of tests/drafts with the labels of `scripts/train/tagger/stands.tsv`, the
harmless ones, in which everything stands, and `stories/*.txt`, written for this alone (README.md). Needs nothing but
the product.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from assistant.composition import draft_of
from scripts.train.tagger.sources import harmless_texts, standing
from scripts.train.writer.retold import is_held_out

HERE = Path(__file__).parent
DRAFTS = HERE.parents[2] / "tests" / "drafts"
GOING, SPARED = (0.3, 1.3), 0.04
"""Between which shares of the case's sentences go then (from 1 on, all), and the share of the others that do."""


class Numbered(Protocol):
    """Something with the numbers of its tokens."""

    @property
    def numbers(self) -> list[int]: ...


AnyNumbered = TypeVar("AnyNumbered", bound=Numbered)


@dataclass(frozen=True, slots=True)
class Sample:
    """A draft and its sentences: the characters of each and whether it stands."""

    name: str
    text: str
    sentences: tuple[tuple[int, int, bool], ...]
    benign: bool = False


def held_out(sample: Sample, fold: tuple[int, int] | None) -> bool:
    """Whether a draft is in the fold that is left out, as for the tagger: by the checksum of its own name."""
    return fold is not None and is_held_out(sample.name, *fold)


def drafts(folder: Path = DRAFTS) -> Iterator[Sample]:
    """The drafts of `folder` whose sentences are known: those with labels and the harmless ones."""
    stands = standing()
    for about in sorted(folder.glob("*/*.json")):
        name = f"{about.parent.name}/{about.stem}"
        benign = bool(json.loads(about.read_text(encoding="utf-8"))["benign"])
        if not benign and name not in stands:
            continue
        source = next(p for s in (".md", ".txt") if (p := about.with_suffix(s)).exists())
        draft = draft_of(source.read_text(encoding="utf-8"), "markdown" if source.suffix == ".md" else "text")
        sentences = tuple(
            (p.span.start, p.span.start + len(p.text.rstrip()),
             benign or any(a < p.span.end and p.span.start < b for a, b in stands[name]))
            for p in draft.passages
            if p.text.strip()
        )  # fmt: skip
        yield Sample(name, draft.text, sentences, benign)


def stories(folder: Path = HERE / "stories") -> Iterator[Sample]:
    """Drafts with "+ " before each sentence that stands, "- " before the others, and "## name" above each."""
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n## "):
            head, _, body = block.removeprefix("## ").partition("\n")
            yield _story(head.split(" ")[0], body.strip("\n"))


def harmless() -> Iterator[Sample]:
    """The drafts without a case that were written for the tagger: everything in them stands."""
    for name, text in harmless_texts():
        draft = draft_of(text, "markdown")
        found = ((p.span.start, p.span.start + len(p.text.rstrip()), True) for p in draft.passages if p.text.strip())
        yield Sample(f"harmless/{name}", draft.text, tuple(found), True)


def _story(name: str, body: str) -> Sample:
    text, sentences = "", []
    for paragraph in body.split("\n\n"):
        text += "\n\n" if text else ""
        heading = False
        for number, line in enumerate(filter(None, paragraph.split("\n"))):
            mark, words = line[:2], line[2:].strip()
            own_line = heading or words.startswith(("#", "* ", "- "))
            text += ("\n" if own_line else " ") if number else ""
            sentences.append((len(text), len(text) + len(words), mark == "+ "))
            text += words
            heading = words.startswith("#")
    return Sample(f"stories/{name}", text, tuple(sentences))


def batches(windows: Sequence[AnyNumbered], most: int, rng: random.Random) -> list[list[AnyNumbered]]:
    """Windows of like length together, `most` tokens with their padding, in random order."""
    made: list[list[AnyNumbered]] = [[]]
    for window in sorted(windows, key=lambda w: len(w.numbers) + rng.random() * 30):
        if made[-1] and len(window.numbers) * (len(made[-1]) + 1) > most:
            made.append([])
        made[-1].append(window)
    rng.shuffle(made)
    return made


def thinned(sample: Sample, rng: random.Random) -> Sample | None:
    """A draft from which some or all of the case's sentences went already, and a few others; None where little is left.

    What is left of the case makes no more sense than before, and shows it more plainly: the product reads its own
    results again.
    """
    going = rng.uniform(*GOING)
    text, sentences, joint, last = "", [], "", 0
    for start, end, stands in sample.sentences:
        between = sample.text[last:start] if last else ""
        joint = between if between.count("\n") >= joint.count("\n") else joint
        last = end
        if rng.random() < (SPARED if stands else going):
            continue
        text += joint if text else ""
        sentences.append((len(text), len(text) + end - start, stands))
        text, joint = text + sample.text[start:end], ""
    return Sample(sample.name, text, tuple(sentences)) if len(sentences) > 1 else None
