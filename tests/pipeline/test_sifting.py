"""What the sifter says of a draft, and what follows for details in sentences that surely stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.detect.detector import Detected
from assistant.domain.changes import Audience, Voice
from assistant.domain.details import CASE, Detail, Directness, Kind
from assistant.domain.ports import Tag
from assistant.domain.risk import Tier
from assistant.domain.text import Draft, Span
from assistant.pipeline import Options, Pipeline
from assistant.pipeline.sifting import (
    YOURS,
    Sifted,
    Sifting,
    scored,
    standing,
    taken_as_own,
    trusted,
    untold,
    without_untold,
)

POINT = "Joy is twelve weeks of choir in Whitby, and it needs no reason."
STORY = (
    "My client Ilka rang from the ferry with a goat on her lap. She had been sacked from the bakery that morning. "
    "“I could eat the sea,” she said."
)


class Fake:
    """A sifter that gives sentences which hold one of these words the first score, and the rest the second."""

    def __init__(self, *words: str, high: float = 0.99, low: float = 0.02, case: float = 0.0) -> None:
        self.words, self.high, self.low, self.case, self.asked = words, high, low, case, 0

    def sift(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        self.asked += len(texts)
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> tuple[Tag, ...]:
        passages = [p for p in draft_of(text, "text").passages if p.text.strip()]
        scores = [self.high if any(word in p.text for word in self.words) else self.low for p in passages]
        return tuple(
            Tag(p.span.start, p.span.end, "stands", s, self.case) for p, s in zip(passages, scores, strict=True)
        )


class Broken:
    def sift(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        return [None] * len(texts)


def pipeline(sifter: object) -> Pipeline:
    return Pipeline(build_pipeline(rules_only=True).documents, sifter=sifter)  # type: ignore[arg-type]


def test_a_sentence_is_as_sure_as_the_mean_of_its_tokens() -> None:
    draft = draft_of("One two. Three.", "text")
    marks = (Tag(0, 3, "stands", 0.9, 0), Tag(4, 7, "stands", 0.1, 0), Tag(9, 14, "stands", 0.8, 0))

    assert scored(draft, marks) == pytest.approx({0: 0.5, 1: 0.8})


def test_a_draft_is_read_once_and_one_that_cannot_be_read_says_nothing() -> None:
    fake, draft = Fake("Joy"), draft_of(f"{POINT} {STORY}", "text")
    sifting = Sifting(fake)

    read = sifting.read(draft)
    assert read is not None
    assert read.scores == pytest.approx({0: 0.99, 1: 0.02, 2: 0.02, 3: 0.02})
    assert sifting.read(draft) == read
    assert read.stands == {0}
    assert fake.asked == 1
    assert Sifting(Broken()).read(draft) is None


@pytest.mark.parametrize(
    ("sentence", "score", "stays"),
    [
        ("Nothing clever.", 0.42, False),
        ("Nothing clever.", 0.9, True),
        ("That is what I tell parents now.", 0.42, False),
        ("Nobody learns while they are watching the door.", 0.42, True),
        ("Most of us would have let her go.", 0.42, False),
        ("Ask, and then be quiet for a while.", 0.3, False),
    ],
)
def test_more_is_asked_of_what_hangs_easily(sentence: str, score: float, stays: bool) -> None:
    draft = draft_of(f"Ilka rang from the ferry. {sentence}", "text")

    assert (1 in standing(draft, {0: 0.02, 1: score})) is stays
    assert 1 in standing(draft, {0: 0.95, 1: 0.9})


@pytest.mark.parametrize("last", ["#OT #strokerecovery\n", "Mrs. Hatch\n", "With love from Sandra and Pete\n"])
def test_hashtags_and_the_name_under_a_text_stay_with_what_is_left_of_it(last: str) -> None:
    draft = draft_of(f"Ask first. She came on Friday.\n\n{last}", "text")
    end = draft.passages[-1].index

    assert end in standing(draft, {0: 0.95, 1: 0.02, end: 0.1})
    assert not standing(draft, {0: 0.1, 1: 0.02, end: 0.1})
    inside = draft_of("Ask first. Mrs. Hatch", "text")
    assert 1 not in standing(inside, {0: 0.95, 1: 0.1})


def test_only_what_stands_is_left_of_a_story_that_cannot_be_told() -> None:
    draft = draft_of(f"{POINT}\n\n{STORY}\n\nI cried on the bus. Make room for it.\n", "text")
    result = pipeline(Fake("Joy", "Make room")).rewrite(draft, Options(audience=Audience.POST))

    assert result.text.split("\n\n")[-1] == "Make room for it.\n"
    assert "twelve weeks of choir in Whitby" in result.text
    assert not any(words in result.text for words in ("Ilka", "ferry", "bus"))
    assert YOURS in {d.exempt for d in result.analysis.details}


def test_in_the_clients_voice_and_without_its_word_a_detail_counts_wherever_it_stands() -> None:
    draft = draft_of(f"{POINT}\n\n{STORY}\n", "text")

    client = pipeline(Fake("Joy")).rewrite(draft, Options(audience=Audience.POST, voice=Voice.CLIENT))
    unread = pipeline(Broken()).rewrite(draft, Options(audience=Audience.POST))
    unsure = pipeline(Fake("Joy", high=0.6)).rewrite(draft, Options(audience=Audience.POST))
    for result in (client, unread, unsure):
        assert YOURS not in {d.exempt for d in result.analysis.details}


def test_a_name_asks_for_more_and_own_words_and_whoever_is_called_a_client_count_wherever_they_stand() -> None:
    text = f"{POINT} Oonagh was there and sang louder than us all.\n\n{STORY}\n"
    stand = ("Joy", "Oonagh", "Ilka", "sea")
    for score, stays in ((0.93, False), (0.99, True)):
        result = pipeline(Fake(*stand, high=score)).rewrite(draft_of(text, "text"), Options(audience=Audience.POST))

        assert ("Oonagh" in result.text) is stays
        assert "Ilka" not in result.text
        assert "eat the sea" not in result.text


def test_a_word_that_does_not_surely_stand_counts_whatever_its_sentence() -> None:
    draft = draft_of("I trained at the Leeds clinic, and nobody there ate lunch.", "text")
    place = draft.text.index("Leeds")
    marks = tuple(
        Tag(m.start(), m.end(), "stands", 0.6 if m.start() == place else 0.99, 0.0)
        for m in re.finditer(r"\w+", draft.text)
    )
    read = Sifted(scored(draft, marks), marks)
    leeds, lunch = (
        Detail("d", Kind.PLACE, Directness.QUASI, CASE, (Span(at, at + 5),), (draft.text[at : at + 5],), (), "")
        for at in (place, draft.text.index("lunch"))
    )

    assert read.scores[0] > 0.95
    assert not read.surely(leeds, draft, 0.9)
    assert read.surely(lunch, draft, 0.9)


def test_a_check_does_not_wait_for_it() -> None:
    fake = Fake("Joy")
    pipeline(fake).check(draft_of(f"{POINT}\n\n{STORY}\n", "text"), Options())

    assert fake.asked == 0


class Doubtful:
    """A tagger that marks nothing, and half believes that a case is told."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def tag(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        self.asked += texts
        return [(Tag(0, len(text), "tells", 0.5, 0.0),) for text in texts]


