"""What holds beyond one draft: the glossary, and decisions in the vault where the person asked for it."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from assistant.deciding.kept import Kept, from_plain, to_plain
from assistant.domain.details import Kind
from assistant.glossary_wiring import in_vault
from assistant.pipeline import NotADetail, Wish
from assistant.settings.glossary import user_glossary, write
from assistant.settings.model import Screen, Settings
from assistant.storage import vault
from tests.tui.driving import Desktop, desktop

PASSPHRASE = "four words nobody guesses"
KEEPING = Settings(screen=Screen(autosave=True))


async def open_vault(there: Desktop) -> None:
    await there.until(lambda: bool(there.app.screen.query(Input)))
    there.app.screen.query_one(Input).value = PASSPHRASE
    await there.press("enter")
    await there.until(lambda: there.main.vault is not None)
    await there.settle()


async def add_rule(there: Desktop, rule: str) -> None:
    there.main.action_glossary()
    await there.press("enter")
    await there.until(lambda: bool(there.app.screen.query(Input)))
    there.app.screen.query_one(Input).value = rule
    await there.press("enter")


async def test_a_rule_of_the_glossary_holds_from_the_moment_that_it_is_added(post: Path) -> None:
    async with desktop(path=post) as there:
        await add_rule(there, "never: paramedic")
        await there.press("ctrl+r")

        assert "never: paramedic" in user_glossary().read_text("utf-8")
        assert there.main.desk.result is not None
        assert "paramedic" in there.main.desk.result.text


async def test_a_glossary_that_is_there_already_holds_for_a_file_that_is_opened(post: Path, tmp_path: Path) -> None:
    write(user_glossary(), ["always: stealing"])
    async with desktop() as there:
        there.main.read(post)
        await there.until(lambda: there.main.desk.path == post)
        await there.settle()

        assert there.main.desk.analysis is not None
        assert any("stealing" in d.texts for d in there.main.desk.analysis.details)


async def test_a_rule_that_names_somebody_goes_into_the_vault_or_nowhere(post: Path) -> None:
    vault.create(vault.default_folder(), PASSPHRASE)
    async with desktop(path=post) as there:
        await add_rule(there, "say: Brunhild Okafor = my friend")
        assert "names somebody" in there.notices()
        assert not user_glossary().exists()

        there.main.action_drafts()
        await open_vault(there)
        await add_rule(there, "say: Brunhild Okafor = my friend")

        assert there.main.vault is not None
        assert [e.words for e in in_vault(there.main.vault).entries] == ["Brunhild Okafor"]
        assert not user_glossary().exists()


async def test_a_line_that_is_no_rule_is_said_to_be_none(post: Path) -> None:
    async with desktop(path=post) as there:
        await add_rule(there, "paramedic")

        assert "That is no rule" in there.notices()
        assert not user_glossary().exists()


async def test_decisions_are_in_the_vault_for_the_next_sitting(post: Path) -> None:
    vault.create(vault.default_folder(), PASSPHRASE)
    async with desktop(path=post, settings=KEEPING) as there:
        await open_vault(there)
        detail = await there.go_to("paramedic")
        there.main.desk.choose(detail, 0, "the point needs it")
        there.main.keep_now()
    kept = b"".join(p.read_bytes() for p in vault.default_folder().iterdir())
    assert b"paramedic" not in kept

    async with desktop(path=post, settings=KEEPING) as there:
        assert not there.main.desk.choices
        await open_vault(there)

        assert [(c.words, c.why) for c in there.main.desk.choices.values() if isinstance(c, Wish)] == [
            ("paramedic", "the point needs it")
        ]
        assert "Your earlier decisions" in there.notices()


async def test_without_autosave_no_decision_is_kept(post: Path) -> None:
    vault.create(vault.default_folder(), PASSPHRASE)
    async with desktop(path=post) as there:
        there.main.action_drafts()
        await open_vault(there)
        there.main.desk.choose(await there.go_to("paramedic"), 0)
        there.main.keep_now()

        assert there.main.vault is not None
        assert not there.main.vault.entries(vault.Section.DECISION)


def test_what_is_kept_comes_back_as_it_was() -> None:
    kept = Kept(
        (Wish(Kind.PLACE, "Leeds", 2, "why"), NotADetail(Kind.AGE, "34")),
        {"One.": ("Eins.", "Un.")},
        {"Two.": "Zwei."},
    )

    assert from_plain(to_plain(kept)) == kept


def test_what_another_version_kept_is_passed_over() -> None:
    assert from_plain("nonsense") == Kept()
    assert from_plain({"choices": [{"kind": "unheard-of", "words": "x"}, 7], "edited": None}) == Kept()
