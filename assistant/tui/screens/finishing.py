"""What can be done at the end: copy, fit to a post, see what to show a client, go on writing with the result."""

from __future__ import annotations

from rich.text import Text

from assistant.deciding.checklist import to_show
from assistant.deciding.thread import PLATFORMS, length, posts
from assistant.domain.text import Span
from assistant.reports.story import clean
from assistant.reports.words import LIKELIHOOD, READERS
from assistant.tui.screens.base import Base
from assistant.tui.screens.modals import Choice, Question, Reading
from assistant.tui.widgets.finish import Finish


class Finishing(Base):
    """The last step's part of the main screen."""

    _told_of_clipboard = False

    def on_finish_asked(self, event: Finish.Asked) -> None:
        event.stop()
        if event.what == "save":
            self.action_save()
        elif event.what == "copy":
            self._copy()
        elif event.what == "fit":
            self._fit()
        elif event.what == "read":
            self._read_result()
        elif event.what == "take":
            self._take()
        elif event.what == "consent":
            self._consent()

    @property
    def text(self) -> str:
        """What would be published now."""
        return self.desk.decided.text if self.desk.decided is not None else self.editor.text

    def _copy(self) -> None:
        def copy(answer: str) -> None:
            if answer == "copy":
                Finishing._told_of_clipboard = True
                self.app.copy_to_clipboard(self.text)
                self.say("Copied, if your terminal allows it.")

        if Finishing._told_of_clipboard:
            copy("copy")
            return
        self.after(
            Question(
                "The clipboard belongs to the whole machine: other programs can read it, and some send it to your "
                "other devices or keep a history.",
                (("copy", "Copy it"), ("", "Back")),
            ),
            copy,
        )

    def _fit(self) -> None:
        count = length(self.text.strip())
        options = []
        for platform in PLATFORMS:
            number = len(posts(self.text, platform.limit))
            says = "fits" if number <= 1 else f"a thread of {number} posts"
            options.append((str(platform.limit), platform.name, says))
        self.after(Choice(f"It has {count:,} characters. Where do you want to post it?", options), self._show_thread)

    def _show_thread(self, limit: str) -> None:
        parts = posts(self.text, int(limit))
        text = Text()
        for part in parts:
            text.append(f"{length(part)} characters\n", style="bold")
            text.append("\n".join(clean(line) for line in part.split("\n")) + "\n\n")
        risk = self.readers.risk
        if len(parts) > 1 and risk is not None:
            text.append("Who reads one post can read them all, so the thread is judged as one text:\n")
            for reader, one in risk.readers.items():
                text.append(f"  {READERS[reader]} {LIKELIHOOD[one.tier]}.\n")
        self.app.push_screen(Reading("As a thread" if len(parts) > 1 else "As one post", text))

    def _read_result(self) -> None:
        text = Text("\n".join(clean(line) for line in self.text.split("\n")))
        self.app.push_screen(Reading("As it would be published", text))

    def _take(self) -> None:
        if self.desk.decided is None or self.stale:
            self.say("There is no result to go on with yet.")
            return
        self.editor.put(Span(0, len(self.editor.text)), self.text)
        self.go("write")
        self.say("The result is in the editor now. Ctrl+Z takes that back.")

    def _consent(self) -> None:
        shown = to_show(self.desk.decided) if self.desk.decided is not None else ""
        text = Text()
        if not shown:
            text.append("Nothing in it would need the client’s word, as far as discreet can tell.")
        else:
            text.append("If you ask, show the client the whole text, and talk about these parts of it:\n\n")
            for line in shown.split("\n"):
                text.append(f"  {clean(line)}\n\n")
            text.append("Say where it will stand, who will read it, and that they can say no, now or later.\n")
        self.app.push_screen(Reading("What to show the client", text))
