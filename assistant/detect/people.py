"""People: who each name of a draft is, and which facts are theirs rather than the client's.

A name that stands with a kin word is that relative's, with a word for a colleague a colleague's, with "my client" or
with an age the client's. The first person who is none of these is the client; later ones are others of the case.
Facts that follow a relative's or another's name in its sentence are theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.detect.own_people import is_own_kin, is_the_authors, works_with_the_author
from assistant.detect.reading import PERSON_KINDS, Owned, Reading
from assistant.detect.referents import KIN, PARTNERS, Referent, Who
from assistant.detect.scope import WHEN
from assistant.domain.changes import Voice
from assistant.domain.details import AUTHOR, CASE, Directness, Finding, Kind, Subject, SubjectRole
from assistant.domain.text import Span

_FRIENDS = r"(?:best )?(?:friend|mate|pal|buddy|flatmate|roommate|housemate|neighbou?r|team-?mate|classmate)"
_STAFF = (
    r"trainee|co-?(?:leader|therapist|facilitator|worker|tutor)|supervisor|colleague|manager|line manager|deputy|boss"
    r"|placement student|student (?:nurse|teacher|social worker)|supervisee|presenter|intern|volunteer"
)
_JOBS = (
    r"teacher|head ?teacher|ta|teaching assistant|nurse|social worker|gp|consultant|registrar|therapist|counsell?or"
    r"|psychologist|psychiatrist|midwife|key ?worker|support worker|receptionist|porter|secretary|coach|tutor"
    r"|interpreter|health visitor|dinner lady|landlord|landlady|solicitor|priest|vicar|imam|foster carer"
)
_OWNER = r"(?:my|our|her|his|their|the|this|[A-Z][\w-]+'s)"
_KIN_BEFORE = re.compile(
    rf"\b(?P<owner>{_OWNER}) (?:[\w'-]+ ){{0,3}}?(?P<kin>{KIN}|(?:oldest|eldest|youngest)|{_FRIENDS}),? $", re.I
)
_BARE_KIN = re.compile(rf"(?:^|[.,;(]\s*)(?P<kin>{KIN}|{_FRIENDS}),? $", re.I)
_KIN_AFTER = re.compile(
    rf"^(?:'s)?(?:, | \(| is | was )(?P<owner>my|our|her|his|their) (?:[\w'-]+ ){{0,3}}?(?P<kin>{KIN}|{_FRIENDS})\b",
    re.I,
)
_STAFF_BEFORE = re.compile(
    rf"\b(?:(?:{_STAFF})(?: \w+)?,? ?|{_OWNER} (?:[\w'-]+ ){{0,2}}?(?:{_JOBS}),? "
    rf"|(?:presented|supervised|led|facilitated|run|brought|written|observed) by:?\W{{0,3}} ?"
    r"|thank(?:s|ed|ing)? (?:you )?(?:also )?(?:to )?|grateful to |(?:thanks|grateful)\b[^.]{0,50}(?:, | and )to )$",
    re.I,
)
_STAFF_AFTER = re.compile(
    rf"^(?:, | \(| is | was )(?:(?:a|an|the|our|my|her|his|their) )?(?:[\w'-]+ ){{0,3}}?(?:{_STAFF})\b"
    rf"|^(?:, | \()(?:the|our|my|her|his|their) (?:[\w'-]+ ){{0,2}}?(?:{_JOBS})\b"
    r"|^(?: \w+)? (?:presented|presents) \w|^'s (?:client|patient|case|supervisee|pupil)\b"
    r"|^ (?:brought|presented|presents|brings) (?:a|the|his|her|their) (?:client|case|patient|session)\b",
    re.I,
)
_CLIENT_AFTER = re.compile(
    rf"^(?:,? ?\(?(?:aged )?\d{{1,2}}\b|, (?:a|an) [\w-]+|,? (?:in|was in) (?:his|her) \w+ties\b|'s (?:{KIN})\b)", re.I
)
_CLIENT_BEFORE = re.compile(
    r"\b(?:client|patient|pupil|student|supervisee|service user|resident|tutee)\W{0,6}(?:called |named |\w+ )?$"
    r"|\b(?:call(?:ed)? (?:her|him|them)"
    r"|i(?:'ve|'d|'m)?(?: \w+)? (?:met|seen|seeing|saw|worked with|treated|taught)) $",
    re.I,
)
_SELF_BEFORE = re.compile(r"\b(?:i'm|i am|my name is|call(?:s|ed)? me) $", re.I)
_SEES_BEFORE = re.compile(r"\b(?:i|we)(?:'ve|'d|'m)?(?: \w+){0,2} (?:met|see|seen|seeing|saw|told|with|to) $", re.I)
_GREETED = re.compile(r"^\W*(?:dear|hi|hello|hey) $", re.I)
_TRAILING_OWN = re.compile(r"\b(?:my|our)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Named:
    """One place of a name: the finding, its reading, and the words that stand before and after it."""

    one: Owned
    reading: Reading
    before: str
    after: str


def settle(
    text: str, owned: Sequence[Owned], readings: Sequence[Reading], entities: Mapping[str, str], voice: Voice
) -> list[Owned]:
    """The findings with the subjects that names give them."""
    by_name: dict[str, list[_Named]] = {}
    everywhere = [(entity(n.one.finding, n.one.finding.span.of(text), entities), n) for n in _named(owned, readings)]
    places = [(name, named) for name, named in everywhere if not named.one.subject.is_author]
    signing = {named.one.finding.span: name for name, named in places if _signs(named, readings)}
    signers, signed = set(signing.values()), set(signing)
    if voice is Voice.AUTHOR:
        signed |= _of_the_author(everywhere)
    for name, named in places:
        if name in signers and _spoken(named):  # whoever talks calls the author by name
            signed.add(named.one.finding.span)
        if named.one.finding.span not in signed:
            by_name.setdefault(name, []).append(named)
    whose: dict[str, Subject] = {}
    taken: set[str] = {CASE.id} if voice is Voice.CLIENT else set()
    for name in sorted(by_name, key=lambda n: _order(by_name[n], voice)):
        same = next((n for n in whose if _abbreviates(name, n) or _abbreviates(n, name)), None)
        said = [*by_name[name], *(n for other, n in everywhere if other == name and n.one.subject.is_author)]
        subject = whose[same] if same is not None else _subject(said, taken, len(whose), voice)
        if subject is not None:
            whose[name] = subject
            taken.add(subject.id)
    writer = CASE if voice is Voice.CLIENT else AUTHOR  # a client who signs says who the story is about
    owned = [replace(o, subject=writer) if o.finding.span in signed else o for o in owned]
    return _follow([_renamed(o, whose, entities, text) for o in owned], readings)


def _of_the_author(everywhere: Iterable[tuple[str, _Named]]) -> set[Span]:
    """Every place of the names that are the author's or of their own people, and that no place gives to the case."""
    by_name: dict[str, list[_Named]] = {}
    for name, named in everywhere:
        by_name.setdefault(name, []).append(named)
    found: set[Span] = set()
    for places in by_name.values():
        rest = [at for at in places if not _is_own(at)]
        if len(rest) < len(places) and not (_is_client(rest, Voice.AUTHOR) or any(_kin(at) for at in rest)):
            found |= {at.one.finding.span for at in places}
    return found


