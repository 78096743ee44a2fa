"""What somebody does for a living, said in a noun or in "works in", "teaches", "drives a …".

Attributes: `title` (lower case, singular), `group` (key of occupation_groups.tsv, or ""), `plural`, `former`
("ex-", "retired"), and `form`: "noun" or "verb".
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import ARTICLES, BE, NUMBERS, PEOPLE, POSSESSIVES, Context, Hit, context
from assistant.detect.rules.quasi._cues import lowers
from assistant.detect.rules.quasi._jobs import ways
from assistant.detect.rules.quasi._lexicon import Entry
from assistant.detect.rules.quasi._trades import unknown
from assistant.detect.view import View
from assistant.domain.details import Attributes, Directness, Kind

_REASON = "a job narrows people down"
_VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_ACRONYMS = frozenset("gp mp ceo cfo md qc kc pc pcso senco ta emt cna hca pa dj ot raf".split())
_FORMER = frozenset({"former", "ex", "retired", "one-time", "old", "sometime"})
_NO_MODIFIERS = PEOPLE | {"ex", "job", "ward", "night", "fellow", "former", "trainee", "today", "yesterday", "day"}
_CHARACTERS = frozenset("reader starter listener fighter sleeper thinker talker mover striver loner joker".split())
"""Rather how somebody is than what they do."""
_MODALS = frozenset("should must can may might will would could needs need ought has shouldn".split())
_AFTER_A_JOB = frozenset(
    {"in", "from", "at", "by", "and", "who", "with", "until", "before", "when", "then", "now", "on"}
)
_MET = frozenset("saw see seeing met with supervise supervised taught teach nursed treated".split())


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    taken: list[tuple[int, int]] = []
    for start, end, group in ways(view.lower, lowers(view)):
        if not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            words = view.lower[start:end]
            way: Attributes = {"title": words, "group": group, "plural": False, "former": False, "form": "verb"}
            yield Match(start, end, _REASON, 0.8, way)
    named = [(hit, entry, _score(seen, hit, entry)) for hit, entry in seen.of(Kind.OCCUPATION)]
    for hit, entry, score in named:
        start, end = seen.words[hit.first].start, seen.words[hit.last - 1].end
        if not score or any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        former = seen.low(hit.first - 1) in _FORMER or seen.low(hit.first).startswith("ex-")
        kind, plural = entry.group, hit.plural
        title: Attributes = {"title": entry.value, "group": kind, "plural": plural, "former": former, "form": "noun"}
        yield seen.match(_with_modifiers(seen, hit.first), hit.last, _REASON, score, title)
    for first, last, score in unknown(seen):
        start, end = seen.words[first].start, seen.words[last - 1].end
        if not any(a < end and start < b for a, b in taken):
            former = seen.low(first - 1) in _FORMER or seen.low(first).startswith("ex-")
            words = seen.text(first, last).lower()
            title = {"title": words, "group": "", "plural": False, "former": former, "form": "noun"}
            yield seen.match(first, last, _REASON, score, title)


def _with_modifiers(seen: Context, first: int) -> int:
    """Where a title begins with the nouns that say what sort it is: "ferry engineer", "probate judge"."""
    while (
        seen.tag(first - 1) == "NN"
        and seen.low(first - 1).isalpha()
        and seen.low(first - 1) not in _NO_MODIFIERS
        and (not seen.is_capital(first - 1) or seen.opens(first - 1))
    ):
        first -= 1
    return first


def _score(seen: Context, hit: Hit, entry: Entry) -> float:
    """How sure it is that the words say what somebody's job is; 0 when they don't."""
    head = hit.last - 1
    word = seen.words[head].text
    if hit.last - hit.first == 1:
        if seen.is_capital(hit.first) and not word.isupper() and word not in ("Marine", "Marines"):
            return 0.0
        if seen.low(head) in _ACRONYMS and not word.isupper() and entry.value not in ("senco", "dj"):
            return 0.0
        if seen.tag(head) in _VERBAL:
            return 0.0
    if _is_part_of_something_else(seen, hit) or seen.low(head) in _CHARACTERS:
        return 0.0
    if hit.plural:
        return _plural_score(seen, hit, entry)
    return _singular_score(seen, hit, entry)


def _is_part_of_something_else(seen: Context, hit: Hit) -> bool:
    """Whether other words make it no one's job: "the teacher in me", "my therapist colleague", "teacher training"."""
    after = seen.low(hit.last)
    if after == "in" and seen.low(hit.last + 1) in ("me", "us", "him", "her", "you"):
        return True
    if after == "'s" and seen.tag(hit.last) == "POS" and seen.tag(hit.last + 1) not in ("NN", "NNS", "JJ"):
        return True
    if after in ("colleague", "colleagues", "'s", "friend", "friends", "-"):
        return (after == "'s" and seen.tag(hit.last) == "POS") or after != "'s"
    if after in PEOPLE:
        return False
    return seen.tag(hit.last) in ("NN", "NNS", "NNP") and not seen.breaks(hit.last)


def _plural_score(seen: Context, hit: Hit, entry: Entry) -> float:
    at = seen.determiner(hit.first)
    low = seen.low(at) if at is not None else ""
    if low in NUMBERS and entry.form != "strict":
        return 0.75
    if low in POSSESSIVES and low != "your" and entry.form == "plain":
        return 0.6
    before = seen.low(hit.first - 1)
    if at is None and before in ("are", "were", "both") and entry.form != "strict":
        subject = seen.low(hit.first - 2)
        return 0.75 if subject in ("they", "both", "parents", "sons", "brothers", "sisters", "grandparents") else 0.0
    return 0.0


