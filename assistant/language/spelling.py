"""Is a text in British or American English, and the few words of ours that differ between them.

Promises: `variety` counts evidence, each word once a text, and answers "unknown" when there is none or when it is
even; `to_variety` changes spelling only, never the word's case or number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Variety = Literal["uk", "us", "unknown"]

# Words whose spelling or use belongs to one side. Abbreviations are matched in capitals.
_UK_WORDS = frozenset(
    "mum mums mummy nan nana nans gran grandad colour colours coloured favourite behaviour behaviours behavioural "
    "neighbour neighbours neighbourhood honour humour labour rumour flavour centre centres theatre metre litre fibre "
    "counsellor counsellors counselling counselled travelled travelling traveller cancelled cancelling jewellery "
    "grey tyre tyres kerb pyjamas cheque cheques programme programmes manoeuvre practise practised practising licence "
    "defence offence whilst amongst learnt dreamt spelt burnt anaesthetic paediatric paediatrician anaemia oestrogen "
    "foetus haemorrhage diarrhoea gynaecologist orthopaedic leukaemia flat flats flatmate lorry lorries motorway "
    "petrol fortnight bloke blokes lad lads lass knackered gutted chuffed skint bairn solicitor solicitors barrister "
    "headteacher headmistress sixth-form a-level a-levels gcse gcses uni postcode bin nappy nappies "
    "pram pushchair trainers trousers jumper biro queue quid tesco asda sainsbury's morrisons waitrose greggs aldi "
    "childminder half-term paracetamol a&e midwife maths holidaying redundancy telly chemist bungalow car-park "
    "councillor enrol fulfil skilful wilful ageing judgement mould moustache plough sceptical storey".split()
)
_US_WORDS = frozenset(
    "mom moms mommy color colors colored favorite behavior behaviors behavioral neighbor neighbors neighborhood honor "
    "humor labor rumor flavor center centers theater meter liter fiber counselor counselors counseling counseled "
    "traveled traveling traveler canceled canceling jewelry gray tire tires curb pajamas practiced practicing "
    "defense offense anesthetic pediatric pediatrician anemia estrogen fetus hemorrhage diarrhea gynecologist "
    "orthopedic leukemia apartment apartments truck highway freeway sophomore freshman sophomores fraternity sorority "
    "kindergarten kindergartner preschooler middle-schooler grader zipcode diaper diapers stroller sneakers "
    "faucet sidewalk elevator vacationing walmart costco walgreens cvs tylenol math gotten condo "
    "attorney attorneys soccer cookie cookies candy principal's superintendent homeroom valedictorian daycare "
    "enroll fulfill skillful willful aging mold mustache plow skeptical medicaid medicare".split()
)
_UK_CAPITALS = frozenset(
    "NHS GP GPs CAMHS DWP PIP HMRC TA SENCO SENCo SEN EHCP BACP UKCP BPC IAPT GCSE GCSEs MP MPs PE A&E CPN LSA".split()
)
_US_CAPITALS = frozenset("ER IEP DMV IRS SAT SATs GPA LCSW LMFT LPC VA HMO HIPAA CPS FERPA PTA".split())
_UK_PHRASES = re.compile(
    r"\b(?:[Yy]ear (?:[1-9]|1[0-3])\b|[Kk]ey [Ss]tage|[Ss]ixth [Ff]orm|[Ss]ocial [Ss]ervices|[Ss]econdary [Ss]chool|"
    r"[Pp]rimary [Ss]chool|[Cc]ar park|[Mm]aternity leave|[Oo]n the dole|[Ii]n hospital|[Aa]t the weekend|"
    r"council (?:flat|house))|£\d"
)
_US_PHRASES = re.compile(
    r"\b(?:[Hh]igh school|[Mm]iddle school|[Ee]lementary school|(?:[1-9]|1[0-2])(?:st|nd|rd|th)[- ]grade|"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)[- ]grade|[Pp]arking lot|"
    r"[Ii]n the hospital|[Oo]n the weekend|[Ss]ocial [Ss]ecurity)|\$\d"
)
_ISE = re.compile(
    r"^(?:organ|real|recogn|apolog|critic|emphas|fantas|general|minim|maxim|normal|special|stabil|traumat|victim|internal|verbal|final|priorit|mobil|hospital|social|visual|ration|sympath|character|memor|author|util|penal|moral|institutional)[iy](s|z)(?:e|es|ed|ing|ation|ations|er|ers)$"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’&][^\W\d_]+)*")


@lru_cache(maxsize=32768)
def _side(word: str) -> Variety:
    """The side that one word in lower case speaks for."""
    if word in _UK_WORDS:
        return "uk"
    if word in _US_WORDS:
        return "us"
    match = _ISE.match(word)
    if match is None:
        return "unknown"
    # -ize is British too (Oxford), so it is weak evidence; -ise is never American.
    return "uk" if match[1] == "s" else "us"


@lru_cache(maxsize=8192)  # an edit changes one line of many
def _spoken(line: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words and the British and American phrases of a line; none of them runs over its end."""
    return (
        frozenset(_WORD.findall(line)),
        frozenset(_UK_PHRASES.findall(line)),
        frozenset(_US_PHRASES.findall(line)),
    )


