"""Build `assistant/data/organisations.tsv` from a hand-written list and the names of universities.

    build_organisations.py WORLD_UNIVERSITIES_JSON

The JSON is Hipo's list of universities and domains (MIT licence); of it, only names in English-speaking countries that
no pattern ("University of …", "… College") would see are kept. `employers.txt`, beside this script, is ours.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "assistant" / "data"
ENGLISH = {"GB", "US", "IE", "CA", "AU", "NZ"}
SEEN_ANYWAY = re.compile(r"\b(?:University|College|Institute|School|Academy|Seminary|Centre|Center)\b")


def main(universities: str) -> None:
    rows: dict[str, tuple[str, str, str]] = {}
    for line in (HERE / "employers.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        head, _, names = line.partition(":")
        sort, small = (head.removesuffix(" small"), "small") if head.endswith(" small") else (head, "large")
        for name in (n.strip() for n in names.split(";")):
            rows[name.rstrip("*")] = (sort, small, "w" if name.endswith("*") else "")
    for entry in json.loads(Path(universities).read_text(encoding="utf-8")):
        name = entry["name"].strip()
        unseen = not SEEN_ANYWAY.search(name) and name.count(" ") >= 1 and name.isascii()
        if entry["alpha_two_code"] in ENGLISH and unseen:
            rows.setdefault(name, ("university", "large", ""))
    header = "# name, sort, large or small, mark (w: also a word or a name)  (SOURCES.md)\n"
    text = "".join(f"{name}\t{sort}\t{size}\t{mark}\n" for name, (sort, size, mark) in sorted(rows.items()))
    (DATA / "organisations.tsv").write_text(header + text, encoding="utf-8")
    print(len(rows), "names")


if __name__ == "__main__":
    main(*sys.argv[1:])
