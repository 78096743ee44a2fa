"""What a rewrite keeps and cuts, sentence by sentence, beside what readers hold to stand without the story.

    python -m scripts.evaluation.what_stands [--stands scripts/train/tagger/stands.tsv] [--part 0/5] [--each]

Takes the case drafts with labels in STANDS whose names are in the part that training leaves out, rewrites them by rules
and tagger, and counts sentences: left word for word though they only make sense with the story (orphans, unless most
of the story is told), cut though they would stand (needless cuts), reworded. `--each` prints them. A minute and a half
for the default on two cores.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from assistant.composition import build_pipeline, read_draft
from assistant.domain.changes import Audience, Voice
from assistant.domain.text import Role
from assistant.pipeline import Options
from assistant.rewrite.leaving_out import emptied, words_now
from assistant.rewrite.line import RUNNING
from scripts.train.tagger.sources import standing
from scripts.train.writer.retold import is_held_out

DRAFTS = Path("tests/drafts")
MOSTLY = 0.5
"""Part of the sentences of the story that have to be told, reworded or not, for it to count as told."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stands", type=Path, default=Path("scripts/train/tagger/stands.tsv"))
    parser.add_argument("--part", default="0/5")
    parser.add_argument("--each", action="store_true", help="print every orphan and every needless cut")
    given = parser.parse_args()
    part, parts = map(int, given.part.split("/"))
    pipeline = build_pipeline()
    total: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for name, stands in sorted(standing(given.stands).items()):
        source = next((p for s in (".txt", ".md") if (p := DRAFTS / f"{name}{s}").exists()), None)
        if source is None or not is_held_out(name, part, parts):
            continue
        about = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
        draft = read_draft(source)
        audience = Audience(about["audience"])
        options = Options(audience=audience, voice=Voice(about["voice"]))
        result = pipeline.rewrite(draft, options)
        outcomes[f"{result.outcome}"] += 1
        gone = emptied(draft, result.changes)
        rows = []
        for passage in draft.passages:
            if passage.role not in RUNNING | {Role.HEADING} or not passage.text.strip():
                continue
            holds = any(a < passage.span.end and passage.span.start < b for a, b in stands)
            cut = passage.index in gone
            changed = not cut and words_now(passage, result.changes).strip() != passage.text.strip()
            rows.append((holds, "cut" if cut else "changed" if changed else "same", passage.text.strip()))
        story = [state for holds, state, _ in rows if not holds]
        told = sum(state != "cut" for state in story) > MOSTLY * len(story)
        total["drafts"] += 1
        total["story told"] += told
        bad = 0
        for holds, state, text in rows:
            total[f"{'stands' if holds else 'story'}: {state}"] += 1
            orphan, needless = not holds and state != "cut" and not told, holds and state == "cut"
            total["orphans word for word"] += orphan and state == "same"
            total["orphans reworded"] += orphan and state == "changed"
            bad += orphan or needless
            if given.each and (orphan or needless):
                print(f"{name} {audience} {'orphan ' + state if orphan else 'needless cut'}: {text}")
        total["drafts with neither orphan nor needless cut, story not told"] += not bad and not told
    for what, count in sorted(total.items()):
        print(f"{count:>6} {what}")
    print(dict(outcomes))


if __name__ == "__main__":
    main()
