"""A reading: what one passage says by itself, before the passages are put together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.detect.referents import Cues, Referent, Who
from assistant.domain.details import Directness, Finding, Kind, Subject
from assistant.domain.text import Passage, Span

PERSON_KINDS = frozenset({Kind.PERSON_NAME, Kind.PSEUDONYM})

UNSURE = "unsure"
"""Attribute of a name that may be a colleague's, an author's or a character's."""

_BEING = frozenset(
    (
        "am 'm was were are be been became live lived living grew work worked working trained moved studied "
        "had turned born qualified come came from left lost got have 've own"
    ).split()
)


_BESIDE = re.compile(r"\b(?:in|on|at|from|to|into|under|off|of|with|joined|left) \Z", re.I)
_WORK = re.compile(
    r" (?:(?!(?:of|in|on|with|for|and|own)\b)[\w'’-]+ ){0,3}?(?:class|form|year|set|register|roll|list|caseload|books|"
    r"ward|unit|wing|bay|group|clinic|practice|surgery|school|nursery|college|team|course|cohort|service|programme|hostel|"
    r"hospice|congregation|parish|choir|corridor|waiting room|rooms?|office)\b",
    re.I,
)
"""Where somebody else is: "a boy *in my reception class*", "her son, *on our register* for dyspraxia"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The findings and referents of a passage in draft offsets, and its cues."""

    passage: Passage
    findings: tuple[Finding, ...]
    referents: tuple[Referent, ...]
    cues: Cues
    telling: bool = False
    """Whether the tagger is sure that something is told of the person of a case."""
    likely: bool = False
    """Whether it holds that more likely than not."""
    sure: tuple[Span, ...] = ()
    """The words of which it is sure that, in draft offsets."""
    beside: tuple[Span, ...] = ()
    """The words of which it is sure that they tell nothing of a case, likewise."""

    def without(self, drop: Callable[[Finding], bool]) -> Reading:
        """Without the findings to `drop`; itself where there are none."""
        kept = tuple(f for f in self.findings if not drop(f))
        return self if len(kept) == len(self.findings) else replace(self, findings=kept)

    def words_of(self, finding: Finding) -> str:
        """The finding's words, as the passage has them."""
        start = self.passage.span.start
        return self.passage.text[finding.span.start - start : finding.span.end - start]

    def surely_of_the_case(self, finding: Finding) -> bool:
        """Whether the tagger is sure of more than half of the finding's words that they are told of the case."""
        where = finding.span
        covered = {i for s in self.sure for i in range(max(s.start, where.start), min(s.end, where.end))}
        return 2 * len(covered) > len(finding.span)

    def surely_beside_the_case(self, finding: Finding) -> bool:
        """Whether the tagger holds all the words of what a rule saw to be the author's, or about nobody."""
        if finding.directness in (Directness.DIRECT, Directness.VERBATIM):
            return False  # a name or somebody's own words left standing would hurt most: never on the tagger's word
        told = self.cues.third_person or self.cues.introduces
        return finding.evidence.source == "rule" and not told and any(s.contains(finding.span) for s in self.beside)

    def author_owns(self, finding: Finding) -> bool:
        """Whether the nearest person before the finding is the author, or their kin, and it is said of them."""
        left = [r for r in self.referents if r.end <= finding.span.start]
        return (
            bool(left)
            and left[-1].who in (Who.AUTHOR, Who.AUTHOR_KIN)
            and (left[-1].who is Who.AUTHOR_KIN or self.author_governs(left[-1], finding))
        )

    def author_governs(self, author: Referent, finding: Finding) -> bool:
        """ "I grew up in Leeds", "my own mother's funeral" against "I saw a nurse from Leeds"."""
        if author.label in ("me", "us", "mine"):
            return False
        start = self.passage.span.start
        between = self.passage.text[author.end - start : finding.span.start - start].lower().replace("’", "'")
        if author.label in ("my", "our"):
            phrase = self.passage.text[author.end - start : finding.span.end - start]
            beside = _BESIDE.search(self.passage.text[: author.start - start]) is not None and _WORK.match(phrase)
            return len(between.split()) <= 4 and not beside
        words = between.replace("'m", " am ").split()
        return (
            bool(words)
            and len(words) <= 8
            and any(word.strip(",.") in _BEING for word in words[:4])
            and not any(
                word in ("with", "who", "client", "patient", "woman", "man", "she", "he", "her", "his")
                for word in words
            )
        )


@dataclass(frozen=True, slots=True)
class Owned:
    """A finding, its subject, and why it does not count (None when it counts)."""

    finding: Finding
    subject: Subject
    exempt: str | None


_CAME = re.compile(r"\b(?:came|comes|come|referred|sent) (?:in )?to (?:see )?(?:me|us)\b", re.I)
"""Whoever is seen by the author, doctor or not."""


def is_case_name(finding: Finding, reading: Reading) -> bool:
    """A first name, initials or a plain title; full names and doctors are mostly authors and colleagues."""
    if finding.kind is Kind.PSEUDONYM:
        return True
    if finding.kind is not Kind.PERSON_NAME or reading.cues.heading or finding.attributes.get(UNSURE):
        return False
    title = str(finding.attributes.get("title", "")).lower().rstrip(".")
    form = finding.attributes.get("form")
    learned = title in ("dr", "prof", "professor", "doctor") and not _CAME.search(reading.passage.text)
    if learned or form == "surname":
        return False
    kin = [r for r in reading.referents if r.who is Who.AUTHOR_KIN]
    return not any(r.end <= finding.span.start <= r.end + 3 for r in kin)
