"""Clinical passages with labels, for evaluation only: draws 160 passages from the data sets and joins our labels.

    python -m scripts.evaluation.clinical RAW OUT.jsonl

RAW is the folder where the archives were unpacked. The texts stay there: this repository holds the draw (seed 2028) and
`clinical_labels.txt`, made by one careful reading by a language model that had seen neither rules nor tagger. A label
is a kind and the exact words (`kind@2` for their second place only) under the passage's number. Left out: words for
sex, plain present symptoms, denied and normal findings, what the doctor asks, unspecific tests, placeholders of the
source. From MTS-Dialog and ACI-Bench (W. Yim, A. Ben Abacha and others), PriMock57 (Babylon Health), all CC BY 4.0, and
CasiMedicos (CC0, CC BY).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SHORTEST, LONGEST = 40, 140
"""Words of a passage."""
DIRECT = ("person-name", "contact", "record-number", "handle", "address")
EPISODIC = ("event", "sequence", "moment")
ACI = ("train", "valid", "clinicalnlp_taskB_test1", "clinicalnlp_taskC_test2", "clef_taskC_test3")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9\"(])|\n+")


class Record(NamedTuple):
    """A text of a data set as whole turns or sentences, and what joins them."""

    source: str
    id: str
    units: list[str]
    joint: str


def words(text: str) -> int:
    return len(text.split())


def turns(text: str) -> list[str]:
    """Lines that hold something, with single spaces."""
    return [re.sub(r"\s+", " ", line).strip() for line in text.splitlines() if line.strip()]


def sentences(text: str) -> list[str]:
    return [s for s in _SENTENCE.split(re.sub(r"[ \t]+", " ", text.strip())) if s.strip()]


def passage(record: Record, rng: random.Random) -> str | None:
    """The whole text where it fits, else a random run of whole units; None where none fits."""
    total = sum(map(words, record.units))
    if total < SHORTEST:
        return None
    if total <= LONGEST:
        return record.joint.join(record.units)
    for _ in range(200):
        target, at = rng.randint(60, LONGEST), rng.randrange(len(record.units))
        run: list[str] = []
        while at < len(record.units) and sum(map(words, run)) + words(record.units[at]) <= target:
            run.append(record.units[at])
            at += 1
        if SHORTEST <= sum(map(words, run)) <= LONGEST:
            return record.joint.join(run)
    return None


def spoken_or_written(path: Path, source: str, number: str, note: str, rng: random.Random) -> Iterator[Record]:
    """The dialogue or the note of each row, as a coin falls."""
    for row in csv.DictReader(path.open(encoding="utf-8-sig")):
        spoken = rng.choice(["dialogue", "note"]) == "dialogue"
        units = turns(row["dialogue"]) if spoken else sentences(row[note])
        yield Record(source, f"{path.stem}:{row[number]}", units, "\n" if spoken else " ")


def pools(raw: Path, rng: random.Random) -> Iterator[tuple[int, list[Record]]]:
    """How many to take of each data set, and its records."""
    files = sorted((raw / "mts-dialog").glob("*.csv"))
    yield 80, [r for f in files for r in spoken_or_written(f, "mts-dialog", "ID", "section_text", rng)]
    aci = [raw / "aci-bench" / f"{name}.csv" for name in ACI]
    yield 30, [r for f in aci for r in spoken_or_written(f, "aci-bench", "encounter_id", "note", rng)]
    rows = [json.loads(line) for line in (raw / "primock57/primock57.jsonl").open(encoding="utf-8")]
    spoken = [[f"{who.capitalize()}: {' '.join(said.split())}" for who, said in row["turns"]] for row in rows]
    yield 20, [Record("primock57", row["id"], units, "\n") for row, units in zip(rows, spoken, strict=True)]
    stems: list[Record] = []
    for number, line in enumerate((raw / "casimedicos/cases_en.jsonl").open(encoding="utf-8"), 1):
        stem = re.split(r"\n1\s*[-.)]", json.loads(line)["text"])[0]
        if SHORTEST <= words(stem) <= LONGEST:
            units = [part.strip() for part in stem.splitlines() if part.strip()]
            stems.append(Record("casimedicos", f"cases_en.jsonl:{number}", units, "\n"))
    yield 30, stems


def drawn(raw: Path) -> list[tuple[Record, str]]:
    """The passages, always the same. Raises ValueError where the data sets don't hold enough."""
    rng, found = random.Random(2028), list[tuple[Record, str]]()
    for wanted, pool in pools(raw, rng):
        rng.shuffle(pool)
        before = len(found)
        for record in pool:
            text = passage(record, rng)
            if text is not None and all(text != other for _, other in found):
                found.append((record, text))
            if len(found) - before == wanted:
                break
        else:
            raise ValueError(f"{pool[0].source if pool else 'a data set'} holds fewer passages than were labelled")
    return found


