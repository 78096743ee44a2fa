"""The author's own illness, or somebody who mends a thing, makes no case; somebody else who comes in does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.detect.detector import Detected, Detector
from assistant.detect.tags import Tags
from assistant.documents.reading import from_text
from assistant.domain.changes import Voice
from assistant.domain.ports import Tag


class SureOfACase:
    """A tagger that is sure that every word is told of a case."""

    def tag(self, texts: Sequence[str]) -> list[tuple[Tag, ...] | None]:
        return [(Tag(0, len(t.strip()), "event", 0.97, 0.97), Tag(0, len(t), "tells", 0.99, 0.0)) for t in texts]


def detected(text: str, *, case: bool = False, leaning: tuple[int, ...] = ()) -> Detected:
    detector = Detector(Tags(SureOfACase()))
    return detector.detect(from_text(text), Voice.AUTHOR, known_case=case, leaning=leaning)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the consultant rang: there was a bed. I packed a bag and was home by Friday with a new knee.",
        "I broke my ankle on the slipway in March. The registrar said that it would be six weeks.",
        "I was diagnosed with lupus in May. The nurse said that I would get used to the needles.",
        "My scan was on Monday. The consultant told me that it had shrunk. I walked home along the canal.",
        "I slipped on the ice. The nurse who plastered it was called Blessing, and she was one.",
        "The surgeon rang me about my hip. I shall be away until Easter.",
    ],
)
def test_the_authors_own_illness_is_no_case(text: str) -> None:
    assert not detected(text).case_passages


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the consultant rang: her operation was off. I told her in the car park.",
        "I broke my ankle in March. On Friday my client brought me a stick that he had carved.",
        "The registrar said that the boy would not walk. I sat with my own bad back on the stairs.",
        "The nurse rang about the man in bed seven. I broke my promise to him.",
        "I was diagnosed with lupus in May. The nurse said that she had seen it in her mother. She cried.",
        "My scan was on Monday. A patient of mine was in the next chair, and the nurse knew us both.",
    ],
)
def test_somebody_else_beside_it_is_one(text: str) -> None:
    assert detected(text).case_passages


@pytest.mark.parametrize(
    "text",
    [
        "On Friday the plumber came and found a doll's arm in the drain of our clinic. It stands on reception.",
        "On Monday the boiler man came and told us that it would be three weeks. He had a kind face.",
        "The electrician told us that the wiring is older than the bishop. He whistled.",
        "The locksmith came at nine and changed every lock. We had lost one key.",
        "A gas engineer condemned the boiler. He was sorry.",
        "The roofer said that the leak was a bird's nest.",
    ],
)
def test_whoever_mends_a_thing_is_none(text: str) -> None:
    assert not detected(text).case_passages


@pytest.mark.parametrize(
    "text",
    [
        "The plumber came every Tuesday for a year. He cried and mended nothing but my tap.",
        "My client, a plumber, found a doll's arm in the drain that he was mending.",
        "The engineer came to see me after the lift fell. He had not slept.",
        "The electrician told us that the wiring was his wife's doing. He had epilepsy.",
        "The staff asked me to come after the electrician hanged himself beside the boiler.",
        "The builder who died under the ceiling had rung me in the morning.",
        "A girl hid in the boiler room until the boiler man found her.",
    ],
)
def test_a_mender_who_is_a_client_is_one(text: str) -> None:
    assert detected(text).case_passages


def test_who_read_it_whole_is_not_believed_where_nobody_is_there_but_the_author_is() -> None:
    text = "On Friday the plumber came and found a doll's arm in the drain of our clinic."
    assert not detected(text, case=True, leaning=(0,)).case_passages
    assert detected(text, case=True).case_passages


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("The patient says that he is fine, hand on the door. Every GP knows that hand.", False),
        ("The child says that the dog ate it. Every teacher has met the dog.", False),
        ("She put her hand on the door and told me about the blood. Every GP knows that hand.", True),
        ("My patient, a diver of 71, told me with his hand on the door. Every nurse knows that hand.", True),
    ],
)
def test_a_type_that_everybody_of_the_trade_knows_is_no_case(text: str, case: bool) -> None:
    assert bool(detected(text).case_passages) is case
