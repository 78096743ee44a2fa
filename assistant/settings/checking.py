"""Checks what was set against the model: a sentence with the nearest key or the values that are possible.

The only module that loads pydantic; nothing set, nothing loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.domain.errors import UsageError
from assistant.settings.keys import described, names, nearest
from assistant.settings.model import Settings


@cache
def _adapter() -> TypeAdapter[Settings]:
    return TypeAdapter(Settings)


@cache
def schema() -> Mapping[str, Any]:
    """The JSON schema of a settings file."""
    return _adapter().json_schema()


def checked(flat: Mapping[str, Any], where: str) -> Settings:
    """Settings with these values by key, defaults for the rest. `where` names their source. Raises UsageError."""
    unknown = next((name for name in flat if name not in names()), None)
    if unknown is not None:
        raise _unknown(unknown, where)
    nested: dict[str, dict[str, Any]] = {}
    for name, given in flat.items():
        group, _, one = name.partition(".")
        nested.setdefault(group, {})[one] = given
    try:
        return _adapter().validate_python(nested)
    except ValidationError as error:
        place = error.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
        name = ".".join(str(part) for part in place[:2])
        raise _impossible(name, flat.get(name), where) from None


def _unknown(name: str, where: str) -> UsageError:
    meant = nearest(name)
    next_step = f"Did you mean {meant}?" if meant else "`discreet config show` lists every key."
    return UsageError(f"There is no setting {_short(name)} ({where}).", next_step)


def _impossible(name: str, given: object, where: str) -> UsageError:
    return UsageError(f"{name} takes {described()[name].takes}, not “{_short(given)}” ({where}).")


def _short(given: object) -> str:
    text = str(given)
    return text if len(text) <= 60 else f"{text[:59]}…"
