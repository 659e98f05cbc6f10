"""A document's text goes in; what it says of itself comes out: title, number, date, period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policycompare.periods import FIVE_YEAR_PLANS

_HEAD = 3_000
_LEAD, _OPENING = 800, 300
_REACH = 20_000
_YEAR = r"((?:19|20)\d\d)"
_MONTH = r"(?: ?\d{1,2} ?月)?"
_DAY = r" ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"
_TO = r" ?[-—–~至到]{1,2} ?"
_DATE = re.compile(
    rf"(?m)^\s*{_YEAR}{_DAY}(?:\s+\d{{1,2}}:\d\d.*)?$"
    rf"|[，,。]{_YEAR}{_DAY}[，。、., ]|{_YEAR}{_DAY}(?:印发|发布)[）)]"
)
_POSTED = re.compile(
    rf"(?:(?:发布|发文|成文|印发|发表|公开)(?:日期|时间|于)?[:： ]{{0,3}}|[（(]){_YEAR}"
    r"(?:[-/.]\d{1,2}[-/.]\d| ?年 ?\d{1,2} ?月)"
    rf"|(?m:^)[ \t]*{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:[ \t]+\d{{1,2}}:\d\d|[ \t]*(?m:$))"
)
"""When a page was put up: 发布日期:2024-08-28; the year of a text that does not say its own."""

_CITED = re.compile(rf"(?<=[\u4e00-\u9fff])[〔\[(（【]{_YEAR}[〕\])）】] ?第? ?\d+ ?号")
_NUMBER = rf"[\u4e00-\u9fff]{{1,8}}{_CITED.pattern}"
_OWN_NUMBER = re.compile(rf"(?m)^\s*[（(]?({_NUMBER})(?:[\s，,、）)][^。]{{0,24}})?$")
_RANGE = re.compile(rf"{_YEAR} ?年?{_MONTH}{_TO}{_YEAR}")
_PHASE = re.compile(rf"[（(]{_YEAR} ?年{_MONTH}{_TO}{_YEAR} ?年{_MONTH}[)）]")
_TITLE = re.compile(
    "(?:规划|方案|通知|意见|纲要|计划|要点|任务|办法|行动|决定|措施|细则|清单|要求|工作|责任书)[）)》”]*$"
    "|(?:规划|方案|纲要|计划|要点|任务|行动)(?=[（(])"
)
_RUN_ON = re.compile(
    "[^。，：:]{4,90}?(?:规划|方案|通知|意见|计划|要点|责任书|手册)"
    "(?= ?(?:为(?!期|[主准指依])|根据|按照|各[省市县区]|现将|目录))"
)
"""A title with which the text goes on in the same line: …实施方案为进一步…."""
_LABELLED = re.compile(
    r"(?m)^ *(?:名 ?称|标 ?题|信息名称|文件名称)[:：] *([^\n]{6,60}?) *"
    "(?:$|(?:发布|发文|生成|成文)日期)"
)
"""A title in the table of particulars above a text."""

_SECTION = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_NO_TITLE = re.compile(r"号$|日$|[。，：:]|^[—–-]")
_ISSUER = re.compile("(?:人民政府|委员会|办公室|办公厅|领导小组|[委局厅部])$")
_BRACKETED = re.compile(r"[（(](?:\d{4} ?年?\s*[-—–~至]|征求意见|试行|草案|暂行)")
_CITED_TITLE = re.compile("《[^》]*》(?!的通知)")
_TOLD_OF = re.compile(
    "(?:印发|发布|出台|公布|制定|转发|下发)(?:了|的|关于){0,2}《([^》]{4,60})》"
    "|《([^》]{4,60})》(?:近日|日前|最近)?(?:正式)?(?:印发|发布|出台|公布|提出|要求|明确)"
)
_DEMANDED = re.compile(rf"(?:要求|提出|明确)[，,：:]? ?(?:从|自)? ?{_RANGE.pattern}")
"""The years that a report says a plan is for: 《计划》要求，从2022到2024年."""

_TOLD_PLAN = re.compile(
    r"(十[一二三四五]五)[”\"]?[^。，《》\n]{0,14}规划(?:昨[天日]|今[天日]|近日|日前|最近)?(?:正式|对外)*"
    "(?:公布|发布|印发|出台)"
)
"""News of a plan without its full title: 卫生“十四五”规划昨天正式公布."""

_OF_THE_YEAR = re.compile(
    rf"制[定订]\s*{_YEAR} ?年度?(?![^。]{{0,24}}[三五]年)[^。，《》]{{2,24}}?(?:计划|方案|要点)"
    rf"|印发《[^》]{{0,16}}?{_YEAR} ?年度?[^》]{{2,30}}?(?:计划|方案|要点)》"
)
"""What a plan of one year calls itself: 制定2015年度健康教育工作计划."""

_REPORTS = re.compile(
    "其中提出|网站(?:发布|公布)|近日|日前|最近|[日今]电|讯|获悉|记者|》(?:正式)?(?:出台|公布)|公布《"
)
_CITES = re.compile("根据|按照|依据|贯彻|落实|现将|制定本|结合我|我[省市县区]")
_TITLE_YEAR = re.compile(
    rf"(?<![到至]){_YEAR} ?年"
    "(?![,，]|版|以来|[底末]?(?:前|要(?!点)|将|力争|有望|达到|实现|基本))"
)
"""2020年工作要点; not a headline's 到2025年 or 2025年要达到."""