@pytest.mark.parametrize(("words", "seen"), [(("Joy",), True), (("Joy", "boots"), False)])
def test_a_case_that_nobody_saw_is_one_where_much_would_make_no_sense_without_it(
    words: tuple[str, ...], seen: bool
) -> None:
    text = "Joy needs no reason. The postman of Whitby had boots half a size too big. The cook had boots from August.\n"
    documents = build_pipeline(rules_only=True).documents
    fake = Fake(*words)
    draft = draft_of(text, "text")

    assert not Pipeline(documents, Doubtful()).check(draft, Options()).case_passages
    assert bool(Pipeline(documents, Doubtful(), sifter=fake).check(draft, Options()).case_passages) is seen


@pytest.mark.parametrize(
    ("own", "words", "voice", "seen"),
    [
        ("", ("e",), Voice.AUTHOR, False),
        ("", ("Whitby",), Voice.AUTHOR, True),
        ("", ("e",), Voice.CLIENT, True),
        ("My client wept. ", ("e",), Voice.AUTHOR, True),
    ],
)
def test_a_case_of_which_the_tagger_is_not_sure_is_none_where_everything_stands(
    own: str, words: tuple[str, ...], voice: Voice, seen: bool
) -> None:
    text = f"{own}Ilka is 34 and lost her job at the bakery in Whitby. She rang me from the ferry with a goat."
    documents = build_pipeline(rules_only=True).documents
    draft, options = draft_of(text, "text"), Options(voice=voice)

    assert Pipeline(documents, Doubtful()).check(draft, options).case_passages
    found = Pipeline(documents, Doubtful(), sifter=Fake(*words)).check(draft, options)
    assert bool(found.case_passages) is seen
    assert bool(Pipeline(documents, Doubtful(), sifter=Broken()).check(draft, options).case_passages)


