"""What goes wrong costs as little as can be: a crash, a cancel, an unreadable file, a folder that is closed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.cli.session import Session
from assistant.domain.errors import ModelError
from assistant.domain.ports import Answer, Status, Window, WritingModel
from assistant.tui.app import DiscreetApp
from assistant.tui.widgets.editor import DraftEditor
from tests.tui.conftest import POST
from tests.tui.driving import desktop, session

MODEL = Path("invented.gguf")


class SlowModel:
    """Words one passage, then waits until it is told to stop, as a large model on a small machine does."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.stopped = threading.Event()
        self.written = 12

    def propose(self, windows: Sequence[Window]) -> Sequence[Answer]:
        return self.propose_with(windows, lambda _i, _a: None)

    def propose_with(self, windows: Sequence[Window], progress: Callable[[int, Answer], None]) -> Sequence[Answer]:
        first = Answer("My client finds it hard to sit down.")
        progress(0, first)
        self.asked.set()
        self.stopped.wait(300)
        return [first, *[Answer(None, Status.CANCELLED)] * (len(windows) - 1)]

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float | None]:
        return [None] * len(pairs)

    def cancel(self) -> None:
        self.stopped.set()


class CrashingModel(SlowModel):
    """Its worker dies after the first answer; the client says so for the rest."""

    def propose_with(self, windows: Sequence[Window], progress: Callable[[int, Answer], None]) -> Sequence[Answer]:
        return [Answer(None, Status.FAILED) for _ in windows]


def opening(model: WritingModel) -> Session:
    @contextmanager
    def open_model(_path: Path, _prompt: object = None) -> Iterator[WritingModel]:
        yield model

    return session(open_model=open_model)


async def test_progress_is_shown_and_escape_answers_at_once_with_what_there_is(post: Path) -> None:
    model = SlowModel()
    async with desktop(path=post, parts=opening(model), model=MODEL) as there:
        await there.pilot.press("ctrl+r")
        await there.until(model.asked.is_set)
        await there.until(lambda: "Wording passage 1 of" in there.says("#progress"))
        assert "tokens a second" in there.says("#progress")
        assert "Esc stops" in there.says("#progress")
        await there.pilot.press("escape")
        await there.pilot.pause()
        assert model.stopped.is_set()
        await there.settle()

        assert there.main.desk.result is not None
        assert there.main.desk.result.changes
        assert "What the model had worded is kept" in there.notices()


async def test_a_worker_that_dies_costs_its_wordings_not_the_rewriting(post: Path) -> None:
    async with desktop(path=post, parts=opening(CrashingModel()), model=MODEL) as there:
        await there.press("ctrl+r")

        assert there.main.desk.result is not None
        assert there.main.desk.result.changes
        assert not there.main.rewriter.running


async def test_a_model_that_cannot_be_opened_leaves_the_rules(post: Path) -> None:
    def broken(_path: Path, _prompt: object = None) -> object:
        raise ModelError("The model file is damaged.", "Fetch it again.")

    async with desktop(path=post, parts=session(open_model=broken), model=MODEL) as there:
        await there.press("ctrl+r")

        assert there.main.desk.result is not None
        assert "The model file is damaged. Fetch it again. Rules alone worded this." in there.notices()


async def test_a_rewriting_by_rules_stops_at_once_too(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.pilot.press("ctrl+r")
        await there.pilot.press("escape")
        await there.settle()

        assert not there.main.rewriter.running
        assert there.says("#progress") == ""
        await there.press("ctrl+r")
        assert there.main.desk.result is not None


async def test_an_unreadable_file_leaves_the_desk_as_it_is(post: Path, tmp_path: Path) -> None:
    async with desktop(path=post) as there:
        there.main.read(tmp_path / "nowhere.md")
        await there.settle()

        assert "There is no file called nowhere.md there." in there.notices()
        assert there.main.editor.text == POST


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the folder would be writable all the same")
async def test_a_folder_that_may_not_be_written_asks_for_another_place(post: Path) -> None:
    post.parent.chmod(0o500)
    try:
        async with desktop(path=post) as there:
            await there.press("ctrl+r", "a", "a", "a", "ctrl+s")

            assert "You may not write in that folder" in there.notices()
    finally:
        post.parent.chmod(0o700)


async def test_a_result_that_cannot_be_written_asks_for_another_place(post: Path, tmp_path: Path) -> None:
    post.with_name("post.discreet.md").mkdir()
    async with desktop(path=post) as there:
        await there.press("ctrl+r")
        assert there.main.desk.review is not None
        await there.press(*["a"] * len(there.main.desk.review.items), "ctrl+s")
        assert "Not saved." in there.notices()
        await there.type("other.md")
        await there.press("enter")

        assert (tmp_path / "other.md").is_file()


async def test_work_that_fails_shows_a_code_and_no_word_of_the_draft(post: Path) -> None:
    class Broken:
        def __init__(self) -> None:
            raise ValueError(POST)

    async with desktop(path=post, parts=session(build_pipeline=Broken)) as there:
        assert "ValueError at" in there.notices()
        assert "paramedic" not in there.notices()
        assert there.main.readers.risk is None  # what was not read is not shown as low


async def test_a_fatal_error_ends_with_a_sentence_and_no_word_of_the_draft(
    post: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_self: object, _index: int) -> object:
        raise RuntimeError(POST)

    app: DiscreetApp | None = None
    with pytest.raises(RuntimeError):  # noqa: PT012 - the test's own driver raises what ended the application
        async with desktop(path=post) as there:
            app = there.app
            monkeypatch.setattr(DraftEditor, "get_line", broken)
            there.main.editor.refresh()
            await there.press("x")
    printed = capsys.readouterr()

    assert app is not None
    assert "RuntimeError at" in app.end_message
    assert "paramedic" not in app.end_message + printed.out + printed.err
    assert "never send the draft" in app.end_message
