"""Portraits: what a draft tells of one person, small enough to be kept for a hundred thousand drafts and compared.

Promises: a portrait holds what counts and can tell, and nothing that the draft does not say; the same words give the
same portrait wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain.details import Detail, Directness, Evidence, Kind, Subject, SubjectRole
from assistant.domain.ladders import EVERYONE, Flag, Ladder, Rung, Share
from assistant.risk.standing import flags, share, telling, words

EPISODES = frozenset({Kind.EVENT, Kind.SEQUENCE, Kind.SPEECH, Kind.MOMENT})
"""Kinds that are worded anew each time they are told; they are compared by their content words."""

COMPARED = frozenset({Kind.AGE, Kind.SEX, Kind.PSEUDONYM, Kind.PERSON_NAME})
"""Kinds that are kept even where they tell little, because they can say that two people are not the same."""

_LEADING = re.compile(r"^(?:a|an|the|my|our|his|her|their|works? (?:at|for|as)|in|at|from)\s+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "that this with from have been were they them then when what would could should about after before because there "
    "their which while where being into just only over some like very more than also said says told tell asked felt "
    "feel feels felt thing things time back down came went come goes going know knew make made take took want wanted "
    "year years week weeks month months session sessions client patient pupil student therapist therapy mother father "
    "sister brother husband wife died death lost never always again first last still even much many most other another "
    "herself himself themselves myself everything something nothing anything someone everyone people person".split()
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about one person, as it stands in the text.

    `keys` are what it is compared by; `words` what the text says, as written.
    """

    kind: Kind
    directness: Directness
    role: SubjectRole
    keys: tuple[str, ...]
    words: str
    low: float
    high: float
    flags: tuple[Flag, ...] = ()
    tells: bool = True
    """False for what is kept for comparison alone."""

    @property
    def middle(self) -> float:
        """The share of people that it fits; a lower end of nothing is taken as a hundredth of the upper one."""
        return float((max(self.low, self.high / 100) * self.high) ** 0.5)


@dataclass(frozen=True, slots=True)
class Portrait:
    """The facts that one draft tells of one case."""

    facts: tuple[Fact, ...]

    def keys(self) -> dict[str, Fact]:
        """Every key with its fact, the rarest fact first where two share one."""
        found: dict[str, Fact] = {}
        for fact in sorted(self.facts, key=lambda f: f.middle, reverse=True):
            found.update(dict.fromkeys(fact.keys, fact))
        return found

    def names(self, kind: Kind = Kind.PERSON_NAME) -> frozenset[str]:
        """What the person of the case is called."""
        return frozenset(k for f in self.facts if f.kind is kind and f.role is SubjectRole.CLIENT for k in f.keys)


def portraits(details: Iterable[Detail]) -> tuple[Portrait, ...]:
    """One portrait per case that these details tell of, in their order; none where nothing counts."""
    cases: dict[str, list[Fact]] = {}
    for detail in details:
        if detail.counts and (telling(detail) or detail.kind in COMPARED) and detail.kind is not Kind.FILE_NAME:
            fact = _fact(detail)
            if fact is not None:
                cases.setdefault(detail.subject.id.partition(".")[0], []).append(fact)
    worth = (facts for facts in cases.values() if any(f.tells or f.kind is Kind.PSEUDONYM for f in facts))
    return tuple(Portrait(tuple(facts)) for facts in worth)


def as_details(facts: Sequence[Fact]) -> tuple[Detail, ...]:
    """The facts as details of one case, for the judge."""
    found = []
    for number, fact in enumerate(facts, 1):
        name = "client" if fact.role is SubjectRole.CLIENT else f"client.{fact.role.value}"
        rung = Rung(fact.words, "as written", Share(fact.low, fact.high, "as judged"), frozenset(fact.flags))
        found.append(
            Detail(
                id=f"m{number}",
                kind=fact.kind,
                directness=fact.directness,
                subject=Subject(name, fact.role, _WHO.get(fact.role, "someone of the case")),
                spans=(),
                texts=(fact.words,),
                evidence=(Evidence("mosaic", "together", 1.0),),
                reason="several drafts tell it",
                ladder=Ladder((rung, Rung("", "left out", EVERYONE))),
            )
        )
    return tuple(found)


_WHO = {SubjectRole.CLIENT: "the client", SubjectRole.RELATIVE: "a relative", SubjectRole.PARTNER: "the partner"}


def _fact(detail: Detail) -> Fact | None:
    said = " ".join(words(detail))
    if not said and detail.rung:
        return None
    held = share(detail)
    return Fact(
        kind=detail.kind,
        directness=detail.directness,
        role=detail.subject.role,
        keys=_keys(detail, said),
        words=" ".join(said.split()),
        low=held.low,
        high=held.high,
        flags=tuple(sorted(flags(detail))),
        tells=telling(detail),
    )


def _keys(detail: Detail, said: str) -> tuple[str, ...]:
    """What the fact is compared by: content words of an episode, else one normalised value."""
    kind, who = detail.kind, "" if detail.subject.role is SubjectRole.CLIENT else f"{detail.subject.role.value}:"
    if kind in EPISODES:
        return tuple(f"cue:{word}" for word in sorted({w for w in _WORD.findall(said.casefold()) if w not in _COMMON}))
    if kind is Kind.AGE and detail.rung == 0:
        years = detail.attributes.get("years", detail.attributes.get("low"))
        if years is not None:
            return (f"{kind.value}:{who}{years}",)
    if kind is Kind.SEX and "value" in detail.attributes:
        return (f"{kind.value}:{who}{detail.attributes['value']}",)
    if kind in (Kind.PERSON_NAME, Kind.PSEUDONYM) and "given" in detail.attributes:
        return (f"{kind.value}:{who}{str(detail.attributes['given']).casefold()}",)
    value = _LEADING.sub("", re.sub(r"[\W_]+", " ", said.casefold()).strip())
    return (f"{kind.value}:{who}{value}",)
