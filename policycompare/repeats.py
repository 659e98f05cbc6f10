"""Numbered proposals go in; they come out with the row that each of them states once more."""

from collections.abc import Sequence
from dataclasses import replace

from policycompare.draft_rows import ACCEPT, Proposal
from policycompare.normalise import restates

_VAGUE = {"=": 2, "~": 1}


def linked(rows: Sequence[Proposal]) -> list[Proposal]:
    """Link rows on one indicator and year whose values are one value in other words.

    The row with a comparator stands for itself, of several the first: 不低于45% says more than
    the 45 of a table.
    """
    of_row: dict[str, str] = {}
    for group in _groups(rows):
        main = min(group, key=_rank)
        of_row |= {row.cells["no"]: main.cells["no"] for row in group if row is not main}
    return [
        replace(row, cells=row.cells | {"same_as": of_row.get(row.cells["no"], "")}) for row in rows
    ]


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
    if row.stated is None or first.stated is None or row.start == first.start:
        return False
    same = all(row.cells[name] == first.cells[name] for name in ("indicator", "year"))
    return same and _one_population(row, first) and restates(row.stated, first.stated)


def _one_population(row: Proposal, first: Proposal) -> bool:
    """Tell denominators apart only where both are printed."""
    printed = [
        each.cells["population_grounds"].startswith(("原文“", "指标名")) for each in (row, first)
    ]
    return row.cells["population"] == first.cells["population"] or not all(printed)


def _rank(row: Proposal) -> tuple[int, int]:
    return (0 if row.stated is None else _VAGUE.get(row.stated.op, 0)), row.start
