"""What a batch knows of its drafts: numbers and kinds, never their words but where somebody asked for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain.details import Detail
from assistant.domain.risk import Outcome, Reader, Risk, Tier
from assistant.risk.mosaic import Group
from assistant.risk.portrait import Portrait

TRACKED = frozenset({"docx"})
"""Formats that have tracked changes, of which a copy for review can be made."""

Counts = tuple[tuple[str, int], ...]
"""Kinds with how many details of each, by name."""


@dataclass(frozen=True, slots=True)
class Item:
    """A draft in the folder. `path` is relative, with slashes; `number` its place among the drafts of its folder."""

    path: str
    size: int
    modified: float
    """Seconds since 1970."""
    number: int

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def to_sign(self) -> bytes:
        """The path as bytes for a keyed hash, whatever letters its disk takes."""
        return self.path.encode("utf-8", "surrogatepass")

    @property
    def folder(self) -> str:
        """With a slash at the end, empty for the folder itself."""
        head, slash, _ = self.path.rpartition("/")
        return head + slash


@dataclass(frozen=True, slots=True)
class Refused:
    """What lies in the folder and is not read, with the sentence that says why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Walked:
    """What a folder holds. `others` counts files of other formats, which are left alone."""

    items: tuple[Item, ...]
    refused: tuple[Refused, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Seen:
    """One reader's risk: the crowd as an interval of people, and the ids of the rules that asked for the tier."""

    reader: Reader
    tier: Tier
    low: float
    high: float
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement without the words that it was made from."""

    overall: Tier
    score: int
    readers: tuple[Seen, ...]
    harms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one draft, in numbers and kinds."""

    format: str
    words: int
    passages: int
    case: bool
    """Whether it reads like a case."""
    telling_name: bool
    """Whether its file name holds a detail, so that the result gets another."""
    ending: str
    """What the result's name ends in where it differs from the draft's: ".md" for a draft in RTF; else empty."""
    before: Standing
    after: Standing
    found: Counts
    changed: Counts
    changes: int
    unresolved: int
    outcome: Outcome
    dropped: tuple[str, ...]
    """What of the file is not in the result, in words that hold none of it: "2 comments"."""
    unseen: tuple[str, ...] = ()
    """What of the file is in the result and was not looked at: "2 pictures"."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is left in a result: line and column count from 1, columns in characters.

    `readers` are those who could tell from it, with commas; `message` holds no word of the draft, `words` are they.
    """

    line: int
    column: int
    kind: str
    readers: str
    message: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What a draft and its result tell of people, and where; their texts only where they were asked for."""

    before: tuple[Portrait, ...]
    after: tuple[Portrait, ...]
    places: tuple[Place, ...]
    original: str | None = None
    text: str | None = None
    closed: bool = False
    """Whether nothing could be told of one of them when it was looked at, as where the tagger failed."""


@dataclass(frozen=True, slots=True)
class Post:
    """A short text that was published already. `when` is in seconds since 1970, 0 where nobody knows."""

    id: str
    when: float
    text: str


@dataclass(frozen=True, slots=True)
class PostTold:
    """What a post tells, without its words but for those of its portraits."""

    standing: Standing
    found: Counts
    portraits: tuple[Portrait, ...]
    closed: bool = False
    """Whether nothing can be told of it."""
    instead: str | None = None
    """Its wording as it could be published again, where there is one that tells nobody; else None."""


UNREAD = PostTold(Standing(Tier.CANNOT_TELL, 100, (), ()), (), (), closed=True)
"""A post that could not be looked at: never taken for one that tells nothing."""


@dataclass(frozen=True, slots=True)
class Done:
    """How it went with one draft. `message` says why there is no result; `written` is relative to the output folder."""

    item: Item
    told: Told | None
    looked: Looked | None
    written: str | None
    message: str = ""
    draft: str = ""
    result: str = ""
    """Keyed hashes of both, where there is a journal."""
    review: str | None = None
    """The copy for review, relative to the folder of such copies; None where there is none."""
    whole: bool = True
    """Whether every question to the model or the tagger was answered."""

    @property
    def failed(self) -> bool:
        return self.told is None


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run, in the order of the folder; `drafts` index the groups' members."""

    drafts: tuple[Done, ...]
    groups: tuple[Group, ...]
    refused: tuple[Refused, ...]
    others: int
    again: int
    """How many results were there from an earlier run and not made again."""
    unseen: int
    """How many drafts were not looked at, because the run was to stop at the first failure."""
    versions: tuple[tuple[str, str], ...]
    one_work: bool = False
    """Whether everyone is called the same in all of them, which links them."""

    @property
    def failed(self) -> int:
        return sum(each.failed for each in self.drafts) + len(self.refused)

    @property
    def unanswered(self) -> int:
        """How many drafts are done in which a question to the model or the tagger was left without an answer."""
        return sum(not each.whole for each in self.drafts)

    @property
    def worst(self) -> Tier:
        """The worst tier that a result has by itself or together with others; what failed may have any."""
        alone = (each.told.after.overall for each in self.drafts if each.told)
        unknown = (Tier.CANNOT_TELL,) if self.failed or self.unseen else ()
        return max((*alone, *unknown, *(group.joint.overall for group in self.groups)), default=Tier.LOW)


def standing(risk: Risk) -> Standing:
    """The judgement without its words."""
    readers = tuple(
        Seen(
            reader,
            one.tier,
            _rounded(one.crowd.low if one.crowd else 0.0),
            _rounded(one.crowd.high if one.crowd else 0.0),
            tuple(sorted({reason.rule for reason in one.reasons})),
        )
        for reader, one in sorted(risk.readers.items(), key=lambda each: list(Reader).index(each[0]))
    )
    return Standing(risk.overall, risk.score, readers, risk.harms)


def _rounded(people: float) -> float:
    """Three figures: more would claim what nobody knows."""
    return float(f"{people:.3g}")


def counts(details: Iterable[Detail]) -> Counts:
    """How many details of each kind."""
    found: dict[str, int] = {}
    for detail in details:
        found[detail.kind.value] = found.get(detail.kind.value, 0) + 1
    return tuple(sorted(found.items()))
