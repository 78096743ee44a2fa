"""Contextual rules of our own, run after Brill's: they settle what cutting and rewriting a sentence depends on.

Promises: each rule changes a tag only to one that `lexicon.possible` allows for the word; one pass, left to right,
so a rule may rely on what stands to its left. In order: names at the start of a sentence, *'s* and *'d*, *her*
and *that*, particles, noun or verb, and at last past or participle.
"""

from __future__ import annotations

from assistant.language.lexicon import NAMES_THAT_ARE_WORDS, possible

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBS = frozenset({"VB", "VBD", "VBN", "VBG", "VBP", "VBZ", "MD"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})
BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'m", "'re", "isnt", "get", "got", "gets", "getting"})
HAVE = frozenset({"have", "has", "had", "having", "'ve"})
DO = frozenset({"do", "does", "did"})
SUBJECTS = frozenset({"i", "he", "she", "it", "we", "they", "you", "who", "u"})
THIRD = frozenset({"he", "she", "it"})
_HEADS = NOUNS | {"JJ", "JJR", "JJS", "CD", "VBG"}
_OPENERS = frozenset({"DT", "PRP$", "PRP", "NNP", "IN", "TO", "CD", "EX", "WP", "WRB", "RB"})
_MOTION = frozenset(
    "go goes going went gone come came coming get got getting back return returned returning drive drove driving "
    "walk walked cycle cycled off travel travelled travelling".split()
)  # fmt: skip
_UNMARKED_PLACES = frozenset({"work", "school", "bed", "sleep", "church", "college", "hospital", "court", "prison"})
_PARTICLES = frozenset({"up", "out", "off", "down", "in", "on", "over", "back", "away", "around", "about", "along"})
_MOTION_BASES = frozenset({"went", "go", "goes", "going", "gone", "came", "come", "walked", "walk", "walking", "ran", "run", "drove", "moved", "climbed", "fell", "sat", "lives", "lived", "live", "was", "is", "are", "were", "been", "be"})
_ONLY_BOUNDS = frozenset({".", ":", "(", ")", "``", "''"})


class _Pass:
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


def repair(texts: list[str], lowers: list[str], tags: list[str]) -> None:
    """Mend the tags in place."""
    text = _Pass(texts, lowers, tags)
    for index in range(text.size):
        rule = _BY_WORD.get(lowers[index])
        if rule is not None:
            rule(text, index)
    for index in range(text.size):
        _name_or_word(text, index)
        _noun_or_verb(text, index)
    for index in range(text.size):
        if tags[index] in ("VBN", "VBD", "JJ"):
            _past_or_participle(text, index)
        elif tags[index] in ("RP", "IN", "RB") and lowers[index] in _PARTICLES:
            _particle(text, index)
    for index in range(text.size):
        if lowers[index] in ("'d", "her", "that"):
            _BY_WORD[lowers[index]](text, index)


# --- single words -----------------------------------------------------------------------------------------------


def _apostrophe_s(text: _Pass, index: int) -> None:
    """'s: the possessive before a noun phrase, *is* or *has* elsewhere, *us* after "let"."""
    before, word = text.tag(index - 1), text.word(index - 1)
    if word == "let":
        text.tags[index] = "PRP"
        return
    if before in ("EX", "WP", "WRB", "RB") or word in SUBJECTS or word in ("that", "there", "here", "this"):
        text.tags[index] = "VBZ"
        return
    follower = text.after(index)
    after = text.tag(follower)
    if after in ("DT", "PRP", "PRP$", "IN", "TO", "WRB", "MD", "EX") or text.word(follower) in ("not", "been", "got", "gone"):
        text.tags[index] = "VBZ"
    elif after in ("JJ", "VBN", "VBD", "JJR", "VBG") and text.tag(follower + 1) not in (*NOUNS, "JJ", "VBG", "CD", "CC"):
        text.tags[index] = "VBZ" if not (after == "VBG" and "NN" in possible(text.word(follower))) else "POS"
    elif follower != index + 1 and after not in NOUNS and after != "JJ":
        text.tags[index] = "VBZ"
    else:
        text.tags[index] = "POS"


