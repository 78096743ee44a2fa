"""Merging: findings become details, one per fact and subject, with every place where the draft states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.detect.clauses import parted
from assistant.detect.folding import fold
from assistant.detect.mentions import mentions
from assistant.detect.people import entity, settle
from assistant.detect.reading import PERSON_KINDS, Owned, Reading
from assistant.detect.scope import GENERAL, Scope, owner
from assistant.domain.changes import Voice
from assistant.domain.details import (
    CASE,
    EXEMPTING,
    Detail,
    Directness,
    Evidence,
    Finding,
    Kind,
    Statement,
    Subject,
    SubjectRole,
)
from assistant.domain.text import Draft, Role, Span
from assistant.language import names

_STRENGTH = {Directness.DIRECT: 0, Directness.QUASI: 1, Directness.EPISODIC: 2, Directness.VERBATIM: 3}
_TILES = frozenset(role for role in Role if role.is_prose or role is Role.CODE)
"""Roles of the passages that tile a draft; asides lie inside them."""
_CONTAINERS = (Directness.EPISODIC, Directness.VERBATIM)
_EXEMPTING_HERE = frozenset({Kind.CITATION, Kind.FICTION, Kind.PUBLIC_FIGURE})
"""What exempts its own words or its paragraph; consent exempts a whole draft."""


Owners = dict[int, tuple[Reading, Subject, bool, Voice, tuple[tuple[Finding, Subject], ...]]]
"""Whose each finding of a reading is, by where its passage begins, with all that this was decided by."""


def merge(
    draft: Draft, readings: Sequence[Reading], found: Scope, voice: Voice, before: Owners
) -> tuple[tuple[Detail, ...], tuple[Statement, ...], Owners]:
    """Details in the order of their first place, the statements that exempt, and whose the findings are.

    `before` is what came out of the last look: what it says of readings that are the very same holds.
    """
    statements = _statements(draft, readings)
    known = _exempt_names(readings)
    changed = any(f.kind is Kind.CONSENT and f.attributes.get("names") == "all" for r in readings for f in r.findings)
    owned: list[Owned] = []
    owners: Owners = {}
    for reading in readings:
        if not reading.findings:
            continue
        exempting = [f for f in reading.findings if f.kind in _EXEMPTING_HERE]
        for finding, subject in _owners(reading, found, voice, before, owners):
            if changed and finding.kind is Kind.PERSON_NAME:
                finding = _made_up(finding)
            owned.append(Owned(finding, subject, _exemption(finding, exempting, known, draft)))
    owned = _named_once(draft, owned, readings)
    names = _name_groups(owned)
    owned = settle(draft.text, owned, [r for r in readings if r.passage.role in _TILES], names, voice)
    owned = _with_the_changed_name(draft, owned, readings, names)
    groups: dict[tuple[object, ...], list[Owned]] = {}
    for one in owned:
        groups.setdefault(_key(one, names, draft), []).append(one)
    placed = [(_places(group), group) for group in groups.values()]
    placed.sort(key=lambda p: (p[0][0].start, -len(p[0][0])))
    return (
        tuple(_detail(f"d{i}", draft, spans, group) for i, (spans, group) in enumerate(placed, 1)), statements, owners
    )  # fmt: skip


def _made_up(finding: Finding) -> Finding:
    return replace(finding, kind=Kind.PSEUDONYM, reason="the draft says that names were changed")


def _with_the_changed_name(
    draft: Draft, owned: list[Owned], readings: Sequence[Reading], names: Mapping[str, str]
) -> list[Owned]:
    """One person's name was changed ("(name changed)", "I have changed her name"): theirs is made up, no other."""
    said = [(f.span, r) for r in readings for f in r.findings
            if f.kind is Kind.CONSENT and f.attributes.get("names") == "one"]  # fmt: skip
    if not said:
        return owned
    named = [o for o in owned if o.finding.kind in PERSON_KINDS and not o.subject.is_author]
    whose = {id(one): entity(one.finding, one.finding.span.of(draft.text), names) for one in named}
    changed = {
        whose[id(one)] for span, reading in said if (one := _whose_name(draft, span, reading, named)) is not None
    }
    return [replace(o, finding=_made_up(o.finding)) if whose.get(id(o)) in changed else o for o in owned]


_BESIDE = re.compile(r"[\s,]*(?:\d+,? ?)?(?:[(\[–—-]|whose\b)[^.!?]*", re.I)
"""What leads from a name to the words that it was changed: "Tom (name changed)", "Tom, whose name I have changed"."""


