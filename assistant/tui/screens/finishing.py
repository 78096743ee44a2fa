"""What can be done at the end: copy, fit to a post, see what to show a client, go on writing with the result."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from assistant.deciding.checklist import to_show
from assistant.deciding.thread import PLATFORMS, length, posts
from assistant.domain.risk import Risk, Tier
from assistant.domain.text import Span
from assistant.pipeline import Result
from assistant.reports.story import clean
from assistant.reports.words import LIKELIHOOD, READERS
from assistant.tui.screens.deciding import Deciding
from assistant.tui.screens.modals import Choice, Question, Reading
from assistant.tui.widgets.finish import Finish


class Finishing(Deciding):
    """The last step's part of the main screen."""

    _told_of_clipboard = False

    def on_finish_asked(self, event: Finish.Asked) -> None:
        event.stop()
        if event.what == "save":
            self.action_save()
        elif event.what == "copy":
            self.with_what_is_published(self._copy, "Copy my draft as it is")
        elif event.what == "fit":
            self.with_what_is_published(self._fit, "Fit my draft as it is")
        elif event.what == "read":
            self.with_what_is_published(self._read_result, "Read my draft as it is")
        elif event.what == "take":
            self._take()
        elif event.what == "consent":
            self.with_what_is_published(self._consent)

    def _text(self, decided: Result | None) -> str:
        return decided.text if decided is not None else self.editor.text

    def _copy(self, decided: Result | None) -> None:
        text = self._text(decided)

        def copy(answer: str) -> None:
            if answer == "copy":
                Finishing._told_of_clipboard = True
                self.app.copy_to_clipboard(text)
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

    def _fit(self, decided: Result | None) -> None:
        whole = self._text(decided)
        judged = decided or self.desk.analysis
        risk = judged.risk if judged is not None else None
        options = []
        for platform in PLATFORMS:
            number = len(posts(whole, platform.limit))
            says = "fits" if number <= 1 else f"a thread of {number} posts"
            options.append((str(platform.limit), platform.name, says))
        question = f"It has {length(whole.strip()):,} characters. Where do you want to post it?"
        self.after(Choice(question, options), lambda limit: self._show_thread(posts(whole, int(limit)), risk))

    def _show_thread(self, parts: Sequence[str], risk: Risk | None) -> None:
        text = Text()
        for part in parts:
            text.append(f"{length(part)} characters\n", style="bold")
            text.append("\n".join(clean(line) for line in part.split("\n")) + "\n\n")
        if len(parts) > 1 and risk is not None:
            text.append("Who reads one post can read them all, so the thread is judged as one text:\n")
            for reader, one in risk.readers.items():
                text.append(f"  {READERS[reader]} {LIKELIHOOD[one.tier]}.\n")
        self.app.push_screen(Reading("As a thread" if len(parts) > 1 else "As one post", text))

    def _read_result(self, decided: Result | None) -> None:
        text = Text("\n".join(clean(line) for line in self._text(decided).split("\n")))
        self.app.push_screen(Reading("As it would be published", text))

    def _take(self) -> None:
        if self.desk.review is None or self.stale:
            self.say("There is no result to go on with yet.")
        else:
            self.when_read(self._write_on)

    def _write_on(self, decided: Result) -> None:
        self.editor.put(Span(0, len(self.editor.text)), decided.text)
        self.go("write")
        self.say("The result is in the editor now. Ctrl+Z takes that back.")

    def _consent(self, decided: Result | None) -> None:
        if decided is None:
            self.say(
                "Nothing is rewritten yet. Ctrl+R rewrites your draft; then this names what is left to talk about."
            )
            return
        shown = to_show(decided)
        text = Text()
        if not shown and decided.risk.overall > Tier.LOW:
            text.append("discreet can’t name single parts of it. If you ask, show the client the whole text.\n")
        elif not shown:
            text.append("Nothing in it would need the client’s word, as far as discreet can tell.")
        else:
            text.append("If you ask, show the client the whole text, and talk about these parts of it:\n\n")
            for line in shown.split("\n"):
                text.append(f"  {clean(line)}\n\n")
            text.append("Say where it will stand, who will read it, and that they can say no, now or later.\n")
        self.app.push_screen(Reading("What to show the client", text))
