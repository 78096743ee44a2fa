"""The JSON document keeps what docs/wire-schema.json promises, for drafts of every sort."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assistant.composition import build_pipeline, read_draft
from assistant.domain.risk import Reader
from assistant.pipeline import Options, Pipeline
from assistant.reports import json as wire

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.name[0].isdigit())


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "docs" / "wire-schema.json").read_text(encoding="utf-8"))
    return loaded


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema()["$defs"]})


@cache
def pipeline() -> Pipeline:
    return build_pipeline()


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_documents_keep_the_schema(path: Path) -> None:
    draft = read_draft(str(path))
    result = pipeline().rewrite(draft, Options())

    rewritten = wire.rewritten(result, str(path))
    checked = wire.checked(result.analysis, str(path), Options())

    validator("rewritten").validate(json.loads(json.dumps(rewritten)))
    validator("checked").validate(json.loads(json.dumps(checked)))
    for detail in rewritten["details"]:
        for span in detail["spans"]:
            assert draft.text[span["start"] : span["end"]] == span["text"]
        assert detail["ladder"] is None or detail["rung"] < len(detail["ladder"])
    for change in rewritten["changes"]:
        assert draft.text[change["start"] : change["end"]] == change["before"]
        assert all(check["passed"] for check in change["checks"])


def test_a_document_that_lacks_something_is_refused() -> None:
    draft = read_draft(str(EXAMPLES[0]))
    document = wire.checked(pipeline().check(draft, Options()), "post.md", Options())

    for key in ("schema_version", "details", "risk", "outcome"):
        assert not validator("checked").is_valid({k: v for k, v in document.items() if k != key})
    assert not validator("checked").is_valid({**document, "text": ""})


def test_several_documents_keep_the_schema() -> None:
    draft = read_draft(str(EXAMPLES[0]))
    document = wire.checked(pipeline().check(draft, Options()), "post.md", Options())

    both = wire.several([document], {"missing.md": "There is no such file."})

    Draft202012Validator(schema()).validate(json.loads(json.dumps(both)))


def test_every_key_is_explained_and_every_explained_key_is_there() -> None:
    page = (ROOT / "docs" / "wire-schema.md").read_text(encoding="utf-8")
    keys = set(schema()["$defs"]["rewritten"]["properties"]) | set(schema()["$defs"]["detail"]["properties"])

    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
    assert all(reader.value in schema()["$defs"]["risk"]["properties"]["readers"]["properties"] for reader in Reader)
