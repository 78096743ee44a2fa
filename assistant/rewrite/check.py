"""Checks that a wording must pass before anyone sees it: leak, truth, form, meaning, style.

Promises: nothing specific gets in that the original, the chosen rungs or the style rules' own small vocabulary do
not support, and nothing that the plan took out stays. A check says what is wrong without quoting the draft.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant import data
from assistant.domain.changes import Check, Strategy
from assistant.domain.details import Detail, Directness, Kind
from assistant.language.lexicon import CLOSED, known
from assistant.rewrite.grammatical import faults
from assistant.rewrite.misplaced import misplaced
from assistant.rewrite.people import CLIENT_NOUNS
from assistant.rewrite.sentence import CONTENT, FINITE, lemma, parse

MISFITS = re.compile(
    r"\b(?:an? (?:person|individual|relative|unspecified \w+|"
    r"certain \w+|quantity|manual activity|substance)|some time ago|"
    r"as someone (?:with|who|in)|various (?:people|things)|a number of|an? unnamed|in a (?:place|location))\b",
    re.I,
)
_DOUBLED = re.compile(
    r", (?:they|he|she|a (?:client|student|pupil|patient|colleague)|the client|someone), "
    r"|\b(?:Old|Big|Little|Young|Poor|Dear|Detective|Inspector|Sergeant|Mr|Mrs|Ms|Dr)\.? (?:a|the) "
    r"(?:client|student|pupil|patient|colleague)\b"
)
"""What is left where a name stood beside another word for the same person."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NEGATIONS = frozenset(
    {"n't", "not", "never", "no", "nobody", "nothing", "none", "neither", "nor", "without", "cannot"}
)
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))
_FREE_KINDS = frozenset({Kind.PERSON_NAME, Kind.CONTACT, Kind.RECORD_NUMBER, Kind.HANDLE, Kind.ADDRESS})
OWN_VOCABULARY = frozenset(
    "client someone people person may might can sometimes come find feel talk write medication family something own "
    "child parent mother father partner ask some be have do step pupil student patient supermarket still one "
    "year month week day member".split()
)
"""Words that rules may bring in by themselves: general, and true of anyone."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a wording of one passage is judged against."""

    before: str
    gone: tuple[tuple[Detail, str], ...]
    """Details that are to go from this passage, with their words here."""
    names: tuple[str, ...]
    """Every direct identifier of the draft that is to go, anywhere."""
    allowed: tuple[str, ...]
    """Wordings of rungs and entities that may come in."""
    kept: tuple[str, ...]
    """Words of keeps and points in this passage."""
    strategy: Strategy
    moves: int
    """How many cuts and exchanges made the wording."""
    whole: bool
    """Whether the wording puts the whole passage anew (speech to gist, a pattern), so that it may be much shorter."""


def check(after: str, context: Context) -> tuple[Check, ...]:
    """All verdicts on one wording, in a fixed order."""
    return (
        _verdict("leak", _leaks(after, context)),
        _verdict("truth", _invents(after, context)),
        _verdict("form", _breaks(after, context)),
        _verdict("meaning", _turns(after, context)),
        _verdict("style", _jars(after, context)),
    )


def fits(after: str, context: Context) -> bool:
    """Whether every verdict would be good; the quick ones first, and none after one that is not."""
    return not (
        _leaks(after, context)
        or _invents(after, context)
        or _jars(after, context)
        or _turns(after, context)
        or _breaks(after, context)
    )


def _verdict(name: str, message: str) -> Check:
    return Check(name, not message, message)


# --- leak -------------------------------------------------------------------------------------------------------


