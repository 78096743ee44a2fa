"""A batch for people: what became of each draft, one line each, then what they tell together. No word of a draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from assistant.batch.values import Done, Report
from assistant.domain.details import Kind
from assistant.domain.risk import Outcome, Reader, Tier
from assistant.reports.story import clean
from assistant.reports.words import KINDS, LIKELIHOOD, READERS, TIERS, counted
from assistant.risk.linking import LIKELY
from assistant.risk.mosaic import CLOSED, Group, Shared

SHORT = {
    Outcome.UNCHANGED: "fine as it is",
    Outcome.PUBLISH: "publish as rewritten",
    Outcome.FURTHER: "take it further",
    Outcome.CONSENT: "ask for consent",
    Outcome.LEAVE_OUT: "leave it out",
}
"""What to do with a draft, in a few words."""
SHORT_WITHIN = "left as it is, within what you allow"
"""The same where nothing was changed although somebody could tell."""

ONE_WORK = (
    "With --one-work everyone is called the same in all of these drafts, so that a reader can follow them from one to "
    "the next. That links the drafts; it is meant for chapters of one book alone."
)

ESTIMATE = "How likely it is that they are about one person is reckoned, not measured. You know better; please look."


def lines(report: Report) -> Iterator[str]:
    """The report, one paragraph a line; whoever prints it wraps."""
    yield from _drafts(report)
    if report.one_work:
        yield ""
        yield ONE_WORK
    yield from _together(report)
    yield ""
    yield total(report)


def total(report: Report) -> str:
    """One sentence for the whole run."""
    done = len(report.drafts) - sum(each.failed for each in report.drafts)
    parts = [counted(done, "draft is done", "drafts are done")]
    if report.failed:
        parts.append(f"{report.failed} could not be read or written")
    if report.unseen:
        parts.append(f"{report.unseen} not looked at")
    if report.others:
        parts.append(counted(report.others, "other file was left alone", "other files were left alone"))
    return "; ".join(parts) + f". Highest risk left: {TIERS[report.worst]}."


def confidence(group: Group) -> str:
    """How sure the link is, in words."""
    return "are probably" if group.confidence >= LIKELY else "may be"


def names(kinds: tuple[Shared, ...]) -> str:
    """The kinds that are shared, as people call them."""
    return ", ".join(dict.fromkeys(KINDS[each.kind][0] for each in kinds)) or "nothing in particular"


def linked(group: Group, report: Report) -> str:
    """How a reader could link the results of a group, in a sentence."""
    if group.visible:
        return f"A reader can link the results by {names(group.visible)}."
    if report.one_work:
        return "A reader can link the results by what everyone is called in them, and by nothing else."
    return "Nothing in the results links them for a reader."


def verdict(group: Group) -> str:
    """What a group comes to, in a sentence or two."""
    overall = group.joint.overall
    if overall is Tier.LOW:
        return "Taken together, what would be published tells nobody who it is."
    if overall is Tier.CANNOT_TELL:
        return f"Taken together: {TIERS[overall]}. {CLOSED}"
    worst = [READERS[reader].lower() for reader in Reader if group.joint.readers[reader].tier is overall]
    more = " Each by itself tells less." if group.adds_up else ""
    return (
        f"Taken together: {TIERS[overall]}. {' and '.join(worst).capitalize()} {LIKELIHOOD[overall]} who it is.{more}"
    )


def timeline(group: Group, report: Report) -> Iterator[str]:
    """The drafts of a group in the order in which they were last changed, with what each adds."""
    seen: set[Kind] = set()
    for number in group.drafts:
        done = report.drafts[number]
        kinds = {f.kind for p in (done.looked.after if done.looked else ()) for f in p.facts if f.tells}
        fresh = ", ".join(KINDS[kind][0] for kind in sorted(kinds - seen))
        seen |= kinds
        day = datetime.fromtimestamp(done.item.modified, UTC).date() if done.item.modified else "no date"
        yield f"{day} {clean(done.item.path)}: {'adds ' + fresh if fresh else 'adds nothing that tells'}"


def _drafts(report: Report) -> Iterator[str]:
    for done in report.drafts:
        yield f"{clean(done.item.path)}: {_stands(done)}"
        if done.told is not None and done.told.dropped:
            yield f"  Not in the result: {', '.join(done.told.dropped)}."
        if done.told is not None and done.told.unseen:
            yield f"  Not looked at: {', '.join(done.told.unseen)}."
    for refused in report.refused:
        yield f"{clean(refused.path)}: not read. {clean(refused.message)}"


def _stands(done: Done) -> str:
    told = done.told
    if told is None:
        return f"failed. {clean(done.message)}"
    risk = f"{TIERS[told.before.overall]} ({told.before.score})"
    if told.changes:
        risk += f" → {TIERS[told.after.overall]} ({told.after.score})"
    above = told.outcome is Outcome.UNCHANGED and told.after.overall > Tier.LOW
    what = SHORT_WITHIN if above else SHORT[told.outcome]
    renamed = done.written is not None and done.written.rpartition("/")[2] != done.item.name
    place = f" Written as {clean(done.written)}." if renamed and done.written else ""
    return f"{risk}, {what}.{place}"


def _together(report: Report) -> Iterator[str]:
    if not report.groups:
        return
    yield ""
    yield "TOGETHER"
    for group in report.groups:
        yield ""
        about = f"{len(group.drafts)} drafts {confidence(group)} about one person ({group.confidence:.0%})."
        if group.by_disguise:
            yield (
                f"{len(group.drafts)} results read as if they were about one person, which their originals do not "
                f"say: they share {names(group.visible)}."
            )
        else:
            yield f"{about} What they share: {names(group.shared)}."
            yield linked(group, report)
        yield verdict(group)
        yield from (f"  {line}" for line in timeline(group, report))
    yield ""
    yield ESTIMATE
