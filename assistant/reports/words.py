"""The words that people read for kinds, readers, tiers and outcomes; one place, so that every report agrees."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain.details import Kind
from assistant.domain.risk import Outcome, Reader, Tier

KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.PERSON_NAME: ("a name", "The name, nickname or initials of somebody in the draft."),
    Kind.PSEUDONYM: (
        "a made-up name",
        "A name that the draft itself says is not the real one; it tells nobody anything.",
    ),
    Kind.CONTACT: ("a way to reach someone", "A telephone number or an e-mail address."),
    Kind.RECORD_NUMBER: ("a record number", "The number of an account, a licence, a case or a patient."),
    Kind.HANDLE: ("a web address or handle", "A link, a profile or a user name that leads to somebody."),
    Kind.ADDRESS: ("an address", "A street, a house or a postcode."),
    Kind.PLACE: ("a place", "A town, a district, a county or a country that someone lives in or comes from."),
    Kind.ORGANISATION: (
        "an organisation",
        "A school, a hospital, an employer, a church: a place with a list of people.",
    ),
    Kind.AGE: ("an age", "How old somebody is, or their year at school."),
    Kind.DATE: ("a date", "A day, a month, a year or a holiday on which something happened."),
    Kind.TIME: ("a time of day", "The hour of an appointment or of an event."),
    Kind.RECENCY: ("how recent it is", "Words such as “this morning” that tell the client it is about them."),
    Kind.DURATION: ("a length of time", "How long something lasted or how long ago it was."),
    Kind.COUNT: ("a number", "An exact count: the fourteenth session, the third time."),
    Kind.SEX: ("sex or gender", "Whether somebody is a man, a woman, or neither."),
    Kind.ETHNICITY: ("ethnicity", "The ethnic group that somebody belongs to."),
    Kind.NATIONALITY: ("nationality", "The country that somebody comes from."),
    Kind.LANGUAGE: ("a language", "A language that somebody speaks."),
    Kind.RELIGION: ("religion", "What somebody believes, or the community that they belong to."),
    Kind.SEXUALITY: ("sexuality", "Whom somebody loves."),
    Kind.FAMILY: ("family", "Who belongs to a family, and how many: twins, a step-father, second of five."),
    Kind.OCCUPATION: ("an occupation", "The work that somebody does."),
    Kind.EDUCATION: ("education", "What somebody studies or studied, and where they are in it."),
    Kind.PHYSICAL: ("looks", "How somebody looks, sounds or moves."),
    Kind.HEALTH: ("a health condition", "An illness, a diagnosis, an injury or a disability."),
    Kind.MEDICATION: ("a medicine", "A medicine or its dose."),
    Kind.PROCEDURE: ("a treatment", "An operation, a test or a course of treatment."),
    Kind.LEGAL: ("a legal matter", "An arrest, a court case, a sentence, proceedings about a child."),
    Kind.MONEY: ("a sum of money", "A debt, an income, an inheritance."),
    Kind.POSSESSION: ("a possession", "A car, a pet or another thing that people know somebody by."),
    Kind.EVENT: ("something that happened", "An event that people would remember: an accident, a prize, a death."),
    Kind.SEQUENCE: ("the order of events", "Several events told in the order in which they happened."),
    Kind.SPEECH: ("someone’s own words", "What somebody said or wrote, quoted or nearly so."),
    Kind.MOMENT: ("a moment between you", "Something that happened between you and the client; the client was there."),
    Kind.FILE_NAME: ("the file name", "A name or another detail in the name of the file."),
    Kind.TAG: ("a tag or title", "A detail in a hashtag, a title or the description of a picture."),
    Kind.CONSENT: ("a statement of consent", "Words that say that permission was given or that details were changed."),
    Kind.CITATION: ("a published case", "A reference to a case that somebody else published."),
    Kind.PUBLIC_FIGURE: ("a public figure", "Somebody whose story is publicly known."),
    Kind.FICTION: ("fiction", "Words that say that the story is invented."),
}
"""A short name and one sentence for every kind."""

READERS: Mapping[Reader, str] = {
    Reader.CLIENT: "The client",
    Reader.ACQUAINTANCE: "Someone who knows them",
    Reader.STRANGER: "A stranger",
}

POOLS: Mapping[Reader, str] = {
    Reader.CLIENT: "Of your own clients",
    Reader.ACQUAINTANCE: "Of the people that someone knows",
    Reader.STRANGER: "Of everyone in the region",
}
"""Among whom each reader would look for the person."""

LIKELIHOOD: Mapping[Tier, str] = {
    Tier.LOW: "would hardly tell",
    Tier.RAISED: "might tell",
    Tier.HIGH: "would probably tell",
    Tier.CANNOT_TELL: "can’t be judged",
}
"""What a tier says of its reader."""

TIERS: Mapping[Tier, str] = {
    Tier.LOW: "Low",
    Tier.RAISED: "Raised",
    Tier.HIGH: "High",
    Tier.CANNOT_TELL: "Cannot tell",
}

ADVICE: Mapping[Outcome, tuple[str, str]] = {
    Outcome.UNCHANGED: (
        "You can publish it as it is.",
        "Nothing was found that would point to somebody.",
    ),
    Outcome.PUBLISH: (
        "You can publish it as rewritten.",
        "It is less recognisable now, which is not the same as unrecognisable. Read it once as the client would, and "
        "once aloud: sentences that were cut by rule can read stiffly.",
    ),
    Outcome.FURTHER: (
        "Take it further before you publish it.",
        "Change or leave out by hand what is named above, then run discreet on the new version.",
    ),
    Outcome.CONSENT: (
        "Ask for consent, or leave this part out.",
        "What is left is what happened, and rewording can’t hide that. It is the client’s to allow.",
    ),
    Outcome.LEAVE_OUT: (
        "Leave this one out.",
        "What makes it worth telling is what makes it recognisable.",
    ),
}
"""One sentence what to do and one why."""

TOO_SHORT = (
    "What is left would hardly tell anyone who it is. But it is your point alone, or less, and too short to stand by "
    "itself; what happened is the client’s to allow."
)
"""Why to ask for consent where no reader could tell any more, because the story went."""

WITHIN = "It stays within what you allow."
"""In place of the advice where nothing was changed because more is allowed than nothing."""


IF_A_CASE = "If it does tell of a case, run it again with --case."
"""Where nothing was found: what to do if discreet did not see the case."""


def advice(outcome: Outcome, tiers: Mapping[Reader, Tier], if_a_case: str = IF_A_CASE) -> tuple[str, str]:
    """What to do and why, in a sentence or two each, for a text of which readers can tell as much as `tiers` says.

    `if_a_case` says what to do where nothing was found in a text that does tell of a case; empty where that was said.
    """
    what, why = ADVICE[outcome]
    low = all(tier is Tier.LOW for tier in tiers.values())
    if outcome is Outcome.CONSENT and low:
        return what, TOO_SHORT
    if outcome is not Outcome.UNCHANGED:
        return what, why
    if low:
        return what, f"{why} {if_a_case}".strip()
    return WITHIN, f"Nothing was changed. {who_could_tell(tiers)}"


def who_could_tell(tiers: Mapping[Reader, Tier]) -> str:
    """The readers above Low in a sentence or two, gravest first."""
    told = []
    for tier in sorted(set(tiers.values()) - {Tier.LOW}, reverse=True):
        who = [READERS[reader].lower() for reader in Reader if tiers.get(reader) is tier]
        listed = " and ".join(filter(None, (", ".join(who[:-1]), who[-1])))
        told.append(f"{listed[:1].upper()}{listed[1:]} {LIKELIHOOD[tier]} who it is.")
    return " ".join(told)


LIMITS = (
    "This weighs the words alone. It can’t know what your readers have heard already, nor what a web search would add."
)
"""Shown wherever a score is shown (risk.md, "Evidence")."""


def kind_name(kind: Kind) -> str:
    """The kind as people call it, without an article: "name", "way to reach someone"."""
    name = KINDS[kind][0]
    for article in ("a ", "an ", "the "):
        if name.startswith(article):
            return name.removeprefix(article)
    return name


def sentence(clause: str) -> str:
    """A clause as a sentence: a capital at the start and a full stop at the end."""
    clause = clause.strip()
    if not clause:
        return ""
    return clause[0].upper() + clause[1:] + ("" if clause[-1] in ".!?…" else ".")


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "one detail", "3 details"."""
    return f"one {one}" if number == 1 else f"{number} {many}"
