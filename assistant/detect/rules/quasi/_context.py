"""What stands where in a passage: every phrase of the lexicon found once, with the grammar around it.

Promises: hits never overlap (the longest from the left wins), so that no two rules flag the same words; words that
a rank takes in ("only Traveller") belong to the rank alone. The passage is looked at once, whatever the number of
rules that ask. Indices are of words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from assistant.detect.rule import Match
from assistant.detect.rules.quasi._lexicon import Entry, lexicon
from assistant.detect.view import View
from assistant.domain.details import Attributes, Kind

POSSESSIVES = frozenset({"her", "his", "their", "my", "our", "its", "your", "'s"})
ARTICLES = frozenset({"a", "an"})
BE = frozenset(
    ["is", "was", "'s", "are", "were", "am", "'m", "'re", "be", "been", "being", "become", "became", "becoming"]
)
GENERAL = frozenset({"every", "any", "each", "no", "your", "you", "what", "which", "whose", "many", "most", "some"})
BREAKS = frozenset({",", ".", ";", ":", "!", "?", "(", ")", "–", "—", "-", "--", "…", "...", '"', "“", "”", "&", "/"})
NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve several both".split())
PEOPLE = frozenset(
    "client clients patient patients woman women man men boy boys girl girls lad lads lass kid kids child children "
    "person people family families couple couples student students pupil pupils teenager teen mum mom dad mother "
    "father "
    "sister brother son daughter husband wife partner boyfriend girlfriend grandmother grandfather gran nan grandad "
    "parent parents friend friends colleague neighbour neighbor guy bloke lady gentleman youngster young trainee "
    "refugee immigrant migrant community background heritage descent origin roots accent passport national nationals "
    "household in-laws mums dads sisters brothers aunt auntie uncle cousin carer resident worker supervisee".split()
)
_RANKS = frozenset({"only", "sole", "lone", "first"})
_RANKED = frozenset(
    {Kind.ETHNICITY, Kind.NATIONALITY, Kind.RELIGION, Kind.SEXUALITY, Kind.SEX, Kind.OCCUPATION, Kind.HEALTH,
     Kind.PHYSICAL}
)  # fmt: skip
_PERSONAL = _RANKED | {Kind.FAMILY, Kind.EDUCATION}
_PERSON_FORMS = frozenset({"a", "n", "plain", "service", "strict"})
_RANKED_CONDITIONS = frozenset(
    {"hearing-adjective", "hearing-partial", "sight-adjective", "disability-adjective", "neuro-adjective", "user"}
)
_MOVES = frozenset({"JJ", "JJR", "JJS", "VBN", "CD", "RB", "NN", "NNP", "VBG"})
_IRREGULAR = {"men": "man", "women": "woman", "wives": "wife", "children": "child", "babies": "baby"}


class Hit(NamedTuple):
    """A phrase of the lexicon: words `first` up to `last` (not included), its meanings, whether it is a plural."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    plural: bool


class Rank(NamedTuple):
    """ "Only" or "first" with the group that it ranks in, words `first` up to `last`."""

    first: int
    last: int
    entry: Entry
    rank: str


