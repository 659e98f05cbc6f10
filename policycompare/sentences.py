"""A passage goes in; its sentences come out with their clauses and the statements in them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from policycompare.errors import UnreadableClauseError
from policycompare.lost_units import lost_unit
from policycompare.model import Grammar
from policycompare.stating import Statement, statements, trigger
from policycompare.yearly import YEARLY, is_yearly

_ENDS = "。！？"
_END = re.compile(f"[{_ENDS}]")
_CLAUSE = re.compile(r"(?:[^，；：:\t,;]+|[,:;](?=\d))+")
_TORN = re.compile(r"\d {1,2}$")
_JOINT = re.compile("(?:以上|以下|以内|左右)?(?:[、和及与]|以及)")
_NAMELESS = re.compile(
    r"(?:[到至]?\d{4} ?年?[底前末]*|达到|不低于|[^\u4e00-\u9fff])*[\u4e00-\u9fff]{0,2}"
)
WORDS = re.compile("[\u4e00-\u9fff]{2}")
"""What every sentence holds that states anything: two characters of Chinese in a row."""
_COUNTED = {"张", "名", "人"}
_NO_SHARE = ("分", "级", "类")
"""What follows a bare number that is no rate: 到位率（5分）."""

_WHOLE = 100
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
_NO_LETTER = re.compile(r"[\W_]+")
_NO_MARK = re.compile(r"[^\w.%‰≥≤<>+-]+|(?<!\d)[.]|[.](?!\d)")


def letters(text: str) -> str:
    """Leave only letters and digits of a text: what a damaged copy has in common with a sound one.

    Examples
    --------
    >>> letters("达到30%以上。") == letters("达到30。以上,")
    True
    """
    return _NO_LETTER.sub("", text)


def sentences(
    text: str,
    grammar: Grammar,
    seen: set[int],
    under: tuple[object, ...] = (),
    *,
    damaged: bool = False,
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

    Examples
    --------
    >>> from policycompare.sources import packaged_grammar
    >>> text = "深化改革。覆盖率分别达到82%、95%以上。覆盖率分别达到82%，95%以上。"
    >>> [s.lists for s in sentences(text, packaged_grammar(), set())]
    [((0, 2), (1, 2))]
    """
    triggered = trigger(grammar)
    for first, last in _triggered(text, triggered):
        for start, end in _windows(text, first, last):
            if last - first > _WINDOW and not triggered.search(text, start, end):
                continue
            if not WORDS.search(text, start, end):
                continue
            whole = letters(text[start:end])
            key = hash((_NO_MARK.sub("", text[start:end]), under))
            loose = hash((whole, under, "letters only"))
            if len(whole) > _COPIED and (loose if damaged else key) in seen:
                continue
            if read := _statements(text[start:end], start, grammar):
                seen |= {loose, key}
                yield _sentence(text, start, end, key, read)


def _triggered(text: str, triggered: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Go from one sentence that may state something to the next; the rest is never split."""
    place = 0
    while hit := triggered.search(text, place):
        start = max(text.rfind(sign, place, hit.start()) for sign in _ENDS) + 1
        end = _END.search(text, hit.start())
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
    return [_moved(each, offset) for each in _read(sentence, grammar)]


@lru_cache(maxsize=256)
def _read(sentence: str, grammar: Grammar) -> tuple[Statement, ...]:
    try:
        found = statements(sentence, grammar)
    except UnreadableClauseError:
        found = []
        for clause in _CLAUSE.finditer(sentence):
            with suppress(UnreadableClauseError):
                found += [_moved(each, clause.start()) for each in statements(clause[0], grammar)]
    return tuple(found)


def _moved(statement: Statement, offset: int) -> Statement:
    if not offset:
        return statement
    return replace(statement, start=statement.start + offset, end=statement.end + offset)


def _sentence(text: str, start: int, end: int, key: int, found: list[Statement]) -> Sentence:
    clauses = tuple(clause.span() for clause in _CLAUSE.finditer(text, start, end))
    lists = _lists(text, found)
    completed: list[Statement] = []
    lost: list[str] = []
    doubts: list[str] = []
    for place in range(len(found)):
        statement, sign = _with_unit(text, found, place, lists[place][0])
        completed.append(_with_density(text, completed[-1], statement) if completed else statement)
        lost.append(sign)
        doubts.append(_doubt(text, statement, sign))
    of_each = (tuple(completed), lists, tuple(lost), tuple(doubts))
    return Sentence(text, start, end, key, clauses, *of_each)


def _doubt(text: str, statement: Statement, sign: str) -> str:
    if sign:
        return f"原文没有“{sign}”，按指标的单位补上"
    counted = statement.measure != "level" or statement.unit.isalpha()
    if counted and is_yearly(text, statement.start):
        return YEARLY
    torn = statement.kind == "quantified" and _TORN.search(
        text, max(0, statement.start - 4), statement.start
    )
    return "数字前另有一个数字，中间是空格，可能是一个数" if torn else ""


def _with_unit(text: str, found: list[Statement], place: int, nth: int) -> tuple[Statement, str]:
    """Supply a unit that is printed behind the list, 6.5万和1.8万人, or was lost."""
    statement = found[place]
    if statement.kind != "quantified" or statement.unit:
        return statement, ""
    following = found[place + 1] if place + 1 < len(found) else None
    if following and following.unit and _follows(text, statement, following):
        return replace(statement, unit=following.unit), ""
    scored = text.startswith(_NO_SHARE, statement.end)
    sign = "" if nth or scored else lost_unit(text[max(0, statement.start - 30) : statement.start])
    if sign == "%" and max(statement.low or 0, statement.high or 0) > _WHOLE:
        return statement, ""
    return (replace(statement, unit=sign) if sign else statement), sign


def _with_density(text: str, previous: Statement, statement: Statement) -> Statement:
    """Let 每千人口 hold for what follows it: 床位数控制在6张，其中医院4.8张; 医师2.5名，床位6.5张."""
    counted, stroke, people = previous.unit.partition("/")
    if not stroke or not statement.unit or statement.unit == previous.unit:
        return statement
    fraction = (statement.low or statement.high or 0) % 1
    of_others = fraction and {counted, statement.unit} <= _COUNTED
    if statement.unit != counted and not of_others:
        return statement
    if "每" in text[previous.end : statement.start]:
        return statement  # it has a density of its own
    clause = re.split("[，；。]", text[previous.end : statement.start])[-1]
    if fraction or _NAMELESS.fullmatch(clause):
        return replace(statement, unit=f"{statement.unit}/{people}")
    return statement


def _lists(text: str, found: list[Statement]) -> tuple[tuple[int, int], ...]:
    groups: list[list[int]] = []
    for place, statement in enumerate(found):
        if place and _follows(text, found[place - 1], statement):
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple((nth, len(group)) for group in groups for nth, _ in enumerate(group))


def _follows(text: str, first: Statement, second: Statement) -> bool:
    gap = second.start - first.end
    return (
        0 < gap < 5
        and first.kind == second.kind
        and bool(_JOINT.fullmatch(text, first.end, second.start))
    )
