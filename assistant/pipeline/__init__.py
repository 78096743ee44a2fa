"""The one use case that every front end calls: a draft in, details, changes, risk before and after out.

Its values come at once; the use case itself, with all that it reads by, is loaded when it is first asked for, so that a
screen can be drawn before.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from assistant.pipeline.values import (
    DEFAULT_STRATEGY,
    Analysis,
    NotADetail,
    Options,
    Result,
    Wish,
    versions,
)

if TYPE_CHECKING:
    from assistant.pipeline.running import Pipeline, Progress

__all__ = [
    "DEFAULT_STRATEGY",
    "Analysis",
    "NotADetail",
    "Options",
    "Pipeline",
    "Progress",
    "Result",
    "Wish",
    "versions",
]


def __getattr__(name: str) -> object:
    if name in ("Pipeline", "Progress"):
        return getattr(import_module("assistant.pipeline.running"), name)
    raise AttributeError(name)