def _is_own(at: _Named) -> bool:
    return not _spoken(at) and (is_the_authors(at.before, at.after) or is_own_kin(at.before))


def _order(places: Sequence[_Named], voice: Voice) -> tuple[bool, bool, bool, Span]:
    """Who is looked at first: those who are certainly the client, then those who are not merely addressed or titled."""
    first = places[0].one.finding
    aside = all(_GREETED.search(p.before) or _spoken(p) for p in places)
    return (not _is_client(places, voice), aside, bool(first.attributes.get("title")), first.span)


def _spoken(at: _Named) -> bool:
    """Whether the name stands in somebody's words: whom they call by name is mostly not themselves."""
    quoted = [f for f in at.reading.findings if f.directness is Directness.VERBATIM]
    return any(f.attributes.get("form") == "quoted" and f.span.contains(at.one.finding.span) for f in quoted)


def _signs(at: _Named, readings: Sequence[Reading]) -> bool:
    """A name that stands alone at the end, as under a letter, or with letters after it ("Jo Hart, PT, DPT").

    It is the writer's.
    """
    alone = not re.search(r"\w", at.before) and _LETTERS.fullmatch(at.after) is not None
    return alone and at.reading in readings[-2:] and any(r.cues.first_person for r in readings)


_LETTERS = re.compile(r"\W*(?:(?:[A-Z][A-Za-z]{0,3}[A-Z][a-z]?|S)\b\W*){0,5}")
"""Degrees and titles after a name: "PT, DPT", "MSc", "PhD", "LCSW-S"."""


