"""Where a passage names organisations: listed employers and shops, and names built around a word such as "School".

`spans` is asked by the organisation rule and by the place rule (Leeds inside "Leeds General Infirmary" is no place of
its own), so the answer for the last few views is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from assistant import data
from assistant.data import places
from assistant.detect.rules.quasi._cues import lowers
from assistant.detect.rules.quasi._titles import OPENERS, TITLES
from assistant.detect.view import View
from assistant.language.inflect import noun_singulars
from assistant.language.words import Word
from assistant.language.words import words as cut


class Named(NamedTuple):
    """An organisation's name: characters of the view's text, what sort it is, whether it is small, how sure we are."""

    start: int
    end: int
    sort: str
    small: bool
    score: float


# Words that make a name an organisation's, with the sort that ladders word, and "small" where few people belong to one.
_HEADS = {
    "School": "school", "Primary": "primary school", "Infants": "primary school", "Juniors": "primary school",
    "Academy": "school", "Elementary": "elementary school", "Middle": "middle school", "High": "high school",
    "Grammar": "school", "Kindergarten": "nursery", "Nursery": "nursery", "Preschool": "nursery",
    "College": "college", "Seminary": "college", "Polytechnic": "university", "University": "university",
    "Universität": "university", "Faculty": "university",
    "Hospital": "hospital", "Infirmary": "hospital", "General": "hospital", "Hospice": "hospice", "Clinic": "clinic",
    "Surgery": "surgery", "Practice": "surgery", "Pharmacy": "pharmacy", "Healthcare": "health service",
    "Prison": "prison", "Gaol": "prison", "Jail": "prison", "Penitentiary": "prison", "Barracks": "army base",
    "Church": "church", "Cathedral": "church", "Chapel": "church", "Abbey": "church", "Parish": "church",
    "Mosque": "mosque", "Masjid": "mosque", "Synagogue": "synagogue", "Temple": "temple", "Gurdwara": "temple",
    "Court": "court", "Tribunal": "court", "Chamber": "court",
    "Council": "council", "Municipality": "council", "Ministry": "government department", "Embassy": "embassy",
    "Department": "department", "Bundesministerium": "government department",
    "Police": "police force", "Constabulary": "police force", "Gendarmerie": "police force",
    "Directorate": "authority", "Command": "authority", "Commandership": "authority", "Prosecutor": "authority",
    "Authority": "authority", "Agency": "agency", "Commission": "authority", "Inspectorate": "authority",
    "Ombudsman": "authority", "Treasury": "authority", "Registry": "authority", "Secretariat": "authority",
    "Bank": "bank", "Ltd": "firm", "Limited": "firm", "Inc": "firm", "Inc.": "firm", "LLC": "firm", "LLP": "firm",
    "plc": "firm", "PLC": "firm", "GmbH": "firm", "AG": "firm", "Corporation": "firm", "Corp": "firm", "Co": "firm",
    "Co.": "firm", "Company": "firm", "Holdings": "firm", "Industries": "firm", "Enterprises": "firm", "Bros": "firm",
    "Motors": "firm", "Logistics": "firm", "Bakery": "firm", "Brewery": "firm", "Steelworks": "firm",
    "Hotel": "hotel", "Inn": "pub", "Arms": "pub", "Theatre": "theatre", "Museum": "museum", "Library": "library",
    "Association": "association", "Society": "association", "Institute": "institute", "Foundation": "charity",
    "Institution": "institute", "Federation": "association", "Confederation": "association", "League": "association",
    "Union": "association", "Party": "party", "Trust": "trust", "Charity": "charity", "Club": "club", "FC": "club",
    "RFC": "club", "Regiment": "regiment", "Battalion": "regiment", "Brigade": "regiment", "Fusiliers": "regiment",
    "Centre": "centre", "Center": "centre", "Refuge": "refuge", "Services": "service", "Service": "service",
    "Board": "authority", "Committee": "authority", "Office": "authority", "Bureau": "authority",
    "Section": "authority",
    "Panel": "authority", "Division": "authority", "Administration": "authority", "Parliament": "authority",
    "Assembly": "authority", "Government": "authority", "House": "home", "Lodge": "home", "Manor": "home",
}  # fmt: skip
_SMALL = frozenset({
    "school", "primary school", "elementary school", "middle school", "high school", "nursery", "hospice", "clinic",
    "surgery", "pharmacy", "church", "mosque", "synagogue", "temple", "club", "centre", "pub", "hotel", "refuge",
    "library",
    "regiment", "theatre", "home", "prison", "hospital", "army base", "charity", "college",
})  # fmt: skip
# Heads that name something only beside a place ("Hexham General") or in longer names; alone they are everyday words.
_NEEDS_PLACE = frozenset({"General", "High", "Middle", "House", "Lodge", "Manor", "Inn", "Arms", "Section",
    "Centre", "Center",
                          "Service", "Services", "Practice", "Administration", "Chamber", "Co", "Primary", "Command",
                          "Government", "Union", "Parish"})  # fmt: skip
# Words that tell one court or school from another no better than the head itself.
_GENERIC = frozenset(
    """
