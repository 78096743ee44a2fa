"""Places without a name that people who know the story know: "above the bookies", "the ferry terminal", "on B wing".

Reads lower-case text. A spot counts with "the" or a possessive before it, because then one certain place is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DET = r"(?:the|her|his|their)"
_HEADS = (
    r"bookies|kebab shop|chip shop|chippy|takeaway|launderette|laundrette|laundromat|nail bar|barber'?s|betting shop"
    r"|corner shop|post office|newsagent'?s|bakery|butcher'?s|funeral home|tattoo parlou?r|pub|pawn shop|liquor store"
    r"|dollar store|gas station|petrol station|garage|bus depot|fire station|church|mosque|temple|gurdwara|synagogue"
)
_NEAR = (
    r"ferry terminal|bus station|bus shelter|bus depot|train station|ranch|quarry|marina|caravan (?:park|site)"
    r"|trailer park|retail park|traveller site|travellers' site|air ?base|army base|naval base|barracks|steelworks"
    r"|power station|shipyard|slaughterhouse|abattoir|precinct|multi-?storey|underpass|viaduct|lighthouse"
    r"|harbour|pier"
    r"|reservation|reserve|clean ?room|halls of residence|dorms?|hostel|refuge|tower block|croft"
    r"|smallholding|allotments?|kibbutz|commune|convent|monastery|abattoir yard|boatyard|fish dock|docks|mill"
    r"|pit village"
    r"|colliery|dam|reservoir|weir|lock|canal basin|crematorium|cathedral|temple kitchen|food bank"
    r"|homeless shelter|shelter|night shelter"
    r"|leisure cent(?:re|er)|ice rink|skate ?park|swimming baths|lido|racecourse|stables|stockyard|feed store"
    r"|grain elevator|church hall|village hall|community cent(?:re|er)|parish hall|working men's club|legion"
    r"|rugby club|yacht club|golf club"
)
_SPOT = re.compile(
    rf"\b{_DET} (?:hotel|hostel|b&b|motel) (?:by|off|near|on|behind|at|next to) (?:the )?(?:[\w'’-]+ )?[\w'’-]+"
    rf"|\b(?:above|over|behind|opposite|next (?:door )?to|across from|round the back of|underneath|beside|by) {_DET}"
    rf" (?:[\w'’-]+ )?(?:{_HEADS})\b"
    rf"|\b(?:in|at|on|to|near|by|outside|from|behind|under|past)? ?{_DET} (?:[\w'’-]+ ){{0,2}}?(?:{_NEAR})\b"
    r"|\bthe (?!real\b|whole\b|entire\b|council\b|late\b|country\b|his\b)[a-z]{4,} (?:estate|scheme|projects)\b"
    r"|\b(?:in|on|from|off|near) an? (?:[\w-]+ )?(?:trailer park|caravan site|caravan park|council estate"
    r"|tower block|croft"
    r"|reservation|kibbutz|commune|army base|smallholding|sheep farm|dairy farm|cattle ranch|farm|high-rise"
    r"|traveller site)\b"
    r"|\bon [a-z][- ]wing\b|\bin a (?:\w+ )?(?:caravan|mobile home|static caravan|trailer|yurt|tent|hostel"
    r"|refuge|squat"
    r"|motel|lay-?by|shipping container|bedsit|fifth-wheel)\b"
    r"|\b(?:privately rented|privately-rented|housing association|supported|sheltered|temporary|emergency|shared"
    r"|asylum|council) (?:property|flat|house|bungalow|accommodation|housing|tenancy|high-rise)(?: in)?\b"
)
_CUES = frozenset(
    re.sub(r"\(\?:[^)]*\)|[^a-z|' -]", " ", f"{_HEADS}|{_NEAR}").replace("|", " ").replace("-", " ").split()
) | frozenset(
    "hotel terminals parks sites centre center leisure shop shops store barber parlour parlor wing caravan home "
    "trailer "
    "yurt tent "
    "squat motel layby bedsit wheel rented accommodation housing tenancy estate scheme projects farm high rise "
    "multistorey "
    "airbase cleanroom skatepark".split()
)
_LEAD = re.compile(r"^(?:in|at|on|to|near|by|outside|from|behind|under|past)? ?(?=(?:the|her|his|their) )")


def spots(lower: str, words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where such places stand: with "above" or "over", which go with them; else from the article on."""
    if words.isdisjoint(_CUES):
        return
    for match in _SPOT.finditer(lower):
        start = match.start()
        if not re.match(r"(?:above|over|opposite|next|across|round|underneath|beside)\b", match[0]):
            lead = _LEAD.match(match[0])
            start += len(lead[0]) if lead else 0
        yield start, match.end()
