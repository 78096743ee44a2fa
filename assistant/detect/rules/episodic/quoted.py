"""Quoted words of somebody in the case.

Attributes: `form` "quoted"; `by` "author" where the author speaks (their own words are theirs to publish; in the
client's voice they are the client's).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.detect.quotations import Quote, quotes
from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._frame import Act, By, acts
from assistant.detect.rules.episodic._saying import REASON_WORDS, author_attributes, saying_verb
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind
from assistant.domain.text import Role

_DEFINED = re.compile(
    r"^\s*(?:means?\b|=|isn't\b|is (?:a|an|the|one|not|in|also|half|often|usually|never|always)\b|are\b|can "
    r"(?:be|mean)\b"
    r"|was (?:a |an )?\w+[.,]|and think|\)?\s*(?:usually|often|sometimes|always)\b)",
    re.I,
)
_LABELLED = re.compile(
    r"(?:\b(?:the |a |an )?(?:words?|phrases?|terms?|label|question|headline|line|idea|notion|proverb|saying"
    r"|title|book|film|song"
    r"|poem|chapter|article|paper|essay|concept|word of|so-called|known as|called|named|titled|entitled|hear"
    r"|hears|heard|not|no"
    r"|say|saying|ask|asking|write|try|answer|without|quote|quotes|quotation|than|instead of|i mean|means|why"
    r"|and|or|versus"
    r"|vs|most groups say|regarding|about|of|the)\b[\s:,(*_]*|[=/]\s*)$",
    re.I,
)
_COMMAND = re.compile(
    r"(?:^|[.:;!?]\s+|\b(?:to|can|could|just|always|never|don't|please|and then|not|or)\s+)(?:say|ask|write"
    r"|tell|try|add|repeat)\b[^.!?]{0,30}$",
    re.I,
)
_BRINGS = re.compile(
    r"\b(?:(?!(?:people|clients|they|parents|we)\b)[a-z]+ )(?:texts|messages|emails|signs|writes|mouths"
    r"|whispers):?\s$"
    r"|\b(?:texts|messages|signs|writes) (?:to )?[\w ]{1,30}:\s$",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|mine|we|us|our|you|your)\b", re.I)
_FRONT = re.compile(r"^[\s>*_\-–—\d.)(]*$")


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Quotations that somebody of the case may have said."""
    if view.role is Role.HEADING:
        return ()
    found = [match for quote in quotes(view) if (match := _speech(view, quote)) is not None]
    if not found and view.role is Role.QUOTE:
        return tuple(_block(view))
    return tuple(found)


def _speech(view: View, quote: Quote) -> Match | None:
    if _is_title(quote.inner):
        return None
    text = view.text
    before, after = text[max(quote.start - 80, 0) : quote.start], text[quote.end : quote.end + 60]
    if _COMMAND.search(before) and not _said(view, quote):
        return None
    act = _said(view, quote)
    if act is not None and (act.passive or _inside(view, act.subject)):
        return Match(quote.start, quote.end, REASON_WORDS, 0.8, {"form": "quoted"})
    if act is not None:
        if act.by in (By.GENERAL, By.THING) or act.supposed or act.modal:
            return None
        if act.by is By.BOTH and act.label == "we":
            return None
        return Match(quote.start, quote.end, REASON_WORDS, 0.9, author_attributes(act, form="quoted"))
    if _DEFINED.match(after):
        return None
    if _BRINGS.search(before):
        return Match(quote.start, quote.end, REASON_WORDS, 0.8, {"form": "quoted"})
    if _FRONT.match(text[: quote.start]) and (quote.size >= 3 or quote.open_end or not after.strip()):
        rest = after.strip()
        score = 0.65 if not rest or rest[0] in "(,—–-*" else 0.55
        return Match(quote.start, quote.end, REASON_WORDS, score, {"form": "quoted"})
    if quote.open_start:
        return Match(quote.start, quote.end, REASON_WORDS, 0.6, {"form": "quoted"})
    return _embedded(view, quote, before)


def _embedded(view: View, quote: Quote, before: str) -> Match | None:
    """Quoted words inside the author's sentence: a scrap of speech, unless it is a term or somebody's saying."""
    if quote.size < 2 or _LABELLED.search(before):
        return None
    people = [a for a in acts(view) if view.words[a.start].start < quote.start and a.by is not By.THING]
    who = people[-1] if people else None
    if who is None or who.by is By.GENERAL or who.supposed or who.modal:
        return None
    if who.by in (By.AUTHOR, By.BOTH):
        return None
    if quote.size < 4 and not (who.past or _PRONOUN.search(quote.inner)):
        return None
    return Match(quote.start, quote.end, REASON_WORDS, 0.6, {"form": "quoted"})


