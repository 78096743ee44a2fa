"""Cut English text into the words that the tagger and the chunker work on; nothing is lost or moved.

Promises: every word carries its own characters (`text == source[start:end]`), words never overlap, come in
order, and together hold every character that is not white space. Cut as in the Penn Treebank, because that is
what tags are defined on: the clitics *n't, 's, 're, 've, 'll, 'd, 'm* are words of their own ("didn't" is
*did* + *n't*, "Leeds's" is *Leeds* + *'s*), also where hurried writers leave the apostrophe out ("dont", "im",
"ive"). Hyphenated words ("34-year-old"), times, amounts, addresses, handles and hashtags stay whole. Any other
mark is a word of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Word(NamedTuple):
    """One word or mark: `start` and `end` in characters of the source, its text, and its plain lower-case form.

    `lower` has straight apostrophes, and clitics in full ("nt" in "dont" has the lower form "n't"), so that it
    can be looked up; `text` is what the author wrote.
    """

    start: int
    end: int
    text: str
    lower: str


_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
      {_LETTER}++(?=[\s,;!?)])                                 # most words, looked for first because it is quick
    | (?:https?://|www\.)[^\s<>()"”’]*[^\s<>()"”’.,;:!?]      # a web address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                            # an e-mail address
    | [@\#]\w+                                                # a handle, a hashtag
    | \d+(?:st|nd|rd|th|s|am|pm|mg|ml|kg|k|m|g|cm|mm|lb|lbs|st)\b(?:-{_LETTER}+)*   # 3rd, 90s, 3pm, 40mg
    | (?:\d+-)+{_LETTER}[\w]*(?:-\w+)*                        # 34-year-old
    | \d+(?:[.,:/]\d+)*%?                                     # 40, 1,200, 14:30, 3/4, 12%
    | (?:{_LETTER}\.){{2,}}                                   # e.g., a.m., U.K.
    | (?:Mr|Mrs|Ms|Dr|Prof|Rev|St|Mx|Jr|Sr)\.(?=\s)           # titles keep their point
    | [^\W_]+(?:[-‐‑][^\W_]+)*(?:['’][^\W_]+)*(?:[-‐‑][^\W_]+)*   # words, hyphenated, with apostrophes
    | \.{{2,}} | … | -{{2,}} | [–—]+
    | ['’](?:cos|cause|em|til|tis|twas|n)\b
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEGATION = re.compile(r"(?i)^(.+)(n['’]t)$")
_CLITIC = re.compile(r"(?i)^(.+)(['’](?:s|re|ve|ll|d|m))$")
_KEPT_WHOLE = frozenset({"o'clock", "ma'am", "y'all", "c'mon", "o'er"})

# Forms written without an apostrophe: how many letters the second word takes. "its", "ill", "well", "were", "id",
# "wed", "shell" and "hell" are words in their own right and are left alone.
_BARE: dict[str, tuple[int, str]] = {
    **dict.fromkeys(
        ("dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt", "havent", "hadnt", "wont", "cant",
         "couldnt", "wouldnt", "shouldnt", "mustnt", "neednt"),
        (2, "n't"),
    ),
    "im": (1, "'m"),
    **dict.fromkeys(("ive", "youve", "weve", "theyve"), (2, "'ve")),
    **dict.fromkeys(("youre", "theyre"), (2, "'re")),
    **dict.fromkeys(("thats", "whats", "shes", "hes", "theres", "heres", "whos", "lets"), (1, "'s")),
    **dict.fromkeys(("youll", "theyll", "itll", "thatll"), (2, "'ll")),
    **dict.fromkeys(("theyd", "youd"), (1, "'d")),
    "cannot": (3, "not"),
    "gonna": (2, "to"),
    "wanna": (2, "to"),
    "gotta": (2, "to"),
}  # fmt: skip

_OPENINGS = frozenset(".!?…:;–—-(\"“‘'")
"""Marks after which a sentence may begin."""


def words(text: str) -> tuple[Word, ...]:
    """Cut the text into words and marks, in order; offsets are in characters of `text`."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        start = match.start()
        if match[0].lower() == "lets" and found and found[-1].text not in _OPENINGS:
            found.append(Word(start, match.end(), match[0], "lets"))  # "She lets nobody in" is no "let us"
            continue
        for first, last, token, lower in _pieces(match[0]):
            found.append(Word(start + first, start + last, token, lower))
    return tuple(found)


@lru_cache(maxsize=32768)  # the same few thousand words make up most of what anybody writes
def _pieces(token: str) -> tuple[Word, ...]:
    """The words of a token, in offsets from its own start."""
    found: list[Word] = []
    _cut(token, 0, len(token), found)
    return tuple(found)


def _cut(text: str, start: int, end: int, found: list[Word]) -> None:
    """Add the token at `start:end`, divided into a host and its clitics where it has any."""
    token = text[start:end]
    lower = token.lower().replace("’", "'")
    bare = _BARE.get(lower)
    if bare is not None:
        size, full = bare
        found.append(Word(start, end - size, token[:-size], lower[:-size]))
        found.append(Word(end - size, end, token[-size:], full))
        return
    if "'" in lower and len(lower) > 1 and lower not in _KEPT_WHOLE:
        match = _NEGATION.match(token) or _CLITIC.match(token)
        if match is not None:
            middle = start + match.end(1)
            _cut(text, start, middle, found)
            clitic = text[middle:end]
            found.append(Word(middle, end, clitic, clitic.lower().replace("’", "'")))
            return
    found.append(Word(start, end, token, lower))
