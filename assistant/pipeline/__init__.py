"""The one use case that every front end calls: a draft in, details, changes, risk before and after out."""

from assistant.pipeline.running import Pipeline, Progress
from assistant.pipeline.values import (
    DEFAULT_STRATEGY,
    Analysis,
    NotADetail,
    Options,
    Result,
    Wish,
    versions,
)

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
