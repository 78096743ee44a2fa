"""Referents: the people that a passage points at, and the cues that tell a case from talk about people in general.

Everything here is read from one passage; what earlier passages make of a pronoun is decided in `scope`.
Offsets are characters of the view's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.detect.met import died, seen
from assistant.detect.quotations import outside, quotes
from assistant.detect.slipped import slipped
from assistant.detect.view import View

CASE_NOUNS = (
    "client|patient|service[ -]user|student|pupil|learner|tutee|supervisee|analysand|mentee|resident|carer|parishioner"
    "|boy|girl|lad|lass|kid|child|toddler|baby|infant|teen|teenager|youngster|adolescent|woman|man|lady|gentleman|guy"
    "|bloke|chap|mum|mom|mam|mother|dad|father|parent|couple|family|widow|widower|grandmother|grandfather|gran|nan"
    "|grandad|person|one|year \\d+|yr \\d+|freshman|sophomore|junior|senior|\\d+(?:st|nd|rd|th) grader|foster carer|someone|male|female|pair"
    "|trainee|apprentice|pt|youth|young person|inmate|prisoner|caller|in-?patient|outpatient|newcomer|(?:\\d+|[a-z]+)[ -]year[ -]old"
    "|\\d+ ?y/?o"
)
"""Head nouns that a professional uses for the person of a case."""

KIN = (
    "mum|mom|mam|mother|dad|father|parents?|sister|brother|siblings?|son|daughter|child|children|kids?|baby|twins?"
    "|husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|ex|ex-husband|ex-wife|gran|nan|grandmother|grandfather"
    "|grandad|grandma|grandpa|grandparents?|grandson|granddaughter|grandchild|grandchildren"
    "|mammy|daddy|mummy|nana|granny|stepmum|stepdad|aunt|auntie|uncle|cousin|niece|nephew|step-?(?:mum|mom|mother|dad|father|"
    "sister|brother|son|daughter|parent)|mother-in-law|father-in-law|sister-in-law|brother-in-law|in-laws|family"
)
PARTNERS = frozenset(
    ("husband wife partner boyfriend girlfriend fiance fiancé fiancee fiancée ex ex-husband ex-wife").split()
)
OTHERS = (
    "boss|manager|colleague|supervisor|line manager|friend|best friend|neighbour|neighbor|teacher|headteacher|form tutor"
    "|tutor|landlord|flatmate|roommate|housemate|gp|doctor|nurse|social worker|coach|priest|imam|rabbi|vicar|class"
    "|classmate|deputy head|therapist|counsellor|counselor"
)


class Who(StrEnum):
    """What a referent is to the draft."""

    AUTHOR = "author"
    AUTHOR_KIN = "author-kin"
    CASE = "case"
    CASE_KIN = "case-kin"
    CASE_OTHER = "case-other"
    PRONOUN = "pronoun"
    """A third-person singular pronoun; scope decides whose."""
    GENERAL = "general"
    """People in general: "clients", "you", "a client may"."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Characters `start` to `end` point at someone; `label` is the noun in lower case; `new` asks for a further case."""

    start: int
    end: int
    who: Who
    label: str = ""
    new: bool = False
    firm: bool = False
    """Somebody of the author's own work for certain ("my client"), not perhaps ("a boy threw a shoe")."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What the sentence says about its kind of talk."""

    introduces: bool
    """A person of a case comes in."""
    general: bool
    """Speaks of people in general, or only supposes."""
    third_person: bool
    third_plural: bool
    """Has "they" or its forms, which may be a couple, a family, or one person."""
    first_person: bool
    past: bool
    """Has a verb in the past tense."""
    heading: bool
    supposed: bool = False
    """Only supposes ("if a client …")."""
    firmly: bool = False
    """The person who comes in is one of the author's own for certain."""
    bare: bool = False
    """Begins without a subject, as notes do ("Refused the car seat", "Nineteen, third baby")."""


