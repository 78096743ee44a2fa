"""The shipped tagger in its worker: the same marks whatever the threads or the company, and never a silent nothing."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from assistant.domain.ports import Tag
from assistant.engine import embedded
from assistant.engine.tagger import TaggerClient

CASE = "My client Brunhild, a 34-year-old lighthouse keeper from Hebden Bridge, cried when her twin rang."
LINK = f"https://hebden.example/{'a/' * 102}{'zqxjkvbz' * 8}"
"""254 tokens end inside its last word."""
TEXTS = [CASE, "Theory is a way of looking.", f"{CASE} " * 30, "", "\u200b\u0301", "漢字 و", "x" * 5000, LINK]


@pytest.fixture(scope="module")
def shipped() -> embedded.Embedded:
    found = embedded.find("tagger")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def client(shipped: embedded.Embedded) -> TaggerClient:
    return TaggerClient(shipped.path, shipped.sha256, threads=1)


def kinds(text: str, tags: tuple[Tag, ...] | None) -> dict[str, str]:
    assert tags is not None
    return {text[t.start : t.end]: t.kind for t in tags if ":" not in t.kind}


def test_it_marks_what_a_case_tells(client: TaggerClient) -> None:
    (tags,) = client.tag([CASE])

    found = kinds(CASE, tags)
    assert found["Brunhild"] == "person-name"
    assert found["Hebden Bridge"] == "place"
    assert "lighthouse keeper" in found


def test_any_text_is_answered(client: TaggerClient) -> None:
    answers = client.tag(TEXTS)

    assert None not in answers
    assert all(0 <= t.start < t.end <= len(text) for text, tags in zip(TEXTS, answers, strict=True) for t in tags or ())


def test_marks_depend_on_nothing_but_the_text(client: TaggerClient, shipped: embedded.Embedded) -> None:
    alone = [client.tag([text])[0] for text in TEXTS]
    two = TaggerClient(shipped.path, shipped.sha256, threads=2)

    assert client.tag(TEXTS) == alone
    assert client.tag(TEXTS[::-1])[::-1] == alone
    assert two.tag(TEXTS) == alone
    two.close()


@pytest.mark.parametrize("place", [0.001, 0.5, 0.999])
@pytest.mark.parametrize("which", ["tagger.gguf", "tagger.words"])
def test_one_flipped_byte_is_refused(shipped: embedded.Embedded, tmp_path: Path, which: str, place: float) -> None:
    for path in shipped.hashes:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    whole = TaggerClient(tmp_path / "tagger.gguf", shipped.sha256, threads=1)
    assert whole.tag([CASE]) != [None]
    whole.close()
    data = bytearray((tmp_path / which).read_bytes())
    data[int(len(data) * place)] ^= 1
    (tmp_path / which).write_bytes(data)
    client = TaggerClient(tmp_path / "tagger.gguf", shipped.sha256, threads=1)

    assert client.tag([CASE]) == [None]
    assert client.problem is not None
    assert client.problem.endswith(".")


def test_a_missing_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    client = TaggerClient(tmp_path / "none.gguf", "0" * 64)

    assert client.tag([CASE]) == [None]
    assert client.problem is not None


def test_a_worker_that_dies_is_started_again(shipped: embedded.Embedded) -> None:
    client = TaggerClient(shipped.path, shipped.sha256, threads=1)
    assert client.ready()
    worker = client._watch.worker
    assert worker is not None
    os.kill(worker.process_id, getattr(signal, "SIGKILL", signal.SIGTERM))

    answers = [client.tag([CASE])[0], client.tag([CASE])[0]]
    assert answers[-1] is not None
    client.close()


def test_every_shipped_file_is_what_the_manifest_says() -> None:
    import hashlib

    models = embedded.embedded()

    assert {m.role for m in models} >= {"tagger"}
    assert sum(m.size for m in models) <= 64_000_000
    for model in models:
        assert hashlib.sha256(model.path.read_bytes()).hexdigest() == model.sha256
        assert model.path.stat().st_size == model.size


def test_a_broken_manifest_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"models": [{"name": 3}]}', encoding="utf-8")

    assert embedded.embedded(tmp_path) == ()
    assert embedded.find("tagger", tmp_path) is None