def _abbreviates(short: str, long: str) -> bool:
    """ "k" for "kofi": initials of a name that is written out elsewhere."""
    return len(short) == 1 < len(long) and long.startswith(short)


def entity(finding: Finding, words: str, entities: Mapping[str, str]) -> str:
    """Which person a name belongs to, as a key; `words` are the name as it stands."""
    for part in ("given", "surname"):
        value = str(finding.attributes.get(part, "")).lower()
        if value:
            return entities.get(value, value)
    return re.sub(r"[\s.]+", "", words).lower()


def _renamed(one: Owned, whose: Mapping[str, Subject], entities: Mapping[str, str], text: str) -> Owned:
    if one.finding.kind not in PERSON_KINDS or one.subject.is_author:
        return one
    subject = whose.get(entity(one.finding, one.finding.span.of(text), entities))
    return replace(one, subject=subject) if subject is not None else one


def _named(owned: Iterable[Owned], readings: Sequence[Reading]) -> list[_Named]:
    found: list[_Named] = []
    places = iter(readings)
    reading = next(places, None)
    for one in sorted(owned, key=lambda o: o.finding.span):
        if one.finding.kind not in PERSON_KINDS:
            continue
        while reading is not None and reading.passage.span.end <= one.finding.span.start:
            reading = next(places, None)
        if reading is None or not reading.passage.span.contains(one.finding.span):
            continue
        start = reading.passage.span.start
        text = re.sub(r"[*_\n]", " ", reading.passage.text).replace("’", "'")
        before, after = text[: one.finding.span.start - start], text[one.finding.span.end - start :]
        found.append(_Named(one, reading, before[-70:], after[:70]))
    return found


def _is_client(places: Sequence[_Named], voice: Voice) -> bool:
    """Whether a word beside the name says that this is the person of the case."""
    if voice is Voice.CLIENT:
        return any(_SELF_BEFORE.search(at.before) for at in places)
    for at in places:
        if at.one.finding.kind is Kind.PSEUDONYM or (_spoken(at) and _SELF_BEFORE.search(at.before)):
            return True
        inside = any(r.who is Who.CASE and 0 <= at.one.finding.span.start - r.end <= 3 for r in at.reading.referents)
        if inside or _CLIENT_BEFORE.search(at.before):
            return not (_kin(at) or _is_staff(at))
        if _CLIENT_AFTER.match(at.after) and not (_kin(at) or _is_staff(at)):
            return True
    return False


