"""Words that came to stand where they cannot: a role in a place's or a thing's stead, a verb without what it needs.

Promises: only what the wording brought in is a fault, never what the author's own sentence has too.
"""

from __future__ import annotations

import re

from assistant.language.lexicon import possible
from assistant.rewrite.people import CLIENT_NOUNS
from assistant.rewrite.sentence import NOUNS, VERBS, parse

_ROLES = "client|patient|pupil|student|resident|supervisee|mentee"
_ROLE = rf"(?:an?|the|my) (?:{_ROLES})\b(?!['’])"
_MISPLACED = re.compile(
    rf"\bnames? (?:is|was|['’]s) {_ROLE}"
    rf"|\b(?:out of|into|in|near|outside|towards|across|via|off|onto) {_ROLE}"
    rf"|\b(?:brought|bought|gave|handed|fetched|made|cooked) (?:him|her|them|me|us) {_ROLE}"
    rf"|{_ROLE} (?:beside|behind|next to|opposite|alongside) (?:him|her|them)\b"
    r"|\bsome(?:one|body) (?:the|an?|my|his|her) \w+"
    rf"|\b(?:this|that|the|an?) [a-z-]+ an? (?:{_ROLES})\b"
    rf"|, {_ROLE} (?:for|of|to)\b"
    r"|\bsome(?:one|body) in (?:the|her|his|their|my) family['’]s"
    rf"|\b(?:{_ROLES}) (?:is|was) (?:an?|the) (?:{_ROLES})\b"
    rf"|\b(?:told|gave|sold|lent|owed|showed) {_ROLE} (?:two|three|four|five|six|seven|eight|nine|ten)\b(?! \w)"
    rf"|\b(?:y/o|y\.o\.|yo|years? old) {_ROLE}"  # "This 58 y/o a client was well"
    rf"|\b(?:that|because|although|though|whether) {_ROLE}[.;!?]"  # "which is silly, given that a client."
    r"|\b(?:my|our|your|his|her|their) some(?:one|body)\b"  # "to have our Keith"
    r"|\bme and (?:he|she|they)\b|\b(?:with|to|for|of|from) (?:he|she)(?=[.,;!?]|$)"  # "stuck with me and Greg"
    rf"|\band {_ROLE} is like\b|{_ROLE} \d|\b(?:it was|it['’]s|that was|that['’]s) {_ROLE} (?:is|was|has|had)\b",
    re.I,
)
_UNFINISHED = re.compile(
    r"\b(?:takes?|took|taken) (?:me|us|her|him|them) to \w+"  # "It took me to say it."
    r"|\b\w+ (?:just|only|almost|about|around|nearly|until|by)[.!?]$"
    r"|\b(?:he|she|they|it|who|i|we), (?:i|he|she|we|they|it) \w+"  # "He, I timed it."
    r"|(?:^|[,.;(]\s*)(?:year|month|week|day|hour)s? ago"
    r"|\ba (?:history|problem|diagnosis)[,;.]"
    r"|\bat (?:least|most) (?:i|he|she|we|they|it)\b|\bfor (?:he|she|they|it|i|we) (?:has|have|had)\b"
    r"|\b(?:used|wanted|needed|brought|bought|took|made|put|gave) (?:and|but) (?:he|she|they|it|i|we)\b"
    r"|\b(?:i|he|she|they|we) (?:had|got) (?:and|but) (?:he|she|they|it|i|we)\b"  # "I had and we had a tree"
    r"|\bthe several\b|\byears? and (?:the )?\d{4}s?\b|\bhistory (?:on|for|in|and)\b"
    r"|\b(?:this|that|the|an?) (?:white|black|asian|hispanic|caucasian|pleasant|elderly|obese|divorced|retired) "
    r"(?:presents|comes|came|is|was|has|had|who|with)\b"
    r"|\b\w+ so and (?:it|he|she|they)\b|\bspend(?:ing|s)? (?:on|in|at|with)\b|\bspent (?:on|in|at|with) (?!the|an?\b)"
    r"|\b(?:we|i|she|he|they) spent (?:on|with) |\band spent on "  # "We set it aside and spent on the loss."
    r"|\b(?:is|was|are|were|been), in the words of [^,.]*[.!?]$"
    r"|\b(?:been|is|was) money (?:the|an?|his|her|their)\b"  # "he'd been money the roller"
    r"|\bworked, (?:and|but)\b|, not[.!?;]"
    r"|\bha[ds] (?:me|us|him|her|them|you) down[.,;!?]"  # "had me down for a Protestant"
    r"|\b(?:i|we|he|she|they) ha(?:d|ve|s)(?:, [^,;.!?]{1,30})?;"  # "I had, as it happened, until August;"
    r"|\b(?:had|has|have) (?:in|at|of|by|under|over|during|since|until) (?!mind\b|common\b|hand\b|stock\b|store\b|"
    r"place\b|least\b|all\b|times\b)"  # "My client had in the corridor."
    r"|\b(?:turned|showed|came|come|woke|wakes?) (?:up|in|back) left\b"  # "turned up with five minutes left"
    r"|\b(?:are|is|am|['’](?:re|s|m)) session \w+\b|\b(?:who|whom|someone|somebody) and who\b"
    r"|\bit (?:is|was|['’]s) the (?:week|month|year|day|session|time|lesson|visit)[,.;]",  # "the fifth week, I think"
    re.I,
)
_OPENS_ODDLY = re.compile(
    r"(?:into \w|(?:little|over|almost|nearly|about|around|roughly|some), "
    r"|that['’]s (?:the|my|our) \w+, (?:think|say|reckon|want|believe)s\b)",
    re.I,
)
"""What a cut left of "Six weeks into treatment", "Little over a year ago" and "Una, that's the nurse, thinks"."""
_BARE = "|".join(sorted(CLIENT_NOUNS - {"mum", "dad", "mom", "mother", "father"}))
_NO_ARTICLE = re.compile(rf"\b(?:is|was|as|being) (?:[a-z]+(?:ed|ing|al|ous|ish) )?(?:{_BARE})\b", re.I)


