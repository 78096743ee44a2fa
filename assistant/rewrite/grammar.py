"""From an episode to a possibility: who acts in a sentence, and its verbs and pronouns put anew.

Promises: `recast` answers a whole sentence in the present tense with every verb agreeing with its subject, or None
where a verb's subject, or a pronoun's person, is not plain. Words inside quotation marks are never touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language import inflect
from assistant.language.chunks import clauses
from assistant.rewrite.sentence import FINITE, NOUNS, VERBS, Sentence, parse

_SHE = {"she": "they", "her": "them", "hers": "theirs", "herself": "themselves"}
_HE = {"he": "they", "him": "them", "his": "theirs", "himself": "themselves"}
_SUBJECT_PRONOUNS = frozenset({"i", "you", "he", "she", "it", "we", "they"})
_PLURAL_PRONOUNS = frozenset({"you", "we", "they", "these", "those", "both", "many", "few"})
SHE_NOUNS = frozenset("mum mom mam mother sister wife daughter girlfriend aunt auntie gran nan grandma grandmother niece woman girl stepmum stepmother granddaughter lady".split())
HE_NOUNS = frozenset("dad father brother husband son boyfriend uncle grandad grandpa grandfather nephew man boy lad stepdad stepfather grandson bloke guy".split())
CLIENT_NOUNS = frozenset("client patient pupil student kid child boy girl lad woman man lady guy bloke teenager teen resident youngster mother father mum dad mom parent supervisee".split())
_INTRODUCING = frozenset({"a", "an", "one", "my", "the", "this", "that", "another"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Who a sentence is about: the client's pronoun as written ("she", "he", "they" or ""), the noun that the draft
    uses, and whether the pronoun may become "they"."""

    pronoun: str
    noun: str
    neutral: bool = True


@dataclass(frozen=True, slots=True)
class Recast:
    """How a sentence is to be put: `opening` where the client is named first in it, and which modal its main verb
    takes ("may", "can", "might" or "")."""

    opening: bool
    subject: str
    modal: str


def client_phrase(sentence: Sentence, i: int, cast: Cast) -> int:
    """Where the phrase that names the client and starts at word `i` ends; `i` when none does."""
    if sentence.low(i) == "one" and sentence.low(i + 1) == "of" and sentence.low(i + 2) in ("my", "our"):
        plain = sentence.low(i + 3).removesuffix("s") in CLIENT_NOUNS
        return i + 4 if plain else i
    if i == 0 and sentence.low(0) in ("someone", "somebody") and sentence.low(1) != "in":
        return 1
    if sentence.low(i) not in _INTRODUCING:
        return i
    subject = sentence.tag(i - 1) not in VERBS | {"IN", "TO", "RP"} or sentence.low(i - 1) in _CONJUNCTIONS
    end = i + 1
    while end < i + 4 and sentence.tag(end) in ("JJ", "NN", "NNP", "CD", "VBN") and not _names_client(sentence, end, cast):
        end += 1
    if not _names_client(sentence, end, cast):
        return i
    plain_noun = sentence.low(end) in (cast.noun, "client", "patient", "pupil", "student", "supervisee")
    if not plain_noun and (not subject or (i and sentence.low(i) in ("the", "this", "that"))):
        return i
    if sentence.low(end + 1) == "of" and sentence.low(end + 2) in ("mine", "ours"):
        return end + 3
    return end + 1


def _names_client(sentence: Sentence, i: int, cast: Cast) -> bool:
    """Whether noun `i` can stand for the client: the draft's own noun, or one for a person of the client's sex."""
    low = sentence.low(i)
    if low == cast.noun or low in ("client", "patient", "pupil", "student", "supervisee"):
        return True
    if low not in CLIENT_NOUNS or sentence.tag(i) not in NOUNS | {"JJ"}:
        return False
    return not ((cast.pronoun == "she" and low in HE_NOUNS) or (cast.pronoun == "he" and low in SHE_NOUNS))


def recast(text: str, cast: Cast, how: Recast) -> str | None:
    """The sentence as a possibility in the present tense, or None."""
    return _Recasting(parse(text), cast, how).run()


