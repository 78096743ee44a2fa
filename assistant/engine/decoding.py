"""Words windows and scores texts on one loaded model, several at a time, with the same result as one at a time.

Three rules make the result independent of what is decoded beside it (measured: differences of exactly 0): every
window has a cache of its own, is read in chunks that depend on it alone, and is continued in rows of four or eight,
filled up with rows that nobody reads. Windows are read side by side, each in the same chunks as it would be alone:
the last tokens of the shared beginning are read again where that makes a window's length a multiple of `STEP`. Where
a model is found to compute a row alone as it does beside others (`Decoder._same_alone`), rows need no filling.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from assistant.domain.ports import Status
from assistant.engine.chat import ChatFormat, Piece
from assistant.engine.llama import BATCH, EngineError, Row, State
from assistant.engine.protocol import Ask, Code

ROWS = 4
"""Sequences are decoded in multiples of this: the kernels for a single row round otherwise."""
CHUNKS = (64, 16, 8)
"""Tokens of each window in one call while windows are read side by side, as long as it has so many left.

The more tokens share a cache, the less each costs: behind 448 tokens of a prompt 2.8 ms in chunks of 64, 3.3 ms in
chunks of 16 (0.6B shape, two cores with AVX-512).
"""
STEP = CHUNKS[-1]
LEAST = 4
"""Fewest tokens of a last chunk, for the same reason."""
MOST_REMEMBERED = 192 * 1024 * 1024
"""Bytes of shared beginnings that are kept so that prompts can take turns; the one at work may be larger."""
SCORED_CHUNK = 64
"""Chunk of a text that is scored: every token's prediction is kept, and a prediction is large."""