def _whose_name(draft: Draft, said: Span, reading: Reading, named: Sequence[Owned]) -> Owned | None:
    """The name just before, where the statement hangs on it; else the nearest of a client before, else the next."""
    here = reading.passage.span
    before = [o for o in named if o.finding.span.end <= said.start]
    if before and here.contains(before[-1].finding.span):
        between = draft.text[before[-1].finding.span.end : said.end]
        if _BESIDE.fullmatch(between):
            return before[-1]
    of_clients = [o for o in named if o.subject.role is SubjectRole.CLIENT and "." not in o.subject.id]
    earlier = [o for o in of_clients if o.finding.span.end <= said.start]
    return earlier[-1] if earlier else of_clients[0] if of_clients else None


def _owners(
    reading: Reading, found: Scope, voice: Voice, before: Owners, now: Owners
) -> tuple[tuple[Finding, Subject], ...]:
    """The findings of a reading that are about somebody, with whom they are about."""
    passage = reading.passage
    antecedent, told = found.antecedents.get(passage.index, CASE), passage.index in found.case
    known = before.get(passage.span.start)
    if known is None or known[0] is not reading or known[1:4] != (antecedent, told, voice):
        findings = parted(resolved(f for f in reading.findings if f.kind not in EXEMPTING), passage)
        whose = ((finding, owner(finding, reading, found, voice)) for finding in findings)
        known = (reading, antecedent, told, voice, tuple(pair for pair in whose if pair[1] is not GENERAL))
    now[passage.span.start] = known
    return known[4]


def resolved(findings: Iterable[Finding]) -> list[Finding]:
    """One finding per place: direct before others, longer before shorter; episodes and speech may hold smaller details
    and each other (a stillbirth inside reported words stays an event)."""
    kept: list[Finding] = []
    findings = list(findings)
    if len(findings) < 2:
        return findings
    order = sorted(findings, key=lambda f: (_STRENGTH[f.directness], -len(f.span), -f.evidence.score, f.evidence.id))
    for finding in order:
        clash = [k for k in kept if k.span.overlaps(finding.span)]
        container = finding.directness in _CONTAINERS
        if all((k.directness in _CONTAINERS) != container for k in clash) or (
            container and all(k.kind is not finding.kind for k in clash)
        ):
            kept.append(finding)
    return sorted(kept, key=lambda f: (f.span.start, f.span.end))


def _statements(draft: Draft, readings: Sequence[Reading]) -> tuple[Statement, ...]:
    return tuple(
        Statement(f.kind, f.span, f.span.of(draft.text), f.reason)
        for reading in readings
        for f in reading.findings
        if f.kind in EXEMPTING
    )


class _Known(NamedTuple):
    """A word of a name that exempts: why, and whether it is enough alone and with "Mrs" before it."""

    reason: str
    alone: bool
    titled: bool


def _exempt_names(readings: Sequence[Reading]) -> dict[str, _Known]:
    """Words of the names of public figures, authors and characters, in small letters.

    Of a real person a first name is not enough: it may be the client's too.
    """
    known: dict[str, _Known] = {}
    for reading in readings:
        for finding in reading.findings:
            if finding.kind not in _EXEMPTING_HERE or finding.attributes.get("scope") != "name":
                continue
            cited, name = finding.kind is Kind.CITATION, str(finding.attributes.get("name", ""))
            real = finding.kind is not Kind.FICTION
            for part in re.finditer(r"[^\W\d_]{3,}", name):
                first = real and _SURNAME_NEXT.match(name, part.end()) is not None
                known[part.group().lower()] = _Known(finding.reason, not first, not cited)
    return known


_SURNAME_NEXT = re.compile(r" (?:[A-Z]\. ?)*[A-Z][\w'’-]+")
_PLAIN_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx"})


def _exemption(finding: Finding, exempting: Sequence[Finding], known: dict[str, _Known], draft: Draft) -> str | None:
    """Citations and fiction exempt their paragraph, known names themselves; see `consent` for the whole draft."""
    if known and finding.kind is Kind.PERSON_NAME:
        words = [
            w.lower() for w in re.findall(r"[^\W\d_]{3,}", finding.span.of(draft.text)) if w.lower() not in _TITLES
        ]
        who = [known[w] for w in words if w in known]
        titled = str(finding.attributes.get("title") or "").lower().rstrip(".") in _PLAIN_TITLES
        if words and len(who) == len(words) and any(k.alone and (k.titled or not titled) for k in who):
            return who[0].reason
    for other in exempting:
        whole = other.attributes.get("scope") in ("paragraph", "draft")
        around = finding.directness in _CONTAINERS  # it merely happened where somebody known was
        if whole or (other.span.contains(finding.span) if around else other.span.overlaps(finding.span)):
            return other.reason
    return None