_ADJECTIVES = r"(?:[\w'’-]+,? ){0,6}?"
_MY_CASE = re.compile(
    rf"\b(?:my|our) (?P<adjectives>{_ADJECTIVES})(?P<noun>client|patient|pupil|student|supervisee|analysand|tutee|"
    r"service[ -]user|learner|mentee|trainee|apprentice|couple|\d{1,2}(?:[:.]\d\d)? ?(?:o'?clock|am|pm|a\.m\.|p\.m\.))(?P<plural>s)?\b",
    re.I,
)
_ONE_OF = re.compile(
    r"\b(?:one|two|three|another|some|a few) of (?:my|our|the) (?:[\w'-]+ ){0,5}?"
    r"(?P<noun>clients|patients|pupils|students|kids|boys|girls|lads|lasses|children|supervisees|trainees|apprentices|mentees|residents|families|couples|"
    r"gentlemen|ladies|regulars|mums|dads|kindergart(?:n|en)ers|preschoolers|toddlers|babies|young people|year \d+s?|yr \d+s?|\d+(?:st|nd|rd|th) graders|freshmen|sophomores|juniors|seniors)\b",
    re.I,
)
_INDEFINITE = re.compile(
    rf"\b(?P<det>a|an|this|one|another|the|that) (?P<adjectives>{_ADJECTIVES})(?P<noun>{CASE_NOUNS})\b(?!s\b)", re.I
)
_MET = re.compile(
    r"\bi(?:'ve|ve|'d| have| had)? (?:once |recently |just |used to |still |first |currently |also )*"
    r"(?:work(?:ed|ing|s)?(?: for [\w ]{1,20})? with|saw|see|seen|seeing|met|meet|treated|treat|taught|teach|supported|"
    r"support|visited|visit|assessed|assess|had|have|nursed|supervised|supervise|remember|know|knew|sat with|got|'ve got)\b"
    r"|\bthere(?:'s| is| was)(?= (?:this|a|an|one|another)\b)|\b(?:thinking|think|thought|reminded|reminds me) of(?= (?:a|an|one)\b)"
    r"|(?:^|[.!?:]\s+|\d[/.)]\s+)(?:just |so |we |also |recently )*(?:got|had|met|saw|seen|seeing|visited|working with)(?= (?:a|an|this|one)\b)",
    re.I,
)
_SOMEONE = re.compile(r"\b(?:someone|somebody)\b(?= (?:who|whose|with)\b)", re.I)
_TO_ME = re.compile(
    r"^\W*(?:who\b|whose\b|of mine\b|i (?:work|see|saw|met|had|have|once|used|treat|taught|teach|was|'ve|know|knew|'m)\b|"
    r"in my\b|on my\b|at my\b|came to (?:see )?me\b|(?:has |have |had |just |recently |once )*(?:told|tells|said to|says to|"
    r"asked|asks|wrote to|emailed|texted|rang|thanked|thanks|looked at|showed|shows) (?:me|us)\b)",
    re.I,
)
_THE_ONE = re.compile(
    r"\bthe (?P<noun>one|client|patient|pupil|student|boy|girl|woman|man|child|kid|lad|family|person)s? (?:who |that |whom )?"
    r"(?:i|we|\w+ me) (?:[\w']+ ){0,4}?(?:is|was)(?: still)? (?:a|an|my|the|in)\b",
    re.I,
)
_WHO_ME = re.compile(
    r"\b(?:a|an|this|one|another) (?P<noun>[a-z]+)(?:, [^,.;!?]{1,40})?,? who (?:[\w']+ ){0,2}?"
    r"(?:let|told|asked|wrote to|rang|gave|handed|showed|taught|brought|thanked|emailed|texted) (?:me|us)\b",
    re.I,
)
_SEEN = re.compile(
    r"\b(?P<noun>(?:two|three|both|several) (?:people|clients|patients|students|children|sisters|brothers|women|men))"
    r" (?:who |that )?(?:i (?:saw|see|met|worked|had)|came to (?:see )?me|in my)\b",
    re.I,
)
_SESSION = re.compile(
    r"\b(?:in|during|after|before|at the (?:start|end) of|into) (?:the |our |my |his |her |their |a |today's |this morning's |"
    r"yesterday's |last week's )?(?:very )?(?:first|last|final|next|second|third|fourth|\d+\w*)? ?(?:session|supervision|"
    r"appointment|lesson|home visit|assessment|intake|consultation|clinic|tutorial)s?\b",
    re.I,
)
_SUPPOSED = re.compile(
    r"\b(?:if|when|whenever|imagine|suppose|supposing|picture|say|let's say|perhaps|unless|should|whether|take|consider|"
    r"what would|every time|each time|any time) (?:that |you (?:have|are|see|meet|work with) )?(?:a|an|your|any|the|one|every|"
    r"someone|somebody|people|clients|patients|students|pupils|we|you)\b",
    re.I,
)
_ADVISED = re.compile(
    r"(?:^|[.!?:;]\s)\W*(?:(?:so|and|but|please|ever|just),? )*(?:do not|don't|never|always|try (?:not )?to|remember to|"
    r"avoid|please) (?:\w+ ){1,3}$",
    re.I,
)
""" "Do not ask a deaf client to …": advice, in which anybody comes in."""
_GENERAL = re.compile(
    r"\b(?:clients|patients|pupils|students|people|children|parents|teachers|therapists|counsellors|counselors|families|"
    r"adults|adolescents|teenagers|women|men|couples|clinicians|practitioners|social workers|nurses|everyone|everybody|"
    r"anyone|anybody|nobody|many of us|most of us|some of us|each of us|any client|every client|any patient|no client|"
    r"you|your|yourself|we)\b",
    re.I,
)
_MODAL = re.compile(
    r"\b(?:may|might|can|could|will|would|should|must|often|sometimes|usually|generally|tend|tends|rarely|"
    r"never|always|typically)\b",
    re.I,
)
_FIRST = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|im|ive|me|my|mine|myself|we|us|our|ours)\b", re.I)
_THIRD = re.compile(r"\b(?:she|he|her|hers|his|him|herself|himself|she's|he's|she'd|he'd|she'll|he'll)\b", re.I)
_THEY = re.compile(r"\b(?:they|them|their|theirs|themselves|themself|they're|they'd|they've)\b", re.I)
_KIN_OF = re.compile(
    r"\b(?P<owner>my|our|her|his|their|the (?:client|patient|pupil|student|boy|girl|child|lad|woman|man)'s|"
    r"[A-Z][\w-]+'s) "
    rf"(?P<adjectives>(?:[\w'’-]+ ){{0,3}}?)(?P<noun>{KIN}|{OTHERS})\b",
    re.I,
)
_AMONG = re.compile(r"\b(?:in|from|to|into|of|joined|left) \Z", re.I)
_OF_OURS = re.compile(r"\b(?:in|on|at|of|from) (?:my|our) [^.;:]*\Z", re.I)
_OF_A_CASE = re.compile(rf"\b(?:{CASE_NOUNS})\b", re.I)
"""The owner in "my client's mother", "my client Anna's mother"."""
_BARE = re.compile(
    r"^(?:\W|\d+[/.)])*(?!(?:the|a|an|my|our|his|her|their|this|that|every|any|each|no|some|all|most|many)\b)(?:[\w'-]+,? ){0,5}?"
    r"(?P<noun>client|patient|pt|lad|girl|boy|pupil|woman|man|male|female|kid|student|mum|mom|couple|resident|\d+ ?y/?o)"
    r"(?=,? (?:who|came|told|in|on|from|with|called|brought|said|asked|aged|presents|presented|\d)\b|,)",
    re.I,
)
_BE_AUTHOR = re.compile(r"\b(?:as|i'm|i am|i was|im)\s+(?:also\s+|now\s+|only\s+|just\s+)?(?:an?\s+)?$", re.I)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Whole words without which the patterns of the same name can't match (`View.lacks`).
_OWN = _words("my our")
_FIRST_WORDS = _words("i im ive me my mine myself we us our ours")
_THIRD_WORDS = _words("she he her hers his him herself himself")
_THEY_WORDS = _words("they them their theirs themselves themself")
_SUPPOSED_WORDS = _words(
    "if when whenever imagine suppose supposing picture let say perhaps unless should whether take consider what every "
    "each any"
)
_GENERAL_WORDS = _words(
    "clients patients pupils students people children parents teachers therapists counsellors counselors families adults "
    "adolescents teenagers women men couples clinicians practitioners workers nurses everyone everybody anyone anybody "
    "nobody us any every no you your yourself we"
)
_SESSION_WORDS = frozenset(
    f"{word}{s}"
    for word in "session supervision appointment lesson visit assessment intake consultation clinic tutorial".split()
    for s in ("", "s")
)
_OWNERS = _words("my our her his their")
_NOUNS = (frozenset(re.findall("[a-z]+", CASE_NOUNS)) | {"inpatient"}) - _words("a d in o y z")
_LEARNERS = _words("trainee apprentice")
"""Of whom much is told in general: only those of the author's own are of a case."""
_I = _words("i")
_DIGIT = re.compile(r"\d")
_GOT = _words("is was")
_ASKED = _words("me us")
_WHO = _words("who whose with")
_SOME = _words("someone somebody")
_OF = _words("of")
_THE = _words("the")
_SEEN_WORDS = _words("two three both several")


