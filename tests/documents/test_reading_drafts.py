"""Drafts are read without loss, cut into sentences, and told apart from what is not prose."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import markdown as markdown_text
from assistant.documents.reading import format_of, from_bytes, from_stream, from_text, load
from assistant.documents.sources import open_source
from assistant.domain.errors import DraftError
from assistant.domain.text import Draft, Role, Span

MARKDOWN = """---
title: "Tilda's week"
tags: [grief, hull]
---
# A note on *Tilda*

My client **cried. She** left. [Her page](https://example.org/tilda "Tilda P") is up. ![Tilda in Hull](img/t.png)
She has `code. Here` and {keep: Hull}. #grief

> He said: "I can't."
> Then he left.

- one {point: people grieve
  differently}
- two

| Name | Age |
|------|-----|
| Tom \\| T | 34 |

<!-- Tilda from Hull -->
<div>My client <b>Tilda</b> left.</div>

[ref]: http://hull.example "Hull"

```text
My client is code. Really.
```
"""


def prose(draft: Draft) -> list[str]:
    return [passage.text.strip() for passage in draft.passages if passage.role.is_prose]


def asides(draft: Draft, role: Role) -> list[str]:
    return [aside.text for aside in draft.asides if aside.role is role]


def lossless(draft: Draft) -> bool:
    tiled = "".join(passage.text for passage in draft.passages) == draft.text
    exact = all(passage.span.of(draft.text) == passage.text for passage in (*draft.passages, *draft.asides))
    numbered = [passage.index for passage in (*draft.passages, *draft.asides)]
    return tiled and exact and numbered == list(range(len(numbered)))


@pytest.fixture
def markdown() -> Draft:
    return from_text(MARKDOWN, "week.md")


def test_a_plain_text_is_cut_into_sentences() -> None:
    draft = from_text('She said, "I can\'t." He left. Dr. Hale rang at 3 a.m. Then nothing.', "a.txt")
    assert prose(draft) == ['She said, "I can\'t."', "He left.", "Dr. Hale rang at 3 a.m.", "Then nothing."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("She told me. Refusing is work.", ["She told me. ", "Refusing is work."]),
        ("He said no. “I won’t,” he said.", ["He said no. ", "“I won’t,” he said."]),
        ("They called her “ill.” Nobody asked.", ["They called her “ill.” ", "Nobody asked."]),
        ("It is no. 5 of nine. See p. 3.", ["It is no. 5 of nine. ", "See p. 3."]),
    ],
)
def test_a_word_that_looks_like_an_abbreviation_ends_a_sentence(text: str, sentences: list[str]) -> None:
    assert [p.text for p in from_text(text, "a.txt").passages] == sentences


def test_a_degree_is_one_word() -> None:
    letter = from_text("The Methods section doesn't say.\n\nJoanne Brandvold, Ed.S., NCSP\n", "a.txt")
    titled = from_text("I met Mr. McAvoy and Ms. Khan today. Fr. Hale sat.", "a.txt")
    assert prose(titled) == ["I met Mr. McAvoy and Ms. Khan today.", "Fr. Hale sat."]
    assert prose(letter) == ["The Methods section doesn't say.", "Joanne Brandvold, Ed.S., NCSP"]


def test_lines_of_a_note_are_passages_and_wrapped_lines_are_not() -> None:
    note = from_text("Client: Tilda\nAge: 34\nShe cried", "a.txt")
    assert prose(note) == ["Client: Tilda", "Age: 34", "She cried"]
    wrapped = from_text(
        "This paragraph is wrapped by hand at about column sixty and\ngoes on here. Then it ends.\n", "a.txt"
    )
    assert [text.replace("\n", " ") for text in prose(wrapped)] == [
        "This paragraph is wrapped by hand at about column sixty and goes on here.",
        "Then it ends.",
    ]


def test_bullets_of_a_plain_text_are_no_prose() -> None:
    draft = from_text("Two things:\n\n1. One thing\n- another\n", "a.txt")
    assert [(p.role, p.text) for p in draft.passages if p.role is Role.LIST_ITEM] == [
        (Role.LIST_ITEM, "One thing\n"),
        (Role.LIST_ITEM, "another\n"),
    ]


def test_markdown_is_cut_by_its_structure(markdown: Draft) -> None:
    assert [(passage.role.value, passage.text.strip()) for passage in markdown.passages if passage.role.is_prose] == [
        ("heading", "A note on *Tilda*"),
        ("body", "My client **cried."),
        ("body", "She** left."),
        ("body", '[Her page](https://example.org/tilda "Tilda P") is up.'),
        ("body", "![Tilda in Hull](img/t.png)\nShe has `code. Here` and {keep: Hull}."),
        ("body", "#grief"),
        ("quote", 'He said: "I can\'t."'),
        ("quote", "> Then he left."),
        ("list-item", "one {point: people grieve\n  differently}"),
        ("list-item", "two"),
        ("table", "Name"),
        ("table", "Age"),
        ("table", "Tom \\| T"),
        ("table", "34"),
        ("body", "My client <b>Tilda</b> left."),
    ]
    assert lossless(markdown)


def test_what_markdown_tucks_away_is_listed(markdown: Draft) -> None:
    assert asides(markdown, Role.FRONT_MATTER) == ["Tilda's week", "grief", "hull"]
    assert asides(markdown, Role.ALT_TEXT) == ["Tilda in Hull"]
    assert asides(markdown, Role.LINK_TARGET) == [
        "https://example.org/tilda",
        "img/t.png",
        "code. Here",
        "ref",
        "http://hull.example",
    ]
    assert asides(markdown, Role.LINK_TITLE) == ["Tilda P", "Hull"]
    assert asides(markdown, Role.TAG) == ["#grief"]
    assert "<!-- Tilda from Hull -->" in [span.of(markdown.text) for span in markdown.removals]
    assert markdown.properties == {"title": "Tilda's week"}


def test_marks_and_targets_inside_prose_are_hidden(markdown: Draft) -> None:
    hidden = [span.of(markdown.text) for span in markdown.hidden]
    for mark in ("**", "*", "[", '](https://example.org/tilda "Tilda P")', "`code. Here`", "{keep: ", "}", "> ", "<b>"):
        assert mark in hidden
    assert not any("client" in stretch for stretch in hidden)


def test_code_is_not_read(markdown: Draft) -> None:
    (code,) = (passage for passage in markdown.passages if passage.role is Role.CODE)
    assert "My client is code. Really." in code.text


def test_inline_marks_are_found_wherever_they_stand(markdown: Draft) -> None:
    assert [span.of(markdown.text) for span in markdown.keeps] == ["Hull"]
    assert [span.of(markdown.text) for span in markdown.points] == ["people grieve\n  differently"]
    nested = from_text("{point: It {keep: hurts}. Always.} {keep: open and {brace} in code `{keep: x}`", "a.md")
    assert [span.of(nested.text) for span in nested.points] == ["It {keep: hurts}. Always."]
    assert [span.of(nested.text) for span in nested.keeps] == ["hurts"]


@pytest.mark.parametrize(
    "source",
    [
        "# # two\n",
        "1. 1. nested\n",
        "> > deep\n> > quote\n",
        "Title\n=====\ntext",
        "a\\*b &amp; *c*",
        "- [ ] task\n- [x] done",
        "| a |\n|---|\n| `x|y` |\n",
        "> | a | b |\n> |---|---|\n> | c | d |\n",
        "<script>\nx\n</script>\n",
        "<!-- never closed",
        "---\nbroken: [yaml\n---\nHello.",
        "+++\ntitle = 'x'\n+++\nHello.",
        "---\n---\n",
        "[a](<b c> 'd') ![x][y] <https://a.example> <a@b.example>",
        "line  \nbreak\\\nhere",
        "***both* strong**",
        "\tindented\n\ttwo\n",
        "- a\n\n      code in item\n",
        "a\r\rb\r\nc\n",
        "\ufeff# Title\r\n\r\nText. More.\r\n",
        "\ufeff---\ntitle: x\n---\nbody",
        "~~gone~~ ``a ` b``",
        "[![alt](img.png)](target)",
    ],
)
def test_odd_markdown_is_read_without_loss(source: str) -> None:
    assert lossless(from_text(source, "a.md"))


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u2028", "\u3000", "\x85"])
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_a_wide_space_before_a_full_stop_is_read(space: str, kind: str) -> None:
    draft = from_text(f"I saw Ms M{space}. She cried. He left.", "-", kind)
    assert lossless(draft)
    assert prose(draft)[-1] == "He left."


PIECES = st.sampled_from(
    ["# ", "> ", "- ", "1. ", "\n", "\r\n", "\n\n", "*", "**", "_", "`", "```\n", "[a](b)", "![a](b \"c\")",
     "](", "|", "|--|\n", "<b>", "<!--", "-->", "{keep: ", "{point: ", "}", "{", "---\n", "key: value\n",
     "Tilda cried. ", "#tag ", "\\", "&amp;", " ", "\t", "    ", "é", "👩‍⚕️", "\u2028", "\x0b", "\x00",
     "\ufeff", "\u00a0", "\u3000", "A", ".", "J. ", "Dr. ", "word"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=80), st.sampled_from(["markdown", "text"]))
def test_any_text_is_read_without_loss_and_without_failing(text: str, kind: str) -> None:
    draft = from_text(text, "a", kind)
    assert lossless(draft)
    for span in (*draft.hidden, *draft.keeps, *draft.points, *draft.removals):
        assert span.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.just("\n\nShe left. "), max_size=25).map("".join))
def test_markdown_read_in_parts_is_markdown_read_whole(text: str) -> None:
    in_parts = markdown_text.read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_text, "_stretches", lambda text, start: [Span(start, len(text))])
        assert in_parts == markdown_text.read(text)


def test_a_fence_reaches_over_empty_lines() -> None:
    draft = from_text("Before.\n\nAgain.\n\n- ```\n\nShe left.\n", "a.md")
    assert prose(draft) == ["Before.", "Again.", "She left."]  # a fence in a list ends with its list
    draft = from_text("Before.\n\nAgain.\n\n```\nx\n\nShe left.\n", "a.md")
    assert prose(draft) == ["Before.", "Again."]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        draft = from_bytes(data, "a.md")
    except DraftError as error:
        refused = error
    else:
        assert draft.text.encode(draft.encoding) == data
        return
    assert refused.message.endswith(".")
    assert refused.next_step.endswith(".")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no words"),
        (b"abc\0def", "not plain text"),
        (b"caf\xe9 today", "not written in UTF-8"),
        (b"x" * 5_000_001, "5.0 MB large; the limit is 5 MB"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(DraftError, match=words):
        from_bytes(data, "a.txt")


def test_utf_16_with_a_mark_is_read() -> None:
    draft = from_bytes("\ufeffShe cried. He left.".encode("utf-16-le"), "a.txt")
    assert draft.encoding == "utf-16-le"
    assert prose(draft) == ["She cried.", "He left."]


def test_an_error_names_the_line_but_no_word_of_the_draft() -> None:
    with pytest.raises(DraftError, match="line 2") as caught:
        from_bytes(b"Tilda from Hull\nate caf\xe9 food", "a.txt")
    assert "Tilda" not in str(caught.value)


def test_files_that_are_no_drafts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DraftError, match="no file called"):
        load(tmp_path / "none.md")
    with pytest.raises(DraftError, match="is a folder"):
        load(tmp_path)
    (tmp_path / "a.docx").write_bytes(b"PK")
    with pytest.raises(DraftError, match="a Word document"):
        load(tmp_path / "a.docx")


def test_a_pipe_with_nobody_at_its_end_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DraftError, match="no ordinary file"):
        load(tmp_path / "pipe.txt")


def test_a_large_file_is_refused_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(7_300_000)
    with pytest.raises(DraftError, match=r"7\.3 MB"):
        load(path)


def test_a_stream_is_read(tmp_path: Path) -> None:
    path = tmp_path / "in"
    path.write_bytes(b"She cried. He left.")
    with path.open("rb") as stream:
        assert len(from_stream(stream).passages) == 2


@pytest.mark.parametrize(
    ("name", "kind"), [("a.md", "markdown"), ("A.MARKDOWN", "markdown"), ("a.txt", "text"), ("-", "text")]
)
def test_the_format_follows_the_name(name: str, kind: str) -> None:
    assert format_of(name) == kind


def test_stars_that_close_a_label_in_a_plain_text_stay_with_it() -> None:
    draft = from_text("**Caller 4.** He sings. She hums.\n", "text")
    assert [p.text.strip() for p in draft.passages if p.role.is_prose] == ["**Caller 4.**", "He sings.", "She hums."]


def test_paragraphs_that_begin_with_a_tab_are_prose_and_code_is_not() -> None:
    text = "Thoughts.\n\n\tMy client, 34, lost her twin.\n\n\tSilence helped her a lot.\n\n    x = {1}\n"
    draft = from_text(text, "a.md")

    assert prose(draft) == ["Thoughts.", "My client, 34, lost her twin.", "Silence helped her a lot."]
    assert [p.role for p in draft.passages if "x = {1}" in p.text] == [Role.CODE]


def test_what_a_tag_says_and_where_it_leads_is_read() -> None:
    inside = from_text('Look <img src="ilka.jpg" alt="My client Ilka"> here.', "a.md")
    block = from_text("<figure>\n<img src=\"a.jpg\" alt='My client Ilka'>\n</figure>\n", "a.md")

    said = ("My client Ilka", Role.ALT_TEXT)
    assert {(a.text, a.role) for a in inside.asides} == {("ilka.jpg", Role.LINK_TARGET), said}
    assert said in {(a.text, a.role) for a in block.asides}


def test_what_is_marked_as_code_and_is_none_is_read() -> None:
    draft = from_text("She said `I am going home tonight` to `Sarah Bell` and typed `pip install x`.\n", "a.md")

    assert prose(draft) == ["She said `I am going home tonight` to `Sarah Bell` and typed `pip install x`."]
    hidden = [span.of(draft.text) for span in draft.hidden]
    assert hidden == ["`", "`", "`", "`", "`pip install x`"]


def test_all_that_a_link_definition_and_a_comment_in_front_matter_say_is_listed() -> None:
    draft = from_text(
        "---\ntitle: A week # with Tilda\n# for Ann\nnote: 'not # a comment'\n---\nSee [her page][tilda-page].\n\n"
        '- one\n- [tilda-page]: <https://a.example/Tilda P> "Tilda\'s page"\n\n[1]: https://b.example (Hull)\n',
        "a.md",
    )

    assert asides(draft, Role.COMMENT) == ["with Tilda", "for Ann"]
    assert asides(draft, Role.FRONT_MATTER) == ["A week", "not # a comment"]
    assert asides(draft, Role.LINK_TITLE) == ["Tilda's page", "Hull"]
    targets = ["tilda-page", "tilda-page", "https://a.example/Tilda P", "https://b.example"]
    assert asides(draft, Role.LINK_TARGET) == targets


def test_what_stands_in_code_in_a_line_is_an_aside_and_stays_hidden() -> None:
    draft = from_text("Ring `07700 900123` or `ilka.zorn@example.org`, then `***`.\n", "a.md")

    assert asides(draft, Role.LINK_TARGET) == ["07700 900123", "ilka.zorn@example.org"]
    assert "`07700 900123`" in [span.of(draft.text) for span in draft.hidden]


def test_marks_of_footnotes_are_hidden_and_their_labels_are_asides() -> None:
    draft = from_text("She left.[^zorn] Rest[^2]: a need.\n\n[^zorn]: She told me so.\n", "a.md")

    assert asides(draft, Role.LINK_TARGET) == ["zorn", "zorn"]
    assert [span.of(draft.text) for span in draft.hidden] == ["[^zorn]", "[^2]", "[^zorn]:"]
    assert prose(draft) == ["She left.[^zorn]", "Rest[^2]: a need.", "[^zorn]: She told me so."]
    assert not asides(from_text("In code `[^zorn` and \\[^zorn] it is none.\n", "a.md"), Role.TAG)


def test_names_of_values_in_front_matter_are_asides_unless_they_are_plain_words() -> None:
    draft = from_text("---\ntitle: A week\nIlka Zorn: yes\nzorn_ilka: 3\n---\nShe left.\n", "a.md")
    assert asides(draft, Role.FRONT_MATTER) == ["A week", "Ilka Zorn", "yes", "zorn_ilka", "3"]


def test_comments_of_markdown_are_in_no_result_and_those_for_programs_stay() -> None:
    text = (
        "She <!-- Ilka {keep: Zorn} --> left.\n\n<!-- Ilka\nZorn -->\n\n<!--more-->\n\nRest.<!-- prettier-ignore -->\n"
    )
    source = open_source(text.encode(), "a.md")
    written = source.render([]).decode()

    assert "Ilka" not in written
    assert written == "She  left.\n\n\n\n<!--more-->\n\nRest.<!-- prettier-ignore -->\n"
    assert source.dropped == ("2 comments",)
    assert "<!--" in open_source(text.encode(), "a.txt").render([]).decode()
