"""Put sentences of an episode as a possibility: "My client told me that she hates Mondays" becomes "A client may come
to hate Mondays".

Source: prose.md (speech to gist, present tense, sequence dropped) and design.md ("can", "may", "sometimes", never an
invented frequency). "May" is not said in every sentence: within a paragraph the first sentence has it, later ones
stand in the plain present, now and then with "might".
"""

from __future__ import annotations

import re
from functools import cache

from assistant import data
from assistant.rewrite.grammar import Recast, recast
from assistant.rewrite.people import Cast
from assistant.rewrite.speakers import who_tells

EXAMPLES: tuple[tuple[str, str, str], ...] = (
    ("she", "My client told me that she hates Mondays.", "A client may come to hate Mondays."),
    ("she", "A client cried when her sister rang.", "A client may cry when their sister rings."),
    ("he", "A client ghosted me.", "Sometimes a client ghosts me."),
    (
        "she",
        "She's on medication and still can't face the supermarket.",
        "Some people are on medication and still can't face the supermarket.",
    ),
    ("she", "Her husband thinks she's cross with him.", "A client's husband may think they're cross with him."),
    ("he", "When he sat down, nobody spoke.", "When a client sits down, nobody speaks."),
)
"""Pronoun of the client, sentence, and the sentence as an opening possibility."""

_FRAME = re.compile(
    r"^(?P<who>(?:[Mm]y|[Aa]n?|[Tt]he|[Oo]ne) (?:[\w-]+ )?\w+|[Ss]he|[Hh]e) "
    r"(?:once |just |also )?(?:told|tells) (?:me|us)(?: that)? (?P<what>(?:she|he)\b.*)$",
    re.S,
)
_ME = re.compile(r"\b(?:me|us)\b", re.I)
_AUTHORS_DAY = re.compile(r",? and I(?:['’]ve| have) (?:been )?[^,;]*(?=[.!?])")
_TELLING = re.compile(
    r"^(?:I want to tell you|Let me tell you|I(?:['’]d| would) like to tell you|This is (?:a|the) story)\b"
)
_FOLLOWING = ("", "", "might", "", "may", "")


@cache
def _feelings() -> dict[str, str]:
    return {about: feel for _, about, feel, *_ in data.rows("gist.tsv") if feel not in ("", "-")}


def _felt(text: str) -> str:
    """ "She talked to me about feeling alone" as "She felt alone", so that it can be put as a possibility."""
    match = _TALKED.match(text)
    if match is None:
        return text
    about = match["about"]
    for own in ("herself", "himself"):
        about = about.replace(own, "themselves")
    feel = _feelings().get(re.sub(r"\b(?:his|her)\b", "their", about))
    if feel is None:
        return text
    return f"{match['who']} may {feel}{match['end']}"


_TALKED = re.compile(
    r"^(?P<who>[A-Z][\w'’]*(?: \w+){0,2}?) (?:\w+ly )?talked(?: to (?:me|"
    r"us))? about (?P<about>[^.,;!?]+)(?P<end>[.!?,].*)$",
    re.S,
)


def opening(text: str, cast: Cast) -> str | None:
    """The sentence as the first of an episode, naming the client; None where it can't be put so."""
    if _TELLING.match(text):
        return None
    text = _felt(_unframed(_AUTHORS_DAY.sub("", text) if _TALKED.match(text) else text, cast))
    noun = f"{'an' if cast.noun[:1] in 'aeio' else 'a'} {cast.noun}"
    options = [Recast(True, noun, "may")]
    if _ME.search(text) and re.match(r"(?:an?|my|the|one|she|he)\b", text, re.I):
        present = recast(text, cast, Recast(True, noun, ""))
        if present is not None and present.lower().startswith(noun):
            return "Sometimes " + present[:1].lower() + present[1:]
    for how in (*options, Recast(True, "some people", "")):
        done = recast(text, cast, how)
        if done is not None:
            return done
    shorter = _AUTHORS_DAY.sub("", text)
    return opening(shorter, cast) if shorter != text else None


def following(text: str, cast: Cast, number: int, named: str = "") -> str | None:
    """The sentence as the `number`-th (from 1) of its episode in the paragraph; None where it can't be put so.

    `named` is what the client is called in it once more, where a "they" would mean somebody else.
    """
    text = _felt(_unframed(text, cast))
    if named and cast.pronoun and re.match(rf"{cast.pronoun}\b", text, re.I):
        again = re.search(rf"(?<!^)\b{cast.pronoun}\b.*\b(?:and|but|then) (?!{cast.pronoun}\b)", text, re.I)
        return None if again else recast(text, cast, Recast(True, named, ""))  # one verb for each, and no other
    for modal in dict.fromkeys((_FOLLOWING[number % len(_FOLLOWING)], "")):
        done = recast(text, cast, Recast(False, "", modal))
        if done is not None:
            return done
    return None


def _unframed(text: str, cast: Cast) -> str:
    """ "She told me that she …" without the telling, where the teller speaks of themselves."""
    match = _FRAME.match(text)
    if match is None or match["what"].split()[0].lower() != cast.pronoun:
        return text
    if who_tells(match["who"]) not in ("", cast.pronoun):
        return text  # somebody else tells of them: "He told me she …"
    what = match["what"]
    return what[:1].upper() + what[1:]
