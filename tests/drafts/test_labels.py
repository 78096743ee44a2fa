"""The labels beside the invented drafts keep their promises: present, well formed, and true to the words.

Failures name the file and the place in the label (``details[3]``), never the words of a draft, so that a
set that is to be read only once can be checked without being read.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
DRAFTS = sorted(path for path in HERE.rglob("*") if path.suffix in {".md", ".txt"} and path.parent != HERE)
LABELS = sorted(path for path in HERE.rglob("*.json") if path.parent != HERE)

AUDIENCES = {"post", "blog", "teaching", "book", "journal"}
VOICES = {"author", "client"}
REGIONS = {"uk", "us"}
READERS = {"client", "acquaintance", "stranger"}
TIERS = ("low", "raised", "high")
DIRECTNESS = {"direct", "quasi", "episodic", "verbatim"}
SUBJECTS = {"client", "relative", "partner", "colleague", "friend", "other"}
KINDS = {
    "person-name", "declared-pseudonym", "contact", "record-number", "handle", "address", "place",
    "organisation", "age", "date", "time", "recency", "duration", "count", "sex", "ethnicity", "nationality",
    "language", "religion", "sexuality", "family", "occupation", "education", "physical", "health",
    "medication", "procedure", "legal", "money", "possession", "event", "sequence", "speech", "moment",
}  # fmt: skip
STRUCTURES = {
    line.split("\t")[0]
    for line in (HERE / "structures.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
}
DRAFT_KEYS = {"audience", "voice", "region", "benign", "details", "must_stay", "tiers", "note"}
DETAIL_KEYS = {"text", "kind", "directness", "subject", "must_go"}


def named(path: Path) -> str:
    """The draft's place below this folder, as a test id."""
    return path.relative_to(HERE).as_posix()


def label_of(draft: Path) -> dict[str, Any]:
    """The label beside a draft."""
    label: dict[str, Any] = json.loads(draft.with_suffix(".json").read_text(encoding="utf-8"))
    return label


def text_of(draft: Path) -> str:
    """The draft's words, with line endings as in the label whatever the checkout made of them."""
    return draft.read_text(encoding="utf-8")


every_folder = pytest.mark.parametrize("folder", sorted({draft.parent for draft in DRAFTS}), ids=lambda path: path.name)


def wrong_in(folder: Path, wrong: Callable[[Path], list[Any]]) -> dict[str, list[Any]]:
    """What `wrong` finds in each draft of `folder`, by the draft's name, where it finds anything."""
    found = {draft.name: wrong(draft) for draft in DRAFTS if draft.parent == folder}
    return {name: places for name, places in found.items() if places}


def faults(conditions: dict[str, bool]) -> list[str]:
    """The names of the conditions that do not hold."""
    return [name for name, holds in conditions.items() if not holds]


def test_there_are_drafts_to_tune_on() -> None:
    """An empty folder would let every other test here pass."""
    tuning = [draft for draft in DRAFTS if draft.parent.name == "tuning"]
    benign = [draft for draft in tuning if label_of(draft)["benign"]]

    assert len(tuning) >= 44
    assert 22 <= len(benign) <= len(tuning) - 22


def test_every_label_has_its_draft_and_every_draft_its_label() -> None:
    """Neither stands alone, and a name is used once in each folder."""
    drafts = [named(draft.with_suffix("")) for draft in DRAFTS]
    labels = [named(label.with_suffix("")) for label in LABELS]

    assert sorted(drafts) == sorted(labels)
    assert len(drafts) == len(set(drafts))


def shape(draft: Path) -> list[str]:
    label = label_of(draft)
    tiers = label.get("tiers", {})
    return faults(
        {
            "keys": set(label) == DRAFT_KEYS,
            "audience": label.get("audience") in AUDIENCES,
            "voice": label.get("voice") in VOICES,
            "region": label.get("region") in REGIONS,
            "benign": isinstance(label.get("benign"), bool),
            "must_stay": all(isinstance(words, str) and words.strip() for words in label.get("must_stay", [""])),
            "readers": set(tiers) == READERS,
            "tiers": all(tier in TIERS for tier in tiers.values()),
            "note": isinstance(label.get("note"), str) and bool(label["note"].strip()),
        }
    )


def shapes_of_details(draft: Path) -> list[str]:
    return [
        f"details[{place}] {fault}"
        for place, detail in enumerate(label_of(draft)["details"])
        for fault in faults(
            {
                "keys": set(detail) - {"structure"} == DETAIL_KEYS,
                "structure": detail.get("structure") in STRUCTURES or "structure" not in detail,
                "structure of an event": "structure" not in detail or detail["kind"] in {"event", "moment"},
                "kind": detail.get("kind") in KINDS,
                "directness": detail.get("directness") in DIRECTNESS,
                "subject": detail.get("subject") in SUBJECTS,
                "must_go": isinstance(detail.get("must_go"), bool),
            }
        )
    ]


def absent(draft: Path) -> list[int]:
    """A detail that is not there could never be found, and would count as a miss for ever."""
    text = text_of(draft)
    details = label_of(draft)["details"]
    return [place for place, detail in enumerate(details) if not detail["text"].strip() or detail["text"] not in text]


def repeated(draft: Path) -> list[int]:
    """Twice in the list would count one find twice."""
    texts = [detail["text"] for detail in label_of(draft)["details"]]
    return [place for place, text in enumerate(texts) if text in texts[:place]]


def not_quoted(draft: Path) -> list[int]:
    """The teaching point is quoted from the draft, not described."""
    text = text_of(draft)
    return [place for place, words in enumerate(label_of(draft)["must_stay"]) if words not in text]


def torn(draft: Path) -> list[int]:
    """A rewrite could not satisfy a label that contradicts itself: nothing must both stay and go."""
    label = label_of(draft)
    going = [detail["text"] for detail in label["details"] if detail["must_go"]]
    return [
        place for place, words in enumerate(label["must_stay"]) if any(text in words or words in text for text in going)
    ]


def not_benign(draft: Path) -> list[str]:
    """Benign means that there is nothing to find for any reader; a case has at least one detail."""
    label = label_of(draft)
    low = set(label["tiers"].values()) == {"low"}
    return faults({"details": label["benign"] == (not label["details"]), "tiers": low or not label["benign"]})


def out_of_order(draft: Path) -> list[str]:
    """Whatever a stranger could tell, an acquaintance could; whatever they could, the client could."""
    tiers = label_of(draft)["tiers"]
    ranks = [TIERS.index(tiers[reader]) for reader in ("client", "acquaintance", "stranger")]
    return faults({"tiers": ranks == sorted(ranks, reverse=True)})


def unknown_to_the_client(draft: Path) -> list[int]:
    """Speech or an episode of the client's that must go leaves the client's tier at raised or high."""
    label = label_of(draft)
    low = label["tiers"]["client"] == "low"
    return [
        place
        for place, detail in enumerate(label["details"])
        if low
        and detail["must_go"]
        and detail["subject"] == "client"
        and detail["directness"] in {"episodic", "verbatim"}
    ]


@every_folder
@pytest.mark.parametrize(
    "wrong",
    [
        shape, shapes_of_details, absent, repeated, not_quoted, torn, not_benign, out_of_order, unknown_to_the_client,
    ],
    ids=lambda wrong: str(wrong.__name__),
)  # fmt: skip
def test_no_label_of_the_folder_is(folder: Path, wrong: Callable[[Path], list[Any]]) -> None:
    assert wrong_in(folder, wrong) == {}
