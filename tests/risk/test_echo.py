"""An episode that only changed its tense is still told."""

from __future__ import annotations

from dataclasses import replace

from assistant.composition import draft_of
from assistant.domain.details import Directness, Kind
from assistant.domain.ladders import Flag
from assistant.domain.risk import Reader, Tier
from assistant.risk.echo import echoes
from assistant.risk.retold import retold
from tests.risk.test_judge import detail

SATSUMA = detail(
    Kind.MOMENT,
    1,
    1,
    Flag.MOMENT,
    directness=Directness.EPISODIC,
    words="pushed half her satsuma across the table at me",
)


def test_an_episode_in_another_tense_echoes() -> None:
    assert echoes([SATSUMA], "Sometimes a client pushes half their satsuma across the table.") == (SATSUMA,)


def test_an_episode_turned_into_its_structure_does_not_echo() -> None:
    assert echoes([SATSUMA], "Sometimes a small gift says what words cannot.") == ()


def test_one_common_word_is_no_echo() -> None:
    assert echoes([SATSUMA], "We sat at the table for a while.") == ()


def test_only_episodes_and_own_words_echo() -> None:
    assert echoes([replace(SATSUMA, directness=Directness.QUASI)], "pushes half their satsuma across the table") == ()


STORY = (
    "She walked to the harbour every morning. She counted the red boats twice. "
    "Then she rowed home against the wind. Her brother never noticed the wet shoes."
)


def test_a_story_that_keeps_its_course_is_retold() -> None:
    case = draft_of(STORY, "text").passages
    floors = retold(case, STORY.replace("walked", "may walk").replace("She", "They").replace("rowed", "row"))
    assert [(f.reader, f.reason.tier) for f in floors] == [(Reader.CLIENT, Tier.RAISED)]
    assert floors[0].reason.words


def test_a_statement_about_people_is_not_retold() -> None:
    assert retold(draft_of(STORY, "text").passages, "People find ways to be alone that nobody sees.") == ()
