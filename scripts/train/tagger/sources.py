"""Readers: every data set as samples. Paths are arguments; nothing here is needed to run discreet."""

from __future__ import annotations

import json
import random
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from assistant.detect.stretches import LONGEST, stretches
from scripts.train.tagger.labels import CASE, COURT, NEWS, TELLS
from scripts.train.tagger.sample import Sample

COURT_KNOWN = frozenset(f"court:{t}" for t in COURT) | {"court:mask"}
NEWS_KNOWN = frozenset(f"news:{t}" for t in NEWS)
EPISODES = frozenset({"event", "speech", "moment"})
HARMLESS = Path(__file__).with_name("harmless")
"""Drafts without a case, full of what looks like one: "## name (audience)" above each."""
_PARAGRAPH = re.compile(r"\n\s*\n")


def court(path: Path) -> Iterator[Sample]:
    """The Text Anonymization Benchmark (jsonl), a paragraph a sample; persons teach `person-name` too."""
    for line in path.open(encoding="utf-8"):
        document = json.loads(line)
        text = document["text"]
        whole = zlib.crc32(document["doc_id"].encode()) % 2 == 0
        for start, end in together(text) if whole else pieces(text):
            spans: list[tuple[int, int, str]] = []
            for span in document["spans"]:
                if span["start"] >= start and span["end"] <= end:
                    where = (span["start"] - start, span["end"] - start)
                    spans.append((*where, f"court:{span['type']}"))
                    if span["type"] == "PERSON":
                        spans.append((*where, "person-name"))
                    if span["identifier"] != "NO_MASK":
                        spans.append((*where, "court:mask"))
            yield Sample(text[start:end], tuple(spans), COURT_KNOWN, group=document["doc_id"])


def pieces(text: str, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Paragraphs of `text`, long ones cut at sentence ends; offsets in characters, `longest` too."""
    position = 0
    bounds = [m.span() for m in _PARAGRAPH.finditer(text)] + [(len(text), len(text))]
    for gap_start, gap_end in bounds:
        start = position
        while gap_start - start > longest:
            cut = max(text.rfind(". ", start, start + longest) + 1, text.rfind("\n", start, start + longest) + 1)
            cut = cut if cut > start + 100 else start + longest
            yield start, cut
            start = cut
        if text[start:gap_start].strip():
            yield start, gap_start
        position = gap_end


def together(text: str) -> Iterator[tuple[int, int]]:
    """Pieces in the stretches in which the product reads paragraphs."""
    every = list(pieces(text))
    for places in stretches([end - start for start, end in every]):
        yield every[places[0]][0], every[places[-1]][1]


def conll(path: Path, names: dict[str, str], known: frozenset[str], rng: random.Random) -> Iterator[Sample]:
    """Sentences of a CoNLL file (word, ..., tag), one to four joined a sample; `names` maps its types to outputs."""
    sentences = list(_sentences(path, names))
    position = 0
    while position < len(sentences):
        size = rng.choice((1, 1, 2, 3, 4))
        text, spans = "", []
        for words, found in sentences[position : position + size]:
            shift = len(text) + (1 if text else 0)
            text += (" " if text else "") + words
            spans += [(s + shift, e + shift, o) for s, e, o in found]
        position += size
        yield Sample(text, tuple(spans), known, group=f"{path.name}:{position}")


def _sentences(path: Path, names: dict[str, str]) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    block: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), ""]:
        parts = line.split()
        if len(parts) >= 2 and not line.startswith("-DOCSTART-"):
            block.append((parts[0], parts[-1]))
        elif block:
            yield _joined(block, names)
            block = []


def _joined(block: list[tuple[str, str]], names: dict[str, str]) -> tuple[str, list[tuple[int, int, str]]]:
    """Words joined as people write them, and the entities' characters."""
    text, spans, last = "", [], "O"
    for word, tag in block:
        tight = word in ".,!?;:)]}%'s" or word.startswith(("'", "’", "n't")) or text.endswith(("(", "[", "#", "$"))
        text += "" if not text or tight else " "
        start = len(text)
        text += word
        kind = tag.split("-", 1)[-1] if tag != "O" else "O"
        output = names.get(kind)
        if output:
            if not tag.startswith("B-") and last == kind and spans:
                spans[-1] = (spans[-1][0], len(text), output)
            else:
                spans.append((start, len(text), output))
        last = kind
    return text, spans


STANDING = Path(__file__).with_name("stands.tsv")
"""Which sentences stand without the case, as stands.md says."""


def harmless_texts(folder: Path = HARMLESS) -> Iterator[tuple[str, str]]:
    """Name and text of each draft of `folder`."""
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").removeprefix("## ").split("\n## "):
            head, _, body = block.partition("\n")
            yield head.split(" ")[0], body.strip("\n") + "\n"


def standing(path: Path = STANDING) -> dict[str, list[tuple[int, int]]]:
    """By draft ("folder/name"), the characters of the sentences that stand without the case."""
    found: dict[str, list[tuple[int, int]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        draft, _, ranges = line.partition("\t")
        found[draft] = [(int(s), int(e)) for s, _, e in (r.partition("-") for r in ranges.split())]
    return found


def expository(folder: Path, count: int, rng: random.Random) -> Iterator[Sample]:
    """Paragraphs of textbooks and patient information: nothing in them tells of a case."""
    texts: list[str] = []
    for path in sorted(folder.rglob("*.txt")):
        content = path.read_text(encoding="utf-8", errors="replace")
        size = 400_000
        offset = rng.randrange(max(1, len(content) - size)) if len(content) > size else 0
        part = content[offset : offset + size]
        texts += [p.strip() for p in part.splitlines() if 80 < len(p.strip()) < 700]
    rng.shuffle(texts)
    for number, text in enumerate(texts[:count]):
        yield Sample(text, (), EPISODES | {CASE, TELLS}, group=f"expository:{number}")
