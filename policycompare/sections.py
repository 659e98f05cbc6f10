"""A text goes in; the section and the headings that a place in it stands under come out."""

from bisect import bisect_right
from functools import cached_property
from operator import itemgetter

from policycompare.numerals import to_ascii
from policycompare.outline import Passage, passages

UNNUMBERED = "正文"
"""The section of a document that numbers none."""


class Sections:
    r"""The passages of a text by their places; nothing is read before the first question.

    Examples
    --------
    >>> text = "一、目标\n（一）签约\n签约率达到60%。"
    >>> sections = Sections(text)
    >>> sections.at(text.index("60%")), sections.headings(text.index("60%")), Sections("签约").at(0)
    ('一/（一）', ('一、目标', '（一）签约'), '正文')
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _passing(self) -> list[tuple[int, Passage]]:
        return [(each.place(0), each) for each in passages(to_ascii(self._text))]

    def _passage(self, place: int) -> Passage | None:
        before = bisect_right(self._passing, place, key=itemgetter(0)) - 1
        return self._passing[before][1] if before >= 0 else None

    def at(self, place: int) -> str:
        """Give the section of a place as the document numbers it."""
        passage = self._passage(place)
        return (passage.section if passage else "") or UNNUMBERED

    def headings(self, place: int) -> tuple[str, ...]:
        """Give the headings above a place."""
        passage = self._passage(place)
        return passage.headings if passage else ()
