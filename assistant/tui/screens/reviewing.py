"""What can be done with a change: take it, leave it, write it oneself, ask for another, take a decision back."""

from __future__ import annotations

from assistant.deciding.review import ACCEPTED, REJECTED, Item, Verdict
from assistant.domain.details import Kind
from assistant.domain.risk import Reader
from assistant.reports.words import READERS, kind_name
from assistant.tui.screens.base import Base
from assistant.tui.screens.modals import Choice, Writing
from assistant.tui.widgets.changes import WIDE, ChangeList


class Reviewing(Base):
    """The changes' part of the main screen."""

    def on_change_list_asked(self, event: ChangeList.Asked) -> None:
        event.stop()
        review = self.desk.review
        if review is None:
            self.say("Nothing is proposed yet. Ctrl+R rewrites the draft.")
            return
        what = event.what
        item = event.item if event.item in review.items else None  # a rewriting may have come since the key
        if what == "accept" and item:
            review.decide(item, ACCEPTED)
            self._decided(move=True)
        elif what == "reject" and item:
            review.decide(item, REJECTED)
            self._decided(move=True)
        elif what == "edit" and item:
            self._edit(item)
        elif what == "again" and item:
            self.another(item)
        elif what in ("undo", "redo"):
            if review.undo() if what == "undo" else review.redo():
                self._decided()
            else:
                self.say("There is nothing to take back." if what == "undo" else "There is nothing to do again.")
        elif what == "next":
            self._next(event.by)
        elif what == "rest":
            self._rest()
        elif what == "sides":
            self._sides()
        elif what == "filter":
            self._filter()

    def see(self) -> None:
        """The change under the cursor is before the person's eyes."""
        item = self.changes.listing.item
        if self.desk.review is not None and item is not None and self.step == "changes":
            self.desk.review.see(item)

    def _decided(self, *, move: bool = False) -> None:
        self.changes.refresh_items()
        self.decide()
        if move:
            self._next(1, quiet=True)

    def _edit(self, item: Item) -> None:
        assert self.desk.review is not None
        desk, decision = self.desk, self.desk.review.of(item)
        text = decision.wording if decision.verdict is Verdict.EDITED else item.wording or item.key

        def written(wording: str | None) -> None:
            if wording is None or desk is not self.desk:
                return
            here = next((i for i in desk.review.items if i.name == item.name), None) if desk.review else None
            if desk.review is not None and here is not None:
                desk.review.edit(here, wording)
                self._decided(move=True)
                return
            desk.edited[item.key] = wording.strip()
            self.say("No change is proposed for that sentence any more. Ctrl+R rewrites the draft with your wording.")

        self.app.push_screen(Writing(item.key, text), written)

    def _next(self, by: int, *, quiet: bool = False) -> None:
        review, listing = self.desk.review, self.changes.listing
        if review is None or not listing.items:
            return
        at = listing.highlighted or 0
        count = len(listing.items)
        for step in range(1, count + 1):
            place = (at + by * step) % count
            if review.of(listing.items[place]).verdict is Verdict.UNDECIDED:
                listing.highlighted = place
                return
        if not quiet:  # after the last decision the line above the list says so
            self.say("Every change is decided. F5 shows how it stands, Ctrl+S saves.")

    def _rest(self) -> None:
        assert self.desk.review is not None
        unseen = self.desk.review.unseen()
        if unseen:
            self.say(
                f"First look at what weighs most (marked ●): {len(unseen)} of these changes you have not seen yet."
            )
            names = [i.name for i in self.changes.listing.items]
            if unseen[0].name in names:
                self.changes.listing.highlighted = names.index(unseen[0].name)
            return
        self.desk.review.accept_rest()
        self._decided()
        self.say("Every open change is accepted. u takes that back; F5 shows how it stands.")

    def _sides(self) -> None:
        if self.app.size.width < WIDE:
            self.say(f"Side by side needs a window of {WIDE} columns; this one has {self.app.size.width}.")
            return
        self.changes.sides = not self.changes.sides
        self.changes.refresh_items()

    def _filter(self) -> None:
        assert self.desk.review is not None
        kinds = sorted({k for i in self.desk.review.items for k in i.kinds}, key=kind_name)
        options = [("all", "Every change", "")]
        options += [(f"reader:{r.value}", f"What matters to: {READERS[r].lower()}", "") for r in Reader]
        options += [(f"kind:{k.value}", kind_name(k), "") for k in kinds]

        def chosen(name: str) -> None:
            family, _, value = name.partition(":")
            self.changes.only = Reader(value) if family == "reader" else Kind(value) if family == "kind" else None
            self.changes.show(self.desk.review)

        self.after(Choice("Which changes do you want to see?", options), chosen)
