"""How sentences are taken out so that their paragraph stays tidy: no double spaces, no empty paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from assistant.domain.text import Draft, Passage, Role, Span


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
        open_ = not start or text[:start].endswith("\n\n")
        if last and span.end > start and open_ and text[span.end : span.end + 1] == "\n":
            made[n] = (Span(span.start, span.end + 1), run)
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
        # Last of its paragraph: the space before goes too, and the line break stays.
        previous = draft.passages[run[0] - 1]
        return Span(previous.span.start + len(previous.text.rstrip(" \t")), body)
    return _whole_paragraph(draft, first, last, body)


def _mate(draft: Draft, passage: Passage, step: int, gone: Set[int]) -> bool:
    """Whether a neighbour of the same paragraph stays on that side."""
    index = passage.index + step
    if not 0 <= index < len(draft.passages):
        return False
    other = draft.passages[index]
    return other.paragraph == passage.paragraph and other.role is not Role.MARKUP and index not in gone


def _whole_paragraph(draft: Draft, first: Passage, last: Passage, body: int) -> Span:
    """A paragraph that goes altogether takes the blank line after it along, or at the end the one before it."""
    end = last.span.end
    if first.role is Role.HEADING:
        rest = re.compile(r"(?:[ \t]*\r?\n)*").match(draft.text, end)
        return Span(draft.text.rfind("\n", 0, first.span.start) + 1, rest.end() if rest else end)
    if first.role is Role.LIST_ITEM:
        return Span(draft.text.rfind("\n", 0, first.span.start) + 1, end)
    text, start = draft.text, first.span.start
    if first.role is Role.QUOTE:
        start = text.rfind("\n", 0, start) + 1  # with the "> " that would stand before nothing
    if not text[end:].strip() and text[:start].endswith("\n\n"):
        return Span(min(len(text[:start].rstrip()) + 1, start), end)
    if text[start - 2 : start] == "\n\n" or not start:
        while text[end : end + 1] == "\n":
            end += 1
        return Span(start, end)
    following = draft.passages[last.index + 1] if last.index + 1 < len(draft.passages) else None
    if following is not None and following.role is Role.MARKUP and not following.text.strip():
        return Span(first.span.start, following.span.end)
    if following is not None and last.text.endswith("\n"):
        return Span(first.span.start, end)
    return Span(first.span.start, body)
