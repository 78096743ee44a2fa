"""Events: how each class is recognised, worded in general and how many people it fits (events.tsv; see SOURCES.md)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from assistant.data import facts, rows
from assistant.domain.ladders import Share


@dataclass(frozen=True, slots=True)
class Event:
    """One class of events.

    `past`, `base` and `noun` are its general wording as a verb phrase in the past ("went through a loss"), in the base
    form and as a noun phrase. `own` is the share of people to whom such a thing happened, or a value of facts.tsv;
    `general` the share that the general wording fits.
    """

    name: str
    distinctive: bool
    past: str
    base: str
    noun: str
    own: str
    general: Share
    source: str
    triggers: tuple[str, ...]

    def share(self, region: str) -> Share:
        """The share of people to whom such a thing happened; `region` is "uk", "us" or "unknown"."""
        if self.own.startswith("facts "):
            kind, _, value = self.own.removeprefix("facts ").partition("/")
            known = facts.share(kind, value, region) or facts.share(kind, value)
            if known is not None:
                return known
            raise ValueError(f"events.tsv names a fact that facts.tsv does not have: {kind}/{value}")
        return _interval(self.own, self.source)


def _interval(written: str, source: str) -> Share:
    low, high = written.split()
    return Share(float(low), float(high), source)


@cache
def events() -> tuple[Event, ...]:
    """Every class, in the order in which triggers are tried."""
    return tuple(
        Event(
            name,
            distinctive == "yes",
            past,
            base,
            noun,
            own,
            _interval(general, source),
            source,
            tuple(triggers.split(" ;; ")),
        )
        for name, distinctive, past, base, noun, own, general, source, triggers in rows("events.tsv")
    )


@cache
def by_name() -> dict[str, Event]:
    """Every class by its name."""
    return {event.name: event for event in events()}
