"""The changes, sentence by sentence: what goes, what comes, why, and what was decided.

Promises: words are wrapped, never clipped; what goes and what comes carries signs beside its colours; shows decisions
and makes none.
"""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from assistant.deciding.review import Item, Review, Verdict
from assistant.diffing.render import visible
from assistant.diffing.words import Kind as Fate
from assistant.diffing.words import Piece, diff
from assistant.domain.details import Kind
from assistant.domain.risk import Reader
from assistant.reports.story import clean
from assistant.reports.words import READERS, counted, kind_name, sentence
from assistant.tui.actions import Place, bindings
from assistant.tui.themes import Paint, paint
from assistant.tui.widgets.pointed import Pointed

WIDE = 120
"""Columns from which two columns are offered."""
MARKS = {
    Verdict.UNDECIDED: "◌ to decide",
    Verdict.ACCEPTED: "✓ accepted",
    Verdict.REJECTED: "✗ as you wrote it",
    Verdict.EDITED: "✎ your words",
}
Filter = Kind | Reader | None


class ChangeList(Pointed):
    """The list, with the keys that hold in it."""

    BINDINGS = bindings(Place.CHANGES)

    class Asked(Message):
        """An action was asked for; the main screen knows what it means."""

        def __init__(self, what: str, item: Item | None, by: int = 0) -> None:
            super().__init__()
            self.what = what
            self.item = item
            self.by = by

    def __init__(self) -> None:
        super().__init__(id="change-list")
        self.items: list[Item] = []

    @property
    def item(self) -> Item | None:
        """The change that the cursor is on."""
        at = self.highlighted
        return self.items[at] if at is not None and at < len(self.items) else None

    def action_accept(self) -> None:
        self._ask("accept")

    def action_reject(self) -> None:
        self._ask("reject")

    def action_edit(self) -> None:
        self._ask("edit")

    def action_again(self) -> None:
        self._ask("again")

    def action_undo(self) -> None:
        self._ask("undo")

    def action_redo(self) -> None:
        self._ask("redo")

    def action_next(self, by: int) -> None:
        self._ask("next", by)

    def action_rest(self) -> None:
        self._ask("rest")

    def action_sides(self) -> None:
        self._ask("sides")

    def action_filter(self) -> None:
        self._ask("filter")

    def _ask(self, what: str, by: int = 0) -> None:
        self.post_message(self.Asked(what, self.item, by))


