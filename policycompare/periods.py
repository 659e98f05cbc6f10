"""A clause goes in; the deadline years it states come out, with their places."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policycompare.numerals import numeral, to_ascii

FIVE_YEAR_PLANS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
"""Last year of each national five-year plan."""

_DIGITS = "零〇○一二三四五六七八九"
_YEAR = rf"(?:\d{{4}}|[{_DIGITS}]{{4}})"
_DAY = r"(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?"
_NOT_DEADLINE = (
    r"截[至止]到? ?(?:当?年年?底|\d{1,2} ?月)"
    rf"|(?:(?<!占)比|较|与|从|由|自|截至|截止) ?{_YEAR} ?年"
    rf"|(?:在|以) ?{_YEAR} ?年[底末]?(?:[^，。；、\d前]{{0,12}}的基础上|的?基础|为基"
    r"|的? ?\d[\d.]*[^，。；、\d]{1,6}为基)"
    rf"|(?<!\d){_YEAR} ?年{_DAY}(?:起|以来)"
    rf"|(?<![\d到至于前]){_YEAR} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日(?! ?(?:之?前|以前|止|底))"
    rf"|以[^，。；、\d]{{0,10}}{_YEAR} ?年[^，。；、\d]{{2,24}}为(?:指导|依据|主线)"
    rf"|(?:[低高优]于|超过|达到|控制在|保持在|接近) ?{_YEAR} ?年(?:同期)?(?:的|平均)?水平"
    rf"|[比较] ?[“\"]?(?:{'|'.join(FIVE_YEAR_PLANS)})[”\"]?(?:期末|期间|末|时期)"
)
_QUOTES = ("“", '"', "、", "，", "。", ",", ".", " ")
"""What stands before the name of a plan, and what a damaged text has in its place."""

_COUNT = "[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
_FIRST = f"\\d比较与从由自截在以低高优超达控保接年全今本当十两{_DIGITS}"
_PATTERN = re.compile(
    rf"(?P<other>{_NOT_DEADLINE})"
    r"|(?P<first>\d{4}) ?年?(?: ?\d{1,2} ?月)? ?[-—–~至到]{1,2} ?(?P<last>\d{4}) ?年"
    rf"|(?<![\d{_DIGITS}])(?P<year>{_YEAR}) ?年(?!版|(?:修[订正]|颁布)[的版）)])"
    rf"|(?P<plan>{'|'.join(FIVE_YEAR_PLANS)})[”\"、，。,. ]?"
    r"(?:期末|期间|末|时期)(?!的?基础)"
    rf"|(?P<this>(?<![年去上每前历往明近几两十百\d{_DIGITS}])(?<!\d )(?:年底前|年底|年内)"
    r"|全年|今年|本年度?)"
    r"|(?<![年至\d—~和及、十 -])(?P<month>(?:\d{1,2}|十[一二]|[一二三四五六七八九十]) ?月"
    r"(?:底|末|份| ?\d{1,2} ?日)(?:之?前|以前))"
    r"|(?<=[到至])(?P<by_month>\d{1,2} ?月 ?[底末])(?!之?前|以前)"
    r"|(?<=[。；，\n])(?P<same>当年(?:底前|底|内)?)(?=，)"
    rf"|(?<![每近前去\d十{_DIGITS}])(?P<span>{_COUNT}|\d{{1,2}}) ?年(?:内|之内|以内)"
)
_IS_YEAR = re.compile(r"\d{4}")
_SIGNS = (
    ("年", f"0123456789{_DIGITS}十两全今本当 ", "底内"),
    ("五", "一二三四五", "\n"),
    ("月", "\n", "底末份 0123456789"),
)
"""Signs of a deadline, and what must stand before or behind one."""
_LEAD = 44
"""Characters that a pattern may begin before its sign."""
_RECURS = re.compile("(?:每|各|次|翌)年度?[^，。；]{0,4}$")
"""Before a month that comes every year: 每年度的6月底前."""
_SOME = re.compile(rf"[{_FIRST}](?<=(?={_PATTERN.pattern}).)", re.DOTALL)
"""Finds where the pattern matches: `re` passes over all but first letters at once."""


class StatedYear(NamedTuple):
    """A deadline with its offsets in the clause."""

    year: int
    start: int
    end: int


class DocumentYears(NamedTuple):
    """What 年底前 and 五年内 refer to: a document's year, and its plan's last if it begins then."""

    document_year: int | None
    plan_end: int | None


UNDATED = DocumentYears(None, None)


def document_years(row: Mapping[str, str]) -> DocumentYears:
    """Read `year`, `period_start` and `period_end` of a row of `documents.csv`; each may be "".

    Examples
    --------
    >>> document_years({"year": "2021", "period_start": "2021", "period_end": "2025"})
    DocumentYears(document_year=2021, plan_end=2025)
    >>> document_years({"year": "2022", "period_start": "2021", "period_end": "2025"})
    DocumentYears(document_year=2022, plan_end=None)
    """
    columns = ("year", "period_start", "period_end")
    year, start, end = (
        int(row[c]) if _IS_YEAR.fullmatch(row.get(c, "")) else None for c in columns
    )
    return DocumentYears(year, planned_end(year, start, end))


def planned_end(year: int | None, period_start: int | None, period_end: int | None) -> int | None:
    """Give the last year of a plan that begins with its document's year, else None."""
    return period_end if period_start is not None and period_start == year else None


