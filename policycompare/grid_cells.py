"""A line of a table goes in; its cells come out, and the row of an indicator made of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

UNIT = re.compile(
    "%|‰|1?/10 ?万|1/十万|岁|张|人|名|个|种|家|所|元|万元|亿元|万亿元|万人|亿人|人次|万人次|次|天|"
    "日|小时|分钟|项|张/千人|人/千人|人/万人|名/万人|平方米|台|辆|户|件|例|年|公里|千克|克|分|倍|DDD[sS]?"
    "|—|-|–|/|无"
)
_NUMBER = r"-?\d[\d.,]*(?: ?(?:-|—|–|~|至) ?\d[\d.]*)?"
_BEFORE = "(?:[<>]=?|[≤≥]|大于|小于|不低于|不高于|超过|达到|控制在|约|至少|高于|低于)?"
_UNITS = (
    "(?:%|‰|/10 ?万|/100 ?万|/万|岁|张|人|名|个|种|家|所|元|天|万|亿|亿元|万元|万人|人次|次|公里"
    "|分钟|小时|日|项|件|例|台|辆|户|倍)?"
)
_AFTER = "(?:左右|以上|以下|以内|及以上)?"
_TREND = (
    "(?:持续|逐步|稳步|逐年|明显|不断|有所|进一步)(?:改善|提升|提高|下降|降低|增加|减少|增长|扩大)"
    "|(?:呈|保持)?(?:持续|逐年|稳步)?(?:下降|上升)趋势"
)
VALUE = re.compile(
    rf"{_BEFORE} ?{_NUMBER} ?{_UNITS}{_AFTER}(?: ?[（(]\d{{4}} ?年[）)])?"
    rf"|1 ?[:∶：] ?\d[\d.]*{_AFTER}|[比较](?: ?\d{{4}} ?年|上年|去年)[^，。]{{1,20}}|{_TREND}"
    "|(?:不?低于|不?高于|达到|优于)(?:全[国省市县区]|上年|去年)[^，。\\d]{0,8}"
    "|(?:基本)?(?:实现)?全覆盖|[—–-]{1,2}|/"
)
_BRACKET_UNIT = re.compile(rf"[（(]({UNIT.pattern}|[万亿]?[\u4e00-\u9fff]{{1,3}})[）)]\s*$")
_ALL_IN = re.compile(
    r"(?:^|[\n（(，])[ \t]*单位[:：] ?([万亿]?[\u4e00-\u9fff%‰]{1,2})(?=[）)\s，])"
)
_ABOVE = 40
_DENSITY = re.compile(r"每 ?[百千万十\d]+ ?(?:名|位)?[^，。]{0,6}?(?:人口|居民|老年人|人)")
_PART = re.compile("^其中|医院$|医院床位|卫生机构$|卫生院$|人员$")


class Cell(NamedTuple):
    """A cell with its place in the text."""

    text: str
    start: int
    end: int


class GridRow(NamedTuple):
    """One indicator of a table: its cells by year; `current` holds the starting value.

    `said` is how the line reads that it shares with others, where it does.
    """

    start: int
    end: int
    number: str
    indicator: Cell
    unit: str
    values: tuple[tuple[int | None, Cell], ...]
    current: tuple[int | None, Cell] | None
    density: str = ""
    said: str = ""


def cells_of(start: int, line: str) -> list[Cell]:
    """Split a line that begins at an offset at its tabs."""
    if "\t" not in line:  # most lines
        text = line.strip()
        offset = start + line.find(text)
        return [Cell(text, offset, offset + len(text))]
    cells, offset = [], start
    for part in line.split("\t"):
        text = part.strip()
        lead = len(part) - len(part.lstrip())
        cells.append(Cell(text, offset + lead, offset + lead + len(text)))
        offset += len(part) + 1
    return cells


def unit_above(plain: str, start: int) -> str:
    """Give the unit that a line above a table says is that of all its values: （单位：人）."""
    above = _ALL_IN.search(plain, max(0, start - _ABOVE), start)
    return above[1] if above else ""


def joined_cell(cells: list[Cell]) -> Cell:
    """Join the pieces of a cell that breaks over lines."""
    return Cell("".join(cell.text for cell in cells), cells[0].start, cells[-1].end)


def row_of(
    start: int,
    end: int,
    number: str,
    indicator: Cell,
    unit: str,
    values: list[tuple[int | None, Cell, bool]],
) -> GridRow:
    """Make a row of its cells by year; the last of each says whether it is how things stand."""
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


def density_of(name: str) -> str:
    """Give 每千人口 of a name, or nothing."""
    found = _DENSITY.match(name)
    return found[0] if found else ""


def with_densities(rows: list[GridRow]) -> Iterator[GridRow]:
    """Let 每千常住人口 and its unit hold for the parts below it: 其中：公立医院."""
    density, unit = "", ""
    for row in rows:
        if own := density_of(row.indicator.text):
            density, unit = own, row.unit
            yield row
        elif density and row.unit in ("", unit) and _PART.search(row.indicator.text):
            yield row._replace(density=density, unit=unit)
        else:
            density = ""
            yield row
