"""A statement with what stands around it goes in; whether it is a target, or what else, comes out.

A statement that no rule speaks against is a target. The rules: `surroundings` for all kinds,
`universals` for words, `conditions` for all numbers, then by unit `shares` or `counts`.
"""

from typing import Literal

from policycompare.conditions import is_aim, is_named_aim, number_reason
from policycompare.counts import count_reason, weight_reason
from policycompare.model import LeftOut
from policycompare.shares import (
    age_reason,
    bare_reason,
    duration_reason,
    grade_reason,
    is_index,
    is_timed,
    mark_reason,
    money_reason,
    share_reason,
    times_reason,
)
from policycompare.situation import Rule, Situation
from policycompare.stating import Statement
from policycompare.surroundings import by_surroundings
from policycompare.universals import relative_reason, universal_reason

_DURATIONS = ("年", "个月", "天", "小时", "分钟", "工作日")
_BY_UNIT: dict[str, Rule] = {
    **dict.fromkeys(("%", "‰", "个百分点", "1:x"), share_reason),
    **dict.fromkeys(_DURATIONS, duration_reason),
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


def is_no_measure(statement: Statement, before: str, text: str, after: str) -> bool:
    """Tell at a glance a number that is no target whatever surrounds it: 12320热线, 通报一次.

    It is a duration of nothing measured; or it has no comparator, and either no unit and no index
    before it, or it is one thing in words.
    """
    if statement.kind != "quantified" or is_aim(after):
        return False
    if statement.unit in _DURATIONS:
        return not is_timed(before + text)
    if statement.op != "=":
        return False
    if not statement.unit:
        return not is_index(before)
    one = text.startswith("一") and statement.low == 1 and "至少" not in before
    return one and not (statement.unit in _BY_UNIT or "/" in statement.unit)


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
