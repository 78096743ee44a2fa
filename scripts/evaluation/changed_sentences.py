"""Collects the sentences that rewriting changed, so that somebody can say which read well, without seeing any score.

    python -m scripts.evaluation.changed_sentences OUT.jsonl DRAFTS... [--most 150]

DRAFTS are folders of labelled drafts (tests/drafts/tuning and the like, never held_out). A line of OUT is {"id",
"before" (the sentence before, as published), "original", "after"}. Rules alone; seeded. A minute.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from assistant.composition import build_pipeline, read_draft
from assistant.domain.changes import Audience, Voice
from assistant.domain.text import Edit, apply_edits
from assistant.pipeline import Options, Result


def changed(result: Result) -> list[tuple[str, str, str]]:
    """Before, original and rewritten text of every passage that was changed and not left out."""
    found = []
    draft, before, paragraph = result.analysis.draft, "", -1
    for passage in draft.passages:
        touching = [c for c in result.changes if c.span.overlaps(passage.span)]
        if any(not passage.span.contains(c.span) for c in touching):
            before = ""
            continue
        edits = [Edit(c.span.shifted(-passage.span.start), c.after) for c in touching]
        after = apply_edits(passage.text, edits).strip()
        before = before if paragraph == passage.paragraph else ""
        if touching and after and passage.role.is_prose:
            found.append((before, passage.text.strip(), after))
        before, paragraph = after or before, passage.paragraph
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("drafts", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=150)
    options = parser.parse_args()
    pipeline = build_pipeline()
    found: list[tuple[str, str, str]] = []
    for label_path in sorted(p for folder in options.drafts for p in folder.glob("*.json")):
        label = json.loads(label_path.read_text(encoding="utf-8"))
        path = next(p for p in sorted(label_path.parent.glob(f"{label_path.stem}.*")) if p.suffix != ".json")
        how = Options(audience=Audience(label["audience"]), voice=Voice(label["voice"]))
        if not label["benign"]:
            found += changed(pipeline.rewrite(read_draft(str(path)), how))
    random.Random(7).shuffle(found)
    with options.out.open("w", encoding="utf-8") as file:
        for number, (before, original, after) in enumerate(found[: options.most], 1):
            told = {"id": f"s{number:03}", "before": before, "original": original, "after": after}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
    print(f"{len(found)} sentences")


if __name__ == "__main__":
    main()
