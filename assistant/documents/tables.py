"""Tables (.csv, .tsv): the cells of the columns that hold text, at their places in the file.

Promises: outside the changed cells the file stays byte for byte as it is, quotation marks and line ends included.
Without names of columns those are read whose cells are sentences; a column that was asked for and is not there is an
error, not an empty result. No table is written in which a column that was not read still says, beside a text, what was
taken out of that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents import reading
from assistant.documents.decoding import decode, encode
from assistant.documents.pieces import Pieces
from assistant.documents.sources import Source
from assistant.documents.traces import taken
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit, Span

WORDS = 5
"""A column is taken for text when its filled cells have at least so many words in the middle."""
MOST_CELLS = 500_000
_SPACE = re.compile(r"\s*[\r\n]\s*")

Cell = tuple[Span, bool]
"""Where a cell stands, without quotation marks around it, and whether it has some."""


def open_source(data: bytes, name: str, columns: Sequence[str] = ()) -> Source:
    """The table in these bytes. Raises DraftError."""
    source, encoding = decode(data, name)
    rows = _rows(source, "\t" if name.lower().endswith(".tsv") else _separator(source), name)
    wanted = _wanted(source, rows, columns, name)
    pieces = Pieces()
    places: list[tuple[Span, Cell]] = []
    texts: list[tuple[int, Span]] = []
    for number, row in enumerate(rows):
        for column in wanted:
            if column < len(row) and (number or not _is_title(source, row[column], columns)):
                start = pieces.length
                pieces.gap()
                _add(pieces, places, source, row[column])
                texts.append((number, Span(start, pieces.length)))
    if not pieces.text.strip():
        raise DraftError(f"{name} has no words in those columns.", "Name the columns to read with --column.")
    draft = reading.from_text(pieces.text, name, "table", encoding)

    def render(edits: Sequence[Edit]) -> bytes:
        _refuse_what_tells(source, rows, wanted, texts, draft.text, edits, name)
        changed = pieces.edited([*edits, *(Edit(removal, "") for removal in draft.removals)])
        parts: list[str] = []
        position = 0
        for number, words in sorted(changed.items()):
            span, cell = places[number]
            parts += (source[position : span.start], _quoted(words, cell))
            position = span.end
        return encode("".join((*parts, source[position:])), encoding)

    width = max(map(len, rows))
    left = [column for column in range(width) if column not in wanted]
    called = ", ".join(_title(source, rows, column) for column in left)
    return Source(draft, render, unseen=(f"{len(left)} of {width} columns ({called})",) if left else ())


def _title(source: str, rows: list[list[Cell]], column: int) -> str:
    """What a column is called, or its number where the first line does not say or says too much."""
    said = rows[0][column][0].of(source).strip() if column < len(rows[0]) else ""
    plain = len(said.split()) < WORDS and said.isprintable() and any(map(str.isalpha, said)) and len(rows) > 1
    return said if plain else str(column + 1)


def _refuse_what_tells(
    source: str,
    rows: list[list[Cell]],
    wanted: Sequence[int],
    texts: Sequence[tuple[int, Span]],
    text: str,
    edits: Sequence[Edit],
    name: str,
) -> None:
    """Raise DraftError where a cell beside a text holds what the edits take out of that."""
    telling: dict[int, None] = {}
    for number, span in texts:
        row = rows[number]
        here = [edit for edit in edits if edit.span.overlaps(span)]
        others = [column for column in range(len(row)) if column not in wanted]
        gone = taken(text, here) if here and others else None
        telling |= {c: None for c in others if gone is not None and gone.is_in(row[c][0].of(source))}
    if telling:
        titles = ", ".join(f"“{_title(source, rows, column)}”" for column in sorted(telling))
        which = "The column" if len(telling) == 1 else "The columns"
        raise DraftError(
            f"{which} {titles} of {name}, which {'was' if len(telling) == 1 else 'were'} not looked at, still "
            f"{'says' if len(telling) == 1 else 'say'} what went from the text beside, so nothing was written.",
            "Leave out of the table what tells who it is, or have it read too: discreet batch --column NAME.",
        )


def _is_title(source: str, cell: Cell, columns: Sequence[str]) -> bool:
    """Whether a cell of the first line names its column; a table without such a line begins with words."""
    return bool(columns) or len(cell[0].of(source).split()) < WORDS


def _rows(source: str, separator: str, name: str) -> list[list[Cell]]:
    """Every cell by row; a quotation mark that is never closed ends with the file."""
    cell = re.compile(rf'"(?P<quoted>(?:[^"]|"")*)"[^{separator}\r\n]*|(?P<plain>[^{separator}\r\n]*)')
    rows: list[list[Cell]] = [[]]
    position, cells = (1 if source.startswith("\ufeff") else 0), 0
    while True:
        match = cell.match(source, position)
        assert match is not None, "an empty cell matches"
        group = "quoted" if match["quoted"] is not None else "plain"
        rows[-1].append((Span(*match.span(group)), group == "quoted"))
        position, cells = match.end(), cells + 1
        if cells > MOST_CELLS:
            raise DraftError(f"{name} has too many cells.", "Split it into parts.")
        if position >= len(source):
            break
        if source[position] == separator:
            position += 1
            continue
        position += 2 if source.startswith("\r\n", position) else 1
        if position >= len(source):
            break
        rows.append([])
    return rows


def _separator(source: str) -> str:
    """What parts the cells of the first line."""
    first = source.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _wanted(source: str, rows: list[list[Cell]], columns: Sequence[str], name: str) -> list[int]:
    titles = [span.of(source).strip().casefold() for span, _ in rows[0]]
    if columns:
        missing = [column for column in columns if column.strip().casefold() not in titles]
        if missing:
            raise DraftError(f"{name} has no column called {missing[0]}.", "See its first line for their names.")
        return [titles.index(column.strip().casefold()) for column in columns]
    found = []
    for column in range(max(map(len, rows))):
        lengths = sorted(len(row[column][0].of(source).split()) for row in rows[1:] or rows if column < len(row))
        filled = [length for length in lengths if length]
        if filled and filled[len(filled) // 2] >= WORDS:
            found.append(column)
    if not found:
        raise DraftError(f"{name} has no column that reads like text.", "Name the columns to read with --column.")
    return found


def _add(pieces: Pieces, places: list[tuple[Span, Cell]], source: str, cell: Cell) -> None:
    """The words of a cell; doubled quotation marks and line breaks are pieces of their own."""
    span, quoted = cell
    special = re.compile(r'""|\s*[\r\n]\s*') if quoted else _SPACE
    position = span.start
    for match in special.finditer(source, span.start, span.end):
        for text, place in (
            (source[position : match.start()], Span(position, match.start())),
            ('"' if match[0] == '""' else " ", Span(*match.span())),
        ):
            if pieces.add(text) is not None:
                places.append((place, cell))
        position = match.end()
    if pieces.add(source[position : span.end]) is not None:
        places.append((Span(position, span.end), cell))


def _quoted(words: str, cell: Cell) -> str:
    """New words as the cell's quotation allows; without any, nothing that would end the cell."""
    return words.replace('"', '""') if cell[1] else re.sub(r'\s*[,;\t\r\n"][\s,;"]*', " ", words)
