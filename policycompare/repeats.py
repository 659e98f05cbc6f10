"""Numbered proposals go in; they come out told apart, or with the row that they state once more."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from policycompare.constraints import Tables
from policycompare.denominators import Denominator
from policycompare.draft_rows import Proposal
from policycompare.excerpt import value_of
from policycompare.joining import INSTITUTION
from policycompare.normalise import restates

_VAGUE = {"=": 2, "~": 1}


_WHOSE = re.compile(
    f"[^，。；、]{{0,4}}?(?:{INSTITUTION}|户|对象|人口|人群|家庭(?!医生|病床)|居民|儿童|职工"
    "|学生|妇女|医保|[者员人室])+"
)
"""What belongs to whose it is, though several names end alike: 脱贫户、低保户签约率, 三级医院、
二级医院药占比."""

_BRACKETED = re.compile("(.+)[（(]((?!不?[含包])[^（）()]+)[）)]")
"""A name with whose it is behind it: 签约率（城市）; not 参保率（含新农合）."""

_SHORT = 2
"""Letters at least of an indicator's own name that are no part of whose it is."""

SAME_HERE = "同一条文中与第{no}行读数相同，拟作重述；若说的不是一回事，请清空并写明各自的分母"
UNTOLD = "同一条文中与第{no}行的指标、分母、年份都相同；若说的不是一回事，请写明各自的分母或年份"


def of_their_own(rows: Sequence[Proposal], tables: Tables) -> list[Proposal]:
    """Tell rows of one clause, indicator and year apart by what their printed names begin with.

    Of 脱贫户、低保户签约率 one is of 脱贫户, the other of 低保户. What the codebook defines is kept
    beside it: 基本医保政策范围内费用（职工医保）.
    """
    terms = _terms(tables)
    whose: dict[str, str] = {}
    for group in _alike(row for row in rows if row.found and row.suggested):
        names = [row.found.indicator_printed for row in group if row.found]
        name = group[0].cells["indicator"]
        heads = heads_of(names, terms.get(name, [name]))
        whose |= {row.cells["no"]: head for row, head in zip(group, heads, strict=True) if head}
    return [_of(row, whose[row.cells["no"]]) if row.cells["no"] in whose else row for row in rows]


def _terms(tables: Tables) -> dict[str, list[str]]:
    """Give what every indicator is called, by its Chinese name."""
    rows = tables["indicators"]
    return {
        name: [name, *filter(None, synonyms.split(";"))]
        for name, synonyms in zip(rows["name_zh"], rows["synonyms"], strict=True)
    }


def _alike(rows: Iterable[Proposal]) -> list[list[Proposal]]:
    """Gather rows of one clause, indicator, population and year."""
    groups: dict[tuple[object, ...], list[Proposal]] = {}
    for row in rows:
        named = (row.cells[name] for name in ("indicator", "population", "year"))
        groups.setdefault((row.start, row.end, *named), []).append(row)
    return [group for group in groups.values() if len(group) > 1]


def heads_of(names: Sequence[str], terms: Sequence[str]) -> list[str]:
    """Give whose each is of values on one indicator, by their printed names; empty where unsaid.

    Parameters
    ----------
    names : sequence of str
        The names as printed. They tell nothing where they end in no name of the indicator.
    terms : sequence of str
        What the indicator is called.

    Examples
    --------
    >>> heads_of(["城市家庭医生签约率", "农村家庭医生签约率"], ["签约率"])
    ['城市', '农村']
    >>> heads_of(["签约率（城市）", "签约率（农村）"], ["签约率"])
    ['城市', '农村']
    >>> heads_of(["家庭医生签约率", "签约服务覆盖率"], ["签约服务覆盖率", "签约率"])
    ['', '']
    """
    unsaid = [""] * len(names)
    if len(set(names)) == 1:
        return unsaid
    behind = [match for match in map(_BRACKETED.fullmatch, names) if match]
    if len(behind) == len(names) and len({match[1] for match in behind}) == 1:
        return [match[2] for match in behind]
    tail = _common_end(names)
    if not _names(tail, terms):
        return unsaid
    own = _WHOSE.match(tail)
    if own and _names(tail[own.end() :], terms):
        heads = [name.removesuffix(tail[own.end() :]) for name in names]
    else:
        heads = [_without_own(name.removesuffix(tail), terms) for name in names]
    return heads if all(heads) else unsaid


