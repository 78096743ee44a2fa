"""Drafts with marks in them become drafts with labels beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.evaluation import marked

SOURCE = """audience: blog
voice: author
region: uk
benign: false
tiers: low low raised
must_stay: Be late | nobody wrote this | fell asleep
note: invented
---
# Late

⟦sex|client|A man⟧ ⟦event|client|fell asleep at ⟦place|client|Hythe⟧⟧, ⟦family -|relative|his sister⟧ said. Be late.
⟦sex|client|A man⟧ of ⟦age|client|71⟧.
"""


def test_marks_become_details_in_reading_order_once_each() -> None:
    text, label = marked.label_of(SOURCE)

    assert text == "# Late\n\nA man fell asleep at Hythe, his sister said. Be late.\nA man of 71.\n"
    assert [(d["text"], d["kind"], d["directness"], d["must_go"]) for d in label["details"]] == [
        ("A man", "sex", "quasi", False),
        ("fell asleep at Hythe", "event", "episodic", True),
        ("Hythe", "place", "quasi", True),
        ("his sister", "family", "quasi", False),
        ("71", "age", "quasi", True),
    ]
    assert label["details"][3]["subject"] == "relative"


def test_points_that_are_not_there_or_must_go_are_dropped_and_tiers_are_put_in_order() -> None:
    _, label = marked.label_of(SOURCE)

    assert label["must_stay"] == ["Be late"]
    assert label["tiers"] == {"client": "raised", "acquaintance": "raised", "stranger": "raised"}


@pytest.mark.parametrize(
    "body", ["⟦sex|client|A man", "A man⟧", "⟦A man⟧", "⟦sex|A man⟧"], ids=["open", "shut", "bare", "no subject"]
)
def test_a_mark_that_is_not_whole_is_refused(body: str) -> None:
    with pytest.raises(marked.MarkingError):
        marked.label_of(SOURCE.partition("---\n")[0] + "---\n" + body)


def test_a_folder_is_written_and_what_fails_is_named_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(SOURCE + "⟦age|client|secret", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["marked", str(tmp_path), str(tmp_path / "out")])

    marked.main()

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["good.json", "good.md"]
    assert json.loads((tmp_path / "out" / "good.json").read_text(encoding="utf-8"))["audience"] == "blog"
    said = capsys.readouterr().out
    assert "bad.txt: a mark is not closed" in said
    assert "secret" not in said
