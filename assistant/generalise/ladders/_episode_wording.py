"""How an event or somebody's words are said in general, so that the wording fits the grammar of its slot.

Promises: a wording keeps the tense and number of the words that it replaces, or is "" where nothing fits; it says no
more than data/events.tsv and data/gist.tsv say, so no name, number or place comes through.
"""

from __future__ import annotations

import re

from assistant.data.events import Event
from assistant.domain.details import Detail
from assistant.generalise.slot import Slot
from assistant.language.gist import Gist, gist
from assistant.language.inflect import base, participle, past, third_person
from assistant.language.spelling import Variety, to_variety

_HAVING = re.compile(r"^(had|'d|’d|has|have|'ve|’ve|'s|’s)(?=\s)", re.I)
_CARRIER = re.compile(r"\b(?:after|since|before|from|for|about|by|of|despite|following)\s+$", re.I)
_PLURAL = re.compile(
    r"\b(?:they|we|both|twins|parents|children|kids|brothers|sisters|sons|daughters|boys|girls|babies|couple)\s+$", re.I
)
_OPENS = re.compile(r"(?:^|[.!?:;\n>*-])[\s*_>-]*$")
_SAID_PLAIN = re.compile(
    r"\b(?:said|says|told|tells|admitted|admits|explained|explains)(?: (?:me|us|him|her|them))?\s*$", re.I
)
_SAID_COMMA = re.compile(
    r"\b(?:said|says|told|tells|replied|replies|answered|answers|added|adds|admitted|explained)"
    r"(?: (?:me|us|him|her|them))?,\s*$",
    re.I,
)
_SAID_AFTER = re.compile(
    r"^\s*(?:(?:she|he|they|[A-Z][\w'’-]+|(?:my|her|his|their|the|one) [\w ]{2,30}?) )?"
    r"(?:said|says|told|tells|replied|admitted|explained)\b"
)
_ENDS_IN_SAID = re.compile(r"^,\s+\w+ (?:said|says|told me|tells me)\s*(?:[.;]|, and\b)")
_PRESENT = re.compile(r"\b(?:says|tells|admits|explains|replies|answers|adds|asks)\b[^.!?]*$", re.I)
_PRONOUN = re.compile(r"\b(she|he|they|her|his|him)\b", re.I)
_NOMINATIVE = {"her": "she", "his": "he", "him": "he"}
_ASIDE = re.compile(r"^,\s+(?:she|he|they|I|we|her|his|their|my|the)\b")
"""What follows words about the subject that stand before it."""
_NEXT_VERB = re.compile(r"\s+(?:\w+ly |just |never |once |already |since |also |recently )*([\w'’]+)")
_ASKED = re.compile(r"^(?:whether|if|how|why|what|where|who|when|which)\b", re.I)


def event_wording(event: Event, form: str, slot: Slot) -> str:
    """The event's structure in plain words for its slot, or ""."""
    if form == "cleft" or event.past == "-":
        return ""
    if form == "noun":
        return _cased(event.noun, slot)
    if form == "participle":
        return _cased(event.noun, slot) if _CARRIER.search(slot.before) else ""
    if _ASIDE.match(slot.after) and _OPENS.search(slot.before):
        return ""  # "Widowed at thirty, she moved": a clause cannot hang there
    having = _HAVING.match(slot.words)
    if having is not None and _is_perfect(slot.words[having.end() :]):
        verb, _, rest = event.base.partition(" ")
        return f"{having[1]} {participle(verb)}{' ' + rest if rest else ''}"
    wording = event.past
    if wording.startswith("was ") and (slot.words.lower().startswith("were") or _PLURAL.search(slot.before)):
        wording = "were " + wording.removeprefix("was ")
    return _cased(wording, slot)


def _is_perfect(after: str) -> bool:
    """Whether what follows "had" is a participle ("had crashed"), not what somebody had ("had an accident")."""
    found = _NEXT_VERB.match(after)
    verb = base(found[1].lower()) if found else None
    return verb is not None and found is not None and participle(verb) == found[1].lower()


def speech_wording(detail: Detail, slot: Slot) -> str:
    """What somebody's words were about, worded for their slot, or ""."""
    form = detail.attributes.get("form")
    if form == "message":
        return "" if detail.attributes.get("part") == "content" else _message(slot)
    if form not in ("quoted", "reported"):
        return ""
    found = gist(slot.words, _variety(slot.variety))
    if found is None:
        return ""
    if form == "reported":
        return _reported(found, slot)
    return _quoted(found, slot)


