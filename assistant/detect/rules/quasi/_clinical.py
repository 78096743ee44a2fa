"""What clinical notes say beside the names of conditions: values, stages, gestation, injuries, and conditions by shape.

Patterns read lower-case text. `VALUES` are measurements, which only leaving out helps; `CONDITIONS` are health problems
that the lexicon may not have, because medicine makes its names by rule.
"""

from __future__ import annotations

import re

from assistant.detect.rules.quasi._numbers import WORD

_TESTS = (
    r"troponin|creatinine|potassium|sodium|(?:hb)?a1c|h(?:a)?emoglobin|hb|crp|inr|bmi|gcs|lvef|ef|egfr|lactate"
    r"|glucose"
    r"|sats|spo2|fev1|iq|cd4(?: count)?|viral load|psa|tsh|ferritin|platelets|neutrophils|bnp|d-dimer|cholesterol|ldl"
    r"|moca|mmse|ace-iii|ace-r|phq-?9|gad-?7|core-?10|core-om|bdi(?:-ii)?|epds|wisc|wais|bas3(?: \w+)?"
    r"|processing speed"
    r"|speed of processing|verbal comprehension|working memory|reading age|spelling age|apgars?|blood pressure|bp"
    r"|heart rate|pulse|birth ?weight|peak flow|bilirubin|amylase|albumin|blood alcohol"
)
_PARTS = (
    r"wrist|hip|arm|leg|ankle|femur|pelvis|collarbone|jaw|nose|ribs?|neck|back|shoulder|knee|elbow|finger|thumb"
    r"|spleen"
    r"|acl|cruciate|achilles|hamstring|meniscus|kneecap|skull|spine|vertebrae?|foot|hand|toe|eye|ear|chest"
    r"|breast|groin"
    r"|throat|stomach|scalp|cheek|chin|hands|feet|legs|arms"
)
_SITES = (
    r"pancreatic|breast|lung|bowel|colon|ovarian|cervical|prostate|liver|kidney|bladder|brain|skin|throat|stomach"
    r"|thyroid|cancer|ckd|melanoma|lymphoma|myeloma|endometriosis|heart failure|bone|testicular"
)
VALUES = re.compile(
    rf"\b(?:{_TESTS})(?: (?:score|count|level|test|was|is|of|at|around|just|only|now|still|back|up|down|to|on))*"
    r"(?:[:=] ?| )(?:[<>~] ?)?\d+(?:[.,]\d+)?(?:/\d+)?"
    r"(?: ?(?:%|mg/dl|mmol/l|mmol/mol|g/l|g/dl|ng/ml|ng/l|u/l|mmhg|kg))?(?![\w-])"
    r"|\b\d+(?:\.\d+)? ?(?:mg/dl|mmol/l|mmol/mol|g/dl|ng/ml|mmhg)\b"
    r"|\b\d(?:\.\d+)? ?(?:kg|lbs?|pounds) at birth\b"
    r"|\b(?:born|weighed) (?:weighing |in )?(?:at )?\d(?:\.\d+)? ?(?:kg|lbs?)\b"
    rf"|\b(?:born |delivered |arrived )?at (?:\d\d\+\d|(?:2\d|3\d|4[0-2]|{WORD})(?: weeks?)?(?:\+\d| weeks))"
    rf"(?! (?:old|in|of|into|after|clean|sober)\b)"
    rf"|\b\d\d\+\d(?: weeks)?\b|\b(?:\d\d|{WORD}) weeks and (?:an?|{WORD}|\d) days?\b"
    r"|\bon (?:\d|two|three|four|six|ten) ?(?:l|lit(?:er|re)s?)(?: of oxygen)?(?![\w-])"
    rf"|\bstage (?:[1-4]|iv|i{{1,3}}|one|two|three|four) (?:{_SITES})(?: cancer| disease)?\b"
    rf"|\bend[- ]stage (?:\w+ )?(?:disease|failure|copd|renal)\b"
)
VALUE_CUES = frozenset(
    """
troponin creatinine potassium sodium a1c hba1c haemoglobin hemoglobin hb crp inr bmi gcs lvef ef egfr lactate
glucose sats
spo2 fev1 iq cd4 count load psa tsh ferritin platelets neutrophils bnp dimer cholesterol ldl moca mmse ace phq
phq9 gad gad7
core core10 bdi epds wisc wais bas3 speed comprehension memory age apgar apgars pressure bp rate pulse weight
birthweight flow
bilirubin amylase albumin alcohol mg mmol ng dl ml kg lb lbs pounds birth born weeks litres liters litre liter
stage end l
""".split()
)
_NO_CONDITIONS = (
    r"(?!(?:diagnosis|prognosis|hypnosis|osmosis|symbiosis|diploma|aroma|roma|academia|nostalgia|metamorphosis|soma"
    r"|homeopathy|osteopathy|naturopathy|oklahoma|tacoma|bohemia|trophy|empathy|axioma|apotheosis|sonoma|paloma)s?\b)"
)
_NO_LEAD = (
    r"(?!(?:an?|the|her|his|their|my|of|with|has|had|have|and|or|any|this|that|some|no|in|by|from|for|called|is"
    r"|was|rare"
    r"|chronic|same|new|whole|other|imposter|impostor|stockholm|nest|serious|terminal|infectious|public)\b)"
)
CONDITIONS = re.compile(
    rf"\b{_NO_CONDITIONS}[a-z]+(?:itis|oma|osis|a?emia|opathy|algia|plegia|ystrophy|atrophy|dysplasia|sclerosis"
    r"|penia|rrhage|rrhoea|othorax"
    rf"|praxia|phasia|mnesia|gnosia|taxia|arthria|phagia)(?: type \d)?\b"
    rf"|\b(?:{_NO_LEAD}[\w'’-]+ ){{1,2}}(?:syndrome|disease|palsy|dystrophy|deficiency|tumou?r|muscular atrophy)"
    rf"(?: type \d)?\b"
    rf"|\b(?:broken|fractured|dislocated|shattered|ruptured|torn|sprained|crushed) (?:left |right )?"
    rf"(?:{_PARTS})\b"
    r"|\b(?:(?:first|second|third|fourth) |torn |ruptured )?(?:acl|mcl)(?: tear| rupture| reconstruction| repair)?\b"
    rf"|\b(?:pain|lump|rash|numbness|tremor|burns?|ulcer|tingling|ringing|cramps?) (?:in|on)"
    rf" (?:her|his|their|the|one|both)"
    rf" (?:left |right |lower |upper )?(?:{_PARTS})\b|\bbreech\b|\b(?:benign |inoperable |malignant )?tumou?r"
    rf"(?: (?:behind|in|on|near|under) (?:the|her|his|one) (?:left |right )?\w+)?\b"
    rf"|\b(?:cyst|clot|bleed|lesion|shadow|growth) (?:on|in|behind|under) (?:the|her|his|one|their) (?:left |right )?"
    rf"(?:{_PARTS}|brain|lung|lungs|liver|ovary|kidney|heart|womb)\b"
    r"|\bhear(?:s|ing|d)? (?:\w+ )?voices\b|\bsees things\b|\bsleepwalks?\b|\bbad (?:hips?|back|knees?|heart"
    r"|chest|legs?|lungs?)\b|\bwets? the bed\b|\bbed-?wetting\b"
    r"|\btongue[- ]ties?(?: divided)?\b"
)
SHAPES = (
    "itis", "oma", "osis", "emia", "opathy", "algia", "plegia", "trophy", "plasia", "sclerosis", "penia",
    "rrhage", "rrhoea",
    "thorax", "praxia", "phasia", "mnesia", "gnosia", "taxia", "arthria", "phagia", "syndrome", "disease", "palsy",
    "deficiency", "tumour", "tumor", "broken", "fractured", "dislocated", "shattered", "ruptured", "torn", "sprained",
    "crushed", "acl", "mcl", "pain", "lump", "rash", "numbness", "tremor", "burn", "burns", "ulcer", "tingling",
    "ringing",
    "cramp", "cramps",
    "breech", "tongue", "cyst", "clot", "bleed", "lesion", "shadow", "growth", "voices", "things",
    "sleepwalk", "hip", "hips", "back", "knee", "knees", "heart", "chest", "leg", "legs", "lung", "lungs",
    "sleepwalks", "wet", "wets", "wetting",
)  # fmt: skip
"""How a word ends where one of `CONDITIONS` may be."""
LAST_THREE = frozenset(shape[-3:] for shape in SHAPES)
PROCEDURES = re.compile(
    r"\b(?!anatomy|dichotomy|autonomy|economy|phlebotomy)[a-z]{3,}(?:ectomy|ostomy|otomy|oscopy|plasty|dialysis)\b"
    r"|\b(?:skin|bone) graft\b"
    r"|\b(?:two |three |four |five |a |her |his )?stents?\b|\bpacemaker\b"
    r"|\b(?:kidney|liver|heart|lung|cornea|bone marrow|stem cell) "
    r"transplant\b"
)
PROCEDURE_SHAPES = (
    "ectomy", "ostomy", "otomy", "oscopy", "plasty", "dialysis", "graft", "stent", "stents", "pacemaker", "transplant",
)  # fmt: skip
