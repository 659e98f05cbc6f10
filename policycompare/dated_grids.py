"""A text goes in; the rows of its tables with a year a row come out, one for each value."""

import re
from collections.abc import Iterator

from policycompare.grid_cells import VALUE, Cell, GridRow, cells_of, row_of
from policycompare.grid_heads import starting
from policycompare.grid_lines import Lines

_HEAD = re.compile(r"(?m)^ *(?:年 ?[份度]?|时间(?:节点)?|阶段)\t[^\n]*$")
_NAME = re.compile(
    r"[^\t，。；：\d][^\t，。；：]*(?:率|比例?|比重|占比|覆盖面?|数量?|量|水平|床位|人次|费用)"
)
_UNIT = re.compile(r"[（(][^（()）]{1,8}[)）]$")
_YEAR = re.compile(
    r"(?:到|至)? ?((?:19|20)\d\d) ?年?(?:[底末]|年底)?(?:[（(]([^（()）]{2,8})[)）])?"
)
_NOW = re.compile("现状|基[期数础]|实际|完成(?=[值数情率])|已完成")


def dated_rows(plain: str, document_year: int | None) -> Iterator[GridRow]:
    r"""Find the tables that have a year a row and an indicator a column.

    The head is 年度 or 年份 and names of what is measured; a first year that is how things stand
    gives the others their baseline, as in tables with a year a column.

    Examples
    --------
    >>> text = "年度\t签约率\t药占比\n2023年\t40%\t35%以下\n2024年\t50%\t30%以下"
    >>> for row in dated_rows(text, 2022):
    ...     print(row.indicator.text, [(year, cell.text) for year, cell in row.values])
    签约率 [(2023, '40%')]
    药占比 [(2023, '35%以下')]
    签约率 [(2024, '50%')]
    药占比 [(2024, '30%以下')]
    """
    for found in _HEAD.finditer(plain):
        heads = cells_of(found.start(), found[0])[1:]
        named = [_UNIT.sub("", head.text) for head in heads]
        if not all(map(_NAME.fullmatch, named)):
            continue
        lines = Lines(plain, found.start())
        lines.advance()
        rows: list[tuple[re.Match[str], list[Cell]]] = []
        while lines.ahead and "\t" in lines.ahead[1]:
            cells = cells_of(*lines.ahead)
            year = _YEAR.fullmatch(cells[0].text)
            if not year or len(cells) > len(heads) + 1:
                break
            rows.append((year, cells))
            lines.advance()
        if document_year and all(int(year[1]) < document_year for year, _ in rows):
            continue  # what was, year by year
        yield from _values(heads, rows, document_year)


def _values(
    heads: list[Cell], rows: list[tuple[re.Match[str], list[Cell]]], document_year: int | None
) -> Iterator[GridRow]:
    said: list[tuple[int, int | None, bool, bool]] = [
        (place, int(year[1]), bool(year[2] and _NOW.search(year[2])), "目标" in (year[2] or ""))
        for place, (year, _) in enumerate(rows)
    ]
    columns = starting(said, document_year)
    standing = next((place for place, _, now in columns if now), None)
    for place, year, now in columns:
        cells = rows[place][1]
        for at, value in enumerate(cells[1:], 1):
            if now or not VALUE.fullmatch(value.text):
                continue
            values: list[tuple[int | None, Cell, bool]] = [(year, value, False)]
            if standing is not None and at < len(rows[standing][1]):
                values.append((columns[standing][1], rows[standing][1][at], True))
            name = Cell(heads[at - 1].text, value.start, value.start)
            yield row_of(cells[0].start, value.end, "", name, "", values)
