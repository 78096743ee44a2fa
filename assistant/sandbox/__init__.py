"""What discreet's processes can't do even if something in them goes wrong. Importing does nothing."""

from __future__ import annotations

from assistant.sandbox.defences import Defence, State, confine, status
from assistant.sandbox.linux import FilterError, Profile

__all__ = ["Defence", "FilterError", "Profile", "State", "confine", "status"]
