"""A target of a table goes in; it comes out reading from which value it starts, where it does."""

import re
from decimal import Decimal

from policycompare.bounds import bound
from policycompare.errors import UnreadableClauseError
from policycompare.excerpt import value_of
from policycompare.model import Candidate, Grammar
from policycompare.stating import Statement, statements

_NUMBER = re.compile(r"\d[\d.,]*")
_AFTER = re.compile(r"以上|以下|以内|左右")


def with_baseline(found: Candidate, grammar: Grammar) -> Candidate:
    r"""Let the reading of a table's row say its current value as a sentence would: 由…提高到….

    A reading stays as it is where it would no longer read the same values.

    Examples
    --------
    >>> from policycompare.scan import candidates
    >>> from policycompare.wordlists import packaged_grammar
    >>> table = "指标\t单位\t2020年\t2025年\n签约率\t%\t38.6\t55"
    >>> with_baseline(next(candidates(table)), packaged_grammar()).reading
    '签约率由2020年的38.6%提高到55%'
    """
    if not found.reading or found.baseline is None:
        return found
    before = _statements(found.reading, grammar)
    named = found.reading.find(found.indicator_printed)
    own = [each for each in before if each.start >= named + len(found.indicator_printed)]
    if named < 0 or not own or own[0].baseline is not None:
        return found
    for year in (found.base_year, None):
        reading = _started(found.reading, own[0], found.baseline, year)
        after = _statements(reading, grammar)
        if [value_of(each) for each in after] == [value_of(each) for each in before] and (
            after[-len(own)].baseline == found.baseline
        ):
            return found._replace(reading=reading)
    return found


def _started(reading: str, first: Statement, baseline: Decimal, base_year: int | None) -> str:
    """Put the starting value before the first value of a row, with that value's unit."""
    printed = reading[first.start : first.end]
    goal = bound(first)
    number = _NUMBER.search(printed)
    if goal is None or number is None or goal == baseline:
        return reading
    unit = _AFTER.sub("", printed[number.end() :])
    start = f"{base_year}年的" if base_year else ""
    floor = goal < baseline and first.op in (">", ">=")  # 97.4%, then ≥97%: not to fall
    moves = "提高到" if goal > baseline else "调整到" if floor else "降到"
    said = f"由{start}{baseline.normalize():f}{unit}{moves}"
    return reading[: first.start] + said + reading[first.start :]


def _statements(reading: str, grammar: Grammar) -> list[Statement]:
    try:
        return statements(reading, grammar)
    except UnreadableClauseError:
        return []
