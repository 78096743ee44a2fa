"""Sentences that show that the one before them went: short answers, words about the telling, a "since" of nothing.

Where a draft was read whole it was said of every sentence whether it stands, and short ones are held to stand too often
(`scripts/evaluation/what_stands.py`). Promises: only what follows something left out is touched; each rule is general
and, of 900 drafts left out of training, mends more than it breaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.text import Role
from assistant.rewrite.dropping import MAIN_POINT
from assistant.rewrite.line import RUNNING, Line
from assistant.rewrite.sentence import parse

_WORD = re.compile(r"[^\W\d_][\w'’-]+[.!?…]*")
"""One word alone: "Discuss.", "Nine!"."""
_IN_A_ROW = 2
"""Words of a sentence that may go on a row of single words."""
_ELLIPSIS = re.compile(
    r"(?:It|He|She|They|Not every(?:one|body)|Not all(?: of \w+)?|Some|Most|Others|Plenty|Many|Few|Nobody|No one|"
    r"Every(?:one|body))(?: of (?:us|them|you))? (?:do|does|did|is|was|were|has|have|had|can|could|will|would)"
    r"(?: not|n['’]t)?(?:[.;!]|\.?$| and (?:I|we|you|that)\b| – | — )"
)
""" "It does not.", "Not everyone does and we shouldn't promise it.": a verb that only answers another one."""
_SHORT_QUESTION = 3
"""Words of a question that only goes on asking: "Says who?", "Doing what?"."""
_NO_MORE = re.compile(r"(?:No more|No other|No further|Not even|Not once|Not (?:a|one)|Nor|Neither)\b[^,;:]*$")
_NO_MORE_WORDS = 5
_ONE_OF_TWO = re.compile(r"One (?:of them )?\w+s\b.*\bthe other\b")
""" "One cooks too much and the other …"."""
_HERALD, _HERALD_WORDS, _HERALDED = re.compile(r"(?:It|This|That|There)\b"), 8, 2
""" "It does go wrong.", where all that came after it in its paragraph, two sentences or more, is told no more."""
_TOLD = re.compile(
    r"\b(?:I|[Ww]e)(?:['’]m| am|['’]re| are|['’]ve| have)?(?: not| don['’]t| only| just)? "
    r"(?:tell|telling|told|mention|mentioning|mentioned|share|sharing)"
    r"(?: you)? (?:it|this|that|all this)(?: story)?,? (?:to|because|as|not|so|for|with|in order)\b"
)
""" "I'm not telling this to say that …": about the telling of what is told no more."""
_SAYING = "sentence story line phrase remark answer exchange anecdote message letter joke dream image scene gesture"
_THAT_SAYING = re.compile(rf"\b(?:this|that) ({'|'.join(_SAYING.split())})\b", re.I)
""" "I've told students that story", "I've stopped arguing with this sentence"."""
_QUOTE = re.compile(r"[\"“”]")
_THE_QUESTION = re.compile(
    r"(?<!out of )(?<!begs )(?<!beg )\bthe question\b(?!:)"
    r"(?! (?:of|who|that|which|whether|how|when|why|what|where|I|we|you|is|was|in|on|at|from|for|about|with)\b)"
)
_ON_A_TEXT = re.compile(
    r"\W*(?:(?:Exercise|Task|Your task|Now|Then|First|In (?:pairs|threes|groups))[:,.]?\W+)?"
    r"(?:rewrite|underline|highlight|circle|annotate|mark|strike out|cross out)\b",
    re.I,
)
""" "Underline everything that comes from an adult.": asked about a text that went."""
_SINCE = re.compile(r"\b((?:I|[Ww]e)(?:['’]ve| have)) since (?=[a-z]+)")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\bago\b")
_ECHO_WORDS, _ECHOED = 6, 5
"""Words of a sentence that takes up one of so many letters that had been said: "I don't want managing."."""


def is_to_readers(text: str) -> bool:
    """ "Wording welcome.": no scrap of a story, but asked of whoever reads."""
    return _TO_READERS.search(text) is not None


_TO_READERS = re.compile(r"\b(?:welcome|appreciated|please|thanks|thank you|below|in bio)\W*$", re.I)


def hangs_beside(text: str, following: str = "") -> bool:
    """Whether a sentence makes no sense once the one before it in its paragraph went, whatever stood there.

    A word alone does not hang that begins a row of such ("Breathe. Rest. Eat."), which the sentence `following` shows.
    """
    bare = text.strip()
    words = bare.split()
    if _WORD.fullmatch(bare) and not 0 < len(following.split()) <= _IN_A_ROW:
        return True
    if _ELLIPSIS.match(bare) or _ONE_OF_TWO.match(bare):
        return True
    if bare.endswith("?"):
        return len(words) <= _SHORT_QUESTION
    if len(words) <= _NO_MORE_WORDS and _NO_MORE.match(bare):
        sentence = parse(bare)
        return not sentence.finite(0, len(sentence))
    return False


def echoes_speech(text: str, went: str) -> bool:
    """Whether a short sentence takes up a word that somebody said in the sentence that went before it."""
    if len(text.split()) > _ECHO_WORDS or _QUOTE.search(text):
        return False
    said = " ".join(re.findall(r"[\"“]([^\"“”]+)[\"”]", went)).lower()
    long = rf"\w{{{_ECHOED},}}"
    return bool(set(re.findall(long, said)) & set(re.findall(long, text.lower())))


def is_about_telling(text: str, before: Sequence[Line]) -> bool:
    """Whether a sentence after a gap speaks of the telling, or of words or a story of which none stand before it."""
    if _TOLD.search(text) or _ON_A_TEXT.match(text):
        return True
    stays = [m.now for m in before if not m.gone and m.before.strip()]
    if _THE_QUESTION.search(text):
        return not any("?" in kept or "question" in kept.lower() for kept in stays)
    found = _THAT_SAYING.search(text)
    if found is None or _QUOTE.search(text[: found.start()]):
        return False
    if stays and before[-1].now == stays[-1] and _QUOTE.search(stays[-1]):
        return False
    return not any(re.search(rf"\b{found[1]}", kept, re.I) for kept in stays)


def goes_on(line: Line, stood: Line, now: Line) -> bool:
    """Whether a phrase without a verb of its own goes on from a sentence that stood and was found to hang."""
    if stood.gone or not now.gone or now.paragraph != line.paragraph or line.role is not Role.BODY:
        return False
    sentence = parse(line.now.strip())
    if is_to_readers(line.now) or "VB" in sentence.tags or line.now.strip()[-1:] in "?!:*_":
        return False
    opens = [i for i in range(1, len(sentence)) if sentence.tag(i) in _SUBORDINATE]
    verbs = sentence.finite(0, len(sentence))
    return not verbs or (len(verbs) <= len(opens) and opens[0] < verbs[0])


_SUBORDINATE = ("WP", "WDT", "WRB")
""" "…, everybody knowing where the towels are kept": after one of these a verb is not the sentence's own."""