class Changes(Vertical):
    """Head, list, and what to do where there is nothing to list."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.sides = False
        self.only: Filter = None
        self._review: Review | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="changes-head")
        yield Static("", id="progress", markup=False)
        yield ChangeList()

    @property
    def listing(self) -> ChangeList:
        return self.query_one(ChangeList)

    def show(self, review: Review | None) -> None:
        """Show a review; the cursor stays on the same sentence."""
        self._review = review
        before = self.listing.item
        items = [i for i in review.items if self._passes(i)] if review else []
        self.listing.items = items
        self.listing.clear_options()
        self.listing.add_options([Option(self._entry(item, n, len(items))) for n, item in enumerate(items, 1)])
        at = next((n for n, i in enumerate(items) if before is not None and i.name == before.name), 0)
        self.listing.highlighted = at if items else None
        self.listing.display = bool(items)
        self._draw_head()

    def refresh_items(self) -> None:
        """Decisions changed; places did not."""
        for index, item in enumerate(self.listing.items):
            self.listing.replace_option_prompt_at_index(index, self._entry(item, index + 1, len(self.listing.items)))
        self._draw_head()

    def progress(self, text: str) -> None:
        """Say how far a rewriting is; an empty text takes the line away."""
        line = self.query_one("#progress", Static)
        line.update(text)
        line.display = bool(text)

    def on_resize(self) -> None:
        if self._review is not None:
            self.refresh_items()

    def _passes(self, item: Item) -> bool:
        if isinstance(self.only, Kind):
            return self.only in item.kinds
        return self.only is None or self.only in item.readers

    def _draw_head(self) -> None:
        head = self.query_one("#changes-head", Static)
        review = self._review
        if review is None:
            head.update("Nothing is proposed yet. Press Ctrl+R to rewrite your draft; your own file stays as it is.")
            return
        if not review.items:
            head.update("Nothing needs to change. F5 says what that means.")
            return
        text = Text()
        text.append(
            f"{counted(len(review.items), 'change', 'changes')}: {review.count(Verdict.UNDECIDED)} to decide, "
            f"{review.count(Verdict.ACCEPTED)} accepted, {review.count(Verdict.REJECTED)} rejected, "
            f"{review.count(Verdict.EDITED)} yours."
        )
        if self.only is not None:
            text.append(f" Showing {_filter_name(self.only)} only (f).", style="bold")
        if not review.count(Verdict.UNDECIDED):
            text.append("\nEvery change is decided. F5 shows how it stands, Ctrl+S saves.", style="bold")
            head.update(text)
            return
        text.append("\nThese words ")
        styles = paint(self.app)
        text.append_text(_marked((Piece(Fate.REMOVE, "go"),), styles))
        text.append(", these ")
        text.append_text(_marked((Piece(Fate.ADD, "come"),), styles))
        text.append(". Open changes stay as you wrote them.")
        head.update(text)

    def _entry(self, item: Item, number: int, total: int) -> RenderableType:
        styles = paint(self.app)
        assert self._review is not None
        decision = self._review.of(item)
        head = Text()
        head.append(f"{number}/{total}  {MARKS[decision.verdict]}", style=styles.strong)
        about = ", ".join(dict.fromkeys(kind_name(d.kind) for d in item.details))
        head.append(f"  line {item.line}{'  ' + about if about else ''}", style=styles.quiet)
        if item.grave:
            head.append("  ● weighs most", style=styles.quiet)
        after = item.hunk.after
        if decision.verdict is Verdict.EDITED:
            after = item.hunk.before.replace(item.key, decision.wording)
        if decision.verdict is Verdict.REJECTED:
            after = item.hunk.before
        pieces = diff(item.hunk.before.strip(), after.strip())
        body: RenderableType = _marked(pieces, styles)
        if self.sides and self.app.size.width >= WIDE:
            body = _two_columns(pieces, styles)
        parts: list[RenderableType] = [head, body]
        if item.why and decision.verdict not in (Verdict.EDITED, Verdict.REJECTED):
            parts.append(Text(sentence(clean(item.why)), style=styles.quiet))
        parts.append(Text(""))
        return Group(*parts)


def _marked(pieces: tuple[Piece, ...], styles: Paint) -> Text:
    """Both versions in one text, with signs."""
    text = Text()
    for place, piece in enumerate(pieces):
        words = visible(" ".join(piece.text.split("\n")))
        if piece.kind is Fate.KEEP:
            text.append(words)
            continue
        opening, closing, style = (
            ("[-", "-]", styles.removed) if piece.kind is Fate.REMOVE else ("{+", "+}", styles.added)
        )
        core = words.strip()
        lead, trail = (words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]) if core else ("", "")
        text.append(lead)
        text.append(opening, style=styles.quiet)
        text.append(core or words, style=style)
        text.append(closing, style=styles.quiet)
        text.append(trail)
        followed = place + 1 < len(pieces) and pieces[place + 1].kind is Fate.ADD
        if piece.kind is Fate.REMOVE and followed and not (trail or pieces[place + 1].text[:1].isspace()):
            text.append(" ")
    return text


def _two_columns(pieces: tuple[Piece, ...], styles: Paint) -> Table:
    before = _marked(tuple(p for p in pieces if p.kind is not Fate.ADD), styles)
    after = _marked(tuple(p for p in pieces if p.kind is not Fate.REMOVE), styles)
    if not after.plain.strip():
        after = Text("(left out)", style=styles.quiet)
    table = Table.grid(expand=True, padding=(0, 1))
    table.add_column(ratio=1)
    table.add_column(width=1)
    table.add_column(ratio=1)
    table.add_row(before, Text("│", style=styles.quiet), after)
    return table


def _filter_name(only: Kind | Reader) -> str:
    return kind_name(only) if isinstance(only, Kind) else f"what matters to: {READERS[only].lower()}"
