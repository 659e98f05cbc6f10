"""A cell and its description, or a document's years, go in; what is wrong with them comes out."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypedDict

SPREADSHEET_ERRORS = ("#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#N/A", "#NUM!")
"""What a spreadsheet leaves where it took text for a formula."""

_DATE = re.compile(r"\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}月\d{1,2}日")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d+")
DATE = r"\d{4}-\d{2}-\d{2}"

EXPECTED = {
    DATE: "a date as 2017-06-21",
    r"\d{6}": "six digits, leading zeros included",
    r"[a-z]+-\d{4}": "letters, a hyphen and the year, as ziyang-2017",
    r"[a-z]+-\d{4}/\d{3}": "a document and three digits, as ziyang-2017/001",
    r"[a-z]+-\d{4}/c\d{3}": "a document, c and three digits, as ziyang-2017/c001",
    r"[a-z]+-\d{4}/x\d{3}": "a document, x and three digits, as ziyang-2017/x001",
    r"[0-9a-f]{64}": "the 64 hexadecimal digits that `policycompare verify` prints",
    r"[a-z0-9_]+": "small letters, digits and _",
    r"[a-z_]+": "small letters and _",
    r"[a-z]+": "small letters",
}
"""The patterns of the data package in words."""


class Constraints(TypedDict, total=False):
    """The Frictionless constraints that the project uses."""

    required: bool
    unique: bool
    enum: list[str]
    pattern: str
    minimum: int
    maximum: int


class Field(TypedDict, total=False):
    """A column of a table."""

    name: str
    type: str
    constraints: Constraints


class Reference(TypedDict):
    """Where a foreign key points."""

    resource: str
    fields: str


class ForeignKey(TypedDict):
    """A column whose values are keys of another table."""

    fields: str
    reference: Reference


class Schema(TypedDict, total=False):
    """A table's columns and keys."""

    fields: list[Field]
    primaryKey: list[str]
    foreignKeys: list[ForeignKey]


class Resource(TypedDict):
    """One table of the data package."""

    name: str
    path: str
    schema: Schema


def cell_fault(cell: str, field: Field) -> str:
    """Say what is wrong with a cell, and what a spreadsheet did to it; empty where it is sound.

    Examples
    --------
    >>> dated: Field = {"type": "string", "constraints": {"pattern": DATE}}
    >>> cell_fault("2017/6/21", dated).partition(";")[2].strip()
    'a spreadsheet rewrote it as a date'
    """
    constraints = field.get("constraints", {})
    if not cell:
        return "is empty" if constraints.get("required") else ""
    fault = _unlike_field(cell, field, constraints)
    damage = spreadsheet_damage(cell)
    return "; ".join(part for part in (fault or (damage and repr(cell)), damage) if part)


def _unlike_field(cell: str, field: Field, constraints: Constraints) -> str:
    if field["type"] == "integer" and not re.fullmatch(r"\d{1,9}", cell):
        return f"{cell!r} is not a whole number of at most nine digits"
    if "minimum" in constraints and not (
        constraints["minimum"] <= int(cell) <= constraints["maximum"]
    ):
        return f"{cell} is not from {constraints['minimum']} to {constraints['maximum']}"
    if (allowed := constraints.get("enum")) and cell not in allowed:
        return f"{cell!r} is none of {' '.join(allowed)}"
    if (pattern := constraints.get("pattern")) and not re.fullmatch(pattern, cell):
        return f"{cell!r} is not {EXPECTED.get(pattern, f'as {pattern} says')}"
    if pattern == DATE and not day_of(cell):
        return f"{cell!r} is no day of the calendar; write {EXPECTED[DATE]}"
    return ""


def day_of(cell: str) -> date | None:
    """Read a day that the calendar has.

    Examples
    --------
    >>> day_of("2024-02-29"), day_of("2023-02-29")
    (datetime.date(2024, 2, 29), None)
    """
    try:
        return date.fromisoformat(cell) if re.fullmatch(DATE, cell) else None
    except ValueError:
        return None


def year_faults(document: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Name by its column a year of a document that contradicts another cell.

    A paper of December may be of the next year, one of January numbered in the last: 〔2022〕.
    A plan that ended before its document's year is none: it may be the one that is evaluated.

    Examples
    --------
    >>> list(year_faults({"year": "2022", "date": "2023-05-12"}))
    [('year', '2022 is not the year of the date, 2023-05-12; correct one of the two')]
    >>> list(year_faults({"year": "2022", "date": "2023-01-05"}))
    []
    """
    day = day_of(document.get("date", ""))
    year, begins, ends = (
        int(cell) if re.fullmatch(r"\d{4}", cell) else None
        for cell in (document.get(name, "") for name in ("year", "period_start", "period_end"))
    )
    if day and year and not day.year - (day.month == 1) <= year <= day.year + (day.month == 12):
        yield "year", f"{year} is not the year of the date, {day}; correct one of the two"
    if begins and ends and ends < begins:
        yield "period_end", f"{ends} is before the first year, {begins}; correct one of the two"


def spreadsheet_damage(cell: str) -> str:
    """Say what a spreadsheet made of a cell; empty where it left it alone.

    Examples
    --------
    >>> spreadsheet_damage("1.23E+05")
    'a spreadsheet rounded the number'
    """
    if cell in SPREADSHEET_ERRORS:
        return "a spreadsheet took the text for a formula"
    if "\ufffd" in cell:
        return "a character was lost when the file was saved"
    if _SCIENTIFIC.fullmatch(cell):
        return "a spreadsheet rounded the number"
    if _DATE.fullmatch(cell):
        return "a spreadsheet rewrote it as a date"
    return ""
