"""The shipped tagger as sifter: it reads drafts whole and says which sentences stand without the case."""

from __future__ import annotations

import pytest

from assistant.composition import draft_of
from assistant.engine import embedded
from assistant.engine.tagger import TaggerClient
from assistant.pipeline.sifting import STANDS, standing_weighed

POINT = "Rest is not a reward for having finished. Plan it before the week does."
STORY = "On Tuesday my client Brunhild fell asleep on the tram in Hebden Bridge and missed her own wedding."
DRAFT = f"{POINT}\n\n{STORY} She told me so in a whisper.\n"


@pytest.fixture(scope="module")
def client() -> TaggerClient:
    found = embedded.find("tagger")
    assert found is not None
    return TaggerClient(found.path, found.sha256, threads=1)


def test_it_tells_the_point_from_the_story(client: TaggerClient) -> None:
    draft = draft_of(DRAFT, "text")
    (marks,) = client.sift([DRAFT])

    assert marks is not None
    assert {mark.kind for mark in marks} == {"stands"}
    stands = {draft.passages[i].text.strip(): score >= STANDS for i, score in standing_weighed(draft, marks).items()}
    assert stands == {
        "Rest is not a reward for having finished.": True,
        "Plan it before the week does.": True,
        STORY: False,
        "She told me so in a whisper.": False,
    }


def test_a_draft_of_many_windows_is_read_to_its_end_and_always_the_same(client: TaggerClient) -> None:
    long = DRAFT * 24
    first, again, short = client.sift([long, long, DRAFT])

    assert first == again
    assert short == client.sift([DRAFT])[0]
    assert first is not None
    assert first[-1].end == len(long.rstrip())
    assert client.tag([DRAFT])[0] is not None
