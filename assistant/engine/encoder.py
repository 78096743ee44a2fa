"""The tagger's model as llama.cpp runs it: token vectors from a BERT encoder, and the small head in the same file.

It reads stretches of a draft for their details, and drafts whole for what of them would stand without the case. One
window a call and one thread a window, so that a window's result is the same whatever else is tagged, and with
however many threads: two of them read two windows at a time, each with a context of its own on the same weights. The
head (two layers on each token's vector and shape) is in the file's metadata, and so are the
matrix that shows the encoder, whose words know no capitals, what shape each token has, and the hash of the file with
the words, so that one hash covers everything.
"""

from __future__ import annotations

import base64
import ctypes
import itertools
import json
import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from assistant.engine.llama import EngineError, Stopped, library, load_weights, metadata
from assistant.engine.protocol import Code
from assistant.engine.wordpiece import SHAPES, Token, WordPiece
from assistant.engine.words import Words, beside

LONGEST, LONGEST_WHOLE = 254, 510
"""Tokens of one window without the marks around it, of a stretch and of a draft that is read whole: what the tagger was
trained on. The second is all the positions that the encoder has."""

LANES = 4
"""Windows read at a time at most, each in 10 to 16 MB of its own; two on a machine with fewer than eight processors."""

ARCHITECTURE = "bert"
TELLS = "tells"
"""The output that speaks of the whole text: the mean over its tokens."""
STANDS, LEANS = "stands", "leans"
"""The output that speaks of whole sentences: they make sense without the case; and the kind of a mark over others."""
BESIDE = "beside"
"""The kind of a mark over words that surely tell nothing of a person of a case."""
_AT_ALL = 0.05
"""Below this on `case`, words are beside it. Of what rules saw in 323 cases that training had left out, 99 details had
no word above it, and 82 of those no label (the author's, or about people in general); of 6,190 all told 518."""
BARELY, _BARELY = "barely", 0.3
"""The kind of a mark over words that hardly tell anything of such a person, and below what on `case` that is. By itself
it says little; `pipeline.sifting` asks for it together with the sentence."""
_STANDING, _LEANING = 0.5, 0.4
"""From the one on a word belongs to a sentence that stands without the case, below the other to one that doesn't."""
_PREFIX = "discreet.tagger."
_LAYERS = ("shown", "inner", "inner_bias", "outer", "outer_bias")
_META_BYTES = 4_194_304

EPISODES = ("event", "speech", "moment")
"""Outputs whose marks hold others and may run over lines."""


Given = TypeVar("Given")
Got = TypeVar("Got")


class Marked(NamedTuple):
    """Characters `start` to `end` of a window that one output marks, and how sure it is (0 to 1)."""

    start: int
    end: int
    output: str
    score: float
    case: float
    """How sure it is that the words are about the case, not about the author or people in general."""


class _Lane:
    """One context on shared weights with a thread of its own: reads one window of up to `longest` tokens at a time."""

    def __init__(self, api: Any, model: Any, longest: int) -> None:
        self._api = api
        options = api.llama_context_default_params()
        options.n_ctx = options.n_batch = options.n_ubatch = longest + 2
        options.n_seq_max = 1
        options.n_threads = options.n_threads_batch = 1
        options.embeddings = True
        options.pooling_type = api.LLAMA_POOLING_TYPE_NONE
        options.flash_attn_type = api.LLAMA_FLASH_ATTN_TYPE_ENABLED  # a third of the time was attention without it
        options.no_perf = True
        self._context = api.llama_init_from_model(model, options)
        if not self._context:
            raise EngineError(Code.MEMORY)
        self._width = int(api.llama_model_n_embd(model))
        self._batch = api.llama_batch_init(longest + 2, self._width, 1)

    def vectors(self, words: Any) -> Any:
        """One vector per token, from the vectors of its words: (tokens, width) in 32 bits, both."""
        import numpy

        batch = self._batch
        batch.n_tokens = len(words)
        ctypes.memmove(batch.embd, words.ctypes.data, words.nbytes)
        for at in range(len(words)):
            batch.pos[at] = at
            batch.n_seq_id[at] = 1
            batch.seq_id[at][0] = 0
            batch.logits[at] = True
        if self._api.llama_encode(self._context, batch) != 0:
            raise EngineError(Code.INTERNAL)
        size = (len(words), self._width)
        return numpy.ctypeslib.as_array(self._api.llama_get_embeddings(self._context), size).copy()


