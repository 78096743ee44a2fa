"""Measures how well a model tells better from worse, through the product's own engine.

    python -m scripts.evaluation.score_pairs MODEL.gguf PAIRS... [--bare]

PAIRS are files of scripts.train.writer.pairs (.jsonl) or of wordings, good before stilted, with a tab between (.tsv).
Prints by file and family how many pairs score the right way round, with the 95 % Wilson interval, and how fast.
`--bare` leaves out the sentence before. Seconds for the embedded writer, minutes for a model of 100 MB.
"""

from __future__ import annotations

import argparse
import json
import time
from contextlib import closing
from pathlib import Path

from assistant.engine.ranker import RankerClient
from assistant.rewrite.rank import plainly


def read(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in lines]
    split = [line.split("\t") for line in lines]
    return [{"family": "wording", "before": "", "good": good, "bad": bad} for good, bad in split]


def wilson(right: int, seen: int) -> tuple[float, float]:
    """95 % interval of a share."""
    z, share = 1.96, right / seen
    middle = (share + z * z / (2 * seen)) / (1 + z * z / seen)
    half = z * ((share * (1 - share) + z * z / (4 * seen)) / seen) ** 0.5 / (1 + z * z / seen)
    return middle - half, middle + half


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="show the pairs that score the wrong way round")
    options = parser.parse_args()
    with closing(RankerClient(options.model, {})) as client:
        for path in options.pairs:
            pairs = read(path)
            asked = [plainly("" if options.bare else p["before"], p[s]) for p in pairs for s in ("good", "bad")]
            began = time.perf_counter()
            scores = client.score(asked)
            seconds = time.perf_counter() - began
            if client.problem is not None:
                raise SystemExit(client.problem)
            found: dict[str, list[int]] = {}
            for pair, good, bad in zip(pairs, scores[::2], scores[1::2], strict=True):
                right = good is not None and bad is not None and good > bad
                found.setdefault(pair["family"], []).append(right)
                if options.wrong and not right:
                    print(f"  {pair['good']}  <  {pair['bad']}")
            found["all"] = [r for values in list(found.values()) for r in values]
            words = sum(len(text.split()) for _, text in asked)
            print(f"{path.name}: {len(asked)} texts, {words} words in {seconds:.1f} s")
            for family, values in found.items():
                low, high = wilson(sum(values), len(values))
                share = f"{sum(values)}/{len(values)} {sum(values) / len(values):.3f}"
                print(f"  {family:10} {share} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
