"""Draws the sixty rewrites that are read for prose: thirty labelled drafts, thirty passages of clinical records.

Usage: sample_prose.py DRAFTS CASES_FOLDER OUT.jsonl   (seconds; seed 7)
DRAFTS: a folder of labelled drafts (one that is held out); every case draft, then benign ones up to thirty.
CASES_FOLDER: where the archives mts-dialog and aci-bench were unpacked, each into a folder of its own name.
OUT: one JSON object a line in shuffled order: {id, before, after}, ids that say nothing of the source; a key file
OUT.key.json beside it says which is which.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from pathlib import Path
from typing import Any

from assistant.composition import build_pipeline, draft_of, read_draft
from assistant.domain.changes import Audience, Voice
from assistant.pipeline import Options

EACH = 30
WORDS = (40, 140)
"""Passages shorter say nothing, longer ones are not read to the end."""


def drafts(folder: Path, rng: random.Random) -> list[tuple[str, Any, Options]]:
    found = []
    for label_path in sorted(folder.glob("*.json")):
        label = json.loads(label_path.read_text(encoding="utf-8"))
        path = next(p for p in sorted(folder.glob(f"{label_path.stem}.*")) if p.suffix != ".json")
        options = Options(audience=Audience(label["audience"]), voice=Voice(label["voice"]))
        found.append((label["benign"], path.stem, read_draft(str(path)), options))
    cases = [f[1:] for f in found if not f[0]]
    benign = [f[1:] for f in found if f[0]]
    rng.shuffle(benign)
    return (cases + benign)[:EACH]


def passages(folder: Path, rng: random.Random) -> list[tuple[str, Any, Options]]:
    texts: list[tuple[str, str]] = []
    for name in ("mts-dialog", "aci-bench"):
        for path in sorted((folder / name).rglob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                for number, row in enumerate(csv.DictReader(file)):
                    if row.get("section_header") in ("GENHX", "FAM/SOCHX", "PASTMEDICALHX"):
                        texts.append((f"{path.stem}-{number}", row["section_text"]))
    fitting = [(i, t) for i, t in texts if WORDS[0] <= len(t.split()) <= WORDS[1]]
    teaching = Options(audience=Audience.TEACHING)
    return [(i, draft_of(t.strip() + "\n", "text"), teaching) for i, t in rng.sample(fitting, EACH)]


def main(draft_folder: str, cases: str, out: str) -> None:
    rng = random.Random(7)
    pipeline = build_pipeline()
    chosen = drafts(Path(draft_folder), rng) + passages(Path(cases), rng)
    rng.shuffle(chosen)
    key = {}
    with open(out, "w", encoding="utf-8") as file:
        for number, (source, draft, options) in enumerate(chosen, 1):
            result = pipeline.rewrite(draft, options)
            key[f"p{number:02}"] = {
                "source": source,
                "changed": result.text != draft.text,
                "audience": options.audience.value,
                "outcome": result.outcome.value,
            }
            file.write(json.dumps({"id": f"p{number:02}", "before": draft.text, "after": result.text}) + "\n")
    Path(out + ".key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
