"""The event lexicon at work: triggers of data/events.tsv found in a passage, with who it happened to.

Attributes that the event rules share: `event` (class in events.tsv, or "scene"), `distinctive`, `rarity` ("unique",
"rare", "uncommon", "common"), `form` ("clause" for a verb phrase, "bare" for one without
subject, "participle", "cleft" for "her brother who …", "noun"),
`first_or_only` and `by` "author" where it happened to the author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.data.events import Event, events
from assistant.detect.quotations import quotes
from assistant.detect.rules.episodic._frame import Act, By, acts, span
from assistant.detect.view import View
from assistant.language.inflect import gerund, participle, past, third_person
from assistant.language.patterns import Pattern

KIN = {
    "child": "sons?|daughters?|bab(?:y|ies)|twins?|triplets?|child|children|kids?|boys?|girls?|little (?:boy"
    "|girl)|newborn|firstborn|toddler"
    "|youngest|eldest|oldest|stepson|stepdaughter|grandson|granddaughter|grandchild|grandchildren",
    "parent": "mums?|moms?|mams?|mammy|mother|dads?|father|parents|stepmum|stepdad|stepmother|stepfather"
    "|mother-in-law|father-in-law",
    "grandparent": "grans?|nans?|nana|nanna|granny|grandma|grandmother|grandfather|grandad|granddad|grandpa"
    "|grandparents|abuela|abuelo|great-aunt",
    "partner": "husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|widow|widower|spouse|ex",
    "sibling": "brothers?|sisters?|twin brother|twin sister|siblings?|half-brother|half-sister",
}
KIN["kin"] = "|".join(
    (*KIN.values(), "uncle|aunt|auntie|cousins?|nephew|niece|best friend|friend|dog|colleague|neighbour|neighbor")
)
_BE = "be|am|is|are|was|were|been|being|'s|'re|got|gets|get|getting"
_FORMS = {
    "be": _BE,
    "have": "have|has|had|having|'ve|'d",
    "do": "do|does|did|done|doing",
    "drown": "drown|drowns|drowned|drowning",
}
_SUBJECT = re.compile(r"^(child|parent|grandparent|partner|sibling|kin|any|thing): ")
_DETERMINER = (
    r"(?:(?:her|his|their|the|a|an|my|our|both|all|one|two|three|four|of|own) |[\w-]+'s "
    r"|(?:only|first|second|unborn|baby|little|twin|old|older|younger|eldest|newborn|beloved|premature) ){0,4}"
)
_CLEFT = re.compile(r"\b(?:it was|it's|it is) (?P<who>(?:[\w'-]+ ){1,4}(?:who|that)) $", re.I)
_ANY = r"(?:[\w'’&-]+,? ){0,4}?"


@dataclass(frozen=True, slots=True)
class Found:
    """One event in a passage: characters `start` to `end`, its row, the act that tells it (None for nouns)."""

    start: int
    end: int
    event: Event
    act: Act | None
    form: str


@dataclass(frozen=True, slots=True)
class _Trigger:
    event: Event
    rest: str
    """What follows the verb, as the table has it."""
    subject: re.Pattern[str] | None
    thing: bool
    """Asks for a subject that is no person ("the bus overturned")."""
    bare: bool
    """May stand without auxiliary and subject ("excluded on Monday")."""

    def after(self, text: str, end: int) -> re.Match[str] | None:
        """What follows the verb that ends at `end`, where it is what the trigger asks for."""
        return _pattern(self.rest).match(text, end)


@cache
def _triggers() -> tuple[dict[str, list[_Trigger]], dict[str, tuple[Event, bool]]]:
    """Triggers by the first word of each of their forms; noun triggers with whether "the" is enough."""
    verbs: dict[str, list[_Trigger]] = {}
    nouns: dict[str, tuple[Event, bool]] = {}
    for event in events():
        for trigger in event.triggers:
            if trigger.startswith("@"):
                nouns[trigger.lstrip("@")] = (event, trigger.startswith("@@"))
                continue
            asked = _SUBJECT.match(trigger)
            subject = re.compile(KIN[asked[1]]) if asked and asked[1] in KIN else None
            body = trigger[asked.end() :] if asked else trigger
            first, _, rest = body.partition(" ")
            verb = re.fullmatch(r"<(\w+)>", first)
            for form in _forms(verb[1]) if verb else (first,):
                verbs.setdefault(form, []).append(
                    _Trigger(event, rest, subject, bool(asked and asked[1] == "thing"), verb is None)
                )
    return verbs, nouns


@cache
def _pattern(rest: str) -> Pattern:
    return Pattern(_written_out(rest))


def _forms(verb: str) -> tuple[str, ...]:
    known = _FORMS.get(verb)
    if known:
        return tuple(known.split("|"))
    return tuple(dict.fromkeys((verb, past(verb), participle(verb), third_person(verb), gerund(verb))))


def _written_out(rest: str) -> str:
    for name, words in KIN.items():
        rest = rest.replace("{" + name + "}", f"(?:{words})")
    rest = re.sub(r"<(\w+)>", lambda m: "(?:" + "|".join(_forms(m[1])) + ")", rest)
    rest = rest.replace("{a}", _DETERMINER).replace("{an}", _DETERMINER).replace("{..}", _ANY)
    adverbs = r"(?: (?:just|since|nearly|only|also|recently|then|once|never|later|later been|been|had|not))*"
    return adverbs + (r" " + rest + r"(?!\w)" if rest else r"(?!\w)")


@lru_cache(maxsize=8)
def find_events(view: View) -> tuple[Found, ...]:
    """Events of the lexicon that happened to somebody in the passage; the first row wins where triggers overlap."""
    verbs, nouns = _triggers()
    found: list[Found] = []
    here: tuple[Act, ...] | None = None
    for index, word in enumerate(view.words):
        fitting = [t for t in verbs.get(word.lower, ()) if t.after(view.lower, word.end)]
        if not fitting and word.lower not in nouns:
            continue
        here = acts(view) if here is None else here
        if any(f.start <= word.start < f.end for f in found) or _quoted(view, word.start):
            continue
        one = _as_noun(view, index, *nouns[word.lower]) if word.lower in nouns else None
        for trigger in fitting:
            if one is not None:
                break
            one = _as_verb(view, index, trigger, here)
        if one is not None and not any(f.start < one.end and one.start < f.end for f in found):
            found.append(one)
    return tuple(found)


def _quoted(view: View, at: int) -> bool:
    return any(q.start <= at < q.end for q in quotes(view))


def _as_verb(view: View, index: int, trigger: _Trigger, here: tuple[Act, ...]) -> Found | None:
    """The event as its act tells it, or None where it is general, supposed or nobody's."""
    act = next((a for a in here if a.start <= index <= a.main), None)
    if act is None:
        if view.tags[index] not in ("VBG", "VBN") and not trigger.bare:
            return None
        return _as_participle(view, index, trigger, here)
    if not act.happened or act.by is By.GENERAL:
        return None
    if (act.by is By.THING) != trigger.thing and not (trigger.subject or (trigger.bare and act.by is By.THING)):
        return None
    if trigger.subject is not None and trigger.subject.fullmatch(act.label) is None:
        return None
    if act.by is By.NONE and view.tags[act.start] not in ("VBN", "VBD"):
        return None
    matched = trigger.after(view.lower, view.words[index].end)
    start, end = span(view, act.start, act.end)
    end = max(end, matched.end() if matched else end)
    cleft = _CLEFT.search(view.text, 0, start)
    if cleft is not None:
        return Found(cleft.start("who"), end, trigger.event, act, "cleft")
    return Found(start, end, trigger.event, act, "bare" if act.by is By.NONE else "clause")


