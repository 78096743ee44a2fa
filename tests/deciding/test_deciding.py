"""Decisions, threads and checklists by themselves, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.composition import build_pipeline, draft_of
from assistant.deciding.checklist import checklist, to_show
from assistant.deciding.review import ACCEPTED, REJECTED, Review, Verdict
from assistant.deciding.thread import LEAST_LIMIT, PLATFORMS, length, posts
from assistant.domain.changes import Audience
from assistant.domain.text import Edit, apply_edits
from assistant.pipeline import Options, Pipeline, Result

TEXT = (
    "My client, a 34-year-old paramedic from Huddersfield, told me this morning that she never sits down. "
    "She has twins, and her sister in Leeds rings every evening.\n\nRest can feel like stealing.\n"
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(build_pipeline(rules_only=True).documents)


@pytest.fixture(scope="module")
def result(pipeline: Pipeline) -> Result:
    return pipeline.rewrite(draft_of(TEXT, "text"), Options())


def text_of(review: Review) -> str:
    return apply_edits(TEXT, [Edit(c.span, c.after) for c in review.changes()])


def test_nothing_is_changed_that_was_not_decided(result: Result) -> None:
    assert text_of(Review(result)) == TEXT


def test_accepting_everything_gives_the_proposed_text(result: Result) -> None:
    review = Review(result)
    for item in review.items:
        review.decide(item, ACCEPTED)

    assert text_of(review) == result.text


def test_the_persons_own_words_replace_the_sentence_and_nothing_around_it(result: Result) -> None:
    review = Review(result)
    review.edit(review.items[0], "  A client cannot rest.  ")

    assert text_of(review) == TEXT.replace(review.items[0].key, "A client cannot rest.")
    assert review.written() == {review.items[0].key: "A client cannot rest."}


def test_writing_what_was_there_or_what_was_proposed_is_that_decision(result: Result) -> None:
    review = Review(result)
    item = review.items[0]

    review.edit(item, item.key)
    assert review.of(item) is REJECTED
    review.edit(item, item.hunk.after)
    assert review.of(item) is ACCEPTED


def test_every_step_is_undone_and_redone_by_itself(result: Result) -> None:
    review = Review(result)
    item = review.items[0]
    review.decide(item, ACCEPTED)
    review.decide(item, REJECTED)

    assert review.undo()
    assert review.of(item) is ACCEPTED
    assert review.redo()
    assert review.of(item) is REJECTED
    assert review.undo()
    assert review.undo()
    assert not review.undo()
    assert review.count(Verdict.UNDECIDED) == len(review.items)


def test_what_weighs_most_has_to_be_seen_before_the_rest_is_accepted(result: Result) -> None:
    review = Review(result)
    assert review.unseen()
    assert not review.accept_rest()
    for item in review.unseen():
        review.see(item)

    assert review.accept_rest()
    assert text_of(review) == result.text


def test_decisions_are_carried_to_a_rewriting_that_proposes_the_same(result: Result) -> None:
    old, new = Review(result), Review(result)
    old.decide(old.items[0], REJECTED)
    new.carry(old)

    assert new.of(new.items[0]) is REJECTED
    assert new.of(new.items[1]).verdict is Verdict.UNDECIDED


def test_what_is_missing_because_it_was_turned_down_is_listed_and_can_be_taken_back(pipeline: Pipeline) -> None:
    text, book = (
        "Mrs Holt cancelled again.\n\nShe is a midwife in Whitby.\n",
        Options(case=True, audience=Audience.BOOK),
    )
    old = Review(pipeline.rewrite(draft_of(text, "text"), book))
    item = old.items[1]
    old.decide(old.items[0], ACCEPTED)
    old.decide(item, REJECTED)
    rejected = old.refused()
    assert rejected == {item.key: (item.wording,)}
    longer = pipeline.rewrite(draft_of(f"Rest is hard.\n\n{text}", "text"), replace(book, rejected=rejected))
    assert item.key not in {i.key for i in Review(longer).items}
    new = Review(longer)
    new.carry(old, rejected)
    there = next(i for i in new.items if i.name == item.name)

    assert new.of(there) is REJECTED
    assert there.hunk.span.of(longer.analysis.draft.text).strip() == item.key
    assert there.wording == item.wording
    assert there.details
    assert new.undo()
    assert new.of(there).verdict is Verdict.UNDECIDED
    assert new.refused(rejected) == {}


def test_sentences_that_read_the_same_are_decided_and_turned_down_by_themselves(pipeline: Pipeline) -> None:
    text = "My client is a midwife in Whitby. She rests.\n\nMy client is a midwife in Whitby. It is hard.\n"
    result = pipeline.rewrite(draft_of(text, "text"), Options(case=True))
    review = Review(result)
    first, second = (i for i in review.items if i.key == "My client is a midwife in Whitby.")
    review.see(first)
    review.decide(first, REJECTED)
    assert review.of(second).verdict is Verdict.UNDECIDED
    assert second in review.unseen() or not second.grave
    assert (review.refused() == {}) == (first.wording == second.wording)
    review.edit(second, "She works.")
    new = Review(pipeline.rewrite(draft_of(text, "text"), Options(case=True, edited=review.written())))
    new.carry(review, review.refused())

    assert [new.of(i).verdict for i in new.items if i.key == first.key] == [Verdict.REJECTED, Verdict.EDITED]


def test_the_checklist_counts_what_was_done_and_names_what_stays(pipeline: Pipeline, result: Result) -> None:
    review = Review(result)
    review.decide(review.items[0], ACCEPTED)
    review.decide(review.items[1], REJECTED)
    done = checklist(review, pipeline.decided(result, review.changes(), Options()))

    assert done.changed
    assert (done.rejected, done.undecided) == (1, len(review.items) - 2)
    assert "Leeds" in {t for d in done.remaining for t in d.texts}


def test_a_client_is_shown_the_sentences_that_still_tell(pipeline: Pipeline, result: Result) -> None:
    as_written = pipeline.decided(result, (), Options())

    assert "told me this morning" in to_show(as_written)
    assert "Rest can feel like stealing" not in to_show(as_written)


@given(st.text(max_size=3_000), st.sampled_from([p.limit for p in PLATFORMS] + [LEAST_LIMIT]))
def test_no_post_is_too_long_and_no_word_is_lost(text: str, limit: int) -> None:
    found = posts(text, limit)

    assert all(length(post) <= limit for post in found)
    bare = found if len(found) == 1 else [p.rsplit(" (", 1)[0] for p in found]
    assert "".join("".join(bare).split()) == "".join(text.split())


def test_a_thread_is_numbered_and_broken_between_sentences() -> None:
    found = posts("Rest is hard for those who cope. " * 20, 280)

    assert len(found) == 3
    assert all(p.endswith(f"({n}/3)") for n, p in enumerate(found, 1))
    assert all(p.rsplit(" (", 1)[0].endswith(".") for p in found)


def test_what_fits_is_left_as_it_is() -> None:
    assert posts(" Rest is hard.\n", 280) == ("Rest is hard.",)
    with pytest.raises(ValueError, match="below"):
        posts("x", 10)
