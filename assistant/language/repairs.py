"""Contextual rules of our own, run after Brill's: they settle what cutting and rewriting a sentence depends on.

Promises: one order, always the same: single words, names, noun or verb, past or participle, particles; and at last the
words whose reading hangs on a verb.
"""

from __future__ import annotations

from assistant.language.context import PARTICLES, VERBS, Context
from assistant.language.lexicon import NAMES_THAT_ARE_WORDS, possible
from assistant.language.repair_past import participle_after_auxiliary, past_or_participle
from assistant.language.repair_verbs import NOUN_OR_VERB, noun_or_verb
from assistant.language.repair_words import BY_WORD


def repair(texts: list[str], lowers: list[str], tags: list[str]) -> None:
    """Mend the tags in place."""
    text = Context(texts, lowers, tags)
    for index in range(text.size):
        rule = BY_WORD.get(lowers[index])
        if rule is not None:
            rule(text, index)
    for index in range(text.size):
        if lowers[index] in NAMES_THAT_ARE_WORDS:
            name_or_word(text, index)
        if tags[index] in NOUN_OR_VERB:
            noun_or_verb(text, index)
    for index in range(text.size):
        if tags[index] in ("NN", "VB", "VBP") and "VBN" in possible(lowers[index]):
            participle_after_auxiliary(text, index)
        if tags[index] in ("VBN", "VBD", "JJ"):
            past_or_participle(text, index)
        elif tags[index] in ("RP", "IN", "RB") and lowers[index] in PARTICLES:
            particle(text, index)
    for index in range(text.size):
        if lowers[index] in ("'d", "her", "that"):
            BY_WORD[lowers[index]](text, index)


_MOTION_BASES = frozenset(
    {
        "went",
        "go",
        "goes",
        "going",
        "gone",
        "came",
        "come",
        "walked",
        "walk",
        "walking",
        "ran",
        "run",
        "drove",
        "moved",
        "climbed",
        "fell",
        "sat",
        "lives",
        "lived",
        "live",
        "was",
        "is",
        "are",
        "were",
        "been",
        "be",
    }
)


def name_or_word(text: Context, index: int) -> None:
    """Mark, Rose, Will … at the start of a sentence are names when a finite verb or *'s* follows."""
    if not text.texts[index][0].isupper() or text.tags[index] == "NNP":
        return
    after = text.tag(index + 1)
    if after in ("VBD", "VBZ", "POS", "MD", "NNP") or text.word(index + 1) in ("and", "'s", "was", "is", "had", "has"):
        text.tags[index] = "NNP"


def particle(text: Context, index: int) -> None:
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
