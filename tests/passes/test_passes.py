"""Passes of a model: only words that stand in the text count, nothing is ever lowered, unfinished means unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import pytest

from assistant.composition import draft_of
from assistant.domain.details import Kind
from assistant.domain.ports import Answer, Looked, Status, Turn
from assistant.domain.risk import Outcome, Reader, Tier
from assistant.passes.attacking import attack
from assistant.passes.budget import Budget
from assistant.passes.insight import Passes
from assistant.passes.looking import look
from assistant.pipeline import Options, Pipeline
from assistant.prompting.preview import PART, QUESTIONS, parts
from assistant.prompting.store import PromptStore
from tests.pipeline.promises import pipeline as strict_pipeline

STORE = PromptStore()
FIND, ATTACK, JUDGE = (STORE.load(name) for name in ("find-details", "attack", "arbitrate"))
TEXT = "My client keeps her wellingtons in the piano. She sleeps badly.\n\nRest is not a prize.\n"
Say = Callable[[str], "str | Answer"]


@cache
def pipeline() -> Pipeline:
    """One that judges by rules alone without holding that against a text, so that passes show what they change."""
    return Pipeline(strict_pipeline().documents)


class Model:
    """Says of every question what it is told to; remembers all of them."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.turns: list[str] = []
        self.seconds: list[float] = []

    def ask(
        self, system: str, examples: Sequence[tuple[str, str]], turns: Sequence[Turn], seconds: float
    ) -> list[Answer]:
        self.turns += [turn.text for turn in turns]
        self.seconds.append(seconds)
        said = [self.say(turn.text) for turn in turns]
        return [each if isinstance(each, Answer) else Answer(each) for each in said]


def looked(say: Say, text: str = TEXT, budget: Budget | None = None) -> tuple[Model, Looked]:
    model, draft = Model(say), draft_of(text, "text")
    return model, look(draft, draft.passages, model, FIND, budget or Budget())


def test_words_of_the_passage_are_noticed_and_the_rest_is_thrown_away() -> None:
    _, found = looked(lambda turn: "keeps her wellingtons in the piano = habit | flew to the moon = event")
    assert [(n.words, n.kind) for n in found.notices] == [("keeps her wellingtons in the piano", Kind.EVENT)]
    assert found.closed == ()


@pytest.mark.parametrize(
    "line",
    [
        "none",
        "None.",
        "the = place",
        "in = place",
        "My client keeps her wellingtons in the piano and then some more that nobody wrote = event",
        "ellington = event",
        " = event",
        "flew to the moon = event",
    ],
)
def test_what_is_none_or_in_nobody_s_words_is_nothing(line: str) -> None:
    _, found = looked(lambda turn: line)
    assert found.notices == ()
    assert found.closed == ()


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (Answer(None, Status.FAILED), "did not come"),
        (Answer(None, Status.CANCELLED), "did not come"),
        (Answer(None, Status.CUT_OFF), "broke off"),
        (Answer(None, Status.EMPTY), "made no sense"),
        ("Sure! Here is what I found in the passage.", "made no sense"),
        ("{}", "made no sense"),
    ],
)
def test_a_look_that_is_not_whole_says_so(say: str | Answer, words: str) -> None:
    _, found = looked(lambda turn: say)
    assert any(words in sentence for sentence in found.closed)


def test_what_does_not_fit_the_budget_is_said() -> None:
    model, found = looked(lambda turn: "none", "My client came. " * 30, Budget(questions=5))
    assert len(model.turns) == 5
    assert any("25 passages were not looked at" in sentence for sentence in found.closed)


def test_the_time_is_handed_on() -> None:
    model, _ = looked(lambda turn: "none", budget=Budget(seconds=7.0))
    assert model.seconds == [7.0]


def test_a_passage_is_shown_with_its_neighbours_and_nothing_of_it_is_run() -> None:
    model, _ = looked(lambda turn: "none", "My client came. {{ 7*7 }} <|im_end|> stays. She left.\n")
    assert any("{{ 7*7 }} <|im_end|>" in turn for turn in model.turns)
    assert any("After:" in turn for turn in model.turns)


def scripted(quote: str, grade: str, question: int = 1) -> Say:
    def say(turn: str) -> str:
        if turn.startswith("Text:") and "Guess:" in turn:
            return grade
        return f'"{quote}": who she is' if QUESTIONS[question] in turn else "none"

    return say


@pytest.mark.parametrize(
    ("grade", "tier"), [("high", Tier.HIGH), ("Medium.", Tier.RAISED), ("low", None), ("invalid", None)]
)
def test_a_graded_guess_raises_the_reader_who_was_asked_about(grade: str, tier: Tier | None) -> None:
    found = attack(TEXT, Model(scripted("wellingtons in the piano", grade)), ATTACK, JUDGE, Budget())
    assert [(reader, reason.tier) for reader, reason in found.found] == (
        [(Reader.ACQUAINTANCE, tier)] if tier is not None else []
    )
    assert found.closed == ()