supreme high family crown county district magistrates regional federal national state local public primary
secondary general central royal city social constitutional administrative appeal appeals criminal civil assize
european grand first second third lower upper higher international security human rights military labour labor
health mental medical special private catholic christian community international united foreign home prime
chief deputy junior senior infant sixth form old new young day night youth adult children's women's men's
student group general martial law magistrates' employment tax land revenue trade school hospital college
university court council police church government welsh scottish english irish british american turkish polish
german austrian french swedish norwegian dutch italian cypriot swiss and of the for with in on s ' in-patient
outpatient head team service services bar independent panel board committee commission chamber union medicine
science culture education justice finance interior defence transport agriculture forestry environment affairs
economics labour section division association society
""".split()
)
_PUBLISHED = frozenset({"Press", "Journal", "Review", "Act", "Gazette", "Bulletin", "Framework", "Guidelines",
    "Model", "Scale",
                        "Convention", "Rules", "Code", "Day", "Week", "Month"})  # fmt: skip
# Seen in so many posts by professionals that they tell nobody apart.
_EVERYBODYS = frozenset({
    "national health service", "social services", "child protective services", "human services", "royal college",
    "health and safety", "house of lords", "house of commons", "european union", "soviet union", "european parliament",
    "united nations", "world health organization", "open door",
})  # fmt: skip
_LINKS = frozenset(
    {"of", "for", "and", "&", "the", "upon", "de", "la", "des", "du", "der", "für", "von", "di", "do", "'", "'s", "-"}
)
_HMP = re.compile(
    r"\b(HM ?P(?:/YOI)?|HMYOI|HMP & YOI|YOI|RAF|HMS|USS|FCI|USP|Fort|Camp)\s+((?:[A-Z][\w'-]+)(?:\s+[A-Z][\w'-]+)?)"
)
_ACRONYM = re.compile(r"\b(?:at|for|with|from|by|to|left|joined) (?:the )?([A-Z]{2,6})\b(?![-/&'’.\d])(?! [A-Z]{2,})")
_EVERYBODYS_ACRONYMS = frozenset(
    """
