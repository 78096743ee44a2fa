"""The report for people: complete, calm, of the right width, and without words that promise too much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.composition import build_pipeline, draft_of, read_draft
from assistant.domain.details import Kind
from assistant.domain.risk import Outcome, Reader, Tier
from assistant.pipeline import Options, Result
from assistant.reports import words
from assistant.reports.changes import changes
from assistant.reports.lines import lines, readers
from assistant.reports.story import clean, quoted, story

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "examples" / "01-rest-feels-like-theft.md"
PROMISES = re.compile(r"\b(?:safe|safely|anonymous|anonymi[sz]ed|guarantee\w*|impossible)\b", re.IGNORECASE)


@cache
def rewritten(path: Path) -> Result:
    return build_pipeline().rewrite(read_draft(str(path)), Options())


def report(result: Result, width: int) -> list[str]:
    return list(story(result, changes(result, width), width))


@pytest.mark.parametrize("width", [20, 33, 40, 80, 96])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    shown = report(rewritten(CASE), width)

    assert [line for line in shown if len(line) > width] == []


def test_it_says_what_was_found_and_why() -> None:
    shown = " ".join(" ".join(report(rewritten(CASE), 80)).split())

    assert "The client:" in shown
    assert "“34”: an age." in shown
    assert "“paramedic”: an occupation." in shown
    assert "common details" in shown


def test_it_says_who_could_tell_before_and_now() -> None:
    result = rewritten(CASE)
    shown = " ".join(" ".join(report(result, 80)).split())

    for reader in Reader:
        before, after = result.analysis.risk.readers[reader], result.risk.readers[reader]
        assert words.READERS[reader] in shown
        assert f"before {words.TIERS[before.tier]}: {words.LIKELIHOOD[before.tier]}." in shown
        assert f"now {words.TIERS[after.tier]}: {words.LIKELIHOOD[after.tier]}." in shown
    assert f"Score {result.analysis.risk.score} of 100" in shown
    assert words.ADVICE[result.outcome][0] in shown


def test_a_draft_about_nobody_is_told_so_in_few_lines() -> None:
    result = build_pipeline().rewrite(draft_of("Silence can mean many things. It helps to wait.\n", "text"), Options())
    shown = report(result, 80)

    assert result.outcome is Outcome.UNCHANGED
    assert "  Nothing that would point to somebody." in shown
    assert "WHAT CHANGES" not in shown
    assert len(shown) < 25


def test_changes_hold_what_went_and_what_came() -> None:
    shown = " ".join(changes(rewritten(CASE), 80))

    assert "[-" in shown
    assert "{+" in shown
    assert re.search(r"\[-[^]]*Huddersfield", shown)
    assert "\x1b" not in shown
    assert "\x1b[31m[-" in " ".join(changes(rewritten(CASE), 80, colour=True))


def test_quotations_are_short_clean_and_quoted_once() -> None:
    assert quoted('"If I sit down"') == "“If I sit down”"
    assert quoted("one\n two\x1b[2J\u202e") == "“one two�[2J�”"
    assert len(quoted("word " * 100)) < 80
    assert quoted("") == ""
    assert clean("a\tb\r\nc") == "a b c"


def test_every_kind_reader_tier_and_outcome_has_its_words() -> None:
    assert set(words.KINDS) == set(Kind)
    assert set(words.READERS) == set(Reader)
    assert set(words.TIERS) == set(words.LIKELIHOOD) == set(Tier)
    assert set(words.ADVICE) == set(Outcome)


def _all_words() -> Iterator[str]:
    for name, meaning in words.KINDS.values():
        yield from (name, meaning)
    for pair in words.ADVICE.values():
        yield from pair
    yield from words.LIKELIHOOD.values()
    yield words.LIMITS
    yield words.TOO_SHORT


def test_nothing_promises_too_much() -> None:
    assert [text for text in _all_words() if PROMISES.search(text)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("[0-9]*")), ids=lambda p: p.stem)
def test_lines_hold_no_telling_word_of_the_draft(path: Path) -> None:
    analysis = rewritten(path).analysis
    told = " ".join(line.removeprefix(path.name) for line in lines(analysis, path.name))
    names = {
        word
        for detail in analysis.details
        if detail.kind in (Kind.PERSON_NAME, Kind.PLACE, Kind.ORGANISATION, Kind.CONTACT)
        for text in detail.texts
        for word in re.findall(r"[A-Z][a-z]{3,}", text)
    }

    assert [name for name in sorted(names) if re.search(rf"\b{re.escape(name)}\b", told)] == []


def test_a_detail_names_the_readers_whom_it_tells_most() -> None:
    text = "My client Araceli Okafor wept. She is tired.\n"
    analysis = build_pipeline().check(draft_of(text, "text"), Options())
    name = next(d for d in analysis.details if d.kind is Kind.PERSON_NAME)

    assert readers(name, analysis.risk) == "client,acquaintance,stranger"


def test_where_nobody_could_tell_any_more_it_says_that_too_little_is_left() -> None:
    low = dict.fromkeys(Reader, Tier.LOW)
    told = {**low, Reader.CLIENT: Tier.RAISED}

    assert words.advice(Outcome.CONSENT, low) == (words.ADVICE[Outcome.CONSENT][0], words.TOO_SHORT)
    assert words.advice(Outcome.CONSENT, told) == words.ADVICE[Outcome.CONSENT]
