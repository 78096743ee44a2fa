"""One rewriting after another, beside the screen: the model is opened when first needed and watched while it words.

Promises: stopping answers at once and the model's worker is told in the same moment; what it had worded is kept and
the rules do the rest; a model that fails costs its wordings, never the rewriting.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from textual.message import Message
from textual.message_pump import MessagePump

from assistant.cli.session import Session
from assistant.cli.writer import trouble
from assistant.domain.errors import ModelError
from assistant.domain.ports import Answer, Status, Turn, Window, WritingModel
from assistant.domain.text import Draft
from assistant.pipeline import Options
from assistant.tui.messages import Progressed, Rewrote, Worded
from assistant.tui.thinking import Thinker

if TYPE_CHECKING:
    from assistant.cli.helping import Help
    from assistant.domain.ports import AskingModel
    from assistant.engine.ranker import RankerClient
    from assistant.pipeline import Pipeline
    from assistant.prompting.prompt import Prompt


class Streaming(Protocol):
    """A writing model that tells of each answer and can be stopped (`engine.base.WriterClient`)."""

    def propose_with(self, windows: Sequence[Window], progress: Callable[[int, Answer], None]) -> Sequence[Answer]: ...

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float | None]: ...

    def cancel(self) -> None: ...


class Stopped(Exception):  # noqa: N818 - the person stopped it; nothing went wrong
    """The person stopped the rewriting."""


@dataclass(slots=True)
class Run:
    """One rewriting: its number and whether it is to stop."""

    number: int
    stop: threading.Event


class Watched:
    """A model whose answers are told as they come."""

    def __init__(self, model: WritingModel, tell: Callable[[Message], object], run: Run) -> None:
        self._model, self._tell, self._run = model, tell, run

    def propose(self, windows: Sequence[Window]) -> Sequence[Answer]:
        if self._run.stop.is_set():
            return [Answer(None, Status.CANCELLED)] * len(windows)
        started = time.monotonic()
        done = 0

        def hear(index: int, answer: Answer) -> None:
            nonlocal done
            done += 1
            seconds, tokens = time.monotonic() - started, int(getattr(self._model, "written", 0))
            self._tell(Worded(self._run.number, done, len(windows), windows[index], answer.text, seconds, tokens))

        propose_with = getattr(self._model, "propose_with", None)
        if propose_with is None:
            return self._model.propose(windows)
        answers: Sequence[Answer] = propose_with(windows, hear)
        return answers

    def ask(
        self, system: str, examples: Sequence[tuple[str, str]], turns: Sequence[Turn], seconds: float
    ) -> Sequence[Answer]:
        """Questions of a pass; none is begun after the person stopped."""
        if self._run.stop.is_set():
            return [Answer(None, Status.CANCELLED)] * len(turns)
        return cast("AskingModel", self._model).ask(system, examples, turns, seconds)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float | None]:
        if self._run.stop.is_set():
            return [None] * len(pairs)
        return self._model.score(pairs)


class Rewriter:
    """Rewrites drafts in a thread of its own and keeps the model open between them."""

    def __init__(self, target: MessagePump, session: Session, build: Callable[[], Pipeline]) -> None:
        self._target, self._session = target, session
        self._thinker = Thinker(target, build)
        self._run = Run(0, threading.Event())
        self._at_work = False
        self._stack = ExitStack()
        self._open: tuple[Path, Prompt | None, WritingModel] | None = None
        self._model: WritingModel | None = None
        self.own_writer = True
        """Whether the writer that comes along may be used."""
        self._writer: RankerClient | None = None
        self._writer_asked = False

    @property
    def running(self) -> bool:
        """Whether a rewriting is awaited."""
        return self._at_work

    @property
    def number(self) -> int:
        """The number of the rewriting that counts; messages of others are to be ignored."""
        return self._run.number

    def start_text(self, base: Draft, text: str, options: Options, wanted: Help | None) -> int:
        """Begin with `text`, of the name and format of `base`; a rewriting at work is given up.

        Its number comes with every message.
        """
        self.abandon()
        run = self._run
        self._at_work = True

        def work(pipeline: Pipeline) -> Message | None:
            draft = base if base.text == text else pipeline.documents.reread(base, text)
            return self._rewrite(run, pipeline, draft, options, wanted)

        self._thinker.ask("rewrite", work)
        return run.number

    def stop(self) -> bool:
        """Stop; whether what the model has worded so far will still come as a result."""
        self._run.stop.set()
        model = self._model
        cancel = getattr(model, "cancel", None)
        if cancel is not None:
            cancel()
            return True
        if self._writer is not None:
            self._writer.cancel()
        self.done()
        self._run = Run(self._run.number + 1, threading.Event())
        return False

    def abandon(self) -> None:
        """Give up what is at work; whatever it still says is of no run that counts."""
        self.stop()
        self.done()
        self._run = Run(self._run.number + 1, threading.Event())

    def done(self) -> None:
        """The result has arrived, or is no longer awaited."""
        self._at_work = False

    def end(self) -> None:
        """Give up what is at work and close the model."""
        self._run.stop.set()
        self._thinker.end()
        cancel = getattr(self._model, "cancel", None)
        if cancel is not None:
            cancel()
        self._stack.close()
        if self._writer is not None:
            self._writer.close()

    def _rewrite(
        self, run: Run, pipeline: Pipeline, draft: Draft, options: Options, wanted: Help | None
    ) -> Message | None:
        def tell(stage: str, done: int, total: int) -> None:
            if run.stop.is_set() and (self._model is None or run.number != self.number):
                raise Stopped
            self._target.post_message(Progressed(run.number, stage, done, total))

        note = ""
        pipeline.teller = self._own_writer() if wanted is None else None
        watched: Watched | None = None
        try:
            if wanted is not None:
                self._target.post_message(Progressed(run.number, "loading", 0, 1))
                model = self._opened(wanted.model, wanted.wording)
                self._model = model
                if not run.stop.is_set():
                    watched = Watched(model, self._target.post_message, run)
        except ModelError as error:
            note = f"{error} Rules alone worded this."
        try:
            insight = wanted.insight(watched) if wanted is not None and watched is not None else None
            passes = {"insight": insight} if insight is not None else {}
            result = pipeline.rewrite(draft, options, watched, tell, **passes)
        except Stopped:
            return None
        except Exception:
            if run.number != self.number:
                return None  # nobody waits for it any more
            raise
        finally:
            model_used, self._model = self._model, None
        if model_used is not None and watched is not None:
            note = self._how(run, model_used)
        return Rewrote(run.number, result, note)

    def _own_writer(self) -> RankerClient | None:
        """The writer that comes along, kept open; None where it is not here or not wanted."""
        if not self._writer_asked:
            self._writer_asked = True
            self._writer = self._session.open_ranker() if self.own_writer else None
        return self._writer

    def _how(self, run: Run, model: WritingModel) -> str:
        if run.stop.is_set():
            return "Stopped. What the model had worded is kept; rules did the rest."
        failure = trouble(model)
        if failure:
            self._open = None  # whatever is left of it, the next rewriting begins with a fresh worker
            self._stack.close()
            self._stack = ExitStack()
            return f"{failure} Rules did the rest."
        return ""

    def _opened(self, path: Path, prompt: Prompt | None) -> WritingModel:
        if self._open is None or self._open[:2] != (path, prompt):
            self._open = None
            self._stack.close()
            self._stack = ExitStack()
            opened: WritingModel = self._stack.enter_context(self._session.open_model(path, prompt))
            self._open = (path, prompt, opened)
        return self._open[2]