def _subject(places: Sequence[_Named], taken: set[str], count: int, voice: Voice) -> Subject | None:
    base = next((p.one.subject for p in places if not p.one.subject.is_author), CASE)
    case = base.id.partition(".")[0]
    whole = Subject(case, SubjectRole.CLIENT, "the client" if case == CASE.id else "another client")
    for at in places:
        kin = _kin(at)
        if kin is not None:
            role = (
                SubjectRole.PARTNER
                if kin in PARTNERS
                else SubjectRole.FRIEND
                if re.fullmatch(_FRIENDS, kin)
                else SubjectRole.RELATIVE
            )
            known = f"{case}.{kin}"
            return Subject(known if known not in taken else f"{known}-{count}", role, f"the {kin} of {whole.label}")
        if _is_staff(at):
            return Subject(f"{case}.colleague-{count}", SubjectRole.COLLEAGUE, "a colleague")
        if voice is Voice.CLIENT and _SEES_BEFORE.search(at.before) and not _kin(at):
            return Subject(f"{case}.colleague-{count}", SubjectRole.COLLEAGUE, "the professional")
    if all(("." in p.one.subject.id or p.one.subject.is_author) and not _owns_kin(p) for p in places):
        return None  # a relative or a colleague, as the words that govern it say
    if case not in taken and not all(_GREETED.search(p.before) or _spoken(p) for p in places):
        return whole
    if _is_client(places, voice):
        return Subject(f"{case}.other-{count}", SubjectRole.CLIENT, "another client")
    return Subject(f"{case}.other-{count}", SubjectRole.OTHER, "someone else of the case")


def _owns_kin(at: _Named) -> bool:
    """ "Jimmy's mam": the name is inside a kin phrase, but not the relative's."""
    return re.match(rf"^'s (?:[\w'-]+ ){{0,2}}(?:{KIN}|{_FRIENDS})\b", at.after, re.I) is not None


def _kin(at: _Named) -> str | None:
    """The kin word that stands with the name, where it is not the author's kin."""
    for pattern, words in ((_KIN_BEFORE, at.before), (_KIN_AFTER, at.after), (_BARE_KIN, at.before)):
        m = pattern.search(words)
        if m is None or _TRAILING_OWN.fullmatch(m.groupdict().get("owner") or ""):
            continue
        owner = (m.groupdict().get("owner") or "").lower()
        if owner in ("the", "this") and m["kin"].lower() in ("family", "child", "baby", "kids"):
            continue
        return m["kin"].lower()
    return None


def _is_staff(at: _Named) -> bool:
    return (
        _STAFF_BEFORE.search(at.before) is not None
        or _STAFF_AFTER.match(at.after) is not None
        or works_with_the_author(at.before, at.after)
    )


def _follow(owned: list[Owned], readings: Sequence[Reading]) -> list[Owned]:
    """Facts of the client that stand after another's name in a sentence become the other's."""
    names: dict[int, list[Owned]] = {}
    starts = [r.passage.span.start for r in readings]
    for one in owned:
        if one.finding.kind in PERSON_KINDS and not one.subject.is_author:
            names.setdefault(_place(one.finding.span, starts), []).append(one)
    result: list[Owned] = []
    for one in owned:
        index = _place(one.finding.span, starts)
        named = [n for n in names.get(index, ()) if n.finding.span.end <= one.finding.span.start]
        if (
            not named
            or one.finding.kind in PERSON_KINDS | WHEN
            or one.subject.role is not SubjectRole.CLIENT
            or named[-1].subject == one.subject
            or not _governs(named[-1].finding.span, one.finding.span, readings[index])
        ):
            result.append(one)
        else:
            result.append(replace(one, subject=named[-1].subject))
    return result


_CLAUSE = re.compile(rf"\b(?:and|but|then|when|while|because|so|that|if|as|where|after|before|who|{KIN})$", re.I)


def _governs(name: Span, fact: Span, reading: Reading) -> bool:
    """Whether the name is the subject of what follows: nobody else comes between, and it is no object ("rang Deb")."""
    between: list[Referent] = [
        r for r in reading.referents if name.end <= r.start and r.end <= fact.start and r.who is not Who.PRONOUN
    ]
    if any(r.who is not Who.AUTHOR or r.label not in ("me", "us") for r in between):
        return False
    start = reading.passage.span.start
    before = reading.passage.text[: name.start - start].rstrip()
    return not before or before[-1] in ".,;:!?—–-(" or _CLAUSE.search(before) is not None


def _place(span: Span, starts: Sequence[int]) -> int:
    """Which reading, by its place in the list, a span lies in."""
    return max(bisect_right(starts, span.start) - 1, 0)
