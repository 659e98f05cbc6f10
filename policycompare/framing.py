"""A sentence in its document goes in; the year by which each value is due comes out."""

import re
from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple

from policycompare.model import YearBasis
from policycompare.periods import StatedYear

_SET_OFF = re.compile(r" ?(?:底|末|年底|年末)?(?:前|之前|以前)?[，,、:： ]")
_SET_OFF_DATE = re.compile(
    rf"(?: ?\d{{1,2}} ?月(?: ?\d{{1,2}} ?日)?)?{_SET_OFF.pattern}|[要将](?![素求])"
)
_OPENS = re.compile(
    r"[ —–\-·•●◆■★*①-⑳]*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、.])?[ —–]*"
    r"(?:力争|确保|争取)?(?:到|至|在)? ?"
)
_OPENS_CLAUSE = re.compile(r"(?:^|[，；：。:])(?:力争|确保|争取)?[到至] ?$")
_RESET = re.compile(r"责任单位|负责[）)〕]|分别负责")
_BETWEEN = re.compile(r"年?(?:\d{1,2} ?月)?(?:底|末)?(?:之?前|以前)?[，,、:：\s。.]*")
_BRACKETED = re.compile(r" ?[（(](?:到|至)? ?((?:19|20)\d\d) ?年[底末前]*[)）]")
_OF_VALUE = re.compile(r"(?:[\d%‰名张岁个种家所元人次]|以[上下内]|左右)$")
_STOPPED = re.compile("[，。；：》]")
_VALUED = re.compile(r"[^（()）]*?\d[^（()）]*[)）]")

_LATER = re.compile(r"(?!年?先)[^，。；]{0,10}前[^，。；]{0,4}(?:完成|实现|达到|落实|到位)")
_SUBJECT = re.compile("(?:率|比例|比重|占比|数|量|水平)$")
_FROM = re.compile(
    r"(?<!\d)(20\d\d) ?年(?: ?\d{1,2} ?月)?(?: ?\d{1,2} ?日)?(?:[零0]时)?起"
    "(?!施行|实施|执行|生效|施)"
)
_GOES_ON = re.compile("每|逐年|年均|；|期末|年时间|年努力|分[一二三四五两]年|用[一二三四五两\\d]")
"""What is not to hold from a year on at once: 从2021年起，每年提高1个, 到规划期末."""
_STOPS = re.compile("[。！？]")
_BY_THEN = re.compile(r"年?[底末前]| ?\d{1,2} ?月")
_MONTH = re.compile(r"\d{1,2} ?月")
_START = attrgetter("start")
_EACH_YEAR = re.compile("(?:每年|逐年|各年度?)(?:的?进度|目标)?(?:应|要|须)?分别")
"""每年进度应分别不低于40%、30%、30%: which year each is for is not said."""


class Horizon(NamedTuple):
    """What a document says of time outside a sentence: its year, its period, the years around."""

    document_year: int | None
    period_end: int | None
    heading_year: int | None
    frame_year: int | None
    period_start: int | None = None


class Deadline(NamedTuple):
    """The year by which a value is due, where it comes from and where it is printed."""

    year: int | None
    basis: YearBasis
    start: int = -1
    end: int = -1


def deadline_of(
    text: str,
    years: list[StatedYear],
    sentence: tuple[int, int],
    clause: tuple[int, int],
    value: tuple[int, int],
    horizon: Horizon,
) -> Deadline:
    """Choose the deadline of a value of a passage.

    Values for each year of several have none. Else in this order: a year in brackets behind it;
    the last before it in its sentence; one behind it in its clause; one from which it holds; one
    that opened an earlier sentence of the passage; one in the rest of a row or in 2020年底前完成;
    the year of the list or heading above; the plan's end.

    Parameters
    ----------
    text : str
        The passage.
    years : list of StatedYear
        What `passage_years.years_of` gives for it.
    sentence, clause, value : tuple of int
        Where they begin and end.
    horizon : Horizon
        What holds outside the passage.
    """
    if bracketed := _BRACKETED.match(text, value[1]):
        return Deadline(int(bracketed[1]), "stated", *bracketed.span())
    if _EACH_YEAR.search(text, clause[0], value[0]):
        return Deadline(None, "none")
    first = bisect_left(years, sentence[0], key=_START)
    inside = years[first : bisect_left(years, sentence[1], key=_START)]
    before = [y for y in inside if y.end <= value[0] and not _is_of_another(text, y, value[0])]
    near = [
        y.start >= clause[0] or bool(_BETWEEN.fullmatch(text, y.end, clause[0])) for y in before
    ]
    for last, close in zip(reversed(before), reversed(near), strict=True):
        month = _MONTH.match(text, last.start) and not _SET_OFF.match(text, last.end)
        if close or (holds_on(text, last.end, value[0]) and not month):
            return Deadline(last.year, "stated" if close else "carried", last.start, last.end)
    for year in inside:
        if value[0] <= year.start < clause[1] and not _is_valued_aside(text, value[1], year):
            return Deadline(year.year, "stated", year.start, year.end)
    since = _since(text, sentence[0], clause[0], value[0], horizon)
    later = [year for year in inside if year.start >= clause[1]]
    behind = later[-1:] if "\t" in text else [y for y in later[:1] if _binds_back(text, y)]
    carried = [*_opening(text, years, sentence[0], horizon), *behind]
    return since or _carried(carried) or _around(horizon)


