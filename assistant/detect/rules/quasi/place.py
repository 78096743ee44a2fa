"""Places: towns, districts, counties, countries, roads and landmarks that say where somebody lives or it happened.

Attributes: `name`, `country` (ISO code), `region` (county, state or city that it lies in), `wider` (part of the
country), `population` (people; 0 where not known), `size` (village, small-town, town, city, big-city, district,
county, state, region, country, road, landmark, spot, unknown). A landmark has `head`, the word for it: "bridge".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.data import places
from assistant.data.places import Place
from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi import _gazetteer, _organisations
from assistant.detect.rules.quasi._cues import DIGIT, lowers
from assistant.detect.rules.quasi._spots import spots
from assistant.detect.rules.quasi._titles import MONTHS, OPENERS, STREETS, TITLES, WEEKDAYS
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind
from assistant.language.inflect import noun_singulars

_NAME = r"(?:[A-ZÀ-ÞĀ-ŽİŞŁŚŻ][\w’'-]+)"
_ROAD = re.compile(
    r"\b(?:(?<=the )(?:M\d{1,2}|A\d{1,4}(?:\(M\))?|B\d{3,4})|I-\d{1,3}|(?:Interstate|Route|Highway) \d{1,3}|"
    r"US-\d{1,3})\b"
)
_SPOTS = frozenset(
    """
bridge reservoir lake river canal beach pier harbour harbor forest woods moor station airport expressway
parkway motorway stadium viaduct quarry cliffs falls ranch estate festival marathon
loch lough mount cape glen ben
""".split()
)
_LANDMARK = re.compile(
    rf"\b(?:{_NAME} ){{1,3}}(Bridge|Reservoir|Lake|River|Canal|Beach|Pier|Harbour|Harbor|Forest|Woods|Moor|"
    r"Station|Airport|"
    r"Expressway|Parkway|Motorway|Stadium|Viaduct|Quarry|Cliffs|Falls|Ranch|Estate|Festival|Marathon)\b"
    rf"|(?<=\s)(Lake|Loch|Lough|Mount|Cape|Glen|Ben) {_NAME}"
)
_LIVES = re.compile(
    r"\b(?:li(?:ve|ves|ved|ving) (?:just )?(?:in|near|outside|at)|born in|gr[eo]w(?:n|ing)? up (?:in|near|"
    r"outside)|raised in|"
    rf"resid(?:e|es|ed|ing|ent) (?:in|at)|mov(?:e|ed|es|ing)(?: back| away)? (?:to|from)|based in|settled in|"
    r"(?:[Tt]own|[Vv]illage|[Cc]ity|[Dd]istrict|[Pp]rovince|[Cc]ounty|[Mm]unicipality|[Hh]amlet|[Ss]uburb|"
    r"[Rr]egion|[Ii]sland|"
    rf"[Bb]orough|[Cc]ommune|[Pp]ort) of|[Cc]ounty|[Vv]oivodship of) "
    rf"((?:the )?{_NAME}(?:[ -]{_NAME}){{0,2}})"
)
_AREA = re.compile(
    rf"\b((?:{_NAME}[ -]){{1,2}})([Vv]illage|[Dd]istrict|[Pp]rovince|[Mm]unicipality|County|Parish|"
    r"[Nn]eighbourhood)\b"
)
_AREAS = frozenset({"village", "district", "province", "municipality", "county", "parish", "neighbourhood"})
_LIVING = _AREAS | set(
    """
live lives lived living born grew grow grown growing raised reside resides resided residing resident move
moves moved moving based settled town city hamlet suburb region island borough commune port voivodship
""".split()
)
_IN = re.compile(
    r"\b(?:in|near|(?:drive|drove|trip|moved|flew|went|bus|train|flight|walk|journey|trek|run)"
    rf" (?:out |up |down |back )?(?:to|from)|comes? from|came from) ({_NAME}(?:-[\w’']+)*)(?=[.,;:)]|\s|$)"
)
_TITLES_LOWER = frozenset(title.lower().rstrip(".") for title in TITLES)
_LEADS = frozenset({"in", "near", "to", "from"})
"""Words without which `_IN` can't match."""
_AUTHORS = re.compile(r" (?:and|&) [A-Z]|,? (?:et al|\(?(?:19|20)\d\d)|['’]s ")
_NO_PLACE = frozenset(
    (*MONTHS, *WEEKDAYS, "year", "reception", "nursery", "care", "christmas", "easter", "lent", "ramadan")
)


def find(view: View) -> Iterator[Match]:
    text = view.text
    taken = [(named.start, named.end) for named in _organisations.spans(view)]
    words = view.words
    for hit in _gazetteer.hits(view, tuple(taken)):
        start, end = words[hit.first].start, words[hit.after - 1].end
        taken.append((start, end))
        yield _match(start, end, hit.place, hit.score)
    for match in _roads_and_landmarks(text, not lowers(view).isdisjoint(_SPOTS)):
        if _free(taken, match.start, match.end):
            taken.append((match.start, match.end))
            yield match
    for start, end in spots(view.lower, lowers(view)):
        if _free(taken, start, end):
            taken.append((start, end))
            yield _bare(start, end, text[start:end], "spot", 0.65)
    for match in _unknown(view):
        if _free(taken, match.start, match.end):
            taken.append((match.start, match.end))
            yield match


