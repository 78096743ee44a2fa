"""Build the lists of names in `assistant/data/`: given names, surnames, traps, known people (`.tsv` each).

Usage: python scripts/data/build_names.py CENSUS_FOLDER FAKER_FOLDER CORPORA_FOLDER TEXT_FOLDER...

CENSUS_FOLDER holds the frequency lists of the US census of 1990 (`dist.all.last`, `dist.female.first`,
`dist.male.first`); FAKER_FOLDER is the installed package `faker`, which never ships; CORPORA_FOLDER holds
dariusk/corpora; in the plain text of the TEXT_FOLDERs words are counted, to tell names that are ordinary words from
names that are only names. `names_own.txt` and `known_people_own.txt` beside this script add what those lack.
Sources and licences: `assistant/data/SOURCES.md`.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from assistant.language import lexicon  # noqa: E402  (the path to the package is set above)

DATA = ROOT / "assistant" / "data"
OWN = Path(__file__).with_name("names_own.txt")
OWN_KNOWN = Path(__file__).with_name("known_people_own.txt")
SURNAMES_KEPT = 62_000
"""Of 88,799 in the census; the rest are each borne by fewer than about one person in 500,000."""

LOCALES = (
    "en en_US en_GB en_IE en_IN en_NG en_NZ ga_IE yo_NG ig_NG ha_NG tw_GH sw zu_ZA az_AZ cs_CZ da_DK de_AT de_CH de_DE "
    "es_AR es_CA es_CL es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR hr_HR hu_HU id_ID is_IS it_IT lt_LT "
    "lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE tr_TR uz_UZ vi_VN ru_RU uk_UA bg_BG mk_MK el_GR"
).split()
ROMANISED = ("ja_JP", "zh_CN", "zh_TW")
_CYRILLIC = dict(zip(
    "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюяѓѕјљњќџ",
    "a b v h g d e e ye zh z y i i i k l m n o p r s t u f kh ts ch sh shch a y _ e yu ya g dz j lj nj k dz".split(),
    strict=True))  # fmt: skip
_RUSSIAN = {"г": "g", "и": "i", "й": "y", "ъ": "_"}
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
_FOLDED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "e",
        "ħ": "h",
        "’": "'",
        "ʻ": "'",
        "ʼ": "'",
    }
)
_NAME = re.compile(r"^[a-z]+(?:['-][a-z]+)*$")

# Names that are also something else, by what they are and how a reader tells. Counting adds to "word".
MONTHS = "april may june july august".split()
PLACES = (
    "adelaide alexandria asia austin berlin boston bristol britain brittany brooklyn burton cairo cambridge "
    "canton carlisle carolina chad chelsea chester china cleveland clifton columbus dakota dallas denver devon "
    "diego dorset dublin dudley durham egypt england essex florence florida france francisco geneva georgia "
    "germany hamilton holland houston hudson india indiana iran ireland israel italy jackson jamaica jersey "
    "jordan kent kenya kingston korea lancaster leeds leicester leigh lincoln lisbon london lourdes louisiana "
    "madison malta manchester memphis mexico milan montana nevada norfolk orlando oxford paris persia phoenix "
    "preston raleigh rochester rome russia salem salford savannah scotland sheffield shelby sicily sofia somerset "
    "spain stafford stanford stockton surrey sussex sydney syria texas tokyo trenton troy tulsa venice verona "
    "victoria vienna virginia wales warren warwick washington wells winchester windsor york africa alaska america "
    "brazil canada cuba dakar haiti hawaii alabama arizona argentina atlanta bergen burma columbia hampton hilton "
    "maryland missouri richmond rio salvador seneca tennessee virgin lowell ogden dayton stamford stratford "
    "islington camden reno aurora easton jefferson paisley carrick elgin lorne perth derby"
).split()
ADJECTIVES = "christian roman german norman dane scot frank rich jolly gay young sunny early stormy sandy".split()
VIRTUES = (
    "will mark grace hope joy faith summer rose bill art dawn jack pat rob sue chase drew dean grant gene chuck "
    "miles wade norm max ray guy autumn charity melody skip dick lance pierce clay cliff glen basil ginger kit "
    "sky reed brook stew angel jasmine poppy willow violet crystal march earl duke prince hunter mason tanner "
    "archer cooper carter parker taylor tyler lane heath ruby pearl ivy daisy lily heather holly hazel iris olive "
    "amber penny robin rusty buddy honey destiny precious princess queen king baby star storm rain sage rowan ash "
    "bay river rocky sonny bunny candy cherry cookie coral cherish constance prudence patience verity felicity "
    "mercy harmony serenity trinity genesis heaven nevaeh liberty justice journey legend royal sterling gloria "
    "ally bea val vi ty bud woody randy rowdy curt hank flora fawn fern eve polly jemmy peg nan dot bet bess bid "
    "bell belle bonnie chance chip ace blaze blade buck case cash chad colt dash drake dusty flint ford fox gage "
    "gale gem golden hardy hale hill jet job junior ladonna lark laurel leaf linden lotus love lucky maple marina "
    "marine maverick merit mickey misty myrtle nova oak ocean opal page paige pansy patsy petal petunia piper pet "
    "pink porter print rebel reef regal rich ridge rod rory saffron scarlet season shade shell sherry shepherd "
    "sierra sill silver smith song spring stone stormie sunshine swan temple terra tiger timber topaz trace trent "
    "trick true tuesday twinkle ula vale velvet venus vivid wednesday west wiley windy winter wren young zen amen "
    "an chi day dee del do dong else era ever fate harm hoa in io ja kum ling long lovely lu lux ma man many mi "
    "min my na nu ok ola oma paz see september shy so su sun tai tam thing thu thy to tori tu un vita way wan win "
    "yang yen yes you yu zona asa"
).split()


CLEAR = (
    "ben bob tom don ed josh matt mike mick jimmy johnny tommy teddy bobby sally molly jo mo al victor ken stan tony "
    "harry les lee jean carol nick jed van jude jade abbey abby ada alma ana ike dan kitty duncan evan maria jack "
    "harriet polly ally bea bess bonnie lily daisy ruby amber jasmine holly peg ted ned sue pat rob flora sofia leigh"
).split()
"""Counting finds them among words too, but written with a capital they are names."""


NEVER_GIVEN = frozenset(
    "an in io ion ja kum long ma man many mi min my na nu ok see so song su sun thing thu thy un wan way yes you non "
    "else ever nan nana pen hoa era ab akin baby papa king queen prince princess junior said ole joke job del den des "
    "dot dong gang hang harm min poll per perks season see so tone trace true temple tam tad haf col chip cash case "
    "memo liberty justice son small porter colt general captain major bishop pope marquis stone storm hill west "
    "golden terra ying harmony heaven spring silver sky".split()
)
"""In some list, but in a draft these are something else."""


def fold(name: str) -> str:
    """Lower case, without diacritics, in Latin letters (the form that drafts' words are compared in)."""
    lowered = name.strip().lower()
    if re.search("[а-я]", lowered):
        lowered = "".join(_CYRILLIC.get(c, c) for c in lowered).replace("_", "")
    elif re.search("[α-ωά-ώ]", lowered):
        plain = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
        lowered = "".join(_GREEK.get(c, c) for c in plain)
    decomposed = unicodedata.normalize("NFKD", lowered.translate(_FOLDED))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def variants(name: str) -> Iterator[str]:
    """A name as drafts may spell it: both romanisations of Cyrillic, every part of a name of several words."""
    if re.search("[а-яА-Я]", name):
        yield fold("".join(_RUSSIAN.get(c, c) for c in name.lower()))
    for part in name.split():
        folded = fold(part).replace("_", "")
        if _NAME.match(folded) and 2 <= len(folded) <= 18:
            yield folded


def census(path: Path) -> list[str]:
    """Names of a census list, commonest first."""
    return [line.split()[0].lower() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]


def faker_names(folder: Path, locale: str) -> tuple[set[str], set[str], set[str]]:
    """Female given names, male given names and surnames of one locale."""
    sys.path.insert(0, str(folder.parent))
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    female: set[str] = set()
    male: set[str] = set()
    last: set[str] = set()
    wanted = "romanized" if locale in ROMANISED else ""
    for attribute in dir(provider):
        values = getattr(provider, attribute)
        if attribute.startswith("_") or "kana" in attribute or "pairs" in attribute or wanted not in attribute:
            continue
        if not isinstance(values, dict | tuple | list | set) or not all(isinstance(v, str) for v in values):
            continue
        names = {v for name in values for v in variants(name)}
        if "last_name" in attribute or "surname" in attribute:
            last |= names
        elif attribute.startswith("first") and "female" in attribute:
            female |= names
        elif attribute.startswith("first") and "male" in attribute:
            male |= names
    return female, male, last


def own() -> dict[str, list[str]]:
    """The hand-written names by their mark."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in OWN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            mark, _, names = line.partition("\t")
            found[mark] += [fold(name) for name in names.split()]
    return found


class Counts:
    """How often a word stands in lower case, and capitalised inside a sentence."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.lower: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        for folder in folders:
            for path in sorted(folder.rglob("*.txt")):
                self._count(path.read_text(encoding="utf-8", errors="replace"))

    def _count(self, text: str) -> None:
        self.lower.update(re.findall(r"(?<![\w'’-])[a-z]{2,18}(?![\w’'-])", text))
        self.inside.update(word.lower() for word in re.findall(r"\b[a-z]+,? ([A-Z][a-z]{1,17})\b", text))

    def is_word(self, name: str) -> bool:
        """Used as an ordinary word at least once for every twelve times as a name."""
        return self.lower[name] >= 15 and self.lower[name] * 12 >= self.inside[name]

    def mostly_word(self, name: str) -> bool:
        return self.lower[name] >= 60 and self.lower[name] >= 10 * (self.inside[name] + 1)


def sexes(female: dict[str, int], male: dict[str, int], unisex: set[str]) -> dict[str, str]:
    """f or m where one sex has the name far more often, else u. Values are ranks, lower is commoner."""
    found: dict[str, str] = {}
    for name in female.keys() | male.keys() | unisex:
        f, m = female.get(name), male.get(name)
        if name in unisex or (f is None and m is None):
            found[name] = "u"
        elif m is None or (f is not None and f * 6 < m):
            found[name] = "f"
        elif f is None or m * 6 < f:
            found[name] = "m"
        else:
            found[name] = "u"
    return found


def known_people(corpora: Path) -> dict[str, list[str]]:
    """Names of known people by sort: ours, and the full names in the corpora's lists."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in OWN_KNOWN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sort, _, names = line.partition("\t")
            found["public" if sort == "theorist-full" else sort] += names.split(";")
    for file, key in (("celebrities", "celebrities"), ("scientists", "scientists"), ("britishActors", "britishActors")):
        listed = json.loads((corpora / "data" / "humans" / f"{file}.json").read_text(encoding="utf-8"))[key]
        found["public"] += [name for name in listed if " " in name]
    return found


def write_known(known: dict[str, list[str]]) -> None:
    head = (
        "# People whom drafts mention without a case. Columns: sort (theorist and mononym: by surname or one name;",
        "# public: full names; case: published cases; eponym: diseases, scales; fiction), names; see SOURCES.md.",
    )
    rows = (f"{sort}\t{';'.join(sorted(set(names)))}" for sort, names in sorted(known.items()))
    (DATA / "known_people.tsv").write_text("\n".join((*head, *rows)) + "\n", encoding="utf-8")


def main(census_folder: Path, faker_folder: Path, corpora: Path, texts: list[Path]) -> None:
    mine = own()
    counts = Counts(texts)
    female = {name: rank for rank, name in enumerate(census(census_folder / "dist.female.first"), 1)}
    male = {name: rank for rank, name in enumerate(census(census_folder / "dist.male.first"), 1)}
    ranked = {name: min(female.get(name, 9999), male.get(name, 9999)) for name in female.keys() | male.keys()}
    last = {name: rank for rank, name in enumerate(census(census_folder / "dist.all.last")[:SURNAMES_KEPT], 1)}
    for locale in (*LOCALES, *ROMANISED):
        women, men, surnames = faker_names(faker_folder, locale)
        for name in women:
            female.setdefault(name, 2000)
        for name in men:
            male.setdefault(name, 2000)
        for name in surnames:
            last.setdefault(name, 20_000)
    for mark, table in (("f", female), ("m", male)):
        for name in mine[mark]:
            table.setdefault(name, 800)
    for name in mine["s"]:
        last.setdefault(name, 5_000)
        for part in name.split("-"):
            last.setdefault(part, 5_000)
    nicknames = set(mine["n"])
    sex = sexes(female, male, set(mine["u"]) | (nicknames - female.keys() - male.keys()))
    kept_words = set(VIRTUES) | set(MONTHS)
    well_known = {name for marks in "fmun" for name in mine[marks]}
    given: dict[str, str] = {}
    for name, its_sex in sex.items():
        doubtful = name not in kept_words and name not in well_known
        rare_word = counts.is_word(name) and ranked.get(name, 9999) > 500
        wordy = name in lexicon.CLOSED or counts.mostly_word(name) or rare_word
        if len(name) > 1 and name not in NEVER_GIVEN and not (doubtful and wordy):
            given[name] = its_sex
    write_given(given, ranked, well_known, nicknames)
    write_surnames(last)
    write_traps(given, counts)
    write_known(known_people(corpora))


def write_given(given: dict[str, str], ranked: dict[str, int], known: set[str], nicknames: set[str]) -> None:
    groups: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for name, sex in given.items():
        rank = ranked.get(name, 9999)
        frequency = 1 if rank <= 300 else 2 if rank <= 1200 or name in known else 3
        groups[frequency, sex, "n" if name in nicknames and rank > 300 else "g"].append(name)
    head = (
        "# Given names without diacritics, lower case. Columns: frequency (1 common to 3 rare), sex (f, m, u),",
        "# sort (g full, n nickname or short form), names. Built by scripts/data/build_names.py; see SOURCES.md.",
    )
    rows = (f"{f}\t{s}\t{n}\t{' '.join(sorted(names))}" for (f, s, n), names in sorted(groups.items()))
    (DATA / "given_names.tsv").write_text("\n".join((*head, *rows)) + "\n", encoding="utf-8")


def write_surnames(last: dict[str, int]) -> None:
    groups: dict[int, list[str]] = defaultdict(list)
    for name, rank in last.items():
        if len(name) > 1:
            groups[1 if rank <= 1000 else 2 if rank <= 10_000 else 3].append(name)
    head = (
        "# Surnames without diacritics, lower case. Columns: frequency (1 common, 2 usual, 3 rare), names.",
        "# Built by scripts/data/build_names.py; see SOURCES.md.",
    )
    rows = (f"{f}\t{' '.join(sorted(names))}" for f, names in sorted(groups.items()))
    (DATA / "surnames.tsv").write_text("\n".join((*head, *rows)) + "\n", encoding="utf-8")


def write_traps(given: dict[str, str], counts: Counts) -> None:
    sorts: dict[str, set[str]] = {
        "month": set(MONTHS),
        "place": set(PLACES) & given.keys(),
        "adjective": set(ADJECTIVES) & given.keys(),
        "word": set(VIRTUES) & given.keys() - set(CLEAR),
    }
    for name in given:
        if name not in CLEAR and (counts.is_word(name) or (lexicon.known(name) and counts.lower[name] > 400)):
            sorts["word"].add(name)
    sorts["word"] -= sorts["month"] | sorts["adjective"]
    sorts["place"] -= sorts["month"]
    how = {
        "month": "a name before a verb that people do or beside a surname; a month after in, by, since",
        "place": "a name before a verb that people do or beside a surname; a place after in, from, near, at, to",
        "adjective": "a name beside a surname or before a verb; an adjective before a noun",
        "word": "a name when capitalised inside a sentence, or first in it before a verb; else the word",
    }
    head = (
        "# Given names that are something else too. Columns: what, how to tell, names.",
        "# Built by scripts/data/build_names.py; see SOURCES.md.",
    )
    rows = (f"{sort}\t{how[sort]}\t{' '.join(sorted(names))}" for sort, names in sorts.items())
    (DATA / "name_traps.tsv").write_text("\n".join((*head, *rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), [Path(argument) for argument in sys.argv[4:]])
