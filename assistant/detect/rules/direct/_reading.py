"""Reading words as parts of names: what is shaped like one, where a run of names ends, what stands around it.

Offsets are the view's own; `i` and `end` in the methods are places in `words`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.detect.rules.direct import _frames as frames
from assistant.detect.rules.direct._cited import cited
from assistant.detect.view import View
from assistant.domain.details import Attributes
from assistant.domain.text import Role
from assistant.language import names as lexicon
from assistant.language.words import Word


@dataclass(frozen=True, slots=True)
class Name:
    """One name: `form` is full, given, nickname, surname, title or initials; `end` is not included."""

    start: int
    end: int
    form: str
    score: float
    given: str = ""
    surname: str = ""
    title: str = ""
    sex: str = "unknown"

    @property
    def attributes(self) -> Attributes:
        """What ladders and merging read: form, given, surname, title, sex; parts that are missing are left out."""
        parts = {"given": self.given, "surname": self.surname, "title": self.title}
        return {"form": self.form, "sex": self.sex, **{k: v for k, v in parts.items() if v}}


Found = tuple[Name | None, int]
"""A name, or None where the words are surely none, and the place of the word to go on with."""

_OPENERS = frozenset(".!?:\"“”'‘’(—–-…*•#>|[;") | {"...", "--", "\u2022"}
_SEXES = {"f": "f", "m": "m"}
_INITIALS = re.compile(r"^(?:[A-Z]\.)+[A-Z]?\.?$")
_PREFIX = r"(?:Mc|Mac|De|Di|Du|Da|La|Le|Van|Fitz|[A-Z]['’]|Al|El|Abd)"
_SHAPE = re.compile(rf"^(?:{_PREFIX}?[^\W\d_a-z][^\W\d_A-Z]+[-'’]?)+$")
_EVES = frozenset({"year", "year's", "years", "'s", "christmas", "hallows", "hallow's", "easter"})
"""What has an eve: New Year's Eve is nobody's name."""
_AFTER_AGE = frozenset([",", ".", "and", ")"])
_AGE = re.compile(r"^\d{1,2}$")


class Reading:
    """One view's words, and questions about them."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words: Sequence[Word] = view.words
        self.titled = view.role is Role.HEADING or _title_case(self.words)
        self.shouted = _shouted(self.words)
        self.cited = cited(view.text)

    def _lower(self, i: int) -> str:
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def _is_name_shaped(self, i: int) -> bool:
        """Capitalised, with lower-case letters behind, or all in capitals where everything is."""
        if not 0 <= i < len(self.words):
            return False
        text = self.words[i].text
        if not text[0].isupper() or len(text) < 2 or any(c.isdigit() or c == "." for c in text):
            return False
        return self.shouted or _SHAPE.match(text) is not None or self._in_capitals(i)

    def _in_capitals(self, i: int) -> bool:
        """A listed name in capitals beside another name ("ANNA KOWALSKA", "Anna KOWALSKA"), and no abbreviation."""
        text = self.words[i].text
        if len(text) < 3 or not (text.isalpha() and text.isupper()) or self._blocked(i):
            return False
        before = self._adjacent(i) and self._plainly_given(i - 1)
        behind = i + 1 < len(self.words) and self._adjacent(i + 1) and self.words[i + 1].text.isupper()
        if before:
            return lexicon.surname(text.lower()) > 0 or (len(text) > 4 and not lexicon.ordinary(text.lower()))
        return behind and self._plainly_given(i) and len(self.words[i + 1].text) > 3

    def _plainly_given(self, i: int) -> bool:
        text = self.words[i].text
        return len(text) > 2 and lexicon.given(text.title()) is not None and not lexicon.ordinary(text.lower())

    def _adjacent(self, i: int) -> bool:
        """Whether word `i` follows word `i - 1` after a space."""
        if not 0 < i < len(self.words):
            return False
        between = self.view.text[self.words[i - 1].end : self.words[i].start]
        return bool(between) and between.isspace() and "\n\n" not in between

    def _opens(self, i: int) -> bool:
        """Whether word `i` is capitalised for opening a sentence, line or quotation."""
        if i == 0 or self.words[i - 1].text in _OPENERS or self.words[i - 1].text[-1] in "_*#>":
            return True
        between = self.view.text[self.words[i - 1].end : self.words[i].start]
        return "\n" in between or (i == 1 and self.words[0].text[0].isdigit() and bool(between))

    def _blocked(self, i: int) -> bool:
        lower = self.words[i].lower
        if (
            lower == "valentine"
            and self._lower(i + 1) in ("'s", "s")
            and self._lower(i + 2) in ("day", "card", "cards")
        ):
            return True
        return lower in frames.NOT_NAMES or (lower == "eve" and self._lower(i - 1) in _EVES)

    def _surname_shaped(self, i: int, after_given: bool) -> bool:
        """Whether word `i` can be a surname; after a given name ordinary words may be ("Grace Young")."""
        if not self._is_name_shaped(i) or self._blocked(i) or self._lower(i) in frames.TITLES:
            return False
        lower = self.words[i].lower
        if lower in frames.ORGANISATION_TAILS and not (after_given and lexicon.surname(lower) == 1):
            return False
        if lexicon.surname(lower):
            return True
        return not lexicon.ordinary(lower) and not self.titled

    def _given_shaped(self, i: int) -> bool:
        return self._is_name_shaped(i) and lexicon.given(self.words[i].text) is not None and not self._blocked(i)

    def _clear_given(self, i: int) -> bool:
        return self._given_shaped(i) and lexicon.fold(self.words[i].text) not in lexicon.traps()

    def _initial_end(self, i: int) -> int:
        """Where initials that start at word `i` end ("J.", "J.R.", "J. R."), or `i` when there are none."""
        end = i
        while end < len(self.words):
            text = self.words[end].text
            if _INITIALS.match(text):
                end += 1
            elif (
                len(text) == 1
                and text.isupper()
                and end + 1 < len(self.words)
                and self.words[end + 1].text == "."
                and self.words[end + 1].start == self.words[end].end
            ):
                end += 2
            else:
                break
        return end

    def _surnames_from(self, i: int, after_given: bool = True, most: int = 3) -> int:
        """End of the surnames (with particles) that start at word `i`; `i` when there are none."""
        end = i
        taken = 0
        while taken < most and end < len(self.words) and self._adjacent(end):
            at = end
            while at - end < 3 and self._lower(at) in frames.PARTICLES and self._adjacent(at):
                at += 1
            if at == len(self.words) or not self._adjacent(at) or not self._surname_shaped(at, after_given):
                at = end
                if not self._surname_shaped(at, after_given):
                    break
            end = at + 1
            taken += 1
        return end

    def _tail(self, end: int) -> bool:
        """Whether the run goes on into the name of an organisation, a place or a work."""
        if not self._adjacent(end):
            return False
        word = self.words[end]
        if word.text == "&":
            return True
        return word.text[0].isupper() and word.lower in frames.ORGANISATION_TAILS

    def _text(self, i: int, end: int) -> str:
        return self.view.text[self.words[i].start : self.words[end - 1].end]

    def _known_around(self, i: int, end: int) -> bool:
        """Whether a known person's name begins here, be it longer or shorter than what was taken."""
        stops = range(min(end + 1, len(self.words)), i + 1, -1)
        return any(is_known(self._text(i, stop)) for stop in stops)

    def _in_person_frame(self, start: int, end: int) -> bool:
        """Whether the words around a name could only stand around a person's."""
        before = self._lower(start - 1)
        if before in frames.PERSON_NOUNS | {"named", "nicknamed"} and self._adjacent(start):
            return True
        if before == "called" and self._lower(start - 2) in frames.PERSON_NOUNS | {"child", "someone", "somebody"}:
            return True
        if before == "," and self._lower(start - 2) in frames.PERSON_NOUNS:
            return True
        if before in ("is", "was", "'s") and self._lower(start - 2) == "name":
            return True
        if before in ("dear", "hi", "hello", "poor", "little", "told", "asked", "thanked", "hugged"):
            return True
        return self._person_follows(end)

    def _person_follows(self, end: int) -> bool:
        """ ", 34,", "(23)", ", who", a verb that people do."""
        follows, second = self._lower(end), self._lower(end + 1)
        if follows in frames.SPEECH:
            return True
        if follows == "," and second in ("who", "whose", "whom", "aged"):
            return True
        if self._called_a_client(end):
            return True
        if follows == "," and _AGE.match(second) and self._lower(end + 2) in _AFTER_AGE:
            return True
        if follows == "(" and (_AGE.match(second) is not None or second in ("aged", "he", "she", "they", "not")):
            return True
        return follows == "'s" and second in frames.KIN

    def _called_a_client(self, end: int) -> bool:
        """ "is my client", "was our patient"."""
        being = self._lower(end) in ("is", "was", "'s") and self._lower(end + 1) in ("my", "our")
        return being and self._lower(end + 2) in ("client", "patient", "pupil", "student", "supervisee")

    def _being_follows(self, i: int) -> bool:
        return self._lower(i + 1) in frames.BEING

    def _place_context(self, i: int) -> bool:
        return self._lower(i - 1) in frames.PLACE_PREPOSITIONS


def sex_of(given: str) -> str:
    listed = lexicon.given(given)
    return _SEXES.get(listed.sex, "unknown") if listed else "unknown"


def is_known(text: str) -> bool:
    """A known person by this name; single words that are usual given names too don't say who."""
    folded = lexicon.fold(text).strip("'\" ")
    if folded not in lexicon.known_people():
        return False
    listed = lexicon.given_names().get(folded)
    return listed is None or listed.frequency == 3


def _title_case(words: Sequence[Word]) -> bool:
    """Most longer words capitalised: capitals say nothing there."""
    long = [w.text[0] for w in words if len(w.text) > 3 and w.text.isalpha()]
    return 4 <= len(long) <= 16 and sum(map(str.isupper, long)) > 0.65 * len(long)


def _shouted(words: Sequence[Word]) -> bool:
    """Most words all in capitals."""
    if len(words) > 1 and words[0].text[-1:].islower() and words[1].text[-1:].islower():
        return False
    letters = [w.text for w in words if len(w.text) > 2 and w.text.isalpha()]
    return len(letters) >= 2 and sum(map(str.isupper, letters)) > 0.6 * len(letters)
