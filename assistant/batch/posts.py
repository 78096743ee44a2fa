"""An archive of posts: each by itself, then together, with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.batch.values import UNREAD, Post, PostTold
from assistant.domain.risk import Background, Tier
from assistant.risk.mosaic import Group, Telling, mosaic


class Mark(StrEnum):
    """What to do with a post."""

    KEEP = "keep"
    LOOK = "look at it yourself"
    DELETE = "delete"
    REPOST = "delete and repost later"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A post with its mark; `groups` are the numbers of the groups that it belongs to."""

    post: Post
    told: PostTold
    mark: Mark
    groups: tuple[int, ...]

    @property
    def unread(self) -> bool:
        """Whether it could not be looked at."""
        return self.told == UNREAD


@dataclass(frozen=True, slots=True)
class Archive:
    """All posts, those that tell most first; groups index `posts` as they were read."""

    ranked: tuple[Ranked, ...]
    posts: tuple[Post, ...]
    groups: tuple[Group, ...]

    def count(self, mark: Mark) -> int:
        return sum(each.mark is mark for each in self.ranked)

    @property
    def unread(self) -> int:
        """How many posts could not be looked at."""
        return sum(each.unread for each in self.ranked)


def rank(posts: Sequence[Post], told: Sequence[PostTold], background: Background) -> Archive:
    """Put the posts in order, and what they tell together beside it."""
    tellings = [
        Telling(one.portraits, one.portraits, post.when, one.closed) for post, one in zip(posts, told, strict=True)
    ]
    groups = mosaic(tellings, background)
    of: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        for place in group.drafts:
            of.setdefault(place, []).append(number)
    ranked = [
        Ranked(post, one, _mark(one, [groups[g] for g in of.get(place, ())]), tuple(of.get(place, ())))
        for place, (post, one) in enumerate(zip(posts, told, strict=True))
    ]
    ranked.sort(key=lambda each: (*_weight(each), each.post.when, each.post.id))
    return Archive(tuple(ranked), tuple(posts), groups)


def _mark(told: PostTold, groups: Sequence[Group]) -> Mark:
    overall = told.standing.overall
    if told.closed:
        return Mark.LOOK
    if overall > Tier.LOW:
        return Mark.REPOST if told.instead else Mark.DELETE if overall is Tier.HIGH else Mark.LOOK
    return Mark.LOOK if any(group.joint.overall > Tier.LOW for group in groups) else Mark.KEEP


def _weight(each: Ranked) -> tuple[bool, bool, int]:
    """What tells comes before what can't be judged, and what may stay comes last."""
    nothing_seen = each.told.closed and not each.told.found
    return (each.mark is Mark.KEEP, nothing_seen, -each.told.standing.score)


CHUNK = 40
"""Posts in one job: enough to keep a worker busy, few enough to lose little by a crash."""


def chunks(posts: Sequence[Post]) -> list[tuple[int, tuple[str, ...]]]:
    """The texts of the posts, job by job, each job with the place of its first post."""
    return [(at, tuple(p.text for p in posts[at : at + CHUNK])) for at in range(0, len(posts), CHUNK)]
