"""The embedded writer: scores and tells where it can, and says plainly where it can't."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.domain.ports import Mark, Status, Window
from assistant.engine.base import WriterClient
from assistant.engine.ranker import RankerClient
from assistant.prompting import Prompt
from tests import tiny

PAIRS = [("She sat down.", " Then she cried."), ("She sat down.", " Then cried she."), ("", "He left.")]


UNIT = Window("", "My client cried.", (Mark(0, 9, "", ""),), True, "")


def _hash(path: Path) -> dict[Path, str]:
    return {path: hashlib.sha256(path.read_bytes()).hexdigest()}


def test_it_scores_as_the_writing_client_does(models: dict[str, Path], prompt: Prompt) -> None:
    ranker = RankerClient(models["random"], _hash(models["random"]))
    try:
        scores = ranker.score(PAIRS)
    finally:
        ranker.close()
    with WriterClient(models["random"], prompt) as client:
        assert scores == client.score(PAIRS)
    assert len(set(scores)) == len(PAIRS)


def test_the_same_pair_has_the_same_score_whatever_stands_beside_it(models: dict[str, Path]) -> None:
    ranker = RankerClient(models["random"], _hash(models["random"]))
    try:
        assert ranker.score(PAIRS[1:2]) == ranker.score(PAIRS)[1:2] == ranker.score(PAIRS[::-1])[1:2]
    finally:
        ranker.close()


def test_a_file_with_one_bit_turned_scores_nothing_and_says_why(models: dict[str, Path], tmp_path: Path) -> None:
    data = bytearray(models["random"].read_bytes())
    data[-100] ^= 1
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(data)
    ranker = RankerClient(damaged, {damaged: _hash(models["random"])[models["random"]]})
    assert ranker.score(PAIRS) == [None, None, None]
    assert ranker.problem is not None
    assert "not those that came with discreet" in ranker.problem
    ranker.close()


def test_a_file_that_is_gone_or_no_model_scores_nothing(tmp_path: Path) -> None:
    gone = RankerClient(tmp_path / "gone.gguf", {tmp_path / "gone.gguf": ""})
    assert gone.score(PAIRS) == [None, None, None]
    assert gone.problem
    nonsense = tmp_path / "nonsense.gguf"
    nonsense.write_bytes(b"GGUF nonsense")
    broken = RankerClient(nonsense, _hash(nonsense))
    assert broken.score(PAIRS) == [None, None, None]
    assert broken.problem
    gone.close()
    broken.close()


def test_changes_to_the_weights_change_what_it_says_and_nothing_else(models: dict[str, Path], tmp_path: Path) -> None:
    adapter = tiny.adapter(tmp_path / "adapter.gguf")
    hashes = _hash(models["random"]) | _hash(adapter)
    with_it = RankerClient(models["random"], hashes, adapter=adapter)
    without = RankerClient(models["random"], _hash(models["random"]))
    try:
        assert with_it.score(PAIRS) != without.score(PAIRS)
        assert with_it.score(PAIRS) == with_it.score(PAIRS)
        assert with_it.identity == f"adapter sha256:{hashes[adapter]}"
    finally:
        with_it.close()
        without.close()


def test_a_broken_adapter_costs_its_wordings_and_says_why(models: dict[str, Path], tmp_path: Path) -> None:
    adapter = tmp_path / "adapter.gguf"
    adapter.write_bytes(b"GGUF nonsense")
    writer = RankerClient(models["random"], _hash(models["random"]) | _hash(adapter), adapter=adapter)
    assert [answer.status for answer in writer.tell([UNIT], "post")] == [Status.FAILED]
    assert writer.problem
    writer.close()


def test_it_tells_on_one_line_or_says_that_it_came_to_no_end(models: dict[str, Path]) -> None:
    writer = RankerClient(models["chain"], _hash(models["chain"]))
    try:
        answers = writer.tell([UNIT, UNIT], "post")
    finally:
        writer.close()
    assert [answer.text for answer in answers] == ["some", "some"]
