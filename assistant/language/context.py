"""What the contextual rules of the tagger look at: the words and tags around a place.

Promises: looking beyond either end of the text answers with a full stop and an empty word, so rules need no bounds;
a tag is set only to one that the word may have (`lexicon.possible`), unless a rule for one known word sets it itself.
"""

from __future__ import annotations

from assistant.language.lexicon import possible

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBS = frozenset({"VB", "VBD", "VBN", "VBG", "VBP", "VBZ", "MD"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})
BE = frozenset("be am is are was were been being 'm 're get got gets getting".split())
HAVE = frozenset({"have", "has", "had", "having", "'ve"})
DO = frozenset({"do", "does", "did"})
SUBJECTS = frozenset({"i", "he", "she", "it", "we", "they", "you", "who", "u"})
THIRD = frozenset({"he", "she", "it"})
HEADS = NOUNS | {"JJ", "JJR", "JJS", "CD", "VBG"}
PARTICLES = frozenset({"up", "out", "off", "down", "in", "on", "over", "back", "away", "around", "about", "along"})
STOPS = frozenset({".", ":"})
BOUNDS = frozenset({".", ":", "(", ")", "``", "''"})
DASHES = frozenset({"–", "—", "--", "-"})


SAYING = frozenset(
    "said says say think thinks thought know knows knew feel feels felt believe believes believed told tell hope hoped "
    "realise realised realize realized mean means meant sure notice noticed worry worried find found wish "
    "wished".split()
)


SUBORDINATORS = frozenset(
    "because cos 'cos if when while whilst although though unless until since after before that as than whether so "
    "but and".split()
)


class Context:
    """The words and tags of one text while the rules run over them."""

    __slots__ = ("lowers", "size", "tags", "texts")

    def __init__(self, texts: list[str], lowers: list[str], tags: list[str]) -> None:
        self.texts, self.lowers, self.tags = texts, lowers, tags
        self.size = len(tags)

    def tag(self, index: int) -> str:
        return self.tags[index] if 0 <= index < self.size else "."

    def word(self, index: int) -> str:
        return self.lowers[index] if 0 <= index < self.size else ""

    def before(self, index: int) -> int:
        """The nearest word to the left that is no adverb."""
        index -= 1
        while index >= 0 and (self.tags[index] in ADVERBS or self.tags[index] == "UH"):
            index -= 1
        return index

    def after(self, index: int) -> int:
        """The nearest word to the right that is no adverb."""
        index += 1
        while index < self.size and self.tags[index] in ADVERBS:
            index += 1
        return index

    def set(self, index: int, tag: str) -> bool:
        """Give the word this tag if it may have it."""
        if tag in possible(self.lowers[index]):
            self.tags[index] = tag
            return True
        return False


def past_around(text: Context, index: int) -> bool:
    """Whether a plain past stands nearby in the sentence, so that "I read" and "they put" are read as past."""
    for place in range(max(0, index - 12), min(text.size, index + 12)):
        if text.tags[place] == "VBD" and "VB" not in possible(text.lowers[place]):
            return True
    return False


def new_subject(text: Context, index: int) -> bool:
    """Whether the noun phrase that ends here is the subject of a clause without a mark: "told me her dad hits"."""
    place = index
    while place >= 0 and (text.tags[place] in NOUNS or text.tags[place] in ("DT", "PRP$", "JJ", "POS", "CD")):
        place -= 1
    if place < 0 or place == index:
        return False
    if text.tags[place] == "PRP":
        place -= 1
    return text.word(place) in SAYING or (text.tags[place] == "IN" and text.lowers[place] in SUBORDINATORS)


def has_finite(text: Context, index: int) -> bool:
    """Whether this clause already has a finite verb to the left of `index`."""
    place = index - 1
    while place >= 0 and text.tags[place] not in BOUNDS:
        tag = text.tags[place]
        if tag in FINITE:
            return True
        if tag in ("WP", "WDT", "WRB", "CC") or text.lowers[place] in SUBORDINATORS:
            return False
        place -= 1
    return False


def finite_ahead(text: Context, index: int) -> bool:
    """Whether an unmistakable finite verb follows before the clause can have changed."""
    place = index + 1
    while place < text.size and text.tags[place] not in BOUNDS:
        tag = text.tags[place]
        if tag in ("CC", "WP", "WDT", "WRB", ",", "PRP") or text.lowers[place] in SUBORDINATORS:
            return False
        if tag in ("MD", "VBZ") or (tag == "VBD" and "VBN" not in possible(text.lowers[place])):
            return True
        place += 1
    return False


def after_auxiliary(text: Context, left: int) -> bool:
    """Whether a form of *be, have, get* governs: directly, or across the subject of a question."""
    if left < 0:
        return False
    word = text.lowers[left]
    if word in BE or word in HAVE:
        return True
    if word in ("'s", "'d"):
        return text.tags[left] in ("VBZ", "VBD")
    if word in SUBJECTS and text.word(left - 1) in BE | HAVE:
        return text.tag(left - 2) in (".", ",", ":", "WRB", "WP", "CC")
    return False


def subject_this(text: Context, left: int, index: int) -> bool:
    """This/that/all/both as the subject itself: "That means", "all know", "this is"."""
    if text.word(left) not in ("this", "that", "these", "those", "all", "both", "some", "each"):
        return False
    return text.tags[index] in ("VBZ", "MD") or text.lowers[index] in BE or text.lowers[index] in HAVE
