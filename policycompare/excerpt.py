"""A candidate and its text go in; the shortest clause that states it, with its place, comes out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policycompare.errors import UnreadableClauseError
from policycompare.model import Candidate, Grammar
from policycompare.numerals import to_ascii
from policycompare.outline import ITEM_MARK
from policycompare.parse import parse
from policycompare.periods import FIVE_YEAR_PLANS, UNDATED, DocumentYears
from policycompare.stating import Statement, statements

_PLAN_NAMED = {year: plan for plan, year in FIVE_YEAR_PLANS.items()}
_IN_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_ONE_NOUGHT = str.maketrans("零○", "〇〇")
LONGEST_QUOTE = 60
"""Characters of the longest quote that the project holds."""
CARRIED_FROM = 600
"""How far before a clause the year that it carries may stand, in characters."""

Span = tuple[int, int]

_PAUSE = re.compile(r"[，；：\n\t]|[,;:](?!\d)")
_STOP = re.compile(r"[。！？!?]")
_OPENING = re.compile(
    r"(?:[，,；;：:、。\s]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
    rf"|\d{{1,2}}{ITEM_MARK})*"
)
_PAUSE_OR_STOP = re.compile(r"[,.;:](?!\d)|[，；：。！？!?\n\t]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote's place, whether it reads alone as it does in its place, and what it states."""

    start: int
    end: int
    alike: bool
    year: int | None
    stated: Statement | None = None


def prints_year(text: str, year: int) -> bool:
    """Tell a text that prints a year, or names the five-year plan that ends with it.

    Examples
    --------
    >>> prints_year("“十四五”期间", 2025), prints_year("到２０２５年", 2025)
    (True, True)
    >>> prints_year("到2020年", 2025), prints_year("二○二五年底前", 2025)
    (False, True)
    """
    plain = to_ascii(text)
    if str(year) in plain or _PLAN_NAMED.get(year, str(year)) in text:
        return True
    return str(year).translate(_IN_CHINESE) in plain.translate(_ONE_NOUGHT)


def shortest(
    text: str,
    found: Candidate,
    grammar: Grammar,
    years: DocumentYears = UNDATED,
    *,
    narrow: bool = False,
) -> Excerpt:
    """Choose the shortest clause that states a candidate: value, indicator and its year.

    It ends where the value's own clause ends and begins at a comma before it; a `narrow` one
    holds the value only. A restored reading keeps the clause that it was restored in.

    Examples
    --------
    >>> from policycompare.scan import candidates
    >>> from policycompare.wordlists import packaged_grammar
    >>> text = "加强基层建设，到2020年，签约覆盖率达到30%以上，稳步推进。"
    >>> place = shortest(text, next(candidates(text)), packaged_grammar())
    >>> text[place.start:place.end]
    '到2020年，签约覆盖率达到30%以上'
    """
    if found.reading:
        return excerpt(text, (found.start, found.end), found, grammar, years)
    due = [] if found.year is None else [found.year]
    windows = list(clauses_around(text, found.value_start, found.value_end))
    read = [excerpt(text, window, found, grammar, years) for window in windows]
    alike = [each for each in read if each.alike]
    named = [each for each in alike if found.indicator_printed in text[each.start : each.end]]
    stated = [each for each in named if each.year in due]
    chosen = alike or read if narrow else stated or named or alike or read
    if not chosen:
        span = found.value_start, found.value_end
        return excerpt(text, span, found, grammar, years)
    return chosen[0]


def excerpt(
    text: str, clause: Span, found: Candidate, grammar: Grammar, years: DocumentYears
) -> Excerpt:
    """Read a clause alone: whether it states what the candidate states, and which year."""
    quote = text[slice(*clause)]
    reading = quote
    span = (found.value_start - clause[0], found.value_end - clause[0])
    if found.reading:
        reading, span = found.reading, moved(span, quote, found.reading)
    nth = statement_at(reading, span, grammar)
    if nth is None:
        return Excerpt(*clause, False, None)
    written = parse(reading, nth, grammar=grammar, **years._asdict())
    alike = written.statement is not None and value_of(written.statement) == value_of(found)
    return Excerpt(*clause, alike, written.year, written.statement)


