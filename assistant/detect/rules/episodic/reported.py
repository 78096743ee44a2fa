"""What somebody of the case said, told without quotation marks.

Attributes: `form` "reported"; `verb` base form of the verb of saying; `by` "author" where the author speaks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assistant.detect.quotations import quotes
from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._frame import FINITE, NOUNS, Act, By, acts
from assistant.detect.rules.episodic._saying import REASON_REPORTED, REPORT, WITH_PLAIN_CLAUSE, author_attributes
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind
from assistant.language.inflect import base

_WHAT = frozenset("whether if how why what where who when which".split())
_SUBJECTS = frozenset(
    "i you he she it we they there that this nobody everyone someone everybody nothing everything".split()
)
_INVERTED = frozenset("could can would will should were was did do does are is had has".split())
_TO_WHOM = re.compile(r" to (?:me|us|her|him|them|[A-Z][\w-]+|(?:the|her|his) \w+)[,.;]")
_NOMINAL = frozenset({"PRP", "PRP$", "DT", "NNP", "EX"})
_END = re.compile(r"[.!?;](?=\s|$|[\"”'])|\s[–—]\s|,\s(?:and|but|so|which)\s(?:i|we|my)\b|\s--\s", re.I)
_ABOUT_SOMEBODY = re.compile(r"\b(?:she|he|her|his|him|who)\b", re.I)
_QUOTED = frozenset({'"', "“", "''", "``"})


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Clauses after a verb of saying."""
    found: list[Match] = []
    taken = 0
    for act in (_kept_saying(view, a) for a in acts(view)):
        if act.lemma not in REPORT or view.words[act.main].start < taken:
            continue
        if (
            act.passive
            or act.by in (By.GENERAL, By.THING)
            or act.supposed
            or act.modal
            or (act.negated and act.lemma != "tell")
        ):
            continue
        if act.by is By.NONE and act.start and not _ABOUT_SOMEBODY.search(view.text):
            continue
        if (act.by is By.BOTH and act.label == "we") or _in_quotes(view, act):
            continue
        place = _content(view, act)
        if place is None:
            continue
        start, end = place
        if len(view.text[start:end].split()) < 2:
            continue
        score = 0.75 if act.by is By.NONE else 0.85
        found.append(Match(start, end, REASON_REPORTED, score, author_attributes(act, form="reported", verb=act.lemma)))
        taken = end
    return tuple(found)


def _kept_saying(view: View, act: Act) -> Act:
    """ "Kept asking": the act of asking."""
    after = act.main + 1
    if act.lemma in ("keep", "start", "begin") and after < len(view.tags) and view.tags[after] == "VBG":
        return replace(act, main=after, lemma=base(view.words[after].lower) or "")
    return act


def _in_quotes(view: View, act: Act) -> bool:
    at = view.words[act.main].start
    return any(q.start <= at < q.end for q in quotes(view))


def _content(view: View, act: Act) -> tuple[int, int] | None:
    """Characters of the reported clause, or None where none follows."""
    words, tags = view.words, view.tags
    inserted = _inserted(view, act)
    if inserted is not None:
        return inserted
    index, hearer = _over_hearer(view, act)
    if index >= len(words):
        return None
    lower = words[index].lower
    if act.lemma == "let":
        if lower != "know":
            return None
        index, hearer = _over_adverbial(view, index + 1), True
        lower = words[index].lower if index < len(words) else ""
    if lower in (",", ":") and index + 1 < len(words) and words[index + 1].lower == "that":
        index += 1
        lower = "that"
    if lower == "that" and (_clause_follows(view, index + 1) or _phrase_then_clause(view, index + 1)):
        first = index + 1
    elif lower in _WHAT and act.lemma in (
        "ask",
        "tell",
        "explain",
        "describe",
        "say",
        "recall",
        "remember",
        "let",
        "admit",
    ):
        first = index
    elif lower == "about" and act.lemma in ("tell", "let") and _enough(view, index + 1, 5):
        first = index + 1
    elif (
        (_asks(view, act, index) or _orders(view, act, index))
        or (
            lower == "to"
            and hearer
            and act.lemma in ("ask", "tell", "beg", "warn")
            and index + 1 < len(tags)
            and tags[index + 1] == "VB"
        )
        or (act.lemma in WITH_PLAIN_CLAUSE and (hearer or act.lemma != "tell") and _clause_follows(view, index))
    ):
        first = index
    else:
        return None
    if first >= len(words) or words[first].text in _QUOTED:
        return None
    start = words[first].start
    stop = _END.search(view.text, start)
    return start, (stop.start() if stop else len(view.text.rstrip()))


