"""How far a sentence stands is weighed beside the others and whose its words are."""

from __future__ import annotations

import pytest

from assistant.domain.ports import Tag
from assistant.pipeline.weighing import WEIGHTS, features, logits, weighed


def test_there_is_a_weight_for_each_thing_and_one_that_is_added() -> None:
    rows = features([2.0, -1.0, 9.0], [-20.0, 1.0, 0.5])

    assert len(rows) == 3
    assert {len(row) for row in rows} == {len(WEIGHTS) - 1}
    assert rows[0][:5] == [2.0, -8.0, 0.0, 1.0, 0.0]
    assert rows[2][:5] == [6.0, 0.5, 1.0, 0.0, 1.0]
    assert features([], []) == []


def test_a_doubtful_sentence_falls_where_all_others_stand_and_where_its_words_tell_of_somebody() -> None:
    among_thoughts = weighed({0: 3.5, 1: 0.2, 2: 3.5}, {0: -6.0, 1: -5.0, 2: -6.0})
    in_a_story = weighed({0: -4.0, 1: 0.2, 2: -4.0}, {0: 3.0, 1: -5.0, 2: 3.0})
    of_somebody = weighed({0: -4.0, 1: 0.2, 2: -4.0}, {0: 3.0, 1: 2.0, 2: 3.0})

    assert in_a_story[1] > among_thoughts[1]
    assert in_a_story[1] > of_somebody[1]


def test_surer_is_never_less() -> None:
    said = [weighed({0: score, 1: 3.0, 2: -4.0}, {0: -3.0, 1: -6.0, 2: 3.0})[0] for score in (-3.0, -1.0, 0.0, 2.0)]

    assert said == sorted(said)


def test_passages_keep_their_numbers_and_one_without_marks_is_left_out() -> None:
    marks = [Tag(0, 3, "stands", 0.9, 0.1), Tag(4, 7, "stands", 0.1, 0.1), Tag(20, 22, "stands", 0.8, 0.2)]

    assert logits(marks, [(0, 8), (8, 15), (15, 30)], lambda m: m.score) == pytest.approx([0.0, None, 1.386], abs=0.01)
    assert list(weighed({7: 1.0, 3: -2.0}, {7: -1.0, 3: 2.0})) == [3, 7]
    assert weighed({}, {}) == {}
