"""Messages arrive as they were sent, and nothing else is ever taken for a message."""

from __future__ import annotations

import io
import json
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine import protocol
from assistant.engine.protocol import Answered, Ask, Cancel, Done, Load, Propose, ProtocolError, Score, Scored, Tried

whole = st.integers(-(2**40), 2**40)
number = st.floats(allow_nan=False, allow_infinity=False)
text = st.text(st.characters(exclude_categories=["Cs"]))
pairs = st.lists(st.tuples(text, text), max_size=3).map(tuple)
messages = st.one_of(
    st.builds(Load, whole, number, text, whole, whole, whole, st.booleans(), whole),
    st.builds(Propose, whole, number, text, pairs, st.lists(st.builds(Ask, text, whole), max_size=3).map(tuple)),
    st.builds(Score, whole, number, pairs),
    st.builds(Cancel, whole),
    st.builds(Answered, whole, whole, st.none() | text, text, whole),
    st.builds(Scored, whole, whole, st.none() | number),
    st.builds(Tried, whole, st.lists(st.tuples(text, text, st.booleans()), max_size=3).map(tuple)),
    st.builds(Done, whole, number, whole),
)
EVERY = protocol.REQUESTS + protocol.REPLIES


@given(st.lists(messages, max_size=4))
def test_messages_arrive_as_they_were_sent(sent: list[Any]) -> None:
    stream = io.BytesIO(b"".join(map(protocol.encode, sent)))
    arrived = []
    while (message := protocol.read(stream, EVERY)) is not None:
        arrived.append(message)
    assert arrived == sent


@given(st.binary(max_size=200))
def test_noise_is_a_protocol_error_and_nothing_else(noise: bytes) -> None:
    with pytest.raises(ProtocolError):
        protocol.decode(noise, EVERY)


@given(messages, st.integers(min_value=1))
def test_a_frame_that_is_cut_off_is_not_a_message(message: Any, cut: int) -> None:
    frame = protocol.encode(message)
    with pytest.raises(ProtocolError):
        protocol.read(io.BytesIO(frame[: -(cut % (len(frame) - 1) + 1)] or frame[:1]), EVERY)


@given(messages, st.data())
def test_a_changed_byte_never_raises_anything_else(message: Any, data: st.DataObject) -> None:
    body = bytearray(protocol.encode(message)[4:])
    body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = protocol.decode(bytes(body), EVERY)
    except ProtocolError:
        return
    assert isinstance(found, EVERY)


def body(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    "wrong",
    [
        body(type="Cancel"),
        body(type="Cancel", id=1, more=2),
        body(type="Cancel", id=True),
        body(type="Cancel", id="1"),
        body(type="Cancel", id=1.0),
        body(type="Nobody", id=1),
        body(id=1),
        b"[]",
        b'{"type": "Cancel", "id": 1, "id": 2}',
        b'{"type": "Done", "id": 1, "seconds": NaN, "peak": 0}',
        b'{"type": "Done", "id": 1, "seconds": 1e999, "peak": 0}',
        b'{"type": "Done", "id": 1, "seconds": 1' + b"0" * 400 + b', "peak": 0}',
        body(type="Score", id=1, seconds=1, pairs=[["only one"]]),
        body(type="Score", id=1, seconds=1, pairs="ab"),
        body(type="Propose", id=1, seconds=1, system="", examples=[], asks=[["a", 1]]),
        b"[" * 100_000,
        b'{"type": "Cancel", "id": ' + b"9" * 5000 + b"}",
    ],
)
def test_almost_messages_are_refused(wrong: bytes) -> None:
    with pytest.raises(ProtocolError):
        protocol.decode(wrong, EVERY)


def test_a_reply_is_not_taken_for_a_request() -> None:
    with pytest.raises(ProtocolError):
        protocol.decode(protocol.encode(Done(1, 0.0, 0))[4:], protocol.REQUESTS)


def test_a_frame_that_claims_to_be_huge_is_refused_before_it_is_read() -> None:
    stream = io.BytesIO(struct.pack(">I", protocol.MAX_BYTES + 1) + b"x" * 10)
    with pytest.raises(ProtocolError):
        protocol.read(stream, EVERY)
    assert stream.tell() == 4


def test_a_message_that_would_be_too_long_is_not_sent() -> None:
    with pytest.raises(ProtocolError):
        protocol.encode(Score(1, 1.0, (("x" * protocol.MAX_BYTES, ""),)))


def test_an_error_quotes_nothing_of_what_arrived() -> None:
    with pytest.raises(ProtocolError) as caught:
        protocol.decode(b'{"type": "Nobody", "text": "Morwenna Tregenza"}', EVERY)
    assert "Morwenna" not in str(caught.value)
    assert caught.value.__cause__ is None