def misplaced(after: str, before: str) -> str:
    """What is wrong, in a plain sentence; "" when nothing is."""
    if _OPENS_ODDLY.match(after.strip()) and not _OPENS_ODDLY.match(before.strip()):
        return "It has lost its beginning."
    for pattern, message in (
        (_MISPLACED, "A word for a person stands where none can."),
        (_UNFINISHED, "It breaks off."),
        (_NO_ARTICLE, "An article is missing."),
    ):
        for match in pattern.finditer(after.strip()):
            if match.group().lower() not in before.lower():
                return message
    return _role_before_noun(after, before) or _denies_more(after, before) or _one_of_many(after, before)


_DENIED = re.compile(r"\b((?:no|without|any|never had) (?:\w+ )?\w+) (of|from|in|with|to|on|after|before) ", re.I)


def _denies_more(after: str, before: str) -> str:
    """ "no symptoms of a stroke" as "no symptoms": what is denied grows when words that narrow it go."""
    for match in _DENIED.finditer(before):
        thing, narrowed = match[1].lower(), match.group().lower().rstrip()
        if re.search(rf"\b{re.escape(thing)}\b", after.lower()) and narrowed not in after.lower():
            return "It denies more than the original."
    return ""


def _one_of_many(after: str, before: str) -> str:
    """ "an MRIs": an article for one before several."""
    sentence = parse(after)
    for i in range(len(sentence) - 1):
        word = sentence.words[i + 1].text
        several = sentence.tag(i + 1) in ("NNS", "NNPS") or (
            word.endswith("s") and word[:-1].isupper() and len(word) > 2
        )
        if sentence.low(i) in ("a", "an") and several:
            pair = f"{sentence.low(i)} {sentence.low(i + 1)}"
            if pair not in before.lower() and not sentence.low(i + 1).endswith("ss"):
                return "An article does not fit."
    return ""


def _role_before_noun(after: str, before: str) -> str:
    """ "the client syndrome": a role that came in as if it were a part of a name."""
    sentence, known = parse(after), before.lower()
    for i in range(1, len(sentence) - 1):
        joined = sentence.start(i + 1) == sentence.end(i) + 1
        if sentence.low(i) in _ROLES.split("|") and sentence.tag(i + 1) in NOUNS and joined:
            if possible(sentence.low(i + 1)) & VERBS:
                continue
            pair = f"{sentence.low(i)} {sentence.low(i + 1)}"
            if pair not in known and sentence.low(i - 1) in ("a", "an", "the", "my"):
                return "A word for a person stands where none can."
    return ""
