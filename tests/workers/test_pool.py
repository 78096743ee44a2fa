"""Document workers as they really run: what they do, what they can't do, and what their end costs."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.batch.ports import Failed, Finished, Job
from assistant.domain.errors import DraftError
from assistant.domain.ports import Answer, Status, Tag, Window
from assistant.pipeline import Options
from assistant.workers import wire
from assistant.workers.pool import Pool
from tests.documents import made

CASE = made.FIRST.encode()
LIMIT = 300.0
"""Seconds after which something is wrong, however slow the machine."""


def prepare(together: int = 1, *, tagger: bool = False) -> wire.Prepare:
    return wire.Prepare(Options(), (), together, False, tagger)


def ended(pool: Pool, count: int, seconds: float = LIMIT) -> dict[int, Finished | Failed]:
    """So many jobs, by number."""
    found: dict[int, Finished | Failed] = {}
    until = time.monotonic() + seconds
    while len(found) < count and time.monotonic() < until:
        over = pool.wait(0.5)
        if over is not None:
            found[over.number] = over
    return found


class Tagger:
    """Marks every word that begins with "Ara" as a name, and remembers how often it was asked.

    Its first answer waits until `waiting` says that others want one too.
    """

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.waiting: Callable[[], bool] = lambda: True

    def sift(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        return [(Tag(0, len(text), "stands", 0.5, 0.0),) for text in texts]

    def tag(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        self.asked.append(len(texts))
        until = time.monotonic() + LIMIT
        while len(self.asked) == 1 and not self.waiting() and time.monotonic() < until:
            time.sleep(0.01)
        return [
            tuple(Tag(at, at + 7, "person-name", 0.9, 0.9) for at in [text.find("Araceli")] if at >= 0)
            for text in texts
        ]


class Model:
    """Answers nothing that can be used, and remembers how many windows came together."""

    def __init__(self, *, broken: bool = False) -> None:
        self.windows: list[int] = []
        self.broken = broken

    def propose(self, windows: Sequence[Window]) -> Sequence[Answer]:
        self.windows.append(len(windows))
        if self.broken:
            raise RuntimeError("gone")
        return [Answer("Somebody came to see me.")] * len(windows)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float | None]:
        return [None] * len(pairs)


def test_documents_of_every_format_are_rewritten_in_a_process_of_their_own() -> None:
    with Pool(prepare(), 2) as pool:
        for number, (name, make) in enumerate(made.MAKERS.items()):
            pool.give(Job(number, name, make()))
        found = ended(pool, len(made.MAKERS))

    assert all(isinstance(each, Finished) for each in found.values()), found
    for each in found.values():
        assert isinstance(each, Finished)
        assert b"Araceli" not in made.unpacked(each.data)
        assert made.SECRET.encode() not in made.unpacked(each.data)
        assert each.told is not None


def test_a_draft_that_is_none_is_a_sentence() -> None:
    with Pool(prepare(), 1) as pool:
        pool.give(Job(0, "a.docx", b"nothing"))
        over = ended(pool, 1)[0]

    assert isinstance(over, Failed)
    assert "no Word document" in over.message


def test_a_result_is_looked_at_as_if_it_had_just_been_made() -> None:
    with Pool(prepare(), 1) as pool:
        pool.give(Job(0, "a.docx", made.docx()))
        made_now = ended(pool, 1)[0]
        assert isinstance(made_now, Finished)
        pool.give(Job(1, "a.docx", made.docx(), made_now.data))
        again = ended(pool, 1)[1]

    assert isinstance(again, Finished)
    assert again.looked == made_now.looked


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_a_worker_that_dies_costs_nothing_when_it_was_chance() -> None:
    with Pool(prepare(together=3), 1) as pool:
        for number in range(3):
            pool.give(Job(number, "a.txt", CASE))
        os.kill(pool.process_ids[0], signal.SIGKILL)
        found = ended(pool, 3)

    assert sorted(found) == [0, 1, 2]
    assert all(isinstance(each, Finished) for each in found.values())


def test_a_draft_that_breaks_its_worker_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker is killed whenever it has that draft in hand, alone too."""
    with Pool(prepare(together=3), 1) as pool:
        for number in range(3):
            pool.give(Job(number, "a.txt", CASE))
        found: dict[int, Finished | Failed] = {}
        until = time.monotonic() + LIMIT
        while len(found) < 3 and time.monotonic() < until:
            for hand in list(pool._hands):
                if 1 in hand.tasks:
                    hand.process.kill()
            over = pool.wait(0.05)
            if over is not None:
                found[over.number] = over

    assert isinstance(found[1], Failed)
    assert "broke over it" in found[1].message
    assert isinstance(found[0], Finished)
    assert isinstance(found[2], Finished)


def test_a_draft_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool(prepare(), 1) as pool:
        monkeypatch.setattr("assistant.workers.pool.PATIENCE", -1.0)
        pool.give(Job(0, "a.txt", CASE))
        monkeypatch.undo()
        over = ended(pool, 1)[0]
        assert isinstance(over, Failed)
        assert "longer than any draft should" in over.message
        pool.give(Job(1, "a.txt", CASE))
        assert isinstance(ended(pool, 1)[1], Finished)


def test_the_tagger_is_asked_for_several_drafts_at_once() -> None:
    tagger = Tagger()
    with Pool(prepare(together=4, tagger=True), 1, tagger=tagger) as pool:
        tagger.waiting = lambda: len(pool._to_tag) > 1
        for number in range(4):
            pool.give(Job(number, "a.txt", f"{made.FIRST} It was day {number}.".encode()))
        found = ended(pool, 4)

    assert all(isinstance(each, Finished) for each in found.values())
    assert max(tagger.asked) > 1


