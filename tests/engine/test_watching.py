"""What a stop, a slip and a request that is too long cost: that request, and neither the next ones nor the model."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.errors import ModelError
from assistant.domain.ports import Mark, Status, Window
from assistant.engine import process, tagger, watch
from assistant.engine.base import WriterClient
from assistant.engine.failures import Failure
from assistant.engine.process import WorkerProcess
from assistant.engine.protocol import Answered, Cancel, Done, Failed, Propose, Score, Scored, Tag, Tagged
from assistant.engine.ranker import RankerClient
from assistant.engine.tagger import TaggerClient
from assistant.engine.watch import Watch
from assistant.prompting import Prompt
from tests.engine.scripted import LOADED, Scripted

UNIT = Window("", "My client cried.", (Mark(0, 9, "", ""),), True, "")


def answers(message: Any) -> Iterable[Any]:
    """Every question, as a model that works."""
    if isinstance(message, Propose):
        yield from (Answered(message.id, at, "some", "done", 1) for at in range(len(message.asks)))
    if isinstance(message, Score):
        yield from (Scored(message.id, at, -1.0) for at in range(len(message.pairs)))
    if not isinstance(message, Cancel):
        yield Done(message.id, 0.0, 0)


def ranker(model: Path, start: Callable[[], Any]) -> RankerClient:
    return RankerClient(model, {model: hashlib.sha256(model.read_bytes()).hexdigest()}, start=start)


# The embedded writer.


def test_a_stop_while_it_loads_costs_what_was_asked_and_not_the_writer(models: dict[str, Path]) -> None:
    worker = Scripted(answers, load=lambda _: ())
    writer = ranker(models["random"], lambda: worker)
    told: list[Any] = []
    asking = threading.Thread(target=lambda: told.extend(writer.tell([UNIT], "post")))
    asking.start()
    while asking.is_alive():
        writer.cancel()
        asking.join(0.02)
    assert [answer.status for answer in told] == [Status.CANCELLED]

    worker.say(LOADED)
    assert writer.ready()
    assert [answer.text for answer in writer.tell([UNIT], "post")] == ["some"]
    assert not any(isinstance(message, Cancel) for message in worker.sent)


def test_a_stop_before_a_model_is_opened_is_not_meant_for_its_loading(models: dict[str, Path], prompt: Prompt) -> None:
    def obeys(message: Any) -> Iterable[Any]:
        return [Failed(message.id, "cancelled")] if isinstance(message, Cancel) else answers(message)

    worker = Scripted(obeys, load=lambda _: ())
    client = WriterClient(models["random"], prompt, start=lambda: worker)  # type: ignore[arg-type, return-value]
    client.cancel()
    threading.Timer(0.1, worker.say, [LOADED]).start()
    with client:
        assert client.propose([UNIT])[0].text is not None


# Starting again.


def watched(model: Path, start: Callable[[], Any]) -> Watch:
    return Watch(model, 64, 1, False, start)


def test_a_stop_while_the_worker_is_started_again_costs_no_start(models: dict[str, Path]) -> None:
    def obeys(message: Any) -> Iterable[Any]:
        return [Failed(message.id, "cancelled")] if isinstance(message, Cancel) else []

    never = Scripted(obeys, load=lambda _: keeper.stop() or ())  # type: ignore[func-returns-value]
    workers = [Scripted(answers), *[never] * 3, Scripted(answers)]
    keeper = watched(models["random"], lambda: workers.pop(0))
    keeper.launch()
    keeper.close()
    score = [watch.Part(lambda number, _: Score(number, 1.0, (("", ""),)), 1.0)]

    for _ in range(3):
        never.dead = False
        keeper.begin()
        assert keeper.ask(score, lambda _: None) is Failure.CANCELLED
    keeper.begin()
    assert keeper.ask(score, lambda _: None) is None


def test_a_worker_that_can_t_load_again_is_given_up(models: dict[str, Path]) -> None:
    workers = [Scripted(answers), *(Scripted(answers, load=lambda m: [Failed(m.id, "memory")]) for _ in range(2))]
    keeper = watched(models["random"], lambda: workers.pop(0))
    keeper.launch()
    keeper.close()
    score = [watch.Part(lambda number, _: Score(number, 1.0, ()), 1.0)]

    assert [keeper.ask(score, lambda _: None) for _ in range(3)] == [Failure.GAVE_UP] * 3
    assert workers == []


# What is told of failures.


def test_a_failure_in_the_middle_is_told_at_the_end_and_once(models: dict[str, Path], prompt: Prompt) -> None:
    def dies(message: Any) -> Iterable[Any]:
        worker.dead = True
        return []

    worker = Scripted(dies)
    workers = [worker, Scripted(answers)]
    with WriterClient(models["random"], prompt, start=lambda: workers.pop(0)) as client:  # type: ignore[arg-type, return-value]
        client.propose([UNIT])
        assert client.score([("", "a")]) == [-1.0]
        assert client.report.failure is None
        assert client.trouble() is Failure.CRASHED
        assert client.trouble() is None


def test_of_several_failures_the_first_is_told_and_a_stop_ends_the_tale(
    models: dict[str, Path], prompt: Prompt
) -> None:
    codes = iter(["timeout", "internal", "timeout", "cancelled", ""])

    def fails(message: Any) -> Iterable[Any]:
        code = next(codes)
        return [Failed(message.id, code)] if code else answers(message)

    with WriterClient(models["random"], prompt, start=lambda: Scripted(fails)) as client:  # type: ignore[arg-type, return-value]
        client.propose([UNIT])
        client.propose([UNIT])
        assert client.trouble() is Failure.TIMED_OUT
        client.propose([UNIT])
        client.propose([UNIT])
        client.propose([UNIT])
        assert client.trouble() is None


# The tagger's requests.


def reading(model: Path, answer: Callable[[Any], Iterable[Any]]) -> tuple[TaggerClient, Scripted]:
    worker = Scripted(answer)
    return TaggerClient(model, "its hash", start=lambda: worker), worker  # type: ignore[arg-type, return-value]


def test_marks_that_come_in_several_replies_are_one_text_s(models: dict[str, Path]) -> None:
    def marks(message: Tag) -> Iterable[Any]:
        yield Tagged(message.id, 0, ((0, 1, "place", 0.9, 0.9),), more=True)
        yield Tagged(message.id, 1, ((4, 5, "place", 0.9, 0.9),), more=True)
        yield Tagged(message.id, 0, ((2, 3, "place", 0.9, 0.9),))
        yield Done(message.id, 0.0, 0)

    client, _ = reading(models["random"], marks)
    first, second = client.tag(["a b c", "a b c"])

    assert first is not None
    assert [mark.start for mark in first] == [0, 2]
    assert second is None


def test_what_fails_in_one_request_is_still_read_in_the_next(models: dict[str, Path]) -> None:
    def first_fails(message: Tag) -> Iterable[Any]:
        if "first" in message.texts:
            return [Failed(message.id, "internal")]
        return [*(Tagged(message.id, at, ()) for at in range(len(message.texts))), Done(message.id, 0.0, 0)]

    client, _ = reading(models["random"], first_fails)

    assert client.tag(["first"] + ["other"] * tagger.TOGETHER) == [None] * tagger.TOGETHER + [()]


def test_texts_that_are_long_together_are_asked_one_after_another(
    models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(message: Tag) -> Iterable[Any]:
        return [*(Tagged(message.id, at, ()) for at in range(len(message.texts))), Done(message.id, 0.0, 0)]

    monkeypatch.setattr(tagger, "LONGEST", 20)
    client, worker = reading(models["random"], read)

    assert client.tag(["a" * 50, "b", "c", "ж" * 3, "", "d" * 9]) == [()] * 6
    asked = [message.texts for message in worker.sent if isinstance(message, Tag)]
    assert asked == [("a" * 50,), ("b", "c"), ("ж" * 3,), ("", "d" * 9)]
    assert client.tag([]) == []


# The process.


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterable[WorkerProcess]:
    """A worker process that hears everything and says nothing, until its pipe is closed."""
    code = "import sys; sys.stdin.buffer.read()"
    monkeypatch.setattr(process, "command", lambda role="writer": [sys.executable, "-S", "-c", code])
    worker = WorkerProcess()
    yield worker
    worker.kill()


def test_a_request_that_is_too_long_costs_itself_and_not_the_worker(
    silent: WorkerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.engine.protocol.MAX_BYTES", 1000)
    silent.send(Score(7, 1.0, (("x" * 1000, ""),)))

    assert silent.receive(5.0) == Failed(7, "internal")
    assert silent.receive(0.2) is None
    assert silent.alive


@pytest.mark.skipif(sys.platform == "win32", reason="sessions")
def test_a_worker_is_in_no_session_of_a_terminal(silent: WorkerProcess) -> None:
    assert os.getsid(silent.process_id) == silent.process_id


def test_a_model_that_can_t_be_started_is_refused(models: dict[str, Path]) -> None:
    def start() -> Any:
        raise OSError

    with pytest.raises(ModelError):
        watched(models["random"], start).launch()
