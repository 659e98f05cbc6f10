"""A text goes in; the rows of a table that has numbers, names and values but no head come out."""

import re
from collections.abc import Iterator

from policycompare.grid_cells import VALUE, Cell, GridRow, row_of

_ROW = re.compile(
    r"(?m)^[^\S\n]*(?P<number>\d{1,3})[^\S\n]*\n\s*(?P<name>[^\n，。；：\t]{4,40}?)[^\S\n]*\n"
    rf"\s*(?P<value>{VALUE.pattern}|不[高低]于[^\n，。；\d]{{0,4}}\d?年?[^\n，。；\d]{{2,8}}(?:水平|平均))"
    r"(?:或(?:持续|逐年)\w{2})?[^\S\n]*$"
)
_INDICATOR = re.compile(
    "(?:率|比例|比重|占比|水平|寿命|覆盖面|[床位师士]数|人数)(?:[（(][^（()）]*[)）])?$"
)
_SIGNED = re.compile("[%‰≥≤<>/]|[低高]于|达到|下降|降低|提高|提升|上升")
_OTHER = re.compile("完成情况|得分|分值|评分|收费|价格|现状|成效")
"""What a heading says of a table that is none of aims."""

_FEWEST, _GAP, _REACH = 4, 12, 200
"""Rows from which on numbered lines are a table, the next number at most, what stands above."""


def numbered_rows(plain: str) -> Iterator[GridRow]:
    r"""Find rows with a cell a line under no head: a number, a name, a value, the next number.

    Examples
    --------
    >>> cells = [["建档率", "≥80%"], ["签约率", "60%"], ["随访率", "75%"], ["知晓率", "90%"]]
    >>> text = "\n".join(f"{n}\n居民{name}\n{value}" for n, (name, value) in enumerate(cells, 4))
    >>> [(row.number, row.indicator.text, row.values[0][1].text) for row in numbered_rows(text)][:2]
    [('4', '居民建档率', '≥80%'), ('5', '居民签约率', '60%')]
    """
    run: list[re.Match[str]] = []
    past = 0
    while found := _ROW.search(plain, past):
        past = found.end()
        if found["value"] == str(int(found["number"]) + 1):  # a row without a value
            past = found.start("value")
            continue
        if not _INDICATOR.search(found["name"]):
            continue
        if run and not 0 < int(found["number"]) - int(run[-1]["number"]) <= _GAP:
            yield from _rows(run)
            run = []
        run.append(found)
    yield from _rows(run)


def _rows(run: list[re.Match[str]]) -> Iterator[GridRow]:
    """Take a run of rows for a table of aims where most of its values bear a sign or a bound."""
    signed = sum(bool(_SIGNED.search(found["value"])) for found in run)
    before = run[0].string[max(0, run[0].start() - _REACH) : run[0].start()] if run else ""
    table = len(run) >= _FEWEST and signed * 2 > len(run) and not _OTHER.search(before)
    for found in run if table else ():
        name, value = (Cell(found[cell], *found.span(cell)) for cell in ("name", "value"))
        yield row_of(name.start, value.end, found["number"], name, "", [(None, value, False)])
