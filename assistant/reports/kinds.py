"""What a kind of detail is, which rules see it, and what becomes of it: the page that `explain` and the docs show.

Everything comes from the rules themselves: their examples are run, so that a page can't promise what no rule does.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.detect.registry import all_rules
from assistant.detect.rule import Example, Match, Rule
from assistant.detect.view import View
from assistant.domain.details import CASE, EXEMPTING, Detail, Evidence, Kind
from assistant.domain.ladders import Ladder
from assistant.domain.text import Passage, Role, Span
from assistant.generalise.ladders import ladder
from assistant.generalise.slot import Slot
from assistant.reports.words import KINDS, sentence

SHOWN = 3
"""Examples shown for a rule, of each sort."""


@dataclass(frozen=True, slots=True)
class Climb:
    """How one example of a kind is said more and more generally."""

    words: str
    rungs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A rule that finds a kind, with examples of its own in which it finds it."""

    rule: Rule
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class KindPage:
    """All that is told about a kind."""

    kind: Kind
    meaning: str
    seen_by: tuple[Seen, ...]
    climbs: tuple[Climb, ...]


def page(kind: Kind) -> KindPage:
    """The page of `kind`."""
    seen: list[Seen] = []
    climbs: dict[str, Climb] = {}
    for rule in all_rules():
        examples = tuple(e for e in rule.matches if any(_kind(rule, m) is kind for m in _matches(rule, e)))
        if not examples:
            continue
        seen.append(Seen(rule, examples[:SHOWN]))
        for example in examples[:SHOWN]:
            climb = _climb(rule, example, kind)
            if climb is not None:
                climbs.setdefault(climb.words, climb)
    return KindPage(kind, KINDS[kind][1], tuple(seen), tuple(climbs.values())[: 2 * SHOWN])


def told(shown: KindPage) -> Iterator[str]:
    """The page as unwrapped lines for a terminal; indentation says what belongs to what."""
    yield f"{shown.kind.value}: {shown.meaning}"
    yield ""
    if shown.kind in EXEMPTING:
        yield "Where this stands, discreet leaves the details that it covers alone, and says so."
        yield ""
    if not shown.seen_by:
        yield "discreet finds it by how other details stand together; no rule looks for it alone."
        yield ""
    for seen in shown.seen_by:
        yield f"Found by {seen.rule.id}: {sentence(seen.rule.summary)}"
        for example in seen.examples:
            yield f"  found: {_pointed(example)}"
        for text in seen.rule.ignores[:SHOWN]:
            yield f"  left alone: {text}"
        yield f"  source: {sentence(seen.rule.source)}"
        yield ""
    if shown.climbs:
        yield "Said more generally, step by step:"
        for climb in shown.climbs:
            yield f"  {' → '.join((climb.words, *(rung or '(left out)' for rung in climb.rungs)))}"


def wrap(lines: Iterable[str], width: int) -> Iterator[str]:
    """Lines no longer than `width`, continued under their own indentation."""
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        yield from textwrap.wrap(line, width, subsequent_indent=" " * (indent + 2 if indent else 0)) or [""]


def _pointed(example: Example) -> str:
    return f"{example.sentence}  [{'; '.join(example.words)}]"


def _kind(rule: Rule, match: Match) -> Kind:
    return match.kind or rule.kind


def _view(text: str) -> View:
    return View(Passage(0, Span(0, len(text)), Role.BODY, text, 0))


def _matches(rule: Rule, example: Example) -> tuple[Match, ...]:
    return tuple(rule.find(_view(example.sentence)))


def _climb(rule: Rule, example: Example, kind: Kind) -> Climb | None:
    """The ladder of the first match, or None where there is nothing between as written and left out."""
    if kind in EXEMPTING:
        return None
    view = _view(example.sentence)
    match = next((m for m in rule.find(view) if _kind(rule, m) is kind), None)
    if match is None:
        return None
    words = view.text[match.start : match.end]
    detail = Detail(
        id="d1",
        kind=kind,
        directness=match.directness or rule.directness,
        subject=CASE,
        spans=(Span(match.start, match.end),),
        texts=(words,),
        evidence=(Evidence("rule", rule.id, match.score),),
        reason=match.reason,
        attributes=match.attributes,
    )
    slot = Slot(view.text[: match.start], words, view.text[match.end :], "uk", "uk")
    return Climb(words, _wordings(ladder(detail, slot)))


def _wordings(found: Ladder) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rung.text for rung in found.rungs[1:]))
