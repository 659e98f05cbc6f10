"""The only reader of `data/`: CSV files go in, checked frames of text come out.

`datapackage.json` is the one description of the tables; columns, types, keys and references
are checked against it here and by any Frictionless tool alike.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from policycompare.constraints import Tables, check_constraints
from policycompare.errors import DataError, refusal
from policycompare.schema import Field, Resource
from policycompare.tabular import (
    Row,
    decoded,
    header_fault,
    ragged_rows,
    rows_of,
)

TABLES = {
    "documents", "regions", "clauses", "codings", "left_out", "repairs", "themes", "indicators",
    "populations", "units", "terms", "cues", "hints", "provinces", "codes", "columns",
}  # fmt: skip
"""The tables that a data package must describe."""


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
    read = {resource["name"]: _read_csv(folder, resource) for resource in resources}
    tables = {name: table for name, (table, _) in read.items()}
    check_constraints(tables, {name: lines for name, (_, lines) in read.items()}, resources, folder)
    return tables


def check_tables(tables: Tables, folder: Path) -> None:
    """Check tables that are not in files yet as `read_tables` checks those of the folder.

    Raises
    ------
    DataError, UnknownCodeError
        See `read_tables`; rows are named by the lines that they would have.
    """
    lines = {name: list(range(2, len(table) + 2)) for name, table in tables.items()}
    check_constraints(tables, lines, _resources(folder), folder)


def read_rows(path: Path, expected: Sequence[str]) -> list[Row]:
    """Read a CSV file with the columns that are expected, each row with its line.

    Raises
    ------
    DataError
        The file is missing, empty, not UTF-8, or its rows do not fit the columns; lists all.
    """
    rows, fault = rows_of(_read_text(path))
    if fault:
        raise DataError(f"{path} {fault}.")
    if fault := header_fault(rows[0].cells, expected):
        raise DataError(f"{path} {fault}.")
    if ragged := list(ragged_rows(rows[1:], len(expected))):
        what = f"{path} has rows without exactly {len(expected)} cells"
        raise DataError(refusal(what, ragged, "Mend the commas and quotation marks there."))
    return rows[1:]


def data_files(folder: Path) -> list[Path]:
    """List the files of a data folder that the tables are read from."""
    return [folder / "datapackage.json", *table_paths(folder).values()]


def table_paths(folder: Path) -> dict[str, Path]:
    """Give the file of each table of a data folder."""
    return {resource["name"]: folder / resource["path"] for resource in _resources(folder)}


def table_fields(folder: Path) -> dict[str, list[Field]]:
    """Give the description of every column of each table of a data folder."""
    return {resource["name"]: resource["schema"]["fields"] for resource in _resources(folder)}


def table_keys(folder: Path) -> dict[str, list[str]]:
    """Give the columns by which each table of a data folder tells its rows apart."""
    return {
        resource["name"]: resource["schema"].get("primaryKey", [])
        for resource in _resources(folder)
    }


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
        text, fault = decoded(path.read_bytes())
    except OSError as error:
        raise DataError(
            f"{path} cannot be read ({error.strerror}); restore it or name another data folder."
        ) from error
    if fault:
        raise DataError(f"{path} {fault}.")
    if not text.strip():
        raise DataError(f"{path} is empty; restore it.")
    return text


def _read_csv(folder: Path, resource: Resource) -> tuple[pd.DataFrame, list[int]]:
    columns = [field["name"] for field in resource["schema"]["fields"]]
    rows = read_rows(folder / resource["path"], columns)
    table = pd.DataFrame([row.cells for row in rows], columns=columns, dtype="str")
    return table, [row.line for row in rows]
