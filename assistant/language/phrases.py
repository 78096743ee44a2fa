"""Phrases of a tagged sentence: noun phrases and what hangs on them, each as a range of words.

Promises: ranges are half-open word indices in order; deleting the range of a prepositional phrase, apposition,
parenthesis or time adverbial leaves a sentence that is still grammatical (its commas go with it). What cannot be
told apart from a list or an argument of the verb is left out rather than guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.words import Word

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "$", "NN", "NNS", "NNP", "NNPS"})
_ENDS = frozenset({".", ":"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """A range of words: `start_word` to `end_word` (exclusive), its head word, what it is, and what it hangs on.

    `kind` is one of noun, pronoun, prepositional, apposition, relative, parenthesis, time; `head` the index of the
    noun (for a relative clause its pronoun, for a time adverbial its noun or adverb); `anchor` the index of the
    noun that the chunk modifies, or -1.
    """

    start_word: int
    end_word: int
    head: int
    kind: str
    anchor: int = -1

    def span(self, words: Sequence[Word]) -> tuple[int, int]:
        """Its characters in the source, from the first word's start to the last word's end."""
        return words[self.start_word].start, words[self.end_word - 1].end


def noun_phrases(words: Sequence[Word], tags: Sequence[str]) -> tuple[Chunk, ...]:
    """Base noun phrases with their determiners, adjectives and possessors ("her sister's new flat"), and pronouns."""
    found: list[Chunk] = []
    index = 0
    while index < len(tags):
        end, head, kind = _noun_phrase_at(words, tags, index)
        if end > index:
            found.append(Chunk(index, end, head, kind))
            index = end
        else:
            index += 1
    return tuple(found)


def _noun_phrase_at(words: Sequence[Word], tags: Sequence[str], start: int) -> tuple[int, int, str]:
    """End, head and kind of the noun phrase that starts here; end equals start when none does."""
    tag = tags[start]
    if tag == "PRP" or tag == "EX":
        return start + 1, start, "pronoun"
    if words[start].lower in _PRONOUNS and tag in ("NN", "NNS"):
        return start + 1, start, "pronoun"
    if tag == "PRP" or (tag in ("WP",) and words[start].lower in ("who", "whom", "what")):
        return start, start, ""
    place = start
    while place < len(tags) and tags[place] in ("PDT", "DT", "PRP$", "WP$"):
        place += 1
    if (
        place < len(tags)
        and words[place].lower in ("about", "around", "almost", "nearly", "over")
        and _number_follows(tags, place)
    ):
        place += 1
    place = _over_modifiers(words, tags, place)
    head = place - 1
    while head >= start and tags[head] not in NOUN_TAGS:
        head -= 1
    if head < start:
        return _headless(words, tags, start, place)
    end = head + 1
    if words[head].lower in _NUMBERED:
        end += end < len(tags) and tags[end] == "CD"
    if end < len(tags) and tags[end] == "POS" and end + 1 < len(tags):
        deeper, deeper_head, kind = _noun_phrase_at(words, tags, end + 1)
        if deeper > end + 1 and kind == "noun":
            return deeper, deeper_head, "noun"
    return end, head, "noun"


_NUMBERED = frozenset("session year week day room chapter stage grade step page age class set form".split())
_PRONOUNS = frozenset(
    "someone somebody anyone anybody everyone everybody nobody something anything everything nothing none".split()
)


def _number_follows(tags: Sequence[str], place: int) -> bool:
    return place + 1 < len(tags) and tags[place + 1] == "CD"


def _over_modifiers(words: Sequence[Word], tags: Sequence[str], place: int) -> int:
    """The end of the run of modifiers and nouns from `place`."""
    begun = place
    while place < len(tags):
        tag = tags[place]
        if tag in _MODIFIERS:
            if tag in ("VBN", "VBG") and not _modifies_a_noun(tags, place, begun):
                break
            if place > begun and tags[place - 1] in NOUN_TAGS and _another_begins(words, tags, place):
                break
            place += 1
        elif (
            tag in ("RB", "RBR", "RBS")
            and place + 1 < len(tags)
            and tags[place + 1] in ("JJ", "VBN", "CD")
            and _noun_ahead(tags, place + 2)
        ) or (tag in ("CC", ",") and _joins_adjectives(tags, place)):
            place += 1
        else:
            break
    return place


def _another_begins(words: Sequence[Word], tags: Sequence[str], place: int) -> bool:
    """After a noun: whether a phrase of its own begins ("her job last year", "a teenager today")."""
    if tags[place] in NOUN_TAGS:
        return words[place].lower in _BARE_TIMES
    numbered = tags[place] == "CD" and words[place - 1].lower in _NUMBERED and _noun_ahead(tags, place + 1)
    return not numbered  # "a Year 9 boy" is one phrase


def _noun_ahead(tags: Sequence[str], place: int) -> bool:
    while place < len(tags) and tags[place] in ("JJ", "JJR", "JJS", "CD", "VBN", "VBG"):
        place += 1
    return place < len(tags) and tags[place] in NOUN_TAGS


def _modifies_a_noun(tags: Sequence[str], place: int, begun: int) -> bool:
    """A participle belongs to the phrase when it follows a determiner or adjective and a noun follows it."""
    before = tags[place - 1] if place else "."
    opened = place > begun or before in ("DT", "PRP$", "POS", "PDT")
    return opened and before not in NOUN_TAGS and _noun_ahead(tags, place + 1)


def _joins_adjectives(tags: Sequence[str], place: int) -> bool:
    """ "a big, angry dog", "a kind and patient woman" """
    if place == 0 or place + 1 >= len(tags) or tags[place - 1] != "JJ":
        return False
    return tags[place + 1] == "JJ" and _noun_ahead(tags, place + 2)


def _headless(words: Sequence[Word], tags: Sequence[str], start: int, place: int) -> tuple[int, int, str]:
    """Phrases without a noun: "this", "one of", "the youngest", "another", "34"."""
    if tags[start] == "DT" and words[start].lower not in ("a", "an", "the", "every", "no"):
        if place == start + 1 or tags[start + 1] in ("CD",):
            return place, place - 1, "pronoun"
        return start + 1, start, "pronoun"
    if tags[start] == "CD":
        return start + 1, start, "noun"
    if place > start + 1 and tags[start] in ("DT", "PRP$") and tags[place - 1] in ("JJ", "JJS", "CD", "JJR"):
        return place, place - 1, "noun"
    return start, start, ""


def prepositional_phrases(words: Sequence[Word], tags: Sequence[str]) -> tuple[Chunk, ...]:
    """Prepositional phrases directly to the right of a noun, each with the noun it hangs on as `anchor`.

    A chain ("a nurse from a village near Leeds") gives one chunk per preposition, the first reaching to the end of
    the chain. *of* after a measure or a picture noun ("one of", "lots of", "the rest of") is no attribute and left
    out, as is a phrase that belongs to the verb before its object ("told my client about").
    """
    found: list[Chunk] = []
    ends = {chunk.end_word: chunk for chunk in noun_phrases(words, tags)}
    for place in range(1, len(tags)):
        phrase = ends.get(place)
        if phrase is None or phrase.kind != "noun" or not _is_preposition(words, tags, place):
            continue
        if words[place].lower == "of" and words[phrase.head].lower in _MEASURES:
            continue
        end, head = _preposition_end(words, tags, place)
        if end > place:
            found.append(Chunk(place, end, head, "prepositional", phrase.head))
    return tuple(found)


_MEASURES = frozenset(
    "one two three four five some many most few all none both each lot lots half rest couple bit number kind sort type "
    "part several pair handful any much majority piece cup glass week day month year first second third series".split()
)
_NO_PREPOSITIONS = frozenset(
    "because cos 'cos if while whilst although though unless whether that than as so after before since until till "
    "like once lest except".split()
)


def _is_preposition(words: Sequence[Word], tags: Sequence[str], place: int) -> bool:
    return tags[place] in ("IN", "TO") and words[place].lower not in _NO_PREPOSITIONS


def _preposition_end(words: Sequence[Word], tags: Sequence[str], place: int) -> tuple[int, int]:
    """End and head of the phrase that the preposition at `place` opens, with the chain it starts."""
    start = place + 1
    if (
        start < len(tags)
        and tags[start] in ("IN", "TO", "RB")
        and words[start].lower in ("of", "to", "near", "in", "outside")
    ):
        start += 1
    if start >= len(tags):
        return place, place
    end, head, kind = _noun_phrase_at(words, tags, start)
    if end == start:
        return place, place
    if end < len(tags) and tags[end] in FINITE_TAGS and kind == "pronoun":
        return place, place  # "about what she …", "for she said": a clause, not a phrase
    if end < len(tags) and _is_preposition(words, tags, end) and kind == "noun":
        deeper, _ = _preposition_end(words, tags, end)
        if deeper > end and words[end].lower in ("of", "in", "near", "from", "at", "outside", "on"):
            return deeper, head
    return end, head


def appositives(words: Sequence[Word], tags: Sequence[str]) -> tuple[Chunk, ...]:
    """Noun phrases between commas that rename the noun before them: ", a 34-year-old nurse from Leeds,".

    The range holds both commas, or the leading one alone when the sentence ends there. Ages (", 34,",
    ", aged 34,") count. Lists do not.
    """
    found: list[Chunk] = []
    ends = {chunk.end_word: chunk for chunk in noun_phrases(words, tags)}
    for place in range(1, len(tags) - 1):
        if tags[place] != ",":
            continue
        anchor = _noun_before(words, tags, ends, place)
        if anchor < 0:
            continue
        end, head = _appositive_end(words, tags, place + 1)
        if end == place + 1 or end >= len(tags) or (tags[end] != "," and tags[end] not in _ENDS and tags[end] != ")"):
            continue
        if _is_list(words, tags, place, end) or (tags[end] != "," and not _renames(words, tags, place)):
            continue
        found.append(Chunk(place, end + (tags[end] == ","), head, "apposition", anchor))
    return tuple(found)


def _noun_before(words: Sequence[Word], tags: Sequence[str], ends: dict[int, Chunk], comma: int) -> int:
    """The head of the noun phrase (with its prepositional phrases) that ends at the comma, or -1."""
    phrase = ends.get(comma)
    if phrase is None or phrase.kind != "noun":
        return -1
    if phrase.start_word == 0 and words[phrase.head].lower in _TIME_NOUNS:
        return -1
    before = phrase.start_word - 1
    while before > 0 and _is_preposition(words, tags, before) and before in ends and ends[before].kind == "noun":
        phrase = ends[before]
        before = phrase.start_word - 1
    if before >= 0 and _is_preposition(words, tags, before) and before not in ends and _only_lead(tags, before):
        return -1  # "In Leeds, a nurse …": an adverbial, nothing to rename
    return phrase.head


def _only_lead(tags: Sequence[str], place: int) -> bool:
    return place == 0 or tags[place - 1] in (".", ":", "CC", "``", "''", ",")


def _appositive_end(words: Sequence[Word], tags: Sequence[str], start: int) -> tuple[int, int]:
    """End and head of a phrase that could be an apposition; end equals start when it could not."""
    if tags[start] == "CD":
        return start + 1, start
    if words[start].lower == "aged" and start + 1 < len(tags) and tags[start + 1] == "CD":
        return start + 2, start + 1
    opened = tags[start] in ("DT", "PRP$", "NNP", "JJ") or words[start].lower in ("now", "then", "also")
    lead = start + 1 if words[start].lower in ("now", "then", "also", "herself", "himself", "themselves") else start
    if (not opened and not (lead > start)) or lead >= len(tags):
        return start, start
    end, head, kind = _noun_phrase_at(words, tags, lead)
    if end == lead or kind != "noun":
        return start, start
    if words[head].lower in _TIME_NOUNS:
        return start, start
    while end < len(tags) and _is_preposition(words, tags, end):
        deeper, _ = _preposition_end(words, tags, end)
        if deeper == end:
            return start, start
        end = deeper
    if end + 1 < len(tags) and tags[end] == "CC" and tags[end + 1] in ("DT", "NN", "NNP", "JJ", "PRP$"):
        other, _, other_kind = _noun_phrase_at(words, tags, end + 1)
        if other > end + 1 and other_kind == "noun" and other < len(tags) and tags[other] in (",", "."):
            end = other
    return end, head


def _is_list(words: Sequence[Word], tags: Sequence[str], comma: int, end: int) -> bool:
    """Whether the commas separate members of a list: a third member or an *and* follows, or one stands before."""
    if tags[end] == "," and end + 1 < len(tags) and (tags[end + 1] == "CC" and end + 2 < len(tags)):
        after, _, kind = _noun_phrase_at(words, tags, end + 2)
        if after > end + 2 and kind == "noun" and not (after < len(tags) and tags[after] in FINITE_TAGS):
            return True
    joined = any(tags[place] == "CC" for place in range(comma + 1, end))
    if joined and (tags[end] != "," or tags[comma + 1] not in ("DT", "PRP$")):
        return True
    if tags[end] == "," and end + 1 < len(tags) and tags[end + 1] in ("NN", "NNS", "NNP") and _then_and(tags, end + 1):
        return True
    return tags[comma + 1] == "JJ" and tags[comma - 1] == "JJ"


def _then_and(tags: Sequence[str], place: int) -> bool:
    while place < len(tags) and tags[place] in (*NOUN_TAGS, "JJ", "DT", "CD"):
        place += 1
    return place < len(tags) and tags[place] == "CC"


def _renames(words: Sequence[Word], tags: Sequence[str], comma: int) -> bool:
    """At the end of a sentence a phrase renames only with an article or possessive: "… my client, a nurse."."""
    return tags[comma + 1] in ("DT", "PRP$", "CD") or words[comma + 1].lower == "aged"


def parentheticals(words: Sequence[Word], tags: Sequence[str]) -> tuple[Chunk, ...]:
    """What stands in brackets, or between a pair of dashes inside one sentence; the marks included."""
    found: list[Chunk] = []
    opened = dash = -1
    for index, word in enumerate(words):
        if word.text in ("(", "["):
            opened = index
        elif word.text in (")", "]") and opened >= 0:
            found.append(Chunk(opened, index + 1, min(opened + 1, index), "parenthesis"))
            opened = -1
        elif word.text in ("–", "—", "--", "-") and tags[index] == ":" and not _is_range(words, index):
            if dash >= 0:
                found.append(Chunk(dash, index + 1, min(dash + 1, index), "parenthesis"))
                dash = -1
            else:
                dash = index
        elif tags[index] == ".":
            dash = -1
    return tuple(sorted(found, key=lambda chunk: chunk.start_word))


def _is_range(words: Sequence[Word], index: int) -> bool:
    """Whether the dash joins what stands on either side of it: "3–5", "Mon–Thurs"."""
    inside = 0 < index < len(words) - 1 and words[index].text in ("–", "-")
    return inside and words[index - 1].end == words[index].start and words[index].end == words[index + 1].start


_TIME_NOUNS = frozenset(
    "today yesterday tomorrow tonight morning afternoon evening night week weekend month year day fortnight term "
    "summer "
    "winter spring autumn session monday tuesday wednesday thursday friday saturday sunday easter christmas january "
    "february march april may june july august september october november december moment hour minute time half-term "
    "lunchtime bedtime weeks months years days hours minutes mornings nights evenings lesson appointment".split()
)
_TIME_PREPOSITIONS = frozenset("in on at during after before since until till by for within around over from".split())
_POINTING = frozenset("this last next that every one some earlier later the each other these those past".split())


def time_adverbials(words: Sequence[Word], tags: Sequence[str]) -> tuple[Chunk, ...]:
    """Adverbials of time anywhere: "This morning", "last year", "on Tuesday", "In session 14", "two years ago".

    One at the start of a sentence takes its comma with it; `anchor` is then the index of the word after it, and
    -1 for the others.
    """
    found: list[Chunk] = []
    done = 0
    for phrase in noun_phrases(words, tags):
        if phrase.start_word < done or words[phrase.head].lower not in _TIME_NOUNS:
            continue
        start, end = phrase.start_word, phrase.end_word
        first = words[start].lower
        if (
            end < len(tags)
            and words[end].lower in ("ago", "later", "earlier", "before", "afterwards")
            and tags[start] in ("CD", "DT", "JJ")
        ):
            end += 1
        elif start and words[start - 1].lower in _TIME_PREPOSITIONS:
            start -= 1
        elif not (first in _POINTING or words[phrase.head].lower in _BARE_TIMES) or first == "the":
            continue
        opens = start == 0 or tags[start - 1] in (".", ":", "``", "''")
        if opens and end < len(tags) and tags[end] == ",":
            end += 1
        found.append(Chunk(start, end, phrase.head, "time", end if opens and end < len(tags) else -1))
        done = end
    return tuple(found)


_BARE_TIMES = frozenset("today yesterday tomorrow tonight".split())
