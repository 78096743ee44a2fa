"""What each person is called in the rewritten draft, chosen once for the whole of it.

Promises: one person keeps one wording; a client is introduced once and referred to afterwards by pronoun, where
only one person could be meant, or by the noun that the draft itself uses; declared pseudonyms are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from assistant.domain.changes import RewriteRequest
from assistant.domain.details import Detail, Kind, SubjectRole
from assistant.domain.text import Passage, Role, Span
from assistant.domain.works import Person, Work, name_keys
from assistant.rewrite.people import HE_NOUNS, SHE_NOUNS, Cast, genitive
from assistant.rewrite.roles import KIN_ROLES, LABELS, is_client_noun, is_the_authors, role_of
from assistant.rewrite.sentence import parse

DASH = "–"
"""In a table's cell, in place of a name."""
_CLIENT_WORDS = {
    "client": "client", "patient": "patient", "pupil": "pupil", "student": "student", "resident": "resident",
    "supervisee": "supervisee", "mentee": "mentee",
}  # fmt: skip
_SETTINGS = (
    (
        "pupil",
        "student",
        frozenset(
            "pupils classroom year9 lesson lessons form class homework detention playground ta senco "
            "reception inset period freshman sophomore grade taught register".split()
        ),
    ),
    (
        "patient",
        "patient",
        frozenset(
            "ward bed nurse nursing visit clinic hospital shift icu district midwife gp surgery emergency biopsy mri "
            "ct ray vomiting nausea abdominal bilateral postoperative preoperative hypertension antibiotics extremity "
            "urine creatinine fever lesion lesions ultrasound mmhg admitted gynecologist gynaecologist".split()
        ),
    ),
)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.I)
_HE = re.compile(r"\b(?:he|him|his|himself)\b", re.I)
_INTRODUCES = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Mm]y|[Tt]his|[Tt]hat|[Tt]he|[Aa]nother)\s+(?:[\w-]+\s+){0,2}?(?:client|patient|pupil|student|"
    r"boy|girl|lad|man|woman|kid|child|teenager|resident|young person|lady|guy|bloke)\b"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """The cast of a draft and the wording of each mention by name."""

    cast: Cast
    definite: str
    """How the client is referred to later on: "my client" or "the client"."""
    half: str = ""
    """How one of a couple is called, who is never "a client": "the husband"."""
    wordings: dict[Span, str] = field(default_factory=dict)

    @property
    def indefinite(self) -> str:
        """How the client is introduced."""
        return self.half or f"{'an' if self.cast.noun[0] in 'aeio' else 'a'} {self.cast.noun}"


def name_people(request: RewriteRequest) -> Naming:
    """Choose the wording of every mention of everyone named in the draft."""
    work = request.work or _NO_WORK
    case_text = _case_text(request)
    noun = work.noun or client_noun(case_text, request.draft.text, request.variety)
    pronoun = _pronoun(request, case_text)
    own = work.own if work.noun else _says_my(noun, request.draft.text)
    definite = f"my {noun}" if own else f"the {noun}"
    mentions = _mentions(request)
    named = {d.id: d for _, d in mentions}
    known = {i: person for i, d in named.items() if (person := work.person(d)) is not None}
    roles = {i: (known[i].role or None) if i in known else role_of(request.draft, d.spans) for i, d in named.items()}
    mentions = [(s, _as_known(d, known[d.id]) if d.id in known else d) for s, d in mentions]
    client = frozenset(i for i, person in known.items() if person.client)
    client = client or (_client_names(mentions, noun, roles) - known.keys())
    sexes = {str(d.attributes.get("sex", ""))[:1] for _, d in mentions if d.id in client}
    sexes = (sexes | {known[i].sex for i in client & known.keys()}) & {"f", "m"}
    if len(sexes) == 1:
        pronoun = "she" if sexes == {"f"} else "he"
    half = _half_of_couple(request.draft.text, roles.values())
    naming = Naming(Cast(pronoun, noun), half or definite, half)
    _word(request, naming, mentions, roles, client)
    return naming


_NO_WORK = Work("", False, (), ())


def people_of(request: RewriteRequest) -> tuple[Person, ...]:
    """Everyone whom the draft names and the plan moves, as this draft by itself would call them, in their order."""
    mentions = _mentions(request)
    named = {d.id: d for _, d in mentions}
    naming = name_people(request)
    roles = {i: role_of(request.draft, d.spans) for i, d in named.items()}
    client = _client_names(mentions, naming.cast.noun, roles)
    sex = {"she": "f", "he": "m"}.get(naming.cast.pronoun, "")
    return tuple(
        Person(
            name_keys(d),
            i in client,
            roles[i] or "",
            d.subject,
            str(d.attributes.get("sex", ""))[:1].replace("u", "") or (sex if i in client else ""),
        )
        for i, d in named.items()
    )


def noun_of(request: RewriteRequest) -> tuple[str, bool]:
    """What this draft by itself calls the client, and whether with "my"."""
    noun = client_noun(_case_text(request), request.draft.text, request.variety)
    return noun, _says_my(noun, request.draft.text)


def _case_text(request: RewriteRequest) -> str:
    return " ".join(p.text for p in request.draft.passages if p.index in request.case_passages)


def _says_my(noun: str, text: str) -> bool:
    return re.search(rf"\bmy {noun}\b", text, re.I) is not None


def _as_known(detail: Detail, person: Person) -> Detail:
    """The name with what the work knows of its bearer."""
    sex = {"sex": person.sex} if person.sex else {}
    subject = replace(person.subject, id=detail.subject.id)
    return replace(detail, subject=subject, attributes={**detail.attributes, **sex})


_HALVES = {"wife": "the husband", "husband": "the wife"}


def _half_of_couple(text: str, roles: Iterable[str | None]) -> str:
    """ "the husband", where a couple came and the other one is called his wife; else ""."""
    if not re.search(r"\b(?:a|the|this|one) (?:\w+ )?couple\b", text):
        return ""
    return next((_HALVES[r] for r in roles if r in _HALVES), "")


_SEEN_FOR_HELP = re.compile(
    r"\b(?:therap(?:y|ist|ists)|counsell?(?:ing|ors?)|(?:came|come|sent|referred) to (?:see )?me|my consulting room)\b"
)


_TRAINEE = re.compile(
    r"student (?:\w+ )?(?:workers?|nurses?|midwi(?:fe|ves)|teachers?|doctors?|counsell?ors?|therapists?|paramedics?|"
    r"psychologists?|physios?|physiotherapists?|medics?|chaplains?|dietitians?|radiographers?|vets?)\b"
)
"""Who learns the author's own trade."""


def client_noun(case_text: str, text: str, variety: str) -> str:
    """The noun that the draft uses for the client, else the one of its setting, else "client"."""
    helped = _SEEN_FOR_HELP.search(text) and not re.search(r"\b(?:my|our) (?:pupil|student|class)", text)
    skip = {"pupil", "student"} if helped else set()
    for source in (case_text, text):
        counts = Counter(
            m[1]
            for m in re.finditer(r"(?<!his )(?<!her )(?<!best )(?<!former )\b([a-z]+?)s?\b", source.lower())
            if m[1] in _CLIENT_WORDS.keys() - skip and not _TRAINEE.match(source.lower(), m.start())
        )
        if counts:
            return counts.most_common(1)[0][0]
    if re.search(
        r"\b(?:my|our) (?:\w+ )?(?:class|form|classroom|lesson|tutor group|homeroom|(?:\w+ )?period)\b|"
        r"\b[Yy](?:ea)?r ?\d{1,2}\b",
        text,
    ):
        return "student" if variety == "us" else "pupil"
    seen = set(re.findall(r"[a-z0-9]+", text.lower()))
    for uk, us, cues in _SETTINGS:
        if len(seen & cues) >= 2 or (uk == "pupil" and seen & {"pupils", "classroom", "sophomore", "freshman"}):
            return us if variety == "us" else uk
    return "client"


def _pronoun(request: RewriteRequest, case_text: str) -> str:
    for detail in request.details:
        if detail.subject.role is SubjectRole.CLIENT and detail.kind in (Kind.SEX, Kind.PERSON_NAME):
            sex = str(detail.attributes.get("sex", ""))
            if sex[:1] in ("f", "w"):
                return "she"
            if sex[:1] == "m":
                return "he"
    return usual_pronoun(case_text)


def usual_pronoun(case_text: str) -> str:
    """ "she" or "he", whichever the case uses more; "" where neither."""
    she, he = len(_SHE.findall(case_text)), len(_HE.findall(case_text))
    if she == he:
        return ""
    return "she" if she > he else "he"


def _mentions(request: RewriteRequest) -> list[tuple[Span, Detail]]:
    moved = {step.detail for step in request.plan.steps if step.rung > 0 or step.move.value != "keep"}
    found = [
        (span, detail)
        for detail in request.details
        if detail.kind is Kind.PERSON_NAME and detail.id in moved
        for span in detail.spans
    ]
    return sorted(found, key=lambda pair: pair[0])


def _word(
    request: RewriteRequest,
    naming: Naming,
    mentions: list[tuple[Span, Detail]],
    roles: Mapping[str, str | None],
    client: frozenset[str],
) -> None:
    introduced: dict[str, int] = {}
    for span, detail in mentions:
        passage = next((p for p in request.draft.passages if p.span.overlaps(span)), None)
        if passage is None:
            continue
        role = roles[detail.id]
        if passage.role is Role.TABLE:
            naming.wordings[span] = DASH
            continue
        if _TWO_OF_THEM.match(span.of(request.draft.text)):
            couple = "the couple" if introduced.setdefault(detail.id, -1) >= 0 else "a couple"
            introduced[detail.id] = passage.paragraph
            couple += _possessive(request.draft.text, span)
            naming.wordings[span] = _cased(request, passage, span, couple)
            continue
        if role in LABELS and detail.id not in client:
            naming.wordings[span] = _cased(request, passage, span, f"the {role}")
            continue
        if detail.id in client or (not role and _OWNS_KIN.match(request.draft.text[span.end :])):
            before = request.draft.text[: span.start]
            ahead = _spoken_of(request, passage, span, naming.cast.pronoun)
            known = "client" in introduced or ahead or _introduced(request, passage, before)
            if ahead and "client" not in introduced:
                introduced["client"] = passage.paragraph
            if known and "client" not in introduced and _INTRODUCES.search(_previous(request, passage)):
                introduced["client"] = request.draft.passages[passage.index - 1].paragraph
            wording = _client(request, naming, passage, span, known=known, last=introduced.get("client", -2))
            introduced["client"] = passage.paragraph
        else:
            who = detail.id if detail.subject.role is SubjectRole.CLIENT else detail.subject.id
            owner = "my" if is_the_authors(request.draft, detail.spans) else naming.cast.pronoun
            wording = _other(detail, introduced.get(who) == passage.paragraph, role, owner)
            owns = _possessive(request.draft.text, span)
            wording = {"she": "her", "he": "his"}.get(wording, wording + owns) if owns else wording
            introduced[who] = passage.paragraph
        naming.wordings[span] = _cased(request, passage, span, wording)


_TWO_OF_THEM = re.compile(r"^(?:Mr|Mrs|Ms|Dr)\.? (?:and|&) (?:Mr|Mrs|Ms|Dr)\.? [A-Z]")
_TITLED = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Sir|Dr)\b")


