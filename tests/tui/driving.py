"""Drives the application as a person does: keys, and a look at what the screen says."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import cast

from textual.pilot import Pilot
from textual.widgets import Static

from assistant.cli.session import Session
from assistant.composition import build_pipeline, draft_of, read_draft
from assistant.domain.details import Detail
from assistant.domain.ports import Tag
from assistant.domain.risk import Reader, Tier
from assistant.pipeline import Options, Pipeline
from assistant.settings.model import Settings
from assistant.tui.app import DiscreetApp
from assistant.tui.screens.main import MainScreen
from assistant.tui.start import Start

PATIENCE = 180.0
"""Seconds for anything to happen; a busy machine is slow."""


class Nothing:
    """A tagger that has read everything and marks nothing, so that what rules alone find is judged as it is."""

    def tag(self, texts: Sequence[str]) -> list[tuple[Tag, ...] | None]:
        return [() for _ in texts]


@cache
def _warm() -> tuple[Pipeline, ...]:
    """Real use cases beside that tagger, which keep what they read from one test to the next."""
    first = Pipeline(build_pipeline(rules_only=True).documents, Nothing(), strict=True)
    return first, first.beside(), first.beside()


class Warm:
    """Gives each of the application's threads a use case that is warm already."""

    def __init__(self) -> None:
        self._left = list(_warm())

    def beside(self) -> Pipeline:
        return self._left.pop()


class Held:
    """Gives each thread a use case that waits, in what is named in `holds`, until it is let go, or fails in it."""

    def __init__(self) -> None:
        self.holds: set[str] = set()
        self.fails: set[str] = set()
        self._free = threading.Event()
        self._warm = Warm()

    def hold(self, *names: str) -> None:
        """Wait in these from now on."""
        self._free.clear()
        self.holds = set(names)

    def let_go(self) -> None:
        """Wait in nothing any more."""
        self.holds = set()
        self._free.set()

    def beside(self) -> Pipeline:
        return cast("Pipeline", _Waiting(self._warm.beside(), self))

    def meet(self, name: str) -> None:
        """Wait or fail where that was asked for."""
        if name in self.holds:
            assert self._free.wait(PATIENCE)
        if name in self.fails:
            raise ValueError(name)


class _Waiting:
    """A use case each of whose methods meets `Held` first."""

    def __init__(self, pipeline: Pipeline, held: Held) -> None:
        self._pipeline, self._held = pipeline, held

    def __getattr__(self, name: str) -> object:
        self._held.meet(name)
        return getattr(self._pipeline, name)


def session(**parts: object) -> Session:
    """The real parts, without giving up the network for the whole test run."""
    return replace(Session(confine=lambda: None, build_pipeline=Warm, open_ranker=lambda: None), **parts)  # type: ignore[arg-type]


@dataclass
class Desktop:
    """The running application."""

    app: DiscreetApp
    pilot: Pilot[int]

    @property
    def main(self) -> MainScreen:
        return self.app.main

    async def press(self, *keys: str) -> None:
        """Press keys, one after another, and wait until what they began is done."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type text."""
        names = {" ": "space", ".": "full_stop", ",": "comma", "-": "minus", "/": "slash", "’": "’"}
        await self.press(*(names.get(c, c) for c in text))

    async def settle(self) -> None:
        """Wait until nothing is being thought about."""
        await self.until(lambda: not self.main.busy)
        while self.main.busy:  # what came out of it began something else
            await self.until(lambda: not self.main.busy)

    async def until(self, there: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        await self.pilot.pause()
        while not there():
            assert time.monotonic() < end, "it did not happen in time"
            await asyncio.sleep(0.01)
            await self.pilot.pause()
        await self.pilot.pause()

    def tier(self, reader: Reader) -> Tier:
        """The tier that the bar shows."""
        assert self.main.readers.risk is not None
        return self.main.readers.risk.readers[reader].tier

    def says(self, selector: str) -> str:
        """What a part of the screen on top says."""
        return str(self.app.screen.query_one(selector, Static).render())

    def notices(self) -> str:
        """Everything that was said in the corner."""
        return " ".join(n.message for n in self.app._notifications)

    async def go_to(self, words: str) -> Detail:
        """Put the cursor of the list of details on the detail with these words."""
        await self.press("f3")
        listing = self.main.details.listing
        found = next(d for d in listing.shown.values() if words in d.texts)
        self.main.details.go_to(found.id)
        await self.settle()
        return found


@asynccontextmanager
async def desktop(
    text: str = "",
    *,
    path: Path | None = None,
    size: tuple[int, int] = (80, 24),
    parts: Session | None = None,
    options: Options | None = None,
    settings: Settings | None = None,
    model: Path | None = None,
    tour: bool = False,
    review: bool = False,
) -> AsyncIterator[Desktop]:
    """The application on `path`, or on `text`."""
    draft = read_draft(str(path)) if path is not None else draft_of(text, "markdown")
    start = Start(path, settings or Settings(), options or Options(), model, "dark", tour, review)
    app = DiscreetApp(parts or session(), draft, start)
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        there = Desktop(app, pilot)
        await there.until(lambda: app.main.is_mounted and len(app.screen_stack) > 1)
        await there.settle()
        yield there
