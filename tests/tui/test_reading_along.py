"""While somebody types: the rules' tiers at once, the tagger's a moment later, and nothing Low before it has spoken."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.composition import build_pipeline
from assistant.domain.ports import Tag
from assistant.domain.risk import Reader, Tier
from assistant.pipeline import Pipeline
from assistant.tui.widgets.keys import Keys
from tests.tui.driving import Desktop, desktop, session


class Thinking:
    """A tagger that answers when it is let, and then marks one word."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.free = threading.Event()
        self.fails = False

    def tag(self, texts: Sequence[str]) -> list[tuple[Tag, ...] | None]:
        self.asked.set()
        self.free.wait(300)
        if self.fails:
            return [None] * len(texts)
        return [
            tuple(Tag(text.index(w), text.index(w) + len(w), "possession", 0.9, 0.9) for w in ("qanun",) if w in text)
            for text in texts
        ]


def with_tagger(tagger: Thinking) -> Pipeline:
    return Pipeline(build_pipeline(rules_only=True).documents, tagger, strict=True)


async def started(there: Desktop, tagger: Thinking) -> None:
    """Wait until the rules have spoken and the tagger is at work."""
    await there.until(lambda: there.main.desk.analysis is not None and tagger.asked.is_set())


def words(there: Desktop) -> set[str]:
    assert there.main.desk.analysis is not None
    return {text for d in there.main.desk.analysis.details for text in d.texts}


CASE = "My client is a paramedic. She brought her qanun to the session and played for us."
THEORY = "Theory is a way of looking. It is not a place to stand."


async def opened(there: Desktop, text: str, tagger: Thinking) -> None:
    """Put a text on the empty page, with the tagger held."""
    tagger.free.clear()
    tagger.asked.clear()
    there.main.editor.insert(text)
    await there.until(lambda: there.main.desk.analysis is not None and there.main.desk.analysis.draft.text == text)


async def test_what_the_rules_see_is_shown_while_the_tagger_is_at_work() -> None:
    tagger = Thinking()
    async with desktop(parts=session(build_pipeline=lambda: with_tagger(tagger))) as there:
        await opened(there, CASE, tagger)
        assert "paramedic" in words(there)
        assert "qanun" not in words(there)

        tagger.free.set()
        await there.settle()
        assert {"paramedic", "qanun"} <= words(there)


async def test_nothing_is_low_before_the_tagger_has_spoken() -> None:
    tagger = Thinking()
    async with desktop(parts=session(build_pipeline=lambda: with_tagger(tagger))) as there:
        await opened(there, THEORY, tagger)
        assert all(there.tier(reader) is not Tier.LOW for reader in Reader)
        assert "a closer look is on its way" in there.says("#readers")

        tagger.free.set()
        await there.settle()
        assert all(there.tier(reader) is Tier.LOW for reader in Reader)


async def test_a_tagger_that_fails_is_said_to_have_failed() -> None:
    tagger = Thinking()
    tagger.fails = True
    async with desktop(parts=session(build_pipeline=lambda: with_tagger(tagger))) as there:
        await opened(there, THEORY, tagger)
        tagger.free.set()
        await there.settle()

        assert there.tier(Reader.CLIENT) is Tier.CANNOT_TELL
        assert "Cannot tell" in there.says("#readers")
        assert "Names were not fully checked" in there.says("#readers")


async def test_what_the_tagger_read_of_an_older_text_is_not_shown_as_of_now() -> None:
    tagger = Thinking()
    async with desktop(parts=session(build_pipeline=lambda: with_tagger(tagger))) as there:
        await opened(there, CASE, tagger)
        there.main.editor.load_text(THEORY)
        tagger.free.set()
        await there.settle()

        assert "qanun" not in words(there)
        assert all(there.tier(reader) is Tier.LOW for reader in Reader)


@pytest.mark.parametrize("step", ["f2", "f3", "f4", "f5"])
@pytest.mark.parametrize("columns", [60, 80, 120])
async def test_no_key_is_cut_off_and_the_way_out_is_always_named(post: Path, step: str, columns: int) -> None:
    async with desktop(path=post, size=(columns, 24)) as there:
        await there.press("ctrl+r", step)
        footer = there.main.query_one(Keys)
        await there.until(lambda: bool(footer.children))
        keys = [str(key.render()) for key in footer.children]

        assert sum(len(key) + 1 for key in keys) <= columns + 1
        assert any("Quit" in key for key in keys)
        assert any("More" in key for key in keys)
