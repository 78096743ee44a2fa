"""Says how often a model's score, with the rules of thumb or alone, chooses the wording that a reader preferred.

    python -m scripts.evaluation.choosing MODEL.gguf [CHOICES.tsv]

CHOICES is scripts/evaluation/choices.tsv unless told otherwise; its head says what is in it. Seconds.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from assistant.engine.ranker import RankerClient
from assistant.rewrite.rank import cost, plainly

CHOICES = Path(__file__).parent / "choices.tsv"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("choices", type=Path, nargs="?", default=CHOICES)
    options = parser.parse_args()
    lines = [line.split("\t") for line in options.choices.read_text("utf-8").splitlines() if line[:1] != "#"]
    with closing(RankerClient(options.model, {})) as ranker:
        pairs = [plainly("", wording) for line in lines for wording in line[2:]]
        scores = dict(zip(pairs, ranker.score(pairs), strict=True))
    if None in scores.values():
        raise SystemExit(ranker.problem or "Some wordings have no score.")

    def fluency(wording: str) -> float:
        return scores[plainly("", wording)] or 0.0

    def right(value: Callable[[str, str], float]) -> int:
        """How often the reader's is the cheapest."""
        return sum(min(line[2:], key=lambda w: (value(w, line[0]), w)) == line[2] for line in lines)

    print(f"{len(lines)} choices; by chance {sum(1 / len(line[2:]) for line in lines):.1f}")
    print(f"rules of thumb as the product uses them {sum(line[1] == line[2] for line in lines)}")
    print(f"  of those that are not left out after all: {sum(line[1] != '-' for line in lines)}")
    print(f"closeness, oddities and length {right(cost)}")
    for weight in (0.25, 0.5, 1.0, 2.0):
        print(f"  with the score, weight {weight}: {right(lambda w, o: cost(w, o) - weight * fluency(w))}")  # noqa: B023
    print(f"score alone {right(lambda w, _: -fluency(w))}")
    print(f"longest {right(lambda w, _: -len(w))}, shortest {right(lambda w, _: len(w))}")


if __name__ == "__main__":
    main()
