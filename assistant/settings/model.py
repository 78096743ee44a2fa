"""Every setting with its meaning, its default and the values it takes; the text under each is its user documentation.

Plain frozen values, so that a command which finds nothing set pays nothing. What stands in files and the environment
is checked against them by pydantic (checking.py), which refuses what it does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Le, MaxLen

from assistant.domain.changes import Audience, Strategy, Voice
from assistant.domain.risk import Background, Reader

TierName = Literal["low", "raised", "high"]
"""A tier as people write it; "cannot tell" is no aim."""
Region = Literal["uk", "us", "unknown"]
Score = Annotated[int, Ge(0), Le(100)]
Line = Annotated[str, MaxLen(200)]
"""A short text of the person's own."""

CASELOAD = Background().caseload
STRICT = {"extra": "forbid", "use_attribute_docstrings": True}
"""How pydantic reads the groups: closed to unknown keys, documented by the text under each field."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How drafts are judged and rewritten."""

    __pydantic_config__ = STRICT

    audience: Audience = Audience.BLOG
    """Who will read it; sets how little may be left over."""
    voice: Voice = Voice.AUTHOR
    """Whose “I” the draft is written in: yours, or your client’s."""
    strategy: Strategy | None = None
    """What to make of a draft; by audience when it is not set."""
    targets: dict[Reader, TierName] = field(default_factory=dict)
    """The most that a reader may be left with, such as client=raised; by audience for the readers not named."""
    max_risk: Score | TierName | None = None
    """End with 1 above this tier or score; no limit when it is not set."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What readers know of you beforehand: the byline is half of a recognition."""

    __pydantic_config__ = STRICT

    name: Line = ""
    """Your own name, as it stands over what you publish; no detail of a client. Never in a project’s file."""
    town: Line = ""
    """The town where you practise, if readers can know it; a stranger then looks there first."""
    workplace: Line = ""
    """The practice, clinic or school where you work, if readers can know it; it is then no detail of a client."""
    caseload: Annotated[int, Ge(1), Le(100_000)] = CASELOAD
    """How many clients, patients or pupils you have; one of them might read it."""
    region: Region = "unknown"
    """Where your readers are; told from the spelling when it is unknown."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Which model words passages, and how."""

    __pydantic_config__ = STRICT

    model: Line = ""
    """The name of an installed model or the path of a GGUF file. A path in a file counts from that file’s folder."""
    prompt: Line = ""
    """The name of the prompt that the model is asked with; the one that comes with discreet when it is not set."""
    seed: Annotated[int, Ge(0)] = 7
    """Same seed, same result."""
    writer: bool = False
    """Let the small writer that comes along try to tell in general what the rules can only leave out."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The full-screen application."""

    __pydantic_config__ = STRICT

    theme: Line = ""
    """Its colours, by name; the terminal’s own light or dark when it is not set."""
    autosave: bool = False
    """Keep unfinished drafts in the vault, encrypted, while you write. Needs a vault."""
    keymap: dict[str, Line] = field(default_factory=dict)
    """Keys of your own, such as changes.accept=y; the guide’s page on edit says how to list the actions’ names."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole folders at once."""

    __pydantic_config__ = STRICT

    skip: tuple[str, ...] = ()
    """Patterns of files and folders that are not looked into, such as archive/**."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All groups. A key is written group.name, such as writing.audience."""

    __pydantic_config__ = STRICT

    writing: Writing = field(default_factory=Writing)
    profile: Profile = field(default_factory=Profile)
    wording: Wording = field(default_factory=Wording)
    screen: Screen = field(default_factory=Screen)
    batch: Batch = field(default_factory=Batch)

    def background(self) -> Background:
        """What readers know of the author beforehand, for the judge of risk."""
        known = self.profile
        return Background(known.region, known.caseload, known.name, known.town, known.workplace)
