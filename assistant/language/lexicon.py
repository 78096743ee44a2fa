"""What a single word may be, before its neighbours are looked at: its likeliest Penn tag and its possible ones.

Promises: `likeliest` always answers, for any string; `possible` contains it. Function words are listed here, by
hand, as are the words of informal writing; the rest comes from Brill's lexicon (`tags.txt`), from the inflection
tables, and from the shape of the word.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant import data
from assistant.language import inflect

# Function words and the commonest verbs, likeliest tag first, then the others they may take.
_CLOSED_ROWS = """
DT: a an the this these those every each no another both=DT|PDT|CC either=DT|RB neither=DT|RB any=DT|RB all=DT|PDT|RB
DT: some some=DT|RB that=DT|IN|WDT
PRP: i me you he him she it we us they them myself yourself yourselves himself herself itself ourselves themselves
PRP: themself yours=PRP mine=PRP|NN hers ours theirs u=PRP ya em='em=PRP 'em her=PRP$|PRP oneself
PRP$: my your his=PRP$|PRP its our their ur
WP: who whom what=WP|WDT whoever whatever=WDT|WP
WP$: whose
WDT: which whichever
WRB: when where why how whenever wherever
EX: there=EX|RB
TO: to
MD: can could will would shall should may might must 'll 'd=MD|VBD ought ca=MD wo=MD sha=MD
VBZ: is has does 's=VBZ|POS isnt
VBP: am are 'm 're 've have=VBP|VB do=VBP|VB
VBD: was were did had=VBD|VBN
VB: be
VBN: been done=VBN|JJ gone
VBG: being having doing
RB: longer=RB|JJR|RBR n't not never also too very so=RB|IN just then here now again always often sometimes almost
RB: still already even
RB: quite rather really maybe perhaps ever soon together away back=RB|NN|VB|RP forward once=RB|IN twice only=RB|JJ
RB: yet=RB|CC else instead anyway however therefore meanwhile afterwards eventually finally suddenly apparently
RB: nearly ago later=RB|JJ|RBR today=NN tonight=NN tomorrow=NN yesterday=NN nowadays elsewhere somewhere anywhere
RB: nowhere everywhere outside=IN|RB|JJ|NN inside=IN|RB|JJ downstairs upstairs abroad home=NN|RB well=RB|JJ|UH
RB: most=RBS|JJS|DT more=JJR|RBR less=JJR|RBR least=JJS|RBS much=JJ|RB far=RB|JJ long=JJ|RB early=JJ|RB late=JJ|RB
RB: enough=JJ|RB|NN long-term=JJ alone=RB|JJ aloud indeed thus hence likewise moreover furthermore nonetheless
RB: nevertheless otherwise altogether barely hardly scarcely straight=RB|JJ right=JJ|RB|NN|UH wrong=JJ|RB hard=JJ|RB
RB: fast=JJ|RB tho=RB though=IN|RB literally honestly v=RB deffo defo proper=JJ|RB way=NN|RB kinda sorta
CC: and or but nor & plus=CC|IN|NN n 'n +
IN: of in=IN|RP|RB for on=IN|RP|RB with at=IN by=IN|RB from into onto upon about=IN|RB|RP around=IN|RB|RP over=IN|RP|RB
IN: through=IN|RP|RB after=IN|RB before=IN|RB between=IN|RB among amongst against under=IN|RB|RP during without
IN: within until till til towards toward since=IN|RB because cos=IN 'cos cuz coz while whilst although unless if
IN: whether than as=IN|RB like=IN|VB|VBP|JJ|NN near=IN|JJ|RB|VB across=IN|RP|RB along=IN|RP|RB behind=IN|RB|RP beyond
IN: above=IN|RB|JJ below=IN|RB beneath beside besides=IN|RB despite except=IN via per up=RP|IN|RB|VB down=RP|IN|RB|JJ
IN: off=RP|IN|RB out=RP|IN|RB past=JJ|IN|NN|RB opposite=JJ|IN|NN|RB due=JJ|IN|NN aged=VBN|JJ w/ w/o amid alongside
IN: lest throughout=IN|RB concerning=VBG|IN regarding=VBG|IN following=VBG|JJ|NN|IN including=VBG|IN apart=RB
IN: ahead=RB aside=RB underneath=IN|RB next=JJ|IN|RB versus vs unlike
CD: one=CD|PRP|NN two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
CD: seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred=CD|NN thousand=CD|NN
CD: million=CD|NN billion=CD|NN dozen=NN|CD half=NN|DT|PDT|JJ|RB zero
JJ: many=JJ few=JJ several such=JJ|PDT other=JJ same own=JJ|VB|VBP last=JJ|RB|VB|VBP|NN first=JJ|RB second=JJ|NN|RB
JJ: third=JJ|NN little=JJ|RB able ill=JJ|NN|RB certain unable sure=JJ|RB glad aware ready=JJ|VB sorry afraid
JJ: gay=JJ|NN young old=JJ new good=JJ|NN bad=JJ great=JJ big=JJ small=JJ asleep awake alive=JJ ok=JJ|UH|RB
JJ: okay=JJ|UH|RB teenage pissed=VBN|JJ fed=VBN|VBD|JJ whole=JJ|NN main=JJ|NN final=JJ|NN upset=JJ|VBN|VBD|VB|NN
JJ: pregnant=JJ autistic=JJ bisexual=JJ|NN lesbian=JJ|NN trans=JJ non-binary=JJ middle-aged=JJ elderly=JJ stillborn=JJ
JJ: gutted=JJ|VBN knackered=JJ|VBN chuffed=JJ skint=JJ
NN: someone somebody anyone anybody everyone everybody nobody something anything everything nothing none mum
NN: mom dad daddy mummy mother=NN|VB father=NN|VB sister brother partner=NN|VB client husband=NN|VB wife
NN: daughter son uncle aunt auntie nan gran grandma grandad grandpa grandmother grandfather stepdad stepmum stepfather
NN: stepmother ex=NN|JJ boyfriend girlfriend child kid=NN|VB baby friend boss=NN|VB colleague nurse=NN|VB|VBP
NN: therapist teacher counsellor counselor lad bloke guy girl boy man=NN|VB|UH woman lady morning afternoon
NN: evening night week month year day time=NN|VB hour minute session o'clock lot bit=NN|VBD|RB sort=NN|VB kind=NN|JJ
NN: point=NN|VB|VBP session lockdown funeral wedding divorce=NN|VB|VBP email=NN|VB|VBP phone=NN|VB|VBP work=NN|VB|VBP
NN: call=NN|VB|VBP sex text=NN|VB|VBP job flat=NN|JJ|RB way house=NN|VB school=NN|VB room=NN|VB trauma anger=NN|VB
NN: grief shame=NN|VB fear=NN|VB|VBP love=NN|VB|VBP trust=NN|VB|VBP silence=NN|VB pain=NN|VB hope=NN|VB|VBP
NN: stepson stepdaughter grandson granddaughter niece nephew cousin twin=NN|JJ fiancé fiancée pm=NN am=VBP mg ml kg
NN: cat dog church class=NN|VB group=NN|VB family supervisor pupil student age=NN|VB home=NN|RB bedroom kitchen car
NN: hospital street road=NN end=NN|VB|VBP letter door head=NN|VB hand=NN|VB face=NN|VB|VBP mind=NN|VB|VBP story
NN: therapy=NN feeling=NN|VBG meeting=NN|VBG drink=NN|VB|VBP smile=NN|VB|VBP cry=VB|VBP|NN fight=NN|VB|VBP
NN: hr uni=NN gp=NN nhs=NN ceo=NN pe=NN tv=NN fb=NN insta=NN whatsapp=NN|VB
NNS: children people parents twins folks kids men women lads girls boys clothes thanks=NNS|UH
VB: let=VB|VBD|VBN|VBP put=VBD|VBN|VB|VBP
VBD: said told=VBD|VBN asked=VBD|VBN went came felt=VBD|VBN cried=VBD|VBN rang texted=VBD|VBN ghosted=VBD|VBN
VBD: found=VBD|VBN|VB left=VBD|VBN|JJ|NN saw=VBD|NN|VB got=VBD|VBN read=VB|VBD|VBN|VBP|NN fell lost=VBD|VBN|JJ
VBD: met=VBD|VBN kept=VBD|VBN lay=VBD|VB|VBP rose=VBD|NN thought=VBD|VBN|NN meant=VBD|VBN heard=VBD|VBN spoke=VBD|NN
VBD: sent=VBD|VBN brought=VBD|VBN taught=VBD|VBN held=VBD|VBN led=VBD|VBN lied=VBD|VBN died=VBD|VBN hit=VBD|VBN|VB|NN
VBD: cut=VB|VBD|VBN|NN|JJ|VBP hurt=VBD|VBN|VB|JJ|VBP|NN became began broke=VBD|JJ moved=VBD|VBN started=VBD|VBN
VBD: wanted=VBD|VBN seemed tried=VBD|VBN used=VBD|VBN|JJ called=VBD|VBN worked=VBD|VBN lived=VBD|VBN looked=VBD|VBN
VBD: stopped=VBD|VBN realised=VBD|VBN realized=VBD|VBN laughed=VBD|VBN smiled walked=VBD|VBN knew wrote sat woke drove
VBD: refused=VBD|VBN admitted=VBD|VBN described=VBD|VBN explained=VBD|VBN mentioned=VBD|VBN turned=VBD|VBN
VBP: think=VBP|VB know=VBP|VB feel=VBP|VB|NN say=VBP|VB want=VBP|VB|NN need=VBP|VB|NN|MD see=VBP|VB get=VB|VBP
VBP: find=VBP|VB|NN believe=VBP|VB wonder=VBP|VB|NN guess=VBP|VB|NN seem=VBP|VB mean=VBP|VB|JJ suppose=VBP|VB
VB: go=VB|VBP|NN come=VB|VBP|VBN make=VB|VBP|NN take=VB|VBP|NN give=VB|VBP help=VB|VBP|NN talk=VB|VBP|NN keep=VB|VBP
VB: tell=VB|VBP ask=VB|VBP leave=VB|VBP|NN become=VB|VBP|VBN try=VB|VBP|NN live=VB|VBP|JJ stop=VB|VBP|NN stay=VB|VBP|NN
VB: sit=VB|VBP use=NN|VB|VBP change=NN|VB|VBP hear=VB|VBP learn=VB|VBP notice=VB|VBP|NN start=VB|VBP|NN please=UH|RB|VB
VBG: crying=VBG|NN saying=VBG|NN going=VBG|NN gon=VBG wan=VBP got=VBD|VBN getting=VBG|NN dying=VBG|JJ|NN
VBG: according=VBG
UH: yes no=DT|UH|RB oh hey hi hello wow lol ugh omg haha yeah yep nope ah um er hmm xx btw=RB tbh=RB imo=RB fyi=RB
NNP: monday tuesday wednesday thursday friday saturday sunday january february april june july august
NNP: september october november december easter christmas ramadan eid diwali hanukkah
"""

# Given names and months that are ordinary words too; at the start of a sentence the next word decides.
NAMES_THAT_ARE_WORDS = frozenset(
    [
        "mark",
        "will",
        "rose",
        "grace",
        "faith",
        "hope",
        "may",
        "june",
        "april",
        "bill",
        "jack",
        "frank",
        "rob",
        "sue",
        "pat",
        "dawn",
        "joy",
        "ruby",
        "pearl",
        "ivy",
        "daisy",
        "lily",
        "heather",
        "holly",
        "hazel",
        "iris",
        "olive",
        "amber",
        "penny",
        "robin",
        "drew",
        "art",
        "gene",
        "chuck",
        "rich",
        "miles",
        "dean",
        "grant",
        "chase",
        "wade",
        "victor",
        "norm",
        "max",
        "jean",
        "carol",
        "ray",
        "guy",
        "roger",
        "christian",
        "summer",
        "autumn",
        "charity",
        "melody",
        "sandy",
        "skip",
        "nick",
        "dick",
        "harry",
        "tony",
        "ted",
        "lance",
        "pierce",
        "clay",
        "cliff",
        "glen",
        "basil",
        "ginger",
        "kit",
        "sky",
        "reed",
        "brook",
        "stew",
        "sunny",
        "angel",
        "josh",
        "jasmine",
        "poppy",
        "willow",
        "violet",
        "crystal",
        "august",
        "march",
        "earl",
        "duke",
        "prince",
        "hunter",
        "mason",
        "tanner",
        "archer",
        "cooper",
        "carter",
        "parker",
        "taylor",
        "tyler",
        "lane",
        "heath",
    ]
)

_ALWAYS_PROPER = frozenset({"nhs", "gp", "uk", "us", "usa"})
_NUMBER = re.compile(r"^[£$€]?[\d][\d.,:/]*(?:st|nd|rd|th|%|k|m|am|pm|s|mg|ml|kg|g|cm|mm|lb|lbs)?$")
_DIGITS_AND_WORDS = re.compile(r"^\d+(?:-\w+)+$")
_PUNCTUATION = {
    ".": ".", "!": ".", "?": ".", ",": ",", ";": ":", ":": ":", "...": ":", "…": ":", "-": ":", "–": ":", "—": ":",
    "--": ":", "(": "(", ")": ")", "[": "(", "]": ")", "{": "(", "}": ")", '"': "''", "“": "``", "”": "''",
    "‘": "``", "’": "''", "'": "''", "`": "``", "$": "$", "£": "$", "€": "$", "#": "#", "«": "``", "»": "''",
}  # fmt: skip


def _read_closed() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in _CLOSED_ROWS.strip().splitlines():
        tag, _, entries = row.partition(": ")
        for entry in entries.split():
            word, _, own = entry.partition("=") if not entry.startswith("'em") else (entry, "", "")
            found.setdefault(word, tuple(own.split("|")) if own else (tag,))
    return found


CLOSED: dict[str, tuple[str, ...]] = _read_closed()


@cache
def _brill() -> dict[str, str]:
    found: dict[str, str] = {}
    for tag, listed in data.rows("tags.txt"):
        found.update(dict.fromkeys(listed.split(), tag))
    return found


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(data.lines("adjectives.txt")[0].split())


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(data.lines("adverbs.txt")[0].split())


_ADJECTIVE_ENDINGS = ("able", "ible", "ous", "ful", "less", "ical", "ish", "ive", "ic", "al", "ary", "proof", "like")


def guess(word: str) -> str:
    """The likeliest tag of a lower-case word by inflection tables and shape alone."""
    if word in _adverbs() or (word.endswith("ly") and word not in _adjectives()):
        return "RB"
    verbal = inflect.verb_tags(word)
    if "VBG" in verbal:
        return "VBG"
    if "VBN" in verbal:
        return "VBN"
    if "VBD" in verbal:
        return "VBD"
    if word in _adjectives():
        return "JJ"
    if word in inflect.noun_singulars():
        return "NN"
    if "VB" in verbal:
        return "VB"
    if inflect.singular(word) is not None:
        return "NNS"
    if "VBZ" in verbal:
        return "VBZ"
    return _by_shape(word)


def _by_shape(word: str) -> str:
    if "-" in word:
        return _hyphenated(word)
    if word.endswith("ing") and len(word) > 4:
        return "VBG"
    if word.endswith("ed") and len(word) > 3:
        return "VBN"
    if word.endswith(_ADJECTIVE_ENDINGS):
        return "JJ"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return "NNS"
    return "NN"


def _hyphenated(word: str) -> str:
    last = word.rpartition("-")[2]
    if last in ("old", "year", "based", "like", "term", "related", "free", "time", "class"):
        return "JJ"
    if last in ("olds", "law", "up", "off", "out", "in", "down"):
        return "NNS" if last == "olds" else "NN"
    if word.startswith(("mid-", "non-", "pre-", "post-", "anti-", "well-", "half-", "long-", "late-", "early-")):
        return "JJ" if not last.endswith("s") else "NNS"
    tag = CLOSED[last][0] if last in CLOSED else _brill().get(last) or (guess(last) if last else "NN")
    if tag in ("VBN", "VBD", "VBG"):
        return "JJ"
    return tag if tag in ("NN", "NNS", "JJ", "RB") else "NN"


@lru_cache(maxsize=16384)
def possible(lower: str) -> frozenset[str]:
    """Every Penn tag that the lower-case word may have."""
    if lower in CLOSED:
        return frozenset(CLOSED[lower])
    found = set(inflect.verb_tags(lower))
    if lower in inflect.noun_singulars():
        found.add("NN")
    if inflect.singular(lower) is not None:
        found.add("NNS")
    if lower in _adjectives():
        found.add("JJ")
    if lower in _adverbs():
        found.add("RB")
    found.add(_brill().get(lower) or (guess(lower) if not found else min(found)))
    return frozenset(found)


@lru_cache(maxsize=16384)
def lower_tag(lower: str) -> str:
    """The likeliest tag of a word written in lower case."""
    if lower in CLOSED:
        return CLOSED[lower][0]
    return _brill().get(lower) or guess(lower)


@lru_cache(maxsize=16384)
def known(lower: str) -> bool:
    """Whether the lower-case word is in any list (and so not merely guessed by its shape)."""
    return (
        lower in CLOSED
        or lower in _brill()
        or lower in inflect.noun_singulars()
        or lower in _adjectives()
        or lower in _adverbs()
        or bool(inflect.verb_tags(lower))
        or inflect.singular(lower) is not None
    )


@lru_cache(maxsize=32768)
def likeliest(text: str, lower: str, opens: bool) -> str:
    """The likeliest tag of a word as written; `opens` is true for the first word of a sentence."""
    if lower in _PUNCTUATION:
        return _PUNCTUATION[lower]
    first = text[0]
    if not first.isalpha():
        return _not_a_letter(text, lower)
    if not first.isupper():
        return lower_tag(lower)
    if text.isupper() and len(text) > 1:
        return _capitals(lower)
    if lower in CLOSED and CLOSED[lower][0] not in ("NN", "NNS", "JJ", "VBD", "VB"):
        return CLOSED[lower][0]
    if opens and known(lower):
        return lower_tag(lower)
    return "NNPS" if lower.endswith("s") and known(lower) and lower_tag(lower) == "NNS" else "NNP"


def _capitals(lower: str) -> str:
    """A word all in capitals: shouted when it is a known function word, an abbreviation otherwise."""
    tag = lower_tag(lower)
    if lower not in _ALWAYS_PROPER and lower in CLOSED and tag not in ("NN", "NNP"):
        return tag
    if len(lower) > 4 and known(lower):
        return tag
    return "NNP"


def _not_a_letter(text: str, lower: str) -> str:
    if lower in CLOSED:
        return CLOSED[lower][0]
    if _DIGITS_AND_WORDS.match(lower):
        return "NNS" if lower.endswith("olds") else "JJ"
    if _NUMBER.match(lower):
        return "CD"
    if text[0] in "@#" and len(text) > 1:
        return "NNP"
    if set(text) <= {"."}:
        return ":"
    if set(text) <= set("-–—"):
        return ":"
    return "CD" if text[0].isdigit() else "SYM"