def heralds(line: Line, before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether a short sentence opens a paragraph of which nothing else is left: it said that something follows."""
    text = line.now.strip()
    if line.role is not Role.BODY or len(text.split()) > _HERALD_WORDS or not _HERALD.match(text):
        return False
    if MAIN_POINT.search(text) or all(m.gone for m in before):
        return False
    rest = [m for m in after if m.paragraph == line.paragraph and m.role in RUNNING and m.before.strip()]
    opens = not any(m.paragraph == line.paragraph and m.before.strip() for m in before)
    return opens and len(rest) >= _HERALDED and all(m.gone for m in rest)


def leads_nowhere(line: Line, after: Sequence[Line]) -> bool:
    """Whether a line that ends its paragraph leads to a list, or to the rest of the draft, of which nothing is left."""
    if line.role is not Role.BODY or not _LEADS.search(line.now.strip()):
        return False
    rest = [m for m in after if m.before.strip() and m.role is not Role.MARKUP]
    if not rest or rest[0].paragraph == line.paragraph or not rest[0].gone:
        return False
    if rest[0].role is Role.LIST_ITEM:
        ends = next((k for k, m in enumerate(rest) if m.role is not Role.LIST_ITEM), len(rest))
        return all(m.gone for m in rest[:ends])
    return all(m.gone or m.role is Role.HEADING or _ONLY_TAGS.fullmatch(m.now.strip()) for m in rest)


_LEADS = re.compile(r":[*_]*$|^\W*(?:(?:for )?(?:group )?(?:discussion|reflection)|questions?)\b[^.?!]{0,25}$", re.I)
""" "Handover:", "**For discussion, in threes**"."""
_ONLY_TAGS = re.compile(r"(?:[#@]\w+\s*)+")


def since_nothing(line: Line, before: Sequence[Line]) -> Line:
    """ "We've since added it" without its "since", where what it dates from went and nothing after it tells a time."""
    found = _SINCE.search(line.now)
    if found is None:
        return line
    near = [m for m in before if m.before.strip() and m.role in RUNNING and m.paragraph >= line.paragraph - _NEAR]
    last = next((k for k in range(len(near) - 1, -1, -1) if near[k].gone), None)
    if last is None or any(_DATED.search(m.now) or "VBD" in parse(m.now.strip()).tags for m in near[last + 1 :]):
        return line
    return replace(line, now=line.now[: found.start()] + found[1] + " " + line.now[found.end() :])


_NEAR = 1
"""Paragraphs back to which a "since" may reach."""


# --- words that join --------------------------------------------------------------------------------------------


def still_joins(text: str, before: Sequence[Line], paragraph: int) -> bool:
    """Whether a "So", "Then" or "But" that opens a sentence after a gap joins it to what stands before the gap.

    A "So" does that advises the reader: it draws its conclusion from all that was said; and a "Then" that asks for the
    next step. A "But" does after a "not": "I do not offer this as a model. … But I would ask …".
    """
    stays = [m for m in before if not m.gone and m.role in RUNNING and m.before.strip()]
    if not stays:
        return False
    found = re.match(r"(So|Then|But),? ", text)
    if found is None:
        return False
    rest = text[found.end() :]
    if found[1] == "Then":
        return parse(rest).tag(0) == "VB"
    if found[1] == "So":
        return parse(rest).tag(0) == "VB" or re.search(r"\byou(?:r|['’]\w+)?\b", rest) is not None
    last = stays[-1]
    return last.paragraph == paragraph and bool(_NEGATED.search(last.now)) and not _NEGATED.search(rest)


_NEGATED = re.compile(r"\b(?:not|never|no|nothing|nobody|none)\b|n['’]t\b")
_BECAUSE = re.compile(r"Because (?=[a-zI][^,;:]*$)")


def without_because(text: str) -> str:
    """ "Because fair is not the same for everyone." without the word that answered a question which went."""
    found = _BECAUSE.match(text)
    return text if found is None else text[found.end()].upper() + text[found.end() + 1 :]
