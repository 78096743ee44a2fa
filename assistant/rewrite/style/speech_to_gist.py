"""Turn quoted and reported speech into what it was about, or leave it out with the words that report it."""

from __future__ import annotations

import re

from assistant.domain.details import Kind
from assistant.language.gist import gist as words_of_gist
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.people import HE_NOUNS, SHE_NOUNS
from assistant.rewrite.speakers import QUOTES, SAYING, TO, speaker, who_tells
from assistant.rewrite.style.rule import StyleRule

_CLOSES = re.compile(r"[,.!?…]*[\"”»]+")
_PRESENT = frozenset({"says", "say", "tells", "whispers", "shouts", "asks", "texts", "writes", "goes"})
_WRITTEN = frozenset({"texted", "texts", "wrote", "writes", "messaged"})
_BEFORE = re.compile(rf"(?P<lead>^|.*[\s(]){SAYING}{TO}(?: that)?\s*[,:–—]?\s*$", re.S)
_AFTER = re.compile(
    rf"^\s*[,–—]?\s*(?P<who>(?:[Ss]he|[Hh]e|[Tt]hey|(?:[Aa]n?|"
    rf"[Tt]he|[Mm]y|[Oo]ne|[Hh]er|[Hh]is) [\w'’-]+(?: [\w'’-]+)?))"
    rf"(?P<adverb> (?:once|finally|then|just|simply|"
    rf"quietly))? {SAYING}{TO}(?P<that> (?:that|this)(?P<to2> to me)?)?(?P<rest>.*)$",
    re.S,
)
_INVERTED = re.compile(
    r"^\s*,?\s*(?P<verb>said|says|asked) (?P<who>(?:the|my|her|his|an?) [\w'’-]+)(?P<rest>.*)$", re.S
)
_GOES_ON = re.compile(
    r"^\s*(?:$|[.!?,]\s*$|[.!?]|,? (?:and|but|as|when|while|after|before|"
    r"with|in|on|at|without|over|through|to|from|\w+ing|\w+ly|one|"
    r"last|once|again)\b)"
)
_THREE_WORDS = 3


def about_speech(marked: Marked, spot: Spot) -> str:
    """What the speech at `spot` was about, by whoever speaks there, as a noun phrase; "" where its words don't tell."""
    return gist(marked.words(spot), speaker(marked.text, spot.start, spot.end))


def gist(speech: str, who: str = "") -> str:
    """What `who` says there (assistant.rewrite.speakers), in the same way."""
    found = words_of_gist(speech, speaker=who)
    if found is None or not found.feel:
        return ""  # a topic that is merely named may not be what the words were about
    return found.about


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind is not Kind.SPEECH:
        return None
    start, end = _with_quotes(marked.text, spot.start, spot.end)
    before, speech, after = marked.text[:start], marked.text[start:end], marked.text[end:]
    quoted = any(q in speech for q in QUOTES)
    about = gist(speech, speaker(marked.text, start, end))
    for region in (
        _led(before, after, about, quoted, speech),
        _followed(before, after, about, speech),
        _standing(before, speech, after, quoted),
        _reported(before, speech, about),
    ):
        if region is not None and marked.allows(region, over=frozenset(s.move for s in marked.spots)):
            return region
    return None


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1] in QUOTES:
        start -= 1
    closing = _CLOSES.match(text, end)
    end = closing.end() if closing else end
    if any(q in text[start:end] for q in QUOTES) and text[start] not in QUOTES:
        opened = max((text.rfind(q, 0, start) for q in QUOTES), default=-1)
        if opened >= 0 and not text[opened:start].count("”"):
            start = opened
    return start, end


def _told(verb: str, to: str, about: str, who: str = "") -> str:
    about = _theirs(about, who)
    present = verb in _PRESENT
    if verb in _WRITTEN:
        return f"{'writes' if present else 'wrote'} about {about}"
    if verb in ("asked", "asks"):
        return f"{verb}{to.replace(' to ', ' ')} about {about}"
    to = to if not to or to.startswith(" to ") else f" to{to}"
    return f"{'talks' if present else 'talked'}{to} about {about}"


_THEIRS = {"she": ("herself", "her", "she"), "he": ("himself", "his", "he")}


def _theirs(about: str, who: str) -> str:
    """The gist's "themselves" and "their" for the person who speaks."""
    last = who.split()[-1].lower() if who.split() else ""
    own = _THEIRS.get("she" if last in SHE_NOUNS else "he" if last in HE_NOUNS else last)
    if own is None:
        return about
    for plain, one in zip(("themselves", "their", "they"), own, strict=True):
        about = re.sub(rf"\b{plain}\b", one, about)
    return about


def _closing(speech: str, after: str) -> str:
    """What follows the speech, with a full stop where the speech had the last one."""
    if after.strip() and after.lstrip()[0] in ".!?":
        return after
    inner = speech.rstrip(QUOTES + " ")
    ended = inner[-1:] in ".!?" and not after.strip()
    if not after.strip():
        return ("." if ended or any(q in speech for q in QUOTES) else "") + after
    return after if after.startswith((",", " ")) else " " + after


