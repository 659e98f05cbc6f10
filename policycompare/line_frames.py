"""The passages of a document go in, in order; the year that a line above gives comes out."""

from policycompare.framing import headed_year, years_of
from policycompare.outline import Passage
from policycompare.periods import StatedYear


class Frame:
    """The year that a line above gives to what stands below it.

    It holds for the items of a list behind 2018年目标：, and below a line that is only 到2020年
    until the next number or heading.
    """

    def __init__(self, document_year: int | None) -> None:
        self._document_year = document_year
        self._of_list: int | None = None
        self._of_line: int | None = None

    def over(self, passage: Passage) -> int | None:
        """Give the year above a passage."""
        self._of_list = self._of_list if passage.numbered else self._of_line
        self._of_line = None if passage.numbered else self._of_line
        return self._of_list

    def go_on(self, passage: Passage) -> None:
        """Take in what a passage says for those below it."""
        if passage.text.endswith(("：", ":")):
            framed = years_of(passage.text, self._document_year)
            self._of_list = _year_of_list(passage.text, framed) if framed else self._of_list
        self._of_line = headed_year(passage.text, self._document_year) or self._of_line


def _year_of_list(text: str, framed: list[StatedYear]) -> int | None:
    """Give the year in the words that open a list; of several in what stands before them none."""
    opening = text.rfind("。") + 1
    stated = {each.year for each in framed}
    return framed[-1].year if framed[-1].start >= opening or len(stated) == 1 else None
