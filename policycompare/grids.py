"""A text goes in; the rows of its tables of indicators come out: indicator, values, years."""

import re
from collections.abc import Iterator
from heapq import merge
from operator import attrgetter

from policycompare.dated_grids import dated_rows
from policycompare.flat_grids import flat_rows
from policycompare.grid_cells import (
    VALUE,
    Cell,
    GridRow,
    cells_of,
    joined_cell,
    row_of,
    unit_above,
    with_densities,
)
from policycompare.grid_heads import (
    Head,
    is_head_cell,
    put_together,
    starting,
    tab_head,
    with_lead,
)
from policycompare.grid_lines import Lines
from policycompare.lost_units import lost_unit
from policycompare.numbered_grids import numbered_rows
from policycompare.quota_grids import listed_quotas, quota_rows

_LABELLED = re.compile(r"指标(?:名称)?[:：] ?(.{2,60})")
_DATED = re.compile(r"\s*((?:19|20)\d\d) ?年?(?:目标值?|实际值?)?[:：] ?([^\n]{1,30})")
_HEAD = re.compile(
    "(?m)^ *+[^\n]{0,40}?((?:主要|具体|核心|考核|一级|二级)?(?:指 ?标(?:任务|内容)?|项目|领域"
    "|类别|序号|名称)"
    r"|(?:工作|重点|主要)任务|工作内容|指标名称)(?=[\s:：（(]|$)"
)
_NARROW, _TORN = 14, 8
"""Characters of the longest piece of a cell that breaks over lines, and pieces of one row."""
_MAY_BE_VALUE = re.compile("[\\d—–/-]|持续|逐|稳步|明显|不断|有所|进一步|趋势|覆盖")
_NO_PIECE = re.compile(
    r"[。：]\s*$|^\s*(?:[一二三四五六七八九十]+、|第.{1,3}章|[（(][一二三四五六七八九十]|附?表|专栏|注[:：])"
)
_GROUP = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])")
_NUMBERED = re.compile(r"(\d{1,2})[.．、] ?(?=[\u4e00-\u9fff])")
"""1.签约率: the number of a row in the cell of its name."""

_NUMBER_CELL = re.compile(rf"(?=\D{{0,4}}\d)(?:{VALUE.pattern})$")
_STATES = re.compile("[\\d%‰]|全部|所有|全覆盖|[均都]")
"""What a task states itself: 建成5个医共体."""
_AIMS = re.compile(r"(?:达到?|不低于|不少于|不超过|控制在|建成|新增|完成|培训|至少|[≥≤]) ?\d")
"""What an indicator's name does not hold: 签约率达到60%; it may hold 全部公立医院."""
_DUE = re.compile(r"(?:到|至)? ?((?:19|20)\d\d) ?年")
_REST_OF_HEAD = re.compile("年|(?:目标|规划|预期)?值")
_START = attrgetter("start")
_NUMBER_HEAD = re.compile(r"序\s*号\s*$")


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
    found = [_tables(plain, document_year), listed_quotas(plain)]
    if "\t" in plain:
        found += [quota_rows(plain), dated_rows(plain, document_year)]
    yield from merge(*found, key=_START)


def _tables(plain: str, document_year: int | None) -> Iterator[GridRow]:
    past, headed = 0, False
    for head in _HEAD.finditer(plain):
        if head.start() < past:
            continue
        start = plain.rfind("\n", 0, head.start(1)) + 1
        line = plain[start : plain.find("\n", head.end()) + 1 or len(plain)].strip("\n")
        if "\t" not in line and not is_head_cell(line.strip()) and not _LABELLED.match(line):
            continue
        lines = Lines(plain, start)
        rows = _table(lines, document_year)
        if unit := unit_above(plain, start):
            rows = [
                row
                if row.unit or not unit.endswith(lost_unit(row.indicator.text))
                else row._replace(unit=unit)
                for row in rows
            ]
        headed = headed or bool(rows)
        past = lines.place
        yield from with_densities(rows)
    if not headed:
        yield from numbered_rows(plain)


def _table(lines: Lines, document_year: int | None) -> list[GridRow]:
    rows: list[GridRow] = []
    if not lines.ahead:
        return rows
    cells = cells_of(*lines.ahead)
    if len(cells) > 1:
        lines.advance()
        head = tab_head(_rest_of_head(lines, cells), document_year)
        if head:
            _tab_rows(lines, head, rows)
    elif label := _LABELLED.match(cells[0].text):
        _labelled_row(lines, label, document_year, rows)
    elif is_head_cell(cells[0].text):
        flat_rows(lines, document_year, rows)
    else:
        lines.advance()
    return rows