_PLAN_OF = re.compile(rf"{_YEAR}(?: ?年)?[”》]?(?:规划纲要|规划|行动|纲要|远景)")
_PLAN_HEADED = re.compile(
    r"(?m)^(?![^\n]*(?:完成|回顾|成效|现状|成就|执行|评估|总结|以来))"
    r"[^\n。，]{0,20}(十[一二三四五]五)[”\"]?(?:时期|期间)?"
    r"[^\n。，]{0,14}(?:指标|目标|规划)[^\n。，]{0,6}$"
)
_GOAL = re.compile("目标")
_GOALS = re.compile(
    r".{0,8}(?:主要|总体|工作|发展|具体|行动|规划|预期|战略)?目标(?:任务)?[。:： ]?"
)
_NEXT_SECTION = re.compile(r"\n\s*(?:[（(][一二三四五六七八九]+[)）]|[一二三四五六七八九]+、)")
_BY_YEAR = re.compile(rf"(?:到|至) ?{_YEAR} ?年")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself; `None` and empty where it does not."""

    title: str
    number: str
    issuer: str
    date: str
    year: int | None
    period_start: int | None
    period_end: int | None


def facts_of(plain: str) -> Facts:
    """Read title, number, date and period from the head of a document."""
    head = plain[:_HEAD]
    title = _title(head)
    dated = next(_dates(head), None) or next(_dates(plain[-1_000:]), None)
    number = _OWN_NUMBER.search(head[:600])
    date = ""
    if dated:
        day = [int(part) for part in dated.groups() if part]
        date = f"{day[0]}-{day[1]:02d}-{day[2]:02d}"
    own = _period(title, plain)
    period = own if any(own) else _reported(plain)
    year = _year(date, number, title, own[0], head) or period[0]
    return Facts(title, number[1] if number else "", _issuer(plain), date, year, *period)


def _year(
    date: str, number: re.Match[str] | None, title: str, begins: int | None, head: str
) -> int | None:
    """Give the year of a document by what says it best."""
    if date:
        return int(date[:4])
    if number:
        return int(number[2])
    if begins:
        return begins
    if titled := _TITLE_YEAR.search(title):
        return int(titled[1])
    if cited := _CITED.findall(head):
        return max(map(int, cited))
    return min((int(a or b) for a, b in _POSTED.findall(head)), default=None)


def _dates(part: str) -> Iterator[re.Match[str]]:
    return _DATE.finditer(part) if "日" in part else iter(())


def _issuer(plain: str) -> str:
    """Give who signs: the line before the date, at the head or the end."""
    for part in (plain[:_HEAD], plain[-1_000:]):
        for dated in _dates(part):
            before = [line.strip() for line in part[: dated.start()].split("\n") if line.strip()]
            if before and len(before[-1]) < 40 and _ISSUER.search(before[-1]):
                return before[-1]
    return ""


def _title(head: str) -> str:
    lines = [line.strip() for line in head.split("\n") if line.strip()][:30]
    if labelled := _LABELLED.search(head):
        return labelled[1]
    for place, line in enumerate(lines):
        if _SECTION.match(line):
            continue
        if len(line) <= 80 and "。" not in line and _TITLE.search(line):
            following = lines[place + 1] if place + 1 < len(lines) else ""
            before = lines[place - 1] if place and len(lines[place - 1]) < 40 else ""
            joined = before if before and not _NO_TITLE.search(before) else ""
            return joined + line + (following if _BRACKETED.match(following) else "")
    if lines and (run_on := _RUN_ON.match(lines[0])):
        return run_on[0]
    return lines[0] if len(lines) > 1 and len(lines[0]) < 60 and "。" not in lines[0] else ""


def _period(title: str, plain: str) -> tuple[int | None, int | None]:
    heads = [line.strip() for line in plain[:_HEAD].split("\n") if line.strip()][:16]
    named = [
        title,
        *(
            line
            for line in heads
            if len(line) < 60 and (re.match(r"[（(]", line) or _TITLE.search(line))
        ),
    ]
    if "\n" not in plain[:_HEAD].strip():
        named = [plain[:200]]
    for line in named:
        if found := _RANGE.search(_CITED_TITLE.sub("", line)):
            return int(found[1]), int(found[2])
    for line in named:
        for plan, last in FIVE_YEAR_PLANS.items():
            if plan in line:
                return last - 4, last
    if found := _PLAN_OF.search(title):
        return None, int(found[1])
    if found := _TITLE_YEAR.search(title):
        return int(found[1]), int(found[1])
    phases = _PHASE.findall(plain[:200_000])
    if phases:
        return min(int(a) for a, _ in phases), max(int(b) for _, b in phases)
    return _headed_plan(plain) or _of_the_year(plain) or (None, _goal_year(plain))


def _of_the_year(plain: str) -> tuple[int, int] | None:
    found = _OF_THE_YEAR.search(plain, 0, _OPENING)
    year = int(found[1] or found[2]) if found else None
    return (year, year) if year else None


def _headed_plan(plain: str) -> tuple[int, int] | None:
    """Give the period of the one plan whose aims a heading names: “十四五”主要发展指标."""
    named = {FIVE_YEAR_PLANS[found[1]] for found in _PLAN_HEADED.finditer(plain, 0, _REACH)}
    last = named.pop() if len(named) == 1 else None
    return (last - 4, last) if last else None


def _reported(plain: str) -> tuple[int | None, int | None]:
    """Give the period of the plan that a report tells of: 近日印发《卫生规划（2021—2025年）》."""
    for named in _TOLD_OF.finditer(plain, 0, _LEAD):
        line = plain[plain.rfind("\n", 0, named.start()) + 1 : named.end() + 4]
        if _CITES.search(line) or not _REPORTS.search(line):
            continue
        title = named[1] or named[2]
        if found := _RANGE.search(title):
            return int(found[1]), int(found[2])
        for plan, last in FIVE_YEAR_PLANS.items():
            if plan in title:
                return last - 4, last
        if found := _DEMANDED.search(plain, named.end(), named.end() + _OPENING):
            return int(found[1]), int(found[2])
    told = _TOLD_PLAN.search(plain, 0, _LEAD)
    if not told:
        return None, None
    return FIVE_YEAR_PLANS[told[1]] - 4, FIVE_YEAR_PLANS[told[1]]


def _goal_year(plain: str) -> int | None:
    """Give the one year by which the section of goals is due; several years give none."""
    goals = (place.start() for place in _GOAL.finditer(plain, 0, _REACH))
    headed = (_GOALS.match(plain, plain.rfind("\n", 0, goal) + 1, _REACH) for goal in goals)
    found = next(filter(None, headed), None)
    if not found:
        return None
    following = plain[found.end() : found.start() + 700]
    section = found[0] + _NEXT_SECTION.split(following)[0]
    years = {int(year) for year in _BY_YEAR.findall(section)}
    return years.pop() if len(years) == 1 else None