def variety(text: str) -> Variety:
    """The side that more different words of the text speak for; "unknown" when neither does."""
    lines = [_spoken(line) for line in dict.fromkeys(text.split("\n"))]
    seen = frozenset().union(*(words for words, _, _ in lines))
    uk = len(seen & _UK_CAPITALS) + len(frozenset().union(*(phrases for _, phrases, _ in lines)))
    us = len(seen & _US_CAPITALS) + len(frozenset().union(*(phrases for _, _, phrases in lines)))
    for word in {word.lower().replace("’", "'") for word in seen}:
        speaks = _side(word)
        uk += speaks == "uk"
        us += speaks == "us"
    if uk == us:
        return "unknown"
    return "uk" if uk > us else "us"


_UK_TO_US = {
    "mum": "mom", "mums": "moms", "mummy": "mommy", "counsellor": "counselor", "counsellors": "counselors",
    "counselling": "counseling", "behaviour": "behavior", "behaviours": "behaviors", "centre": "center",
    "centres": "centers", "neighbour": "neighbor", "neighbours": "neighbors", "neighbourhood": "neighborhood",
    "colour": "color", "favourite": "favorite", "travelled": "traveled", "travelling": "traveling",
    "cancelled": "canceled", "cancelling": "canceling", "organisation": "organization",
    "organisations": "organizations", "organised": "organized", "organise": "organize", "organising": "organizing",
    "realise": "realize", "realises": "realizes", "realised": "realized", "realising": "realizing",
    "recognise": "recognize", "recognised": "recognized", "recognising": "recognizing", "recognises": "recognizes",
    "apologise": "apologize", "apologised": "apologized", "apologising": "apologizing", "generalised": "generalized",
    "generalise": "generalize", "practise": "practice", "practised": "practiced", "practising": "practicing",
    "labelled": "labeled", "labelling": "labeling", "signalled": "signaled", "modelled": "modeled",
    "paediatric": "pediatric", "paediatrician": "pediatrician", "orthopaedic": "orthopedic",
    "gynaecologist": "gynecologist", "flat": "apartment", "flats": "apartments", "headteacher": "principal",
    "headteachers": "principals", "solicitor": "lawyer", "solicitors": "lawyers", "programme": "program",
    "programmes": "programs", "specialise": "specialize", "specialised": "specialized", "hospitalised": "hospitalized",
    "traumatised": "traumatized", "minimise": "minimize", "minimised": "minimized", "honour": "honor",
    "humour": "humor", "labour": "labor", "theatre": "theater", "grey": "gray", "pupil": "student",
    "pupils": "students", "supermarket": "supermarket", "maths": "math", "learnt": "learned", "whilst": "while",
    "amongst": "among", "judgement": "judgment", "licence": "license", "defence": "defense", "offence": "offense",
    "trade union": "labor union", "secondary school": "high school", "primary school": "elementary school",
    "social services": "child protective services", "shop": "store", "shops": "stores", "holiday": "vacation",
}  # fmt: skip
# Words that mean something else on the other side, or are common to both, are changed one way only.
_ONE_WAY = frozenset(
    {"flat", "flats", "pupil", "pupils", "shop", "shops", "holiday", "solicitor", "solicitors", "headteacher",
     "headteachers", "learnt", "whilst", "amongst", "practise", "practised", "practising", "programme", "programmes",
     "licence", "supermarket", "trade union", "secondary school", "primary school", "social services", "mummy"}
)  # fmt: skip
_US_TO_UK = {us: uk for uk, us in _UK_TO_US.items() if uk not in _ONE_WAY}


def to_variety(word: str, wanted: Variety) -> str:
    """The word as that side spells it, in the same case; anything unknown, and "unknown", leaves it alone."""
    if wanted == "unknown":
        return word
    table = _UK_TO_US if wanted == "us" else _US_TO_UK
    found = table.get(word.lower())
    if found is None:
        return word
    if word.isupper() and len(word) > 1:
        return found.upper()
    return found[0].upper() + found[1:] if word[0].isupper() else found
