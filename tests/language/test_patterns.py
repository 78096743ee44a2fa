"""Expressions of tables that are compiled late find what they would have found at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import data
from assistant.detect.rules.episodic._events import _triggers, _written_out
from assistant.language.gist_patterns import SELF, expanded
from assistant.language.patterns import Pattern, needed

GISTS = [
    pattern
    for *_, strong, weak in data.rows("gist.tsv")
    for listed in (strong, weak)
    if listed != "-"
    for pattern in listed.split(" ;; ")
]
TRIGGERS = sorted({_written_out(t.rest) for listed in _triggers()[0].values() for t in listed})


@pytest.mark.parametrize(
    ("source", "groups"),
    [
        (r"\bnot real\b", [("not real",)]),
        (r"\bfeels? (?:frozen|molten)", [("frozen", "molten"), ("feel",)]),
        (r"walks?", [("walk",)]),
        (r"(?:very )?sad", [("sad",)]),
        (r"(?:very )*tired(?! of)", [("tired",)]),
        (r"(?:cold|)", []),
        (r"(?:ab|[xy])", []),
        (r"abc{0,2}", [("ab",)]),
        (r"ab+(?:cd){1,2}", [("cd",)]),
        (r"(?:her (?:mother|father)|dad) left", [(" left",), ("mother", "father", "dad")]),
        (r"{do}(?:hate|hates) {me}", [("hate", "hates")]),
        (r"(?P<who>her) mother", []),
    ],
)
def test_what_a_match_cannot_do_without(source: str, groups: list[tuple[str, ...]]) -> None:
    assert list(needed(source)) == groups


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(GISTS), st.sampled_from(sorted(SELF)))
def test_every_match_of_a_gist_holds_what_its_pattern_needs(draw: st.DataObject, source: str, speaker: str) -> None:
    text = draw.draw(st.from_regex(expanded(source, speaker)))
    found = Pattern(source, lambda one: expanded(one, speaker)).search(text)
    assert found is not None


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(TRIGGERS))
def test_every_match_of_a_trigger_holds_what_it_needs(draw: st.DataObject, source: str) -> None:
    text = draw.draw(st.from_regex(re.compile(rf"\A(?:{source})")))
    assert Pattern(source).match(text, 0) is not None


def test_without_what_it_needs_nothing_is_found() -> None:
    assert Pattern(r"\bnot real\b").search("it is real, though not to them") is None