class _Recasting:
    """One sentence while its words are exchanged."""

    def __init__(self, sentence: Sentence, cast: Cast, how: Recast) -> None:
        self.s, self.cast, self.how = sentence, cast, how
        self.new: dict[int, str] = {}
        self.dropped: set[int] = set()
        self.plural: dict[int, bool] = {}
        self.quoted = _inside_quotes(sentence)
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
        if owns and self.cast.neutral:
            self.new[head] = "their"
            self.dropped.add(end)
            return
        if not self.cast.neutral:
            self.new[head] = {"she": ("she", "her"), "he": ("he", "him")}.get(self.cast.pronoun, ("they", "them"))[
                not self._acts(i)]
            return
        self.new[head] = "they" if self._acts(i) else "them"
        self.plural[head] = True

    def _acts(self, i: int) -> bool:
        """Whether the phrase that starts at word `i` is a subject rather than the object of what precedes it."""
        return self.s.tag(i - 1) not in VERBS | {"IN", "TO", "RP"} or self.s.low(i - 1) in _CONJUNCTIONS

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
            if not self._may_name(i):
                return False
            owns = self.s.tag(i) == "PRP$" or (low == "his" and self.s.tag(i + 1) in NOUNS | {"JJ", "CD"})
            self.new[i], self.named = self.how.subject + "'s" * owns, True
            self.plural[i] = self.how.subject in ("some people", "people")
            return not (owns and self.plural[i])
        if not self.cast.neutral:
            self.plural[i] = False
            return True
        self.plural[i] = True
        if self.s.tag(i) == "PRP$" or (low == "his" and self.s.tag(i + 1) in NOUNS | {"JJ", "CD"}):
            self.new[i] = "their"
        else:
            self.new[i] = family[low]
        return True

    def _may_name(self, i: int) -> bool:
        """Whether the client can be introduced where this pronoun stands: as a subject, at the start, or as the
        object of what the author did."""
        if self.s.low(i) in ("she", "he") or i == 0:
            return True
        return self.s.tag(i) == "PRP" and any(self.s.low(k) in ("i", "we") for k in range(i))

    def _other_of_same_sex(self, i: int) -> bool:
        """Whether someone else that the pronoun could mean stands before it as a subject of this sentence."""
        others = SHE_NOUNS if self.cast.pronoun == "she" else HE_NOUNS
        for j in range(i):
            if self.s.low(j) in others and j not in self.client and j not in self.quoted:
                if self.s.tag(i) == "PRP$" or self.s.low(i) in ("she", "he"):
                    after = j + 1
                    while self.s.tag(after) == "RB":
                        after += 1
                    if self.s.tag(after) in FINITE and self._no_client_between(j, i):
                        return True
        return False

    def _no_client_between(self, j: int, i: int) -> bool:
        return not any(j < k < i and self.s.low(k) in ("she", "he", "when", "if", "because") for k in self.client | set(range(j, i)))

    # --- verbs --------------------------------------------------------------------------------------------------

    def _verbs(self) -> bool:
        main = self._main_verbs()
        modal_subject: int | None = None
        for i in range(len(self.s)):
            if self.s.tag(i) not in FINITE or i in self.quoted:
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

    def _adjectival(self, i: int) -> bool:
        """"He was alert, oriented, and polite": a participle in a row of adjectives, whatever its tag says."""
        if self.s.tag(i) != "VBD" or self.s.low(i - 1) not in (",", "and") or "VBN" not in inflect.verb_tags(self.s.low(i)):
            return False
        row = i - 2 if self.s.low(i - 1) == "," else i - 1
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

    def _subject(self, verb: int, depth: int = 0) -> int | None:
        """The word that the finite verb agrees with, or None where that is not plain."""
        s, j = self.s, verb - 1
        while j >= 0 and (s.tag(j) in ("RB", "RBR", "UH") or s.low(j) in ("never", "always", "just", "all", "both")):
            j -= 1
        if j < 0:
            nxt = verb + 1
            return nxt if s.tag(nxt) in ("PRP", "DT", "NN", "NNS", "EX") else None
        tag, low = s.tag(j), s.low(j)
        if tag in ("PRP", "EX") or low in ("someone", "nobody", "everyone", "something", "nothing", "anyone", "everything"):
            return j
        if tag in ("WP", "WDT", "WRB") or (low == "that" and tag in ("IN", "WDT", "DT")):
            if tag == "WRB":
                return None
            k = j - 1
            while k >= 0 and s.low(k) in (",",):
                k -= 1
            return k if s.tag(k) in NOUNS | {"PRP", "DT", "CD"} else j if low in ("what", "who", "that") else None
        if tag in NOUNS:
            return self._head(j)
        if tag in ("CC", ",", ":", ")", "``", "''") or low in ("and", "but", "or"):
            previous = [k for k in range(j) if s.tag(k) in FINITE]
            opener = self._after_aside(j)
            if opener is not None:
                return opener
            if low == "," and s.tag(j - 1) in NOUNS and s.tag(verb) == "VBD" and "and" not in [s.low(k) for k in range(verb, len(s))]:
                return None  # may be a participle: "a lie, told once"
            if previous and depth < 6:
                return self._subject(previous[-1], depth + 1)
            return None
        if tag in ("DT", "CD", "PRP$"):
            return j
        previous = [k for k in range(j) if s.tag(k) in FINITE]
        if tag in ("VBN", "VBG", "JJ", "IN", "RP", "VB", "VBD", "VBZ", "VBP", "TO"):
            return None
        return None

    def _after_aside(self, j: int) -> int | None:
        """The subject before an aside between commas: "My client, …, cried"."""
        if self.s.low(j) != ",":
            return None
        for k in range(j - 1, 0, -1):
            if self.s.low(k) == "," and not self.s.finite(k + 1, j):
                return self._head(k - 1) if self.s.tag(k - 1) in NOUNS else None
            if self.s.tag(k) in FINITE and self.s.tag(k - 1) not in ("WP", "WDT"):
                return None
        return None

    def _head(self, j: int) -> int:
        """The noun that the phrase ending in noun `j` is about: "one of my clients" is about "one"."""
        k = j
        while k > 0:
            left = k
            if self.s.tag(k) == "VBG":
                break
            while left > 0 and self.s.tag(left - 1) in NOUNS | {"DT", "PRP$", "JJ", "JJR", "CD", "POS", "VBN", "$"}:
                left -= 1
            if left > 0 and self.s.tag(left - 1) == "IN" and self.s.low(left - 1) in _HANGING and self.s.tag(left - 2) in NOUNS | {"CD", "DT", "VBG"}:
                if self.s.tag(left - 2) == "DT" and self.s.low(left - 2) not in ("some", "all", "most"):
                    break
                k = left - 2
                continue
            if left > 1 and self.s.low(left - 1) == "and" and self.s.tag(left - 2) in NOUNS | {"PRP"}:
                self.plural[j] = True
                return j
            break
        return k

    def _is_plural(self, subject: int) -> bool:
        if subject in self.plural:
            return self.plural[subject]
        low, tag = self.s.low(subject), self.s.tag(subject)
        if tag == "EX":
            following = next((k for k in range(subject + 2, len(self.s)) if self.s.tag(k) in NOUNS), None)
            return following is not None and self.s.tag(following) == "NNS"
        return low in _PLURAL_PRONOUNS or tag in ("NNS", "NNPS") or low in ("people", "children", "parents")

    def _present(self, i: int, subject: int) -> bool:
        s = self.s
        low, tag = s.low(i), s.tag(i)
        first = s.low(subject) == "i"
        if first and s.low(i) in ("'ve", "have") and s.low(i + 1) in ("been", "n't", "never"):
            return False  # the author's own days since then belong to the report
        plural = self._is_plural(subject)
        if tag == "MD":
            if low == "could" and s.low(i + 1) != "have":
                glued = s.words[i + 1 : i + 2] and s.words[i + 1].start == s.words[i].end
                self.new[i] = "ca" if glued else "can"
                if s.low(i + 1) == "not":
                    self.new[i] = "cannot"
                    self.dropped.add(i + 1)
            if low == "'d" and "VBN" in inflect.verb_tags(s.low(i + 1)):
                self.new[i] = _clitic_form("have", plural=plural, first=first)
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
        word = _agreeing(base, plural=plural, first=first)
        if low in ("'s", "'m", "'re", "'ve", "'d"):
            word = _clitic_form(base, plural=plural, first=first) if subject == i - 1 and s.tag(subject) in ("PRP", "EX", "WP") and not self._spelt_out(subject) else " " + word
        if word != low:
            self.new[i] = word
        return True

    def _spelt_out(self, subject: int) -> bool:
        return self.new.get(subject, "they") not in ("they", "i", "it")

    def _clitic(self, i: int) -> str:
        """"be" or "have", for an 's that is a verb."""
        k = i + 1
        while self.s.tag(k) in ("RB", "RBR"):
            k += 1
        if self.s.low(k) in ("been", "got", "had", "done", "gone"):
            return "have"
        if self.s.tag(k) in ("VBN", "VBD"):
            since = any(self.s.low(j) in ("never", "already", "always", "just", "ever") for j in range(i, k))
            active = self.s.low(k) in _ACTIVE or self.s.tag(k + 1) in ("PRP", "PRP$", "DT")
            return "have" if since or active else "be"
        return "be"

    def _modal(self, i: int) -> bool:
        """"cried" as "may cry"; False where the verb is better left in the present."""
        s, low, tag = self.s, self.s.low(i), self.s.tag(i)
        if tag == "MD" or low in ("'d", "'ve", "'m"):
            return False
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