NHS CAMHS CBT DBT EMDR ACT GP ICU ITU HDU ED ER ENT HR BACP UKCP HCPC NMC APA BPS COSCA NASW UK US USA EU UAE TV PE IT
SEN SENCO SEND HE FE AA NA CA MDT LA LAC DWP PIP ESA UC CPS CPN DCF VA IRS OT PT SLT EP ADHD ASD PTSD CPTSD OCD BPD EUPD
ID OK CV PC DNA MRI CT ECG EEG XR IV IM GCSE GCSES ALS MS DV DA PTA RE RS ICT DT MFL STEM TA LSA EHCP IEP ESOL ESL EAL
CEO HMRC NICE WHO UN FBI CIA MOD DVLA PDA LGBT LGBTQ PHD BA MA MSC BSC LLB MBA TFMR IVF ANC PND ACE ACES NYC LA DC SF
AM PM BST GMT USD GBP PDF ZOOM FYI IFS TA IPT MBT CFT SFBT CPD DSL MASH MARAC IRO CIN CP LADO PRU SMT SLT ITT NQT ECT
RQT HOD TLR AFL CAF DOLS AMHP MHA RMN RGN HCA EOL DNR DNACPR RRT STD STI GUM ANP NEWS OBS BP BM PRN PHQ GAD CORE DSM ICD
""".split()
)
_SIZED = re.compile(
    r"\b(?:an?|the) ((?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve|twenty|forty|hundred)-(?:bed"
    r"|bedded|room|roomed"
    r"|teacher|form entry|form|class|doctor|partner|pupil|person|man|woman|storey|pub|court|screen|table)"
    r"(?: [a-z]+){0,2}? (?:home|school|practice|ward|unit|surgery|village|firm|prison|church|hospice|hotel"
    r"|hostel|nursery|theatre"
    r"|restaurant|office|clinic|hospital|refuge))\b"
)
_TEAM = re.compile(
    r"\b((?:[A-Z][\w'’-]+ )+(?:[a-z][\w-]+ )?(?:squad|team|choir|orchestra|brass band|troupe|ballet|harriers"
    r"|rovers))\b"
)
_TEAMS = frozenset({"squad", "team", "choir", "orchestra", "band", "troupe", "ballet", "harriers", "rovers"})
_CAPITALS = re.compile(r" [A-Z]{2,6}\b")
_SAINT = re.compile(
    r"\bSt\.? ((?:[A-Z][\w-]+ ){0,2}?[A-Z][a-zA-Z]+)'s?(?!\w)(?! (?:Day|wort|cross|fire|Eve"
    r"|dance)\b)"
)
_WORK = re.compile(
    r"\b(?:at|for|in|from|by|to|with|near|outside|of|the|face|big|local|his|her|their|leave|left|quit|"
    r"joined)\s+$",
    re.I,
)


_BRANCH = re.compile(
    r" (?:warehouse|depot|stores?|shop|branch|driver|factory|plant|delivery|delivery driver|van|till|checkout)\b"
)


@lru_cache(maxsize=4)
def spans(view: View) -> tuple[Named, ...]:
    """Every organisation that the view names, in order, not overlapping."""
    found: list[Named] = []
    for candidate in (*_listed(view), *_prefixed(view), *_built(view), *_saints(view), *_shaped(view)):
        clash = [other for other in found if candidate.start < other.end and other.start < candidate.end]
        if not clash:
            found.append(candidate)
        elif all(candidate.start <= o.start and o.end <= candidate.end and candidate[:2] != o[:2] for o in clash):
            found = [other for other in found if other not in clash] + [candidate]
    return tuple(sorted(found))


@cache
def _list() -> tuple[dict[str, tuple[str, str, str]], dict[str, int]]:
    """Listed names with sort, size and mark; and, for each first word, the longest name in characters."""
    table = {name: (sort, size, mark) for name, sort, size, mark in data.rows("organisations.tsv")}
    first: dict[str, int] = {}
    for name in table:
        key = cut(name)[0].text
        first[key] = max(first.get(key, 0), len(name))
    return table, first


def _listed(view: View) -> Iterator[Named]:
    table, first = _list()
    text = view.text
    until = 0
    for i, word in enumerate(view.words):
        reach = first.get(word.text)
        if reach is None or word.start < until:
            continue
        found = _longest_here(view.words, i, text, table, reach)
        if found is None:
            continue
        end, (sort, size, mark) = found
        if mark == "w" and not _used_as_name(text, word.start, end, sort):
            continue
        if text[end : end + 1] in ("-", "@") or text[word.start - 1 : word.start] in ("@", "#"):
            continue
        start = word.start + 4 if text.startswith("the ", word.start) else word.start
        yield Named(start, end, sort, size == "small", 0.85 if not mark else 0.7)
        until = end


def _longest_here(
    words: tuple[Word, ...], i: int, text: str, table: dict[str, tuple[str, str, str]], reach: int
) -> tuple[int, tuple[str, str, str]] | None:
    start = words[i].start
    last: tuple[int, tuple[str, str, str]] | None = None
    for word in words[i : i + 8]:
        if word.end - start > reach:
            break
        row = table.get(text[start : word.end])
        if row:
            last = word.end, row
    return last


def _used_as_name(text: str, start: int, end: int, sort: str) -> bool:
    """Whether a name that is also a word ("Next", "Boots") is used as one: after "at", "for", "in" and the like."""
    before = text[max(0, start - 12) : start]
    if not text[start].isupper() or re.match(r"\s+[A-Z]", text[end : end + 3]):
        return False
    if sort == "technology company":
        return (
            re.search(r"\b(?:works? (?:at|for)|job at|engineer at|employed by)\s+$", text[max(0, start - 20) : start])
            is not None
        )
    if _BRANCH.match(text, end):
        return True
    return _WORK.search(before) is not None and not re.search(r"\b(?:the|his|her|their|of|with)\s+$", before, re.I)


def _prefixed(view: View) -> Iterator[Named]:
    """HMP Wakefield, RAF Lossiemouth, Fort Hood."""
    if not any(key in view.text for key in ("HM", "RAF", "YOI", "USS", "FCI", "USP", "Fort ", "Camp ")):
        return
    for match in _HMP.finditer(view.text):
        kind = match[1]
        sort = "army base" if kind in ("RAF", "Fort", "Camp") else "ship" if kind in ("HMS", "USS") else "prison"
        if kind in ("Fort", "Camp") and places.known(match[0].lower()):
            continue
        yield Named(match.start(), match.end(), sort, True, 0.85 if kind not in ("Camp",) else 0.6)


def _saints(view: View) -> Iterator[Named]:
    """St Mary's, without a word that says what it is."""
    if "St" not in view.text:
        return
    for match in _SAINT.finditer(view.text):
        town = places.known(places.plain(match[0].removesuffix("'s").replace("St. ", "St ")))
        # "St Andrews's" may be the town's or a school's.
        yield Named(match.start(), match.end(), "institution", True, 0.6 if town else 0.75)


