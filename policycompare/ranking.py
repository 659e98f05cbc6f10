"""Targets come in; the order of their values, never across units, goes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policycompare.records import Record

OPERATORS = ("<", "<=", "~", "=", "range", ">=", ">")
"""By what an operator admits: of two equal numbers, 30%以下 stands before 30%以上."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Named groups within which values have an order, and each target's group and place there.

    Targets of equal value share a place. Those without a number share the place 0 of their group.
    """

    groups: tuple[str, ...]
    places: Mapping[str, tuple[int, int]]


def rank(targets: Sequence[Record], *, universal: str, wordless: str) -> Ranking:
    """Rank targets by value, percentages first, then other units as they come.

    A universal promise is 100% of something that differs from row to row, so it is a group of its
    own and never stands above a share.

    Parameters
    ----------
    targets : sequence of dict
        Records with `target_id`, `kind`, `scale` (unit and measure by name), `unit`, `op`, `low`
        and `high`.
    universal, wordless : str
        Names of the groups of universal promises and of targets without a number.

    Examples
    --------
    >>> share = {"kind": "quantified", "unit": "%", "scale": "单位：%"}
    >>> at_most = share | {"target_id": "a", "op": "<=", "low": "", "high": "30.0"}
    >>> at_least = share | {"target_id": "b", "op": ">=", "low": "30.0", "high": ""}
    >>> rank([at_least, at_most], universal="all", wordless="none").places
    {'b': (0, 1), 'a': (0, 0)}
    """
    last = {"universal": universal, "relative": wordless, "qualitative": wordless}
    ordered = sorted(targets, key=lambda t: (t["kind"] != "quantified", t["unit"] != "%"))
    members: dict[str, list[Record]] = {}
    for target in ordered:
        members.setdefault(last.get(target["kind"], target["scale"]), []).append(target)
    places: dict[str, tuple[int, int]] = {}
    for number, group in enumerate(members.values()):
        values = sorted({_value(target) for target in group})
        places |= {t["target_id"]: (number, values.index(_value(t))) for t in group}
    return Ranking(tuple(members), places)


def _value(target: Record) -> tuple[float, float]:
    if target["kind"] != "quantified":
        return 0.0, 0.0
    return float(target["low"] or target["high"]), OPERATORS.index(target["op"])
