"""The macros of `data/gist.tsv`, written out for the person whose words they are read in.

Promises: a pattern that names the speaker ({I}, {me}, {my}, {self} and what is built of them) never fits anybody else:
in a quotation only "I" and "we", in a report only the pronoun of the one who told.
"""

from __future__ import annotations

_ADVERBS = (
    r"(?: (?:just|so|very|really|always|still|too|such|completely|all|that|quite|only|even|actually|also|totally"
    r"|honestly))*"
)
_HAVING = r"(?:'d|'ve|'ll|'s| have| had| has| used to| would| will| am| is| was|'m| keep| kept)?"
_BEING = (
    r"(?:'m|'s|'re| am| is| are| was| were|'ve been|'s been|'d been| have been| has been| had been| feel| feels| felt"
    r"|'ve felt|'d felt| had felt| keep feeling| kept feeling| get| gets| got| become| became)"
)
_DENYING = (
    r"(?: don't| doesn't| didn't| do not| does not| did not| never| won't| wouldn't| can't|'ve never| have never"
    r"| had never| haven't| hasn't| hadn't|'d never)"
)
_NOT_BEING = (
    r"(?:'m not|'s not|'re not| am not| is not| isn't| are not| aren't| was not| wasn't| were not| weren't| ain't"
    r"| don't feel| doesn't feel| didn't feel| never feels?| never felt|'m never|'s never| am never| is never"
    r"| was never|'ll never be| will never be|'d never be| would never be|'ve never been|'d never been| have never been"
    r"| has never been| had never been)(?: ever| really| quite)*"
)
_UNABLE = (
    r"(?: can't| cannot| could not| couldn't| can not| can never| could never|'m not able to| wasn't able to"
    r"| am not able to| don't know how to| doesn't know how to| didn't know how to|'ve never been able to"
    r"| had never been able to| has never been able to| find it hard to| finds it hard to| found it hard to)"
)
_TRYING = (
    r"(?:'\w+)?(?: (?:just|only|really|nearly|almost|often|want|wants|wanted|tried|try|tries|trying|going|been|am|was"
    r"|is|had|has|have|thought|think|thinks|thinking|planned|plan|plans|planning|keep|keeps|kept|to|about|of|hoping|could"
    r"|might|would|will|should))*"
)
_CLOSING = (
    r"(?=$| (?:and|but|or|so|because|cos|when|whenever|if|since|any ?more|any longer|either|again|too|lately|sometimes"
    r"|always|inside|without|these days|like this|most (?:days|of the time)|all (?:the time|day|night|of the time)"
    r"|every (?:day|night|time|morning|week)|for (?:days|weeks|months|years|ages)|at (?:night|times|home|work|school"
    r"|all)|i|we|she|he|they|it|you)\b)"
)
"""The end of the clause, or words that leave it as it is: what no object and no "at chess" follows."""
_KIN = (
    r"(?:mum|mom|mam|mummy|mother|dad|daddy|father|parents|sisters?|brothers?|twin|husband|wife|partner|boyfriend"
    r"|girlfriend|fianc\w+|ex|sons?|daughters?|baby|child|children|kids|nan|nana|nanna|gran|granny|grandma|grandad"
    r"|granddad|grandpa|grandmother|grandfather|aunt|auntie|uncle|cousin|friends?|mates?|step\w+|dog|cat|family)"
)
_NOT_OWNING = (
    r"(?! (?!(?:and|but|or|so|because|cos|when|whenever|if|since|until|till|again|too|for|in|at|to|with|as|like|all"
    r"|every|once|twice|any|on|off|before|after|while|then|from|by|about|out|up|down|away|back|alone|a|it|that|there"
    r"|where|really|always|so)\b)[\w'])"
)
"""After "her": no word that it could belong to."""

FAMILIES = {
    "she": frozenset({"she", "her", "hers", "herself"}),
    "he": frozenset({"he", "him", "his", "himself"}),
    "they": frozenset({"they", "them", "their", "theirs", "themselves"}),
}
"""The pronouns of whoever tells in a report, by the first of them."""
SELF = {"I": "(?:i|we)", "she": "she", "he": "he", "they": "they"}
"""The speaker as a subject."""
_POSSESSIVE = {"I": "(?:my|our)", "she": "her", "he": "his", "they": "their"}
_OBJECT = {
    "I": r"(?:me|us)(?! (?:mum|mam|dad|nan|gran|mate|mates|brother|sister|own|head|hands?)\b)",
    "she": "her" + _NOT_OWNING,
    "he": "him",
    "they": "them",
}
_REFLEXIVE = {"I": "(?:myself|ourselves)", "she": "herself", "he": "himself", "they": "(?:themselves|themself)"}
_OTHERS = {"I": "(?:he|she|they)", "she": "(?:he|they)", "he": "(?:she|they)", "they": "(?:he|she)"}


def expanded(pattern: str, speaker: str) -> str:
    """The pattern with its macros written out for words of `speaker`: "I", "she", "he" or "they"."""
    subject = rf"\b{SELF[speaker]}"
    for name, full in {
        "{am}": rf"{subject}{_ADVERBS}{_BEING}{_ADVERBS} ",
        "{amnt}": rf"{subject}{_ADVERBS}{_NOT_BEING} ",
        "{do}": rf"{subject}{_ADVERBS}{_HAVING}{_ADVERBS} ",
        "{dont}": rf"{subject}{_ADVERBS}{_DENYING}{_ADVERBS} ",
        "{cant}": rf"{subject}{_ADVERBS}{_UNABLE}{_ADVERBS} ",
        "{trying}": rf"{subject}{_TRYING} ",
        "{other}": rf"\b{_OTHERS[speaker]}",
        "{I}": SELF[speaker],
        "{my}": _POSSESSIVE[speaker],
        "{me}": _OBJECT[speaker],
        "{self}": _REFLEXIVE[speaker],
        "{kin}": _KIN,
        "{end}": _CLOSING,
    }.items():
        pattern = pattern.replace(name, full)
    return pattern
