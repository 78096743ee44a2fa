"""What a cut can break in a sentence, seen from its words and their kinds, always compared with the sentence before.

Promises: a fault that the author's own sentence has too is no fault; every fault is named in a plain sentence.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

from assistant.language.lexicon import possible
from assistant.rewrite.people import CLIENT_NOUNS
from assistant.rewrite.sentence import FINITE, NOUNS, VERBS, Sentence, lemma, parse

Fault = tuple[str, str]
"""What is wrong, and where: the words that show it, so that the author's own ways are told from new faults."""
_HANGS = "A word hangs without what it belongs to."
_LINKS = frozenset(
    ", ; : – — -- - ( ) and but or nor so yet if when while "
    "because as that than who which whom whose what where why how "
    "before after until till since although though whether unless once like whatever whoever & / then".split()
) | {'"', "“", "”", "'", "‘", "’", ".", "!", "?", "…"}
_THINKING = frozenset(
    "said says say told tell tells think thinks thought know knows "
    "knew feel feels felt believe believes believed hope hopes "
    "hoped wish wishes wished mean means meant guess suppose realise "
    "realised realized notice noticed see saw find found hear "
    "heard admit admits admitted show shows let lets made make makes help helps is was be ask asks asked".split()
)
_SUBJECTS = frozenset({"i", "he", "she", "we", "they", "you", "it", "someone", "nobody", "everyone", "people"})
_STRANDED = frozenset(
    "of from at with into during than among between towards until following regarding despite".split()
)
_MANY = 4
"""Cuts in one sentence from which on little of it may have been lost."""


def faults(after: str, before: str, moves: int = 0) -> str:
    """The first thing that is wrong with `after` and was not with `before`, in plain words; "" when nothing is."""
    new, old = parse(after.strip()), parse(before.strip())
    for see in (
        _phrase_as_subject,
        _no_main_clause,
        _only_subordinate,
        _two_and_one,
        _who_who,
        _comma_before_verb,
        _two_verbs,
        _hanging_word,
        _lost_antecedent,
        _bare_start,
        _half_a_range,
        _called_anybody,
        _introduced_as_anybody,
        _is_several,
        _apposed,
    ):
        found = see(new)
        known = [place for _, place in see(old)]
        for message, place in found:
            if place not in known:
                return message
    if not any(tag in FINITE for tag in old.tags) and _closed_up(new, old):
        return "Notes grew together where words were cut."
    if moves >= _MANY and len(new) < 0.4 * len(old):
        return "Too much of the sentence would go."
    return ""


def _no_main_clause(s: Sentence) -> list[Fault]:
    """ "Since she lost a job." and no more."""
    if s.tag(0) not in ("IN", "WRB") or s.low(0) not in _OPENING or s.low(len(s) - 1) == "?":
        return []
    spoken = _in_quotes(s)
    verbs = [i for i in range(len(s)) if s.tag(i) in FINITE and i not in spoken]
    lone = len(verbs) == 1 and s.tag(1) not in ("CD", "JJ", "VBG")
    return [("The main clause is gone.", "")] if lone else []


def _only_subordinate(s: Sentence) -> list[Fault]:
    """ "Her son since he landed.": every verb belongs to a clause that hangs on nothing."""
    if s.tag(0) in ("WRB", "VB", "UH") or s.low(0) in _OPENING | _TIMELY or s.low(len(s) - 1) == "?":
        return []
    spoken = _in_quotes(s)
    verbs = [i for i in range(len(s)) if s.tag(i) in FINITE and i not in spoken]
    last = 0
    for verb in verbs:
        between = [k for k in range(last + 1, verb) if k not in spoken]
        hangs = any(s.low(k) in _RELATIVE or (s.low(k) in _TIMELY and s.tag(k + 1) == "PRP") for k in between)
        if not hangs:
            return []
        last = verb
    return [("The main clause is gone.", "")] if verbs else []


def _half_a_range(s: Sentence) -> list[Fault]:
    """ "The last two to several times": one end of it is a number still."""
    return [
        ("A number lost the one that it went with.", s.low(i + 2))
        for i in range(len(s) - 2)
        if s.tag(i) == "CD" and s.low(i + 1) in ("to", "or", "-", "–") and s.low(i + 2) in _VAGUE
    ]


def _is_several(s: Sentence) -> list[Fault]:
    """ "I'm two kids.": what somebody was went, and what they have is left."""
    return [
        ("Nobody is several.", s.low(i + 2))
        for i in range(1, len(s) - 2)
        if s.low(i) in ("'m", "’m", "am", "is", "'s", "’s", "was")
        and s.low(i - 1) in ("i", "he", "she", "client")
        and s.low(i + 1) in _NUMBERS
        and s.tag(i + 2) == "NNS"
        and s.low(i + 2) not in ("years", "months", "weeks", "days")
    ]


