"""Mending after words went: articles, capitals, spaces and orphaned commas, and nothing else.

Promises: `mend(new, old)` leaves a text that was not changed as it is; articles are mended only before words that
came to stand after them through a change.
"""

from __future__ import annotations

import re

from assistant.language.inflect import article

_ARTICLE = re.compile(r"\b([Aa]n?)(\s+)(?=[\"“‘'(*_]*[\w£$€])")
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[ \t]{2,}"), " "),
    (re.compile(r"\(\s*[,;]?\s*\)"), ""),
    (re.compile(r"\(\s+"), "("),
    (re.compile(r"\s+\)"), ")"),
    (re.compile(r"[ \t]+(?=[,;:.!?…])"), ""),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r",(?=[.;:!?…])"), ""),
    (re.compile(r"([–—:;])\s*,"), r"\1"),
    (re.compile(r"(?<=[.!?]),"), ""),
    (re.compile(r"([–—])\s*(?=[.!?])"), ""),
    (re.compile(r"^[\s,;:–—]+"), ""),
    (re.compile(r"\s+,"), ","),
    (re.compile(r"\b(and|or|but),? (?=[.!?,])"), ""),
    (re.compile(r"[ \t]{2,}"), " "),
)


def mend(new: str, old: str = "") -> str:
    """`new` with the traces of a cut removed; `old` is the passage before, whose own oddities are left alone."""
    if new == old:
        return new
    body = new.rstrip()
    tail = new[len(body) :]
    lead = re.match(r"\s*", old).group() if old else ""  # type: ignore[union-attr]
    for pattern, replacement in _STEPS:
        if old and pattern.search(old.strip()):
            continue
        body = pattern.sub(replacement, body)
    body = _articles(_once(_unaddressed(body, old), old), old)
    body = _IN_NOTE.sub(lambda found: _without_bare_items(found[0], old), body)
    body = _DELIMITER.sub(lambda found: found[0].lower(), _capitalised(body.strip(), old))
    return lead + _introduced(body, old) + tail


_IN_NOTE = re.compile(r"\([^()\n]*,[^()\n]*\)")
_NOTHING_ALONE = frozenset(
    "starts started begins began finishes finished ends ended lives lived comes came goes went sits sat stays stayed "
    "arrives arrived leaves left moves moved".split()
)
"""Verbs that say nothing without where or when."""


def _without_bare_items(note: str, old: str) -> str:
    """ "(baker, starts, on his own)", of "starts at two", without the "starts"."""
    items = note[1:-1].split(",")
    bare = {i for i in items if i.strip() in _NOTHING_ALONE and not re.search(rf"[(,] ?{i.strip()} ?[,)]", old)}
    kept = [i for i in items if i not in bare]
    return note if not bare or not kept else f"({','.join(kept).strip()})"


_DELIMITER = re.compile(r"\{(?:Keep|Point):")
"""The opening of an inline mark that has been taken for the first word of a sentence."""


_NOTE_OF_SOMEONE = re.compile(
    r"(?:[\w-]+ ){0,2}?(?:male|female|man|woman|boy|girl|infant|baby|child|toddler|teenager|patient|lady|gentleman)\b",
    re.I,
)


def _introduced(text: str, old: str) -> str:
    """ "58 y/o female presents" without the age as "A female presents"."""
    someone = _NOTE_OF_SOMEONE.match(text)
    if not re.match(r"\W*\d", old) or someone is None or re.match(r"(?:an?|the|this|that|my|one|no)\b", text, re.I):
        return text
    first = text.split(maxsplit=1)[0]
    rest = text if first in old and not first.islower() else text[0].lower() + text[1:]
    return f"{article(rest).capitalize()} {rest}"


_ROLE = r"(?:(?:a|the) (?:client|patient|pupil|student|colleague|friend)|someone)"
_CALLED = re.compile(
    rf"{_ROLE}, (?!\w+ \w+,)(?=(?:i|we|you|your|yes|no|that|this|it|is|are|do|don['’]t|have|thanks?|what|if)\b)", re.I
)
_BY_NAME = re.compile(r"\W*[A-Z][\w'’-]*(?: [A-Z][\w.'’-]*)?, ")
_GREETED = re.compile(
    rf"\b(thank you|thanks|cheers|hi|hello|well done|so no|sorry),? {_ROLE}(?=[,.!?;:)]|\s*$)", re.IGNORECASE
)


_DEAR = re.compile(rf"\b[Dd]ear {_ROLE}(?=[,:!]|\s*$)")


def _unaddressed(text: str, old: str) -> str:
    """ "A client, I agree." of "Mina, I agree.", "thank you a colleague.": who is spoken to by name is left out.

    "Dear someone," becomes "Hello,".
    """
    called = _CALLED.match(text) if _BY_NAME.match(old) else None
    text = text[called.end() :] if called is not None else text
    text = _GREETED.sub(lambda found: found[0] if found[0] in old else found[1], text)
    return _DEAR.sub(lambda found: found[0] if found[0] in old else f"{'H' if found[0][0] == 'D' else 'h'}ello", text)


_TWICE = re.compile(
    r"\b((?:[a-z]+ ){0,3}?(?!again|more|less|over|round|down|away|very|years)[a-z]{4,})"
    r"(?:,? (?:and|or|\+)|,| as well as) (?:an? |some )?\1\b"
)
"""The same general words for two things side by side."""
_NOT_REAL = re.compile(
    rf"({_ROLE}) \((?:a |an )?(?:pseudonym|made-up name|invented name|name changed|not (?:his|her|their) real name|"
    r"all names changed)\)",
    re.I,
)
"""A note that a name is made up, beside the word that took its place."""
_IN_BRACKETS = re.compile(r"\b([a-z]{4,}) \(\1\)")
_APPOSED = re.compile(r"\b([a-z]{4,}), (?:the|an?|my|his|her|their) \1\b,?(?=[ .;])")
_TWO = re.compile(r"\b(A|a) (client|patient|pupil|student) and someone\b(?! (?:in|who|else)\b)")


def _once(text: str, old: str) -> str:
    """ "medication and medication", which two names became, as "medication"; "a trainee, the trainee," as the first;
    "a client (a pseudonym)" as "a client"; "a client and someone" as "two clients"."""
    for pattern in (_NOT_REAL, _IN_BRACKETS, _TWICE, _APPOSED):
        text = pattern.sub(lambda m: m.group() if m.group() in old else m[1], text)
    return _TWO.sub(lambda m: m.group() if m.group() in old else f"{'Two' if m[1] == 'A' else 'two'} {m[2]}s", text)


def _articles(text: str, old: str) -> str:
    """The indefinite article by sound, where the pair of article and word is new."""

    def agreed(match: re.Match[str]) -> str:
        following = text[match.end() :]
        word = re.match(r"\S+", following)
        if word is None or f"{match[1]}{match[2]}{word.group()}" in old:
            return match.group()
        right = article(following)
        return (right.capitalize() if match[1][0].isupper() else right) + match[2]

    return _ARTICLE.sub(agreed, text)


def _capitalised(text: str, old: str) -> str:
    """A capital at the start where the passage had one."""
    first = next((c for c in old if c.isalpha()), "")
    numbered = re.match(r"\W*\d", old) is not None and text[:1].isalpha() and (old != old.lower() or "." in old)
    if old and not first.isupper() and not numbered:
        return text
    for index, character in enumerate(text):
        if character.isalpha():
            return text[:index] + character.upper() + text[index + 1 :]
        if character.isdigit():
            return text
    return text