def _leaks(after: str, context: Context) -> str:
    if left := names_left(after, context.names):
        return left
    words = _WORD.findall(after)
    allowed = {lemma(w) for text in context.allowed for w in _WORD.findall(text)}
    elsewhere = {lemma(w) for w in _WORD.findall(_without(context.before, [t for _, t in context.gone]))}
    now = {lemma(w) for w in words}
    for detail, text in context.gone:
        if detail.directness is Directness.VERBATIM or detail.kind is Kind.SPEECH:
            if longest_run(text, after) >= 4:
                return "Too many of the words that were said stand next to each other."
            continue
        telling = {lemma(w) for w in _WORD.findall(text) if _content(w) and _content(lemma(w))} - allowed - elsewhere
        if telling and len(telling & now) > (0 if len(telling) < 3 else len(telling) // 2):
            return "The words that tell are still there."
        if context.before.count(text) and text.lower() in after.lower() and len(text) > 3 and telling:
            return "The words that tell are still there."
    return ""


def names_left(after: str, names: Sequence[str]) -> str:
    """Whether one of the names that go is still there, as a sentence for the person; "" where none is."""
    words = _WORD.findall(after)
    for name in names:
        for part in _name_parts(name):
            if any(_is_name(word, part) for word in words):
                return "A name, or a word close to it, is still there."
    return ""


def _name_parts(name: str) -> list[str]:
    return [p.removesuffix("'s").removesuffix("’s") for p in re.split(r"[\s.]+", name) if len(p) > 1 or p.isupper()]


def _is_name(word: str, part: str) -> bool:
    bare = re.sub(r"['’]s$", "", word)
    if len(part) < 2 or part.lower() in _TITLES:
        return False
    if not bare[:1].isupper() and known(bare.lower()):
        return False
    a, b = bare.lower(), part.lower()
    if a == b or (len(b) >= 4 and a.startswith(b) and len(a) - len(b) <= 2):
        return True
    return len(b) >= 5 and bare[:1].isupper() and _within_one(a, b) and not known(a)


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "mx", "prof", "the", "of", "and", "year"})


