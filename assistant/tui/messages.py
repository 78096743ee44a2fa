"""What threads and widgets tell the main screen; every message carries values only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.message import Message

from assistant.domain.changes import Change
from assistant.domain.ports import Window
from assistant.domain.risk import Reader, Risk, Tier
from assistant.pipeline import Analysis, Result


class Checked(Message):
    """The draft was looked at; `serial` is the edit that it was looked at after."""

    def __init__(self, serial: int, analysis: Analysis) -> None:
        super().__init__()
        self.serial = serial
        self.analysis = analysis


class Read(Message):
    """The tagger has read these paragraphs, or some of them not (`whole`)."""

    def __init__(self, paragraphs: Sequence[str], *, whole: bool) -> None:
        super().__init__()
        self.paragraphs = paragraphs
        self.whole = whole


class Judged(Message):
    """The risk with the details as they were turned."""

    def __init__(self, serial: int, risk: Risk) -> None:
        super().__init__()
        self.serial = serial
        self.risk = risk


class Previewed(Message):
    """How the sentence of a detail would read."""

    def __init__(self, detail: str, rung: int, sentence: str) -> None:
        super().__init__()
        self.detail = detail
        self.rung = rung
        self.sentence = sentence


class Weighed(Message):
    """For whom it would matter if a detail that stands on a rung were left out: readers, with the tier then."""

    def __init__(self, detail: str, rung: int, then: Mapping[Reader, Tier]) -> None:
        super().__init__()
        self.detail = detail
        self.rung = rung
        self.then = then


class Progressed(Message):
    """A rewriting got further: a stage and how far it is."""

    def __init__(self, run: int, stage: str, done: int, total: int) -> None:
        super().__init__()
        self.run = run
        self.stage = stage
        self.done = done
        self.total = total


class Worded(Message):
    """A model answered one window; `wording` is not checked yet, None where there is none."""

    def __init__(
        self, run: int, done: int, total: int, window: Window, wording: str | None, seconds: float, tokens: int
    ) -> None:
        super().__init__()
        self.run = run
        self.done = done
        self.total = total
        self.window = window
        self.wording = wording
        self.seconds = seconds
        """Since the model was asked."""
        self.tokens = tokens
        """Written so far; 0 where that is not known."""


class Rewrote(Message):
    """A rewriting is there; `note` is a sentence about how it went, or empty."""

    def __init__(self, run: int, result: Result, note: str) -> None:
        super().__init__()
        self.run = run
        self.result = result
        self.note = note


class Tried(Message):
    """Whether a result can be written in the format of its draft: `refusal` says why not, or is empty."""

    def __init__(self, text: str, refusal: str) -> None:
        super().__init__()
        self.text = text
        """The whole of the result."""
        self.refusal = refusal


class Decided(Message):
    """What the text comes to with these changes; `number` is the decision that it was judged after."""

    def __init__(self, number: int, changes: tuple[Change, ...], result: Result) -> None:
        super().__init__()
        self.number = number
        self.changes = changes
        self.result = result
