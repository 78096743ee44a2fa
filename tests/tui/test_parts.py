"""The main screen is put together of parts: what one part leaves to another, another defines."""

from __future__ import annotations

import inspect

from assistant.tui.screens.base import Base
from assistant.tui.screens.main import MainScreen


def test_the_main_screen_defines_everything_that_its_parts_leave_open() -> None:
    left_open = [
        name
        for name, member in vars(Base).items()
        if (function := member.fget if isinstance(member, property) else member)
        and inspect.isfunction(function)
        and "raise NotImplementedError" in inspect.getsource(function)
    ]

    assert left_open
    assert [name for name in left_open if inspect.getattr_static(MainScreen, name) is vars(Base)[name]] == []