def _asks(view: View, act: Act, index: int) -> bool:
    """ "He asked were we being paid": a question without "whether"."""
    tags = view.tags
    inverted = act.lemma == "ask" and view.words[index].lower in _INVERTED
    return inverted and index + 1 < len(tags) and tags[index + 1] in _NOMINAL


def _orders(view: View, act: Act, index: int) -> bool:
    """ "She said send it to my dad"."""
    orders = act.lemma == "say" and act.past and index == act.main + 1
    return orders and view.tags[index] == "VB" and view.words[index].lower not in ("be", "have")


def _inserted(view: View, act: Act) -> tuple[int, int] | None:
    """ "He didn't want to talk, he said, and …": what stands before the comma is what was said."""
    words = view.words
    if act.lemma not in ("say", "tell", "admit", "explain") or act.subject < 2 or act.main - act.subject > 2:
        return None
    if words[act.subject - 1].text != "," or act.by is By.NONE:
        return None
    after = words[act.main + 1].text if act.main + 1 < len(words) else "."
    told_me = after == "me" and act.main + 2 < len(words) and words[act.main + 2].text in ",.;"
    to_whom = _TO_WHOM.match(view.text, view.words[act.main].end) is not None
    if (after not in (",", ".", ";") and not told_me and not to_whom) or words[act.subject - 2].text in _QUOTED:
        return None
    start = max(view.text.rfind(mark, 0, words[act.subject - 1].start) for mark in (". ", "; ", "? ", "! "))
    first = start + 2 if start >= 0 else len(view.text) - len(view.text.lstrip())
    stop = words[act.subject - 1].start
    at = act.main + 1 + told_me
    if (
        at + 1 < len(words)
        and words[at].text == ","
        and view.tags[at + 1] == "IN"
        and words[at + 1].lower not in ("because", "although")
    ):
        stop = len(view.text.rstrip(" .\n"))
    return (first, stop) if not any(q.start < words[act.subject].start for q in quotes(view)) else None


def _over_hearer(view: View, act: Act) -> tuple[int, bool]:
    """The word after the verb's hearer and adverbials ("me", "her mother this morning"), and whether there is "
    "a hearer."""
    words, tags = view.words, view.tags
    index = act.main + 1
    hearer = False
    if (
        index < len(words)
        and words[index].lower in ("me", "us", "him", "them", "her", "everyone")
        and act.lemma not in ("say", "explain", "admit")
    ):
        index, hearer = index + 1, True
        if words[index - 1].lower == "her" and index < len(tags) and tags[index] in NOUNS and act.lemma != "let":
            index += 1
    elif act.lemma in ("tell", "ask", "warn", "promise") and index < len(tags) and tags[index] in ("PRP$", "NNP", "DT"):
        while index < len(tags) and tags[index] in ("PRP$", "NNP", "DT", "NN", "NNS", "JJ", "POS"):
            index += 1
        hearer = True
    return _over_adverbial(view, index), hearer


