"""The shipped sifter beside the tagger: it reads drafts whole, and is refused where it is not the one that came."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.composition import draft_of
from assistant.engine import embedded
from assistant.engine.tagger import TaggerClient
from assistant.pipeline.sifting import STANDS, scored

POINT = "Rest is not a reward for having finished. Plan it before the week does."
STORY = "On Tuesday my client Brunhild fell asleep on the tram in Hebden Bridge and missed her own wedding."
DRAFT = f"{POINT}\n\n{STORY} She told me so in a whisper.\n"


@pytest.fixture(scope="module")
def shipped() -> tuple[embedded.Embedded, embedded.Embedded]:
    tagger, sifter = embedded.find("tagger"), embedded.find("sifter")
    assert tagger is not None
    assert sifter is not None
    return tagger, sifter


@pytest.fixture(scope="module")
def client(shipped: tuple[embedded.Embedded, embedded.Embedded]) -> TaggerClient:
    tagger, sifter = shipped
    return TaggerClient(tagger.path, tagger.sha256, sifter=sifter.path, sifter_sha256=sifter.sha256, threads=1)


def test_it_tells_the_point_from_the_story(client: TaggerClient) -> None:
    draft = draft_of(DRAFT, "text")
    (marks,) = client.sift([DRAFT])

    assert marks is not None
    assert {mark.kind for mark in marks} == {"stands"}
    stands = {draft.passages[i].text.strip(): score >= STANDS for i, score in scored(draft, marks).items()}
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


def test_another_file_in_its_place_is_never_asked(
    shipped: tuple[embedded.Embedded, embedded.Embedded], tmp_path: Path
) -> None:
    tagger, sifter = shipped
    data = bytearray(sifter.path.read_bytes())
    data[len(data) // 2] ^= 1
    damaged = tmp_path / "sifter.gguf"
    damaged.write_bytes(data)
    for path in (damaged, tmp_path / "none.gguf", None):
        client = TaggerClient(tagger.path, tagger.sha256, sifter=path, sifter_sha256=sifter.sha256, threads=1)

        assert client.sift([DRAFT]) == [None]
        assert client.tag([DRAFT])[0] is not None
        client.close()
