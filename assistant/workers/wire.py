"""What a front end and its document workers say to each other: JSON objects, each preceded by its length.

Promises: what arrives is one of the messages below with fields of the right types, or `WireError`; a worker that a
crafted document has taken over can say nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, BinaryIO, Literal

from pydantic import Base64Bytes, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from assistant.batch.values import Looked, Post, PostTold, Told
from assistant.domain.ports import Answer, Tag, Window
from assistant.domain.works import Chapter
from assistant.pipeline import Options
from assistant.sandbox import frames
from assistant.sandbox.frames import FrameError

MAX_BYTES = 400_000_000
"""Longest message: two of the largest files in base64, with room to spare."""


WireError = FrameError
"""What arrived is no message. Carries no part of it."""


@dataclass(frozen=True, slots=True)
class Prepare:
    """Make ready: how drafts are to be rewritten, and how many are worked on at a time.

    Said again, it changes the options alone.
    """

    options: Options
    columns: tuple[str, ...]
    together: int
    texts: bool
    """Whether what is looked at is sent along in words."""
    tagger: bool
    """Whether marks may be asked for, and whole drafts; what can't be read then is not known."""
    writer: bool = False
    """Whether what is asked for wordings is the writer that tells units in general."""
    kind: Literal["prepare"] = "prepare"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Rewrite this draft; `model` says whether wordings may be asked for, `review` whether a copy with tracked changes
    is wanted where its format has them."""

    id: int
    name: str
    data: Base64Bytes
    model: bool
    review: bool
    kind: Literal["rewrite"] = "rewrite"


@dataclass(frozen=True, slots=True)
class Look:
    """Look at this draft beside the result that it has."""

    id: int
    name: str
    data: Base64Bytes
    result: Base64Bytes
    ending: str
    kind: Literal["look"] = "look"


@dataclass(frozen=True, slots=True)
class Survey:
    """Say what this draft would do by itself about everyone in it."""

    id: int
    name: str
    data: Base64Bytes
    kind: Literal["survey"] = "survey"


@dataclass(frozen=True, slots=True)
class Check:
    """Look at short texts, one by one."""

    id: int
    texts: tuple[str, ...]
    kind: Literal["check"] = "check"


@dataclass(frozen=True, slots=True)
class Open:
    """Open a document: its text is all that is wanted."""

    id: int
    name: str
    data: Base64Bytes
    kind: Literal["open"] = "open"


@dataclass(frozen=True, slots=True)
class Render:
    """The document again, with these edits: start, end and text of each."""

    id: int
    name: str
    data: Base64Bytes
    text: str
    """What `Open` gave, so that edits can't go astray."""
    edits: tuple[tuple[int, int, str], ...]
    review: bool
    """Whether they are to be tracked changes."""
    kind: Literal["render"] = "render"


@dataclass(frozen=True, slots=True)
class Archive:
    """Read the posts in a social-media archive: the path of a folder, a zip file or one file, as the disk has it."""

    id: int
    path: Base64Bytes
    kind: Literal["archive"] = "archive"


@dataclass(frozen=True, slots=True)
class Wordings:
    """A model's answers to the windows that a job asked about."""

    id: int
    answers: tuple[Answer, ...]
    kind: Literal["wordings"] = "wordings"


@dataclass(frozen=True, slots=True)
class Scores:
    """A model's scores of the pairs that a job asked about."""

    id: int
    values: tuple[float | None, ...]
    kind: Literal["scores"] = "scores"


@dataclass(frozen=True, slots=True)
class Marks:
    """The tagger's marks of the texts that a job asked about; None for one that could not be read."""

    id: int
    marks: tuple[tuple[Tag, ...] | None, ...]
    kind: Literal["marks"] = "marks"


@dataclass(frozen=True, slots=True)
class AskMarks:
    """A job asks the tagger, or the sifter about `whole` drafts; it waits for `Marks`."""

    id: int
    texts: tuple[str, ...]
    whole: bool = False
    kind: Literal["ask-marks"] = "ask-marks"


