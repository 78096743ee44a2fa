"""WordPiece: every token knows its characters, whatever the text is made of."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.wordpiece import SHAPES, WordPiece

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "cafe", "a", "##b", "'", "s", "34", "-"]
PIECES = WordPiece(VOCABULARY)


def parts(text: str) -> list[str]:
    return [text[t.start : t.end] for t in PIECES.tokens(text)]


def test_words_are_cut_into_the_longest_known_pieces() -> None:
    assert parts("Unaffable") == ["Un", "aff", "able"]


def test_accents_are_read_as_plain_letters_and_stay_in_their_place() -> None:
    assert [t.number for t in PIECES.tokens("café")] == [VOCABULARY.index("cafe")]
    assert parts("un-café's") == ["un", "-", "café", "'", "s"]


def test_combining_accents_belong_to_the_letter_before() -> None:
    assert parts("cafe\u0301") == ["cafe", "\u0301"] or parts("cafe\u0301") == ["cafe\u0301"]


def test_an_unknown_word_is_one_token() -> None:
    assert [t.number for t in PIECES.tokens("zzz")] == [VOCABULARY.index("[UNK]")]


def test_capitals_and_sentence_starts_are_kept_beside_the_token() -> None:
    first, second = PIECES.tokens("a A")

    assert first.shape[0] == 0.0
    assert second.shape[0] == 1.0
    assert first.shape[4] == 1.0
    assert second.shape[4] == 0.0


@given(st.text(max_size=300))
def test_tokens_are_in_order_inside_the_text_and_have_a_shape(text: str) -> None:
    tokens = PIECES.tokens(text)

    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(len(t.shape) == SHAPES for t in tokens)
    assert not tokens or tokens[0].shape[-1] == 1.0
