"""The statements of a sentence go in; they come out with the units that stand elsewhere in it."""

import re
from typing import NamedTuple

from policycompare.lost_units import fits, lost_unit
from policycompare.stating import Statement
from policycompare.yearly import YEARLY, is_yearly

_TORN = re.compile(r"\d {1,2}$")
_JOINT = re.compile("(?:以上|以下|以内|左右)?(?:[、和及与]|以及)")
_NAMELESS = re.compile(
    r"(?:[到至]?\d{4} ?年?[底前末]*|达到|不低于|[^\u4e00-\u9fff])*[\u4e00-\u9fff]{0,2}"
)
_OWN_DENSITY = re.compile("每|户均|(?<![千万])人均|平均|比(?:例|重)")
_COUNTED = {"张", "名", "人"}
_NO_SHARE = ("分", "级", "类")
"""What follows a bare number that is no rate: 到位率（5分）."""


class Completed(NamedTuple):
    """The statements of a sentence with their units, and of each what had to be supplied.

    `lists` gives for each its place in a list and how many stand in it, as in 分别达到82%、95%以上;
    `lost` a unit that had to be supplied to it, `doubts` what is said of it.
    """

    statements: tuple[Statement, ...]
    lists: tuple[tuple[int, int], ...]
    lost: tuple[str, ...]
    doubts: tuple[str, ...]


def completed(text: str, found: list[Statement]) -> Completed:
    """Give the statements of a text the units that stand elsewhere in it or were lost.

    Examples
    --------
    >>> from policycompare.stating import statements
    >>> text = "每千人口床位达到6张，其中医院4.5张，婴儿死亡率控制在4以内"
    >>> [each.unit for each in completed(text, statements(text)).statements]
    ['张/千人', '张/千人', '‰']
    """
    lists = _lists(text, found)
    whole: list[Statement] = []
    lost: list[str] = []
    doubts: list[str] = []
    for place in range(len(found)):
        statement, sign = _with_unit(text, found, place, lists[place][0])
        if lists[place][0] and lost[-1] and not statement.unit:  # 人数分别达到8000万、2500万
            sign = lost[-1]
            statement = statement._replace(unit=sign)
        whole.append(_with_density(text, whole[-1], statement) if whole else statement)
        lost.append(sign)
        doubts.append(_doubt(text, statement, sign))
    return Completed(tuple(whole), lists, tuple(lost), tuple(doubts))


def _doubt(text: str, statement: Statement, sign: str) -> str:
    if sign:
        return f"原文没有“{sign}”，按指标的单位补上"
    counted = statement.measure != "level" or statement.unit.isalpha()
    if counted and is_yearly(text, statement.start):
        return YEARLY
    torn = statement.kind == "quantified" and _TORN.search(
        text, max(0, statement.start - 4), statement.start
    )
    return "数字前另有一个数字，中间是空格，可能是一个数" if torn else ""


def _with_unit(text: str, found: list[Statement], place: int, nth: int) -> tuple[Statement, str]:
    """Supply a unit that is printed behind the list, 6.5万和1.8万人, or was lost."""
    statement = found[place]
    if statement.kind != "quantified" or statement.unit:
        return statement, ""
    following = found[place + 1] if place + 1 < len(found) else None
    if following and following.unit and _follows(text, statement, following):
        return statement._replace(unit=following.unit), ""
    scored = text.startswith(_NO_SHARE, statement.end)
    before = text[max(0, statement.start - 30) : statement.start]
    sign = "" if nth or scored or before.rstrip().endswith("/") else lost_unit(before)
    if not fits(sign, statement.low, statement.high):
        return statement, ""
    return (statement._replace(unit=sign) if sign else statement), sign


def _with_density(text: str, previous: Statement, statement: Statement) -> Statement:
    """Let 每千人口 hold for what follows it: 床位数6张，其中医院4.8张; 医师2.5名，床位6.5张."""
    counted, stroke, people = previous.unit.partition("/")
    if not stroke or not statement.unit or statement.unit == previous.unit:
        return statement
    fraction = (statement.low or statement.high or 0) % 1
    of_others = fraction and {counted, statement.unit} <= _COUNTED
    if statement.unit != counted and not of_others:
        return statement
    if _OWN_DENSITY.search(text, previous.end, statement.start):
        return statement
    clause = re.split("[，；。]", text[previous.end : statement.start])[-1]
    if fraction or _NAMELESS.fullmatch(clause):
        return statement._replace(unit=f"{statement.unit}/{people}")
    return statement


def _lists(text: str, found: list[Statement]) -> tuple[tuple[int, int], ...]:
    groups: list[list[int]] = []
    for place, statement in enumerate(found):
        if place and _follows(text, found[place - 1], statement):
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple((nth, len(group)) for group in groups for nth, _ in enumerate(group))


def _follows(text: str, first: Statement, second: Statement) -> bool:
    gap = second.start - first.end
    return (
        0 < gap < 5
        and first.kind == second.kind
        and bool(_JOINT.fullmatch(text, first.end, second.start))
    )
