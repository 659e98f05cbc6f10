"""A target as written and its indicator's unit go in; canonical bounds come out."""

from decimal import Decimal

from policycompare.bounds import bound
from policycompare.errors import UnreadableClauseError
from policycompare.stating import Statement

PROPORTIONS = {
    "%": Decimal(100),
    "‰": Decimal(1000),
    "/万": Decimal(10**4),
    "/10万": Decimal(10**5),
    "/100万": Decimal(10**6),
}
"""Parts of a whole: how many of each unit make one."""


COUNTERS = (
    frozenset(("个", "种")), frozenset(("个", "所", "家")), frozenset(("名", "人", "位")),
    frozenset(("名/千人", "人/千人")), frozenset(("名/万人", "人/万人")),
)  # fmt: skip
"""Measure words that count the same things; what they count is one number in each."""


_UPWARD, _DOWNWARD, _VAGUE = frozenset((">=", ">")), frozenset(("<=", "<")), frozenset(("=", "~"))


def restates(again: Statement, first: Statement) -> bool:
    """Say whether a statement may state another one in other words.

    The numbers and what they measure agree, and one comparator does not deny the other: 45 in a
    table and 不低于45% in the text may be one target, 45%以上 and 45%以下 never.

    Examples
    --------
    >>> from policycompare.stating import statements
    >>> bare, least, most = statements("45%、不低于45%、不超过45%")
    >>> restates(bare, least), restates(least, most)
    (True, False)
    """
    if (again.kind, again.unit, again.measure) != (first.kind, first.unit, first.measure):
        return False
    if again.op == first.op:
        return (again.low, again.high) == (first.low, first.high)
    ops = {again.op, first.op}
    agree = bool(ops & _VAGUE) or ops <= _UPWARD or ops <= _DOWNWARD
    return "range" not in ops and agree and bound(again) == bound(first)


def in_unit(statement: Statement, unit: str) -> Statement:
    """Express a statement in its indicator's unit.

    Proportions convert into each other exactly (55‰ is 5.5%), measure words of the same things
    stand for one another (100种 is 100个), and an indicator without a unit takes the printed one;
    anything else must be printed in the unit that the codebook gives.

    Raises
    ------
    UnreadableClauseError
        When the printed unit and the indicator's unit do not fit.

    Examples
    --------
    >>> from policycompare.stating import statements
    >>> in_unit(statements("控制在55‰以下")[0], "%").high
    Decimal('5.5')
    """
    if statement.kind == "relative" or statement.unit == unit:
        return statement
    if statement.measure == "change" and statement.unit == "%":
        return statement  # what falls by 15% falls by a share of itself, whatever its unit
    if statement.unit in PROPORTIONS and unit in PROPORTIONS:
        factor = PROPORTIONS[unit] / PROPORTIONS[statement.unit]
        return statement._replace(
            unit=unit,
            low=None if statement.low is None else statement.low * factor,
            high=None if statement.high is None else statement.high * factor,
            baseline=None if statement.baseline is None else statement.baseline * factor,
        )
    if statement.measure == "points" and unit == "%":
        return statement
    if not unit or any({statement.unit, unit} <= alike for alike in COUNTERS):
        return statement._replace(unit=unit or statement.unit)
    raise UnreadableClauseError(
        f"the clause prints {statement.unit or 'no unit'}, its indicator has {unit or 'none'}; "
        "choose another statement with `nth`, another indicator, or add a repair"
    )
