"""A batch as one page: to be read in a browser, offline, and to be kept or not.

Promises: nothing in it is run and nothing is fetched (its policy forbids both); everything that comes from a file is
escaped; no word of a draft is in it unless originals were asked for.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape

from assistant.batch.values import Done, Report, Standing, Told
from assistant.diffing.words import Kind as Fate
from assistant.diffing.words import diff
from assistant.domain.details import Kind
from assistant.domain.risk import Reader, Tier
from assistant.reports import batch_text
from assistant.reports.reasons import reasons
from assistant.reports.story import clean
from assistant.reports.words import KINDS, LIKELIHOOD, LIMITS, READERS, TIERS, advice
from assistant.risk.mosaic import Group

_STYLE = """
:root { color-scheme: light dark; --line: #8886;
--low: #2e7d4f; --raised: #a86400; --high: #b3261e; --unknown: #7b4397 }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .4rem .6rem; vertical-align: top;
border-bottom: 1px solid var(--line) } th { font-weight: 600 }
.t0 { color: var(--low) } .t1 { color: var(--raised) } .t2 { color: var(--high) } .t3 { color: var(--unknown) }
svg.bar rect.track { fill: #8883 } svg .t0 { fill: var(--low) } svg .t1 { fill: var(--raised) }
svg .t2 { fill: var(--high) } svg .t3 { fill: var(--unknown) } svg text { font: 12px system-ui, sans-serif;
fill: currentColor } svg line { stroke: currentColor; stroke-opacity: .4 } svg circle { fill: #8886 }
details { margin: .4rem 0 } summary { cursor: pointer } .quiet { opacity: .7 } del { color: var(--high) }
ins { color: var(--low) } .words { white-space: pre-wrap; border-left: 3px solid var(--line); padding-left: .8rem }
section { margin: 2rem 0 } @media print { details > * { display: block } }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"


def page(report: Report, *, words: bool = False) -> str:
    """The whole page. `words` puts what changed in each draft in."""
    parts = [
        "<!doctype html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">',
        f"<title>discreet: a folder of drafts</title><style>{_STYLE}</style></head><body>",
        *_overview(report, words=words),
        *_drafts(report, words=words),
        *_together(report, words=words),
        *_failures(report),
        *_versions(report),
        "</body></html>",
    ]
    return "\n".join(parts)


def _overview(report: Report, *, words: bool) -> Iterator[str]:
    yield "<header><h1>A folder of drafts</h1>"
    yield f"<p>{_text(batch_text.total(report))}</p>"
    told = [each.told for each in report.drafts if each.told]
    yield "<table><tr><th></th>" + "".join(f"<th>{TIERS[tier]}</th>" for tier in Tier) + "</tr>"
    for label, ones in (("before", [t.before for t in told]), ("in the results", [t.after for t in told])):
        row = "".join(f'<td class="t{int(t)}">{sum(one.overall is t for one in ones)}</td>' for t in Tier)
        yield f"<tr><th>{label}</th>{row}</tr>"
    yield "</table>"
    if words:
        yield "<p><strong>This page holds the words of your drafts. Keep it where you would keep them.</strong></p>"
    if report.one_work:
        yield f"<p><strong>{_text(batch_text.ONE_WORK)}</strong></p>"
    yield f'<p class="quiet">{_text(LIMITS)}</p></header>'


def _drafts(report: Report, *, words: bool) -> Iterator[str]:
    yield "<section><h2>One by one</h2><table><tr><th>Draft</th><th>Before</th><th>Result</th><th>What to do</th></tr>"
    for done in report.drafts:
        if done.told is not None:
            yield from _row(done, done.told, words=words)
    yield "</table></section>"


def _row(done: Done, told: Told, *, words: bool) -> Iterator[str]:
    yield f"<tr><td>{_text(done.item.path)}</td>"
    yield f"<td>{_bar(told.before)}</td><td>{_bar(told.after)}</td>"
    what = advice(told.outcome, {seen.reader: seen.tier for seen in told.after.readers})[0]
    yield f"<td>{_text(what)}<details><summary>Why</summary>"
    for seen in told.after.readers:
        yield f"<p>{READERS[seen.reader]} {LIKELIHOOD[seen.tier]}."
        yield " ".join(map(_text, reasons(seen.rules))) + "</p>"
    for label, kinds in (("Found", told.found), ("Changed", told.changed)):
        if kinds:
            yield f"<p>{label}: {_text(', '.join(f'{KINDS[Kind(name)][0]} ({count})' for name, count in kinds))}.</p>"
    if told.unresolved:
        yield f"<p>Left as it was, for want of a good wording: {told.unresolved}.</p>"
    if told.dropped:
        yield f"<p>Not in the result: {_text(', '.join(told.dropped))}.</p>"
    if told.unseen:
        yield f"<p>Not looked at: {_text(', '.join(told.unseen))}.</p>"
    if done.written and done.written != done.item.path:
        yield f"<p>Written as {_text(done.written)}.</p>"
    yield "</details>"
    if words and done.looked and done.looked.original is not None and done.looked.text is not None:
        yield "<details><summary>What changed</summary>"
        yield f'<div class="words">{_changes(done.looked.original, done.looked.text)}</div></details>'
    yield "</td></tr>"


def _bar(one: Standing) -> str:
    """The score as a bar, with its tier in words: colour carries nothing alone."""
    tier = int(one.overall)
    return (
        f'<svg class="bar" width="112" height="12" role="img" aria-label="score {one.score} of 100">'
        f'<rect class="track" width="112" height="12" rx="3"></rect>'
        f'<rect class="t{tier}" width="{one.score * 112 // 100}" height="12" rx="3"></rect></svg> '
        f'<span class="t{tier}">{TIERS[one.overall]}</span> ({one.score})'
    )


def _changes(original: str, text: str) -> str:
    """What changed, paragraph by paragraph, and within paragraphs word by word."""
    before, after = original.splitlines(keepends=True), text.splitlines(keepends=True)
    parts: list[str] = []
    for name, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if name == "equal":
            continue
        for piece in diff("".join(before[i:j]), "".join(after[k:m])):
            shown = escape(piece.text)
            tag = {Fate.KEEP: "", Fate.REMOVE: "del", Fate.ADD: "ins"}[piece.kind]
            parts.append(f"<{tag}>{shown}</{tag}>" if tag else shown)
        parts.append("\n")
    return "".join(parts) or '<span class="quiet">Nothing changed.</span>'


def _together(report: Report, *, words: bool) -> Iterator[str]:
    if not report.groups:
        return
    yield "<section><h2>Together</h2>"
    for group in report.groups:
        yield "<article>"
        if group.by_disguise:
            yield f"<h3>{len(group.drafts)} results read as if they were about one person</h3>"
            yield f"<p>Their originals do not say so. They share {_text(batch_text.names(group.visible))}.</p>"
        else:
            sure = batch_text.confidence(group)
            yield f"<h3>{len(group.drafts)} drafts {sure} about one person ({group.confidence:.0%})</h3>"
            yield f"<p>What they share: {_text(batch_text.names(group.shared))}.</p>"
            yield f"<p>{_text(batch_text.linked(group, report))}</p>"
        yield f"<p>{_text(batch_text.verdict(group))}</p>"
        if words:
            shown = dict.fromkeys(each.words for each in (*group.shared, *group.visible))
            yield f'<p class="words">{_text("; ".join(shown))}</p>'
        yield _graph(group, report)
        yield "<ol>" + "".join(f"<li>{_text(line)}</li>" for line in batch_text.timeline(group, report)) + "</ol>"
        yield "</article>"
    yield f'<p class="quiet">{_text(batch_text.ESTIMATE)}</p></section>'


def _graph(group: Group, report: Report, shown: int = 12) -> str:
    """The drafts of a group in a circle, with a line between those that share a fact."""
    members = group.drafts[:shown]
    size, radius = 320, 110
    places = {
        number: (
            size + radius * math.cos(2 * math.pi * at / len(members)),
            size / 2 + radius * math.sin(2 * math.pi * at / len(members)),
        )
        for at, number in enumerate(members)
    }
    pairs = {
        (a, b)
        for each in group.shared or group.visible
        for i, a in enumerate(each.drafts)
        for b in each.drafts[i + 1 :]
        if a in places and b in places
    }
    drawn = [f'<svg width="{2 * size}" height="{size}" role="img" aria-label="which drafts share facts">']
    for a, b in sorted(pairs):
        (x, y), (v, w) = places[a], places[b]
        drawn.append(f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{v:.0f}" y2="{w:.0f}"></line>')
    for number, (x, y) in places.items():
        name = clean(report.drafts[number].item.name)
        name = name if len(name) <= 28 else f"{name[:27]}…"
        anchor = "start" if x >= size else "end"
        drawn.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="6"></circle>')
        drawn.append(
            f'<text x="{x + (10 if anchor == "start" else -10):.0f}" y="{y + 4:.0f}" text-anchor="{anchor}">'
            f"{escape(name)}</text>"
        )
    drawn.append("</svg>")
    more = len(group.drafts) - len(members)
    return "".join(drawn) + (f'<p class="quiet">and {more} more</p>' if more else "")


def _failures(report: Report) -> Iterator[str]:
    failed = [(each.item.path, each.message) for each in report.drafts if each.failed]
    failed += [(each.path, each.message) for each in report.refused]
    if not failed:
        return
    yield "<section><h2>Not done</h2><table>"
    yield from (f"<tr><td>{_text(path)}</td><td>{_text(message)}</td></tr>" for path, message in failed)
    yield "</table></section>"


def _versions(report: Report) -> Iterator[str]:
    made = ", ".join(f"{name} {value}" for name, value in report.versions)
    readers = "; ".join(READERS[reader] for reader in Reader)
    yield f'<footer class="quiet"><p>Readers that were thought of: {_text(readers)}.'
    yield f"Made with {_text(made)}.</p></footer>"


def _text(text: str) -> str:
    return escape(clean(text))