def _common_end(names: Sequence[str]) -> str:
    pairs = takewhile(lambda signs: len(set(signs)) == 1, zip(*map(reversed, names), strict=False))
    return "".join(sign for sign, *_ in pairs)[::-1]


def _names(words: str, terms: Sequence[str]) -> bool:
    return any(term in words for term in terms)


def _without_own(head: str, terms: Sequence[str]) -> str:
    """Take the beginning of an indicator's own name off: 城市家庭医生 of 城市家庭医生签约率."""
    for place in range(len(head) - _SHORT + 1):
        if any(term.startswith(head[place:]) for term in terms):
            return head[:place]
    return head


def _of(row: Proposal, head: str) -> Proposal:
    """Write whose it is in a row, beside the whole that the indicator is a share of."""
    population, grounds = head, f"指标名中的“{head}”"
    if row.denominator and row.denominator.whole:
        population = f"{row.cells['population']}（{head}）"
        grounds = f"{row.cells['population_grounds']}；{grounds}"
    cells = row.cells | {"population": population, "population_grounds": grounds}
    return replace(row, cells=cells, denominator=Denominator(population, grounds, head))


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
    said = SAME_HERE.format(no=main) if main and start_of[main] == row.start else ""
    return _doubted(replace(row, cells=cells), said)


def _doubted(row: Proposal, said: str) -> Proposal:
    doubt = "；".join(filter(None, (row.cells["doubt"], said)))
    return replace(row, cells=row.cells | {"doubt": doubt})


def doubted(rows: Sequence[Proposal]) -> list[Proposal]:
    """Doubt rows of one clause that nothing but their values tells apart.

    A level and a change, or a level and what it is compared with, contradict nothing.
    """
    others: dict[str, str] = {}
    taken = [row for row in rows if row.suggested and row.stated and not row.cells["same_as"]]
    for group in _alike(taken):
        for row in group:
            beside = [each.cells["no"] for each in group if each is not row and _rival(each, row)]
            others |= {row.cells["no"]: "、".join(beside)} if beside else {}
    return [
        _doubted(row, UNTOLD.format(no=others[row.cells["no"]]))
        if row.cells["no"] in others
        else row
        for row in rows
    ]


def _rival(row: Proposal, other: Proposal) -> bool:
    if row.stated is None or other.stated is None:
        return False
    compared = [each.kind == "relative" for each in (row.stated, other.stated)]
    return row.stated.measure == other.stated.measure and compared[0] == compared[1]


def _groups(rows: Sequence[Proposal]) -> list[list[Proposal]]:
    groups: list[list[Proposal]] = []
    for row in rows:
        if not row.suggested or row.stated is None:
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
        if _listed(row, first) or value_of(row.stated) != value_of(first.stated):
            return False
        columns.append("population")
    same = all(row.cells[name] == first.cells[name] for name in columns)
    return same and _one_population(row, first) and restates(row.stated, first.stated)


def _listed(row: Proposal, other: Proposal) -> bool:
    """Tell members of one list, each of something else: 分别达到80%、60%、60%."""
    if row.found is None or other.found is None or row.found.start != other.found.start:
        return False
    names = row.found.indicator_printed, other.found.indicator_printed
    return row.value_start != other.value_start or names[0] != names[1]


def _one_population(row: Proposal, first: Proposal) -> bool:
    """Tell denominators apart only where both are printed."""
    printed = [each.denominator and each.denominator.printed for each in (row, first)]
    return row.cells["population"] == first.cells["population"] or not all(printed)


def _rank(row: Proposal) -> tuple[int, int]:
    return (0 if row.stated is None else _VAGUE.get(row.stated.op, 0)), row.start
