"""Several ways of putting a sentence, and which one is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.domain.text import Edit, apply_edits
from assistant.rewrite.entities import name_people
from assistant.rewrite.propose import wordings
from assistant.rewrite.rank import cost, plainly
from assistant.rewrite.rewriter import rewrite
from assistant.rewrite.spots import mark
from assistant.rewrite.variants import MOST, variants
from tests.rewrite.cases import case

DRAFT = "My client is [34|age]. He cried [on Tuesday|date] at the [Tesco|organisation|supermarket|shop]."


class Liking:
    """A ranker that likes texts by a rule."""

    def __init__(self, likes: Callable[[str], float | None]) -> None:
        self.likes = likes
        self.asked: list[tuple[str, str]] = []

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        self.asked += pairs
        return [self.likes(text) for _, text in pairs]


def _text(ranker: Liking | None) -> str:
    request = case(DRAFT)
    written = rewrite(request, None, ranker)
    return apply_edits(request.draft.text, [Edit(c.span, c.after) for c in written.changes])


def test_variants_are_new_bounded_and_the_same_each_time() -> None:
    request = case(DRAFT)
    naming, marked = name_people(request), mark(request)[1]
    offset = request.draft.passages[1].span.start
    planned = wordings(marked, naming, offset)
    first = variants(marked, naming, offset, planned)
    assert first
    assert len(first) <= MOST
    texts = [w.text for w in (*planned, *first)]
    assert len(set(texts)) == len(texts)
    assert not any("Tesco" in w.text or "Tuesday" in w.text for w in first if not w.open)
    assert first == variants(marked, naming, offset, planned)


def test_the_ranker_decides_between_wordings_that_passed_their_checks() -> None:
    longest = _text(Liking(lambda text: float(len(text))))
    shortest = _text(Liking(lambda text: -float(len(text))))
    assert longest != shortest
    assert len(shortest) < len(longest)
    assert "Tesco" not in longest + shortest


def test_a_ranker_that_fails_decides_nothing() -> None:
    ranker = Liking(lambda _: None)
    assert _text(ranker) == _text(None)
    assert ranker.asked


def test_nothing_is_asked_where_there_is_no_choice() -> None:
    ranker = Liking(lambda _: 0.0)
    request = case("My client, a [34-year-old|age] woman, cried.")
    rewrite(request, None, ranker)
    assert all(len(text.strip()) > 0 for _, text in ranker.asked)


def test_a_pair_is_asked_in_plain_characters_with_the_space_between_its_parts() -> None:
    assert plainly("She said “no”. ", " He’s\nleft—again… ") == ('She said "no".', " He's left – again...")
    assert plainly("", "He left.") == ("", "He left.")


def test_a_better_score_costs_less() -> None:
    assert cost("He left.", "He left early.", score=-1.0) < cost("He left.", "He left early.", score=-2.0)
