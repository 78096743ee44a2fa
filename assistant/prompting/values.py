"""Reads what people wrote in YAML into typed values; every mistake is a clause for the person, all of them at once.

A file has exactly the keys that its class has fields. Aliases are refused: a few lines of them can stand for more than
a memory holds.
"""

from __future__ import annotations

import difflib
import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a value, as a clause; `key` is the unknown key where that is the matter, else ""."""

    clause: str
    key: str = ""


class BadValuesError(ValueError):
    """Values that can't be used. The text is the first mistake."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(mistakes[0].clause)
        self.mistakes = tuple(mistakes)


class _Loader(yaml.SafeLoader):
    """YAML without aliases."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not for prompts")
        return super().compose_node(parent, index)


_NOT_YAML = "can't be read as YAML; look for a colon, bracket or quotation mark that is missing or one too many"


def load_yaml(text: str, what: str) -> Any:
    """The content of `text`. Raises BadValuesError; `what` names the text, such as "the header"."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader with less
    except yaml.MarkedYAMLError as error:
        line = f" (near line {error.problem_mark.line + 1} of it)" if error.problem_mark else ""
        raise BadValuesError([Mistake(f"{what} {_NOT_YAML}{line}")]) from None
    except (yaml.YAMLError, ValueError):
        raise BadValuesError([Mistake(f"{what} {_NOT_YAML}")]) from None
    except RecursionError:
        raise BadValuesError([Mistake(f"{what} is nested too deeply")]) from None


def build(found: Any, kind: type[T], where: str) -> T:
    """An instance of the dataclass `kind` from mappings and lists. Raises BadValuesError with every mistake."""
    mistakes: list[Mistake] = []
    built: T = _object(found, kind, where, mistakes)
    if mistakes:
        raise BadValuesError(mistakes)
    return built


def _object(found: Any, kind: Any, where: str, mistakes: list[Mistake]) -> Any:
    if not isinstance(found, dict):
        mistakes.append(Mistake(f"{where} has to be names with values"))
        return None
    known = {field.name: field for field in fields(kind)}
    for key in found:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, 1)
            hint = _HINTS.get(str(key)) or (f"perhaps {near[0]!r} is meant" if near else "")
            mistakes.append(Mistake(f"{where} has an unknown value {key!r}" + (f"; {hint}" if hint else ""), str(key)))
    hints = _hints(kind)
    values: dict[str, Any] = {}
    for name, field in known.items():
        if name in found:
            values[name] = _value(found[name], hints[name], f"{name!r} of {where}", mistakes)
        elif field.default is MISSING and field.default_factory is MISSING:
            mistakes.append(Mistake(f"{where} lacks the value {name!r}"))
    return None if mistakes else kind(**values)


_HINTS = dict.fromkeys(
    ("temperature", "top_p", "top_k", "min_p", "seed", "repeat_penalty"),
    "discreet always takes the likeliest word, so that the same draft gives the same result",
)

WORDS: dict[Any, str] = {str: "a text", int: "a whole number", bool: "true or false", float: "a number"}


def _value(found: Any, hint: Any, where: str, mistakes: list[Mistake]) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _one_of(found, get_args(hint), where, mistakes)
    if origin is tuple:
        if not isinstance(found, list):
            mistakes.append(Mistake(f"{where} has to be a list"))
            return ()
        return tuple(
            _value(item, get_args(hint)[0], f"entry {number} of {where}", mistakes)
            for number, item in enumerate(found, start=1)
        )
    if origin is dict:
        if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
            mistakes.append(Mistake(f"{where} has to be names with values"))
            return {}
        return {key: _value(item, get_args(hint)[1], f"{key!r} in {where}", mistakes) for key, item in found.items()}
    if is_dataclass(hint):
        return _object(found, hint, where, mistakes)
    if type(found) is not hint:
        mistakes.append(Mistake(f"{where} has to be {WORDS[hint]}"))
    return found


def _one_of(found: Any, hints: tuple[Any, ...], where: str, mistakes: list[Mistake]) -> Any:
    """A value of several simple types, or None where that is one of them."""
    simple = [hint for hint in hints if hint is not type(None)]
    if type(found) in simple or (found is None and len(simple) < len(hints)):
        return found
    mistakes.append(Mistake(f"{where} has to be {' or '.join(WORDS[hint] for hint in simple)}"))
    return found


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def schema(kind: type) -> dict[str, Any]:
    """The JSON schema of a dataclass, for editors; the help of a field is its metadata's."""
    hints = _hints(kind)
    properties, needed = {}, []
    for field in fields(kind):
        properties[field.name] = _schema(hints[field.name])
        if text := field.metadata.get("help"):
            properties[field.name]["description"] = text
        if options := field.metadata.get("options"):
            properties[field.name]["enum"] = list(options)
        if field.default is MISSING and field.default_factory is MISSING:
            needed.append(field.name)
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


_SIMPLE = {str: "string", int: "integer", bool: "boolean", float: "number", type(None): "null"}


def _schema(hint: Any) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return {"type": [_SIMPLE[each] for each in get_args(hint)]}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(get_args(hint)[1])}
    if is_dataclass(hint):
        return schema(hint) if isinstance(hint, type) else {}
    return {"type": _SIMPLE[hint]}
