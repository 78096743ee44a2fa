"""Where a detail stands: the share, the flags and the words of the rung that it is on."""

from __future__ import annotations

from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import EVERYONE, Flag, Share
from assistant.risk.constants import UNCOMMON

_ANCHORS = frozenset(
    {Kind.PLACE, Kind.ADDRESS, Kind.ORGANISATION, Kind.PERSON_NAME, Kind.CONTACT, Kind.HANDLE, Kind.LEGAL}
)
_ANCHOR_FLAGS = frozenset(
    {Flag.FULL_NAME, Flag.FIRST_NAME, Flag.CONTACT, Flag.EXACT_DATE, Flag.SMALL_PLACE, Flag.SMALL_ORGANISATION}
    | {Flag.DISTINCTIVE_EVENT, Flag.FIRST_OR_ONLY}
)


def share(detail: Detail) -> Share:
    """The share of people that the detail's present wording fits; everyone where it has no ladder."""
    return detail.ladder.rungs[detail.rung].share if detail.ladder else EVERYONE


def flags(detail: Detail) -> frozenset[Flag]:
    """The floor flags of the detail's present wording."""
    return detail.ladder.rungs[detail.rung].flags if detail.ladder else frozenset()


def words(detail: Detail) -> tuple[str, ...]:
    """What the text says: the words as written, or the rung's."""
    if detail.ladder is None or detail.rung == 0:
        return tuple(dict.fromkeys(detail.texts))
    text = detail.ladder.rungs[detail.rung].text
    return (text,) if text else ()


def uncommon(detail: Detail) -> bool:
    """Fits fewer than one person in ten."""
    return share(detail).middle < UNCOMMON


def telling(detail: Detail) -> bool:
    """Whether the detail can move a tier: uncommon, or with a flag of its own."""
    return bool(flags(detail)) or uncommon(detail)


def anchors(detail: Detail) -> bool:
    """Whether a stranger can start looking from it: a name, a way to reach someone, a place, an organisation, a date,
    something that was in the news."""
    if detail.kind in _ANCHORS:
        return uncommon(detail) or bool(flags(detail))
    return bool(flags(detail) & _ANCHOR_FLAGS)