class Encoder:
    """A loaded tagger. `should_stop` is asked before every window. Raises EngineError, or Stopped."""

    def __init__(self, path: str, threads: int, should_stop: Callable[[], bool], check: bool = True) -> None:
        self._api = library()
        self._should_stop = should_stop
        self._model = load_weights(path, check, should_stop)
        if self.about("general.architecture") != ARCHITECTURE or not self.about(_PREFIX + "outputs"):
            raise EngineError(Code.UNSUPPORTED)
        lanes = min(max(threads, 1), LANES)
        self._lanes: queue.SimpleQueue[_Lane] = queue.SimpleQueue()
        for _ in range(lanes):
            self._lanes.put(_Lane(self._api, self._model, LONGEST_WHOLE))
        self._helpers = ThreadPoolExecutor(lanes) if lanes > 1 else None
        pieces = self.about(_PREFIX + "pieces").split("\n")
        if not {"[UNK]", "[CLS]", "[SEP]", "[PAD]"}.issubset(pieces):
            raise EngineError(Code.BROKEN)
        self._pieces = WordPiece(pieces)
        width = int(self._api.llama_model_n_embd(self._model))
        form, sha256 = self.about(_PREFIX + "words"), self.about(_PREFIX + "words_sha256")
        self._words = Words(beside(path), len(pieces), width, form, sha256)
        self.head = Head.read(self.about, width)

    def tag(self, texts: Sequence[str]) -> Iterator[list[Marked] | None]:
        """What is marked in each text, and last how far all of it tells of a case (`TELLS`).

        Long texts are read in windows that end where a line or sentence does. None for a text that can't be read.
        """
        for text, read in zip(texts, self._each(texts, LONGEST, self._marked), strict=True):
            if read is None:
                yield None
                continue
            found = [mark for marks, _, _ in read for mark in marks]
            if read:
                told = sum(tells for _, tells, _ in read) / sum(size for _, _, size in read)
                found.append(Marked(0, len(text), TELLS, told, 0.0))
            yield found

    def sift(self, texts: Sequence[str]) -> Iterator[list[Marked] | None]:
        """How far each token of each draft stands without the case, read in windows as long as can be.

        None for a draft that can't be read.
        """
        for read in self._each(texts, LONGEST_WHOLE, self._sifted):
            yield None if read is None else [mark for marks in read for mark in marks]

    def _each(
        self, texts: Sequence[str], longest: int, read: Callable[[str, Sequence[Token]], Got]
    ) -> Iterator[list[Got] | None]:
        """What `read` makes of each window of each text; None for a text of which one window can't be read."""
        parts = [or_none(lambda text: windows(text, self.tokens(text), longest, _opens_a_word), text) for text in texts]
        every = [(text, part) for text, here in zip(texts, parts, strict=True) for part in here or ()]

        def one(window: tuple[str, Sequence[Token]]) -> Got | None:
            return or_none(lambda given: read(*given), window)

        heard = self._helpers.map(one, every) if self._helpers else map(one, every)
        for here in parts:
            got = list(itertools.islice(heard, len(here or ())))
            whole = [each for each in got if each is not None]
            yield None if here is None or len(whole) < len(here) else whole

    def _marked(self, text: str, tokens: Sequence[Token]) -> tuple[list[Marked], float, int]:
        logits = self.logits(tokens)
        return self.head.marks(text, tokens, logits), self.head.told(logits), len(tokens)

    def _sifted(self, text: str, tokens: Sequence[Token]) -> list[Marked]:
        del text
        return self.head.standing(tokens, self.logits(tokens))

    def tokens(self, text: str) -> list[Token]:
        """The tokens of `text`."""
        return self._pieces.tokens(text)

    def logits(self, tokens: Sequence[Token]) -> Any:
        """One row per token of the window, one column per output."""
        import numpy

        if self._should_stop():
            raise Stopped
        words = self._words.vectors([self._pieces.begin, *(t.number for t in tokens), self._pieces.end])
        shapes = numpy.array([t.shape for t in tokens], numpy.float32).reshape(-1, SHAPES)
        words[1:-1] += self.head.shown(shapes)
        lane = self._lanes.get()
        try:
            vectors = lane.vectors(words)
        finally:
            self._lanes.put(lane)
        return self.head.logits(vectors[1:-1], shapes)

    def about(self, key: str) -> str:
        """A value of the file's metadata, "" when it has none."""
        return metadata(self._model, key, _META_BYTES)

    def parameters(self) -> int:
        """How many numbers it has, word vectors among them."""
        return int(self._api.llama_model_n_params(self._model)) + (self._words.rows - 1) * self._words.width


