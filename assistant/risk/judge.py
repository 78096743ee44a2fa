"""The judge: details in, risk per reader out. Monotone: more or more specific details never lower anything."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.details import Detail
from assistant.domain.risk import Background, Crowd, Reader, ReaderRisk, Reason, Risk, Tier
from assistant.risk.constants import STARTING_POINTS
from assistant.risk.crowd import crowd, in_words, pool, tier
from assistant.risk.floor import Floor, floors
from assistant.risk.score import score
from assistant.risk.standing import anchors, share, words

_NAMED = 4
"""At most so many words are quoted in the reason for a crowd: the strongest."""


def judge(
    details: Sequence[Detail],
    background: Background,
    *,
    cannot_tell: Sequence[str] = (),
    harms: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    further: Sequence[Floor] = (),
) -> Risk:
    """The risk of a text with these details, each on its rung.

    `further` are floors from beyond the details, such as a story retold.
    `cannot_tell` gives reasons, as sentences, why nothing can be concluded; then every reader's tier says so.
    """
    counting = [d for d in details if d.counts]
    cases: dict[str, list[Detail]] = {}
    for detail in counting:
        cases.setdefault(detail.subject.id.partition(".")[0], []).append(detail)
    told = [(case, floors(case)) for case in cases.values()]
    readers = {reader: _reader(reader, told, background) for reader in Reader}
    for floor in further:
        one = readers[floor.reader]
        readers[floor.reader] = ReaderRisk(max(one.tier, floor.reason.tier), one.crowd, (*one.reasons, floor.reason))
    if cannot_tell:
        unknown = tuple(Reason(text, (), "closed", Tier.CANNOT_TELL) for text in cannot_tell)
        readers = {r: ReaderRisk(Tier.CANNOT_TELL, risk.crowd, unknown + risk.reasons) for r, risk in readers.items()}
    return Risk(max(r.tier for r in readers.values()), score(readers, background), readers, harms, notes)


def _reader(reader: Reader, cases: Sequence[tuple[list[Detail], list[Floor]]], background: Background) -> ReaderRisk:
    """The worst of the cases that the draft tells of, one after another."""
    if not cases:
        low, high = pool(reader, background)
        return ReaderRisk(Tier.LOW, Crowd(low, high, in_words(low, high)), ())
    judged = [_case(reader, case, set_floors, background) for case, set_floors in cases]
    worst = max(judged, key=lambda r: (r.tier, -(r.crowd.low * r.crowd.high if r.crowd else 0.0)))
    reasons = tuple(dict.fromkeys(reason for risk in judged for reason in risk.reasons))
    return ReaderRisk(worst.tier, worst.crowd, tuple(sorted(reasons, key=lambda r: -r.tier)))


def _case(reader: Reader, details: Sequence[Detail], set_floors: Sequence[Floor], background: Background) -> ReaderRisk:
    left = crowd(reader, details, background)
    by_number = tier(left)
    if reader is Reader.CLIENT or (reader is Reader.STRANGER and _starting_points(details) < STARTING_POINTS):
        by_number = min(by_number, Tier.RAISED)
    reasons = [f.reason for f in set_floors if f.reader is reader]
    if by_number > Tier.LOW:
        reasons.append(_crowd_reason(reader, details, left.words, by_number))
    return ReaderRisk(max([by_number, *(r.tier for r in reasons)]), left, tuple(reasons))


def _starting_points(details: Sequence[Detail]) -> int:
    """How many sorts of detail a stranger could look somebody up by."""
    return len({d.kind for d in details if anchors(d)})


def _crowd_reason(reader: Reader, details: Sequence[Detail], fits: str, asked: Tier) -> Reason:
    strongest = sorted((d for d in details if share(d).middle < 1), key=lambda d: share(d).middle)[:_NAMED]
    whose = {
        Reader.CLIENT: "Of your own clients this fits",
        Reader.ACQUAINTANCE: "Of the people that someone knows this fits",
        Reader.STRANGER: "Of everyone in the region this fits",
    }[reader]
    quoted = tuple(dict.fromkeys(w for d in strongest for w in words(d)))
    return Reason(f"{whose} {fits}.", quoted, "crowd", asked)
