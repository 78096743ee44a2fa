"""Names with a title in front, and initials that stand for a name."""

from __future__ import annotations

from assistant.detect.rules.direct import _frames as frames
from assistant.detect.rules.direct._reading import Found, Name, Reading, is_known, sex_of
from assistant.language import names as lexicon

_LABELS = frozenset(
    "client patient child pupil student parent person participant case group plan vitamin hepatitis type point grade "
    "class "
    "set level section part appendix option column row block phase stage unit model table figure form year hep "
    "schedule "
    "category zone room ward side team school note example exhibit act cluster vignette question answer q".split()
)
"""What a letter may stand behind without being anybody's initial."""
_LETTER_LEADS = frozenset("with by to told asked for from and call called".split())


class Titles(Reading):
    """Reads titled names and initials; each method says what it found and where to go on, or None."""

    def _titled_name(self, i: int) -> Found | None:
        lower = self.words[i].lower
        strong = lower in frames.TITLES
        if not strong and lower not in frames.WEAK_TITLES:
            return None
        at = i + 1
        if self._lower(at) in ("and", "&") and self._lower(at + 1) in frames.TITLES:
            at += 2
        if at < len(self.words) and self.words[at].text == "." and strong:
            at += 1
        while at < len(self.words) and (
            self._lower(at) in frames.TITLES | {"dr", "sir"}
            or (self._lower(at) in frames.RANKS and self._adjacent(at + 1) and self._is_name_shaped(at + 1))
        ):
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
        if not strong and not (
            self._given_shaped(at)
            or (lexicon.surname(self.words[at].text) and not lexicon.ordinary(self.words[at].lower))
        ):
            return None
        end = self._surnames_from(at + 1)
        middle = self._initial_end(at + 1)
        if middle > at + 1:
            end = self._surnames_from(middle)
        if self._tail(end):
            return None, end + 1
        return self._title_and(i, at, end, initials_only=False)

    def _title_and(self, i: int, at: int, end: int, initials_only: bool) -> Found:
        title = self.words[i].text.rstrip(".")
        lower = title.lower()
        parts = [w for w in self.words[at:end] if w.text[0].isalpha()]
        if initials_only and (
            self.words[at].text[0] in frames.GENERIC_LETTERS and len(parts) == 1 and len(parts[0].text.strip(".")) == 1
        ):
            return None, end
        sex = "m" if lower in frames.MALE_TITLES else "f" if lower in frames.FEMALE_TITLES else "unknown"
        kin = lower in frames.KIN
        given = parts[0].text if (len(parts) > 1 and lexicon.given(parts[0].text)) or kin else ""
        family = "" if (kin and len(parts) == 1) or initials_only else parts[-1].text
        if sex == "unknown" and given:
            sex = sex_of(given)
        whole = self._text(i, end)
        bare = self._text(at, end)
        office = lower not in frames.TITLES and lower not in frames.KIN
        if is_known(whole) or ((len(parts) > 1 or office) and is_known(bare)):
            return None, end
        form = "initials" if initials_only else "given" if kin and not family else "full" if len(parts) > 1 else "title"
        name = Name(self.words[i].start, self.words[end - 1].end, form, 0.95, given, family, title, sex)
        return name, end

    def _full(self, i: int, end: int, score: float) -> Name:
        first = self.words[i].text
        family = self.words[end - 1].text
        given = first if len(first) > 2 and "." not in first else ""
        return Name(self.words[i].start, self.words[end - 1].end, "full", score, given, family, "", sex_of(first))

    def _initialled(self, i: int) -> Found | None:
        end = self._initial_end(i)
        if end > i:
            family = self._surnames_from(end, most=2)
            letters = "".join(w.text for w in self.words[i:end])
            if family > end and not self._tail(family):
                if letters in ("U.S.", "U.K.", "E.U.", "U.N."):
                    return None, family
                if (self._opens(i) and lexicon.ordinary(self.words[end].lower)) or is_known(self._text(i, family)):
                    return None, family
                return self._full(i, family, 0.9), family
            return self._bare_initials(i, end, letters)
        word = self.words[i]
        if word.start and self.view.text[word.start - 1].isalnum():
            return None
        if (
            len(word.text) == 1
            and word.text not in frames.GENERIC_LETTERS | {"I"}
            and self._person_follows(i + 1)
            and not self._after_label(i)
        ):
            return Name(word.start, word.end, "initials", 0.6), i + 1
        if (
            len(word.text) == 2
            and word.text.isupper()
            and word.lower not in frames.NOT_INITIALS
            and not self.shouted
            and self._lower(i - 1) in frames.PERSON_NOUNS
            and self._adjacent(i)
        ):
            return Name(word.start, word.end, "initials", 0.7), i + 1
        return None

    def _bare_initials(self, i: int, end: int, letters: str) -> Found:
        """Initials without a surname: a person unless an abbreviation, a list letter, a label or a school grade."""
        plain = letters.replace(".", "").lower()
        last = self.words[end - 1].end
        if self.words[end - 1].text == "." and self.view.text[last:].strip() == "" and i > 0:
            last -= 1 if len(plain) == 1 else 0
        name = Name(self.words[i].start, last, "initials", 0.75)
        if is_known(letters) or plain in frames.NOT_POINTED_INITIALS or self._after_label(i):
            return None, end
        if self._lower(i - 1) == "," and self._is_name_shaped(i - 2) and not self._given_shaped(i - 2):
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
            if follows in (",", "(") or follows in frames.SPEECH or follows in frames.BEING:
                return name, end
            if i > 0 and not self._opens(i) and follows and not self.words[end].text[0].isupper():
                return name, end
            listing = self._lower(i - 1) == "and" and self._lower(i - 2) == ","
            return (name if self._lower(i - 1) in _LETTER_LEADS and not listing else None), end
        if len(plain) > 3 or any(not c.isalpha() for c in plain) or self._lower(end)[:1].isdigit():
            return None, end
        before = self._lower(i - 1)
        if before and self._is_name_shaped(i - 1) and before not in ("and", "with"):
            return None, end
        return name, end

    def _after_label(self, i: int) -> bool:
        """ "Client A", "Plan B.", "Vitamin C", "Year 9 J": a letter behind a label."""
        before = self._lower(i - 1)
        if before not in _LABELS:
            return False
        return before not in frames.PERSON_NOUNS or self.words[i].text[0] in frames.GENERIC_LETTERS
