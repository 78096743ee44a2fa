"""Spans that the rules find in the Text Anonymization Benchmark, for the scorer that goes with it.

Usage: python benchmarks/tab.py GOLD.jsonl.gz PREDICTED.json
Then: score_spans.py GOLD.jsonl.gz PREDICTED.json --each-type

Court prose, not the register of discreet's users, and everyone in it counts: what a rule sees is taken as it is,
without deciding whether a passage tells of a case. Speech, moments, events and exempting statements are left out,
since the benchmark has no such kinds.
"""

from __future__ import annotations

import gzip
import json
import sys

from assistant.composition import draft_of
from assistant.detect.merge import resolved
from assistant.detect.registry import find
from assistant.detect.view import View
from assistant.domain.details import EXEMPTING, Kind

LEFT_OUT = EXEMPTING | {Kind.SPEECH, Kind.MOMENT, Kind.EVENT, Kind.SEQUENCE}


def main(gold: str, target: str) -> None:
    predicted: dict[str, list[tuple[int, int, str]]] = {}
    with gzip.open(gold, "rt", encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            draft = draft_of(document["text"], "text")
            spans = predicted[document["doc_id"]] = []
            for passage in draft.passages:
                findings = [f for f in find(View(passage)) if f.kind not in LEFT_OUT]
                spans += [(f.span.start, f.span.end, f.kind.value) for f in resolved(findings)]
    with open(target, "w", encoding="utf-8") as file:
        json.dump(predicted, file)


if __name__ == "__main__":
    main(*sys.argv[1:3])
