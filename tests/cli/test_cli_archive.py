"""`discreet archive` as people call it: posts that can't be read, what several tell together, whose settings hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant import batch_wiring
from assistant.batch.posts import Archive, Mark, rank
from assistant.batch.values import UNREAD, Post, PostTold, Standing
from assistant.cli.archive import above
from assistant.cli.options import limit
from assistant.domain.risk import Background, Tier
from assistant.reports import archive as reports
from assistant.workers import pool, wire
from tests.documents.test_archive_of_posts import script, tweet

if TYPE_CHECKING:
    from cli_tools import Discreet

FINE = PostTold(Standing(Tier.LOW, 0, (), ()), (), ())


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    path = tmp_path / "archive" / "tweets.js"
    path.parent.mkdir()
    path.write_bytes(script([tweet(1, "Silence can help."), tweet(2, "Rest helps."), tweet(3, "Walking helps.")]))
    return path


def ranked(*told: PostTold) -> Archive:
    found = [Post(str(number), 0.0, "Rest.") for number in range(len(told))]
    return rank(found, told, Background())


def test_a_post_that_could_not_be_read_says_so_and_is_counted() -> None:
    archive = ranked(FINE, UNREAD, UNREAD)
    unread = [each for each in archive.ranked if each.unread]

    assert archive.unread == len(unread) == 2
    assert all(each.mark is Mark.LOOK for each in unread)
    assert reports.why(unread[0], archive) == ["It could not be read."]
    assert "2 posts could not be read; look at them yourself." in reports.total(archive)
    assert "could not be read" not in reports.total(ranked(FINE))


def test_one_post_that_breaks_something_costs_no_other(
    discreet: Discreet, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(pool.Pool):
        """Its worker gives up every job that holds the second post."""

        def next(self, seconds: float) -> object:
            reply = super().next(seconds)
            if isinstance(reply, wire.Checked) and reply.id in self.broken:
                return wire.Refused(reply.id, "It was too much.", "")
            return reply

        def submit(self, number: int, build: pool.Build, size: int = 0) -> None:
            asked = build(number)
            if isinstance(asked, wire.Check) and "Rest helps." in asked.texts:
                self.broken.add(number)
            super().submit(number, build, size)

        broken: set[int] = set()  # noqa: RUF012 - one test's own

    monkeypatch.setattr("assistant.workers.pool.Pool", Broken)
    ran = discreet("archive", posts, "--jobs", "1")

    assert ran.code == 4
    assert "One post could not be read; look at it yourself." in ran.err
    assert "keep: 2" in " ".join(ran.text.split()).lower()


def test_a_worker_goes_on_after_a_post_that_breaks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from assistant.pipeline import Options
    from assistant.workers.worker import Worker

    def post(_pipeline: object, draft: object, _options: object) -> PostTold:
        if "breaks" in draft.text:  # type: ignore[attr-defined]
            raise RuntimeError
        return FINE

    monkeypatch.setattr("assistant.batch.work.post", post)
    worker = Worker(io.BytesIO())
    worker.prepared = wire.Prepare(Options(), (), 1, False, False)
    told = worker._check(None, wire.Check(0, ("Rest.", "It breaks.", "Silence."))).told  # type: ignore[arg-type]

    assert told == (FINE, UNREAD, FINE)


def test_posts_that_tell_together_are_above_the_limit(discreet: Discreet, tmp_path: Path) -> None:
    path = tmp_path / "tweets.js"
    path.write_bytes(script([tweet(1, "Silence can help.")]))
    assert discreet("archive", path, "--jobs", "1", "--max-risk", "low").code == 0

    class Group:
        joint = Standing(Tier.HIGH, 80, (), ())

    low = limit("low")
    assert low is not None
    assert above(Archive(ranked(FINE).ranked, (), (Group(),)), low)  # type: ignore[arg-type]
    assert not above(ranked(FINE), low)


def test_settings_and_glossary_are_those_of_the_folder_of_the_archive(
    discreet: Discreet, posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    (posts.parent / "discreet.toml").write_text("[profile]\ncaseload = 23\n", "utf-8")
    (elsewhere / "discreet.toml").write_text("[profile]\ncaseload = 999\n", "utf-8")
    asked: list[int] = []

    def read_archive(request: batch_wiring.PostsRequest, *_: object) -> Archive:
        asked.append(request.options.background.caseload)
        return ranked(FINE)

    from assistant.cli.session import Session

    for path in (posts, posts.parent):
        assert discreet("archive", path, session=Session(confine=lambda: None, read_archive=read_archive)).code == 0
    assert asked == [23, 23]


def test_quiet_is_about_standard_error(discreet: Discreet, posts: Path, tmp_path: Path) -> None:
    ran = discreet("archive", posts, "--jobs", "1", "--quiet", "--list", tmp_path / "x.csv")

    assert ran.err == ""
    assert "3 posts." in ran.text
