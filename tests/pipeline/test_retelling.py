"""The writer that comes along: what it tells in general is used where it passes, and costs nothing where it fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from assistant.composition import draft_of, open_tagger, pipeline_with
from assistant.domain.changes import Audience, Source, Strategy
from assistant.domain.ports import Answer, Window
from assistant.domain.risk import Outcome, Tier
from assistant.engine.fake import CANCELLED, EMPTY, FAILED, FakeWriter, Saying
from assistant.pipeline import Options, Pipeline, Result
from tests.pipeline.misbehaving import WAYS
from tests.pipeline.promises import broken, pipeline

TEXT = (
    "Rest is not a prize for finishing, and I say so to everyone who sits down in my room.\n"
    "\n"
    "My client Morwenna, a 34-year-old harbour pilot from Padstow, rang me on Tuesday. She had slept in the boat since "
    "her sister sold the house. \n"
    "\n"
    "What helps is to let somebody stop before they are made to stop.\n"
)
GOOD = "A client may find little rest at home, and ring when it has become too much."
SECRETS = ("Morwenna", "Padstow", "34-year-old", "harbour pilot")


class Told(FakeWriter):
    """A fake writer in the form of the one that comes along."""

    def tell(self, windows: Sequence[Window], audience: str) -> list[Answer]:
        assert audience == "blog"
        return self.propose(windows)


def told(otherwise: Saying, *sayings: Saying, text: str = TEXT, options: Options | None = None) -> tuple[Told, Result]:
    writer = Told(sayings, otherwise)
    used: Pipeline = pipeline_with(open_tagger(), teller=writer, sifter=open_tagger())
    return writer, used.rewrite(draft_of(text, "text"), options or Options(audience=Audience.BLOG))


def rules(text: str = TEXT) -> Result:
    return pipeline().rewrite(draft_of(text, "text"), Options(audience=Audience.BLOG))


def by_model(result: Result) -> list[str]:
    return [change.after for change in result.changes if change.source is Source.MODEL]


def test_what_it_tells_takes_the_place_of_the_unit_and_says_so() -> None:
    writer, result = told(GOOD)
    assert by_model(result) == [GOOD]
    assert GOOD in result.text
    assert result.outcome is Outcome.PUBLISH
    assert any("small writer" in note for note in result.risk.notes)
    change = next(c for c in result.changes if c.source is Source.MODEL)
    assert "writer" in change.why
    assert change.details
    assert all(check.passed for check in change.checks)
    assert broken(result) == []
    window, alone = writer.asked
    assert alone.before == ""
    assert window.before.startswith("Rest is not a prize")
    assert "Morwenna" in [window.passage[m.start : m.end] for m in window.marks]


def test_the_rest_of_the_draft_stays_byte_for_byte() -> None:
    _, result = told(GOOD)
    first, _, _, _, last, _ = TEXT.split("\n")
    assert result.text.startswith(first + "\n\n")
    assert result.text.endswith("\n\n" + last + "\n")


def test_a_draft_that_needs_nothing_is_not_put_to_it() -> None:
    writer, result = told(GOOD, text="Rest is not a prize for finishing.\n")
    assert writer.asked == []
    assert result.text == "Rest is not a prize for finishing.\n"


@pytest.mark.parametrize("answer", [EMPTY, FAILED, CANCELLED, Answer("=")])
def test_where_it_has_no_wording_the_rules_hold_and_it_says_why(answer: Answer) -> None:
    _, result = told(answer)
    assert result.text == rules().text
    assert [d.why for d in result.declined if not d.why.endswith(".")] == []
    assert result.declined


def test_what_still_tells_is_told_once_more_with_those_words_marked() -> None:
    telling = "My client was 34 and slept in the boat since her sister sold the house."
    writer, result = told(GOOD, telling, telling, GOOD)
    assert len(writer.asked) >= 2
    assert "slept in the boat" not in result.text


def test_with_nothing_that_stands_up_the_rules_hold() -> None:
    telling = "My client slept in the boat since her sister sold the house."
    _, result = told(telling)
    assert result.risk.overall <= rules().risk.overall
    assert result.text == rules().text or "boat" not in result.text


def test_a_unit_may_go_where_most_of_it_tells() -> None:
    _, result = told(Answer("-"))
    assert all(secret not in result.text for secret in SECRETS)
    assert "\n\n\n" not in result.text
    assert broken(result) == []


def test_words_that_the_person_keeps_are_not_put_to_it() -> None:
    writer, result = told(GOOD, text=TEXT.replace("rang me", "{keep: rang me}"))
    assert writer.asked == []
    assert "rang me" in result.text


def test_a_wording_that_was_turned_down_does_not_come_again() -> None:
    unit = TEXT.split("\n")[2].strip()
    options = Options(audience=Audience.BLOG, rejected={unit: (GOOD,), f"{unit} ": (GOOD,)})
    _, result = told(GOOD, options=options)
    assert GOOD not in result.text


def test_where_words_are_only_left_out_it_is_not_asked() -> None:
    writer, _ = told(GOOD, options=Options(audience=Audience.BLOG, strategy=Strategy.OMIT))
    assert writer.asked == []


@pytest.mark.parametrize("way", WAYS)
def test_however_it_misbehaves_no_secret_survives_and_every_promise_holds(way: str) -> None:
    answer: Callable[[Window], str | Answer] | Saying = WAYS[way]
    writer, result = told(answer)
    assert writer.asked
    letters = re.sub(r"[^\w ]", "", result.text.translate(str.maketrans({"е": "e"}))).lower()
    assert [s for s in SECRETS if re.sub(r"[^\w ]", "", s).lower() in letters] == []
    assert broken(result) == []
    assert "\x1b" not in result.text
    assert "<|im_" not in result.text
    assert "HACKED" not in result.text
    assert result.risk.overall <= max(rules().risk.overall, Tier.RAISED)


def test_the_same_draft_gives_the_same_text() -> None:
    assert told(GOOD)[1].text == told(GOOD)[1].text
