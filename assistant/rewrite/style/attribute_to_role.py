"""Where an attribute is the only noun for the client ("a farmer who …", "the 12-year-old"), the role takes its place;
a relative by kinship becomes someone in the family."""

from __future__ import annotations

from assistant.domain.details import Kind, SubjectRole
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.negation import negated
from assistant.rewrite.sentence import FINITE, NOUNS
from assistant.rewrite.style.rule import StyleRule

_PERSONAL = frozenset(
    {
        Kind.OCCUPATION,
        Kind.AGE,
        Kind.FAMILY,
        Kind.NATIONALITY,
        Kind.ETHNICITY,
        Kind.RELIGION,
        Kind.EDUCATION,
        Kind.PHYSICAL,
        Kind.SEX,
        Kind.HEALTH,
        Kind.SEXUALITY,
    }
)
_SEEING = frozenset(
    (
        "with saw see seeing met meet meeting have had supervise supervised support supported taught teach know knew"
    ).split()
)
_INFANTS = frozenset({"infant", "baby", "newborn", "toddler"})
"""Nobody calls them a client."""
_TREATING = frozenset(
    "chiropractor physio physiotherapist osteopath gp doctor dentist surgeon consultant nurse midwife paramedic "
    "optician psychiatrist psychologist therapist counsellor counselor solicitor lawyer teacher officer worker "
    "registrar".split()
)
_OF_ANOTHER = frozenset("his her their him them".split())
"""Said beside somebody who treats or helps ("A chiropractor had adjusted his neck"), they mean the client."""
_KIN = frozenset(
    "sister brother son daughter grandmother grandfather aunt uncle cousin nephew niece gran nan grandma grandad "
    "grandpa ex-husband ex-wife stepdad stepmum stepfather stepmother stepson stepdaughter twin grandson "
    "granddaughter auntie half-brother half-sister brother-in-law sister-in-law mother-in-law".split()
)


def role_rule(marked: Marked, spot: Spot, noun: str) -> Region | None:
    """As the rule, with the draft's own noun for the client."""
    if spot.kind not in _PERSONAL:
        return None
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    if spot.kind is Kind.FAMILY and b - a == 1 and sentence.low(a) in _KIN:
        return _kin(marked, a)
    if spot.detail.subject.role is not SubjectRole.CLIENT or a == b:
        return None
    if sentence.low(b - 1) in _TREATING and any(sentence.low(k) in _OF_ANOTHER for k in range(b, len(sentence))):
        return None
    introduced = sentence.low(a - 1) in ("a", "an", "the", "one", "this")
    followed = sentence.tag(b) in NOUNS | {"JJ", "POS", "CC", "VBN"}
    own_article = sentence.low(a) in ("a", "an") and sentence.tag(b) not in NOUNS
    if (followed or not introduced) and not own_article:
        return None
    first = a - 1 if sentence.low(a - 1) in ("a", "an", "the", "one", "this") else a
    subject = first == 0 and not sentence.is_break(b)
    seen = sentence.low(first - 1) in _SEEING and any(sentence.low(k) in ("i", "we") for k in range(first))
    if not (subject or seen) or (sentence.tag(b - 1) not in NOUNS and spot.kind is not Kind.AGE):
        return None
    if seen and sentence.low(first - 1) in ("supervise", "supervised") and sentence.low(b - 1) in _TREATING:
        noun = "supervisee"  # whose client is somebody else
    article = sentence.low(first) if first < a else "a"
    if article in ("a", "an") or (article == "the" and sentence.tag(b) in FINITE):
        article = "an" if noun[:1] in "aeio" else "a"
    if {sentence.low(k) for k in range(a, b)} & _INFANTS:
        article, noun = ("a" if article == "an" else article), "child"
    text = f"{article} {noun}"
    region = Region(sentence.start(first), sentence.end(b - 1), text[:1].upper() + text[1:] if first == 0 else text)
    return region if marked.allows(region) else None


def _kin(marked: Marked, a: int) -> Region | None:
    sentence = marked.sentence
    owner = sentence.low(a - 1)
    if owner not in ("her", "his", "their") or sentence.tag(a + 1) in NOUNS | {"POS"}:
        return None
    if sentence.low(a + 1) == "and" or sentence.low(a - 2) == "and":
        return None
    if sentence.low(a - 2) == "by" and negated(sentence, a):
        return None  # "by nobody in her family" would be more than was said
    text = f"someone in {owner} family"
    text = text[:1].upper() + text[1:] if a == 1 else text
    region = Region(sentence.start(a - 1), sentence.end(a), text)
    return region if marked.allows(region) else None


def _apply(marked: Marked, spot: Spot) -> Region | None:
    return role_rule(marked, spot, "client")


RULE = StyleRule(
    "attribute-to-role",
    "who they are to you, instead of what they are",
    "prose.md: a name for the role",
    _apply,
    (
        (
            "I once worked with a [farmer|occupation] who talked to his sheep.",
            "I once worked with a client who talked to his sheep.",
        ),
        ("A [baby|age] cried all night.", "A child cried all night."),
        ("I supervise a [midwife|occupation] who can't sleep.", "I supervise a supervisee who can't sleep."),
        ("The [12-year-old|age] I saw draws doors.", "The client I saw draws doors."),
        ("She hasn't spoken to her [son|family].", "She hasn't spoken to someone in her family."),
        ("His [grandmother|family] never used his name.", "Someone in his family never used his name."),
    ),
    (
        "She married a [farmer|occupation].",
        "He is a [farmer|occupation].",
        "A [chiropractor|occupation] had adjusted his neck.",
        "She was not hurt by her [uncle|family].",
    ),
)
