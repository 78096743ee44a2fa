"""Gathers what the tagger learns from into one file of samples (JSON lines). Half a minute on 2 cores.

    python -m scripts.train.tagger.prepare RAW OUT.jsonl [--fills 10] [--seed 7]

RAW is the folder where the archives of the data sets were unpacked. Our frames and labelled drafts lie in this
repository. `tab-dev`, `confide-en`, WNUT-17's test and `tests/drafts/held_out*` are for evaluation: never read here.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from scripts.train.tagger import drafts, frames, sources
from scripts.train.tagger.labels import TELLS
from scripts.train.tagger.sample import Sample
from scripts.train.tagger.slots import Slots

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
NEWS = {"PER": "news:PER", "LOC": "news:LOC", "ORG": "news:ORG", "MISC": "news:MISC"}
EMERGING = {
    "person": "news:PER", "location": "news:LOC", "corporation": "news:ORG", "group": "news:ORG",
    "product": "news:MISC", "creative-work": "news:MISC",
}  # fmt: skip
TUNING = (
    "tuning", "further", "further2", "further3", "further4", "further5",
    "spent1", "spent2", "spent3", "spent4", "spent5", "spent6", "spent7", "spent8", "spent9",
    "spent10", "spent11", "spent12", "spent13", "spent14", "spent15", "spent16",
)  # fmt: skip


def synthetic(fills: int, rng: random.Random) -> Iterator[Sample]:
    """Every frame `fills` times."""
    slots = Slots()
    for number, frame in enumerate(frames.read(HERE / "frames")):
        for _ in range(fills):
            yield frames.roughened(frames.fill(frame, slots, rng, f"frame:{number}"), rng)


def everything(raw: Path, fills: int, seed: int) -> dict[str, list[Sample]]:
    """Samples by source."""
    rng = random.Random(seed)
    plain = frozenset(sources.NEWS_KNOWN)
    wikigold = next((raw / "ner-wikigold/CONLL-format/data").glob("*.txt"))
    tweets = [
        s
        for name in "abefgh"
        for s in sources.conll(raw / f"ner-btc/CONLL-format/data/{name}.conll", NEWS, plain - {"news:MISC"}, rng)
    ]
    return {
        "court": list(sources.court(raw / "tab-train.jsonl")),
        "frames": list(synthetic(fills, rng)),
        "drafts": [s for f in TUNING for s in drafts.drafts(ROOT / "tests/drafts" / f)],
        "stories": list(drafts.stories()),
        "whole": list(drafts.wholes([ROOT / "tests/drafts" / f for f in TUNING])),
        "harmless": list(drafts.harmless()),
        "clinical": list(drafts.passages(raw)),
        "wikigold": list(sources.conll(wikigold, NEWS, plain | {TELLS}, rng)),
        "emerging": [
            s
            for name in ("wnut17train.conll", "emerging.dev.conll")
            for s in sources.conll(raw / "ner-wnut17" / name, EMERGING, plain, rng)
        ],
        "tweets": rng.sample(tweets, 1400),
        "expository": [
            *sources.expository(raw / "lm-openstax/text", 2500, rng),
            *sources.expository(raw / "lm-medquad", 600, rng),
            *sources.expository(raw / "lm-gov-18f", 600, rng),
        ],
    }


def main() -> None:
    """Write the samples of every source, each with its source's name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    with arguments.out.open("w", encoding="utf-8") as file:
        for source, samples in everything(arguments.raw, arguments.fills, arguments.seed).items():
            print(source, len(samples), "samples,", sum(len(s.text) for s in samples), "characters")
            for sample in samples:
                row = asdict(sample) | {"known": sorted(sample.known), "source": source}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