def _within_one(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes them the same."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    i = 0
    while i < len(a) and a[i] == b[i]:
        i += 1
    return a[i + (len(a) == len(b)) :] == b[i + 1 :]


def _without(text: str, parts: Sequence[str]) -> str:
    for part in parts:
        text = text.replace(part, " ")
    return text


def _content(word: str) -> bool:
    low = word.lower()
    return (low not in CLOSED or CLOSED[low][0] in ("NN", "NNS", "JJ", "VBD", "VB", "NNP", "VBN")) and low not in _PLAIN


_PLAIN = frozenset(
    (
        "time year hour minute night morning evening session day thing lot "
        "bit way week year month man woman today said told asked went came got"
    ).split()
)


def longest_run(said: str, after: str) -> int:
    """The longest run of the speech's content words that follow each other in `after` too."""
    one = [lemma(w) for w in _WORD.findall(said) if _content(w)]
    two = [lemma(w) for w in _WORD.findall(after) if _content(w)]
    best = 0
    for i in range(len(one)):
        for j in range(len(two)):
            n = 0
            while i + n < len(one) and j + n < len(two) and one[i + n] == two[j + n]:
                n += 1
            best = max(best, n)
    return best


# --- truth ------------------------------------------------------------------------------------------------------


def _invents(after: str, context: Context) -> str:
    old = {w.lower() for w in _WORD.findall(context.before)}
    supported = {lemma(w) for w in old} | old | {lemma(w) for t in context.allowed for w in _WORD.findall(t)}
    supported |= {w.lower() for t in context.allowed for w in _WORD.findall(t)} | _topic_words()
    sentence = parse(after)
    for i, word in enumerate(sentence.words):
        low = word.lower
        if not any(c.isalnum() for c in low) or low in supported or lemma(low) in supported:
            continue
        if any(c.isdigit() for c in low):
            return "It has a number that the original does not have."
        if word.text[:1].isupper() and low != "i" and not _opens(after, word.start) and low not in OWN_VOCABULARY:
            return "It has a name that the original does not have."
        if (
            sentence.tag(i) in CONTENT
            and _content(low)
            and lemma(low) not in OWN_VOCABULARY
            and low not in OWN_VOCABULARY
        ):
            return "It says something that the original does not say."
    return ""


def _opens(text: str, at: int) -> bool:
    return not re.search(r"\w", text[:at]) or re.search(r"[.!?:]\s*[\"“'‘*_(]*$", text[:at]) is not None


@cache
def _topic_words() -> frozenset[str]:
    own = [w for _, about, feel, *_ in data.rows("gist.tsv") for w in f"{about} {feel}".split()]
    return frozenset(own) | frozenset(lemma(w) for w in own)


# --- form -------------------------------------------------------------------------------------------------------


def _breaks(after: str, context: Context) -> str:
    if _DOUBLED.search(after) and not _DOUBLED.search(context.before):
        return "Somebody is said twice."
    new, old = after.strip(), context.before.strip()
    if not new:
        return "Nothing is left."
    if "\n" in new and "\n" not in old:
        return "It runs over more than one line."
    if any(ord(c) < 32 and c not in "\n\t" for c in new):
        return "It has characters that cannot be shown."
    if len(new) > max(1.35 * len(old), len(old) + 60):
        return "It is longer than the original."
    if len(new) < 0.2 * len(old) and not context.whole and len(new.split()) < 3:
        return "Too little is left."
    for opened, closed in _PAIRS:
        if new.count(opened) - new.count(closed) != old.count(opened) - old.count(closed):
            return "A bracket or quotation mark is left open."
    if new.count('"') % 2 != old.count('"') % 2:
        return "A quotation mark is left open."
    return _shape(new, old) or misplaced(new, old) or faults(new, old, context.moves)


def _shape(new: str, old: str) -> str:
    for mark in ("](", "`", "#", "http", "@", "**", "{", "}"):
        if new.count(mark) > old.count(mark):
            return "Its markup is not that of the original."
    if old[0].isupper() and new[0].isalpha() and not new[0].isupper():
        return "It does not begin like a sentence."
    if old[-1] in '.!?…”"' and new[-1] not in ".!?…”\")’'*_":
        return "It does not end like a sentence."
    if re.search(r"\s[,.;!?]|,\s*[.,;!?]|\(\s*\)|(?<![.…])\.\.(?!\.)|[–—]\s*[.,]|^[,;:.]", new) and not re.search(
        r"\s[,.;!?]|,\s*[.,;!?]|\(\s*\)|(?<![.…])\.\.(?!\.)|[–—]\s*[.,]|^[,;:.]", old
    ):
        return "Its punctuation is broken."
    if _is_cut_short(new, old):
        return "It breaks off."
    if _BARE_DURATION.search(new) and not _BARE_DURATION.search(old):
        return "A stretch of time hangs without what it counts from."
    if _ends_oddly(new, old):
        return "It breaks off."
    if _ALONE.search(new) and not _ALONE.search(old):
        return "It breaks off."
    if _thin(new, old):
        return "Too little is left."
    few = len(new.split())
    if (
        few < 3
        and len(old.split()) > few
        and (few < 2 or len(old.split()) > 3 or not any(t in FINITE for t in parse(new).tags))
    ):
        return "Too little is left."
    if re.search(r", [a-z]+,", new) and not re.search(r", [a-z]+,", old):
        lone = re.search(r", ([a-z]+),", new)
        if lone and parse(new).tag(parse(new).at(*lone.span(1))[0]) in ("NN", "NNS"):
            return "A single word stands between two commas."
    if re.search(
        r"[:;]\s*(?:where|who|which|whom)\b|\b(?:had|has|have) (?:kept|had|put|made|given|brought)[,.;]", new
    ) and not re.search(
        r"[:;]\s*(?:where|who|which|whom)\b|\b(?:had|has|have) (?:kept|had|put|made|given|brought)[,.;]", old
    ):
        return "It breaks off."
    if any(t in FINITE for t in parse(old).tags) and not any(t in FINITE | {"VB"} for t in parse(new).tags):
        return "It has lost its verb."
    return ""


_CUT_SHORT = re.compile(
    r"(?:(?P<before>[\w'’]+)\s+)?\b(?P<last>an?|the|her|his|their|my|of|at|from|with|and|or|is|are|was)\s*[.,;!?]"
)


def _is_cut_short(new: str, old: str) -> bool:
    """Whether it ends in a word that wants another after it; "her" for a name ("angry with her,") wants none."""
    if _CUT_SHORT.search(old):
        return False
    for match in _CUT_SHORT.finditer(new):
        # "lost her job" is cut short to "lost her."
        owned = re.search(rf"\b{re.escape(match['before'] or '')}\s+her\b", old, re.I)
        if match["last"] != "her" or not match["before"] or owned:
            return True
    return False


_BARE_DURATION = re.compile(
    r"(?<!for )(?<!in )(?<!after )(?<!within )(?<!every )\b"
    r"(?!(?:for|in|after|within|every|of) )\w+ (?:days|weeks|months|years|hours|minutes)[.,;!?]"
)


def _ends_oddly(new: str, old: str) -> bool:
    """Whether it ends in a small word that did not stand after the word before it: "died so."."""
    match = re.search(r"(\w+) (so|to|too|not|of|at|with|for|than|as|been|had)[.!?]?$", new)
    return match is not None and f"{match[1]} {match[2]}" not in old


_ALONE = re.compile(r", (?:once|twice|one|another|then|so|who)[.,;!?]")


def _thin(new: str, old: str) -> bool:
    """Whether a bare "she had turned up" is all that is left of a sentence that told more."""
    now, before = parse(new), parse(old)
    diary = now.tag(0) in ("VBD", "VBN") or (now.tag(0) == "RB" and now.tag(1) in ("VBD", "VBN"))
    if (
        diary
        or len(now) > 10
        or now.low(0) in ("i", "we")
        or now.tag(len(now) - 2) == "PRP"
        or now.low(len(now) - 1) == "?"
    ):
        return False
    verbs, once = now.finite(0, len(now)), before.finite(0, len(before))
    if not verbs or not once:
        return False
    acts = [i for i in now.content(range(verbs[0], len(now))) if now.low(i) not in CLIENT_NOUNS]
    if len(acts) > 1 or now.tag(verbs[0]) == "MD" or now.low(verbs[-1] + 1) in ("n't", "not"):
        return False
    return len(before.content(range(once[0], len(before)))) >= _MUCH


_MUCH = 5
"""Words of content, from the verb on, from which on a sentence told more than that someone acted."""

# --- meaning ----------------------------------------------------------------------------------------------------


def _turns(after: str, context: Context) -> str:
    for words in context.kept:
        if words.strip() and words.strip() not in after:
            return "Words that were to be kept are gone."
    gone = [text for _, text in context.gone]
    said = _without(context.before, gone)
    core = parse(said if "(" in after else _ASIDE.sub("", said))
    before = [core.low(i) for i in range(len(core))]
    now = [parse(after).low(i) for i in range(len(parse(after)))]
    if context.whole and any(d.kind is Kind.SPEECH for d, _ in context.gone):
        return ""
    negated, stays = sum(w in _NEGATIONS for w in before), sum(w in _NEGATIONS for w in now)
    if bool(negated) and not stays and not _negation_was_cut(context, after):
        return "A “not” got lost."
    if stays > negated + sum(any(w in _NEGATIONS for w in t.lower().split()) for t in (*gone, *context.allowed)):
        return "A “not” came in."
    weighty = {lemma(core.low(i)) for i in core.content(range(len(core))) if core.tag(i) not in ("CD", "NNP")}
    if len(weighty) >= 3:
        left = {lemma(w) for w in _WORD.findall(after)}
        floor = 0.2 if context.whole else 0.45
        if len(weighty & left) < floor * len(weighty):
            return "Too little of what the passage said is left."
    return ""


_ASIDE = re.compile(r"\([^()]*\)")
"""What stands between brackets may go with what it explains."""


def _negation_was_cut(context: Context, after: str) -> bool:
    """Whether the clause that held the "not" went as a whole with what was cut."""
    return len(after) < 0.6 * len(context.before)


# --- style ------------------------------------------------------------------------------------------------------


_GENERAL = ("medication", "treatment", "an operation", "an illness", "a condition", "a test")
"""Words of ladders that in one sentence may stand for one thing alone."""


def _jars(after: str, context: Context) -> str:
    match = MISFITS.search(after)
    if match and match.group().lower() not in context.before.lower():
        return "It has a stock phrase of anonymised texts."
    for match in re.finditer(r"\b([\w'’]+)\s+\1\b", after, re.I):
        if match.group().lower() not in context.before.lower() and match[1].lower() not in ("that", "had"):
            return "A word stands twice."
    words = [w.lower() for w in _WORD.findall(after)]
    threes = [tuple(words[i : i + 3]) for i in range(len(words) - 2)]
    if len(threes) != len(set(threes)):
        old = [w.lower() for w in _WORD.findall(context.before)]
        before = [tuple(old[i : i + 3]) for i in range(len(old) - 2)]
        if len(before) == len(set(before)):
            return "The same words stand twice."
    for word in _GENERAL:
        if len(re.findall(rf"\b{word}\b", after, re.I)) > 1 and not re.search(rf"\b{word}\b", context.before, re.I):
            return "The same general word stands for two things."
    introduced = re.findall(r"\b(?:a|an|one|my) (client|patient|pupil|student|child)\b", after, re.I)
    if (
        len(introduced) > 1
        and len(re.findall(r"\b(?:a|an|one|my) (?:client|patient|pupil|student|child)\b", context.before, re.I)) < 2
    ):
        return "The same person is introduced twice."
    if re.search(
        r"\b(?:a|an) (?:a|an|the|my|her|his|their|some)\b|\bthe (?:a|an|the|"
        r"my|her|his)\b|\b(?:her|his|their|my) (?:a|an|the|her|his|their)\b",
        after,
        re.I,
    ):
        return "Two articles stand together."
    if re.search(r"\ba (?=[aeio]\w)(?!one\b|once\b|eu|ouija)", after) and not re.search(
        r"\ba (?=[aeio]\w)(?!one\b|once\b)", context.before
    ):
        return "An article does not fit."
    return ""
