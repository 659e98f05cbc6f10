"""A statement with what stands around it goes in; whether it is a target, or what else, comes out.

A statement that no rule speaks against is a target. The rules: `surroundings` for all kinds,
`universals` for words, `conditions` for all numbers, then by unit `shares`, `counts`, `durations`.
"""

from typing import Literal

from policycompare.conditions import is_named_aim, number_reason
from policycompare.counts import count_reason, weight_reason
from policycompare.durations import age_reason, duration_reason
from policycompare.model import LeftOut
from policycompare.shares import (
    bare_reason,
    grade_reason,
    mark_reason,
    money_reason,
    share_reason,
    times_reason,
)
from policycompare.situation import Rule, Situation
from policycompare.surroundings import by_surroundings
from policycompare.universals import relative_reason, universal_reason

DURATIONS = ("年", "个月", "周", "天", "小时", "分钟", "工作日")
_BY_UNIT: dict[str, Rule] = {
    **dict.fromkeys(("%", "‰", "个百分点", "1:x", "x:1"), share_reason),
    **dict.fromkeys(DURATIONS, duration_reason),
    **dict.fromkeys(("克", "千克"), weight_reason),
    "倍": times_reason,
    "岁": age_reason,
    "级": grade_reason,
    "分": mark_reason,
    "元": money_reason,
    "": bare_reason,
}
"""Units that have rules of their own; one with a stroke is a density, any other counts things."""


def judge(situation: Situation) -> LeftOut | Literal[""]:
    """Say what a statement is instead of a target; an empty text when it is one."""
    kind = situation.statement.kind
    return by_surroundings(situation) or _BY_KIND[kind](situation) or ""


def has_own_rule(unit: str) -> bool:
    """Tell a unit that does not count things, and is judged by a rule of its own."""
    return unit in _BY_UNIT


def _quantified(situation: Situation) -> LeftOut | None:
    reason = number_reason(situation)
    if reason or is_named_aim(situation):
        return reason
    unit = situation.statement.unit
    usual = share_reason if "/" in unit else count_reason
    return _BY_UNIT.get(unit, usual)(situation)


def _nothing(_: Situation) -> None:
    return None


_BY_KIND: dict[str, Rule] = {
    "universal": universal_reason,
    "relative": relative_reason,
    "quantified": _quantified,
    "qualitative": _nothing,
}
