"""Forms of English verbs and nouns, and the article that a noun phrase takes.

Promises: a form that the tables know is spelt as they spell it; anything else follows the rules of regular
inflection, with British doubling ("travelled"). `base` and `singular` answer None for what is not a form of a
known word, so that a caller can leave the sentence alone. The tables are built by
`scripts/data/build_language.py`; their source is in `assistant/data/SOURCES.md`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from assistant import data

_VOWELS = frozenset("aeiou")
# One vowel letter between consonants at the end, in a word of one syllable: the consonant doubles.
_DOUBLES = re.compile(r"^[^aeiou]*(?:qu)?[aeiouy][bdfgklmnprstvz]$")
_ENDS_IN_SINGLE_L = re.compile(r"[^aeiou][aeiou]l$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")

_BE = {
    "am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "be": "be",
    "'m": "be", "'re": "be", "has": "have", "had": "have", "have": "have", "having": "have", "'ve": "have",
    "does": "do", "did": "do", "done": "do", "doing": "do", "do": "do",
}  # fmt: skip


class Verb(NamedTuple):
    """The forms of an irregular verb; several spellings are held with the preferred one first."""

    past: tuple[str, ...]
    participle: tuple[str, ...]
    gerund: tuple[str, ...]
    third: tuple[str, ...]


@cache
def _irregular_verbs() -> dict[str, Verb]:
    table: dict[str, Verb] = {}
    for word, *forms in data.rows("verbs_irregular.txt"):
        table[word] = Verb(*(tuple(form.split("/")) for form in forms))
    return table | _PREFERRED


_PREFERRED = {
    "bear": Verb(("bore",), ("borne", "born"), ("bearing",), ("bears",)),
    "enrol": Verb(("enrolled",), ("enrolled",), ("enrolling",), ("enrols",)),
    "wake": Verb(("woke", "waked"), ("woken", "waked"), ("waking",), ("wakes",)),
}
"""Where the table's first spelling is not the one that people write."""


@cache
def _irregular_verb_forms(preferred: bool) -> dict[str, str]:
    """From irregular forms to their bases: the preferred spelling of each, or the other spellings."""
    found: dict[str, str] = {}
    # "underwent" is of "undergo", though the table knows "under-go" too.
    for word, verb in sorted(_irregular_verbs().items(), key=lambda item: "-" in item[0]):
        for forms in verb:
            for form in forms[:1] if preferred else forms[1:]:
                found.setdefault(form, word)
    return found


@cache
def verb_bases() -> frozenset[str]:
    """Every known verb, in its base form."""
    return frozenset(data.text("verbs.txt").split())


@cache
def noun_singulars() -> frozenset[str]:
    """Every known common noun, in the singular."""
    return frozenset(data.text("nouns.txt").split()) | _YOUNGER_NOUNS


_YOUNGER_NOUNS = frozenset("calorie foodie freebie hoodie onesie selfie".split())
"""Nouns in -ie that the table lacks."""


@cache
def _irregular_plurals() -> dict[str, tuple[str, ...]]:
    return {one: tuple(many.split("/")) for one, many in data.rows("nouns_irregular.txt")}


@cache
def _irregular_singulars() -> dict[str, str]:
    found: dict[str, str] = {}
    # "midwives" is of "midwife", though the table knows "mid-wife" too.
    for one, many in sorted(_irregular_plurals().items(), key=lambda item: "-" in item[0]):
        for form in many:
            found.setdefault(form, one)
    return found


# --- regular formation ------------------------------------------------------------------------------------------


def regular_third(word: str) -> str:
    """The regular third person (and plural) ending: rings, watches, cries."""
    if _SIBILANT.search(word):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    if word.endswith("o") and len(word) > 2 and word[-2] not in _VOWELS:
        return word + "es"
    return word + "s"


def regular_past(word: str) -> str:
    """The regular past, with British doubling: rang is not regular, cried, stopped and travelled are."""
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return _hardened(_doubled(word)) + "ed"


def regular_gerund(word: str) -> str:
    """The regular -ing form: crying, stopping, dying, seeing."""
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and len(word) > 2:
        return word[:-1] + "ing"
    return _hardened(_doubled(word)) + "ing"


def _hardened(word: str) -> str:
    """ "mimick" before an ending, as the sound is kept."""
    return word + "k" if word.endswith("ic") else word


def _doubled(word: str) -> str:
    if _DOUBLES.match(word) or _ENDS_IN_SINGLE_L.search(word):
        return word + word[-1]
    return word


# --- verbs ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def base(form: str) -> str | None:
    """The base of a verb form ("cried" gives "cry"), or None when it is no form of a known verb."""
    form = form.lower().replace("’", "'")
    if form in _BE:
        return _BE[form]
    known = verb_bases()
    if form in known and form not in _NOT_BASES:
        return form
    if form in _irregular_verb_forms(True):
        return _irregular_verb_forms(True)[form]
    for candidate in _candidates(form):
        if candidate in known and candidate not in _irregular_without(form, candidate):
            return candidate
    return _irregular_verb_forms(False).get(form)