def _apostrophe_d(text: _Pass, index: int) -> None:
    """'d: *had* before a participle, *would* elsewhere."""
    follower = text.after(index)
    options = possible(text.word(follower))
    text.tags[index] = "VBD" if "VBN" in options and "VB" not in options else "MD"


def _her(text: _Pass, index: int) -> None:
    """her: possessive before what can open a noun phrase, object elsewhere."""
    after = text.tag(index + 1)
    if after in NOUNS or after in ("JJ", "JJR", "JJS", "CD", "VBN") or text.word(index + 1) in ("own", "then", "ex"):
        text.tags[index] = "PRP$"
    elif after == "VBG" and text.tag(index + 2) in NOUNS:
        text.tags[index] = "PRP$"
    elif after in ADVERBS and text.tag(index + 2) in ("JJ", "VBN") and text.tag(index + 3) in NOUNS:
        text.tags[index] = "PRP$"
    elif "NN" in possible(text.word(index + 1)) and after in ("VB", "VBP"):
        text.tags[index] = "PRP" if text.word(index - 1) in ("let", "make", "made", "help", "see", "saw") else "PRP$"
    else:
        text.tags[index] = "PRP"


def _that(text: _Pass, index: int) -> None:
    """that: relative after a noun before a verb, conjunction before a subject, demonstrative elsewhere."""
    before, after = text.tag(index - 1), text.tag(index + 1)
    if after in FINITE and before in NOUNS:
        text.tags[index] = "WDT"
    elif after in ("PRP", "DT", "PRP$", "NNP", "NNS", "EX") and before not in _ONLY_BOUNDS:
        text.tags[index] = "WDT" if before in NOUNS and _object_gap(text, index) else "IN"
    elif after in ("NN", "JJ") and before in VERBS and text.word(index - 1) in _SAYING:
        text.tags[index] = "IN" if _finite_soon(text, index) else "DT"
    else:
        text.tags[index] = "DT"


_SAYING = frozenset(
    "said says say think thinks thought know knows knew feel feels felt believe believes believed told tell hope hoped "
    "realise realised realize realized mean means meant sure notice noticed worry worried find found wish wished".split()
)


def _object_gap(text: _Pass, index: int) -> bool:
    """Whether what follows "that" runs into a bound without an object: "the thing that she said"."""
    limit = min(text.size, index + 7)
    for place in range(index + 2, limit):
        if text.tags[place] in FINITE or text.tags[place] in ("VB", "VBN"):
            return text.tag(place + 1) in (".", ",", ":", "VBZ", "VBD", "MD", "IN")
    return False


def _finite_soon(text: _Pass, index: int) -> bool:
    return any(text.tags[place] in FINITE for place in range(index + 2, min(text.size, index + 6)))


def _there(text: _Pass, index: int) -> None:
    after = text.word(text.after(index))
    be = after in BE or after in ("'s", "'ll", "'d", "seemed", "seems", "may", "might", "can", "could", "will", "must", "has", "had")
    text.tags[index] = "EX" if be and after not in ("get", "got") and text.tag(index - 1) != "IN" else "RB"


def _like(text: _Pass, index: int) -> None:
    before = text.before(index)
    after = text.tag(index + 1)
    if text.word(before) in SUBJECTS - THIRD or text.word(before) in ("to", *DO) or text.tag(before) == "MD":
        text.tags[index] = "VB" if text.word(before) not in SUBJECTS else "VBP"
    else:
        text.tags[index] = "IN" if after != "." else "RB" if "RB" in possible("like") else "IN"


def _one(text: _Pass, index: int) -> None:
    if text.word(index - 1) == "no":
        text.tags[index] = text.tags[index - 1] = "NN"


