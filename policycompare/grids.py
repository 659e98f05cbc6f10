"""A text goes in; the rows of its tables of indicators come out: indicator, values, years."""

import re
from collections.abc import Iterator

from policycompare.grid_cells import UNIT, Cell, GridRow, cells_of, row_of, with_densities
from policycompare.grid_heads import Head, flat_head, is_head_cell, starting, tab_head

_NUMBER = r"\d[\d.,]*(?: ?(?:-|—|–|~|至) ?\d[\d.]*)?"
_BEFORE = "(?:[<>]=?|[≤≥]|大于|小于|不低于|不高于|超过|达到|控制在|约|至少|高于|低于)?"
_UNITS = "(?:%|‰|/10 ?万|岁|张|人|名|个|种|家|所|元|天|万|亿|亿元|万元|万人)?"
_AFTER = "(?:左右|以上|以下|以内|及以上)?"
_TREND = (
    "(?:持续|逐步|稳步|逐年|明显|不断|有所|进一步)(?:改善|提升|提高|下降|降低|增加|减少|增长|扩大)"
)
_VALUE = re.compile(
    rf"{_BEFORE} ?{_NUMBER} ?{_UNITS}{_AFTER}(?: ?[（(]\d{{4}} ?年[）)])?"
    rf"|1 ?[:∶：] ?\d[\d.]*{_AFTER}|(?:比|较) ?\d{{4}} ?年[^，。]{{1,12}}|{_TREND}"
    "|(?:基本)?(?:实现)?全覆盖|[—–-]{1,2}|/"
)
_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_LABELLED = re.compile(r"指标(?:名称)?[:：] ?(.{2,60})")
_DATED = re.compile(r"\s*((?:19|20)\d\d) ?年?(?:目标值?|实际值?)?[:：] ?([^\n]{1,30})")
_NO_CELL = re.compile(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+章|注[:：]")
_NOTE = re.compile("(?:指标)?(?:说明|解释|计算方法)[:：]")
_HEAD = re.compile(
    "(?m)^[^\n]{0,40}?((?:主要|具体|核心|考核|一级|二级)?(?:指 ?标|项目|领域|类别|序号|名称)"
    r"|指标名称)(?=[\s:：（(]|$)"
)
_SHORT = 40


def grid_rows(plain: str, document_year: int | None) -> Iterator[GridRow]:
    r"""Find the tables of indicators in a text: tab-separated rows, or one cell a line.

    A table is known by its head: a column for the indicator and at least one for a year or a
    goal. Of several years the first is where things stand when it lies before the document's.
    Of 指标：人均预期寿命 ⏎ 2020年：77.3 each indicator is a row as well.

    Examples
    --------
    >>> text = "指标\t单位\t2015年\t2020年\n人均预期寿命\t岁\t76.3\t77.3"
    >>> for row in grid_rows(text, 2016):
    ...     print(row.indicator.text, row.unit, [(y, cell.text) for y, cell in row.values])
    人均预期寿命 岁 [(2020, '77.3')]
    """
    past = 0
    for head in _HEAD.finditer(plain):
        if head.start() < past:
            continue
        lines = _Lines(plain, plain.rfind("\n", 0, head.start(1)) + 1)
        rows = _table(lines, document_year)
        past = lines.place
        yield from with_densities(rows)


class _Lines:
    """The lines of a text from a place on, one ahead."""

    def __init__(self, plain: str, start: int) -> None:
        self._found = (line for line in _LINE.finditer(plain, start) if line[0].strip())
        self.place = start
        self.ahead: tuple[int, str] | None = None
        self.advance()

    def advance(self) -> None:
        """Go to the next line."""
        if self.ahead:
            self.place = self.ahead[0] + len(self.ahead[1])
        line = next(self._found, None)
        self.ahead = (line.start(), line[0]) if line else None


def _table(lines: _Lines, document_year: int | None) -> list[GridRow]:
    rows: list[GridRow] = []
    if not lines.ahead:
        return rows
    cells = cells_of(*lines.ahead)
    if len(cells) > 1:
        head = tab_head(cells, document_year)
        lines.advance()
        if head:
            _tab_rows(lines, head, rows)
    elif label := _LABELLED.match(cells[0].text):
        _labelled_row(lines, label, document_year, rows)
    elif is_head_cell(cells[0].text):
        _flat_rows(lines, document_year, rows)
    else:
        lines.advance()
    return rows


def _tab_rows(lines: _Lines, head: Head, rows: list[GridRow]) -> None:
    while lines.ahead and "\t" in lines.ahead[1]:
        if lines.ahead[1] == head.line:  # printed again at the top of a page
            lines.advance()
            continue
        cells = cells_of(*lines.ahead)
        lines.advance()
        if len(cells) < -head.indicator or len(cells) > head.columns + 1:
            continue
        indicator = cells[head.indicator]
        if not re.search("[\u4e00-\u9fff]", indicator.text):
            continue
        unit = cells[head.unit].text if head.unit else ""
        number = next((cell.text for cell in cells[: head.indicator] if cell.text.isdigit()), "")
        values = [(year, cells[at], now) for at, year, now in head.years]
        rows.append(row_of(cells[0].start, cells[-1].end, number, indicator, unit, values))


def _labelled_row(
    lines: _Lines, label: re.Match[str], document_year: int | None, rows: list[GridRow]
) -> None:
    """Read 指标：人均预期寿命（岁） ⏎ 2015年：76.3 ⏎ 2020年：77.3."""
    assert lines.ahead
    offset = lines.ahead[0] + lines.ahead[1].index(label[1])
    indicator = Cell(label[1].strip(), offset, offset + len(label[1].strip()))
    lines.advance()
    found: list[tuple[int, int | None, bool, bool]] = []
    cells: list[Cell] = []
    while lines.ahead and (dated := _DATED.match(lines.ahead[1])):
        at = lines.ahead[0] + dated.start(2)
        cells.append(Cell(dated[2].strip(), at, at + len(dated[2].strip())))
        found.append((len(found), int(dated[1]), "实际" in dated[0], "目标" in dated[0]))
        lines.advance()
    if cells:
        columns = starting(found, document_year)
        values = [(year, cell, now) for (_, year, now), cell in zip(columns, cells, strict=True)]
        rows.append(row_of(indicator.start, cells[-1].end, "", indicator, "", values))


def _flat_rows(lines: _Lines, document_year: int | None, rows: list[GridRow]) -> None:
    texts: list[str] = []
    while lines.ahead and "\t" not in lines.ahead[1] and is_head_cell(lines.ahead[1].strip()):
        texts.append(lines.ahead[1].replace(" ", "").strip())
        lines.advance()
    columns, has_unit = flat_head(texts, document_year)
    if not columns:
        return
    number, unit = "", ""
    indicator: Cell | None = None
    values: list[Cell] = []
    while lines.ahead and not _ends_table(lines.ahead[1].strip()):
        cell = cells_of(*lines.ahead)[0]
        lines.advance()
        if _NOTE.match(cell.text):
            continue
        if indicator and has_unit and not unit and not values and UNIT.fullmatch(cell.text):
            unit = cell.text
        elif indicator and _VALUE.fullmatch(cell.text):
            values.append(cell)
        elif cell.text.isdigit():
            number = cell.text
        else:
            indicator, unit, values = cell, "", []
        if indicator and len(values) == len(columns):
            found = [
                (year, value, now) for (_, year, now), value in zip(columns, values, strict=True)
            ]
            rows.append(row_of(indicator.start, cell.end, number, indicator, unit, found))
            number, indicator, unit, values = "", None, "", []


def _ends_table(line: str) -> bool:
    return (
        "\t" in line
        or bool(_NO_CELL.match(line))
        or (not _NOTE.match(line) and (len(line) > _SHORT or line.endswith(("。", "："))))
    )
