"""Chooses from which score on each output marks, on the groups that training left out. A minute on 2 cores.

    python -m scripts.train.tagger.thresholds SAMPLES.jsonl MODEL.gguf OUT.json --hold-out 0/5

Our kinds: the score up to 0.25 that gives the best F1 over words, where at least twenty words of the kind were left
out; what happened and what was said up to 0.18, kinds that give somebody away at once from 0.2. (F1 alone would choose
.3 to .6; of the flags on cases hardly more lie beside every label with the lower ones, and the tagger's word on the
whole keeps harmless drafts quiet: docs/evaluation/detection.md.) Court
outputs: chosen by hand on the eleven court documents that training left out (`COURT_THRESHOLDS`), so that nine in ten
marked letters lie in an annotation; words that hardly identify anybody are left out altogether.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from assistant.engine.encoder import Encoder, windows
from scripts.train.tagger.labels import INDEX, KINDS, OUTPUTS
from scripts.train.tagger.sample import held_out

BETA = 1.0
LEAST_WORDS = 20
GIVING_AWAY = ("person-name", "contact", "record-number", "handle", "address")
DIRECT = 0.2
BOUNDS = dict.fromkeys(("event", "speech", "moment"), (0.12, 0.18))
OTHERS, FEW = (0.15, 0.25), 0.25
COURT_THRESHOLDS = {
    "court:PERSON": 0.15, "court:CODE": 0.2, "court:LOC": 0.15, "court:ORG": 0.4, "court:DEM": 0.2,
    "court:DATETIME": 0.3, "court:QUANTITY": 0.3, "court:MISC": 0.3, "court:mask": 0.03,
}  # fmt: skip
GRID = np.arange(0.06, 0.96, 0.02)


def scored(encoder: Encoder, text: str) -> tuple[list[Any], Any]:
    """Tokens of `text` and the scores of every output for each."""
    tokens = encoder.tokens(text)
    parts = windows(text, tokens)
    logits = np.concatenate([encoder.logits(part) for part in parts]) if parts else np.zeros((0, len(OUTPUTS)))
    return tokens, 1 / (1 + np.exp(-logits.astype(np.float64)))


def choose(rows: list[dict[str, Any]], encoder: Encoder) -> dict[str, float]:
    """A threshold per output."""
    gold: dict[str, list[Any]] = defaultdict(list)
    sure: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        tokens, scores = scored(encoder, row["text"])
        inside = np.zeros((len(tokens), len(OUTPUTS)), bool)
        taught = np.ones(len(tokens), bool)
        for start, end in row["unsure"]:
            taught &= np.array([not (t.start < end and t.end > start) for t in tokens], bool)
        for start, end, name in row["spans"]:
            touched = np.array([t.start < end and t.end > start for t in tokens], bool)
            inside[touched, INDEX[name]] = True
            taught |= touched
        for kind in set(KINDS).intersection(row["known"]):
            gold[kind].append(inside[taught, INDEX[kind]])
            sure[kind].append(scores[taught, INDEX[kind]])
    found = {
        kind: best(np.concatenate(gold[kind]), np.concatenate(sure[kind]), *BOUNDS.get(kind, OTHERS)) for kind in KINDS
    }
    found |= {kind: min(found[kind], DIRECT) for kind in GIVING_AWAY}
    return found | COURT_THRESHOLDS


def best(gold: Any, sure: Any, lowest: float, highest: float) -> float:
    """The threshold of the best F-measure between two bounds."""
    if gold.sum() < LEAST_WORDS:
        return FEW
    values = []
    for threshold in GRID:
        said = sure >= threshold
        hits = (said & gold).sum()
        weight = BETA**2
        values.append((1 + weight) * hits / max(1, weight * gold.sum() + said.sum()))
    return round(float(np.clip(GRID[int(np.argmax(values))], lowest, highest)), 3)


def main() -> None:
    """Choose and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold-out", default="0/5")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    number, of = (int(n) for n in arguments.hold_out.split("/"))
    rows = [json.loads(line) for line in arguments.samples.open(encoding="utf-8")]
    encoder = Encoder(str(arguments.model), arguments.threads, lambda: False)
    apart = [r for r in rows if r["source"] in ("drafts", "stories") and held_out(r, (number, of))]
    found = choose(apart, encoder)
    arguments.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
