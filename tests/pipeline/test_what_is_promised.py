"""Whatever the draft, a rewrite keeps what design.md promises; `make soak` tries many more drafts than a test run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from assistant import composition
from assistant.documents.reading import from_bytes
from assistant.documents.writing import render
from assistant.domain.changes import Strategy, Voice
from assistant.domain.risk import Outcome
from assistant.domain.text import Draft, Edit
from assistant.pipeline import Options
from tests.pipeline.noise import ANYTHING, OPTIONS, drafts, joined, marked
from tests.pipeline.promises import DRAFTS, broken, pipeline, rewritten, silently_kept

every_draft = pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)


@every_draft
@pytest.mark.parametrize("strategy", list(Strategy))
def test_an_invented_draft_is_rewritten_as_promised(path: Path, strategy: Strategy) -> None:
    options = Options(strategy=strategy)
    assert broken(rewritten(composition.read_draft(str(path)), options), options) == []


@every_draft
def test_a_result_does_not_depend_on_what_was_read_before(path: Path) -> None:
    draft = composition.read_draft(str(path))
    assert rewritten(draft) == rewritten(draft, fresh=True)


@given(drafts(), OPTIONS)
def test_sentences_in_any_order_are_rewritten_as_promised(draft: Draft, options: Options) -> None:
    assert broken(rewritten(draft, options), options) == []


@given(drafts(ANYTHING), OPTIONS)
def test_no_text_is_too_odd(draft: Draft, options: Options) -> None:
    assert broken(rewritten(draft, options), options) == []


@given(drafts(joined(marked())), OPTIONS)
def test_words_inside_marks_stay_and_the_marks_go(draft: Draft, options: Options) -> None:
    result = rewritten(draft, options)
    assert broken(result, options) == []
    assert "{keep:" not in result.text
    assert "{point:" not in result.text


@given(drafts(), OPTIONS)
def test_the_same_draft_gives_the_same_result(draft: Draft, options: Options) -> None:
    assert rewritten(draft, options) == rewritten(draft, options)


@given(drafts(ANYTHING))
def test_without_changes_only_the_delimiters_of_marks_go(draft: Draft) -> None:
    delimiters = {at for span in draft.removals for at in range(span.start, span.end)}
    expected = "".join(character for at, character in enumerate(draft.text) if at not in delimiters)
    assert pipeline().documents.apply(draft, ()) == expected


@given(drafts(ANYTHING))
def test_a_draft_with_nothing_that_counts_comes_back_as_it_is(draft: Draft) -> None:
    result = rewritten(draft)
    if not any(d.counts for d in result.analysis.details):
        assert result.changes == ()
        assert result.text == pipeline().documents.apply(draft, ())
        assert result.outcome in (Outcome.UNCHANGED, Outcome.FURTHER)


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_line_ends_byte_order_mark_and_the_missing_last_newline_survive(start: str, newline: str, end: str) -> None:
    text = "# A week\n\nMy client Anna, a 34-year-old nurse from Leeds, cried.\n\nGrief takes its time.\nIt does."
    data = (start + (text + end).replace("\n", newline)).encode()
    draft = from_bytes(data, "week.md")
    result = rewritten(draft)
    after = render(draft, [Edit(c.span, c.after) for c in result.changes]).decode()
    assert result.changes
    assert after.startswith(f"{start}# A week{newline}")
    assert after.endswith(("Grief takes its time.\nIt does." + end).replace("\n", newline))
    assert "\n" not in after.replace(newline, "")
    assert "\r" not in after.replace(newline, "")


@pytest.mark.parametrize(
    "text", ["x" * 20_000, "My client Anna is 34. " * 100, "a, " * 5_000, "“" * 2_000, "_" * 5_000]
)
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_a_very_long_line_is_read(text: str, kind: str) -> None:
    assert broken(rewritten(composition.draft_of(text, kind))) == []


@pytest.mark.parametrize(
    "name",
    [
        "Kowalska",
        "Kowal\u200bska",
        "Kow\u00adalska",
        "Ko\u2060walska",
        "\u041aowalska",  # a Cyrillic capital Ka
        "K\u043ewalska",  # a Cyrillic o
        "\uff2b\uff4fwalska",  # full-width letters
        "\U0001d40aowalska",  # a mathematical bold K
        "K o w a l s k a",
        "\u202eKowalska\u202c",
    ],
)
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_a_disguised_name_is_found_and_goes(name: str, kind: str) -> None:
    text = f"My client Anna {name} is a 34-year-old nurse. She could not sleep when Anna {name} was on nights."
    result = rewritten(composition.draft_of(text, kind))
    assert any(name.strip("\u202e\u202c") in words for d in result.analysis.details for words in d.texts)
    assert name not in result.text
    assert "Anna" not in result.text


@pytest.mark.parametrize("voice", list(Voice))
def test_what_the_person_keeps_is_still_judged(voice: Voice) -> None:
    text = "My client is a nurse. She lives in {keep: Hebden Bridge} with her grandson Rhys, {point: who is 23}."
    result = rewritten(composition.draft_of(text, "text"), Options(voice=voice))
    assert "Hebden Bridge" in result.text
    assert "who is 23" in result.text
    assert any("Hebden Bridge" in words for d in result.remaining for words in d.texts)


def test_what_is_kept_silently_would_be_noticed() -> None:
    """The promises are only worth something if a result that breaks them is told from one that keeps them."""
    result = rewritten(composition.read_draft(str(DRAFTS[0])))
    blind = replace(result, changes=(), unresolved=(), remaining=(), text=result.analysis.draft.text)
    lying = replace(result, text=result.text + "!")
    assert silently_kept(result) == []
    assert len(silently_kept(blind)) >= 3
    assert broken(lying) == ["the text is not the draft with its changes"]