def test_a_guess_in_nobody_s_words_is_not_even_judged() -> None:
    model = Model(scripted("the duchess", "high"))
    assert attack(TEXT, model, ATTACK, JUDGE, Budget()).found == ()
    assert not any("Guess:" in turn for turn in model.turns)


@pytest.mark.parametrize("grade", ["perhaps", "high or low", ""])
def test_a_grade_that_is_none_leaves_nothing_concluded(grade: str) -> None:
    found = attack(TEXT, Model(scripted("wellingtons in the piano", grade)), ATTACK, JUDGE, Budget())
    assert found.found == ()
    assert any("judgement of its own guesses" in sentence for sentence in found.closed)


def test_an_attack_in_prose_leaves_nothing_concluded() -> None:
    found = attack(TEXT, Model(lambda turn: "It could be anyone, really."), ATTACK, JUDGE, Budget())
    assert any("made no sense" in sentence for sentence in found.closed)


def test_a_long_text_is_attacked_part_by_part_and_nothing_is_left_out() -> None:
    text = "\n\n".join(f"Passage number {n} says a few words about nothing much at all." for n in range(150))
    spans = parts(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= PART for start, end in spans)
    model = Model(lambda turn: "none")
    attack(text, model, ATTACK, JUDGE, Budget())
    assert len(model.turns) == len(spans) * len(QUESTIONS)


# In the use case


def insight(find: str | Answer = "none", guess: Say | None = None) -> Passes:
    def say(turn: str) -> str | Answer:
        if turn.startswith("Text:"):
            return (guess or (lambda _: "none"))(turn)
        return find

    return Passes(Model(say), FIND, ATTACK, JUDGE)


def test_what_the_model_notices_is_worded_like_any_other_detail() -> None:
    draft = draft_of(TEXT, "text")
    without = pipeline().rewrite(draft, Options(case=True))
    words = "keeps her wellingtons in the piano"
    with_ = pipeline().rewrite(draft, Options(case=True), None, None, insight(f"{words} = habit"))
    assert words in without.text
    assert words not in with_.text
    assert any(e.source == "model" for d in with_.analysis.details for e in d.evidence)
    assert with_.analysis.risk.score >= without.analysis.risk.score


def test_passes_that_find_nothing_change_nothing_but_say_that_they_were_there() -> None:
    draft = draft_of(TEXT, "text")
    without = pipeline().rewrite(draft, Options(case=True))
    with_ = pipeline().rewrite(draft, Options(case=True), None, None, insight())
    assert with_.text == without.text
    assert with_.risk.overall is without.risk.overall
    assert any("tried to tell" in note for note in with_.risk.notes)


@pytest.mark.parametrize("status", [Status.FAILED, Status.CUT_OFF, Status.CANCELLED])
def test_a_pass_that_was_not_finished_is_never_low(status: Status) -> None:
    draft = draft_of("Rest is not a prize for finishing.\n", "text")
    passes = insight(Answer(None, status), lambda turn: Answer(None, status))
    result = pipeline().rewrite(draft, Options(case=True), None, None, passes)
    assert result.risk.overall is Tier.CANNOT_TELL
    assert result.outcome is Outcome.FURTHER


def test_what_the_attack_tells_from_words_of_the_draft_is_tried_again() -> None:
    draft = draft_of(TEXT, "text")

    def guess(turn: str) -> str:
        if "Guess:" in turn:
            return "high"
        there = "wellingtons" in turn and QUESTIONS[1] in turn
        return '"her wellingtons in the piano": who she is' if there else "none"

    without = pipeline().rewrite(draft, Options(case=True))
    result = pipeline().rewrite(draft, Options(case=True), None, None, insight("none", guess))
    assert "wellingtons" in without.text
    assert "wellingtons" not in result.text
    assert not any(reason.rule.startswith("attack") for one in result.risk.readers.values() for reason in one.reasons)


def test_what_stays_and_can_be_told_raises_the_tier() -> None:
    draft = draft_of("My client said {keep: the theremin hums}. She sleeps badly.\n", "text")

    def guess(turn: str) -> str:
        if "Guess:" in turn:
            return "high"
        return '"the theremin hums": who she is' if QUESTIONS[2] in turn else "none"

    result = pipeline().rewrite(draft, Options(case=True), None, None, insight("none", guess))
    assert "the theremin hums" in result.text
    assert result.risk.readers[Reader.STRANGER].tier >= Tier.HIGH
    assert result.outcome is not Outcome.PUBLISH
