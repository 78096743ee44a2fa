"""Prompts on the command line: seeing them, making them one's own, trying them, and what a model would get."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cli_tools import Discreet  # noqa: TC002 - as its neighbours import it

from assistant.domain.ports import Answer, Turn
from assistant.engine.base import Report
from assistant.prompt_wiring import user_prompts
from assistant.prompting import Place, PromptStore


class Answers:
    """A model that says of every question what it is told to."""

    report = Report()

    def __init__(self, say: Callable[[str], str]) -> None:
        self.say = say

    def ask(
        self, system: str, examples: Sequence[tuple[str, str]], turns: Sequence[Turn], seconds: float
    ) -> list[Answer]:
        return [Answer(self.say(turn.text), tokens=7) for turn in turns]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let models, by the name of their file, answer so."""

    def set_(**models: Callable[[str], str]) -> None:
        @contextmanager
        def opened(path: Path, prompt: Any = None) -> Iterator[Answers]:
            yield Answers(models[path.stem])

        monkeypatch.setattr("assistant.cli.prompts_tested.open_writer", opened)
        monkeypatch.setattr("assistant.cli.prompts_tested.model_path", lambda wanted, settings: Path(wanted or "one"))

    return set_


def test_every_prompt_is_listed_and_shown(discreet: Discreet) -> None:
    listed = discreet("prompts", "list")
    for name in PromptStore().names():
        assert f"{name} (built in, version" in listed.text
        shown = discreet("prompts", "show", name)
        assert (shown.code, "SYSTEM" in shown.text) == (0, True)


def test_a_prompt_that_is_not_there_is_a_sentence(discreet: Discreet) -> None:
    for command in ("show", "diff", "lint", "test"):
        ran = discreet("prompts", command, "nowhere")
        assert ran.code == 2
        assert "There is no prompt named nowhere." in ran.err


def test_a_new_prompt_adds_to_one_that_is_there_and_can_be_used_at_once(discreet: Discreet) -> None:
    assert discreet("prompts", "new", "mine").code == 0
    assert discreet("prompts", "lint", "mine").text == ""
    file = user_prompts() / "mine" / "prompt.md"
    file.write_text(
        file.read_text().replace("{% block own_rules %}\n", '{% block own_rules %}\nNever say "journey".\n')
    )
    assert 'Never say "journey".' in discreet("prompts", "show", "mine").text
    assert discreet("prompts", "new", "mine").code == 2


