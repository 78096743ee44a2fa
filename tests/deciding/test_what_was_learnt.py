"""What a rewriting learnt from a model holds for the text as it is decided, change by change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.deciding.review import ACCEPTED, REJECTED, Review
from assistant.domain.changes import Source
from assistant.domain.details import Directness, Evidence, Kind
from assistant.domain.notices import Notice
from assistant.domain.ports import Attacked, Looked
from assistant.domain.risk import Background, Outcome, Reader, Reason, Tier
from assistant.domain.text import Draft, Passage
from assistant.pipeline import NotADetail, Options, Pipeline, Result
from assistant.pipeline.retelling import READ_IT, with_warning

POST = (
    "My client, a 34-year-old paramedic from Huddersfield, told me this morning that she never sits down. "
    "She has twins, and her sister in Leeds rings every evening.\n\nRest can feel like stealing.\n"
)
HABIT = "My client keeps her wellingtons in the piano. She told me about it with a laugh.\n\nRest is not a prize.\n"
STAYS = "Rest can feel like stealing"
KEPT = POST.replace(STAYS, f"{{keep: {STAYS}}}")
NOTE = "A model tried to tell who it is."
Attack = Callable[[str], Attacked]


@dataclass
class Told:
    """A model's passes that say what they were told to say."""

    attacks: Attack
    looked: Looked = field(default_factory=Looked)

    def look(self, draft: Draft, passages: Sequence[Passage]) -> Looked:
        return self.looked

    def attack(self, text: str) -> Attacked:
        return self.attacks(text)


def found(words: str) -> Attack:
    """An attack that tells something from `words` wherever they stand."""
    reason = Reason("A model could tell something from these words.", (words,), "attack.high", Tier.HIGH)
    return lambda text: Attacked(((Reader.STRANGER, reason),) if words in text else (), (), (NOTE,))


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(build_pipeline(rules_only=True).documents)


def rewritten(pipeline: Pipeline, insight: Told, text: str = POST) -> Result:
    return pipeline.rewrite(draft_of(text, "text"), Options(), None, None, insight)


def attack_reasons(result: Result) -> int:
    return sum(r.rule.startswith("attack") for one in result.risk.readers.values() for r in one.reasons)


def test_what_the_attack_found_in_words_that_stay_still_counts_when_everything_is_accepted(pipeline: Pipeline) -> None:
    result = rewritten(pipeline, Told(found(STAYS)), KEPT)
    assert STAYS in result.text
    assert result.risk.readers[Reader.STRANGER].tier is Tier.HIGH

    decided = pipeline.decided(result, result.changes, Options())

    assert decided.text == result.text
    assert decided.risk.readers[Reader.STRANGER].tier is Tier.HIGH
    assert decided.outcome is result.outcome
    assert decided.outcome is not Outcome.PUBLISH
    assert decided.risk.notes.count(NOTE) == 1


def test_words_that_come_back_bring_back_what_was_told_from_them(pipeline: Pipeline) -> None:
    words = "keeps her wellingtons in the piano"
    result = rewritten(pipeline, Told(found(words)), HABIT)
    assert words in pipeline.rewrite(draft_of(HABIT, "text"), Options()).text
    assert words not in result.text
    assert not attack_reasons(result)

    nothing = pipeline.decided(result, (), Options())
    everything = pipeline.decided(result, result.changes, Options())

    assert attack_reasons(nothing) == 1
    assert nothing.risk.readers[Reader.STRANGER].tier is Tier.HIGH
    assert not attack_reasons(everything)


def test_what_the_person_writes_instead_takes_the_reason_away(pipeline: Pipeline) -> None:
    words = "keeps her wellingtons in the piano"
    result = rewritten(pipeline, Told(found(words)), HABIT)
    review = Review(result)
    item = next(i for i in review.items if words in i.key)

    review.decide(item, REJECTED)
    assert attack_reasons(pipeline.decided(result, review.changes(), Options()))
    review.edit(item, "She has a family.")
    assert not attack_reasons(pipeline.decided(result, review.changes(), Options()))


@pytest.mark.parametrize("accepted", [True, False])
def test_an_attack_that_was_not_finished_is_never_low_however_little_is_taken(
    pipeline: Pipeline, *, accepted: bool
) -> None:
    closed = Attacked((), ("The attack could not be finished.",), (NOTE,))
    result = rewritten(pipeline, Told(lambda _text: closed))
    review = Review(result)
    for item in review.items if accepted else ():
        review.decide(item, ACCEPTED)

    decided = pipeline.decided(result, review.changes(), Options())

    assert all(one.tier is Tier.CANNOT_TELL for one in decided.risk.readers.values())
    assert decided.outcome is Outcome.FURTHER


def test_what_the_model_noticed_is_still_a_detail_of_the_text_as_decided(pipeline: Pipeline) -> None:
    words = "keeps her wellingtons in the piano"
    evidence = Evidence("model", "find-details", 0.6)
    notice = Notice(words, Kind.EVENT, Directness.EPISODIC, evidence, "a model holds so", {"event": "scene"})
    looked = Looked((notice,), (), ("A model looked for more.",))
    result = rewritten(pipeline, Told(lambda _text: Attacked(), looked), HABIT)
    assert words not in result.text

    nothing = pipeline.decided(result, (), Options())

    assert any(words in d.texts for d in nothing.remaining)
    assert nothing.risk == result.analysis.risk


def test_the_warning_about_the_small_writer_stays_while_a_sentence_of_its_stands(pipeline: Pipeline) -> None:
    plain = pipeline.rewrite(draft_of(POST, "text"), Options())
    first, *rest = plain.changes
    result = with_warning(replace(plain, changes=(replace(first, source=Source.MODEL), *rest)))
    assert READ_IT in result.risk.notes

    assert READ_IT in pipeline.decided(result, result.changes, Options()).risk.notes
    assert READ_IT not in pipeline.decided(result, rest, Options()).risk.notes


def test_a_model_of_the_persons_own_brings_no_warning_about_the_small_writer(pipeline: Pipeline) -> None:
    plain = pipeline.rewrite(draft_of(POST, "text"), Options())
    first, *rest = plain.changes
    result = replace(plain, changes=(replace(first, source=Source.MODEL), *rest))

    assert READ_IT not in pipeline.decided(result, result.changes, Options()).risk.notes


def test_what_is_asked_for_since_the_rewriting_holds_for_what_is_decided(pipeline: Pipeline) -> None:
    result = pipeline.rewrite(draft_of(POST, "text"), Options())
    many = Options(background=Background(caseload=100_000))
    none = Options(not_details=(NotADetail(Kind.PLACE, "Huddersfield"),))

    assert pipeline.decided(result, (), many).risk == pipeline.check(result.analysis.draft, many).risk
    assert pipeline.decided(result, (), none).risk == pipeline.check(result.analysis.draft, none).risk
    counting = [d for d in pipeline.decided(result, result.changes[1:], none).remaining if d.counts]
    assert all("Huddersfield" not in d.texts for d in counting)
