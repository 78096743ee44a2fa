"""The small writer that comes along, started for one draft; where it can't be used, the rules decide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from assistant.cli import diagnostics

if TYPE_CHECKING:
    from assistant.cli.session import Session
    from assistant.engine.ranker import RankerClient

MISSING = "The small writer is not here, so wordings are not ranked by it. Install discreet again."


@contextmanager
def ranking(session: Session, *, wanted: bool) -> Iterator[RankerClient | None]:
    """The writer, ready to rank, until the end of the block; None where it is not wanted or can't be used."""
    ranker = session.open_ranker() if wanted else None
    if ranker is None or not ranker.ready():
        if wanted:
            diagnostics.say(MISSING if ranker is None else ranker.problem or MISSING)
        yield None
        return
    with closing(ranker):
        yield ranker
