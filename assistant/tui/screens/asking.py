"""What can be asked about and set: help, who could tell in full, the caseload, the audience, the model, the prompt."""

from __future__ import annotations

from dataclasses import replace

from rich.text import Text

from assistant.domain.changes import Audience, Voice
from assistant.domain.risk import Reader, Risk
from assistant.reports.story import clean, quoted
from assistant.reports.words import LIKELIHOOD, LIMITS, POOLS, READERS, TIERS, sentence
from assistant.tui.actions import ACTIONS, Place, shown
from assistant.tui.screens.base import Base
from assistant.tui.screens.modals import Choice, Line, Reading
from assistant.tui.themes import SIGNS, paint

ABOUT = {
    Place.WRITE: "This is your draft. Words that could give somebody away are underlined while you type. Nothing "
    "leaves this machine, and nothing is kept unless you save.",
    Place.DETAILS: "Each line is a detail that could help somebody recognise a person. ← and → say it more or less "
    "exactly; the readers above move with it.",
    Place.CHANGES: "Each entry is a sentence that would change. Take it, leave it, or write it yourself. The readers "
    "above show the text as you have decided so far.",
    Place.FINISH: "How the text stands as you have decided so far, and what you can do with it.",
}
_STEPS = {"write": Place.WRITE, "details": Place.DETAILS, "changes": Place.CHANGES, "finish": Place.FINISH}
_AUDIENCES = {
    Audience.POST: ("A post", "Anyone may read it, and it travels. Told as something that can happen."),
    Audience.BLOG: ("A blog or newsletter", "Anyone may read it. Told as something that can happen."),
    Audience.TEACHING: ("Teaching", "Colleagues and students. It stays a case, without what identifies it."),
    Audience.BOOK: ("A book", "It stays a case, and no sentence is left out for you."),
    Audience.JOURNAL: ("A journal", "Details are left out rather than changed, and the client is asked."),
}
_VOICES = {
    Voice.AUTHOR: ("Mine", "“I” is you, the author."),
    Voice.CLIENT: ("My client’s", "“I” is the client, told in their voice."),
}


class Asking(Base):
    """The questions' part of the main screen."""

    def action_help(self) -> None:
        place = _STEPS[self.step]
        text = Text()
        text.append(f"{ABOUT[place]}\n")
        for where in (place, Place.EVERYWHERE):
            text.append(f"\n{where.value[:1].upper()}{where.value[1:]}\n", style="bold")
            for action in (a for a in ACTIONS if a.place is where):
                keys = ", ".join(shown(k) for k in action.keys) or "Ctrl+P"
                text.append(f"  {keys:<12} ", style="bold")
                text.append(f"{action.title}: {action.help}\n")
        detail = self.details.listing.detail if place is Place.DETAILS else None
        if detail is not None:
            found = ", ".join(dict.fromkeys(f"{e.source} {e.id}" for e in detail.evidence))
            text.append("\nThe detail under the cursor\n", style="bold")
            text.append(f"  Found by: {clean(found)}.\n")
        text.append("\nSigns\n", style="bold")
        text.append("  ○ low   ◐ raised   ● high   ? cannot tell   ↓ ↑ lower or higher than as written\n")
        text.append("  ▸ the current row   ≈ a detail that you turned   = kept as it stands   – no detail\n")
        text.append("  Underlined: together with others. Bold: by itself. Slanted: by what happened or was said.\n")
        self.app.push_screen(Reading("Help", text))

    def action_readers(self) -> None:
        risk = self.readers.risk
        if risk is None:
            self.say("Nothing was read yet.")
            return

        def then(answer: str) -> None:
            if answer == "caseload":
                self.action_caseload()

        self.after(Reading("Who could tell", self._in_full(risk), (("caseload", "How many clients", "h"),)), then)

    def action_caseload(self) -> None:
        caseload = self.desk.options.background.caseload

        def named(number: str) -> None:
            if int(number) >= 1:
                background = replace(self.desk.options.background, caseload=min(int(number), 100_000))
                self.desk.options = replace(self.desk.options, background=background)
                self.look()

        self.after(
            Line(
                "How many clients, patients or pupils do you have, or had at the time?\nOne of them might read it; "
                "the more there are, the less a common detail tells them.",
                str(caseload),
                numbers=True,
            ),
            named,
        )

    def action_case(self) -> None:
        case = not self.desk.options.case
        self.desk.options = replace(self.desk.options, case=case)
        self.say("It is read as a case." if case else "discreet decides whether it reads like a case.")
        self.look()

    def action_audience(self) -> None:
        def chosen(name: str) -> None:
            self.desk.options = replace(self.desk.options, audience=Audience(name))
            self.look()

        options = [(a.value, label, text) for a, (label, text) in _AUDIENCES.items()]
        self.after(Choice("Who will read it?", options, self.desk.options.audience.value), chosen)

    def action_voice(self) -> None:
        def chosen(name: str) -> None:
            self.desk.options = replace(self.desk.options, voice=Voice(name))
            self.look()

        options = [(v.value, label, text) for v, (label, text) in _VOICES.items()]
        self.after(Choice("Whose “I” is it in the draft?", options, self.desk.options.voice.value), chosen)

    def _in_full(self, risk: Risk) -> Text:
        styles = paint(self.app)
        text = Text()
        for reader in Reader:
            one = risk.readers[reader]
            text.append(
                f"{SIGNS[one.tier]} {READERS[reader]} {LIKELIHOOD[one.tier]} ({TIERS[one.tier]}).\n",
                style=styles.tiers[one.tier],
            )
            fits = f"{POOLS[reader]} this fits {one.crowd.words}." if one.crowd is not None else ""
            if fits and all(reason.text != fits for reason in one.reasons):
                text.append(f"  {fits}\n")
            reasons: dict[str, dict[str, None]] = {}
            for reason in sorted(one.reasons, key=lambda r: -r.tier):
                reasons.setdefault(reason.text, {}).update(dict.fromkeys(reason.words))
            for why, words in reasons.items():
                seen = ", ".join(quoted(w) for w in words)
                text.append(f"  – {sentence(clean(why))} {seen}\n")
            text.append("\n")
        text.append(f"Score {risk.score} of 100 ({TIERS[risk.overall]}); 0 is best.\n")
        if risk.harms:
            text.append(f"If someone did tell, it would hurt more than usual: {', '.join(risk.harms)}.\n")
        for note in (*risk.notes, LIMITS):
            text.append(f"{note}\n", style=styles.quiet)
        caseload = self.desk.options.background.caseload
        text.append(f"Reckoned with {caseload} clients of yours.\n", style=styles.quiet)
        return text
