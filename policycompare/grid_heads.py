"""The head of a table goes in; which columns hold years, indicator and unit comes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from policycompare.grid_cells import UNIT, VALUE, Cell, joined_cell

_GOAL = re.compile(r"(?:规划|总体|年度|工作|中期|终期|期末)?目标(?:值|水平|要求)?|指标值|考核目标")
_NOW = re.compile(
    r"(?:基期|现状|基线|基础|现有)(?:值|水平|数据?|情况)?|基数|现值|(?:实际)?完成(?:情况|值)"
)
_HELD = f"{_GOAL.pattern}|{_NOW.pattern}|指标|完成数?|规划值?|预期值?|实际值?|值|水平"
_YEAR = re.compile(
    rf"(?:到|至)? ?((?:19|20)\d\d) ?年?(?:底|末)?(?:{_HELD})?(?:[（(][^）)]{{0,8}}[）)])?"
    rf"|(?:{_HELD})[（(] ?((?:19|20)\d\d) ?年?(?:底|末)?[）)]"
)
_BESIDE_YEAR = re.compile(f"(?:{_GOAL.pattern})|(?:{_NOW.pattern})|实际值?")
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{0,4}指标(?:名称|内容|任务)?(?:[（(][^）)]{1,8}[)）])?|项目|名称|内容|指标项"
    "|(?:工作|任务|项目|服务)(?:内容|项目|名称)|(?:工作|重点|主要|年度)?任务"
)
_DUE_HEAD = re.compile("(?:完成|办结)?(?:时[限间]|期限)|时间(?:节点|要求|进度)|完成日期")
_TASKS = re.compile("任务|内容|工作")
_UNIT_HEAD = re.compile(r"(?:计量)?单位")
_OTHER = re.compile(
    r"领域|类别|序号|分类|(?:指标)?(?:属性|性质|类型)|备注|责任单位|一级指标|二级指标|数据来源|完成时[限间]|方面|编号"
    r"|年均增[长幅速]率?(?:[（(]%[）)])?|累计"
)
_NUMBER = re.compile("序号|编号")
_VALUES = re.compile(f"(?:{_YEAR.pattern})|(?:{_GOAL.pattern})|(?:{_NOW.pattern})")
_ANY_HEAD = re.compile(
    f"{_VALUES.pattern}|(?:{_NAMED.pattern})|(?:{_UNIT_HEAD.pattern})|(?:{_OTHER.pattern})"
)
_SHORT = 40
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d ?年")
_PAIRS, _YEARLY = 2, 3
"""Years with what they hold beside them that make a head, and years in a row that make a plan."""


Column = tuple[int, int | None, bool]
"""A column: its place, its year, and whether it says how things stand."""


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table: places of years, indicator, unit and deadline, from the right.

    `tasks`: what its rows name is to be done, and need not be an indicator; `indicators`: though
    it is called a task, it is called an indicator as well.
    """

    line: str
    columns: int
    years: tuple[Column, ...]
    indicator: int
    unit: int | None
    due: int | None
    tasks: bool
    indicators: bool


Part = Literal["name", "unit", "other"]
"""What a column before the values holds."""


@dataclass(frozen=True, slots=True)
class FlatHead:
    """The columns of a table with a cell a line: its years, and what stands before the values.

    `lead` are those between a row's number, if rows are `numbered`, and its values.
    """

    years: tuple[Column, ...]
    lead: tuple[Part, ...]
    numbered: bool


def is_head_cell(text: str) -> bool:
    """Tell what may stand in a head: a year, a goal, 指标, 单位, 序号…."""
    text = text.replace(" ", "")
    return len(text) <= _SHORT and bool(_ANY_HEAD.fullmatch(text))


def whole_heads(texts: list[str]) -> list[str]:
    """Put a year and what the column holds together where they stand in cells of their own.

    Examples
    --------
    >>> whole_heads(["指标", "2020年", "完成情况", "2020年", "规划目标"])
    ['指标', '2020年完成情况', '2020年规划目标']
    >>> whole_heads(["指标", "2020年", "目标值"])  # may be two columns
    ['指标', '2020年', '目标值']
    """
    pairs = [
        place
        for place, (year, what) in enumerate(pairwise(texts))
        if _YEAR_ALONE.fullmatch(year) and _BESIDE_YEAR.fullmatch(what)
    ]
    if len(pairs) < _PAIRS:
        return texts
    behind = {place + 1 for place in pairs}
    return [
        text + texts[place + 1] if place in pairs else text
        for place, text in enumerate(texts)
        if place not in behind
    ]


