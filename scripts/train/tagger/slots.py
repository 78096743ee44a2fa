"""What slots are filled with: the word lists that discreet ships, and figures in all their spellings."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence

from assistant import data

_KIND_OF = {
    "FIRST": "person-name", "FULL": "person-name", "SURNAME": "person-name", "TITLE_NAME": "person-name",
    "INITIALS": "person-name", "AGE_NUM": "age", "AGE_ADJ": "age", "AGE_PHRASE": "age", "YEARGROUP": "education",
    "TOWN": "place", "REGION": "place", "COUNTRY": "place", "ADDRESS": "address", "POSTCODE": "address",
    "SCHOOL": "organisation", "HOSPITAL": "organisation", "EMPLOYER": "organisation", "CHURCH": "organisation",
    "UNI": "organisation", "CHARITY": "organisation", "JOB": "occupation", "JOB_PL": "occupation",
    "DATE_FULL": "date", "DAY_MONTH": "date", "MONTH": "date", "WEEKDAY": "date", "YEAR": "date", "CLOCK": "time",
    "RECENT": "recency", "DUR": "duration", "NATIONALITY": "nationality", "ETHNICITY": "ethnicity",
    "LANGUAGE": "language", "RELIGION": "religion", "SEXUALITY": "sexuality", "CONDITION": "health",
    "MED": "medication", "DOSE": "medication", "PROC": "procedure", "KIN": "family", "MONEY": "money",
    "PHONE": "contact", "EMAIL": "contact", "HANDLE": "handle", "URL": "contact", "RECNO": "record-number",
    "VEHICLE": "possession", "PET": "possession", "COUNT_SESS": "count",
}  # fmt: skip

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty"}
RECENT = (
    "this morning|today|yesterday|last night|last week|this week|last Tuesday|a fortnight ago|two days ago|just now|"
    "earlier today|tonight|this afternoon|last month|on Friday|the other day|this term|over half term|this weekend|"
    "an hour ago|three weeks ago|last Thursday evening|recently"
).split("|")
STREETS = "Acacia Mill Church Station Victoria Orchard Beech Chapel Park Manor Elm Hill Oak Maple Grange Queen".split()
ROADS = "Road Street Avenue Lane Close Drive Terrace Way Court Crescent St Ave Rd".split()
SAINTS = "St Mary's|St Oswald's|St Bede's|Holy Cross|All Saints|St Anne's|Our Lady of Lourdes|St Columba's".split("|")


class Slots:
    """Draws words for slots. Within a passage a name keeps its sex nowhere: frames don't say it."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        given, surnames = _names("given_names.tsv"), _names("surnames.tsv")
        self._given = [*given, *names]
        self._surnames = surnames
        self._places = _places()
        self._jobs = [r[0] for r in data.rows("occupations.tsv") if r[0]]
        self._organisations = [r[0] for r in data.rows("organisations.tsv") if r[0]]
        self._traits = _traits()
        self._medicines = [w for r in data.rows("medicines.tsv") for w in r[-1].split() if w.isalpha()]
        self._kin = [w.split("=")[0] for r in data.rows("kin.tsv") for w in r[-1].split(",")]
        self._fills: dict[str, Callable[[random.Random], str]] = self._table()
        self._used: dict[tuple[str, bool], str] = {}

    def begin_passage(self) -> None:
        """Forget what this passage's names were."""
        self._used = {}

    def fill(self, slot: str, rng: random.Random, other: bool = False) -> tuple[str, str]:
        """The kind of a slot and words for it, which come back for the same person; `other`: not of the case.

        Raises ValueError for a slot that doesn't exist.
        """
        if slot not in self._fills:
            raise ValueError(f"no slot {slot}")
        if slot in ("FIRST", "SURNAME", "INITIALS") and (slot, other) in self._used and rng.random() < 0.7:
            return _KIND_OF[slot], self._used[slot, other]
        words = self._fills[slot](rng)
        self._used[slot, other] = words
        return _KIND_OF[slot], words

    def _table(self) -> dict[str, Callable[[random.Random], str]]:
        trait = self._trait
        return {
            "FIRST": self._first,
            "FULL": lambda r: f"{self._first(r)} {self._surname(r)}",
            "SURNAME": self._surname,
            "TITLE_NAME": lambda r: (
                f"{r.choice(('Mr', 'Mrs', 'Ms', 'Miss', 'Dr', 'Mr.', 'Mrs.', 'Dr.'))} {self._surname(r)}"
            ),
            "INITIALS": _initials,
            "AGE_NUM": lambda r: str(_age(r)),
            "AGE_ADJ": _age_adjective,
            "AGE_PHRASE": _age_phrase,
            "YEARGROUP": _year_group,
            "TOWN": lambda r: r.choice(self._places["town"]),
            "REGION": lambda r: r.choice(self._places["region"]),
            "COUNTRY": lambda r: r.choice(self._places["country"]),
            "ADDRESS": lambda r: f"{r.randint(1, 240)} {r.choice(STREETS)} {r.choice(ROADS)}",
            "POSTCODE": _postcode,
            "SCHOOL": lambda r: self._school(r),
            "HOSPITAL": lambda r: (
                f"{self._stem(r)} {r.choice(('Hospital', 'General', 'Infirmary', 'Clinic', 'Surgery', 'Health Centre', 'Medical Center'))}"
            ),
            "EMPLOYER": lambda r: r.choice(self._organisations),
            "CHURCH": lambda r: (
                f"{r.choice((*SAINTS, self._stem(r)))} {r.choice(('Church', 'Mosque', 'Temple', 'Synagogue', 'Chapel', 'Parish', 'Baptist Church', 'Gurdwara'))}"
            ),
            "UNI": lambda r: r.choice(
                (
                    f"University of {self._stem(r)}",
                    f"{self._stem(r)} University",
                    f"{self._stem(r)} College",
                    f"{self._stem(r)} State",
                )
            ),
            "CHARITY": lambda r: (
                f"{self._stem(r)} {r.choice(('Foodbank', 'Trust', 'Carers', 'Refuge', 'Hospice', 'Youth Project', 'Foundation', 'Mencap', 'Shelter'))}"
            ),
            "JOB": lambda r: r.choice(self._jobs),
            "JOB_PL": lambda r: _plural(r.choice(self._jobs)),
            "DATE_FULL": _full_date,
            "DAY_MONTH": lambda r: r.choice(
                (
                    f"{r.randint(1, 28)} {r.choice(MONTHS)}",
                    f"{r.choice(MONTHS)} {r.randint(1, 28)}",
                    f"the {_ordinal(r.randint(1, 28))} of {r.choice(MONTHS)}",
                    f"{_ordinal(r.randint(1, 28))} {r.choice(MONTHS)}",
                )
            ),
            "MONTH": lambda r: r.choice(MONTHS),
            "WEEKDAY": lambda r: r.choice(DAYS),
            "YEAR": lambda r: str(r.randint(1946, 2026)),
            "CLOCK": lambda r: r.choice(
                (
                    f"{r.randint(1, 12)}pm",
                    f"{r.randint(1, 12)}am",
                    f"{r.randint(1, 12)}.{r.choice(('15', '30', '45'))}",
                    f"{r.randint(1, 12)}:{r.randint(10, 59)} p.m.",
                    f"half past {r.choice(NUMBERS[:12])}",
                    f"{r.choice(NUMBERS[:12])} o'clock",
                )
            ),
            "RECENT": lambda r: r.choice(RECENT),
            "DUR": _duration,
            "COUNT_SESS": lambda r: f"session {r.randint(2, 60)}",
            "NATIONALITY": lambda r: _capital(trait(r, "nationality")),
            "ETHNICITY": lambda r: _capital(trait(r, "ethnicity")),
            "LANGUAGE": lambda r: _capital(trait(r, "language")),
            "RELIGION": lambda r: _capital(trait(r, "religion")),
            "SEXUALITY": lambda r: trait(r, "sexuality"),
            "CONDITION": lambda r: trait(r, "health"),
            "MED": lambda r: r.choice(self._medicines),
            "DOSE": lambda r: (
                f"{r.choice((5, 10, 20, 25, 40, 50, 75, 100, 150, 200, 500))}{r.choice((' mg', 'mg', 'mcg', ' ml'))}"
            ),
            "PROC": lambda r: trait(r, "procedure"),
            "KIN": lambda r: r.choice(self._kin),
            "MONEY": lambda r: (
                f"{r.choice('£$£$€')}{r.choice((50, 120, 400, 850, 1200, '3,000', '18,500', '40k', '250,000'))}"
            ),
            "PHONE": lambda r: r.choice(
                (
                    f"07{r.randint(100, 999)} {r.randint(100000, 999999)}",
                    f"({r.randint(201, 989)}) 555-0{r.randint(100, 199)}",
                    f"01{r.randint(200, 990)} {r.randint(100000, 999999)}",
                )
            ),
            "EMAIL": lambda r: (
                f"{self._first(r).lower()}{r.choice(('.', '_', ''))}{self._surname(r).lower().replace(' ', '')}@{r.choice(('example.com', 'example.org', 'mail.example'))}"
            ),
            "HANDLE": lambda r: (
                f"@{self._first(r).lower()}{r.choice(('_', '', '.'))}{r.choice(('x', 'runs', 'bakes', '84', 'art', 'official'))}"
            ),
            "URL": lambda r: (
                f"https://{r.choice(('www.', ''))}{self._stem(r).lower().replace(' ', '')}.example/{r.choice(('about', 'blog', 'team', ''))}"
            ),
            "RECNO": _record,
            "VEHICLE": lambda r: trait(r, "vehicle"),
            "PET": lambda r: trait(r, "pet"),
        }

    def _first(self, rng: random.Random) -> str:
        return _capital(rng.choice(self._given))

    def _surname(self, rng: random.Random) -> str:
        name = _capital(rng.choice(self._surnames))
        return f"{name}-{_capital(rng.choice(self._surnames))}" if rng.random() < 0.05 else name

    def _stem(self, rng: random.Random) -> str:
        draw = rng.random()
        if draw < 0.5:
            return rng.choice(self._places["town"])
        return rng.choice(SAINTS) if draw < 0.65 else f"{self._surname(rng)}{rng.choice(('', '', ' Park', ' Road'))}"

    def _school(self, rng: random.Random) -> str:
        kind = (
            "Primary|Academy|High|Community College|School|Elementary|Middle School|Grammar|Primary School|High School"
        )
        return f"{self._stem(rng)} {rng.choice(kind.split('|'))}"

    def _trait(self, rng: random.Random, kind: str) -> str:
        return rng.choice(self._traits[kind])


