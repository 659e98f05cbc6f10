"""A document's text goes in; what it says of itself comes out: title, number, date, period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policycompare.numerals import numeral, years_in_arabic
from policycompare.outline import TITLE_NOUNS
from policycompare.plan_period import HEAD, TITLE, TITLE_YEAR, YEAR, own_period
from policycompare.schema import day_of
from policycompare.told_plans import told_period

_NUMBER_OF_DAY = r"(\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY = rf" ?年 ?{_NUMBER_OF_DAY} ?月 ?{_NUMBER_OF_DAY} ?日"
_DATE = re.compile(
    rf"(?m)^\s*{YEAR}{_DAY}(?:\s+\d{{1,2}}:\d\d.*)?$"
    rf"|[，,。]{YEAR}{_DAY}[，。、., ]|{YEAR}{_DAY}(?:印发|发布)[）)]"
)
_POSTED = re.compile(
    rf"(?:(?:发布|发文|成文|印发|发表|公开)(?:日期|时间|于)?[:： ]{{0,3}}|[（(]){YEAR}"
    r"(?:[-/.]\d{1,2}[-/.]\d| ?年 ?\d{1,2} ?月)"
    rf"|(?m:^)[ \t]*{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:[ \t]+\d{{1,2}}:\d\d|[ \t]*(?m:$))"
)
"""When a page was put up: 发布日期:2024-08-28; the year of a text that does not say its own."""

_CITED = re.compile(rf"(?<=[\u4e00-\u9fff])[〔\[(（【]{YEAR}[〕\])）】] ?第? ?\d+ ?号")
_NUMBER = rf"[\u4e00-\u9fff]{{1,8}}{_CITED.pattern}"
_OWN_NUMBER = re.compile(rf"(?m)^\s*[（(]?({_NUMBER})(?:[\s，,、）)][^。]{{0,24}})?$")
_RUN_ON = re.compile(
    rf"[^。，：:]{{4,90}}?(?:{TITLE_NOUNS}|手册)"
    "(?= ?(?:为(?!期|[主准指依])|根据|按照|各[省市县区]|现将|目录))"
)
"""A title with which the text goes on in the same line: …实施方案为进一步…."""
_LABELLED = re.compile(
    r"(?m)^ *(?:名 ?称|标 ?题|信息名称|文件名称)[:：] *([^\n]{6,60}?) *"
    "(?:$|(?:发布|发文|生成|成文)日期)"
)
"""A title in the table of particulars above a text."""

_PARTICULAR = re.compile("索 ?引 ?号|主题分类|信息分类|发文单位|发布机构|发文机关")
_PARTICULARS = 400
_SECTION = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_NO_TITLE = re.compile(r"号$|日$|[。，：:]|^[—–-]")
_ISSUER = re.compile("(?:人民政府|委员会|办公室|办公厅|领导小组|[委局厅部])$")
_THIS_YEAR = re.compile("今年|本年度|[上下]半年")
"""What makes a paper that names no year one of its own year: 关于今年签约服务工作的安排."""

_YEARS_WORK = re.compile(
    r"(?m)^(?:[一二三四五六七八九十]+、|[（(][一二三]+[)）])[^\n。，分]{0,6}(?:年度|全年|今年)(?:目标|工作)?任务"
    r"|(?:把|将)今年[^。\n]{2,24}(?:安排|通知|部署)如下|(?<![圆超]满)(?<!超额)(?<!已)完成(?:今年|全年)[^。，\n]{0,6}任务，[^。\n]{0,12}如下"
)
"""What says so in the text: 为确保完成全年任务，现督办如下."""

_BRACKETED = re.compile(r"[（(](?:\d{4} ?年?\s*[-—–~至]|征求意见|试行|草案|暂行)")


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
    title = _title(plain[:HEAD])
    return _facts_of(title, years_in_arabic(title), years_in_arabic(plain))


def _facts_of(printed: str, title: str, plain: str) -> Facts:
    head = plain[:HEAD]
    dated = next(_dates(head), None) or next(_dates(plain[-1_000:]), None)
    number = _OWN_NUMBER.search(head[:600])
    date = _day(dated) if dated else ""
    own = own_period(title, plain)
    period = own if any(own) else told_period(plain)
    year = _year(date, number, title, own[0], head) or period[0]
    if not any(own) and year and period[1] and period[1] < year:
        period = (None, None)  # a plan that had run out
    if not any(period) and (_THIS_YEAR.search(title) or _is_of_one_year(title, head)):
        period = (year, year)
    return Facts(printed, number[1] if number else "", _issuer(plain), date, year, *period)


def _day(dated: re.Match[str]) -> str:
    """Give a day that the calendar has, as 2021-03-01."""
    year, month, day = (int(numeral(part)) for part in dated.groups() if part)
    written = f"{year}-{month:02d}-{day:02d}"
    return written if day_of(written) else ""


def _is_of_one_year(title: str, head: str) -> bool:
    return not re.search("[两三四五]年", title) and bool(_YEARS_WORK.search(head))


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
    if titled := TITLE_YEAR.search(title):
        return int(titled[1])
    if cited := _CITED.findall(head):
        return max(map(int, cited))
    return min((int(a or b) for a, b in _POSTED.findall(head)), default=None)


def _dates(part: str) -> Iterator[re.Match[str]]:
    return _DATE.finditer(part) if "日" in part else iter(())


def _issuer(plain: str) -> str:
    """Give who signs: the line before the date, at the head or the end."""
    for part in (plain[:HEAD], plain[-1_000:]):
        for dated in _dates(part):
            before = [line.strip() for line in part[: dated.start()].split("\n") if line.strip()]
            if before and len(before[-1]) < 40 and _ISSUER.search(before[-1]):
                return before[-1]
    return ""


def _title(head: str) -> str:
    lines = [line.strip() for line in head.split("\n") if line.strip()][:30]
    labelled = _LABELLED.search(head, 0, _PARTICULARS)
    if labelled and _PARTICULAR.search(head, 0, _PARTICULARS):
        return labelled[1]
    for place, line in enumerate(lines):
        if _SECTION.match(line):
            continue
        if len(line) <= 80 and "。" not in line and "\t" not in line and TITLE.search(line):
            following = lines[place + 1] if place + 1 < len(lines) else ""
            before = lines[place - 1] if place and len(lines[place - 1]) < 40 else ""
            joined = before if before and not _NO_TITLE.search(before) else ""
            return joined + line + (following if _BRACKETED.match(following) else "")
    if lines and (run_on := _RUN_ON.match(lines[0])):
        return run_on[0]
    return lines[0] if len(lines) > 1 and len(lines[0]) < 60 and "。" not in lines[0] else ""