def _shaped(view: View) -> Iterator[Named]:
    """UW after "at", "40-bed home", "Great Britain rowing squad"."""
    for match in _ACRONYM.finditer(view.text) if _CAPITALS.search(view.text) else ():
        if match[1] not in _EVERYBODYS_ACRONYMS and not view.text.isupper():
            yield Named(match.start(1), match.end(1), "organisation", False, 0.6)
    if "-" in view.text:
        for match in _SIZED.finditer(view.lower):
            yield Named(match.start(1), match.end(1), match[1].rsplit(" ", 1)[-1], True, 0.75)
    for match in _TEAM.finditer(view.text) if not lowers(view).isdisjoint(_TEAMS) else ():
        first = match[1].split(" ")[0]
        start = match.start(1) + (len(first) + 1 if first.lower() in OPENERS else 0)
        if view.text[start].isupper():
            yield Named(start, match.end(1), "club", True, 0.65)


def _built(view: View) -> Iterator[Named]:
    """Runs of capitalised words around a head: Hexham General, University of Leeds, Ministry of Defence."""
    words = view.words
    if _HEADS.keys().isdisjoint([word.text for word in words]):
        return
    for start, end in _runs(view, words):
        head = next((k for k in range(end - 1, start - 1, -1) if words[k].text in _HEADS), None)
        if head is None:
            continue
        yield from _from_run(view, words, start, end, head)


