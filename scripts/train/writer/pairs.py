"""Makes pairs from sentences that people wrote: the sentence, and the same one spoilt in a way that rules spoil it.

    python -m scripts.train.writer.pairs CORPUS OUT.jsonl [--count 16000] [--part train] [--families form order ...]

CORPUS is what scripts.train.writer.corpus wrote. A line of OUT is {"family", "before", "good", "bad"}; `before` is the
sentence before, or "". Families: what grammar forbids (agreement, article, number, order, form), what cutting leaves
behind (broken), and what climbing a ladder sounds like when it goes wrong (stilted: a plain word replaced by a form's).
Seeded and deterministic. About two minutes for the default count.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from assistant.language import inflect
from assistant.rewrite.sentence import NOUNS, VERBS, Sentence

LEAST, MOST = 5, 34
"""Words of a sentence."""
_SPLIT = re.compile(r"(?<=[.?!])[\"')]* +(?=[\"'(]?[A-Z])")
_FLIP = {
    "is": "are",
    "are": "is",
    "was": "were",
    "were": "was",
    "has": "have",
    "have": "has",
    "does": "do",
    "do": "does",
}
_FLIP |= {"isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't", "doesn't": "don't", "don't": "doesn't"}
_SINGLE = frozenset("a an this that each every one another".split())
_PLURAL = frozenset("these those many several few two three four five some all most".split())
_CASES = {"he": "him", "him": "he", "they": "them", "them": "they", "i": "me", "me": "I", "she": "her", "we": "us"}
_PREPOSITIONS = ("of", "in", "at", "with", "from", "to", "for")


class Pair(NamedTuple):
    """A sentence as written and as spoilt, after the sentence before."""

    family: str
    before: str
    good: str
    bad: str


def put(sentence: Sentence, first: int, last: int, text: str) -> str:
    """The sentence with the words `first` to `last` (excluded) replaced; with "" one space goes with them."""
    start, end = sentence.start(first), sentence.end(last - 1)
    whole = sentence.text
    if not text:
        while end < len(whole) and whole[end] == " ":
            end += 1
    if first == 0 and text:
        text = text[:1].upper() + text[1:]
    done = whole[:start] + text + whole[end:]
    return done[:1].upper() + done[1:]


def places(sentence: Sentence, fits: Callable[[int], bool]) -> list[int]:
    return [i for i in range(len(sentence)) if fits(i)]


def agreement(s: Sentence, rng: random.Random) -> str | None:
    """A verb in the other number."""

    def fits(i: int) -> bool:
        if s.low(i) in _FLIP and s.tag(i) in VERBS:
            return s.tag(i - 1) != "MD" and s.low(i - 1) not in ("to", "i", "you")
        return s.tag(i) in ("VBZ", "VBP") and s.words[i].text.isalpha() and s.low(i - 1) not in ("i", "you", "to")

    found = places(s, fits)
    if not found:
        return None
    i = rng.choice(found)
    word = s.low(i)
    if word not in _FLIP and s.tag(i) == "VBP" and inflect.base(word) != word:
        return None
    other = _FLIP.get(word) or (inflect.base(word) if s.tag(i) == "VBZ" else inflect.third_person(word))
    return put(s, i, i + 1, other) if other and other != word else None


def article(s: Sentence, rng: random.Random) -> str | None:
    """The wrong article, none, or one too many."""
    found = places(s, lambda i: s.low(i) in ("a", "an", "the") and s.tag(i) == "DT" and s.words[i].text != "A.")
    if not found:
        return None
    i = rng.choice(found)
    here = s.low(i)
    how = rng.random()
    if here in ("a", "an") and how < 0.5:
        return put(s, i, i + 1, "an" if here == "a" else "a")
    countable = s.tag(i + 1) == "NN" or (s.tag(i + 1) == "JJ" and s.tag(i + 2) == "NN")
    if how < 0.75 and here != "the" and countable:
        return put(s, i, i + 1, "")
    return put(s, i, i + 1, rng.choice(("a the", "the a", "her the", "a his", "the his")))


def number(s: Sentence, rng: random.Random) -> str | None:
    """A noun in the other number than its determiner says."""

    def fits(i: int) -> bool:
        before = s.low(i - 1) if s.tag(i - 1) != "JJ" else s.low(i - 2)
        if not s.words[i].text.isalpha() or s.tag(i + 1) in NOUNS:
            return False
        return (s.tag(i) == "NN" and before in _SINGLE) or (
            s.tag(i) == "NNS" and before in _PLURAL - {"some", "all", "most"}
        )

    found = places(s, fits)
    if not found:
        return None
    i = rng.choice(found)
    other = inflect.plural(s.low(i)) if s.tag(i) == "NN" else inflect.singular(s.low(i))
    return put(s, i, i + 1, other) if other and other != s.low(i) else None


def order(s: Sentence, rng: random.Random) -> str | None:
    """Two neighbouring words in the wrong order."""

    def fits(i: int) -> bool:
        both = (i, i + 1)
        if i + 1 >= len(s) or any(s.is_break(j) or not s.words[j].text.isalpha() for j in both):
            return False
        tags = s.tag(i), s.tag(i + 1)
        return s.low(i) != s.low(i + 1) and tags[0] != tags[1] and "RB" not in tags and "CC" not in tags

    found = places(s, fits)
    if not found:
        return None
    i = rng.choice(found)
    first = s.words[i].text if i or s.tag(0) == "NNP" or s.words[0].text == "I" else s.words[i].text.lower()
    return put(s, i, i + 2, f"{s.words[i + 1].text} {first}")


def form(s: Sentence, rng: random.Random) -> str | None:
    """A verb's form that its place does not take, or a pronoun's."""
    found = places(s, lambda i: s.tag(i) in ("VB", "VBN", "VBG", "VBD") and s.words[i].text.isalpha())
    pronouns = places(s, lambda i: s.low(i) in _CASES and s.tag(i) == "PRP")
    if pronouns and (not found or rng.random() < 0.25):
        i = rng.choice(pronouns)
        return put(s, i, i + 1, _CASES[s.low(i)])
    if not found:
        return None
    i = rng.choice(found)
    base = inflect.base(s.low(i))
    if base is None or base in ("be", "have", "do"):
        return None
    past, participle = inflect.past(base), inflect.participle(base)
    others = {
        "VB": (inflect.third_person(base), past, inflect.gerund(base)),
        "VBG": (base, inflect.third_person(base)),
        "VBD": (inflect.gerund(base), participle if participle != past else base),
        "VBN": (base, past if participle != past else inflect.third_person(base)),
    }[s.tag(i)]
    other = rng.choice(others)
    spelling = {other[-2:], s.low(i)[-2:]} == {"ed", other[-2:]} and other.endswith("t")  # learned, learnt
    return put(s, i, i + 1, other) if other != s.low(i) and not spelling else None


def broken(s: Sentence, rng: random.Random) -> str | None:
    """What a cut leaves when it takes too little or too much."""

    def head(i: int) -> bool:
        alone = s.tag(i + 1) not in NOUNS and s.tag(i - 1) in ("DT", "PRP$", "JJ", "IN")
        return s.tag(i) in ("NN", "NNS") and alone

    def verb(i: int) -> bool:
        return s.tag(i) in ("VBD", "VBZ", "VBP", "VB") and s.tag(i - 1) in (*NOUNS, "PRP", "MD", "TO", "RB")

    def into(i: int) -> bool:
        return s.tag(i) == "IN" and s.low(i) in _PREPOSITIONS

    def subject(i: int) -> bool:
        return s.tag(i) == "PRP" and s.tag(i + 1) in ("VBD", "VBZ", "MD")

    how = rng.choice((head, head, verb, into, into, subject))
    found = places(s, how)
    if not found:
        return None
    i = rng.choice(found)
    if how is into:
        return put(s, i, i + 1, rng.choice((f"{s.low(i)} {rng.choice(_PREPOSITIONS)}", "")))
    if how is head and s.tag(i - 1) == "IN" and rng.random() < 0.5:
        return put(s, i, i + 1, "someone of" if rng.random() < 0.5 else "")
    return put(s, i, i + 1, "")


STILTED: dict[str, tuple[str, ...]] = {
    "mother|father|mum|mom|dad|sister|brother|aunt|uncle|grandmother|grandfather|daughter|son|cousin": (
        "relative", "family member", "close relative", "female relative", "person in the family", "kin",
    ),
    "wife|husband|boyfriend|girlfriend|partner": (
        "relative", "spousal partner", "person close to them", "significant other",
    ),
    "man|woman|boy|girl": ("individual", "person", "adult", "human being", "male person", "female person"),
    "friend|neighbour|neighbor|colleague|boss": ("acquaintance", "associate", "other person", "person known to them"),
    "teacher|nurse|doctor|lawyer|cook|driver|farmer|writer|soldier|engineer": (
        "professional", "worker", "person in an occupation", "employee in a sector", "service worker",
    ),
    "house|home|room|garden|kitchen|flat|apartment": (
        "location", "place of residence", "type of building", "domestic area",
    ),
    "school|hospital|church|office|shop|store|college": (
        "institution", "organisation", "establishment", "facility of some kind",
    ),
    "town|city|village|country": ("location", "settlement", "geographical area", "populated place"),
    "dog|cat|horse|book|letter|car|ring|watch|table|chair|door": (
        "item", "object", "possession", "thing of some kind",
    ),
    "money|job|work|game|song|picture|story": ("matter", "activity", "topic of some kind", "certain thing"),
    "said|told|asked": ("stated", "verbalised", "made a statement to"),
    "cried|laughed|smiled|shouted": ("expressed an emotion", "had an emotional reaction", "reacted in some way"),
    "morning|evening|afternoon|night": ("time of day", "part of the day", "certain time"),
    "year|month|week|day|winter|summer|spring": ("period", "time period", "duration", "season of the year"),
    "yesterday|today|tomorrow|recently|once": ("some time ago", "at some point in time", "at an unspecified time"),
    "two|three|four|five|six|ten|twelve": ("a number of", "a quantity of", "several or more"),
    "cancer|depression|anxiety|asthma|diabetes|pain": (
        "a health condition", "an illness of some kind", "a medical matter",
    ),
    "people": ("persons", "individuals"),
    "children|kids|parents|friends": ("minors", "relatives", "persons", "family members of some kind"),
}  # fmt: skip
"""Plain words and what a ladder, taken at its word, would put there."""
_WORDS = {word: options for words, options in STILTED.items() for word in words.split("|")}


def stilted(s: Sentence, rng: random.Random) -> str | None:
    """One or two plain words replaced by a form's."""
    found = places(s, lambda i: s.low(i) in _WORDS and s.words[i].text.islower())
    if not found:
        return None
    text, chosen = s, rng.choice(found)
    for i in sorted({chosen, rng.choice(found)}, reverse=True):
        option = rng.choice(_WORDS[s.low(i)])
        first = i
        if s.low(i - 1) in ("a", "an"):
            first, option = i - 1, option if option.startswith(("a ", "an ")) else f"{inflect.article(option)} {option}"
        elif option.startswith(("a ", "an ")) and s.tag(i - 1) in ("DT", "PRP$", "JJ", "POS"):
            option = option.split(" ", 1)[1]
        text = Sentence(put(text, first, i + 1, option))
    return text.text


