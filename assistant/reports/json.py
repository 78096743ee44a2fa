"""The wire document, version 1: what a program gets from `--json`. docs/wire-schema.md says what every key means.

Whoever asks for it gets the words of the draft. Keys are only ever added within a version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.domain.changes import Change, Unresolved
from assistant.domain.details import Detail, Evidence, Statement
from assistant.domain.ladders import Rung
from assistant.domain.risk import Outcome, ReaderRisk, Risk, Tier
from assistant.pipeline import Analysis, Options, Result, versions
from assistant.pipeline.goals import met, needs_change, tightened

SCHEMA_VERSION = 1

Document = dict[str, Any]


def rewritten(result: Result, file: str, written: str | None = None) -> Document:
    """The document of a rewritten draft.

    `file` is the path that the person gave, or "-"; `written` is where the text was put, None for nowhere.
    """
    rungs = {step.detail: step.rung for step in result.plan.steps}
    why = {step.detail: step.why for step in result.plan.steps}
    document = _head(result.analysis, file, rungs, why)
    document["text"] = result.text
    document["changes"] = [_change(change) for change in result.changes]
    document["unresolved"] = [_unresolved(one) for one in result.unresolved]
    document["risk"] = {"before": risk(result.analysis.risk), "after": risk(result.risk)}
    document["outcome"] = result.outcome.value
    document["written"] = written
    document["versions"] = dict(result.versions)
    return document


def checked(analysis: Analysis, file: str, options: Options) -> Document:
    """The document of a draft that was looked at only: no `text`, no `changes`, nothing after."""
    document = _head(analysis, file, {}, {})
    document["risk"] = {"before": risk(analysis.risk), "after": None}
    document["outcome"] = (Outcome.UNCHANGED if _enough(analysis, options) else Outcome.FURTHER).value
    document["versions"] = versions()
    return document


def _enough(analysis: Analysis, options: Options) -> bool:
    """Whether a rewrite with these options would leave the draft as it is and say that it can be published."""
    targets = tightened(options.goal(), analysis.risk)
    known = analysis.risk.overall is not Tier.CANNOT_TELL
    return known and met(analysis, targets, options.audience) and not needs_change(analysis, targets)


def several(documents: Sequence[Document], failed: Mapping[str, str]) -> Document:
    """Several drafts in one document; `failed` maps a path to the sentence that says why it could not be read."""
    return {
        "schema_version": SCHEMA_VERSION,
        "drafts": list(documents),
        "failed": [{"file": path, "message": message} for path, message in failed.items()],
    }


def risk(judged: Risk) -> Document:
    """One judgement."""
    return {
        "overall": judged.overall.word,
        "score": judged.score,
        "readers": {reader.value: _reader(one) for reader, one in judged.readers.items()},
        "harms": list(judged.harms),
        "notes": list(judged.notes),
    }


def _head(analysis: Analysis, file: str, rungs: Mapping[str, int], why: Mapping[str, str]) -> Document:
    return {
        "schema_version": SCHEMA_VERSION,
        "file": file,
        "details": [_detail(d, rungs.get(d.id, d.rung), why.get(d.id)) for d in analysis.details],
        "statements": [_statement(s) for s in analysis.statements],
        "not_looked_at": ", ".join(analysis.draft.unseen) or None,
        "dropped": ", ".join(analysis.draft.dropped) or None,
    }


def _detail(detail: Detail, rung: int, why: str | None) -> Document:
    return {
        "id": detail.id,
        "kind": detail.kind.value,
        "directness": detail.directness.value,
        "subject": {"id": detail.subject.id, "role": detail.subject.role.value, "label": detail.subject.label},
        "exempt": detail.exempt,
        "counts": detail.counts,
        "folded": detail.folded,
        "spans": [
            {"start": span.start, "end": span.end, "text": text}
            for span, text in zip(detail.spans, detail.texts, strict=False)
        ],
        "evidence": [_evidence(e) for e in detail.evidence],
        "reason": detail.reason,
        "ladder": [_rung(r) for r in detail.ladder.rungs] if detail.ladder else None,
        "rung": rung,
        "why": why,
    }


def _evidence(evidence: Evidence) -> Document:
    return {"source": evidence.source, "id": evidence.id, "score": evidence.score}


def _rung(rung: Rung) -> Document:
    return {
        "text": rung.text,
        "label": rung.label,
        "share": {"low": rung.share.low, "high": rung.share.high, "of": rung.share.of, "source": rung.share.source},
        "flags": sorted(flag.value for flag in rung.flags),
    }


def _statement(statement: Statement) -> Document:
    return {
        "kind": statement.kind.value,
        "start": statement.span.start,
        "end": statement.span.end,
        "text": statement.text,
        "reason": statement.reason,
    }


def _change(change: Change) -> Document:
    return {
        "start": change.span.start,
        "end": change.span.end,
        "before": change.before,
        "after": change.after,
        "source": change.source.value,
        "details": list(change.details),
        "checks": [{"name": c.name, "passed": c.passed, "message": c.message} for c in change.checks],
        "why": change.why,
    }


def _unresolved(one: Unresolved) -> Document:
    return {"detail": one.detail, "start": one.span.start, "end": one.span.end, "why": one.why}


def _reader(one: ReaderRisk) -> Document:
    crowd = None
    if one.crowd is not None:
        crowd = {"low": one.crowd.low, "high": one.crowd.high, "words": one.crowd.words}
    return {
        "tier": one.tier.word,
        "crowd": crowd,
        "reasons": [{"text": r.text, "words": list(r.words), "rule": r.rule, "tier": r.tier.word} for r in one.reasons],
    }
