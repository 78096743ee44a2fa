"""Collects the sentences that come out differently when a model ranks the wordings, for a blind reading.

    python -m scripts.evaluation.ranked_sentences MODEL.gguf OUT.jsonl DRAFTS...

DRAFTS are folders of labelled drafts (never held_out). A line of OUT is {"id", "original", "a", "b"}, a and b in an
order that only OUT.key.json tells. Prints how many sentences were changed at all, and seconds with and without. The
tagger is left out. Seeded. Two minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from contextlib import closing
from pathlib import Path

from assistant.composition import build_pipeline, read_draft
from assistant.domain.changes import Audience, Voice
from assistant.engine.ranker import RankerClient
from assistant.pipeline import Options, Pipeline
from scripts.evaluation.changed_sentences import changed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("drafts", type=Path, nargs="+")
    options = parser.parse_args()
    source = random.Random(7)
    bare = build_pipeline(rules_only=True)
    found: list[tuple[str, str, str]] = []
    count = 0
    seconds = [0.0, 0.0]
    with closing(RankerClient(options.model, {})) as ranker:
        if not ranker.ready():
            raise SystemExit(ranker.problem)
        ranked = Pipeline(bare.documents, None, ranker, strict=True)
        for label_path in sorted(p for folder in options.drafts for p in folder.glob("*.json")):
            label = json.loads(label_path.read_text(encoding="utf-8"))
            path = next(p for p in sorted(label_path.parent.glob(f"{label_path.stem}.*")) if p.suffix != ".json")
            how = Options(audience=Audience(label["audience"]), voice=Voice(label["voice"]))
            both = []
            for nth, pipeline in enumerate((bare, ranked)):
                began = time.perf_counter()
                result = pipeline.rewrite(read_draft(str(path)), how)
                seconds[nth] += time.perf_counter() - began
                both.append({original: after for _, original, after in changed(result)})
            without, with_ = both
            count += len(without)
            found += [
                (original, without.get(original, ""), with_.get(original, ""))
                for original in dict.fromkeys((*without, *with_))
                if without.get(original) != with_.get(original)
            ]
    source.shuffle(found)
    key = {}
    with options.out.open("w", encoding="utf-8") as file:
        for number, (original, without_, with_it) in enumerate(found, 1):
            name = f"r{number:03}"
            first = source.random() < 0.5
            a, b = (with_it, without_) if first else (without_, with_it)
            key[name] = "a" if first else "b"
            file.write(json.dumps({"id": name, "original": original, "a": a, "b": b}, ensure_ascii=False) + "\n")
    Path(f"{options.out}.key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")
    print(f"{len(found)} of {count} changed sentences differ; {seconds[0]:.1f} s without, {seconds[1]:.1f} s with")


if __name__ == "__main__":
    main()