def test_a_draft_that_nobody_could_read_whole_is_not_called_low() -> None:
    text = "Joy needs no reason. The postman of Whitby had boots half a size too big. The cook had boots from August.\n"
    used = Pipeline(build_pipeline(rules_only=True).documents, Doubtful(), sifter=Broken(), strict=True)

    assert used.check(draft_of(text, "text"), Options()).risk.overall is Tier.CANNOT_TELL
    used.read(used.glance(draft_of(text, "text"), Options()).unread)
    assert used.glance(draft_of(text, "text"), Options(), awaited=False).risk.overall is Tier.CANNOT_TELL


def test_a_glance_leaves_it_to_be_asked_and_says_nothing_low_until_then() -> None:
    text = "Joy needs no reason. The postman of Whitby had boots half a size too big. The cook had boots from August.\n"
    draft, fake = draft_of(text, "text"), Fake("Joy")
    used = Pipeline(build_pipeline(rules_only=True).documents, Doubtful(), sifter=fake, strict=True)
    assert used.read(used.glance(draft, Options()).unread)

    first = used.glance(draft, Options())
    assert first.unread == (text,)
    assert first.risk.overall is not Tier.LOW
    assert fake.asked == 0
    assert used.beside().read(first.unread)
    second = used.glance(draft, Options())
    assert second.unread == ()
    assert second.case_passages
    assert fake.asked == 1


def test_a_glance_does_without_it_where_it_cannot_read() -> None:
    text = "Joy needs no reason. The postman of Whitby had boots half a size too big. The cook had boots from August.\n"
    used = Pipeline(build_pipeline(rules_only=True).documents, Doubtful(), sifter=Broken(), strict=True)
    used.read(used.glance(draft_of(text, "text"), Options()).unread)

    assert not used.read(used.glance(draft_of(text, "text"), Options()).unread)
    found = used.glance(draft_of(text, "text"), Options(), awaited=False)
    assert found.unread == ()
    assert found.tagged


def test_a_draft_of_one_paragraph_after_another_is_read_by_the_tagger_first_and_then_by_the_sifter() -> None:
    tagger, fake = Doubtful(), Fake("Joy")
    used = Pipeline(build_pipeline(rules_only=True).documents, tagger, sifter=fake, strict=True)
    first, second = "Joy needs no reason. The postman of Whitby had boots.\n", "Joy needs none. The cook had boots.\n"
    for text in (first, second):
        steps = 0
        while unread := used.glance(draft_of(text, "text"), Options()).unread:
            assert used.read(unread)
            steps += 1
            assert steps < 5
        assert steps == 2

    assert tagger.asked == [first, second]
    assert fake.asked == 2


def test_a_sifter_that_sees_no_case_where_one_surely_is_told_is_not_believed() -> None:
    text = f"{STORY} She came in tears and with Oonagh Bell again.\n\n{POINT}\n"
    result = pipeline(Fake("Joy", low=0.97)).rewrite(draft_of(text, "text"), Options(audience=Audience.POST))

    assert YOURS not in {d.exempt for d in result.analysis.details}
    assert "Bell" not in result.text


