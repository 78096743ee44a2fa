"""What fewer bits cost: the shipped tagger against the trained weights in 32 bits, on drafts that training left out.

    python -m scripts.evaluation.quantised SAMPLES.jsonl SHIPPED.gguf WHOLE.gguf [--hold-out 0/5] [--every 10]

WHOLE is the same checkpoint, exported with `--format f32`. F1 over words and our kinds, at the shipped thresholds.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from assistant.engine.encoder import Encoder
from scripts.train.tagger.labels import INDEX, KINDS
from scripts.train.tagger.sample import held_out
from scripts.train.tagger.thresholds import scored


def f1(rows: list[dict[str, Any]], encoder: Encoder, thresholds: dict[str, float]) -> float:
    """Micro-averaged over tokens and kinds."""
    hits = said = labelled = 0
    for row in rows:
        tokens, scores = scored(encoder, row["text"])
        for kind in KINDS:
            gold = np.zeros(len(tokens), bool)
            for start, end, name in row["spans"]:
                if name == kind:
                    gold |= np.array([t.start < end and t.end > start for t in tokens], bool)
            marked = scores[:, INDEX[kind]] >= thresholds[kind]
            hits, said, labelled = hits + (gold & marked).sum(), said + marked.sum(), labelled + gold.sum()
    return float(2 * hits / max(1, said + labelled))


def main() -> None:
    """Both figures and their difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path)
    parser.add_argument("shipped")
    parser.add_argument("whole")
    parser.add_argument("--hold-out", default="0/5")
    parser.add_argument("--every", type=int, default=1, help="of so many stretches one")
    arguments = parser.parse_args()
    number, of = (int(n) for n in arguments.hold_out.split("/"))
    rows = [json.loads(line) for line in arguments.samples.open(encoding="utf-8")]
    rows = [row for row in rows if row["source"] in ("drafts", "stories") and held_out(row, (number, of))]
    rows = rows[:: arguments.every]
    encoders = [Encoder(path, 1, lambda: False) for path in (arguments.shipped, arguments.whole)]
    outputs = encoders[0].head.outputs
    thresholds = dict(zip(outputs, json.loads(encoders[0].about("discreet.tagger.thresholds")), strict=True))
    shipped, whole = (f1(rows, encoder, thresholds) for encoder in encoders)
    print(f"{len(rows)} texts: F1 {shipped:.4f} as shipped, {whole:.4f} in 32 bits; difference {shipped - whole:+.4f}")


if __name__ == "__main__":
    main()
