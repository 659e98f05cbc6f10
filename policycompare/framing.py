"""A sentence in its document goes in; the year by which each value is due comes out."""

import re
from dataclasses import dataclass

from policycompare.model import YearBasis
from policycompare.periods import StatedYear, stated_years

_FRAME = re.compile(r"(?:^|[，；：。:;,])[^，。；]{0,6}$")
_SET_OFF = re.compile(r" ?(?:底|末|年底|年末)?(?:前|之前|以前)?[，,、:： ]")
_LATER = re.compile(
    r"[，,（(][^，。；]{0,4}$"
)
_RESET = re.compile(r"责任单位|负责[）)〕]|分别负责")
_BETWEEN = re.compile(r"年?(?:底|末)?(?:之?前|以前)?[，,、:：\s。.]*")
_YEARS = re.compile(r"(?:\d{4} ?年?(?:底|末)?前?(?:、|和|及|与|以及)(?:到|至)?){1,4}\d{4} ?年")
_PAIRED = re.compile(r"[^，。；\d]{0,6}\d[\d.]*[%‰\u4e00-\u9fff/]{0,6}(?:、|和|及)[^，。；\d]{0,4}\d")


@dataclass(frozen=True, slots=True)
class Horizon:
    """What a document says of time outside a sentence: its year, and the years around it."""

    document_year: int | None
    period_end: int | None
    heading_year: int | None
    frame_year: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The year by which a value is due, where it comes from and where it is printed."""

    year: int | None
    basis: YearBasis
    start: int = -1
    end: int = -1


def years_of(text: str, document_year: int | None) -> list[StatedYear]:
    """Read the deadlines of a passage; those long before the document are background."""
    return [
        stated
        for stated in stated_years(text, document_year)
        if document_year is None or stated.year >= document_year - 1
    ]


def deadline_of(
    text: str,
    years: list[StatedYear],
    sentence: tuple[int, int],
    clause: tuple[int, int],
    position: int,
    end: int,
    horizon: Horizon,
) -> Deadline:
    """Choose the deadline of the value at a position of a passage."""
    if bracketed := re.match(r" ?[（(](?:到|至)? ?((?:19|20)\d\d) ?年[底末前]*[)）]", text[end:]):
        return Deadline(int(bracketed[1]), "stated", end, end + bracketed.end())
    inside = [year for year in years if sentence[0] <= year.start and year.end <= sentence[1]]
    before = [
        year
        for year in inside
        if year.end <= position
        and not (text[year.start - 1] in "（(" and text[year.end : year.end + 1] in "）)")
    ]
    if before:
        last = before[-1]
        near = last.start >= clause[0] or _BETWEEN.fullmatch(text, last.end, clause[0])
        return Deadline(last.year, "stated" if near else "carried", last.start, last.end)
    after = [year for year in inside if position <= year.start < clause[1]]
    if after:
        return Deadline(after[0].year, "stated", after[0].start, after[0].end)
    carried = _frame(text, years, sentence[0])
    if carried:
        return carried
    later = [year for year in inside if year.start >= clause[1]]
    if later and "\t" in text:
        return Deadline(later[-1].year, "carried", later[-1].start, later[-1].end)
    if later and re.search("前[^，。；]{0,4}(?:完成|实现|达到|落实|到位)", text[later[0].start : sentence[1]][:16]):
        return Deadline(later[0].year, "carried", later[0].start, later[0].end)
    if horizon.frame_year is not None:
        return Deadline(horizon.frame_year, "carried")
    if horizon.heading_year is not None:
        return Deadline(horizon.heading_year, "carried")
    if horizon.period_end is not None:
        return Deadline(horizon.period_end, "period")
    return Deadline(None, "none")


def _frame(text: str, years: list[StatedYear], before: int) -> Deadline | None:
    """Find the deadline that an earlier sentence sets for those after it: 到2020年，…。…"""
    for year in reversed([year for year in years if year.end <= before]):
        if _RESET.search(text, year.end, before):
            return None
        opening = text[max(0, year.start - 8) : year.start]
        start = re.split("[。！？]", opening)[-1]
        opens = not start.strip() or re.fullmatch(" ?(?:力争|确保|争取)?(?:到|至|在) ?", start)
        if opens and (opening != start or year.start < 8):
            return Deadline(year.year, "carried", year.start, year.end)
        if re.search("(?:^|[，；：。:])(?:力争|确保|争取)?[到至] ?$", start) and _SET_OFF.match(text, year.end):
            return Deadline(year.year, "carried", year.start, year.end)
    return None


def respectively(
    text: str, sentence: tuple[int, int], position: int, nth: int, chosen: int
) -> int | None:
    """Give the n-th year of 到2022年和2030年…20%和30% to the n-th value of its list.

    `chosen` is where the deadline stands that was chosen without regard to the list; one that is
    printed behind the list holds instead.
    """
    before = text[sentence[0] : position]
    listed = list(_YEARS.finditer(before))
    if not listed or chosen >= sentence[0] + listed[-1].end():
        return None
    years = [int(year) for year in re.findall(r"\d{4}", listed[-1][0])]
    return years[nth] if nth < len(years) and (nth or "分别" in before or _PAIRED.match(text, position)) else None
