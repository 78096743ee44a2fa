"""Glossaries: what a line may be, what becomes of the words, and that nobody is named in a file on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.composition import draft_of
from assistant.domain.details import Kind
from assistant.domain.errors import UsageError
from assistant.glossary_wiring import brought_to, glossary, in_vault, into_vault, names_somebody
from assistant.pipeline import Options, Result
from assistant.settings.glossary import Glossary, Rule, entry, parse, standing, user_glossary
from assistant.storage.vault import create
from tests.pipeline.promises import pipeline

TEXT = "My client comes to the Thursday group. We tried EMDR and it helped. The Maudsley sent her. She sleeps badly.\n"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def rewritten(*lines: str, text: str = TEXT, case: bool = True) -> Result:
    options = brought_to(Options(case=case), parse("\n".join(lines), "the test"))
    return pipeline().rewrite(draft_of(text, "text"), options)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("always: the Thursday group", (Rule.ALWAYS, "the Thursday group", "", Kind.ORGANISATION)),
        ("Always (place) :  the  Old Mill ", (Rule.ALWAYS, "the Old Mill", "", Kind.PLACE)),
        ("never: EMDR", (Rule.NEVER, "EMDR", "", Kind.ORGANISATION)),
        ("never (place): York", (Rule.NEVER, "York", "", Kind.PLACE)),
        ("say: the Maudsley = a hospital", (Rule.SAY, "the Maudsley", "a hospital", Kind.ORGANISATION)),
    ],
)
def test_a_line_is_a_rule(line: str, expected: tuple[object, ...]) -> None:
    found = entry(line)
    assert (found.rule, found.words, found.wording, found.kind) == expected
    assert entry(found.line()) == found


@pytest.mark.parametrize(
    "line", ["sometimes: x", "always:", "say: x", "say: x =", "always (dragon): x", "always: …", f"never: {'x ' * 20}"]
)
def test_what_is_no_rule_is_named_by_its_line_alone(line: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(f"# notes\n\nnever: EMDR\n{line}\n", "glossary.txt")
    assert "Line 4 of glossary.txt" in str(caught.value)
    assert "dragon" not in str(caught.value)


@given(st.text(max_size=300))
def test_any_text_is_a_glossary_or_a_sentence(text: str) -> None:
    try:
        found: Glossary | str = parse(text, "x")
    except UsageError as error:
        found = str(error)
    assert isinstance(found, Glossary) or found.startswith("Line ")


def test_the_last_rule_about_the_same_words_holds() -> None:
    found = parse("always: the Thursday group\nnever: The thursday Group", "x")
    assert found.keeps() == ("The thursday Group",)
    assert found.notices() == ()


def test_what_is_always_generalised_goes() -> None:
    text = TEXT.replace("comes to the Thursday group", "comes for the quiet corner")
    assert "quiet corner" in rewritten(text=text).text
    result = rewritten("always: the quiet corner", text=text)
    assert "quiet corner" not in result.text
    assert "your glossary says that it never stays" in {step.why for step in result.plan.steps}


def test_what_is_said_like_this_is_said_like_this() -> None:
    text = TEXT.replace("The Maudsley sent her.", "She was sent to me by the Maudsley.")
    result = rewritten("say: the Maudsley = a hospital", text=text)
    assert "Maudsley" not in result.text
    assert "hospital" in result.text.lower()


def test_what_is_never_touched_stays() -> None:
    text = "My client is the only midwife in Padstow. She sleeps badly.\n"
    assert "Padstow" not in rewritten(text=text).text
    assert "Padstow" in rewritten("never: Padstow", text=text).text


def test_words_count_as_whole_words_alone() -> None:
    assert rewritten("always: her").text == rewritten("always: her ").text
    assert rewritten("always: roup").text == rewritten().text


def test_a_glossary_speaks_also_where_nothing_reads_like_a_case() -> None:
    text = "The Thursday group is a good idea for many. It helps to have a place to go.\n"
    assert "Thursday group" not in rewritten("always: the Thursday group", text=text, case=False).text


@pytest.mark.parametrize("words", ["Morwenna", "Morwenna Tregenza", "morwenna.t@example.org", "07700 900123"])
def test_what_names_somebody_is_seen(words: str) -> None:
    assert names_somebody(entry(f"always: {words}"))


@pytest.mark.parametrize(
    "line",
    [
        *("always (person-name): the heron", "always (contact): the shop", "never (person-name): EMDR"),
        *("always: morwenna", "always: morwenna tregenza", "always: MORWENNA", "always: MORWENNA TREGENZA"),
        *("always: SARAH", "never: SARAH", "always: TOM", "always: mORWENNA", "always: my friend morwenna"),
        *("say: kowalczyk = a family", "say: the group = morwenna’s group", "always: the kowalczyks"),
        *("always: mark smith", "always: grace brown", "always: taylor", "always: MORWENNA.T@EXAMPLE.ORG"),
    ],
)
def test_a_name_is_seen_however_it_is_written(line: str) -> None:
    assert names_somebody(entry(line))


@pytest.mark.parametrize("words", ["EMDR", "Winnicott", "the Thursday group", "the Maudsley", "the quiet corner"])
def test_what_names_nobody_is_fine(words: str) -> None:
    assert not names_somebody(entry(f"always: {words}"))


@pytest.mark.parametrize(
    "line",
    [
        *("never: will", "always: mark", "always: grace", "always: HOPE", "always: the grace project"),
        *("never: CBT", "never: ED", "always: CAMHS", "never: polyvagal", "never: OFSTED", "never: freud"),
        *("always: the thursday group", "always: rose cottage", "always: may day", "always: narrowboat"),
        *("always: leeds", "always: hebden bridge", "always (place): Bradford", "always (possession): hygge lamp"),
        "say: the maudsley = a hospital",
    ],
)
def test_ordinary_words_places_and_initials_are_no_names(line: str) -> None:
    assert not names_somebody(entry(line))


def test_a_file_that_names_somebody_is_refused_but_not_for_one_run(tmp_path: Path) -> None:
    user_glossary().parent.mkdir(parents=True)
    user_glossary().write_text("say: Morwenna = my client\n")
    with pytest.raises(UsageError, match="names somebody") as caught:
        glossary(tmp_path)
    assert "Morwenna" not in str(caught.value)
    user_glossary().write_text("always: morwenna\n")  # who adds it is asked what it is
    assert len(glossary(tmp_path).entries) == 1
    user_glossary().write_text("never: EMDR\n")
    once = tmp_path / "once.txt"
    once.write_text("say: Morwenna = my client\n")
    assert [each.words for each in glossary(tmp_path, once).entries] == ["EMDR", "Morwenna"]


def test_the_project_s_glossary_comes_after_one_s_own(tmp_path: Path) -> None:
    user_glossary().parent.mkdir(parents=True)
    user_glossary().write_text("never: EMDR\n")
    (tmp_path / "discreet.toml").write_text("")
    (tmp_path / "glossary.txt").write_text("always: EMDR\n")
    assert standing(tmp_path) == (user_glossary(), tmp_path / "glossary.txt")
    assert glossary(tmp_path).keeps() == ()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no such owners here")
def test_a_project_s_glossary_of_another_person_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "discreet.toml").write_text("", "utf-8")
    path = tmp_path / "glossary.txt"
    path.write_text("never: EMDR\n", "utf-8")
    assert path in standing(tmp_path)
    if os.getuid() == 0:
        os.chown(path, 4711, -1)
    else:
        trusted = {tmp_path / "discreet.toml"}
        monkeypatch.setattr("assistant.settings.glossary.trusted", lambda each: each in trusted)

    assert standing(tmp_path) == ()


def test_the_vault_may_name_people_and_nothing_of_it_is_readable(tmp_path: Path) -> None:
    vault = create(tmp_path / "vault", "four words nobody guesses")
    assert in_vault(vault) == Glossary()
    into_vault(vault, [entry("say: Morwenna = my client")])
    assert [each.words for each in glossary(tmp_path, vault=vault).entries] == ["Morwenna"]
    assert not any(b"Morwenna" in each.read_bytes() for each in (tmp_path / "vault").iterdir())
