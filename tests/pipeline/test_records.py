"""A clinical record is told whole or not at all: without who and when, and with what was found."""

from __future__ import annotations

import pytest

from assistant.composition import draft_of
from assistant.domain.changes import Audience, Change, Move, Plan, Source, Step
from assistant.domain.details import CASE, Detail, Directness, Evidence, Kind
from assistant.domain.ladders import EVERYONE, Flag, Ladder, Rung, Share
from assistant.domain.risk import Outcome, Risk, Tier
from assistant.domain.text import Draft, Span
from assistant.pipeline import Options
from assistant.pipeline.goals import TOO_LITTLE
from assistant.pipeline.records import said_in_passing, tells_too_little, with_findings
from assistant.pipeline.values import Analysis
from tests.pipeline.promises import broken, rewritten

RECORD = (
    "A 47-year-old woman from Ormskirk had syringomyelia. Her psoriasis had spread to both hands since. "
    "She was seen on 3 May 2011. Scleritis was found, and uveitis in the other eye.\n"
)


def _detail(draft: Draft, kind: Kind, words: str, *flags: Flag) -> Detail:
    start = draft.text.index(words)
    span = Span(start, start + len(words))
    ladder = Ladder(
        (Rung(words, "as written", Share(0.001, 0.01, "test"), frozenset(flags)), Rung("", "left out", EVERYONE))
    )
    directness = Directness.VERBATIM if kind is Kind.SPEECH else Directness.QUASI
    return Detail(
        f"d{start}", kind, directness, CASE, (span,), (words,), (Evidence("rule", "t", 0.9),), "", ladder=ladder
    )


def _read(*details: tuple[Kind, str], text: str = RECORD) -> Analysis:
    draft = draft_of(text, "text")
    found = tuple(_detail(draft, kind, words) for kind, words in details)
    case = frozenset(p.index for p in draft.passages if p.text.strip())
    return Analysis(draft, found, (), Risk(Tier.HIGH, 90, {}), case, "uk", "uk")


CLINICAL = (
    (Kind.AGE, "47-year-old"),
    (Kind.HEALTH, "syringomyelia"),
    (Kind.HEALTH, "psoriasis"),
    (Kind.DATE, "3 May 2011"),
    (Kind.HEALTH, "Scleritis"),
)


def test_what_was_found_stays_and_who_and_when_go() -> None:
    before = _read(*CLINICAL)
    plan = Plan(tuple(Step(d.id, 1, Move.CUT, "") for d in before.details), {}, Outcome.CONSENT)
    moved = {s.detail for s in with_findings(before, plan, ()).steps if s.rung}
    assert {d.texts[0] for d in before.details if d.id in moved} == {"47-year-old", "3 May 2011"}


@pytest.mark.parametrize(
    ("told", "record"),
    [
        ("Mother states that he sleeps better.", True),
        ("Mother whispered that he sleeps better.", False),
        ("Mother states “he sleeps better” each time.", False),
    ],
)
def test_what_a_record_was_told_is_a_finding_and_what_somebody_says_is_a_story(told: str, record: bool) -> None:
    words = "“he sleeps better”" if "“" in told else "he sleeps better"
    text = f"His psoriasis had spread to both hands. {told} Scleritis was found in one eye.\n"
    before = _read((Kind.HEALTH, "psoriasis"), (Kind.SPEECH, words), (Kind.HEALTH, "Scleritis"), text=text)
    gone = [Change(p.span, p.text, "", Source.RULE, (), (), "") for p in before.draft.passages if p.text.strip()]

    assert tells_too_little(before, gone) is record


def test_what_the_person_chose_is_done_in_a_record_too() -> None:
    before = _read(*CLINICAL)
    plan = Plan(tuple(Step(d.id, 1, Move.CUT, "") for d in before.details), {}, Outcome.CONSENT)
    chosen = before.details[1]
    assert any(s.detail == chosen.id and s.rung for s in with_findings(before, plan, (chosen.id,)).steps)


def test_a_date_in_a_short_sentence_takes_it_along_and_a_finding_does_not() -> None:
    before = _read(*CLINICAL)
    assert {d.texts[0] for d in said_in_passing(before, before.details)} == {"47-year-old", "3 May 2011"}


@pytest.mark.parametrize(
    ("details", "record"),
    [(CLINICAL, True), (CLINICAL[:2], False), ((*CLINICAL, (Kind.SPEECH, "seen on")), False)],
)
def test_a_record_names_illness_after_illness_and_nobody_speaks_in_it(
    details: tuple[tuple[Kind, str], ...], record: bool
) -> None:
    before = _read(*details)
    span = Span(0, RECORD.index("She was"))
    gone = Change(span, span.of(before.draft.text), "", Source.RULE, (), (), "")
    assert tells_too_little(before, (gone,)) is record
    assert not tells_too_little(before, ())


STORY = (
    "My client Ilka rang from the Dover ferry with a goat on her lap. Ilka wore her dead brother's wedding suit. "
    'She told me, "I have stolen the goat from the mayor of Calais." On Tuesday the harbour police took the goat '
    "away, and Ilka swam after the boat.\n\nMake room for joy when it comes.\n"
)


def test_the_person_is_told_where_only_scraps_are_left() -> None:
    result = rewritten(draft_of(STORY, "text"), Options(audience=Audience.POST))
    assert result.outcome is Outcome.CONSENT
    assert TOO_LITTLE in result.risk.notes
    assert "goat" not in result.text


@pytest.mark.parametrize("text", [RECORD, STORY])
def test_a_record_and_a_story_are_rewritten_as_promised(text: str) -> None:
    options = Options(audience=Audience.TEACHING)
    result = rewritten(draft_of(text, "text"), options)
    assert not broken(result, options)
    assert rewritten(draft_of(result.text, "text"), options).text == result.text


def test_an_age_does_not_take_a_long_finding_along_and_a_date_does() -> None:
    draft = draft_of(
        "A 47-year-old woman had syringomyelia for years, with pain in both arms that no drug of any sort had helped. "
        "On 3 May 2011 she was seen again with psoriasis of both hands, a stiff neck and a cough that kept her up.\n",
        "text",
    )
    details = (_detail(draft, Kind.AGE, "47-year-old"), _detail(draft, Kind.DATE, "3 May 2011"))
    before = Analysis(draft, details, (), Risk(Tier.HIGH, 90, {}), frozenset({0, 1}), "uk", "uk")
    assert [d.texts[0] for d in said_in_passing(before, details)] == ["3 May 2011"]
