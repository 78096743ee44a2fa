"""The batch document, version 1: what `discreet batch --format json` prints. docs/batch-schema.md says what keys mean.

No word of a draft is in it unless originals were asked for; paths are, because they are what it is about.
"""

from __future__ import annotations

from typing import Any

from assistant.batch.values import Done, Report, Standing, Told
from assistant.domain.risk import Risk
from assistant.risk.mosaic import Group, Shared

SCHEMA_VERSION = 1

Document = dict[str, Any]


def document(report: Report, *, words: bool = False) -> Document:
    """The whole run; `words` puts the drafts' own words in."""
    return {
        "schema_version": SCHEMA_VERSION,
        "drafts": [_draft(each, words=words) for each in report.drafts],
        "refused": [{"file": each.path, "message": each.message} for each in report.refused],
        "mosaic": [_group(each, report, words=words) for each in report.groups],
        "totals": {
            "drafts": len(report.drafts),
            "failed": report.failed,
            "not_looked_at": report.unseen,
            "other_files": report.others,
            "worst": report.worst.word,
        },
        "one_work": report.one_work,
        "versions": dict(report.versions),
    }


def standing(one: Standing) -> Document:
    """A judgement without words."""
    return {
        "overall": one.overall.word,
        "score": one.score,
        "readers": {
            seen.reader.value: {
                "tier": seen.tier.word,
                "crowd": {"low": seen.low, "high": seen.high},
                "rules": list(seen.rules),
            }
            for seen in one.readers
        },
        "harms": list(one.harms),
    }


def _draft(done: Done, *, words: bool) -> Document:
    told = done.told
    found: Document = {"file": done.item.path, "status": "failed" if done.failed else "done", "message": done.message}
    if told is None:
        return found
    found |= _told(told)
    found["written"] = done.written
    found["review_copy"] = done.review
    if words and done.looked is not None:
        found["original"], found["text"] = done.looked.original, done.looked.text
    return found


def _told(told: Told) -> Document:
    return {
        "format": told.format,
        "words": told.words,
        "passages": told.passages,
        "case": told.case,
        "risk": {"before": standing(told.before), "after": standing(told.after)},
        "kinds_found": dict(told.found),
        "kinds_changed": dict(told.changed),
        "changes": told.changes,
        "unresolved": told.unresolved,
        "outcome": told.outcome.value,
        "dropped": list(told.dropped),
        "not_looked_at": list(told.unseen),
    }


def _group(group: Group, report: Report, *, words: bool) -> Document:
    return {
        "files": [report.drafts[number].item.path for number in group.drafts],
        "confidence": round(group.confidence, 2),
        "linked_by": "published texts" if group.by_disguise else "originals",
        "shared": [_shared(each, report, words=words) for each in group.shared],
        "visible": [_shared(each, report, words=words) for each in group.visible],
        "joint": _risk(group.joint),
        "alone": group.alone.word,
        "adds_up": group.adds_up,
    }


def _shared(shared: Shared, report: Report, *, words: bool) -> Document:
    found: Document = {
        "kind": shared.kind.value,
        "files": [report.drafts[number].item.path for number in shared.drafts],
    }
    return found | ({"words": shared.words} if words else {})


def _risk(risk: Risk) -> Document:
    return {
        "overall": risk.overall.word,
        "score": risk.score,
        "readers": {
            reader.value: {"tier": one.tier.word, "rules": sorted({r.rule for r in one.reasons})}
            for reader, one in risk.readers.items()
        },
    }
