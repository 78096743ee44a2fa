"""Two passes, told as one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.changes import Change, Source
from assistant.domain.text import Edit, Span, apply_edits
from assistant.rewrite.composing import compose


def changes(text: str, cuts: list[int], words: list[str]) -> list[Change]:
    """Changes of `text` between every second pair of the places `cuts`."""
    places = sorted({c % (len(text) + 1) for c in cuts})
    found = []
    for (start, end), after in zip(list(pairwise(places))[::2], words, strict=False):
        span = Span(start, end)
        found.append(Change(span, span.of(text), after, Source.RULE, ("d1",), (), "because"))
    return found


def applied(text: str, made: list[Change] | tuple[Change, ...]) -> str:
    return apply_edits(text, [Edit(c.span, c.after) for c in made])


letters = st.text("abc def.", max_size=30)
cuts = st.lists(st.integers(0, 60), max_size=8)
words = st.lists(st.text("xyz", max_size=4), min_size=4, max_size=4)


@given(letters, cuts, words, cuts, words)
def test_composed_changes_give_what_both_passes_give(
    text: str, first_cuts: list[int], first_words: list[str], second_cuts: list[int], second_words: list[str]
) -> None:
    first = changes(text, first_cuts, first_words)
    between = applied(text, first)
    second = changes(between, second_cuts, second_words)
    composed = compose(text, first, second)
    assert applied(text, composed) == applied(between, second)
    assert all(c.before == c.span.of(text) for c in composed)


def test_without_a_second_pass_the_changes_stay_as_they_are() -> None:
    first = changes("She drove to Hull.", [4, 17], ["rests"])
    assert list(compose("She drove to Hull.", first, ())) == first
