"""Chat formats are found by control tokens, and only our markup is ever read as markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine import chat
from assistant.engine.chat import FORMATS, PLAIN, ChatFormat, detect

every = pytest.mark.parametrize("form", [*FORMATS, PLAIN], ids=lambda form: form.name)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_each_format_is_found_by_its_tokens(form: ChatFormat) -> None:
    assert detect(form.tokens.__contains__, "").name == form.name


def test_a_template_decides_between_formats_whose_tokens_are_all_there() -> None:
    known = {token for form in FORMATS for token in form.tokens}
    assert detect(known.__contains__, "… '<|im_start|>' + message …").name == "chatml"
    assert detect(known.__contains__, "… '<start_of_turn>' …").name == "gemma"


def test_a_model_that_can_think_aloud_is_told_that_it_has() -> None:
    tokens = ("<|im_start|>", "<|im_end|>")
    found = detect(tokens.__contains__, "<|im_start|> {% if enable_thinking %}")
    assert "".join(piece.text for piece in found.turn("hello")).endswith("<think>\n\n</think>\n\n")


def test_an_unknown_model_goes_on_in_plain_text() -> None:
    assert detect(lambda _: False, "<|something_new|>") is PLAIN


@every
@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_texts_are_never_markup(form: ChatFormat, system: str, user: str, answer: str) -> None:
    pieces = [*form.prefix(system, [(user, answer)]), *form.turn(user)]
    markup = [piece.text for piece in pieces if piece.markup]
    assert [piece.text.strip("\n") for piece in pieces if not piece.markup][-1] == user.strip("\n")
    fixed = [piece.text for piece in [*form.prefix("a", [("b", "c")]), *form.turn("d")] if piece.markup]
    assert markup == fixed


@every
def test_the_system_text_comes_once_and_first(form: ChatFormat) -> None:
    text = "".join(piece.text for piece in form.prefix("be brief", [("one", "1"), ("two", "2")]))
    assert text.count("be brief") == 1
    assert text.index("be brief") < text.index("one") < text.index("1") < text.index("two") < text.index("2")


def test_no_template_language_is_used() -> None:
    assert "jinja" not in chat.__dict__
    assert not any("{" in piece.text for form in FORMATS for piece in form.prefix("", []))
