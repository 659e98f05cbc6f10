"""A document's title and text go in; the first and the last year that it plans for come out."""

import re

from policycompare.numerals import numeral
from policycompare.outline import TITLE_NOUNS
from policycompare.periods import FIVE_YEAR_PLANS

HEAD = 3_000
_OPENING = 300
_REACH = 20_000
YEAR = r"((?:19|20)\d\d)"
_MONTH = r"(?: ?\d{1,2} ?月)?"
_TO = r" ?[-—–~至到]{1,2} ?"
RANGE = re.compile(rf"{YEAR} ?年?{_MONTH}{_TO}{YEAR}")
_PHASE = re.compile(rf"[（(]{YEAR} ?年{_MONTH}{_TO}{YEAR} ?年{_MONTH}[)）]")
TITLE = re.compile(
    rf"(?:{TITLE_NOUNS}|行动|决定|清单|要求|工作)[）)》”]*$|关于[^。，]{{4,40}}(?:安排|部署)$"
    "|(?:规划|方案|纲要|计划|要点|任务|行动|办法|细则|意见)(?=[（(])"
)
_CITED_TITLE = re.compile(
    "(?:贯彻|落实|根据|按照|执行)[^《》]{0,6}《[^《》]*》(?!的通知)|^[^《》]*》(?!的通知)|《[^《》]*》(?!的通知|$)"
)
"""A title that is cited, or the rest of one that a line break tore."""

_OF_THE_YEAR = re.compile(
    rf"制[定订]\s*{YEAR} ?年度?(?![^。]{{0,24}}[三五]年)[^。，《》]{{2,24}}?(?:计划|方案|要点)"
    rf"|印发《[^》]{{0,16}}?{YEAR} ?年度?[^》]{{2,30}}?(?:计划|方案|要点|任务)》"
)
"""What a plan of one year calls itself: 制定2015年度健康教育工作计划."""

TITLE_YEAR = re.compile(
    rf"(?<![到至]){YEAR} ?年"
    "(?![,，]|版|以来|[底末]?(?:前|要(?!点)|将|力争|有望|达到|实现|基本(?!公共|医|药|养)))"
)
"""2020年工作要点; not a headline's 到2025年 or 2025年要达到."""

_REPORT_AND_PLAN = re.compile(
    rf"{YEAR} ?年[^\n]{{0,24}}(?:情况|总结|回顾)[^\n]{{0,10}}?"
    rf"{YEAR} ?年[^\n]{{0,8}}(?:安排|打算|计划|思路|要点)"
)
"""关于2023年工作情况和2024年工作安排的报告."""

_EXPLAINS = re.compile("》[^《》]{0,6}(?:解读|图解|问答|新闻发布)")
"""《行动计划（2025—2027年）》政策解读."""

_YEAR_ALONE = re.compile(rf"[（(]{YEAR} ?年度?[)）]")
"""（2017年度） below a title."""

_YEAR_OF_WORK = re.compile(rf"{YEAR}(?![\d年]| ?[-—–~至到])[^\d]*工作(?:计划|要点)")
"""2026社区卫生工作计划, without 年."""

_PLAN_OF = re.compile(rf"{YEAR}(?: ?年)?[”》]?(?:规划纲要|规划|行动|纲要|远景)")
_PLAN_HEADED = re.compile(
    r"(?m)^(?![^\n]*(?:完成|回顾|成效|现状|成就|执行|评估|总结|以来))"
    r"[^\n。，]{0,20}(十[一二三四五]五)[”\"]?(?:时期|期间)?"
    r"[^\n。，]{0,14}(?:指标|目标|规划)[^\n。，]{0,6}$"
)
_CLAUSE = re.compile("[。，；！]")
_ISSUED = re.compile(
    "现将《([^》]{6,60})》[^。]{0,8}(?:印发|转发|下发|发布)"
    "|《([^》]{6,60})》已经?[^。]{0,30}(?:同意|通过|批准|审定)"
)
"""The document's own title inside it: 现将《…方案（2023—2025年）》印发给你们."""

_TERM = re.compile(
    rf"(?<!阶段)(?:(?:实施|执行|规划|计划|试点|行动|创建|建设)(?:期限?|周期|时间)|(?<!有效)期限)"
    rf"(?:为|是|[:：])"
    rf"(?:从|自)? ?{YEAR} ?年?{_MONTH}(?: ?\d{{1,2}} ?日)?{_TO}{YEAR} ?年"
)
"""The term that a document gives itself: 实施期限为2016—2020年."""

_FROM_ON = re.compile(
    rf"从 ?{YEAR} ?年(?:起|开始)[，,]?(?:力争|计划|争取)?(?:利?用|通过) ?([二三四五2345]) ?年"
    "(?:左右)?的?时间"
)
"""从2013年起，用三年时间: the three years from then on."""

_IN_YEARS = re.compile(
    rf"(?<!经)(?<!曾)(?<!上一轮)用 ?[二三四五2345] ?年(?:左右)?的?时间"
    rf"[（(]{YEAR} ?年?{_TO}{YEAR} ?年[)）]"
)
"""用3年左右时间（2018—2020年）."""

