"""Detection, rewriting and risk on the invented labelled drafts.

Usage: python benchmarks/drafts.py tests/drafts/tuning [--rules-only] [--each] [--out DIR]

A labelled detail counts as found when the product's details cover at least half of one of its places; as gone when
its words no longer stand in the rewritten text (whole words, any case). `--each` names the
misses and the false alarms; `--out` writes every rewritten draft there, to be read.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.composition import build_pipeline, read_draft
from assistant.domain.changes import Audience, Voice
from assistant.domain.details import Detail
from assistant.domain.risk import Reader, Tier
from assistant.pipeline import Options, Pipeline, Result


@dataclass
class Tally:
    """Counts over a folder; every share is reported with its counts."""

    found: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    folded: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    must_go: Counter[str] = field(default_factory=Counter)
    kinds_found: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    false_alarms: int = 0
    flags_on_cases: int = 0
    stays: int = 0
    stays_kept: int = 0
    benign: int = 0
    benign_low: int = 0
    benign_same: int = 0
    benign_words: int = 0
    benign_flags: int = 0
    cases: int = 0
    again_same: int = 0
    drafts: int = 0
    tiers_right: Counter[str] = field(default_factory=Counter)
    tiers: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    unresolved: int = 0


def _pipeline(*, rules_only: bool) -> Pipeline:
    """The product's own; by rules alone without the note that nothing is low then, to compare like with like."""
    return Pipeline(build_pipeline(rules_only=True).documents) if rules_only else build_pipeline()


def words_of(text: str) -> int:
    return len(re.findall(r"\w+", text))


def places(text: str, words: str) -> list[tuple[int, int]]:
    pattern = re.escape(words)
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    right = r"(?!\w)" if words[-1:].isalnum() else ""
    exact = [m.span() for m in re.finditer(left + pattern + right, text)]
    return exact or [m.span() for m in re.finditer(pattern, text)]


def overlap(place: tuple[int, int], detail: Detail) -> int:
    return sum(max(0, min(place[1], s.end) - max(place[0], s.start)) for s in detail.spans)


def is_found(text: str, words: str, details: list[Detail]) -> bool:
    """Whether details together cover at least half of one place of the words."""
    covered = {i for d in details for s in d.spans for i in range(s.start, s.end)}
    return any(2 * sum(i in covered for i in range(*spot)) >= spot[1] - spot[0] for spot in places(text, words))


def judge_draft(pipeline: Pipeline, path: Path, label: dict[str, Any], tally: Tally, each: bool) -> Result:
    options = Options(audience=Audience(label["audience"]), voice=Voice(label["voice"]))
    draft = read_draft(str(path))
    result = pipeline.rewrite(draft, options)
    counting = [d for d in result.analysis.details if d.counts]
    flagged = [d for d in counting if not d.folded]
    tally.drafts += 1
    again = pipeline.rewrite(pipeline.documents.reread(draft, result.text), options)
    tally.again_same += again.text == result.text
    if each and again.text != result.text:
        print(f"  {path.name}: a second pass changes {[(c.before, c.after) for c in again.changes][:3]}")
    if label["benign"]:
        tally.benign += 1
        tally.benign_low += result.analysis.risk.overall is Tier.LOW
        tally.benign_same += result.text == draft.text
        tally.benign_words += words_of(draft.text)
        tally.benign_flags += len(flagged)
        if each and flagged:
            print(f"  {path.name}: FALSE ALARM {[(d.kind.value, d.texts[0]) for d in flagged]}")
        return result
    tally.cases += 1
    text, new = draft.text, result.text
    for detail in label["details"]:
        directness, kind = detail["directness"], detail["kind"]
        if not detail["must_go"]:
            continue
        tally.planted[directness] += 1
        tally.kinds[kind] += 1
        seen = is_found(text, detail["text"], flagged)
        tally.folded[directness] += not seen and is_found(text, detail["text"], counting)
        tally.found[directness] += seen
        tally.kinds_found[kind] += seen
        tally.must_go[directness] += 1
        gone = not places(new, detail["text"])
        tally.gone[directness] += gone
        if each and not seen:
            print(f"  {path.name}: MISSED {directness} {kind}: {detail['text']!r}")
        elif each and not gone:
            print(f"  {path.name}: KEPT {directness} {kind}: {detail['text']!r}")
    spots = [spot for d in label["details"] for spot in places(text, d["text"])]
    for one in flagged:
        tally.flags_on_cases += 1
        if not any(overlap(spot, one) for spot in spots):
            tally.false_alarms += 1
            if each:
                print(f"  {path.name}: EXTRA {one.kind.value} {one.texts[0]!r}")
    for words in label["must_stay"]:
        tally.stays += 1
        tally.stays_kept += words.lower() in new.lower()
        if each and words.lower() not in new.lower():
            print(f"  {path.name}: LOST {words!r}")
    for reader in Reader:
        tally.tiers[reader] += 1
        tally.tiers_right[reader] += result.analysis.risk.readers[reader].tier.word == label["tiers"][reader.value]
        if each and result.analysis.risk.readers[reader].tier.word != label["tiers"][reader.value]:
            print(
                f"  {path.name}: TIER {reader} {result.analysis.risk.readers[reader].tier.word}, "
                f"label {label['tiers'][reader.value]}"
            )
    tally.outcomes[result.outcome.value] += 1
    tally.after[result.risk.overall.word] += 1
    tally.unresolved += len(result.unresolved)
    return result