_CHANGED = re.compile(
    r"\b(?:details?|circumstances|particulars)\b.{0,60}\b(?:chang|alter|disguis|fictional)|"
    r"\b(?:chang|alter|disguis|fictional).{0,40}\b(?:details?|circumstances|particulars)\b"
    r"|\bcomposites?\b(?! (?:score|index|filling|fracture|measure|scale|material|resin))",
    re.I | re.S,
)
"""Changed details can't be told from true ones; changed names alone, or "identifiers removed", leave the rest true."""


def consent(readings: Sequence[Reading]) -> tuple[str | None, str | None]:
    """What the draft states for all of its details: (permission given, details changed), as reasons or None."""
    permission = changed = None
    for reading in readings:
        for finding in reading.findings:
            if finding.kind is not Kind.CONSENT:
                continue
            if finding.attributes.get("consent", True):
                permission = permission or finding.reason
            elif _CHANGED.search(reading.passage.text):
                changed = changed or finding.reason
    return permission, changed


def who_agreed(
    readings: Sequence[Reading], details: Sequence[Detail], antecedents: Mapping[int, Subject]
) -> frozenset[str] | None:
    """The subjects whose permission the draft states; None where it tells of one person, or everybody agreed."""
    people = {d.subject.id for d in details if d.kind in PERSON_KINDS and d.counts}
    people |= {d.subject.id.partition(".")[0] for d in details if d.counts}
    if len(people) < 2:
        return None
    agreed: set[str] = set()
    for reading in readings:
        if not any(f.kind is Kind.CONSENT and f.attributes.get("consent", True) for f in reading.findings):
            continue
        if _EVERYBODY.search(reading.passage.text):
            return None
        here = reading.passage.span
        named = {d.subject.id for d in details if d.kind in PERSON_KINDS and any(here.contains(s) for s in d.spans)}
        agreed |= named or {antecedents.get(reading.passage.index, CASE).id.partition(".")[0]}
    return frozenset(agreed)


_EVERYBODY = re.compile(r"\b(?:all|both|each|every\w*|clients|families|they|their|people|participants)\b", re.I)


def _named_once(draft: Draft, owned: list[Owned], readings: Sequence[Reading]) -> list[Owned]:
    """Adds every further place where a name that was found stands (see `mentions`)."""
    sources: dict[str, Owned] = {}
    for one in owned:
        if one.finding.kind not in PERSON_KINDS or one.subject.is_author or one.exempt:
            continue
        for part in _name_parts(one.finding, draft):
            sources.setdefault(part, one)
    if not sources:
        return owned
    taken = _Taken()
    for one in owned:
        if one.finding.directness is Directness.DIRECT or one.finding.kind in PERSON_KINDS:
            taken.add(one.finding.span)
    names = frozenset(sources)
    added: list[Owned] = []
    for reading in readings:
        for span, name in mentions(reading.passage, names):
            if taken.overlap(span):
                continue
            source = sources[name]
            again = replace(source.finding, span=span, evidence=Evidence("rule", "merge.name-again", 0.8))
            added.append(Owned(again, source.subject, source.exempt))
            taken.add(span)
    return sorted(owned + added, key=lambda o: (o.finding.span.start, o.finding.span.end))


