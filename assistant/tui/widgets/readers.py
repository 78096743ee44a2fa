"""Who could tell, always in sight: three readers, each on one line with sign, tier, trend and what weighs most."""

from __future__ import annotations

from rich.text import Text
from textual.events import Click
from textual.message import Message

from assistant.domain.risk import Reader, ReaderRisk, Risk
from assistant.reports.story import clean
from assistant.reports.words import READERS, TIERS
from assistant.risk.closed import NOT_READ_YET
from assistant.tui.themes import SIGNS, paint
from assistant.tui.widgets.plate import Plate

_WIDE = 100
"""Columns from which the crowd is said too."""


class Readers(Plate):
    """The bar. `show` takes the risk as it stands and, where choices were made, the risk as written beside it."""

    class Asked(Message):
        """The person wants to know more."""

    def __init__(self) -> None:
        super().__init__("", id="readers")
        self.risk: Risk | None = None
        self.before: Risk | None = None

    def show(self, risk: Risk | None, before: Risk | None = None) -> None:
        """Show `risk`; `before` is what it is compared with."""
        self.risk, self.before = risk, before
        self.redraw()

    def redraw(self) -> None:
        """Draw again, for another width or other colours."""
        if self.risk is None:
            self.update(Text("\n" + " Who could tell is shown here while you write.\n", style=paint(self.app).quiet))
            return
        lines = [self._line(reader) for reader in Reader]
        self.update(Text("\n").join(lines))

    def on_resize(self) -> None:
        self.redraw()

    def on_click(self, event: Click) -> None:
        event.stop()
        self.post_message(self.Asked())

    def _line(self, reader: Reader) -> Text:
        assert self.risk is not None
        styles = paint(self.app)
        one = self.risk.readers[reader]
        was = self.before.readers[reader].tier if self.before else one.tier
        width = self.size.width
        name = READERS[reader]
        line = Text(no_wrap=True, overflow="ellipsis", end="")
        line.append(f" {name:<24}" if width >= 60 else f" {name[:16]:<17}")
        if any(reason.text == NOT_READ_YET for reason in one.reasons):
            line.append("… Reading     a closer look is on its way", style=styles.quiet)
            return line
        line.append(f"{SIGNS[one.tier]} {TIERS[one.tier]:<12}", style=styles.tiers[one.tier])
        if was != one.tier:
            line.append(f"{'↓' if one.tier < was else '↑'} was {TIERS[was]}  ", style=styles.quiet)
        crowd = f"  fits {one.crowd.words}" if width >= _WIDE and one.crowd is not None else ""
        line.append(_words(one))
        line.truncate(max(width - len(crowd), 1), overflow="ellipsis")
        line.append(crowd, style=styles.quiet)
        return line


def _words(risk: ReaderRisk) -> str:
    """The words that weigh most, or that there are none."""
    seen: dict[str, None] = {}
    for reason in sorted(risk.reasons, key=lambda r: -r.tier):
        seen.update(dict.fromkeys(reason.words))
    if not seen:
        return clean(risk.reasons[0].text) if risk.reasons else "nothing stands out"
    quoted = [f"“{_short(word)}”" for word in list(seen)[:4]]
    more = len(seen) - len(quoted)
    return ", ".join(quoted) + (f" and {more} more" if more > 0 else "")


def _short(words: str) -> str:
    text = clean(words).strip("\"“”'‘’")
    return text if len(text) <= 24 else text[:23].rstrip() + "…"