def test_windows_of_several_drafts_are_put_to_the_model_together() -> None:
    model = Model()
    with Pool(prepare(together=4), 1, model) as pool:
        for number in range(4):
            pool.give(Job(number, "a.txt", CASE))
        found = ended(pool, 4)

    assert all(isinstance(each, Finished) for each in found.values())
    assert max(model.windows) >= 4


def test_a_model_that_breaks_costs_its_wordings_alone() -> None:
    with Pool(prepare(), 1, Model(broken=True)) as pool:
        pool.give(Job(0, "a.txt", CASE))
        assert isinstance(ended(pool, 1)[0], Finished)


class Silent:
    """A tagger, a sifter, or a model whose answers end with `status`, that says nothing."""

    def __init__(self, status: Status = Status.FAILED) -> None:
        self.status = status

    def sift(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        return [None] * len(texts)

    def tag(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        return [None] * len(texts)

    def propose(self, windows: Sequence[Window]) -> Sequence[Answer]:
        return [Answer(None, self.status)] * len(windows)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float | None]:
        return [0.0] * len(pairs)


class HalfBlind(Tagger):
    """A tagger that reads stretches and no whole draft."""

    def sift(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        return [None] * len(texts)


def whole(pool: Pool) -> bool:
    """Whether every question about an ordinary draft is answered."""
    pool.give(Job(0, "a.txt", CASE))
    over = ended(pool, 1)[0]
    assert isinstance(over, Finished)
    return over.whole


def test_a_result_says_whether_the_tagger_answered() -> None:
    with Pool(prepare(tagger=True), 1, tagger=Silent()) as pool:
        assert not whole(pool)
        pool._tagger = Tagger()
        assert whole(pool), "the next job with its number is another one"


def test_a_sifter_that_could_not_read_is_missed() -> None:
    with Pool(prepare(tagger=True), 1, tagger=HalfBlind()) as pool:
        assert not whole(pool)


@pytest.mark.parametrize(
    ("model", "may_pass", "answered"),
    [
        (Model(broken=True), True, False),
        (Silent(Status.FAILED), True, False),
        (Silent(Status.CANCELLED), True, False),
        (Silent(Status.FAILED), False, True),
        (Silent(Status.CUT_OFF), True, True),
        (Silent(Status.EMPTY), True, True),
    ],
    ids=["broke", "failed", "stopped", "would fail again", "too long", "nothing to say"],
)
def test_a_result_says_whether_the_model_answered(model: Model | Silent, may_pass: bool, answered: bool) -> None:
    with Pool(prepare(), 1, model, may_pass=lambda: may_pass) as pool:
        assert whole(pool) is answered


@pytest.mark.parametrize("make", [made.docx, made.html, lambda: CASE], ids=["docx", "html", "txt"])
def test_a_name_that_is_no_letters_costs_nothing(make: Callable[[], bytes]) -> None:
    name = os.fsdecode(b"caf\xe9.") + {made.docx: "docx", made.html: "html"}.get(make, "txt")
    with Pool(prepare(), 1) as pool:
        pool.give(Job(0, name, make()))
        first = ended(pool, 1)[0]
        assert isinstance(first, Finished)
        pool.give(Job(1, name, make(), first.data))
        assert isinstance(ended(pool, 1)[1], Finished)


def test_what_can_not_be_sent_costs_its_own_job() -> None:
    with Pool(prepare(), 1) as pool:
        pool.submit(0, lambda number: wire.Check(number, ("\udce9",)))
        over = pool.next(LIMIT)
        assert isinstance(over, wire.Refused)
        assert "could not be handed" in over.message
        assert whole(pool)


def test_a_document_alone_may_have_a_name_that_is_no_letters() -> None:
    from assistant.workers.single import archive, opened, rendered

    name = os.fsdecode(b"caf\xe9.docx")
    text = opened(made.docx(), name).text
    assert "Araceli" in text
    assert rendered(made.docx(), name, text, ())
    with pytest.raises(DraftError, match=r"There is no caf\?\.zip there\."):
        archive(os.fsdecode(b"/nowhere/caf\xe9.zip"))


def test_a_worker_has_neither_network_nor_files_nor_children() -> None:
    from assistant.sandbox.linux import supported

    if not supported():
        pytest.skip("no kernel filter on this platform")
    with Pool(prepare(), 1) as pool:
        pool.give(Job(0, "a.txt", CASE))
        ended(pool, 1)
        status = Path(f"/proc/{pool.process_ids[0]}/status").read_text(encoding="ascii")

    assert "Seccomp:\t2" in status
    assert "NoNewPrivs:\t1" in status


def test_nothing_else_is_taken_for_a_message() -> None:
    import io

    for body in (b"{}", b'{"kind":"rewritten"}', b'{"kind":"refused","id":"1","message":"","next_step":""}', b"\xff"):
        stream = io.BytesIO(len(body).to_bytes(4, "big") + body)
        with pytest.raises(wire.WireError):
            wire.read(stream, wire.replies())
    with pytest.raises(wire.WireError):
        wire.read(io.BytesIO(b"\xff\xff\xff\xff"), wire.replies())
    with pytest.raises(wire.WireError):
        wire.read(io.BytesIO(b"\x00\x00\x00\x09{}"), wire.replies())
