"""A text goes in; the rows of its task tables with a cell a line come out, with their deadlines."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from policycompare.passage_years import years_of

_DUE_HEAD = "(?:完成|办结|落实)?(?:时限(?:要求)?|期限|时间(?:节点|要求|安排)?)"
_HEAD = re.compile(rf"\n[ \t]*{_DUE_HEAD}[ \t]*(?=\n|$)")
_BESIDE = re.compile(
    "序 ?号|编号|(?:重点|主要|工作|具体|目标|年度|建设|实施)?"
    "(?:任务|事项|措施|内容|举措|目标|项目)(?:名称|清单)?"
    "|(?:牵头|责任|配合|主管|实施|承办)?(?:单位|部门|科室|股室|处室|领导)|备 ?注"
)
_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_NUMBER = re.compile(r"\d{1,3}")
_DUE = re.compile(
    r"(?=.)(?:到|至|每|分)?(?:(?:\d{4} ?年? ?[-—–~至] ?)?\d{4} ?年度?|年度?)? ?"
    r"(?:(?:年底|年内|全年|第?[一二三四1-4] ?季度|[上下]半年"
    r"|\d{1,2} ?月(?: ?[-—–~至] ?\d{1,2} ?月)?(?: ?\d{1,2} ?日)?)? ?[底末]?)"
    "(?:之?前|以前)?(?:完成)?|长期(?:坚持)?|持续(?:推进)?|常态化|常年"
)
"""A deadline in a cell, or words that there is none."""

_ENDS = re.compile(
    f"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章节]|附件|注[:：]|填表|(?:{_DUE_HEAD})$"
)
"""What begins another part of the paper, or another table."""

_ROW = 16
"""Lines that a row may have."""

_MEASURE = re.compile("任务|事项|措施|内容|举措|目标|项目|清单")


class DueRow(NamedTuple):
    """Where a row stands, and the year by which it is due; `None` where it names none.

    `cells` are the offsets at which a cell begins, as far as the head tells; between two of them
    a cell may go on over several lines.
    """

    start: int
    end: int
    year: int | None
    cells: tuple[int, ...]


class _Line(NamedTuple):
    """A line of a table: where it begins, what it says, and whether that is a deadline."""

    start: int
    text: str
    due: bool


class _Head(NamedTuple):
    """How many cells of a row stand before what is to be done, and between it and its deadline."""

    lead: int
    between: int


def rows_due(plain: str, document_year: int | None) -> list[DueRow]:
    r"""Find the rows below heads with a cell a line of which one is 完成时限.

    In a table with numbered rows a deadline is that of its row; else it holds for the lines up to
    it, as the deadline stands behind what is due.

    Examples
    --------
    >>> text = "任务\n完成时限\n单位\n覆盖率达到85%\n2024年底前\n卫健局\n建档率达到90%\n2025年\n"
    >>> [(text[row.start : row.end], row.year) for row in rows_due(text, None)]
    [('覆盖率达到85%\n', 2024), ('卫健局\n建档率达到90%\n', 2025)]
    """
    found: list[DueRow] = []
    for head in _HEAD.finditer(plain):
        if not found or head.start() >= found[-1].end:
            found += _below(plain, head, document_year)
    return found


def _below(plain: str, due: re.Match[str], document_year: int | None) -> list[DueRow]:
    before = plain[max(0, due.start() - 80) : due.start()].split("\n")
    heads: list[str] = []
    while before and _BESIDE.fullmatch(head := before.pop().strip()):
        heads.append(head)
    between = next((place for place, head in enumerate(heads) if _MEASURE.search(head)), None)
    if between is None:
        return []
    lines = list(_lines(plain, due.end()))
    behind = 0
    while behind < len(lines) and _BESIDE.fullmatch(lines[behind].text):
        behind += 1
    lines = lines[behind:]
    if not lines:
        return []
    if len(heads) + behind < 2 and (lines[0].due or sum(line.due for line in lines) < 2):
        return []  # a head of two cells may be two lines of something else
    beside = _Head(len(heads) - between - 1, between)
    rows = _numbered if lines[0].text == "1" else _unnumbered
    return list(rows(lines, beside, document_year))


def _lines(plain: str, start: int) -> Iterator[_Line]:
    """Give the lines of a table and where they begin, until another part of the paper begins."""
    since = 0
    for line in _LINE.finditer(plain, start):
        text = line[0].strip()
        due = bool(_DUE.fullmatch(text))
        since = 0 if due else since + 1
        if since > _ROW or "\t" in text or _ENDS.match(text):
            return
        if text:
            yield _Line(line.start(), text, due)


def _numbered(lines: list[_Line], head: _Head, document_year: int | None) -> Iterator[DueRow]:
    starts = [0]
    for place, line in enumerate(lines):
        if _NUMBER.fullmatch(line.text) and int(line.text) == len(starts) + 1:
            starts.append(place)
    for first, last in pairwise([*starts, len(lines)]):
        due = next((at for at in range(first, last) if lines[at].due), None)
        if due is not None:
            end = lines[last].start if last < len(lines) else lines[due].start
            alone = [
                *range(first, first + head.lead + 1),
                *range(max(first, due - head.between), last),
            ]
            cells = tuple(lines[at].start for at in alone if at < last)
            yield DueRow(lines[first].start, end, _year(lines[due].text, document_year), cells)


def _unnumbered(lines: list[_Line], head: _Head, document_year: int | None) -> Iterator[DueRow]:
    first = 0
    for place, line in enumerate(lines):
        if line.due:
            if sum(told.text.endswith("。") for told in lines[first:place]) > 1:
                return  # sentences: the table is at its end
            alone = [first, *range(max(first, place - head.between), place + 1)]
            cells = tuple(lines[at].start for at in alone)
            yield DueRow(lines[first].start, line.start, _year(line.text, document_year), cells)
            first = min(place + 1, len(lines) - 1)


@lru_cache(maxsize=256)
def _year(text: str, document_year: int | None) -> int | None:
    stated = years_of(text, document_year)
    return stated[-1].year if stated else None
