"""A real model, tiny and untrained, in its own worker process, driven from the screen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.composition import open_model
from assistant.domain.ports import Answer, Status, Window
from assistant.engine import base
from assistant.engine.base import WriterClient
from assistant.settings.model import Settings, Wording
from tests import tiny
from tests.tui.driving import PATIENCE, desktop, session

pytest.importorskip("llama_cpp")
DRAFT = "\n\n".join(
    f"My client, a {age}-year-old paramedic from Huddersfield, told me on Monday that her sister in Leeds has twins."
    for age in range(31, 55)
)
PROMISED = 1.0
"""Seconds in which a worker is idle after Esc on a quiet machine."""
CROWDED = 10.0
"""How much slower a machine may be that runs other tests beside this one."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights: it says nonsense at length, so that there is something to stop."""
    return tiny.build(tmp_path_factory.mktemp("models") / "tiny.gguf", "random", shape=tiny.Shape(4, 128))


class Clock:
    """When the model was asked, and when it had answered.

    However quick the model is, there is something left to stop: the first answer of the first request is listened to
    until somebody stops it, and windows go to the worker a few at a time.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answered = 0.0
        self.answers: list[Answer] = []
        self.stopped = threading.Event()
        asked, cancel = WriterClient.propose_with, WriterClient.cancel

        def propose_with(
            client: WriterClient, windows: Sequence[Window], progress: Callable[[int, Answer], None]
        ) -> Sequence[Answer]:
            def hear(index: int, answer: Answer) -> None:
                progress(index, answer)
                assert self.stopped.wait(PATIENCE), "nobody stopped it"

            answers = asked(client, windows, hear)
            self.answered = time.monotonic()
            self.answers += answers
            return answers

        def stop(client: WriterClient) -> None:
            cancel(client)
            self.stopped.set()

        monkeypatch.setattr(base, "TOGETHER", 4)
        monkeypatch.setattr(WriterClient, "propose_with", propose_with)
        monkeypatch.setattr(WriterClient, "cancel", stop)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with work for a while, and a prompt beside it that is short enough for a tiny model."""
    prompt = tmp_path / "prompts" / "short" / "prompt.md"
    prompt.parent.mkdir(parents=True)
    prompt.write_text(tiny.SHORT_PROMPT, encoding="utf-8")
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


async def test_escape_leaves_the_worker_idle_and_what_it_had_worded(
    draft: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    parts = session(open_model=open_model)
    async with desktop(
        path=draft, parts=parts, model=model, settings=Settings(wording=Wording(prompt="short"))
    ) as there:
        await there.pilot.press("ctrl+r")
        await there.until(lambda: "Wording passage" in there.says("#progress"))
        pressed = time.monotonic()
        await there.pilot.press("escape")
        await there.until(lambda: "Stopped" in there.says("#progress") or not there.main.rewriter.running)
        shown = time.monotonic() - pressed
        await there.settle()
        statuses = [answer.status for answer in clock.answers]

        assert Status.CANCELLED in statuses, "there was nothing left to stop"
        assert any(status is not Status.CANCELLED for status in statuses)
        assert clock.answered - pressed < PROMISED * CROWDED
        assert shown < PROMISED * CROWDED
        assert there.main.desk.result is not None
        assert there.main.desk.result.changes, "the rules did the rest"
        assert "What the model had worded is kept" in there.notices()

        clock.answers.clear()
        there.main.editor.load_text(DRAFT.split("\n\n")[0])
        await there.press("ctrl+r")  # the same worker goes on
        assert clock.answers
        assert Status.CANCELLED not in {answer.status for answer in clock.answers}