_GOAL = re.compile("目标")
_GOALS = re.compile(
    r".{0,8}(?:主要|总体|工作|发展|具体|行动|规划|预期|战略)?目标(?:任务)?[。:： ]?"
)
_SPANS = re.compile(rf"(?:从|自) ?{YEAR} ?年?(?:到|至){YEAR} ?年")
_NEXT_SECTION = re.compile(r"\n\s*(?:[（(][一二三四五六七八九]+[)）]|[一二三四五六七八九]+、)")
_PLANS = re.compile("规划|方案|纲要|计划|行动")
_BY_YEAR = re.compile(rf"(?:到|至) ?{YEAR} ?年")


def own_period(title: str, plain: str) -> tuple[int | None, int | None]:
    r"""Read the first and the last year that a document says it plans for.

    Examples
    --------
    >>> [own_period(title, f"{title}\n一、目标") for title in ("2019年工作要点", "“十四五”规划")]
    [(2019, 2019), (2021, 2025)]
    """
    heads = [line.strip() for line in plain[:HEAD].split("\n") if line.strip()][:16]
    named = [
        title,
        *(
            line
            for line in heads
            if len(line) < 60
            and not line.endswith("。")
            and (re.match(r"[（(]", line) or TITLE.search(line))
        ),
    ]
    if "\n" not in plain[:HEAD].strip():
        named = [_CLAUSE.split(plain[:200])[0]]
    if stated := _of_lines(named) or _of_title(title, named):
        return stated
    told = (_term, _phases, _issued, _headed_plan, _of_the_year)
    period = next(filter(None, (tell(plain) for tell in told)), None)
    return period or _goal_years(plain, plans=bool(_PLANS.search(title)))


def _of_lines(lines: list[str]) -> tuple[int, int] | None:
    """Read the years, or the five-year plan, that lines which may be titles name."""
    own = [_CITED_TITLE.sub("", line) for line in lines]
    if found := next(filter(None, map(RANGE.search, own)), None):
        return int(found[1]), int(found[2])
    named = (last for line in own for plan, last in FIVE_YEAR_PLANS.items() if plan in line)
    last = next(named, None)
    return (last - 4, last) if last else None


def _of_title(title: str, lines: list[str]) -> tuple[int | None, int] | None:
    """Read the year that a title says its paper is for, or the plan that it explains."""
    if found := _REPORT_AND_PLAN.search(title):
        return int(found[2]), int(found[2])
    if _EXPLAINS.search(title) and (found := RANGE.search(title)):
        return int(found[1]), int(found[2])
    if found := _PLAN_OF.search(title):
        return None, int(found[1])
    alone = next(filter(None, map(_YEAR_ALONE.fullmatch, lines)), None)
    titled = TITLE_YEAR.search(_CITED_TITLE.sub("", title)) or _YEAR_OF_WORK.match(title) or alone
    return (int(titled[1]), int(titled[1])) if titled else None


def _term(plain: str) -> tuple[int, int] | None:
    found = _TERM.search(plain, 0, _REACH) or _IN_YEARS.search(plain, 0, HEAD)
    if found:
        return int(found[1]), int(found[2])
    begun = _FROM_ON.search(plain, 0, _REACH)
    first = int(begun[1]) if begun else 0
    return (first, first + int(numeral(begun[2])) - 1) if begun else None


def _phases(plain: str) -> tuple[int, int] | None:
    phases = _PHASE.findall(plain[:200_000])
    return (min(int(a) for a, _ in phases), max(int(b) for _, b in phases)) if phases else None


def _issued(plain: str) -> tuple[int, int] | None:
    titles = (issued[1] or issued[2] for issued in _ISSUED.finditer(plain, 0, HEAD))
    return next(filter(None, map(named_period, titles)), None)


def named_period(title: str) -> tuple[int, int] | None:
    """Read the years of a plan, or the five-year plan, that a title names."""
    if found := RANGE.search(title):
        return int(found[1]), int(found[2])
    last = next((last for plan, last in FIVE_YEAR_PLANS.items() if plan in title), None)
    return (last - 4, last) if last else None


def _of_the_year(plain: str) -> tuple[int, int] | None:
    found = _OF_THE_YEAR.search(plain, 0, _OPENING)
    year = int(found[1] or found[2]) if found else None
    return (year, year) if year else None


def _headed_plan(plain: str) -> tuple[int, int] | None:
    """Give the period of the one plan whose aims a heading names: “十四五”主要发展指标."""
    named = {FIVE_YEAR_PLANS[found[1]] for found in _PLAN_HEADED.finditer(plain, 0, _REACH)}
    last = named.pop() if len(named) == 1 else None
    return (last - 4, last) if last else None


def _goal_years(plain: str, *, plans: bool) -> tuple[int | None, int | None]:
    """Give the years that the section of goals spans, or the one by which a plan's are due.

    A notice or an opinion has goals for a year and duties that do not end with it.
    """
    goals = (place.start() for place in _GOAL.finditer(plain, 0, _REACH))
    headed = (_GOALS.match(plain, plain.rfind("\n", 0, goal) + 1, _REACH) for goal in goals)
    found = next(filter(None, headed), None)
    if not found:
        return None, None
    following = plain[found.end() : found.start() + 700]
    section = found[0] + _NEXT_SECTION.split(following)[0]
    if spanned := _SPANS.search(section):
        return int(spanned[1]), int(spanned[2])
    years = {int(year) for year in _BY_YEAR.findall(section)}
    return None, years.pop() if plans and len(years) == 1 else None
