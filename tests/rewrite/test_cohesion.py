"""What is left after sentences went reads as if they had never been there."""

from __future__ import annotations

import pytest

from assistant.composition import draft_of
from assistant.domain.changes import Standing
from assistant.domain.text import Role
from assistant.rewrite.cohesion import settled
from assistant.rewrite.line import Line, lines_of


def left(text: str, *gone: str, noun: str = "client", pronoun: str = "she", author: tuple[str, ...] = ()) -> str:
    """The draft `text` as it stands when the sentences that contain `gone` went and the rest was settled."""
    draft = draft_of(text, "markdown")
    case = {p.index for p in draft.passages if p.role.is_prose and not any(words in p.text for words in author)}
    lines = lines_of(draft, lambda p: "" if any(words in p.text for words in gone) else p.text, case)
    anew = settled(lines, noun, pronoun)
    return " ".join(s for line in lines if (s := anew.get(line.index, line.now).strip()))


@pytest.mark.parametrize(
    ("text", "gone", "reads"),
    [
        (
            "A client came with a bag. She said it was his. I did not say anything for a while.",
            "She said",
            "A client came with a bag.",
        ),
        (
            "“Too late for lessons.” I hear it at least once a month. Nobody is ever too old to start, they all say.",
            "lessons",
            "Nobody is ever too old to start, they all say.",
        ),
        ("“Too late for lessons.” I think it matters to ask.", "lessons", "I think it matters to ask."),
        (
            "She hid a kite. There it is. Quiet houses are often loud, and people know it.",
            "kite",
            "Quiet houses are often loud, and people know it.",
        ),
        ("She spoke of a key. Nobody moved. We knew what that meant.", "Nobody", "She spoke of a key."),
        ("He hid a kite. So I stopped asking him about Mondays.", "kite", "I stopped asking a client about Mondays."),
        ("She bought two kilns. Mina broke the kilns. They were mended by a friend.", "Mina", "She bought two kilns."),
        ("Dan sang. She'd never heard a note before.", "Dan", "A client had never heard a note before."),
        ("A gran called him home. When he sat down, nobody spoke to him.", "gran", ""),
    ],
)
def test_what_hangs_goes_or_is_said_anew(text: str, gone: str, reads: str) -> None:
    pronoun = "he" if "him a" in text else "she"
    assert left(text, gone, pronoun=pronoun) == reads


def test_the_client_is_introduced_where_the_sentence_that_did_so_went() -> None:
    text = "Mina rang from a boat. I asked her to describe the worst of it. She did not come back for weeks."
    assert left(text, "Mina") == "I asked a client to describe the worst of it. She did not come back for weeks."


def test_the_client_is_brought_in_outside_of_quotations_alone() -> None:
    text = "Mina rang from a boat. I said that “she went out to feed the hens” was what I remembered of it."
    assert "client" not in left(text, "Mina")


def test_a_person_of_a_sentence_that_went_is_told_by_kinship() -> None:
    text = "She came to us after her husband fell off a roof. She can't sleep and she checks his breathing at night."
    assert left(text, "roof") == "A client can't sleep and she checks her partner's breathing at night."


def test_nobody_does_the_same_where_nobody_did_anything() -> None:
    text = (
        "He did not show. I sat and waited because last year, when he did the same, he came late. Chairs are patient."
    )
    assert left(text, "show", pronoun="he", author=("Chairs",)) == "Chairs are patient."


def test_the_author_thinks_of_nobody_who_was_not_told_of() -> None:
    text = "Mina slammed the door. But I keep thinking of her face. A lesson is never only a lesson."
    assert left(text, "Mina", author=("But I", "lesson")) == "A lesson is never only a lesson."


def test_an_answer_goes_with_its_question() -> None:
    text = "He asked whether Ada had friends. She does: one, and they sing. Ask about the friends, always."
    assert left(text, "whether", author=("Ask",)) == "Ask about the friends, always."


def test_a_thing_is_not_taken_for_known_that_was_never_mentioned() -> None:
    text = "A client bought a parrot. She talks to strangers now. The parrot died in spring. Quiet houses are loud."
    assert left(text, "bought") == "A client talks to strangers now. Quiet houses are loud."


def test_a_heading_over_nothing_goes() -> None:
    text = "## A story\n\nMina flew a kite over the pier.\n\n## What might help\n\nAsk first.\n"
    assert left(text, "Mina", author=("help", "Ask")) == "## ## What might help Ask first."


def test_a_bold_label_over_nothing_goes() -> None:
    text = (
        "**Slide 4. One boy**\n\nHe is late.\n\n**Slide 5. What we hadn't asked**\n\nHe hid a kite.\n\n"
        "**Do**\n\nAsk first, always."
    )

    assert left(text, "kite", author=("Ask",)) == "**Slide 4. One boy** He is late. **Do** Ask first, always."


