"""The larger sifter on a tiny model: every token sees all of the draft, and its word depends on nothing else."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.engine.llama import EngineError, Stopped
from assistant.engine.protocol import Code
from assistant.engine.reader import LONGEST, PREFIX, Reader
from tests import tiny

TEXT = "She said “naïve”, twice.\n\n  Then 🐝🐝 came, and  the café shut."
SAID = {
    PREFIX + "head": base64.b64encode(np.linspace(-1, 1, tiny.Shape().width, dtype="<f4").tobytes()).decode(),
    PREFIX + "bias": "-0.25",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.build(tmp_path_factory.mktemp("reader") / "base.gguf", family="smollm")


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.adapter(tmp_path_factory.mktemp("reader") / "reader.gguf", said=SAID)


Opened = Callable[[int], Reader]


@pytest.fixture(scope="module")
def opened(base: Path, changes: Path) -> Opened:
    return lambda threads: Reader(str(base), str(changes), threads, lambda: False)


def test_tokens_lie_on_the_characters_of_the_text(opened: Opened) -> None:
    reader = opened(1)
    pieces = reader.pieces(TEXT)

    assert {at for p in pieces for at in range(p.start, p.end)} == {n for n, c in enumerate(TEXT) if not c.isspace()}
    assert [p.start for p in pieces] == sorted(p.start for p in pieces)
    assert reader.pieces("") == []


def test_each_token_that_is_no_white_space_has_its_word(opened: Opened) -> None:
    (marks,) = opened(1).tag([TEXT])

    assert all(mark.start < mark.end and not TEXT[mark.start].isspace() for mark in marks)
    assert marks[-1].end == len(TEXT)
    assert {mark.output for mark in marks} == {"stands"}
    assert all(0 < mark.score < 1 for mark in marks)


def test_the_first_token_sees_the_last(opened: Opened) -> None:
    reader = opened(1)
    (one,), (other,) = reader.tag([TEXT + " Yes."]), reader.tag([TEXT + " No."])

    assert one[0].score != other[0].score


def test_the_word_is_the_same_for_any_threads_and_whatever_was_read_before(opened: Opened) -> None:
    one, two = opened(1), opened(2)
    long = TEXT * 60

    assert len(one.pieces(long)) > LONGEST
    alone = list(one.tag([TEXT]))
    assert list(one.tag([long, TEXT]))[1:] == alone
    assert list(two.tag([TEXT])) == alone
    assert list(two.tag([long])) == list(one.tag([long]))
    (marks,) = one.tag([long])
    assert marks[-1].end == len(long)


def test_changes_without_a_vector_and_files_that_are_none_are_refused(base: Path, tmp_path: Path) -> None:
    bare = tiny.adapter(tmp_path / "bare.gguf")
    short = tiny.adapter(tmp_path / "short.gguf", said=SAID | {PREFIX + "head": "AAAA"})
    nonsense = tmp_path / "nonsense.gguf"
    nonsense.write_bytes(b"GGUF nonsense")
    for path, code in ((bare, Code.UNSUPPORTED), (short, Code.UNSUPPORTED), (nonsense, Code.BROKEN)):
        with pytest.raises(EngineError) as refused:
            Reader(str(base), str(path), 1, lambda: False)
        assert refused.value.code is code


def test_it_stops_when_it_is_told_to(base: Path, changes: Path) -> None:
    wanted = [False]
    reader = Reader(str(base), str(changes), 1, lambda: wanted[0])
    wanted[0] = True

    with pytest.raises(Stopped):
        list(reader.tag([TEXT]))
