"""Whoever a post lets slip without a word like "client" comes in; helpers, trains, own kin and general talk do not."""

from __future__ import annotations

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.detect.detector import Detector
from assistant.detect.slipped import is_bare_note, slipped, speaks_of_mine
from assistant.documents.reading import from_text
from assistant.domain.changes import Voice
from assistant.domain.risk import Tier
from assistant.pipeline import Options, Pipeline


def case(text: str) -> bool:
    return bool(Detector().detect(from_text(text), Voice.AUTHOR).case_passages)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("One space at 6pm (my dear old cooper with the tremor has gone home to Cork).", "my dear old cooper"),
        ("Lunchtimes are free: it was my violinist's (he is touring again).", "my violinist"),
        ("My dentist with the bulimia has stopped writing lists.", "My dentist"),
        ("My Friday gentleman keeps his hat on.", "My Friday gentleman"),
        ("I lost my Monday afternoon weaver to a job in Oban.", "my Monday afternoon weaver"),
        ("In the queue with me was my quarter to six and his new wife.", "my quarter to six"),
        ("Thursday's 9am brought a saw.", "Thursday's 9am"),
        ("My hospice lady wants a brass band.", "My hospice lady"),
        ("The retired diver I do nails for has lost a finger.", "The retired diver I do nails for"),
        ("The shyest tailor I've ever taught sang.", "The shyest tailor I've ever taught"),
        ("The miller on my caseload has a new knee.", "The miller"),
        ("Patient of the week: gentleman, 90, came by barge.", "Patient of the week"),
        ("Guess who signed his own tenancy!", "who"),
        ("You know, him with the parrots.", "him"),
        ("Third grader, during the fire drill: “Is the fire coming too?”", "Third grader"),
        ("Well done to B in 4C who read a page.", "B"),
        ("The lad who burned the shed is now our gardener.", "The lad"),
    ],
)
def test_whoever_slips_in_comes_in(text: str, who: str) -> None:
    assert [text[m.start : m.end] for m in slipped(text)] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "My lovely electrician with the sore elbow has fixed the lights.",
        "My accountant with the big laugh has filed my return.",
        "My sister with the twins is minding the shop.",
        "My boy with asthma starts school.",
        "My supervisor who trained in Vienna has retired.",
        "My brave webmaster with the green beard has redone the site.",
        "My 4pm slot is free again.",
        "My half past nine meeting has moved.",
        "Tuesday's 3 o'clock train was cancelled.",
        "My Thursday class is full, and my morning coffee is cold.",
        "My Friday osteopath says that I slouch.",
        "The midwife I taught last year passed.",
        "The man who invented the stethoscope was shy.",
        "The woman who swam the Channel is speaking at our conference today.",
        "Guess who has a new website.",
        "House call? We do those.",
        "I left him with the form.",
        "You would get the back room (the one with the fig tree).",
        "I keep an old chart, the one with the coffee ring.",
    ],
)
def test_whoever_helps_the_author_and_what_is_no_person_do_not(text: str) -> None:
    assert list(slipped(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "A 7pm space (my dear roofer with the panic attacks has gone home to Cork). £50, online. Message me.",
        "Nursery, day 9. Toddler under the sink meowing. Toddler is a cat today and eats from a bowl. Breathe.",
        "Ask your older patients about the war. Mine was in Dresden in 1945 and sleeps in the bath. Be gentle.",
        "Overheard from my room: “I was a spy.” He was a spy. He also has gout.",
        "One of our gentlemen on the top floor drove the 38 bus for thirty years.",
    ],
)
def test_a_post_that_lets_somebody_slip_tells_of_a_case(text: str) -> None:
    assert case(text)


@pytest.mark.parametrize(
    "text",
    [
        "Child protection is on the 3rd. Child development is on the 4th. Bring a pen.",
        "Patient leaving early? Patient should sign. Never argue.",
        "Find a good supervisor. Mine told me to stop apologising for my fees.",
        "Therapists, what is in your room? Mine has two chairs and a plant.",
        "Overheard in my clinic: the radio, all day, and a drill.",
    ],
)
def test_advice_and_jokes_in_the_same_words_do_not(text: str) -> None:
    assert not case(text)


def test_one_note_without_an_article_is_not_a_story() -> None:
    assert is_bare_note("Learner waiting behind a bus.")
    assert not case("Learner waiting behind a bus. We have all been there. Two slots next week.")


def test_mine_is_a_client_only_after_a_word_for_them() -> None:
    assert speaks_of_mine("Mine rang at six.", "Pupils never forget.", facts=False)
    assert not speaks_of_mine("Mine has a plant.", "Nurses, check your desks.", facts=False)
    assert not speaks_of_mine("Mine rang at six.", "Clients need it, so get a supervisor.", facts=True)


@pytest.mark.parametrize(
    "text",
    [
        "Hm. My 5pm brought his father's clogs. What do you do with gifts?",
        "My Wednesday morning lady, a retired ferry captain, has lost her sight. Freud wrote about less.",
    ],
)
def test_an_hour_or_a_day_of_ones_own_outweighs_who_is_cited(text: str) -> None:
    found = Pipeline(build_pipeline(rules_only=True).documents).check(draft_of(text, "text"), Options())
    assert found.risk.overall > Tier.LOW
