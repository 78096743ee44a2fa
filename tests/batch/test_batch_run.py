"""The batch over parts in memory: what is written when, what is left alone, what a second run does."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assistant.batch.run import InterruptedRunError, Plan, run
from assistant.batch.values import Looked, Report
from assistant.batch_wiring import _check, _Codec
from assistant.composition import draft_of, pipeline_with
from assistant.domain.risk import Background, Tier
from assistant.pipeline import Options
from assistant.reports.batch_json import document
from assistant.reports.batch_text import total
from assistant.risk.portrait import portraits
from tests.batch.fakes import Drafts, Hands, Notes, Results

FILES: dict[str, bytes | None] = {"a.txt": b"one", "b/c.txt": b"two", "d.txt": b"three"}


def go(
    drafts: Drafts,
    results: Results,
    notes: Notes,
    hands: Hands | None = None,
    *,
    setup: bytes = b"setup",
    resume: bool = True,
    fail_fast: bool = False,
    stop_after: int = 10_000,
    reviews: Results | None = None,
    one_work: bool = False,
) -> Report:
    """One run; it is asked to stop after so many questions whether it should."""
    asked = iter(range(stop_after))
    plan = Plan(drafts, hands or Hands(), setup, Background(), (), results, reviews, notes, resume, fail_fast, one_work)
    return run(plan, lambda _: None, lambda: next(asked, None) is None)


def test_every_draft_is_written_under_its_name_and_noted_before() -> None:
    results = Results()
    report = go(Drafts(FILES), results, Notes(results))

    assert results.files == {"a.txt": b"ONE", "b/c.txt": b"TWO", "d.txt": b"THREE"}
    assert results.steps == [
        "note a.txt", "write a.txt", "note b/c.txt", "write b/c.txt", "note d.txt", "write d.txt",
    ]  # fmt: skip
    assert report.failed == 0


def test_what_is_told_does_not_depend_on_the_order_of_the_work() -> None:
    results, others = Results(), Results()
    forwards = go(Drafts(FILES), results, Notes(results))
    backwards = go(Drafts(FILES), others, Notes(others), Hands(backwards=True))

    assert forwards == backwards
    assert results.files == others.files


def test_a_second_run_makes_nothing_again() -> None:
    results = Results()
    notes = Notes(results)
    first = go(Drafts(FILES), results, notes)
    results.steps.clear()
    second = go(Drafts(FILES), results, notes)

    assert results.steps == []
    assert second.again == 3
    assert second.drafts == first.drafts


@pytest.mark.parametrize(
    ("files", "setup"),
    [({**FILES, "d.txt": b"changed"}, b"setup"), (FILES, b"another model")],
    ids=["another text", "another setup"],
)
def test_what_changed_is_made_again_and_replaces_what_is_ours(files: dict[str, bytes | None], setup: bytes) -> None:
    results = Results()
    notes = Notes(results)
    go(Drafts(FILES), results, notes)
    report = go(Drafts(files), results, notes, setup=setup)

    assert report.failed == 0
    assert results.files["d.txt"] == (files["d.txt"] or b"").upper()


def test_without_resume_all_is_made_again() -> None:
    results = Results()
    notes = Notes(results)
    go(Drafts(FILES), results, notes)

    assert go(Drafts(FILES), results, notes, resume=False).again == 0


def test_a_result_that_was_changed_by_hand_is_never_replaced() -> None:
    results = Results()
    notes = Notes(results)
    go(Drafts(FILES), results, notes)
    results.files["a.txt"] = b"mine"
    report = go(Drafts(FILES), results, notes)

    assert results.files["a.txt"] == b"mine"
    assert report.failed == 1
    assert "changed it by hand" in report.drafts[0].message


def test_a_file_of_somebody_else_is_never_replaced() -> None:
    results = Results({"a.txt": b"theirs"})
    report = go(Drafts(FILES), results, Notes(results))

    assert results.files["a.txt"] == b"theirs"
    assert [each.failed for each in report.drafts] == [True, False, False]


def test_a_result_written_just_before_the_end_is_taken_up_again() -> None:
    results = Results()
    notes = Notes(results)
    go(Drafts(FILES), results, notes)
    del results.files["d.txt"]  # noted, not written: the run was killed between the two
    report = go(Drafts(FILES), results, notes)

    assert results.files["d.txt"] == b"THREE"
    assert report.failed == 0


def test_drafts_that_vanish_or_break_stop_no_other() -> None:
    results = Results()
    files: dict[str, bytes | None] = {"a.txt": None, "b.txt": b"breaks", "c.txt": b"fine"}
    report = go(Drafts(files), results, Notes(results))

    assert [each.message for each in report.drafts] == [
        "It was gone before it could be read. Run this again.", "It broke.", "",
    ]  # fmt: skip
    assert results.files == {"c.txt": b"FINE"}


def test_a_full_disk_is_a_sentence_for_each_draft() -> None:
    results = Results(full=True)
    report = go(Drafts(FILES), results, Notes(results))

    assert report.failed == 3
    assert all("No space left" in each.message for each in report.drafts)


def test_fail_fast_begins_nothing_after_a_failure() -> None:
    results = Results()
    files: dict[str, bytes | None] = {"a.txt": b"breaks", **{f"{n}.txt": b"x" for n in range(9)}}
    report = go(Drafts(files), results, Notes(results), Hands(places=1), fail_fast=True)

    assert report.unseen == 9
    assert results.files == {}


def test_being_asked_to_stop_ends_between_two_writes() -> None:
    results = Results()
    with pytest.raises(InterruptedRunError):
        go(Drafts(FILES), results, Notes(results), Hands(places=1), stop_after=3)

    assert list(results.files) == ["a.txt"]


def test_a_name_that_tells_is_not_repeated_and_takes_no_other_ones() -> None:
    results = Results()
    files: dict[str, bytes | None] = {"maria.txt": b"one", "draft-1.txt": b"two"}
    go(Drafts(files), results, Notes(results), Hands(telling_names=True))

    assert sorted(results.files.values()) == [b"ONE", b"TWO"]
    assert "maria.txt" not in results.files
    assert len(results.files) == 2


def test_without_a_target_nothing_is_written_and_all_is_told() -> None:
    plan = Plan(Drafts(FILES), Hands(), b"", Background(), ())
    report = run(plan, lambda _: None, lambda: False)

    assert [each.written for each in report.drafts] == [None, None, None]
    assert report.failed == 0


WORD: dict[str, bytes | None] = {"a.docx": b"one", "b.txt": b"two"}


def test_copies_for_review_go_to_their_own_folder_and_say_so_in_their_names() -> None:
    results, reviews = Results(), Results()
    report = go(Drafts(WORD), results, Notes(results), reviews=reviews)

    assert results.files == {"a.docx": b"ONE", "b.txt": b"TWO"}
    assert reviews.files == {"a CONTAINS ORIGINAL for review.docx": b"was one"}
    assert [each.review for each in report.drafts] == ["a CONTAINS ORIGINAL for review.docx", None]


def test_a_copy_for_review_that_is_missing_is_made_and_one_that_is_there_is_not() -> None:
    results, reviews = Results(), Results()
    notes = Notes(results)
    go(Drafts(WORD), results, notes)
    first = go(Drafts(WORD), results, notes, reviews=reviews)
    reviews.steps.clear()
    second = go(Drafts(WORD), results, notes, reviews=reviews)

    assert (first.again, second.again) == (1, 2)
    assert reviews.files == {"a CONTAINS ORIGINAL for review.docx": b"was one"}
    assert reviews.steps == []


def test_a_copy_for_review_that_somebody_worked_in_is_never_replaced() -> None:
    results, reviews = Results(), Results()
    notes = Notes(results)
    go(Drafts(WORD), results, notes, reviews=reviews)
    reviews.files = {"a CONTAINS ORIGINAL for review.docx": b"reviewed"}
    report = go(Drafts(WORD), results, notes, reviews=reviews)

    assert list(reviews.files.values()) == [b"reviewed"]
    assert [each.failed for each in report.drafts] == [True, False]


def test_chapters_of_one_work_are_all_looked_through_before_the_first_is_written() -> None:
    results, hands = Results(), Hands()
    report = go(Drafts(FILES), results, Notes(results), hands, one_work=True)

    assert [job.chapter for job in hands.given] == [True] * 3 + [False] * 3
    assert hands.work is not None
    assert report.one_work


def test_what_chapters_come_to_together_does_not_depend_on_the_order_of_the_work() -> None:
    works = []
    for backwards in (False, True):
        results, hands = Results(), Hands(backwards=backwards)
        go(Drafts(FILES), results, Notes(results), hands, one_work=True)
        works.append(hands.work)

    assert works[0] == works[1]


def test_a_chapter_that_changes_the_work_has_all_of_them_made_again() -> None:
    results = Results()
    notes = Notes(results)
    go(Drafts({"a.txt": b"one"}), results, notes, one_work=True)

    assert go(Drafts({"a.txt": b"one"}), results, notes, one_work=True).again == 1
    assert go(Drafts({"0.txt": b"two", "a.txt": b"one"}), results, notes, one_work=True).again == 0


def test_a_chapter_that_can_not_be_read_stops_no_other() -> None:
    results = Results()
    files: dict[str, bytes | None] = {"a.txt": None, "b.txt": b"breaks", "c.txt": b"fine"}
    report = go(Drafts(files), results, Notes(results), one_work=True)

    assert [each.failed for each in report.drafts] == [True, True, False]
    assert results.files == {"c.txt": b"FINE"}


def test_where_a_draft_failed_nothing_is_said_of_the_highest_risk() -> None:
    results = Results()
    files: dict[str, bytes | None] = {"a.txt": b"breaks", "b.txt": b"fine"}
    report = go(Drafts(files), results, Notes(results))

    assert report.worst is Tier.CANNOT_TELL
    assert total(report).endswith("Highest risk left: Cannot tell.")
    assert document(report)["totals"]["worst"] == Tier.CANNOT_TELL.word
    assert total(go(Drafts(FILES), Results(), Notes(Results()))).endswith("Highest risk left: Low.")


def test_where_a_draft_was_not_looked_at_nothing_is_said_of_the_highest_risk() -> None:
    results = Results()
    report = go(Drafts(FILES), results, Notes(results))

    assert replace(report, unseen=1).worst is Tier.CANNOT_TELL


def test_a_look_that_can_not_tell_closes_what_drafts_tell_together() -> None:
    text = "My client is a 34-year-old paramedic. She has twins."
    seen = portraits(pipeline_with(None).check(draft_of(text, "text"), Options(case=True)).details)
    results = Results()
    notes = Notes(results)
    files: dict[str, bytes | None] = {"a.txt": b"one", "b.txt": b"two"}
    first = go(Drafts(files), results, notes, Hands(looked=Looked(seen, seen, ())))
    again = go(Drafts(files), results, notes, Hands(looked=Looked(seen, seen, (), closed=True)))

    assert again.again == 2
    assert [group.joint.overall for group in first.groups] != [Tier.CANNOT_TELL]
    assert [group.joint.overall for group in again.groups] == [Tier.CANNOT_TELL]


def test_what_was_made_without_an_answer_is_made_again_until_there_is_one() -> None:
    results = Results()
    notes = Notes(results)
    first = go(Drafts(FILES), results, notes, Hands(whole=False))
    second, third = (go(Drafts(FILES), results, notes) for _ in range(2))

    assert (first.unanswered, first.failed) == (3, 0)
    assert (second.unanswered, second.again, second.failed) == (0, 0, 0)
    assert third.again == 3


def test_an_older_journal_is_believed_to_have_had_every_answer() -> None:
    results = Results()
    notes = Notes(results)
    go(Drafts(FILES), results, notes)
    codec = _Codec()
    for at, entry in enumerate(notes.entries):
        known = json.loads(codec.dump(entry).partition(b" ")[2])
        del known["whole"], known["number"]
        body = json.dumps(known).encode()
        older = codec.load(_check(body) + b" " + body)
        assert older is not None
        notes.entries[at] = older

    assert go(Drafts(FILES), results, notes).again == 3
