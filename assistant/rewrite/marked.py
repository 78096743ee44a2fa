"""A passage with the spots that a plan wants treated, and how it stays in step while words around them change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.domain.changes import Move
from assistant.domain.details import Detail, Kind
from assistant.rewrite.sentence import Sentence, parse


@dataclass(frozen=True, slots=True)
class Spot:
    """Words at `start` to `end` of the passage that state a detail; `options` are its truthful wordings from the
    planned rung on, most specific first, none of them empty."""

    start: int
    end: int
    detail: Detail
    move: Move
    options: tuple[str, ...]
    chosen: bool = False
    """Whether the person chose the wording, so that it is said rather than left out."""

    @property
    def kind(self) -> Kind:
        return self.detail.kind


@dataclass(frozen=True, slots=True)
class Region:
    """Replace the characters `start` to `end` by `text`."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage, the spots still to be treated, and stretches that must stay as they are."""

    text: str
    spots: tuple[Spot, ...]
    fixed: tuple[tuple[int, int], ...] = ()

    @property
    def sentence(self) -> Sentence:
        return parse(self.text)

    def words(self, spot: Spot) -> str:
        """What stands at `spot`."""
        return self.text[spot.start : spot.end]

    def allows(self, region: Region, *, over: frozenset[Move] = frozenset({Move.CUT})) -> bool:
        """Whether `region` leaves the fixed stretches alone and takes along only spots whose move is in `over`."""
        if any(start < region.end and region.start < end for start, end in self.fixed):
            return False
        return all(s.move in over for s in self.spots if s.start < region.end and region.start < s.end)

    def apply(self, region: Region) -> Marked:
        """The passage after `region`; spots that it touched count as treated."""
        grown = len(region.text) - (region.end - region.start)

        def moved(start: int, end: int) -> tuple[int, int]:
            return (start, end) if end <= region.start else (start + grown, end + grown)

        spots = []
        for spot in self.spots:
            if spot.end <= region.start or spot.start >= region.end:
                start, end = moved(spot.start, spot.end)
                spots.append(replace(spot, start=start, end=end))
        fixed = tuple(moved(start, end) for start, end in self.fixed)
        text = self.text[: region.start] + region.text + self.text[region.end :]
        return Marked(text, tuple(spots), fixed)
