"""Says whether a model's scores tell the sentences that read well from those that do not.

    python -m scripts.evaluation.fluency MODEL.gguf [READ.jsonl]

READ is what scripts.evaluation.changed_sentences wrote, with "reads_well" added to each line by somebody who saw no
score; without it, scripts/evaluation/read_well.jsonl, read by a language model. Prints the area under the curve (.5 is
chance, 1 is perfect) for the score of the new sentence, for what it lost against the original, and for its length
alone. Seconds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from assistant.engine.ranker import RankerClient
from assistant.rewrite.rank import plainly

READ = Path(__file__).parent / "read_well.jsonl"


def area(values: Sequence[float], good: Sequence[bool]) -> float:
    """Chance that a good one has the higher value."""
    pairs = [(a, b) for a, g in zip(values, good, strict=True) if g for b, h in zip(values, good, strict=True) if not h]
    return sum((a > b) + 0.5 * (a == b) for a, b in pairs) / len(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("read", type=Path, nargs="?", default=READ)
    options = parser.parse_args()
    told = [json.loads(line) for line in options.read.read_text("utf-8").splitlines()]
    good = [bool(t["reads_well"]) for t in told]
    with closing(RankerClient(options.model, {})) as client:
        scores = client.score([plainly(t["before"], t[side]) for t in told for side in ("after", "original")])
    after = [s or 0.0 for s in scores[::2]]
    lost = [a - (b or 0.0) for a, b in zip(after, scores[1::2], strict=True)]
    if None in scores:
        raise SystemExit(client.problem or "Some sentences have no score.")
    print(f"{len(told)} sentences, {sum(good)} read well")
    print(f"score {area(after, good):.3f}")
    print(f"score against the original's {area(lost, good):.3f}")
    print(f"length {area([float(len(t['after'])) for t in told], good):.3f}")


if __name__ == "__main__":
    main()