def _rest_of_head(lines: Lines, cells: list[Cell]) -> list[Cell]:
    """Join what breaks off from a head: 指标⇥2020⏎年⏎2025年⇥属性."""
    while lines.ahead:
        rest = cells_of(*lines.ahead)
        if _REST_OF_HEAD.fullmatch(rest[0].text):
            cells = [*cells[:-1], joined_cell([cells[-1], rest[0]]), *rest[1:]]
        elif all(is_head_cell(cell.text) for cell in rest) and rest[0].text != cells[0].text:
            cells = [*cells, *rest]
        else:
            break
        lines.advance()
    if _NUMBER_HEAD.search(lines.before):
        cells = [Cell("序号", cells[0].start, cells[0].start), *cells]
    return cells


def _tab_rows(lines: Lines, head: Head, rows: list[GridRow]) -> None:
    """Read rows of cells between tabs; a cell may break over lines, as it does in PDF.

    What breaks off stands before the rest of its row, or behind it: 人均预期⏎寿命⇥77⇥79, or
    人均预期⇥77⇥79⏎寿命; the first row of a table tells which.
    """
    torn: list[list[Cell]] = []
    before = valued = False
    while lines.ahead:
        line, cells = lines.ahead[1], cells_of(*lines.ahead)
        grouped = "\t" not in line and not torn and _names_group(lines.coming(2), head)
        if not grouped and _ends_rows(line, head, len(torn)):
            break
        lines.advance()
        if grouped or line == head.line:  # printed again at the top of a page
            continue
        whole = cells if not torn and len(cells) >= -head.indicator else []
        if "\t" not in line or (not whole and len(cells) < head.columns):
            torn.append(cells)
            valued = valued or bool(_MAY_BE_VALUE.search(line))
            if not valued or sum(map(len, torn)) < min(head.columns, 1 - head.indicator):
                continue
            whole = put_together(torn, head)
            numbered = whole[0].text.isdigit() and len(whole) > -head.indicator
            if len(whole) < head.columns and not numbered:
                continue
        elif torn:
            before = before or not rows
            if before:
                whole = with_lead(torn, cells, head)
            else:
                rows[-1] = _with_rest(rows[-1], torn)
                whole = cells
        torn, valued = [], False
        if row := _tab_row(whole, head):
            rows.append(row)


def _names_group(coming: list[str], head: Head) -> bool:
    """Tell a line that heads some of the rows: 一、健康结果 before 1⇥人均预期寿命⇥岁⇥77⇥79."""
    line, following = [*coming, ""][:2]
    cells = following.count("\t") + 1
    short = len(line.strip()) <= _NARROW and not line.endswith("。")
    return short and bool(_GROUP.match(line)) and -head.indicator <= cells <= head.columns + 1


def _ends_rows(line: str, head: Head, torn: int) -> bool:
    """Tell a line that is no part of a row: prose, another head, or too many pieces."""
    if "\t" not in line:
        return torn > _TORN or len(line.strip()) > _NARROW or bool(_NO_PIECE.search(line))
    names = line != head.line and any(word in line for word in ("指标", "项目", "名称"))
    return names and tab_head(cells_of(0, line), None) is not None


def _with_rest(row: GridRow, torn: list[list[Cell]]) -> GridRow:
    rest = [cell for cells in torn for cell in cells]
    if len(rest) != len(torn):
        return row
    return row._replace(indicator=joined_cell([row.indicator, *rest]), end=rest[-1].end)


def _tab_row(cells: list[Cell], head: Head) -> GridRow | None:
    reach = max(-head.indicator, *(-at for at, _, _ in head.years))  # counted from the right
    if not reach <= len(cells) <= head.columns + 1:
        return None
    indicator = cells[head.indicator]
    if not re.search("[\u4e00-\u9fff]", indicator.text):
        return None
    unit = cells[head.unit].text if head.unit and len(cells) >= -head.unit else ""
    number = next((cell.text for cell in cells[: head.indicator] if cell.text.isdigit()), "")
    if not number and (numbered := _NUMBERED.match(indicator.text)):
        number, start = numbered[1], indicator.start + numbered.end()
        indicator = Cell(indicator.text[numbered.end() :], start, indicator.end)
    due = _DUE.match(cells[head.due].text) if head.due and len(cells) >= -head.due else None
    years = [year or (int(due[1]) if due else None) for _, year, _ in head.years]
    values = [(year, cells[at], now) for year, (at, _, now) in zip(years, head.years, strict=True)]
    numbers = all(_NUMBER_CELL.match(cell.text) for _, cell, _ in values)
    aimed = _AIMS.search(indicator.text) if head.indicators else _STATES.search(indicator.text)
    words = aimed and not numbers if head.indicators else aimed or not numbers
    if head.tasks and words:
        return None  # a goal in words, or a task that states one, is read as the words are
    if head.tasks and aimed and aimed.start():  # 签约率达到60% ⏎ 60%
        indicator = Cell(
            indicator.text[: aimed.start()], indicator.start, indicator.start + aimed.start()
        )
    return row_of(cells[0].start, cells[-1].end, number, indicator, unit, values)


def _labelled_row(
    lines: Lines, label: re.Match[str], document_year: int | None, rows: list[GridRow]
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