def _names(file: str) -> list[str]:
    """Names, common ones several times (the first column is the class of frequency)."""
    often = {"1": 8, "2": 3}
    return [n for row in data.rows(file) for n in row[-1].split() * often.get(row[0], 1) if len(n) > 2]


def _places() -> dict[str, list[str]]:
    towns, regions, countries = [], set(), set()
    for row in data.rows("places.tsv"):
        parts = row[2].split("|") if len(row) > 2 else []
        if len(parts) >= 5:
            towns += [row[0]] * (3 if parts[0] in ("GB", "US", "IE") else 1)
            if parts[1]:
                regions.add(parts[1])
            if parts[2] and parts[0] not in ("GB", "US"):
                countries.add(parts[2])
    return {"town": sorted(towns), "region": sorted(regions), "country": sorted(countries)}


def _traits() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in data.rows("traits.tsv"):
        if len(row) < 7 or row[1] == "t":
            continue
        words = [w.split("=")[0].strip() for w in row[6].split(",") if w.strip()]
        found[row[0]] += words
        if row[0] == "possession":
            found["pet" if row[2] == "pet" else "vehicle"] += words
    return {kind: [w for w in words if w and w != "bilingual"] for kind, words in found.items()}


def _capital(words: str) -> str:
    return " ".join("-".join(p[:1].upper() + p[1:] for p in w.split("-")) for w in words.split())


