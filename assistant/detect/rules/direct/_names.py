"""Names of people in a passage, found in one walk over its words; the name rules each take their own forms from it.

Promises: names never overlap and come in order; people of theory, letters, news and fiction are left out (the rules
below `exempt` see those); labels such as "Client A" or "Mr X" are no names. Offsets are the view's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from assistant.detect.rules.direct import _frames as frames
from assistant.detect.rules.direct._alone import Alone
from assistant.detect.rules.direct._reading import Found, Name, is_known, sex_of
from assistant.detect.rules.direct._titles import Titles
from assistant.detect.view import View
from assistant.language import names as lexicon
from assistant.language.words import Word

_OPENING = frozenset("\"'“‘«(")
_CLOSING = frozenset("\"'”’»)")
_LOWER_TITLES = frozenset(["mr", "mrs", "ms", "dr"])
_TELLING = frozenset(
    "told tells said says asked asks texted texts rang cried goes replied laughed shouted whispered emailed "
    "ghosted messaged bounced".split()
)
_SUBJECT_ENDINGS = ("ology", "iatry", "ics", "ism", "isms", "ing", "tion", "ment", "ness", "apy", "care", "ware")


@lru_cache(maxsize=4)
def names(view: View) -> tuple[Name, ...]:
    """The names in a view."""
    return tuple(_Scan(view).run())


class _Scan(Titles, Alone):
    """One walk. Each method looks at word `i` and says which name it found, if any, and where to go on."""

    def run(self) -> Iterator[Name]:
        i = 0
        while i < len(self.words):
            text = self.words[i].text
            found: Found | None = None
            if text[0].isupper():
                found = self._titled_name(i) or self._initialled(i) or self._capitalised(i)
            elif text in _LOWER_TITLES or lexicon.lower_case_name(text):
                found = self._lower_case(i)
            if found is None:
                i += 1
                continue
            name, end = found
            if name is not None and not any(c.start < name.end and name.start < c.end for c in self.cited):
                yield name
            i = max(end, i + 1)

    def _capitalised(self, i: int) -> Found | None:
        if not self._is_name_shaped(i):
            return None
        word = self.words[i]
        if self._given_shaped(i):
            return self._from_given(i)
        if self._blocked(i):
            return None
        return self._from_unlisted(i, word)

    def _from_given(self, i: int) -> Found | None:
        at = i + 1
        while self._adjacent(at) and self._clear_given(at) and at - i < 3:
            at += 1
        middle = self._initial_end(at) if self._adjacent(at) else at
        middle = middle if middle > at else self._nickname_end(at)
        end = self._surnames_from(middle, most=4 - (at - i))
        if end == middle and middle > at and self.words[middle - 1].text in _CLOSING:
            middle = end = at
        single = end == i + 1 and middle == at
        if self._tail(end) or self._known_around(i, end):
            return None, max(end, i + 1)
        if (
            not single
            and end > at
            and self.words[end - 1].lower in frames.ORGANISATION_TAILS
            and not (self._in_person_frame(i, end) or self._being_follows(end - 1))
        ):
            return None, end
        if single:
            return self._given_alone(i)
        if middle > at and end == middle:
            return self._given_and_initial(i, end)
        family_at = end - 1 if end > at or at - i > 1 else end
        trap = lexicon.traps().get(lexicon.fold(self.words[i].text), "")
        family = self.words[family_at]
        ordinary = lexicon.ordinary(family.lower) or lexicon.surname(family.text) == 0
        if trap and not self._pair_holds(i, family_at, trap, ordinary):
            return self._given_alone(i)
        if self.titled and lexicon.ordinary(family.lower) and (trap or lexicon.surname(family.text) != 1):
            return self._given_alone(i)
        first = lexicon.given(self.words[i].text)
        rare = first is not None and first.frequency == 3
        if ordinary and rare and lexicon.ordinary(family.lower) and not self._in_person_frame(i, end):
            return None
        score = 0.95 if not ordinary and not trap else 0.85
        return self._full(i, end, score), end

    def _nickname_end(self, at: int) -> int:
        """Where a nickname between a given name and a surname ends ("Ray ‘Sparks’ Dunmore"), or `at`."""
        marks = self.words[at : at + 3]
        if len(marks) < 3 or marks[0].text not in _OPENING or marks[2].text not in _CLOSING:
            return at
        return at + 3 if self._is_name_shaped(at + 1) and self.words[at - 1].end < marks[0].start else at

    def _pair_holds(self, i: int, family_at: int, trap: str, ordinary: bool) -> bool:
        """Whether a doubtful given name is one because of the word behind it ("Grace Okafor", not "May Day")."""
        if (self.titled and ordinary) or self.words[family_at].lower in frames.ORGANISATION_TAILS:
            return False
        if trap in ("place", "month") and self._lower(i - 1) in frames.PLACE_PREPOSITIONS | frames.MONTH_LEADS:
            return not ordinary and lexicon.surname(self.words[family_at].text) in (1, 2)
        if self._opens(i):
            return not ordinary or lexicon.surname(self.words[family_at].text) == 1
        return True

    def _given_and_initial(self, i: int, end: int) -> Found:
        last = self.words[end - 1].end
        if is_known(self._text(i, end)):
            return None, end
        given = self.words[i].text
        return Name(self.words[i].start, last, "full", 0.9, given, "", "", sex_of(given)), end

    def _from_unlisted(self, i: int, word: Word) -> Found | None:
        """A capitalised word that no list of given names has."""
        lower = word.lower
        if lexicon.ordinary(lower.partition("-")[0]) or lower in frames.ORGANISATION_TAILS or self.titled:
            return self._called(i) if not self.titled else None
        family = self._surnames_from(i + 1, after_given=False)
        if self._tail(family) or self._known_around(i, family):
            return None, family
        if lower.endswith(_SUBJECT_ENDINGS) and not lexicon.surname(word.text):
            return self._called(i)
        framed = self._in_person_frame(i, family)
        human = self._lower(family) in frames.SPEECH
        listed = lexicon.surname(word.text)
        told = self._lower(family) in _TELLING
        if not listed and human and not told and self._opens(i) and family == i + 1:
            return self._called(i)
        if is_known(word.text) and family == i + 1:
            return None, i + 1
        if family > i + 1:
            both = listed and lexicon.surname(self.words[family - 1].text)
            if framed or human or (both and not self._opens(i) and self._being_follows(family - 1)):
                return self._full(i, family, 0.8 if framed else 0.65), family
            return None, family
        if self._before_organisation(i):
            return None, i + 1
        if framed and not self._place_context(i):
            given = "" if listed else word.text
            form = "surname" if listed else "given"
            return Name(word.start, word.end, form, 0.7, given, word.text if listed else ""), i + 1
        if human and not self._place_context(i) and (told or listed or not self._opens(i)):
            score = 0.6 if listed or not self._opens(i) else 0.5
            return Name(
                word.start,
                word.end,
                "surname" if listed else "given",
                score,
                "" if listed else word.text,
                word.text if listed else "",
            ), i + 1
        return self._called(i)

    def _called(self, i: int) -> Found | None:
        """ "a boy called Biscuit", "my client, Blossom,": whatever word it is, it is used as a name there."""
        before = self._lower(i - 1)
        if (
            before in ("called", "named", "nicknamed")
            and self._adjacent(i)
            and not self._blocked(i)
            and any(self._lower(k) in frames.PERSON_NOUNS for k in range(max(0, i - 4), i - 1))
        ):
            word = self.words[i]
            return Name(word.start, word.end, "given", 0.75, word.text), i + 1
        return None

    def _before_organisation(self, i: int) -> bool:
        return self._adjacent(i + 1) and self.words[i + 1].text[0].isupper() and self._lower(i + 1) not in ("i",)

    def _lower_case(self, i: int) -> Found | None:
        """ "anna told me", "my client sarah", "mr hendry": names in posts written without capitals."""
        word = self.words[i]
        if word.text in _LOWER_TITLES:
            if not self._adjacent(i + 1):
                return None
            after = self.words[i + 1]
            if (after.text[0].islower() and lexicon.surname(after.text) and not lexicon.ordinary(after.lower)) or (
                after.text[0].isupper() and len(after.text) > 2 and self._is_name_shaped(i + 1)
            ):
                sex = "m" if word.lower == "mr" else "unknown" if word.lower == "dr" else "f"
                return Name(word.start, after.end, "title", 0.8, "", after.text, word.text, sex), i + 2
            return None
        listed = lexicon.given_names()[word.text]
        before = self._lower(i - 1)
        led = self._adjacent(i) and (
            before in frames.PERSON_NOUNS
            or (
                before in ("called", "named")
                and any(
                    self._lower(k) in frames.PERSON_NOUNS or self._lower(k) in ("her", "him", "them")
                    for k in (i - 2, i - 3)
                )
            )
        )
        told = self._lower(i + 1) in _TELLING and before not in ("the", "a", "an", "of", "to", "not")
        if not (led or told):
            return None
        form = "nickname" if listed.short else "given"
        return Name(word.start, word.end, form, 0.7, word.text, "", "", sex_of(word.text)), i + 1
