"""How sentences are taken out so that their paragraph stays tidy: no double spaces, no empty paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from assistant.domain.text import Draft, Passage, Role, Span

_BREAK = re.compile(r"\r\n?|\n")
_EMPTY_LINES = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*")
_AFTER_EMPTY = re.compile(r"(?:\r(?!\n)|\n)[ \t]*(?:\r\n?|\n)\Z")


def removals(draft: Draft, gone: Set[int]) -> list[tuple[Span, tuple[int, ...]]]:
    """The spans that take the passages `gone` out, one per run of neighbours, with the indices in each run."""
    found: list[tuple[Span, tuple[int, ...]]] = []
    end = 0
    for run in _runs(draft, gone):
        span = _span(draft, run, gone)
        # A blank line between two paragraphs that go is taken once.
        span = Span(min(max(span.start, end), span.end), span.end) if span.end > end else Span(end, end)
        end = max(end, span.end)
        found.append((span, run))
    return _closed_up(draft.text, found)


def _closed_up(text: str, found: list[tuple[Span, tuple[int, ...]]]) -> list[tuple[Span, tuple[int, ...]]]:
    """The same without the second of two blank lines, where a list and what announced it went from between them."""
    made = list(found)
    start = 0
    for n, (span, run) in enumerate(found):
        start = span.start if not n or found[n - 1][0].end != span.start else start
        last = n + 1 == len(found) or found[n + 1][0].start != span.end
        open_ = not start or _after_empty(text, start)
        line = _BREAK.match(text, span.end)
        if last and span.end > start and open_ and line:
            made[n] = (Span(span.start, line.end()), run)
    return made


def _runs(draft: Draft, gone: Set[int]) -> Iterable[tuple[int, ...]]:
    run: list[int] = []
    for index in sorted(gone):
        passages = draft.passages
        if run and (index != run[-1] + 1 or passages[index].paragraph != passages[run[0]].paragraph):
            yield tuple(run)
            run = []
        run.append(index)
    if run:
        yield tuple(run)


def _span(draft: Draft, run: tuple[int, ...], gone: Set[int]) -> Span:
    first, last = draft.passages[run[0]], draft.passages[run[-1]]
    before, after = _mate(draft, first, -1, gone), _mate(draft, last, 1, gone)
    if after:
        return Span(first.span.start, last.span.end)
    body = last.span.start + len(last.text.rstrip())
    if before:
        # Last of its paragraph: the space or line break before goes too, and the line break behind stays.
        previous = draft.passages[run[0] - 1]
        return Span(previous.span.start + len(previous.text.rstrip()), body)
    return _whole_paragraph(draft, first, last, body)


def _mate(draft: Draft, passage: Passage, step: int, gone: Set[int]) -> bool:
    """Whether a neighbour of the same paragraph stays on that side."""
    index = passage.index + step
    if not 0 <= index < len(draft.passages):
        return False
    other = draft.passages[index]
    return other.paragraph == passage.paragraph and other.role is not Role.MARKUP and index not in gone


def _whole_paragraph(draft: Draft, first: Passage, last: Passage, body: int) -> Span:
    """A paragraph that goes altogether takes the empty line after it along, or at the end the one before it.

    It goes with the blanks that its line begins with: before the next paragraph they would make code of it.
    """
    text, start, end = draft.text, first.span.start, last.span.end
    line = _line_start(text, start)
    if first.role is Role.HEADING:
        return Span(line, _past_empty_lines(text, end))
    if first.role is Role.LIST_ITEM:
        return Span(line, end)
    if first.role is Role.QUOTE or not text[line:start].strip(" \t"):
        start = line  # in a quotation with the "> " that would stand before nothing
    if not text[end:].strip() and _after_empty(text, start):
        said = len(text[:start].rstrip())
        after = _BREAK.match(text, said)
        return Span(min(after.end() if after else said, start), end)
    if _after_empty(text, start) or not start:
        return Span(start, _past_empty_lines(text, end))
    following = draft.passages[last.index + 1] if last.index + 1 < len(draft.passages) else None
    if following is not None and following.role is Role.MARKUP and not following.text.strip():
        return Span(start, max(_past_empty_lines(text, end), end))
    if following is not None and _BREAK.search(last.text):
        return Span(start, end)
    return Span(start, body)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _past_empty_lines(text: str, at: int) -> int:
    """Where the first line that says something begins, from the beginning of a line on."""
    lines = _EMPTY_LINES.match(text, at)
    return lines.end() if lines else at


def _after_empty(text: str, at: int) -> bool:
    """Whether the line before this one is empty."""
    return _AFTER_EMPTY.search(text, max(at - 200, 0), at) is not None
