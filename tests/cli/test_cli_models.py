"""Models on the command line: adding, getting, checking, setting, removing, and what suits a machine."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.cli.text import size
from assistant.domain.errors import ModelError
from assistant.engine import library
from assistant.engine.catalogue import models_folder
from assistant.engine.embedded import FOLDER
from assistant.engine.offered import offer, offers, suited
from assistant.fetch.job import Finished, Job

if TYPE_CHECKING:
    from cli_tools import Discreet

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    """A tiny model."""
    import build_tiny_gguf

    path: Path = build_tiny_gguf.build(tmp_path / "small.gguf", "chain")
    return path


def test_without_models_it_says_how_to_get_one(discreet: Discreet) -> None:
    ran = discreet("models", "list")
    assert ran.code == 0
    assert "discreet models suggest" in ran.text
    assert str(models_folder()) in ran.text
    shown = discreet("models", "show", "nowhere")
    assert shown.code == 3
    assert "There is no model called nowhere." in shown.err


def test_a_model_is_added_shown_set_verified_and_removed(discreet: Discreet, gguf: Path) -> None:
    assert discreet("models", "add", gguf).text == f"{models_folder() / 'small.gguf'}\n"
    digest = hashlib.sha256(gguf.read_bytes()).hexdigest()
    assert digest in discreet("models", "show", "small").text
    assert discreet("models", "default", "small").code == 0
    assert discreet("models", "default").text == "small\n"
    assert "small (llama, 0.5 MB, licence CC0-1.0, used unless you say otherwise)" in discreet("models", "list").text
    assert "small: as it was installed" in discreet("models", "verify").text
    removed = discreet("models", "remove", "small")
    assert removed.code == 0
    assert "config unset wording.model" in removed.err
    assert gguf.exists()
    assert library.records() == {}


@pytest.mark.parametrize(
    ("count", "said"),
    [(481_000, "0.5 MB"), (9_960_000, "10 MB"), (27_400_000, "27 MB"), (999_600_000, "1.00 GB"), (2.1e9, "2.10 GB")],
)
def test_sizes_below_a_gigabyte_are_said_in_megabytes(count: int, said: str) -> None:
    assert size(int(count)) == said


def test_a_file_that_changed_is_named(discreet: Discreet, gguf: Path) -> None:
    discreet("models", "add", gguf)
    path = models_folder() / "small.gguf"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.unlink()
    path.write_bytes(content)
    ran = discreet("models", "verify", "small")
    assert ran.code == 1
    assert "CHANGED" in ran.text


def test_what_is_no_model_is_not_added(discreet: Discreet, tmp_path: Path, gguf: Path) -> None:
    (tmp_path / "page.gguf").write_text("<html>")
    ran = discreet("models", "add", tmp_path / "page.gguf")
    assert (ran.code, "not a complete model file" in ran.err) == (3, True)
    assert discreet("models", "add", tmp_path / "nowhere.gguf").code == 3
    discreet("models", "add", gguf)
    assert "installed already" in discreet("models", "add", gguf).err


@pytest.mark.parametrize("missing", [1, 40_000])
def test_a_download_that_broke_off_is_not_added(discreet: Discreet, gguf: Path, missing: int) -> None:
    gguf.write_bytes(gguf.read_bytes()[:-missing])
    ran = discreet("models", "add", gguf)
    assert (ran.code, "its last part is missing" in ran.err, "Fetch the file again" in ran.err) == (3, True, True)
    assert "No model is installed" in discreet("models", "list").text


def test_a_copy_is_made_where_no_second_name_can_be_given(
    gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = library.os.link

    def refuse(source: Path, target: Path) -> None:
        if str(target).endswith(".gguf"):
            raise OSError
        real(source, target)

    monkeypatch.setattr(library.os, "link", refuse)
    added = library.add(gguf, lambda *_: None, tmp_path / "folder")
    assert added.read_bytes() == gguf.read_bytes()
    assert sorted(each.name for each in added.parent.iterdir()) == ["installed.json", "small.gguf"]
    monkeypatch.setattr(library, "SPARE", 10**18)
    with pytest.raises(ModelError, match="than is free"):
        library.add(gguf, lambda *_: None, tmp_path / "other")


def test_pulling_shows_what_it_is_and_needs_a_yes(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[Job] = []

    def fetch(job: Job, progress: object) -> Finished:
        fetched.append(job)
        Path(job.target).write_bytes(b"GGUF")
        return Finished(job.sha256, 4)

    monkeypatch.setattr("assistant.cli.models_pulled.fetch", fetch)
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: SIM115 - nobody is there
    asked = discreet("models", "pull", "granite-4.0-micro")
    assert (asked.code, fetched) == (2, [])
    assert "about 2.10 GB, licence Apache-2.0" in asked.err
    assert "--yes" in asked.err
    got = discreet("models", "pull", "granite-4.0-micro", "--yes")
    assert got.code == 0
    (job,) = fetched
    assert job.url.startswith("https://")
    assert job.url.endswith("/ibm-granite_granite-4.0-micro-Q4_K_M.gguf")
    assert job.sha256 == offer("granite-4.0-micro").sha256  # type: ignore[union-attr]
    assert library.records()[Path(job.target).name].licence == "Apache-2.0"


def test_a_file_that_nobody_vouches_for_has_to_be_accepted(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.cli.models_pulled.fetch", lambda job, _: Finished("a" * 64, 4))
    assert "--unpinned" in discreet("models", "pull", "someone/model-GGUF/model.gguf", "--yes").err
    ran = discreet("models", "pull", "someone/model-GGUF/model.gguf", "--yes", "--unpinned")
    assert ran.code == 0
    assert "nobody but the other side vouches" in ran.err


@pytest.mark.parametrize(
    "name", ["nowhere", "../../etc/passwd.gguf", "a/b/../c.gguf", "a/b.bin", "https://x/y.exe", "a b/c/d.gguf", "-x"]
)
def test_names_that_lead_elsewhere_are_refused(discreet: Discreet, name: str) -> None:
    assert discreet("models", "pull", "--yes", "--unpinned", "--", name).code == 2


def test_another_hash_than_the_catalogue_s_is_refused(discreet: Discreet) -> None:
    assert discreet("models", "pull", "qwen3-0.6b", "--yes", "--sha256", "b" * 64).code == 2
    assert discreet("models", "pull", "qwen3-0.6b", "--yes", "--sha256", "short").code == 2


def test_the_catalogue_is_complete_and_its_page_is_too() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for each in offers():
        assert len(each.sha256) == 64
        assert each.memory_gb in (4, 8, 16)
        row = f"| {each.memory_gb} GB | `{each.name}` | {each.title} | {each.about_gb:.2f} GB | {each.licence} |"
        assert f"{row} `{each.repo}/{each.file}` | {each.note} |" in page
        assert each.about_gb < each.memory_gb
    assert {each.memory_gb for each in offers()} == {4, 8, 16}
    assert json.loads((FOLDER / "catalogue.json").read_text())["checked"] in page


def test_what_suits_grows_with_the_memory_and_is_never_too_large() -> None:
    sizes = [best.about_gb if (best := suited(gb * 10**9, 8)) else 0 for gb in range(1, 17)]
    assert sizes == sorted(sizes)
    assert sizes[0] == 0
    assert sizes[-1] > 4
    for gb in range(1, 17):
        best = suited(gb * 10**9, 8)
        assert best is None or (best.need < gb * 10**9 and best.open_licence)
    slow = suited(64 * 10**9, 2)
    assert slow is not None
    assert slow.about_gb <= 3
    assert suited(None, 8) is None


def test_suggestions_are_for_this_machine(discreet: Discreet) -> None:
    ran = discreet("models", "suggest")
    assert ran.code == 0
    assert "nobody here has downloaded" in ran.text
    assert "Nobody has measured yet" in ran.text


def test_a_model_that_can_not_be_measured_says_why(discreet: Discreet, gguf: Path) -> None:
    ran = discreet("models", "bench", gguf)
    assert ran.code == 3  # this one reads letter by letter, so the prompt is too long for it
    assert "prompt is too long" in ran.err


def test_the_only_model_is_taken_and_of_several_none(discreet: Discreet, gguf: Path) -> None:
    from assistant.prompt_wiring import model_path
    from assistant.settings.model import Settings

    discreet("models", "add", gguf)
    assert model_path(None, Settings()) == models_folder() / "small.gguf"
    other = gguf.with_name("other.gguf")
    other.write_bytes(gguf.read_bytes())
    discreet("models", "add", other)
    with pytest.raises(ModelError, match="none of those installed is set"):
        model_path(None, Settings())


@pytest.mark.parametrize("command", ["show", "default", "remove", "verify", "bench", "add"])
@pytest.mark.parametrize("name", ["~nobody-of-that-name/x.gguf", "x" * 300, ""])
def test_a_name_that_leads_nowhere_is_a_sentence(discreet: Discreet, command: str, name: str) -> None:
    ran = discreet("models", command, name)
    assert ran.code == 3
    assert "made a mistake" not in ran.err
    assert "--model" not in ran.err  # these commands have no such option


def test_a_model_that_only_reads_is_neither_added_nor_set(discreet: Discreet, tmp_path: Path) -> None:
    reader = tmp_path / "reader.gguf"
    reader.write_bytes((FOLDER / "tagger.gguf").read_bytes())
    for command in ("add", "default", "show"):
        ran = discreet("models", command, reader)
        assert (ran.code, "reader.gguf can only read, not word anything." in ran.err) == (3, True)
    assert "can't word text" in discreet("models", "bench", reader).err
    assert discreet("models", "show", "discreet-tagger").code == 0


def test_what_is_no_model_is_not_set(discreet: Discreet, tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("A draft.")
    ran = discreet("models", "default", tmp_path / "post.md")
    assert (ran.code, "not a complete model file" in ran.err) == (3, True)
    assert discreet("models", "default").text == "none\n"


def test_the_installed_file_is_meant_by_its_name_wherever_one_stands(
    discreet: Discreet, gguf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    discreet("models", "add", gguf)
    monkeypatch.chdir(gguf.parent)
    gguf.write_bytes(gguf.read_bytes()[:-1] + b"x")
    assert discreet("models", "remove", gguf.name).code == 0
    assert gguf.exists()


def test_what_was_installed_is_not_said_of_another_file_of_that_name(
    discreet: Discreet, gguf: Path, tmp_path: Path
) -> None:
    discreet("models", "add", gguf)
    other = tmp_path / "elsewhere" / gguf.name
    other.parent.mkdir()
    other.write_bytes(gguf.read_bytes() + b"x")
    assert "added from a file" not in discreet("models", "show", other).text
    assert "not known before" in discreet("models", "verify", other).text


def test_a_model_is_measured(discreet: Discreet, gguf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.prompting import parse_prompt
    from tests.tiny import SHORT_PROMPT

    monkeypatch.setattr("assistant.cli.models_measured.load_prompt", lambda: parse_prompt(SHORT_PROMPT))
    discreet("models", "add", gguf)
    ran = discreet("models", "bench", "small")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.text.splitlines()
    assert lines[0].startswith("tiny test model (llama, 0 million parameters, format chatml)")
    for number, start in enumerate(("Loading: ", "Reading the prompt ", "Wording 12 passages, "), start=1):
        assert lines[number].startswith(start)
    assert "tokens a second" in ran.text
    assert "Wording one passage again after a change: " in ran.text
    assert lines[-1].startswith("Memory at most: 0.")


def test_a_reason_for_a_smaller_model_is_given(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.cli.models_shown.available_memory", lambda: 32 * 10**9)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert "that fits and is not too slow for two cores: qwen3-4b (" in discreet("models", "suggest").text
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    assert "that fits: qwen3-4b-instruct-2507 (" in discreet("models", "suggest").text


def test_a_model_of_the_catalogue_is_meant_by_the_name_it_has_there(discreet: Discreet, gguf: Path) -> None:
    known = offer("granite-4.0-micro")
    assert known is not None
    discreet("models", "add", gguf.rename(gguf.with_name(known.file)))
    stem = known.file.removesuffix(".gguf")

    for name in ("granite-4.0-micro", f"{known.repo}/{known.file}", stem, known.file):
        assert str(models_folder() / known.file) in discreet("models", "show", name).text
        assert discreet("models", "default", name).code == 0
        assert discreet("models", "default").text == f"{stem}\n"
    assert f"{stem} (llama, 0.5 MB, licence CC0-1.0, used unless you say otherwise)" in discreet("models", "list").text
    assert "as it was installed" in discreet("models", "verify", "granite-4.0-micro").text
    removed = discreet("models", "remove", "granite-4.0-micro")
    assert (removed.code, "config unset wording.model" in removed.err) == (0, True)
    assert discreet("models", "show", "granite-4.0-micro").code == 3


@pytest.mark.parametrize("setting", ["small-4.0-q4", "small-4.0-q4.gguf"])
def test_a_name_with_dots_is_known_as_the_one_that_is_set(
    discreet: Discreet, gguf: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    discreet("models", "add", gguf.rename(gguf.with_name("small-4.0-q4.gguf")))
    discreet("models", "add", gguf.with_name("small-4.0-q4.gguf").rename(gguf.with_name("small-4.gguf")))
    monkeypatch.setenv("DISCREET_MODEL", setting)
    marked = [line for line in discreet("models", "list").text.splitlines() if "used unless you say otherwise" in line]

    assert [line.partition(" ")[0] for line in marked] == ["small-4.0-q4"]
    assert "still set" not in discreet("models", "remove", "small-4").err
    assert "still set" in discreet("models", "remove", "small-4.0-q4").err


def test_a_model_that_is_gone_is_named_and_can_be_forgotten(discreet: Discreet, gguf: Path) -> None:
    discreet("models", "add", gguf)
    discreet("models", "default", "small")
    (models_folder() / "small.gguf").unlink()
    for names in ((), ("small",), ("small.gguf",)):
        ran = discreet("models", "verify", *names)
        assert (ran.code, "GONE since it was installed" in ran.text) == (1, True)
    assert "The model that is set, small, is not here (your file: " in discreet("models", "list").text
    removed = discreet("models", "remove", "small")
    assert (removed.code, library.records()) == (0, {})
    assert "was gone already" in removed.err
    assert "config unset wording.model" in removed.err
    assert discreet("models", "verify").code == 0
    assert discreet("models", "remove", "small").code == 3


def test_a_record_never_leads_out_of_the_folder(discreet: Discreet, gguf: Path) -> None:
    discreet("models", "add", gguf)
    index = models_folder() / library.INDEX
    index.write_text(index.read_text().replace("small.gguf", "../small.gguf"))
    assert discreet("models", "remove", "../small").code == 3
    assert library.all_gone() == ()


def test_an_ending_in_capitals_is_an_ending(discreet: Discreet, gguf: Path) -> None:
    assert discreet("models", "add", gguf.rename(gguf.with_name("Large.GGUF"))).code == 0
    assert (models_folder() / "Large.gguf").exists()
    by_hand = (models_folder() / "Large.gguf").rename(models_folder() / "By Hand.GGUF")
    assert discreet("models", "show", "By Hand").code == 0
    assert discreet("models", "default", "By Hand").code == 0
    assert "By Hand: not known before" in discreet("models", "verify").text
    assert discreet("models", "remove", "By Hand").code == 0
    assert not by_hand.exists()


def test_advice_can_be_typed_as_it_stands(discreet: Discreet, gguf: Path) -> None:
    added = discreet("models", "add", gguf.rename(gguf.with_name("my model.gguf")))
    assert "discreet models default 'my model'" in added.err
    blob = gguf.with_name("my model.gguf").rename(gguf.with_name("blob.v1"))
    discreet("models", "add", blob)
    assert "discreet models remove blob.v1" in discreet("models", "add", blob).err
    assert discreet("models", "remove", "blob.v1").code == 0


@pytest.mark.parametrize("by", ["project", "environment"])
def test_what_comes_before_the_default_is_said(
    discreet: Discreet, gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    discreet("models", "add", gguf)
    if by == "project":
        monkeypatch.chdir(tmp_path)
        (tmp_path / "discreet.toml").write_text('[wording]\nmodel = "other"\n')
    else:
        monkeypatch.setenv("DISCREET_MODEL", "other")
    ran = discreet("models", "default", "small")
    assert ran.code == 0
    assert "In this folder something else comes first" in ran.err
    assert "Elsewhere small is used from now on." in ran.err


def test_a_model_whose_end_is_missing_is_not_set(discreet: Discreet, gguf: Path) -> None:
    gguf.write_bytes(gguf.read_bytes()[:-40_000])
    ran = discreet("models", "default", gguf)
    assert (ran.code, "its last part is missing" in ran.err) == (3, True)
    assert discreet("models", "default").text == "none\n"


@pytest.mark.parametrize("command", ["default", "remove"])
def test_what_came_with_discreet_is_said_to_have(discreet: Discreet, command: str) -> None:
    ran = discreet("models", command, "discreet-tagger")
    assert (ran.code, "came with discreet and works by itself" in ran.err) == (3, True)


def test_the_name_of_a_file_does_not_steer_the_terminal(discreet: Discreet, gguf: Path) -> None:
    discreet("models", "add", gguf.rename(gguf.with_name("sm\x1b[2Jall\u202e.gguf")))
    shown = discreet("models", "list").text
    assert "sm�[2Jall� (llama" in shown
    assert "\x1b" not in shown