def stated_years(
    text: str,
    document_year: int | None = None,
    this_year: int | None = None,
    plan_end: int | None = None,
) -> list[StatedYear]:
    """Read the deadlines a text states.

    Parameters
    ----------
    text : str
        A clause.
    document_year : int, optional
        The year of the document, to which 年底前, 年内 and 三年内 refer; without it they are
        no deadline.
    this_year : int, optional
        The year of 年底前 and 今年 where it is another: of 2020年工作打算 in a paper of 2019.
    plan_end : int, optional
        The `planned_end` of the document: 三年内 in a plan of 2024 for 2024 to 2026 is 2026.

    Returns
    -------
    list of StatedYear
        In order of the text; starting points (比2015年, 从2016年起) are left out.

    Examples
    --------
    >>> [stated.year for stated in stated_years("比2015年降低10%，到2020年达到“十三五”期末水平")]
    [2020, 2020]
    >>> stated_years("年底前完成", 2021)
    [StatedYear(year=2021, start=0, end=3)]
    """
    return list(_stated(to_ascii(text), document_year, this_year or document_year, plan_end))


def deadline(
    text: str, position: int, document_year: int | None = None, plan_end: int | None = None
) -> int | None:
    """Choose the deadline of what stands at a position: the last one before it, else the first.

    Examples
    --------
    >>> text = "2017年达到82%，2020年达到95%"
    >>> deadline(text, text.index("82")), deadline(text, text.index("95"))
    (2017, 2020)
    """
    years = stated_years(text, document_year, plan_end=plan_end)
    before = [stated.year for stated in years if stated.end <= position]
    return before[-1] if before else years[0].year if years else None


def _stated(
    plain: str, document_year: int | None, this_year: int | None, plan_end: int | None
) -> Iterator[StatedYear]:
    near = this_year
    for match in _matches(plain):
        if match["other"]:
            continue
        if match["first"] or match["year"]:
            near = int(match["last"] or numeral(match["year"]))
            yield StatedYear(near, *match.span())
        elif match["plan"]:
            start = match.start() - plain.startswith(_QUOTES, max(0, match.start() - 1))
            yield StatedYear(FIVE_YEAR_PLANS[match["plan"]], start, match.end())
        elif match["same"]:
            if near is not None:
                yield StatedYear(near, *match.span())  # 2017年7月起取消加成。当年，药占比…
        elif match["month"] or match["by_month"]:
            if near is not None and not _RECURS.search(plain, 0, match.start()):
                near = max(near, this_year or near)
                yield StatedYear(near, *match.span())  # 2017年3月启动，6月底前完成
        elif match["span"] and document_year is not None:
            year = document_year + int(numeral(match["span"]))
            yield StatedYear(year - (plan_end == year - 1), *match.span())
        elif not match["span"] and this_year is not None:
            yield StatedYear(this_year, *match.span())


def _places(plain: str) -> list[int]:
    """Find 年, 五 and 月 where a deadline may have them: what is far from all states none."""
    found: list[int] = []
    for sign, before, after in _SIGNS:
        place = plain.find(sign)
        while place >= 0:
            if plain[place - 1] in before or plain[place + 1 : place + 2] in after:
                found.append(place)
            place = plain.find(sign, place + 1)
    return sorted(found)


def _matches(plain: str) -> Iterator[re.Match[str]]:
    end = 0
    match: re.Match[str] | None = None
    for place in _places(plain):
        while end <= place and (match is None or match.start() <= place):
            hit = _SOME.search(plain, max(end, place - _LEAD))
            match = _PATTERN.match(plain, hit.start()) if hit else None
            if not match:
                return
            if match.start() <= place:  # else the next sign is nearer
                yield match
                end = match.end()
