"""Names of people in a passage, found in one walk over its words; the name rules each take their own forms from it.

Promises: names never overlap and come in order; people of theory, letters, news and fiction are left out (the rules
below `exempt` see those); labels such as "Client A" or "Mr X" are no names. Offsets are the view's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.detect.rules.direct import _frames as frames
from assistant.detect.rules.direct._cited import cited
from assistant.detect.view import View
from assistant.domain.details import Attributes
from assistant.domain.text import Role
from assistant.language import names as lexicon
from assistant.language.words import Word


@dataclass(frozen=True, slots=True)
class Name:
    """One name: `form` is full, given, nickname, surname, title or initials."""

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


_OPENERS = frozenset(".!?:\"“”'‘’(—–-…*•#>|[;") | {"...", "--", "\u2022"}
_SEXES = {"f": "f", "m": "m"}
_INITIALS = re.compile(r"^(?:[A-Z]\.)+[A-Z]?\.?$")
_SHAPE = re.compile(r"^(?:(?:Mc|Mac|De|Di|Du|Da|La|Le|Van|Fitz|[A-Z]['’]|Al|El|Abd)?[^\W\d_a-z][^\W\d_A-Z]+[-'’]?)+$")
_LOWER_TITLES = frozenset(["mr", "mrs", "ms", "dr"])
_AGE = re.compile(r"^\d{1,2}$")


@lru_cache(maxsize=4)
def names(view: View) -> tuple[Name, ...]:
    """The names in a view."""
    return tuple(_Scan(view).run())


class _Scan:
    """One walk. `words[i]` is at hand; the methods below look around it and say how far a name runs."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words: Sequence[Word] = view.words
        self.titled = view.role is Role.HEADING or _title_case(self.words)
        self.shouted = _shouted(self.words)
        self.cited = cited(view.text)

    def run(self) -> Iterator[Name]:
        i = 0
        lowered = lexicon.lower_case_names()
        while i < len(self.words):
            text = self.words[i].text
            found: tuple[Name | None, int] | None = None
            if text[0].isupper():
                found = self._titled_name(i) or self._initialled(i) or self._capitalised(i)
            elif text in lowered or text in _LOWER_TITLES:
                found = self._lower_case(i)
            if found is None:
                i += 1
                continue
            name, end = found
            if name is not None and not any(c.start < name.end and name.start < c.end for c in self.cited):
                yield name
            i = max(end, i + 1)

    # -- reading single words -------------------------------------------------------------------------------------

    def _lower(self, i: int) -> str:
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def _is_name_shaped(self, i: int) -> bool:
        """Capitalised, with lower-case letters behind, or all in capitals where everything is."""
        if not 0 <= i < len(self.words):
            return False
        text = self.words[i].text
        if not text[0].isupper() or len(text) < 2 or any(c.isdigit() or c == "." for c in text):
            return False
        return self.shouted or _SHAPE.match(text) is not None

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
        return "\n" in between or (self.words[i - 1].text[:1].isdigit() and self.words[i - 1].end != self.words[i].start \
            and i == 1)

    def _blocked(self, i: int) -> bool:
        return self.words[i].lower in frames.NOT_NAMES

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
            elif len(text) == 1 and text.isupper() and end + 1 < len(self.words) and self.words[end + 1].text == "." \
                    and self.words[end + 1].start == self.words[end].end:
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
            while at < len(self.words) and at - end < 3 and self.words[at].lower in frames.PARTICLES and self._adjacent(at):
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

    # -- titles ---------------------------------------------------------------------------------------------------

    def _titled_name(self, i: int) -> tuple[Name | None, int] | None:
        lower = self.words[i].lower
        strong = lower in frames.TITLES
        if not strong and lower not in frames.WEAK_TITLES:
            return None
        at = i + 1
        if self._lower(at) in ("and", "&") and self._lower(at + 1) in frames.TITLES:
            at += 2
        if at < len(self.words) and self.words[at].text == "." and strong:
            at += 1
        while self._lower(at) in frames.TITLES | {"dr", "sir"} and at < len(self.words):
            at += 1
        if at >= len(self.words) or not (self._adjacent(at) or self.words[at - 1].text == "."):
            return None
        initials = self._initial_end(at)
        if initials > at:
            end = self._surnames_from(initials)
            return self._title_and(i, at, end, initials_only=end == initials)
        if len(self.words[at].text) == 1 and self.words[at].text.isupper():
            return self._title_and(i, at, at + 1, initials_only=True)
        if not self._is_name_shaped(at) or (self.words[at].lower in frames.NOT_NAMES):
            return None
        if not strong and not (self._given_shaped(at) or (lexicon.surname(self.words[at].text)
                               and not lexicon.ordinary(self.words[at].lower))):
            return None
        end = self._surnames_from(at + 1)
        middle = self._initial_end(at + 1)
        if middle > at + 1:
            end = self._surnames_from(middle)
        if self._tail(end):
            return None, end + 1
        return self._title_and(i, at, end, initials_only=False)

    def _title_and(self, i: int, at: int, end: int, initials_only: bool) -> tuple[Name | None, int]:
        title = self.words[i].text.rstrip(".")
        lower = title.lower()
        parts = [w for w in self.words[at:end] if w.text[0].isalpha()]
        if initials_only and (self.words[at].text[0] in frames.GENERIC_LETTERS and len(parts) == 1
                              and len(parts[0].text.strip(".")) == 1):
            return None, end
        sex = "m" if lower in frames.MALE_TITLES else "f" if lower in frames.FEMALE_TITLES else "unknown"
        kin = lower in frames.KIN
        given = parts[0].text if (len(parts) > 1 and lexicon.given(parts[0].text)) or kin else ""
        family = "" if (kin and len(parts) == 1) or initials_only else parts[-1].text
        if sex == "unknown" and given:
            sex = _sex(given)
        whole = self._text(i, end)
        bare = self._text(at, end)
        if _is_known(whole) or (len(parts) > 1 and _is_known(bare)):
            return None, end
        form = "initials" if initials_only else "given" if kin and not family else "full" if len(parts) > 1 else "title"
        name = Name(self.words[i].start, self.words[end - 1].end, form, 0.95, given, family, title, sex)
        return name, end

    # -- initials -------------------------------------------------------------------------------------------------

    def _initialled(self, i: int) -> tuple[Name | None, int] | None:
        end = self._initial_end(i)
        if end > i:
            family = self._surnames_from(end, most=2)
            letters = "".join(w.text for w in self.words[i:end])
            if family > end and not self._tail(family):
                if letters in ("U.S.", "U.K.", "E.U.", "U.N."):
                    return None, family
                if (self._opens(i) and lexicon.ordinary(self.words[end].lower)) or _is_known(self._text(i, family)):
                    return None, family
                return self._full(i, end, family, 0.9), family
            return self._bare_initials(i, end, letters)
        word = self.words[i]
        if len(word.text) == 1 and word.text not in frames.GENERIC_LETTERS | {"I"} and self._person_follows(i + 1) \
                and not self._after_label(i):
            return Name(word.start, word.end, "initials", 0.6), i + 1
        if len(word.text) == 2 and word.text.isupper() and word.lower not in frames.NOT_INITIALS and not self.shouted \
                and self._lower(i - 1) in frames.PERSON_NOUNS and self._adjacent(i):
            return Name(word.start, word.end, "initials", 0.7), i + 1
        return None

    def _bare_initials(self, i: int, end: int, letters: str) -> tuple[Name | None, int]:
        """Initials without a surname: a person unless an abbreviation, a list letter, a label or a school grade."""
        plain = letters.replace(".", "").lower()
        last = self.words[end - 1].end
        if self.words[end - 1].text == "." and self.view.text[last:].strip() == "" and i > 0:
            last -= 1 if len(plain) == 1 else 0
        name = Name(self.words[i].start, last, "initials", 0.75)
        if _is_known(letters) or plain in frames.NOT_POINTED_INITIALS or self._after_label(i):
            return None, end
        if len(plain) == 1:
            upper = plain.upper()
            if upper in frames.GENERIC_LETTERS or upper == "I" or self.titled:
                return None, end
            if self.words[i - 1].lower in frames.PERSON_NOUNS and i:
                return name, end
            follows = self._lower(end)
            if i == 0 and not follows:
                return name, end
            if follows in ("'s",) or follows in frames.SPEECH or follows in frames.BEING or (follows in (",", "and", "(")):
                return name, end
            if i > 0 and not self._opens(i) and follows and not self.words[end].text[0].isupper():
                return name, end
            if i > 0 and self._lower(i - 1) in ("with", "by", "to", "told", "asked", "for", "from", "and", "call", "called"):
                return name, end
            return None, end
        if len(plain) > 3 or any(not c.isalpha() for c in plain) or self._lower(end)[:1].isdigit():
            return None, end
        before = self._lower(i - 1)
        if before and self._is_name_shaped(i - 1) and before not in ("and", "with"):
            return None, end
        return name, end

    def _after_label(self, i: int) -> bool:
        """"Client A", "Plan B.", "Vitamin C", "Year 9 J": a letter behind a label."""
        before = self._lower(i - 1)
        return before in _LABELS and (self.words[i].text[0] in frames.GENERIC_LETTERS or before not in frames.PERSON_NOUNS)

    # -- capitalised words ----------------------------------------------------------------------------------------

    def _capitalised(self, i: int) -> tuple[Name | None, int] | None:
        if not self._is_name_shaped(i):
            return None
        word = self.words[i]
        if self._given_shaped(i):
            return self._from_given(i)
        if self._blocked(i):
            return None
        return self._from_unlisted(i, word)

    def _from_given(self, i: int) -> tuple[Name | None, int] | None:
        at = i + 1
        while self._adjacent(at) and self._clear_given(at) and at - i < 3:
            at += 1
        middle = self._initial_end(at) if self._adjacent(at) else at
        end = self._surnames_from(middle, most=4 - (at - i))
        single = end == i + 1 and middle == at
        if self._tail(end) or self._known_around(i, end):
            return None, max(end, i + 1)
        if not single and end > at and self.words[end - 1].lower in frames.ORGANISATION_TAILS and not (
                self._in_person_frame(i, end) or self._being_follows(end - 1)):
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
        return self._full(i, at if end > at else at - 1, end, score), end

    def _pair_holds(self, i: int, family_at: int, trap: str, ordinary: bool) -> bool:
        """Whether a doubtful given name is one because of the word behind it ("Grace Okafor", not "May Day")."""
        if (self.titled and ordinary) or self.words[family_at].lower in frames.ORGANISATION_TAILS:
            return False
        if trap in ("place", "month") and self._lower(i - 1) in frames.PLACE_PREPOSITIONS | frames.MONTH_LEADS:
            return not ordinary and lexicon.surname(self.words[family_at].text) in (1, 2)
        if self._opens(i):
            return not ordinary or lexicon.surname(self.words[family_at].text) == 1
        return True

    def _given_and_initial(self, i: int, end: int) -> tuple[Name | None, int]:
        last = self.words[end - 1].end
        if _is_known(self._text(i, end)):
            return None, end
        given = self.words[i].text
        return Name(self.words[i].start, last, "full", 0.9, given, "", "", _sex(given)), end

    def _given_alone(self, i: int) -> tuple[Name | None, int] | None:
        word = self.words[i]
        folded = lexicon.fold(word.text)
        listed = lexicon.given(word.text)
        if listed is None or (_is_known(word.text) and listed.frequency == 3):
            return None
        trap = lexicon.traps().get(folded, "")
        score = self._alone_score(i, trap, listed)
        if score < 0.5:
            return None
        form = "nickname" if listed.short else "given"
        return Name(word.start, word.end, form, score, word.text, "", "", _sex(word.text)), i + 1

    def _alone_score(self, i: int, trap: str, listed: lexicon.Given) -> float:
        framed = self._in_person_frame(i, i + 1)
        human = self._lower(i + 1) in frames.SPEECH
        before = self._lower(i - 1)
        if before in ("the", "a", "an") and not human:
            return 0.0
        if before in ("in", "near", "outside", "across", "east", "west", "north", "south") and self._lower(i + 1) != "'s":
            return 0.0
        if before[:1].isdigit():
            return 0.0
        if before in ("called", "named") and any(self._lower(k) in _ANIMALS for k in (i - 2, i - 3, i - 4)):
            return 0.0
        if self._hyphen_or_slash(i) or (self._adjacent(i + 1) and self._is_name_shaped(i + 1) and self.titled):
            return 0.0
        if listed.frequency == 3 and not framed and not human and (
                self.titled or lexicon.surname(self.words[i].text) or self._capital_neighbour(i)):
            quiet = not self.titled and not self._capital_neighbour(i) and not trap
            return 0.55 if quiet and self._being_follows(i) else 0.0
        if not trap:
            return 0.9 if framed or human else 0.6 if self.titled else 0.85
        return self._trap_score(i, trap, framed, human)

    def _trap_score(self, i: int, trap: str, framed: bool, human: bool) -> float:
        before = self._lower(i - 1)
        lower = self.words[i].lower
        if self.titled:
            return 0.6 if framed and trap == "word" else 0.0
        if trap == "month":
            return 0.75 if (framed or human) and before not in frames.MONTH_LEADS - {"and", "that", "before", "after"} \
                else 0.0
        if trap == "place":
            if before in frames.PLACE_PREPOSITIONS and not human:
                return 0.0
            return 0.8 if framed or human or self._being_follows(i) else 0.0
        if trap == "adjective":
            return 0.8 if framed or human else 0.6 if self._being_follows(i) else 0.0
        if not self._opens(i):
            return 0.0 if before in ("of", "the", "a", "this") and not framed and not human else 0.75
        if lower in frames.UNCOUNTED:
            return 0.75 if human and self._lower(i + 1) not in _NOT_FOR_NOUNS else 0.0
        if framed or human:
            return 0.75
        return 0.7 if self._lower(i + 1) in ("was", "is", "has", "had", "'s") and self._lower(i + 2) not in ("the",) else 0.0

    def _capital_neighbour(self, i: int) -> bool:
        """Part of a longer run of capitalised words, so more likely a title or a place."""
        left = i > 0 and self._adjacent(i) and self._is_name_shaped(i - 1) and not self._opens(i - 1)
        return left or (self._adjacent(i + 1) and self._is_name_shaped(i + 1))

    def _hyphen_or_slash(self, i: int) -> bool:
        text, word = self.view.text, self.words[i]
        return text[word.end : word.end + 1] in ("/", "_", "@", "=") or text[word.start - 1 : word.start] in ("/", "_", "=", "#", "@")

    def _from_unlisted(self, i: int, word: Word) -> tuple[Name | None, int] | None:
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
        if _is_known(word.text) and family == i + 1:
            return None, i + 1
        if family > i + 1:
            both = listed and lexicon.surname(self.words[family - 1].text)
            if framed or human or (both and not self._opens(i) and self._being_follows(family - 1)):
                return self._full(i, i + 1, family, 0.8 if framed else 0.65), family
            return None, family
        if self._before_organisation(i):
            return None, i + 1
        if framed and not self._place_context(i):
            given = "" if listed else word.text
            return Name(word.start, word.end, "surname" if listed else "given", 0.7, given, word.text if listed else ""), i + 1
        told = self._lower(family) in _TELLING
        if human and not self._place_context(i) and (told or listed or not self._opens(i)):
            score = 0.6 if listed or not self._opens(i) else 0.5
            return Name(word.start, word.end, "surname" if listed else "given", score,
                        "" if listed else word.text, word.text if listed else ""), i + 1
        return self._called(i)

    def _called(self, i: int) -> tuple[Name | None, int] | None:
        """"a boy called Biscuit", "my client, Blossom,": whatever word it is, it is used as a name there."""
        before = self._lower(i - 1)
        if before in ("called", "named", "nicknamed") and self._adjacent(i) and not self._blocked(i) and any(
                self._lower(k) in frames.PERSON_NOUNS for k in range(max(0, i - 4), i - 1)):
            word = self.words[i]
            return Name(word.start, word.end, "given", 0.75, word.text), i + 1
        return None

    def _before_organisation(self, i: int) -> bool:
        return self._adjacent(i + 1) and self.words[i + 1].text[0].isupper() and self._lower(i + 1) not in ("i",)

    def _place_context(self, i: int) -> bool:
        return self._lower(i - 1) in frames.PLACE_PREPOSITIONS

    # -- surroundings ---------------------------------------------------------------------------------------------

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
        """", 34,", "(23)", ", who", a verb that people do."""
        follows, second = self._lower(end), self._lower(end + 1)
        if follows in frames.SPEECH:
            return True
        if follows == "," and (second in ("who", "whose", "whom", "aged") or (_AGE.match(second) and self._lower(end + 2) in (",", ".", "and", ")"))):
            return True
        if follows == "(" and (_AGE.match(second) is not None or second in ("aged", "he", "she", "they", "not")):
            return True
        return follows == "'s" and second in frames.KIN

    def _being_follows(self, i: int) -> bool:
        return self._lower(i + 1) in frames.BEING

    # -- lower-case names -----------------------------------------------------------------------------------------

    def _lower_case(self, i: int) -> tuple[Name | None, int] | None:
        """"anna told me", "my client sarah", "mr hendry": names in posts written without capitals."""
        word = self.words[i]
        if word.text in _LOWER_TITLES:
            if not self._adjacent(i + 1):
                return None
            after = self.words[i + 1]
            if (after.text[0].islower() and lexicon.surname(after.text) and not lexicon.ordinary(after.lower)) or (
                    after.text[0].isupper() and len(after.text) > 2 and self._is_name_shaped(i + 1)):
                sex = "m" if word.lower == "mr" else "unknown" if word.lower == "dr" else "f"
                return Name(word.start, after.end, "title", 0.8, "", after.text, word.text, sex), i + 2
            return None
        listed = lexicon.given_names()[word.text]
        before = self._lower(i - 1)
        led = self._adjacent(i) and (before in frames.PERSON_NOUNS or (before in ("called", "named") and any(
            self._lower(k) in frames.PERSON_NOUNS or self._lower(k) in ("her", "him", "them") for k in (i - 2, i - 3))))
        told = self._lower(i + 1) in _TELLING and before not in ("the", "a", "an", "of", "to", "not")
        if not (led or told):
            return None
        return Name(word.start, word.end, "nickname" if listed.short else "given", 0.7, word.text, "", "", _sex(word.text)), i + 1

    # -- making names ---------------------------------------------------------------------------------------------

    def _text(self, i: int, end: int) -> str:
        return self.view.text[self.words[i].start : self.words[end - 1].end]

    def _known_around(self, i: int, end: int) -> bool:
        """Whether a known person's name begins here, be it longer or shorter than what was taken."""
        for stop in range(min(end + 1, len(self.words)), i + 1, -1):
            if _is_known(self._text(i, stop)):
                return True
        return False

    def _full(self, i: int, family_at: int, end: int, score: float) -> Name:
        first = self.words[i].text
        family = self.words[end - 1].text
        given = first if len(first) > 2 and "." not in first else ""
        return Name(self.words[i].start, self.words[end - 1].end, "full", score, given, family, "", _sex(first))


