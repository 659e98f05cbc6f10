"""Words and marks of lines, rows and cells go in; text comes out, a line a paragraph or row."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import chain, pairwise

from policycompare.decoding import CONTROL

Rows = list[list[list[str]]]
"""Rows of cells of lines."""

ENDS_A_SENTENCE = tuple("。；！？：;!?:")


class Mark(Enum):
    """Where in a document something begins or ends."""

    LINE = auto()
    """A line ends."""
    TABLE = auto()
    """A table begins."""
    ROW = auto()
    """A row begins."""
    CELL = auto()
    """A cell begins."""
    END = auto()
    """A table ends."""


def laid_out(tokens: Iterable[str | Mark]) -> str:
    r"""Lay words out: a paragraph a line, a table's row a line, its cells joined by tabs.

    Inside a cell a line ends only where a sentence does; a row of one cell is a frame, and a table
    in a cell keeps its rows. Blank lines and blank rows are left out.

    Examples
    --------
    >>> row = [Mark.TABLE, Mark.ROW, Mark.CELL, "药占比", Mark.CELL, "≤30%", Mark.END]
    >>> laid_out(["一、目标", Mark.LINE, *row])
    '一、目标\n药占比\t≤30%'
    """
    page: list[str] = []
    tables: list[Rows] = []
    words: list[str] = []
    for token in chain(tokens, [Mark.LINE]):
        if isinstance(token, str):
            words.append(token)
            continue
        line = CONTROL.sub("", "".join(words))
        words.clear()
        if line.strip():
            _open_cell(page, tables).append(line)
        _follow(token, page, tables)
    while tables:
        _follow(Mark.END, page, tables)
    return "\n".join(page)


def _follow(mark: Mark, page: list[str], tables: list[Rows]) -> None:
    """Open or close what the mark says; a row or cell outside of a table is but a line's end."""
    if mark is Mark.TABLE:
        tables.append([[]])
    elif tables and mark is Mark.ROW:
        tables[-1].append([])
    elif tables and mark is Mark.CELL:
        tables[-1][-1].append([])
    elif tables and mark is Mark.END:
        rows = tables.pop()
        _open_cell(page, tables).extend(_lines(rows))


def _open_cell(page: list[str], tables: list[Rows]) -> list[str]:
    if not tables:
        return page
    row = tables[-1][-1]
    if not row:
        row.append([])
    return row[-1]


def _lines(rows: Rows) -> Iterator[str]:
    for row in rows:
        if len(row) == 1:
            yield from row[0]
        elif any(row):
            yield "\t".join(map(_cell, row))


def _cell(lines: list[str]) -> str:
    joined = lines[0] if lines else ""
    for before, line in pairwise(lines):
        apart = before.rstrip().endswith(ENDS_A_SENTENCE) or "\t" in before or "\t" in line
        joined += ("\n" if apart else " ") + line
    return joined
