"""A receipt: what was done, for a supervisor or a file, without any content and without any name.

Drafts and results appear as keyed hashes. Whoever has the key (this person, on this machine) can show later that a
given text is the one; nobody else can try texts out against it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from assistant.batch.values import Report
from assistant.reports.batch_json import standing

SCHEMA_VERSION = 1


def receipt(report: Report, sign: Callable[[bytes], str]) -> str:
    """The receipt as JSON; `sign` makes keyed hashes."""
    drafts = []
    for done in report.drafts:
        entry: dict[str, Any] = {"path": sign(done.item.to_sign), "done": not done.failed}
        if done.told is not None:
            entry |= {
                "draft": done.draft or None,
                "result": done.result or None,
                "before": _tiers(standing(done.told.before)),
                "after": _tiers(standing(done.told.after)),
                "kinds_found": dict(done.told.found),
                "kinds_changed": dict(done.told.changed),
                "left_unresolved": done.told.unresolved,
                "outcome": done.told.outcome.value,
            }
        drafts.append(entry)
    groups = [
        {
            "drafts": len(group.drafts),
            "confidence": round(group.confidence, 2),
            "kinds_shared": sorted({each.kind.value for each in group.shared}),
            "kinds_visible": sorted({each.kind.value for each in group.visible}),
            "together": group.joint.overall.word,
        }
        for group in report.groups
    ]
    found = {
        "receipt_version": SCHEMA_VERSION,
        "drafts": drafts,
        "together": groups,
        "refused": len(report.refused),
        "versions": dict(report.versions),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _tiers(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "overall": one["overall"],
        "score": one["score"],
        "readers": {reader: seen["tier"] for reader, seen in one["readers"].items()},
    }