def _client_names(mentions: list[tuple[Span, Detail]], noun: str, roles: Mapping[str, str | None]) -> frozenset[str]:
    """The names that are the client's: the one mentioned most, and those that share a word or an initial with it.

    Two different names are two people, whatever detection made of them; a titled name in a school is no pupil's.
    """
    told = frozenset(i for i, role in roles.items() if is_client_noun(role))
    if told:
        return told
    counts = Counter(d.id for _, d in mentions if d.subject.role is SubjectRole.CLIENT and not roles[d.id])
    details = {d.id: d for _, d in mentions}
    if noun in ("pupil", "student"):
        counts = Counter({i: n for i, n in counts.items() if not _TITLED.match(details[i].texts[0])})
    if not counts:
        # Nobody is surely the client: whoever is named most, and is nobody else's sister or teacher.
        counts = Counter(d.id for _, d in mentions if not roles[d.id] and not _TITLED.match(d.texts[0]))
        counts = Counter({i: n for i, n in counts.items() if n > 1})
    if not counts:
        return frozenset()
    main = details[counts.most_common(1)[0][0]]
    own = {w for t in main.texts for w in re.findall(r"\w+", t)}
    initials = {w[0] for w in own if w not in ("Mr", "Mrs", "Ms", "Miss", "Dr")}
    return frozenset(
        i
        for i in counts
        if i == main.id
        or own & set(re.findall(r"\w+", details[i].texts[0]))
        or (len(details[i].texts[0].strip(".")) == 1 and details[i].texts[0][0] in initials)
    )


