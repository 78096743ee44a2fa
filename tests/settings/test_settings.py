"""Settings: typed, closed, each from the place that comes first, and never silently something else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.domain.changes import Audience, Strategy, Voice
from assistant.domain.errors import UsageError
from assistant.domain.risk import Reader
from assistant.settings.changing import set_key, toml, unset_key
from assistant.settings.keys import described, names, nearest, variable
from assistant.settings.loading import Level, load
from assistant.settings.model import Settings
from assistant.settings.sources import PROJECT_FILE, from_text, project_file, user_file


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home of the test's own, and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("DISCREET_")]:
        monkeypatch.delenv(name)
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "work" / "drafts"
    found.mkdir(parents=True)
    return found


def own(text: str) -> None:
    user_file().parent.mkdir(parents=True, exist_ok=True)
    user_file().write_text(text, encoding="utf-8")


def project(folder: Path, text: str) -> Path:
    path = folder / PROJECT_FILE
    path.write_text(text, encoding="utf-8")
    return path


def complaint(folder: Path, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(UsageError) as raised:
        load(folder, environment or {})
    return str(raised.value)


def test_nothing_set_is_the_defaults_and_loads_no_pydantic(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.settings.loading import load; "
        "from assistant.settings.model import Settings; "
        "print(load(Path(sys.argv[1])).settings == Settings(), 'pydantic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "False"]


def test_checking_settings_loads_no_network_client() -> None:
    code = (
        "import sys; from assistant.settings.checking import checked; "
        "checked({'writing.audience': 'post'}, 'here'); "
        "print(sorted({'asyncio', 'ssl', 'http.client', 'urllib.request'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_environment_comes_before_project_before_own_file_before_defaults(folder: Path) -> None:
    own('[writing]\naudience = "book"\nvoice = "client"\nmax_risk = "low"\n')
    project(folder.parent, '[writing]\nvoice = "author"\nmax_risk = 40\n')

    loaded = load(folder, {"DISCREET_MAX_RISK": "high"})

    assert loaded.settings.writing.audience is Audience.BOOK
    assert loaded.settings.writing.voice is Voice.AUTHOR
    assert loaded.settings.writing.max_risk == "high"
    assert [loaded.origins[f"writing.{key}"].level for key in ("audience", "voice", "max_risk", "strategy")] == [
        Level.USER,
        Level.PROJECT,
        Level.ENVIRONMENT,
        Level.DEFAULT,
    ]


def test_what_a_nearer_file_does_not_name_stays_as_it_was(folder: Path) -> None:
    own('[profile]\nname = "Ines Marlow"\ncaseload = 12\n')
    project(folder, "[profile]\ncaseload = 300\n")

    profile = load(folder, {}).settings.profile

    assert (profile.name, profile.caseload) == ("Ines Marlow", 300)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[writing]\naudiance = "post"\n', "Did you mean writing.audience?"),
        ('[writting]\naudience = "post"\n', "Did you mean writing.audience?"),
        ("[screne]\n", "There is no setting screne"),
        ('audience = "post"\n', "Did you mean writing.audience?"),
        ("writing = 3\n", "There is no setting writing"),
        ('[writing]\naudience = "pots"\n', "post, blog, teaching, book or journal, not “pots”"),
        ("[writing]\nmax_risk = 101\n", "from 0 to 100, or low, raised or high, not “101”"),
        ('[writing]\ntargets = {client = "none"}\n', "client, acquaintance or stranger, each with low, raised or high"),
        ("[profile]\ncaseload = 0\n", "from 1 to 100000, not “0”"),
        ("[screen]\nautosave = 7\n", "true or false"),
        ("[writing\n", "can’t be read"),
    ],
)
def test_what_is_wrong_is_said_with_the_file_and_what_would_be_right(folder: Path, text: str, said: str) -> None:
    path = project(folder, text)

    sentence = complaint(folder)

    assert said in sentence
    assert str(path) in sentence


def test_the_key_that_is_given_as_an_example_is_one() -> None:
    from assistant.tui.actions import ACTIONS

    meaning = described()["screen.keymap"].meaning
    assert any(f"such as {action.id}=" in meaning for action in ACTIONS)


def test_a_variable_with_a_slip_is_not_silently_ignored(folder: Path) -> None:
    assert "Did you mean DISCREET_MAX_RISK?" in complaint(folder, {"DISCREET_MAXRISK": "low"})
    assert "DISCREET_CASELOAD" in complaint(folder, {"DISCREET_CASELAOD": "9"})
    assert load(folder, {"DISCREET_AUDIENCE": ""}).settings == Settings()


def test_a_project_file_may_not_hold_the_persons_name(folder: Path) -> None:
    project(folder, '[profile]\nname = "Ines Marlow"\n')

    sentence = complaint(folder)

    assert "profile.name" in sentence
    assert "others can see" in sentence
    assert "Marlow" not in sentence


def test_a_project_ends_at_its_repository_and_at_home(folder: Path, own_home: Path) -> None:
    outer = project(folder.parent, "")
    assert project_file(folder) == outer
    (folder / ".git").mkdir()
    assert project_file(folder) is None

    inner = own_home / "texts"
    inner.mkdir()
    project(own_home.parent, "")
    assert project_file(inner) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no such owners here")
def test_a_file_of_another_person_is_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project(folder, '[writing]\nmax_risk = "high"\n')
    if os.getuid() == 0:
        os.chown(path, 4711, -1)
    else:
        monkeypatch.setattr(os, "getuid", lambda: 4711)

    assert project_file(folder) is None


def test_a_models_path_in_a_file_counts_from_that_file(folder: Path) -> None:
    project(folder.parent, '[wording]\nmodel = "models/small.gguf"\n')
    assert Path(load(folder, {}).settings.wording.model) == folder.parent / "models" / "small.gguf"

    project(folder.parent, '[wording]\nmodel = "small"\n')
    assert load(folder, {}).settings.wording.model == "small"


def test_texts_stand_for_pairs_and_lists() -> None:
    assert from_text("writing.targets", "client=low, stranger=raised") == {"client": "low", "stranger": "raised"}
    assert from_text("batch.skip", "old/**, *.bak") == ["old/**", "*.bak"]
    with pytest.raises(UsageError, match="pairs"):
        from_text("writing.targets", "low")


def test_every_key_is_explained_and_has_a_variable_of_its_own() -> None:
    assert len({variable(name) for name in names()}) == len(names())
    for key in described().values():
        assert key.meaning.endswith(".")
        assert key.takes


def test_the_nearest_key_is_found_with_or_without_its_group() -> None:
    assert nearest("caseloads") == "profile.caseload"
    assert nearest("writing.stratgy") == "writing.strategy"
    assert nearest("zzz") == ""


class TestChanging:
    def test_every_other_line_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "settings.toml"
        path.write_text(
            '# mine\n[writing]\naudience = "book" # for now\n\n[profile]\ncaseload = 12\n', encoding="utf-8"
        )

        set_key(path, "writing.voice", "client")
        set_key(path, "profile.caseload", "14")

        assert path.read_text(encoding="utf-8") == (
            '# mine\n[writing]\naudience = "book" # for now\nvoice = "client"\n\n[profile]\ncaseload = 14\n'
        )

    def test_what_is_set_is_what_is_read(self, folder: Path) -> None:
        given = {
            "writing.strategy": "omit",
            "writing.targets": "client=low,acquaintance=raised",
            "writing.max_risk": "30",
            "profile.name": 'Ines "Nes" Marlow \\ é',
            "screen.autosave": "true",
            "screen.keymap": "save=ctrl+s",
            "batch.skip": "old/**,*.bak",
        }
        for name, text in given.items():
            set_key(user_file(), name, text)

        settings = load(folder, {}).settings
        assert settings.writing.strategy is Strategy.OMIT
        assert settings.writing.targets == {Reader.CLIENT: "low", Reader.ACQUAINTANCE: "raised"}
        assert settings.writing.max_risk == 30
        assert settings.profile.name == given["profile.name"]
        assert settings.screen.autosave is True
        assert settings.screen.keymap == {"save": "ctrl+s"}
        assert settings.batch.skip == ("old/**", "*.bak")

        for name in given:
            unset_key(user_file(), name)
        assert load(folder, {}).settings == Settings()

    def test_a_wrong_value_changes_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "settings.toml"

        with pytest.raises(UsageError, match="whole number"):
            set_key(path, "profile.caseload", "many")
        with pytest.raises(UsageError, match="Did you mean"):
            unset_key(path, "profile.caselod")

        assert not path.exists()

    @pytest.mark.parametrize("layout", ['writing.audience = "book"\n', '[batch]\nskip = [\n"a",\n"b"]\n'])
    def test_a_layout_of_the_persons_own_is_left_to_them(self, tmp_path: Path, layout: str) -> None:
        path = tmp_path / "settings.toml"
        path.write_text(layout, encoding="utf-8")

        with pytest.raises(UsageError, match="yourself"):
            set_key(path, "batch.skip" if "skip" in layout else "writing.audience", "post")

        assert path.read_text(encoding="utf-8") == layout

    @pytest.mark.skipif(os.name == "nt", reason="permissions of another sort")
    def test_the_file_is_the_persons_alone_and_a_link_stays_a_link(self, tmp_path: Path) -> None:
        real, link = tmp_path / "dotfiles.toml", tmp_path / "settings.toml"
        real.write_text("", encoding="utf-8")
        link.symlink_to(real)

        set_key(link, "profile.town", "Otley")

        assert link.is_symlink()
        assert 'town = "Otley"' in real.read_text(encoding="utf-8")
        assert real.stat().st_mode & 0o777 == 0o600

    def test_keys_are_quoted_only_where_they_must_be(self) -> None:
        assert toml({"a-b": "x", "c d": True}) == '{a-b = "x", "c d" = true}'