def test_an_announcement_goes_with_what_it_announced() -> None:
    text = "Grids are quiet. And here is what this one leaves out. Mina whispers to a hen.\n\nNumbers are not lies.\n"
    assert left(text, "Mina", author=("Grids", "here", "Numbers")) == "Grids are quiet. Numbers are not lies."


def test_a_number_of_stories_goes_with_them() -> None:
    text = "Grids are quiet. Take two tables in one week. Mina whispers to a hen.\n\nNumbers are not lies.\n"
    assert left(text, "Mina", author=("Grids", "Take", "Numbers")) == "Grids are quiet. Numbers are not lies."


def test_half_of_a_couple_needs_no_one_to_belong_to() -> None:
    text = "I saw a couple over the spring. Dan sails boats. His wife runs the house and pays the bills."
    assert (
        left(text, "Dan", pronoun="he") == "I saw a couple over the spring. The wife runs the house and pays the bills."
    )


@pytest.mark.parametrize(
    ("text", "gone", "reads"),
    [
        (
            "Hens are calm. Mina had lost a lot. Payroll, a flood, a kiln. Ask first.",
            "Mina",
            "Hens are calm. Ask first.",
        ),
        ("Hens are calm.\n\nMina flew a kite.\n\nWonder, not worry.\n", "Mina", "Hens are calm. Wonder, not worry."),
        ("Hens are calm.\n\n**Background.** Mina flew a kite.\n\nAsk first.\n", "Mina", "Hens are calm. Ask first."),
        (
            "Hens are calm.\n\nWhat I never say:\n\n- Mina flew\n- Mina sank\n\nAsk first.\n",
            "Mina",
            "Hens are calm. Ask first.",
        ),
    ],
)
def test_what_says_nothing_by_itself_goes_with_what_it_hung_on(text: str, gone: str, reads: str) -> None:
    own = ("Hens", "Ask", "Wonder", "never")
    assert left(text, gone, author=own).replace("- ", "").strip() == reads


def test_a_bare_rest_of_a_sentence_goes() -> None:
    told = "He attends a three-teacher school on the far side of the island."
    lines = [
        Line(0, 0, Role.BODY, "Hens are calm. ", "Hens are calm. ", False),
        Line(1, 0, Role.BODY, told, "He attends a school.", True),
    ]
    assert settled(lines, "client", "he") == {1: ""}


def test_a_phrase_that_only_ended_another_sentence_goes() -> None:
    lines = [
        Line(0, 0, Role.BODY, "Hens are calm. ", "Hens are calm. ", False),
        Line(1, 1, Role.BODY, "By May she read to them.", "", True),
        Line(2, 1, Role.BODY, "With voices.", "With voices.", True),
        Line(3, 2, Role.BODY, "By June, to me.", "By June, to me.", False),
    ]
    assert settled(lines, "client", "she") == {2: "", 3: ""}


def test_someone_of_whom_nothing_else_is_told_goes() -> None:
    lines = [
        Line(0, 0, Role.BODY, "Hens are calm. ", "Hens are calm. ", False),
        Line(1, 1, Role.BODY, "Omar pushed a pram up and down.", "", True),
        Line(2, 1, Role.BODY, "Hana couldn't stop him.", "Someone couldn't stop him.", True),
    ]
    assert settled(lines, "client", "she") == {2: ""}


def test_a_girl_whom_the_client_knew_is_not_the_client() -> None:
    text = "Mina said there was once a girl in the choir. Her friend saw that she cries at weddings."
    assert "a girl" not in left(text, "Mina")


def test_nothing_is_touched_where_nothing_went() -> None:
    text = "But she came. That was all. He never knew."
    assert left(text) == text


@pytest.mark.parametrize(
    ("gone", "reads"),
    [
        ((), "Take this pilot. She kept bees. Now what? Rest is a skill. And there it was."),
        (("bees",), "Rest is a skill."),
    ],
)
def test_what_leans_on_a_story_goes_with_it(gone: tuple[str, ...], reads: str) -> None:
    draft = draft_of("Take this pilot. She kept bees. Now what? Rest is a skill. And there it was.", "text")
    story, firm = ({p.index for p in draft.passages if word in p.text} for word in ("bees", "skill"))
    leaning = {p.index for p in draft.passages} - story - firm
    standing = Standing(frozenset(firm), frozenset(leaning))
    lines = lines_of(draft, lambda p: "" if any(words in p.text for words in gone) else p.text, story, standing)
    anew = settled(lines, "client", "she")

    assert " ".join(s for line in lines if (s := anew.get(line.index, line.now).strip())) == reads
