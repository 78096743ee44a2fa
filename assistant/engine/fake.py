"""A writing model for tests: says what it is told to, and can misbehave in every way that a real one has."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence

from assistant.domain.ports import Answer, Status, Window

Saying = str | Answer | Callable[[Window], "str | Answer"]


class FakeWriter:
    """Answers from a queue; when the queue is empty, with `otherwise`.

    A saying is a wording, a whole answer (for any status), or a function of the window.
    """

    def __init__(self, sayings: Iterable[Saying] = (), otherwise: Saying | None = None) -> None:
        self._sayings = deque(sayings)
        self._otherwise: Saying = otherwise if otherwise is not None else EMPTY
        self.asked: list[Window] = []
        """Every window that it was asked about."""
        self.cancelled = False
        self.scores: Callable[[str, str], float | None] = lambda _before, text: -float(len(text))

    def propose(self, windows: Sequence[Window]) -> list[Answer]:
        """One answer per window."""
        return [self._answer(window) for window in windows]

    def propose_with(self, windows: Sequence[Window], progress: Callable[[int, Answer], None]) -> list[Answer]:
        """As `propose`, telling `progress` of each."""
        answers = self.propose(windows)
        for index, answer in enumerate(answers):
            progress(index, answer)
        return answers

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        """By default, shorter texts score higher."""
        return [self.scores(before, text) for before, text in pairs]

    def cancel(self) -> None:
        """Windows not answered yet come back cancelled."""
        self.cancelled = True

    def _answer(self, window: Window) -> Answer:
        self.asked.append(window)
        if self.cancelled:
            return CANCELLED
        saying = self._sayings.popleft() if self._sayings else self._otherwise
        if callable(saying):
            saying = saying(window)
        return saying if isinstance(saying, Answer) else Answer(saying)


EMPTY = Answer(None, Status.EMPTY)
CANCELLED = Answer(None, Status.CANCELLED)
FAILED = Answer(None, Status.FAILED)
CUT_OFF = Answer(None, Status.CUT_OFF)


def keeps_the_details(window: Window) -> str:
    """Ignores the request: gives the marked words, or the passage, as they were."""
    return window.passage if window.whole else " ".join(window.passage[m.start : m.end] for m in window.marks)


def invents_a_fact(window: Window) -> str:
    """Adds something that the draft never said."""
    return keeps_the_details(window).rstrip(" .") + ", a pilot from Oslo who was born in 1961."


def says_two_lines(window: Window) -> str:
    """Breaks the one rule of form."""
    return keeps_the_details(window) + "\nSure! Here is another version."


def talks_to_the_user(window: Window) -> str:
    """Explains itself, as chat models do."""
    return "Sure! Here is the passage with the details generalised: " + keeps_the_details(window)


def says_far_too_much(_window: Window) -> str:
    """Many times longer than what it replaces."""
    return "and so on " * 200


def hides_a_character(window: Window) -> str:
    """The details as they were, with invisible characters between the letters."""
    return "\u200b".join(keeps_the_details(window))