FURTHER = {"mts-dialog": 330, "aci-bench": 160, "primock57": 70, "casimedicos": 80}
"""How many more passages of each data set are drawn, for training."""


def further(raw: Path) -> list[tuple[Record, str]]:
    """Passages for the tagger to learn from, always the same: none of a record in `drawn`, no eight words of it."""
    apart = drawn(raw)
    records = {(record.source, record.id) for record, _ in apart}
    theirs = {run for _, text in apart for run in _runs(text)}
    rng, found, seen = random.Random(3030), list[tuple[Record, str]](), set[tuple[str, ...]]()
    for _, pool in pools(raw, rng):
        rng.shuffle(pool)
        wanted = FURTHER[pool[0].source]
        for record in pool * 3:  # of a long record more than one
            if (record.source, record.id) in records or not (text := passage(record, rng)):
                continue
            runs = _runs(text)
            if runs & theirs or len(runs & seen) > len(runs) * 0.1:
                continue
            found.append((record, text))
            seen |= runs
            wanted -= 1
            if not wanted:
                break
    rng.shuffle(found)
    return found


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every eight words in a row."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}


LABELS = Path(__file__).with_name("clinical_labels.txt")


def labels(path: Path = LABELS) -> dict[str, list[tuple[str, str]]]:
    """Kind (with "@" and which place, where one is said) and words, by the name of the text ("#name")."""
    found: dict[str, list[tuple[str, str]]] = {}
    here: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            here = found.setdefault(line[1:], [])
        elif line:
            kind, _, said = line.partition(" ")
            here.append((kind, said))
    return found


def places(text: str, kind: str, said: str) -> set[tuple[int, int, str]]:
    """Where the words stand. Raises ValueError where they don't: then the texts are others than those labelled."""
    kind, _, nth = kind.partition("@")
    left, right = r"(?<!\w)" if said[0].isalnum() else "", r"(?!\w)" if said[-1].isalnum() else ""
    spans = [m.span() for m in re.finditer(left + re.escape(said) + right, text)]
    spans = spans[int(nth) - 1 : int(nth)] if nth else spans
    if not spans:
        raise ValueError(f"a label of kind {kind} does not stand in its passage")
    return {(start, end, kind) for start, end in spans}


def directness(kind: str) -> str:
    if kind in DIRECT:
        return "direct"
    return "episodic" if kind in EPISODIC else "verbatim" if kind == "speech" else "quasi"


def main() -> None:
    """Draw, join, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    marked, count = labels(), 0
    with arguments.out.open("w", encoding="utf-8") as file:
        for number, (record, text) in enumerate(drawn(arguments.raw)):
            found = set[tuple[int, int, str]]().union(*(places(text, kind, said) for kind, said in marked[str(number)]))
            kept = [
                (s, e, k) for s, e, k in sorted(found, key=lambda f: (f[0], -f[1]))
                if not any(o != (s, e, k) and o[2] == k and o[0] <= s and e <= o[1] for o in found)
            ]  # fmt: skip
            details = [{"start": s, "end": e, "kind": k, "directness": directness(k)} for s, e, k in kept]
            row = {"source": record.source, "id": record.id, "text": text, "details": details}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += len(details)
    print(f"{number + 1} passages, {count} labels")


if __name__ == "__main__":
    main()