def _quoted(found: Gist, slot: Slot) -> str:
    who = _pronoun(slot.before) or "they"
    tail = _tail(slot)
    if _SAID_COMMA.search(slot.before) and found.feel:
        return f"more or less, that {_clause(found, who, slot.before)}{tail}"
    if _SAID_PLAIN.search(slot.before):
        told = f"that {_clause(found, who, slot.before)}" if found.feel else f"something about {found.about}"
        return (
            told + tail
            if not re.search(r"\btold|tells", slot.before[-14:]) or found.feel
            else f"about {found.about}{tail}"
        )
    if _SAID_AFTER.match(slot.after) and _OPENS.search(slot.before):
        return f"It was about {found.about},"
    return ""


def _tail(slot: Slot) -> str:
    """The full stop that went with the quotation marks, where the sentence ends there."""
    inner = slot.words.rstrip("\"'”’ ")
    return "." if inner[-1:] in ".!?…" and not slot.after.lstrip()[:1].islower() else ""


def _reported(found: Gist, slot: Slot) -> str:
    if re.search(r"\babout\s+$", slot.before):
        return found.about
    if _ASKED.match(slot.words):
        return f"about {found.about}" if re.search(r"\b(?:ask|tell|told)\w*\b[^.!?]{0,30}$", slot.before) else ""
    if slot.words[:1].isupper() and _OPENS.search(slot.before):
        return f"It was about {found.about}" if _ENDS_IN_SAID.match(slot.after) else ""
    who = re.match(r"(she|he|they)\b", slot.words, re.I)
    return _clause(found, who[1].lower(), slot.before) if who and found.feel else ""


def _clause(found: Gist, who: str, before: str) -> str:
    """ "She felt alone": the feeling as a clause about `who`, in the tense of the saying."""
    told_in_past = _PRESENT.search(before) is None
    words = found.feel.split(" ")
    denied = words[0] == "not"
    verb, rest = (words[1], words[2:]) if denied else (words[0], words[1:])
    plural = who == "they"
    if denied:
        finite = f"{'did' if told_in_past else 'do' if plural else 'does'} not {verb}"
    elif told_in_past:
        finite = past(verb) if verb != "be" else "were" if plural else "was"
    else:
        finite = verb if plural else third_person(verb)
        finite = {"be": "are"}.get(finite, finite) if plural else finite
    return " ".join([who, finite, *(_about(word, who, told_in_past) for word in rest)])


_THEIRS = {
    "she": {"them": "her", "themselves": "herself", "their": "her", "they": "she"},
    "he": {"them": "him", "themselves": "himself", "their": "his", "they": "he"},
}
_SHIFTED = {"is": "was", "are": "were", "depends": "depended", "believes": "believed", "understands": "understood"}


def _about(word: str, who: str, told_in_past: bool) -> str:
    word = _THEIRS.get(who, {}).get(word, word)
    return _SHIFTED.get(word, word) if told_in_past else word


_NO_MESSAGE = re.compile(r"\b(?:poems?|diar(?:y|ies)|journals?|essays?|stor(?:y|ies)|songs?|lists?|books?)\b")
"""What is written to nobody."""
_UNSENT = re.compile(r"\b(?:suicide (?:note|letter)|love letter|(?:farewell|goodbye) (?:note|letter))s?\b")
"""What is written for one reader, who may never get it."""


def _message(slot: Slot) -> str:
    words = slot.words.lower()
    having = _HAVING.match(slot.words)
    if re.match(r"(?:by|via|over|in an?) ", words) or _NO_MESSAGE.search(words):
        return ""
    if _UNSENT.search(words) and re.match(r"(?:had |has |have |['’]d )?(?:wr[io]te|written|writing)\b", words):
        plain = ("written" if having else "wrote", "something private")
    elif re.search(r"\bdr[ae]w|drawn|paint|sketch", words):
        plain = ("made", "a drawing")
    elif re.search(r"\bleft|leave|leaving", words):
        plain = ("left", "a message")
    else:
        plain = ("sent", "a message")
    if re.search(r"s\b", words.split(" ")[0]) and not having:
        return ""
    return f"{having[1]} {' '.join(plain)}" if having else _cased(" ".join(plain), slot)


def _pronoun(before: str) -> str:
    found = _PRONOUN.findall(before)
    return _NOMINATIVE.get(found[-1].lower(), found[-1].lower()) if found else ""


def _cased(wording: str, slot: Slot) -> str:
    """With a capital where the words had one at the start of a sentence."""
    spelt = " ".join(to_variety(word, _variety(slot.variety)) for word in wording.split(" "))
    return spelt[0].upper() + spelt[1:] if slot.words[:1].isupper() and _OPENS.search(slot.before) else spelt


def _variety(name: str) -> Variety:
    return "uk" if name == "uk" else "us" if name == "us" else "unknown"
