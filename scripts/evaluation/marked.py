"""Turns drafts whose details are marked in the text into drafts with labels beside them (tests/drafts/README.md).

    python -m scripts.evaluation.marked MARKED FOLDER

A file of MARKED says `audience:`, `voice:`, `region:`, `benign:`, `tiers:`, `must_stay:` and `note:`, a line each, then
`---`, then the draft with ⟦kind|subject|words⟧ around each detail, one inside another where that is so, and a minus
after the kind where it does no harm. Names files and labels only, never words of a draft: a set that is to be read once
can be made without being read.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

OPEN, CLOSE = "⟦", "⟧"
SAID = re.compile(r"([a-z]+(?:-[a-z]+)*) ?(-?)\|([a-z]+)\|")
DIRECT = ("person-name", "contact", "record-number", "handle", "address")
EPISODIC = ("event", "moment")
HARMLESS = ("sex", "declared-pseudonym")
TIERS = ("low", "raised", "high")
READERS = ("client", "acquaintance", "stranger")


class MarkingError(ValueError):
    """A file that isn't written as it should be."""


def unmarked(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """The text without its marks, and what was marked, in reading order. Raises MarkingError."""
    text, opened, found = "", [], []
    at = 0
    while at < len(marked):
        character = marked[at]
        if character == OPEN:
            said = SAID.match(marked, at + 1)
            if said is None:
                raise MarkingError(f"a mark at {at} says no kind and subject")
            detail = {"kind": said[1], "harmless": bool(said[2]), "subject": said[3], "start": len(text)}
            opened.append(detail)
            found.append(detail)
            at = said.end()
            continue
        if character == CLOSE:
            if not opened:
                raise MarkingError(f"nothing is open at {at}")
            last = opened.pop()
            last["text"] = text[last["start"] :]
        else:
            text += character
        at += 1
    if opened:
        raise MarkingError("a mark is not closed")
    return text, found


def detail_of(found: dict[str, Any]) -> dict[str, Any]:
    """A label's entry for what was marked."""
    kind = found["kind"]
    directness = (
        "direct" if kind in DIRECT else "episodic" if kind in EPISODIC else "verbatim" if kind == "speech" else "quasi"
    )
    must_go = not found["harmless"] and kind not in HARMLESS
    return {
        "text": found["text"], "kind": kind, "directness": directness, "subject": found["subject"], "must_go": must_go,
    }  # fmt: skip


def tiers_of(said: str, details: Sequence[dict[str, Any]]) -> dict[str, str]:
    """By reader, in order: nobody sees more than who stands nearer, and clients know what they said and did."""
    ranks = [TIERS.index(word) for word in said.split()]
    telling = any(d["must_go"] and d["directness"] in ("episodic", "verbatim", "direct") for d in details)
    ranks[0] = max(*ranks, int(telling))
    ranks[1] = max(ranks[1], ranks[2])
    return dict(zip(READERS, (TIERS[rank] for rank in ranks), strict=True))


def label_of(source: str) -> tuple[str, dict[str, Any]]:
    """The draft and its label. Raises MarkingError."""
    head, parted, body = source.partition("\n---\n")
    said = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    if not parted or not {"audience", "voice", "region", "benign", "tiers", "note"} <= set(said):
        raise MarkingError("its head is not whole")
    text, found = unmarked(body.strip("\n") + "\n")
    once = {mark["text"]: mark for mark in reversed(found)}
    details = [detail_of(mark) for mark in found if once[mark["text"]] is mark]
    going = [d["text"] for d in details if d["must_go"]]
    points = [words.strip() for words in said.get("must_stay", "").split("|")]
    kept = [p for p in points if p and p in text and not any(p in words or words in p for words in going)]
    return text, {
        "audience": said["audience"].strip(),
        "voice": said["voice"].strip(),
        "region": said["region"].strip(),
        "benign": said["benign"].strip() == "true",
        "details": details,
        "must_stay": kept,
        "tiers": tiers_of(said["tiers"], details),
        "note": said["note"].strip(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marked", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(given.marked.glob("*.txt")):
        try:
            text, label = label_of(path.read_text(encoding="utf-8"))
        except MarkingError as error:
            print(f"{path.name}: {error}")
            continue
        markdown = re.search(r"(?m)^(?:#{1,4} |[*-] |> )|\*\*", text)
        (given.folder / f"{path.stem}{'.md' if markdown else '.txt'}").write_text(text, encoding="utf-8")
        (given.folder / f"{path.stem}.json").write_text(
            json.dumps(label, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
