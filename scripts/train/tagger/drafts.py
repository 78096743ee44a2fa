"""Our own labelled texts as samples: drafts with labels, stories with details, passages of clinical conversations.

Each is read in the stretches in which the product reads it, and drafts also whole. Nothing here is needed to run
discreet.
"""

from __future__ import annotations

import itertools
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.composition import draft_of
from assistant.detect.registry import find
from assistant.detect.view import View
from scripts.evaluation import clinical
from scripts.train.sifter import samples as sifted
from scripts.train.tagger.labels import CASE, KINDS, STANDS, TELLS
from scripts.train.tagger.sample import Sample
from scripts.train.tagger.sources import harmless_texts, pieces, standing, together

DETAILS = Path(__file__).with_name("details")
"""Labels of the stories, a file for each of theirs."""
PASSAGES = Path(__file__).with_name("passages.txt")
"""Labels of the passages of `scripts.evaluation.clinical.further`, by number."""
NAMES = ("person-name", "declared-pseudonym", "place", "organisation")
"""Kinds that are marked wherever their words stand; of the others, only the place that was labelled is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled detail of a text: its characters and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with every detail of its case marked, and where known the characters that stand without the case."""

    name: str
    text: str
    form: str
    marks: tuple[Mark, ...]
    benign: bool = False
    stands: tuple[tuple[int, int], ...] | None = None


def drafts(folder: Path) -> Iterator[Sample]:
    """The labelled drafts of `folder`, of tests/drafts, in stretches."""
    for labelled in labelled_drafts(folder):
        yield from samples(labelled)


def labelled_drafts(folder: Path) -> Iterator[Labelled]:
    """The drafts of `folder`, of tests/drafts, with their labels."""
    standing_in = standing()
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        source = next(p for s in (".md", ".txt") if (p := path.with_suffix(s)).exists())
        text = source.read_text(encoding="utf-8")
        details = tuple(Mark(s, e, d["kind"]) for d in label["details"] for s, e in places(text, d["text"], d["kind"]))
        name = f"{folder.name}/{path.stem}"
        stands = standing_in.get(name, [(0, len(text))] if label["benign"] else None)
        form = "markdown" if source.suffix == ".md" else "text"
        yield Labelled(name, text, form, details, label["benign"], None if stands is None else tuple(stands))


def stories(folder: Path = DETAILS) -> Iterator[Sample]:
    """The drafts that were written for the sifter, in stretches."""
    for labelled in labelled_stories(folder):
        yield from samples(labelled)


def labelled_stories(folder: Path = DETAILS) -> Iterator[Labelled]:
    """The drafts that were written for the sifter, with the details that `details/*.txt` label; all tell of a case."""
    found = {name: marked for path in sorted(folder.glob("*.txt")) for name, marked in clinical.labels(path).items()}
    for story in sifted.stories():
        marked = found.get(story.name.rpartition("/")[2])
        if marked is not None:
            stands = tuple((s, e) for s, e, alone in story.sentences if alone)
            yield Labelled(story.name, story.text, "markdown", tuple(marks(story.text, marked)), stands=stands)


def wholes(folders: Iterable[Path]) -> Iterator[Sample]:
    """Drafts of which every sentence is known to stand without the case or not, each as one sample.

    Those of `folders`, the stories and the harmless ones; what details they have is taught with it.
    """
    known = {each.name: each for folder in folders for each in labelled_drafts(folder)}
    known |= {each.name: each for each in labelled_stories()}
    for read in itertools.chain(sifted.drafts(), sifted.stories(), sifted.harmless()):
        labelled = known.get(read.name)
        if labelled is None or labelled.text != read.text:
            told = frozenset() if not read.benign else frozenset({CASE, TELLS})
            sample = Sample(read.text, (), told, group=read.name)
        else:
            sample = _sample(replace(labelled, stands=None), 0, len(read.text), _seen(labelled))
        yield replace(sample, sentences=read.sentences)


def harmless() -> Iterator[Sample]:
    """The drafts that were written to tempt, in stretches: nothing in them is a case's. Kinds are left open."""
    known = frozenset({CASE, TELLS, STANDS})
    for name, text in harmless_texts():
        for start, end in together(text):
            yield Sample(text[start:end], ((0, end - start, STANDS),), known, group=f"harmless/{name}")


def passages(raw: Path, path: Path = PASSAGES) -> Iterator[Sample]:
    """Passages of clinical conversations and notes, drawn from `raw`, with our labels; all tell of a case."""
    found = clinical.labels(path)
    for number, (record, text) in enumerate(clinical.further(raw)):
        if str(number) in found:
            yield from samples(Labelled(record.id, text, "text", tuple(marks(text, found[str(number)]))))


def marks(text: str, labelled: list[tuple[str, str]]) -> Iterator[Mark]:
    """The places in `text` of what was labelled, as `clinical.labels` gives it; none for words that it doesn't hold."""
    for label, words in labelled:
        kind, _, place = label.partition("@")
        found = everywhere(text, words)[int(place) - 1 : int(place)] if place else places(text, words, kind)
        for start, end in found:
            yield Mark(start, end, kind)


def places(text: str, words: str, kind: str) -> list[tuple[int, int]]:
    """Where the labelled words stand: names everywhere, everything else at its first place."""
    found = everywhere(text, words)
    return found if kind in NAMES else found[:1]


def everywhere(text: str, words: str) -> list[tuple[int, int]]:
    """Every place of `words`, as whole words where there is one."""
    pattern = re.compile(r"(?<!\w)" + re.escape(words) + r"(?!\w)")
    return [m.span() for m in pattern.finditer(text)] or [m.span() for m in re.finditer(re.escape(words), text)]


def samples(whole: Labelled) -> Iterator[Sample]:
    """A labelled text in stretches. Facts that only the rules see may be the author's: they teach no kind there."""
    seen = _seen(whole)
    read = list(together(whole.text))
    if zlib.crc32(whole.name.rpartition("/")[2].encode()) % 2 == 0:  # what stands alone in a screen, or in a table
        read += [piece for piece in pieces(whole.text) if piece not in read]
    for start, end in read:
        yield _sample(whole, start, end, seen)


def _seen(whole: Labelled) -> list[tuple[int, int]]:
    """The characters of a text in which the rules see something."""
    passages = draft_of(whole.text, whole.form).passages
    return [(f.span.start, f.span.end) for p in passages if p.text.strip() for f in find(View(p, ()))]


def _sample(whole: Labelled, start: int, end: int, seen: list[tuple[int, int]]) -> Sample:
    """What characters `start` to `end` of a labelled text teach."""
    inside = [m for m in whole.marks if m.start >= start and m.end <= end]
    known = frozenset(KINDS) | {CASE}
    if whole.benign or inside:  # what a case draft says without telling of the case is left open
        known |= {TELLS}
    spans: list[tuple[int, int, str]] = []
    for mark in inside:
        kind = "person-name" if mark.kind == "declared-pseudonym" else mark.kind
        outputs = [kind] if kind in KINDS else []
        spans += [(mark.start - start, mark.end - start, output) for output in (*outputs, CASE)]
    if whole.stands is not None:
        known |= {STANDS}
        alone = [(max(s, start) - start, min(e, end) - start, STANDS) for s, e in whole.stands]
        spans += [(s, e, name) for s, e, name in alone if s < e]
    if TELLS in known and not whole.benign:
        spans.append((0, end - start, TELLS))
    unsure = tuple((s - start, e - start) for s, e in seen if s < end and e > start)
    return Sample(whole.text[start:end], tuple(spans), known, unsure, group=whole.name)