def _over_adverbial(view: View, index: int) -> int:
    """Skips "this morning", "in our first hour", "once", "by voicemail"."""
    words, tags = view.words, view.tags
    begun = index
    while index < len(words) and index - begun < 8:
        lower = words[index].lower
        if lower in ("that", *_WHAT, "about") and not (
            lower == "that" and index + 1 < len(tags) and tags[index + 1] in ("NN",) and tags[index] == "DT"
        ):
            return index
        if (
            (tags[index] in ("RB", "IN", "TO") and lower not in ("to", "because", "as", "like"))
            or (
                lower in ("this", "last", "yesterday", "today", "once", "later", "one", "our", "the", "first", "to")
                and index > begun + (lower == "to")
            )
            or lower in ("this", "last", "yesterday", "today", "once", "one")
        ):
            index += 1
        elif index > begun and tags[index] in ("NN", "NNS", "NNP", "JJ", "CD", "DT", "PRP$", "PRP"):
            if tags[index] == "PRP" and _finite_near(view, index + 1):
                return index
            index += 1
        else:
            break
    lower = words[index].lower if index < len(words) else ""
    return index if lower in ("that", *_WHAT, "about", ",", ":") else begun


def _finite_near(view: View, index: int) -> bool:
    return any(tag in FINITE for tag in view.tags[index : index + 2])


def _clause_follows(view: View, index: int) -> bool:
    """Whether a subject and a finite verb start here."""
    words, tags = view.words, view.tags
    if index >= len(words):
        return False
    if words[index].lower in _SUBJECTS or tags[index] == "PRP":
        return any(tag in FINITE for tag in tags[index + 1 : index + 4])
    if tags[index] not in ("DT", "PRP$", "NN", "NNS", "NNP", "JJ", "CD", "VBG", "EX"):
        return False
    for place in range(index + 1, min(index + 9, len(tags))):
        if tags[place] in FINITE:
            return True
        if tags[place] in (".", ":", ","):
            return False
    return False


def _phrase_then_clause(view: View, index: int) -> bool:
    """ "that during the retreat he had …": a phrase first, then the clause."""
    return (
        index < len(view.tags)
        and view.tags[index] == "IN"
        and any(tag in FINITE for tag in view.tags[index : index + 14])
    )


def _enough(view: View, index: int, least: int) -> bool:
    """Whether at least `least` words follow in the sentence."""
    following = 0
    for tag in view.tags[index:]:
        if tag in (".", ":"):
            break
        following += 1
    return following >= least


RULE = Rule(
    id="episodic.reported",
    kind=Kind.SPEECH,
    directness=Directness.VERBATIM,
    summary="What somebody of the case said, told in other words: still near enough for them to recognise.",
    source="risk.md: verbatim or near-verbatim client speech; Norcross case checklist (the client or close relations)",
    find=find,
    matches=(
        Example("She told me that she counts the stairs every night.", ("she counts the stairs every night",)),
        Example(
            "My client asked me whether her sister would ever ring back.", ("whether her sister would ever ring back",)
        ),
        Example(
            "He said he couldn't face the allotment without her, and I believed him.",
            ("he couldn't face the allotment without her",),
        ),
        Example(
            "An attorney let me know by voicemail that talking to me felt like talking to a very nice brochure.",
            ("talking to me felt like talking to a very nice brochure",),
        ),
        Example("He asked were we being paid for it.", ("were we being paid for it",)),
        Example("Kept asking could I turn the radio up.", ("could I turn the radio up",)),
        Example("She said send it to my dad, he's in the navy.", ("send it to my dad, he's in the navy",)),
        Example("You can talk to me, she said to Glyn, and sat down.", ("You can talk to me",)),
        Example("He didn't want to talk, he said, and he picked up a spade.", ("He didn't want to talk",)),
        Example(
            "She told them about the Sunday the inspector and the wedding party came in the same door.",
            ("the Sunday the inspector and the wedding party came in the same door",),
        ),
    ),
    ignores=(
        "Clients often tell me that they feel watched.",
        "People say it gets easier.",
        "If she says that she is tired, believe her.",
        "The theory says that the mind protects itself.",
        "A client may tell you that nothing helps.",
        "She told me a story.",
        "We said it would take a year.",
    ),
)