def _singular_score(seen: Context, hit: Hit, entry: Entry) -> float:
    at = seen.determiner(hit.first)
    low = seen.low(at) if at is not None else ""
    predicative, appositive = seen.predicative(hit.first), seen.appositive(hit.first)
    if predicative and _supposed(seen, at if at is not None else hit.first):
        return 0.0
    if seen.low(hit.first - 1) == "as" and not low:
        return 0.0 if entry.form == "strict" else 0.8
    if seen.low(hit.first - 1) == "of" and seen.low(hit.first - 2) in ("post", "job", "position", "role", "work"):
        return 0.7
    if low in ("", *ARTICLES) and (predicative or appositive):
        if not low and entry.form == "strict":
            return 0.0
        if entry.form == "strict" and not (seen.breaks(hit.last) or seen.low(hit.last) in _AFTER_A_JOB):
            return 0.0
        return 0.9
    if low in ("the", *POSSESSIVES) and predicative and entry.form == "plain":
        return 0.7
    if entry.form == "strict":
        return 0.0
    if low in ARTICLES:
        return _indefinite_score(seen, hit, entry, at)
    if not low:
        return _bare_score(seen, hit)
    if low == "the" and entry.group in ("protective", "law", "nursing"):
        return 0.0
    if entry.form == "plain" and low in ("the", "this", "that", "another", "one", "her", "his", "their", "'s"):
        return 0.6
    if seen.low(hit.last) in PEOPLE and low in POSSESSIVES:
        return 0.75
    return 0.0


def _supposed(seen: Context, start: int) -> bool:
    """ "If you're a teacher", "it might be a nurse"."""
    i = start - 1
    while i > 0 and seen.tag(i) in ("RB", "RBR"):
        i -= 1
    return seen.low(i - 1) in ("you", "might", "could", "may", "would", "should", "to")


def _indefinite_score(seen: Context, hit: Hit, entry: Entry, at: int | None) -> float:
    """ "A nurse" by itself: a job that people meet in others counts only where the sentence brings its bearer in."""
    if seen.low(hit.last) in _MODALS:
        return 0.0
    if entry.form == "plain":
        return 0.7
    assert at is not None
    if hit.first - at > 1 or seen.low(hit.last) in PEOPLE:
        return 0.75
    if seen.low(at - 1) in _MET and seen.low(at - 2) in ("i", "worked", "work", "'ve", "'d", "working"):
        return 0.75
    return 0.0


def _bare_score(seen: Context, hit: Hit) -> float:
    """Without any article: note form ("Retired midwife.", "Old farmer, new hip"), or a wife's "farmer dad"."""
    before = seen.low(hit.first - 1)
    if seen.low(hit.last) in PEOPLE:
        return 0.6
    ends = seen.breaks(hit.last) or seen.low(hit.last) in ("in", "from", "at", "with", "and", "who", "by", "on")
    first = _with_modifiers(seen, hit.first)
    several = first < hit.first or hit.last - hit.first > 1
    if several and seen.opens(first) and seen.breaks(hit.last):
        return 0.65
    adjective = before in _FORMER or seen.tag(hit.first - 1) in ("JJ", "VBN")
    start = hit.first - 1 if adjective else hit.first
    opens = seen.opens(start) or seen.breaks(start - 1) or seen.low(start - 1) in BE
    return 0.65 if ends and opens and (adjective or (seen.breaks(hit.first - 1) and hit.first > 0)) else 0.0


RULE = Rule(
    id="quasi.occupation",
    kind=Kind.OCCUPATION,
    directness=Directness.QUASI,
    summary="What somebody does for a living: few people in a town share most jobs.",
    source="Titles: O*NET 27.0 and ESCO, with a list by hand of those that people use (occupations.tsv).",
    find=find,
    matches=(
        Example("My client, a 34-year-old nurse from Leeds, cried.", ("nurse",)),
        Example("The piano tuner came to me in the autumn.", ("piano tuner",)),
        Example("Her mum, a headteacher in Hebden Bridge, read it.", ("headteacher",)),
        Example("He's an ex-trawlerman with bad knees.", ("ex-trawlerman",)),
        Example(
            "Her husband teaches at the primary school and drives a taxi at weekends.", ("teaches", "drives a taxi")
        ),
        Example("She used to work in a bank.", ("work in a bank",)),
        Example("He runs the choir rota.", ("runs the choir rota",)),
        Example("She works at the big Tesco.", ("works at the big Tesco",)),
        Example("Her mum's on earlies and her dad drives for a veg packer.", ("on earlies", "drives for a veg packer")),
        Example("She ran the weekend Arabic school.", ("ran the weekend Arabic school",)),
        Example("My mother cleans at the yacht club.", ("cleans at the yacht club",)),
        Example("Stone mason, two sons, no pension.", ("Stone mason",)),
        Example("She's captain of the robotics team.", ("captain of the robotics team",)),
        Example("A retired ferry engineer sat down.", ("ferry engineer",)),
        Example("He was a rodeo clown, then a mushroom picker.", ("rodeo clown", "mushroom picker")),
        Example("His uncle, a blackjack dealer, took them in.", ("blackjack dealer",)),
        Example("Old farmer, new hip.", ("farmer",)),
        Example("My 3 o'clock is a vicar who lost his faith.", ("vicar",)),
    ),
    ignores=(
        "GPs often miss this.",
        "Teachers need more time and a good coach.",
        "Don't nurse a grievance.",
        "The teacher in me wanted to correct it.",
        "My therapist colleague says so too.",
        "In general, a model helps and a guide is useful.",
        "The judge asked her GP for a report.",
        "A therapist should know when to be silent.",
        "She was a good listener and he was a slow reader, a worrier.",
        "It works in the same way, and she works on herself.",
        "She ran out of the room, and the exercise is a conversation starter.",
        "Mrs Baker had the carpenter's hands of her father.",
    ),
)
