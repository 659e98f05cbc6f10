"""A passage goes in; the years by which something in it is due come out, where they are printed."""

import re
from functools import lru_cache
from operator import attrgetter

from policycompare.numerals import numeral
from policycompare.periods import StatedYear, planned_end, stated_years

_NOTED = re.compile(r"[（(]\d{4} ?年[底末]?(?:[:：为是]|(?=\d))")
"""The value of another year in brackets: ≥62%（2022年：61%）."""

_ALONE = re.compile(r"(?:第[一二三四五六]步 ?)?[到至]? ?\d{4} ?年(?:年?[底末])?前?")
_IN_ALL = re.compile(
    r"(?<![\d一二三四五六七八九十几近])(?<![过前近以][去来两])(?<![\d年前过上][年去一])"
    "([三四五3-5]) ?年(?:累计|共计?)"
)
"""三年累计新增18个: by the end of a plan of three years."""

_START = attrgetter("start")


def years_of(
    text: str,
    document_year: int | None,
    this_year: int | None = None,
    period: tuple[int | None, int | None] = (None, None),
) -> list[StatedYear]:
    """Read the deadlines of a passage; those long before the document are background.

    三年累计 ends with a plan of three years, whenever it was written.
    """
    begins, ends = period
    plan_end = planned_end(document_year, begins, ends)
    found = [
        stated
        for stated in stated_years(text, document_year, this_year, plan_end)
        if not _is_told(text, stated, document_year)
    ]
    if begins is None or ends is None or not (whole := _IN_ALL.search(text)):
        return found
    if numeral(whole[1]) == ends - begins + 1:
        found.append(StatedYear(ends, *whole.span()))
        found.sort(key=_START)
    return found


def _is_told(text: str, stated: StatedYear, document_year: int | None) -> bool:
    """Tell the year of a present value, of a plan that has run out, or long before the document."""
    noted = _NOTED.match(text, max(0, stated.start - 1))
    if document_year is None:
        return bool(noted)
    ended = stated.year < document_year and "五" in text[stated.start : stated.end]
    told = noted and stated.year <= document_year
    return bool(told) or ended or stated.year < document_year - 1


@lru_cache(maxsize=64)
def headed_year(text: str, document_year: int | None) -> int | None:
    """Give the year of a line that is nothing but a deadline: 到2020年."""
    stated = years_of(text, document_year) if "年" in text and _ALONE.fullmatch(text) else []
    return stated[0].year if stated else None
