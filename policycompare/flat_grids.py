"""The lines of a table with a cell a line go in; its rows come out."""

import re

from policycompare.grid_cells import UNIT, VALUE, Cell, GridRow, cells_of, joined_cell, row_of
from policycompare.grid_heads import FlatHead, flat_head, heads_values, is_head_cell, whole_heads
from policycompare.grid_lines import NOTE, Lines, ends_table

_COLUMN = re.compile(r"[\u4e00-\u9fff（）()]{2,10}")
"""A column that no list of heads knows: 统计口径."""
_UNKNOWN, _WIDEST = 3, 16
"""How many such columns may stand together, and lines that a head may have."""
_SENTENCE = re.compile(r"(?=.*(?:\d|[。；]$))[^\t]{1,150}")
_NUMBER = re.compile(r"[0-9]{1,4}")
_REMARK = re.compile("[（(][^（()）]*[\u4e00-\u9fff][^（()）]*[)）]")
"""What is said of a value in a cell of its own: （市级测算）."""

_ATTRIBUTE = re.compile("(?:约束|预期|导向|指导|监测)性")
_DASH = re.compile("[—–-]{1,2}|/")


def flat_rows(lines: Lines, document_year: int | None, rows: list[GridRow]) -> None:
    """Read a head with a cell a line, and the rows below it.

    A row that spans several values is named once; what stands before each says whose it is.
    """
    texts = [text.replace(" ", "").strip() for text in lines.coming(_WIDEST)]
    texts = texts[: _columns(texts)]
    for _ in texts:
        lines.advance()
    head = flat_head(whole_heads(texts), document_year)
    reading = _Rows(head) if head else None
    while reading and lines.ahead:
        cell = cells_of(*lines.ahead)[0]
        prose = reading.passes_over(cell.text)
        if not prose and ends_table(lines.ahead[1].strip()):
            break
        lines.advance()
        if not prose and not NOTE.match(cell.text) and (row := reading.take(cell)):
            rows.append(row)


def _columns(texts: list[str]) -> int:
    """Count the cells of a head; unknown ones are such only where known ones follow."""
    last = unknown = 0
    valued = False
    for place, text in enumerate(texts):
        if is_head_cell(text):
            last, unknown = place + 1, 0
            valued = valued or heads_values(text)
        elif valued or unknown == _UNKNOWN or not _COLUMN.fullmatch(text):
            break
        else:
            unknown += 1
    return last


class _Rows:
    """Gathers the cells of a row until its last value is there."""

    def __init__(self, head: FlatHead) -> None:
        self._head = head
        self._number, self._last, self._name = "", "", ""
        self._lead: list[Cell] = []
        self._values: list[Cell] = []

    def take(self, cell: Cell) -> GridRow | None:
        """Take a cell in, and give the row that it completes."""
        if self._values and _REMARK.fullmatch(cell.text):
            return None
        if not self._lead and _ATTRIBUTE.fullmatch(cell.text):
            return None  # what stands behind the values of the row before
        if self._is_number(cell.text):
            self._number, self._lead, self._values = cell.text, [], []
        elif not VALUE.fullmatch(cell.text) or self._is_lead(cell.text):
            self._lead = [cell] if self._values else [*self._lead[-_WIDEST:], cell]
            self._values = []
        elif self._lead:
            self._values.append(cell)
        if len(self._values) < len(self._head.years):
            return None
        row = self._row()
        self._last = self._number or self._last
        self._number, self._lead, self._values = "", [], []
        return row

    def passes_over(self, text: str) -> bool:
        """Pass over the row of a sentence that stands for a name or a value; it is read as such."""
        due = len(self._lead) == len(self._head.lead) and _SENTENCE.fullmatch(text)
        named = not self._lead and text.endswith(("。", "；"))
        if not self._number or self._values or VALUE.fullmatch(text) or not (due or named):
            return False
        self._last, self._number, self._lead = self._number, "", []
        return True

    def _is_number(self, text: str) -> bool:
        """Tell the number of a row; behind a row there may stand cells, or another's heading."""
        if not _NUMBER.fullmatch(text) or not self._lead:
            return bool(_NUMBER.fullmatch(text))
        before = int(self._number or self._last or 0)
        follows = self._head.numbered and int(text) == before + 1
        due = bool(self._number) and len(self._lead) == len(self._head.lead)
        return follows and not due

    def _is_lead(self, text: str) -> bool:
        """Tell a unit, or a dash where there is nothing to say, from a value."""
        expected = self._head.lead[len(self._lead) : len(self._lead) + 1]
        if not self._lead or self._values:
            return False
        if not expected:  # a cell behind the row before stands in front
            due = self._head.lead[-1:] == ("unit",) and not UNIT.fullmatch(self._lead[-1].text)
            return due and bool(UNIT.fullmatch(text))
        if expected[0] == "name" and "unit" not in self._head.lead:
            return False  # an indicator is no dash: its group was named above
        return bool((UNIT if expected[0] == "unit" else _DASH).fullmatch(text))

    def _row(self) -> GridRow:
        parts, lead, unit = list(self._head.lead), self._lead, ""
        if "unit" in parts:
            at = len(lead) - len(parts) + parts.index("unit")
            if at >= 0 and UNIT.fullmatch(lead[at].text):
                unit = lead[at].text
            else:
                parts.remove("unit")
        more = len(lead) - len(parts)
        at = more + parts.index("name")
        if at >= 0:
            pieces = lead[at - more : at + 1] if self._number and more > 0 else [lead[at]]
            name = joined_cell(pieces)
            self._name = name.text
        elif self._head.numbered and not self._number and self._name:
            name = lead[0]._replace(text=f"{lead[0].text}{self._name}")
        else:
            name = lead[0]
        columns = zip(self._head.years, self._values, strict=True)
        found = [(year, value, now) for (_, year, now), value in columns]
        return row_of(name.start, self._values[-1].end, self._number, name, unit, found)
