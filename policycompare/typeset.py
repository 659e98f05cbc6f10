"""A table of cells comes in; the same table goes out as HTML for a notebook and as aligned text."""

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from policycompare.model import Language

Look = Literal["plain", "strong", "small", "quote", "small quote"]

TAGS: dict[Look, tuple[str, str]] = {
    "plain": ("", ""),
    "strong": ("<strong>", "</strong>"),
    "small": ("<small>", "</small>"),
    "quote": ('<span lang="zh-CN">', "</span>"),
    "small quote": ('<small lang="zh-CN">', "</small>"),
}
TOKEN = re.compile(r"[（《「“≥≤]{0,2}(?:[!-~]{1,24}|.)[，。；：、！？）》」”％‰]{0,2} ?", re.DOTALL)
"""What is never broken over two lines: a word, or a character with its punctuation."""

ON_PAPER, ON_SCREEN = 100, 160
"""Columns of a terminal, and of a notebook's output, that a table may fill."""
GAP = 2
FIRM = 24
"""Up to so many columns a narrow screen leaves as they are; the wider ones share what is left."""
EM, PADDING = 0.6, 1.4
"""Width of a column of text, and of a cell's two sides, in the font's size."""

# JupyterLab drops <style> from a notebook that was not run on this machine: what a table can't be
# read without is therefore an attribute of the cell.
CELL = 'style="text-align:left;vertical-align:top"'
STYLE = """
.pc-readable{overflow-x:auto;color:var(--jp-content-font-color1,inherit)}
.pc-readable table{margin:0 0 .5em;border-collapse:collapse;color:inherit}
.pc-readable :is(th,td){padding:.45em .6em;line-height:1.5;overflow-wrap:anywhere;
border-bottom:1px solid var(--jp-border-color2,rgba(128,128,128,.4))}
.pc-readable thead th{border-bottom-color:var(--jp-border-color1,rgba(128,128,128,.8))}
.pc-readable small{font-size:.92em;color:var(--jp-content-font-color2,inherit)}
.pc-readable mark{padding:0 .15em;background:#fff3bf;color:#222}
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell; `marked` are the parts of it that catch the eye, such as misprints."""

    text: str
    look: Look = "plain"
    marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell, and what a pointer on it shows."""

    lines: tuple[Line, ...] = ()
    tip: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Readable:
    """A table to be read: HTML in a notebook, aligned text in a terminal and in `print`."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: str = ""
    lang: Language = "zh"

    def _repr_html_(self) -> str:
        """Give what JupyterLab shows."""
        return as_html(self)

    def __str__(self) -> str:
        """Give what a terminal shows."""
        return as_text(self)

    __repr__ = __str__


def as_html(table: Readable) -> str:
    """Write the table with its own scoped style; every text is escaped, nothing is fetched or run.

    Examples
    --------
    >>> page = as_html(Readable(("地区",), ((Cell((Line("<资阳>"),)),),)))
    >>> "&lt;资阳&gt;" in page and "<资阳>" not in page
    True
    """
    widths = _widths(table, ON_SCREEN)
    spans = [EM * width + PADDING for width in widths]
    sizes = [
        f"{span:.1f}em" if width <= FIRM else f"{span / sum(spans):.1%}"
        for width, span in zip(widths, spans, strict=True)
    ]
    columns = "".join(f'<col style="width:{size}">' for size in sizes)
    heads = "".join(f'<th scope="col" {CELL}>{html.escape(head)}</th>' for head in table.heads)
    rows = [f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in table.rows]
    body = "\n".join(rows)
    fitted = f"table-layout:fixed;width:{sum(spans):.1f}em;max-width:100%"
    return "\n".join(
        [
            f'<div class="pc-readable" lang="{"zh-CN" if table.lang == "zh" else "en"}">',
            f"<style>{STYLE}</style>",
            f'<table style="{fitted}"><colgroup>{columns}</colgroup>',
            *([f"<thead><tr>{heads}</tr></thead>"] if any(table.heads) else []),
            f"<tbody>\n{body}\n</tbody></table>",
            *([f"<small>{html.escape(table.foot)}</small>"] if table.foot else []),
            "</div>",
        ]
    )


