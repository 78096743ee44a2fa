"""`discreet rewrite`: where the text goes, what stays as it was, and what is said about it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest
from cli_tools import CASE, THEORY, Discreet, nothing, program

from assistant.cli.session import Session
from assistant.domain.ports import Answer, Status, Window
from assistant.engine.base import Report, WriterClient
from assistant.engine.failures import Failure

BUILD_MODEL = Path(__file__).resolve().parents[2] / "scripts" / "build_tiny_gguf.py"


def test_the_result_lies_beside_the_draft_which_is_not_changed(discreet: Discreet, case: Path) -> None:
    ran = discreet("rewrite", case)

    assert ran.code == 0
    assert case.read_text(encoding="utf-8") == CASE
    result = case.with_name("post.discreet.md").read_text(encoding="utf-8")
    assert "Araceli" not in result
    assert "Okafor" not in result
    assert "Rest is not a prize for finishing." in result


def test_where_no_screen_is_no_word_of_the_draft_is_printed(discreet: Discreet, case: Path) -> None:
    ran = discreet("rewrite", case)

    assert ran.out == b""
    assert "post.discreet.md" in ran.err
    assert not any(word in ran.err for word in ("Araceli", "Okafor", "paramedic", "Hebden", "driving"))


def test_show_prints_the_report_anywhere(discreet: Discreet, case: Path) -> None:
    ran = discreet("rewrite", case, "--show")

    for heading in ("WHAT WAS FOUND", "WHAT CHANGES", "WHO COULD TELL", "WHAT TO DO"):
        assert heading in ran.text
    assert "Okafor" in ran.text
    assert "\x1b" not in ran.text


def test_quiet_says_nothing_at_all(discreet: Discreet, case: Path) -> None:
    ran = discreet("rewrite", case, "--quiet", "--show")

    assert (ran.code, ran.out, ran.err) == (0, b"", "")
    assert case.with_name("post.discreet.md").exists()


def test_a_file_can_go_to_standard_output(discreet: Discreet, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case.parent)
    ran = discreet("rewrite", case, "--out", "-", "--quiet")

    assert ran.code == 0
    assert b"Rest is not a prize for finishing." in ran.out
    assert [path.name for path in case.parent.iterdir() if path.is_file()] == [case.name]


def test_a_word_document_cannot_go_to_standard_output(discreet: Discreet, tmp_path: Path) -> None:
    ran = discreet("rewrite", tmp_path / "notes.docx", "--out", "-")

    assert ran.code == 2
    assert "standard output" in ran.err


def test_standard_input_becomes_standard_output() -> None:
    ran = program("rewrite", "-", given=CASE.encode())

    assert ran.code == 0
    assert "Araceli" not in ran.text
    assert ran.text.endswith("Rest is not a prize for finishing.\n")
    assert "Risk:" in ran.err


@pytest.mark.parametrize(
    "given",
    [
        THEORY.encode(),
        THEORY.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + THEORY.encode(),
        THEORY.strip().encode(),
    ],
    ids=["plain", "crlf", "byte order mark", "no final line end"],
)
def test_a_draft_about_nobody_comes_back_byte_for_byte(given: bytes) -> None:
    assert program("rewrite", "-", "--quiet", given=given).out == given


def test_the_same_draft_gives_the_same_bytes(discreet: Discreet, case: Path) -> None:
    discreet("rewrite", case, "--out", case.with_name("one.md"))
    discreet("rewrite", case, "--out", case.with_name("two.md"))

    assert case.with_name("one.md").read_bytes() == case.with_name("two.md").read_bytes()


def test_an_earlier_result_is_replaced_but_no_other_file(discreet: Discreet, case: Path) -> None:
    earlier = case.with_name("post.discreet.md")
    earlier.write_text("earlier", encoding="utf-8")
    other = case.with_name("diary.md")
    other.write_text("my diary", encoding="utf-8")

    assert discreet("rewrite", case).code == 0
    assert earlier.read_text(encoding="utf-8") != "earlier"
    refused = discreet("rewrite", case, "--out", other)
    assert refused.code == 4
    assert "exists already" in refused.err
    assert other.read_text(encoding="utf-8") == "my diary"


def test_a_file_name_that_tells_is_not_repeated(discreet: Discreet, tmp_path: Path) -> None:
    draft = tmp_path / "araceli-okafor.md"
    draft.write_text(CASE, encoding="utf-8")

    ran = discreet("rewrite", draft)

    assert ran.code == 0
    assert [p.name for p in tmp_path.glob("*.discreet.md")] == ["draft-1.discreet.md"]


def test_marks_are_left_out_and_what_they_hold_stays(discreet: Discreet, tmp_path: Path) -> None:
    draft = tmp_path / "marked.md"
    draft.write_text(CASE.replace("paramedic", "{keep: paramedic}").replace("Rest is", "{point: Rest} is"), "utf-8")

    discreet("rewrite", draft, "--strategy", "generalise")

    result = (tmp_path / "marked.discreet.md").read_text(encoding="utf-8")
    assert "paramedic" in result
    assert "Rest is not a prize" in result
    assert "{" not in result


def test_words_to_keep_can_come_from_a_file(discreet: Discreet, case: Path) -> None:
    keep = case.with_name("keep.txt")
    keep.write_text("\ufeffparamedic\n\n", encoding="utf-8")

    discreet("rewrite", case, "--strategy", "generalise", "--keep-file", keep)

    assert "paramedic" in case.with_name("post.discreet.md").read_text(encoding="utf-8")


def test_what_changed_can_go_to_a_file(discreet: Discreet, case: Path) -> None:
    changes = case.with_name("changes.txt")

    assert discreet("rewrite", case, "--diff", changes).code == 0
    assert "Okafor" in changes.read_text(encoding="utf-8")


def test_standard_output_holds_one_thing(discreet: Discreet, case: Path) -> None:
    for together in (("--json", "--show"), ("--json", "--diff", "-"), ("--show", "--diff", "-")):
        refused = discreet("rewrite", case, *together)
        assert refused.code == 2
        assert "one thing" in refused.err
        assert refused.out == b""
    assert not case.with_name("post.discreet.md").exists()


def test_json_is_one_document_with_the_text(discreet: Discreet, case: Path) -> None:
    ran = discreet("rewrite", case, "--json")

    document = json.loads(ran.out)
    result = case.with_name("post.discreet.md")
    assert document["text"] == result.read_text(encoding="utf-8")
    assert document["file"] == str(case)
    assert document["written"] == str(result)
    assert document["risk"]["before"]["score"] > document["risk"]["after"]["score"]


def test_json_of_standard_input_writes_no_file() -> None:
    ran = program("rewrite", "-", "--json", given=CASE.encode())

    document = json.loads(ran.out)
    assert document["file"] == "-"
    assert document["written"] is None
    assert "Araceli" not in document["text"]


def test_a_model_words_passages_and_is_named_in_the_document(discreet: Discreet, case: Path, tmp_path: Path) -> None:
    model = tmp_path / "tiny.gguf"
    subprocess.run([sys.executable, str(BUILD_MODEL), str(model), "--kind", "chain"], check=True, capture_output=True)

    with_model = program("rewrite", case, "--model", model, "--json")
    without = discreet("rewrite", case, "--model", model, "--no-model", "--json")

    assert with_model.code == 0
    named = json.loads(with_model.out)["versions"]["model"]
    assert f"sha256:{hashlib.sha256(model.read_bytes()).hexdigest()}" in named
    assert json.loads(without.out)["versions"]["model"] == "none"


def test_a_model_that_fails_is_told_of_and_costs_no_draft(discreet: Discreet, case: Path) -> None:
    class _Fails(WriterClient):
        def __init__(self) -> None:
            self.report = Report(Failure.CRASHED)

        def propose(self, windows: Sequence[Window]) -> list[Answer]:
            return [Answer(None, Status.FAILED) for _ in windows]

        def score(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
            return [None for _ in pairs]

    session = Session(open_model=lambda *_: nullcontext(_Fails()), confine=nothing)
    ran = discreet("rewrite", case, "--model", "any.gguf", session=session)

    assert ran.code == 0
    assert "The model stopped unexpectedly." in ran.err
    assert "Araceli" not in case.with_name("post.discreet.md").read_text(encoding="utf-8")