def _temporal(text: _Pass, index: int) -> None:
    """before, after, since, until, once and the like: a conjunction or preposition unless nothing follows."""
    text.tags[index] = "RB" if text.tag(index + 1) in (".", ",", ":", ")", "CC") else "IN"


def _may(text: _Pass, index: int) -> None:
    """May the month: a capital inside a sentence, or before a number or after "in"."""
    proper = text.texts[index][0].isupper() and (
        text.tag(index - 1) in ("IN", "CD", "JJ") or text.tag(index + 1) in ("CD", ",") or text.word(index - 1) == "since"
    )
    text.tags[index] = "NNP" if proper else "MD"


def _will(text: _Pass, index: int) -> None:
    """will, can, might, must: nouns after an article or a possessive."""
    if text.tag(index - 1) in ("DT", "PRP$", "POS"):
        text.tags[index] = "NN"
    elif text.texts[index][0].isupper() and text.tag(index - 1) in ("IN", "VBD", ",", "VB"):
        text.tags[index] = "NNP"
    elif text.texts[index][0].isupper() and text.tag(index + 1) in ("VBD", "VBZ", "MD") and index + 1 < text.size:
        text.tags[index] = "NNP"


def _half(text: _Pass, index: int) -> None:
    text.tags[index] = "PDT" if text.tag(index + 1) in ("DT", "PRP$") else "NN"


def _all(text: _Pass, index: int) -> None:
    text.tags[index] = "PDT" if text.tag(index + 1) in ("DT", "PRP$") else "DT"


def _so(text: _Pass, index: int) -> None:
    """so: an adverb before an adjective or adverb, otherwise a conjunction (which Penn tags IN)."""
    after = text.tag(index + 1)
    text.tags[index] = "IN" if after in ("PRP", "NNP", "DT", "PRP$", "EX") or text.word(index + 1) == "that" else "RB"


_BY_WORD = {
    "'s": _apostrophe_s,
    "'d": _apostrophe_d,
    "her": _her,
    "that": _that,
    "there": _there,
    "like": _like,
    "one": _one,
    "may": _may,
    "will": _will,
    "can": _will,
    "half": _half,
    "all": _all,
    "both": _all,
    "so": _so,
    **dict.fromkeys(("before", "after", "since", "until"), _temporal),
}


# --- names ------------------------------------------------------------------------------------------------------


def _name_or_word(text: _Pass, index: int) -> None:
    """Mark, Rose, Will … at the start of a sentence are names when a finite verb or *'s* follows."""
    word = text.lowers[index]
    if word not in NAMES_THAT_ARE_WORDS or not text.texts[index][0].isupper() or text.tags[index] == "NNP":
        return
    after = text.tag(index + 1)
    if after in ("VBD", "VBZ", "POS", "MD", "NNP") or text.word(index + 1) in ("and", "'s", "was", "is", "had", "has"):
        text.tags[index] = "NNP"


# --- noun or verb -----------------------------------------------------------------------------------------------


def _noun_or_verb(text: _Pass, index: int) -> None:
    tag = text.tags[index]
    if tag not in ("NN", "NNS", "VB", "VBP", "VBZ", "JJ", "VBG", "VBD", "IN"):
        return
    options = possible(text.lowers[index])
    if not options & VERBS:
        return
    left = text.before(index)
    before, word = text.tag(left), text.word(left)
    if before in ("DT", "PRP$", "POS", "PDT") and not _subject_this(text, left, index):
        _nominal(text, index, options)
    elif before == "MD" or word in DO and left >= 0:
        text.set(index, "VB")
    elif before == "TO":
        _after_to(text, left, index, options)
    elif word in SUBJECTS and left >= 0:
        _after_subject(text, left, index, options)
    elif tag in ("NN", "NNS", "JJ") and before in ("NNS", "NN", "NNP", "NNPS"):
        _after_noun(text, left, index, options)
    elif tag in ("VB", "VBP", "VBZ") and before in ("IN", "JJ", "CD", "JJR", "JJS") and left == index - 1:
        _nominal(text, index, options)
    elif tag == "VB" or (tag == "VBP" and before == ","):
        _bare_verb(text, left, index)
    elif tag in ("VBP", "VBZ") and before == "CC":
        _coordinated(text, left, index, options)


