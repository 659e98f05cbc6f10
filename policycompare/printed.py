"""A statement with its places in a document goes in; the candidate for a row comes out."""

from typing import Literal, NamedTuple

from policycompare.framing import Deadline
from policycompare.model import Candidate, LeftOut, Modality
from policycompare.stating import Statement


class Printed(NamedTuple):
    """Where a statement stands in a document and how it reads there, by document offset.

    `start` and `end` bound the quote, `value_start` and `value_end` the value in it.
    """

    section: str
    start: int
    end: int
    value_start: int
    value_end: int
    reading: str = ""
    doubt: str = ""


class Subject(NamedTuple):
    """What a statement is said of: the indicator as printed, its codes, whose it is."""

    indicator_printed: str = ""
    indicator: str = ""
    theme: str = ""
    population: str = ""


def candidate_of(
    source: str,
    statement: Statement,
    printed: Printed,
    due: Deadline,
    subject: Subject,
    *,
    modality: Modality = "must",
    left_out: LeftOut | Literal[""] = "",
) -> Candidate:
    """Set a statement out as a row of a scan, with its quote out of the document's text.

    Examples
    --------
    >>> from policycompare.stating import statements
    >>> text = "签约率达到30%"
    >>> place, due = Printed("一", 0, 8, 3, 8), Deadline(2020, "period")
    >>> row = candidate_of(text, statements(text)[0], place, due, Subject("签约率"))
    >>> row.quote, row.op, row.low, row.year
    ('签约率达到30%', '>=', Decimal('30'), 2020)
    """
    return Candidate(
        section=printed.section,
        quote=source[printed.start : printed.end],
        start=printed.start,
        end=printed.end,
        value_start=printed.value_start,
        value_end=printed.value_end,
        kind=statement.kind,
        op=statement.op,
        low=statement.low,
        high=statement.high,
        measure=statement.measure,
        baseline=statement.baseline,
        base_year=statement.base_year,
        unit=statement.unit,
        year=due.year,
        year_basis=due.basis if due.year else "none",
        modality=modality,
        indicator_printed=subject.indicator_printed,
        indicator=subject.indicator,
        theme=subject.theme,
        population=subject.population,
        reading=printed.reading,
        doubt=printed.doubt,
        left_out=left_out,
    )
