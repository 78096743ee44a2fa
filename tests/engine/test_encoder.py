"""Texts are cut into windows between words, and one that can't be read costs no other."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy
import pytest

from assistant.engine import protocol, tagging
from assistant.engine.encoder import Encoder, Head, Marked, or_none, windows
from assistant.engine.llama import Stopped
from assistant.engine.tagging import TaggingWriter
from assistant.engine.wordpiece import Token, WordPiece

PIECES = WordPiece(["[UNK]", "[CLS]", "[SEP]", "[PAD]", "a", "##a"])
TEXTS = ("a a", "broken", "a")
OUTPUTS = ("case", "tells", "court:mask", "place", "stands")
HEAD = Head(OUTPUTS, (0.5, 0.5, 0.5, 0.5, 1.0), (None,) * 5)


class _Trips:
    """Breaks over one text, as a slip in native code or in ours would; its error quotes the draft."""

    def _trip(self, length: int) -> None:
        if length == len("broken"):
            raise ValueError("broken")


class _TrippingEncoder(_Trips, Encoder):
    def __init__(self, helpers: Any = None) -> None:
        self._helpers, self._pieces = helpers, PIECES
        self.head = HEAD

    def logits(self, tokens: Sequence[Token]) -> Any:
        self._trip(tokens[-1].end)
        return numpy.zeros((len(tokens), len(OUTPUTS)))


class _EncoderTrippingEarly(_TrippingEncoder):
    def tokens(self, text: str) -> list[Token]:
        self._trip(len(text))
        return super().tokens(text)


def tagged(encoder: Any, texts: Sequence[str] = TEXTS, *, whole: bool = False) -> list[Any]:
    """What a worker with this encoder says to a request."""
    replies = io.BytesIO()
    writer = TaggingWriter(replies)
    writer._encoder = encoder
    writer.serve(protocol.Tag(7, 60.0, tuple(texts), whole))
    replies.seek(0)
    return list(iter(lambda: protocol.read(replies, protocol.REPLIES), None))


def test_no_window_begins_inside_a_word() -> None:
    text = "_".join(["a" * 60] * 9)
    tokens = PIECES.tokens(text)
    parts = windows(text, tokens, 254, lambda token: bool(token.shape[-1]))

    assert [token for part in parts for token in part] == tokens
    assert all(part[0].shape[-1] and len(part) <= 254 for part in parts)


def test_a_word_that_is_longer_than_a_window_is_cut_all_the_same() -> None:
    tokens = PIECES.tokens("a" * 90)

    assert [len(part) for part in windows("a" * 90, tokens, 40, lambda token: bool(token.shape[-1]))] == [40, 40, 10]


def test_the_rest_of_a_word_is_marked_as_nothing() -> None:
    tokens = PIECES.tokens("a" * 90)

    assert HEAD.marks("a" * 90, tokens[40:], numpy.full((50, 5), 9.0)) == []
    assert HEAD.marks("a" * 90, [], numpy.zeros((0, 5))) == []
    assert Marked(0, 90, "place", pytest.approx(1.0, abs=0.01), pytest.approx(1.0, abs=0.01)) in HEAD.marks(
        "a" * 90, tokens, numpy.full((90, 5), 9.0)
    )


@pytest.mark.parametrize("kind", [_TrippingEncoder, _EncoderTrippingEarly])
def test_a_text_that_can_t_be_read_costs_no_other(kind: type[Any]) -> None:
    for whole in (False, True):
        first, second, done = tagged(kind(), whole=whole)

        assert (first.index, second.index) == (0, 2)
        assert isinstance(done, protocol.Done)


def test_a_stop_ends_the_request() -> None:
    def stopped(_: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        or_none(stopped, None)


def test_many_marks_go_into_several_replies_and_the_last_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "MARKS", 2)
    *replies, _ = tagged(_TrippingEncoder(), ["a a a a a", "a a", ""], whole=True)

    assert [(r.index, len(r.marks), r.more) for r in replies] == [
        (0, 2, True), (0, 2, True), (0, 1, False), (1, 2, False), (2, 0, False),
    ]  # fmt: skip


def test_a_reply_with_as_many_marks_as_may_be_fits_into_a_frame() -> None:
    mark = (10**7, 10**7, "family-and-relationships", 1 / 3, 1 / 7)

    share = protocol.encode(protocol.Tagged(1, 1, (mark,) * (tagging.MARKS // 100), more=True))
    assert len(share) * 100 < protocol.MAX_BYTES


def test_what_a_token_looks_like_is_added_to_its_word_and_read_again_behind_the_encoder() -> None:
    rng = numpy.random.default_rng(7)
    shown, inner, outer = rng.random((2, 8)), rng.random((3, 10)), rng.random((5, 3))
    head = Head(OUTPUTS, (0.5,) * 5, (shown, inner, numpy.zeros(3), outer, numpy.zeros(5)))
    vectors, shapes = rng.random((4, 2)), numpy.eye(8)[:4]

    assert numpy.allclose(head.shown(shapes), shown.T[:4])
    assert numpy.allclose(head.logits(vectors, shapes)[1], outer @ (inner @ [*vectors[1], 0, 1, 0, 0, 0, 0, 0, 0]))
