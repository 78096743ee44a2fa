"""What somebody of the case wrote, sent, drew or left: text, e-mail, letter, voicemail, note, drawing.

Attributes: `form` "message"; `part` "content" where only what it said is marked;
`by` "author" where the author is the writer.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._frame import By, span, told
from assistant.detect.rules.episodic._saying import author_attributes
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_MEDIUM = (
    r"(?:texts?|text messages?|e-?mails?|letters?|voicemails?|voice notes?|messages?|notes?|postcards?|cards?"
    r"|poems?|diary|diaries"
    r"|journals?|drawings?|pictures?|post-?its?|whatsapps?|dms?|vm|essay|story|song|list|painting)"
)
_QUICK = re.compile(
    r"\b(?:text|email|e-mail|messag|wrote|writ|sent|send|left|leav|voicemail|drew|draw|paint|letter|note|poem"
    r"|card|diary|sketch"
    r"|scribbl|carv|whatsapp|dm)"
)
_ALWAYS = frozenset("text email message whatsapp dm scribble".split())
_WITH_MEDIUM = frozenset("write send leave post draw paint sketch hand slip push compose bring".split())
_TO = re.compile(r"\b(?:to )?(?:me|us|him|her|them)\b|\bto (?:her|his|their|the) \w+", re.I)
_MEDIUM_FOLLOWS = re.compile(rf"\b{_MEDIUM}\b", re.I)
_BY_MEDIUM = re.compile(r"\b(?:by|via|over|in an?) (?:voicemail|text(?: message)?|e-?mail|letter|whatsapp|dm)\b", re.I)
_THE_NOTE = re.compile(
    rf"\b(?:(?:her|his|their|one) {_MEDIUM}|the (?:note|letter|text|voicemail|message)) "
    r"(?:\w+ )?(?:said|read|ended|began|says|reads|ran):? ",
    re.I,
)
_REASON = "a message or drawing of theirs: they would know it at once"


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Messages written or left by somebody of the case."""
    if _QUICK.search(view.lower) is None:
        return ()
    found: list[Match] = []
    here = told(view)
    for act in here:
        if act.by in (By.GENERAL, By.THING, By.BOTH) or act.supposed or act.modal or act.negated:
            continue
        if act.by is By.NONE and not act.past:
            continue
        if act.lemma not in _ALWAYS and act.lemma not in _WITH_MEDIUM:
            continue
        start, end = span(view, act.start, act.end)
        rest = view.text[view.words[act.main].end : end]
        if (act.lemma in _ALWAYS and rest.strip()) or (
            act.lemma in _WITH_MEDIUM
            and (_MEDIUM_FOLLOWS.search(rest) or (act.lemma == "write" and _TO.match(rest.strip())))
        ):
            found.append(Match(start, end, _REASON, 0.8, author_attributes(act, form="message")))
    note = _THE_NOTE.search(view.text)
    if note is not None and any(a.past for a in here):
        found.append(
            Match(note.end(), len(view.text.rstrip(" .\n")), _REASON, 0.75, {"form": "message", "part": "content"})
        )
    if not found:
        medium = _BY_MEDIUM.search(view.text)
        if medium is not None and any(a.past and a.by is By.CASE and not a.supposed for a in here):
            found.append(Match(medium.start(), medium.end(), _REASON, 0.6, {"form": "message"}))
    return tuple(found)


RULE = Rule(
    id="episodic.messages",
    kind=Kind.SPEECH,
    directness=Directness.VERBATIM,
    summary="A text, letter, voicemail or drawing that somebody of the case sent or left: they would recognise it.",
    source="risk.md: a message counts as near-verbatim client speech",
    find=find,
    matches=(
        Example(
            "She texted me at two in the morning about the boiler.",
            ("texted me at two in the morning about the boiler",),
        ),
        Example(
            "He had left a note on my chair with a moth taped to it.",
            ("had left a note on my chair with a moth taped to it",),
        ),
        Example("My client let me go by voicemail.", ("by voicemail",)),
        Example(
            "In week three he drew a picture of a house without doors.", ("drew a picture of a house without doors",)
        ),
    ),
    ignores=(
        "Clients sometimes write letters that they never send.",
        "Write down the words she used, in her order.",
        "You can send us an e-mail at any time.",
        "She might text you between sessions.",
        "The service sends a letter to every family.",
    ),
)