def referents(view: View) -> tuple[Referent, ...]:
    """Everyone that the passage points at, in order of place; overlapping readings keep the more telling one."""
    text, lacks = view.text, view.lacks
    found: list[Referent] = []
    for m in () if lacks(_OWNERS) and "'s " not in view.lower else _KIN_OF.finditer(text):
        owner, noun = m["owner"].lower(), m["noun"].lower()
        if m["adjectives"] and _crosses(m["adjectives"]):
            continue
        if noun == "class" and _AMONG.search(text, 0, m.start()):
            continue  # "a boy in my class": where somebody else is
        if owner in ("my", "our") and not _OF_A_CASE.search(m["adjectives"]):
            found.append(Referent(m.start(), m.end(), Who.AUTHOR_KIN, noun))
        else:
            related = re.fullmatch(KIN, noun) is not None
            start = m.start("noun") if owner in ("my", "our") else m.start()
            found.append(Referent(start, m.end(), Who.CASE_KIN if related else Who.CASE_OTHER, noun))
    for m in () if lacks(_OWN) else _MY_CASE.finditer(text):
        if m["adjectives"] and _crosses(m["adjectives"]):
            continue
        if m["noun"].lower() in _LEARNERS and m.group()[:1].lower() == "o":  # "our trainee": staff news
            continue
        found.append(
            Referent(
                m.start(),
                m.end(),
                Who.GENERAL if m["plural"] else Who.CASE,
                m["noun"].lower(),
                new=_is_another(m["adjectives"]),
                firm=not m["plural"],
            )
        )
    for m in () if lacks(_OF) else _ONE_OF.finditer(text):
        found.append(Referent(m.start(), m.end(), Who.CASE, m["noun"].lower(), firm=True))
    patterns = [] if lacks(_THE) or lacks(_GOT) else [_THE_ONE]
    if not (lacks(_WHO) or lacks(_ASKED)):
        patterns.append(_WHO_ME)
    for pattern in patterns:
        for m in pattern.finditer(text):
            if not _SUPPOSED.search(text[: m.end("noun")]) and m["noun"].lower() not in ("book", "colleague", "friend"):
                found.append(Referent(m.start("noun"), m.end("noun"), Who.CASE, m["noun"].lower(), firm=True))
    for m in () if lacks(_SEEN_WORDS) else _SEEN.finditer(text):
        found.append(Referent(m.start("noun"), m.end("noun"), Who.CASE, m["noun"].lower(), firm=True))
    known = [*(() if lacks(_I) else seen(text)), *(() if lacks(_WHO) else died(text)), *slipped(text)]
    for start, end, noun, _told in known:
        if not _SUPPOSED.search(text[max(start - 40, 0) : start + 8]):
            found = [r for r in found if r.end <= start or end <= r.start]
            found.append(Referent(start, end, Who.CASE, noun, firm=True))
    for m in () if lacks(_NOUNS) and not _DIGIT.search(text) else _INDEFINITE.finditer(text):
        if _crosses(m["adjectives"]):
            continue
        who = _reading(view, m)
        if who is not None:
            found.append(
                Referent(
                    m.start(),
                    m.end(),
                    who,
                    m["noun"].lower(),
                    new=m["det"].lower() == "another" or _is_another(m["adjectives"]),
                    firm=who is Who.CASE and _is_met(text, m),
                )
            )
    for m in () if lacks(_SOME) else _SOMEONE.finditer(text):
        if _MET.search(text[max(m.start() - 60, 0) : m.start()]) and not _SUPPOSED.search(text[: m.start()]):
            found.append(Referent(m.start(), m.end(), Who.CASE, "someone", firm=True))
    bare = _BARE.match(text)
    if bare and not _crosses(text[: bare.start("noun")]):
        found.append(Referent(bare.start("noun"), bare.end(), Who.CASE, bare["noun"].lower()))
    for m in () if lacks(_THIRD_WORDS) else _THIRD.finditer(text):
        found.append(Referent(m.start(), m.end(), Who.PRONOUN, m.group().lower()))
    for m in () if lacks(_FIRST_WORDS) else _FIRST.finditer(text):
        found.append(Referent(m.start(), m.end(), Who.AUTHOR, m.group().lower()))
    return _without_overlaps(
        [_as_the_speakers(view, referent) for referent in found if not _speaks_of_self(view, referent)]
    )