def or_none(read: Callable[[Given], Got], given: Given) -> Got | None:
    """What `read` makes of one text, or of a window of it; None where it fails, so that the others are still read.

    A stop, and memory that ran out, are for all of them.
    """
    try:
        return read(given)
    except (Stopped, MemoryError):
        raise
    except Exception:  # its text might quote the draft
        return None


def _opens_a_word(token: Token) -> bool:
    return bool(token.shape[-1])


def windows(
    text: str,
    tokens: Sequence[Token],
    longest: int = LONGEST,
    begins: Callable[[Token], bool] = lambda _: True,
) -> list[Sequence[Token]]:
    """Tokens in windows of at most `longest`, ended where possible after a line or a sentence.

    Where there is neither, a window ends before a token that `begins` something.
    """
    parts: list[Sequence[Token]] = []
    start = 0
    while len(tokens) - start > longest:
        end = start + longest
        for at in range(end, start + longest // 2, -1):
            gap = text[tokens[at - 1].end : tokens[at].start]
            if "\n" in gap or (gap and text[tokens[at - 1].start] in ".!?"):
                end = at
                break
        else:
            end = next((at for at in range(end, start, -1) if begins(tokens[at])), end)
        parts.append(tokens[start:end])
        start = end
    parts.append(tokens[start:])
    return [p for p in parts if p]


def _sure(logits: Any) -> Any:
    """Logits as numbers from 0 to 1."""
    import numpy

    return 1.0 / (1.0 + numpy.exp(-logits.astype(numpy.float64)))


def _lines(text: str, starts: Sequence[int]) -> list[int]:
    """The number of the line that each word begins in, counted from the first word's."""
    numbers: list[int] = []
    line, at = 0, starts[0]
    for start in starts:
        line += text.count("\n", at, start)
        at = start
        numbers.append(line)
    return numbers


class Head:
    """What is ours before and behind the encoder, and from which score on an output marks.

    `layers` are the matrix from a token's shape to what is added to its word's vector, and matrix and bias of the two
    layers from a token's vector and shape to one logit per output.
    """

    def __init__(self, outputs: Sequence[str], thresholds: Sequence[float], layers: Sequence[Any]) -> None:
        self.outputs = tuple(outputs)
        self._thresholds = dict(zip(outputs, thresholds, strict=True))
        self._shown, self._inner, self._inner_bias, self._outer, self._outer_bias = layers
        self._case, self._tells = self.outputs.index("case"), self.outputs.index(TELLS)
        self._stands, self._identifying = self.outputs.index(STANDS), self.outputs.index("court:mask")
        self._small = [":" not in o and o not in (*EPISODES, "case", TELLS, STANDS) for o in self.outputs]

    @staticmethod
    def read(about: Callable[[str], str], width: int) -> Head:
        """The head in a file's metadata. Raises EngineError when it is not whole."""
        import numpy

        try:
            outputs = [str(o) for o in json.loads(about(_PREFIX + "outputs"))]
            thresholds = [float(t) for t in json.loads(about(_PREFIX + "thresholds"))]
            inner = int(about(_PREFIX + "hidden"))
            shapes = ((width, SHAPES), (inner, width + SHAPES), (inner,), (len(outputs), inner), (len(outputs),))
            layers = []
            for name, shape in zip(_LAYERS, shapes, strict=True):
                raw = base64.b64decode(about(_PREFIX + name), validate=True)
                layers.append(numpy.frombuffer(raw, "<f4").reshape(shape))
            return Head(outputs, thresholds, layers)
        except (ValueError, TypeError):
            raise EngineError(Code.BROKEN) from None

    def shown(self, shapes: Any) -> Any:
        """(tokens, SHAPES) to what is added to the vectors of their words, (tokens, width)."""
        return shapes @ self._shown.T

    def logits(self, vectors: Any, shapes: Any) -> Any:
        """(tokens, width) and (tokens, SHAPES) to (tokens, outputs)."""
        import numpy

        inner = numpy.concatenate((vectors, shapes), axis=1) @ self._inner.T + self._inner_bias
        return numpy.maximum(inner, 0.0) @ self._outer.T + self._outer_bias

    def told(self, logits: Any) -> float:
        """The sum over a window's tokens of how sure each makes it that the text tells of a case."""
        return float(_sure(logits[:, self._tells]).sum())

    def standing(self, tokens: Sequence[Token], logits: Any) -> list[Marked]:
        """Every token, how sure it is that its sentence stands without the case, and that it tells of it itself."""
        scores = _sure(logits[:, [self._stands, self._case]])
        return [Marked(t.start, t.end, STANDS, float(s), float(c)) for t, (s, c) in zip(tokens, scores, strict=True)]

    def marks(self, text: str, tokens: Sequence[Token], logits: Any) -> list[Marked]:
        """Runs of words of one line that an output is sure of; a word is as sure as its surest piece."""
        import numpy

        scores = _sure(logits)
        starts = [i for i, token in enumerate(tokens) if _opens_a_word(token)]
        if not starts:  # the rest of a word that is longer than a window
            return []
        by_word = numpy.maximum.reduceat(scores, starts, axis=0)
        highest = by_word.max(axis=0)
        ends = [*(i - 1 for i in starts[1:]), len(tokens) - 1]
        lines = _lines(text, [tokens[i].start for i in starts])
        rivals = by_word[:, self._small].max(axis=1)
        found: list[Marked] = []
        for kind, least in ((BESIDE, _AT_ALL), (BARELY, _BARELY)):
            found += self._stretches(by_word[:, self._case] < least, kind, starts, ends, tokens)
        for column, output in enumerate(self.outputs):
            threshold = self._thresholds[output]
            if output == STANDS:
                for kind, here in ((STANDS, by_word[:, column] >= _STANDING), (LEANS, by_word[:, column] < _LEANING)):
                    found += self._stretches(here, kind, starts, ends, tokens)
            if output in ("case", "court:mask", TELLS, STANDS) or threshold >= 1.0:
                continue
            sure = by_word[:, column]
            if highest[column] < threshold:
                continue
            if output.startswith("court:"):  # words that identify nobody ("the Court") are left out
                sure = numpy.where(by_word[:, self._identifying] >= self._thresholds["court:mask"], sure, 0.0)
            elif self._small[column]:  # a neighbour that is rather of another kind is not drawn in
                sure = numpy.where((sure >= threshold) | (sure >= rivals), sure, 0.0)
            found += self._runs(output, threshold, sure, by_word[:, self._case], lines, starts, ends, tokens)
        return sorted(found)

    @staticmethod
    def _stretches(
        here: Any, output: str, starts: Sequence[int], ends: Sequence[int], tokens: Sequence[Token]
    ) -> list[Marked]:
        """Runs of words of which `here` is true."""
        found: list[Marked] = []
        first = 0
        for word in range(len(starts) + 1):
            if word < len(starts) and here[word]:
                continue
            if word > first:
                found.append(Marked(tokens[starts[first]].start, tokens[ends[word - 1]].end, output, 1.0, 0.0))
            first = word + 1
        return found

    def _runs(
        self, output: str, threshold: float, sure: Any, case: Any, lines: Sequence[int], starts: Sequence[int],
        ends: Sequence[int], tokens: Sequence[Token],
    ) -> list[Marked]:  # fmt: skip
        """Neighbouring words above the threshold, with neighbours that are nearly as sure."""
        found: list[Marked] = []
        container = output in EPISODES
        low = threshold * (0.4 if container else 0.6)
        word = 0
        while word < len(starts):
            if sure[word] < low:
                word += 1
                continue
            first = word
            while word + 1 < len(starts) and sure[word + 1] >= low and (container or lines[word + 1] == lines[first]):
                word += 1
            best = float(sure[first : word + 1].max())
            if best >= threshold:
                about = float(case[first : word + 1].mean())
                found.append(Marked(tokens[starts[first]].start, tokens[ends[word]].end, output, best, about))
            word += 1
        return found