def _said(view: View, quote: Quote) -> Act | None:
    """The act of saying that stands nearest to the quotation, outside of it and with no other quotation between."""
    best: Act | None = None
    distance = 120
    others = [q for q in quotes(view) if q is not quote]
    inside = [(q.start, q.end) for q in quotes(view)]
    for act in acts(view):
        at = view.words[act.main]
        if any(start <= at.start < end for start, end in inside) or not saying_verb(view, act):
            continue
        gap = quote.start - at.end if at.end <= quote.start else at.start - quote.end
        low, high = (at.end, quote.start) if at.end <= quote.start else (quote.end, at.start)
        if any(low <= q.start < high for q in others) or view.text[low:high].count(".") > 0:
            continue
        if at.start >= quote.end and (gap > 40 or _own_quote(view, act, others)):
            continue
        if 0 <= gap < distance:
            best, distance = act, gap
    return best


def _inside(view: View, index: int) -> bool:
    """Whether the word is inside quotation marks, and so no subject of what stands outside."""
    return index >= 0 and any(q.start <= view.words[index].start < q.end for q in quotes(view))


def _own_quote(view: View, act: Act, others: list[Quote]) -> bool:
    """Whether a saying act that follows this quotation brings another one ("…" means what? She said: "…")."""
    at = view.words[act.main].end
    return any(0 <= q.start - at <= 3 for q in others) and not view.text[
        : view.words[act.main].start
    ].rstrip().endswith(("he", "she", "they", "I"))


def _is_title(inner: str) -> bool:
    """A name or a title: one word, or nearly every word with a capital."""
    words = re.findall(r"[^\W\d_][\w'’-]*", inner)
    if not words:
        return True
    capitals = sum(w[0].isupper() for w in words)
    if len(words) == 1:
        return False
    return (
        capitals >= 2
        and capitals >= len([w for w in words if len(w) > 3])
        and capitals > len(words) / 2
        and inner[-1:] not in ".!?"
    )


_OWN = re.compile(r"\b(?:i|i'm|i've|i'd|me|my)\b", re.I)


def _block(view: View) -> Iterable[Match]:
    """A block quotation without marks counts when somebody speaks in it as "I"."""
    text = view.text.strip()
    if 3 <= len(text.split()) <= 60 and _OWN.search(text) and not any(a.by is By.CASE for a in acts(view)):
        start = view.text.index(text)
        yield Match(start, start + len(text), REASON_WORDS, 0.6, {"form": "quoted"})


RULE = Rule(
    id="episodic.quoted",
    kind=Kind.SPEECH,
    directness=Directness.VERBATIM,
    summary="Words in quotation marks that somebody of the case said: they would recognise them at once.",
    source="risk.md: verbatim client speech; Ahmed et al., JMIR 2020;22(9):e19746 (46.6 % identifiable by the patient)",
    find=find,
    matches=(
        Example('She said, "I only feel real when I\'m welding."', ('"I only feel real when I\'m welding."',)),
        Example("“If I sit down, somebody dies.”", ("“If I sit down, somebody dies.”",)),
        Example(
            "'They'd make food,' she said. 'I can't eat that much food.'",
            ("'They'd make food,'", "'I can't eat that much food.'"),
        ),
        Example('Mom texts: "sorry Ms K she say stomach again"', ('"sorry Ms K she say stomach again"',)),
        Example('One of my Year 5 boys likes reading "as long as it doesnt count".', ('"as long as it doesnt count"',)),
        Example('He looked at the floor and said "I came on two.', ('"I came on two.',)),
        Example(
            '"My grandpa\'s hands smell like celery," said to me in the car.',
            ('"My grandpa\'s hands smell like celery,"',),
        ),
        Example('"They only shout when it\'s quiet," I was told.', ('"They only shout when it\'s quiet,"',)),
        Example('And it was Idris who asked, "Does that mean with my dog?"', ('"Does that mean with my dog?"',)),
    ),
    ignores=(
        'Guilt says "I did something bad."',
        'We call this "professional curiosity" in the trade.',
        '"I\'m managing" means look in the fridge.',
        'If someone says he\'s "testing boundaries," ask what he is testing.',
        'Read "The Night Garden" before the seminar.',
        'Clients often say "I\'m fine" at the door.',
        'Most groups say "the trash can."',
    ),
)
