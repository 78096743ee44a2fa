"""What a worker says is codes and answers, never the words of an error; and its libraries have no network in them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from assistant.domain.ports import Mark, Status, Window, WritingModel
from assistant.engine import fake, protocol, worker
from assistant.engine.fake import FakeWriter
from assistant.engine.worker import Stopper, Writer


class Careless:
    """A decoder whose errors quote the draft, as the library's do."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def prepare(self, *_: object) -> None:
        raise self._error

    def forget(self) -> None:
        pass


@pytest.mark.parametrize("kind", [RuntimeError, ValueError, UnicodeError, MemoryError, KeyError])
def test_an_error_s_words_never_cross(kind: type[Exception]) -> None:
    replies = io.BytesIO()
    writer = Writer(replies)
    writer._decoder = Careless(kind("Failed to tokenize: Morwenna Tregenza"))  # type: ignore[assignment]
    writer.serve(protocol.Propose(1, 5.0, "", (), (protocol.Ask("Morwenna", 5),)))
    assert b"Morwenna" not in replies.getvalue()
    replies.seek(0)
    assert isinstance(protocol.read(replies, protocol.REPLIES), protocol.Failed)


def test_asking_before_loading_is_a_code() -> None:
    replies = io.BytesIO()
    Writer(replies).serve(protocol.Score(1, 5.0, ()))
    replies.seek(0)
    assert protocol.read(replies, protocol.REPLIES) == protocol.Failed(1, "internal")


def test_a_cancel_stops_the_request_at_work_and_not_the_next() -> None:
    stop = Stopper()
    stop.begin(3, 60)
    assert not stop()
    stop.cancel(3)
    assert (stop(), stop.code) == (True, protocol.Code.CANCELLED)
    stop.begin(4, 60)
    assert not stop()


def test_a_cancel_that_comes_before_its_request_still_counts() -> None:
    stop = Stopper()
    stop.cancel(3)
    stop.begin(3, 60)
    assert stop()


def test_time_that_is_up_stops() -> None:
    stop = Stopper()
    stop.begin(1, -1)
    assert (stop(), stop.code) == (True, protocol.Code.TIMEOUT)


def test_only_one_module_names_the_native_library() -> None:
    package = Path(worker.__file__).parents[1]
    naming = {p.name for p in package.rglob("*.py") if "import llama_cpp" in p.read_text(encoding="utf-8")}
    assert naming == {"llama.py"}


def test_native_libraries_know_no_network_call() -> None:
    import llama_cpp

    folder = Path(llama_cpp.__file__).parent / "lib"
    libraries = [path for path in folder.iterdir() if path.is_file() and "common" not in path.name]
    assert libraries
    for path in libraries:
        content = path.read_bytes()
        for name in (b"getaddrinfo", b"connect", b"socket", b"curl_easy_init", b"SSL_connect"):
            assert b"\0" + name + b"\0" not in content, (path.name, name)


WINDOW = Window("", "Tom left.", (Mark(0, 3, "name", ""),), True, "")


def test_the_fake_says_what_it_is_told_and_then_nothing() -> None:
    model: WritingModel = FakeWriter(["He left.", fake.FAILED, fake.keeps_the_details])
    found = model.propose([WINDOW] * 4)
    assert [answer.text for answer in found] == ["He left.", None, "Tom left.", None]
    assert found[3].status is Status.EMPTY


def test_the_fake_can_be_stopped() -> None:
    model = FakeWriter(otherwise="He left.")
    model.cancel()
    assert model.propose([WINDOW])[0].status is Status.CANCELLED
