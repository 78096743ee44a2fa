"""Lines for editors: one for each place, whatever a file is called and whatever the words of the draft hold."""

from __future__ import annotations

from assistant.batch.values import Place
from assistant.reports.lines import line

PLACE = Place(3, 7, "age", "stranger", "age (the client): an\x1b[2J exact age", "34\x1b]0;x\x07\n34", "an \x1b[31mage")


def test_neither_a_name_nor_words_steer_the_terminal_or_make_two_lines() -> None:
    for quote in (True, False):
        shown = line(PLACE, "a\x1b[2J\nfake.md:1:1:name:client:name.md", quote=quote)

        assert shown.isprintable()
        assert shown.startswith("a�[2J�fake.md:1:1:name:client:name.md:3:7:age:stranger:age (the client): ")


def test_a_path_that_harms_nobody_stays_as_it_is() -> None:
    assert line(PLACE, "my  drafts/café.md").startswith("my  drafts/café.md:3:7:")
