"""Our own labelled texts as samples: drafts with labels, stories with details, passages of clinical conversations.

Each is read in the stretches in which the product reads it. Nothing here is needed to run discreet.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
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
    """A labelled detail of a text: its characters, its kind, and of some events what happened in general."""

    start: int
    end: int
    kind: str
    structure: str = ""


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
    """The labelled drafts of `folder`, of tests/drafts."""
    standing_in = standing()
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        source = next(p for s in (".md", ".txt") if (p := path.with_suffix(s)).exists())
        text = source.read_text(encoding="utf-8")
        details = tuple(
            Mark(s, e, d["kind"], d.get("structure", ""))
            for d in label["details"]
            for s, e in places(text, d["text"], d["kind"])
        )
        everything = [(0, len(text))] if label["benign"] else None
        stands = standing_in.get(f"{folder.name}/{path.stem}", everything)
        form = "markdown" if source.suffix == ".md" else "text"
        whole = None if stands is None else tuple(stands)
        yield from samples(Labelled(path.stem, text, form, details, label["benign"], whole))


def stories(folder: Path = DETAILS) -> Iterator[Sample]:
    """The drafts that were written for the sifter, with the details that `details/*.txt` label; all tell of a case."""
    found = {name: marked for path in sorted(folder.glob("*.txt")) for name, marked in clinical.labels(path).items()}
    for story in sifted.stories():
        name = story.name.rpartition("/")[2]
        if name in found:
            stands = tuple((s, e) for s, e, alone in story.sentences if alone)
            details = tuple(marks(story.text, found[name]))
            yield from samples(Labelled(name, story.text, "markdown", details, stands=stands))


def harmless() -> Iterator[Sample]:
    """The drafts that were written to tempt, in stretches: nothing in them is a case's. Kinds are left open."""
    known = frozenset({CASE, TELLS, STANDS})
    for name, text in harmless_texts():
        for start, end in together(text):
            yield Sample(text[start:end], ((0, end - start, STANDS),), known, group=name)


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
    text = whole.text
    seen = [
        (f.span.start, f.span.end)
        for passage in draft_of(text, whole.form).passages
        if passage.text.strip()
        for f in find(View(passage, ()))
    ]
    read = list(together(text))
    if zlib.crc32(whole.name.encode()) % 2 == 0:  # what stands alone in a screen, or in a table
        read += [piece for piece in pieces(text) if piece not in read]
    for start, end in read:
        inside = [m for m in whole.marks if m.start >= start and m.end <= end]
        known = frozenset(KINDS) | {CASE}
        if whole.benign or inside:  # what a case draft says without telling of the case is left open
            known |= {TELLS}
        spans: list[tuple[int, int, str]] = []
        for mark in inside:
            kind = "person-name" if mark.kind == "declared-pseudonym" else mark.kind
            outputs = [kind] if kind in KINDS else []
            outputs += [f"structure:{mark.structure}"] if mark.structure else []
            spans += [(mark.start - start, mark.end - start, output) for output in (*outputs, CASE)]
        if whole.stands is not None:
            known |= {STANDS}
            alone = [(max(s, start) - start, min(e, end) - start, STANDS) for s, e in whole.stands]
            spans += [(s, e, name) for s, e, name in alone if s < e]
        if TELLS in known and not whole.benign:
            spans.append((0, end - start, TELLS))
        unsure = tuple((s - start, e - start) for s, e in seen if s < end and e > start)
        yield Sample(text[start:end], tuple(spans), known, unsure, group=whole.name)
