"""What the tagger adds to the rules: only what they did not see, only about the case, and never silently nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.detect.detector import Detector
from assistant.detect.marked import REASONS
from assistant.detect.tags import Tags
from assistant.domain.changes import Voice
from assistant.domain.details import EXEMPTING, Detail, Kind
from assistant.domain.ports import Documents, Tag
from assistant.domain.risk import Tier
from assistant.pipeline import Options, Pipeline
from assistant.risk.closed import NAMES_NOT_CHECKED

POST = "My client Brunhild works on the trawlers. She brought her qanun to the session and played for us."
THEORY = "Theory is a way of looking. It is not a place to stand."


class Marking:
    """A tagger that marks given words wherever they stand; `texts` is what it was asked."""

    def __init__(self, *marks: tuple[str, str, float, float]) -> None:
        self.marks = marks
        self.texts: list[str] = []

    def tag(self, texts: Sequence[str]) -> list[tuple[Tag, ...] | None]:
        self.texts += texts
        return [
            tuple(
                Tag(text.index(words), text.index(words) + len(words), kind, score, case)
                for words, kind, score, case in self.marks
                if words in text
            )
            for text in texts
        ]


class Silent:
    """A tagger whose worker is gone."""

    def tag(self, texts: Sequence[str]) -> list[tuple[Tag, ...] | None]:
        return [None] * len(texts)


def details(text: str, *marks: tuple[str, str, float, float]) -> dict[str, Detail]:
    """The details of a draft, by their first words."""
    found = Detector(Tags(Marking(*marks))).detect(draft_of(text, "text"), Voice.AUTHOR).details
    return {d.texts[0]: d for d in found}


def test_it_adds_what_no_rule_knows() -> None:
    found = details(POST, ("qanun", "possession", 0.9, 0.9))

    assert found["qanun"].kind is Kind.POSSESSION
    assert found["qanun"].evidence[0].source == "tagger"
    assert found["qanun"].counts


def test_the_author_keeps_what_is_theirs() -> None:
    assert "qanun" not in details(POST, ("qanun", "possession", 0.9, 0.1))


def test_a_rule_that_saw_the_words_goes_first() -> None:
    text = "My client, a 34-year-old, told me about her brother."

    assert details(text, ("34-year-old", "date", 0.99, 0.99))["34-year-old"].kind is Kind.AGE


@pytest.mark.parametrize(
    ("marked", "word"),
    [("qanun in the", "qanun"), ("s qanun", "qanun")],
)
def test_a_fact_ends_before_what_leads_on_and_begins_behind_a_genitive(marked: str, word: str) -> None:
    text = "My client Brunhild sat. She left her uncle's qanun in the shop."

    assert list(details(text, (marked, "possession", 0.9, 0.9)))[-1:] == [word]


def test_an_episode_is_taken_whole_where_the_rules_saw_a_plain_part_of_it() -> None:
    text = "Noticed, my client, that he stopped wearing his wedding ring, and no word about it for a fortnight."
    whole = "he stopped wearing his wedding ring, and no word about it for a fortnight"

    assert whole in details(text, (whole, "event", 0.99, 0.9))


def test_what_the_rules_know_for_a_rare_event_stays_that() -> None:
    text = "My client had a stillbirth on the ferry and told nobody for a year."
    found = details(text, ("had a stillbirth on the ferry and told nobody for a year", "event", 0.99, 0.9))

    assert any(d.attributes.get("event") == "stillbirth-parent" for d in found.values())


@pytest.mark.parametrize(("score", "case", "folded"), [(0.9, 0.9, False), (0.4, 0.9, True), (0.9, 0.4, True)])
def test_what_happened_is_no_common_event_where_the_tagger_is_sure_of_it(
    score: float, case: float, *, folded: bool
) -> None:
    tagger = Marking(("No bell without the gecko", "event", score, case))
    pipeline = Pipeline(build_pipeline(rules_only=True).documents, tagger)
    found = pipeline.check(draft_of("My client is calm. No bell without the gecko.", "text"), Options()).details
    event = next(d for d in found if "No bell without the gecko" in d.texts)

    assert event.folded is folded


def test_a_doubted_moment_is_just_something_that_happened() -> None:
    words = "No bell without the gecko"
    text = f"My client is calm. {words}."

    assert details(text, (words, "moment", 0.9, 0.9))[words].kind is Kind.MOMENT
    assert details(text, (words, "moment", 0.5, 0.9))[words].kind is Kind.EVENT


def test_a_doubted_fact_inside_an_episode_is_no_fact_of_its_own() -> None:
    text = "My client is calm. No bell without the qanun."
    episode = ("No bell without the qanun", "event", 0.9, 0.9)

    assert "qanun" not in details(text, episode, ("qanun", "possession", 0.5, 0.9))
    assert "qanun" in details(text, episode, ("qanun", "possession", 0.95, 0.9))


@pytest.mark.parametrize(("case", "counts"), [(0.8, False), (0.95, True)])
def test_what_the_author_did_is_no_detail_unless_the_tagger_is_very_sure(case: float, *, counts: bool) -> None:
    text = "My client told me of the sea, and I've been all qanun all day."
    found = details(text, ("all qanun all day", "event", 0.9, case)).get("all qanun all day")

    assert (found is not None and found.counts) is counts


def test_what_the_author_knows_of_somebody_is_not_what_the_author_did() -> None:
    text = "My client told me of the sea, and I know her qanun went under."
    found = details(text, ("her qanun went under", "event", 0.9, 0.8))

    assert found["her qanun went under"].counts


def test_a_name_seen_in_part_is_taken_whole() -> None:
    text = "My client Anna Zzyxkowa cried when her sister rang."

    assert "Anna Zzyxkowa" in details(text, ("Anna Zzyxkowa", "person-name", 0.9, 0.9))


def test_words_are_marked_without_the_signs_around_them() -> None:
    text = "My client plays in a band (the “Blorps”), she said."

    assert "Blorps" in details(text, ("“Blorps”),", "organisation", 0.9, 0.9))


@pytest.mark.parametrize(
    ("mark", "seen"),
    [
        (("twice", "count", 0.9, 0.9), "twice a week"),
        (("a week", "duration", 0.9, 0.9), "twice a week"),
        (("a week for a bit", "duration", 0.9, 0.9), "for a bit"),
    ],
)
def test_how_often_is_taken_whole(mark: tuple[str, str, float, float], seen: str) -> None:
    found = details("My client came twice a week for a bit, after the sea.", mark)

    assert seen in found
    assert mark[0] == seen or mark[0] not in found


def test_outputs_that_are_no_kind_of_ours_are_passed_over() -> None:
    assert "qanun" not in details(POST, ("qanun", "court:MISC", 0.9, 0.9))


def test_markup_and_folding_are_mapped_back_to_the_draft() -> None:
    text = "My client plays the *qa\u200bnun* in a band."
    found = Detector(Tags(Marking(("qanun", "possession", 0.9, 0.9)))).detect(draft_of(text, "markdown"), Voice.AUTHOR)

    assert "qa\u200bnun" in [d.texts[0] for d in found.details]


def test_a_stretch_is_asked_once_and_only_the_edited_one_again() -> None:
    tagger = Marking()
    detector = Detector(Tags(tagger))
    sea, bus = ("She came back to what she had said about the sea. " * 12, "The bus was late again that week. " * 20)
    edited = POST.replace("trawlers", "ferries")
    for first in (POST, POST, edited):
        detector.detect(draft_of(f"{first} {sea}\n\n{bus}", "text"), Voice.AUTHOR)

    assert [text[:45] for text in tagger.texts] == [POST[:45], bus[:45], edited[:45]]


def test_a_short_paragraph_is_read_with_its_neighbours() -> None:
    tagger = Marking(("Saturdays at ten", "time", 0.9, 0.9))
    found = Detector(Tags(tagger)).detect(draft_of(f"{POST}\n\nSaturdays at ten, supervised.", "text"), Voice.AUTHOR)

    assert len(tagger.texts) == 1
    assert "Saturdays at ten" in [d.texts[0] for d in found.details]


def test_a_fact_is_told_of_the_person_named_before_it() -> None:
    found = details("My client's son, a boy not quite nine, cried.", ("a boy not quite nine", "age", 0.9, 0.9))

    assert "not quite nine" in found


def test_one_mark_that_the_tagger_is_certain_of_tells_of_the_case() -> None:
    text = f"{POST} I was on the bus when I thought of it. Ninety pounds is ninety pounds, I thought."
    sure = Detector(Tags(Marking(("Ninety pounds", "money", 0.95, 0.95))))
    unsure = Detector(Tags(Marking(("Ninety pounds", "money", 0.4, 0.95))))
    last = len(draft_of(text, "text").passages) - 1

    assert last in sure.detect(draft_of(text, "text"), Voice.AUTHOR).case_passages
    assert last not in unsure.detect(draft_of(text, "text"), Voice.AUTHOR).case_passages


def test_sure_words_about_a_case_open_one() -> None:
    text = "Forty pigeons in the loft, and not one came home. The sentencing was over by noon."
    marks = (
        ("Forty pigeons", "count", 0.9, 0.9), ("not one came home", "event", 0.9, 0.9),
        ("sentencing", "legal", 0.9, 0.9), ("by noon", "time", 0.9, 0.9),
    )  # fmt: skip

    assert not Detector().detect(draft_of(text, "text"), Voice.AUTHOR).case_passages
    assert Detector(Tags(Marking(*marks))).detect(draft_of(text, "text"), Voice.AUTHOR).case_passages


@pytest.mark.parametrize("tagger", [None, Silent()], ids=["none", "gone"])
@pytest.mark.parametrize("text", [POST, THEORY], ids=["case", "theory"])
def test_nothing_is_low_without_it(tagger: Silent | None, text: str) -> None:
    risk = Pipeline(_documents(), tagger, strict=True).check(draft_of(text, "text"), Options()).risk

    assert Tier.LOW not in {one.tier for one in risk.readers.values()}
    unsaid = [one for one in risk.readers.values() if one.tier is Tier.CANNOT_TELL]
    assert all(NAMES_NOT_CHECKED in {r.text for r in one.reasons} for one in unsaid)


def test_a_harmless_text_is_low_with_it() -> None:
    pipeline = Pipeline(_documents(), Marking(), strict=True)

    assert pipeline.check(draft_of(THEORY, "text"), Options()).risk.overall is Tier.LOW


def test_every_kind_has_a_reason() -> None:
    unsaid = EXEMPTING | {Kind.PSEUDONYM, Kind.SEQUENCE, Kind.FILE_NAME, Kind.TAG}

    assert set(REASONS) == set(Kind) - unsaid


def _documents() -> Documents:
    return build_pipeline(rules_only=True).documents


@pytest.mark.parametrize("words", ["can", "it", "of the"])
def test_words_that_state_nothing_are_no_detail(words: str) -> None:
    found = details("My client can see it from the end of the road.", (words, "health", 0.9, 0.9))

    assert words not in found


def test_an_authors_name_that_the_tagger_doubts_is_left_alone_inside_a_case() -> None:
    text = "My client Brunhild cried, and I thought of Muravyov (1998) and of her friend Ostrava."
    found = details(text, ("Muravyov", "person-name", 0.9, 0.1), ("Ostrava", "person-name", 0.9, 0.1))

    assert "Muravyov" not in found
    assert "Ostrava" in found


def test_what_the_rules_hold_for_the_authors_is_the_cases_where_the_tagger_is_sure() -> None:
    text = f"{POST} I am allocated a couple, both nineteen, expecting."
    age = "nineteen"

    doubted = details(text, (age, "age", 0.7, 0.9)).get(age)
    assert doubted is None or not doubted.counts
    assert details(text, (age, "age", 0.9, 0.9))[age].counts


@pytest.mark.parametrize(("tells", "counts"), [(0.9, False), (0.3, True), (None, True)])
def test_what_is_beside_the_case_is_left_alone_where_the_tagger_sees_the_case(
    tells: float | None, *, counts: bool
) -> None:
    text = f"{POST}\n\nAsthma ran in that street."
    whole = () if tells is None else ((POST, "tells", tells, 0.0),)
    found = details(
        text,
        ("Asthma ran in that street", "beside", 1, 0),
        ("qanun", "possession", 0.9, 0.9),
        *whole,
    )

    assert "qanun" in found
    assert ("Asthma" in found and found["Asthma"].counts) is counts


def test_a_name_is_shown_however_sure_the_tagger_is_that_it_is_beside_the_case() -> None:
    text = f"{POST}\n\nEmma Fairweather came in on Tuesday."
    found = details(text, ("Emma Fairweather came in on Tuesday", "beside", 1, 0), (POST, "tells", 0.9, 0))

    assert found["Emma Fairweather"].counts


def test_every_piece_of_an_episode_that_the_rules_left_is_told() -> None:
    text = "My client sat with her qanun unstrung, laughed, and had the neighbours on the stairs by nine."
    found = details(text, (text[10:-1], "event", 0.95, 0.95))
    told = [words for words, detail in found.items() if detail.kind in (Kind.EVENT, Kind.MOMENT)]

    assert any("qanun" in words for words in told)
    assert any("stairs" in words for words in told)


def test_the_article_that_a_rule_left_is_no_detail() -> None:
    text = "My client is a man who plays the qanun."

    assert "a" not in details(text, ("a man", "sex", 0.9, 0.9))


def test_somebodys_own_words_are_shown_however_sure_the_tagger_is_that_they_are_beside_the_case() -> None:
    words = '"If I sit down, somebody dies."'
    text = f"{POST}\n\n{words} A client said that to me."
    found = details(text, (words, "beside", 1, 0), (POST, "tells", 0.9, 0))

    assert found[words].counts


@pytest.mark.parametrize(("tells", "said"), [(0.9, ["ran in that street"]), (0.3, [])])
def test_what_hardly_tells_of_the_case_is_said_in_the_drafts_own_places(tells: float, said: list[str]) -> None:
    text = f"{POST}\n\nAsthma ran in that street."
    draft = draft_of(text, "text")
    tagger = Marking(("ran in that street", "barely", 1, 0), (POST, "tells", tells, 0.0))
    seen = Detector(Tags(tagger)).detect(draft, Voice.AUTHOR)

    assert [text[span.start : span.end] for span in seen.barely] == said