_CARRIES = frozenset(
    {
        "after",
        "since",
        "before",
        "from",
        "for",
        "about",
        "by",
        "of",
        "despite",
        "following",
        "when",
        "while",
        ",",
        "(",
        "and",
    }
)


def _as_participle(view: View, index: int, trigger: _Trigger, here: tuple[Act, ...]) -> Found | None:
    """ "…, recently widowed," and "after losing her leg": hangs on an act of the same passage or stands alone."""
    if trigger.subject is not None or not index:
        return None
    before = index - 1
    while before > 0 and view.tags[before] in ("RB", "DT"):
        before -= 1
    if view.words[before].lower not in _CARRIES:
        return None
    holder = next((a for a in reversed(here) if a.start < index), here[0] if here else None)
    if holder is None:
        if view.tags[index] == "VBG":
            return None
    elif (
        holder.by in (By.GENERAL, By.THING)
        or holder.modal
        or holder.supposed
        or (view.tags[index] == "VBG" and not holder.past)
    ):
        return None
    end = index + 1
    while (
        end < len(view.words)
        and (
            view.tags[end] not in (".", ",", ":", ")", "CC")
            or (view.tags[end] == "," and view.tags[end + 1 : end + 2] == ("IN",))
        )
        and view.tags[end] not in ("VBD", "VBZ", "VBP", "MD")
    ):
        end += 1
    start, stop = span(view, index, end)
    return Found(start, stop, trigger.event, holder, "participle")


_KNOWN = frozenset({"of", "in", "after", "during", "since", "before", "until", "from", "by", "survived"})


def _as_noun(view: View, index: int, event: Event, known: bool) -> Found | None:
    """ "Her brother's suicide", "the week of the flood": somebody's, or known to all."""
    words, tags = view.words, view.tags
    if tags[index] not in ("NN", "NNS", "NNP"):
        return None
    start = index
    while start > 0 and tags[start - 1] in ("PRP$", "POS", "NN", "NNP", "JJ", "DT", "NNS"):
        start -= 1
    owned = any(
        (tags[at] == "PRP$" and words[at].lower not in ("my", "our", "your")) or tags[at] == "POS"
        for at in range(start, index)
    )
    lead = words[start].lower
    if any(words[at].lower in ("my", "our", "your") for at in range(start, index)):
        return None
    if not owned and not (known and lead == "the" and start and words[start - 1].lower in _KNOWN):
        return None
    if not any(a.past and a.by in (By.CASE, By.NONE, By.BOTH, By.THING) and not a.supposed for a in acts(view)):
        return None
    if start and words[start - 1].lower in ("of", "for") and not owned and not known:
        return None
    first, last = span(view, start, _with_its_place(view, index + 1) if known else index + 1)
    return Found(first, last, event, None, "noun")


def _with_its_place(view: View, index: int) -> int:
    """ "The retreat from the reservoir": the noun with the phrase that says which one it was."""
    words, tags = view.words, view.tags
    if index >= len(tags) or words[index].lower not in ("from", "of", "in", "at"):
        return index
    end = index + 1
    while end < len(tags) and tags[end] in ("DT", "NN", "NNP", "NNS", "NNPS", "JJ", "CD"):
        end += 1
    return end if end > index + 1 else index