def share(hits: int, total: int) -> str:
    return f"{hits / total:.3f} ({hits}/{total})" if total else "–"


def report(tally: Tally) -> None:
    print(f"drafts {tally.drafts}, of them benign {tally.benign}")
    for directness in ("direct", "quasi", "episodic", "verbatim"):
        print(
            f"recall {directness}: {share(tally.found[directness], tally.planted[directness])} "
            f"(and {tally.folded[directness]} seen but held common); "
            f"gone from the output: {share(tally.gone[directness], tally.must_go[directness])}"
        )
    others = ("quasi", "episodic", "verbatim")
    print(
        "recall of the others together:",
        share(sum(tally.found[k] for k in others), sum(tally.planted[k] for k in others)),
    )
    print(
        "others kept in the output:",
        share(sum(tally.must_go[k] - tally.gone[k] for k in others), sum(tally.must_go[k] for k in others)),
    )
    print("recall by kind:", ", ".join(f"{k} {tally.kinds_found[k]}/{n}" for k, n in sorted(tally.kinds.items())))
    print("flags on cases outside any label:", share(tally.false_alarms, tally.flags_on_cases))
    print("words that must stay, kept:", share(tally.stays_kept, tally.stays))
    print(
        "benign: Low",
        share(tally.benign_low, tally.benign),
        "· byte-identical",
        share(tally.benign_same, tally.benign),
        f"· flags per 300 words {300 * tally.benign_flags / max(tally.benign_words, 1):.2f}",
    )
    print("a second pass changes nothing:", share(tally.again_same, tally.drafts))
    print("tiers as labelled:", ", ".join(f"{r} {share(tally.tiers_right[r], tally.tiers[r])}" for r in Reader))
    print(
        "cases after:",
        dict(tally.after),
        "· outcomes:",
        dict(tally.outcomes),
        "· unresolved details:",
        tally.unresolved,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--rules-only", action="store_true")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    pipeline, tally = _pipeline(rules_only=chosen.rules_only), Tally()
    for label_path in sorted(chosen.folder.glob("*.json")):
        path = next(p for p in sorted(chosen.folder.glob(f"{label_path.stem}.*")) if p.suffix != ".json")
        label = json.loads(label_path.read_text(encoding="utf-8"))
        result = judge_draft(pipeline, path, label, tally, chosen.each)
        if chosen.out:
            chosen.out.mkdir(parents=True, exist_ok=True)
            (chosen.out / path.name).write_text(result.text, encoding="utf-8")
    report(tally)


if __name__ == "__main__":
    sys.exit(main())
