"""Past or participle: the choice on which "My client, a nurse, cried" can be told from "a boy called Sam".

Promises: only words that may be both are touched; an auxiliary to the left makes a participle, a subject to the left
a past, an apposition between them notwithstanding.
"""

from __future__ import annotations

from assistant.language.context import (
    BOUNDS,
    DASHES,
    FINITE,
    HAVE,
    HEADS,
    NOUNS,
    SAYING,
    STOPS,
    SUBJECTS,
    SUBORDINATORS,
    Context,
    after_auxiliary,
    finite_ahead,
    has_finite,
    subject_this,
)
from assistant.language.lexicon import possible


def past_or_participle(text: Context, index: int) -> None:
    """Settle a form that may be past tense or participle by what stands to its left."""
    options = possible(text.lowers[index])
    if "VBN" not in options or "VBD" not in options:
        return
    if text.lowers[index] in _INTRANSITIVE and not after_auxiliary(text, text.before(index)):
        text.tags[index] = "VBD"
        return
    if text.lowers[index] == "had" and "VBN" in possible(text.word(text.after(index))):
        if text.word(text.before(index)) not in HAVE:
            text.tags[index] = "VBD"
        return
    if text.tags[index] == "JJ" and text.tag(index + 1) in NOUNS:
        return
    left = text.before(index)
    before, word = text.tag(left), text.word(left)
    if after_auxiliary(text, left):
        if text.tags[index] == "VBD":
            text.tags[index] = "VBN"
    elif before in ("DT", "PRP$", "POS", "JJ", "JJR", "CD") and (text.tag(index + 1) in HEADS or before != "CD"):
        if not (before == "DT" and subject_this(text, left, index)) and word not in (
            "all",
            "both",
            "this",
            "that",
            "one",
        ):
            text.tags[index] = "VBN" if text.tags[index] != "JJ" else "JJ"
        elif text.tag(index + 1) not in NOUNS:
            text.tags[index] = "VBD"
    elif word in SUBJECTS or before in ("WDT", "EX", "WP"):
        text.tags[index] = "VBD"
    elif before in NOUNS or before == "PRP" or word in ("one", "this", "that", "everyone"):
        _after_noun_phrase(text, left, index)
    elif before == "CC" or before == "," or (word in DASHES and _pair_of_dashes(text, left)):
        _in_series(text, left, index)
    elif left < 0 or before in BOUNDS:
        text.tags[index] = (
            "VBD" if text.tag(index + 1) in ("PRP", "DT", "PRP$", "RP") and text.word(index + 1) != "by" else "VBN"
        )
    elif before in ("IN", "WRB", "VB", "VBG", "TO") and text.tags[index] == "VBD":
        text.tags[index] = "VBN"
    elif before == ")":
        _after_noun_phrase(text, left, index)


# Verbs without a passive: without an auxiliary their -ed form is a past.
_INTRANSITIVE = frozenset(
    "died cried laughed smiled slept went came sat stood happened arrived seemed appeared existed wept sobbed yawned "
    "shrugged sighed nodded vanished collapsed relapsed giggled lived struggled complained apologised apologized "
    "replied "
    "insisted agreed had was were wondered hoped wanted liked felt began became knew thought said".split()
)


def participle_after_auxiliary(text: Context, index: int) -> None:
    """ "had split", "was hit", "has come": forms that look like a base or a noun."""
    left = text.before(index)
    if after_auxiliary(text, left) and text.word(left) not in ("get", "be", "have", "having", "being"):
        text.tags[index] = "VBN"


def _after_noun_phrase(text: Context, left: int, index: int) -> None:
    """After a noun: its finite verb, unless the clause has one or a passive's *by* follows before one."""
    after = text.word(index + 1)
    if text.tags[left] == "PRP" and text.word(left) in ("me", "him", "them", "us"):
        if text.word(left - 1) in ("get", "got", "have", "had", "getting", "having"):
            text.tags[index] = "VBN"
        return
    if has_finite(text, index):
        if _opening_clause_done(text, index):
            text.tags[index] = "VBD"
        elif text.tags[index] == "VBD" and not _clause_turns(text, index):
            text.tags[index] = "VBN"
        return
    if (
        after == "by"
        or finite_ahead(text, index)
        or (text.lowers[index] in ("called", "named", "aged", "based", "born") and _verb_ahead(text, index))
    ):
        text.tags[index] = "VBN"
        return
    text.tags[index] = "VBD"


def _opening_clause_done(text: Context, index: int) -> bool:
    """ "When he was six his dad left": an opening clause has its verb, and this is the first one after it."""
    place, verbs = index - 1, 0
    while place >= 0 and text.tags[place] not in BOUNDS and text.tags[place] != ",":
        verbs += text.tags[place] in FINITE
        place -= 1
    opens = place < 0 or text.tags[place] in STOPS
    return opens and verbs == 1 and (text.lowers[place + 1] in SUBORDINATORS or text.tags[place + 1] == "WRB")


def _verb_ahead(text: Context, index: int) -> bool:
    place = index + 1
    while place < text.size and text.tags[place] not in BOUNDS and text.tags[place] != "CC":
        if text.tags[place] in FINITE or text.tags[place] == "VBN":
            return True
        place += 1
    return False


def _clause_turns(text: Context, index: int) -> bool:
    """Whether a new clause without a mark may have begun: "She said her mum left", "I think Tom lied"."""
    place = index - 1
    while place >= 0 and (
        text.tags[place] in NOUNS or text.tags[place] in ("DT", "PRP$", "JJ", "POS", "CD", "PRP", "RB")
    ):
        place -= 1
    return place >= 0 and (text.lowers[place] in SAYING or text.tags[place] in (",", "CC", "IN", "WRB"))


def _in_series(text: Context, left: int, index: int) -> None:
    """After "and" or a comma: the same tense as the verb that it continues; before *by* a participle."""
    if text.word(index + 1) == "by" and text.tags[left] == ",":
        text.tags[index] = "VBN"
        return
    place = left - 1
    while place >= 0 and (text.tags[place] not in STOPS or text.lowers[place] in DASHES):
        tag = text.tags[place]
        if tag == "VBN" and after_auxiliary(text, text.before(place)) and text.tags[left] == "CC":
            text.tags[index] = "VBN"
            return
        if tag in ("VBZ", "VBP", "MD") or tag == "VBD":
            aside = _aside_start(text, place)
            if aside >= 0 and text.tags[left] == ",":
                place = aside
                continue
            text.tags[index] = "VBD" if tag == "VBD" else "VBN"
            return
        place -= 1
    if text.tags[left] != "CC":
        # No verb yet: after an apposition the subject's verb, in a note ("Year 9 lad, excluded") a participle.
        opener = text.tag(place + 1)
        text.tags[index] = "VBD" if opener in ("DT", "PRP$", "NNP", "PRP", "CD", "IN") else "VBN"


def _pair_of_dashes(text: Context, index: int) -> bool:
    """Whether the dash closes an aside that another dash of the same sentence opened."""
    place = index - 1
    while place >= 0 and text.tags[place] != ".":
        if text.lowers[place] in DASHES:
            return True
        place -= 1
    return False


def _aside_start(text: Context, verb: int) -> int:
    """The word before the comma of the relative clause or *when* clause that the verb stands in, or -1."""
    place = verb
    while place > 0 and text.tags[place] not in STOPS:
        if text.tags[place - 1] == "," and (
            text.tags[place] in ("WP", "WDT", "WRB", "WP$") or text.lowers[place] in SUBORDINATORS
        ):
            return place - 2
        place -= 1
    return -1
