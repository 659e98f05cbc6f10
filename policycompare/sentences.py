"""A passage goes in; its sentences come out with their clauses and the statements in them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache

from policycompare.completing import completed
from policycompare.errors import UnreadableClauseError
from policycompare.model import Grammar
from policycompare.stating import Statement, statements_of, trigger

_ENDS = "。！？"
_END = re.compile(f"[{_ENDS}]")
_CLAUSE = re.compile(r"(?:[^，；：:\t,;]+|[,:;](?=\d))+")
WORDS = re.compile("[\u4e00-\u9fff]{2}")
"""What every sentence holds that states anything: two characters of Chinese in a row."""
_COPIED = 12
"""Letters from which on a sentence that stands there again is a copy."""
_WINDOW = 600
"""Characters of the longest sentence; what goes on longer is cut between two clauses."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: its place, its clauses and the statements in it, by passage offset.

    `letters` is what a copy of the sentence shares with it, whatever its punctuation; `lists`
    gives for each statement its place in a list and how many stand in it, as in
    分别达到82%、95%以上; `lost` a unit that had to be supplied to it, `doubts` what is said of it.
    """

    text: str
    start: int
    end: int
    letters: int
    clauses: tuple[tuple[int, int], ...]
    statements: tuple[Statement, ...]
    lists: tuple[tuple[int, int], ...]
    lost: tuple[str, ...]
    doubts: tuple[str, ...]

    def clause(self, position: int) -> tuple[int, int]:
        """Give the clause that holds a position."""
        place = bisect_right(self.clauses, (position, len(self.text))) - 1
        if place >= 0 and position < self.clauses[place][1]:
            return self.clauses[place]
        return self.start, self.end

    @cached_property
    def quantified(self) -> tuple[Statement, ...]:
        """The statements with a number."""
        return tuple(each for each in self.statements if each.kind == "quantified")

    @cached_property
    def years(self) -> tuple[re.Match[str], ...]:
        """The years printed in the sentence, whatever they are."""
        return tuple(_YEAR.finditer(self.text, self.start, self.end))


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年(?![底末]?(?:的|版|的?基础|为基))")
_MARKS = re.compile(
    "[，。；：、！？…—～·“”‘’（）《》〈〉【】〔〕(){}[\\]\"'!?,;:/|*=~ \t\n\r\f\v\u3000]+"
)
_LETTERS = re.compile(r"[^\W_]+")
_LOOSE_POINT = re.compile(r"(?<!\d)[.]|[.](?!\d)")


def letters(text: str) -> str:
    """Leave only letters and digits of a text: what a damaged copy has in common with a sound one.

    Examples
    --------
    >>> letters("达到30%以上。") == letters("达到30。以上,")
    True
    """
    return "".join(_LETTERS.findall(text))


def sentences(
    text: str,
    grammar: Grammar,
    seen: set[int],
    under: tuple[object, ...] = (),
    *,
    damaged: bool = False,
    passed: Callable[[str, int, int], bool] | None = None,
) -> Iterator[Sentence]:
    """Read the sentences of a passage that state something measurable, but for copies.

    A sentence that cannot be read whole is read clause by clause; what then stays unreadable is
    no statement.

    Parameters
    ----------
    text : str
        The passage.
    grammar : Grammar
        The words to know.
    seen : set of int
        Sentences of the document that were read before; it is added to.
    under : tuple
        The headings and the year above the passage: under others it is no copy.
    damaged : bool
        Signs of the passage were restored: in its copies others may be lost.
    passed : callable, optional
        Tells a sentence that is not to be read, by the text, its start and its end.

    Examples
    --------
    >>> from policycompare.wordlists import packaged_grammar
    >>> text = "深化改革。覆盖率分别达到82%、95%以上。覆盖率分别达到82%，95%以上。"
    >>> [s.lists for s in sentences(text, packaged_grammar(), set())]
    [((0, 2), (1, 2))]
    """
    triggered = trigger(grammar)
    for first, last in _triggered(text, triggered):
        for start, end in _windows(text, first, last):
            if last - first > _WINDOW and not triggered.search(text, start, end):
                continue
            if not WORDS.search(text, start, end) or (passed and passed(text, start, end)):
                continue
            plain = _unmarked(text[start:end])
            whole = letters(plain)
            key, loose = hash((plain, under)), hash((whole, under, "letters only"))
            if len(whole) > _COPIED and (loose if damaged else key) in seen:
                continue
            if read := _statements(text[start:end], start, grammar):
                seen |= {loose, key}
                yield _sentence(text, start, end, key, read)


def _unmarked(text: str) -> str:
    """Take the punctuation off a sentence, by which copies of it may differ."""
    plain = "".join(_MARKS.split(text))
    return _LOOSE_POINT.sub("", plain) if "." in plain else plain


def _triggered(text: str, triggered: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Go from one sentence that may state something to the next; the rest is never split."""
    place = 0
    while hit := triggered.search(text, place):
        at = hit.start()
        start = max([text.rfind(sign, place, at) for sign in _ENDS]) + 1
        end = _END.search(text, at)
        yield max(start, place), end.start() if end else len(text)
        if not end:
            return
        place = end.end()


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _WINDOW:
        stop = text.rfind("，", start + 1, start + _WINDOW)
        stop = stop + 1 if stop > 0 else start + _WINDOW
        yield start, stop
        start = stop
    yield start, end


def _statements(sentence: str, offset: int, grammar: Grammar) -> list[Statement]:
    return [each.moved(offset) for each in _read(sentence, grammar)]


@lru_cache(maxsize=256)
def _read(sentence: str, grammar: Grammar) -> tuple[Statement, ...]:
    try:
        found = statements_of(sentence, grammar)
    except UnreadableClauseError:
        found = []
        for clause in _CLAUSE.finditer(sentence):
            with suppress(UnreadableClauseError):
                found += [each.moved(clause.start()) for each in statements_of(clause[0], grammar)]
    return tuple(found)


def _sentence(text: str, start: int, end: int, key: int, found: list[Statement]) -> Sentence:
    clauses = tuple(clause.span() for clause in _CLAUSE.finditer(text, start, end))
    whole = completed(text, found)
    of_each = (whole.statements, whole.lists, whole.lost, whole.doubts)
    return Sentence(text, start, end, key, clauses, *of_each)
