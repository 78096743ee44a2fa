"""Is a word that may be a noun or a verb the one or the other here, and which verb form.

Promises: after an article it is a noun, after a modal or *to* a base form, after a subject pronoun finite; after a noun
it is finite only where its clause has no finite verb yet.
"""

from __future__ import annotations

from assistant.language.context import (
    BE,
    DO,
    FINITE,
    HAVE,
    HEADS,
    NOUNS,
    SAYING,
    STOPS,
    SUBJECTS,
    THIRD,
    VERBS,
    Context,
    finite_ahead,
    has_finite,
    new_subject,
    past_around,
    subject_this,
)
from assistant.language.lexicon import possible

_MOTION = frozenset(
    "go goes going went gone come came coming get got getting back return returned returning drive drove driving "
    "walk walked cycle cycled off travel travelled travelling".split()
)  # fmt: skip
_UNMARKED_PLACES = frozenset({"work", "school", "bed", "sleep", "church", "college", "hospital", "court", "prison"})


NOUN_OR_VERB = frozenset({"NN", "NNS", "VB", "VBP", "VBZ", "JJ", "VBG", "VBD", "VBN", "IN"})
"""Tags of words that `noun_or_verb` looks at; the others are settled."""


def noun_or_verb(text: Context, index: int) -> None:
    """Settle the word at `index` (tagged as `NOUN_OR_VERB`) by the nearest word to its left that is no adverb."""
    tag = text.tags[index]
    options = possible(text.lowers[index])
    if not options & VERBS:
        return
    left = text.before(index)
    before, word = text.tag(left), text.word(left)
    if before in ("DT", "PRP$", "POS", "PDT") and not subject_this(text, left, index):
        _nominal(text, index, options)
    elif before == "MD" or (word in DO and left >= 0):
        text.set(index, "VB")
    elif tag in ("VBD", "VBN") and not (word in SUBJECTS and tag == "VBD"):
        return
    elif tag == "NN" and "VBG" in options and word in BE and left == index - 1:
        text.tags[index] = "VBG"
    elif tag == "NN" and "VB" in options and (left < 0 or before in STOPS) and _object_follows(text, index):
        text.tags[index] = "VB"
    elif before == "TO":
        _after_to(text, left, index, options)
    elif word in SUBJECTS and left >= 0:
        _after_subject(text, left, index, options)
    elif tag in ("NN", "NNS", "JJ") and before in ("NNS", "NN", "NNP", "NNPS"):
        _after_noun(text, left, index)
    elif tag in ("VB", "VBP", "VBZ") and before in ("IN", "JJ", "CD", "JJR", "JJS") and left == index - 1:
        _nominal(text, index, options)
    elif tag == "VB" or (tag == "VBP" and before == ","):
        _bare_verb(text, left, index)
    elif tag in ("VBP", "VBZ") and before == "CC":
        _coordinated(text, left, index, options)
    elif tag == "NNS" and before == "CC" and "VBZ" in options:
        _second_verb(text, left, index)
    elif tag in ("NN", "JJ") and "VBG" in options and (left < 0 or before in STOPS) and _opens_rest(text, index):
        text.set(index, "VBG")


def _opens_rest(text: Context, index: int) -> bool:
    """ "Feeling sad after …", "Trying to listen": what follows hangs on a verb."""
    return text.tag(index + 1) in ("JJ", "DT", "PRP", "PRP$", "RB", "IN", "TO")


def _object_follows(text: Context, index: int) -> bool:
    """ "Love that you came", "Hope she rings": a bare word that opens a sentence before an object is a verb."""
    return text.tag(index + 1) in ("PRP", "PRP$", "DT") and not finite_ahead(text, index)


def _nominal(text: Context, index: int, options: frozenset[str]) -> None:
    """After an article or possessive: a noun, or what stands before one."""
    tag = text.tags[index]
    if tag in ("VB", "VBP", "VBD") and options & {"NN", "JJ"}:
        wanted = "JJ" if "JJ" in options and text.tag(index + 1) in NOUNS else "NN"
        text.set(index, wanted) or text.set(index, "NN") or text.set(index, "JJ")
    elif tag == "VBZ":
        text.set(index, "NNS")
    elif tag == "VBG" and text.tag(index + 1) not in HEADS:
        text.set(index, "NN")


