"""Drafts of which every sentence is known to stand or not: where each lies, and how many there are."""

from __future__ import annotations

from scripts.train.sifter.samples import drafts, held_out, stories


def test_every_sentence_of_a_story_is_where_its_sample_says() -> None:
    found = list(stories())

    assert len(found) >= 480
    assert len({sample.name for sample in found}) == len(found)
    for sample in found:
        words = [sample.text[start:end] for start, end, _ in sample.sentences]
        assert all(one and one == one.strip() for one in words), sample.name
        assert "".join(words).replace(" ", "") == "".join(sample.text.split()).replace(" ", ""), sample.name
        assert sample.text.startswith(words[0]), sample.name


def test_every_case_draft_has_labels_and_a_fifth_of_all_is_left_out() -> None:
    found = list(drafts())
    left = [sample for sample in found if held_out(sample, (0, 5))]

    assert all(stands for sample in found if sample.benign for *_, stands in sample.sentences)
    assert sum(not sample.benign for sample in found) >= 1_600
    assert 0.15 < len(left) / len(found) < 0.25