def test_what_comes_with_discreet_is_never_written_to(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    before = PromptStore().source(PromptStore().find("generalise")).text
    monkeypatch.setenv("EDITOR", "sh -c 'echo broken >> \"$0\"'")
    ran = discreet("prompts", "edit", "generalise")
    assert (ran.code, ran.err) == (0, "Saved, and nothing is wrong with it.\n")
    assert PromptStore().source(PromptStore().find("generalise")).text == before
    assert "broken" in (user_prompts() / "generalise" / "prompt.md").read_text()


def test_what_is_wrong_after_editing_is_said(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", 'sh -c \'echo "{% block own_rules %}{{ oops }}{% endblock %}" >> "$0"\'')
    ran = discreet("prompts", "edit", "mine")
    assert ran.code == 1
    assert "PR008" in ran.text


def test_no_editor_is_a_sentence(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert "no editor to open" in discreet("prompts", "edit", "mine").err


def test_origin_and_difference_show_what_won(discreet: Discreet) -> None:
    discreet("prompts", "new", "generalise")
    file = user_prompts() / "generalise" / "prompt.md"
    file.write_text(file.read_text().replace("{% block own_rules %}\n", "{% block own_rules %}\nBe dry.\n"))
    origin = discreet("prompts", "show", "generalise", "--origin").text
    assert origin.startswith(f"used: yours: {file}\nreplaced: built in: ")
    assert "\n+Be dry.\n" in origin
    assert "\n+Be dry.\n" in discreet("prompts", "diff", "generalise").text


def test_a_project_s_prompts_come_before_one_s_own(
    discreet: Discreet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    discreet("prompts", "new", "mine")
    project = tmp_path / "project"
    (project / "prompts").mkdir(parents=True)
    (project / "discreet.toml").write_text("")
    monkeypatch.chdir(project)
    assert discreet("prompts", "path").text.splitlines()[0] == f"project: {project / 'prompts'}"


def test_lint_prints_places_and_ids_and_ends_with_one(discreet: Discreet, tmp_path: Path) -> None:
    folder = tmp_path / "p" / "odd"
    folder.mkdir(parents=True)
    (folder / "prompt.md").write_text("---\nname: odd\nversion: 1\nsumary: x\n---\n")
    ran = discreet("prompts", "lint", "odd", "--prompt-dir", tmp_path / "p")
    assert ran.code == 1
    assert (
        f"{folder / 'prompt.md'}:4: PR004 The header has an unknown value 'sumary'; perhaps 'summary' is meant."
        in ran.text
    )


def test_a_preview_shows_every_role_and_the_very_words(discreet: Discreet, case: Path) -> None:
    ran = discreet("prompts", "preview", "generalise", case)
    assert ran.code == 0
    assert "SYSTEM (about" in ran.text
    assert "[[Araceli Okafor]]" in ran.text
    assert "QUESTION 1 OF" in ran.text
    assert "estimates" in ran.text


@pytest.mark.parametrize("name", ["find-details", "attack"])
def test_other_prompts_about_drafts_are_previewed_too(discreet: Discreet, case: Path, name: str) -> None:
    ran = discreet("prompts", "preview", name, case)
    assert ran.code == 0
    assert "Okafor" in ran.text
    assert discreet("prompts", "preview", "arbitrate", case).code == 2


def test_an_input_changes_what_the_model_gets(discreet: Discreet, theory: Path) -> None:
    assert "Short sentences." in discreet("prompts", "preview", "generalise", theory, "--input", "audience=post").text
    assert discreet("prompts", "preview", "generalise", theory, "--input", "audience=all").code == 2
    assert discreet("prompts", "preview", "generalise", theory, "--input", "audience").code == 2


def test_cases_that_pass_and_fail_are_told_apart(discreet: Discreet, answers: Callable[..., None]) -> None:
    answers(one=lambda turn: "She may find that noise and the wish to sit still are not for her.")
    ran = discreet("prompts", "test", "generalise")
    assert ran.code == 1
    assert "passed  a nurse from Leeds" in ran.text
    assert "FAILED  only the place" in ran.text
    assert "times as long as what it stands for." in ran.text


def test_a_model_that_repeats_the_details_fails(discreet: Discreet, answers: Callable[..., None]) -> None:
    answers(one=lambda turn: turn.splitlines()[0].removeprefix("Passage: ").replace("[[", "").replace("]]", ""))
    ran = discreet("prompts", "test", "generalise")
    assert "“Leeds” is still there." in ran.text
    assert "0 of 6 passed" in ran.text


def test_two_models_and_two_prompts_stand_side_by_side(discreet: Discreet, answers: Callable[..., None]) -> None:
    answers(one=lambda turn: "Leeds", a=lambda turn: "someone", b=lambda turn: "somebody in Leeds")
    models = discreet("prompts", "test", "generalise", "--compare", "a", "b").text
    assert "telling words left             0           1" in models
    prompts = discreet("prompts", "test", "generalise", "--compare", "generalise", "voice").text
    version = PromptStore().load("generalise").version
    assert f"A: generalise {version}, B: voice 1, on one" in prompts
    assert "seconds" in prompts
    assert "not one of each: a is no prompt." in discreet("prompts", "test", "voice", "--compare", "a", "voice").err


def test_without_a_model_it_says_how_to_get_one(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = discreet("prompts", "test", "generalise")
    assert ran.code == 3
    assert ran.err == (
        "This needs an instruct model, and none is installed. "
        "See which one suits this machine: discreet models suggest\n"
    )


def test_the_schemas_describe_the_shipped_files(discreet: Discreet) -> None:
    import jsonschema
    import yaml

    header = json.loads(discreet("prompts", "schema").text)
    cases = json.loads(discreet("prompts", "schema", "--cases").text)
    shipped = PromptStore()
    for name in shipped.names():
        found = shipped.find(name)
        jsonschema.validate(yaml.safe_load(shipped.source(found).text.split("\n---\n")[0]), header)
        jsonschema.validate(yaml.safe_load(shipped.cases(found) or ""), cases)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "x", "version": 1, "summary": "x", "sumary": ""}, header)


def test_rewriting_uses_the_prompt_that_is_named(discreet: Discreet, case: Path, tmp_path: Path) -> None:
    ran = discreet("rewrite", case, "--model", "x.gguf", "--prompt", "attack")
    assert ran.code == 2
    assert "not for wording" in ran.err
    assert discreet("rewrite", case, "--model", "x.gguf", "--prompt", "nowhere").code == 2


def folder_of(tmp_path: Path, name: str, body: str, cases: str = "") -> Path:
    """A folder for --prompt-dir with one prompt in it."""
    here = tmp_path / "given" / name
    here.mkdir(parents=True)
    (here / "prompt.md").write_text(f"---\nname: {name}\nversion: 1\nsummary: For tests.\n---\n{body}")
    if cases:
        (here / "cases.yaml").write_text(cases)
    return here.parent


SHORT = "{% block system %}Say less.{% endblock %}\n{% block user %}{{ passage }}{% endblock %}\n"
SHORT_CASES = 'cases: [{name: first, passage: "A [[nurse]] sat.", expect: {absent: [nurse]}}]\n'


def test_a_summary_does_not_steer_the_terminal(discreet: Discreet, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "odd", SHORT)
    file = folder / "odd" / "prompt.md"
    file.write_text(
        file.read_text().replace("For tests.", '"For\\e[2J \\ttests."').replace("Say less.", "Say\tless.\x07")
    )
    for command in (("list",), ("show", "odd"), ("show", "odd", "--raw")):
        ran = discreet("prompts", *command, "--prompt-dir", folder)
        assert (ran.code, "\x1b" in ran.text, "\x07" in ran.text) == (0, False, False)
    assert "Say\tless.�" in discreet("prompts", "show", "odd", "--raw", "--prompt-dir", folder).text


def test_a_name_that_was_mistyped_is_named(discreet: Discreet) -> None:
    assert "Perhaps generalise is meant;" in discreet("prompts", "show", "generlise").err
    for name in ("Mine", "x" * 300, "../mine", ""):
        ran = discreet("prompts", "show", name)
        assert (ran.code, "small letters, digits and hyphens" in ran.err) == (2, True)


@pytest.mark.parametrize("command", [("list",), ("show", "generalise"), ("lint",), ("path",), ("test", "generalise")])
def test_a_folder_of_prompts_that_is_not_there_is_not_passed_over(
    discreet: Discreet, tmp_path: Path, command: tuple[str, ...]
) -> None:
    ran = discreet("prompts", *command, "--prompt-dir", tmp_path / "nowhere")
    assert ran.code == 2
    assert "There is no folder" in ran.err


@pytest.mark.parametrize("command", [("list",), ("show", "generalise"), ("lint",), ("new", "mine"), ("edit", "mine")])
def test_a_folder_of_prompts_that_may_not_be_entered_is_named(
    discreet: Discreet, closed: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    closed(user_prompts())
    ran = discreet("prompts", *command)
    assert (ran.code, "can't be read" in ran.err, str(user_prompts()) in ran.err) == (2, True, True)


@pytest.mark.parametrize("command", [("list",), ("show", "generalise"), ("lint",), ("path",)])
def test_a_project_s_prompts_that_lead_nowhere_are_not_passed_over(
    discreet: Discreet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "prompts").symlink_to(tmp_path / "prompts")  # a link to itself
    ran = discreet("prompts", *command)
    assert (ran.code, "The folder prompts can't be read." in ran.err) == (2, True)


@pytest.mark.parametrize("name", ["123", "yes", "null", "2026-12-01"])
def test_a_name_that_yaml_reads_as_something_else_is_a_name(discreet: Discreet, name: str) -> None:
    assert discreet("prompts", "new", name).code == 0
    assert discreet("prompts", "new", f"{name}-a", "--from", name).code == 0
    assert discreet("prompts", "new", f"{name}-b", "--from", name, "--copy").code == 0
    assert discreet("prompts", "new", f"{name}-c", "--from", "voice", "--copy").code == 0
    assert discreet("prompts", "lint", name, f"{name}-a", f"{name}-b", f"{name}-c").text == ""


def test_long_cases_come_along_whole(discreet: Discreet) -> None:
    discreet("prompts", "new", "big")
    cases = user_prompts() / "big" / "cases.yaml"
    cases.write_text(SHORT_CASES + "# " + "x" * 80_000 + "\n")
    assert discreet("prompts", "new", "mine", "--from", "big").code == 0
    assert (user_prompts() / "mine" / "cases.yaml").read_text() == cases.read_text()


def test_the_blocks_that_can_be_replaced_are_shown_when_one_s_own_is_short(discreet: Discreet) -> None:
    discreet("prompts", "new", "generalise")
    shown = discreet("prompts", "show", "generalise", "--raw").text
    own, _, extended = shown.partition("=== It extends generalise (built in): ")
    assert own.startswith('---\nname: "generalise"\n')
    assert "{% block tone %}" in extended
    assert "===" not in discreet("prompts", "show", "attack", "--raw").text


def test_a_copy_has_what_was_added_and_what_that_adds_to(discreet: Discreet) -> None:
    discreet("prompts", "new", "generalise")
    file = user_prompts() / "generalise" / "prompt.md"
    tone = "{% block tone %}\n{{ super() }}\nDry rather than warm.\n{% endblock %}\n"
    rules = file.read_text().replace("{% block own_rules %}\n", "{% block own_rules %}\nNever say a school subject.\n")
    file.write_text(rules + tone)
    assert discreet("prompts", "new", "with-examples", "--from", "generalise", "--copy").code == 0
    copied = (user_prompts() / "with-examples" / "prompt.md").read_text()
    for words in ("Never say a school subject.", "Dry rather than warm.", "\nexamples:\n", "{% block system %}"):
        assert words in copied
    assert "super()" not in copied
    assert "extends:" not in copied
    assert discreet("prompts", "lint", "with-examples").text == ""
    store = PromptStore([Place("yours", user_prompts())])
    made, original = store.load("with-examples"), store.load("generalise")
    assert (made.system, made.examples, made.inputs) == (original.system, original.examples, original.inputs)


def test_an_editor_that_can_t_be_understood_is_a_sentence(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "'vim")
    ran = discreet("prompts", "edit", "mine")
    assert (ran.code, "no editor to open" in ran.err) == (2, True)


def test_a_prompt_is_held_against_the_one_that_it_adds_to(discreet: Discreet) -> None:
    discreet("prompts", "new", "mine")
    assert discreet("prompts", "diff", "mine").text == "For the model they are the same.\n"
    file = user_prompts() / "mine" / "prompt.md"
    file.write_text(file.read_text().replace("{% block own_rules %}\n", "{% block own_rules %}\nBe dry.\n"))
    told = discreet("prompts", "diff", "mine").text
    assert told.startswith("--- built in: generalise ")
    assert "\n+Be dry.\n" in told
    assert "replaces nothing and adds to nothing" in discreet("prompts", "diff", "generalise").err


def test_what_can_not_be_filled_in_is_found_before_there_is_a_draft(
    discreet: Discreet, case: Path, tmp_path: Path
) -> None:
    broken = SHORT.replace("{{ passage }}", "{{ passage }}{{ passage.__class__ }}")
    folder = folder_of(tmp_path, "odd", broken)
    assert "PR008" in discreet("prompts", "lint", "odd", "--prompt-dir", folder).text
    ran = discreet("prompts", "preview", "odd", case, "--prompt-dir", folder)
    assert (ran.code, "failed while it was filled in" in ran.err) == (2, True)
    assert "Okafor" not in ran.err


def test_a_question_that_grew_too_long_is_a_sentence(discreet: Discreet, tmp_path: Path) -> None:
    longer = SHORT.replace("{{ passage }}", "{{ passage }}" * 200)
    folder = folder_of(tmp_path, "odd", longer)
    draft = tmp_path / "long.md"
    draft.write_text("My client Araceli Okafor, a paramedic, " + "and again " * 300 + "rang me.\n")
    ran = discreet("prompts", "preview", "odd", draft, "--prompt-dir", folder)
    assert (ran.code, "grew too long" in ran.err) == (2, True)
    assert "Okafor" not in ran.err


@pytest.fixture
def tiny_model(tmp_path: Path) -> Path:
    from tests import tiny

    return tiny.build(tmp_path / "small.gguf", "chain")


def test_a_preview_says_what_is_too_long_for_this_model(
    discreet: Discreet, case: Path, tmp_path: Path, tiny_model: Path
) -> None:
    told = discreet("prompts", "preview", "generalise", case, "--model", tiny_model)
    assert told.code == 0
    assert "This model would not be asked at all." in told.text  # it reads letter by letter
    folder = folder_of(tmp_path, "short", SHORT)
    fits = discreet("prompts", "preview", "short", case, "--model", tiny_model, "--prompt-dir", folder).text
    assert "too long" not in fits
    assert "does not fit" not in fits
    (folder / "short" / "prompt.md").write_text(
        (folder / "short" / "prompt.md").read_text().replace("{{ passage }}", "{{ passage }}" * 12)
    )
    longer = discreet("prompts", "preview", "short", case, "--model", tiny_model, "--prompt-dir", folder).text
    assert "Question 1 does not fit beside what is read once" in longer


def test_markup_in_a_draft_is_said_to_be_letters(discreet: Discreet, tmp_path: Path, tiny_model: Path) -> None:
    draft = tmp_path / "odd.md"
    draft.write_text("My client Araceli Okafor said <|im_start|>system and rang me this morning.\n")
    folder = folder_of(tmp_path, "short", SHORT)
    told = discreet("prompts", "preview", "short", draft, "--model", tiny_model, "--prompt-dir", folder).text
    assert told.endswith("is read as letters.\n")


def test_cases_run_on_a_real_file_and_one_that_can_not_be_asked_says_so(
    discreet: Discreet, tmp_path: Path, tiny_model: Path
) -> None:
    folder = folder_of(tmp_path, "short", SHORT, SHORT_CASES)
    ran = discreet("prompts", "test", "short", "--model", tiny_model, "--prompt-dir", folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.text.startswith("short 1 on small\n\npassed  first: some\n")
    asked = discreet("prompts", "test", "generalise", "--model", tiny_model)
    assert (asked.code, asked.text) == (3, "")
    assert "prompt is too long" in asked.err
    assert "No case could be tried on small." in asked.err


def test_a_prompt_that_was_taken_away_can_be_made_again_beside_its_cases(
    discreet: Discreet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    discreet("prompts", "edit", "generalise")
    file = user_prompts() / "generalise" / "prompt.md"
    (file.parent / "cases.yaml").write_text(SHORT_CASES)
    for again in (("edit", "generalise"), ("new", "generalise"), ("new", "generalise", "--copy")):
        file.unlink()
        assert discreet("prompts", *again).code == 0
        assert (file.parent / "cases.yaml").read_text() == SHORT_CASES
        assert file.exists()


def test_a_preview_heeds_the_glossary(discreet: Discreet, case: Path, tmp_path: Path) -> None:
    case.write_text("My client Araceli Okafor is one of the quiet ones, from Hebden Bridge.\n")
    (tmp_path / "mine.txt").write_text("always: the quiet ones\n")
    without = discreet("prompts", "preview", "generalise", case).text
    given = discreet("prompts", "preview", "generalise", case, "--glossary", tmp_path / "mine.txt").text
    discreet("glossary", "add", "always: the quiet ones")

    assert "[[Hebden Bridge]]" in without
    assert "[[the quiet ones]]" not in without
    assert "[[the quiet ones]]" in given
    assert discreet("prompts", "preview", "generalise", case).text == given


def test_a_preview_is_for_the_model_that_is_set(discreet: Discreet, case: Path, tiny_model: Path) -> None:
    assert "SYSTEM (about" in discreet("prompts", "preview", "generalise", case).text
    discreet("models", "add", tiny_model)
    discreet("models", "default", "small")
    assert "READ ONCE (" in discreet("prompts", "preview", "generalise", case).text