# Forms that are far commoner as the past of one verb than as the base of another ("found" a hospital).
_NOT_BASES = frozenset({"found", "felt", "left", "saw", "lay", "fell", "rose", "wound", "bound", "ground", "bore"})


def _irregular_without(form: str, candidate: str) -> tuple[str, ...]:
    """The candidate itself when it is irregular in this very form ("goed" is no form of "go"), else nothing."""
    verb = _irregular_verbs().get(candidate)
    if verb is None:
        return ()
    if form.endswith("ed"):
        regular = form in verb.past or form in verb.participle
    elif form.endswith("ing"):
        regular = form in verb.gerund
    else:
        regular = form in verb.third
    return () if regular else (candidate,)


def _candidates(form: str) -> tuple[str, ...]:
    """Bases that a regular form may come from, likeliest first."""
    for ending in ("ied", "ies"):
        if form.endswith(ending) and len(form) > 4:
            return (form[:-3] + "y", form[:-1], form[:-2])
    if form.endswith("ying") and len(form) > 4:
        return (form[:-4] + "ie", form[:-3], form[:-3] + "e")
    for ending in ("ed", "ing"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)]
            undoubled = (stem[:-1],) if len(stem) > 2 and stem[-1] == stem[-2] else ()
            with_e = (stem + "e",)
            # "hoping" is of "hope" and "hopping" of "hop"; "needing" and "filling" keep their own letters.
            if regular_past(stem) == form or regular_gerund(stem) == form:
                return (stem, *with_e, *undoubled)
            return (*with_e, *undoubled, stem)
    if form.endswith("es"):
        return (form[:-1], form[:-2])
    if form.endswith("s") and not form.endswith("ss"):
        return (form[:-1],)
    return ()


def past(word: str) -> str:
    """The simple past of a base form; "be" gives "was"."""
    if word == "be":
        return "was"
    verb = _irregular_verbs().get(word)
    return verb.past[0] if verb else regular_past(word)


def participle(word: str) -> str:
    """The past participle of a base form."""
    verb = _irregular_verbs().get(word)
    return verb.participle[0] if verb else regular_past(word)


def third_person(word: str) -> str:
    """The third person singular present of a base form."""
    verb = _irregular_verbs().get(word)
    return verb.third[0] if verb else regular_third(word)


def gerund(word: str) -> str:
    """The -ing form of a base form."""
    verb = _irregular_verbs().get(word)
    return verb.gerund[0] if verb else regular_gerund(word)


@lru_cache(maxsize=8192)
def verb_tags(form: str) -> frozenset[str]:
    """Penn tags that this lower-case form may have as a verb: VB and VBP, VBD, VBN, VBG, VBZ; empty for none."""
    if form in ("am", "are", "'m", "'re", "'ve"):
        return frozenset({"VBP"})
    if form in ("was", "were", "did"):
        return frozenset({"VBD"})
    found: set[str] = set()
    if form in verb_bases():
        found |= {"VB", "VBP"}
    for candidate in {base(form), *_candidates(form), *_irregular_sharing(form)} - {None}:
        assert candidate is not None
        if candidate not in verb_bases():
            continue
        verb = _irregular_verbs().get(candidate) or regular_verb(candidate)
        if form in verb.past:
            found.add("VBD")
        if form in verb.participle:
            found.add("VBN")
        if form in verb.gerund:
            found.add("VBG")
        if form in verb.third:
            found.add("VBZ")
    return frozenset(found)


def regular_verb(word: str) -> Verb:
    """All forms of a base by the regular rules, British spelling first, American spelling second."""
    past_form, gerund_form = regular_past(word), regular_gerund(word)
    pasts, gerunds = [past_form], [gerund_form]
    if past_form.endswith("lled"):
        pasts.append(past_form[:-3] + "ed")
        gerunds.append(gerund_form[:-4] + "ing")
    return Verb(tuple(pasts), tuple(pasts), tuple(gerunds), (regular_third(word),))


@cache
def _sharing() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, verb in _irregular_verbs().items():
        for form in {form for forms in verb for form in forms}:
            found[form] = (*found.get(form, ()), word)
    return found


def _irregular_sharing(form: str) -> tuple[str, ...]:
    return _sharing().get(form, ())


# --- nouns ------------------------------------------------------------------------------------------------------


def plural(word: str) -> str:
    """The plural of a noun; of a compound ("mother-in-law", "head of year") the plural of its head."""
    head, joint, rest = _compound(word)
    if joint:
        return plural(head) + joint + rest
    lead, space, last = word.rpartition(" ")
    if space:
        return lead + space + plural(last)
    lower = word.lower()
    irregular = _irregular_plurals().get(lower)
    if irregular:
        return _like(word, irregular[0])
    if lower.endswith(("woman", "man")) and lower not in _NO_MEN:
        return word[:-3] + "men"
    prefix, hyphen, last = word.rpartition("-")
    if hyphen and last.lower() in _irregular_plurals():
        return prefix + hyphen + plural(last)  # "ex-wives"
    return word + "s" if lower.endswith("-by") else regular_third(word)


