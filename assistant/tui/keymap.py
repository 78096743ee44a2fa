"""Keys of one's own: action ids to keys, checked before they are used, so that no key does two things."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain.errors import UsageError
from assistant.tui.actions import ACTIONS, Place, shown

Keymap = Mapping[str, str]
"""Keys by action id; several keys are separated by commas."""


def checked(wanted: Keymap) -> dict[str, str]:
    """`wanted`, where it names actions that exist and gives no key twice in one place. Raises UsageError."""
    known = {a.id: a for a in ACTIONS}
    for name in wanted:
        if name not in known:
            raise UsageError(f"There is no action called {name}.", "The help (F1) lists every action with its name.")
    keys = {a.id: tuple(wanted[a.id].split(",")) if a.id in wanted else a.keys for a in ACTIONS}
    for place in Place:
        taken: dict[str, str] = {}
        for action in ACTIONS:
            if action.place not in (place, Place.EVERYWHERE):
                continue
            for key in keys[action.id]:
                other = taken.setdefault(key.strip(), action.id)
                if other != action.id and (action.id in wanted or other in wanted):
                    raise UsageError(
                        f"The key {shown(key.strip())} is given to both {known[other].title} ({other}) and "
                        f"{action.title} ({action.id}).",
                        "Give one of them another key in your settings.",
                    )
    return dict(wanted)
