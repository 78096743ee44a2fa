"""What is refused of the writer's answers, each with a reason that quotes nothing."""

from __future__ import annotations

import pytest

from assistant.composition import draft_of
from assistant.domain.details import CASE, Detail, Directness, Kind
from assistant.rewrite.telling import Task, marked_again, refusal
from assistant.rewrite.units import units

SAID = '"Nobody shall burn every letter mother wrote that winter."'
OLD = f"My client, a nurse from Leeds, cried in March when her sister rang. She said, {SAID}"


def _task(old: str = OLD) -> Task:
    draft = draft_of(old, "text")
    gone = (
        (Detail("e", Kind.EVENT, Directness.EPISODIC, CASE, (), (), (), ""), "cried in March when her sister rang"),
        (Detail("s", Kind.SPEECH, Directness.VERBATIM, CASE, (), (), (), ""), SAID),
    )
    return Task(units(draft)[0], old, (), gone, old)


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("A client from Leeds may cry after a call.", "A name"),
        ("A client may ask that nobody burn every letter mother wrote.", "Too many of the words"),
        ("A client may cry after 12 calls from her family.", "a number"),
        ("A client may cry after three calls from her family.", "a number"),
        ("A client may cry when London rings.", "a name"),
        ("A client may cry after a call about a saxophone.", "says something"),
        ("A client", "Too little"),
        ("A client may cry. " * 9, "longer"),
        ("A client may cry [after a call.", "bracket"),
        ('A client may "cry after a call from her family.', "quotation mark"),
        ("A client may **cry** after a call.", "markup"),
        ("- A client may cry after a call.", "markup"),
        ("a client may cry after a call.", "begin"),
        ("A client may cry after a call", "end like"),
        ("A person may cry after a call.", "stock phrase"),
        ("A client may cry , after a call.", "punctuation"),
        ("A client may cry after a call and cry after a call from her family.", "twice"),
        ("We had spoken of calls from family the week before.", "stands before"),
    ],
)
def test_what_is_refused(new: str, why: str) -> None:
    said = refusal(new, _task(), ("Leeds",), "We had spoken of calls from family the week before.")
    assert why.lower() in said.lower()
    assert "Leeds" not in said


@pytest.mark.parametrize(
    "new",
    ["A client cried after a call from someone in her family.", "Someone may cry when a sister rings."],
)
def test_what_is_let_through(new: str) -> None:
    assert refusal(new, _task(), ("Leeds",), "We had spoken of work.") == ""


def test_a_not_that_came_in_is_refused_and_one_that_was_there_is_not() -> None:
    plain = _task("My client rang her sister on Tuesday and felt better for it.")
    assert "“not”" in refusal("A client may not feel better for a call.", plain, (), "")
    assert refusal("Nobody may ever say it to her sister.", _task(), (), "") == ""


def test_what_still_tells_is_marked_in_the_new_words() -> None:
    again = marked_again(_task(), "A client may cry when her sister rings.", ["her sister", "Leeds"])
    assert [again.text[m.start : m.end] for m in again.marks] == ["her sister"]
    assert again.original == OLD
