"""What the tagger learns from our own texts: labels found in them, and nothing of what is measured."""

from __future__ import annotations

from pathlib import Path

from assistant.detect.stretches import LONGEST
from scripts.train.tagger import drafts
from scripts.train.tagger.labels import CASE, KINDS, STANDS, TELLS
from scripts.train.tagger.sources import harmless_texts

TUNING = Path(__file__).parents[1] / "drafts" / "tuning"
TEXT = "I like lists. My client Ada, 34, keeps bees. Ada and her bees moved."


def test_a_label_is_found_at_its_place_and_a_name_everywhere(tmp_path: Path) -> None:
    labelled = tmp_path / "labels.txt"
    labelled.write_text("#one\nperson-name Ada\nage 34\nevent@2 bees\n#two\n", encoding="utf-8")
    found = drafts.clinical.labels(labelled)

    assert list(found) == ["one", "two"]
    assert not found["two"]
    assert [(TEXT[m.start : m.end], m.start, m.kind) for m in drafts.marks(TEXT, found["one"])] == [
        ("Ada", 24, "person-name"), ("Ada", 45, "person-name"), ("34", 29, "age"), ("bees", 57, "event"),
    ]  # fmt: skip


def test_a_sample_says_what_it_teaches() -> None:
    marks = (drafts.Mark(24, 27, "person-name"), drafts.Mark(33, 43, "event"))
    (sample,) = drafts.samples(drafts.Labelled("a", TEXT, "text", marks, stands=((0, 13),)))

    assert sample.known == {*KINDS, CASE, TELLS, STANDS}
    assert set(sample.spans) == {
        (24, 27, "person-name"), (24, 27, CASE), (33, 43, "event"), (33, 43, CASE), (0, 13, STANDS),
        (0, len(TEXT), TELLS),
    }  # fmt: skip


def test_every_label_of_a_story_stands_in_it() -> None:
    files = sorted(drafts.DETAILS.glob("*.txt"))
    labelled = {name: found for path in files for name, found in drafts.clinical.labels(path).items()}
    texts = {story.name.rpartition("/")[2]: story.text for story in drafts.sifted.stories()}
    missing = [
        (name, number)
        for name, found in labelled.items()
        for number, label in enumerate(found)
        if not list(drafts.marks(texts[name], [label]))
    ]

    assert len(labelled) > 900
    assert not missing


def test_a_sample_is_never_longer_than_a_stretch() -> None:
    text = "\n\n".join(["She moved house again that winter, and said little about it."] * 40)

    made = list(drafts.samples(drafts.Labelled("b", text, "text", ())))

    assert all(len(sample.text) <= LONGEST for sample in made)
    assert all(TELLS not in sample.known for sample in made)


def test_a_harmless_draft_teaches_that_nothing_is_the_cases() -> None:
    names = [name for name, _ in harmless_texts()]
    samples = list(drafts.harmless())

    assert len(names) == len(set(names)) >= 360
    assert {s.group for s in samples} == {f"harmless/{name}" for name in names}
    assert all(s.known == {CASE, TELLS, STANDS} for s in samples)
    assert all(s.spans == ((0, len(s.text), STANDS),) for s in samples)


def test_a_draft_that_is_read_whole_teaches_its_sentences_and_its_details() -> None:
    wholes = {sample.group: sample for sample in drafts.wholes([TUNING])}
    stories = [sample for name, sample in wholes.items() if name.startswith("stories/")]

    assert len(stories) >= 2_880
    assert all(sample.sentences for sample in wholes.values())
    assert sum(TELLS in sample.known and bool(sample.spans) for sample in stories) > 0.95 * len(stories)
    assert all(s.known >= {CASE, TELLS} for name, s in wholes.items() if name.startswith("harmless/"))
    assert any(name.startswith("tuning/") and CASE in {o for *_, o in s.spans} for name, s in wholes.items())
    assert all(output != STANDS for sample in wholes.values() for *_, output in sample.spans)