def cues(view: View, people: Iterable[Referent]) -> Cues:
    """The cues of one sentence, given the people it points at."""
    text, lacks = outside(view), view.lacks  # what the whole lacks, the part outside quotations lacks too
    here = list(people)
    introduces = any(r.who is Who.CASE for r in here)
    supposed = not lacks(_SUPPOSED_WORDS) and _SUPPOSED.search(text) is not None
    general = any(r.who is Who.GENERAL for r in here) or (
        not lacks(_GENERAL_WORDS) and _GENERAL.search(text) is not None
    )
    past = any(tag == "VBD" for tag in view.tags)
    if supposed and not past:
        introduces = False
    third = not lacks(_THIRD_WORDS) and _THIRD.search(text) is not None
    session = past and third and not lacks(_SESSION_WORDS) and _SESSION.search(text) is not None
    return Cues(
        introduces=introduces or session,
        general=(general or supposed) and not introduces,
        third_person=third,
        third_plural=not lacks(_THEY_WORDS) and _THEY.search(text) is not None,
        first_person=not lacks(_FIRST_WORDS) and _FIRST.search(text) is not None,
        past=past,
        heading=view.role.value == "heading",
        supposed=supposed and not introduces,
        firmly=session or (introduces and any(r.firm for r in here)),
        bare=_bare(view),
    )


