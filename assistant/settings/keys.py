"""Each setting by its key: what it means, what it takes, its default and its environment variable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache
from typing import Any

from assistant.settings.model import Settings

PREFIX = "DISCREET_"


@dataclass(frozen=True, slots=True)
class Key:
    """One setting. `takes` is a phrase such as "post, blog or book"; `default` what stands without it."""

    name: str
    meaning: str
    takes: str
    default: object

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return variable(self.name)


def names() -> tuple[str, ...]:
    """Every key, in the order of the model."""
    return tuple(f"{group.name}.{one.name}" for group in fields(Settings) for one in fields(_group(group.name)))


def variable(name: str) -> str:
    """`writing.audience` is DISCREET_AUDIENCE: the last part of a key is unlike that of any other."""
    return PREFIX + name.rpartition(".")[2].upper()


def value(settings: Settings, name: str) -> object:
    """What `settings` has for the key."""
    group, _, one = name.partition(".")
    found: object = getattr(getattr(settings, group), one)
    return found


def nearest(name: str) -> str:
    """The key that was most likely meant, or ""."""
    known = names()
    last = {one.rpartition(".")[2]: one for one in known}
    close = get_close_matches(name, known, 1, 0.6)
    if close:
        return close[0]
    close = get_close_matches(name.rpartition(".")[2], last, 1, 0.6)
    return last[close[0]] if close else ""


def nearest_variable(name: str) -> str:
    """The environment variable that was most likely meant, or ""."""
    return next(iter(get_close_matches(name, [variable(one) for one in names()], 1, 0.6)), "")


@cache
def described() -> Mapping[str, Key]:
    """Every key with what people are told of it. Loads pydantic, which reads the texts in the model."""
    from assistant.settings.checking import schema

    whole = schema()
    plain = Settings()
    found = {}
    for name in names():
        group, _, one = name.partition(".")
        stated = _resolved(whole["properties"][group], whole)["properties"][one]
        found[name] = Key(name, stated["description"], _takes(stated, whole), value(plain, name))
    return found


def _group(name: str) -> Any:
    return type(getattr(Settings(), name))


def _resolved(stated: Mapping[str, Any], whole: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part of the schema that `stated` points to."""
    pointer = stated.get("$ref")
    return whole["$defs"][pointer.rpartition("/")[2]] if pointer else stated


def _takes(stated: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    stated = _resolved(stated, whole)
    if "anyOf" in stated:
        return ", or ".join(_takes(one, whole) for one in stated["anyOf"] if one.get("type") != "null")
    if "enum" in stated:
        return _listed([str(one) for one in stated["enum"]])
    match stated.get("type"):
        case "integer" if "maximum" in stated:
            return f"a whole number from {stated['minimum']} to {stated['maximum']}"
        case "integer":
            return f"a whole number from {stated['minimum']} on"
        case "boolean":
            return "true or false"
        case "array":
            return "a list of patterns"
        case "object" if "propertyNames" in stated:
            values = _takes(stated["additionalProperties"], whole)
            return f"{_takes(stated['propertyNames'], whole)}, each with {values}"
        case "object":
            return "names, each with a key"
    return f"a text of at most {stated['maxLength']} characters"


def _listed(words: list[str]) -> str:
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