_OWNS_KIN = re.compile(
    r"(?:['’]s)? (?:mum|mom|mam|mother|dad|father|sister|brother|nan|gran|parents|auntie|wife|husband)\b"
)


def _introduced(request: RewriteRequest, passage: Passage, before: str) -> bool:
    told = " ".join(
        p.text
        for p in request.draft.passages
        if (p.index in request.case_passages or p.paragraph == passage.paragraph)
        and p.index < passage.index
        and p.role.is_prose
    )
    inside = before[passage.span.start :]
    return bool(_INTRODUCES.search(told) or _INTRODUCES.search(inside))


def _spoken_of(request: RewriteRequest, passage: Passage, span: Span, pronoun: str) -> bool:
    """Whether the paragraph begins with the client's pronoun, before their name: "He arrived late. Anton was …"."""
    start = min(p.span.start for p in request.draft.passages if p.paragraph == passage.paragraph)
    before = request.draft.text[start : span.start]
    return bool(pronoun and re.match(rf"{pronoun}\b", before, re.I))


def _client(request: RewriteRequest, naming: Naming, passage: Passage, span: Span, *, known: bool, last: int) -> str:
    """The client by name becomes an introduction, a pronoun, or the noun with "the" or "my"."""
    possessive = _possessive(request.draft.text, span)
    if not known:
        inside = passage.text[: span.start - passage.span.start]
        if not possessive and re.search(
            r"\b(?:[Ww]hen|[Bb]efore|[Aa]fter|[Ss]ince) I (?:first )?(?:met|saw|knew|started seeing)\s*$", inside
        ):
            return f"my {naming.cast.noun}"
        if _SPOKEN_LINE.match(passage.text):
            return naming.definite + possessive
        return naming.indefinite + possessive
    text = passage.text
    at = span.start - passage.span.start
    pronoun = naming.cast.pronoun
    same_paragraph = last == passage.paragraph
    rival = _rival(_INTRODUCES.sub("", text[:at] if at > 2 else _previous(request, passage)), pronoun)
    if pronoun and same_paragraph and not rival:
        sentence = parse(text)
        a, b = sentence.at(at, at + len(span))
        said = sentence.low(a - 1) in _SAYING and sentence.low(a - 2) in _ENDING  # "…," said he
        subject = sentence.tag(b) in ("VBD", "VBZ", "VBP", "MD", "RB") or a == 0 or said
        if possessive:
            return {"she": "her", "he": "his"}.get(pronoun, "their")
        return pronoun if subject else {"she": "her", "he": "him"}.get(pronoun, "them")
    return naming.definite + possessive


