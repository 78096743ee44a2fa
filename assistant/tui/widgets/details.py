"""The details by the person whom they are about, and the dial that says one of them more or less exactly.

Promises: shows what the analysis found and what the person chose, decides nothing; a detail keeps its place in the
list while it is turned.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from assistant.domain.details import Detail, Subject
from assistant.domain.risk import Reader, Tier
from assistant.pipeline import NotADetail, Wish
from assistant.reports.story import clean, quoted
from assistant.reports.words import KINDS, LIKELIHOOD, READERS, counted, sentence
from assistant.tui.actions import Place, bindings
from assistant.tui.desk import CHOSEN, Desk, name_of
from assistant.tui.themes import paint
from assistant.tui.widgets.pointed import POINTER, Pointed

LEFT_OUT = "left out"
"""What the last rung is called."""
_SOURCES = {"rule": "found by a rule", "tagger": "found by the trained tagger", "model": "found by the model"}


class DetailList(Pointed):
    """The list itself, with the keys that hold in it."""

    BINDINGS = bindings(Place.DETAILS)

    class Asked(Message):
        """An action was asked for; the main screen knows what it means."""

        def __init__(self, what: str, detail: Detail | None, by: int = 0) -> None:
            super().__init__()
            self.what = what
            self.detail = detail
            self.by = by

    def __init__(self) -> None:
        super().__init__(id="detail-list")
        self.shown: dict[str, Detail] = {}

    @property
    def detail(self) -> Detail | None:
        """The detail that the cursor is on."""
        if self.highlighted is None:
            return None
        option = self.get_option_at_index(self.highlighted)
        return self.shown.get(option.id or "")

    def action_turn(self, by: int) -> None:
        self._ask("turn", by)

    def action_omit(self) -> None:
        self._ask("omit")

    def action_keep(self) -> None:
        self._ask("keep")

    def action_pin(self) -> None:
        self._ask("pin")

    def action_none(self) -> None:
        self._ask("none")

    def action_free(self) -> None:
        self._ask("free")

    def action_undo(self) -> None:
        self.post_message(self.Asked("undo", None))

    def action_jump(self) -> None:
        self._ask("jump")

    def _ask(self, what: str, by: int = 0) -> None:
        if self.detail is not None:
            self.post_message(self.Asked(what, self.detail, by))


class Dial(Static):
    """One detail in full: reason, source, ladder, and how its sentence would read."""

    def __init__(self) -> None:
        super().__init__("", id="dial")
        self._detail: Detail | None = None
        self._rung = 0
        self._note = ""
        self._sentence = ""
        self._matters = ""

    def show(self, detail: Detail | None, desk: Desk) -> None:
        """Show `detail` as it stands on the desk."""
        rung = desk.rung(detail) if detail else 0
        if detail is None or self._detail is None or (detail.id, rung) != (self._detail.id, self._rung):
            self._sentence = self._matters = ""
        self._detail, self._rung = detail, rung
        choice = desk.choice(detail) if detail else None
        self._note = ""
        if isinstance(choice, Wish):
            self._note = _held(choice)
        elif isinstance(choice, NotADetail):
            self._note = "you said that it gives nobody away"
        self.redraw()

    def preview(self, detail: str, rung: int, text: str) -> None:
        """How the sentence would read, where `detail` still stands on `rung`."""
        if self._detail is not None and self._detail.id == detail and self._rung == rung:
            self._sentence = text
            self.redraw()

    def weighed(self, detail: str, rung: int, then: Mapping[Reader, Tier]) -> None:
        """How readers would stand without `detail`, where it still stands on `rung`: those for whom that is lower."""
        if self._detail is not None and self._detail.id == detail and self._rung == rung:
            said = [f"{READERS[reader].lower()} {LIKELIHOOD[tier]}" for reader, tier in then.items()]
            none = "Left out by itself it would change nothing for the three readers: other details tell as much."
            self._matters = f"Without it, {' and '.join(said)} who it is." if said else none
            self.redraw()

    def redraw(self) -> None:
        """Draw again, for other colours."""
        detail = self._detail
        if detail is None:
            self.update(Text("Choose a detail above with ↑ and ↓.", style=paint(self.app).quiet))
            return
        styles = paint(self.app)
        text = Text()
        text.append(
            quoted(detail.texts[0]) if detail.texts else "the file name", style=styles.details[detail.directness]
        )
        text.append(f"  {KINDS[detail.kind][0]}, about {clean(detail.subject.label)}\n")
        text.append(f"{sentence(clean(detail.reason))} ")
        text.append(f"({_source(detail)})\n", style=styles.quiet)
        if self._matters:
            text.append(f"{self._matters}\n")
        text.append("← more exact  ", style=styles.quiet)
        text.append_text(self._ladder(detail))
        text.append("  more general →", style=styles.quiet)
        if self._note:
            text.append(f"\n{sentence(clean(self._note))}", style=styles.quiet)
        if self._sentence or (self._rung and detail.spans):
            text.append("\nThe sentence: ", style=styles.quiet)
            text.append(clean(self._sentence) if self._sentence else "…")
        self.update(text)

    def _ladder(self, detail: Detail) -> Text:
        styles = paint(self.app)
        text = Text()
        for place, rung in enumerate(detail.ladder.rungs if detail.ladder else ()):
            if place:
                text.append(" · ", style=styles.quiet)
            words = clean(rung.text) or LEFT_OUT
            words = words if len(words) <= 40 else words[:39] + "…"
            text.append(f"[{words}]" if place == self._rung else words, style="bold" if place == self._rung else "")
        return text


class Details(Vertical):
    """List and dial together."""

    _look: object = None
    """What the list shows now, to know whether it has to be drawn anew."""

    def compose(self) -> ComposeResult:
        yield Static("", id="details-head")
        yield DetailList()
        with VerticalScroll(id="dial-box", can_focus=False):
            yield Dial()

    @property
    def listing(self) -> DetailList:
        return self.query_one(DetailList)

    @property
    def dial(self) -> Dial:
        return self.query_one(Dial)

    def show(self, desk: Desk) -> None:
        """Show the details of the desk; the cursor stays on the same words. Quick where only places changed."""
        target = self.listing
        look = (self.app.theme, self.size.width, desk.if_a_case, _look(desk))
        if look == self._look:
            details = {d.id: d for d in desk.analysis.details} if desk.analysis else {}
            target.shown = {name: details[name] for name in target.shown}
            return
        self._look = look
        self.query_one("#details-head", Static).update(_head(desk))
        before = name_of(target.detail) if target.detail is not None and target.detail.texts else None
        options, shown = self._options(desk)
        target.shown = shown
        target.clear_options()
        target.add_options(options)
        wanted = next((i for i, o in enumerate(options) if o.id in shown and before == name_of(shown[o.id])), None)
        first = next((i for i, o in enumerate(options) if o.id in shown), None)
        target.highlighted = wanted if wanted is not None else first
        self.dial.show(target.detail, desk)

    def refresh_one(self, desk: Desk) -> None:
        """The detail under the cursor was turned."""
        self._look = None
        self.query_one("#details-head", Static).update(_head(desk))
        detail = self.listing.detail
        if detail is not None and self.listing.highlighted is not None:
            self.listing.replace_option_prompt_at_index(self.listing.highlighted, self._entry(detail, desk))
        self.dial.show(detail, desk)

    def go_to(self, detail_id: str) -> None:
        """Put the cursor on a detail."""
        for index in range(self.listing.option_count):
            if self.listing.get_option_at_index(index).id == detail_id:
                self.listing.highlighted = index
                return

    def _options(self, desk: Desk) -> tuple[list[Option], dict[str, Detail]]:
        details = desk.analysis.details if desk.analysis else ()
        shown: dict[str, Detail] = {}
        options: list[Option] = []
        telling = [d for d in details if d.counts and not d.folded]
        for subject in dict.fromkeys(d.subject for d in telling):
            options.append(Option(self._heading(_label(subject)), disabled=True))
            options += self._entries([d for d in telling if d.subject == subject], desk, shown)
        dismissed = [d for d in details if isinstance(desk.choice(d), NotADetail)]
        if dismissed:
            options.append(Option(self._heading("You said: no detail"), disabled=True))
            options += self._entries(dismissed, desk, shown)
        return options, shown

    def _entries(self, details: list[Detail], desk: Desk, shown: dict[str, Detail]) -> list[Option]:
        found = []
        for detail in details:
            shown[detail.id] = detail
            found.append(Option(self._entry(detail, desk), id=detail.id))
        return found

    def _heading(self, label: str) -> Text:
        return Text(label, style=paint(self.app).strong)

    def _entry(self, detail: Detail, desk: Desk) -> Text:
        styles = paint(self.app)
        rung = desk.rung(detail)
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(f"{_sign(detail, desk)} ")
        words = quoted(detail.texts[0]) if detail.texts else ""
        text.append(words if len(words) <= 34 else words[:32] + "…”", style=styles.details[detail.directness])
        if len(detail.spans) > 1:
            text.append(f" ×{len(detail.spans)}", style=styles.quiet)
        if rung and detail.ladder:
            text.append(f" → {clean(detail.ladder.rungs[rung].text) or LEFT_OUT}")
        text.append(f"  {KINDS[detail.kind][0]}", style=styles.quiet)
        room = self.listing.scrollable_content_region.width - len(POINTER) - 2
        if room > 20:  # a list that was never drawn has none
            text.truncate(room, overflow="ellipsis")
        return text


def _look(desk: Desk) -> object:
    """Everything that the list shows of the details, without their places in the draft."""
    return [
        (d.id, d.kind, d.texts, d.subject, d.reason, d.counts, d.folded, desk.rung(d), type(desk.choice(d)))
        for d in (desk.analysis.details if desk.analysis else ())
    ]


def _sign(detail: Detail, desk: Desk) -> str:
    choice = desk.choice(detail)
    if isinstance(choice, NotADetail):
        return "–"
    if isinstance(choice, Wish):
        return "≈" if desk.rung(detail) else "="
    return " "


def _held(choice: Wish) -> str:
    """Why a detail stands where it stands."""
    how = "kept as it stands" if choice.rung == 0 else "said this way"
    return f"{how}, because {'you chose so' if choice.why == CHOSEN else f'you noted: {choice.why}'}"


def _source(detail: Detail) -> str:
    return ", ".join(dict.fromkeys(_SOURCES.get(e.source, e.source) for e in detail.evidence))


def _label(subject: Subject) -> str:
    label = clean(subject.label)
    return label[:1].upper() + label[1:]


def _head(desk: Desk) -> str:
    details = desk.analysis.details if desk.analysis else ()
    found = sum(d.counts and not d.folded for d in details)
    telling = sum(desk.telling(d) for d in details)
    folded = sum(d.counts and d.folded for d in details)
    if not found:
        return f"Nothing found that would point to somebody. {desk.if_a_case}".strip()
    if telling < found:
        head = f"{telling} of {counted(found, 'detail', 'details')} could still give somebody away"
    else:
        head = f"{counted(telling, 'detail', 'details')} could give somebody away"
    return head + (f"; {counted(folded, 'common detail', 'common details')} would not." if folded else ".")
