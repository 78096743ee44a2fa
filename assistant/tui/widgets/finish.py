"""The last step: how it stands, what was changed, what stays, and what to do now."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Button, Static

from assistant.deciding.checklist import checklist
from assistant.deciding.review import Review
from assistant.domain.risk import Outcome, Reader, Risk, Tier
from assistant.pipeline import Result
from assistant.reports.story import clean, quoted
from assistant.reports.words import KINDS, LIKELIHOOD, LIMITS, READERS, TIERS, advice, counted, kind_name, sentence
from assistant.tui.actions import Place, bindings
from assistant.tui.themes import SIGNS, paint


class Finish(Vertical, can_focus=True):
    """Advice, checklist, and the ways out."""

    BINDINGS = [  # noqa: RUF012 - Textual reads it from the class
        *bindings(Place.FINISH),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
    ]

    class Asked(Message):
        """An action was asked for; the main screen knows what it means."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="finish-scroll", can_focus=False):
            yield Static("", id="finish-text")
        with Horizontal(id="finish-buttons"):
            yield Button("Save (Ctrl+S)", id="do-save", variant="primary")
            yield Button("Copy (c)", id="do-copy")
            yield Button("Fit to a post (t)", id="do-fit")
            yield Button("Show the client (s)", id="do-consent")
            yield Button("Write on (w)", id="do-take")

    def show(
        self,
        review: Review | None,
        decided: Result | None,
        risk: Risk | None,
        saved: str,
        instead: str = "",
        if_a_case: str = "",
        refusal: str = "",
    ) -> None:
        """Say how it stands. `risk` is the draft's own where there is no result; `saved` says where it went.

        `instead` says why there is none, where something was rewritten; `if_a_case` what to do if discreet does not
        see that it is one; `refusal` why the result can't be written.
        """
        text = Text()
        if saved:
            text.append(f"{saved}\n\n", style="bold")
        if review is None or decided is None:
            self._unwritten(text, risk, instead, if_a_case)
        else:
            self._written(text, review, decided, if_a_case, refusal)
        self.query_one("#finish-text", Static).update(text)
        self.query_one("#do-consent", Button).display = bool(decided and decided.risk.overall > Tier.LOW)

    def action_scroll(self, by: int) -> None:
        self.query_one("#finish-scroll", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_copy(self) -> None:
        self.post_message(self.Asked("copy"))

    def action_fit(self) -> None:
        self.post_message(self.Asked("fit"))

    def action_read(self) -> None:
        self.post_message(self.Asked("read"))

    def action_take(self) -> None:
        self.post_message(self.Asked("take"))

    def action_consent(self) -> None:
        self.post_message(self.Asked("consent"))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Asked((event.button.id or "").removeprefix("do-")))

    def _unwritten(self, text: Text, risk: Risk | None, instead: str, if_a_case: str) -> None:
        if instead:
            text.append(f"{instead}\n")
        else:
            text.append("Nothing is rewritten yet.\n", style="bold")
            text.append(
                "Press Ctrl+R to let discreet propose a less recognisable wording, then take or leave each change "
                "with F4. You can also save the draft as it is.\n"
            )
        if risk is not None:
            text.append("\nWho could tell, as it is written\n", style="bold")
            self._readers(text, risk)
            if risk.overall is Tier.LOW and if_a_case:
                text.append(f"\n{if_a_case}\n")

    def _written(self, text: Text, review: Review, decided: Result, if_a_case: str, refusal: str) -> None:
        done = checklist(review, decided)
        if refusal:
            text.append(f"{refusal}\n", style="bold")
        elif done.undecided:
            text.append(f"{counted(done.undecided, 'change is', 'changes are')} still open.\n", style="bold")
            text.append("Open changes stay as you wrote them. F4 takes you to them.\n")
        else:
            what, why = advice(done.outcome, decided.risk.tiers, if_a_case)
            text.append(f"{what}\n", style="bold")
            text.append(f"{why}\n")
        text.append("\nWho could tell, as you have decided so far\n", style="bold")
        self._readers(text, decided.risk)
        text.append(f"  Score {decided.risk.score} of 100 ({TIERS[decided.risk.overall]}); 0 is best.\n")
        text.append(f"  {LIMITS}\n", style=paint(self.app).quiet)
        if decided.risk.harms and decided.risk.overall > Tier.LOW:
            text.append(f"  If someone did tell, it would hurt more than usual: {', '.join(decided.risk.harms)}.\n")
        text.append("\nChecklist\n", style="bold")
        for line in _lines(review, decided):
            text.append(f"  {line}\n")

    def _readers(self, text: Text, risk: Risk) -> None:
        styles = paint(self.app)
        for reader in Reader:
            tier = risk.readers[reader].tier
            text.append(f"  {SIGNS[tier]} {READERS[reader]} ", style=styles.tiers[tier])
            text.append(f"{LIKELIHOOD[tier]} ({TIERS[tier]}).\n")


def _lines(review: Review, decided: Result) -> Iterator[str]:
    done = checklist(review, decided)
    if done.changed:
        dealt = ", ".join(f"{kind_name(kind)}{f' ×{number}' if number > 1 else ''}" for kind, number in done.changed)
        yield f"✓ Said less exactly or left out: {dealt}."
    if done.rejected:
        yield f"= As you wrote it, because you rejected the change: {counted(done.rejected, 'sentence', 'sentences')}."
    for detail in done.remaining[:6]:
        words = quoted(detail.texts[0]) if detail.texts else "The file name"
        yield f"! Still there: {words}, {KINDS[detail.kind][0]}. {sentence(clean(detail.reason))}"
    if len(done.remaining) > 6:
        yield f"! And {counted(len(done.remaining) - 6, 'more detail', 'more details')}."
    yield "□ Read it once as the client would, and once aloud: v shows all of it."
    if done.outcome in (Outcome.CONSENT, Outcome.LEAVE_OUT) and not done.undecided:
        yield "□ Ask the client, or leave it out. “What to show” lists the sentences to talk about."
