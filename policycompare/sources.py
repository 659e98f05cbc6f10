"""The only reader of `data/`: CSV files go in, checked frames of text come out.

`datapackage.json` is the one description of the tables; columns, types, keys and references
are checked against it here and by any Frictionless tool alike.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

import pandas as pd

from policycompare.errors import DataError, UnknownCodeError, refusal
from policycompare.model import Grammar, Term, Unit

Tables = Mapping[str, pd.DataFrame]

TABLES = {
    "documents", "regions", "clauses", "codings", "left_out", "repairs", "themes", "indicators",
    "populations", "units", "terms", "codes", "columns",
}  # fmt: skip
"""The tables that a data package must describe."""

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


def data_folder() -> Path:
    """Find the packaged data: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def read_tables(folder: Path | str | None = None) -> dict[str, pd.DataFrame]:
    """Read and check every table of a data folder.

    Parameters
    ----------
    folder : Path, optional
        A folder with a `datapackage.json`; by default the data that came with the package.

    Returns
    -------
    dict of DataFrame
        By resource name; every cell is text, absent cells are empty strings.

    Raises
    ------
    DataError
        A file is missing, empty, not UTF-8 or does not fit its description; lists all offenders.
    UnknownCodeError
        A code is used that its table does not hold.

    Examples
    --------
    >>> read_tables()["regions"]["region"].tolist()
    ['ziyang', 'liaoning', 'hanzhong', 'zongyang', 'xinhui']
    """
    folder = data_folder() if folder is None else Path(folder)
    resources = _resources(folder)
    tables = {resource["name"]: _read_csv(folder, resource) for resource in resources}
    offenders = [
        problem
        for resource in resources
        for problem in _problems(tables[resource["name"]], resource)
    ]
    if offenders:
        what = f"{folder} does not fit its datapackage.json"
        raise DataError(refusal(what, offenders, "Correct these cells, then run again."))
    _check_references(tables, resources)
    _check_terms(tables["terms"])
    return tables


def data_files(folder: Path) -> list[Path]:
    """List the files of a data folder that the tables are read from."""
    paths = [folder / resource["path"] for resource in _resources(folder)]
    return [folder / "datapackage.json", *paths]


def table_keys(folder: Path) -> dict[str, list[str]]:
    """Give the columns by which each table of a data folder tells its rows apart."""
    return {
        resource["name"]: resource["schema"].get("primaryKey", [])
        for resource in _resources(folder)
    }


def read_grammar(tables: Tables) -> Grammar:
    """Take the words of the grammar from the codelists of terms and units."""
    terms = tuple(
        Term(term, role, code)
        for term, role, code in _rows(tables["terms"], "term", "role", "code")
    )
    units = tuple(
        Unit(unit, tuple(form for form in printed.split("|") if form))
        for unit, printed in _rows(tables["units"], "unit", "printed")
    )
    return _grammar(terms, units)


@lru_cache(maxsize=8)
def _grammar(terms: tuple[Term, ...], units: tuple[Unit, ...]) -> Grammar:
    return Grammar(terms, units)


@lru_cache(maxsize=1)
def packaged_grammar() -> Grammar:
    """Read the grammar's words from the data that came with the package, once."""
    return read_grammar(read_tables())


def _rows(table: pd.DataFrame, *columns: str) -> Iterator[tuple[str, ...]]:
    return zip(*(table[column].tolist() for column in columns), strict=True)


def _check_terms(terms: pd.DataFrame) -> None:
    unknown = [
        f"{term} ({role}): {code!r}"
        for term, role, code in _rows(terms, "term", "role", "code")
        if code not in CODES_OF_ROLES[role]
    ]
    if unknown:
        what = "data/codelists/terms.csv has codes that their role does not know"
        raise UnknownCodeError(refusal(what, unknown, "Choose a code that words of the role use."))


