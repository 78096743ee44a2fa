"""What is said of a look in which no case was seen."""

from __future__ import annotations

from assistant.detect.detector import Detected
from assistant.domain.details import Detail, Directness, Kind, Subject, SubjectRole
from assistant.domain.text import Span
from assistant.pipeline.looking import CASE_NO_MORE, NO_CASE, notes_on

NOTHING = Detected((), (), frozenset(), tagged=True)


def test_a_draft_without_a_case_and_a_result_that_tells_of_none_any_more_are_called_so() -> None:
    assert notes_on(NOTHING, ()) == (NO_CASE,)
    assert notes_on(NOTHING, (), again=True) == (CASE_NO_MORE,)


def test_nothing_of_the_sort_is_said_beside_a_detail_that_tells() -> None:
    name = Detail(
        id="d1",
        kind=Kind.PERSON_NAME,
        directness=Directness.DIRECT,
        spans=(Span(0, 4),),
        texts=("Ilka",),
        evidence=(),
        subject=Subject("s1", SubjectRole.CLIENT, "the client"),
        reason="a name",
    )
    assert notes_on(NOTHING, (name,)) == ()
    assert notes_on(NOTHING, (name,), again=True) == ()
