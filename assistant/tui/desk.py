"""What lies on the desk: the draft, what the person chose for it, and the review; plain values, no screen.

Promises: choices name words, so that they outlive edits elsewhere; undo takes back one choice; nothing here is
written anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.deciding.kept import Choice, Kept
from assistant.deciding.review import Item, Review
from assistant.domain.changes import Change
from assistant.domain.details import Detail, Kind
from assistant.domain.text import Draft
from assistant.pipeline import Analysis, NotADetail, Options, Result, Wish
from assistant.risk.standing import telling

if TYPE_CHECKING:
    from assistant.settings.glossary import Glossary

CHOSEN = "you chose it"
"""The reason of a choice that the person gave none for."""
IF_A_CASE = "If it does tell of a case, say so: Ctrl+P, then “It tells of a case”."
Name = tuple[Kind, str]
"""What a choice is about: a kind and the words, folded."""


def name_of(detail: Detail) -> Name:
    """The name under which choices about `detail` are kept."""
    return _name(detail.kind, detail.texts[0])


def with_refused(rejected: Mapping[str, tuple[str, ...]], item: Item) -> dict[str, tuple[str, ...]]:
    """The wordings turned down, with what `item` proposes among them."""
    return {**rejected, item.key: tuple(dict.fromkeys((*rejected.get(item.key, ()), item.wording)))}


def _name(kind: Kind, words: str) -> Name:
    return kind, " ".join(words.split()).casefold()


@dataclass(slots=True)
class Desk:
    """One draft being worked on."""

    draft: Draft
    """As it was opened; its text is the editor's."""
    path: Path | None = None
    options: Options = field(default_factory=Options)
    """What was asked for on the command line or in the settings."""
    glossary: Glossary | None = None
    """The person's own rules for drafts in this folder."""
    choices: dict[Name, Choice] = field(default_factory=dict)
    analysis: Analysis | None = None
    result: Result | None = None
    """The last rewriting, of the text as it was then."""
    review: Review | None = None
    judged_with: Options | None = None
    """What was asked for when the text as decided was last given to be judged."""
    unread: bool = False
    """Whether that judgement ended in an error."""
    laid: str = ""
    """As it was opened and the editor holds it, which makes every unusual line break a usual one."""
    saved: str = ""
    """The draft as it was last saved or opened."""
    rejected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    edited: dict[str, str] = field(default_factory=dict)
    written_to: Path | None = None
    written: str | None = None
    """The result that was written there."""
    places: dict[tuple[bool, bool], Path] = field(default_factory=dict)
    """Where results went whose names discreet chose: by whether as plain text, and with a telling file name."""
    settled: Kept = field(default_factory=Kept)
    """What was decided when a result was last written."""
    tried: dict[str, str] = field(default_factory=dict)
    """Why results can't be written in the format of the draft, by their texts; empty for those that can."""
    _judged: tuple[tuple[Change, ...], Result] | None = None
    _past: list[dict[Name, Choice]] = field(default_factory=list)

    def wanted(self) -> Options:
        """The options with every choice made so far."""
        wishes = tuple(c for c in self.choices.values() if isinstance(c, Wish))
        none = tuple(c for c in self.choices.values() if isinstance(c, NotADetail))
        known = self.glossary
        return replace(
            self.options,
            keep=(*self.options.keep, *(known.keeps() if known else ())),
            notices=(*self.options.notices, *(known.notices() if known else ())),
            wishes=(*self.options.wishes, *wishes),
            not_details=(*self.options.not_details, *none),
            rejected=dict(self.rejected),
            edited=dict(self.edited),
        )

    def choose(self, detail: Detail, rung: int, why: str = CHOSEN) -> None:
        """`detail` shall stand on `rung`."""
        self._step()
        self.choices[name_of(detail)] = Wish(detail.kind, detail.texts[0], rung, why)

    def dismiss(self, detail: Detail) -> None:
        """`detail` gives nobody away."""
        self._step()
        self.choices[name_of(detail)] = NotADetail(detail.kind, detail.texts[0])

    def free(self, detail: Detail) -> bool:
        """Let discreet choose again; whether there was a choice."""
        if name_of(detail) not in self.choices:
            return False
        self._step()
        del self.choices[name_of(detail)]
        return True

    def undo(self) -> bool:
        """Take the last choice back; whether there was one."""
        if not self._past:
            return False
        self.choices = self._past.pop()
        return True

    def choice(self, detail: Detail) -> Choice | None:
        """What the person chose for `detail`."""
        return self.choices.get(name_of(detail)) if self.choices and detail.texts else None

    def rung(self, detail: Detail) -> int:
        """Where `detail` stands with the choices made."""
        choice = self.choice(detail)
        if not isinstance(choice, Wish) or detail.ladder is None:
            return 0
        return min(choice.rung, len(detail.ladder.rungs) - 1)

    def telling(self, detail: Detail) -> bool:
        """Whether `detail` could help to give somebody away as it stands with the choices made."""
        if not detail.counts or detail.folded:
            return False
        rung = self.rung(detail)
        return telling(detail if rung == detail.rung else replace(detail, rung=rung))

    def rungs(self) -> Mapping[str, int]:
        """The rung of every detail that was turned, by id."""
        details = self.analysis.details if self.analysis and self.choices else ()
        return {d.id: rung for d in details if (rung := self.rung(d))}

    def reviewed(self, result: Result) -> Review:
        """Put a new rewriting on the desk; decisions on sentences whose change came out the same are kept.

        What was turned down stays listed where nothing else is proposed, so that it can be taken up again.
        """
        review = Review(result)
        if self.review is not None:
            review.carry(self.review, self.rejected)
        self.result, self.review, self._judged = result, review, None
        return review

    def judged(self, changes: tuple[Change, ...], result: Result) -> None:
        """Take over what the text comes to when these changes are made."""
        self._judged = (changes, result)

    @property
    def if_a_case(self) -> str:
        """What to do if the draft tells of a case that discreet does not see; empty where it sees one or was told."""
        analysis = self.analysis
        unseen = analysis is not None and bool(analysis.draft.text.strip()) and not analysis.case_passages
        return IF_A_CASE if unseen and not self.options.case else ""

    @property
    def decided(self) -> Result | None:
        """The text as decided so far, judged; None until the last decision is in it."""
        if self.review is None or self._judged is None:
            return None
        changes, result = self._judged
        return result if changes == self.review.changes() else None

    @property
    def result_saved(self) -> bool:
        """Whether the text as decided so far was written as it is."""
        return self.written is not None and self.decided is not None and self.decided.text == self.written

    @property
    def refusal(self) -> str:
        """Why the text as decided so far can't be written; empty where it can, or where that was not tried yet."""
        return self.tried.get(self.decided.text, "") if self.decided is not None else ""

    def to_judge_with(self) -> Options:
        """What is asked for, but for what a rewriting alone heeds."""
        return replace(self.wanted(), wishes=(), rejected={}, edited={})

    def learn(self) -> None:
        """Remember what was turned down and what was written by hand, for the next rewriting."""
        self.rejected, self.edited = self._learnt()

    def turn_down(self, item: Item) -> None:
        """Another wording was found in place of what `item` proposed, which is not to come again."""
        self.rejected = with_refused(self.rejected, item)

    def kept(self) -> Kept:
        """Everything that was decided, with what stands in the review now."""
        return Kept(tuple(self.choices.values()), *self._learnt())

    def _learnt(self) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        """Wordings turned down and the person's own, by sentence; an own wording that was turned down is forgotten."""
        rejected, edited = dict(self.rejected), dict(self.edited)
        if self.review is not None:
            for sentence in self.review.given_up():
                edited.pop(sentence, None)
            rejected = self.review.refused(rejected)
            edited.update(self.review.written())
        return rejected, edited

    def recall(self, kept: Kept) -> bool:
        """Take over what was decided earlier; what was decided since holds. Whether anything came of it."""
        before = self.kept()
        self.choices = {_name(c.kind, c.words): c for c in kept.choices} | self.choices
        self.rejected = {**kept.rejected, **self.rejected}
        self.edited = {**kept.edited, **self.edited}
        if self.review is not None:
            self.review.recall(kept.rejected)
        return self.kept() != before

    def _step(self) -> None:
        self._past.append(dict(self.choices))