class _Taken:
    """Places of the draft that are spoken for, kept by stretches, so that asking looks at near ones alone."""

    _STRETCH = 256
    """Characters."""

    def __init__(self) -> None:
        self._near: dict[int, list[Span]] = {}

    def add(self, span: Span) -> None:
        for stretch in self._stretches(span):
            self._near.setdefault(stretch, []).append(span)

    def overlap(self, span: Span) -> bool:
        """Whether some of `span` is spoken for."""
        return any(t.overlaps(span) for stretch in self._stretches(span) for t in self._near.get(stretch, ()))

    def _stretches(self, span: Span) -> range:
        return range(span.start // self._STRETCH, span.end // self._STRETCH + 1)


_TITLES = frozenset(
    (
        "mr mrs ms miss mx dr prof professor rev sir lady lord father sister mr. mrs. ms. dr. prof. rev. "
        "the this that our her his their and for with aunt auntie uncle"
    ).split()
)


def _name_parts(finding: Finding, draft: Draft) -> list[str]:
    """Words of a name that would identify by themselves: capitalised ones of three letters or more, and initials."""
    name = fold(finding.span.of(draft.text)).text.replace("'s", "")
    if finding.attributes.get("form") == "initials":
        return [name] if re.fullmatch(r"(?:[A-Z]\. ?)+", name) else []
    return [
        w for w in re.findall(r"[^\W\d_][\w'-]+", name) if len(w) >= 3 and w[0].isupper() and w.lower() not in _TITLES
    ]


def _name_groups(owned: Sequence[Owned]) -> dict[str, str]:
    """Each name word's entity: a given name is one person, and a surname by itself the first who bore it."""
    entity: dict[str, str] = {}
    borne: set[str] = set()
    """Surnames that stood beside a given name: whoever bears one with another given name is somebody else."""
    for one in owned:
        if one.finding.kind not in PERSON_KINDS:
            continue
        given, surname = (str(one.finding.attributes.get(k) or "").lower() for k in ("given", "surname"))
        if given and given not in entity:
            alone = surname in entity and surname not in borne
            entity[given] = entity[surname] if alone else given
        if surname:
            entity.setdefault(surname, entity.get(given, surname))
            borne |= {surname} if given else set()
    return entity


def _key(one: Owned, names: dict[str, str], draft: Draft) -> tuple[object, ...]:
    finding = one.finding
    words = " ".join(finding.span.of(draft.text).split()).lower()
    if finding.kind in PERSON_KINDS:
        parts = [str(v).lower() for k in ("given", "surname") if (v := finding.attributes.get(k))]
        return ("name", names.get(parts[0], parts[0]) if parts else words)
    if finding.directness in _CONTAINERS:
        return (finding.kind, finding.span)
    return (finding.kind, one.subject.id, words, one.exempt)


def _places(group: list[Owned]) -> tuple[Span, ...]:
    if len(group) == 1:
        return (group[0].finding.span,)
    return tuple(sorted({o.finding.span for o in group}))


def _detail(name: str, draft: Draft, spans: tuple[Span, ...], group: list[Owned]) -> Detail:
    first = (
        max(group, key=lambda o: (o.finding.kind is Kind.PSEUDONYM, o.finding.evidence.score, -o.finding.span.start))
        if group[0].finding.kind in PERSON_KINDS
        else group[0]
    )
    longest = (
        max(group, key=lambda o: len(o.finding.span)).finding
        if group[0].finding.kind in PERSON_KINDS
        else first.finding
    )
    evidence = tuple(dict.fromkeys(o.finding.evidence for o in group)) if group[1:] else (first.finding.evidence,)
    return Detail(
        id=name,
        kind=first.finding.kind,
        directness=first.finding.directness,
        subject=_subject(group),
        spans=spans,
        texts=tuple(s.of(draft.text) for s in spans),
        evidence=evidence,
        reason=first.finding.reason,
        attributes=first.finding.attributes if first.finding.kind is Kind.PSEUDONYM else longest.attributes,
        exempt=next((o.exempt for o in group if o.exempt), None) if all(o.exempt for o in group) else None,
    )


def _subject(group: list[Owned]) -> Subject:
    """A person named in the case and elsewhere is a person of the case."""
    subjects = [o.subject for o in group]
    for subject in subjects:
        if not subject.is_author:
            return subject
    return subjects[0]


def file_name_detail(draft: Draft, details: Sequence[Detail]) -> Detail | None:
    """The file name as a detail when it holds a name that the draft uses for a person of the case.

    Where the draft tells of a case and keeps names out, a given name that is hardly ever another word is enough: files
    are called after clients. One that the draft uses for somebody else is theirs.
    """
    stem = draft.name.rsplit(".", 1)[0]
    parts = set(_NAME_PARTS.findall(stem.lower()))
    used = [(d, set(_NAME_PARTS.findall(" ".join(d.texts).lower()))) for d in details if d.kind in PERSON_KINDS]
    for detail, words in used:
        if detail.kind is Kind.PERSON_NAME and detail.counts and words & parts:
            return _named_so(draft, details, detail, "the file's own name holds a name from the draft")
    of_others = set().union(*(words for _, words in used))
    case = next((d for d in details if d.counts), None)
    if case is not None and any(names.lower_case_name(p) for p in parts - of_others):
        return _named_so(draft, details, case, "the file's own name holds somebody's name")
    return None


def _named_so(draft: Draft, details: Sequence[Detail], one: Detail, reason: str) -> Detail:
    return Detail(
        id=f"d{len(details) + 1}",
        kind=Kind.FILE_NAME,
        directness=Directness.DIRECT,
        subject=one.subject,
        spans=(),
        texts=(draft.name,),
        evidence=(Evidence("rule", "merge.file-name", 0.9),),
        reason=reason,
        attributes=one.attributes if one.kind is Kind.PERSON_NAME else {},
    )


_NAME_PARTS = re.compile(r"[^\W\d_]{3,}")
