"""What results are called whose drafts' names tell too much, or are no letters, from one run to the next."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.batch.run import Plan, run
from assistant.batch.values import Report
from assistant.domain.risk import Background
from tests import odd_names
from tests.batch import faults
from tests.batch.fakes import Drafts, Hands, Notes, Results

Files = dict[str, bytes | None]
MARIA: Files = {"maria.txt": b"one", "nina.txt": b"two"}


class Folder:
    """One output folder with its journal, over several runs; every name tells somebody's."""

    def __init__(self) -> None:
        self.results = Results()
        self.notes = Notes(self.results)

    def run(self, files: Files, *, backwards: bool = False, resume: bool = True) -> Report:
        hands = Hands(telling_names=True, backwards=backwards)
        plan = Plan(Drafts(files), hands, b"setup", Background(), (), self.results, None, self.notes, resume)
        return run(plan, lambda _: None, lambda: False)


def test_a_draft_that_comes_before_the_others_moves_none_of_their_results() -> None:
    folder = Folder()
    folder.run(MARIA)
    report = folder.run({"anna.txt": b"new", **MARIA})

    assert report.failed == 0
    assert report.again == 2
    assert folder.results.files["draft-1.txt"] == b"ONE"
    assert folder.results.files["draft-2.txt"] == b"TWO"
    assert sorted(folder.results.files.values()) == [b"NEW", b"ONE", b"TWO"]
    assert folder.run({"anna.txt": b"new", **MARIA}).again == 3


def test_a_draft_keeps_its_number_when_it_or_its_neighbours_change_or_are_left_out() -> None:
    folder = Folder()
    folder.run(MARIA)
    alone = folder.run({"nina.txt": b"two"})
    changed = folder.run({"nina.txt": b"changed"})
    anew = folder.run({"nina.txt": b"changed"}, resume=False)

    assert [(r.failed, r.again) for r in (alone, changed, anew)] == [(0, 1), (0, 0), (0, 0)]
    assert folder.results.files == {"draft-1.txt": b"ONE", "draft-2.txt": b"CHANGED"}


def test_the_number_of_a_draft_that_is_gone_is_not_given_to_another() -> None:
    folder = Folder()
    folder.run(MARIA)
    report = folder.run({"olga.txt": b"three", "petra.txt": b"four"})

    assert report.failed == 0
    assert sorted(folder.results.files.values()) == [b"FOUR", b"ONE", b"THREE", b"TWO"]


def test_the_number_of_a_draft_whose_result_is_gone_is_kept_for_it() -> None:
    for backwards in (False, True):
        folder = Folder()
        folder.run(MARIA)
        folder.results.files.clear()
        folder.run({"anna.txt": b"new", **MARIA}, backwards=backwards)

        assert folder.results.files["draft-1.txt"] == b"ONE"
        assert folder.results.files["draft-2.txt"] == b"TWO"


def test_a_numbered_result_that_was_changed_by_hand_is_never_replaced() -> None:
    folder = Folder()
    folder.run(MARIA)
    folder.results.files["draft-1.txt"] = b"mine"
    report = folder.run(MARIA)

    assert folder.results.files == {"draft-1.txt": b"mine", "draft-2.txt": b"TWO"}
    assert "changed it by hand" in report.drafts[0].message


def test_somebody_else_s_file_of_that_name_is_passed_over() -> None:
    folder = Folder()
    folder.results.files["draft-1.txt"] = b"theirs"
    report = folder.run(MARIA)

    assert report.failed == 0
    assert folder.results.files == {"draft-1.txt": b"theirs", "draft-2.txt": b"TWO", "draft-3.txt": b"ONE"}
    assert folder.run(MARIA).again == 2


def test_a_number_is_given_up_where_a_draft_is_called_so_now() -> None:
    folder = Folder()
    folder.run(MARIA)
    report = folder.run({"draft-2.txt": b"own", **MARIA, "nina.txt": b"changed"})

    assert report.failed == 0
    assert [each.written for each in report.drafts] == ["draft-4.txt", "draft-1.txt", "draft-3.txt"]
    assert folder.results.files["draft-2.txt"] == b"TWO", "what an earlier run wrote stays"


def test_a_name_that_is_no_letters_is_no_more_than_a_name(tmp_path: Path) -> None:
    source = tmp_path / "drafts"
    source.mkdir()
    odd = os.fsdecode(b"caf\xe9.txt")
    odd_names.write(source / odd, "Rest is not a prize.\n")
    (source / "plain.txt").write_text("Rest is not a prize.\n", "utf-8")
    report = faults.go(source, tmp_path / "out")

    assert report.failed == 0
    assert (tmp_path / "out" / odd).read_text("utf-8") == "Sleep is not a prize.\n"
    assert faults.go(source, tmp_path / "out").again == 2
