"""Short posts: when they become possibilities, which wordings are not offered, and what is left to the person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.domain.changes import Audience, Strategy
from assistant.domain.details import Kind
from assistant.domain.risk import Outcome
from assistant.domain.text import Edit, apply_edits
from assistant.pipeline import Options
from assistant.rewrite.entities import client_noun
from assistant.rewrite.forms import natural
from assistant.rewrite.rewriter import rewrite
from tests.rewrite.cases import case


def posted(notation: str) -> str:
    """The post as its pattern would be published."""
    request = replace(case(notation, Strategy.PATTERN), audience=Audience.POST)
    return apply_edits(request.draft.text, [Edit(c.span, c.after) for c in rewrite(request).changes])


def published(text: str) -> tuple[str, Outcome]:
    """What the product makes of a post, and what it advises."""
    result = build_pipeline().rewrite(draft_of(text, "text"), Options(audience=Audience.POST))
    return result.text, result.outcome


@pytest.mark.parametrize(
    ("draft", "post"),
    [
        ("A client hates Mondays.", "A client may come to hate Mondays."),
        (
            "A [34-year-old|age] client kept a hamster. She fed it biscuits. She never said why.",
            "A client kept a hamster. She fed it biscuits. She never said why.",
        ),
        ("A client hates Mondays. ~I told nobody.", "A client hates Mondays. I told nobody."),
        ("Why does a client hate Mondays?", "Why does a client hate Mondays?"),
        ("Saw a [retired|occupation] client who hates Mondays.", "Saw a client who hates Mondays."),
        ("A [34-year-old|age] client is a nurse.", "A client is a nurse."),
        ("Tom hates Mondays. He told nobody.", "Tom hates Mondays. He told nobody."),
    ],
)
def test_only_a_glimpse_in_whole_sentences_becomes_a_possibility(draft: str, post: str) -> None:
    assert posted(draft) == post


def test_what_is_left_of_a_story_in_a_post_is_told_and_becomes_no_possibility() -> None:
    text = (
        "I had to tell a client today that his baby had died. He asked me if he could hold her. "
        "We sat there for two hours. He left by the back door."
    )
    result = build_pipeline().rewrite(draft_of(text, "text"), Options(audience=Audience.POST))

    assert "may" not in result.text
    assert "Sometimes" not in result.text


@pytest.mark.parametrize(
    ("kind", "words", "options", "left"),
    [
        (Kind.OCCUPATION, "surgeon", ("frontline worker",), ()),
        (Kind.OCCUPATION, "police officer", ("someone in uniform",), ("someone in uniform",)),
        (Kind.HEALTH, "dementia", ("an illness",), ()),
        (Kind.DURATION, "fourteen weeks", ("some weeks",), ()),
        (Kind.FAMILY, "Mum of four", ("parent",), ("Mum",)),
        (Kind.FAMILY, "sister", ("someone in her family",), ("someone in her family",)),
        (Kind.SPEECH, "if he could stay in my room", ("about home",), ()),
    ],
)
def test_wordings_that_read_like_a_form_are_not_offered(
    kind: Kind, words: str, options: tuple[str, ...], left: tuple[str, ...]
) -> None:
    assert natural(kind, words, options) == left


@pytest.mark.parametrize(
    ("draft", "post"),
    [
        (
            "Third eviction in two years for a mum on my caseload. Nobody asked her what she needs.",
            "Third eviction for a mum on my caseload. Nobody asked her what she needs.",
        ),
        (
            "A client of mine, a surgeon, said today: “I've never once let anyone see me bleed.” "
            "Perfectionism is armour. It's also a very lonely outfit.",
            "Perfectionism is armour. It's also a very lonely outfit.",
        ),
        (
            "Clients don't owe us progress. I worked with a woman for three years who came every week.",
            "Clients don't owe us progress. I worked with a woman who came every week.",
        ),
    ],
)
def test_a_post_keeps_its_point_and_its_tense(draft: str, post: str) -> None:
    assert published(draft)[0] == post


def test_a_post_that_is_all_episode_is_left_to_the_person() -> None:
    draft = "“You're not even a real doctor,” said my new client, a cardiologist. I told her she was right. She stayed."
    text, outcome = published(draft)
    assert len(text.split()) >= 8
    assert outcome in (Outcome.CONSENT, Outcome.FURTHER)


def test_initials_at_the_beginning_are_no_letter_of_an_answer() -> None:
    text, _ = published(
        "C. is a 34-year-old paramedic from Huddersfield. Rest is not a prize for finishing. Plan it early."
    )

    assert "paramedic" not in text
    assert "Huddersfield" not in text


def test_a_possibility_made_of_a_story_is_no_thought_of_the_authors() -> None:
    text, outcome = published(
        "I see two potters who keep the one kiln on an island of 200 people. They haven't fired a pot together since "
        'their daughter\'s trial. In session nine he brought "one bowl, cracked". She smiled, then wept.'
    )
    assert outcome is not Outcome.PUBLISH, text


def test_beside_a_supervisee_and_their_client_nobody_becomes_a_client() -> None:
    draft = "I supervise a midwife whose patient keeps bees. She rang me and asked how long she should wait."
    assert "client" not in posted(draft)


def test_a_student_of_the_authors_trade_is_no_pupil() -> None:
    assert client_noun("", "When I was a student nurse I dropped the notes.", "uk") == "client"
    assert client_noun("", "One student never sat down.", "uk") == "student"


def test_a_request_without_what_it_was_about_is_no_post() -> None:
    _, outcome = published(
        "Evening all. Respite needed Friday, our 9yo hides food and won't sleep without the landing light. His mum "
        "didn't turn up to contact again. Any takers? Will bring lasagne."
    )

    assert outcome is not Outcome.PUBLISH


def test_slanted_words_stay_slanted_where_a_sentence_inside_them_goes() -> None:
    text, _ = published(
        "*My client Marian Holt of Leeds lost her son in May. Rest is not a prize for finishing.*\n\n"
        "Plan it before the week does, and tell * nobody."
    )

    assert text.startswith("*Rest is not a prize for finishing.*\n")
