"""Sentences are left out whole, within limits, and the rest of the draft stays byte by byte."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.composition import draft_of
from assistant.domain.changes import Change, Rewritten, Source
from assistant.domain.details import CASE, Detail, Directness, Evidence, Kind
from assistant.domain.text import Draft, Edit, Span, apply_edits
from assistant.rewrite.leaving_out import DASH, emptied, leave_out

NOTHING = Rewritten((), ())


def telling(draft: Draft, words: str, directness: Directness = Directness.QUASI) -> Detail:
    start = draft.text.index(words)
    span = Span(start, start + len(words))
    return Detail("d1", Kind.PLACE, directness, CASE, (span,), (words,), (Evidence("rule", "t", 0.9),), "because")


def left(draft: Draft, *details: Detail, case: frozenset[int] | None = None) -> str:
    passages = case if case is not None else frozenset(p.index for p in draft.passages)
    changes = leave_out(draft, NOTHING, details, passages).changes
    return apply_edits(draft.text, [Edit(c.span, c.after) for c in changes])


def test_a_sentence_goes_with_the_space_after_it() -> None:
    draft = draft_of("She rests now. She drives to Hull. The garden helps, and so do the friends who visit.\n", "text")
    assert left(draft, telling(draft, "Hull")) == "She rests now. The garden helps, and so do the friends who visit.\n"


def test_the_last_sentence_goes_with_the_space_before_it_and_its_line_end_stays() -> None:
    draft = draft_of(
        "The garden helps, and so do friends. She rests now. She drives to Hull.\n\nRest is no prize.\n", "text"
    )
    assert (
        left(draft, telling(draft, "Hull"))
        == "The garden helps, and so do friends. She rests now.\n\nRest is no prize.\n"
    )


def test_a_paragraph_of_one_sentence_goes_with_its_blank_line() -> None:
    draft = draft_of("The garden helps, and so do friends.\n\nShe drives to Hull.\n\nRest is no prize.\n", "text")
    assert left(draft, telling(draft, "Hull")) == "The garden helps, and so do friends.\n\nRest is no prize.\n"


def test_a_list_item_goes_with_its_bullet() -> None:
    draft = draft_of("It took all these things and more:\n\n- rest\n- driving to Hull\n- friends\n", "markdown")
    assert left(draft, telling(draft, "Hull")) == "It took all these things and more:\n\n- rest\n- friends\n"


@pytest.mark.parametrize(
    ("bold", "kept"),
    [
        ("**She drives to Hull. Rest is no prize.**", "**Rest is no prize.**"),
        ("She **drives** to Hull. Rest is no prize.", "Rest is no prize."),
    ],
)
def test_what_is_left_of_bold_words_is_still_bold(bold: str, kept: str) -> None:
    rest = "\n\nThe garden helps, and so do the friends who visit.\n"
    draft = draft_of(bold + rest, "markdown")

    assert left(draft, telling(draft, "Hull")) == kept + rest


def test_a_table_cell_becomes_a_dash() -> None:
    draft = draft_of("| who | where |\n|---|---|\n| he | Hull |\n", "markdown")
    assert left(draft, telling(draft, "Hull")) == f"| who | where |\n|---|---|\n| he | {DASH} |\n"


def test_what_the_person_keeps_is_never_left_out() -> None:
    draft = draft_of("She rests now and again. She drives to {keep: Hull}. The garden helps.\n", "text")
    assert left(draft, telling(draft, "Hull")) == draft.text


def test_passages_outside_the_case_lose_only_direct_identifiers() -> None:
    draft = draft_of("Call Ama Boateng. People rest in many ways that nobody sees.\n", "text")
    assert left(draft, telling(draft, "Ama Boateng", Directness.DIRECT), case=frozenset()) == (
        f"Call {DASH}. People rest in many ways that nobody sees.\n"
    )
    assert left(draft, telling(draft, "Call"), case=frozenset()) == draft.text


def test_a_draft_is_never_stripped_bare() -> None:
    draft = draft_of("She drives to Hull every day.\n", "text")
    assert left(draft, telling(draft, "Hull")) == draft.text


def test_a_name_gives_way_even_where_nothing_may_be_left_out() -> None:
    draft = draft_of("Her name was Bev, and she keeps hens by the sea.\n", "text")
    assert "Bev" not in left(draft, telling(draft, "Bev", Directness.DIRECT))


def test_of_the_answers_under_a_question_none_is_left_out() -> None:
    text = "Which of these comes first?\n1- Rest.\n2- A drive to Hull.\n3- A scan of the chest.\n"
    draft = draft_of(text, "text")
    assert left(draft, telling(draft, "Hull")) == text


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        (
            "1. Rest when it is time.\n2. A drive to Hull.\n3. A friend who visits.\n",
            "1. Rest when it is time.\n2. A friend who visits.\n",
        ),
        (
            "1/ Nobody teaches this.\n\n2/ She drives to Hull.\n\n3/ Talk to your friends.\n",
            "1/ Nobody teaches this.\n\n2/ Talk to your friends.\n",
        ),
        (
            "In 3. we lost.\n\n4. Rest when it is time.\n6. A drive to Hull.\n",
            "In 3. we lost.\n\n4. Rest when it is time.\n",
        ),
    ],
)
def test_the_numbers_of_what_stays_count_on(text: str, reads: str) -> None:
    draft = draft_of(text, "markdown")
    assert left(draft, telling(draft, "Hull")) == reads


def test_of_sentences_worded_as_fewer_those_unlike_the_new_ones_are_left_out() -> None:
    draft = draft_of("They quarrelled in March. She threw a plate. He grinned, then wept.\n", "text")
    both = Change(Span(0, len(draft.text) - 1), draft.text[:-1], "They may grin, then weep.", Source.RULE, (), (), "")
    told = replace(both, source=Source.MODEL)

    assert emptied(draft, [both]) == {0, 1}
    assert emptied(draft, [told]) == set()
