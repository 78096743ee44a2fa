"""Build the word tables of `assistant.language` from the packages textblob and lemminflect.

Usage: python scripts/data/build_language.py TEXTBLOB_FOLDER LEMMINFLECT_FOLDER

The folders are the unpacked wheels' `textblob/` and `lemminflect/`. Written into `assistant/data/`:
`tags.txt` (Brill's lexicon, only what our fallback would not say by itself), `tag_rules.txt` (Brill's contextual
rules), `verbs.txt`, `verbs_irregular.txt`, `nouns.txt`, `nouns_irregular.txt`, `adjectives.txt`, `adverbs.txt`.
What a regular rule already gives is not stored. Sources and licences: `assistant/data/SOURCES.md`.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from assistant.language import inflect  # noqa: E402  (the path to the package is set above)

DATA = ROOT / "assistant" / "data"
PLAIN = re.compile(r"^[a-z]+(?:-[a-z]+)*$")
# What the lexicon calls a tag but the Penn set does not, or what the tagger decides itself.
DROPPED_TAGS = frozenset({"FW", "NNP", "NNPS", "LS", "SYM", "$", ":", ".", ",", "``", "''", "(", ")", "#", "POS", "CD"})
# British first where the source gives both, or the source's order puts the rarer one first.
PREFERRED = {
    "got/gotten": "got", "hung/hanged": "hung", "lay/lied": "lay", "spelled/spelt": "spelt", "smelled/smelt": "smelt",
    "learned/learnt": "learned", "dreamed/dreamt": "dreamed", "shined/shone": "shone", "waked/woke": "woke",
}  # fmt: skip
# The source misses these, or has them the American way round.
VERB_FIXES = {
    "practise": ("practised", "practised", "practising", "practises"),
    "prioritise": ("prioritised", "prioritised", "prioritising", "prioritises"),
    "lie": ("lay/lied", "lain/lied", "lying", "lies"),
    "hang": ("hung/hanged", "hung/hanged", "hanging", "hangs"),
    "get": ("got", "got/gotten", "getting", "gets"),
    "gaslight": ("gaslit/gaslighted", "gaslit/gaslighted", "gaslighting", "gaslights"),
    "mansplain": ("mansplained", "mansplained", "mansplaining", "mansplains"),
    "text": ("texted", "texted", "texting", "texts"),
    "dissociate": ("dissociated", "dissociated", "dissociating", "dissociates"),
    "ghost": ("ghosted", "ghosted", "ghosting", "ghosts"),
    "message": ("messaged", "messaged", "messaging", "messages"),
    "self-harm": ("self-harmed", "self-harmed", "self-harming", "self-harms"),
    "focus": ("focused/focussed", "focused/focussed", "focusing/focussing", "focuses"),
    "benefit": ("benefited/benefitted", "benefited/benefitted", "benefiting/benefitting", "benefits"),
    "lay": ("laid", "laid", "laying", "lays"),
    "fit": ("fitted/fit", "fitted/fit", "fitting", "fits"),
    "light": ("lit/lighted", "lit/lighted", "lighting", "lights"),
    "quit": ("quit", "quit", "quitting", "quits"),
    "knit": ("knitted/knit", "knitted/knit", "knitting", "knits"),
    "leap": ("leapt/leaped", "leapt/leaped", "leaping", "leaps"),
    "prove": ("proved", "proved/proven", "proving", "proves"),
    "show": ("showed", "shown/showed", "showing", "shows"),
    "wet": ("wet/wetted", "wet/wetted", "wetting", "wets"),
    "shit": ("shat/shit", "shat/shit", "shitting", "shits"),
    "dye": ("dyed", "dyed", "dyeing", "dyes"),
    "vape": ("vaped", "vaped", "vaping", "vapes"),
}
NOUN_FIXES = {
    "mum": "mums", "client": "clients", "cos": "cos", "staff": "staff", "advice": "advice", "homework": "homework",
    "series": "series", "species": "species", "headteacher": "headteachers", "roof": "roofs", "dwarf": "dwarfs",
    "crisis": "crises", "diagnosis": "diagnoses", "medium": "media/mediums", "criterion": "criteria",
    "phenomenon": "phenomena", "person": "people/persons", "child": "children", "penny": "pence/pennies",
    "childminder": "childminders", "stepmum": "stepmums", "stepdad": "stepdads", "grandad": "grandads", "nan": "nans",
    "gran": "grans", "counsellor": "counsellors", "flatmate": "flatmates", "headmistress": "headmistresses",
    "information": "information", "knowledge": "knowledge", "research": "research", "furniture": "furniture",
    "paramedic": "paramedics", "teen": "teens", "preschooler": "preschoolers", "autistic": "autistics",
}  # fmt: skip
# Verb and noun readings that no ordinary text has and that mislead the tagger.
NOT_VERBS = frozenset(
    "a an i he her him his if in is it me my of on or our she so the to us was we with at as am and but by for from "
    "no not off that their them they this those what when where which who why you your than then there all any both "
    "each few many more most other some such only own same s t can just don now ill man woman mum dad one two three "
    "four five six seven eight nine ten city town nurse-maid mr mrs ms dr son daughter people child sister brother "
    "kid kids hand-me-down very too must will should would could might may shall".split()
)
NOT_NOUNS = frozenset(
    "people men women children a an i he her him his if in is it me my of on or our she so the to us was we with at "
    "as am and but by for from no not that their them they this those what when where which who why you your than "
    "then there".split()
)


def main(textblob: Path, lemminflect: Path) -> None:
    """Write every table; the order matters, as the lexicon is trimmed against the others."""
    forms = read_inflections(lemminflect / "resources" / "infl_lu.csv.gz")
    write_verbs(forms["verb"])
    write_nouns(forms["noun"])
    write("adjectives.txt", "# adjectives\n" + fold(w for w in forms["adj"] if PLAIN.match(w)))
    write("adverbs.txt", "# adverbs\n" + fold(w for w in forms["adv"] if PLAIN.match(w)))
    write_lexicon(textblob / "en" / "en-lexicon.txt")
    write_rules(textblob / "en" / "en-context.txt")


def read_inflections(path: Path) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as source:
        for line in source:
            word, part, *rest = line.rstrip("\n").split(",")
            found[part][word] = rest
    return found


def write_verbs(verbs: dict[str, list[str]]) -> None:
    bases, irregular = set(), {}
    for word, (past, participle, gerund, third) in verbs.items():
        if not PLAIN.match(word) or word in NOT_VERBS or len(word) == 1:
            continue
        if not (past and gerund and third):
            continue
        spelt = tuple(british(options) for options in (past, participle or past, gerund, third))
        bases.add(word)
        if word not in VERB_FIXES and not regular(word, spelt):
            irregular[word] = spelt
    for word, fixed in VERB_FIXES.items():
        bases.add(word)
        if not regular(word, fixed):
            irregular[word] = fixed
    for word in ("be", "do", "have"):
        bases.add(word)
    irregular["be"] = ("was/were", "been", "being", "is")
    irregular["have"] = ("had", "had", "having", "has")
    irregular["do"] = ("did", "done", "doing", "does")
    write("verbs.txt", fold(bases))
    rows = ("\t".join((word, *irregular[word])) for word in sorted(irregular))
    write("verbs_irregular.txt", "# base, past, participle, gerund, third person\n" + "\n".join(rows) + "\n")


def british(options: str) -> str:
    if options in PREFERRED:
        first = PREFERRED[options]
        return "/".join([first, *(form for form in options.split("/") if form != first)])
    forms = options.split("/")
    if (
        len(forms) == 2
        and re.search(r"ll(?:ed|ing)$", forms[1])
        and forms[1].replace("ll", "l") == forms[0].replace("ll", "l")
    ):
        forms.reverse()
    return "/".join(forms)


def regular(word: str, forms: tuple[str, ...]) -> bool:
    verb = inflect.regular_verb(word)
    return all(
        set(form.split("/")) <= set(known) and form.split("/")[0] == known[0]
        for form, known in zip(forms, verb, strict=True)
    )


def write_nouns(nouns: dict[str, list[str]]) -> None:
    known, irregular = set(), {}
    for word, (plurals, *_rest) in nouns.items():
        if not PLAIN.match(word) or word in NOT_NOUNS or len(word) == 1:
            continue
        known.add(word)
        if plurals and plurals.split("/")[0] != inflect.regular_third(word):
            irregular[word] = plurals
    for word, plural in NOUN_FIXES.items():
        known.add(word)
        irregular.pop(word, None)
        if plural != inflect.regular_third(word):
            irregular[word] = plural
    write("nouns.txt", fold(known))
    rows = (f"{word}\t{irregular[word]}" for word in sorted(irregular))
    write("nouns_irregular.txt", "# singular, plurals\n" + "\n".join(rows) + "\n")


def write_lexicon(path: Path) -> None:
    from assistant.language import lexicon

    by_tag: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith(";;;"):
            continue
        word, tag = line.split(" ")[:2]
        tag = tag.split("|")[0]
        if tag in DROPPED_TAGS or not PLAIN.match(word) or word in lexicon.CLOSED:
            continue
        if lexicon.guess(word) != tag:
            by_tag[tag].append(word)
    rows = (f"{tag}\t{' '.join(sorted(set(by_tag[tag])))}" for tag in sorted(by_tag))
    write("tags.txt", "# tag, words whose likeliest tag it is\n" + "\n".join(rows) + "\n")


def write_rules(path: Path) -> None:
    rules = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith(";;;")]
    write("tag_rules.txt", "# from, to, condition, arguments\n" + "\n".join(r.replace(" ", "\t") for r in rules) + "\n")


def fold(words: object) -> str:
    return " ".join(sorted(words)) + "\n"  # type: ignore[call-overload]


def write(name: str, content: str) -> None:
    (DATA / name).write_text(content, encoding="utf-8")
    print(f"{name}: {len(content.encode()):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
