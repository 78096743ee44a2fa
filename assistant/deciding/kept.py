"""What a person decided about a draft, as plain values that a vault can keep, and back again.

Promises: what was kept is what comes back; what cannot be read (another version wrote it) is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain.details import Kind
from assistant.pipeline import NotADetail, Wish

Choice = Wish | NotADetail


@dataclass(frozen=True, slots=True)
class Kept:
    """Choices about details, wordings that were turned down and the person's own, both by the sentence."""

    choices: tuple[Choice, ...] = ()
    rejected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    edited: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self.choices or self.rejected or self.edited)


def to_plain(kept: Kept) -> dict[str, Any]:
    """`kept` as values of JSON."""
    return {
        "choices": [_plain(choice) for choice in kept.choices],
        "rejected": {sentence: list(wordings) for sentence, wordings in kept.rejected.items()},
        "edited": dict(kept.edited),
    }


def from_plain(content: object) -> Kept:
    """What `to_plain` made; nothing where it is not that."""
    if not isinstance(content, dict):
        return Kept()
    choices = [choice for one in _list(content.get("choices")) if (choice := _choice(one)) is not None]
    rejected = {
        str(sentence): tuple(map(str, _list(wordings))) for sentence, wordings in _dict(content.get("rejected")).items()
    }
    edited = {str(sentence): str(wording) for sentence, wording in _dict(content.get("edited")).items()}
    return Kept(tuple(choices), rejected, edited)


def _plain(choice: Choice) -> dict[str, object]:
    about: dict[str, object] = {"kind": choice.kind.value, "words": choice.words}
    return about | {"rung": choice.rung, "why": choice.why} if isinstance(choice, Wish) else about


def _choice(one: object) -> Choice | None:
    found = _dict(one)
    try:
        kind, words = Kind(found["kind"]), str(found["words"])
        return Wish(kind, words, int(found["rung"]), str(found["why"])) if "rung" in found else NotADetail(kind, words)
    except (KeyError, ValueError, TypeError):
        return None


def _list(content: object) -> Sequence[object]:
    return content if isinstance(content, list) else ()


def _dict(content: object) -> Mapping[Any, Any]:
    return content if isinstance(content, dict) else {}