def _bare(view: View) -> bool:
    """Whether the passage begins as a note does: with a verb of the past, or with no finite verb at all."""
    tags = view.tags
    first = next((at for at, tag in enumerate(tags) if tag[:1].isalpha() and tag not in ("LS", "CD")), None)
    if first is None:
        return False
    if tags[first] in ("VBD", "VBN"):
        return True
    return len(tags) <= 25 and not any(tag in ("VBD", "VBZ", "VBP", "MD", "VB") for tag in tags)


def _is_met(text: str, m: re.Match[str]) -> bool:
    """Whether the author says that they met or heard this person."""
    before = text[max(m.start() - 60, 0) : m.start()]
    return _MET.search(f"{before}{m['det']} ") is not None or _TO_ME.match(text[m.end() :]) is not None


def _quoted(view: View, referent: Referent) -> bool:
    return any(q.start <= referent.start and referent.end <= q.end for q in quotes(view))


def _speaks_of_self(view: View, referent: Referent) -> bool:
    """ "I" inside quotation marks is whoever speaks, not the author."""
    return referent.who is Who.AUTHOR and _quoted(view, referent)


def _as_the_speakers(view: View, referent: Referent) -> Referent:
    """ "My mother" inside quotation marks is a relative of whoever speaks."""
    if referent.who is Who.AUTHOR_KIN and _quoted(view, referent):
        return replace(referent, who=Who.CASE_KIN)
    return referent


