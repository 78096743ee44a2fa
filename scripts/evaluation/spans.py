"""Detection on the sets that are for evaluation only: CONFIDE's client sentences, WNUT-17, GUM, our labelled passages.

    python -m scripts.evaluation.spans confide PATH/pii-eval.jsonl
    python -m scripts.evaluation.spans passages PATH/passages.jsonl
    python -m scripts.evaluation.spans wnut PATH/emerging.test.annotated
    python -m scripts.evaluation.spans gum PATH/coref/gum/tsv

Each is read once, for docs/evaluation/tagger.md. A label counts as found when our marks cover at least half of
its letters. Intervals: 95 % bootstrap over texts, 2,000 draws, seed 7.
"""

from __future__ import annotations

import json
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.composition import build_pipeline, draft_of, open_tagger
from assistant.detect.tagged import BARELY, BESIDE, LEANS, STANDS, TELLS
from assistant.domain.changes import Voice
from assistant.pipeline import Options

Counts = dict[str, list[int]]

CONFIDE = {
    "private_person": {"person-name", "handle", "declared-pseudonym"},
    "private_date": {"date", "recency", "time", "age"},
    "private_email": {"contact"},
    "private_phone": {"contact"},
    "private_url": {"contact", "handle"},
    "private_address": {"address", "place"},
    "account_number": {"record-number", "contact"},
    "secret": {"record-number", "contact"},
}
"""Which of our kinds answer to a type of CONFIDE's."""


NO_SPANS = frozenset({TELLS, BESIDE, BARELY, STANDS, LEANS})
"""What the tagger says of whole sentences and texts (`domain.ports.Tag`)."""


def covered(start: int, end: int, marks: Sequence[tuple[int, int]]) -> float:
    """Share of the characters from `start` to `end` that lie in a mark."""
    inside = [any(s <= i < e for s, e in marks) for i in range(start, end)]
    return sum(inside) / max(1, len(inside))


def details(pipeline: Any, text: str, voice: Voice) -> list[tuple[int, int, str]]:
    """Every place of every detail, whoever it is about."""
    analysis = pipeline.check(draft_of(text, "text"), Options(voice=voice, case=True))
    return [(s.start, s.end, d.kind.value) for d in analysis.details for s in d.spans]


def confide(path: Path) -> None:
    """Recall on CONFIDE's labels, and precision of our marks of the same types."""
    pipeline = build_pipeline()
    wanted = set().union(*CONFIDE.values())
    rows: list[Counts] = []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        found = details(pipeline, row["text"], Voice.CLIENT)
        places = [(s, e) for s, e, _ in found]
        counts: Counts = defaultdict(lambda: [0, 0])
        for span in row["spans"]:
            hit = covered(span["start"], span["end"], places) >= 0.5
            counts["recall"][0] += hit
            counts["recall"][1] += 1
            counts[f"recall {span['type']}"][0] += hit
            counts[f"recall {span['type']}"][1] += 1
        labels = [(s["start"], s["end"]) for s in row["spans"]]
        for start, end, kind in found:
            if kind in wanted:
                counts["precision"][0] += covered(start, end, labels) >= 0.5
                counts["precision"][1] += 1
        rows.append(counts)
    report(rows)


def passages(path: Path) -> None:
    """Recall by directness on the labelled clinical passages; precision is a lower bound."""
    pipeline = build_pipeline()
    rows: list[Counts] = []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        found = details(pipeline, row["text"], Voice.AUTHOR)
        places = [(s, e) for s, e, _ in found]
        counts: Counts = defaultdict(lambda: [0, 0])
        for label in row["details"]:
            hit = covered(label["start"], label["end"], places) >= 0.5
            for name in (f"recall {label['directness']}", f"recall {label['kind']}"):
                counts[name][0] += hit
                counts[name][1] += 1
            if label["directness"] != "direct":
                counts["recall others"][0] += hit
                counts["recall others"][1] += 1
        labels = [(d["start"], d["end"]) for d in row["details"]]
        for start, end, _ in found:
            counts["precision"][0] += covered(start, end, labels) >= 0.5
            counts["precision"][1] += 1
        rows.append(counts)
    report(rows)


