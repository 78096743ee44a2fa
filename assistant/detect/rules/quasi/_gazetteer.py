"""Finding names of the gazetteer in a passage: the longest at each capital letter, judged by what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.data import places
from assistant.data.places import Place
from assistant.detect.rules.quasi._titles import MONTHS, OPENERS, STREETS, TITLES, WEEKDAYS
from assistant.detect.view import View
from assistant.language.words import Word


class Hit(NamedTuple):
    """A place name: indices of its first word and of the word after it, the place, and how sure the rule is."""

    first: int
    after: int
    place: Place
    score: float


PREPOSITIONS = frozenset({"in", "near", "around", "outside", "from", "to", "at", "into", "of", "via", "towards",
    "across", "off",
                          "through", "between", "beyond", "leaving", "left", "visiting", "visited",
                          "over", "by"})  # fmt: skip
_FIRM = frozenset({"in", "near", "outside", "around", "into", "across"})
"""Prepositions that a person's name hardly follows."""
_MOVES = frozenset(
    """
moved move moving moves live lives living lived go went going goes gone travel travelled traveled flew fly
flying drive drove drives back come came comes coming originally raised born grew deported returned returning
based family holiday train bus flight home man woman lad girl boy guy family people client 's is was 're are
""".split()
)
_DIRECTIONS = frozenset(
    """
north south east west northern southern eastern western central greater inner outer upper lower mid downtown
uptown rural suburban north-east north-west south-east south-west northeast northwest southeast southwest
""".split()
)
_AREAS = frozenset({"County", "District", "Province", "Municipality", "Village", "City", "Town", "Borough",
    "Department",
                    "Département", "Region", "Governorate", "Oblast", "Island", "Islands", "Valley", "Bay",
                    "Docks"})  # fmt: skip
_POSTAL = {code: state for state, code in (pair.split(":") for pair in """Alabama:AL,Alaska:AK,Arizona:AZ,Arkansas:AR,
California:CA,Colorado:CO,Connecticut:CT,Delaware:DE,Florida:FL,Georgia:GA,Idaho:ID,Illinois:IL,Indiana:IN,Iowa:IA,Kansas:KS,
Kentucky:KY,Louisiana:LA,Maine:ME,Maryland:MD,Massachusetts:MA,Michigan:MI,Minnesota:MN,Mississippi:MS,Missouri:MO,Montana:MT,
Nebraska:NE,
Nevada:NV,New Hampshire:NH,New Jersey:NJ,New Mexico:NM,New York:NY,North Carolina:NC,North Dakota:ND,Ohio:OH,
Oklahoma:OK,Oregon:OR,Pennsylvania:PA,Rhode Island:RI,South Carolina:SC,South Dakota:SD,Tennessee:TN,Texas:TX,Utah:UT,
Vermont:VT,Virginia:VA,Washington:WA,West Virginia:WV,Wisconsin:WI,Wyoming:WY""".replace("\n", "").split(",")
)}  # fmt: skip
_COMMON = OPENERS - {"the", "new"}
_BEFORE_LOWER = frozenset({"in", "from", "near", "outside"})
"""Prepositions after which a name without a capital is still looked up."""
_NEVER = frozenset((*MONTHS, *WEEKDAYS))
_WIDE = frozenset({"state", "country", "county", "region"})


def hits(view: View, taken: tuple[tuple[int, int], ...]) -> Iterator[Hit]:
    """Places that the view names, in order; `taken` are character ranges that belong to organisations."""
    words = view.words
    until = 0
    for i, word in enumerate(words):
        if i < until or not (
            word.text[0].isupper() or word.lower == "the" or (i and words[i - 1].lower in _BEFORE_LOWER)
        ):
            continue
        found = _at(view, words, i, taken)
        if found is not None:
            yield found
            until = found.after


def _at(view: View, words: tuple[Word, ...], i: int, taken: tuple[tuple[int, int], ...]) -> Hit | None:
    word = words[i]
    capital = word.text[0].isupper()
    if not capital and word.lower != "the":
        return _in_lower_case(words, i)
    if word.lower in _COMMON and word.lower != "the":
        return None
    named = _longest(view, words, i)
    if named is None:
        return None
    after, name = named
    if any(word.start < end and start < words[after - 1].end for start, end in taken):
        return None
    place = places.variants(name)[0]
    joined = _larger(view, words, after, place)
    score = 0.95 if joined else _trust(view, words, i, after, name)
    if score == 0.0:
        return None
    if joined:
        after, place = joined
    first = i
    if i and words[i - 1].lower in _DIRECTIONS and view.text[words[i - 1].end : word.start] == " ":
        first = i - 1
    if (
        after < len(words)
        and words[after].text in _AREAS
        and view.text[words[after - 1].end : words[after].start] == " "
    ):
        after += 1
    return Hit(first, after, place, score)


