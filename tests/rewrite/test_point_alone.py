"""Where a story could only be told in scraps, the author's point stands alone, or the person is told that it can't."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.composition import draft_of
from assistant.domain.changes import UNKNOWN, Audience, Change, Rewritten, Source, Standing
from assistant.domain.details import CASE, Detail, Directness, Evidence, Kind
from assistant.domain.text import Draft, Edit, Span, apply_edits
from assistant.rewrite.point_alone import glimpses, is_scraps, point_alone, too_little

STORY = (
    "Ilka rang from the ferry with the goat on her lap. She wore her brother's wedding suit and would not say why. "
    "The whole crew sang to the goat until it slept. She laughed for the first time that winter."
)


def telling(draft: Draft, words: str) -> Detail:
    start = draft.text.index(words)
    span = Span(start, start + len(words))
    return Detail("d1", Kind.EVENT, Directness.EPISODIC, CASE, (span,), (words,), (Evidence("rule", "t", 0.9),), "why")


def case_of(draft: Draft, *author: str) -> frozenset[int]:
    return frozenset(p.index for p in draft.passages if p.text.strip() and not any(a in p.text for a in author))


def alone(text: str, *author: str, detail: str = "goat on her lap", standing: Standing = UNKNOWN) -> str | None:
    draft = draft_of(text, "markdown")
    one = telling(draft, detail)
    written = point_alone(draft, Rewritten((), ()), [one], [one], case_of(draft, *author), standing)
    if written is None:
        return None
    return apply_edits(draft.text, [Edit(c.span, c.after) for c in written.changes]).strip()


@pytest.mark.parametrize(
    ("after", "left"),
    [
        ("Joy needs no reason.", "Joy needs no reason."),
        ("I cried on the bus home. Joy needs no reason.", "Joy needs no reason."),
        ("I never did ask her about the suit. When joy comes, make some room.", "When joy comes, make some room."),
        ("What I keep is this: a kid can miss someone who sits beside him.",) * 2,
        ("I went home. Thoughts that are never said take up a chair.", "Thoughts that are never said take up a chair."),
        ("My rule of thumb is this: Ask who drove.",) * 2,
        ("It was my mistake, and a quiet pupil is still telling you something.",) * 2,
        ("Please ask who got up first.", "Please ask who got up first."),
        ("Refusing to play is very often asking to stay.", "Refusing to play is very often asking to stay."),
        ("We had planned a letter. I learned to let people be glad.", "I learned to let people be glad."),
    ],
)
def test_what_the_author_did_in_the_story_goes_with_it_and_the_thought_stays(after: str, left: str) -> None:
    sentences = [s.strip().rstrip(".") for s in after.split(". ")]
    assert alone(f"{STORY}\n\n{after}\n", *sentences) == left


def test_a_heading_over_nothing_but_the_story_goes_too() -> None:
    end = "## Why it matters\n\nMake room for joy when it comes.\n"
    text = f"# Glad\n\nJoy is a skill.\n\n## The goat\n\n{STORY}\n\n{end}"
    assert (
        alone(text, "Joy", "Glad", "The goat\n", "Why", "Make")
        == "# Glad\n\nJoy is a skill.\n\n## Why it matters\n\nMake room for joy when it comes."
    )


def test_an_anecdote_of_the_authors_own_without_its_first_sentence_goes_as_a_whole() -> None:
    text = f"{STORY}\n\nMake room for joy when it comes.\n\nI tried it myself with a kite. My aunt says it flies.\n"
    assert alone(text, "Make", "I tried", "My aunt") == "Make room for joy when it comes."


def test_words_that_the_person_keeps_are_no_part_of_a_story_that_goes() -> None:
    text = STORY.replace("The whole crew sang to the goat until it slept.", "{keep: The whole crew sang.}")
    assert "The whole crew sang." in (alone(f"{text}\n\nMake room for joy.\n", "Make") or "")


def test_nothing_is_taken_out_of_a_text_that_is_all_story() -> None:
    assert alone(STORY + "\n") is None


def _without(draft: Draft, *words: str) -> tuple[Change, ...]:
    spans = [Span(draft.text.index(w), draft.text.index(w) + len(w)) for w in words]
    return tuple(Change(s, s.of(draft.text), "", Source.RULE, ("d1",), (), "") for s in spans)


def test_scraps_of_a_story_are_told_from_a_story_that_lost_a_word() -> None:
    draft = draft_of(STORY + "\n", "text")
    case = case_of(draft)
    assert not is_scraps(draft, _without(draft, " with the goat on her lap"), case)
    assert is_scraps(
        draft,
        _without(draft, " with the goat on her lap", STORY[STORY.index("She wore") : STORY.index("She laughed")]),
        case,
    )


def test_what_a_model_told_in_few_words_is_no_scrap() -> None:
    draft = draft_of(STORY + "\n", "text")
    by_rule = _without(draft, STORY)
    by_model = (replace(by_rule[0], after="Someone rang and laughed.", source=Source.MODEL),)

    assert is_scraps(draft, by_rule, case_of(draft))
    assert not is_scraps(draft, by_model, case_of(draft))


@pytest.mark.parametrize(
    ("after", "audience", "little"),
    [
        ("Joy is a skill, and a shy one at that.", Audience.POST, False),
        ("Make room.", Audience.POST, True),
        ("What would you say next? Who is missing?", Audience.TEACHING, True),
        (
            "Joy is a skill. People who lost it often find it again when nobody asks for it, "
            "so leave them some room and do not hurry.",
            Audience.TEACHING,
            False,
        ),
    ],
)
def test_the_person_is_told_where_too_little_is_left(after: str, audience: Audience, little: bool) -> None:
    draft = draft_of(f"{STORY}\n\n{after}\n", "text")
    case = case_of(draft, *[s.strip(" .?") for s in after.replace("?", ".").split(".") if s.strip()])
    assert too_little(draft, _without(draft, STORY), case, audience) is little


def test_one_sentence_of_a_long_blog_post_is_too_little() -> None:
    point = "Joy is a skill, and a shy one at that, which people who lost it often find again when nobody asks for it."
    for often, little in ((5, True), (1, False)):
        story = " ".join([STORY] * often)
        draft = draft_of(f"{story}\n\n{point}\n", "text")

        assert too_little(draft, _without(draft, story), case_of(draft, "Joy"), Audience.BLOG) is little


def test_the_numbers_of_a_thread_count_on_where_some_of_it_went() -> None:
    text = (
        "1/ Nobody teaches you joy.\n\n2/ Ilka rang from the ferry with a goat. She wore a wedding suit.\n\n"
        "3/ The crew sang to the goat until it slept.\n\n4/ Make room for joy when it comes.\n"
    )
    assert alone(text, "Nobody", "Make", detail="with a goat") == (
        "1/ Nobody teaches you joy.\n\n2/ Make room for joy when it comes."
    )


def test_a_sentence_that_supposes_is_no_part_of_the_story() -> None:
    draft = draft_of(
        "A client hid a kite in the loft. She cried. She came back in May.\n\n"
        "If you grew up as the one who coped, rest can feel like stealing.",
        "text",
    )
    one = telling(draft, "hid a kite")
    written = point_alone(draft, Rewritten((), ()), [one], [one], case_of(draft, "rest can feel"))

    assert written is not None
    text = apply_edits(draft.text, [Edit(c.span, c.after) for c in written.changes])
    assert text.strip().startswith("If you grew up")


def test_what_goes_names_every_detail_that_goes_with_it() -> None:
    draft = draft_of("A client hid a kite in the loft. She cried.\n\nRest is no prize for what you finished.", "text")
    one = telling(draft, "hid a kite")
    written = point_alone(draft, Rewritten((), ()), [one], [], case_of(draft, "Rest is"))

    assert written is not None
    assert one.id in {i for c in written.changes for i in c.details}


@pytest.mark.parametrize("task", ["For discussion", "Now you", "**In pairs:** draw the arrows.", "Exercise: draw it."])
def test_a_task_about_a_case_that_goes_is_too_little_to_teach(task: str) -> None:
    lesson = "A low score in a full room is not a low score. Do it again, alone, on the doorstep if you must."
    text = f"{STORY}\n\n{task}\n\n{lesson} Nobody should guess at what milk costs, and a question may be about that.\n"
    draft = draft_of(text, "markdown")
    gone = [Change(p.span, p.text, "", Source.RULE, (), (), "") for p in draft.passages if p.text.strip() in STORY]
    case = frozenset(p.index for p in draft.passages if p.text.strip() in STORY and p.text.strip())

    assert too_little(draft, gone, case, Audience.TEACHING)
    without = draft_of(text.replace(task, "What we take from it."), "markdown")
    gone = [Change(p.span, p.text, "", Source.RULE, (), (), "") for p in without.passages if p.text.strip() in STORY]
    assert not too_little(without, gone, case, Audience.TEACHING)


def test_a_reworded_sentence_may_stand_for_the_whole_story() -> None:
    draft = draft_of(
        "A client said that she could fly. She hid a kite. She cried.\n\nRest is no prize for what you finished.",
        "text",
    )
    said = "A client said that she could fly."
    reworded = Change(
        Span(0, len(said)), said, "A client talked to me about flying.", Source.RULE, (), (), "what it was about"
    )
    written = Rewritten((reworded,), ())
    case = case_of(draft, "Rest is")

    assert glimpses(draft, written, [], case) == [0]
    assert glimpses(draft, Rewritten((), ()), [], case) == []
    alone = point_alone(draft, written, [], [], case, glimpse=0)
    assert alone is not None
    text = apply_edits(draft.text, [Edit(c.span, c.after) for c in alone.changes])
    assert text.startswith("A client talked to me about flying.")
    assert "kite" not in text


def test_what_stands_without_the_story_stays_and_what_leans_on_it_goes() -> None:
    text = f"Two things this week. {STORY} Some pass. Mondays at six, no charge.\n"
    draft = draft_of(text, "markdown")
    by_words = {p.text.split()[0]: p.index for p in draft.passages}
    standing = Standing(frozenset({by_words["Mondays"]}), frozenset({by_words["Two"], by_words["Some"]}))

    assert alone(text, "Two", "Some", "Mondays", standing=standing) == "Mondays at six, no charge."
