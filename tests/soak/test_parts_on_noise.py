"""Parts on the way, on the same noise as the whole: offsets, ladders, differences, documents for machines.

`make soak` tries thousands of drafts where a test run tries some dozens. What else is tried with random input: the
worker's protocol in tests/engine, look-alike characters in tests/detect, reading and writing in tests/documents.
"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.diffing.align import hunks
from assistant.diffing.render import visible, wrap
from assistant.diffing.words import Kind, diff
from assistant.documents.sentences import cut
from assistant.domain.changes import Voice
from assistant.domain.text import Draft, Edit, Span
from assistant.pipeline import Options
from tests.pipeline.noise import ANYTHING, MARKUP, ODDITIES, OPTIONS, TEXTS, drafts
from tests.pipeline.promises import pipeline, rewritten

OPTIONS_OF = {voice: Options(voice=voice) for voice in Voice}
BITS = st.lists(
    ODDITIES | MARKUP | st.sampled_from(["Dr. ", "J. ", "A", "No. ", "She left. ", "Why? ", " "]), max_size=20
).map("".join)


@given(BITS | TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 6), st.booleans()), max_size=4))
def test_sentences_begin_inside_the_text_in_order_and_never_with_white_space(
    text: str, marks: list[tuple[int, int, bool]]
) -> None:
    spans = [(Span(at, min(at + size, len(text))), code) for at, size, code in marks if at + 1 < len(text)]
    bounds = cut(text, [span for span, _ in spans], [span for span, code in spans if code])
    assert all(0 < bound < len(text) for bound in bounds)
    assert all(a < b for a, b in pairwise(bounds))
    if not spans:
        assert not any(text[bound].isspace() for bound in bounds)


@given(drafts(ANYTHING), st.sampled_from(list(Voice)))
def test_every_detail_stands_where_it_says(draft: Draft, voice: Voice) -> None:
    analysis = pipeline().check(draft, OPTIONS_OF[voice])
    places = [p.span for p in (*draft.passages, *draft.asides)]
    assert [d.id for d in analysis.details] == [f"d{i}" for i in range(1, len(analysis.details) + 1)]
    for detail in analysis.details:
        assert detail.spans
        assert detail.texts == tuple(span.of(draft.text) for span in detail.spans)
        assert all(any(place.contains(span) and len(span) for place in places) for span in detail.spans)
        assert all(0 < one.score <= 1 for one in detail.evidence)
        assert detail.reason.strip()


@given(drafts(), st.sampled_from(list(Voice)))
def test_every_ladder_leads_from_the_words_as_written_down_to_nothing(draft: Draft, voice: Voice) -> None:
    for detail in pipeline().check(draft, OPTIONS_OF[voice]).details:
        assert detail.ladder is not None
        rungs = detail.ladder.rungs
        assert rungs[-1].omits
        assert all(a.share.middle <= b.share.middle and b.flags <= a.flags for a, b in pairwise(rungs))


@given(drafts(ANYTHING), OPTIONS)
def test_what_is_shown_adds_up_to_the_draft_and_the_result(draft: Draft, options: Options) -> None:
    result = rewritten(draft, options)
    edits = [Edit(c.span, c.after) for c in result.changes]
    shown = hunks(draft.text, draft.passages, edits)
    assert "".join(hunk.before for hunk in shown) == draft.text
    for hunk in shown:
        pieces = diff(hunk.before, hunk.after)
        assert "".join(p.text for p in pieces if p.kind is not Kind.ADD) == hunk.before
        assert "".join(p.text for p in pieces if p.kind is not Kind.REMOVE) == hunk.after
        assert all(line == visible(line) for line in wrap(pieces, 40))
