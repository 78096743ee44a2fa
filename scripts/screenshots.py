"""Draws the main screens into docs/screens as SVG, on the tour's invented draft: 80×24 and 120×40, light and dark.

    python scripts/screenshots.py [--out FOLDER]

What the pictures show is what the application shows; run it again after a change to a screen and look at them.
"""

from __future__ import annotations

import argparse
import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.cli.session import Session
from assistant.composition import build_pipeline, draft_of
from assistant.tui.app import DiscreetApp
from assistant.tui.start import Start
from assistant.tui.tour import EXAMPLE

DOCS = Path(__file__).resolve().parent.parent / "docs" / "screens"
SIZES = ((80, 24), (120, 40))
SCREENS: dict[str, tuple[str, ...]] = {
    "write": (),
    "details": ("f3", "down", "down", "right", "right"),
    "changes": ("ctrl+r", "a", "r"),
    "finish": ("ctrl+r", "a", "a", "f5"),
    "who-could-tell": ("f6",),
    "help": ("f4", "f1"),
}
"""The keys that lead to each screen."""
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fonts that the picture would fetch from elsewhere when somebody looks at it."""


def wanted() -> Iterator[tuple[str, tuple[int, int], str]]:
    """Every picture: screen, size, theme."""
    for name in SCREENS:
        for size in SIZES:
            for theme in ("light", "dark"):
                yield name, size, theme


async def picture(name: str, size: tuple[int, int], theme: str) -> str:
    """One screen as SVG."""
    session = replace(Session(), confine=lambda: None, build_pipeline=build_pipeline)
    app = DiscreetApp(session, draft_of(EXAMPLE, "markdown"), Start(theme=theme))
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        async def settle() -> None:
            await pilot.pause()
            while app.main.busy:
                await asyncio.sleep(0.02)
                await pilot.pause()
            await pilot.pause()

        await settle()
        for key in SCREENS[name]:
            await pilot.press(key)
            await settle()
        app.clear_notifications()
        await pilot.pause()
        return _FONTS.sub("", app.export_screenshot(title="discreet"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DOCS)
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for name, size, theme in wanted():
        place = folder / f"{name}-{size[0]}x{size[1]}-{theme}.svg"
        place.write_text(asyncio.run(picture(name, size, theme)), encoding="utf-8")
        print(place)


if __name__ == "__main__":
    main()
