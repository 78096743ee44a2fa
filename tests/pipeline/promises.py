"""What a rewrite promises, whatever the draft: each function gives the promises that a result breaks, in words.

Also where drafts come from: the examples, the drafts that rules may be tuned on, and their sentences in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from assistant import composition
from assistant.domain.changes import Change
from assistant.domain.details import Detail, Directness, Kind
from assistant.domain.risk import Background, Outcome
from assistant.domain.text import Draft, Edit, Span, apply_edits
from assistant.language.lexicon import known
from assistant.language.names import traps
from assistant.pipeline import Options, Pipeline, Result
from assistant.risk.judge import judge
from assistant.risk.standing import telling

ROOT = Path(__file__).parents[2]
DRAFTS = sorted(
    path
    for folder in (ROOT / "examples", ROOT / "tests" / "drafts" / "tuning")
    for path in folder.iterdir()
    if path.suffix in (".md", ".txt") and path.name != "README.md"
)
NEWLINES = re.compile(r"\r\n?|\n")


@cache
def pipeline() -> Pipeline:
    """One that has read much before, as in an editor that is open all day."""
    return composition.build_pipeline()


def rewritten(draft: Draft, options: Options | None = None, *, fresh: bool = False) -> Result:
    """The result for the draft; `fresh`: by a pipeline that has read nothing before."""
    return (composition.build_pipeline() if fresh else pipeline()).rewrite(draft, options or Options())


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence of the drafts, without the white space around it."""
    return tuple(
        dict.fromkeys(
            passage.text.strip()
            for path in DRAFTS
            for passage in composition.read_draft(str(path)).passages
            if passage.role.is_prose and passage.text.strip()
        )
    )


def broken(result: Result, options: Options | None = None) -> list[str]:
    """The promises of design.md about what changes, what stays and what is owned up to, as far as they are broken."""
    return [
        *_broken_places(result),
        *_broken_marks(result),
        *[f"silently kept: {words!r}" for words in silently_kept(result)],
        *_broken_risk(result, options or Options()),
    ]


def _broken_places(result: Result) -> Iterator[str]:
    draft, changes = result.analysis.draft, result.changes
    if any(a.span.end > b.span.start for a, b in pairwise(changes)):
        yield "changes overlap or are out of order"
        return
    for change in changes:
        if change.before != change.span.of(draft.text):
            yield f"before is not what stands there: {change.before!r}"
        if not change.before and not change.after:
            yield "a change of nothing"
    if result.text != _spliced(draft, changes):
        yield "the text is not the draft with its changes"
    if composition.draft_of(result.text, draft.format).text != result.text:
        yield "the text can't be read again as it is"


def _spliced(draft: Draft, changes: tuple[Change, ...]) -> str:
    """The draft with each change in place of its words, and what is left of the delimiters of marks taken out."""
    newline = next((n for n in ("\r\n", "\n", "\r") if _most_used(draft.text) == n), "\n")
    parts: list[str] = []
    delimiters = {i for span in draft.removals for i in range(span.start, span.end)}
    position = 0
    for change in (*changes, None):
        end = change.span.start if change else len(draft.text)
        parts += [draft.text[i] for i in range(position, end) if i not in delimiters]
        if change:
            parts.append(NEWLINES.sub(newline, change.after))
            position = change.span.end
    return "".join(parts)


def _most_used(text: str) -> str:
    found = NEWLINES.findall(text)
    return max(("\n", "\r\n", "\r"), key=found.count)


def _broken_marks(result: Result) -> Iterator[str]:
    draft = result.analysis.draft
    for span in sorted((*draft.keeps, *draft.points)):
        if _cuts_a_word(draft, span):
            continue
        words = apply_edits(draft.text[span.start : span.end], _inside(draft.removals, span))
        if NEWLINES.sub("\n", words.strip()) not in NEWLINES.sub("\n", result.text):
            yield f"marked words are gone: {words!r}"
    for words in {span.of(draft.text) for span in draft.removals}:
        literal = draft.text.count(words) - sum(span.of(draft.text) == words for span in draft.removals)
        if result.text.count(words) > literal:
            yield f"a delimiter was written: {words!r}"


def _cuts_a_word(draft: Draft, span: Span) -> bool:
    """Whether a mark begins or ends in the middle of a word ("a{keep: nd}"), which is nobody's wish."""
    delimiters = {at for removal in draft.removals for at in range(removal.start, removal.end)}
    seen = "".join("\0" if at in delimiters else c for at, c in enumerate(draft.text))
    before, after = seen[: span.start].rstrip("\0"), seen[span.end :].lstrip("\0")
    return bool(re.search(r"\w\Z", before) or re.match(r"\w", after))


def _inside(spans: tuple[Span, ...], outer: Span) -> list[Edit]:
    return [Edit(s.shifted(-outer.start), "") for s in spans if outer.contains(s)]


def silently_kept(result: Result) -> list[str]:
    """Words that told, still stand, and are named neither among what remains nor among what is unresolved."""
    named = {u.detail for u in result.unresolved}
    remaining = [(d.kind, _plain(text)) for d in result.remaining for text in d.texts]
    kept: list[str] = []
    for detail in result.analysis.details:
        if not detail.counts or not telling(detail) or detail.id in named:
            continue
        for span, words in zip(detail.spans, detail.texts, strict=detail.kind is not Kind.FILE_NAME):
            if not _stands(result, detail, span, words):
                continue
            if not any(_names(kind, text, detail, _plain(words)) for kind, text in remaining):
                kept.append(words)
    return list(dict.fromkeys(kept))


def _names(kind: Kind, text: str, detail: Detail, words: str) -> bool:
    """Whether a detail that remains owns up to these words: it holds them, or is the same fact in fewer words."""
    return bool(_whole(words).search(text)) or (kind is detail.kind and bool(text) and text in words)


def _stands(result: Result, detail: Detail, span: Span, words: str) -> bool:
    """Whether these words still stand in the result: at their place, in a new wording, or, for names, anywhere."""
    if detail.kind is Kind.PSEUDONYM:
        return False
    if not any(change.span.overlaps(span) for change in result.changes):
        return True
    if detail.directness is Directness.DIRECT:
        low = _plain(words)
        if low in traps():  # "May" is not meant by "In May", nor "Will" by "Will she come?"
            return False
        return bool(_whole(words).search(result.text) if known(low) else _whole(low).search(_plain(result.text)))
    return any(_whole(_plain(words)).search(_plain(change.after)) for change in result.changes)


@cache
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()


def _broken_risk(result: Result, options: Options) -> Iterator[str]:
    background = options.background
    if background.region == "unknown":
        background = Background(result.analysis.region, background.caseload)
    left = judge(result.remaining, background)
    for reader, told in result.risk.readers.items():
        if told.tier < left.readers[reader].tier:
            yield f"the {reader} is told less than the remaining details give"
    if result.outcome is Outcome.UNCHANGED and result.changes:
        yield "unchanged, with changes"
    if not any(d.counts for d in result.analysis.details) and result.changes:
        yield "a draft without any case was changed"
