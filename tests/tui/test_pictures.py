"""Pictures of the main screens, compared cell by cell; after a wanted change: pytest tests/tui --snapshot-update."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from assistant.composition import draft_of
from assistant.pipeline import Options
from assistant.tui.app import DiscreetApp
from assistant.tui.start import Start
from tests.tui.driving import Desktop, session
from tests.tui.fixed import TEXT, Fixed, background

pytestmark = pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="pictures are made with one Python")

Compare = Callable[..., bool]
SCREENS = {
    "write": ((80, 24), "dark", ()),
    "details_turned": ((80, 24), "dark", ("f3", "down", "right", "right")),
    "changes": ((80, 24), "dark", ("ctrl+r", "a")),
    "changes_side_by_side": ((140, 30), "light", ("ctrl+r", "d", "a")),
    "finish": ((80, 24), "light", ("ctrl+r", "a", "a", "f5")),
    "wide": ((160, 40), "dark", ("f3",)),
    "help": ((80, 24), "dark", ("f4", "f1")),
    "who_could_tell": ((100, 30), "light", ("f6",)),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(name: str, snap_compare: Compare) -> None:
    size, theme, keys = SCREENS[name]
    start = Start(options=Options(background=background()), theme=theme)
    app = DiscreetApp(session(build_pipeline=Fixed), draft_of(TEXT, "markdown"), start)
    app.animation_level = "none"

    async def run(pilot: Pilot[int]) -> None:
        there = Desktop(app, pilot)
        await there.until(lambda: app.main.is_mounted and len(app.screen_stack) > 1)
        await there.settle()
        await there.press(*keys)
        app.clear_notifications()
        await there.settle()

    assert snap_compare(app, terminal_size=size, run_before=run)
