"""Pairs for teaching the writer: a unit of a draft with its telling words marked, and the same told in general.

    python -m scripts.train.writer.retold PAIRS.jsonl [--folder scripts/train/writer/retold] [--hold-out 0/5]

The wordings in `retold/*.txt` were written for this project by language models, after the brief in its README; the
drafts that they belong to are those of tests/drafts. Each line of PAIRS is `{"name", "before", "passage", "answer",
"audience"}`; "=" stands for a unit that stays as it is and "-" for one that is left out. Seeded; some marks are left
out, as the product misses some, and units without marks that stay are thinned. Two seconds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.composition import draft_of
from assistant.domain.ports import Mark, Window
from assistant.domain.text import Draft
from assistant.prompting.retelling import asked, shortened
from assistant.rewrite.asking import apart
from assistant.rewrite.units import units

HERE = Path(__file__).parent
DRAFTS = Path("tests/drafts")
UNMARKED = 0.12
"""Share of marks that are left out."""
UNCHANGED = 0.35
"""Share of units without marks and without change that are taught."""
_LINE = re.compile(r"(\d+)\s*=\s?(.*)")


def told(folder: Path) -> dict[str, dict[int, str]]:
    """By draft ("folder/name") and number of the unit, from 1: its wording, "=" or "-"."""
    found: dict[str, dict[int, str]] = {}
    for path in sorted(folder.glob("*.txt")):
        name = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                name = line[3:].split(" (")[0].strip()
                found.setdefault(name, {})
            elif name and (match := _LINE.fullmatch(line.strip())):
                found[name].setdefault(int(match[1]), match[2].strip() or "-")
    return found


@cache
def own(folder: Path) -> dict[str, tuple[str, list[str]]]:
    """Drafts that `folder` holds itself, by name: their audience and their units with marks, in order."""
    found: dict[str, tuple[str, list[str]]] = {}
    for path in sorted(folder.glob("*.txt")):
        name = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := re.fullmatch(r"## (\w+) \((\w+),.*\)", line.strip()):
                name = match[1]
                found.setdefault(name, (match[2], []))
            elif name and (match := re.fullmatch(r"\d+\.\s+(.+)", line.strip())):
                found[name][1].append(match[1])
    return {name: (audience, units_) for name, (audience, units_) in found.items() if units_}


def is_held_out(name: str, part: int, parts: int) -> bool:
    """Whether a draft is in the part that is left out, as for the tagger: by the checksum of its own name."""
    return bool(parts) and zlib.crc32(name.rpartition("/")[2].encode()) % parts == part


def marks(draft: Draft, details: list[dict[str, object]]) -> tuple[Mark, ...]:
    """What must go, in characters of the draft."""
    return apart(
        Mark(*match.span(), "", "")
        for detail in details
        if detail.get("must_go")
        for match in re.finditer(rf"(?<!\w){re.escape(str(detail['text']))}(?!\w)", draft.text)
    )


def sources(name: str, folder: Path) -> tuple[str, list[tuple[str, tuple[Mark, ...]]]]:
    """Audience of a draft, and its units with what is marked in each."""
    if "/" not in name:
        audience, written = own(folder)[name]
        return audience, [_unmarked(unit) for unit in written]
    about = json.loads((DRAFTS / f"{name}.json").read_text(encoding="utf-8"))
    source = next(p for p in (DRAFTS / f"{name}.txt", DRAFTS / f"{name}.md") if p.exists())
    draft = draft_of(source.read_text(encoding="utf-8"), "markdown" if source.suffix == ".md" else "text")
    places = marks(draft, about["details"])
    found = []
    for unit in units(draft):
        here = tuple(
            Mark(max(start - unit.span.start, 0), min(end, unit.span.end) - unit.span.start, "", "")
            for start, end, *_ in places
            if start < unit.span.end and unit.span.start < end
        )
        found.append((unit.span.of(draft.text), here))
    return str(about["audience"]), found


def _unmarked(written: str) -> tuple[str, tuple[Mark, ...]]:
    text, places = "", []
    for piece in re.split(r"(\[\[.*?\]\])", written):
        bare = piece[2:-2] if piece.startswith("[[") else piece
        if bare is not piece:
            places.append(Mark(len(text), len(text) + len(bare), "", ""))
        text += bare
    return text, tuple(places)


def units_told(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Every unit that has a wording: its draft, its words, and the wording."""
    for name, wordings in told(folder).items():
        for number, (text, _) in enumerate(sources(name, folder)[1], 1):
            if number in wordings:
                yield name, text, wordings[number]


def pairs(name: str, wordings: dict[int, str], folder: Path, chance: random.Random) -> Iterator[dict[str, str]]:
    """The pairs of one draft in the order of its units."""
    audience, found = sources(name, folder)
    before = ""
    for number, (text, places) in enumerate(found, 1):
        here = tuple(place for place in places if chance.random() >= UNMARKED)
        wording = wordings.get(number)
        if wording is None or "[[" in wording:
            return
        same = wording in ("=", text)
        if "\n" not in text and len(text) > 12 and (here or not same or chance.random() < UNCHANGED):
            ask = asked(Window(shortened(before), text, here, True, ""), audience)
            yield {"name": name, "ask": ask, "answer": "=" if same else wording}
        before = text if same else before if wording == "-" else wording


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--folder", type=Path, default=HERE / "retold")
    parser.add_argument("--hold-out", default="0/0", help="PART/PARTS that is written to PAIRS.held-out.jsonl instead")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    part, parts = map(int, given.hold_out.split("/"))
    chance = random.Random(given.seed)
    kept, left = [], []
    for name, wordings in told(given.folder).items():
        (left if is_held_out(name, part, parts) else kept).extend(pairs(name, wordings, given.folder, chance))
    for path, rows in ((given.pairs, kept), (given.pairs.with_suffix(".held-out.jsonl"), left)):
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(kept)} pairs, {len(left)} held out")


if __name__ == "__main__":
    main()
