"""The author says that the person agreed to be written about. Attributes: `scope` ("draft"), `consent` (True)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_TRIGGERS = (
    "permission",
    "consent",
    "agree",
    "approv",
    "blessing",
    "allow",
    " me ",
    "leave",
    "okay",
    " i could",
    " i can",
    "signed",
    "go-ahead",
)
_WHO = (
    r"(?:her|his|their|the client's|my client's|the family's|the patient's|the student's|its owner's|full|explicit|"
    r"written|express|kind|client|informed|(?-i:[A-Z])\w+'s)"
)
_TELL = (
    r"(?:shar\w+|publish\w*|print\w*|post\w*|tell\w*|told|writ\w+|us(?:e|ed|ing)|quot\w+|reproduc\w+|includ\w+|"
    r"describ\w+|discuss\w*|appear\w*|retold|reprinted)"
)
_TEXT = (
    r"(?:story|stories|words?|case|letter|post|piece|picture|drawing|poem|name|experiences?|journey|example|account|"
    r"e-?mail|session|history|quote|line|exchange|moment|material|transcript|photo\w*|images?|details?|article|chapter|"
    r"essay|blog|talk|situation|work|art|conversation|draft|text|version)"
)
_THIS = (
    rf"(?:this|it|that|these|them here|here|publicly|(?:up )?(?:about|from) (?:her|him|them|it|this|that|what|our|the|"
    rf"working)|(?:(?:some|parts?|bits?) of )?(?:her|his|their|the|our|a|an|one) (?:[\w'’-]+ ){{0,2}}?{_TEXT})\b"
)
"""What is published: this text, or something that a text can be."""
_PUBLISHED = (
    r"be(?:ing)? (?:\w+ )?(?:published|shared|printed|quoted|reproduced|included|described|discussed|retold|reprinted|"
    r"told|posted|written about|used)\b"
)
_TO_TELL = rf"(?:{_PUBLISHED}|{_TELL} (?:\w+ )?{_THIS}|(?:publish|appear)\w*\b)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_TELL}\b(?: \w+){{0,4}}? with (?:{_WHO} )*(?:permission|consent|blessing|agreement|approval)\b",
        rf"\bwith (?:{_WHO} )+(?:permission|consent|blessing|agreement|approval)\b(?=[^.!?]{{0,40}}\b{_TELL}\b|"
        rf"[\s)\]*_.!,;:]*$)",
        rf"\b(?:gave|given|gives|have|has|had|got|granted|with|obtained)(?: me| us)?(?: \w+){{0,2}}? (?:permission|"
        rf"consent|leave|blessing|the go-ahead)"
        rf" (?:to|for|from \w+(?: \w+)? to)(?: \w+){{0,3}}? {_TO_TELL}",
        rf"\b(?:has|have|had|she|he|they|who|client|family)(?: (?:both|kindly|generously|since|all))? (?:agreed|"
        rf"consented)(?: \w+){{0,3}}? (?:to|that)(?: \w+){{0,6}}? {_TO_TELL}",
        rf"\b(?:read|seen|checked|reviewed) (?:and \w+ )?(?:{_THIS}|what (?:I|is|you)\b|every \w+)(?: \w+){{0,5}}? and "
        rf"(?:\w+ )?(?:approved|agreed|okayed|ok'd|signed (?:it )?off|gave)\b",
        rf"\b(?:read|seen|checked|reviewed),? and (?:\w+ )?(?:approved|agreed(?: to)?|okayed|ok'd|signed off)"
        rf"(?: on)? {_THIS}",
        rf"\b(?:said|says|told me) (?:that )?I (?:could|can|may|might) (?:\w+ )?{_TO_TELL}",
        rf"\b(?:is|was|were|are) (?:happy|glad|fine|content|okay|ok) (?:for me to|with me) {_TELL}\b",
        rf"\b(?:lets?|allowed|allows|asked|invited) me (?:to )?(?:tell|share|write about|use|post|publish) {_THIS}",
        r"\bused (?:here )?by (?:kind )?permission\b",
    )
)
_OTHERS = re.compile(
    r"\b(?:my|our|the) (?:\w+ )?(?:manager|supervisor|head|editor|boss|lawyer|solicitor|publisher|team|"
    r"ethics committee|colleagues?)\b[^.!?]*$",
    re.IGNORECASE,
)
"""Whoever approves for the author."""
_DENIED = re.compile(
    r"\b(?:without|never|not|no|n't|haven't|hadn't|if|unless|whether|should|always|before|need|needs|must|"
    r"ask(?:ing)? for)\b[^.!?]{0,30}$",
    re.IGNORECASE,
)


def find(view: View) -> Iterator[Match]:
    """Words that say that permission was given."""
    text = view.text
    if not any(word in view.lower for word in _TRIGGERS):
        return
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span()
            if (
                _DENIED.search(text[:start])
                or _OTHERS.search(text[:start])
                or " not " in found.group()
                or any(s < end and start < e for s, e in taken)
            ):
                continue
            taken.append((start, end))
            yield Match(
                start,
                end,
                "you say that the person agreed to this being published",
                0.9,
                {"scope": "draft", "consent": True},
            )
            return


RULE = Rule(
    id="exempt.consent",
    kind=Kind.CONSENT,
    directness=Directness.DIRECT,
    summary="Where the person agreed to the publication, it is theirs to allow; the draft is shown as exempt.",
    source="ICMJE Recommendations, II.E (protection of research participants); usual forms of the statement",
    find=find,
    matches=(
        Example("Shared with permission.", ("Shared with permission",)),
        Example(
            "Dele has agreed in writing to its being published.", ("has agreed in writing to its being published",)
        ),
        Example("I write this with her consent.", ("write this with her consent",)),
        Example("She gave me permission to tell this story.", ("gave me permission to tell this",)),
        Example("He has read this and approved every word.", ("read this and approved",)),
    ),
    ignores=(
        "Never publish a case without consent.",
        "He signed the consent form for the trip.",
        "You have permission to rest.",
        "Her mother shared it without her permission.",
        "We agreed to meet on Thursdays and use the back door.",
        "Should we always ask with her permission in mind?",
        "My manager read my notes and approved them.",
        "Her sister told me I could use the back door.",
        "She let me tell her the truth.",
        "He had agreed to be there and to write to her mother.",
        "She read the letters twice and signed off.",
        "She has read and agreed the care plan.",
        "It was shared with her sister's permission.",
    ),
)
