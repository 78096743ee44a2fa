"""The writer's recipe from raw text to a model file that the product's engine loads, at toy size."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs torch, which the product doesn't")
pytest.importorskip("tokenizers", reason="training needs tokenizers, which the product doesn't")
pytest.importorskip("gguf", reason="a model file is written with gguf")

SHAPE = {"vocabulary": 320, "width": 64, "layers": 1, "heads": 2, "wide": 96, "context": 64}
PEOPLE = ("The nurse", "A teacher", "My neighbour", "The old man", "Her mother", "One of the boys")
DID = ("was walking to the station", "has a small garden", "told a friend about the letter", "does not like the rain")
WHEN = ("in the morning", "after the meal", "before the long meeting", "on the way home from work")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raw data set of invented sentences, and everything that comes of it."""
    folder = tmp_path_factory.mktemp("writer")
    source = random.Random(7)
    raw = folder / "raw" / "lm-plos"
    raw.mkdir(parents=True)
    lines = []
    for number in range(900):
        some = [f"{source.choice(PEOPLE)} {source.choice(DID)} {source.choice(WHEN)}." for _ in range(3)]
        lines.append(" ".join(some) + f" This was day {number}.")
        if number % 6 == 5:
            lines.append("<|endofdoc|>")
    (raw / "text.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_every_step_runs_and_goes_on_from_where_it_stopped(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.engine.ranker import RankerClient
    from scripts.train.writer import corpus, export, finetune, neighbours, pairs, pretrain, tokenizer

    def call(module: object, *arguments: object) -> None:
        monkeypatch.setattr("sys.argv", ["script", *map(str, arguments)])
        module.main()  # type: ignore[attr-defined]

    call(corpus, run / "raw", run / "corpus")
    assert (run / "corpus" / "held-modern.txt").stat().st_size > 0
    call(tokenizer, run / "corpus", run, "--size", SHAPE["vocabulary"])
    call(neighbours, run, "--size", SHAPE["vocabulary"], "--width", SHAPE["width"], "--rounds", 3)
    shape = json.dumps(SHAPE)
    pretrain.main([str(run), "--steps", "3", "--cooldown", "2", "--rows", "8", "--shape", shape])
    pretrain.main([str(run), "--steps", "6", "--cooldown", "2", "--rows", "8"])
    assert pretrain.load(run / "pretrain.pt")[1] == 6
    call(pairs, run / "corpus", run / "pairs.jsonl", "--count", 60)
    finetune.main([str(run), str(run / "pairs.jsonl"), "--steps", "3", "--measure", str(run / "pairs.jsonl")])
    written = export.export(run, run / "writer.gguf")
    again = export.export(run, run / "again.gguf")
    assert written.read_bytes() == again.read_bytes()

    from tokenizers import Tokenizer

    told = finetune.read_pairs(run / "pairs.jsonl")[:4]
    model, _ = pretrain.load(run / "finetune.pt")
    words = Tokenizer.from_file(str(run / "tokenizer.json"))
    rows = [finetune.row(words, p["before"], p["good"], SHAPE["context"]) for p in told]
    wanted = finetune.scores(model, rows).tolist()
    ranker = RankerClient(written, hashlib.sha256(written.read_bytes()).hexdigest())
    try:
        found = ranker.score([(p["before"], f" {p['good']}" if p["before"] else p["good"]) for p in told])
    finally:
        ranker.close()
    assert found == pytest.approx(wanted, abs=0.05)


def test_what_is_spoilt_is_spoilt_as_its_family_says() -> None:
    from assistant.rewrite.sentence import Sentence
    from scripts.train.writer.pairs import FAMILIES

    sentence = Sentence("She has a brother who was walking to the old station.")
    source = random.Random(3)
    made = {name: {spoil(sentence, source) for _ in range(40)} for name, spoil in FAMILIES.items()}
    assert "She have a brother who was walking to the old station." in made["agreement"]
    assert "She has an brother who was walking to the old station." in made["article"]
    assert "She has a brothers who was walking to the old station." in made["number"]
    assert any(text and "a relative" in text for text in made["stilted"])
    assert all(sentence.text not in texts for texts in made.values())