@dataclass(frozen=True, slots=True)
class AskWordings:
    """A job asks the model; it waits for `Wordings`."""

    id: int
    windows: tuple[Window, ...]
    kind: Literal["ask-wordings"] = "ask-wordings"


@dataclass(frozen=True, slots=True)
class AskScores:
    """A job asks the model; it waits for `Scores`."""

    id: int
    pairs: tuple[tuple[str, str], ...]
    kind: Literal["ask-scores"] = "ask-scores"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A draft's result."""

    id: int
    told: Told
    looked: Looked
    data: Base64Bytes
    review: Base64Bytes
    """The copy with tracked changes; empty where none was wanted or the format has none."""
    kind: Literal["rewritten"] = "rewritten"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a draft and its result tell."""

    id: int
    looked: Looked
    kind: Literal["looked-at"] = "looked-at"


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What a draft would do by itself."""

    id: int
    chapter: Chapter
    kind: Literal["surveyed"] = "surveyed"


@dataclass(frozen=True, slots=True)
class Checked:
    """What short texts tell, in their order."""

    id: int
    told: tuple[PostTold, ...]
    kind: Literal["checked"] = "checked"


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of an archive."""

    id: int
    posts: tuple[Post, ...]
    kind: Literal["posts"] = "posts"


@dataclass(frozen=True, slots=True)
class Opened:
    """A document's text and format, its encoding, and what a result would leave out, and what nobody looks at."""

    id: int
    text: str
    format: str
    encoding: str
    ending: str
    dropped: tuple[str, ...]
    unseen: tuple[str, ...]
    kind: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document's bytes."""

    id: int
    data: Base64Bytes
    kind: Literal["rendered"] = "rendered"


@dataclass(frozen=True, slots=True)
class Refused:
    """The draft can't be read or written: a sentence for the person and a next step, without words of it."""

    id: int
    message: str
    next_step: str
    kind: Literal["refused"] = "refused"


@dataclass(frozen=True, slots=True)
class Broken:
    """A mistake of ours: its type and place."""

    id: int
    code: str
    kind: Literal["broken"] = "broken"


@dataclass(frozen=True, slots=True)
class Unprotected:
    """The kernel did not take the filter, so this worker does nothing."""

    kind: Literal["unprotected"] = "unprotected"


Request = Annotated[
    Prepare | Rewrite | Look | Survey | Check | Open | Render | Archive | Wordings | Scores | Marks,
    Field(discriminator="kind"),
]
Reply = Annotated[
    AskWordings
    | AskScores
    | AskMarks
    | Rewritten
    | LookedAt
    | Surveyed
    | Checked
    | Posts
    | Opened
    | Rendered
    | Refused
    | Broken
    | Unprotected,
    Field(discriminator="kind"),
]


@cache
def requests() -> TypeAdapter[Any]:
    """What a worker hears."""
    return TypeAdapter(Request)


@cache
def replies() -> TypeAdapter[Any]:
    """What a worker says."""
    return TypeAdapter(Reply)


def sendable(text: str) -> str:
    """`text` without what no message can hold: letters of a file's name that are no letters in UTF-8 are "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def write(stream: BinaryIO, kinds: TypeAdapter[Any], message: object) -> None:
    """Send one message. Raises WireError for one that can't be sent, OSError when the other side is gone."""
    try:
        body = kinds.dump_json(message)
    except (PydanticSerializationError, ValueError):
        raise WireError("can't be sent") from None
    frames.write(stream, body, MAX_BYTES)


def read(stream: BinaryIO, kinds: TypeAdapter[Any]) -> Any | None:
    """The next message, None at the end of the stream. Raises WireError."""
    body = frames.read(stream, MAX_BYTES)
    if body is None:
        return None
    try:
        return kinds.validate_json(body, strict=True)
    except ValidationError:
        raise WireError("no message") from None
