"""Builds assistant/data/occupations.tsv from O*NET, ESCO, Open English WordNet and occupations_by_hand.txt.

Usage: build_occupations.py ONET_FOLDER ESCO_FOLDER WORDNET_FOLDER (the folders with the raw files; about 20 s).
Titles of one to three words whose last word is a kind of person are kept, the longer ones only where several
entries have them; single words that only the two
classifications know are marked "strict", because many are ordinary words too ("weigher", "binder"). What stands in
occupations_by_hand.txt goes first: it puts titles into other groups than their codes do, and leaves words out that say
what somebody is like ("sensitive", "smoker").
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "assistant" / "data"
TITLE = re.compile(r"^[a-z][a-z'-]+(?: [a-z][a-z'-]+){0,2}$")

SOC = [
    ("29-12", "medicine"), ("29-114", "nursing"), ("29", "allied"), ("31-9096", "animals"),
    ("31-909", "allied"), ("31", "nursing"),
    ("21-2", "faith"), ("21", "helping"), ("19-303", "helping"), ("19-4", "laboratory"), ("19", "science"),
    ("39-20", "animals"), ("25-9", "school"), ("25-3", "instructing"), ("23-2", "courts"), ("27-3", "other"),
    ("27-304", "writing"), ("17-3", "technical"), ("15-20", "science"), ("53-4", "transport"),
    ("43-505", "personal"), ("41-3", "sales"), ("41-4", "sales"), ("41-9", "sales"), ("17-1", "other"),
    ("25-1", "academic"), ("25-4", "books"), ("25", "teaching"), ("23", "law"), ("33", "protective"),
    ("55", "military"), ("39-901", "childcare"), ("39", "personal"), ("37", "personal"), ("35", "food"),
    ("41-20", "retail"), ("41", "business"), ("43-503", "protective"), ("43", "office"), ("11", "business"),
    ("13", "office"), ("15", "technology"), ("17", "engineering"), ("27-2041", "music"), ("27-2042", "music"),
    ("27-202", "sport"), ("27-20", "performing"), ("27", "arts"), ("45", "land"), ("47-5", "trade"),
    ("47", "trade"), ("49", "trade"), ("51", "factory"), ("53-2", "flying"), ("53-5", "seafaring"),
    ("53-3", "driving"), ("53", "factory"),
]  # fmt: skip
ISCO = [
    ("0", "military"), ("111", "civil"), ("1", "business"), ("221", "medicine"), ("222", "nursing"),
    ("225", "animals"), ("22", "allied"), ("2310", "academic"), ("23", "teaching"), ("2261", "allied"),
    ("235", "instructing"), ("3411", "courts"), ("2643", "other"), ("2611", "law"), ("251", "technology"),
    ("252", "technology"), ("24", "office"), ("261", "courts"), ("2621", "books"), ("2622", "books"),
    ("2634", "helping"), ("2635", "helping"), ("2636", "faith"), ("263", "science"), ("264", "writing"),
    ("2652", "music"), ("2651", "arts"), ("265", "performing"), ("216", "arts"), ("2161", "other"),
    ("2162", "other"), ("2164", "other"), ("2165", "other"), ("214", "engineering"), ("215", "engineering"),
    ("21", "science"), ("3142", "land"), ("315", "seafaring"), ("3153", "flying"), ("31", "technical"),
    ("324", "animals"), ("32", "allied"), ("3221", "nursing"), ("33", "office"), ("3412", "helping"),
    ("3413", "faith"), ("342", "sport"), ("343", "arts"), ("35", "technology"), ("4", "office"), ("511", "flying"),
    ("512", "food"), ("513", "food"), ("5164", "animals"), ("51", "personal"), ("52", "retail"),
    ("531", "childcare"), ("532", "nursing"), ("54", "protective"), ("6", "land"), ("731", "craft"), ("7", "trade"),
    ("833", "driving"), ("832", "driving"), ("831", "transport"), ("835", "seafaring"), ("8", "factory"),
    ("92", "land"), ("94", "food"), ("91", "personal"), ("9", "factory"),
]  # fmt: skip
AT_A_UNIVERSITY = {"teacher": "teaching", "instructor": "instructing"}
TOO_WIDE = frozenset("associate specialist representative child patient student client".split())
NOT_PEOPLE = frozenset("lifesaver head lead hand star rep help operations services technology sales management".split())


def group(code: str, table: list[tuple[str, str]]) -> str:
    """The group of the longest prefix that fits."""
    fitting = [(len(prefix), name) for prefix, name in table if code.startswith(prefix)]
    return max(fitting)[1] if fitting else ""


def person_nouns(wordnet: Path) -> set[str]:
    """Single words that name a kind of person, by the lexicographer file they stand in."""
    with open(wordnet / "noun.person.yaml", encoding="utf-8") as file:
        synsets = yaml.load(file, yaml.CSafeLoader)
    return {m.lower() for s in synsets.values() for m in s["members"] if m.isalpha() and m.islower()} - NOT_PEOPLE


def by_hand() -> dict[str, tuple[str, str, str]]:
    """Title → group, way of seeing, rows of the facts table."""
    found: dict[str, tuple[str, str, str]] = {}
    for line in (HERE / "occupations_by_hand.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        name, way, titles = line.split("|")
        for entry in titles.split(","):
            title, _, facts = entry.partition("=")
            found.setdefault(title.strip(), (name, way, facts.strip().replace(";", ",")))
    return found


LEFT_OUT = "none"
"""The way of seeing of words in the list by hand that are no titles here."""


def classified(onet: Path, esco: Path) -> Iterator[tuple[str, str, int]]:
    """Titles of the two classifications in lower case, the group of their code, and how much each mention weighs."""
    for name, weight in (("Alternate Titles.txt", 1), ("Sample of Reported Titles.txt", 2)):
        for row in csv.reader((onet / name).read_text(encoding="utf-8").splitlines(), delimiter="\t"):
            yield re.sub(r" \(.*\)$", "", row[1]).lower(), group(row[0], SOC), weight
    with open(esco / "occupations_en.csv", encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    for record in records:
        yield record["preferredLabel"].strip().lower(), group(record["iscoGroup"], ISCO), 2
        for title in record["altLabels"].split("\n"):
            yield title.strip().lower(), group(record["iscoGroup"], ISCO), 1


def main(onet: str, esco: str, wordnet: str) -> None:
    people = person_nouns(Path(wordnet))
    rows = by_hand()
    seen: dict[str, int] = {}
    groups: dict[str, str] = {}
    for title, name, weight in classified(Path(onet), Path(esco)):
        if name and TITLE.match(title) and title.split()[-1] in people:
            seen[title] = seen.get(title, 0) + weight
            # O*NET lists teachers of all sorts among those of universities
            groups.setdefault(title, AT_A_UNIVERSITY.get(title.split()[-1], name) if name == "academic" else name)
    for title, weight in seen.items():
        words = title.split()
        if title in rows or weight < (1, 4, 5)[len(words) - 1] or words[-1] in TOO_WIDE or words[0] in TOO_WIDE:
            continue
        rows[title] = (groups[title], "strict" if len(words) == 1 else "plain", "")
    rows = {title: row for title, row in rows.items() if row[1] != LEFT_OUT}
    lines = ["# title\tgroup\tway of seeing\trows of facts.tsv, UK/US"]
    lines += ["\t".join((title, *rest)) for title, rest in sorted(rows.items())]
    target = DATA / "occupations.tsv"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{target.name}: {len(rows)} titles, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:4])
