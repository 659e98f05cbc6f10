"""A text without years of its own goes in; the period of the plan that it tells of comes out."""

import re

from policycompare.periods import FIVE_YEAR_PLANS
from policycompare.plan_period import RANGE, named_period

_LEAD, _OPENING = 800, 300
_TOLD_OF = re.compile(
    "(?:印发|发布|出台|公布|制定|转发|下发)(?:了|的|关于){0,2}《([^》]{4,60})》"
    "|《([^》]{4,60})》(?:近日|日前|最近)?(?:正式)?(?:印发|发布|出台|公布|提出|要求|明确)"
)
_DEMANDED = re.compile(rf"(?:要求|提出|明确)[，,：:]? ?(?:从|自)? ?{RANGE.pattern}")
"""The years that a report says a plan is for: 《计划》要求，从2022到2024年."""

_TOLD_PLAN = re.compile(
    r"(十[一二三四五]五)[”\"]?[^。，《》\n]{0,14}规划(?:昨[天日]|今[天日]|近日|日前|最近)?(?:正式|对外)*"
    "(?:公布|发布|印发|出台)"
)
"""News of a plan without its full title: 卫生“十四五”规划昨天正式公布."""

_REPORTS = re.compile(
    "其中提出|网站(?:发布|公布)|近日|日前|最近|[日今]电|讯|获悉|记者|》(?:正式)?(?:出台|公布)|公布《"
)
_CITES = re.compile("根据|按照|依据|贯彻|落实|现将|制定本|结合我|我[省市县区]")
_CARRIES_OUT = re.compile("(?:落实|实施)[^，。；《》]{0,10}《([^》]{4,60})》")
_TITLED = re.compile("《([^》]{4,60})》")


def told_period(plain: str) -> tuple[int | None, int | None]:
    """Give the period of the plan that a document without years of its own tells of or cites.

    Examples
    --------
    >>> told_period("近日，某省印发《卫生规划（2021—2025年）》。")
    (2021, 2025)
    >>> told_period("为落实《国家“十三五”卫生规划》，制定本办法。")
    (2016, 2020)
    """
    told = _reported(plain)
    return told if any(told) else _cited_plan(plain)


def _cited_plan(plain: str) -> tuple[int | None, int | None]:
    """Give the period of the one plan that a text without years of its own names and carries out.

    Of two plans that it names neither holds.
    """
    named = {named_period(title) for title in _TITLED.findall(plain[:_LEAD])}
    carried = {named_period(title) for title in _CARRIES_OUT.findall(plain[:_LEAD])}
    one = len((named | carried) - {None}) == 1
    return next((period for period in carried if period and one), (None, None))


def _reported(plain: str) -> tuple[int | None, int | None]:
    """Give the period of the plan that a report tells of: 近日印发《卫生规划（2021—2025年）》."""
    for named in _TOLD_OF.finditer(plain, 0, _LEAD):
        line = plain[plain.rfind("\n", 0, named.start()) + 1 : named.end() + 4]
        if _CITES.search(line) or not _REPORTS.search(line):
            continue
        title = named[1] or named[2]
        if period := named_period(title):
            return period
        if found := _DEMANDED.search(plain, named.end(), named.end() + _OPENING):
            return int(found[1]), int(found[2])
    told = _TOLD_PLAN.search(plain, 0, _LEAD)
    if not told:
        return None, None
    return FIVE_YEAR_PLANS[told[1]] - 4, FIVE_YEAR_PLANS[told[1]]
