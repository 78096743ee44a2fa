"""Mails (.eml): subject and text. The result is a mail with those alone: nobody it went to, nothing of its way."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage, MIMEPart

from assistant.documents import reading
from assistant.documents.pieces import Pieces, counted, listed
from assistant.documents.sources import Source
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit


def open_source(data: bytes, name: str, _columns: Sequence[str] = ()) -> Source:
    """The mail in these bytes. Raises DraftError."""
    subject, body, other, attached = _read(data, name)
    pieces = Pieces()
    first = pieces.add(subject)
    pieces.gap()
    second = pieces.add(body)
    if not pieces.text.strip():
        raise DraftError(f"{name} has no words in it.", "If they are in an attachment, save that and take it instead.")
    draft = reading.from_text(pieces.text, name, "mail")

    def render(edits: Sequence[Edit]) -> bytes:
        text = {0: subject if first is not None else body, 1: body}
        text |= pieces.edited([*edits, *(Edit(removal, "") for removal in draft.removals)], breaks=True)
        message = EmailMessage()
        if first is not None:
            message["Subject"] = " ".join(text[first].split())
        message.set_content(text[second] if second is not None else "", cte="8bit")
        return message.as_bytes()

    return Source(
        draft,
        render,
        dropped=listed(
            "sender, recipients, dates and the way it took",
            "the version with formatting" if other else "",
            counted(attached, "attachment", "attachments"),
        ),
    )


def _read(data: bytes, name: str) -> tuple[str, str, bool, int]:
    """Subject, text, whether there was a version in HTML, and how many attachments."""
    from email import policy
    from email.parser import BytesParser

    try:
        message = BytesParser(policy=policy.default.clone(raise_on_defect=False)).parsebytes(data)
        subject = " ".join(str(message["subject"] or "").split())
        plain = message.get_body(("plain",))
        page = message.get_body(("html",))
        body = _words(plain) if plain is not None else ""
        attached = sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
        if not body.strip() and page is not None:
            from assistant.documents.html import open_source as open_page

            body = open_page(_words(page).encode("utf-8", "replace"), name).draft.text
    except DraftError:
        raise
    except Exception:  # whatever the library makes of a broken mail; its words might quote it
        raise DraftError(f"{name} can’t be read as a mail.", "Save its text as plain text and try again.") from None
    if "\ufffd" in body:
        raise DraftError(
            f"{name} is written in an encoding that it does not name.", "Save its text as plain text and try again."
        )
    if not message.keys() and not body.strip():
        raise DraftError(f"{name} is no mail.", "Save its text as plain text and try again.")
    return subject, body.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""), page is not None, attached


def _words(part: MIMEPart) -> str:
    """The text of a part; one that names no encoding is taken for UTF-8, which others can't be mistaken for."""
    if part.get_content_charset() is None:
        data = part.get_payload(decode=True)
        return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
    return str(part.get_content())
