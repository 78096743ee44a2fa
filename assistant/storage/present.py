"""Whether a file is there: said only where somebody can tell."""

from __future__ import annotations

import stat
from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether there is an ordinary file. Raises OSError where its folder may not be entered, so that nobody knows."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # the last for a name that no disk takes
        return False