def _resources(folder: Path) -> list[Resource]:
    text = _read_text(folder / "datapackage.json")
    try:
        resources: list[Resource] = json.loads(text)["resources"]
        missing = sorted(TABLES - {resource["name"] for resource in resources})
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{folder / 'datapackage.json'} is not a data package ({error}); restore it."
        ) from error
    if missing:
        what = f"{folder / 'datapackage.json'} lacks tables"
        raise DataError(refusal(what, missing, "Restore their descriptions."))
    return resources


def _read_text(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError(
            f"{path} cannot be read ({error.strerror}); restore it or name another data folder."
        ) from error
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path} is not UTF-8 (byte {error.start}); save it as CSV UTF-8 and run again."
        ) from error
    if not text.strip():
        raise DataError(f"{path} is empty; restore it.")
    return text


def _read_csv(folder: Path, resource: Resource) -> pd.DataFrame:
    path = folder / resource["path"]
    expected = [field["name"] for field in resource["schema"]["fields"]]
    reader = csv.reader(io.StringIO(_read_text(path), newline=""), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise DataError(
            f"{path} line {reader.line_num} is damaged ({error}); mend the quotation marks there."
        ) from error
    if rows[0][1] != expected:
        raise DataError(
            f"{path} has the columns {','.join(rows[0][1])}; "
            f"expected {','.join(expected)}. Restore the header line."
        )
    ragged = [
        f"line {line}: {len(row)} cells" for line, row in rows[1:] if len(row) != len(expected)
    ]
    if ragged:
        what = f"{path} has rows without exactly {len(expected)} cells"
        raise DataError(refusal(what, ragged, "Mend the commas and quotation marks there."))
    return pd.DataFrame([row for _, row in rows[1:]], columns=expected, dtype="str")


def _problems(table: pd.DataFrame, resource: Resource) -> Iterator[str]:
    path, schema = resource["path"], resource["schema"]
    for field in schema["fields"]:
        for row, cell in enumerate(table[field["name"]], start=2):
            if fault := _fault(cell, field):
                yield f"{path} row {row}, {field['name']}: {fault}"
        if field.get("constraints", {}).get("unique"):
            yield from _repeated(table, [field["name"]], path)
    if keys := schema.get("primaryKey"):
        yield from _repeated(table, keys, path)


def _fault(cell: str, field: Field) -> str:
    constraints = field.get("constraints", {})
    if not cell:
        return "is empty" if constraints.get("required") else ""
    if field["type"] == "integer" and not re.fullmatch(r"\d{1,9}", cell):
        return f"{cell!r} is not a whole number of at most nine digits"
    if "minimum" in constraints and not (
        constraints["minimum"] <= int(cell) <= constraints["maximum"]
    ):
        return f"{cell} is not from {constraints['minimum']} to {constraints['maximum']}"
    if (allowed := constraints.get("enum")) and cell not in allowed:
        return f"{cell!r} is none of {' '.join(allowed)}"
    if (pattern := constraints.get("pattern")) and not re.fullmatch(pattern, cell):
        return f"{cell!r} does not match {pattern}"
    return ""


def _repeated(table: pd.DataFrame, keys: list[str], path: str) -> Iterator[str]:
    for row in table.index[table.duplicated(keys)]:
        key = ", ".join(str(table.at[row, column]) for column in keys)
        yield f"{path} row {row + 2}: the key {key} stands there twice"


def _check_references(tables: Tables, resources: list[Resource]) -> None:
    for resource in resources:
        for key in resource["schema"].get("foreignKeys", []):
            column, target = key["fields"], key["reference"]
            known = set(tables[target["resource"]][target["fields"]])
            table, name = tables[resource["name"]], resource["schema"]["fields"][0]["name"]
            unknown = [
                f"{code} ({resource['path']}, {name} {row})"
                for code, row in _rows(table, column, name)
                if code and code not in known
            ]
            if unknown:
                path = next(r["path"] for r in resources if r["name"] == target["resource"])
                count = len({offender.split(" (")[0] for offender in unknown})
                what = f"{count} {column} {'is' if count == 1 else 'are'} not in data/{path}"
                remedy = "Add a row or a synonym there, or correct the row."
                raise UnknownCodeError(refusal(what, unknown, remedy))
