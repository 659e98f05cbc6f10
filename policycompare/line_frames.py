"""The passages and headings of a document go in; the year that a line above gives comes out."""

import re
from collections import deque
from collections.abc import Sequence
from functools import lru_cache

from policycompare.deadline_cells import DueRow
from policycompare.outline import Passage
from policycompare.passage_years import headed_year, years_of
from policycompare.periods import StatedYear

_COMING = re.compile(
    r"(?<![-—–~至到\d])((?:19|20)\d\d) ?年度?(?:的|主要|重点|总体|下一步)*工作?(?:目标)?"
    "(?:打算|思路|谋划|计划|安排)"
)


class Frame:
    """The year that a line above gives to what stands below it.

    It holds for the items of a list behind 2018年目标：, and below a line that is only 到2020年
    until the next number or heading. In a row of a table of tasks its deadline holds instead.
    """

    def __init__(self, document_year: int | None, due: Sequence[DueRow] = ()) -> None:
        self._document_year = document_year
        self._due = deque(due)
        self._of_list: int | None = None
        self._of_line: int | None = None
        self._alone = False

    def over(self, passage: Passage) -> int | None:
        """Give the year above a passage."""
        start = passage.pieces[0][1]
        while self._due and self._due[0].end <= start:
            self._due.popleft()
        if self._due and self._due[0].start <= start:
            self._of_list = self._of_line = None
            return self._due[0].year
        self._of_list = self._of_list if passage.numbered else self._of_line
        self._of_line = None if passage.numbered else self._of_line
        return self._of_list

    def go_on(self, passage: Passage) -> None:
        """Take in what a passage says for those below it."""
        if passage.text.endswith(("：", ":")):
            framed = years_of(passage.text, self._document_year)
            self._of_list = _year_of_list(passage.text, framed) if framed else self._of_list
        year = headed_year(passage.text, self._document_year)
        row = year is not None and self._alone  # two such lines together are heads of a table
        self._of_line = None if row else year or self._of_line
        self._alone = year is not None


def _year_of_list(text: str, framed: list[StatedYear]) -> int | None:
    """Give the year in the words that open a list; of several in what stands before them none."""
    opening = text.rfind("。") + 1
    stated = {each.year for each in framed}
    return framed[-1].year if framed[-1].start >= opening or len(stated) == 1 else None


@lru_cache(maxsize=256)
def coming_year(headings: tuple[str, ...], document_year: int | None) -> int | None:
    """Give the year to come that a section is about: 2020年工作打算, in a paper of 2019."""
    coming = [int(found[1]) for heading in headings if (found := _COMING.search(heading))]
    next_year = coming and document_year is not None and coming[-1] == document_year + 1
    return coming[-1] if next_year else None


@lru_cache(maxsize=256)
def heading_year(headings: tuple[str, ...], document_year: int | None) -> int | None:
    """Give the last year that the headings above a passage state."""
    years = [year for heading in headings for year in years_of(heading, document_year)]
    return years[-1].year if years else None