def statement_at(reading: str, span: Span, grammar: Grammar) -> int | None:
    """Say which statement of a clause stands at a place, counted from 1.

    Examples
    --------
    >>> from policycompare.wordlists import packaged_grammar
    >>> statement_at("分别达到82%、95%以上", (8, 11), packaged_grammar())
    2
    """
    try:
        found = statements(reading, grammar)
    except UnreadableClauseError:
        return None
    shared = [_shared((each.start, each.end), span) for each in found]
    return shared.index(max(shared)) + 1 if shared and max(shared) > 0 else None


def moved(span: Span, quote: str, reading: str) -> Span:
    """Carry a place in a printed clause over to its reading.

    Examples
    --------
    >>> moved((4, 9), "死亡率为5,5以下", "死亡率为5.5‰以下")
    (4, 10)
    """
    if quote == reading:
        return span
    start, end = span
    value = re.escape(to_ascii(quote[start:end]))
    alone = list(re.finditer(rf"(?<![\d.]){value}(?![\d.])", to_ascii(reading)))
    if value and len(alone) == 1:  # the cell of a table, put beside its unit
        return alone[0].span()
    blocks = SequenceMatcher(None, quote, reading, autojunk=False).get_opcodes()
    first = next(
        (a2 + max(0, start - a1) for _, a1, b1, a2, _ in blocks if a1 <= start < b1), start
    )
    last = next((b2 - (b1 - end) for _, a1, b1, _, b2 in blocks if a1 < end <= b1), len(reading))
    return first, max(first + 1, last)


def repairs(quote: str, reading: str) -> Iterator[tuple[str, str]]:
    """Cut what a reading changes into pieces that stand once in the clause.

    Examples
    --------
    >>> list(repairs("死亡率为5,5以下", "死亡率为5.5‰以下"))
    [('5,5以下', '5.5‰以下')]
    """
    if quote == reading:
        return
    start = next(
        (i for i, (a, b) in enumerate(zip(quote, reading, strict=False)) if a != b),
        min(len(quote), len(reading)),
    )
    tail = 0
    while tail < min(len(quote), len(reading)) - start and quote[-1 - tail] == reading[-1 - tail]:
        tail += 1
    while start and re.match(r"[\d.,，。、]", quote[start - 1]):
        start -= 1
    tail = max(0, tail - 2)
    while quote.count(quote[start : len(quote) - tail]) != 1 or start == len(quote) - tail:
        start, tail = max(0, start - 1), max(0, tail - 1)
    yield quote[start : len(quote) - tail], reading[start : len(reading) - tail]


def clauses_around(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the clauses around a place, from its own to the longest, at most 60 characters."""
    stop = _PAUSE_OR_STOP.search(text, end)
    last = stop.start() if stop else len(text)
    if last - start > LONGEST_QUOTE:
        last = end
    first = max(0, last - LONGEST_QUOTE - 1)
    stops = [match.end() for match in _STOP.finditer(text, first, start)]
    first = stops[-1] if stops else first
    cuts = [match.end() for match in _PAUSE.finditer(text, first, start)]
    for cut in reversed([first, *cuts] if stops or not first else cuts):
        label = _OPENING.match(text, cut, start)
        opened = label.end() if label else cut
        if 0 < last - opened <= LONGEST_QUOTE:
            yield opened, last


def value_of(stated: Statement | Candidate) -> Sequence[object]:
    """Give what two statements of one value agree in."""
    return (stated.kind, stated.op, stated.low, stated.high, stated.unit, stated.measure)


def _shared(first: Span, second: Span) -> int:
    return min(first[1], second[1]) - max(first[0], second[0])