_NO_MEN = frozenset("human roman german talisman ottoman shaman norman caiman".split())


@lru_cache(maxsize=8192)
def singular(word: str) -> str | None:
    """The singular of a plural noun, or None when it is no plural of a known noun."""
    head, joint, rest = _compound(word)
    if joint:
        one = singular(head)
        return None if one is None else one + joint + rest
    lead, space, last = word.rpartition(" ")
    if space:
        one = singular(last)
        return None if one is None else lead + space + one
    lower = word.lower()
    if lower.endswith("ies") and lower[:-1] in noun_singulars() and _irregular_singulars().get(lower) != lower:
        return word[:-1]  # "cookies" is of "cookie"
    if lower in _irregular_singulars():
        return _like(word, _irregular_singulars()[lower])
    if lower.endswith("men") and lower[:-2] + "an" in noun_singulars():
        return word[:-2] + "an"
    known = noun_singulars()
    for stem, ending in ((lower[:-3], "ies"), (lower[:-2], "es"), (lower[:-1], "s")):
        if not lower.endswith(ending) or lower.endswith("ss"):
            continue
        candidate = stem + "y" if ending == "ies" else stem
        if candidate in known and candidate not in _irregular_plurals() and regular_third(candidate) == lower:
            return _like(word, candidate)
    prefix, hyphen, last = word.rpartition("-")
    one = singular(last) if hyphen and last.lower() in _irregular_singulars() else None
    return prefix + hyphen + one if one is not None else None


_COMPOUND = re.compile(r"^(\w+)(-| )((?:in|of|to|at|on)(?:-| ).+|general|practitioner general)$", re.IGNORECASE)
_WHO_DOES = re.compile(r"^(\w+ers?)(-)(by|up|on)$", re.IGNORECASE)
"""Who passes by is one of the passers-by; "grown-ups" and "check-ups" do nothing."""


def _compound(word: str) -> tuple[str, str, str]:
    match = _COMPOUND.match(word) or _WHO_DOES.match(word)
    return (match[1], match[2], match[3]) if match else (word, "", "")


def _like(model: str, word: str) -> str:
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


# --- articles ---------------------------------------------------------------------------------------------------

# Sound, not letter: an hour, a university, a European.
_LIKE_A_VOWEL = re.compile(r"(?:hour|hono|honest|heir(?!d)|[aeiou])", re.IGNORECASE)
_LIKE_A_CONSONANT = re.compile(
    r"(?:one(?![a-z])|once|ones\b|onesie|eu|ewe|uni(?!n|m|denti|ss)|unanim|use|usu|uti|uto|uro|uri(?!ah)|ukr|uk\b|ubi|ugand|u-|ouija)",
    re.IGNORECASE,
)
_LETTERS_SPOKEN_WITH_AN = frozenset("AEFHILMNORSX")
_NUMBER_WITH_AN = re.compile(r"(?:8|(?:11|18)(?=\d{3}\b|,\d{3}\b|\b|[a-z_-]))")
# Abbreviations spoken as a word, not letter by letter.
_SPOKEN_AS_WORDS = frozenset(
    {
        "NATO",
        "NICE",
        "SENCO",
        "MIND",
        "RADA",
        "LAN",
        "NASA",
        "SAD",
        "FIFA",
        "SARS",
        "MENCAP",
        "SIDS",
        "NICU",
        "MARAC",
        "NEET",
        "SAT",
        "MASH",
        "LADO",
        "SENDCO",
        "MAPPA",
        "SEND",
    }
)

_SPELT_OUT = re.compile(r"[A-Z][A-Z\d.&]+(?:c|d|es|hil|ng)?$")
"""Capitals, and degrees that end in small letters: "NHS", "MSc"."""


def article(noun_phrase: str) -> str:
    """The indefinite article by sound: "a" or "an" ("an hour", "a university", "an 8-year-old", "an MP")."""
    match = re.match(r"[\s\"'“‘(\[*_]*([\w.]+)", noun_phrase)
    if match is None:
        return "a"
    word = match[1]
    if word[0].isdigit():
        return "an" if _NUMBER_WITH_AN.match(word) else "a"
    letters = word.removesuffix("s")
    spelt_out = _SPELT_OUT.match(letters) is not None and letters not in _SPOKEN_AS_WORDS
    if spelt_out or len(word.rstrip(".")) == 1:
        return "an" if word[0].upper() in _LETTERS_SPOKEN_WITH_AN else "a"
    if _LIKE_A_CONSONANT.match(word):
        return "a"
    return "an" if _LIKE_A_VOWEL.match(word) else "a"
