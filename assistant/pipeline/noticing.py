"""What noticed words mean for a draft: their ladders and rungs, and what a model's passes add to a result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.details import Detail, Directness, Evidence, Kind
from assistant.domain.ladders import EVERYONE, Ladder, Rung
from assistant.domain.notices import Notice
from assistant.domain.ports import Attacked, Looked
from assistant.domain.risk import Outcome, Tier
from assistant.domain.text import Draft
from assistant.language.inflect import article, noun_singulars
from assistant.pipeline.goals import tightened
from assistant.pipeline.values import Options, Result
from assistant.risk.raising import raised

_ARTICLES = frozenset({"the", "a", "an", "my", "our", "her", "his", "their"})
AS_YOU_SAY = "your glossary says it like this"
GAVE_AWAY = "a model that saw the text alone could tell something from it"
NEVER_AS_IT_IS = "your glossary says that it never stays"


def with_own_wordings(details: Sequence[Detail], notices: Sequence[Notice]) -> tuple[Detail, ...]:
    """The details, with a ladder of the person's own wording where the glossary has one."""
    said = {_plain(each.words): each.say or _sort_of(each.words) for each in notices if each.say or each.always}
    if not any(said.values()):
        return tuple(details)
    own = {_plain(each.words) for each in notices if each.say}

    def worded(detail: Detail) -> Detail:
        words = next((w for w in map(_plain, detail.texts) if w in said), "")
        return _worded(detail, said.get(words, ""), own=words in own)

    return tuple(worded(detail) for detail in details)


def rungs_noticed(details: Sequence[Detail], notices: Sequence[Notice]) -> dict[str, tuple[int, str]]:
    """Where details of the glossary have to stand: on the person's wording, or as general as a wording goes."""
    found: dict[str, tuple[int, str]] = {}
    for notice in notices:
        if not (notice.always or notice.say):
            continue
        for detail in details:
            if detail.ladder is None or not detail.counts or _plain(notice.words) not in map(_plain, detail.texts):
                continue
            last = len(detail.ladder.rungs) - 1
            found[detail.id] = (1, AS_YOU_SAY) if notice.say else (max(last - 1, 1), NEVER_AS_IT_IS)
    return found


def found_in(draft: Draft, attacked: Attacked) -> tuple[Notice, ...]:
    """What the attack found in words that the draft itself has too: details for another try."""
    text = _plain(draft.text)
    evidence = Evidence("model", "attack", 0.7)
    return tuple(
        Notice(words, Kind.EVENT, Directness.EPISODIC, evidence, GAVE_AWAY, {"event": "scene"})
        for words in dict.fromkeys(w for _, reason in attacked.found for w in reason.words)
        if _plain(words) in text
    )


def standing_in(text: str, attacked: Attacked) -> Attacked:
    """What the attack found, as far as its words stand in `text`."""
    there = _plain(text)
    found = tuple((r, reason) for r, reason in attacked.found if any(_plain(w) in there for w in reason.words))
    return replace(attacked, found=found)


def with_insight(result: Result, options: Options, looked: Looked, attacked: Attacked) -> Result:
    """The result with what the model's passes found; a pass that was not finished leaves nothing concluded."""
    background = replace(options.background, region=result.analysis.region)
    closed = (*looked.closed, *attacked.closed)
    notes = (*looked.notes, *attacked.notes)
    before = raised(result.analysis.risk, background, (), looked.closed, looked.notes)
    risk = raised(result.risk, background, attacked.found, closed, notes)
    analysis = replace(result.analysis, risk=before)
    targets = tightened(options.goal(), risk)
    above = any(risk.readers[reader].tier > tier for reader, tier in targets.items())
    outcome = result.outcome
    if above or risk.overall is Tier.CANNOT_TELL:
        outcome = Outcome.FURTHER if outcome in (Outcome.PUBLISH, Outcome.UNCHANGED) else outcome
    return replace(result, analysis=analysis, risk=risk, outcome=outcome)


def _sort_of(words: str) -> str:
    """What sort of thing it is: "a group" for "the Thursday group"; "" where its last word is no plain noun."""
    head = words.split()[-1]
    if len(words.split()) < 2 or not head.isalpha() or head.lower() not in noun_singulars():
        return ""
    noun = head.lower()
    return f"{article(noun)} {noun}" if words.split()[0].lower() in _ARTICLES else noun


def _worded(detail: Detail, say: str, *, own: bool) -> Detail:
    """The detail with that wording; where it is not the person's own, only if the ladder has none of its own."""
    if not say or detail.ladder is None or (not own and len(detail.ladder.rungs) > 2):
        return detail
    written = detail.ladder.rungs[0]
    rungs = (written, Rung(say, "as you say it", EVERYONE), Rung("", "left out", EVERYONE))
    return replace(detail, ladder=Ladder(rungs))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
