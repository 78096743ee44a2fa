"""Small questions on top of the screen: yes or no, a line of text, one of several, a text to read or to write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, OptionList, Static, TextArea
from textual.widgets.option_list import Option

_CANCEL = Binding("escape", "cancel", "Back")


class Question(ModalScreen[str]):
    """A sentence and two or three answers, each with a button; the first is the usual one. "" is no answer."""

    BINDINGS = [_CANCEL]  # noqa: RUF012 - Textual reads it from the class

    def __init__(self, text: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._text, self._answers = text, answers

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label(self._text)
            with Horizontal(classes="buttons"):
                for number, (name, label) in enumerate(self._answers):
                    yield Button(label, id=f"answer-{name}", variant="default" if number else "primary")
            yield Label("Enter chooses, Tab moves on, Esc goes back.", classes="quiet")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss((event.button.id or "").removeprefix("answer-"))

    def action_cancel(self) -> None:
        self.dismiss("")


class Line(ModalScreen[str | None]):
    """One line of text; None where the person went back."""

    BINDINGS = [_CANCEL]  # noqa: RUF012 - Textual reads it from the class

    def __init__(
        self, text: str, value: str = "", placeholder: str = "", *, numbers: bool = False, hidden: bool = False
    ) -> None:
        super().__init__()
        self._text, self._value, self._placeholder = text, value, placeholder
        self._numbers, self._hidden = numbers, hidden

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label(self._text)
            kind: Literal["integer", "text"] = "integer" if self._numbers else "text"
            yield Input(self._value, placeholder=self._placeholder, type=kind, password=self._hidden)
            yield Label("Enter takes it, Esc goes back.", classes="quiet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if not self._numbers or event.value.isdigit():
            self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        self.dismiss(None)


class Choice(ModalScreen[str]):
    """One of several, each with a sentence; "" where the person went back."""

    BINDINGS = [_CANCEL]  # noqa: RUF012 - Textual reads it from the class

    def __init__(self, text: str, options: Sequence[tuple[str, str, str]], current: str = "") -> None:
        super().__init__()
        self._text, self._options, self._current = text, options, current

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label(self._text)
            entries = []
            for name, label, help_ in self._options:
                entry = Text(("● " if name == self._current else "○ ") + label, style="bold")
                if help_:
                    entry.append(f"\n  {help_}", style="not bold")
                entries.append(Option(entry, id=name))
            yield OptionList(*entries)
            yield Label("↑ ↓ and Enter choose, Esc goes back.", classes="quiet")

    def on_mount(self) -> None:
        names = [name for name, _, _ in self._options]
        self.query_one(OptionList).highlighted = names.index(self._current) if self._current in names else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id or "")

    def action_cancel(self) -> None:
        self.dismiss("")


class Reading(ModalScreen[str]):
    """A longer text to read, with buttons for what can be done about it; "" where the person only went back."""

    BINDINGS = [_CANCEL, Binding("f1", "cancel", "Back", show=False)]  # noqa: RUF012 - Textual reads it

    def __init__(self, title: str, body: Text | str, answers: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._title, self._body, self._answers = title, body, answers

    def compose(self) -> ComposeResult:
        with Vertical(classes="box tall"):
            yield Label(self._title, classes="title")
            with VerticalScroll(classes="body"):
                yield Static(self._body, markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Back (Esc)", id="answer-", variant="primary")
                for name, label in self._answers:
                    yield Button(label, id=f"answer-{name}")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss((event.button.id or "").removeprefix("answer-"))

    def action_cancel(self) -> None:
        self.dismiss("")


class Writing(ModalScreen[str | None]):
    """A sentence to be written anew; None where the person went back."""

    BINDINGS = [_CANCEL, Binding("ctrl+s", "take", "Take it", priority=True)]  # noqa: RUF012 - Textual reads it

    def __init__(self, original: str, text: str) -> None:
        super().__init__()
        self._original, self._text = original, text

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label("You wrote:", classes="quiet")
            yield Static(self._original, markup=False, classes="original")
            yield Label("Say it your way:")
            yield TextArea(self._text, soft_wrap=True, id="own-words", tab_behavior="focus")
            with Horizontal(classes="buttons"):
                yield Button("Take it (Ctrl+S)", id="take", variant="primary")
                yield Button("Back (Esc)", id="back")

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.cursor_blink = False
        area.move_cursor(area.document.end)
        area.focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "take":
            self.action_take()
        else:
            self.dismiss(None)

    def action_take(self) -> None:
        self.dismiss(self.query_one(TextArea).text)

    def action_cancel(self) -> None:
        self.dismiss(None)
