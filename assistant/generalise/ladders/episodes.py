"""Ladders for what happened and what was said: events, sequences, speech and moments.

An event climbs to its structure in plain words ("lost her leg in a quarry" to "was badly hurt"), speech to its gist;
moments and sequences can only be kept or left out. What somebody said shrinks no crowd (everyone speaks), so its share
is everyone and its flags say who would know it.
"""

from __future__ import annotations

from assistant.data.events import Event, by_name
from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import EVERYONE, Flag, Ladder, Rung, Share
from assistant.generalise.ladders._episode_wording import event_wording, speech_wording
from assistant.generalise.slot import Slot

KINDS = (Kind.EVENT, Kind.SEQUENCE, Kind.SPEECH, Kind.MOMENT)

_SCENE = Share(0.05, 0.5, "estimate: told in enough detail that few of the people one has in mind fit")
_ONLY = Share(0.0, 0.001, "estimate: the only one or the first one")
_LEFT_OUT = Rung("", "left out", EVERYONE)


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of one episodic detail in its surroundings."""
    match detail.kind:
        case Kind.SPEECH:
            return _speech(detail, slot)
        case Kind.EVENT:
            return _event(detail, slot)
        case Kind.SEQUENCE:
            return _kept_or_left_out(slot, Flag.SEQUENCE)
        case _:
            return _kept_or_left_out(slot, Flag.MOMENT)


def _kept_or_left_out(slot: Slot, flag: Flag) -> Ladder:
    return Ladder((Rung(slot.words, "as written", EVERYONE, frozenset({flag})), _LEFT_OUT))


def _speech(detail: Detail, slot: Slot) -> Ladder:
    reported = detail.attributes.get("form") == "reported"
    flag = Flag.REPORTED_SPEECH if reported else Flag.VERBATIM_SPEECH
    rungs = [Rung(slot.words, "as written", EVERYONE, frozenset({flag}))]
    wording = speech_wording(detail, slot)
    if wording and wording != slot.words:
        rungs.append(Rung(wording, "what it was about", EVERYONE))
    return Ladder((*rungs, _LEFT_OUT))


def _event(detail: Detail, slot: Slot) -> Ladder:
    event = by_name().get(str(detail.attributes.get("event", "")))
    flags = set[Flag]()
    if detail.attributes.get("distinctive"):
        flags.add(Flag.DISTINCTIVE_EVENT)
    if detail.attributes.get("first_or_only"):
        flags.add(Flag.FIRST_OR_ONLY)
    if detail.attributes.get("event") == "scene" or detail.attributes.get("particular"):
        flags.add(Flag.SCENE)
    elif detail.attributes.get("event") == "told":
        flags.add(Flag.TOLD)
    own = event.share(slot.region) if event else _ONLY if Flag.FIRST_OR_ONLY in flags else _SCENE
    rungs = [Rung(slot.words, "as written", own, frozenset(flags))]
    wording = event_wording(event, str(detail.attributes.get("form", "clause")), slot) if event else ""
    if event and wording and wording.lower() != slot.words.lower():
        rungs.append(Rung(wording, "what sort of event it was", _no_smaller(event, own)))
    return Ladder((*rungs, _LEFT_OUT))


def _no_smaller(event: Event, own: Share) -> Share:
    """The share of the general wording, which fits at least everyone whom the particular one fits."""
    general = event.general
    return Share(max(general.low, own.low), max(general.high, own.high), general.source, general.of)