def holds_on(text: str, end: int, position: int) -> bool:
    """Tell a year that ends at a place and holds for a position behind its clause.

    到12月底， and 2020年， do so; 6月底前完成 binds its own clause, and 力争2023年达到72%； what
    stands before the semicolon.
    """
    return bool(_SET_OFF_DATE.match(text, end)) or "；" not in text[end:position]


def _carried(years: list[StatedYear]) -> Deadline | None:
    return Deadline(years[0].year, "carried", years[0].start, years[0].end) if years else None


def _since(text: str, first: int, clause: int, position: int, horizon: Horizon) -> Deadline | None:
    """Give the year from which a value is to hold: 2023年起，使用率要达到90%; not 每年提高1个."""
    found = list(_FROM.finditer(text, first, position))
    if not found or _GOES_ON.search(text, found[-1].end(), position):
        return None
    if found[-1].start() < clause and not _BETWEEN.fullmatch(text, found[-1].end(), clause):
        return None
    year, begun = int(found[-1][1]), horizon.document_year
    return None if begun and year < begun else Deadline(year, "stated", *found[-1].span())


def _binds_back(text: str, year: StatedYear) -> bool:
    """…覆盖所有县，2020年底前完成; not …，调阅率2020年底前达到70%, whose year is its own."""
    own = _SUBJECT.search(text, max(0, year.start - 12), year.start)
    return not own and bool(_LATER.match(text, year.end))


def _around(horizon: Horizon) -> Deadline:
    for year in (horizon.frame_year, horizon.heading_year):
        if year is not None:
            return Deadline(year, "carried")
    return Deadline(horizon.period_end, "none" if horizon.period_end is None else "period")


def _is_step(text: str, year: StatedYear) -> bool:
    """Tell a date by which something is done on the way, where it does not open the passage."""
    to = text[: year.start].endswith(("到", "至", "到 ")) and text[year.end : year.end + 1] == "，"
    by = to or _BY_THEN.match(text, year.end) or text.startswith("度", year.end)
    return bool(by) and "。" in text[: year.start]


def _is_of_another(text: str, year: StatedYear, position: int) -> bool:
    """Tell a year in brackets that were closed before a value: 70%（2020年）、75%."""
    between = text[year.start : position]
    closed = between.count("）") + between.count(")") > between.count("（") + between.count("(")
    if not closed:
        return False
    alone = text[year.start - 1 : year.start] in ("（", "(") and text[year.end] in "）)"
    alone = alone and not _STOPPED.search(between)
    of_noun = alone and not _OF_VALUE.search(text, max(0, year.start - 3), year.start - 1)
    return not of_noun  # 床位数（2025年）达到7.5张


def _is_valued_aside(text: str, position: int, year: StatedYear) -> bool:
    """Tell a year behind a value in brackets that hold a value of their own: 75%（2025年60%）."""
    between = text[position : year.start]
    opened = between.count("（") + between.count("(") > between.count("）") + between.count(")")
    return opened and bool(_VALUED.match(text, year.end))


def _opening(text: str, years: list[StatedYear], before: int, horizon: Horizon) -> list[StatedYear]:
    """Find the deadline that opens an earlier sentence and holds for those after it.

    A step on the way to the plan's end, （一）…。2022年底前，…, holds for its own sentence.
    """
    for year in reversed(years[: bisect_left(years, before, key=_START)]):
        if _MONTH.match(text, year.start):
            continue  # 6月底前 holds for its own sentence
        lead = text[max(0, year.start - 8) : year.start]
        start = re.split("[。！？]", lead)[-1]
        whole = lead != start or year.start < 8  # the sentence begins within these characters
        opens = (whole and _OPENS.fullmatch(start)) or (
            _OPENS_CLAUSE.search(start) and _SET_OFF.match(text, year.end)
        )
        if opens:
            past = year.year < (horizon.document_year or 0)
            step = year.year < (horizon.period_end or 0) and _is_step(text, year)
            return [] if past or step or _RESET.search(text, year.end, before) else [year]
        if _STOPS.search(text, year.end, before):
            return []  # a sentence between has a year of its own
    return []
