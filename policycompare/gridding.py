"""A row of a table of indicators goes in; its targets come out, read as the row prints them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from policycompare.bounds import bound
from policycompare.errors import UnreadableClauseError
from policycompare.facts import Facts
from policycompare.framing import Deadline
from policycompare.grid_cells import GridRow, density_of
from policycompare.lost_units import fits, lost_unit, sign_of
from policycompare.model import Candidate, Grammar, LeftOut
from policycompare.printed import Printed, Subject, candidate_of
from policycompare.stating import Statement, statements

_BRACKET = re.compile(r"[（(][^（()）]*[)）]$")
_UNIT_BRACKET = re.compile(r"[（(](?:%|‰|1?/1?0? ?万|[^（()）]{1,5})[)）]$")
_OF_YEAR = re.compile(r"[（(]\d{4} ?年[)）]")
_DIGIT = re.compile(r"\d")
_HAN = re.compile("[\u4e00-\u9fff]")
_COMPARED = re.compile("[<>≤≥]|以[上下内]|左右|不[低高少超]")
"""What a list between 、 shares: 60%、80%以上 are both bounds, 60%，80%以上 are not."""

_MARKS = ("分", "级")
"""Units that need a verb before the number to be read: 满意度为85分."""

_LAST_NUMBER = re.compile(r"(\d[\d.,]*[万亿]?)(?!.*\d)")


def grid_candidates(
    source: str, row: GridRow, section: str, facts: Facts, grammar: Grammar
) -> Iterator[Candidate]:
    """Read every cell of a row that is due in a year; the current value is their baseline.

    Their `reading` says the row as a sentence would: name, value and unit in one. A unit that
    only the name of the indicator tells is supplied, and said.

    Parameters
    ----------
    source : str
        The document's text.
    row : GridRow
        A row that `grid_rows` found in it.
    section : str
        Where the table stands.
    facts : Facts
        What the document says of itself.
    grammar : Grammar
        The words to know.
    """
    lost = _lost_unit(row, grammar)
    row = row._replace(unit=sign_of(lost)) if lost else row
    current = _read(row, row.current[1].text, grammar) if row.current else None
    cells = [row.indicator, *(cell for _, cell in row.values)]
    first, last = min(cell.start for cell in cells), max(cell.end for cell in cells)
    last = row.end if row.said else last
    reading = _reading(row)
    for year, cell in row.values:
        statement = _read(row, cell.text, grammar)
        if statement is None:
            continue
        if current and row.current and statement.measure == "level":
            statement = statement._replace(baseline=bound(current), base_year=row.current[0])
        quantified = statement.kind == "quantified"
        said = f"原表未写“{lost}”，按指标的单位补上" if lost else ""
        printed = Printed(
            f"{section}/表/{row.number}".lstrip("/") if row.number else section,
            *(first, last),
            *(cell.start, cell.end),
            reading,
            "原表未写单位" if quantified and not statement.unit else said,
        )
        due = Deadline(year or facts.period_end, "carried" if year else "period")
        subject = Subject(_name(row.indicator.text))
        reason: LeftOut | Literal[""] = "background" if _is_past(year, facts) else ""
        yield candidate_of(source, statement, printed, due, subject, left_out=reason)


def _reading(row: GridRow) -> str:
    """Say a row as a sentence would; empty where no cell holds a number, as it reads by itself."""
    values = [_printed(row, cell.text) for _, cell in row.values]
    numbers = [value for value in values if _DIGIT.search(value)]
    if row.said or not numbers:
        return row.said
    subject = _subject(row)
    mixed = len({bool(_COMPARED.search(value)) for value in numbers}) > 1
    words = [value for value in values if value not in numbers and _HAN.search(value)]
    return (
        subject
        + _between(subject, numbers[0])
        + (f"，{density_of(subject)}" if mixed else "、").join(numbers)
        + "".join(f"，{word}" for word in words)
    )


def _lost_unit(row: GridRow, grammar: Grammar) -> str:
    """Give the unit that only the name of a row tells, where no cell has one."""
    unit = "" if row.unit else lost_unit(_subject(row))
    read = [_read(row, cell.text, grammar) for _, cell in row.values] if unit else []
    values = [each for each in read if each and each.kind == "quantified"]
    bare = all(not each.unit and fits(unit, each.low, each.high) for each in values)
    return unit if values and bare else ""


def _is_past(year: int | None, facts: Facts) -> bool:
    """Tell a column of what was reached: 2010年 in a plan for 2011 to 2015."""
    begins = facts.period_start
    return year is not None and begins is not None and year < begins


def _name(indicator: str) -> str:
    return _BRACKET.sub("", indicator) if _UNIT_BRACKET.search(indicator) else indicator


def _subject(row: GridRow) -> str:
    name = _BRACKET.sub("", row.indicator.text)
    return row.density + name.removeprefix("其中：") if row.density else name


def _printed(row: GridRow, cell: str) -> str:
    """Put a row's unit behind the number of a cell: 6.8 is 6.8张."""
    unit = re.sub("^1/", "/", row.unit).replace("十万", "10万")
    value = _OF_YEAR.sub("", cell)
    if unit and "年" not in value and not re.search(rf"\d ?(?:{re.escape(unit)}|%|‰)", value):
        value = _LAST_NUMBER.sub(rf"\g<1>{unit}", value)
    return value


def _read(row: GridRow, cell: str, grammar: Grammar) -> Statement | None:
    """Read a cell as its row would print it: indicator, value, unit."""
    value = _printed(row, cell)
    name = _subject(row)
    name += "为" if row.unit in _MARKS else _between(name, value)
    found = [each for each in _stated(name + value, grammar) if each.end > len(name)]
    return found[-1] if found else None


def _between(name: str, value: str) -> str:
    """Part a name that ends in a number from its value: PM2.5为35, not PM2.535."""
    return "为" if _DIGIT.match(name[-1:]) and re.match(r"[\d%‰]", value) else ""


@lru_cache(maxsize=256)
def _stated(text: str, grammar: Grammar) -> tuple[Statement, ...]:
    try:
        return tuple(statements(text, grammar))
    except UnreadableClauseError:
        return ()
