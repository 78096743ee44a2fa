"""Archives of posts: zip, folder or file; long posts whole; nothing that others wrote; harm is a sentence."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assistant.documents.posts import read
from assistant.domain.errors import DraftError

LONG = "My client told me a long story. " * 12


def tweet(number: int, text: str, when: str = "Mon Mar 02 10:00:00 +0000 2026") -> dict[str, Any]:
    return {"tweet": {"id_str": str(number), "created_at": when, "full_text": text}}


def script(entries: list[dict[str, Any]], name: str = "tweets") -> bytes:
    return f"window.YTD.{name}.part0 = {json.dumps(entries)}".encode()


ENTRIES = [
    tweet(3, "Rest is not a prize &amp; never was."),
    tweet(1, "First.", "Sun Mar 01 10:00:00 +0000 2015"),
    tweet(2, "RT @someone: theirs"),
    tweet(4, LONG[:130] + "… https://t.co/abc"),
]
NOTES = [{"noteTweet": {"noteTweetId": "99", "createdAt": "2026-03-02T10:00:00.000Z", "core": {"text": LONG}}}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "archive" / "data"
    data.mkdir(parents=True)
    (data / "tweets.js").write_bytes(script(ENTRIES[:2]))
    (data / "tweets-part1.js").write_bytes(script(ENTRIES[2:]))
    (data / "note-tweet.js").write_bytes(script(NOTES, "note_tweet"))
    (data / "direct-messages.js").write_bytes(b"window.YTD.direct_messages.part0 = [ {} ]")
    return tmp_path / "archive"


def test_a_folder_a_zip_and_a_file_give_the_same_posts(folder: Path, tmp_path: Path) -> None:
    packed = tmp_path / "archive.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(folder.rglob("*.js")):
            archive.write(file, file.relative_to(folder))

    assert [post.id for post in read(folder)] == ["1", "3", "4"]
    assert read(packed) == read(folder)
    assert [post.id for post in read(folder / "data" / "tweets.js")] == ["1", "3"]


def test_posts_are_as_they_were_read_and_long_ones_whole(folder: Path) -> None:
    texts = {post.id: post.text for post in read(folder)}

    assert texts["3"] == "Rest is not a prize & never was."
    assert texts["4"] == LONG


@pytest.mark.parametrize(
    "data",
    [b"", b"window.YTD.tweets.part0 = [ {", b"not a script", b"window.YTD.tweets.part0 = " + b"[" * 5000, b"\xff\xfe"],
    ids=["empty", "cut off", "other", "deep", "not text"],
)
def test_a_file_that_is_none_is_a_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "tweets.js").write_bytes(data)
    with pytest.raises(DraftError) as failed:
        read(tmp_path / "tweets.js")

    assert failed.value.next_step


def test_a_zip_that_grows_beyond_all_measure_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/tweets.js", b"window.YTD.tweets.part0 = [" + b" " * 30_000_000)
    with pytest.raises(DraftError, match="beyond all measure"):
        read(path)


@pytest.mark.parametrize("later", ["10:00:01.000Z", "09:59:57.400Z"])
def test_a_long_post_takes_the_place_of_its_beginning_though_their_times_differ(tmp_path: Path, later: str) -> None:
    other = tweet(5, LONG[:130] + "… https://t.co/abc", "Tue Mar 03 10:00:00 +0000 2026")
    (tmp_path / "tweets.js").write_bytes(script([ENTRIES[3], other]))
    note = {"noteTweetId": "99", "createdAt": f"2026-03-02T{later}", "core": {"text": LONG}}
    (tmp_path / "note-tweet.js").write_bytes(script([{"noteTweet": note}], "note_tweet"))
    found = {post.id: post.text for post in read(tmp_path)}

    assert set(found) == {"4", "5"}
    assert found["4"] == LONG


def test_a_long_post_without_its_beginning_is_no_number_to_link_to(folder: Path) -> None:
    (folder / "data" / "tweets-part1.js").write_bytes(script(ENTRIES[2:3]))

    assert [post.id for post in read(folder)] == ["1", "3", "long post 99"]


def test_posts_in_communities_are_posts(folder: Path) -> None:
    entries = [tweet(7, "Said in a community."), {"communityTweet": tweet(8, "Here too.")["tweet"]}]
    (folder / "data" / "community-tweet.js").write_bytes(script(entries, "community_tweet"))
    (folder / "data" / "community-tweet-part1.js").write_bytes(script([tweet(9, "And here.")], "community_tweet"))

    assert {"7", "8", "9"} <= {post.id for post in read(folder)}


def test_a_folder_without_posts_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(DraftError, match="no posts"):
        read(tmp_path)
    with pytest.raises(DraftError, match="There is no"):
        read(tmp_path / "nowhere.zip")
