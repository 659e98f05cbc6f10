"""A text goes in; the rows of a table that has numbers, names and values but no head come out."""

import re
from collections.abc import Iterator

from policycompare.grid_cells import VALUE, Cell, GridRow, row_of

_ROW = re.compile(
    r"(?m)^[^\S\n]*(?P<number>\d{1,3})[^\S\n]*\n\s*(?P<name>[^\n，。；：\t]{4,40}?)[^\S\n]*\n"
    rf"\s*(?P<value>{VALUE.pattern}|不[高低]于[^\n，。；\d]{{0,4}}\d?年?[^\n，。；\d]{{2,8}}(?:水平|平均))"
    r"(?:或(?:持续|逐年)\w{2})?[^\S\n]*$"
)
_CHINESE = re.compile("[\u4e00-\u9fff]{2}")
_FEWEST = 4
"""Rows from which on numbered lines are a table."""


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
        if not _CHINESE.search(found["name"]):
            continue
        if run and int(found["number"]) <= int(run[-1]["number"]):
            yield from _rows(run)
            run = []
        run.append(found)
    yield from _rows(run)


def _rows(run: list[re.Match[str]]) -> Iterator[GridRow]:
    for found in run if len(run) >= _FEWEST else ():
        name, value = (Cell(found[cell], *found.span(cell)) for cell in ("name", "value"))
        yield row_of(name.start, value.end, found["number"], name, "", [(None, value, False)])