def _crosses(adjectives: str) -> bool:
    """Whether the words between determiner and noun are more than a noun phrase's."""
    return (
        re.search(
            r"\b(?:of|that|who|is|are|was|were|and|to|in|on|for|with|from|i|you|we|my|the|a|an|his|her|their|when|if|as|but|"
            r"about|at|by|or|which|this|than|not|had|has|have|said|told)\b",
            adjectives,
            re.I,
        )
        is not None
    )


def _is_another(adjectives: str) -> bool:
    return re.search(r"\b(?:second|other|different|new|next)\b", adjectives, re.I) is not None


def _reading(view: View, m: re.Match[str]) -> Who | None:
    """What "a … client" is here: a person of a case, people in general, or nothing that can be told (None)."""
    text = view.text
    before, after = text[: m.start()], text[m.end() :]
    noun, determiner = m["noun"].lower(), m["det"].lower()
    if noun == "one" or (noun in ("person", "family", "someone") and determiner == "the" and not m["adjectives"]):
        return None
    if _BE_AUTHOR.search(before):
        return Who.AUTHOR
    if _SUPPOSED.search(before[-40:] + text[m.start() : m.start() + 8]):
        return Who.GENERAL
    if determiner in ("a", "an") and _ADVISED.search(before):
        return Who.GENERAL
    if _MET.search(f"{before[-60:]}{determiner} ") and determiner in ("a", "an", "one", "another", "this"):
        return Who.CASE
    if noun in _LEARNERS and not after.lower().lstrip(", ").startswith(("of mine", "i ")):
        return None
    if _TO_ME.match(after):
        return Who.CASE if determiner != "the" or noun in ("client", "patient", "pupil", "student") else None
    following = [tag for word, tag in zip(view.words, view.tags, strict=True) if m.end() <= word.start < m.end() + 160]
    verb = next((tag for tag in following if tag in ("VBD", "MD", "VBZ", "VBP")), None)
    if verb == "VBD" and determiner != "the":
        return Who.CASE
    if verb == "VBD" and noun in (
        "client",
        "patient",
        "pupil",
        "boy",
        "girl",
        "woman",
        "man",
        "child",
        "couple",
        "lad",
    ):
        return Who.PRONOUN
    if determiner == "another" and verb in ("VBZ", "VBP") and noun in ("client", "patient", "pupil", "student"):
        return Who.CASE
    if determiner == "one" and verb in ("VBZ", "VBP") and _OF_OURS.search(before):
        return Who.CASE  # "in our group one mother always brings a coat"
    if determiner in ("a", "an", "any") and verb in ("MD", "VBZ", "VBP"):
        return Who.GENERAL
    if determiner in ("this", "the", "that") and noun not in ("person", "year", "one"):
        return Who.PRONOUN
    return None


_RANK = {
    Who.AUTHOR_KIN: 0,
    Who.CASE: 1,
    Who.CASE_KIN: 2,
    Who.CASE_OTHER: 3,
    Who.GENERAL: 4,
    Who.PRONOUN: 5,
    Who.AUTHOR: 6,
}


def _without_overlaps(found: list[Referent]) -> tuple[Referent, ...]:
    kept: list[Referent] = []
    for referent in sorted(found, key=lambda r: (_RANK[r.who], r.start)):
        if all(referent.end <= k.start or k.end <= referent.start for k in kept):
            kept.append(referent)
    return tuple(sorted(kept, key=lambda r: r.start))