def _subject_this(text: _Pass, left: int, index: int) -> bool:
    """This/that/all/both as the subject itself: "That means", "all know", "this is"."""
    if text.word(left) not in ("this", "that", "these", "those", "all", "both", "some", "each"):
        return False
    return text.tags[index] in ("VBZ", "MD") or text.lowers[index] in BE or text.lowers[index] in HAVE


def _nominal(text: _Pass, index: int, options: frozenset[str]) -> None:
    """After an article or possessive: a noun, or what stands before one."""
    tag = text.tags[index]
    if tag in ("VB", "VBP", "VBD") and options & {"NN", "JJ"}:
        wanted = "JJ" if "JJ" in options and text.tag(index + 1) in NOUNS else "NN"
        text.set(index, wanted) or text.set(index, "NN") or text.set(index, "JJ")
    elif tag == "VBZ":
        text.set(index, "NNS")
    elif tag == "VBG" and text.tag(index + 1) not in _HEADS:
        text.set(index, "NN")


def _after_to(text: _Pass, left: int, index: int, options: frozenset[str]) -> None:
    if "VB" not in options:
        return
    governor = text.word(left - 1)
    if text.lowers[index] in _UNMARKED_PLACES and governor in _MOTION:
        text.set(index, "NN")
    elif governor in ("due", "thanks", "addicted", "related", "linked", "from"):
        text.set(index, "NN")
    else:
        text.tags[index] = "VB"


def _after_subject(text: _Pass, left: int, index: int, options: frozenset[str]) -> None:
    """The word after a subject pronoun is its finite verb if it can be one."""
    tag = text.tags[index]
    subject = text.word(left)
    if tag in ("VBD", "VBZ", "MD") or (tag == "VBP" and subject not in THIRD):
        if tag == "VBD" or tag == "VBZ":
            return
        if "VBD" in options and "VBP" in options and _past_around(text, index):
            text.tags[index] = "VBD"
        return
    if text.tag(left - 1) in ("VB", "VBD", "VBP", "VBZ", "VBG", "IN") and subject in ("you", "it") and text.word(left - 1) not in _SAYING:
        return
    if text.word(left - 1) in BE | DO | HAVE or text.tag(left - 1) == "MD":
        if text.word(left - 1) in DO or text.tag(left - 1) == "MD":
            text.set(index, "VB")
        return
    if tag in ("JJ", "IN") and text.tag(index + 1) in NOUNS and not options & {"VBD", "VBZ"}:
        return
    if subject in THIRD or subject == "who":
        text.set(index, "VBD") or text.set(index, "VBZ") or (subject == "who" and text.set(index, "VBP"))
    elif "VBD" in options and ("VBP" not in options or _past_around(text, index)):
        text.tags[index] = "VBD"
    else:
        text.set(index, "VBP")


def _past_around(text: _Pass, index: int) -> bool:
    """Whether a plain past stands nearby in the sentence, so that "I read" and "they put" are read as past."""
    for place in range(max(0, index - 12), min(text.size, index + 12)):
        if text.tags[place] == "VBD" and "VB" not in possible(text.lowers[place]):
            return True
    return False


