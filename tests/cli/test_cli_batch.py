"""`discreet batch` and `discreet archive` as people call them: reports of every sort, codes, refusals, no words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.documents import made
from tests.documents.test_archive_of_posts import script, tweet
from tests.documents.test_crafted_files import CRAFTED

if TYPE_CHECKING:
    from cli_tools import Discreet

CANARY = "Zanthorpe"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "drafts"
    (source / "sub").mkdir(parents=True)
    (source / "a.md").write_text(f"My client {CANARY}, a 34-year-old paramedic with twins, cried today.\n", "utf-8")
    (source / "sub" / "b.txt").write_text("My patient is a 34-year-old paramedic. She has twins.\n", "utf-8")
    (source / "theory.md").write_text("Silence can help.\n", "utf-8")
    (source / "broken.docx").write_bytes(b"nothing")
    (source / "picture.png").write_bytes(b"\x89PNG")
    (source / "link.md").symlink_to(source / "a.md")
    return source


def test_results_mirror_the_folder_and_the_drafts_stay(discreet: Discreet, folder: Path, tmp_path: Path) -> None:
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    ran = discreet("batch", folder, "--out", tmp_path / "out", "--jobs", "1")

    assert ran.code == 4
    assert sorted(str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*.*") if p.is_file()) == [
        ".discreet-journal.jsonl", ".discreet-lock", "a.md", "sub/b.txt", "theory.md",
    ]  # fmt: skip
    assert CANARY not in (tmp_path / "out" / "a.md").read_text("utf-8")
    assert "broken.docx: failed." in ran.text
    assert "link.md: not read. It is a link" in ran.text
    assert "one other file was left alone" in " ".join(ran.text.split())
    assert "about one person" in " ".join(ran.text.split())
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("format_", ["text", "json", "lines", "html", "sarif"])
def test_no_report_holds_words_of_drafts_unless_asked(
    discreet: Discreet, folder: Path, tmp_path: Path, format_: str
) -> None:
    arguments = ("batch", folder, "--out", tmp_path / "out", "--jobs", "1", "--case", "--strategy", "generalise")
    ran = discreet(*arguments, "--format", format_, "--receipt", tmp_path / "receipt.discreet.json")

    assert ran.code == 4
    assert CANARY not in ran.text + ran.err
    receipt = (tmp_path / "receipt.discreet.json").read_text("utf-8")
    assert CANARY not in receipt
    assert "a.md" not in receipt


def test_originals_are_in_a_report_that_asks_for_them(discreet: Discreet, folder: Path, tmp_path: Path) -> None:
    page = discreet("batch", folder, "--dry-run", "--jobs", "1", "--format", "html", "--include-originals").text

    assert "<del>" in page
    assert CANARY in page
    assert "holds the words of your drafts" in page


def test_the_page_can_neither_run_nor_fetch_anything(discreet: Discreet, folder: Path) -> None:
    (folder / "<script>alert(1)<.md").write_text("Silence can help.\n", "utf-8")
    page = discreet("batch", folder, "--dry-run", "--jobs", "1", "--format", "html").text

    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href|action)=|url\(|@import|https?:", page)


def test_the_json_has_the_keys_that_the_page_of_the_docs_explains(discreet: Discreet, folder: Path) -> None:
    document = json.loads(discreet("batch", folder, "--dry-run", "--jobs", "1", "--format", "json").out)
    explained = (Path(__file__).parents[2] / "docs" / "batch-schema.md").read_text("utf-8")
    told = next(draft for draft in document["drafts"] if draft["status"] == "done")

    for key in (*document, *told, *document["mosaic"][0], *document["totals"]):
        assert f"`{key}`" in explained


@pytest.mark.parametrize("relative", [True, False])
def test_paths_for_editors_and_review_tools_lead_to_the_files(
    discreet: Discreet, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, relative: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    source, out = (Path("drafts"), Path("out")) if relative else (folder, tmp_path / "out")
    arguments = ("batch", source, "--out", out, "--jobs", "1", "--audience", "teaching", "--target", "client=high")
    lines = discreet(*arguments, "--format", "lines").text.splitlines()
    run = json.loads(discreet(*arguments, "--format", "sarif").out)["runs"][0]
    notices = run["invocations"][0]["toolExecutionNotifications"]

    def uris(entries: list[dict[str, Any]]) -> list[str]:
        return [entry["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for entry in entries]

    assert len(lines) == len(run["results"]) > 0
    assert all(Path(line.partition(":")[0]).is_file() for line in lines)
    assert all(line.startswith(str(out)) for line in lines)
    for uri in uris([*run["results"], *notices]):
        assert uri.startswith("file:///") is not relative
        assert Path(uri.removeprefix("file://")).is_file()


def test_settings_of_a_folder_below_are_said_not_to_be_used(discreet: Discreet, folder: Path) -> None:
    arguments = ("batch", folder, "--dry-run", "--jobs", "1", "--rules-only")
    (folder / "discreet.toml").write_text("", "utf-8")
    assert "Not used" not in discreet(*arguments).err
    (folder / "sub" / "discreet.toml").write_text("", "utf-8")

    assert "Not used: sub/discreet.toml, nor a glossary beside it." in discreet(*arguments).err
    assert "Not used" not in discreet(*arguments, "--exclude", "sub").err
    assert "Not used" not in discreet(*arguments, "--quiet").err


def test_a_glossary_is_no_draft(discreet: Discreet, folder: Path) -> None:
    arguments = ("batch", folder, "--dry-run", "--jobs", "1", "--rules-only")
    for place in (folder, folder / "sub"):
        (place / "glossary.txt").write_text("never: EMDR\n", "utf-8")
    ran = discreet(*arguments)

    assert "glossary.txt:" not in ran.text
    assert "3 other files were left alone" in " ".join(ran.text.split())
    assert "Passed over as glossaries and no drafts: glossary.txt, sub/glossary.txt." in ran.err
    assert "Passed over as a glossary and no draft: glossary.txt." in discreet(*arguments, "--exclude", "sub").err
    assert "Passed over" not in discreet(*arguments, "--include", "*.md").err
    assert "Passed over" not in discreet(*arguments, "--quiet").err


def test_a_folder_is_left_out_by_its_name(discreet: Discreet, folder: Path) -> None:
    arguments = ("batch", folder, "--dry-run", "--jobs", "1", "--rules-only")

    assert "sub/b.txt" in discreet(*arguments).text
    assert "b.txt" not in discreet(*arguments, "--exclude", "sub").text
    (folder / "discreet.toml").write_text('[batch]\nskip = ["sub/"]\n', "utf-8")
    assert "b.txt" not in discreet(*arguments).text


def test_sarif_knows_a_finding_again_and_tells_no_words(discreet: Discreet, folder: Path, tmp_path: Path) -> None:
    arguments = ("batch", folder, "--out", tmp_path / "out", "--jobs", "1", "--format", "sarif")
    first, second = (json.loads(discreet(*arguments, "--audience", "teaching").out) for _ in range(2))

    assert first == second
    assert first["version"] == "2.1.0"
    for result in first["runs"][0]["results"]:
        assert re.fullmatch("[0-9a-f]{40}", result["partialFingerprints"]["discreetKeyed/v1"])


@pytest.mark.parametrize(
    ("out", "sentence"),
    [
        ("drafts/out", "inside the folder of the drafts"),
        ("drafts", "inside"),
        (".", "inside the folder for the results"),
    ],
)
def test_folders_that_lie_in_each_other_are_refused(
    discreet: Discreet, folder: Path, tmp_path: Path, out: str, sentence: str
) -> None:
    ran = discreet("batch", folder, "--out", tmp_path / out)

    assert ran.code == 2
    assert sentence in ran.err


@pytest.mark.parametrize(
    "arguments",
    [(), ("--changed-since", "yesterday-ish", "--dry-run"), ("--format", "pdf", "--dry-run")],
    ids=["no place for results", "no time", "no format"],
)
def test_what_means_nothing_is_refused(discreet: Discreet, folder: Path, arguments: tuple[str, ...]) -> None:
    assert discreet("batch", folder, *arguments).code == 2


def test_patterns_choose_files(discreet: Discreet, folder: Path) -> None:
    ran = discreet(
        "batch", folder, "--dry-run", "--jobs", "1", "--include", "*.md", "--exclude", "theory*", "--exclude", "link*"
    )

    assert ran.code == 0
    assert "a.md" in ran.text
    assert "theory" not in ran.text


def test_too_much_risk_alone_or_together_ends_with_1(discreet: Discreet, folder: Path) -> None:
    for name in ("broken.docx", "link.md"):
        (folder / name).unlink()
    arguments = ("batch", folder, "--dry-run", "--jobs", "1", "--rules-only")

    assert discreet(*arguments).code == 0
    assert discreet(*arguments, "--max-risk", "high").code == 1  # rules alone can't tell, which is above every limit


def test_a_document_says_what_is_not_in_its_result(discreet: Discreet, folder: Path, tmp_path: Path) -> None:
    (folder / "post.docx").write_bytes(made.docx())
    ran = discreet("batch", folder, "--out", tmp_path / "out", "--jobs", "1", "--include", "post.docx")

    assert ran.code == 0
    assert "Not in the result: properties" in ran.text
    assert made.SECRET.encode() not in made.unpacked((tmp_path / "out" / "post.docx").read_bytes())


def test_posts_are_ranked_and_listed(discreet: Discreet, tmp_path: Path) -> None:
    posts = [
        tweet(1, f"My client {CANARY}, a 34-year-old paramedic, rang me this morning."),
        tweet(2, "Silence can help."),
        tweet(3, "A paramedic of 34 whom I see told me about her twins."),
    ]
    (tmp_path / "tweets.js").write_bytes(script(posts))
    for name in ("list.discreet.csv", "list.discreet.html"):
        ran = discreet("archive", tmp_path / "tweets.js", "--jobs", "1", "--list", tmp_path / name)
        written = (tmp_path / name).read_text("utf-8")

        assert ran.code == 0
        assert "3 posts." in ran.text
        assert "Don’t edit a post in place" in " ".join(ran.text.split())
        assert "https://x.com/i/web/status/1" in written
        assert CANARY not in ran.text + ran.err + written
    assert discreet("archive", tmp_path / "tweets.js", "--quote", "--jobs", "1").text.count(CANARY) == 1
    assert discreet("archive", tmp_path / "nowhere.zip").code == 4
    assert discreet("archive", tmp_path / "tweets.js", "--list", tmp_path / "x.pdf").code == 2


def test_copies_with_tracked_changes_are_made_where_they_are_asked_for(
    discreet: Discreet, folder: Path, tmp_path: Path
) -> None:
    (folder / "post.docx").write_bytes(made.docx())
    arguments = ("batch", folder, "--jobs", "1", "--include", "post.docx", "--rules-only")
    ran = discreet(*arguments, "--out", tmp_path / "out", "--review-copies", tmp_path / "copies")
    (copy,) = (tmp_path / "copies").iterdir()

    assert ran.code == 0
    assert copy.name == "post CONTAINS ORIGINAL for review.docx"
    assert b"<w:delText" in made.unpacked(copy.read_bytes())
    assert b"<w:delText" not in made.unpacked((tmp_path / "out" / "post.docx").read_bytes())
    assert "hold your original words" in ran.err


@pytest.mark.parametrize("place", ["out/copies", "drafts/copies", "."])
def test_copies_for_review_lie_apart_from_drafts_and_results(
    discreet: Discreet, folder: Path, tmp_path: Path, place: str
) -> None:
    ran = discreet("batch", folder, "--out", tmp_path / "out", "--review-copies", tmp_path / place)

    assert ran.code == 2
    assert "lie in each other" in ran.err


BOOK = {
    "1.md": "My patient Maya Lindqvist is a paramedic from Leeds. Her sister Joanna drove her to every session.\n",
    "2.md": "Maya went back to work in spring. Joanna did not like it. My client was tired.\n",
    "3.md": "Silence can help. In the last hour I thought of Maya and of what Joanna had said. Leeds was far away.\n",
}


def test_everyone_in_one_book_is_called_the_same_in_all_chapters(discreet: Discreet, tmp_path: Path) -> None:
    source = tmp_path / "book"
    source.mkdir()
    for name, text in BOOK.items():
        (source / name).write_text(text, "utf-8")

    def chapters(out: str, *more: str) -> dict[str, str]:
        ran = discreet("batch", source, "--out", tmp_path / out, "--rules-only", "--audience", "book", *more)
        assert ran.code == 0
        assert ("That links the drafts" in ran.err) == ("--one-work" in more)
        return {name: (tmp_path / out / name).read_text("utf-8") for name in BOOK}

    alone = chapters("alone", "--jobs", "2")
    book = chapters("book one", "--one-work", "--jobs", "1")
    assert "Joanna" in alone["3.md"], "a chapter that tells nothing by itself stays as it is"
    assert not any(name in text for text in book.values() for name in ("Maya", "Joanna", "Leeds"))
    assert "of a patient and of what her sister had said" in book["3.md"]

    assert chapters("book two", "--one-work", "--jobs", "2") == book
    (tmp_path / "book two" / "2.md").unlink()
    assert chapters("book two", "--one-work", "--jobs", "2") == book


def test_files_made_to_do_harm_are_a_sentence_each_and_the_rest_is_done(discreet: Discreet, tmp_path: Path) -> None:
    source = tmp_path / "drafts"
    source.mkdir()
    (source / "fine.md").write_text("My client Maria M\u200bartinez \u202ecried\u202c today.\n", "utf-8")
    sentences = {}
    for number, (name, make, sentence) in enumerate(CRAFTED.values()):
        if not name.endswith(".doc"):  # is no draft at all for a batch
            (source / f"{number:02d}-{name}").write_bytes(make())
            sentences[f"{number:02d}-{name}"] = sentence
    ran = discreet("batch", source, "--out", tmp_path / "out", "--rules-only", "--jobs", "2", "--format", "json")
    drafts = {draft["file"]: draft for draft in json.loads(ran.out)["drafts"]}

    assert ran.code == 4
    for name, sentence in sentences.items():
        assert drafts[name]["status"] == "failed"
        assert sentence in drafts[name]["message"]
    assert drafts["fine.md"]["status"] == "done"
    assert "Maria" not in (tmp_path / "out" / "fine.md").read_text("utf-8")