def _longest(view: View, words: tuple[Word, ...], i: int) -> tuple[int, str] | None:
    """Index after the longest name that begins at word `i`, and that name as the gazetteer spells it."""
    start = words[i].start
    head = places.plain(words[i].text)
    spaces = places.longest().get(head.rstrip("."))
    if spaces:
        for j in range(min(len(words), i + spaces + 3), i + 1, -1):
            last = words[j - 1]
            if last.text[0].isupper() or last.text[0].isalpha():
                name = places.plain(" ".join(view.text[start : last.end].replace("St.", "St").split()))
                if places.known(name) and last.text[0].isupper():
                    return j, name
    if words[i].text[0].isupper() and places.known(head) and head not in _NEVER:
        return i + 1, head
    return None


def _larger(view: View, words: tuple[Word, ...], after: int, place: Place) -> tuple[int, Place] | None:
    """The end and the place when a state or country follows a comma: "Chadron, Nebraska", "Kassel, Germany"."""
    if after + 1 >= len(words) or words[after].text != "," or not words[after + 1].text[0].isupper():
        return None
    state = _POSTAL.get(words[after + 1].text)
    if state:
        end, wider = after + 2, places.variants(state.lower())[0]
    else:
        named = _longest(view, words, after + 1)
        if named is None:
            return None
        end, name = named
        wider = places.variants(name)[0]
    if wider.sort not in _WIDE or place.sort in _WIDE:
        return None
    for variant in places.variants(places.plain(place.name)):
        if variant.country == wider.country and (wider.sort == "country" or variant.region in (wider.name, "")):
            return end, variant
    region = "" if wider.sort == "country" else wider.name
    return end, Place(place.name, wider.country, region, wider.wider, 0, "small-town")


def _trust(view: View, words: tuple[Word, ...], i: int, after: int, name: str) -> float:
    """How sure a name is in its surroundings; 0 where it is none."""
    text, mark = view.text, places.mark(name)
    before = words[i - 1] if i else None
    near = before is not None and text[before.end : words[i].start] == " "
    following = words[after] if after < len(words) else None
    touches = following is not None and text[words[after - 1].end : following.start] in (" ", "-")
    placed = near and before is not None and before.lower in PREPOSITIONS
    if text[words[i].start - 1 : words[i].start] in ("@", "#"):
        return 0.0
    if near and before is not None and before.text in TITLES:
        return 0.0
    if following is not None and touches and following.lower in STREETS and following.text[0].isupper():
        return 0.0
    longer = following is not None and touches and following.text[0].isupper() and following.text not in _AREAS
    if longer and following is not None and (not placed or mark in ("n", "w") or not _ends_place(following)):
        return 0.0
    named = near and before is not None and before.text[0].isupper() and before.text.isalpha() and not placed
    if named and before is not None and before.lower not in OPENERS | _DIRECTIONS:
        return 0.0
    if following is not None and following.text[0].isdigit() and mark:
        return 0.0
    if mark in ("n", "w"):
        return 0.8 if placed and _about_place(words, i, mark) else 0.0
    return 0.9


def _ends_place(following: Word) -> bool:
    """Whether a capitalised word after a place's name belongs to something else ("in London I met")."""
    return following.text in TITLES or following.lower in OPENERS or following.lower in (*MONTHS, *WEEKDAYS)


def _about_place(words: tuple[Word, ...], i: int, mark: str) -> bool:
    """Whether a name that is also a person's or a word follows words that speak of going or being somewhere."""
    preposition = words[i - 1].lower
    if preposition in _FIRM or (mark == "w" and preposition in ("from", "at", "leaving", "left", "visiting")):
        return True
    earlier = {word.lower for word in words[max(0, i - 4) : i - 1]}
    if preposition == "by":
        return bool(earlier & {"looked", "after", "raised", "housed", "placed", "cared"})
    return preposition in ("to", "from", "at") and bool(earlier & _MOVES)


def _in_lower_case(words: tuple[Word, ...], i: int) -> Hit | None:
    """Well-known names that hurried writers leave without a capital: "shes from leeds"."""
    word = words[i]
    if len(word.lower) < 5 or not i or words[i - 1].lower not in _BEFORE_LOWER:
        return None
    name = places.plain(word.text)
    if not places.known(name) or places.mark(name) != "l":
        return None
    return Hit(i, i + 1, places.variants(name)[0], 0.7)
