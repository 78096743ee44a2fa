"""Which words a telling in general may bring in: those that the wordings in `retold` brought in again and again.

    python -m scripts.train.writer.general assistant/data/general.txt

A word counts when the wordings of `LEAST` different drafts have it and the units that they tell have not. Names and
numbers never do. A second.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path

from assistant.language.lexicon import CLOSED, known
from assistant.rewrite.sentence import lemma
from scripts.train.writer.retold import HERE, units_told

LEAST = 2
_WORD = re.compile(r"[^\W\d_]+")


def general(folder: Path) -> list[str]:
    """The words as lemmas, in order of the alphabet."""
    drafts: dict[str, set[str]] = defaultdict(set)
    for name, text, wording in units_told(folder):
        if wording in ("=", "-"):
            continue
        old = {lemma(w.lower()) for w in _WORD.findall(text)}
        for match in _WORD.finditer(wording):
            word = match[0].lower()
            if lemma(word) not in old and word not in CLOSED and known(word) and len(word) > 2:
                drafts[lemma(word)].add(name)
    return sorted(word for word, names in drafts.items() if len(names) >= LEAST)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folder", type=Path, default=HERE / "retold")
    given = parser.parse_args()
    found = general(given.folder)
    given.out.write_text("".join(f"{word}\n" for word in found), encoding="utf-8")
    print(f"{len(found)} words")


if __name__ == "__main__":
    main()