def _led(before: str, after: str, about: str, quoted: bool, speech: str) -> Region | None:
    """He said, "…"."""
    match = _BEFORE.match(before)
    if match is None or not quoted:
        return None
    if about:
        told = _told(match["verb"], match["to"] or "", about, match["lead"])
        return Region(match.start("verb"), len(before) + len(speech) + len(after), told + _closing(speech, after))
    if match["verb"] in _WRITTEN | {"text", "message"} and match["to"]:
        return Region(match.end("to"), len(before) + len(speech) + len(after), _closing(speech, after))
    joint = re.search(r",?\s+(?:and|&|then|but)\s*$", match["lead"])
    whole = len(before) + len(speech) + len(after)
    if joint:
        return Region(joint.start(), whole, _closing(speech, after))
    return Region(0, whole, "") if not after.strip(" .!?\n") and len(match["lead"].split()) <= _THREE_WORDS else None


def _followed(before: str, after: str, about: str, speech: str) -> Region | None:
    """ "…," he said."""
    if before.strip(" \n*_>-"):
        return None
    match = _AFTER.match(after) or _INVERTED.match(after)
    if match is None:
        return None
    groups = match.groupdict()
    whole = len(before) + len(speech) + len(after)
    if not about and len(match["rest"].split()) <= _THREE_WORDS:
        return Region(0, whole, "")
    who = match["who"][:1].upper() + match["who"][1:]
    rest = match["rest"]
    if any(q in rest for q in QUOTES):
        rest = re.sub(r"\s*[,.–—]?\s*[\"“«][^\"”»]*[\"”»]?", "", rest)
    to = groups.get("to") or groups.get("to2") or ""
    if not _GOES_ON.match(rest):
        return None
    told = _told(match["verb"], to, about, who) if about else f"said something{to if to.startswith(' to') else ''}"
    rest = rest if rest.strip() else "." + rest
    if rest.rstrip()[-1:] not in ".!?…":
        rest = rest.rstrip() + "."
    return Region(len(before), whole, f"{who}{groups.get('adverb') or ''} {told}{rest}")


def _standing(before: str, speech: str, after: str, quoted: bool) -> Region | None:
    """A quotation that is the whole sentence, or hangs loosely on it."""
    if not quoted:
        return None
    loose = re.search(r"\w[,:]\s*$", before)
    if loose and re.search(
        r"\b(?:said|says|told|asked|replied|whispered|shouted|added)\b[^,;]{0,30}$", before.rstrip(" ,:")
    ):
        loose = None
    if loose and not after.strip(" .!?\n*_"):
        return Region(loose.start() + 1, len(before) + len(speech) + len(after.rstrip()), ".")
    if not before.strip(" \n*_>-") and not after.strip(" .!?\n*_"):
        return Region(0, len(before) + len(speech) + len(after.rstrip()), "")
    return None


def _reported(before: str, speech: str, about: str) -> Region | None:
    """The report without quotation marks: "told me she only feels real …"."""
    led = _BEFORE.match(before) if not any(q in speech for q in QUOTES) else None
    if led is not None and about:
        told = _told(led["verb"], led["to"] or "", about, led["lead"])
        return Region(led.start("verb"), len(before) + len(speech), told)
    inner = re.search(rf"\b{SAYING}{TO}(?: that)? ", speech)
    if not about or inner is None or any(q in speech for q in QUOTES):
        return None
    lead = before + speech[: inner.start()]
    told = _told(inner["verb"], inner["to"] or "", gist(speech[inner.end() :], who_tells(lead)) or about, lead)
    start = len(before) + inner.start()
    return Region(start, len(before) + len(speech), told)


RULE = StyleRule(
    "speech-to-gist",
    "what it was about, instead of the words that were said",
    "prose.md, row 2: speech → gist",
    _apply,
    (
        ("“[I can't sleep|speech],” he told me.", "He talked to me about trouble sleeping."),
        (
            "This morning a man told me, “[I only feel real when I'm welding.|speech]”",
            "This morning a man talked to me about feeling real only at certain moments.",
        ),
        ("He sat down and said “[Nice|speech].”", "He sat down."),
        ("She told me [she can't trust her husband|speech].", "She talked to me about how hard it is to trust."),
        ("She told me that [she hates herself|speech].", "She talked to me about disliking herself."),
        ("A father told me [he hates himself|speech].", "A father talked to me about disliking himself."),
        ("“[Whatever|speech],” she said.", ""),
        ("“[Whatever|speech],” she said, and I laughed.", "She said something, and I laughed."),
        ("He texts me every night: “[still here|speech]”.", "He texts me every night."),
        ("He read a book for once, “[like, on purpose|speech].”", "He read a book for once."),
    ),
)
