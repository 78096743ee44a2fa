"""What is left of a draft from which some of the story went: whole sentences, at their new places."""

from __future__ import annotations

import random

from scripts.train.sifter.samples import stories, thinned


def test_what_is_left_of_a_story_are_its_sentences_in_order_with_their_labels() -> None:
    rng = random.Random(3)
    for story in list(stories())[:40]:
        before = [(story.text[a:b], stands) for a, b, stands in story.sentences]
        left = thinned(story, rng)
        if left is None:
            continue
        after = [(left.text[a:b], stands) for a, b, stands in left.sentences]
        rest = iter(before)

        assert all(one in rest for one in after)
        assert len(after) < len(before) or after == before
        assert "\n\n\n" not in left.text


def test_all_of_the_story_may_go() -> None:
    story = next(s for s in stories() if sum(stands for *_, stands in s.sentences) > 3)
    rng = random.Random(3)
    some = [left for left in (thinned(story, rng) for _ in range(40)) if left]

    assert any(all(stands for *_, stands in left.sentences) for left in some)
    assert any(not all(stands for *_, stands in left.sentences) for left in some)