def _after_noun(text: _Pass, left: int, index: int, options: frozenset[str]) -> None:
    """A noun-or-verb after a noun is the verb when the clause has none yet and what follows looks like a rest."""
    after = text.tag(index + 1)
    if after not in ("DT", "PRP", "PRP$", "IN", "TO", "RB", "WRB", "WP", "VBG", "RP"):
        if not (after in (".", ",") and text.tags[left] == "NNS" and text.tags[index] == "NN" and left == index - 1):
            return
    if _has_finite(text, index) or _finite_ahead(text, index):
        return
    if text.tags[index] == "NNS" and text.tags[left] in ("NN", "NNP"):
        text.set(index, "VBZ")
    elif text.tags[left] in ("NNS", "NNPS") and text.tags[index] != "JJ":
        text.set(index, "VBP")
    elif after in ("PRP", "DT", "PRP$") and text.tags[left] in ("NN", "NNP"):
        text.set(index, "VBD")


def _has_finite(text: _Pass, index: int) -> bool:
    """Whether this clause already has a finite verb to the left of `index`."""
    place = index - 1
    while place >= 0 and text.tags[place] not in _ONLY_BOUNDS:
        tag = text.tags[place]
        if tag in FINITE:
            return True
        if tag in ("WP", "WDT", "WRB", "CC") or text.lowers[place] in _SUBORDINATORS:
            return False
        place -= 1
    return False


def _finite_ahead(text: _Pass, index: int) -> bool:
    """Whether an unmistakable finite verb follows before the clause can have changed."""
    place = index + 1
    while place < text.size and text.tags[place] not in _ONLY_BOUNDS:
        tag = text.tags[place]
        if tag in ("CC", "WP", "WDT", "WRB", ",", "PRP") or text.lowers[place] in _SUBORDINATORS:
            return False
        if tag in ("MD", "VBZ") or (tag == "VBD" and "VBN" not in possible(text.lowers[place])):
            return True
        place += 1
    return False


_SUBORDINATORS = frozenset(
    "because cos 'cos if when while whilst although though unless until since after before that as than whether so "
    "but and".split()
)


def _bare_verb(text: _Pass, left: int, index: int) -> None:
    """A bare verb form needs a reason: to, a modal, do, let; otherwise it is present tense, or an imperative."""
    before = text.tag(left)
    if before in ("NNS", "NNPS") and not _has_finite(text, index):
        text.set(index, "VBP")
    elif "VBD" in possible(text.lowers[index]) and (
        before == "NNP" or before == "NN" or (before == "," and not _has_finite(text, index)) or _past_around(text, index)
    ):
        text.set(index, "VBD")


def _coordinated(text: _Pass, left: int, index: int, options: frozenset[str]) -> None:
    """After "and": a noun if nouns stand on both sides of it, the verb's twin otherwise."""
    if text.tag(left - 1) in NOUNS and text.tag(index + 1) in (".", ",", "IN") and _has_finite(text, left):
        _nominal(text, index, options)


# --- past or participle -----------------------------------------------------------------------------------------


def _past_or_participle(text: _Pass, index: int) -> None:
    """Settle a form that may be past tense or participle by what stands to its left."""
    options = possible(text.lowers[index])
    if "VBN" not in options or "VBD" not in options:
        return
    if text.tags[index] == "JJ" and text.tag(index + 1) in NOUNS:
        return
    left = text.before(index)
    before, word = text.tag(left), text.word(left)
    if _after_auxiliary(text, left):
        if text.tags[index] == "VBD":
            text.tags[index] = "VBN"
    elif before in ("DT", "PRP$", "POS", "JJ", "CD") and (text.tag(index + 1) in _HEADS or before != "CD"):
        if not (before == "DT" and _subject_this(text, left, index)) and word not in ("all", "both", "this", "that", "one"):
            text.tags[index] = "VBN" if text.tags[index] != "JJ" else "JJ"
        elif text.tag(index + 1) not in NOUNS:
            text.tags[index] = "VBD"
    elif word in SUBJECTS or before in ("WDT", "EX", "WP"):
        text.tags[index] = "VBD"
    elif before in NOUNS or before == "PRP" or word in ("one", "this", "that", "everyone"):
        _after_noun_phrase(text, left, index)
    elif before == "CC" or before == ",":
        _in_series(text, left, index)
    elif left < 0 or before in _ONLY_BOUNDS:
        text.tags[index] = "VBD" if text.tag(index + 1) in ("PRP", "DT", "PRP$", "RP") and text.word(index + 1) != "by" else "VBN"
    elif before in ("IN", "WRB", "VB", "VBG", "TO") and text.tags[index] == "VBD":
        text.tags[index] = "VBN"
    elif before == ")":
        _after_noun_phrase(text, left, index)