_TELLING = frozenset(
    "told tells said says asked asks texted texts rang cried goes replied laughed shouted whispered emailed "
    "ghosted messaged bounced".split()
)
_SUBJECT_ENDINGS = ("ology", "iatry", "ics", "ism", "isms", "ing", "tion", "ment", "ness", "apy", "care", "ware")
_ANIMALS = frozenset("dog dogs puppy cat cats kitten hamster rabbit pony horse gerbil goldfish budgie parrot tortoise".split())
_LABELS = frozenset(
    "client patient child pupil student parent person participant case group plan vitamin hepatitis type point grade class "
    "set level section part appendix option column row block phase stage unit model table figure form year hep schedule "
    "category zone room ward side team school note example exhibit act cluster vignette question answer q".split()
)
_NOT_FOR_NOUNS = frozenset(
    "came comes went goes keeps kept takes took gives gave makes made works worked lives lived needs gets got "
    "grew moved stopped started began begins turns turned brings brought arrives arrived died left lost found "
    "isn't wasn't doesn't didn't won't can't cannot helped held carried let stayed needed looks looked feels felt "
    "used called".split()
)


def _sex(given: str) -> str:
    listed = lexicon.given(given)
    return _SEXES.get(listed.sex, "unknown") if listed else "unknown"


def _is_known(text: str) -> bool:
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
