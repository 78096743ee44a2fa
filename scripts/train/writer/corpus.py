"""Gathers the writer's reading matter from the raw data sets: whole paragraphs of prose, with a part kept aside.

    python -m scripts.train.writer.corpus RAW OUT

RAW is the folder with the unpacked data sets (`lm-openstax`, `lm-medquad`, `mts-dialog` and so on; absent ones are
left out and named). OUT gets `train.txt` and `held.txt`, and of the latter the modern prose once more in
`held-modern.txt`: one paragraph a line, an empty line between documents. What is kept aside is chosen by a hash of
the document's first paragraph, so it stays the same when sources are added. Deterministic. Half a minute.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from scripts.train.writer.plain import plain

END = "<|endofdoc|>"
HELD_SHARE = 0.02
"""Part of each source's documents that is kept aside for measuring."""
LEAST_LETTERS = 0.72
"""Letters and spaces among a paragraph's characters, at least: tables and code fall below."""
SHORTEST, LONGEST = 40, 2400
"""Characters of a paragraph."""


class Source(NamedTuple):
    """One data set: its files below RAW, how often it is read, and every how many-th document is."""

    name: str
    files: tuple[str, ...]
    times: int = 1
    every: int = 1


BOOKS = (
    "introduction-sociology nursing-external-bundle introduction-anthropology college-success-bundle "
    "introduction-philosophy writing-guide business-ethics"
).split()
"""Textbooks on people, read whole; the others teach planets, prices and kings."""
NOVELS = (
    "ernest-hemingway_the-sun-also-rises f-scott-fitzgerald_the-great-gatsby f-scott-fitzgerald_short-fiction "
    "sinclair-lewis_babbitt sinclair-lewis_main-street sinclair-lewis_arrowsmith virginia-woolf_mrs-dalloway "
    "agatha-christie_the-murder-of-roger-ackroyd dorothy-l-sayers_whose-body p-g-wodehouse_short-fiction "
    "ring-lardner_short-fiction sherwood-anderson_winesburg-ohio willa-cather_my-antonia edna-ferber_so-big "
    "d-h-lawrence_sons-and-lovers w-somerset-maugham_of-human-bondage aldous-huxley_antic-hay "
    "jane-addams_twenty-years-at-hull-house helen-keller_the-story-of-my-life edith-wharton_the-age-of-innocence"
).split()
"""Narrative of the twentieth century, for its pronouns, tenses and households."""
GOVERNMENT = ("18f", "18f-handbook", "digitalgov", "plainlanguage")
SOURCES = (
    Source("openstax", tuple(f"lm-openstax/text/osbooks-{b}.txt" for b in BOOKS)),
    Source("openstax psychology", ("lm-openstax/text/osbooks-psychology.txt",), times=2),
    Source("plos", ("lm-plos/text.txt",)),
    Source("medquad", ("lm-medquad/qa.txt",), every=5),
    Source(
        "gov", tuple(f"lm-gov-{g}/text.txt" for g in ("18f", "18f-handbook", "digitalgov", "plainlanguage")), every=2
    ),
    Source("fiction", tuple(f"lm-standardebooks/text/{n}.txt" for n in NOVELS)),
    Source("mts-dialog", ("mts-dialog/MTS-Dialog-TrainingSet.csv",), times=2),
    Source("aci-bench", ("aci-bench/train.csv",)),
    Source("primock57", ("primock57/primock57.jsonl",), times=2),
    Source("casimedicos", ("casimedicos/cases_en.jsonl",)),
)
MODERN = frozenset({"openstax", "openstax psychology", "plos", "medquad", "gov"})

_SPEAKER = re.compile(r"^\s*(?:\[?(?:doctor|patient|guest_\w+|clinician)\]?\s*:?)\s*", re.I)
_SPACED = re.compile(r"\s+([.,;:?!'](?:\s|$)|n't\b|'(?:s|m|re|ve|ll|d)\b)", re.I)
_ENDS = re.compile(r"[.?!:;][\"')\]]*$")