def as_text(table: Readable) -> str:
    """Align the table in columns, a Chinese character taking two.

    Examples
    --------
    >>> cells = [Cell((Line(text),)) for text in ("资阳", "≥50%")]
    >>> print(as_text(Readable(("地区", "目标值"), (tuple(cells),))))
    地区  目标值
    ----  ------
    资阳  ≥50%
    """
    widths = _widths(table, ON_PAPER)
    rows = [
        _text_row([[line.text for line in cell.lines] for cell in row], widths)
        for row in table.rows
    ]
    tall = any(len(row) > 1 for row in rows)
    head = [
        *_text_row([[head] for head in table.heads], widths),
        _joined(["-" * w for w in widths], widths),
    ]
    lines = head if any(table.heads) else []
    for place, row in enumerate(rows):
        lines += ["", *row] if tall and place and any(table.heads) else row
    return "\n".join([*lines, *([table.foot] if table.foot else [])])


def columns_of(text: str) -> int:
    """Count the columns of a terminal that a text takes.

    Examples
    --------
    >>> columns_of("药占比 30%")
    10
    """
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def broken(text: str, width: int) -> list[str]:
    """Break a text into lines of `width` columns; a longer word stands on a line of its own.

    Examples
    --------
    >>> broken("控制在30%以下，力争", 8)
    ['控制在', '30%以', '下，力争']
    """
    lines, used = [""], 0
    for token in TOKEN.findall(" ".join(text.split())):
        if used and used + columns_of(token.rstrip()) > width:
            lines, used = [*lines, ""], 0
        lines[-1] += token
        used += columns_of(token)
    return [line.rstrip() for line in lines]


def _widths(table: Readable, total: int) -> list[int]:
    """Give every column what it needs; while that is too much, the widest that can gives way."""
    columns = [[head] for head in table.heads]
    for row in table.rows:
        for column, cell in zip(columns, row, strict=True):
            column += [line.text for line in cell.lines]
    widths = [max(map(columns_of, texts)) for texts in columns]
    least = [
        max(columns_of(token) for text in texts for token in _tokens(text)) for texts in columns
    ]
    while sum(widths) + GAP * (len(widths) - 1) > total and widths != least:
        widest = max((width, place) for place, width in enumerate(widths) if width > least[place])
        widths[widest[1]] -= 1
    return widths


def _tokens(text: str) -> list[str]:
    return [token.rstrip() for token in TOKEN.findall(" ".join(text.split()))] or [""]


def _html_cell(cell: Cell) -> str:
    tip = html.escape(cell.tip).replace("\n", "&#10;")
    tip = f' title="{tip}"' if tip else ""
    return f"<td {CELL}{tip}>{'<br>'.join(map(_html_line, cell.lines))}</td>"


def _html_line(line: Line) -> str:
    text = html.escape(line.text)
    for part in map(html.escape, line.marked):
        text = text.replace(part, f"<mark>{part}</mark>", 1)
    opened, closed = TAGS[line.look]
    return f"{opened}{text}{closed}"


def _text_row(cells: list[list[str]], widths: list[int]) -> list[str]:
    columns = [
        [part for line in lines for part in broken(line, width)]
        for lines, width in zip(cells, widths, strict=True)
    ]
    height = max(map(len, columns), default=0)
    return [
        _joined([column[place] if place < len(column) else "" for column in columns], widths)
        for place in range(height)
    ]


def _joined(parts: list[str], widths: list[int]) -> str:
    padded = [
        part + " " * (width - columns_of(part)) for part, width in zip(parts, widths, strict=True)
    ]
    return (" " * GAP).join(padded).rstrip()