class Decodes(Protocol):
    """What is needed of a model (`llama.Model`)."""

    begin: list[int]
    per_sequence: int

    def tokens(self, text: str, markup: bool = False) -> list[int]: ...
    def piece(self, token: int) -> bytes: ...
    def ends(self, token: int) -> bool: ...
    def decode(self, rows: Sequence[Row]) -> None: ...
    def prediction(self, row: int) -> Any: ...
    def forget(self, sequence: int) -> None: ...
    def forget_all(self) -> None: ...
    def trim(self, sequence: int, tokens: int) -> bool: ...
    def save(self, sequence: int) -> State: ...
    def restore(self, state: State, sequence: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """One window's answer; `text` is None unless it is `Status.DONE`."""

    index: int
    text: str | None
    status: Status
    tokens: int
    sure: float | None = None
    """Mean log-probability of its tokens, where that was asked."""


@dataclass(slots=True)
class _Slot:
    """A window while its answer is written; `apart` and `unlike` are tokens that may not follow, or come first."""

    index: int
    limit: int
    apart: frozenset[tuple[int, int]] = frozenset()
    unlike: frozenset[int] = frozenset()
    measured: bool = False
    likelihood: float = 0.0
    """Sum of the log-probabilities of what was written, where it is measured."""
    token: int = 0
    written: int = 0
    line: bytearray = field(default_factory=bytearray)


@dataclass(slots=True)
class _Reading:
    """A window that is read beside others: its cache, and what is left to read into it."""

    number: int
    slot: _Slot
    tokens: list[int]


def chunks(count: int, size: int = BATCH, least: int = LEAST) -> Iterator[tuple[int, int]]:
    """Start and end of the chunks that `count` tokens are read in; the last has `least` at the least, if it can.

    >>> list(chunks(258))
    [(0, 254), (254, 258)]
    """
    start = 0
    while start < count:
        end = min(start + size, count)
        if 0 < count - end < least:
            end = count - least
        yield start, end
        start = end


class Decoder:
    """Answers and scores on `model`, with as many windows at once as it has `sequences`."""

    def __init__(self, model: Decodes, sequences: int) -> None:
        if sequences % ROWS:
            raise ValueError(f"sequences come in multiples of {ROWS}")
        self._model = model
        self._sequences = sequences
        self._prefix: list[int] = []
        self._state: State = b""
        self._known: dict[tuple[int, ...], State] = {}
        self._filler = (model.tokens("\n") or [0])[-1]
        self._next = [0] * sequences
        """How many tokens each cache holds."""
        self._holds = [False] * sequences
        """Whether they begin with the prefix."""
        self._trims = True
        """Whether this model's caches can be cut back to their first tokens; some remember all or nothing."""
        self._alike: bool | None = None
        """Whether a single row comes out as it does among others; None until that was tried."""

    def forget(self) -> None:
        """Empty every cache, as after a call that was stopped in the middle; what prompts begin with is kept."""
        self._model.forget_all()
        self._next = [0] * self._sequences
        self._holds = [False] * self._sequences

    def prepare(self, chat: ChatFormat, system: str, examples: Sequence[tuple[str, str]]) -> None:
        """Read what all windows share, once; free when it is the same as before.

        Raises EngineError when it fills more than two thirds of a window's room.
        """
        wanted = self._model.begin + self._tokens(chat.prefix(system, examples))
        if wanted == self._prefix:
            return
        if len(wanted) * 3 > self._model.per_sequence * 2:
            raise EngineError(Code.PROMPT_TOO_LONG)
        self._prefix, self._state = [], b""
        self.forget()
        if self._alike is None:
            self._alike = self._same_alone(wanted)
        state = self._known.pop(tuple(wanted), None)
        if state is None:
            self._read(wanted, 0, 0)
            state = self._model.save(0)
            self._model.forget(0)
        self._remember(wanted, state)
        self._prefix, self._state = wanted, state

    def _same_alone(self, tokens: list[int]) -> bool:
        """Try whether this model on this machine computes a row by itself as it does a row of four and of nine.

        Which kernel computes a row depends on the number of rows and never on what they hold, so one try tells. Then
        a window alone needs neither rows that nobody reads nor small chunks.
        """
        some = tokens[: 2 * LEAST + 1]
        if len(some) <= 2 * LEAST:
            return False
        for number in range(ROWS):
            self._model.decode([Row(token, at, number, False) for at, token in enumerate(some[:-1])])
        last = len(some) - 1
        self._model.decode([Row(some[-1], last, number, True) for number in range(ROWS)])
        among = self._model.prediction(0).tobytes()
        self._model.forget(0)
        self._model.decode([Row(token, at, 0, False) for at, token in enumerate(some[:-1])])
        self._model.decode([Row(some[-1], last, 0, True)])
        alone = self._model.prediction(0).tobytes()
        self._model.forget(0)
        self._model.decode([Row(token, at, 0, at == last) for at, token in enumerate(some)])
        whole = self._model.prediction(last).tobytes()
        self.forget()
        return bool(among == alone == whole)

    def _remember(self, tokens: list[int], state: State) -> None:
        """Keep what was read, so that prompts can take turns; the ones used longest ago go first."""
        self._known[tuple(tokens)] = state
        while len(self._known) > 1 and sum(map(len, self._known.values())) > MOST_REMEMBERED:
            self._known.pop(next(iter(self._known)))

    def count(self, texts: Sequence[str], markup: bool) -> tuple[int, ...]:
        """How many tokens each text is."""
        return tuple(len(self._model.tokens(text, markup)) for text in texts)

    def answer(self, chat: ChatFormat, asks: Sequence[Ask], say: Callable[[Outcome], None]) -> None:
        """Word every window; `say` each as it is done.

        `prepare` comes first. Raises llama.Stopped when told to stop: windows not said by then have no answer.
        """
        asked = [(self._slot(index, ask), self._tokens(chat.turn(ask.user))) for index, ask in enumerate(asks)]
        waiting = deque(sorted(asked, key=lambda ask: -len(ask[1])))  # like lengths are read side by side
        slots: list[_Slot | None] = [None] * self._sequences
        while waiting or any(slots):
            if slots.count(None) * 2 >= self._sequences:
                self._fill(slots, waiting, say)
            if any(slots):
                self._step(slots, say)
        for number in range(self._sequences):
            if self._holds[number]:
                self._place(number, len(self._prefix))
            elif self._next[number]:
                self._model.forget(number)
                self._next[number] = 0

    def _slot(self, index: int, ask: Ask) -> _Slot:
        """What becomes of a question, with the tokens in which its words end and begin."""
        apart: set[tuple[int, int]] = set()
        for first, second in ask.apart:
            ends = {tokens[-1] for lead in ("", " ") if (tokens := self._model.tokens(lead + first))}
            starts = self._model.tokens(" " + second)[:1]
            apart |= {(end, start) for end in ends for start in starts}
        unlike = {token for text in ask.unlike for token in self._model.tokens(text)[:1]}
        return _Slot(index, ask.limit, frozenset(apart), frozenset(unlike), ask.measured)

    def _fill(
        self, slots: list[_Slot | None], waiting: deque[tuple[_Slot, list[int]]], say: Callable[[Outcome], None]
    ) -> None:
        """Read as many windows as there is room for; those that are over at once make room for the next."""
        while waiting and None in slots:
            fresh: list[_Reading] = []
            for number in range(self._sequences):
                while slots[number] is None and waiting:
                    slot, tokens = waiting.popleft()
                    end = len(self._prefix) + len(tokens)
                    if end + slot.limit > self._model.per_sequence or not tokens:
                        say(Outcome(slot.index, None, Status.CUT_OFF, 0))
                        continue
                    slots[number] = slot
                    start = len(self._prefix) - -len(tokens) % STEP
                    single = self._alike and not waiting and not fresh
                    if start > 0 and not single and self._place(number, start):
                        fresh.append(_Reading(number, slot, self._prefix[start:] + tokens))
                        continue
                    self._place(number, len(self._prefix))
                    last = self._read(tokens, len(self._prefix), number)
                    self._next[number] = end
                    if not self._take(slot, last, say):
                        slots[number] = None
            self._read_together(fresh, slots, say)

    def _place(self, number: int, count: int) -> bool:
        """Make a cache hold the first `count` tokens of the prefix and nothing else; whether it could.

        Where it could not, it holds the whole prefix.
        """
        whole = count == len(self._prefix)
        self._next[number] = count
        if self._holds[number] and self._trims and self._model.trim(number, count):
            return True
        self._model.restore(self._state, number)
        self._holds[number] = True
        if whole or (self._trims and self._model.trim(number, count)):
            return True
        self._trims = False
        self._model.restore(self._state, number)
        self._next[number] = len(self._prefix)
        return False

    def _read_together(
        self, readings: Sequence[_Reading], slots: list[_Slot | None], say: Callable[[Outcome], None]
    ) -> None:
        """Read windows side by side, each in the largest of `CHUNKS` that it has left."""
        left = list(readings)
        for size in CHUNKS:
            while together := [r for r in left if len(r.tokens) >= size][: BATCH // size]:
                rows = [
                    Row(token, self._next[r.number] + at, r.number, at + 1 == len(r.tokens))
                    for r in together
                    for at, token in enumerate(r.tokens[:size])
                ]
                self._model.decode(_in_fours(rows))
                for place, r in enumerate(together):
                    r.tokens = r.tokens[size:]
                    self._next[r.number] += size
                    if not r.tokens and not self._take(r.slot, (place + 1) * size - 1, say):
                        slots[r.number] = None
                left = [r for r in left if r.tokens]

    def _step(self, slots: list[_Slot | None], say: Callable[[Outcome], None]) -> None:
        """One token for every window that is being written; rows 0 to 3, or to 7, and so on, unless all are alike."""
        busy = [number for number, slot in enumerate(slots) if slot is not None]
        rows = busy if self._alike else range((busy[-1] // ROWS + 1) * ROWS)
        self._model.decode([self._row(slots[number], number) for number in rows])
        for row, number in enumerate(rows):
            slot = slots[number]
            self._next[number] += 1
            if slot is not None and not self._take(slot, row, say):
                slots[number] = None

    def _row(self, slot: _Slot | None, number: int) -> Row:
        if slot is not None:
            return Row(slot.token, self._next[number], number, True)
        if self._next[number] >= self._model.per_sequence:
            self._place(number, len(self._prefix))
        return Row(self._filler, self._next[number], number, True)

    def _take(self, slot: _Slot, row: int, say: Callable[[Outcome], None]) -> bool:
        """Take the likeliest next token; False when the answer is over."""
        token = self._likeliest(slot, row)
        slot.token = token
        slot.written += 1
        head, newline, _ = self._model.piece(token).replace(b"\r", b"\n").partition(b"\n")
        slot.line += head
        started = bool(slot.line.strip())
        if self._model.ends(token) or (newline and started):
            text = _line(bytes(slot.line))
            sure = slot.likelihood / slot.written if slot.measured else None
            say(Outcome(slot.index, text or None, Status.DONE if text else Status.EMPTY, slot.written, sure))
            return False
        if slot.written >= slot.limit:
            say(Outcome(slot.index, None, Status.CUT_OFF if started else Status.EMPTY, slot.written))
            return False
        return True

    def _likeliest(self, slot: _Slot, row: int) -> int:
        """The likeliest token that the question does not rule out where the answer stands."""
        prediction = self._model.prediction(row)
        token = int(prediction.argmax())
        begun = bool(slot.line.strip())
        while (begun and (slot.token, token) in slot.apart) or (not begun and token in slot.unlike):
            prediction = prediction.copy()
            prediction[token] = -float("inf")
            token = int(prediction.argmax())
        if slot.measured:
            slot.likelihood += _log_probability(self._model.prediction(row), token)
        return token

    def score(self, pairs: Sequence[tuple[str, str]], say: Callable[[int, float | None], None]) -> None:
        """Mean log-probability per token (natural logarithm) of each second text after each first.

        None for an empty text or one that does not fit. Pairs that share their first text follow each other best.
        """
        context: str | None = None
        read: list[int] = []
        state: State = b""
        self._holds[0] = False
        for index, (before, text) in enumerate(pairs):
            tokens = self._model.tokens(text)
            room = self._model.per_sequence - len(tokens) - len(self._model.begin) - LEAST
            if not tokens or room < 0:
                say(index, None)
                continue
            if before != context:
                read = (self._model.begin + self._model.tokens(before))[-(self._model.per_sequence // 2) :]
                context, state = before, b""
                if len(read) > 1:
                    self._model.forget(0)
                    self._read(read[:-1], 0, 0)
                    state = self._model.save(0)
            say(index, self._score(read, state, tokens))
        self._model.forget(0)
        self._next[0] = 0

    def _score(self, read: list[int], state: State, tokens: list[int]) -> float | None:
        """The text's tokens are read together with the context's last one, whose prediction is the first needed."""
        if len(read) + len(tokens) > self._model.per_sequence:
            return None
        if state:
            self._model.restore(state, 0)
        else:
            self._model.forget(0)
        ahead = read[-1:] + tokens
        base = len(read) - 1 if read else 0
        total, counted = 0.0, 0
        for start, end in chunks(len(ahead), SCORED_CHUNK):
            self._model.decode([Row(ahead[at], base + at, 0, True) for at in range(start, end)])
            for at in range(start, min(end, len(ahead) - 1)):
                total += _log_probability(self._model.prediction(at - start), ahead[at + 1])
                counted += 1
        return total / counted if counted else None

    def _read(self, tokens: list[int], position: int, number: int) -> int:
        """Read tokens into a cache; the row of the last native call that predicts what follows."""
        last = 0
        for start, end in chunks(len(tokens)):
            ask = end == len(tokens)
            self._model.decode(
                [Row(tokens[at], position + at, number, ask and at == end - 1) for at in range(start, end)]
            )
            last = end - start - 1
        return last

    def _tokens(self, pieces: Sequence[Piece]) -> list[int]:
        return [token for text, markup in pieces if text for token in self._model.tokens(text, markup)]


def _in_fours(rows: list[Row]) -> list[Row]:
    """The rows with predictions asked for in multiples of `ROWS`, for they too are computed by other kernels alone."""
    wanted = sum(row.wanted for row in rows)
    missing = -wanted % ROWS
    for at, row in enumerate(rows):
        if missing and not row.wanted:
            rows[at] = row._replace(wanted=True)
            missing -= 1
    return rows


def _line(data: bytes) -> str:
    """The answer as one line of printable characters; an unfinished character at the end is dropped."""
    text = data.decode("utf-8", "ignore").replace("\t", " ")
    return "".join(character for character in text if character.isprintable()).strip()


def _log_probability(prediction: Any, token: int) -> float:
    import numpy

    scores = prediction.astype(numpy.float64)
    top = float(scores.max())
    return float(scores[token]) - top - float(numpy.log(numpy.exp(scores - top).sum()))
