"""The only reader of `data/`: CSV files go in, checked frames of text come out.

`datapackage.json` is the one description of the tables; columns, types, keys and references
are checked against it here and by any Frictionless tool alike.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd

from policycompare.errors import DataError, UnknownCodeError, refusal
from policycompare.model import Codebook, Cues, Grammar, Term, Unit
from policycompare.schema import Field, Resource, cell_fault
from policycompare.tabular import (
    Row,
    decoded,
    header_fault,
    ragged_rows,
    rows_of,
)

Tables = Mapping[str, pd.DataFrame]

TABLES = {
    "documents", "regions", "clauses", "codings", "left_out", "repairs", "themes", "indicators",
    "populations", "units", "terms", "cues", "hints", "provinces", "codes", "columns",
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
    _check(tables, {name: lines for name, (_, lines) in read.items()}, resources, folder)
    return tables


def check_tables(tables: Tables, folder: Path) -> None:
    """Check tables that are not in files yet as `read_tables` checks those of the folder.

    Raises
    ------
    DataError, UnknownCodeError
        See `read_tables`; rows are named by the lines that they would have.
    """
    lines = {name: list(range(2, len(table) + 2)) for name, table in tables.items()}
    _check(tables, lines, _resources(folder), folder)


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
    return read_grammar(_packaged_tables())


@lru_cache(maxsize=1)
def packaged_codebook() -> Codebook:
    """Read synonyms and populations from the data that came with the package, once."""
    return read_codebook(_packaged_tables())


@lru_cache(maxsize=1)
def packaged_cues() -> Cues:
    """Read the words of judging from the data that came with the package, once."""
    return read_cues(_packaged_tables())


@lru_cache(maxsize=1)
def _packaged_tables() -> Tables:
    return read_tables()


def read_codebook(tables: Tables) -> Codebook:
    """Take the words by which indicators and populations are known from the codelists."""
    columns = ("indicator", "theme", "unit", "name_zh", "synonyms")
    synonyms = [
        (synonym, indicator, theme, unit)
        for indicator, theme, unit, name, others in _rows(tables["indicators"], *columns)
        for synonym in {name, *others.split(";")}
        if synonym
    ]
    return Codebook(
        tuple(sorted(synonyms, key=lambda row: (-len(row[0]), row))),
        tuple(sorted(tables["populations"]["population"], key=lambda name: (-len(name), name))),
    )


def read_cues(tables: Tables) -> Cues:
    """Take the words by which statements are judged from the codelist of cues."""
    words: dict[str, list[str]] = {}
    for cue, role in _rows(tables["cues"], "cue", "role"):
        words.setdefault(role, []).append(cue)
    return Cues({role: tuple(cues) for role, cues in words.items()})


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


def _check(
    tables: Tables, lines: Mapping[str, list[int]], resources: list[Resource], folder: Path
) -> None:
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


def _problems(table: pd.DataFrame, resource: Resource, lines: list[int]) -> Iterator[str]:
    path, schema = resource["path"], resource["schema"]
    for field in schema["fields"]:
        for line, cell in zip(lines, table[field["name"]], strict=True):
            if fault := cell_fault(cell, field):
                yield f"{path} line {line}, {field['name']}: {fault}"
        if field.get("constraints", {}).get("unique"):
            yield from _repeated(table, [field["name"]], path, lines)
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
                for code, row in _rows(table, column, name)
                if code and code not in known
            ]
            if unknown:
                path = next(r["path"] for r in resources if r["name"] == target["resource"])
                count = len({offender.split(" (")[0] for offender in unknown})
                what = f"{count} {column} {'is' if count == 1 else 'are'} not in data/{path}"
                remedy = "Add a row or a synonym there, or correct the row."
                raise UnknownCodeError(refusal(what, unknown, remedy))
