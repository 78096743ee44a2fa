"""Every rule keeps its promises: a name that is its place, a source, and examples on both sides."""

from __future__ import annotations

import pytest

from assistant.detect.registry import all_rules
from assistant.detect.rule import Rule
from assistant.detect.view import View
from assistant.domain.text import Passage, Role, Span

RULES = all_rules()


def view(sentence: str) -> View:
    """A view of a draft that is this one sentence."""
    return View(Passage(0, Span(0, len(sentence)), Role.BODY, sentence, 0))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_named_after_its_module(rule: Rule) -> None:
    assert rule.find.__module__.removeprefix("assistant.detect.rules.") == rule.id


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_sees_and_where_that_comes_from(rule: Rule) -> None:
    assert len(rule.summary) > 20
    assert rule.summary.endswith(".")
    assert rule.source
    assert len(rule.matches) >= 3
    assert len(rule.ignores) >= 3


@pytest.mark.parametrize(
    ("rule", "sentence", "words"),
    [(rule, example.sentence, example.words) for rule in RULES for example in rule.matches],
    ids=lambda value: value.id if isinstance(value, Rule) else None,
)
def test_a_rule_finds_its_examples(rule: Rule, sentence: str, words: tuple[str, ...]) -> None:
    seen = view(sentence)
    found = [seen.text[m.start : m.end] for m in sorted(rule.find(seen), key=lambda m: m.start) if m.score >= 0.5]
    assert tuple(found) == words


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(rule, sentence) for rule in RULES for sentence in rule.ignores],
    ids=lambda value: value.id if isinstance(value, Rule) else None,
)
def test_a_rule_ignores_what_only_looks_like_it(rule: Rule, sentence: str) -> None:
    assert [m for m in rule.find(view(sentence)) if m.score >= 0.5] == []
