"""Clauses of a tagged sentence: where they begin and end, their finite verb, its group and its subject.

Promises: `clauses` covers every word of the text once, in order; indices are word indices; None where a sentence
has no finite verb, never a guess at a noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.phrases import (
    FINITE_TAGS,
    NOUN_TAGS,
    Chunk,
    appositives,
    noun_phrases,
    parentheticals,
    prepositional_phrases,
)
from assistant.language.words import Word

_SUBORDINATORS = frozenset(
    "because cos 'cos if when while whilst although though unless until till since after before as whether once where "
    "why how whenever wherever that so than".split()
)
_AUXILIARIES = frozenset(
    "be am is are was were been being 'm 're 's have has had having 've 'd do does did 'll can could will would shall "
    "should may might must ca wo sha ought".split()
)
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that", "where"})
_SOME_OF = frozenset("neither none both all some most many one two three half each either few several".split())
_STOPS = frozenset({".", ":"})
_DASHES = frozenset({"–", "—", "--", "-"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `start_word` to `end_word` (exclusive), its finite verb (or -1) and what it is.

    `kind`: main, joined (after "and", "but", "or"), subordinate (opened by a conjunction, or by a subject that
    follows a verb of saying), relative, quoted.
    """

    start_word: int
    end_word: int
    verb: int
    kind: str


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A finite verb with its auxiliaries and adverbs: `start_word` to `end_word`, the finite word, the main verb."""

    start_word: int
    end_word: int
    finite: int
    main: int
    negated: bool
    passive: bool


def relative_clauses(words: Sequence[Word], tags: Sequence[str]) -> tuple[Chunk, ...]:
    """Relative clauses with a pronoun (who, whose, which, that, where); deleting one leaves its sentence whole.

    Between commas, both commas belong to it (the leading one alone at the end of a sentence).
    """
    found: list[Chunk] = []
    for place in range(1, len(tags)):
        if not _opens_relative(words, tags, place):
            continue
        start = place
        if tags[start - 1] in ("IN", "TO") and words[place].lower in ("whom", "which", "whose"):
            start -= 1
            if words[start].lower == "of" and start > 1 and words[start - 1].lower in _SOME_OF:
                start -= 1  # "neither of whom"
        comma = start > 0 and tags[start - 1] == ","
        anchor = start - (2 if comma else 1)
        if anchor < 0 or tags[anchor] not in (*NOUN_TAGS, "PRP", "CD", "DT"):
            continue
        end = _relative_end(words, tags, place, comma, _main_verb_before(words, tags, anchor))
        if end <= place + 1:
            continue
        takes_comma = comma and end < len(tags) and tags[end] == ","
        found.append(Chunk(start - comma, end + takes_comma, place, "relative", anchor))
    return tuple(found)


def _opens_relative(words: Sequence[Word], tags: Sequence[str], place: int) -> bool:
    lower = words[place].lower
    if lower not in _RELATIVES or tags[place] not in ("WP", "WDT", "WP$", "WRB"):
        return False
    return lower != "where" or tags[place - 1] in (*NOUN_TAGS, ",")


def _main_verb_before(words: Sequence[Word], tags: Sequence[str], place: int) -> bool:
    """Whether the clause that holds the noun has its finite verb already (the noun is then an object)."""
    while place >= 0 and tags[place] not in _STOPS:
        if tags[place] in FINITE_TAGS:
            return True
        if tags[place] in ("WP", "WDT", "WRB") or (tags[place] == "IN" and words[place].lower in _SUBORDINATORS):
            return False
        place -= 1
    return False


def _relative_end(words: Sequence[Word], tags: Sequence[str], place: int, comma: bool, object_side: bool) -> int:
    """Where the clause opened at `place` ends: at its comma, or before the verb of the clause around it."""
    first = next_finite(tags, place + 1)
    if first is None:
        return place
    index = first + 1
    while index < len(tags) and tags[index] not in _STOPS and tags[index] != ")":
        if tags[index] == "," and (comma or not _list_goes_on(tags, index)):
            return index
        if tags[index] == "CC" and object_side and _finite_clause_follows(words, tags, index + 1):
            return index
        outer = tags[index] in FINITE_TAGS and not object_side and not comma
        if outer and tags[index - 1] != "CC" and not _has_own_subject(words, tags, index):
            return _before_adverbs(tags, index)
        index += 1
    return index


def _list_goes_on(tags: Sequence[str], comma: int) -> bool:
    return comma + 1 < len(tags) and tags[comma + 1] in (*NOUN_TAGS, "JJ", "VBG")


def _finite_clause_follows(words: Sequence[Word], tags: Sequence[str], place: int) -> bool:
    """Whether a subject of its own and a finite verb follow: "… and I wondered"."""
    for chunk in noun_phrases(words, tags):
        if chunk.start_word == place:
            after = chunk.end_word
            while after < len(tags) and tags[after] == "RB":
                after += 1
            return after < len(tags) and tags[after] in FINITE_TAGS
    return False


def _has_own_subject(words: Sequence[Word], tags: Sequence[str], verb: int) -> bool:
    """Whether a pronoun, or a noun phrase after a conjunction, stands just before the verb as its subject."""
    place = _before_adverbs(tags, verb) - 1
    if tags[place] == "PRP" and words[place].lower in ("i", "he", "she", "we", "they", "it", "you"):
        return True
    for chunk in noun_phrases(words, tags):
        if chunk.end_word == place + 1 and chunk.start_word:
            lead = words[chunk.start_word - 1].lower
            return lead in _SUBORDINATORS or lead in _SAYING
    return False


def _before_adverbs(tags: Sequence[str], index: int) -> int:
    while index > 0 and tags[index - 1] in ("RB", "RBR"):
        index -= 1
    return index


def next_finite(tags: Sequence[str], start: int, end: int | None = None) -> int | None:
    """The first finite verb in the range, if there is one before the sentence ends."""
    for index in range(start, len(tags) if end is None else end):
        if tags[index] in FINITE_TAGS:
            return index
        if tags[index] == ".":
            return None
    return None


def clauses(words: Sequence[Word], tags: Sequence[str]) -> tuple[Clause, ...]:
    """Cut the text into clauses; every word belongs to one."""
    if not words:
        return ()
    bounds: list[tuple[int, str]] = [(0, _opening_kind(words, tags, 0))]
    relatives = {chunk.start_word: chunk for chunk in relative_clauses(words, tags)}
    subjects = {chunk.start_word: chunk for chunk in noun_phrases(words, tags)}
    resume = -1
    for index in range(1, len(words)):
        if bounds[-1][0] == index:
            continue
        if index in relatives:
            bounds.append((index, "relative"))
            resume = relatives[index].end_word
            continue
        kind = _bound_kind(words, tags, subjects, index)
        has_verb = next_finite(tags, bounds[-1][0], index) is not None
        if kind == "joined" and not has_verb:
            kind = ""  # "my client and her husband argued": one subject
        elif not kind and has_verb and index >= resume and _subject_and_verb(tags, subjects, index):
            kind = _unmarked_kind(words, tags, bounds[-1][1], index)
        if not kind and index == resume and index < len(words) - 1:
            kind = "main"
        if kind:
            bounds.append((index, kind))
    found: list[Clause] = []
    for (start, kind), (end, _) in zip(bounds, [*bounds[1:], (len(words), "")], strict=True):
        verb = next_finite(tags, start, end)
        found.append(Clause(start, end, -1 if verb is None else verb, kind))
    return tuple(found)


def _opening_kind(words: Sequence[Word], tags: Sequence[str], index: int) -> str:
    """A sentence may open with a subordinate clause ("When he was twelve …") unless it is a question."""
    lower = words[index].lower
    opens = tags[index] in ("IN", "WRB") and lower in _SUBORDINATORS - {"that", "so", "than"}
    if not opens or index + 1 >= len(tags) or tags[index + 1] in (*FINITE_TAGS, ","):
        return "main"
    return "subordinate" if next_finite(tags, index) is not None else "main"


def _unmarked_kind(words: Sequence[Word], tags: Sequence[str], current: str, index: int) -> str:
    """A subject and its verb in a clause that has a verb already: the main clause after an opening one, or a splice."""
    if current == "subordinate" and words[index - 1].lower not in _SUBORDINATORS:
        return (
            "main"
            if tags[index - 1] == "," or tags[index - 1] not in ("CC", "IN", "TO", "VBD", "VBZ", "VBP", "VB")
            else ""
        )
    if tags[index - 1] == "," and tags[index] in ("PRP", "EX"):
        return "joined"
    return ""


def _bound_kind(words: Sequence[Word], tags: Sequence[str], subjects: dict[int, Chunk], index: int) -> str:
    """The kind of clause that begins at this word, or nothing."""
    lower, tag, before = words[index].lower, tags[index], tags[index - 1]
    if before in _STOPS and tag not in ("''", ")") and words[index - 1].text not in _DASHES:
        return _opening_kind(words, tags, index)
    if before in ("``", "''") and tag not in (",", ".") and index >= 2 and tags[index - 2] in (",", ":"):
        return "quoted"
    if tag == "CC" and lower in ("and", "but", "or", "so", "yet") and _verb_after_joint(tags, subjects, index + 1):
        return "joined"
    if tag in ("IN", "WRB") and lower in _SUBORDINATORS and _subject_and_verb(tags, subjects, index + 1):
        return "joined" if lower == "so" else "subordinate"
    if (
        before in ("VBD", "VBP", "VBZ", "VB", "PRP", "NN")
        and index in subjects
        and words[index - 1].lower not in _AUXILIARIES
    ):
        said = _verb_of_saying(words, tags, index - 1)
        if said and _subject_and_verb(tags, subjects, index):
            return "subordinate"
    return ""


_SAYING = frozenset(
    "said says say think thinks thought know knows knew feel feels felt believe believed told tell tells hope hoped "
    "realise realised realized mean means meant notice noticed worry worried find found wish wished guess "
    "admitted".split()
)


def _verb_of_saying(words: Sequence[Word], tags: Sequence[str], place: int) -> bool:
    if tags[place] in ("PRP", "NN", "NNP") and place:
        place -= 1 if tags[place] == "PRP" else 2 if tags[place - 1] in ("DT", "PRP$") else 1
    return place >= 0 and words[place].lower in _SAYING


def _verb_after_joint(tags: Sequence[str], subjects: dict[int, Chunk], place: int) -> bool:
    while place < len(tags) and tags[place] == "RB":
        place += 1
    return place < len(tags) and (tags[place] in FINITE_TAGS or _subject_and_verb(tags, subjects, place))


def _subject_and_verb(tags: Sequence[str], subjects: dict[int, Chunk], place: int) -> bool:
    """Whether a noun phrase (with phrases hanging on it) and a finite verb start here."""
    chunk = subjects.get(place)
    if chunk is None:
        return False
    after = chunk.end_word
    while after < len(tags):
        if tags[after] in FINITE_TAGS:
            return True
        if tags[after] == "IN" and after + 1 in subjects:
            after = subjects[after + 1].end_word
        elif tags[after] in ("RB", "POS"):
            after += 1
        else:
            return False
    return False


def finite_verb(words: Sequence[Word], tags: Sequence[str]) -> int | None:
    """The finite verb of the first main clause, or None ("Feeling sad after a client left" has none)."""
    inside: set[int] = set()
    for chunk in (*relative_clauses(words, tags), *appositives(words, tags), *parentheticals(words, tags)):
        inside.update(range(chunk.start_word, chunk.end_word))
    for clause in clauses(words, tags):
        if clause.kind in ("main", "joined", "quoted"):
            for index in range(clause.start_word, clause.end_word):
                if tags[index] in FINITE_TAGS and index not in inside:
                    return index
    return None


def verb_group(words: Sequence[Word], tags: Sequence[str], finite: int) -> VerbGroup:
    """The group that the finite verb opens: "had never really been told" is finite *had*, main *told*, passive."""
    main, end, negated = finite, finite + 1, False
    auxiliary = words[finite].lower in _AUXILIARIES or tags[finite] == "MD"
    index = finite + 1
    while auxiliary and index < len(tags):
        tag = tags[index]
        if tag in ("RB", "RBR") or (tag == "PRP" and index == finite + 1):
            negated = negated or words[index].lower in ("n't", "not", "never")
            index += 1
            continue
        if tag not in ("VB", "VBN", "VBG"):
            break
        main, end = index, index + 1
        auxiliary = words[index].lower in _AUXILIARIES
        index += 1
    if end == finite + 1 and end < len(tags) and words[end].lower in ("n't", "not", "never"):
        negated, end = True, end + 1
    passive = (
        main > finite
        and tags[main] == "VBN"
        and any(
            words[place].lower
            in ("was", "were", "is", "are", "am", "be", "been", "being", "'m", "'re", "got", "get", "'s")
            and (words[place].lower != "'s" or main == place + 1)
            for place in range(finite, main)
        )
        and words[finite].lower != "'s"
    )
    return VerbGroup(finite, end, finite, main, negated, passive)


def subject_before(words: Sequence[Word], tags: Sequence[str], verb_index: int) -> Chunk | None:
    """The subject of the finite verb: its noun phrase with all that hangs on it, or None when none stands before.

    `head` is the head noun: for "My client, a nurse from Leeds, who drinks, cried" the words from *My* to the last
    comma, with *client* as head.
    """
    place = _before_adverbs(tags, verb_index)
    attached = (*relative_clauses(words, tags), *appositives(words, tags), *parentheticals(words, tags))
    by_end = {chunk.end_word: chunk for chunk in (*attached, *prepositional_phrases(words, tags))}
    phrases = {chunk.end_word: chunk for chunk in noun_phrases(words, tags)}
    end = place
    while place > 0:
        modifier = by_end.get(place)
        phrase = phrases.get(place)
        if modifier is not None and modifier.start_word < place:
            place = modifier.start_word
            continue
        if phrase is None:
            break
        start, head = phrase.start_word, phrase.head
        while start > 1 and tags[start - 1] in ("CC",) and start - 1 in phrases:
            start = phrases[start - 1].start_word
        if start > 1 and words[start - 1].lower == "of" and start - 1 in phrases:
            head = phrases[start - 1].head
            start = phrases[start - 1].start_word
        if (
            start
            and tags[start - 1] == "IN"
            and words[start - 1].lower not in _SUBORDINATORS
            and start - 1 not in phrases
        ):
            return None
        return Chunk(start, end, head, "subject")
    if place > 0 and tags[place - 1] in ("WP", "WDT", "DT", "CD"):
        return Chunk(place - 1, end, place - 1, "subject")
    return None