def documents(source: Source, raw: Path) -> Iterator[list[str]]:
    """The source's documents as paragraphs, before cleaning."""
    for name in source.files:
        path = raw / name
        if not path.exists():
            print(f"not there, left out: {name}", file=sys.stderr)
            continue
        if path.suffix == ".csv":
            yield from _table(path)
        elif path.suffix == ".jsonl":
            yield from _lines(path)
        elif source.name == "medquad":
            yield from _answers(path)
        else:
            yield from _text(path)


def _text(path: Path) -> Iterator[list[str]]:
    """A text file whose documents end at a mark, or, without marks, after every forty paragraphs."""
    paragraphs: list[str] = []
    marked = END in path.read_text("utf-8", "replace")
    for line in path.read_text("utf-8", "replace").split("\n"):
        if line.strip() == END or (not marked and len(paragraphs) == 40):
            yield paragraphs
            paragraphs = []
        if line.strip() != END:
            paragraphs.append(line)
    yield paragraphs


def _answers(path: Path) -> Iterator[list[str]]:
    found = [line[2:] for line in path.read_text("utf-8", "replace").split("\n") if line.startswith("A:")]
    for answer in found:
        yield [part for part in re.split(r"\s+-\s+", answer) if len(part) > SHORTEST]


def _table(path: Path) -> Iterator[list[str]]:
    """Notes and dialogues, one row a document. A dialogue's turns are one paragraph each, without the speaker."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            note = row.get("section_text") or row.get("note") or ""
            yield note.replace("\r", "\n").split("\n")
            yield [_SPEAKER.sub("", turn) for turn in (row.get("dialogue") or "").split("\n")]


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if "turns" in record:
            yield [text for _, text in record["turns"]]
        else:
            yield str(record["text"]).split("\n")


def clean(paragraph: str) -> str | None:
    """The paragraph in the writer's plain characters; None for what is no prose."""
    text = plain(paragraph)
    text = _SPACED.sub(r"\1", text)
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"\s+", " ", text).replace(" .", ".").replace(" ,", ",").strip()
    if not SHORTEST <= len(text) <= LONGEST or not _ENDS.search(text):
        return None
    if re.search(r"[{}<>|]|https?:|\.(?:com|gov|html)\b", text):
        return None
    letters = sum(c.isalpha() or c == " " for c in text)
    if letters < LEAST_LETTERS * len(text) or sum(c > "\u024f" for c in text) > 4:
        return None
    return text


def held(paragraphs: list[str]) -> bool:
    """Whether a document is kept aside."""
    digest = hashlib.sha256(paragraphs[0].encode()).digest()
    return int.from_bytes(digest[:4], "big") < HELD_SHARE * 2**32


def gather(raw: Path, sources: Iterable[Source] = SOURCES) -> Iterator[tuple[str, bool, list[str]]]:
    """Source, whether it is kept aside, and clean paragraphs of every document."""
    seen: set[str] = set()
    for source in sources:
        for document in islice(documents(source, raw), 0, None, source.every):
            kept = []
            for paragraph in document:
                text = clean(paragraph)
                if text is None or text in seen:
                    continue
                seen.add(text)
                kept.append(text)
            if kept:
                aside = held(kept)
                for _ in range(1 if aside else source.times):
                    yield source.name, aside, kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, list[int]] = {}
    with (
        (options.out / "train.txt").open("w", encoding="utf-8") as train,
        (options.out / "held.txt").open("w", encoding="utf-8") as aside_file,
        (options.out / "held-modern.txt").open("w", encoding="utf-8") as modern,
    ):
        for source, aside, paragraphs in gather(options.raw):
            (aside_file if aside else train).write("\n".join(paragraphs) + "\n\n")
            if aside and source in MODERN:
                modern.write("\n".join(paragraphs) + "\n\n")
            sizes.setdefault(source, [0, 0])[aside] += sum(map(len, paragraphs))
    for source, (read, kept_aside) in sizes.items():
        print(f"{source}: {read / 1e6:.2f} MB read, {kept_aside / 1e6:.2f} MB kept aside")


if __name__ == "__main__":
    main()
