"""Rules for single function words: *'s* and *'d*, *her*, *that*, *there*, *like*, *will*.

Promises: `BY_WORD` holds one rule a word; each gives the word at its place the one tag that its neighbours call for.
"""

from __future__ import annotations

from assistant.language.context import ADVERBS, BE, BOUNDS, DO, FINITE, NOUNS, SAYING, SUBJECTS, THIRD, VERBS, Context
from assistant.language.lexicon import possible


def _apostrophe_s(text: Context, index: int) -> None:
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
    if after in ("DT", "PRP", "PRP$", "IN", "TO", "WRB", "MD", "EX") or text.word(follower) in (
        "not",
        "been",
        "got",
        "gone",
    ):
        text.tags[index] = "VBZ"
    elif after in ("JJ", "VBN", "VBD", "JJR", "VBG") and text.tag(follower + 1) not in (
        *NOUNS,
        "JJ",
        "VBG",
        "CD",
        "CC",
    ):
        text.tags[index] = "VBZ" if not (after == "VBG" and "NN" in possible(text.word(follower))) else "POS"
    elif follower != index + 1 and after not in NOUNS and after != "JJ":
        text.tags[index] = "VBZ"
    else:
        text.tags[index] = "POS"


def _apostrophe_d(text: Context, index: int) -> None:
    """'d: *had* before a participle, *would* elsewhere."""
    follower = text.after(index)
    options = possible(text.word(follower))
    text.tags[index] = "VBD" if "VBN" in options and "VB" not in options else "MD"


def _her(text: Context, index: int) -> None:
    """her: possessive before what can open a noun phrase, object elsewhere."""
    after = text.tag(index + 1)
    if text.word(index + 1) in (
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "last",
        "next",
        "home",
        "everything",
        "nothing",
    ):
        text.tags[index] = "PRP"
    elif (
        after in NOUNS
        or after in ("JJ", "JJR", "JJS", "CD", "VBN")
        or text.word(index + 1) in ("own", "then", "ex")
        or (after == "VBG" and text.tag(index + 2) in NOUNS)
        or (after in ADVERBS and text.tag(index + 2) in ("JJ", "VBN") and text.tag(index + 3) in NOUNS)
    ):
        text.tags[index] = "PRP$"
    elif "NN" in possible(text.word(index + 1)) and after in ("VB", "VBP"):
        text.tags[index] = "PRP" if text.word(index - 1) in ("let", "make", "made", "help", "see", "saw") else "PRP$"
    else:
        text.tags[index] = "PRP"


def _that(text: Context, index: int) -> None:
    """that: relative after a noun before a verb, conjunction before a subject, demonstrative elsewhere."""
    before, after = text.tag(index - 1), text.tag(index + 1)
    if after in FINITE and before in NOUNS:
        text.tags[index] = "WDT"
    elif after in ("PRP", "DT", "PRP$", "NNP", "NNS", "EX") and before not in BOUNDS:
        text.tags[index] = "WDT" if before in NOUNS and _object_gap(text, index) else "IN"
    elif after in ("NN", "JJ") and before in VERBS and text.word(index - 1) in SAYING:
        text.tags[index] = "IN" if _finite_soon(text, index) else "DT"
    else:
        text.tags[index] = "DT"


def _object_gap(text: Context, index: int) -> bool:
    """Whether what follows "that" runs into a bound without an object: "the thing that she said"."""
    limit = min(text.size, index + 7)
    for place in range(index + 2, limit):
        if text.tags[place] in FINITE or text.tags[place] in ("VB", "VBN"):
            return text.tag(place + 1) in (".", ",", ":", "VBZ", "VBD", "MD", "IN")
    return False


def _finite_soon(text: Context, index: int) -> bool:
    return any(text.tags[place] in FINITE for place in range(index + 2, min(text.size, index + 6)))


def _there(text: Context, index: int) -> None:
    after = text.word(text.after(index))
    be = after in BE or after in (
        "'s",
        "'ll",
        "'d",
        "seemed",
        "seems",
        "may",
        "might",
        "can",
        "could",
        "will",
        "must",
        "has",
        "had",
    )
    text.tags[index] = "EX" if be and after not in ("get", "got") and text.tag(index - 1) != "IN" else "RB"


def _like(text: Context, index: int) -> None:
    before = text.before(index)
    after = text.tag(index + 1)
    if text.word(before) in SUBJECTS - THIRD or text.word(before) in ("to", *DO) or text.tag(before) == "MD":
        text.tags[index] = "VB" if text.word(before) not in SUBJECTS else "VBP"
    else:
        text.tags[index] = "IN" if after != "." else "RB" if "RB" in possible("like") else "IN"


def _one(text: Context, index: int) -> None:
    if text.word(index - 1) == "no":
        text.tags[index] = text.tags[index - 1] = "NN"


def _temporal(text: Context, index: int) -> None:
    """before, after, since, until, once and the like: a conjunction or preposition unless nothing follows."""
    text.tags[index] = "RB" if text.tag(index + 1) in (".", ",", ":", ")", "CC") else "IN"


def _may(text: Context, index: int) -> None:
    """May the month: a capital inside a sentence, or before a number or after "in"."""
    proper = text.texts[index][0].isupper() and (
        text.tag(index - 1) in ("IN", "CD", "JJ")
        or text.tag(index + 1) in ("CD", ",")
        or text.word(index - 1) == "since"
    )
    text.tags[index] = "NNP" if proper else "MD"


def _will(text: Context, index: int) -> None:
    """will, can, might, must: nouns after an article or a possessive."""
    if text.tag(index - 1) in ("DT", "PRP$", "POS"):
        text.tags[index] = "NN"
    elif (text.texts[index][0].isupper() and text.tag(index - 1) in ("IN", "VBD", ",", "VB")) or (
        text.texts[index][0].isupper() and text.tag(index + 1) in ("VBD", "VBZ", "MD") and index + 1 < text.size
    ):
        text.tags[index] = "NNP"


def _half(text: Context, index: int) -> None:
    text.tags[index] = "PDT" if text.tag(index + 1) in ("DT", "PRP$") else "NN"


def _all(text: Context, index: int) -> None:
    text.tags[index] = "PDT" if text.tag(index + 1) in ("DT", "PRP$") else "DT"


def _so(text: Context, index: int) -> None:
    """so: an adverb before an adjective or adverb, otherwise a conjunction (which Penn tags IN)."""
    after = text.tag(index + 1)
    text.tags[index] = "IN" if after in ("PRP", "NNP", "DT", "PRP$", "EX") or text.word(index + 1) == "that" else "RB"


def _kind(text: Context, index: int) -> None:
    """kind: a noun before "of", an adjective elsewhere ("a kind woman", "she was kind")."""
    text.tags[index] = "NN" if text.word(index + 1) == "of" or text.tag(index - 1) == "JJ" else "JJ"


BY_WORD = {
    "kind": _kind,
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
