"""What somebody has: pets, vehicles, instruments, keepsakes, a diary.

Attributes: `value`, `group` ("pet", "vehicle", "instrument", "private", "keepsake", "weapon"), `form`, `plural`,
`possessive` (the pronoun before it, or "").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import ARTICLES, NUMBERS, Context, Hit, context
from assistant.detect.rules.quasi._cues import DIGIT, lowers
from assistant.detect.rules.quasi._lexicon import Entry
from assistant.detect.rules.quasi._traits import attributes
from assistant.detect.view import View
from assistant.domain.details import Attributes, Directness, Kind

_PRONOUNS = frozenset({"her", "his", "their", "my", "our", "'s"})
_HAS = frozenset(
    "has have had having got keeps kept owns owned bought sold rides rode drives drove with got breeds bred lost walks "
    "walking feeds gave".split()
)
_FIGURES = frozenset({"snake", "rat", "rabbit", "goat", "donkey", "canary", "turtle", "lizard"})
_PLAYS = frozenset(
    "play plays played playing learn learned learnt learning practise practised practice practiced".split()
)


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    taken = list(_described(view))
    for start, end in taken:
        thing: Attributes = {"value": "keepsake", "group": "thing", "form": "n", "plural": False, "possessive": ""}
        yield Match(start, end, "a thing that people would know them by", 0.65, thing)
    for hit, entry in seen.of(Kind.POSSESSION):
        score = _score(seen, hit, entry)
        inside = any(a <= seen.words[hit.first].start < b for a, b in taken)
        if score and not inside:
            det = seen.det(hit.first)
            yield seen.match(
                hit.first,
                hit.last,
                "a thing that people would know them by",
                score,
                {**attributes(hit, entry), "possessive": det if det in _PRONOUNS else ""},
            )


_BOX = re.compile(
    r"\b(?:an?|her|his|their) (?:[\w-]+ )?(?:biscuit tin|tin|box|shoebox|jar|suitcase|carrier bag|bag|drawer|chest"
    r"|envelope|bucket|jam jar|basket|trunk|rucksack) (?:full )?of (?!(?:tissues?|tricks|nerves|water|worms|tea"
    r"|the|it"
    r"|chips|stuff|tools|crisps|chocolates?|sweets|shopping)\b)(?:[\w'’-]+ )?[\w'’-]+"
)
_MADE = re.compile(
    r"\b(?:an?|her|his|the) (?:(?:small|tiny|little|big|old|broken|battered|chipped|faded|blue|red|green|yellow|pink"
    r"|white|black|painted|home-?made|one-eyed) )*(?:clay|wooden|knitted|crocheted|ceramic|silver|brass"
    r"|porcelain|china"
    r"|papier-m[aâ]ch[eé]|plastic|glass|stuffed|lego|origami|cardboard|stone|leather|bobble|bone|ivory|jade"
    r"|pewter|tin)"
    r" (?!ceiling|wall|bag|cup|spoon|door|floor|table|chair|box|tape|bottle|of|and|or|surgery|fence|plate|bead)"
    r"[a-z]{3,}(?: with (?:one|a|an|no|two|three|his|her|the)(?: [a-z-]+){1,2})?\b"
)
_THINGS = frozenset(
    """
tin box shoebox jar suitcase bag drawer chest envelope bucket basket trunk rucksack clay wooden knitted crocheted
ceramic silver
brass porcelain china papier mâché mache maché plastic glass stuffed lego origami cardboard stone leather bobble
bone ivory jade
pewter
""".split()
)
_MODEL = re.compile(
    r"\b(?:19|20)\d\d (?!Act\b|Olympics\b|World\b|Census\b|Budget\b"
    r"|[A-Z]{3,})[A-Z][a-z][\w-]+(?= (?:with|that|which|and|she|he)\b|[.,;])"
)
_ORDERS = frozenset({"heart", "star", "cross", "medal", "mbe", "obe"})
_HONOURS = re.compile(
    r"\b(?:Purple Heart|Bronze Star|Silver Star|George (?:Cross|Medal)|Military (?:Cross|Medal)|MBE|OBE)\b"
)


def _described(view: View) -> Iterator[tuple[int, int]]:
    """Things told by what they are made of or kept in, and honours."""
    if not lowers(view).isdisjoint(_THINGS):
        for pattern in (_BOX, _MADE):
            for found in pattern.finditer(view.lower):
                yield found.span()
    for found in _MODEL.finditer(view.text) if DIGIT.search(view.text) else ():
        if re.search(r"\b(?:a|an|her|his|their|my|the) $", view.text[max(0, found.start() - 7) : found.start()]):
            yield found.span()
    for found in _HONOURS.finditer(view.text) if not lowers(view).isdisjoint(_ORDERS) else ():
        yield found.span()


def _score(seen: Context, hit: Hit, entry: Entry) -> float:
    at = seen.determiner(hit.first)
    det = seen.low(at) if at is not None else ""
    before = at - 1 if at is not None else hit.first - 1
    verb = seen.low(before)
    joined = seen.tag(hit.last) in ("NN", "NNS") and entry.group != "vehicle"
    if joined or seen.low(hit.last) == "club" or seen.tag(hit.last - 1).startswith("VB"):
        return 0.0
    if entry.group == "instrument":
        if verb in _PLAYS or seen.low(hit.first - 1) in _PLAYS:
            return 0.75
        return 0.7 if det in _PRONOUNS and seen.low(hit.first) != "organ" else 0.0
    if entry.group == "vehicle":
        if entry.value == "make of car" and not seen.words[hit.first].text[:1].isupper():
            return 0.0
        if entry.value == "make of car" and det in ("the", ""):
            return 0.6 if det == "the" else 0.0
        return 0.7 if det in _PRONOUNS or det in ARTICLES or det == "the" else 0.0
    if det in _PRONOUNS:
        return 0.8
    if entry.group == "pet":
        counted = det in NUMBERS
        has = verb in _HAS and (det in ARTICLES or counted or (hit.plural and not det))
        has = has or (counted and verb in ("and", ","))
        rare = entry.value == "unusual pet" and (det in ARTICLES or det == "the") and not hit.plural
        rare = rare and seen.low(hit.first) not in _FIGURES
        return 0.75 if has else 0.55 if rare else 0.0
    return 0.7 if verb in _HAS and det in ARTICLES and entry.group in ("weapon", "keepsake") else 0.0


RULE = Rule(
    id="quasi.possession",
    kind=Kind.POSSESSION,
    directness=Directness.QUASI,
    summary="Pets, vehicles, instruments and keepsakes: neighbours know people by them.",
    source="Words by hand (traits.tsv); shares of pets: PDSA, APPA (facts.tsv).",
    find=find,
    matches=(
        Example("Her mum read her diary.", ("diary",)),
        Example("He keeps two tortoises and rides a Harley.", ("tortoises", "Harley")),
        Example("She plays the cello and walks her greyhound and her dog.", ("cello", "greyhound", "dog")),
        Example("He sold his father's narrowboat.", ("narrowboat",)),
        Example("They drive a 2009 Corolla with no reverse.", ("2009 Corolla",)),
        Example("He came with a biscuit tin of keys.", ("a biscuit tin of keys",)),
        Example("She left a small clay owl with one wing.", ("a small clay owl with one wing",)),
        Example("He has a Purple Heart and three whippets.", ("Purple Heart", "whippets")),
    ),
    ignores=(
        "Keep a journal, it helps.",
        "The dog that didn't bark.",
        "Don't jump the gun or flog the horse.",
        "A snake in the grass.",
        "Keep a box of tissues and a bag of tricks under the glass ceiling.",
    ),
)
