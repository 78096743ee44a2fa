"""Prompts: what the packaged one asks, what a file may hold, and that a draft is never run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.errors import ExitCode
from assistant.domain.ports import Mark, Window
from assistant.prompting import PromptError, load_prompt, parse_prompt
from assistant.prompting.marks import BRACKETS, mark, window_of
from assistant.prompting.reading import read_answer

HEAD = "---\nname: small\nversion: 1\nsummary: For tests.\n---\n"
SYSTEM = "{% block system %}Say less.{% endblock %}"
USER = "{% block user %}{{ before }}|{{ passage }}|{{ after }}{% endblock %}"


def user(body: str) -> str:
    return "{% block user %}{{ passage }}" + body + "{% endblock %}"


def whole(passage: str, *marks: tuple[int, int]) -> Window:
    return Window("", passage, tuple(Mark(start, end, "place", "") for start, end in marks), True, "")


def test_the_packaged_prompt_shows_four_examples_of_both_sorts() -> None:
    prompt = load_prompt()
    assert len(prompt.examples) == 4
    assert sum("Write the whole passage" in turn for turn, _ in prompt.examples) == 2
    assert all("[[" in turn and "\n" not in answer for turn, answer in prompt.examples)


def test_the_packaged_prompt_is_short_enough_to_read_quickly() -> None:
    prompt = load_prompt()
    length = len(prompt.system) + sum(len(turn) + len(answer) for turn, answer in prompt.examples)
    assert length < 2200  # four characters a token: well under 600 tokens


def test_a_turn_shows_the_marked_words_and_what_could_stand_there() -> None:
    window = Window("She moved.", "She is from Leeds.", (Mark(12, 17, "place", "a city"),), False, "It rained.")
    assert load_prompt().ask(window).splitlines() == [
        "Before: She moved.",
        "Passage: She is from [[Leeds]].",
        "After: It rained.",
        "Leeds could become: a city",
        "Write only what replaces the marked words.",
    ]


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% block system %}", "{# gone #}", "{{ passage.__class__ }}"])
def test_template_signs_in_a_draft_stay_letters(text: str) -> None:
    turn = load_prompt().ask(Window(text, text, (), True, text))
    assert turn.count(text) == 3


@given(st.text())
def test_a_draft_stays_on_its_line(text: str) -> None:
    turn = load_prompt().ask(Window("", text, (), True, ""))
    assert len(turn.splitlines()) == 2


@given(st.text(), st.data())
def test_taking_the_brackets_out_gives_the_passage_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    marked = mark(whole(text, (start, end))).passage
    plain = " ".join(text.encode("utf-8", "replace").decode().split())
    for opening, closing in BRACKETS:
        if not any(bracket in text for bracket in (opening, closing)) and opening in marked:
            again = " ".join(marked.replace(opening, "", 1).replace(closing, "", 1).split())
            assert again.replace(" ", "") == plain.replace(" ", "")


def test_brackets_that_the_passage_uses_are_not_used_for_marks() -> None:
    assert mark(whole("a [[b]] c", (8, 9))).passage == "a [[b]] <<c>>"


@pytest.mark.parametrize("marks", [((0, 9),), ((0, 3), (2, 4)), ((3, 2),)])
def test_marks_that_make_no_sense_are_refused(marks: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="marks overlap"):
        mark(whole("short", *marks))


@pytest.mark.parametrize(
    ("line", "is_whole", "expected"),
    [
        ("a city", False, "a city"),
        ('"a city"', False, "a city"),
        ("“a city”.", False, "a city"),
        ('"a city."', False, "a city"),
        ("Answer: a city.", False, "a city"),
        ("[[a city]]", False, "a city"),
        ("  a   city ", False, "a city"),
        ("", False, None),
        (".", False, None),
        ("[[]]", True, None),
        ("She lives in a city.", True, "She lives in a city."),
        ("Passage: She lives in a city.", True, "She lives in a city."),
        ('"Come", she said, "and sit."', True, '"Come", she said, "and sit."'),
        ("'tis the others'", True, "'tis the others'"),
    ],
)
def test_the_manners_of_chat_models_are_taken_off(line: str, is_whole: bool, expected: str | None) -> None:
    window = Window("", "She lives in Leeds.", (Mark(13, 18, "place", ""),), is_whole, "")
    if line.startswith("'tis"):
        window = Window("", "'tis odd", (), True, "")
    assert read_answer(window, line) == expected


def test_a_full_stop_stays_where_the_replaced_words_had_one() -> None:
    window = Window("", "She lives in Leeds.", (Mark(13, 19, "place", ""),), False, "")
    assert read_answer(window, "a city.") == "a city."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no header", "no header"),
        ("---\nname: [\n---\n", "be read as YAML"),
        ("---\n- a\n---\n" + SYSTEM + USER, "names with values"),
        (HEAD.replace("summary", "sumary") + SYSTEM + USER, "perhaps 'summary' is meant"),
        (HEAD.replace("version: 1", "version: one") + SYSTEM + USER, "a whole number"),
        (HEAD.replace("version: 1", "version: true") + SYSTEM + USER, "a whole number"),
        (HEAD.replace("version: 1\n", "") + SYSTEM + USER, "lacks the value 'version'"),
        (HEAD + USER, "no block 'system'"),
        (HEAD + SYSTEM, "no block 'user'"),
        (HEAD + SYSTEM + "{% block user %}{{ pasage }}{% endblock %}", "unknown name 'pasage'"),
        (HEAD + SYSTEM + "{% block user %}{{ }}{% endblock %}", "line 1"),
        (HEAD + "{% block system %}{{ ''.__class__.__mro__ }}{% endblock %}" + USER, "failed"),
        (HEAD + "{% block system %}{{ range(10) }}{% endblock %}" + USER, "calls, sets or imports"),
        (HEAD + "{% block system %}{{ 'a'.ljust(10000000000) }}{% endblock %}" + USER, "calls, sets or imports"),
        (HEAD + "{% block system %}{% include '/etc/hostname' %}{% endblock %}" + USER, "not the name of a shared"),
        (HEAD + "{% extends 'base' %}", "calls, sets or imports"),
        (HEAD + "{% block system %}{{ 'a' * 10000000000 }}{% endblock %}" + USER, "calculates"),
        (HEAD + "{% block system %}{% for a in [1] * 10**10 %}{% endfor %}{% endblock %}" + USER, "not a list"),
        (HEAD + "{% block system %}{{ 'a'|center(10000000000) }}{% endblock %}" + USER, "the filter 'center'"),
        (HEAD + "{% block system %}" + "a" * 40_000 + "{% endblock %}" + USER, "grew too long"),
        (
            HEAD + SYSTEM + "{% block user %}" + "{% for a in marks %}" * 3 + "{% endfor %}" * 3 + "{% endblock %}",
            "too deep",
        ),
        (HEAD + SYSTEM + user("{% for a in passage %}{% endfor %}"), "not a list"),
        (HEAD + SYSTEM + user("{% for a in passage[1:] %}{% endfor %}"), "not a list"),
        (HEAD + SYSTEM + user("{% for marks in ['aaa'] %}{% endfor %}"), "new meaning"),
        (HEAD + SYSTEM + user("{% for a in [" + "1," * 51 + "] %}{% endfor %}"), "not a list"),
        (HEAD + SYSTEM + user(("{% for a in marks %}" * 2 + "{% endfor %}" * 2) * 9), "one loop too many"),
        (HEAD + SYSTEM + user("{% set marks = passage %}"), "calls, sets or imports"),
        (HEAD + SYSTEM + user("{% with marks = passage %}{% endwith %}"), "calls, sets or imports"),
        (HEAD + SYSTEM + user("{% include passage %}"), "not the name of a shared piece"),
        (HEAD + SYSTEM + user("{% include '../generalise/prompt' %}"), "not the name of a shared piece"),
        (HEAD + SYSTEM + user("{% include 'nowhere' %}"), "no shared piece 'nowhere'"),
        (HEAD + "{% block system %}{{ '%1000000000d' % 1 }}{% endblock %}" + USER, "calculates"),
        (HEAD + SYSTEM + user("{{ passage }}{% if passage == 'Leeds' %}{{ 9 ** 999999999 }}{% endif %}"), "calculates"),
        (HEAD + SYSTEM + user("{{ passage.__class__.__mro__ }}"), "'user' failed"),
        (HEAD + SYSTEM + user("{{ passage }}{% if not whole %}{{ passage.more }}{% endif %}"), "'user' failed"),
        (
            HEAD.replace("version: 1", "version: 1\noutput: guess")
            + SYSTEM
            + "{% block user %}{{ text }}{{ question.more }}{% endblock %}",
            "failed",
        ),
        (HEAD + "{% block system %}{{ 'a'|join('b') }}{% endblock %}" + USER, "failed"),
        (HEAD + "{% block system %}{{ super.__init__ }}{% endblock %}" + USER, "failed"),
        (HEAD + "{% block system %}{{ super() }}{% endblock %}" + USER, "failed"),
        (HEAD + "{% block system %}{{ passage }}{% endblock %}" + USER, "differs from question to question"),
        (HEAD.replace("version: 1", "version: 0") + SYSTEM + USER, "starts at 1"),
        (HEAD.replace("version: 1", "version: 1\nrequires: '>=2'") + SYSTEM + USER, "other versions of discreet"),
        (HEAD.replace("version: 1", "version: 1\nextends: nothing") + SYSTEM + USER, "which is not there"),
        (HEAD.replace("version: 1", "version: 1\noutput: poems") + SYSTEM + USER, "'output' of the header"),
        (HEAD.replace("version: 1", "version: 1\nsampling: {temperature: 1.0}") + SYSTEM + USER, "likeliest word"),
        (HEAD.replace("version: 1", "version: 1\nsampling: {max_tokens: 100000}") + SYSTEM + USER, "at most 400"),
        (HEAD.replace("summary", "a: &a [x]\nb: *a\nsummary") + SYSTEM + USER, "be read as YAML"),
        ("x" * 70_000, "too long"),
    ],
)
def test_a_prompt_that_cannot_be_used_says_why(text: str, words: str) -> None:
    with pytest.raises(PromptError) as caught:
        parse_prompt(text)
    assert words in str(caught.value)
    assert caught.value.exit_code is ExitCode.USAGE


def example(passage: str, wanted: str, answer: str = "fine") -> str:
    entry = f"examples:\n  - passage: {passage!r}\n    wanted: {wanted}\n    whole: true\n    answer: {answer!r}\n"
    return HEAD.replace("summary: For tests.\n", "summary: For tests.\n" + entry) + SYSTEM + USER


@pytest.mark.parametrize(
    ("passage", "wanted", "words"),
    [
        ("a [[b", "[x]", "don't pair up"),
        ("a b]]", "[]", "don't pair up"),
        ("a [[b]]", "[]", "more marks"),
        ("a [[b]]", "[x, y]", "fewer marks"),
        ("a [[b]]", "[1]", "entry 1 of 'wanted' of entry 1 of 'examples' of the header has to be a text"),
    ],
)
def test_an_example_that_contradicts_itself_is_refused(passage: str, wanted: str, words: str) -> None:
    with pytest.raises(PromptError) as caught:
        parse_prompt(example(passage, wanted))
    assert words in str(caught.value)


def test_an_example_takes_the_path_of_a_window() -> None:
    prompt = parse_prompt(example("in [[Leeds]] now", "[a city]"))
    assert prompt.examples == ((prompt.ask(window_of("in [[Leeds]] now", ("a city",), True)), "fine"),)


def test_a_folder_s_prompt_comes_before_the_packaged_one(tmp_path: Path) -> None:
    (tmp_path / "generalise").mkdir()
    (tmp_path / "generalise" / "prompt.md").write_text(HEAD + SYSTEM + USER)
    assert load_prompt("generalise", [tmp_path]).name == "small"
    assert load_prompt("generalise", [tmp_path / "none"]).name == "generalise"


@pytest.mark.parametrize("name", ["../generalise", "a/b", "", "unheard-of"])
def test_a_name_leads_nowhere_else(name: str) -> None:
    with pytest.raises(PromptError):
        load_prompt(name)


def test_a_failing_template_does_not_quote_the_draft() -> None:
    prompt = parse_prompt(HEAD + SYSTEM + USER)
    with pytest.raises(ValueError, match="grew too long") as caught:
        prompt.ask(whole("Morwenna Tregenza " * 2_000))
    assert "Morwenna" not in str(caught.value)


def test_a_digest_changes_with_the_file() -> None:
    text = HEAD + SYSTEM + USER
    assert parse_prompt(text).digest != parse_prompt(text + " ").digest


def test_the_answer_of_a_worked_example_is_no_wording_unless_the_passage_says_it() -> None:
    answer = "A pupil threw a chair across the room."
    prompt = parse_prompt(example("My pupil, [[the goalkeeper]], threw a chair across the room.", '[""]', answer))
    assert prompt.read(whole("She lost the keys of the library."), answer) is None
    assert prompt.read(whole("She lost the keys of the library."), f'Answer: "{answer}"') is None
    assert prompt.read(whole(answer), answer) == answer
    assert prompt.read(whole("She lost the keys."), "A pupil lost the keys.") == "A pupil lost the keys."