def heads_values(text: str) -> bool:
    """Tell the head of a column of values: a year, a goal, or how things stand."""
    return bool(_VALUES.fullmatch(text))


def tab_head(cells: list[Cell], document_year: int | None) -> Head | None:
    """Read a head with its cells in one line; `None` without a year behind an indicator."""
    return _head_of(tuple(cell.text.replace(" ", "") for cell in cells), document_year)


@lru_cache(maxsize=64)
def _head_of(texts: tuple[str, ...], document_year: int | None) -> Head | None:
    named = [place - len(texts) for place, text in enumerate(texts) if _NAMED.fullmatch(text)]
    years = [year for year in _years(texts, len(texts)) if named and year[0] > named[-1]]
    if not years:
        return None
    units = [place for place, text in enumerate(texts) if _UNIT_HEAD.fullmatch(text)]
    dues = [place for place, text in enumerate(texts) if _DUE_HEAD.fullmatch(text)]
    return Head(
        "\t".join(texts),
        len(texts),
        starting(years, document_year),
        named[-1],
        units[0] - len(texts) if units else None,
        dues[0] - len(texts) if dues else None,
        bool(_TASKS.search(texts[named[-1]])),
        "指标" in texts[named[-1]],
    )


def flat_head(texts: list[str], document_year: int | None) -> FlatHead | None:
    """Read a head with a cell a line; `None` when it has no year or no indicator."""
    years = _years(texts, 0)
    named = [place for place, text in enumerate(texts) if _NAMED.fullmatch(text)]
    if not years or not named:
        return None
    numbers = [place for place, text in enumerate(texts[: named[-1]]) if _NUMBER.fullmatch(text)]
    lead: list[Part] = []
    for place in range(numbers[-1] + 1 if numbers else 0, max(years[0][0], named[-1] + 1)):
        unit = _UNIT_HEAD.fullmatch(texts[place])
        lead.append("name" if place == named[-1] else "unit" if unit else "other")
    return FlatHead(starting(years, document_year), tuple(lead), bool(numbers))


def starting(
    years: list[tuple[int, int | None, bool, bool]], document_year: int | None
) -> tuple[Column, ...]:
    """Tell the column of how things stand: named so, or the first year, if not to come."""
    numbered = [year for _, year, _, _ in years if year]
    first = min(numbered) if len(set(numbered)) > 1 else None
    if first == document_year and _is_year_by_year(numbered):
        first = None
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


def _is_year_by_year(years: list[int]) -> bool:
    """Tell columns for three or more years in a row: each is a goal."""
    return len(years) >= _YEARLY and all(after == year + 1 for year, after in pairwise(years))


def _years(texts: Sequence[str], offset: int) -> list[tuple[int, int | None, bool, bool]]:
    found = []
    for place, text in enumerate(texts):
        dated = _YEAR.fullmatch(text)
        if dated or _GOAL.fullmatch(text) or _NOW.fullmatch(text):
            now = bool(_NOW.search(text)) or "实际" in text or "完成" in text
            year = int(dated[1] or dated[2]) if dated else None
            found.append((place - offset, year, now, "目标" in text))
    return found


def with_lead(torn: list[list[Cell]], row: list[Cell], head: Head) -> list[Cell]:
    """Put what broke off before the indicator of a row that is whole but for it."""
    place = len(row) + head.indicator
    lead = [cell for cells in torn for cell in cells]
    return [*row[:place], joined_cell([*lead, row[place]]), *row[place + 1 :]]


def put_together(lines: list[list[Cell]], head: Head) -> list[Cell]:
    """Join the cells of lines to one row: a line goes on with the last cell, or begins the next."""
    cells: list[Cell] = []
    for line in lines:
        if cells and _goes_on(cells[-1].text, line, head):
            cells[-1] = joined_cell([cells[-1], line[0]])
            cells += line[1:]
        else:
            cells += line
    return cells


def _goes_on(cell: str, line: list[Cell], head: Head) -> bool:
    """Tell a line that goes on with a cell from one that begins the next, a unit or a value."""
    first = line[0].text
    if head.unit is not None and len(line) > 1 and UNIT.fullmatch(first):
        return False
    return cell.endswith(".") or bool(VALUE.fullmatch(cell)) == bool(VALUE.fullmatch(first))