FAMILIES: dict[str, Callable[[Sentence, random.Random], str | None]] = {
    "agreement": agreement,
    "article": article,
    "number": number,
    "order": order,
    "form": form,
    "broken": broken,
    "stilted": stilted,
}


def sentences(path: Path) -> Iterator[tuple[str, str]]:
    """Every fitting sentence of a corpus file with the one before it in its paragraph."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            before = ""
            for text in _SPLIT.split(line.strip()):
                plain_enough = text[:1].isupper() and text[-1:] in ".?!" and '"' not in text and ":" not in text
                if plain_enough and LEAST <= len(text.split()) <= MOST:
                    yield before, text
                before = text if len(text) < 240 else ""


def make(path: Path, count: int, families: list[str], seed: int) -> list[Pair]:
    """`count` pairs, families in turn, each sentence used once, drawn from all over the file."""
    rng = random.Random(seed)
    pool = list(dict.fromkeys(sentences(path)))
    rng.shuffle(pool)
    made: list[Pair] = []
    wanted = {f: count // len(families) for f in families}
    for before, good in pool:
        sentence = Sentence(good)
        for family in sorted((f for f in families if wanted[f]), key=lambda f: -wanted[f]):
            bad = FAMILIES[family](sentence, rng)
            if bad is not None and bad != good:
                made.append(Pair(family, before if rng.random() < 0.5 else "", good, bad))
                wanted[family] -= 1
                break
        if not any(wanted.values()):
            break
    rng.shuffle(made)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=16000)
    parser.add_argument("--part", default="train", help="train, held or held-modern")
    parser.add_argument("--families", nargs="+", default=list(FAMILIES), choices=list(FAMILIES))
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    made = make(options.corpus / f"{options.part}.txt", options.count, options.families, options.seed)
    with options.out.open("w", encoding="utf-8") as file:
        for pair in made:
            file.write(json.dumps(pair._asdict(), ensure_ascii=False) + "\n")
    print(f"{len(made)} pairs")


if __name__ == "__main__":
    main()
