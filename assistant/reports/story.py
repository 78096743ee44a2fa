"""The report that a person reads on a screen: what was found and why, what changes, who could tell, what to do.

Plain lines of at most `width` characters; a `Paint` adds emphasis, never meaning. Control characters of the draft are
shown as "�", so that a draft can't steer the terminal.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.details import Detail, Subject, SubjectRole
from assistant.domain.risk import Outcome, Reader, ReaderRisk, Risk, Tier
from assistant.pipeline import Analysis, Result
from assistant.reports.words import KINDS, LIKELIHOOD, LIMITS, POOLS, READERS, TIERS, advice, counted, sentence

SHORT = 64
"""Characters of a quotation; the rest is an ellipsis."""
REASONS = 3
"""Reasons shown per reader; the gravest come first."""
_MARKS = "\"'“”‘’«»"
_TIGHT = 40
"""Columns below which nothing is set beside something else."""

Colour = Callable[[str], str]


def _as_is(text: str) -> str:
    return text


def _any_tier_as_is(_tier: Tier, text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Paint:
    """How to emphasise a whole line; the default leaves it as it is."""

    heading: Colour = _as_is
    quiet: Colour = _as_is
    tier: Callable[[Tier, str], str] = _any_tier_as_is


PLAIN = Paint()


def story(result: Result, diff: Iterable[str], width: int, paint: Paint = PLAIN) -> Iterator[str]:
    """The whole report on a rewritten draft; `diff` is already wrapped and painted."""
    page = _Page(width, paint)
    yield from page.title(result.analysis.draft.name)
    yield from found(result.analysis, width, paint)
    shown = list(diff)
    if shown:
        yield from page.heading("What changes")
        yield from shown
    if result.changes or any(d.counts for d in result.remaining) or result.risk.overall > Tier.LOW:
        yield from _who_could_tell(page, result.analysis.risk, result.risk, changed=bool(result.changes))
    yield from _look_here(page, result)
    yield from _declined(page, result)
    yield from _what_to_do(page, result)


def found(analysis: Analysis, width: int, paint: Paint = PLAIN) -> Iterator[str]:
    """What was found, by the person whom it is about, and why."""
    page = _Page(width, paint)
    yield from page.heading("What was found")
    telling = [d for d in analysis.details if d.counts and not d.folded]
    if not telling:
        yield from page.text("Nothing that would point to somebody.", 2)
    for subject in dict.fromkeys(d.subject for d in telling):
        yield from page.text(f"{_label(subject)}:", 2)
        for detail in telling:
            if detail.subject == subject:
                yield from page.item(_found(detail), 4)
    yield from _left_alone(page, analysis)


def clean(text: str) -> str:
    """`text` on one line and without control characters, direction marks included."""
    return "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))


def one_line(text: str) -> str:
    """`text` without control characters, line breaks included, and else as it is: so that a path still leads there."""
    return "".join(c if c.isprintable() else "�" for c in text)


def quoted(text: str) -> str:
    """Words of the draft in quotation marks, shortened, without quotation marks of their own."""
    words = clean(text)
    if len(words) > 2 and words[0] in _MARKS and words[-1] in _MARKS:
        words = words[1:-1]
    return f"“{textwrap.shorten(words, SHORT, placeholder=' …')}”" if words else ""


class _Page:
    """Wraps and indents to one width."""

    def __init__(self, width: int, paint: Paint) -> None:
        self.width = max(width, 12)
        self.paint = paint

    def title(self, name: str) -> Iterator[str]:
        yield self.paint.heading(textwrap.shorten(clean(name), self.width, placeholder="…") or "-")

    def heading(self, text: str) -> Iterator[str]:
        yield ""
        yield from map(self.paint.heading, textwrap.wrap(text.upper(), self.width))

    def text(self, text: str, indent: int) -> Iterator[str]:
        yield from self._wrapped(text, indent, indent)

    def item(self, text: str, indent: int) -> Iterator[str]:
        yield from self._wrapped(f"– {text}", indent, indent + 2)

    def quiet(self, text: str, indent: int) -> Iterator[str]:
        yield from map(self.paint.quiet, self.text(text, indent))

    def labelled(self, label: str, text: str, indent: int, column: int) -> Iterator[str]:
        """A short label with wrapped text beside it; on narrow screens below it."""
        if self.width < _TIGHT:
            yield from self.text(label, indent)
            yield from self.text(text, indent + 1)
        else:
            yield from self._wrapped(f"{label:<{column}}{text}", indent, indent + column)

    def _wrapped(self, text: str, first: int, rest: int) -> Iterator[str]:
        if self.width < _TIGHT:
            first, rest = first // 2, rest // 2
        yield from textwrap.wrap(
            text, self.width, initial_indent=" " * first, subsequent_indent=" " * rest, break_on_hyphens=False
        )


def _label(subject: Subject) -> str:
    label = clean(subject.label)
    return label[:1].upper() + label[1:]


def _found(detail: Detail) -> str:
    words = ", ".join(quoted(text) for text in dict.fromkeys(detail.texts))
    places = f" ({len(detail.spans)} places)" if len(detail.spans) > 1 else ""
    return f"{words}{places}: {KINDS[detail.kind][0]}. {sentence(clean(detail.reason))}"


def _left_alone(page: _Page, analysis: Analysis) -> Iterator[str]:
    folded = sum(d.counts and d.folded for d in analysis.details)
    if folded:
        yield from page.quiet(
            f"And {counted(folded, 'common detail', 'common details')} that would help nobody to recognise anyone.", 2
        )
    own = sum(d.subject.role is SubjectRole.AUTHOR for d in analysis.details)
    if own:
        yield from page.quiet(f"Left alone, because {'it is' if own == 1 else 'they are'} about you: {own}.", 2)
    exempt = [d for d in analysis.details if d.exempt and d.subject.role is not SubjectRole.AUTHOR]
    for reason in dict.fromkeys(d.exempt for d in exempt if d.exempt):
        words = ", ".join(quoted(d.texts[0]) for d in exempt if d.exempt == reason and d.texts)
        yield from page.quiet(f"Left alone: {words}. {sentence(clean(reason))}", 2)


def _who_could_tell(page: _Page, before: Risk, after: Risk, *, changed: bool) -> Iterator[str]:
    yield from page.heading("Who could tell")
    for reader in Reader:
        yield from page.text(READERS[reader], 2)
        if changed:
            yield from _reader(page, reader, "before", before.readers[reader])
            yield from _reader(page, reader, "now", after.readers[reader])
        else:
            yield from _reader(page, reader, "", after.readers[reader])
    yield ""
    score = f"Score {after.score} of 100 ({TIERS[after.overall]})."
    if changed:
        score = (
            f"Score {before.score} of 100 ({TIERS[before.overall]}) before, "
            f"{after.score} ({TIERS[after.overall]}) now; 0 is best."
        )
    yield from page.text(score, 2)
    yield from page.quiet(LIMITS, 2)
    if after.harms and after.overall > Tier.LOW:
        yield from page.text(f"If someone did tell, it would hurt more than usual: {', '.join(after.harms)}.", 2)
    for note in after.notes:
        yield from page.quiet(note, 2)


def _reader(page: _Page, reader: Reader, when: str, risk: ReaderRisk) -> Iterator[str]:
    verdict = f"{TIERS[risk.tier]}: {LIKELIHOOD[risk.tier]}."
    if risk.crowd is not None and not any(r.rule == "crowd" for r in risk.reasons):
        verdict += f" {POOLS[reader]} this fits {risk.crowd.words}."
    lines = list(page.labelled(when, verdict, 4, 8) if when else page.text(verdict, 4))
    yield from (page.paint.tier(risk.tier, line) for line in lines)
    reasons = _by_text(risk)
    indent = 12 if when else 4
    for text, words in list(reasons.items())[:REASONS]:
        seen = ", ".join(quoted(word) for word in words[:REASONS])
        more = " …" if len(words) > REASONS else ""
        yield from page.item(f"{sentence(clean(text))}{' ' if seen else ''}{seen}{more}", indent)
    if len(reasons) > REASONS:
        yield from page.item(f"and {counted(len(reasons) - REASONS, 'more reason', 'more reasons')}", indent)


def _by_text(risk: ReaderRisk) -> dict[str, list[str]]:
    """Words by the reason that they are quoted for, gravest reason first."""
    found: dict[str, list[str]] = {}
    for reason in sorted(risk.reasons, key=lambda r: -r.tier):
        words = found.setdefault(reason.text, [])
        words += [word for word in reason.words if word not in words]
    return found


def _look_here(page: _Page, result: Result) -> Iterator[str]:
    if not result.unresolved:
        return
    yield from page.heading("Look here")
    yield from page.text("No good wording was found for these; they are as you wrote them.", 2)
    for one in result.unresolved:
        words = one.span.of(result.analysis.draft.text)
        yield from page.item(f"{quoted(words)}{': ' if words.strip() else ''}{sentence(clean(one.why))}", 4)


def _declined(page: _Page, result: Result) -> Iterator[str]:
    """Why the model's wordings were not used, each reason with how often."""
    if not result.declined:
        return
    reasons = Counter(d.why for d in result.declined)
    told = " ".join(f"{why}{f' ({count} times)' if count > 1 else ''}" for why, count in reasons.most_common())
    many = counted(len(result.declined), "passage", "passages")
    yield from page.quiet(f"The model’s wording was not used for {many}: {told}", 2)


def _what_to_do(page: _Page, result: Result) -> Iterator[str]:
    what, why = advice(result.outcome, result.risk.tiers)
    yield from page.heading("What to do")
    yield from page.text(what, 2)
    yield from page.text(why, 2)
    if result.outcome not in (Outcome.UNCHANGED, Outcome.PUBLISH):
        telling = _most_telling(result.analysis.details, result.plan.telling)
        if telling:
            yield from page.text(f"What tells most: {telling}.", 2)


def _most_telling(details: Sequence[Detail], wanted: str | None) -> str:
    return next((quoted(d.texts[0]) for d in details if d.id == wanted and d.texts), "")
