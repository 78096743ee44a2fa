"""Sentences by which a folk tale or a scene on page or screen shows itself, without a name in it.

Promises: no sentence in which the author, a client or a place of work comes in is taken for one, nor one with a name or
a figure: a farmer may see a monk, and a therapist either of them.
"""

from __future__ import annotations

import re

_RULERS = r"(?:king|queen|emperor|empress|sultan|prince|princess|tsar)"
_WISE = (
    r"(?:rabbi|monk|wise (?:woman|man)|sage|hermit|dervish|[Zz]en master|guru|abbot|holy man|woodcutter|"
    rf"sorcerer|fairy|{_RULERS})"
)
_FOLK = (
    r"(?:farmer|fisherman|widow|widower|businessman|merchant|soldier|servant|beggar|peasant|traveller|traveler|shepherd|"
    r"villager|disciple|novice|miller|samurai|warrior|thief|pilgrim|mother|father|young man|young woman|boy|girl|rich "
    rf"man|poor man|{_WISE})"
)
_OLD = r"(?:old |young |poor |rich |great |certain |foolish |proud |famous )?"
_TALE = re.compile(
    rf"^\W*(?:[Oo]nce,? |[Oo]ne day,? |[Ll]ong ago,? )?(?:[Aa]n?|[Tt]wo|[Tt]hree) {_OLD}{_WISE}s?\b[^.!?]*? an? {_OLD}"
    rf"{_FOLK}\b"
    rf"|^\W*(?:[Oo]nce,? |[Oo]ne day,? |[Ll]ong ago,? )?[Aa]n? {_OLD}{_FOLK}\b[^.!?]*? an? {_OLD}{_WISE}\b"
    rf"|^\W*[Aa]n? (?:businessman|banker|tourist|rich man|merchant)\b[^.!?]*? an? (?:old )?fisherman\b"
    rf"|^\W*[Aa]n? (?:old )?fisherman\b[^.!?]*? an? (?:businessman|banker|tourist|rich man|merchant)\b"
    rf"|^\W*(?:[Oo]nce,? )?[Aa]n? {_OLD}{_RULERS} (?:once )?(?:had|lived|wanted|ruled|called|sent|asked|ordered|gave)\b"
    rf"|^\W*(?:[Oo]nce upon a time|[Oo]nce (?=there)|[Tt]here (?:once )?(?:was|lived) (?:once )?an? {_OLD}{_WISE}\b)"
    rf"|^\W*[Aa]n? {_OLD}(?:{_WISE}) (?:came by|came along|passed by|was passing|happened by|was walking|"
    rf"sat (?:under|by|in front of|at the foot of))\b"
)
_SCENE = re.compile(
    r"\b[Ii]n the (?:novel|film|movie|sitcom|soap|short story|fairy ?tale|opera|drama),? (?:the|an?|two) (?!\w+ I )\w+"
    r"|\b(?:[Ii]n )?(?:last night|last week|this week|tonight|yesterday|Sunday)['’]s (?:episode|film|drama|instalment|"
    r"thriller),? (?:the|an?) (?:\w+ )?(?:detective|inspector|narrator|protagonist|hero|heroine|villain|character|"
    r"sheriff|spy|duke|duchess|countess|lead|sergeant|butler)\b"
    r"|\b[Tt]he (?:unnamed |unreliable |child |young )?narrator(?:['’]s \w+)? (?:is|was|has|tells|loses|never|finds|"
    r"goes|comes|dies|leaves|says|gives|sees|knows|cannot|can['’]t)\b"
)
_OURS = re.compile(
    r"\b(?:I|[Ii]['’]\w+|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur|[Mm]ine)\b"
    r"|\b(?:clients?|patients?|pupils?|students?|supervisees?|residents?|session|therap\w+|counsell\w+|clinic|hospital|"
    r"ward|hospice|school|surgery|appointment|referr\w+|diagnos\w+|depress\w+|medication|caseload|chaplain\w*)\b"
    r"|\d|(?<=[a-z,] )(?!Zen\b|God\b|I\b)[A-Z][a-z]"
)
"""What no tale has: the author, their work, figures, and names inside the sentence."""


def tale(text: str) -> re.Match[str] | None:
    """How a folk tale begins or goes on here ("A rabbi was asked by a farmer …"), or None."""
    return None if _OURS.search(text) else _TALE.search(text)


def scene(text: str) -> re.Match[str] | None:
    """What says that a nameless scene is from a book or a screen ("In the novel the narrator's mother"), or None."""
    return None if _OURS.search(text) else _SCENE.search(text)