_HANGING = frozenset("of in from with at on for about to across over under near by between behind around".split())
_KEPT_NOUNS = frozenset("mother father parent child pupil student teenager teen patient resident kid supervisee mum dad mom".split())
"""Nouns that stay when they introduce someone: they say how the person is there, and little more."""
_CONJUNCTIONS = frozenset({"that", "because", "when", "if", "while", "before", "after", "until", "since", "as", "than"})
_ACTIVE = frozenset("been lost told gone become seen come found felt known learned learnt started stopped".split())


def _agreeing(base: str, *, plural: bool, first: bool) -> str:
    if base == "be":
        return "am" if first else "are" if plural else "is"
    if base == "have":
        return "have" if first or plural else "has"
    return base if first or plural else inflect.third_person(base)


def _clitic_form(base: str, *, plural: bool, first: bool) -> str:
    if base == "be":
        return "'m" if first else "'re" if plural else "'s"
    return "'ve" if first or plural else "'s"


def _inside_quotes(sentence: Sentence) -> set[int]:
    """Words between double quotation marks."""
    inside: set[int] = set()
    open_ = False
    for i, word in enumerate(sentence.words):
        if word.text in ("“", "”", '"'):
            open_ = word.text == "“" or (word.text == '"' and not open_)
        elif open_:
            inside.add(i)
    return inside