_SPOKEN_LINE = re.compile(r"^\W*(?:\w+ )?\w+\W*:\W*\s*[A-Z]\w+.*[?.!]", re.S)
"""A line of a transcript: whoever speaks takes the client for known."""


_SAYING = frozenset("said says asked asks replied told whispered answered".split())
_ENDING = frozenset({",", '"', "”", "’", "''", "?", "!"})


def _possessive(text: str, span: Span) -> str:
    mark = genitive(text, span.end)
    if mark:
        return f"{mark[0]}s"
    return "’s" if text[span.start : span.end].endswith(("'s", "’s")) else ""


def _previous(request: RewriteRequest, passage: Passage) -> str:
    return request.draft.passages[passage.index - 1].text if passage.index else ""


def _rival(text: str, pronoun: str) -> bool:
    """Whether the text before names someone else whom the pronoun could mean."""
    others = SHE_NOUNS if pronoun == "she" else HE_NOUNS if pronoun == "he" else frozenset()
    return any(w in others for w in re.findall(r"[a-z]+", text.lower()))


def _other(detail: Detail, again: bool, role: str | None = None, owner: str = "") -> str:
    """A relative or colleague by the words that say who they are to the client."""
    if role == "doctor":
        return "a doctor"
    if role == "child":
        return "one of the children"
    if role is not None:
        own = {"she": "her", "he": "his", "my": "my"}.get(owner, "their")
        return f"{own if role in KIN_ROLES else 'the'} {role}"
    label = detail.subject.label.strip()
    if " of the " in label or detail.subject.role is SubjectRole.CLIENT:
        label = ""
    sex = str(detail.attributes.get("sex", ""))[:1]
    if again and sex in ("f", "w", "m"):
        return "he" if sex == "m" else "she"
    if label and not re.search(r"\b[A-Z]", label) and label not in ("someone", "other", "another person"):
        return label
    options = [r.text for r in detail.ladder.rungs[1:] if r.text] if detail.ladder else []
    if _TITLED.match(detail.texts[0]) and detail.subject.role is SubjectRole.CLIENT:
        return "someone"
    if options:  # written as at the name's first place, which may open a sentence
        return options[-1][:1].lower() + options[-1][1:]
    return {
        SubjectRole.COLLEAGUE: "a colleague",
        SubjectRole.FRIEND: "a friend",
        SubjectRole.PARTNER: "a partner",
        SubjectRole.RELATIVE: "someone in the family",
    }.get(detail.subject.role, "someone")


def _cased(request: RewriteRequest, passage: Passage, span: Span, wording: str) -> str:
    before = request.draft.text[passage.span.start : span.start]
    opens = not re.search(r"\w", before) or re.search(r"[.!?]\s+[\"“'‘*_]*$", before)
    return wording[:1].upper() + wording[1:] if opens else wording
