"""A text goes in; the rows of its tables of indicators come out: indicator, values, years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_YEAR = re.compile(
    r"(?:到|至)? ?((?:19|20)\d\d) ?年?(?:底|末)?"
    "(?:目标值?|指标值?|规划值?|预期值?|实际值?|实际|基期值?|现状值?|现状|基数|完成值?)?"
    r"(?:[（(][^）)]{0,8}[）)])?"
)
_GOAL = re.compile(r"(?:规划|总体)?目标值?|指标值|目标要求|考核目标")
_NOW = re.compile(r"(?:基期|现状|基线|基础|现有)(?:值|水平)?|基数|现值")
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{0,4}指标(?:名称|内容)?(?:[（(][^）)]{1,8}[)）])?|项目|名称|内容|指标项"
)
_UNIT_HEAD = re.compile(r"(?:计量)?单位")
_OTHER = re.compile(
    r"领域|类别|序号|分类|(?:指标)?(?:属性|性质|类型)|备注|责任单位|一级指标|二级指标|数据来源|完成时[限间]|方面|编号"
    r"|年均增[长幅速]率?(?:[（(]%[）)])?|累计"
)
_UNIT = re.compile(
    "%|‰|1?/10 ?万|1/十万|岁|张|人|名|个|种|家|所|元|万元|亿元|万亿元|万人|亿人|人次|万人次|次|天|"
    "日|小时|分钟|项|张/千人|人/千人|人/万人|名/万人|平方米|台|辆|户|件|例|年|公里|千克|克|—|-|–|/|无"
)
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
_BRACKET_UNIT = re.compile(rf"[（(]({_UNIT.pattern}|[万亿]?[\u4e00-\u9fff]{{1,3}})[）)]\s*$")
_LABELLED = re.compile(r"指标(?:名称)?[:：] ?(.{2,60})")
_DATED = re.compile(r"\s*((?:19|20)\d\d) ?年?(?:目标值?|实际值?)?[:：] ?([^\n]{1,30})")
_NO_CELL = re.compile(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+章|注[:：]")
_NOTE = re.compile("(?:指标)?(?:说明|解释|计算方法)[:：]")
_BARS = re.compile(r"\|[ \t|]*")
_HEAD = re.compile(
    "(?m)^[^\n]{0,40}?((?:主要|具体|核心|考核|一级|二级)?(?:指 ?标|项目|领域|类别|序号|名称)"
    r"|指标名称)(?=[\s:：（(]|$)"
)
_DENSITY = re.compile(r"每 ?[百千万十\d]+ ?(?:名|位)?[^，。]{0,6}?(?:人口|居民|老年人|人)")
_PART = re.compile("^其中|医院$|医院床位|卫生机构$|卫生院$|人员$")
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """One indicator of a table: its cells by year; `current` holds the starting value."""

    start: int
    end: int
    number: str
    indicator: Cell
    unit: str
    values: tuple[tuple[int | None, Cell], ...]
    current: tuple[int | None, Cell] | None
    density: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """The columns of a table: places of its years, its indicator and its unit, from the right."""

    columns: int
    years: tuple[tuple[int, int | None, bool], ...]
    indicator: int
    unit: int | None


def unbarred(plain: str) -> str:
    r"""Write the bars between the cells of a printed table as tabs, those around it as spaces.

    Examples
    --------
    >>> unbarred("指标 | 2025年 |\n签约率 | 60% |")
    '指标 \t 2025年  \n签约率 \t 60%  '
    """
    return _BARS.sub(_blank, plain) if "|" in plain else plain


def _blank(bars: re.Match[str]) -> str:
    text, start = bars.string, bars.start()
    inside = text[bars.end() : bars.end() + 1].strip() and text[start - 1 : start].strip("\n")
    return bars[0].replace("|", "\t") if inside else " " * len(bars[0])


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
        yield from _with_densities(rows)


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
    cells = _cells(*lines.ahead)
    if len(cells) > 1:
        head = _tab_head(cells, document_year)
        lines.advance()
        if head:
            _tab_rows(lines, head, rows)
    elif label := _LABELLED.match(cells[0].text):
        _labelled_row(lines, label, document_year, rows)
    elif _is_head_cell(cells[0].text):
        _flat_rows(lines, document_year, rows)
    else:
        lines.advance()
    return rows


def _with_densities(rows: list[GridRow]) -> Iterator[GridRow]:
    """Let 每千常住人口 and its unit hold for the parts below it: 其中：公立医院."""
    density, unit = "", ""
    for row in rows:
        if own := _DENSITY.match(row.indicator.text):
            density, unit = own[0], row.unit
            yield row
        elif density and row.unit in ("", unit) and _PART.search(row.indicator.text):
            yield replace(row, density=density, unit=unit)
        else:
            density = ""
            yield row


def _cells(start: int, line: str) -> list[Cell]:
    cells, offset = [], start
    for part in line.split("\t"):
        text = part.strip()
        lead = len(part) - len(part.lstrip())
        cells.append(Cell(text, offset + lead, offset + lead + len(text)))
        offset += len(part) + 1
    return cells


def _is_head_cell(text: str) -> bool:
    text = text.replace(" ", "")
    return len(text) <= _SHORT and any(
        each.fullmatch(text) for each in (_YEAR, _GOAL, _NOW, _NAMED, _UNIT_HEAD, _OTHER)
    )


def _tab_head(cells: list[Cell], document_year: int | None) -> _Head | None:
    texts = [cell.text for cell in cells]
    years = _years(texts, len(texts))
    named = [place for place, text in enumerate(texts) if _NAMED.fullmatch(text)]
    if not years or not named:
        return None
    units = [place for place, text in enumerate(texts) if _UNIT_HEAD.fullmatch(text)]
    return _Head(
        len(texts),
        _starting(years, document_year),
        named[-1] - len(texts),
        units[0] - len(texts) if units else None,
    )


def _starting(
    years: list[tuple[int, int | None, bool, bool]], document_year: int | None
) -> tuple[tuple[int, int | None, bool], ...]:
    numbered = [year for _, year, _, _ in years if year]
    first = min(numbered) if len(set(numbered)) > 1 else None
    return tuple(
        (
            place,
            year,
            now
            or (
                year is not None
                and not goal
                and year == first
                and (document_year is None or year <= document_year)
            ),
        )
        for place, year, now, goal in years
    )


def _tab_rows(lines: _Lines, head: _Head, rows: list[GridRow]) -> None:
    while lines.ahead and "\t" in lines.ahead[1]:
        cells = _cells(*lines.ahead)
        lines.advance()
        if len(cells) < -head.indicator or len(cells) > head.columns + 1:
            continue
        indicator = cells[head.indicator]
        if not re.search("[\u4e00-\u9fff]", indicator.text):
            continue
        unit = cells[head.unit].text if head.unit else ""
        number = next((cell.text for cell in cells[: head.indicator] if cell.text.isdigit()), "")
        values = [(year, cells[at], now) for at, year, now in head.years]
        rows.append(_row(cells[0].start, cells[-1].end, number, indicator, unit, values))


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
        columns = _starting(found, document_year)
        values = [(year, cell, now) for (_, year, now), cell in zip(columns, cells, strict=True)]
        rows.append(_row(indicator.start, cells[-1].end, "", indicator, "", values))


def _row(
    start: int,
    end: int,
    number: str,
    indicator: Cell,
    unit: str,
    values: list[tuple[int | None, Cell, bool]],
) -> GridRow:
    bracket = _BRACKET_UNIT.search(indicator.text)
    current = [(year, cell) for year, cell, now in values if now]
    return GridRow(
        start,
        end,
        number,
        indicator,
        unit if unit and not re.fullmatch("[—–/-]|无", unit) else bracket[1] if bracket else "",
        tuple((year, cell) for year, cell, now in values if not now),
        current[0] if current else None,
    )


def _flat_rows(lines: _Lines, document_year: int | None, rows: list[GridRow]) -> None:
    texts: list[str] = []
    while lines.ahead and "\t" not in lines.ahead[1] and _is_head_cell(lines.ahead[1].strip()):
        texts.append(lines.ahead[1].replace(" ", "").strip())
        lines.advance()
    years = _years(texts, 0)
    if not years or not any(_NAMED.fullmatch(text) for text in texts):
        return
    has_unit = any(_UNIT_HEAD.fullmatch(text) for text in texts)
    columns = _starting(years, document_year)
    number, unit = "", ""
    indicator: Cell | None = None
    values: list[Cell] = []
    while lines.ahead and not _ends_table(lines.ahead[1].strip()):
        cell = _cells(*lines.ahead)[0]
        lines.advance()
        if _NOTE.match(cell.text):
            continue
        if indicator and has_unit and not unit and not values and _UNIT.fullmatch(cell.text):
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
            rows.append(_row(indicator.start, cell.end, number, indicator, unit, found))
            number, indicator, unit, values = "", None, "", []


def _ends_table(line: str) -> bool:
    return (
        "\t" in line
        or bool(_NO_CELL.match(line))
        or (not _NOTE.match(line) and (len(line) > _SHORT or line.endswith(("。", "："))))
    )


def _years(texts: list[str], offset: int) -> list[tuple[int, int | None, bool, bool]]:
    found = []
    for place, text in enumerate(texts):
        dated = _YEAR.fullmatch(text)
        if dated or _GOAL.fullmatch(text) or _NOW.fullmatch(text):
            now = bool(_NOW.search(text)) or "实际" in text
            found.append((place - offset, int(dated[1]) if dated else None, now, "目标" in text))
    return found
