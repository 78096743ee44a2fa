"""Starts the application on a file or an empty page."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.cli.session import Session
from assistant.domain.text import Draft
from assistant.pipeline import Options
from assistant.tui.app import DiscreetApp

SWITCH = 0.001
"""Seconds after which a thread that reads lets the screen draw."""


def start(session: Session, file: Path | None, *, options: Options, model: Path | None, tour: bool, light: bool) -> str:
    """Run until the person leaves. A sentence where it ended by a mistake of ours. Raises DraftError."""
    draft = session.read_draft(str(file)) if file is not None else empty()
    sys.setswitchinterval(SWITCH)
    app = DiscreetApp(session, draft, file, options, model, theme="light" if light else "dark", tour=tour)
    app.run()
    return app.end_message


def empty() -> Draft:
    """A page with nothing on it."""
    return Draft("-", "markdown", "", ())
