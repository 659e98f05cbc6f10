"""Numbered proposals go in; they come out told apart, or with the row that they state once more."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from policycompare.draft_rows import ACCEPT, Proposal
from policycompare.excerpt import value_of
from policycompare.normalise import restates

_VAGUE = {"=": 2, "~": 1}


_WHOSE = re.compile(
    "[^，。；、]{0,4}?(?:户|人员|对象|患者|人口|人群|家庭|居民|儿童|老年人|职工|学生|妇女|医保|医院|机构"
    "|卫生院|中心|卫生室|[者员人院室])+"
)
"""What belongs to whose it is, though several names end alike: 脱贫户、低保户签约率, 三级医院、
二级医院药占比."""

SAME_HERE = "同一条文中与第{no}行读数相同，拟作重述；若说的不是一回事，请清空并写明各自的分母"


def of_their_own(rows: Sequence[Proposal]) -> list[Proposal]:
    """Tell rows of one clause, indicator and year apart by what their printed names begin with.

    Of 脱贫户、低保户签约率 one is of 脱贫户, the other of 低保户. What the codebook defines is kept
    beside it: 基本医保政策范围内费用（职工医保）.
    """
    alike: dict[tuple[object, ...], list[Proposal]] = {}
    for row in rows:
        if row.found and row.cells["indicator"] and row.cells["suggestion"] == ACCEPT:
            named = (row.cells[name] for name in ("indicator", "population", "year"))
            alike.setdefault((row.start, row.end, *named), []).append(row)
    whose: dict[str, str] = {}
    for group in alike.values():
        names = [row.found.indicator_printed for row in group if row.found]
        heads = _heads(names) if len(set(names)) == len(names) > 1 else []
        whose |= {row.cells["no"]: head for row, head in zip(group, heads, strict=bool(heads))}
    return [
        replace(row, cells=row.cells | _population(row.cells, whose[row.cells["no"]]))
        if row.cells["no"] in whose
        else row
        for row in rows
    ]


def _heads(names: Sequence[str]) -> list[str]:
    """Give what names that end alike begin with; nothing where one of them is all end."""
    pairs = takewhile(lambda signs: len(set(signs)) == 1, zip(*map(reversed, names), strict=False))
    tail = "".join(sign for sign, *_ in pairs)[::-1]
    if own := _WHOSE.match(tail):
        tail = tail[own.end() :]
    heads = [name[: len(name) - len(tail)] for name in names]
    return heads if tail and all(heads) else []


def _population(cells: Mapping[str, str], head: str) -> dict[str, str]:
    said = f"指标名中的“{head}”"
    if not cells["population_grounds"].startswith(("指标定义", "原文“占")):
        return {"population": head, "population_grounds": said}
    return {
        "population": f"{cells['population']}（{head}）",
        "population_grounds": f"{cells['population_grounds']}；{said}",
    }


def linked(rows: Sequence[Proposal]) -> list[Proposal]:
    """Link rows on one indicator and year whose values are one value in other words.

    The row with a comparator stands for itself, of several the first: 不低于45% says more than
    the 45 of a table.
    """
    of_row: dict[str, str] = {}
    for group in _groups(rows):
        main = min(group, key=_rank)
        of_row |= {row.cells["no"]: main.cells["no"] for row in group if row is not main}
    start_of = {row.cells["no"]: row.start for row in rows}
    return [_linked(row, of_row.get(row.cells["no"], ""), start_of) for row in rows]


def _linked(row: Proposal, main: str, start_of: dict[str, int]) -> Proposal:
    cells = row.cells | {"same_as": main}
    if main and start_of[main] == row.start:
        said = SAME_HERE.format(no=main)
        cells["doubt"] = "；".join(filter(None, (row.cells["doubt"], said)))
    return replace(row, cells=cells)


def _groups(rows: Sequence[Proposal]) -> list[list[Proposal]]:
    groups: list[list[Proposal]] = []
    for row in rows:
        if row.cells["suggestion"] != ACCEPT or row.stated is None or not row.cells["indicator"]:
            continue
        of_it = next((group for group in groups if _again(row, group[0])), None)
        if of_it is None:
            groups.append([row])
        else:
            of_it.append(row)
    return [group for group in groups if len(group) > 1]


def _again(row: Proposal, first: Proposal) -> bool:
    if row.stated is None or first.stated is None:
        return False
    columns = ["indicator", "year"]
    if row.start == first.start:
        if value_of(row.stated) != value_of(first.stated):
            return False
        columns.append("population")
    same = all(row.cells[name] == first.cells[name] for name in columns)
    return same and _one_population(row, first) and restates(row.stated, first.stated)


def _one_population(row: Proposal, first: Proposal) -> bool:
    """Tell denominators apart only where both are printed."""
    printed = [
        each.cells["population_grounds"].startswith(("原文“", "指标名")) for each in (row, first)
    ]
    return row.cells["population"] == first.cells["population"] or not all(printed)


def _rank(row: Proposal) -> tuple[int, int]:
    return (0 if row.stated is None else _VAGUE.get(row.stated.op, 0)), row.start
