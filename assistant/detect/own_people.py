"""Own people: names of the author's side, as the words beside them say, so that nobody of it is taken for the client.

Who says who they are ("I'm Marcy, a school counsellor"), who publishes with the author ("my co-host Bex", "Bex and I
recorded this one") and the author's own relatives are the author's; who works with them ("Tomasz and I ran the group")
is a colleague.
"""

from __future__ import annotations

import re

from assistant.detect.referents import KIN

_SAYING = re.compile(r"\b(?:sa(?:id|ys?)|told|tells?|goes|went|like|texted|wrote|signed)\b[^.!?]*$", re.I)
"""Before "I'm": whoever speaks is not the author."""
_I_AM = re.compile(r"(?:^|[.!?,;:–—-] ?|\b(?:hi|hello|hey|and|but),? )(?:i'm|i am|my name is|my name's) $", re.I)
_NOT_MINE = re.compile(r"^(?:'s?\b|s' | and i\b)", re.I)
_IT_IS = re.compile(r"(?:^|[.!?] )\W*(?:(?:hi|hello|hey),? )?(?:it's|this is|it is) (?:only |just )?$", re.I)
_SPEAKING = re.compile(r"^(?: here\b| again\b| speaking\b|,? (?:and )?this is\b|,? with (?:this|the|your)\b)", re.I)
_CO = r"co-?(?:host|presenter|author|editor|writer|founder|director|creator)"
_CO_BEFORE = re.compile(rf"\b(?:my|our) (?:[\w'-]+ ){{0,2}}?{_CO}s?,? (?:[A-Z]\w+(?:,| and) )?(?:and )?$", re.I)
_CO_AFTER = re.compile(
    rf"^(?:,| \(| is| was|, who is) ?(?:my|our) (?:[\w'-]+ ){{0,2}}?{_CO}\b"
    r"|^ and (?:i|me) (?:(?:just|also|have|then) )*(?:recorded|filmed|taped|made|wrote|host(?:ed)?|co-?\w+|"
    r"present(?:ed)?|edit(?:ed)?|launch(?:ed)?|publish(?:ed)?|started|run|do)\b[^.!?]{0,30}?\b(?:episodes?|podcast|blog|newsletter|"
    r"series|show|(?:this|another|last|first|next) one|channel|page|season|book|column|vlog)\b",
    re.I,
)
_WITH_ME_AFTER = re.compile(
    r"^ and (?:i|me) (?:(?:just|also|once|have|had|both|then) )*(?:ran|run|led|lead|facilitated?|co-?[a-z]+|"
    r"supervised?|team-?taught|trained|qualified|share an? office|shared an? (?:office|caseload|room))\b",
    re.I,
)
_WITH_ME_BEFORE = re.compile(
    r"\bi (?:ran|run|led|lead|co-?led|co-?lead|facilitated?|co-?facilitated?|trained|qualified|recorded)\b"
    r"[^.!?]{0,40}\bwith $",
    re.I,
)
_NO_KIN = re.compile(r"(?:kid|child|boy|girl|lad|bab|famil|twin|class|partner|people|wom|m[ae]n\b)", re.I)
_PLAIN = r"(?:(?:own|late|older|younger|elder|eldest|youngest|oldest|middle|big|little|twin|best|dear|old|lovely) )*"
_OWN_KIN = re.compile(rf"\b(?:my|our) {_PLAIN}(?P<kin>{KIN}),? $", re.I)


def is_the_authors(before: str, after: str) -> bool:
    """Whether a name between these words is the author's own, or that of somebody who publishes with them."""
    if _I_AM.search(before) and not _SAYING.search(before):
        return _NOT_MINE.match(after) is None
    if _IT_IS.search(before):
        return _SPEAKING.match(after) is not None
    return _CO_BEFORE.search(before) is not None or _CO_AFTER.match(after) is not None


def is_own_kin(before: str) -> bool:
    """Whether it is that of the author's own relative: "my sister Anna", not "one of my kids, Jamie"."""
    kin = _OWN_KIN.search(before)
    return kin is not None and _NO_KIN.match(kin["kin"]) is None


def works_with_the_author(before: str, after: str) -> bool:
    """Whether it is that of somebody who does the author's work beside them."""
    return _WITH_ME_AFTER.match(after) is not None or _WITH_ME_BEFORE.search(before) is not None
