"""Builds assistant/data/facts.tsv from the facts table. Usage: build_facts.py FACTS.csv (under a second)."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "data" / "facts.tsv"


def main(source: str) -> None:
    with open(source, encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    lines = ["# kind\tvalue\tregion\tpopulation\tshare_low\tshare_high\tsource (a star: not verified at the source)"]
    for fact in facts:
        if not fact["share_low"] or not fact["share_high"]:
            continue
        source_note = fact["source"] + ("" if fact["read"] == "yes" else " *")
        lines.append(
            "\t".join(
                (
                    fact["kind"],
                    fact["value"],
                    fact["region"],
                    fact["population"],
                    fact["share_low"],
                    fact["share_high"],
                    source_note,
                )
            )
        )
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines) - 1} facts, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
