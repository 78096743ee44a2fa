"""Has the writer tell units of drafts that it was not taught with, and writes down those that pass every check.

    python -m scripts.evaluation.told_units OUT.jsonl [--drafts 48]

Draws case drafts of every fifth name (those that the tagger leaves out too), seed 9; the words that must go by their
labels are marked. A line of OUT is {"id", "audience", "unit", "told", "sure"}, to be graded by readers; what became of
the rest is printed. A minute and a half for the default on two cores.
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections import Counter
from contextlib import closing
from pathlib import Path

from assistant.composition import open_ranker
from assistant.domain.details import CASE, Detail, Directness, Kind
from assistant.domain.ports import Status, Window
from assistant.domain.text import Span
from assistant.prompting.retelling import GOES, STAYS, SYSTEM, turn_of
from assistant.rewrite.telling import Task, refusal
from assistant.rewrite.units import Unit
from scripts.train.writer.retold import DRAFTS, HERE, sources

UNIT = Unit((), Span(0, 0))
"""Where a unit stands is nothing to its checks."""


def names(count: int) -> list[str]:
    """Case drafts that were left out of training, "folder/name"."""
    found = [
        f"{path.parent.name}/{path.stem}"
        for path in sorted(DRAFTS.glob("*/*.json"))
        if path.parent.name != "spent7"
        and zlib.crc32(path.stem.encode()) % 5 == 0
        and not json.loads(path.read_text(encoding="utf-8"))["benign"]
    ]
    random.Random(9).shuffle(found)
    return found[:count]


def tasks(name: str) -> list[tuple[str, str, Task, tuple[str, ...]]]:
    """Audience, what stands before, the task and the draft's direct identifiers, of every unit with something to go."""
    about = json.loads((DRAFTS / f"{name}.json").read_text(encoding="utf-8"))
    details = [
        (Detail(str(n), Kind(d["kind"]), Directness(d["directness"]), CASE, (), (d["text"],), (), ""), d["text"])
        for n, d in enumerate(about["details"])
        if d["must_go"]
    ]
    direct = tuple(words for detail, words in details if detail.directness is Directness.DIRECT)
    audience, found = sources(name, HERE / "retold")
    before, made = "", []
    for text, marks in found:
        if marks and "\n" not in text:
            gone = tuple(each for each in details if each[1] in text)
            made.append((audience, before, Task(UNIT, text, marks, gone, text), direct))
        before = "" if marks else text
    return made if audience != "journal" else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--drafts", type=int, default=48)
    given = parser.parse_args()
    asked = [each for name in names(given.drafts) for each in tasks(name)]
    writer = open_ranker(many=True)
    if writer is None or not writer.ready():
        raise SystemExit("The writer is not here.")
    windows = [(Window(before, task.text, task.marks, True, ""), audience) for audience, before, task, _ in asked]
    turns = [turn_of(window, audience)._replace(measured=True) for window, audience in windows]
    with closing(writer):
        answers = writer._client.ask(SYSTEM, (), turns, 60.0 * len(turns))
    became: Counter[str] = Counter()
    lines = []
    for (audience, before, task, direct), answer in zip(asked, answers, strict=True):
        text = answer.text or ""
        spoke = answer.status is Status.DONE and text not in ("", STAYS, GOES)
        why = refusal(text, task, direct, before) if spoke else "It said nothing."
        became[why or "passed every check"] += 1
        if not why:
            told = {"id": len(lines) + 1, "audience": audience, "unit": task.text, "told": text, "sure": answer.sure}
            lines.append(json.dumps(told, ensure_ascii=False))
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for why, count in became.most_common():
        print(f"{count:>4} {why}")


if __name__ == "__main__":
    main()
