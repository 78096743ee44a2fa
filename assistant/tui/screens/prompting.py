"""Which model words passages and what it is asked: chosen here, each with what it says of itself.

Promises: the very text that a model gets is shown before anything is sent to it; nothing is downloaded here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from assistant.cli.text import size
from assistant.domain.errors import DiscreetError, ModelError
from assistant.domain.ports import Mark, Window
from assistant.reports.story import clean
from assistant.reports.words import kind_name
from assistant.tui.screens.base import Base
from assistant.tui.screens.modals import Choice, Reading

if TYPE_CHECKING:
    from assistant.cli.helping import Help
    from assistant.prompting.prompt import Prompt
    from assistant.prompting.store import PromptStore

DEFAULT_PROMPT = "generalise"
_PASSES = {
    "find": ("Look for more", "Reads the draft for what only understanding finds, before it is rewritten."),
    "attack": ("Try to tell who it is", "Reads the result as somebody who wants to know would; what it finds counts."),
}


class Prompting(Base):
    """The models' and prompts' part of the main screen."""

    def action_models(self) -> None:
        """Every model that can word passages; choosing one shows what it says of itself.

        The writer that comes along is none of them: it compares wordings and writes none.
        """
        from assistant.engine import catalogue

        options = [("none", "No model", "Rules alone: quick, and plainer in wording.")]
        self._files: dict[str, Path] = {}
        for one in catalogue.installed():
            self._files[one.path.stem] = one.path
            about = one.problem or f"{size(one.size)}, licence: {one.licence or 'the file does not say'}"
            options.append((one.path.stem, clean(one.name), clean(about)))
        if len(options) == 1:
            options.append(("how", "How do I get one?", "discreet models suggest names those that suit this machine."))
        current = next((name for name, path in self._files.items() if path == self.model), "none")
        self.after(
            Choice("Which model may word passages? It runs on this machine.", options, current), self._model_chosen
        )

    def _model_chosen(self, name: str) -> None:
        if name == "how":
            self.say("In a terminal, type: discreet models suggest. Only discreet models pull uses the network.")
            return
        if name == "none":
            self.model = None
            self.say("Rules alone word passages.")
            return
        from assistant.cli.models_shown import shown

        try:
            about = "\n".join(clean(line) for line in shown(name))
        except ModelError as error:
            self.say(str(error), grave=True)
            return

        def then(answer: str | None) -> None:
            if answer == "use":
                self.model = self._files[name]
                self.say(f"{name} words passages from the next rewriting on.")
            else:
                self.action_models()

        self.app.push_screen(Reading("Model", about, (("use", "Use it", "u"),), usual=True), then)

    def action_passes(self) -> None:
        """What the model does beside wording passages; choosing a line turns it on or off."""
        options = [
            (name, f"{'on ' if name in self.passes else 'off'}  {title}", what)
            for name, (title, what) in _PASSES.items()
        ]
        title = "What shall the model do besides? Each takes a while; Enter turns it on or off."
        if self.model is None:
            title += "\nNo model is chosen yet: Ctrl+P, Models."
        self.after(Choice(title, options), self._pass_chosen)

    def _pass_chosen(self, name: str) -> None:
        self.passes ^= {name}
        self.action_passes()

    def help_wanted(self) -> Help | None:
        """The model, what it is asked, and its passes; None where none is chosen. Raises DiscreetError."""
        if self.model is None:
            return None
        from assistant.cli.helping import Help
        from assistant.prompt_wiring import prompt_store

        store = prompt_store(folder=self._folder())
        find, attack = "find" in self.passes, "attack" in self.passes
        return Help(
            self.model,
            self.prompt(),
            store.load("find-details") if find else None,
            store.load("attack") if attack else None,
            store.load("arbitrate") if attack else None,
        )

    def action_prompts(self, at: str = "") -> None:
        """Every prompt for wording passages; choosing one shows the very text that a model gets.

        The cursor begins at the one called `at`, else at the one that holds.
        """
        from assistant.prompt_wiring import prompt_store

        try:
            options = list(self._wordings(prompt_store(folder=self._folder())))
        except DiscreetError as error:
            self.say(str(error), grave=True)
            return
        current = self.prompt_name or self.settings.wording.prompt or DEFAULT_PROMPT
        self.after(Choice("What is the model asked? Enter shows it first.", options, current, at), self._show_prompt)

    def _wordings(self, store: PromptStore) -> Iterator[tuple[str, str, str]]:
        """The prompts for wording passages, each with what it says of itself. Raises PromptError."""
        for name in store.names():
            try:
                prompt = store.load(name)
            except DiscreetError as error:
                yield name, name, f"can’t be used: {clean(str(error))}"
                continue
            if prompt.output.name == "wording":
                yield name, name, f"{clean(prompt.summary)} ({store.find(name).place.kind})"

    def _show_prompt(self, name: str) -> None:
        try:
            prompt = self.prompt(name)
        except DiscreetError as error:
            self.say(str(error), grave=True)
            return

        def then(answer: str | None) -> None:
            if answer == "use":
                self.prompt_name = name
                none = "" if self.model else " No model is chosen yet: Ctrl+P, Models."
                self.say(f"The model will be asked with the prompt “{name}”.{none}")
            else:
                self.action_prompts(name)

        answers = (("use", "Use this prompt", "u"),)
        self.app.push_screen(Reading(f"Prompt: {name}", _preview(prompt, self._window()), answers, usual=True), then)

    def prompt(self, name: str = "") -> Prompt:
        """The prompt that is chosen, or called `name`, for who will read the draft. Raises PromptError."""
        from assistant.prompt_wiring import wording_prompt

        wanted = name or self.prompt_name or self.settings.wording.prompt
        return wording_prompt(wanted, None, self._folder(), self.desk.options.audience)

    def _folder(self) -> Path:
        return self.desk.path.parent if self.desk.path else Path()

    def _window(self) -> Window:
        """A sentence of the draft as a model would get it; an invented one where nothing is to be worded."""
        analysis = self.desk.analysis
        telling = [d for d in analysis.details if d.counts and not d.folded and d.spans] if analysis else []
        for passage in analysis.draft.passages if analysis else ():
            here = [(d, d.spans[0]) for d in telling if passage.span.contains(d.spans[0])]
            if here:
                detail, span = here[0]
                start = passage.span.start
                rungs = detail.ladder.rungs if detail.ladder else ()
                wanted = rungs[1].text if len(rungs) > 1 else ""
                mark = Mark(span.start - start, span.end - start, kind_name(detail.kind), wanted)
                return Window("", passage.text.rstrip(), (mark,), False, "")
        return Window("", "She is a nurse in Leeds.", (Mark(18, 23, "place", "a city"),), False, "")


def _preview(prompt: Prompt, window: Window) -> Text:
    text = Text()
    text.append("For each passage a model gets this and nothing else. It stays on this machine.\n\n")
    text.append("What it is told\n", style="bold")
    text.append(f"{prompt.system}\n")
    for asked, answer in prompt.examples[:1]:
        text.append("\nAn example that it is shown\n", style="bold")
        text.append(f"{asked}\n→ {answer}\n")
    text.append("\nWhat it is asked, here about a sentence of your draft\n", style="bold")
    text.append(prompt.ask(window))
    return text
