"""The writer's recipe from pairs to an adapter that the product's engine loads beside its base, at toy size."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs torch, which the product doesn't")
pytest.importorskip("tokenizers", reason="training needs tokenizers, which the product doesn't")
pytest.importorskip("gguf", reason="a model file is written with gguf")
pytest.importorskip("llama_cpp", reason="what was taught is tried in the engine")

DRAFT = """## t1 (post, voice: author, uk)
1. My client [[Bev]] rang [[on Tuesday]]. Rest is not a prize.
1 = A client may ring. Rest is not a prize.
2. I said so.
2 = =
3. [[She lives in Hull.]]
3 = -
"""


def test_what_is_taught_reaches_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.domain.ports import Window
    from assistant.engine.ranker import RankerClient
    from assistant.prompting.retelling import SYSTEM, asked
    from scripts.train.writer import adapt, export_adapter, retold
    from scripts.train.writer.base import Adaptable, tokenizer_of
    from tests import tiny

    def call(module: object, *arguments: object) -> None:
        monkeypatch.setattr("sys.argv", ["script", *map(str, arguments)])
        module.main()  # type: ignore[attr-defined]

    (tmp_path / "told").mkdir()
    (tmp_path / "told" / "one.txt").write_text(DRAFT, encoding="utf-8")
    call(retold, tmp_path / "pairs.jsonl", "--folder", tmp_path / "told")
    rows = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["answer"] for row in rows} >= {"A client may ring. Rest is not a prize.", "-"}
    base = tiny.build(tmp_path / "base.gguf", "random", family="smollm", shape=tiny.Shape(2, 64))
    call(adapt, base, tmp_path / "run", tmp_path / "pairs.jsonl", "--tokens", 3_000, "--exact")
    call(adapt, base, tmp_path / "run", tmp_path / "pairs.jsonl", "--tokens", 6_000, "--exact")
    written = export_adapter.export(tmp_path / "run", tmp_path / "adapter.gguf")
    again = export_adapter.export(tmp_path / "run", tmp_path / "again.gguf")
    assert written.read_bytes() == again.read_bytes()
    call(adapt, base, tmp_path / "on", tmp_path / "pairs.jsonl", "--tokens", 500, "--start", written, "--exact")
    kept = adapt.adapters_in(written)
    assert set(kept) == set(Adaptable(base, adapt.RANK, 1).adapters())

    hashes = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in (base, written)}
    pairs = [("", "A client may ring."), ("", "She lives in Hull.")]
    taught, untaught = RankerClient(base, hashes, adapter=written), RankerClient(base, {base: hashes[base]})
    try:
        assert taught.score(pairs) != untaught.score(pairs)
        assert len(taught.tell([Window("", "My client rang.", (), True, "")], "post")) == 1
    finally:
        taught.close()
        untaught.close()
    row = adapt.row(tokenizer_of(base), {"ask": asked(Window("", "She rang.", (), True, ""), "post"), "answer": "="})
    assert SYSTEM
    assert len(row[0]) > len(row[1])
    assert Adaptable(base, adapt.RANK).adapters()


def test_a_draft_that_holds_its_own_units_is_read_with_its_marks(tmp_path: Path) -> None:
    from scripts.train.writer import retold

    (tmp_path / "one.txt").write_text(DRAFT, encoding="utf-8")
    audience, found = retold.sources("t1", tmp_path)
    assert audience == "post"
    text, places = found[0]
    assert text == "My client Bev rang on Tuesday. Rest is not a prize."
    assert [text[m.start : m.end] for m in places] == ["Bev", "on Tuesday"]
    assert [each[2] for each in retold.units_told(tmp_path)][1:] == ["=", "-"]


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