def test_whoever_a_sentence_goes_on_about_is_not_the_authors() -> None:
    draft = draft_of(f"{STORY} Back again she brought Oonagh Bell. Her brother Rory Bell rang.\n\n{POINT}\n", "text")
    at = draft.text.index("Rory")
    fact = Detail("d", Kind.PERSON_NAME, Directness.DIRECT, CASE, (Span(at, at + 9),), ("Rory Bell",), (), "")
    leans = Sifting(Fake("Joy", "brother")).read(draft)
    follows = Sifting(Fake("Joy", "brother", "Oonagh")).read(draft)

    assert leans is not None
    assert follows is not None
    assert not leans.surely(fact, draft, 0.9)
    assert follows.surely(fact, draft, 0.9)


@pytest.mark.parametrize(("low", "seen"), [(0.06, True), (0.2, False)])
def test_of_a_short_draft_in_which_nobody_saw_a_case_one_sentence_is_enough(low: float, seen: bool) -> None:
    draft = draft_of("Anybody worked with button phobia? Both parents surgeons. Any ideas welcome.", "text")
    fake = Fake("Any", low=low)

    assert bool(pipeline(fake).check(draft, Options(audience=Audience.POST)).case_passages) is seen
    assert fake.asked == 1


@pytest.mark.parametrize(("sure", "yours"), [(0.99, True), (0.93, False)])
def test_words_to_say_are_the_authors_only_where_their_sentence_surely_stands(sure: float, *, yours: bool) -> None:
    draft = draft_of(f"{STORY}\n\nNever say “interesting” to anybody.\n", "text")
    read = Sifting(Fake("interesting", high=sure)).read(draft)
    at = Span(draft.text.index("interesting"), draft.text.index("interesting") + len("interesting"))
    said = Detail("d1", Kind.SPEECH, Directness.VERBATIM, CASE, (at,), ("interesting",), (), "")
    told = Detail("d2", Kind.PERSON_NAME, Directness.DIRECT, CASE, (Span(0, 4),), (STORY[:4],), (), "")
    kept = taken_as_own([said, told], Voice.AUTHOR, draft, Detected((), (), frozenset(), False), read, None)

    assert (kept[0].exempt == YOURS) is yours


@pytest.mark.parametrize(("audience", "stays"), [(Audience.POST, False), (Audience.BOOK, True)])
def test_a_story_that_could_still_be_recognised_goes_from_a_post_and_not_from_a_book(
    audience: Audience, *, stays: bool
) -> None:
    point = "Your syllabus is not a character test."
    story = (
        "The student I failed for attendance last spring came by today to say she'd been driving her brother to "
        "dialysis and didn't think it counted as an excuse."
    )
    result = pipeline(Fake("syllabus")).rewrite(draft_of(f"{point} {story}", "text"), Options(audience=audience))

    assert result.text.startswith(point)
    assert ("excuse" in result.text) is stays


def test_whom_the_author_made_up_is_no_case_whatever_the_sifter_holds() -> None:
    text = "Hand out the Pargeters. I made them up. Kayleigh, eight, arrives at ten to eleven with one trainer."
    fake = Fake("Hand", low=0.01)

    assert not pipeline(fake).check(draft_of(text, "text"), Options(audience=Audience.TEACHING)).case_passages
    assert fake.asked == 0


def test_nothing_is_the_authors_beside_a_detail_that_is_not() -> None:
    draft = draft_of(f"{STORY}\n\nOonagh is from Whitby, where we ate chips. We met in Hull at a fair.\n", "text")
    read = Sifting(Fake("Oonagh", "Hull", high=0.98, case=0.5)).read(draft)  # sure enough of places, not of names
    known = {"Oonagh": Kind.PERSON_NAME, "Whitby": Kind.PLACE, "Hull": Kind.PLACE}
    details = []
    for words, kind in known.items():
        at = draft.text.index(words)
        details.append(Detail(words, kind, Directness.QUASI, CASE, (Span(at, at + len(words)),), (words,), (), ""))
    seen = Detected((), (), frozenset(), False)
    kept = taken_as_own(details, Voice.AUTHOR, draft, seen, read, None)

    assert [d.id for d in kept if d.exempt == YOURS] == ["Hull"]