class Context:
    """One passage: its words, the hits in it and the questions that rules ask about them."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.words
        self.lows = [word.lower for word in self.words]
        self.size = len(self.lows)
        self.hits: tuple[Hit, ...] = ()
        self.ranks: tuple[Rank, ...] = ()
        found = self._scan()
        if found:
            self.ranks = tuple(self._ranked(found))
            taken = {i for rank in self.ranks for i in range(rank.first, rank.last)}
            self.hits = tuple(h for h in found if h.first not in taken) if taken else tuple(found)

    def low(self, i: int) -> str:
        """Word `i` in lower case, "" beyond either end."""
        return self.lows[i] if 0 <= i < self.size else ""

    def tag(self, i: int) -> str:
        """Tag of word `i`, "" beyond either end."""
        return self.view.tags[i] if 0 <= i < self.size else ""

    def of(self, kind: Kind) -> list[tuple[Hit, Entry]]:
        """The hits that may mean `kind`, with that meaning."""
        return [(hit, entry) for hit in self.hits for entry in hit.entries if entry.kind is kind]

    def text(self, first: int, last: int) -> str:
        """The passage's characters from word `first` up to word `last` (not included)."""
        return self.view.text[self.words[first].start : self.words[last - 1].end]

    def match(
        self,
        first: int,
        last: int,
        reason: str,
        score: float = 0.9,
        attributes: Attributes | None = None,
        kind: Kind | None = None,
    ) -> Match:
        """A match of the words `first` up to `last`."""
        return Match(self.words[first].start, self.words[last - 1].end, reason, score, attributes or {}, kind)

    def is_capital(self, i: int) -> bool:
        """Whether word `i` starts with a capital that the start of a sentence doesn't explain."""
        return self.words[i].text[:1].isupper() and not self.opens(i)

    def opens(self, i: int) -> bool:
        """Whether word `i` is the first of a sentence or of a line's content."""
        return i == 0 or self.lows[i - 1] in (".", "!", "?", ":", '"', "“", "*", "…", "#", ">", "|", "-", "–", "—", "•")

    def breaks(self, i: int) -> bool:
        """Whether word `i` is a mark that ends a phrase; true beyond either end."""
        return not 0 <= i < self.size or self.lows[i] in BREAKS

    def determiner(self, first: int) -> int | None:
        """Index of the article, possessive or number that opens the noun phrase of word `first`, None without one."""
        i = first - 1
        for _ in range(5):
            if i < 0:
                return None
            low = self.lows[i]
            if low in POSSESSIVES and not (low == "'s" and self.tag(i) != "POS"):
                return i
            tag = self.tag(i)
            if tag in ("DT", "PRP$", "PDT") or low in NUMBERS or low in ("another", "a", "an", "the"):
                return i
            if tag not in _MOVES:
                return None
            i -= 1
        return None

    def det(self, first: int) -> str:
        """The determiner of word `first` in lower case, "" without one."""
        at = self.determiner(first)
        return self.lows[at] if at is not None else ""

    def predicative(self, first: int) -> bool:
        """Whether the noun phrase of word `first` says what someone is or becomes ("she's a nurse", "works as a …")."""
        at = self.determiner(first)
        i = (at if at is not None else first) - 1
        while i >= 0 and self.tag(i) in ("RB", "RBR") and self.lows[i] not in BE:
            i -= 1
        if i < 0:
            return False
        low = self.lows[i]
        if low in BE and not (low == "'s" and self.tag(i) == "POS"):
            return True
        return low == "as" and self.low(i - 1) in (
            "work", "works", "worked", "working", "job", "trained", "trains", "training", "career", "retired",
            "retrained", "qualified", "employed", "role", "days", "years", "shifts", "him", "her", "himself", "herself",
        )  # fmt: skip

    def appositive(self, first: int) -> bool:
        """Whether the noun phrase of word `first` stands beside another, after a comma, dash or bracket."""
        at = self.determiner(first)
        start = at if at is not None else first
        while at is None and start > 0 and self.tag(start - 1) in ("JJ", "VBN", "CD"):
            start -= 1
        return start > 0 and self.lows[start - 1] in (",", "(", "–", "—", "-", ":", ";", "/")

    def of_person(self, hit: Hit) -> bool:
        """Whether an adjective of origin, faith or the like is said of a person rather than of food or a lesson."""
        after = hit.last
        if self.low(after) == "-" or self.low(after) == "and":
            after += 1
        low = self.low(after)
        if low in PEOPLE or any(o.first == after and o.entries[0].kind in _PERSONAL for o in self.hits):
            return True
        if self.tag(after) in ("JJ", "VBN") and (
            self.low(after + 1) in PEOPLE
            or (self.tag(after + 1) in ("NN", "NNS") and any(o.first == after + 1 for o in self.hits))
        ):
            return True
        if after < self.size and self.tag(after) in ("NN", "NNS", "NNP", "CD"):
            return False
        if self.breaks(hit.first - 1) and (self.breaks(after) or low in ("by", "born", "then", "now", "until", "but")):
            return True
        if self.low(hit.first - 1) in ("and", "then", "now") and low == "by":
            return True
        at = self.determiner(hit.first)
        if at is not None and self.lows[at] in ("a", "an", "another", "one", "two", "three", "'s"):
            return True
        i = hit.first - 1
        while i >= 0 and (self.tag(i) == "RB" or self.lows[i] in ("and", "half", "originally", "both", "born")):
            i -= 1
        if i < hit.first - 1 and self.breaks(i) and self.breaks(after):
            return True
        return self.low(i) in BE or (i >= 0 and self.lows[i] in (",", "as", "identifies", "(") and self.breaks(after))

    def _scan(self) -> list[Hit]:
        phrases, lengths = lexicon()
        lows, size = self.lows, self.size
        found: list[Hit] = []
        i = 0
        while i < size:
            low = lows[i]
            known = lengths.get(low)
            one = None if known else _singular(low)
            if one is not None:
                known = lengths.get(one)
                if known is not None and 1 not in known:
                    known = None
            hit = self._longest(i, known, phrases) if known else None
            if hit is None and low.startswith("ex-"):
                entries = phrases.get(low[3:])
                if entries is not None and entries[0].kind is Kind.OCCUPATION:
                    hit = Hit(i, i + 1, entries, False)
            if hit is not None:
                found.append(hit)
                i = hit.last
            else:
                i += 1
        return found

    def _longest(self, i: int, known: tuple[int, ...], phrases: dict[str, tuple[Entry, ...]]) -> Hit | None:
        for length in known:
            last = i + length
            if last > self.size:
                continue
            words = self.lows[i:last]
            entries = phrases.get(" ".join(words))
            if entries is not None:
                return Hit(i, last, entries, entries[0].form == "p")
            one = _singular(words[-1])
            if one is not None:
                entries = phrases.get(" ".join((*words[:-1], one)))
                if entries is not None and entries[0].form not in ("a", "m", "v"):
                    return Hit(i, last, entries, True)
        return None

    def _ranked(self, found: list[Hit]) -> list[Rank]:
        if not any(low in _RANKS for low in self.lows):
            return []
        self.hits = tuple(found)
        ranks = []
        for i, low in enumerate(self.lows):
            if low not in _RANKS or self.low(i - 1) in ("not", "if", "at", "for", "but"):
                continue
            hit = next(
                (
                    h
                    for h in found
                    if 1 <= h.first - i <= 3 and h.entries[0].kind in _RANKED and h.entries[0].form in _PERSON_FORMS
                ),
                None,
            )
            if hit is None or any(
                self.breaks(j) or self.tag(j) not in ("JJ", "CD", "NN", "NNP", "RB") for j in range(i + 1, hit.first)
            ):
                continue
            if hit.entries[0].kind in (Kind.HEALTH, Kind.PHYSICAL) and hit.entries[0].group not in _RANKED_CONDITIONS:
                continue
            if low == "first" and not self._is_first(hit):
                continue
            if (
                low == "only"
                and self.low(i - 1) not in ("the", "our", "his", "her", "their", "'s", "my", "a")
                and not (self.breaks(i - 1) or self.low(i - 1) in BE)
            ):
                continue
            if self.tag(hit.last - 1).startswith("V"):
                continue
            last = hit.last
            while self.low(last) in PEOPLE or any(o.first == last and o.entries[0].kind in _RANKED for o in found):
                last += 1
            if self.low(last) == "girl" or self.low(last) == "boy":
                last += 1
            elif self.low(last) == "head" and self.low(last + 1) in ("girl", "boy", "teacher"):
                last += 2
            among = self.low(last) in ("in", "on", "at") and self.low(last + 1) in ("the", "her", "his", "their")
            if low == "only" and among and hit.entries[0].kind is Kind.SEX and self.tag(last + 2) in ("NN", "NNS"):
                last += 3
            ranks.append(Rank(i, last, hit.entries[0], "only" if low != "first" else "first"))
        return ranks

    def _is_first(self, hit: Hit) -> bool:
        """ "The first Somali head girl", "the first woman to …", not "his first teacher" or "the first man I saw"."""
        if hit.entries[0].kind in (Kind.SEX, Kind.OCCUPATION):
            return self.low(hit.last) in ("to", "in", "ever")
        return self.low(hit.last) in PEOPLE or self.low(hit.last) in (
            "to",
            "in",
            "ever",
            "head",
            "president",
            "captain",
        )


def _singular(low: str) -> str | None:
    """The singular of a plural in -s or of a few common ones, by spelling alone; None when it can't be a plural."""
    if low.endswith("s"):
        if low.endswith("ies") and len(low) > 5:
            return low[:-3] + "y"
        if low.endswith(("ss", "us", "is", "'s")) or len(low) < 4:
            return None
        return low[:-2] if low.endswith(("ches", "shes", "sses", "xes")) else low[:-1]
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("men") and len(low) > 4:
        return low[:-2] + "an"
    return None


@lru_cache(maxsize=4)
def context(view: View) -> Context:
    """The context of a view, made once for all rules that look at it."""
    return Context(view)
