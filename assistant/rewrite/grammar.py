"""From an episode to a possibility: who acts in a sentence, and its verbs and pronouns put anew.

Promises: `recast` answers a whole sentence in the present tense with every verb agreeing with its subject, or None
where a verb's subject, or a pronoun's person, is not plain. Words inside quotation marks are never touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language import inflect
from assistant.language.chunks import clauses
from assistant.rewrite.people import CONJUNCTIONS, HE_NOUNS, SHE_NOUNS, Cast, client_phrase
from assistant.rewrite.sentence import FINITE, NOUNS, VERBS, Sentence, parse
from assistant.rewrite.subjects import Subjects
from assistant.rewrite.verbs import ACTIVE, agreeing, clitic_form, inside_quotes

_SHE = {"she": "they", "her": "them", "hers": "theirs", "herself": "themselves"}
_HE = {"he": "they", "him": "them", "his": "theirs", "himself": "themselves"}


@dataclass(frozen=True, slots=True)
class Recast:
    """How a sentence is to be put: `opening` where the client is named first in it, and which modal its main verb
    takes ("may", "can", "might" or "")."""

    opening: bool
    subject: str
    modal: str


def recast(text: str, cast: Cast, how: Recast) -> str | None:
    """The sentence as a possibility in the present tense, or None."""
    return _Recasting(parse(text), cast, how).run()


class _Recasting(Subjects):
    """One sentence while its words are exchanged."""

    def __init__(self, sentence: Sentence, cast: Cast, how: Recast) -> None:
        super().__init__(sentence)
        self.cast, self.how = cast, how
        self.new: dict[int, str] = {}
        self.dropped: set[int] = set()
        self.quoted = inside_quotes(sentence)
        self.client: set[int] = set()
        self.named = not how.opening

    def run(self) -> str | None:
        if not (self._people() and self._verbs()):
            return None
        return self._text()

    def _people(self) -> bool:
        """Client phrases and pronouns put anew; False where a pronoun's person is not plain."""
        i = 0
        while i < len(self.s):
            end = client_phrase(self.s, i, self.cast) if i not in self.quoted else i
            if end > i:
                self._phrase(i, end)
                i = end
                continue
            if i not in self.quoted and not self._pronoun(i):
                return False
            i += 1
        return True

    def _phrase(self, i: int, end: int) -> None:
        head = end - 1
        self.client.add(head)
        self.plural[head] = False
        owns = self.s.tag(end) == "POS"
        own_words = (self.s.low(i) in ("a", "an", "one") and self.s.low(head) in _KEPT_NOUNS) or end == i + 1
        if not self.named and own_words and self.how.subject not in ("some people",):
            self.named = True
            return
        self.dropped |= set(range(i, end)) - {head}
        if not self.named:
            self.new[head], self.named = self.how.subject, True
            self.plural[head] = self.how.subject in ("some people", "people")
            return
        if owns:
            own = {"she": "her", "he": "his"}.get(self.cast.pronoun, "their")
            self.new[head] = "their" if self.cast.neutral else own
            self.dropped.add(end)
            return
        if not self.cast.neutral:
            self.new[head] = {"she": ("she", "her"), "he": ("he", "him")}.get(self.cast.pronoun, ("they", "them"))[
                not self._acts(i)
            ]
            return
        self.new[head] = "they" if self._acts(i) else "them"
        self.plural[head] = True

    def _acts(self, i: int) -> bool:
        """Whether the phrase that starts at word `i` is a subject rather than the object of what precedes it."""
        return self.s.tag(i - 1) not in VERBS | {"IN", "TO", "RP"} or self.s.low(i - 1) in CONJUNCTIONS

    def _pronoun(self, i: int) -> bool:
        low = self.s.low(i)
        family = _SHE if self.cast.pronoun == "she" else _HE if self.cast.pronoun == "he" else {}
        if low not in family and low != "his":
            return True
        if low not in family:
            return True
        if self._other_of_same_sex(i):
            return not self.cast.neutral
        self.client.add(i)
        if not self.named:
            if not self._may_name(i) or (low in ("hers", "his") and not self._owns(i)):
                return False
            owns = self._owns(i)
            self.new[i], self.named = self.how.subject + "'s" * owns, True
            self.plural[i] = self.how.subject in ("some people", "people")
            return not (owns and self.plural[i])
        if not self.cast.neutral:
            self.plural[i] = False
            return True
        self.plural[i] = True
        if self._owns(i):
            self.new[i] = "their"
        else:
            self.new[i] = family[low]
        return True

    def _owns(self, i: int) -> bool:
        """Whether "her" or "his" belongs to a noun: "her knitting." too, whatever its tag says."""
        if self.s.tag(i) == "PRP$":
            return True
        if self.s.low(i) == "his":
            return self.s.tag(i + 1) in NOUNS | {"JJ", "CD", "VBG"}
        alone = self.s.tag(i + 2) in (".", ",", "CC", "IN", "TO", "") and self.s.tag(i - 1) in VERBS | {"IN"}
        return self.s.low(i) == "her" and self.s.tag(i + 1) == "VBG" and alone and self.s.low(i - 1) not in _PERCEIVING

    def _may_name(self, i: int) -> bool:
        """Whether the client can be introduced where this pronoun stands: as a subject, at the start, or as the
        object of what the author did."""
        if self.s.low(i) in ("she", "he") or i == 0:
            return True
        return self.s.tag(i) == "PRP" and any(self.s.low(k) in ("i", "we") for k in range(i))

    def _other_of_same_sex(self, i: int) -> bool:
        """Whether someone else that the pronoun could mean stands before it as a subject of this sentence."""
        others = SHE_NOUNS if self.cast.pronoun == "she" else HE_NOUNS
        if self.s.tag(i) != "PRP$" and self.s.low(i) not in ("she", "he"):
            return False
        for j in range(i):
            if self.s.low(j) not in others or j in self.client or j in self.quoted:
                continue
            after = j + 1
            while self.s.tag(after) == "RB":
                after += 1
            if self.s.tag(after) in FINITE and self._no_client_between(j, i):
                return True
        return False

    def _no_client_between(self, j: int, i: int) -> bool:
        return not any(
            j < k < i and self.s.low(k) in ("she", "he", "when", "if", "because")
            for k in self.client | set(range(j, i))
        )

    # --- verbs --------------------------------------------------------------------------------------------------

    def _verbs(self) -> bool:
        main = self._main_verbs()
        modal_subject: int | None = None
        for i in range(len(self.s)):
            if i in self.quoted or (self.s.tag(i) not in FINITE and not self._past_after_joint(i)):
                continue
            if self.s.low(i) == "used" and self.s.low(i + 1) == "to":
                return False
            if self._adjectival(i):
                continue
            subject = self._subject(i)
            if subject is None:
                return False
            shared = self._shares_subject(i)
            leads = not any(k not in self.quoted for k in self.s.finite(0, i)) or self._after_fronted(i)
            if modal_subject is not None and subject == modal_subject and shared and i in main:
                if not self._base(i):
                    return False
                continue
            acts = subject in self.client or self._belongs(subject)
            wants = self.how.modal and modal_subject is None and i in main and acts and leads
            if wants and self._modal(i):
                modal_subject = subject
                continue
            if self._mistagged(i, subject):
                continue
            if not self._present(i, subject):
                return False
        return True

    def _past_after_joint(self, i: int) -> bool:
        """ "… and left": a past form after "and" whose clause has no auxiliary, whatever its tag says."""
        if self.s.tag(i) != "VBN" or self.s.low(i - 1) not in ("and", "but", "then"):
            return False
        before = [k for k in self.s.finite(0, i) if k not in self.quoted]
        plain = before and self.s.tag(before[-1]) == "VBD" and not self.s.is_be(before[-1])
        return bool(plain) and self.s.low(before[-1]) != "had" and "VBD" in inflect.verb_tags(self.s.low(i))

    def _adjectival(self, i: int) -> bool:
        """ "He was alert, oriented, and polite", "had one called Biscuit": a participle, whatever its tag says."""
        if self.s.low(i) in ("called", "named") and self.s.tag(i - 1) in NOUNS | {"CD"} and self.s.finite(0, i):
            return True
        if (
            self.s.tag(i) != "VBD"
            or self.s.low(i - 1) not in (",", "and")
            or "VBN" not in inflect.verb_tags(self.s.low(i))
        ):
            return False
        row = i - 2
        return self.s.tag(row) == "JJ" and any(self.s.is_be(k) for k in range(max(0, row - 3), row))

    def _mistagged(self, i: int, subject: int) -> bool:
        """A base form beside a singular subject is no finite verb ("carrying it round"), whatever its tag says."""
        if self.s.tag(i) != "VBP" or self.s.low(i) in ("are", "am", "have", "do", "'re", "'ve", "'m"):
            return False
        return self.s.low(subject) in ("it", "he", "she") or self.s.tag(subject) == "NN"

    def _main_verbs(self) -> set[int]:
        found: set[int] = set()
        opens = self.s.tag(0) in ("IN", "WRB") and self.s.low(0) not in ("in", "on", "at", "for", "with")
        for clause in clauses(self.s.words, self.s.tags):
            if clause.kind in ("main", "joined") and not (opens and clause.start_word == 0):
                found |= {i for i in range(clause.start_word, clause.end_word) if self.s.tag(i) in FINITE}
        return found

    def _after_fronted(self, i: int) -> bool:
        """Whether all finite verbs to the left belong to an opening clause that a comma closed."""
        if self.s.tag(0) not in ("IN", "WRB"):
            return False
        return any(self.s.low(k) == "," and not self.s.finite(k + 1, i) for k in range(i))

    def _belongs(self, subject: int) -> bool:
        """Whether the subject is someone or something of the client's at the start of the sentence ("their mum")."""
        left, _ = self.s.phrase(subject, subject + 1)
        return left == 0 and bool(self.client & set(range(left, subject)))

    def _shares_subject(self, i: int) -> bool:
        j = i - 1
        while self.s.tag(j) == "RB":
            j -= 1
        return self.s.tag(j) in ("CC", ",") or self.s.low(j) in ("then", "and")

    def _present(self, i: int, subject: int) -> bool:
        s = self.s
        low, tag = s.low(i), s.tag(i)
        first = s.low(subject) == "i"
        if first and s.low(i) in ("'ve", "have") and s.low(i + 1) in ("been", "n't", "never"):
            return False  # the author's own days since then belong to the report
        if tag == "VBD" and ((first and self._sums_up(i)) or self._is_over(i, subject)):
            return False
        plural = self._is_plural(subject) or (s.low(subject) in ("who", "that", "which") and low in _OF_SEVERAL)
        if tag == "MD":
            if low == "could" and s.low(i + 1) != "have":
                glued = s.words[i + 1 : i + 2] and s.words[i + 1].start == s.words[i].end
                self.new[i] = "ca" if glued else "can"
                if s.low(i + 1) == "not":
                    self.new[i] = "cannot"
                    self.dropped.add(i + 1)
            if low == "'d" and "VBN" in inflect.verb_tags(s.low(i + 1)):
                self.new[i] = clitic_form("have", plural=plural, first=first)
                return True
            return low not in ("would", "'d")
        if low == "'s":
            base = self._clitic(i)
        elif low == "'d":
            base = "have"
        else:
            base = inflect.base(low) or ""
        if not base:
            return False
        word = agreeing(base, plural=plural, first=first)
        if low in ("'s", "'m", "'re", "'ve", "'d"):
            word = (
                clitic_form(base, plural=plural, first=first)
                if subject == i - 1 and s.tag(subject) in ("PRP", "EX", "WP") and not self._spelt_out(subject)
                else " " + word
            )
        if word != low:
            self.new[i] = word
        return True

    def _is_over(self, i: int, subject: int) -> bool:
        """Whether this tells how it was with somebody or something that is no more: "It belonged to her daughter"."""
        if not self.cast.lost or subject in self.client or self.s.low(subject) in ("i", "we", "you", "there"):
            return False
        habit = any(self.s.low(k) in ("always", "never", "often", "usually") for k in (i - 1, i + 1))
        return habit or self.s.is_be(i) or inflect.base(self.s.low(i)) in _STATES

    def _sums_up(self, i: int) -> bool:
        """Whether the author says here what they took from it all: it has been learnt, and is no possibility."""
        return inflect.base(self.s.low(i)) in _LEARNING

    def _spelt_out(self, subject: int) -> bool:
        return self.new.get(subject, "they") not in ("they", "i", "it")

    def _clitic(self, i: int) -> str:
        """ "be" or "have", for an 's that is a verb."""
        k = i + 1
        while self.s.tag(k) in ("RB", "RBR"):
            k += 1
        if self.s.low(k) in ("been", "got", "had", "done", "gone"):
            return "have"
        if self.s.tag(k) in ("VBN", "VBD"):
            since = any(self.s.low(j) in ("never", "already", "always", "just", "ever") for j in range(i, k))
            active = self.s.low(k) in ACTIVE or self.s.tag(k + 1) in ("PRP", "PRP$", "DT")
            return "have" if since or active else "be"
        return "be"

    def _modal(self, i: int) -> bool:
        """ "cried" as "may cry"; False where the verb is better left in the present."""
        s, low, tag = self.s, self.s.low(i), self.s.tag(i)
        if tag == "MD" or low in ("'d", "'ve", "'m"):
            return False
        if s.is_be(i) and (len(s) <= _BARE or not self.how.opening):
            return False  # how somebody is, once they are spoken of, is told and not guessed
        if low in ("did", "does", "do") and s.tag(i + 1) in (".", ",", "CC", ":", ""):
            return False  # "On the tenth day he did."
        modal = self.how.modal
        following = next((k for k in range(i + 1, len(s)) if s.tag(k) != "RB"), i)
        if not self.how.opening and low in ("has", "have", "had", "'s") and s.tag(following) in ("VBN", "VBD"):
            return False
        if low in ("did", "do", "does") and s.low(i + 1) in ("n't", "not"):
            first = i
            while s.tag(first - 1) == "RB" and first > 1:
                first -= 1
            self.new[first] = modal if first == i else f"{modal} {s.low(first)}"
            if first < i:
                self.dropped.add(i)
            self.new[i + 1] = " not" if s.low(i + 1) == "n't" else "not"
            return True
        if low in ("did", "do", "does") and s.tag(i + 1) == "VB":
            self.new[i] = modal  # "did know": the verb itself follows
            return True
        base = self._clitic(i) if low == "'s" else inflect.base(low) or ""
        if not base:
            return False
        if base in ("hate", "dread", "resent", "fear", "distrust") and modal == "may":
            modal = "may come to"
        glued = " " if low == "'s" else ""
        if s.low(i + 1) in ("n't", "not"):
            self.new[i] = f"{glued}{modal} not {base}"
            self.dropped.add(i + 1)
            return True
        first = i
        while s.tag(first - 1) == "RB" and s.low(first - 1) not in ("n't", "not") and first > 1:
            first -= 1
        if first < i:
            self.new[first] = f"{modal} {s.low(first)}"
            self.new[i] = base
        else:
            self.new[i] = f"{glued}{modal} {base}"
        return True

    def _base(self, i: int) -> bool:
        low, tag = self.s.low(i), self.s.tag(i)
        if tag == "MD" or low in ("'d", "'s"):
            return False
        if low in ("did", "does", "do") and self.s.low(i + 1) in ("n't", "not"):
            self.dropped.add(i)
            self.new[i + 1] = "not"
            return True
        if low in ("did", "does", "do") and self.s.tag(i + 1) == "VB":
            self.dropped.add(i)
            return True
        base = inflect.base(low)
        if base is None:
            return False
        if base == "have" and self.s.low(i + 1) in ("n't", "not"):
            self.new[i], self.new[i + 1] = "not", " have"
            return True
        self.new[i] = base
        return True

    def _text(self) -> str:
        s = self.s
        parts: list[str] = []
        at = 0
        for i, word in enumerate(s.words):
            gap = s.text[at : word.start]
            at = word.end
            if i in self.dropped or (s.low(i) == "once" and s.tag(i + 1) in ("VBD",)):
                if not parts:
                    parts.append(gap)
                elif gap and not parts[-1].endswith(" "):
                    parts.append("")
                continue
            if parts and parts[-1].strip() and gap == "" and i - 1 in self.dropped and word.text.isalpha():
                gap = " "
            replacement = self.new.get(i)
            if replacement is None:
                parts.append(gap + word.text)
                continue
            if i == 0 and word.text[:1].isupper():
                replacement = replacement[:1].upper() + replacement[1:]
            parts.append((gap.rstrip(" ") if replacement.startswith(" ") else gap) + replacement)
        joined = ("".join(parts) + s.text[at:]).strip()
        if s.text[:1].isupper() or not s.text[:1].isalpha():
            first = next((k for k, c in enumerate(joined) if c.isalnum()), 0)
            joined = joined[:first] + joined[first : first + 1].upper() + joined[first + 1 :]
        return re.sub(r"(?<=\S) {2,}", " ", joined) + s.text[len(s.text.rstrip()) :]


_PERCEIVING = frozenset("see saw seen hear heard watch watched notice noticed keep kept find found leave left".split())
_OF_SEVERAL = frozenset("'ve 're are were have do".split())
"""Forms that say themselves that the "who" before them is several people."""
_STATES = frozenset(
    "belong have own love like hate know live work mean want need think believe keep play sing smoke drink wear "
    "speak suffer look sound smell fit contain hold".split()
)
"""Verbs that say how it is with somebody, and are not done at one moment."""
_LEARNING = frozenset({"learn", "realise", "realize"})
_BARE = 4
"""Words and marks of "She isn't.": a modal in it would say something else."""
_KEPT_NOUNS = frozenset(
    "mother father parent child pupil student teenager teen patient resident kid supervisee mum dad mom".split()
)
"""Nouns that stay when they introduce someone: they say how the person is there, and little more."""