@pytest.mark.parametrize(("tells", "believed"), [(0.1, False), (0.9, False), (None, True)])
def test_a_case_that_is_one_although_the_sifter_was_asked_is_one_for_sure(tells: float | None, believed: bool) -> None:
    draft = draft_of("I worked with Tom, a retired policeman. He came every Tuesday.", "text")
    read = Sifting(Fake("o", "e")).read(draft)
    seen = Detected((), (), frozenset({0, 1}), True, tells=tells)

    assert read is not None
    assert read.stands_whole
    assert (trusted(read, draft, seen) is read) is believed


def _said(words: str, draft: Draft, kind: Kind = Kind.SPEECH) -> Detail:
    at = draft.text.index(words)
    direct = Directness.DIRECT if kind is Kind.PERSON_NAME else Directness.VERBATIM
    return Detail(words, kind, direct, CASE, (Span(at, at + len(words)),), (words,), (), "")


def _seen(draft: Draft, *, barely: str = "") -> Detected:
    at = draft.text.index(barely)
    return Detected((), (), frozenset({0}), True, {}, 0.9, barely=(Span(at, at + len(barely)),) if barely else ())


ASK = "Never say “interesting” to Oonagh."


@pytest.mark.parametrize(
    ("sure", "barely", "case", "yours"),
    [
        (0.92, ASK, 0.1, ["interesting"]),
        (0.975, ASK, 0.1, ["interesting", "Oonagh"]),
        (0.975, ASK, 0.4, ["interesting"]),
        (0.975, "", 0.1, []),
        (0.85, ASK, 0.1, []),
    ],
)
def test_what_the_tagger_and_the_sifter_both_hold_to_be_beside_the_case_is_the_authors(
    sure: float, barely: str, case: float, yours: list[str]
) -> None:
    """A name only where nothing else counts in its sentence."""
    draft = draft_of(f"{STORY}\n\n{ASK}\n", "text")
    read = Sifting(Fake("Never", high=sure, case=case)).read(draft)
    details = [
        _said("interesting", draft),
        _said("Oonagh", draft, Kind.PERSON_NAME),
        _said("I could eat the sea", draft),
    ]
    kept = taken_as_own(details, Voice.AUTHOR, draft, _seen(draft, barely=barely), read, None)

    assert [d.id for d in kept if d.exempt == YOURS] == yours


def test_what_a_sentence_did_not_tell_at_first_it_does_not_tell_with_less_around_it() -> None:
    draft = draft_of(f"{STORY}\n\n{ASK}\n", "text")
    read = Sifting(Fake("Never", high=0.95)).read(draft)
    before = untold((), Voice.AUTHOR, draft, _seen(draft, barely=ASK), read)
    result = draft_of(f"A client rang. {ASK}\n", "text")
    details = [_said("interesting", result), _said("Oonagh", result, Kind.PERSON_NAME)]

    assert before == {ASK}
    assert not untold((), Voice.CLIENT, draft, _seen(draft, barely=ASK), read)
    assert [d.id for d in without_untold(details, result, before) if d.exempt == YOURS] == ["interesting"]
    assert without_untold(details, result, frozenset()) == tuple(details)


@pytest.mark.parametrize(("words", "sure"), [("Never say", 0.95), (ASK, 0.85)])
def test_a_sentence_of_which_a_word_may_tell_is_not_held_to_tell_nothing(words: str, sure: float) -> None:
    draft = draft_of(f"{STORY}\n\n{ASK}\n", "text")
    read = Sifting(Fake("Never", high=sure)).read(draft)

    assert not untold((), Voice.AUTHOR, draft, _seen(draft, barely=words), read)
    assert not untold([_said("interesting", draft)], Voice.AUTHOR, draft, _seen(draft, barely=ASK), read)


def test_a_list_of_what_people_might_ask_keeps_its_questions() -> None:
    ask = "Things I wish people asked me:\n\n1. “What does that mean on a Tuesday?” Make me answer it.\n"
    draft = draft_of(f"{ask}\n{STORY}\n", "markdown")
    result = build_pipeline().rewrite(draft, Options(audience=Audience.BLOG))

    assert "“What does that mean on a Tuesday?”" in result.text
    assert "goat" not in result.text
