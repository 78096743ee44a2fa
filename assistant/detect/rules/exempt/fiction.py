"""Fiction: characters of films, plays and novels, folk tales, and cases that the author says are invented.

Attributes: `scope` ("draft" where the author declares the case invented, "name" for a character that all know,
"paragraph" for a sentence about a work), and `name` for a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.exempt._known import mentions
from assistant.detect.rules.exempt._tales import scene, tale
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_CASE = (
    r"(?:case|client|patient|vignette|example|scenario|session|dialogue|story|family|pupil|student|character|person|"
    r"people|therapist|couple|conversation)s?"
)
_INVENTED = r"(?:fictional|fictitious|invented|imaginary|made[- ]up)"
_ANYBODY = (
    r"(?:man|woman|boy|girl|son|daughter|mother|father|lady|gentleman|child|baby|teenager|resident|couple|caller|"
    r"\d{1,3}[- ]year[- ]old)"
)
_THEM = r"(?:him|her|them|this (?:client|case|family|person|one)|all of them|these people)"
_PERSONS = r"(?:persons?|people|patients|clients|pupils|students|situations|scenarios|children|characters|families)"
_DECLARED = re.compile(
    rf"\b(?:think of|picture|take|consider|meet|use|is) (?:an?|this|our) (?:\w+ )?{_INVENTED} {_ANYBODY}\b"
    rf"|(?-i:\b[A-Z][\w'’-]+) \({_INVENTED}\)"
    rf"|\ball (?:[\w,]+ ){{0,3}}{_PERSONS} (?:\w+ )?(?:(?:are|were) )?{_INVENTED}\b"
    rf"|\b(?:(?:this|it|what follows|the following|that|everything here|{_CASE}(?: \w+){{0,3}}) (?:is|are|was|were) "
    rf"(?:all |entirely |wholly |"
    rf"purely |completely )?(?:a )?(?:(?:work )?of fiction|fiction|fictional|invented|made up|made-up|imaginary|"
    rf"imagined|hypothetical)"
    rf"|(?:a|the|this|these|all|an entirely|my|an|two|three|following|any) (?:\w+ )?(?:fictional|fictitious|"
    rf"hypothetical|imaginary|invented|made-up) {_CASE}"
    rf"|(?:a|this) work of fiction|any resemblance to (?:real|actual|any) \w+"
    rf"|(?:i|we)(?:'ve| have)? (?:made {_THEM} up\b|made (?:all of |all )?this up\b|invented {_THEM})"
    rf"|\b(?:that|this|it)(?:'s| is) (?:just )?me making (?:things |it |them )?up\b"
    rf"|\b(?:he|she|they|those|these)(?:'s| is|'re| are)?(?:n't| not) (?:anybody|anyone)(?=[.,;:!?)]|$)"
    rf"|none of (?:them|these people) (?:is|are) real)"
    rf"|^\W*(?:she|he|they)(?: does| do)?(?:n't| not) exist(?=[.,;:!?)]|$)"
    rf"|(?:^\W*|[:;] )(?:the )?(?-i:(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?[A-Z][\w'’-]+) (?:does|do)(?:n't| not) exist"
    rf"(?=[.,;:!?)]|$)|^\W*(?-i:(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z][\w'’-]+) (?:is|are) (?:entirely |all )?{_INVENTED}"
    rf"(?=[.,;:!?)]|$)",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:said|says?|told|thinks?|thought|claim(?:s|ed)|swore|insist(?:s|ed)|believe[sd]?|felt|feels)\b[^.!?]*$",
    re.IGNORECASE,
)
"""Before a declaration: what somebody of the case holds for invented."""
_WORK = re.compile(
    r"\b(?:in|of|from|after|watch(?:ed|ing)?|saw|seen|read(?:ing)?|rewatch(?:ed|ing)?) (?:the |that |a |this |\w+'s "
    r")?(?:\w+ ){0,2}?"
    r"(?:film|movie|novel|play|series|sitcom|soap|musical|opera|fairy ?tale|fairy story|myth|TV show|show|drama|"
    r"picture book|"
    r"short story|episode|season)\b"
    r"|\b(?-i:(?:[Rr]e)?[Ww]atch(?:ed|ing) (?=[A-Z][\w']+(?: (?:by|of|the|and|in|on|a|to|for|[A-Z][\w']+))* [A-Z][\w']+"
    r"[^.!?]{0,20}\b(?:film|movie|cinema|series|again)\b))"
    r"|\b(?:the (?:main |title |lead |fictional )?(?:character|protagonist|hero|heroine|narrator|antagonist)|plays? "
    r"the part of|played by)\b",
    re.IGNORECASE,
)
_QUOTED_WORK = re.compile(
    r"\b(?:film|movie|novel|play|series|character|protagonist|scene|episode|season|Pixar|Disney|Shakespeare|Netflix|"
    r"myth)\b",
    re.IGNORECASE,
)
_CHARACTER = re.compile(
    r"\b(?:[Tt]he )?(?:fictional |main )?(?:[Cc]haracter|[Pp]rotagonist|[Hh]ero|[Hh]eroine|[Nn]arrator)(?: of|,| "
    r"called| named)? (?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)

_DECLARING = (
    "fiction",
    "fictitious",
    "invent",
    "made ",
    "making",
    "anybody",
    "anyone",
    "imagin",
    "hypothe",
    "exist",
    "real",
    "resemblance",
)
_WORKS = (
    "film",
    "movie",
    "novel",
    "play",
    "series",
    "sitcom",
    "soap",
    "musical",
    "opera",
    "fairy",
    "myth",
    "show",
    "drama",
    "book",
    "story",
    "episode",
    "season",
    "character",
    "protagonist",
    "hero",
    "narrator",
    "antagonist",
    "scene",
    "pixar",
    "disney",
    "shakespeare",
    "netflix",
)
"""Cheap checks before the patterns run."""

_SOMEBODY = re.compile(
    r"\b(?:my|our|a|her|his) (?:\w+ ){0,2}(?:client|patient|pupil|student|sister|brother|son|daughter|mum|mother|dad|"
    r"father)\b"
    r"|\b(?:he|she|they|we|I) (?:and|both|watch|saw)"
    r"|\b(?:told|asked|showed|said to|rang|texted|emailed) (?:me|us)\b"
    r"|\b(?:her|his) (?:step)?(?:dad|mum|mom|gran|nan)\b",
    re.IGNORECASE,
)
"""Somebody of a case watches or reads; the names beside them may be real."""


def find(view: View) -> Iterator[Match]:
    """Declarations of fiction, works with their people, characters that everybody knows."""
    text, lower = view.text, view.lower
    if any(word in lower for word in _DECLARING):
        for found in _DECLARED.finditer(text):
            of_several = text.startswith(" of ", found.end()) and found.group().lower().endswith("made up")
            if of_several or _HELD.search(text[: found.start()]):
                continue
            yield Match(found.start(), found.end(), "the author says that this is invented", 0.9, {"scope": "draft"})
    told = any(word in lower for word in _WORKS)
    work = _WORK.search(text) if told else None
    names = [m for m in mentions(view) if m.sort == "fiction"]
    about = (work is not None or (told and _QUOTED_WORK.search(text) is not None)) and _SOMEBODY.search(text) is None
    for mention in names:
        if mention.firm or about:
            yield Match(
                mention.start,
                mention.end,
                "a character of fiction, not a case",
                0.9,
                {"scope": "name", "name": mention.name},
            )
    if work is not None and _named_soon(text, work):
        yield Match(work.start(), work.end(), "about a work of fiction, not a case", 0.8, {"scope": "paragraph"})
    elif (unnamed := scene(text)) is not None:
        yield Match(unnamed.start(), unnamed.end(), "about a work of fiction, not a case", 0.8, {"scope": "paragraph"})
    elif (folk := tale(text)) is not None:
        yield Match(folk.start(), folk.end(), "a tale that is told everywhere, not a case", 0.7, {"scope": "paragraph"})
    for found in _CHARACTER.finditer(text) if told else ():
        if not any(m.start < found.end() and found.start("name") < m.end for m in names):
            yield Match(
                found.start("name"),
                found.end("name"),
                "a character of fiction, not a case",
                0.7,
                {"scope": "name", "name": found.group("name")},
            )


def _named_soon(text: str, work: re.Match[str]) -> bool:
    """Whether a capitalised word follows the work within a few words, and nobody of a case comes before it."""
    if _SOMEBODY.search(text):
        return False
    return re.match(r"[^.!?]{0,25}?(?<=[\s,\"“])[A-Z][a-z]+", text[work.end() :]) is not None


RULE = Rule(
    id="exempt.fiction",
    kind=Kind.FICTION,
    directness=Directness.DIRECT,
    summary="Characters of fiction and folk tales, and cases that the author declares invented are nobody's.",
    source="assistant/data/known_people.tsv; usual forms of declaration",
    find=find,
    matches=(
        Example("In the film, Will Hunting never cries until he does.", ("In the film", "Will Hunting")),
        Example("The fictional client below is called Jane.", ("The fictional client",)),
        Example("Watched Harbour of Glass again for our film group.", ("Watched ",)),
        Example("Hamlet can't decide, and neither can we.", ("Hamlet",)),
        Example("I made her up on the train.", ("I made her up",)),
        Example("(I made this up, he isn't anybody.)", ("I made this up", "he isn't anybody")),
        Example("Mrs Tarn is an invented 71-year-old on a ward.", ("is an invented 71-year-old",)),
        Example("Amina (fictional), 37, has come for five months.", ("Amina (fictional)",)),
        Example("All names and situations are made up.", ("All names and situations are made up",)),
        Example("One thing first: the Pargeters do not exist.", (": the Pargeters do not exist",)),
        Example("Mrs Baxendale is made up.", ("Mrs Baxendale is made up",)),
        Example("All persons below are fictitious.", ("All persons below are fictitious",)),
        Example("The protagonist, Elinor, hoards string.", ("The protagonist", "Elinor")),
        Example("In the film the lighthouse keeper's wife stops talking.", ("In the film the lighthouse",)),
        Example("In this week's episode the inspector finds his son.", ("In this week's episode the inspector",)),
        Example("A hermit was asked by a soldier where hell is.", ("A hermit was asked by a soldier",)),
        Example("A queen had a mirror that lied.", ("A queen had",)),
    ),
    ignores=(
        "My client watched the film twice with Matilda.",
        "She does not exist for other people's comfort.",
        "Penelope came back on Thursday with the key.",
        "Watched Dad go down the drive again.",
        "He talked all day to an imaginary woman behind the fridge.",
        "I made her a cup of tea and she told me about the flood.",
        "Her father carries on as if she doesn't exist.",
        "To her father Anna doesn't exist any more.",
        "Sarah is made up about the flat.",
        "He said the story was made up, but the burns are real.",
        "The family is made up of four brothers.",
        "After the show Mia told me that she was tired.",
        "All the names are made up.",
        "We play the same game every week.",
        "In last night's episode the patient hit a nurse.",
        "My client, a monk, was asked by a farmer to pray.",
        "A monk came by the clinic and asked whether he might sit.",
        "A rabbi I see asked a widow to forgive him.",
        "A farmer asked a nurse why he was tired.",
    ),
)
