"""An archive of posts for people: which to look at first, what to do with each and why; as lines, a table or a page."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from assistant.batch.posts import Archive, Mark, Ranked
from assistant.domain.risk import Tier
from assistant.reports import batch_text
from assistant.reports.reasons import reasons
from assistant.reports.story import clean
from assistant.reports.words import TIERS, counted

ADVICE = (
    "Don’t edit a post in place and don’t post the new wording at once: the old and the new one side by side show what "
    "was sensitive. Delete it, wait until it is forgotten, then publish the new wording if you still want to. Others "
    "may have kept copies; deleting makes a post harder to find, it doesn’t take it back."
)
SHOWN = 20
"""Posts on a screen; the exported list has all that want a look."""
LINK = "https://x.com/i/web/status/"


def lines(archive: Archive, *, quote: bool = False) -> Iterator[str]:
    """What to do first, one paragraph a line."""
    wanting = [each for each in archive.ranked if each.mark is not Mark.KEEP]
    for each in wanting[:SHOWN]:
        risk = f"{TIERS[each.told.standing.overall]} ({each.told.standing.score})"
        yield f"{day(each)} {each.post.id}: {risk}, {each.mark}."
        yield f"  {' '.join(why(each, archive))}"
        if quote:
            yield f"  “{clean(each.post.text)}”"
            if each.told.instead is not None:
                yield f"  Later, perhaps: “{clean(each.told.instead)}”"
    if len(wanting) > SHOWN:
        yield f"And {len(wanting) - SHOWN} more. Write the whole list to a file with --list."
    together = [group for group in archive.groups if group.joint.overall > Tier.LOW]
    if together:
        yield ""
        yield "TOGETHER"
        for group in together[:SHOWN]:
            yield (
                f"{len(group.drafts)} posts {batch_text.confidence(group)} about one person ({group.confidence:.0%}): "
                f"{batch_text.names(group.shared or group.visible)}. {batch_text.verdict(group)}"
            )
        if len(together) > SHOWN:
            yield f"And {len(together) - SHOWN} more such groups."
        yield batch_text.ESTIMATE
    yield ""
    yield total(archive)
    if wanting:
        yield ADVICE


def total(archive: Archive) -> str:
    """A sentence or two for all."""
    counts = ", ".join(f"{mark}: {archive.count(mark)}" for mark in reversed(Mark) if archive.count(mark))
    told = f"{counted(len(archive.ranked), 'post', 'posts')}. {counts[:1].upper()}{counts[1:]}."
    return f"{told} {unread(archive)}".strip()


def unread(archive: Archive) -> str:
    """How many posts could not be looked at, in a sentence; empty where all were."""
    if not archive.unread:
        return ""
    many = "One post" if archive.unread == 1 else f"{archive.unread} posts"
    return f"{many} could not be read; look at {'it' if archive.unread == 1 else 'them'} yourself."


def why(each: Ranked, archive: Archive) -> list[str]:
    """The reasons of a mark, without words of the post."""
    if each.unread:
        return ["It could not be read."]
    found = reasons(rule for seen in each.told.standing.readers for rule in seen.rules)
    grave = [archive.groups[number] for number in each.groups if archive.groups[number].joint.overall > Tier.LOW]
    if grave:
        others = len(grave[0].drafts) - 1
        more = counted(others, "other post", "other posts")
        found.append(f"Together with {more} it may tell who it is.")
    return found or ["Nothing in it tells by itself."]


def day(each: Ranked) -> str:
    """When it was posted."""
    return str(datetime.fromtimestamp(each.post.when, UTC).date()) if each.post.when else "no date"


def link(each: Ranked) -> str:
    """Where the post stands; its name in the archive for a long one of which the archive does not say it."""
    return LINK + each.post.id if each.post.id.isdigit() else each.post.id


def table(archive: Archive, *, words: bool = False) -> str:
    """A list to work through, as CSV; `words` puts the posts and the new wordings in."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(
        ["done", "what to do", "risk", "score", "posted", "post", "why", *(["text", "instead"] if words else [])]
    )
    for each in archive.ranked:
        if each.mark is Mark.KEEP:
            continue
        row = [
            "",
            each.mark.value,
            TIERS[each.told.standing.overall],
            each.told.standing.score,
            day(each),
            link(each),
            " ".join(why(each, archive)),
        ]
        writer.writerow([*row, *([_inert(each.post.text), _inert(each.told.instead or "")] if words else [])])
    return buffer.getvalue()


def _inert(text: str) -> str:
    """Text that a spreadsheet takes for text, whatever it begins with."""
    said = clean(text)
    return f"'{said}" if said[:1] in ("=", "+", "-", "@") else said


_STYLE = """
:root { color-scheme: light dark } body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto;
padding: 0 1rem } table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top;
padding: .4rem .6rem; border-bottom: 1px solid #8886 } .quiet { opacity: .7 }
"""


def page(archive: Archive, *, words: bool = False) -> str:
    """The same list as one page; nothing in it is run or fetched."""
    style = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    rows = "\n".join(_row(each, archive, words=words) for each in archive.ranked if each.mark is not Mark.KEEP)
    more = "<th>Text</th><th>Later, perhaps</th>" if words else ""
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
        f"<title>discreet: posts</title><style>{_STYLE}</style></head><body><h1>Posts to look at</h1>"
        f"<p>{escape(total(archive))}</p><p>{escape(ADVICE)}</p><table><tr><th>Done</th><th>What to do</th>"
        f"<th>Risk</th><th>Posted</th><th>Post</th><th>Why</th>{more}</tr>\n{rows}\n</table></body></html>"
    )


def _row(each: Ranked, archive: Archive, *, words: bool) -> str:
    cells = [
        "☐",
        each.mark.value,
        f"{TIERS[each.told.standing.overall]} ({each.told.standing.score})",
        day(each),
        link(each),
        " ".join(why(each, archive)),
    ]
    cells += [clean(each.post.text), clean(each.told.instead or "")] if words else []
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
