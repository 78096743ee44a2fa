"""What the core needs from outside, as protocols: models that word and score, nothing of how they are run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from assistant.domain.notices import Notice
from assistant.domain.risk import Reader, Reason
from assistant.domain.text import Draft, Edit, Passage


class Mark(NamedTuple):
    """Characters `start` to `end` of a window's passage that tell too much.

    `kind` is the detail's kind in words ("place"); `wanted` the wording that its ladder would put there,
    "" where the words may simply go.
    """

    start: int
    end: int
    kind: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Window:
    """One passage to be worded anew, with its surroundings.

    With `whole` the answer is the new passage; without, it is the words that replace the one mark. `before`
    and `after` are text of the same paragraph, already without what tells too much; they are never answered.
    """

    before: str
    passage: str
    marks: tuple[Mark, ...]
    whole: bool
    after: str


class Status(StrEnum):
    """How a request to a model ended."""

    DONE = "done"
    EMPTY = "empty"
    CUT_OFF = "cut off"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def sentence(self) -> str:
        """For the person, of an answer that is not there."""
        return _WHY_NONE[self]


_WHY_NONE = {
    Status.DONE: "The model's answer could not be read.",
    Status.EMPTY: "The model said nothing of use.",
    Status.CUT_OFF: "The model did not come to an end.",
    Status.CANCELLED: "The model was stopped.",
    Status.FAILED: "The model failed.",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A model's wording on one line, or None with the reason in `status`."""

    text: str | None
    status: Status = Status.DONE
    tokens: int = field(default=0, compare=False)
    """How many tokens the model wrote for it."""
    sure: float | None = field(default=None, compare=False)
    """Mean log-probability of those tokens (natural logarithm), where it was asked for."""


class Ranker(Protocol):
    """A model that says how well texts read, and nothing else. Never raises."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float | None]:
        """Mean log-probability per token of each second text after each first; None where none is known."""
        ...


class WritingModel(Ranker, Protocol):
    """A model that words passages. Never raises for one bad window; answers in the order it was asked."""

    def propose(self, windows: Sequence[Window]) -> Sequence[Answer]:
        """One answer per window."""
        ...


class Teller(Protocol):
    """A model that tells units of a draft in general. Never raises for one bad window; answers in order."""

    def tell(self, windows: Sequence[Window], audience: str) -> Sequence[Answer]:
        """One answer per window: a wording, or what `prompting.retelling` has for "stays" and "goes"."""
        ...


class Turn(NamedTuple):
    """One question to a model, as text, and the most tokens that its answer may have.

    `apart` are pairs of words of which the second may not follow the first in it, `unlike` what it may not begin with.
    `measured` asks how likely the model itself finds its answer.
    """

    text: str
    limit: int
    apart: tuple[tuple[str, str], ...] = ()
    unlike: tuple[str, ...] = ()
    measured: bool = False


class AskingModel(Protocol):
    """A model that answers questions on one line each. Never raises for what the model does."""

    def ask(
        self, system: str, examples: Sequence[tuple[str, str]], turns: Sequence[Turn], seconds: float
    ) -> Sequence[Answer]:
        """One answer per turn, in order, all after the same system text and worked examples.

        `seconds` is all the time that there is; turns not answered by then come back as failed.
        """
        ...


@dataclass(frozen=True, slots=True)
class Looked:
    """What a model noticed in a draft, and what keeps its look from being whole."""

    notices: tuple[Notice, ...] = ()
    closed: tuple[str, ...] = ()
    """Sentences why nothing can be concluded; empty where the look was finished."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attacked:
    """What a model could tell from a text that is to be published, by the reader who would."""

    found: tuple[tuple[Reader, Reason], ...] = ()
    closed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Insight(Protocol):
    """Passes of an instruct model beside the rules; what it says can raise a judgement and never lowers one."""

    def look(self, draft: Draft, passages: Sequence[Passage]) -> Looked:
        """What only understanding finds in these passages."""
        ...

    def attack(self, text: str) -> Attacked:
        """What somebody could tell from `text`, each with words that stand in it."""
        ...


class Tag(NamedTuple):
    """Characters `start` to `end` of a text that the tagger marks as `kind` (a value of `details.Kind`).

    `score` says how sure it is of the kind, `case` how sure that a person of a case is meant; both from 0 to 1.
    The kind "beside" marks words that surely tell nothing of a person of a case, "barely" those that hardly do;
    "stands" and "leans" mark the words of sentences that make sense without the case, and of others that surely don't.
    The kind "tells" speaks of the whole text: `score` says how far it tells of somebody's case at all.
    """

    start: int
    end: int
    kind: str
    score: float
    case: float


class Tagger(Protocol):
    """A small trained model that marks details. Never raises for a text; answers in the order it was asked."""

    def tag(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        """The marks of each text; None where it could not be read, which is not the same as no marks."""
        ...


class Sifter(Protocol):
    """A small trained model that reads drafts whole and says what of them would make sense without their case."""

    def sift(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        """For each draft a tag of the kind "stands" per token, whose `score` says how far its sentence stands, and
        `case` how far a person of the case is meant by it.

        None where it could not be read. Never raises for a text; answers in the order it was asked.
        """
        ...


class MarkingModel(Tagger, Sifter, Protocol):
    """A model that does both."""


class Documents(Protocol):
    """What the pipeline needs of document formats, without knowing any."""

    def reread(self, draft: Draft, text: str) -> Draft:
        """A draft of the same name and format with another text."""
        ...

    def apply(self, draft: Draft, edits: Sequence[Edit]) -> str:
        """The draft's text with the edits, without the delimiters of its inline marks."""
        ...