def _match(start: int, end: int, place: Place, score: float) -> Match:
    small = 0 < place.people < places.SMALL
    reason = "in a place this small, people know each other" if small else "where someone lives narrows people down"
    return Match(start, end, reason, score, {
        "name": place.name, "country": place.country, "region": place.region, "wider": place.wider,
        "population": place.people, "size": place.sort,
    })  # fmt: skip


def _roads_and_landmarks(text: str, landmarks: bool) -> Iterator[Match]:
    if DIGIT.search(text):
        for road in _ROAD.finditer(text):
            yield _bare(road.start(), road.end(), road[0], "road", 0.7)
    if not landmarks:
        return
    for landmark in _LANDMARK.finditer(text):
        start = landmark.start()
        for word in landmark[0].split()[:-1] if landmark[1] else ():
            if word.lower() not in OPENERS:
                break
            start += len(word) + 1
        head = landmark[1] or landmark[2]
        if text[start : landmark.end()] != head:
            yield _bare(start, landmark.end(), text[start : landmark.end()], "landmark", 0.7, head.lower())


def _bare(start: int, end: int, name: str, size: str, score: float, head: str = "") -> Match:
    facts: dict[str, str | int | float | bool] = {"name": name, "country": "", "region": "", "wider": ""}
    facts |= {"population": 0, "size": size}
    if head:
        facts["head"] = head
    return Match(start, end, "a named spot ties the story to one place", score, facts)


def _unknown(view: View) -> Iterator[Match]:
    """Names that no list has, where the words around them speak of a place."""
    text, words = view.text, lowers(view)
    for match in _LIVES.finditer(text) if not words.isdisjoint(_LIVING) else ():
        name = match[1].split()[0].lower() if not match[1].startswith("the ") else match[1].split()[1].lower()
        if name not in _NO_PLACE and name not in OPENERS and name.rstrip(".") not in _TITLES_LOWER:
            yield _bare(match.start(1), match.end(1), match[1], "unknown", 0.75)
    for match in _AREA.finditer(text) if not words.isdisjoint(_AREAS) else ():
        first = match[1].split()[0]
        if match[2][0].islower() and not _strange(first):
            continue
        if first.lower() not in OPENERS and first.lower() not in _NO_PLACE:
            yield _bare(match.start(1), match.end(), match[0], "unknown", 0.7)
    for match in () if view.lacks(_LEADS) else _IN.finditer(text):
        word = match[1]
        following = re.match(r" ([A-Z]\w*)", text[match.end() : match.end() + 20])
        if _AUTHORS.match(text, match.end()):
            continue
        if _strange(word) and not (following and following[1].lower() in STREETS):
            yield _bare(match.start(1), match.end(1), word, "unknown", 0.55)


def _strange(word: str) -> bool:
    """A capitalised word that is no everyday word, abbreviation, language or month: most likely a place."""
    lower = word.lower()
    if len(word) < 4 or word.isupper() or lower in _NO_PLACE or lower in OPENERS or word in TITLES:
        return False
    if lower.endswith(("ish", "ese", "ian", "an", "ism", "ic", "'s", "ing", "ology", "ed")):
        return False
    known = noun_singulars()
    return lower not in known and lower.removesuffix("s") not in known and lower.removesuffix("es") not in known


def _free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return not any(start < other_end and other_start < end for other_start, other_end in taken)


RULE = Rule(
    id="quasi.place",
    kind=Kind.PLACE,
    directness=Directness.QUASI,
    summary="Sees names of towns, counties, countries, roads and landmarks, because they narrow down who someone is.",
    source="GeoNames (CC BY 4.0), own tables of British places; HIPAA Safe Harbor (all areas smaller than a state)",
    find=find,
    matches=(
        Example("My client, a nurse from Leeds, cried.", ("Leeds",)),
        Example("She moved to Hebden Bridge after the divorce.", ("Hebden Bridge",)),
        Example("He drove her from Reading to the clinic.", ("Reading",)),
        Example("They live in a flat in Splott, near the steelworks.", ("Splott", "the steelworks")),
        Example("A rancher near Chadron, Nebraska, told me this.", ("Chadron, Nebraska",)),
        Example("She grew up in Little Wenham and never left.", ("Little Wenham",)),
        Example("Two sons in Houston ring on Sundays.", ("Houston",)),
        Example("Her baby was born on the hard shoulder of the M62.", ("M62",)),
        Example("shes from huddersfield and so am i", ("huddersfield",)),
        Example("He came over from Poland as a boy.", ("Poland",)),
        Example("They were on a boat in north Wales.", ("north Wales",)),
        Example("She lives above the bookies.", ("above the bookies",)),
        Example("He died in the toilets at the ferry terminal.", ("the ferry terminal",)),
        Example("He teaches on B wing.", ("on B wing",)),
        Example("They kept a houseboat on Lake Union.", ("Lake Union",)),
        Example("He grew up on the thornhill estate.", ("the thornhill estate",)),
        Example("There was a drive to Yellowstone.", ("Yellowstone",)),
        Example("She was looked after by Hull.", ("Hull",)),
    ),
    ignores=(
        "Reading helped her, and so did a hot bath.",
        "I had a text from Austin and one from Florence.",
        "Hope is a thing that Jordan brings to every session.",
        "Mrs Lincoln and Jack London read the same books.",
        "In May we talk about shame, and on Sunday we rest.",
        "Nice people say that grief is a deal we make.",
        "The street and the bath and the sale of the house.",
        "He wrote in English and dreamed in Twi.",
        "We met over the summer, above all to talk by the fire.",
    ),
)