def _plural(job: str) -> str:
    return job + ("es" if job.endswith(("s", "x", "ch", "sh")) else "s")


def _initials(rng: random.Random) -> str:
    letters = [rng.choice("ABCDEFGHJKLMNPRSTW") for _ in range(rng.choice((1, 2, 2)))]
    return "".join(f"{c}." for c in letters) if rng.random() < 0.4 else "".join(letters)


def _age(rng: random.Random) -> int:
    return rng.choice((rng.randint(3, 17), rng.randint(18, 64), rng.randint(18, 64), rng.randint(65, 97)))


def _spelt(number: int) -> str:
    if number <= 20:
        return NUMBERS[number - 1]
    tens = TENS.get(number // 10 * 10, "ninety")
    return tens if number % 10 == 0 else f"{tens}-{NUMBERS[number % 10 - 1]}"


def _age_adjective(rng: random.Random) -> str:
    age = _age(rng)
    return rng.choice((f"{age}-year-old", f"{age} year old", f"{age}yo", f"{_spelt(age)}-year-old", f"{age} y/o"))


def _age_phrase(rng: random.Random) -> str:
    age = _age(rng)
    decade = max(20, age // 10 * 10)
    word = TENS.get(decade, "ninety")
    plural = word[:-1] + "ies"
    choices = (
        f"aged {age}", f"{age} years old", f"in her {decade}s", f"in his late {plural}", f"in their early {plural}",
        f"{_spelt(age)} years old", f"nearly {_spelt(age)}", f"age {age}", f"in her mid-{decade}s", "a teenager",
    )  # fmt: skip
    return rng.choice(choices)


def _year_group(rng: random.Random) -> str:
    number = rng.randint(1, 12)
    choices = (
        f"Year {number}", f"year {number}", f"Y{number}", f"Grade {number}", f"{_ordinal(number)} grade", "reception",
        "kindergarten", "sixth form", "sophomore year", "junior year", "Key Stage 2", f"{_word_ordinal(number)} grade",
    )  # fmt: skip
    return rng.choice(choices)


def _word_ordinal(number: int) -> str:
    return "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()[number - 1]


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _full_date(rng: random.Random) -> str:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1946, 2026)
    name = MONTHS[month - 1]
    choices = (
        f"{day} {name} {year}", f"{name} {day}, {year}", f"{day}/{month}/{year}", f"{day:02}.{month:02}.{year}",
        f"{month}/{day}/{year % 100:02}", f"{name} {year}", f"{day} {name[:3]} {year}", f"{year}-{month:02}-{day:02}",
    )  # fmt: skip
    return rng.choice(choices)


def _duration(rng: random.Random) -> str:
    number = rng.choice((*NUMBERS[1:14], "a few", "several", str(rng.randint(2, 40))))
    unit = rng.choice(("years", "months", "weeks", "days", "terms", "sessions"))
    choices = (
        f"{number} {unit}", f"{number} {unit}", f"for {number} {unit}", f"since {rng.choice(MONTHS)}",
        f"since {rng.randint(1990, 2025)}", "all year", f"nearly {number} {unit}", "half a year", "a year and a half",
    )  # fmt: skip
    return rng.choice(choices)


def _postcode(rng: random.Random) -> str:
    if rng.random() < 0.3:
        return str(rng.randint(10001, 99400))
    area = rng.choice(("LS", "M", "BD", "HX", "NE", "SW", "E", "BS", "CF", "EH", "G", "B", "PL"))
    ending = rng.choice("ABDEFGHJLN") + rng.choice("PQRSTUWXY")
    return f"{area}{rng.randint(1, 29)} {rng.randint(1, 9)}{ending}"


def _record(rng: random.Random) -> str:
    digits = "".join(str(rng.randint(0, 9)) for _ in range(10))
    choices = (
        f"{digits[:3]} {digits[3:6]} {digits[6:]}", f"MRN {digits[:7]}", f"#{digits[:6]}", digits[:8],
        f"{digits[:4]}/{digits[4:6]}", f"FD{digits[:2]}P{digits[2:7]}", f"case no. {digits[:5]}",
    )  # fmt: skip
    return rng.choice(choices)
