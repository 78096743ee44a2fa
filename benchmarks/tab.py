"""Spans that discreet finds in the Text Anonymization Benchmark, for the scorer that goes with it.

Usage: python benchmarks/tab.py GOLD.jsonl[.gz] PREDICTED.json [--rules-only | --tagger-only]
Then: score_spans.py GOLD.jsonl.gz PREDICTED.json --each-type

Court prose, not the register of discreet's users, and everyone in it counts: what a rule or the tagger sees is taken
as it is, without deciding whether a passage tells of a case. Speech, moments, events and exempting statements are left
out, since the benchmark has no such kinds. Beside the tagger only those rules speak whose marks lie inside annotated
words nine times in ten on the training documents (`PRECISE`).
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from assistant.composition import draft_of, open_tagger
from assistant.detect.merge import resolved
from assistant.detect.registry import find
from assistant.detect.view import View
from assistant.domain.details import EXEMPTING, Kind

LEFT_OUT = EXEMPTING | {Kind.SPEECH, Kind.MOMENT, Kind.EVENT, Kind.SEQUENCE}
PRECISE = frozenset(
    {Kind.PERSON_NAME, Kind.CONTACT, Kind.RECORD_NUMBER, Kind.ADDRESS, Kind.PLACE, Kind.AGE, Kind.DATE}
    | {Kind.NATIONALITY, Kind.ETHNICITY, Kind.RELIGION, Kind.MONEY}
)
"""Kinds whose rules add to the tagger on court prose."""

Spans = list[tuple[int, int, str]]


def by_rules(text: str, kinds: frozenset[Kind] | None = None) -> Spans:
    """What the rules see; all kinds but episodes, or these alone."""
    found: Spans = []
    for passage in draft_of(text, "text").passages:
        findings = [f for f in find(View(passage)) if f.kind not in LEFT_OUT]
        found += [(f.span.start, f.span.end, f.kind.value) for f in resolved(findings)]
    return [f for f in found if kinds is None or Kind(f[2]) in kinds]


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Lines of the text with their offsets: the benchmark keeps a paragraph on one."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start, line))
        start += len(line)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--rules-only", action="store_true")
    parser.add_argument("--tagger-only", action="store_true")
    chosen = parser.parse_args()
    tagger = None if chosen.rules_only else open_tagger()
    if tagger is None and not chosen.rules_only:
        raise SystemExit("The tagger's file is not here.")
    predicted: dict[str, Spans] = {}
    with (gzip.open if chosen.gold.suffix == ".gz" else open)(chosen.gold, "rt", encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            text = document["text"]
            spans = predicted[document["doc_id"]] = []
            if not chosen.tagger_only:
                spans += by_rules(text, None if tagger is None else PRECISE)
            if tagger is None:
                continue
            parts = paragraphs(text)
            for (start, _), tags in zip(parts, tagger.tag([p for _, p in parts]), strict=True):
                if tags is None:
                    raise SystemExit("The tagger could not read a paragraph.")
                spans += [(start + t.start, start + t.end, t.kind) for t in tags if t.kind.startswith("court:")]
    chosen.target.write_text(json.dumps(predicted), encoding="utf-8")


if __name__ == "__main__":
    main()