def _after_auxiliary(text: _Pass, left: int) -> bool:
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


def _after_noun_phrase(text: _Pass, left: int, index: int) -> None:
    """After a noun: its finite verb, unless the clause has one or a passive's *by* follows before one."""
    after = text.word(index + 1)
    if text.tags[left] == "PRP" and text.word(left) in ("me", "him", "them", "us"):
        return
    if _has_finite(text, index):
        if text.tags[index] == "VBD" and not _clause_turns(text, index):
            text.tags[index] = "VBN"
        return
    if after == "by" or _finite_ahead(text, index) or (
        text.lowers[index] in ("called", "named", "aged", "based", "born") and _verb_ahead(text, index)
    ):
        text.tags[index] = "VBN"
        return
    text.tags[index] = "VBD"


def _verb_ahead(text: _Pass, index: int) -> bool:
    place = index + 1
    while place < text.size and text.tags[place] not in _ONLY_BOUNDS and text.tags[place] != "CC":
        if text.tags[place] in FINITE or text.tags[place] == "VBN":
            return True
        place += 1
    return False


def _clause_turns(text: _Pass, index: int) -> bool:
    """Whether a new clause without a mark may have begun: "She said her mum left", "I think Tom lied"."""
    place = index - 1
    while place >= 0 and (text.tags[place] in NOUNS or text.tags[place] in ("DT", "PRP$", "JJ", "POS", "CD", "PRP", "RB")):
        place -= 1
    return place >= 0 and (text.lowers[place] in _SAYING or text.tags[place] in (",", "CC", "IN", "WRB"))


def _in_series(text: _Pass, left: int, index: int) -> None:
    """After "and" or a comma: the same tense as the verb that it continues."""
    place = left - 1
    while place >= 0 and text.tags[place] not in (".", ":"):
        tag = text.tags[place]
        if tag == "VBN" and _after_auxiliary(text, text.before(place)) and text.tags[left] == "CC":
            text.tags[index] = "VBN"
            return
        if tag == "VBD":
            text.tags[index] = "VBD"
            return
        if tag in ("VBZ", "VBP", "MD"):
            text.tags[index] = "VBN"
            return
        place -= 1
    if text.tags[left] == ",":
        # No verb yet: after an apposition the subject's verb, in a note ("Year 9 lad, excluded") a participle.
        opener = text.tag(place + 1)
        text.tags[index] = "VBD" if opener in ("DT", "PRP$", "NNP", "PRP", "CD", "IN") else "VBN"


# --- particles --------------------------------------------------------------------------------------------------


def _particle(text: _Pass, index: int) -> None:
    """up, out, off …: a particle after a verb, a preposition before a noun phrase that is a place."""
    before, after = text.tag(index - 1), text.tag(index + 1)
    word = text.lowers[index]
    opens = after in ("DT", "PRP$", "NN", "NNS", "NNP", "CD", "PRP", "JJ")
    if before in VERBS - {"MD"}:
        if not opens:
            text.set(index, "RP") or text.set(index, "RB")
        elif text.lowers[index - 1] in _MOTION_BASES or word in ("in", "on", "over", "about", "around", "along"):
            text.set(index, "IN")
        else:
            text.set(index, "RP") or text.set(index, "RB")
    elif opens:
        text.set(index, "IN") or text.set(index, "RB")
    else:
        text.set(index, "RP") or text.set(index, "RB")
