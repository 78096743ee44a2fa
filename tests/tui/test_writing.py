"""Writing: what is typed is read at once, details are underlined, and who could tell is in sight."""

from __future__ import annotations

from pathlib import Path

from assistant.domain.risk import Reader, Tier
from tests.tui.conftest import POST
from tests.tui.driving import desktop


async def test_an_empty_page_says_what_is_kept_and_where_to_begin() -> None:
    async with desktop() as there:
        assert "Nothing is kept unless you save" in there.says("#note")
        assert "nothing leaves this machine" in there.says("#note")
        assert "empty" in there.says("#top")


async def test_a_draft_is_read_when_it_is_opened(post: Path) -> None:
    async with desktop(path=post) as there:
        assert there.tier(Reader.CLIENT) is Tier.HIGH
        assert "● High" in there.says("#readers")
        assert "“paramedic”" in there.says("#readers")
        assert "post.md" in there.says("#top")


async def test_typing_moves_the_readers_and_the_underlines() -> None:
    async with desktop("Rest can feel like stealing. ") as there:
        assert there.tier(Reader.ACQUAINTANCE) is Tier.LOW
        await there.press("ctrl+end")
        await there.type("My client is a paramedic in Huddersfield. She has twins.")

        assert there.tier(Reader.ACQUAINTANCE) > Tier.LOW
        underlined = {
            there.main.editor.document.get_line(row)[start:end]
            for row, marks in there.main.editor._lines.items()
            for start, end, _ in marks
        }
        assert {"paramedic", "Huddersfield", "twins"} <= underlined
        assert "not saved" in there.says("#top")


async def test_underlines_are_drawn_and_move_with_the_words_before_the_next_look() -> None:
    async with desktop(POST) as there:
        editor = there.main.editor
        before = dict(editor._lines)
        line = editor.get_line(0)
        assert any(line.plain[s.start : s.end] == "Huddersfield" and s.style.underline for s in line.spans)

        editor.insert("\n\nOh. ", (0, 0))  # the keys' own way, without waiting for a look

        assert [m[0] for m in editor._lines[2]] == [m[0] + len("Oh. ") for m in before[0]]


async def test_the_note_says_why_the_words_at_the_cursor_are_underlined(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.go_to("paramedic")
        await there.press("enter")

        assert there.main.step == "write"
        assert there.main.editor.selected_text == "paramedic"
        assert "“paramedic”: an occupation" in there.says("#note")


async def test_pasting_fifty_thousand_words_keeps_the_screen_alive() -> None:
    async with desktop() as there:
        words = "\n\n".join(["Rest can feel like stealing to the one who always coped at home."] * 3_900)
        assert len(words.split()) > 50_000
        there.main.editor.insert(words)
        await there.pilot.pause()
        await there.pilot.press("f3")  # answered while the text is being read

        assert there.main.step == "details"
        await there.settle()
        assert there.main.desk.analysis is not None
        assert there.main.desk.analysis.draft.text == words


async def test_the_height_of_the_text_is_known_without_adding_up_its_lines() -> None:
    async with desktop(POST, size=(60, 18)) as there:
        editor = there.main.editor
        for at, text, end in (((0, 0), "One.\n\nTwo.\n", (0, 0)), ((1, 0), "x" * 300, (3, 1)), ((0, 0), "", (1, 40))):
            editor.replace(text, at, end)
            await there.settle()

            wrapped = editor.wrapped_document
            assert wrapped.height == sum(len(offsets) + 1 for offsets in wrapped._wrap_offsets)


async def test_undo_takes_typing_back(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+end")
        await there.type("xyz")
        await there.press("ctrl+z")

        assert there.main.editor.text == POST


async def test_every_size_shows_the_readers_and_the_step() -> None:
    async with desktop(POST, size=(80, 24)) as there:
        for size in ((200, 60), (60, 18), (120, 40), (80, 24)):
            await there.pilot.resize_terminal(*size)
            await there.settle()
            main = there.main
            assert main.readers.size.height == 3
            assert main.editor.size.height > 3
            assert main.details.display == (size[0] >= 110)
            for line in str(main.readers.render()).split("\n"):
                assert len(line) <= size[0]
