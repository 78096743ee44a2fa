"""Fits the weights of `assistant.pipeline.weighing`, and says what they are worth: four minutes on 2 cores.

    python -m scripts.train.tagger.weighing [--model assistant/models/tagger.gguf] [--part 0/5] [--read FILE.json]

Reads the drafts with a case that the encoder's training left out, as the product does. What is printed of orphans,
needless cuts and drafts all right is said of each fifth by weights that were fitted on the other four; the weights are
fitted on all. `--read` keeps what was read, for another fit.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

import numpy as np

from assistant.domain.ports import Tag
from assistant.engine.encoder import Encoder
from assistant.pipeline.weighing import features, logits
from scripts.train.sifter.samples import Sample, drafts, held_out, stories

PARTS = 5
RIDGE = 1.0
"""How much large weights cost, for values of unit spread."""
SEED = 7
THRESHOLDS = (0.35, 0.4, 0.45, 0.5)


def read(encoder: Encoder, sample: Sample) -> dict[str, Any]:
    """The labels of a draft's sentences, and the two logits of each."""
    marks = tuple(Tag(*mark) for mark in next(iter(encoder.sift([sample.text]))) or ())
    sentences = [(start, end) for start, end, _ in sample.sentences]
    return {
        "name": sample.name,
        "labels": [bool(stands) for *_, stands in sample.sentences],
        "stands": [each or 0.0 for each in logits(marks, sentences, lambda mark: mark.score)],
        "told": [each or 0.0 for each in logits(marks, sentences, lambda mark: mark.case)],
    }


def sure(values: Any) -> Any:
    """Logits as numbers from 0 to 1."""
    return 1 / (1 + np.exp(-values))


def fitted(rows: list[Any], labels: list[Any]) -> Any:
    """Weights and what is added, by Newton's method."""
    x, y = np.vstack(rows), np.concatenate(labels).astype(float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    x = np.hstack(((x - mean) / spread, np.ones((len(x), 1))))
    weights = np.zeros(x.shape[1])
    cost = np.full(x.shape[1], RIDGE)
    cost[-1] = 0.0
    for _ in range(50):
        likely = sure(x @ weights)
        slope = x.T @ (likely - y) + cost * weights
        bend = (x * (likely * (1 - likely))[:, None]).T @ x + np.diag(cost + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ mean)


def counted(said: list[Any], labels: list[Any], threshold: float) -> tuple[int, int, int]:
    """Orphans, needless cuts and drafts in which neither is."""
    orphans = needless = right = 0
    for one, label in zip(said, labels, strict=True):
        stands = one >= threshold
        orphans += int((stands & ~label).sum())
        needless += int((~stands & label).sum())
        right += bool((stands == label).all())
    return orphans, needless, right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="assistant/models/tagger.gguf")
    parser.add_argument("--part", default="0/5", help="what training left out")
    parser.add_argument("--read", type=Path)
    given = parser.parse_args()
    part, parts = map(int, given.part.split("/"))
    if given.read and given.read.exists():
        found = json.loads(given.read.read_text(encoding="utf-8"))
    else:
        encoder = Encoder(given.model, 2, lambda: False)
        samples = [s for s in (*drafts(), *stories()) if not s.benign and held_out(s, (part, parts))]
        found = [read(encoder, sample) for sample in samples]
        if given.read:
            given.read.write_text(json.dumps(found), encoding="utf-8")
    random.Random(SEED).shuffle(found)
    rows = [np.array(features(each["stands"], each["told"])) for each in found]
    labels = [np.array(each["labels"]) for each in found]
    alone = [sure(np.array(each["stands"])) for each in found]
    said: list[Any] = [None] * len(found)
    for k in range(PARTS):
        others = [i for i in range(len(found)) if i % PARTS != k]
        weights = fitted([rows[i] for i in others], [labels[i] for i in others])
        for i in range(k, len(found), PARTS):
            said[i] = sure(rows[i] @ weights[:-1] + weights[-1])
    print(len(found), "drafts,", sum(map(len, labels)), "sentences: orphans, needless cuts, drafts all right")
    for threshold in THRESHOLDS:
        print(threshold, "alone", counted(alone, labels, threshold), "weighed", counted(said, labels, threshold))
    print("WEIGHTS =", tuple(round(float(w), 4) for w in fitted(rows, labels)))


if __name__ == "__main__":
    main()
