"""Details: what could help recognise someone, of which kind, about whom, and why it was flagged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.ladders import Ladder
from assistant.domain.text import Span

Attributes = Mapping[str, str | int | float | bool]


class Kind(StrEnum):
    """What sort of fact a detail states."""

    PERSON_NAME = "person-name"
    PSEUDONYM = "declared-pseudonym"
    CONTACT = "contact"
    RECORD_NUMBER = "record-number"
    HANDLE = "handle"
    ADDRESS = "address"
    PLACE = "place"
    ORGANISATION = "organisation"
    AGE = "age"
    DATE = "date"
    TIME = "time"
    RECENCY = "recency"
    DURATION = "duration"
    COUNT = "count"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"
    LANGUAGE = "language"
    RELIGION = "religion"
    SEXUALITY = "sexuality"
    FAMILY = "family"
    OCCUPATION = "occupation"
    EDUCATION = "education"
    PHYSICAL = "physical"
    HEALTH = "health"
    MEDICATION = "medication"
    PROCEDURE = "procedure"
    LEGAL = "legal"
    MONEY = "money"
    POSSESSION = "possession"
    EVENT = "event"
    SEQUENCE = "sequence"
    SPEECH = "speech"
    MOMENT = "moment"
    FILE_NAME = "file-name"
    TAG = "tag"
    # Statements that exempt; never details themselves.
    CONSENT = "consent"
    CITATION = "citation"
    PUBLIC_FIGURE = "public-figure"
    FICTION = "fiction"


EXEMPTING = frozenset({Kind.CONSENT, Kind.CITATION, Kind.PUBLIC_FIGURE, Kind.FICTION})


class Directness(StrEnum):
    """How a detail identifies: by itself, together with others, by what happened, or by exact words."""

    DIRECT = "direct"
    QUASI = "quasi"
    EPISODIC = "episodic"
    VERBATIM = "verbatim"


class SubjectRole(StrEnum):
    """Who a subject is in the draft."""

    CLIENT = "client"
    RELATIVE = "relative"
    PARTNER = "partner"
    COLLEAGUE = "colleague"
    FRIEND = "friend"
    OTHER = "other"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Subject:
    """A person of the draft. `label` is what screens call them: "the client", "her sister", "the author"."""

    id: str
    role: SubjectRole
    label: str

    @property
    def is_author(self) -> bool:
        return self.role is SubjectRole.AUTHOR


AUTHOR = Subject("author", SubjectRole.AUTHOR, "the author")
CASE = Subject("client", SubjectRole.CLIENT, "the client")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What saw a detail: `source` is "rule", "tagger" or "model", `id` names it, `score` is between 0 and 1."""

    source: str
    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One stretch of the draft that one detector noticed, before merging."""

    span: Span
    kind: Kind
    directness: Directness
    evidence: Evidence
    reason: str
    """Why, as a clause for the person: "an exact age narrows people down"."""
    attributes: Attributes = field(default_factory=dict)
    """Normalised facts for ladders, by name; each rule's docstring lists its own (docs/architecture.md)."""

    def shifted(self, by: int) -> Finding:
        """The same finding, `by` characters further on."""
        return Finding(self.span.shifted(by), self.kind, self.directness, self.evidence, self.reason, self.attributes)


@dataclass(frozen=True, slots=True)
class Detail:
    """One fact about one subject, with every place where the draft states it."""

    id: str
    kind: Kind
    directness: Directness
    subject: Subject
    spans: tuple[Span, ...]
    """Places in the draft, in order; empty for the file name."""
    texts: tuple[str, ...]
    """The words at each of `spans` (or the file name)."""
    evidence: tuple[Evidence, ...]
    reason: str
    attributes: Attributes = field(default_factory=dict)
    exempt: str | None = None
    """Why it does not count, in words for the person; None when it counts."""
    ladder: Ladder | None = None
    rung: int = 0
    """Where on the ladder the detail stands: 0 is as written."""
    folded: bool = False
    """Common enough to move no tier; shown as a count."""

    @property
    def counts(self) -> bool:
        """Whether risk is judged from it."""
        return self.exempt is None and not self.subject.is_author

    def exempted(self, why: str) -> Detail:
        """The same detail, which does not count because of `why`; before it has a ladder."""
        return Detail(
            self.id,
            self.kind,
            self.directness,
            self.subject,
            self.spans,
            self.texts,
            self.evidence,
            self.reason,
            self.attributes,
            why,
        )

    def standing_on(self, ladder: Ladder, *, folded: bool = False) -> Detail:
        """The same detail on rung 0 of `ladder`. Plainer than `dataclasses.replace` and several times as quick."""
        return Detail(
            self.id,
            self.kind,
            self.directness,
            self.subject,
            self.spans,
            self.texts,
            self.evidence,
            self.reason,
            self.attributes,
            self.exempt,
            ladder,
            0,
            folded,
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that exempt: consent, citation of a published case, fiction, a public figure."""

    kind: Kind
    span: Span
    text: str
    reason: str