def wnut(path: Path) -> None:
    """Recall of WNUT-17's entities by the tagger's marks of any kind, by type; persons by marks of names alone."""
    from scripts.train.tagger.sources import _sentences

    tagger = open_tagger()
    assert tagger is not None
    types = {t: t for t in ("person", "location", "corporation", "group", "product", "creative-work")}
    sentences = list(_sentences(path, types))
    rows: list[Counts] = []
    for (_, spans), tags in zip(sentences, tagger.tag([t for t, _ in sentences]), strict=True):
        assert tags is not None
        counts: Counts = defaultdict(lambda: [0, 0])
        tags = [t for t in tags if t.kind not in NO_SPANS]
        names = [(t.start, t.end) for t in tags if t.kind in ("person-name", "handle")]
        people = [(s, e) for s, e, o in spans if o == "person"]
        for start, end, output in spans:
            marks = names if output == "person" else [(t.start, t.end) for t in tags]
            counts[f"recall {output}"][0] += covered(start, end, marks) >= 0.5
            counts[f"recall {output}"][1] += 1
        for start, end in names:
            counts["precision of names"][0] += covered(start, end, people) >= 0.5
            counts["precision of names"][1] += 1
        rows.append(counts)
    report(rows)


def gum(folder: Path) -> None:
    """Recall of names in a tenth of GUM's documents by the tagger's marks of any kind, by type of entity.

    GUM marks every mention; those count here that are written with capitals from end to end (but for "of", "the",
    "and") and hold no smaller mention that is.
    """
    tagger = open_tagger()
    assert tagger is not None
    rows: list[Counts] = []
    documents = [p for p in sorted(folder.glob("*.tsv")) if zlib.crc32(p.stem.encode()) % 10 == 0]
    print(len(documents), "documents")
    for path in documents:
        counts: Counts = defaultdict(lambda: [0, 0])
        sentences = list(_mentions(path))
        for (_, mentions), tags in zip(sentences, tagger.tag([t for t, _ in sentences]), strict=True):
            marks = [(t.start, t.end) for t in tags or () if t.kind not in NO_SPANS]
            for start, end, kind in mentions:
                counts[f"recall {kind}"][0] += covered(start, end, marks) >= 0.5
                counts[f"recall {kind}"][1] += 1
        rows.append(counts)
    report(rows)


def _mentions(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Sentences of a WebAnno file with their named mentions, in characters of the sentence."""
    for block in path.read_text(encoding="utf-8").split("#Text=")[1:]:
        lines = block.splitlines()
        spans: dict[str, list[Any]] = {}
        first = -1
        for fields in (line.split("\t") for line in lines[1:] if "\t" in line):
            start, end = (int(n) for n in fields[1].split("-"))
            first = start if first < 0 else first
            for entity in fields[3].split("|") if fields[3] != "_" else ():
                kind, _, number = entity.rstrip("]").partition("[")
                span = spans.setdefault(number or fields[0], [start - first, end - first, kind, True])
                span[1] = end - first
                span[3] = span[3] and (fields[2][:1].isupper() or fields[2] in ("of", "the", "and"))
        named = [tuple(s[:3]) for s in spans.values() if s[3] and s[2] in ("person", "place", "organization")]
        yield lines[0], [s for s in named if not any(o != s and s[0] <= o[0] and o[1] <= s[1] for o in named)]


def report(rows: list[Counts]) -> None:
    """Every share with its counts and interval."""
    names = sorted({n for row in rows for n in row})
    rng = random.Random(7)
    draws = [rng.choices(rows, k=len(rows)) for _ in range(2000)]
    for name in names:
        hits, total = (sum(r[name][i] for r in rows if name in r) for i in (0, 1))
        shares = sorted(ratio(draw, name) for draw in draws)
        print(f"{name}: {hits / max(1, total):.3f} ({hits}/{total}) [{shares[50]:.3f}–{shares[1949]:.3f}]")


def ratio(rows: list[Counts], name: str) -> float:
    """Hits over labels in a draw."""
    hits, total = (sum(r[name][i] for r in rows if name in r) for i in (0, 1))
    return hits / total if total else 1.0


if __name__ == "__main__":
    {"confide": confide, "passages": passages, "wnut": wnut, "gum": gum}[sys.argv[1]](Path(sys.argv[2]))
