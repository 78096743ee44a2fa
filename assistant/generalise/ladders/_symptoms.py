"""Complaints that everybody has at some time, and findings that are absent: they tell nobody apart.

A text from which the date goes says only that somebody once had a cough. In a single week 38 % of adults have back
pain, 36 % are tired, 35 % have a headache, 34 % a blocked nose (Petrie et al., BMJ Open 2014, e005374); over a life
nearly everybody has each of them. A complaint with a name of its own ("scotoma", "aphasia") is none of these.
"""

from __future__ import annotations

import re

from assistant.domain.ladders import Share
from assistant.language.inflect import base, singular

ANYBODYS = Share(
    0.3, 1.0, "Petrie et al., BMJ Open 2014: a third have it in one week, nearly all at some time", "adults"
)

_COMPLAINTS = frozenset(
    "pain ache headache backache toothache fever cough cold congestion flu throat nose sneeze vomit vomiting nausea "
    "diarrhea diarrhoea constipation dizziness dizzy tired tiredness fatigue weakness rash itch itching pruritus "
    "swelling swollen cramp stiffness chill sweat sweating indigestion heartburn bloating reflux "
    "breath breathlessness breathing wheeze hoarse hoarseness voice sleep insomnia appetite eating drinking intake "
    "weight thirst numbness tingling nauseated discomfort malaise unwell sick ill symptom complaint onset episode "
    "infection allergy sinus ear eye knee shoulder ankle wrist elbow hip neck back foot toe leg arm hand chest "
    "stomach abdomen abdominal head muscle joint skin ankle tummy puffy sore run feel feeling down sudden".split()
)
_PLAIN = frozenset(
    "have has had be is was been get got take develop start begin become feel notice seem complain report note "
    "describe state deny admit present suffer experience continue persist worsen improve come go some any much many "
    "more most little bit very quite slight slightly mild mildly moderate moderately severe severely occasional "
    "occasionally intermittent intermittently persistent frequent general generalized generalised low grade "
    "low-grade high acute subjective significant similar other new recent right left bilateral upper lower side "
    "both a an the of in on with and or from for to his her their its at as by not no also since when while about "
    "s t year month week day all one two several few".split()
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_ABSENT = re.compile(r"(?:no|denie[sd]|denying|without|not any|n['’]t any|negative for)\b", re.I)
_ABSENT_BEFORE = re.compile(
    r"\b(?:no|denie[sd]|denying|without|negative for|not (?:have|had|report|complain of)(?: any)?|absence of)"
    r"(?:(?:\s+|,\s*|/|-)(?!(?:but|and (?:has|had|he|she|is|was)|he|she|has|had|is|was)\b)[\w/]+){0,12}[\s,/]*$",
    re.I,
)
"""What is denied may be a list: "no chest pain, nausea or …"."""


def is_anybodys(words: str, before: str) -> bool:
    """Whether `words`, after the text `before`, say nothing but an everyday complaint, or that there is none."""
    if _ABSENT.match(words.strip()) or _ABSENT_BEFORE.search(before):
        return True
    said = [w for w in _WORD.findall(words.lower()) if w not in _PLAIN and (base(w) or w) not in _PLAIN]
    forms = [{w, singular(w) or w, base(w) or w, *w.split("-")} for w in said]
    return bool(said) and all(f & _COMPLAINTS for f in forms)
