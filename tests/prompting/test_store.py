"""Where prompts come from: what wins, what extends what, shared pieces, and that nothing leads out of the folders."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain.ports import Window
from assistant.prompting import Place, PromptError, PromptStore
from assistant.prompting.cases import read_cases
from assistant.prompting.header import OUTPUTS
from assistant.prompting.lint import Problem, lint

HEAD = "---\nname: {name}\nversion: 1\nsummary: For tests.\n{more}---\n"
BODY = "{% block system %}Say less.{% endblock %}{% block user %}{{ passage }}{% endblock %}"


def put(folder: Path, name: str, body: str = BODY, more: str = "", file: str = "prompt.md") -> Path:
    path = folder / name / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(name=name, more=more) + body if file == "prompt.md" else body, encoding="utf-8")
    return path


def store(*folders: Path) -> PromptStore:
    return PromptStore([Place(f"place {number}", folder) for number, folder in enumerate(folders)])


def problems(folder: Path, name: str) -> dict[str, Problem]:
    found = store(folder)
    return {each.id: each for each in lint(found, found.find(name))}


@pytest.mark.parametrize("name", PromptStore().names())
def test_every_shipped_prompt_is_clean_and_has_cases(name: str) -> None:
    shipped = PromptStore()
    assert lint(shipped, shipped.find(name)) == []
    assert read_cases(shipped.cases(shipped.find(name)) or "", shipped.load(name))


def test_there_is_a_prompt_for_every_purpose() -> None:
    shipped = PromptStore()
    assert {shipped.load(name).output.name for name in shipped.names()} == set(OUTPUTS)


@pytest.mark.parametrize("audience", ["post", "blog", "teaching", "book", "journal"])
def test_the_audience_changes_the_form_and_nothing_else(audience: str) -> None:
    plain = PromptStore().load("generalise")
    set_ = plain.with_inputs({"audience": audience})
    assert set_.examples == plain.examples
    assert (set_.system == plain.system) is (audience == "blog")
    assert set_.digest == plain.digest


def test_the_nearest_place_wins_and_the_packaged_one_comes_last(tmp_path: Path) -> None:
    near, far = tmp_path / "near", tmp_path / "far"
    put(near, "generalise")
    put(far, "generalise", BODY.replace("Say less", "Say nothing"))
    found = store(near, far)
    assert [each.place.kind for each in found.origins("generalise")] == ["place 0", "place 1", "built in"]
    assert found.load("generalise").system == "Say less."
    assert store(far, near).load("generalise").system == "Say nothing."


def test_one_rule_is_added_without_copying_the_rest(tmp_path: Path) -> None:
    put(
        tmp_path, "generalise", '{% block own_rules %}\nNever write "journey".\n{% endblock %}', "extends: generalise\n"
    )
    own, built_in = store(tmp_path).load("generalise"), PromptStore().load("generalise")
    assert 'Never write "journey".' in own.system
    assert own.system.replace('Never write "journey".\n', "") == built_in.system
    assert own.examples == built_in.examples
    assert own.digest != built_in.digest
    window = Window("", "She moved.", (), True, "")
    assert own.ask(window) == built_in.ask(window)


def test_super_keeps_what_stood_there(tmp_path: Path) -> None:
    put(tmp_path, "mine", "{% block tone %}\n{{ super() }}Be kind.\n{% endblock %}", "extends: generalise\n")
    system = store(tmp_path).load("mine").system
    assert "its tone and its plain words.\nBe kind." in system


FIFTY = "[" + ",".join("1" * 50) + "]"
LOOPS, ENDS = "{% for x in " + FIFTY + " %}{% for y in " + FIFTY + " %}", "{% endfor %}{% endfor %}"


def nested(inside: str, levels: int = 30) -> str:
    """Blocks inside each other, each with `inside` behind the next."""
    return "".join("{% block a" + str(level) + " %}" for level in range(levels)) + (inside + "{% endblock %}") * levels


def block(name: str, inside: str) -> str:
    return "{% block " + name + " %}" + inside + "{% endblock %}"


@pytest.mark.parametrize(
    ("first", "adding"),
    [
        (block("a1", "x"), lambda _: block("a1", LOOPS + "{{ super() }}" + ENDS)),
        (nested(""), lambda _: nested("{{ super() }}")),
        (LOOPS + block("a1", "") + ENDS, lambda n: block(f"a{n}", LOOPS + block(f"a{n + 1}", "") + ENDS)),
    ],
    ids=["super in loops", "super in many blocks", "empty blocks in loops"],
)
def test_what_prompts_multiply_to_is_bounded(tmp_path: Path, first: str, adding: Callable[[int], str]) -> None:
    put(tmp_path, "p0", BODY.replace("Say less.", first))
    for number in range(1, 5):
        put(tmp_path, f"p{number}", adding(number), f"extends: p{number - 1}\n")
    started = time.monotonic()
    with pytest.raises(PromptError, match="repeats its blocks too often"):
        store(tmp_path).load("p4")
    assert problems(tmp_path, "p4")["PR008"].breaks
    assert time.monotonic() - started < 20


def test_super_twice_and_in_a_short_loop_is_no_bomb(tmp_path: Path) -> None:
    put(tmp_path, "one", BODY.replace("Say less.", "{% block a %}x{% endblock %}"))
    body = "{% block a %}{{ super() }}-{% for n in [1, 2] %}{{ super() }}{% endfor %}{% endblock %}"
    put(tmp_path, "two", body, "extends: one\n")
    assert store(tmp_path).load("two").system == "x-xx"


def test_prompts_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "one", more="extends: two\n")
    put(tmp_path, "two", more="extends: one\n")
    with pytest.raises(PromptError, match="circle"):
        store(tmp_path).load("one")
    assert problems(tmp_path, "one")["PR003"].breaks


def test_extending_oneself_with_nothing_behind_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "alone", more="extends: alone\n")
    with pytest.raises(PromptError, match="not there"):
        store(tmp_path).load("alone")


def test_shared_pieces_come_from_the_nearest_place(tmp_path: Path) -> None:
    (tmp_path / "_shared").mkdir()
    (tmp_path / "_shared" / "one-line.md").write_text("Answer briefly.\n")
    assert store(tmp_path).load("generalise").system.endswith("Answer briefly.")


def test_shared_pieces_that_include_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "_shared").mkdir()
    (tmp_path / "_shared" / "a.md").write_text("{% include 'b' %}")
    (tmp_path / "_shared" / "b.md").write_text("{% include 'a' %}")
    put(tmp_path, "mine", BODY.replace("Say less.", "{% include 'a' %}"))
    with pytest.raises(PromptError, match="includes itself"):
        store(tmp_path).load("mine")
    assert "PR003" in problems(tmp_path, "mine")


def test_a_flood_of_shared_pieces_is_refused(tmp_path: Path) -> None:
    (tmp_path / "_shared").mkdir()
    for number in range(5):
        inside = "{% include 'p" + str(number + 1) + "' %}"
        (tmp_path / "_shared" / f"p{number}.md").write_text(inside * 9)
    (tmp_path / "_shared" / "p5.md").write_text("x")
    put(tmp_path, "mine", BODY.replace("Say less.", "{% include 'p0' %}"))
    with pytest.raises(PromptError, match="too many"):
        store(tmp_path).load("mine")


@pytest.mark.parametrize(
    "body", ["{% block x %}{% endblock %}", "{{ ''.__class__ }}", "{% for a in passage %}{% endfor %}"]
)
def test_shared_pieces_may_do_no_more_than_prompts(tmp_path: Path, body: str) -> None:
    (tmp_path / "_shared").mkdir()
    (tmp_path / "_shared" / "a.md").write_text(body)
    put(tmp_path, "mine", BODY.replace("Say less.", "{% include 'a' %}"))
    with pytest.raises(PromptError):
        store(tmp_path).load("mine")


@pytest.mark.parametrize("what", ["prompt.md", "folder", "shared"])
def test_links_that_lead_out_are_refused(tmp_path: Path, what: str) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    file = put(outside, "secret")
    inside.mkdir()
    if what == "folder":
        (inside / "mine").symlink_to(outside / "secret")
    elif what == "prompt.md":
        (inside / "mine").mkdir()
        (inside / "mine" / "prompt.md").symlink_to(file)
    else:
        (inside / "_shared").mkdir()
        (inside / "_shared" / "a.md").symlink_to(file)
        put(inside, "mine", BODY.replace("Say less.", "{% include 'a' %}"))
    with pytest.raises(PromptError, match="leads out"):
        store(inside).load("mine")


def test_inputs_are_set_by_name_and_type(tmp_path: Path) -> None:
    more = (
        "inputs:\n  tone: {type: choice, options: [warm, dry], default: warm}\n"
        "  most: {type: number, default: 3}\n  loud: {type: bool, default: false}\n"
    )
    put(tmp_path, "mine", BODY.replace("Say less.", "{{ tone }} {{ most }} {{ loud }}"), more)
    prompt = store(tmp_path).load("mine")
    assert prompt.system == "warm 3 False"
    assert prompt.with_inputs({"tone": "dry", "most": "5", "loud": "yes"}).system == "dry 5 True"
    assert prompt.with_inputs({"audience": "post"}, only_known=True) is prompt
    for wrong in ({"tone": "loud"}, {"most": "many"}, {"loud": "perhaps"}, {"nothing": 1}):
        with pytest.raises(PromptError):
            prompt.with_inputs(wrong)


@pytest.mark.parametrize(
    ("id_", "more", "body", "words", "line"),
    [
        ("PR001", "", BODY.replace("{{ passage", "{{ pasage }}{{ passage"), "'pasage'", 6),
        ("PR001", "", BODY.replace("Say less.", "{{ passage }}"), "differs from question", 0),
        ("PR002", "inputs: {tone: {type: text, default: ''}}\n", BODY, "'tone' is not used", 5),
        ("PR003", "", BODY.replace("Say less.", "\n{% include 'gone' %}"), "'gone'", 7),
        ("PR003", "extends: gone\n", BODY, "gone", 0),
        ("PR004", "sumary: again\n", BODY, "perhaps 'summary' is meant", 5),
        ("PR005", "", BODY.replace("Say less.", "Say less. " * 300), "about 7", 0),
        ("PR006", "", BODY, "no cases.yaml", 0),
        ("PR007", "", BODY.replace("{{ passage }}", "Go on."), "'passage'", 0),
        ("PR008", "", BODY + "{% if %}", "not understood", 6),
        ("PR008", "version: x\n", BODY, "be read as YAML", 0),
    ],
)
def test_lint_says_what_and_where(tmp_path: Path, id_: str, more: str, body: str, words: str, line: int) -> None:
    put(tmp_path, "mine", body, more)
    if id_ == "PR008" and "version" in more:
        put(tmp_path, "mine", body).write_text("---\nname: [\n---\n" + body)
    found = problems(tmp_path, "mine")
    assert words in found[id_].text
    assert found[id_].line == line


@pytest.mark.parametrize(
    "matches", ["(?i)pupil|student|child|a|b|c|d|e|f|g|h", "colou?r", r"^\\w+ \\w+? \\w+$", "(?=a)b", "x{2}"]
)
def test_ordinary_expressions_are_taken(tmp_path: Path, matches: str) -> None:
    put(tmp_path, "mine")
    put(tmp_path, "mine", f'cases: [{{name: x, passage: a, expect: {{matches: "{matches}"}}}}]', file="cases.yaml")
    assert problems(tmp_path, "mine") == {}


def test_a_long_file_of_cases_is_never_cut_short(tmp_path: Path) -> None:
    put(tmp_path, "mine")
    one = "  - {name: x, passage: a, expect: {absent: [a]}}\n"
    put(tmp_path, "mine", "cases:\n" + one + "# " + "x" * 270_000, file="cases.yaml")
    assert "too long" in problems(tmp_path, "mine")["PR006"].text


def test_lint_names_every_wrong_key_at_once(tmp_path: Path) -> None:
    path = put(tmp_path, "mine")
    path.write_text("---\nnam: mine\nversion: 1\nsumary: x\n---\n" + BODY)
    found = store(tmp_path)
    assert [each.id for each in lint(found, found.find("mine"))] == ["PR004", "PR004", "PR008", "PR008"]


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        ("cases: [{name: x, passage: a, expect: {}}]", "expects nothing"),
        ("cases: [{name: x, passage: '[[a', expect: {absent: [a]}}]", "don't pair up"),
        ("cases: [{name: x, expect: {absent: [a]}}]", "lacks the value 'passage'"),
        ("cases: [{name: x, passage: a, expect: {max_risk: tiny}}]", "low, raised, high"),
        ("cases: [{name: x, passage: a, expect: {matches: '('}}]", "not a regular expression"),
        ("cases: [{name: x, passage: a, expect: {matches: '(s+)+$'}}]", "could go on for ever"),
        ("cases: [{name: x, passage: a, expect: {matches: '.*a.*b.*c.*d'}}]", "could go on for ever"),
        ("cases: [{name: x, passage: a, expect: {matches: 'a{99999999999999999999}'}}]", "not a regular expression"),
        (f"cases: [{{name: x, passage: a, expect: {{matches: '{'a?' * 24 + 'a' * 24}'}}}}]", "could go on for ever"),
        (f"cases: [{{name: x, passage: a, expect: {{matches: '{'(a|aa)' * 24}b'}}}}]", "could go on for ever"),
        ('cases: [{name: x, passage: a, expect: {matches: "(?x)(a+)#c\\n+b"}}]', "could go on for ever"),
        ("cases: [{name: x, passage: a, expects: {absent: [a]}}]", "perhaps 'expect' is meant"),
        ("- a", "names with values"),
        ("cases: []", "no cases"),
    ],
)
def test_cases_that_say_nothing_are_named(tmp_path: Path, cases: str, words: str) -> None:
    put(tmp_path, "mine")
    put(tmp_path, "mine", cases, file="cases.yaml")
    assert words in problems(tmp_path, "mine")["PR006"].text