def _after_to(text: Context, left: int, index: int, options: frozenset[str]) -> None:
    if "VB" not in options:
        return
    governor = text.word(left - 1)
    if (text.lowers[index] in _UNMARKED_PLACES and governor in _MOTION) or governor in (
        "due",
        "thanks",
        "addicted",
        "related",
        "linked",
        "from",
    ):
        text.set(index, "NN")
    else:
        text.tags[index] = "VB"


def _after_subject(text: Context, left: int, index: int, options: frozenset[str]) -> None:
    """The word after a subject pronoun is its finite verb if it can be one."""
    tag = text.tags[index]
    subject = text.word(left)
    if tag in ("VBD", "VBZ", "MD") or (tag == "VBP" and subject not in THIRD):
        if tag == "VBD" or tag == "VBZ":
            return
        if "VBD" in options and "VBP" in options and past_around(text, index):
            text.tags[index] = "VBD"
        return
    if (
        text.tag(left - 1) in ("VB", "VBD", "VBP", "VBZ", "VBG", "IN")
        and subject in ("you", "it")
        and text.word(left - 1) not in SAYING
    ):
        return
    if text.word(left - 1) in BE | DO | HAVE or text.tag(left - 1) == "MD":
        if text.word(left - 1) in DO or text.tag(left - 1) == "MD":
            text.set(index, "VB")
        return
    if tag in ("JJ", "IN") and text.tag(index + 1) in NOUNS and not options & {"VBD", "VBZ"}:
        return
    if subject in THIRD or subject == "who":
        text.set(index, "VBD") or text.set(index, "VBZ") or (subject == "who" and text.set(index, "VBP"))
    elif "VBD" in options and ("VBP" not in options or past_around(text, index)):
        text.tags[index] = "VBD"
    else:
        text.set(index, "VBP")


def _after_noun(text: Context, left: int, index: int) -> None:
    """A noun-or-verb after a noun is the verb when the clause has none yet and what follows looks like a rest."""
    after = text.tag(index + 1)
    ends = after in (".", ",") and text.tags[left] == "NNS" and text.tags[index] == "NN" and left == index - 1
    if not ends and after not in ("DT", "PRP", "PRP$", "IN", "TO", "RB", "WRB", "WP", "VBG", "RP"):
        return
    if (has_finite(text, index) and not new_subject(text, left)) or finite_ahead(text, index):
        return
    if text.tags[index] == "NNS" and text.tags[left] in ("NN", "NNP"):
        text.set(index, "VBZ")
    elif text.tags[left] in ("NNS", "NNPS") and text.tags[index] != "JJ":
        text.set(index, "VBP")
    elif after in ("PRP", "DT", "PRP$") and text.tags[left] in ("NN", "NNP"):
        text.set(index, "VBD")


def _bare_verb(text: Context, left: int, index: int) -> None:
    """A bare verb form needs a reason: to, a modal, do, let; otherwise it is present tense, or an imperative."""
    before = text.tag(left)
    if before in ("NNS", "NNPS") and not has_finite(text, index):
        text.set(index, "VBP")
    elif "VBD" in possible(text.lowers[index]) and (
        before == "NNP" or before == "NN" or (before == "," and not has_finite(text, index)) or past_around(text, index)
    ):
        text.set(index, "VBD")


def _coordinated(text: Context, left: int, index: int, options: frozenset[str]) -> None:
    """After "and": a noun if nouns stand on both sides of it, the verb's twin otherwise."""
    if text.tag(left - 1) in NOUNS and text.tag(index + 1) in (".", ",", "IN") and has_finite(text, left):
        _nominal(text, index, options)


def _second_verb(text: Context, left: int, index: int) -> None:
    """ "She's a single mum and works nights": present tense goes on when an object or a place follows."""
    if text.tag(index + 1) not in ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "VBG", "TO", "RP"):
        return
    for place in range(left - 1, -1, -1):
        if text.tags[place] in STOPS:
            return
        if text.tags[place] in FINITE:
            if text.tags[place] == "VBZ":
                text.tags[index] = "VBZ"
            return