def _apposed(s: Sentence) -> list[Fault]:
    """ "I have a client a trainee solicitor": a comma went with what stood between two."""
    found: list[Fault] = []
    for i in range(1, len(s) - 2):
        if s.low(i) not in _CLIENTS or s.low(i + 1) not in ("a", "an") or s.tag(i + 2) not in (*NOUNS, "JJ", "VBG"):
            continue
        verb = next((lemma(s.low(k)) for k in range(i - 1, -1, -1) if s.tag(k) in VERBS), "")
        if verb not in _GIVING:
            found.append(("A comma is missing.", f"{s.low(i)} {s.low(i + 1)} {s.low(i + 2)}"))
    return found


_CLIENTS = frozenset({"client", "patient", "pupil", "student", "resident", "supervisee", "someone"})
_GIVING = frozenset(
    "tell give show ask offer bring send hand teach read buy lend make owe write call find get cost save pay promise "
    "wish name think consider leave deny grant sell sing throw pass do win book fetch order pour feed earn play take "
    "let".split()
)
"""Verbs that take two objects: "I gave a client a form"."""
_NUMBERS = frozenset("two three four five six several".split())


def _called_anybody(s: Sentence) -> list[Fault]:
    """ "My successor's called someone", "had one called someone": a name is announced and none is given."""
    return [
        ("A name is announced and none is given.", s.low(i))
        for i in range(1, len(s) - 1)
        if s.low(i) in ("called", "named")
        and (s.low(i - 1) in (*_NAMING, "one", ",") or s.tag(i - 1) in NOUNS)
        and (s.low(i + 1) == "someone" or (s.low(i + 1) in ("a", "the") and s.low(i + 2) in CLIENT_NOUNS))
    ]


def _introduced_as_anybody(s: Sentence) -> list[Fault]:
    """ "It's someone off the wing.": somebody says who they are, and the name went."""
    return [
        ("A name is announced and none is given.", s.low(i))
        for i in range(len(s) - 3)
        if s.low(i) in ("it", "this", "i")
        and s.low(i + 1) in ("'s", "’s", "is", "'m", "’m", "am")
        and s.low(i + 2) == "someone"
        and s.low(i + 3) not in ("who", "whose", "in", "else", "you", "they")
    ]


_NAMING = frozenset("is was are were 's ’s been being be".split())
_VAGUE = frozenset("several many some few a more".split())


def _two_and_one(s: Sentence) -> list[Fault]:
    """ "Daughter and client talks": the verb of the first one went."""
    return [
        ("It has lost its verb.", s.low(i))
        for i in range(len(s) - 3)
        if s.tag(i) in ("NN", "NNP")
        and s.low(i + 1) == "and"
        and s.tag(i + 2) in ("NN", "NNP")
        and s.tag(i + 3) == "VBZ"
        and s.low(i + 3) not in ("is", "'s")
        and not s.finite(0, i)
    ]


def _who_who(s: Sentence) -> list[Fault]:
    """ "a woman who has a cough who presents": two clauses on one noun that nothing joins."""
    last = -1
    for i in range(len(s)):
        if s.low(i) in (",", ";", "and", "or", "–", "—", "("):
            last = -1
        elif s.low(i) == "who" and last >= 0:
            return [("Two clauses hang on one word.", "")]
        elif s.low(i) == "who":
            last = i
    return []


_RELATIVE = frozenset({"who", "that", "which", "whom", "whose", "where", "when", "because", "although"})
_TIMELY = frozenset({"after", "before", "until", "as", "since", "while", "once", "though", "unless"})
_OPENING = frozenset({"since", "when", "because", "if", "while", "although", "though", "once", "whenever"})


def _in_quotes(s: Sentence) -> set[int]:
    inside: set[int] = set()
    open_ = False
    for i in range(len(s)):
        if s.low(i) in ('"', "“", "”"):
            open_ = not open_
        elif open_:
            inside.add(i)
    return inside


def _comma_before_verb(s: Sentence) -> list[Fault]:
    """ "A patient, lives": a subject, one comma, its verb."""
    first = next((i for i in range(len(s)) if s.low(i) == ","), -1)
    if first < 1 or s.finite(0, first) or s.tag(0) in ("IN", "WRB", "RB", "VBG", "VBN", "TO", "CC"):
        return []
    named = s.low(first - 1) in CLIENT_NOUNS and "VBZ" in possible(s.low(first + 1))
    plain = s.tag(first - 1) in NOUNS and s.tag(first + 1) in FINITE - {"VBP"}
    if (named or plain) and s.tag(0) in ("DT", "PRP$", *NOUNS):
        return [("A comma stands between the subject and its verb.", "")]
    return []