def _from_run(view: View, words: tuple[Word, ...], start: int, end: int, head: int) -> Iterator[Named]:
    if head + 1 < end and words[head + 1].text in _PUBLISHED:
        return
    tail = end if head + 1 < end and words[head + 1].lower in ("of", "for", "'", "'s", "de") else head + 1
    first = next((k for k in range(start, tail) if words[k].text in _HEADS), head)
    said = [words[k] for k in range(start, tail)]
    name = view.text[said[0].start : said[-1].end]
    if name.lower() in _EVERYBODYS or name.lower().startswith("royal college"):
        return
    telling = [w for w in said if w.lower not in _GENERIC and w.text not in _HEADS and w.lower not in _LINKS]
    if not telling:
        return
    placed = any(places.known(places.plain(w.text)) for w in telling)
    if (
        words[head].text in _NEEDS_PLACE
        and not placed
        and not (len(said) >= 3 and words[head].text in ("Centre", "Center", "Primary", "High", "Middle"))
    ):
        return
    sort = _HEADS[words[first].text if words[first].text not in _NEEDS_PLACE else words[head].text]
    if (
        words[head].text == "School"
        and head > start
        and words[head - 1].text in ("High", "Primary", "Elementary", "Middle")
    ):
        sort = _HEADS[words[head - 1].text]
    closing = said[-1].end
    if closing < len(view.text) and said[-1].text == "'":
        closing = said[-2].end
    closing = _with_translation(view.text, closing)
    yield Named(said[0].start, closing, sort, sort in _SMALL, 0.8 if placed or len(said) > 2 else 0.7)


_BRACKET = re.compile(r" \((?:“|the )?([^\W\d_][^()]{1,60})\)")


def _with_translation(text: str, end: int) -> int:
    """The end of a bracket that repeats the name: "(Amtsgericht)", "(LGI)"; else `end`."""
    match = _BRACKET.match(text, end)
    if match is None:
        return end
    said = match[1].strip("“”")
    foreign = not said.isascii() or (said[0].isupper() and said.split()[0].lower() not in noun_singulars())
    repeats = said.isupper() or (foreign and (" " not in said or (len(said.split()) <= 8 and not said.istitle())))
    return match.end() if repeats else end


def _runs(view: View, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Index ranges of capitalised words joined by links, without the function word that opens a sentence."""
    i, n = 0, len(words)
    while i < n:
        if not _names(words[i]) or _opens(words, i):
            i += 1
            continue
        start, last = i, i
        j = i + 1
        while j < n and (_names(words[j]) or (words[j].lower in _LINKS and _joins(words, start, j))):
            gap = view.text[words[j - 1].end : words[j].start]
            if gap not in ("", " ", "  ") and gap.strip():
                break
            if _names(words[j]):
                last = j
            j += 1
        yield start, last + 1
        i = last + 1


def _joins(words: tuple[Word, ...], start: int, at: int) -> bool:
    """Whether a link goes on with a name; "and" only inside the name of a ministry, institute or party."""
    link = words[at].lower
    following = next((w for w in words[at + 1 : at + 3] if w.lower not in _LINKS), None)
    if following is None or not _names(following):
        return False
    if link in ("and", "&"):
        return link == "&" or any(w.lower in ("of", "for") and w.start > words[start].start for w in words[start:at])
    if link in ("of", "for", "the", "der", "für", "de", "la", "des", "du", "von", "di"):
        return link == "the" or any(w.text in _HEADS for w in words[start:at])
    return True


def _names(word: Word) -> bool:
    first = word.text[0]
    return first.isupper() or (first == "ß") or word.text == "plc"


def _opens(words: tuple[Word, ...], i: int) -> bool:
    """A capital that only the start of a sentence explains, or a title."""
    return words[i].lower in OPENERS or words[i].text in TITLES
