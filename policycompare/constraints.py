"""Tables and their descriptions go in; a refusal that lists all that does not fit comes out."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from policycompare.errors import DataError, UnknownCodeError, refusal
from policycompare.schema import Resource, cell_fault, year_faults

Tables = Mapping[str, pd.DataFrame]

OPERATORS = frozenset((">=", ">", "<=", "<", "=", "~"))
CODES_OF_ROLES = {
    **dict.fromkeys(("before", "before_weak", "before_far", "after"), OPERATORS),
    **dict.fromkeys(("reference", "trend"), frozenset((">=", ">", "<=", "<"))),
    "universal": {"100"},
    "modality": {"strive", "explore"},
    "commitment": {"encourage", "advance", "pilot", "implement"},
    "masked": {""},
    "watch": {""},
}
"""What a word of each role may stand for."""


def check_constraints(
    tables: Tables, lines: Mapping[str, list[int]], resources: list[Resource], folder: Path
) -> None:
    """Check that tables fit their descriptions: types, keys, references and codes of terms.

    Parameters
    ----------
    tables : mapping of DataFrame
        By resource name.
    lines : mapping of list of int
        The line of its file in which each row of a table stands.
    resources : list of Resource
        The descriptions in `datapackage.json`.
    folder : Path
        The data folder, for the message.

    Raises
    ------
    DataError
        Cells do not fit their columns, or keys repeat; lists all offenders.
    UnknownCodeError
        A code is used that its table does not hold.
    """
    offenders = [
        problem
        for resource in resources
        for problem in _problems(tables[resource["name"]], resource, lines[resource["name"]])
    ]
    if offenders:
        what = f"{folder} does not fit its datapackage.json"
        raise DataError(refusal(what, offenders, "Correct these cells, then run again."))
    _check_references(tables, resources)
    _check_terms(tables["terms"])
    wholes_of(tables["populations"])


def _problems(table: pd.DataFrame, resource: Resource, lines: list[int]) -> Iterator[str]:
    path, schema = resource["path"], resource["schema"]
    for field in schema["fields"]:
        for line, cell in zip(lines, table[field["name"]], strict=True):
            if fault := cell_fault(cell, field):
                yield f"{path} line {line}, {field['name']}: {fault}"
        if field.get("constraints", {}).get("unique"):
            yield from _repeated(table, [field["name"]], path, lines)
    if resource["name"] == "documents":
        for line, document in zip(lines, table.to_dict("records"), strict=True):
            cells = {str(column): str(cell) for column, cell in document.items()}
            yield from (f"{path} line {line}, {name}: {said}" for name, said in year_faults(cells))
    if keys := schema.get("primaryKey"):
        yield from _repeated(table, keys, path, lines)


def _repeated(table: pd.DataFrame, keys: list[str], path: str, lines: list[int]) -> Iterator[str]:
    for row in table.index[table.duplicated(keys)]:
        key = ", ".join(str(table.at[row, column]) for column in keys)
        yield f"{path} line {lines[row]}: the key {key} stands there twice"


def _check_references(tables: Tables, resources: list[Resource]) -> None:
    for resource in resources:
        for key in resource["schema"].get("foreignKeys", []):
            column, target = key["fields"], key["reference"]
            known = set(tables[target["resource"]][target["fields"]])
            table, name = tables[resource["name"]], resource["schema"]["fields"][0]["name"]
            unknown = [
                f"{code} ({resource['path']}, {name} {row})"
                for code, row in rows_of_columns(table, column, name)
                if code and code not in known
            ]
            if unknown:
                path = next(r["path"] for r in resources if r["name"] == target["resource"])
                count = len({offender.split(" (")[0] for offender in unknown})
                what = f"{count} {column} {'is' if count == 1 else 'are'} not in data/{path}"
                remedy = "Add a row or a synonym there, or correct the row."
                raise UnknownCodeError(refusal(what, unknown, remedy))


def _check_terms(terms: pd.DataFrame) -> None:
    unknown = [
        f"{term} ({role}): {code!r}"
        for term, role, code in rows_of_columns(terms, "term", "role", "code")
        if code not in CODES_OF_ROLES[role]
    ]
    if unknown:
        what = "data/codelists/terms.csv has codes that their role does not know"
        raise UnknownCodeError(refusal(what, unknown, "Choose a code that words of the role use."))


def wholes_of(populations: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Give of every population those that it is part of, the nearest first.

    Raises
    ------
    DataError
        A population is part of itself; lists all.

    Examples
    --------
    >>> rows = [("县医院", "医院"), ("医院", "")]
    >>> wholes_of(pd.DataFrame(rows, columns=["population", "part_of"]))
    {'县医院': ('医院',), '医院': ()}
    """
    part_of = dict(zip(populations["population"], populations["part_of"], strict=True))
    wholes = {population: wholes_in(part_of, population) for population in part_of}
    circles = [
        f"{population} is part of itself: {' → '.join((population, *those))}"
        for population, those in wholes.items()
        if population in those
    ]
    if circles:
        what = "data/codelists/populations.csv goes round in circles"
        raise DataError(refusal(what, circles, "Correct part_of there."))
    return wholes


def wholes_in(part_of: Mapping[str, str], population: str) -> tuple[str, ...]:
    """Give what a population is part of, the nearest first, up to the first that comes again.

    Examples
    --------
    >>> wholes_in({"甲": "乙", "乙": "甲"}, "甲")
    ('乙', '甲')
    """
    wholes: list[str] = []
    whole = part_of.get(population, "")
    while whole and whole not in wholes:
        wholes.append(whole)
        whole = part_of.get(whole, "")
    return tuple(wholes)


def rows_of_columns(table: pd.DataFrame, *columns: str) -> Iterator[tuple[str, ...]]:
    """Give the cells of some columns, row by row."""
    return zip(*(table[column].tolist() for column in columns), strict=True)
