"""Wishes: a dial, a kept word, a wording turned down or written by hand hold through every pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.diffing.align import hunks
from assistant.domain.changes import Audience
from assistant.domain.details import Detail, Kind
from assistant.domain.risk import Outcome, Reader, Tier
from assistant.domain.text import Edit
from assistant.pipeline import Analysis, NotADetail, Options, Pipeline, Result, Wish

TEXT = (
    "My client, a 34-year-old paramedic from Huddersfield, told me this morning that she never sits down. "
    "She has twins and a sister in Leeds. Rest can feel like stealing."
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(build_pipeline(rules_only=True).documents)


@pytest.fixture(scope="module")
def analysis(pipeline: Pipeline) -> Analysis:
    return pipeline.check(draft_of(TEXT, "text"), Options())


def detail(analysis: Analysis, words: str) -> Detail:
    return next(d for d in analysis.details if words in d.texts)


def hunk_texts(result: Result) -> dict[str, str]:
    draft = result.analysis.draft
    edits = [Edit(c.span, c.after) for c in result.changes]
    return {h.before.strip(): h.after.strip() for h in hunks(draft.text, draft.passages, edits) if h.changed}


def test_judging_at_other_rungs_changes_nothing_else(pipeline: Pipeline, analysis: Analysis) -> None:
    as_written = pipeline.judge_at(analysis, {}, Options())
    gone = {d.id: len(d.ladder.rungs) - 1 for d in analysis.details if d.ladder}

    assert as_written.readers == analysis.risk.readers
    assert pipeline.judge_at(analysis, gone, Options()).readers[Reader.ACQUAINTANCE].tier is Tier.LOW
    assert pipeline.judge_at(analysis, {}, Options()) == as_written


def test_a_preview_words_the_sentence_at_the_rung_chosen(pipeline: Pipeline, analysis: Analysis) -> None:
    place = detail(analysis, "Leeds")
    assert place.ladder is not None
    rung = 1

    sentence = pipeline.preview(analysis, {place.id: rung}, place, Options())

    assert "Leeds" not in sentence
    assert place.ladder.rungs[rung].text in sentence
    assert pipeline.preview(analysis, {}, place, Options()) == "She has twins and a sister in Leeds."


def test_words_that_the_person_keeps_stay_through_every_pass(pipeline: Pipeline) -> None:
    options = Options(wishes=(Wish(Kind.OCCUPATION, "paramedic", 0, "it is the point"),))

    result = pipeline.rewrite(draft_of(TEXT, "text"), options)

    assert "paramedic" in result.text
    assert "Huddersfield" not in result.text


def test_what_gives_nobody_away_is_exempt_and_says_why(pipeline: Pipeline) -> None:
    options = Options(not_details=(NotADetail(Kind.OCCUPATION, "Paramedic"),))

    again = pipeline.check(draft_of(TEXT, "text"), options)

    assert detail(again, "paramedic").exempt == "you said that it gives nobody away"
    assert not detail(again, "paramedic").counts


def test_a_wording_that_was_turned_down_does_not_come_again(pipeline: Pipeline) -> None:
    draft = draft_of(TEXT, "text")
    first = hunk_texts(pipeline.rewrite(draft, Options()))
    before, after = next(iter(first.items()))

    second = hunk_texts(pipeline.rewrite(draft, Options(rejected={before: (after,)})))

    assert second.get(before) != after


def test_a_wording_of_the_persons_own_stands_as_it_is(pipeline: Pipeline) -> None:
    draft = draft_of(TEXT, "text")
    sentence = "She has twins and a sister in Leeds."

    result = pipeline.rewrite(draft, Options(edited={sentence: "She has a family."}))

    assert "She has a family." in result.text
    assert hunk_texts(result)[sentence] == "She has a family."


def test_the_text_as_decided_so_far_is_judged_as_it_stands(pipeline: Pipeline) -> None:
    result = pipeline.rewrite(draft_of(TEXT, "text"), Options())

    nothing = pipeline.decided(result, (), Options())
    everything = pipeline.decided(result, result.changes, Options())

    assert nothing.text == TEXT
    assert nothing.risk == result.analysis.risk
    assert everything.text == result.text
    assert everything.risk.overall is result.risk.overall


@pytest.mark.parametrize("audience", list(Audience))
def test_a_clause_that_reaches_into_kept_words_is_cut_beside_them(pipeline: Pipeline, audience: Audience) -> None:
    text = "By Easter {keep: he was} reading to Nugget with three others listening.\n"
    result = pipeline.rewrite(draft_of(text, "text"), Options(audience=audience, case=True))
    assert "he was" in result.text
    assert "Easter" not in result.text
    assert not set("{}") & set(result.text)
    assert "eep" not in result.text


def test_a_draft_whose_changes_were_all_turned_down_is_not_called_fit_to_publish(pipeline: Pipeline) -> None:
    result = pipeline.rewrite(draft_of(TEXT, "text"), Options())

    assert pipeline.decided(result, (), Options()).outcome is Outcome.FURTHER


def test_own_words_for_several_sentences_hold_whatever_is_joined_later(pipeline: Pipeline) -> None:
    text = "My client is from Huddersfield. She said so twice. She has twins.\n\nRest can feel like stealing."
    both = "She said so twice. She has twins."
    result = pipeline.rewrite(draft_of(text, "text"), Options(edited={both: "It was said."}))

    assert "It was said." in result.text
    assert "twins" not in result.text


def test_own_words_before_a_sentence_belong_to_it(pipeline: Pipeline) -> None:
    text = "My client is from Huddersfield.\n\nI think of her a lot on nights."
    said = "Sometimes I think of her a lot on nights."
    result = pipeline.rewrite(draft_of(text, "text"), Options(edited={"I think of her a lot on nights.": said}))

    assert hunk_texts(result)["I think of her a lot on nights."] == said


def test_a_chosen_rung_is_taken_where_nothing_else_asks_for_a_change(pipeline: Pipeline) -> None:
    text = "My client talked about her sister for most of the hour. Waiting can be hard."
    wish = Wish(Kind.FAMILY, "her sister", 1, "as you chose")
    result = pipeline.rewrite(draft_of(text, "text"), Options(audience=Audience.TEACHING, wishes=(wish,)))

    assert "her sister" not in result.text


def test_what_could_not_be_said_otherwise_stays_on_the_list_where_a_word_in_it_changed(pipeline: Pipeline) -> None:
    path = Path("tests/drafts/tuning/late-diagnosis-report.md")
    result = pipeline.rewrite(draft_of(path.read_text(encoding="utf-8"), "markdown"), Options(audience=Audience.BOOK))

    if "162 notebooks" in result.text:
        assert any("162 notebooks" in u.span.of(result.analysis.draft.text) for u in result.unresolved)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("My client, James Whitlock, could not sleep. I rang James’ mother at once.", ("’ mother", "James")),
        ("My client is from Leeds. Her sister rang last week, and she could not sleep.", ("sister, and",)),
        ("My client has no car and lives in Hull.", ("lives.",)),
        ("One of my students, Tyrell, came in last April. I cried.", (", a student,", ", they,")),
        ("Old Mr Hughes the organist came in to see me on Tuesday. He's 83.", ("Old a client",)),
        ("My client Kofi wrote poems about buses. He cried.", ("sent a message",)),
    ],
)
@pytest.mark.parametrize("audience", list(Audience))
def test_nothing_is_left_hanging_and_nobody_said_twice(
    pipeline: Pipeline, audience: Audience, text: str, never: tuple[str, ...]
) -> None:
    result = pipeline.rewrite(draft_of(text, "text"), Options(audience=audience))

    assert not any(words in result.text for words in never), result.text
