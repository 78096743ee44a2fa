"""A model is asked each window and each score once while a draft is rewritten, and again what failed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.composition import build_pipeline, draft_of
from assistant.domain.changes import Audience
from assistant.domain.ports import Answer, Status, Window
from assistant.pipeline import Options
from assistant.pipeline.asked_once import AskedOnce

DRAFT = Path(__file__).parent.parent / "drafts" / "tuning" / "anxiety-and-the-calendar.txt"


class Counting:
    """A model that says the same of everything, and counts what it is asked."""

    def __init__(self, status: Status = Status.DONE) -> None:
        self.windows: list[Window] = []
        self.pairs: list[tuple[str, str]] = []
        self.status = status

    def propose(self, windows: Sequence[Window]) -> list[Answer]:
        self.windows += windows
        return [Answer("A client is tired." if self.status is Status.DONE else None, self.status) for _ in windows]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        self.pairs += pairs
        return [None if self.status is Status.FAILED else -1.0 for _ in pairs]


def test_rounds_of_one_rewriting_ask_nothing_twice() -> None:
    model = Counting(Status.EMPTY)
    draft = draft_of(DRAFT.read_text(encoding="utf-8"), "text")
    build_pipeline(rules_only=True).rewrite(draft, Options(audience=Audience.POST), model)

    assert model.windows
    assert len(model.windows) == len(set(model.windows))
    assert len(model.pairs) == len(set(model.pairs))


def test_answers_come_in_the_order_they_were_asked_in_and_what_failed_is_asked_again() -> None:
    one, other = (Window("", text, (), True, "") for text in ("One.", "Other."))
    model = Counting()
    asked = AskedOnce(model)

    assert [a.text for a in asked.propose([one, other, one])] == ["A client is tired."] * 3
    assert asked.score([("a", "b")]) == asked.score([("a", "b"), ("a", "b")])[:1] == [-1.0]
    assert (model.windows, model.pairs) == ([one, other], [("a", "b")])
    model.status = Status.FAILED
    third = Window("", "Third.", (), True, "")
    assert asked.propose([third])[0].status is Status.FAILED
    assert asked.score([("c", "d")]) == [None]
    model.status = Status.DONE
    assert asked.propose([third])[0].status is Status.DONE
    assert asked.score([("c", "d")]) == [-1.0]
