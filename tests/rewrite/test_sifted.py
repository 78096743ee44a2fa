"""Where every sentence is known to stand or not, what stands is left, and nothing else of a story told in scraps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.composition import draft_of
from assistant.domain.changes import Audience, Change, Rewritten, Source
from assistant.domain.details import CASE, Detail, Directness, Evidence, Kind
from assistant.domain.text import Draft, Edit, Span, apply_edits
from assistant.rewrite.lessons import lesson
from assistant.rewrite.sifted import is_scraps, point_alone, too_little

DRAFT = (
    "# Glad\n\nJoy needs no reason. Ilka rang from the ferry with the goat on her lap. That was all it took.\n\n"
    "## The goat\n\nThe whole crew sang to it until it slept. I never asked why.\n\n## For you\n\nMake room for joy.\n"
)
STANDS = ("# Glad", "Joy needs", "## For you", "Make room")


def numbers(draft: Draft, starts: tuple[str, ...]) -> frozenset[int]:
    lines = tuple(start.lstrip("# ") for start in starts)
    return frozenset(p.index for p in draft.passages if p.text.strip().lstrip("# ").startswith(lines))


def span_of(draft: Draft, words: str) -> Span:
    start = draft.text.index(words)
    return Span(start, start + len(words))


def cut(draft: Draft, words: str, after: str = "") -> Change:
    return Change(span_of(draft, words), words, after, Source.RULE, (), (), "left out")


def detail(draft: Draft, words: str) -> Detail:
    where = (span_of(draft, words),)
    return Detail("d1", Kind.EVENT, Directness.EPISODIC, CASE, where, (words,), (Evidence("rule", "t", 0.9),), "why")


def left(
    draft: Draft, *changes: Change, stands: tuple[str, ...] = STANDS, still: tuple[Detail, ...] = ()
) -> str | None:
    told = [detail(draft, "the goat on her lap"), *still]
    written = point_alone(draft, Rewritten(changes, ()), told, still, frozenset(), numbers(draft, stands))
    if written is None:
        return None
    return apply_edits(draft.text, [Edit(c.span, c.after) for c in written.changes])


def test_what_stands_is_left_and_no_heading_over_nothing() -> None:
    assert left(draft_of(DRAFT, "markdown")) == "# Glad\n\nJoy needs no reason.\n\n## For you\n\nMake room for joy.\n"


def test_a_sentence_that_stands_is_worded_as_the_rules_did_and_comes_back_where_they_cut_it_for_nothing() -> None:
    draft = draft_of(DRAFT, "markdown")

    made = left(draft, cut(draft, "Joy needs no reason."), cut(draft, "joy.", "it."))
    assert made == "# Glad\n\nJoy needs no reason.\n\n## For you\n\nMake room for it.\n"


def test_in_a_sentence_that_stands_he_is_anybody() -> None:
    told = "Ilka rang from the ferry with the goat on her lap."
    draft = draft_of(f"Whom we are angry with is rarely there. He's dead, or he has mellowed. {told}", "text")
    changes = (cut(draft, "He's", "A client is"), cut(draft, "mellowed", "changed"))

    made = left(draft, *changes, stands=("Whom", "He's"))
    assert made == "Whom we are angry with is rarely there. He's dead, or he has changed."


@pytest.mark.parametrize(
    ("before", "after"),
    [("Joy needs no reason.", "What I learnt is joy."), ("She needs no reason.", "What I learnt from her is joy.")],
)
def test_nothing_was_learnt_from_her_where_she_went(before: str, after: str) -> None:
    draft = draft_of(f"{before} Ilka rang with the goat on her lap. What I learnt from her is joy.", "text")

    assert left(draft, stands=(before[:5], "What")) == f"{before} {after}"


@pytest.mark.parametrize(
    ("after", "stays"),
    [
        ("Just saying.", False),
        ("I've read it four times.", False),
        ("I keep thinking of her face.", False),
        ("Go slowly.", True),
        ("Make room for it.", True),
        ("Every midwife knows her limits.", True),
        ("4. Have a list.", True),
    ],
)
def test_a_word_that_hangs_goes_although_it_is_held_to_stand(after: str, stays: bool) -> None:
    draft = draft_of(f"Joy needs no reason. Ilka rang with the goat on her lap. {after} Make room.", "text")

    made = left(draft, stands=("Joy", after[:2], "Have", "Make"))
    assert made == f"Joy needs no reason. {after} Make room." if stays else made == "Joy needs no reason. Make room."


def test_of_a_text_that_hangs_altogether_nothing_is_told() -> None:
    assert left(draft_of("Ilka rang with the goat on her lap. Useful.", "text"), stands=("Useful",)) is None


def test_a_detail_that_found_no_wording_takes_its_sentence_along() -> None:
    draft = draft_of(DRAFT, "markdown")

    assert (left(draft, still=(detail(draft, "Make room"),)) or "").strip() == "# Glad\n\nJoy needs no reason."


def test_nothing_that_stands_is_no_text() -> None:
    assert left(draft_of(DRAFT, "markdown"), stands=("# Glad",)) is None


def test_words_to_keep_stay() -> None:
    draft = draft_of(DRAFT.replace("I never asked why.", "{keep: I never asked why.}"), "markdown")

    assert "I never asked why." in (left(draft) or "")


@pytest.mark.parametrize(
    ("gone", "scraps"),
    [
        ((), False),
        (("with the goat on her lap",), False),
        (("I never asked why.",), False),
        (("Ilka rang from the ferry with the goat on her lap.", "I never asked why."), True),
    ],
)
def test_scraps_are_what_is_left_of_a_story_of_which_sentences_went(gone: tuple[str, ...], scraps: bool) -> None:
    draft = draft_of(DRAFT, "markdown")

    assert is_scraps(draft, [cut(draft, words) for words in gone], numbers(draft, STANDS)) is scraps


@pytest.mark.parametrize(("source", "scraps"), [(Source.RULE, True), (Source.MODEL, False)])
def test_what_a_model_told_in_general_is_told(source: Source, *, scraps: bool) -> None:
    draft = draft_of(DRAFT, "markdown")
    shorter = replace(cut(draft, "Ilka rang from the ferry with the goat on her lap.", "Someone rang."), source=source)

    gone = [cut(draft, words) for words in ("That was all it took.", "I never asked why.")]

    assert is_scraps(draft, [shorter, *gone], numbers(draft, STANDS)) is scraps


@pytest.mark.parametrize(
    ("audience", "little"), [(Audience.POST, False), (Audience.BOOK, True), (Audience.TEACHING, True)]
)
def test_what_stands_has_to_be_a_text_of_its_own(audience: Audience, little: bool) -> None:
    story = "Ilka rang from the ferry with a goat on her lap and a suit that was not hers, and would not say why. " * 8
    draft = draft_of(f"Joy needs no reason and makes none.\n\n{story}\n\nMake room for it.\n", "text")
    gone = [Change(p.span, p.text, "", Source.RULE, (), (), "") for p in draft.passages if "goat" in p.text]

    assert too_little(draft, gone, numbers(draft, ("Joy", "Make")), audience) is little


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Rest. She slept on the tram. But a chart is no person.", "Rest. A chart is no person."),
        ("Rest first. A vignette. She slept on the tram.", "Rest first."),
        ("Rest first.\n\nOne example:\n\nShe slept on the tram.", "Rest first."),
        ("Ask them:\n\n1. Who slept?\n2. What would you do?", "Ask them:\n\nWhat would you do?"),
        ("Rest first. But plan it. She slept on the tram.", "Rest first. But plan it."),
    ],
)
def test_what_stands_opposes_and_announces_nothing_that_went(text: str, left: str) -> None:
    draft = draft_of(text, "text")
    stands = frozenset(p.index for p in draft.passages if p.text.strip() and "slept" not in p.text)
    written = point_alone(draft, Rewritten((), ()), [], [], frozenset(), stands)

    assert written is not None
    assert apply_edits(draft.text, [Edit(c.span, c.after) for c in written.changes]).strip() == left


@pytest.mark.parametrize(
    ("sentence", "taught"),
    [
        ("We wrote the letter with her, not for her.", "We wrote the letter with the client, not for them."),
        ("I talk to him, not about him.", "I talk to the client, not about them."),
        ("Nothing about them without them.", "Nothing about the client without them."),
        ("I talk to the client, not about them.", "I talk to the client, not about them."),
        ("We wrote the letter with her.", ""),
        ("He sat with her, not beside her.", ""),
        ("We flew the kite that his late uncle had sewn with him, not for him.", ""),
        ("I said “with him, not for him”.", ""),
    ],
)
def test_a_contrast_is_a_lesson_about_anybody(sentence: str, taught: str) -> None:
    assert lesson(sentence, "client") == taught


def test_a_lesson_stays_when_its_story_goes() -> None:
    draft = draft_of(
        "A client told me the goat on her lap was her last. We made a plan with her, not for her. Ask first.\n", "text"
    )
    told = [detail(draft, "the goat on her lap")]
    written = point_alone(draft, Rewritten((), ()), told, (), frozenset({0, 1}), numbers(draft, ("Ask first",)))

    assert written is not None
    assert apply_edits(draft.text, [Edit(c.span, c.after) for c in written.changes]) == (
        "We made a plan with the client, not for them. Ask first.\n"
    )


def test_a_draft_of_which_only_a_scrap_and_its_tags_are_left_is_too_little_although_all_of_it_would_stand() -> None:
    text = "Ring us on any evening, whatever has happened. Tell us who you are. We do pick up. #ring #us #any #evening"
    draft = draft_of(text, "text")
    stands = frozenset(p.index for p in draft.passages)
    gone = [cut(draft, p.text) for p in draft.passages if p.text.startswith(("Ring", "Tell"))]

    assert too_little(draft, gone, stands, Audience.POST)
    assert not too_little(draft, gone[1:], stands, Audience.POST)
    assert not too_little(draft, [], stands, Audience.POST)
