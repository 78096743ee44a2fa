"""A batch as SARIF 2.1.0, for code review tools: what is left in each result, without words unless asked for.

Fingerprints are keyed hashes, so that a finding is known again from run to run by whoever has the key, and nobody else
can try out which words it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any
from urllib.parse import quote as percent

from assistant import __version__
from assistant.batch.values import Done, Place, Report
from assistant.domain.details import Kind
from assistant.reports.batch_lines import below
from assistant.reports.lines import NOBODY
from assistant.reports.words import KINDS

_LEVELS = {"client": "warning", "acquaintance": "error", "stranger": "error"}


def sarif(report: Report, sign: Callable[[bytes], str], drafts: str, results: str, *, quote: bool = False) -> str:
    """The document as JSON; `sign` makes fingerprints, and paths lead into the folders `drafts` and `results`.

    Places are of what is written, so that there are none of a draft without a result.
    """
    found = [
        _result(done, below(results, done.written), place, sign, quote=quote)
        for done in report.drafts
        if done.written
        for place in (done.looked.places if done.looked else ())
    ]
    rules = sorted({result["ruleId"] for result in found})
    run = {
        "tool": {
            "driver": {
                "name": "discreet",
                "version": __version__,
                "rules": [
                    {"id": rule, "name": KINDS[Kind(rule)][0], "shortDescription": {"text": KINDS[Kind(rule)][1]}}
                    for rule in rules
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": report.failed == 0,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": message}, "locations": [_location(below(drafts, path))]}
                    for path, message in _failures(report)
                ],
            }
        ],
        "results": found,
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(done: Done, path: str, place: Place, sign: Callable[[bytes], str], *, quote: bool) -> dict[str, Any]:
    said = " ".join(place.words.split())
    print_ = sign("\0".join((done.item.path, place.kind, said.casefold())).encode("utf-8", "surrogatepass"))
    grave = [_LEVELS[reader] for reader in place.readers.split(",") if reader != NOBODY]
    level = "error" if "error" in grave else "warning" if grave else "note"
    message = f"{place.message.partition(':')[0]}: “{said}”: {place.reason}" if quote else place.message
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    if "\n" not in place.words:
        region["endColumn"] = place.column + len(place.words)
    return {
        "ruleId": place.kind,
        "level": level,
        "message": {"text": message},
        "locations": [_location(path, region)],
        "partialFingerprints": {"discreetKeyed/v1": print_},
    }


def _location(path: str, region: dict[str, Any] | None = None) -> dict[str, Any]:
    uri = percent(os.fsencode(path.replace(os.sep, "/")))
    found: dict[str, Any] = {"artifactLocation": {"uri": f"file://{uri}" if uri.startswith("/") else uri}}
    return {"physicalLocation": found | ({"region": region} if region else {})}


def _failures(report: Report) -> list[tuple[str, str]]:
    failed = [(each.item.path, each.message) for each in report.drafts if each.failed]
    return failed + [(each.path, each.message) for each in report.refused]
