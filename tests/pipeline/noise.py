"""Strategies for drafts: any characters, Markdown-like noise, sentences of the drafts in any order, disturbed."""

from __future__ import annotations

from hypothesis import strategies as st

from assistant import composition
from assistant.domain.changes import Audience, Strategy, Voice
from assistant.domain.text import Draft
from assistant.pipeline import Options
from tests.pipeline.promises import sentences

KINDS = st.sampled_from(["text", "markdown"])
NEWLINES = st.sampled_from(["\n", "\r\n", "\r"])
ODDITIES = st.sampled_from([
    "\u200b", "\u200d", "\u202e", "\u2066", "\u00ad", "\ufeff", "\u0301", "\u2028", "\x0b", "\x00", "\u00a0", "\u3000",
    "İ", "ß", "ﬁ", "½", "٣", "👩‍⚕️", "\U0001d40c", "\u0410", "“", "’", "—", "…", "M.", "J. ", "e.g. ",
])  # fmt: skip
MARKUP = st.sampled_from([
    "# ", "> ", "- ", "1. ", "*", "**", "_", "`", "```\n", "[a](b)", '![Anna](b "c")', "](", "|", "|--|\n", "<b>",
    "<!--", "-->", "{keep: ", "{point: ", "}", "{", "---\n", "key: value\n", "#tag ", "\\", "&amp;", "\n", "\r\n",
    "\n\n", "\t", "    ", '"', "'", "(", ")", ". ", ", ",
])  # fmt: skip


@st.composite
def disturbed(draw: st.DrawFn) -> str:
    """A sentence of the drafts with a few odd characters or bits of markup in it."""
    sentence = draw(st.sampled_from(sentences()))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(sentence)))
        sentence = sentence[:at] + draw(ODDITIES | MARKUP) + sentence[at:]
    return sentence


@st.composite
def marked(draw: st.DrawFn) -> str:
    """A sentence of the drafts with some of its words inside an inline mark."""
    words = draw(st.sampled_from([s for s in sentences() if "](" not in s])).split(" ")  # no mark ends inside a link
    start = draw(st.integers(0, len(words) - 1))
    end = draw(st.integers(start + 1, len(words)))
    mark = draw(st.sampled_from(["keep", "point"]))
    return " ".join([*words[:start], "{" + mark + ": " + " ".join(words[start:end]) + "}", *words[end:]])


@st.composite
def joined(draw: st.DrawFn, parts: st.SearchStrategy[str] | None = None) -> str:
    """Up to ten sentences in paragraphs of any length, with one kind of line end."""
    newline = draw(NEWLINES)
    gaps = st.sampled_from([" ", " ", " ", newline, newline * 2])
    chosen = draw(st.lists(parts if parts is not None else st.sampled_from(sentences()), min_size=1, max_size=10))
    return "".join(part + draw(gaps) for part in chosen).removesuffix(draw(st.sampled_from(["", " ", newline])))


TEXTS = joined() | joined(disturbed()) | joined(disturbed() | marked())
ANYTHING = st.text(max_size=300) | st.lists(MARKUP | ODDITIES | st.text(max_size=8), max_size=40).map("".join) | TEXTS


def drafts(texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Draft]:
    """Drafts in memory, plain or Markdown, some with a byte order mark."""
    marks = st.sampled_from(["", "", "", "\ufeff"])
    return st.builds(lambda mark, text, kind: composition.draft_of(mark + text, kind), marks, texts, KINDS)


OPTIONS = st.builds(
    Options,
    strategy=st.sampled_from(list(Strategy)) | st.none(),
    audience=st.sampled_from(list(Audience)),
    voice=st.sampled_from([Voice.AUTHOR, Voice.AUTHOR, Voice.CLIENT]),
)
