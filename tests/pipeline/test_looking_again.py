"""A draft is looked at again after every keystroke: what is remembered must never change what is found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.composition import build_pipeline, draft_of
from assistant.detect.tagged import carried
from assistant.domain.ports import Tag
from assistant.domain.risk import Tier
from assistant.pipeline import Analysis, Options, Pipeline
from assistant.risk.closed import NAMES_NOT_CHECKED, NOT_READ_YET

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DRAFT = "\n\n".join(
    (EXAMPLES / name).read_text(encoding="utf-8").strip()
    for name in ("09-ruth-and-the-list.md", "02-three-oclock.txt", "22-kofi-reads-aloud.md")
)
PIECES = (
    "a", " ", ".", "\n", "\n\n", "# ", "- ", "*", "`", "[", "](x)", "{keep: ", "}", "I", "She is a nurse from Leeds. ",
    "My client Brunhild plays the qanun", "Details were changed. ", "T: And then?\n\nC: I left.\n\n", "> ",
    "| a | b |\n",
    "[ref]: http://a.example 'Leeds'\n", "\n```\n", "my mother’s ", "shared with permission", "\u200b", "Kofi", "é",
)  # fmt: skip
DOCUMENTS = build_pipeline(rules_only=True).documents


class Marking:
    """A tagger that marks every longer word, each text by itself; `asked` is what it was given."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def tag(self, texts: Sequence[str]) -> list[tuple[Tag, ...] | None]:
        self.asked += texts
        return [
            tuple(
                Tag(*m.span(), "possession" if len(m[0]) % 2 else "person-name", 0.9, 0.9 if m[0][0] < "n" else 0.1)
                for m in re.finditer(r"\b[a-z]{7,}\b", text)
            )
            for text in texts
        ]


class Silent:
    """A tagger whose worker is gone."""

    def tag(self, texts: Sequence[str]) -> list[tuple[Tag, ...] | None]:
        return [None] * len(texts)


def looked(pipeline: Pipeline, text: str) -> Analysis:
    return pipeline.check(draft_of(text, "markdown"), Options())


@st.composite
def edits(draw: st.DrawFn) -> list[str]:
    """A draft as it is after each of a few edits."""
    text = DRAFT
    states: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 0, 0, 1, 5, 40, 400))))
        text = text[:start] + draw(st.sampled_from(PIECES) | st.just("")) + text[end:]
        states.append(text)
    return states


@settings(max_examples=60, deadline=None)
@given(edits())
def test_a_look_after_edits_finds_what_a_first_look_finds(states: list[str]) -> None:
    long_lived = Pipeline(DOCUMENTS, Marking(), strict=True)
    looked(long_lived, DRAFT)
    for text in states:
        again, first = looked(long_lived, text), looked(Pipeline(DOCUMENTS, Marking(), strict=True), text)

        assert again == first


@settings(max_examples=30, deadline=None)
@given(edits())
def test_a_glance_is_right_as_soon_as_the_tagger_has_read_what_it_left(states: list[str]) -> None:
    glancing = Pipeline(DOCUMENTS, Marking(), strict=True)
    looked(glancing, DRAFT)
    for text in states:
        draft = draft_of(text, "markdown")
        early = glancing.glance(draft, Options())
        if early.unread:
            assert not early.tagged
            assert all(one.tier is not Tier.LOW for one in early.risk.readers.values())
        assert glancing.read(early.unread)

        assert glancing.glance(draft, Options()) == looked(Pipeline(DOCUMENTS, Marking(), strict=True), text)


def test_a_glance_asks_the_tagger_nothing() -> None:
    tagger = Marking()
    pipeline = Pipeline(DOCUMENTS, tagger, strict=True)

    found = pipeline.glance(draft_of(DRAFT, "markdown"), Options())

    assert not tagger.asked
    assert found.unread
    assert found.details, "the rules have been at it"


def test_what_one_thread_had_read_is_known_to_the_one_beside_it() -> None:
    tagger = Marking()
    first = Pipeline(DOCUMENTS, tagger, strict=True)
    beside = first.beside()
    first.read(beside.glance(draft_of(DRAFT, "markdown"), Options()).unread)

    assert beside.glance(draft_of(DRAFT, "markdown"), Options()).tagged


def test_a_glance_says_whether_the_closer_look_is_on_its_way_or_will_not_come() -> None:
    pipeline = Pipeline(DOCUMENTS, Silent(), strict=True)
    draft = draft_of("Theory is a way of looking. It is not a place to stand.", "markdown")
    waiting, given_up = pipeline.glance(draft, Options()), pipeline.glance(draft, Options(), awaited=False)

    assert not pipeline.read(waiting.unread)
    assert {r.text for one in waiting.risk.readers.values() for r in one.reasons} == {NOT_READ_YET}
    assert {r.text for one in given_up.risk.readers.values() for r in one.reasons} == {NAMES_NOT_CHECKED}
    assert not given_up.unread


def tag(text: str, words: str) -> Tag:
    return Tag(text.index(words), text.index(words) + len(words), "place", 0.9, 0.9)


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [
        ("From Leeds to York.", "From Leeds, by train, to York.", ["Leeds", "York"]),
        ("From Leeds to York.", "From Lincoln to York.", ["York"]),
        ("From Leeds to York.", "From Leeds to York.", ["Leeds", "York"]),
        ("From Leeds to York.", "", []),
    ],
)
def test_marks_that_an_edit_did_not_touch_stay_until_the_tagger_has_read_again(
    before: str, now: str, kept: list[str]
) -> None:
    marks = [("Alone.", ()), (before, (tag(before, "Leeds"), tag(before, "York"))), ("After.", ())]

    assert [now[t.start : t.end] for t in carried(marks, ["Alone.", now, "After."])[1]] == kept


@pytest.mark.parametrize(
    "text",
    [
        "我的来访者三十四岁，是里兹的护士，去年冬天她的双胞胎弟弟在洪水中去世了。她每天夜里都醒来。",
        "Meine Klientin ist Krankenschwester und ihre Schwester starb im letzten Winter nach langer Krankheit.",
    ],
)
def test_a_short_text_in_another_language_is_never_low(text: str) -> None:
    pipeline = Pipeline(DOCUMENTS)

    assert pipeline.check(draft_of(text, "text"), Options()).risk.overall is Tier.CANNOT_TELL


@pytest.mark.parametrize(
    "text", ["Seven book clubs, five choirs, two gardens, one walking group, eleven benches", "Café naïve Zoë."]
)
def test_a_short_list_is_not_another_language(text: str) -> None:
    assert Pipeline(DOCUMENTS).check(draft_of(text, "text"), Options()).risk.overall is Tier.LOW
