"""Small questions on top of the screen: yes or no, a line of text, one of several, a text to read or to write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from assistant.tui.widgets.pointed import Pointed

_CANCEL = Binding("escape", "cancel", "Back")


class Question(ModalScreen[str]):
    """A sentence and two or three answers, each with a button; the first is the usual one. "" is no answer."""

    BINDINGS = [_CANCEL]  # noqa: RUF012 - Textual reads it from the class

    def __init__(self, text: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._text, self._answers = text, answers

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label(self._text, markup=False)
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
            yield Label(self._text, markup=False)
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

    def __init__(self, text: str, options: Sequence[tuple[str, str, str]], current: str = "", at: str = "") -> None:
        """`current` is what holds now, `at` where the cursor begins if elsewhere."""
        super().__init__()
        self._text, self._options, self._current, self._at = text, options, current, at or current

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label(self._text, markup=False)
            entries = []
            for name, label, help_ in self._options:
                entry = Text(("● " if name == self._current else "○ ") + label, style="bold")
                if help_:
                    entry.append(f"\n  {help_}", style="not bold")
                entries.append(Option(entry, id=name))
            yield Pointed(*entries)
            yield Label("↑ ↓ move, Enter opens or takes it, Esc goes back. ● is what holds now.", classes="quiet")

    def on_mount(self) -> None:
        names = [name for name, _, _ in self._options]
        self.query_one(OptionList).highlighted = names.index(self._at) if self._at in names else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id or "")

    def action_cancel(self) -> None:
        self.dismiss("")


class Reading(ModalScreen[str]):
    """A longer text to read, with buttons for what can be done about it; "" where the person only went back.

    An answer is a name, a label and a key, which the button shows. The first answer has the keyboard where it is
    `usual`, else the text. The keys that move in the text hold wherever the keyboard is.
    """

    BINDINGS = [  # noqa: RUF012 - Textual reads it from the class
        _CANCEL,
        Binding("f1", "cancel", "Back", show=False),
        *(Binding(key, f"move('{key}')", show=False) for key in ("up", "down", "pageup", "pagedown", "home", "end")),
    ]

    def __init__(
        self, title: str, body: Text | str, answers: Sequence[tuple[str, str, str]] = (), *, usual: bool = False
    ) -> None:
        super().__init__()
        self._title, self._body, self._answers, self._usual = title, body, answers, usual
        for name, label, key in answers:
            self._bindings = BindingsMap.merge(
                [self._bindings, BindingsMap([Binding(key, f"answer('{name}')", label, show=False)])]
            )

    def compose(self) -> ComposeResult:
        with Vertical(classes="box tall"):
            yield Label(self._title, classes="title", markup=False)
            with VerticalScroll(classes="body"):
                yield Static(self._body, markup=False)
            yield Label("", id="more")
            with Horizontal(classes="buttons"):
                for name, label, key in self._answers if self._usual else ():
                    yield Button(f"{label} ({key})", id=f"answer-{name}", variant="primary")
                yield Button("Back (Esc)", id="answer-", variant="default" if self._usual else "primary")
                for name, label, key in () if self._usual else self._answers:
                    yield Button(f"{label} ({key})", id=f"answer-{name}")

    def on_mount(self) -> None:
        body = self.query_one(VerticalScroll)
        self.watch(body, "scroll_y", self._say_more)
        self.watch(body, "virtual_size", self._say_more)
        if self._usual:
            self.query_one(Button).focus()
        else:
            body.focus()

    def _say_more(self) -> None:
        body = self.query_one(VerticalScroll)
        more = self.query_one("#more", Label)
        more.display = body.max_scroll_y > 0
        more.update(
            "PageDown: more ↓" if body.scroll_target_y < body.max_scroll_y else "That is the end. PageUp: back ↑"
        )

    def on_resize(self) -> None:
        self.call_after_refresh(self._say_more)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss((event.button.id or "").removeprefix("answer-"))

    def action_answer(self, name: str) -> None:
        self.dismiss(name)

    def action_move(self, key: str) -> None:
        body = self.query_one(VerticalScroll)
        if key in ("up", "down"):
            body.scroll_relative(y=1 if key == "down" else -1, animate=False)
        elif key in ("pageup", "pagedown"):
            page = max(1, body.size.height - 1)
            body.scroll_relative(y=page if key == "pagedown" else -page, animate=False)
        else:
            body.scroll_to(y=0 if key == "home" else body.max_scroll_y, animate=False)

    def action_cancel(self) -> None:
        self.dismiss("")


class Writing(ModalScreen[str | None]):
    """A sentence to be written anew; None where the person went back."""

    BINDINGS = [  # noqa: RUF012 - Textual reads it from the class
        _CANCEL,
        Binding("ctrl+s", "take", "Take it", priority=True),
        Binding("ctrl+a", "everything", "Select all", show=False, priority=True),
    ]

    def __init__(self, original: str, text: str) -> None:
        super().__init__()
        self._original, self._text = original, text

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label("You wrote:")
            with VerticalScroll(classes="original"):
                yield Static(self._original, markup=False)
            yield Label(
                "Say it your way. All of it is selected: typing replaces it, ← and → keep it. Ctrl+A selects all."
            )
            yield TextArea(self._text, soft_wrap=True, id="own-words", tab_behavior="focus")
            with Horizontal(classes="buttons"):
                yield Button("Take it (Ctrl+S)", id="take", variant="primary")
                yield Button("Back (Esc)", id="back")

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.cursor_blink = False
        area.select_all()
        area.focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "take":
            self.action_take()
        else:
            self.dismiss(None)

    def action_everything(self) -> None:
        self.query_one(TextArea).select_all()

    def action_take(self) -> None:
        self.dismiss(self.query_one(TextArea).text)

    def action_cancel(self) -> None:
        self.dismiss(None)
