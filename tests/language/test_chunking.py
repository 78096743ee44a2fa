"""Phrases and clauses, judged by what is left when one is taken out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import chunks
from assistant.language.chunks import Chunk, parse

Finder = Callable[..., tuple[Chunk, ...]]


def found(finder: Finder, sentence: str) -> list[str]:
    parsed = parse(sentence)
    return [parsed.slice(chunk.start_word, chunk.end_word) for chunk in finder(parsed.words, parsed.tags)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("My client, a 34-year-old nurse from Leeds, cried.", [", a 34-year-old nurse from Leeds,"]),
        ("Her mum, a headteacher in Hebden Bridge, read her diary.", [", a headteacher in Hebden Bridge,"]),
        ("I've been working with Tom, 42, since his divorce.", [", 42,"]),
        ("He said that his boss, an ex-army man, had lied.", [", an ex-army man,"]),
        ("I saw my client, a nurse.", [", a nurse"]),
        ("We talked about her mother's death, the funeral and the house.", []),
        ("They argued about money, drink and sex.", []),
        ("She was tired, angry and cold.", []),
        ("Yesterday, a man rang.", []),
        ("In Leeds, a nurse told me.", []),
    ],
)
def test_appositions(sentence: str, expected: list[str]) -> None:
    assert found(chunks.appositives, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A woman who lost her job last year came to see me.", ["who lost her job last year"]),
        ("One of my clients, who is a vicar, told me.", [", who is a vicar,"]),
        ("I worked with a man whose wife was killed.", ["whose wife was killed"]),
        ("A student whose parents had split up never came back.", ["whose parents had split up"]),
        ("The man that rang was kind.", ["that rang"]),
        ("She said that he lied.", []),
        ("Who rang you?", []),
        ("She has two sons, neither of whom lives in Hull.", [", neither of whom lives in Hull"]),
    ],
)
def test_relative_clauses(sentence: str, expected: list[str]) -> None:
    assert found(chunks.relative_clauses, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A nurse from a village near Leeds rang.", ["from a village near Leeds", "near Leeds"]),
        ("A mother of three in Hull rang.", ["of three in Hull", "in Hull"]),
        ("One of my clients rang.", []),
        ("The girl with red hair laughed.", ["with red hair"]),
    ],
)
def test_prepositional_phrases_on_nouns(sentence: str, expected: list[str]) -> None:
    assert found(chunks.prepositional_phrases, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This morning a man told me.", ["This morning"]),
        ("On Tuesday, she cried.", ["On Tuesday,"]),
        ("In session 14 he finally said it.", ["In session 14"]),
        ("Two years ago I met him.", ["Two years ago"]),
        ("He lost his job last year and left.", ["last year"]),
        ("I saw a teenager today.", ["today"]),
        ("The day was long.", []),
    ],
)
def test_adverbials_of_time(sentence: str, expected: list[str]) -> None:
    assert found(chunks.time_adverbials, sentence) == expected


def test_a_sentence_initial_time_names_the_word_after_it() -> None:
    parsed = parse("On Tuesday, she cried.")
    (chunk,) = chunks.time_adverbials(parsed.words, parsed.tags)
    assert parsed.words[chunk.anchor].text == "she"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The boy (8) hit his brother.", ["(8)"]),
        ("Her dad — a builder — left.", ["— a builder —"]),
        ("He left – nobody knew why.", []),
        ("She teaches 3–5 year-olds Mon–Thurs and is tired.", []),
    ],
)
def test_parentheses(sentence: str, expected: list[str]) -> None:
    assert found(chunks.parentheticals, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Her sister's new flat is a Year 9 boy's dream.", ["Her sister's new flat", "a Year 9 boy's dream"]),
        ("A kind and gentle woman rang me.", ["A kind and gentle woman", "me"]),
        ("He lost his job last year.", ["He", "his job", "last year"]),
    ],
)
def test_noun_phrases(sentence: str, expected: list[str]) -> None:
    assert found(chunks.noun_phrases, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("My client, a nurse from Leeds, cried when she rang.", "cried", "My client, a nurse from Leeds,"),
        ("A woman who lost her job came.", "came", "A woman who lost her job"),
        ("One of my clients, who is a vicar, told me.", "told", "One of my clients, who is a vicar,"),
        ("When he was twelve his father went to prison.", "went", "his father"),
        ("After her husband left, she stopped eating.", "stopped", "she"),
        ("Yesterday, my client and her husband argued.", "argued", "my client and her husband"),
        ("Last week a Year 9 boy told me it.", "told", "a Year 9 boy"),
        ("Had a session today.", "Had", None),
    ],
)
def test_the_main_verb_and_its_subject(sentence: str, verb: str, subject: str | None) -> None:
    parsed = parse(sentence)
    index = chunks.finite_verb(parsed.words, parsed.tags)
    assert index is not None
    assert parsed.words[index].text == verb
    chunk = chunks.subject_before(parsed.words, parsed.tags, index)
    assert (None if chunk is None else parsed.slice(chunk.start_word, chunk.end_word)) == subject


@pytest.mark.parametrize("fragment", ["Feeling sad after a client left.", "A woman who lost her job.", "Grief.", ""])
def test_a_fragment_has_no_main_verb(fragment: str) -> None:
    parsed = parse(fragment)
    assert chunks.finite_verb(parsed.words, parsed.tags) is None


@pytest.mark.parametrize(
    ("sentence", "group", "main", "negated", "passive"),
    [
        ("She had never really been told.", "had never really been told", "told", True, True),
        ("He didn't come back.", "didn't come", "come", True, False),
        ("They cried.", "cried", "cried", False, False),
        ("I've been working.", "'ve been working", "working", False, False),
        ("He was hit by a car.", "was hit", "hit", False, True),
    ],
)
def test_verb_groups(sentence: str, group: str, main: str, negated: bool, passive: bool) -> None:
    parsed = parse(sentence)
    index = chunks.finite_verb(parsed.words, parsed.tags)
    assert index is not None
    verbs = chunks.verb_group(parsed.words, parsed.tags, index)
    assert parsed.slice(verbs.start_word, verbs.end_word) == group
    assert (parsed.words[verbs.main].text, verbs.negated, verbs.passive) == (main, negated, passive)


def test_clauses_are_cut_at_conjunctions_and_told_apart() -> None:
    parsed = parse("When he was six his dad left, and she said the baby was asleep.")
    kinds = [
        (clause.kind, parsed.slice(clause.start_word, clause.end_word))
        for clause in chunks.clauses(parsed.words, parsed.tags)
    ]
    assert kinds == [
        ("subordinate", "When he was six"),
        ("main", "his dad left,"),
        ("joined", "and she said"),
        ("subordinate", "the baby was asleep."),
    ]


_WORDS = st.sampled_from(
    "my client , who a nurse from Leeds cried when that she had was lost — ( ) and . 42 last week of to \" 's".split()
)


@given(st.lists(_WORDS, max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_words_are_chunked_without_failing_and_clauses_cover_them(text: str) -> None:
    parsed = parse(text)
    for finder in (
        chunks.noun_phrases,
        chunks.prepositional_phrases,
        chunks.appositives,
        chunks.relative_clauses,
        chunks.time_adverbials,
        chunks.parentheticals,
    ):
        for chunk in finder(parsed.words, parsed.tags):
            assert 0 <= chunk.start_word < chunk.end_word <= len(parsed.words)
            assert chunk.start_word <= chunk.head < chunk.end_word
    place = 0
    for clause in chunks.clauses(parsed.words, parsed.tags):
        assert clause.start_word == place
        place = clause.end_word
    assert place == len(parsed.words)
    for index, tag in enumerate(parsed.tags):
        if tag in ("VBD", "VBZ", "VBP", "MD"):
            chunks.subject_before(parsed.words, parsed.tags, index)
            chunks.verb_group(parsed.words, parsed.tags, index)