def _two_verbs(s: Sentence) -> list[Fault]:
    """Two finite verbs in a row of words that nothing joins."""
    verbs = [i for i in range(len(s)) if s.tag(i) in FINITE]
    found: list[Fault] = []
    for one, two in pairwise(verbs):
        between = range(one + 1, two)
        reports = s.low(one) in _THINKING and s.tag(one + 1) in ("PRP", "DT", "PRP$", "NN", "NNS", "NNP", "EX")
        if (s.tag(one) == "MD" or reports) and not s.is_be(one):
            continue
        linked = any(s.low(i) in _LINKS or s.tag(i) in ("WP", "WDT", "WRB", "CC", "EX", ":", ",") for i in between)
        if not linked and not any(s.low(i) in _SUBJECTS for i in between):
            found.append(("Two verbs stand together that nothing joins.", f"{s.low(one)} {s.low(two)}"))
    return found


def _hanging_word(s: Sentence) -> list[Fault]:
    """A preposition or joining word that nothing follows."""
    found: list[Fault] = []
    for i in range(len(s)):
        following = s.low(i + 1)
        if (
            s.low(i) in _STRANDED
            and (s.tag(i) == "IN" or s.low(i) in ("following", "regarding"))
            and (following in (",", ".", "and", "but", ";", ":", "") or s.tag(i + 1) in FINITE)
        ):
            found.append((_HANGS, f"{s.low(i)} {following}"))
        if s.low(i) == "approximately" and s.tag(i + 1) in {"IN", "CC", "TO", ".", ",", *FINITE}:
            found.append((_HANGS, f"{s.low(i)} {following}"))
        if s.tag(i) == "CC" and s.low(i) in ("and", "or") and following in ("of", ",", ".", ";", ":", ""):
            found.append((_HANGS, f"{s.low(i)} {following}"))
        if (
            s.tag(i) in ("DT", "PRP$")
            and s.low(i) in ("the", "a", "an", "my", "their", "your")
            and (s.tag(i + 1) in FINITE or following in (",", ".", "of", "and"))
        ):
            found.append((_HANGS, f"{s.low(i)} {following}"))
    return found


def _lost_antecedent(s: Sentence) -> list[Fault]:
    """ "at school, who'd called him": a "who" that belongs to nobody."""
    for i in range(2, len(s)):
        if (
            s.low(i) == "who"
            and s.low(i - 1) == ","
            and s.low(i - 2) in ("school", "home", "work", "time", "case", "matter", "day")
        ):
            return [("A “who” belongs to nobody.", s.low(i - 2))]
    return []


def _bare_start(s: Sentence) -> list[Fault]:
    """A sentence that begins with its verb, or with a "who" that asks nothing."""
    if s.tag(0) in ("VBD", "VBZ") or (s.tag(0) == "MD" and s.low(len(s) - 1) != "?"):
        return [("It has lost its subject.", s.tag(0))]
    if s.low(0) in ("who", "whose", "which") and s.low(len(s) - 1) != "?":
        return [("It has lost its subject.", s.tag(0))]
    return []


def _phrase_as_subject(s: Sentence) -> list[Fault]:
    """ "With money across cards comes in": a prepositional phrase where the subject was."""
    if s.tag(0) != "IN" or s.low(0) not in ("with", "at", "from", "of", "for", "by", "across", "near", "on", "in"):
        return []
    verbs = s.finite(0, len(s))
    if not verbs or any(
        s.is_break(i) or s.tag(i) in ("PRP", "EX", "CC", "WP", "WDT", "WRB", "NNP") for i in range(verbs[0])
    ):
        return []
    inner = [i for i in range(1, verbs[0]) if s.tag(i) == "IN"]
    last = inner[-1] if inner else 0
    plain = all(s.tag(i) in (*NOUNS, "DT", "JJ", "CD", "PRP$") for i in range(last + 1, verbs[0]))
    starts = sum(s.tag(i) in ("DT", "PRP$") for i in range(last + 1, verbs[0]))
    return [("It has lost its subject.", "")] if plain and starts < 2 else []


def _closed_up(new: Sentence, old: Sentence) -> bool:
    """Whether, in notes without a verb, two words came together that no mark parts."""
    a, b = [w.lower for w in old.words], [w.lower for w in new.words]
    for tag, start, end, at, _ in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        lost = tag == "replace" and "," in a[start:end] and 0 < at < len(b) and "," not in b[at : at + 1]
        if lost and new.words[at - 1].text.isalnum() and not possible(new.low(at)) & VERBS:
            return True
        if (
            tag == "delete"
            and 0 < at < len(b)
            and end - start > 1
            and new.words[at - 1].text.isalnum()
            and new.words[at].text.isalnum()
            and not (possible(new.low(at)) & VERBS or new.tag(at) in ("IN", "CC", "TO"))
        ):
            return True
    return False
