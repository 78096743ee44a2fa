"""Starts the application on a file or an empty page, as the settings have it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain.text import Draft
from assistant.pipeline import Options
from assistant.settings.model import Settings

if TYPE_CHECKING:
    from assistant.cli.session import Session
    from assistant.settings.glossary import Glossary

SWITCH = 0.001
"""Seconds after which a thread that reads lets the screen draw."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the application begins with."""

    file: Path | None = None
    settings: Settings = field(default_factory=Settings)
    options: Options = field(default_factory=Options)
    model: Path | None = None
    theme: str = ""
    """"light" or "dark"; else as set, else the terminal's."""
    tour: bool = False
    review: bool = False
    """Whether to rewrite at once and begin with the changes."""
    glossary: Glossary | None = None
    """The rules that hold for drafts in the file's folder."""
    for_this_run: Path | None = None
    """A glossary that was given for this sitting, and holds for every draft in it."""

    @property
    def light(self) -> bool:
        """Whether to begin with the light colours."""
        wanted = self.theme or self.settings.screen.theme
        if wanted in ("light", "dark"):
            return wanted == "light"
        return os.environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")  # what some terminals say of theirs


def start(session: Session, wanted: Start) -> str:
    """Run until the person leaves. A sentence where it ended by a mistake of ours. Raises DraftError and UsageError."""
    from assistant.tui.app import DiscreetApp

    draft = session.read_draft(str(wanted.file)) if wanted.file is not None else empty()
    sys.setswitchinterval(SWITCH)
    app = DiscreetApp(session, draft, wanted)
    app.run()
    return app.end_message


def empty() -> Draft:
    """A page with nothing on it."""
    return Draft("-", "markdown", "", ())
