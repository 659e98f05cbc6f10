"""Checked tables go in; the one table of targets comes out, each value read from its clause."""

from collections.abc import Hashable
from decimal import Decimal
from pathlib import Path

import pandas as pd

from policycompare.errors import DataError, UnreadableClauseError, refusal
from policycompare.model import TARGET_DTYPES, TARGET_KEY, Grammar
from policycompare.normalise import in_unit, restates
from policycompare.parse import WrittenTarget, parse
from policycompare.periods import stated_years
from policycompare.sources import Tables, read_grammar, read_tables
from policycompare.stating import statements

Cell = str | int | float | None
Row = dict[Hashable, str]


def load_targets(folder: Path | str | None = None) -> pd.DataFrame:
    """Load every target of every document as one table.

    Parameters
    ----------
    folder : Path, optional
        A data folder; by default the one that came with the package.

    Returns
    -------
    DataFrame
        One row per target with the columns of `model.TARGET_DTYPES`, sorted by region in the
        order of the register and by place in the document. Shares are in percent (30, not 0.3),
        other values in the row's `unit`; an open bound is missing.

    Raises
    ------
    DataError
        The data folder contradicts itself; the message lists all offenders.

    Examples
    --------
    >>> targets = load_targets().set_index("target_id")
    >>> print(*targets.loc["zongyang-2020/002", ["indicator", "op", "low", "year"]])
    case_bedday_payment_share >= 70.0 2020
    """
    return targets_from(read_tables(folder))


def load_documents(folder: Path | str | None = None) -> pd.DataFrame:
    """Load the register of documents.

    Parameters
    ----------
    folder : Path, optional
        A data folder; by default the one that came with the package.

    Returns
    -------
    DataFrame
        One row per document with title, number, issuer, date, period, status, administrative
        level, length and checksum of its text; years are nullable integers.

    Examples
    --------
    >>> load_documents().set_index("document_id").loc["zongyang-2020", "status"]
    'draft'
    """
    table = read_tables(folder)["documents"]
    for column in ("year", "period_start", "period_end", "copies", "chars"):
        table[column] = pd.to_numeric(table[column]).astype("Int64")
    return table


def load_indicators(folder: Path | str | None = None) -> pd.DataFrame:
    """Load the codelist of indicators.

    Parameters
    ----------
    folder : Path, optional
        A data folder; by default the one that came with the package.

    Returns
    -------
    DataFrame
        One row per indicator with `theme`, names, definition, unit, direction (which way is more
        ambitious) and synonyms.

    Examples
    --------
    >>> load_indicators().set_index("indicator").loc["signing_rate", ["name_zh", "unit"]].tolist()
    ['家庭医生签约服务覆盖率', '%']
    """
    return read_tables(folder)["indicators"]


def load_regions(folder: Path | str | None = None) -> pd.DataFrame:
    """Load the regions in the order in which everything shows them.

    Parameters
    ----------
    folder : Path, optional
        A data folder; by default the one that came with the package.

    Returns
    -------
    DataFrame
        One row per region with names, GB/T 2260 code, administrative level and province.

    Examples
    --------
    >>> load_regions()["name_zh"].tolist()
    ['资阳', '辽宁', '汉中', '枞阳', '新会']
    """
    return read_tables(folder)["regions"]


def targets_from(tables: Tables) -> pd.DataFrame:
    """Build the table of targets from tables that are already read.

    Raises
    ------
    DataError
        See `load_targets`.
    """
    if tables["codings"].empty:
        raise DataError("data/codings.csv holds no target; add a row for every target.")
    grammar = read_grammar(tables)
    readings = read_clauses(tables)
    clauses = {row["clause_id"]: row for row in _records(tables["clauses"])}
    documents = {row["document_id"]: row for row in _records(tables["documents"])}
    indicators = {row["indicator"]: row for row in _records(tables["indicators"])}
    rows: list[dict[str, Cell]] = []
    offenders: list[str] = []
    for coding in _records(tables["codings"]):
        clause = clauses[coding["clause_id"]]
        document = documents[clause["document_id"]]
        try:
            _refuse_foreign_id(coding, clause)
            written = _written(coding, readings, document, grammar)
            restated = [
                _clause(clauses, also, clause["document_id"]) for also in _split(coding["also"])
            ]
            year = _year(
                coding, written, [readings[row["clause_id"]] for row in restated], document
            )
            rows.append(
                _identity(coding, clause, document, restated)
                | _meaning(written, indicators[coding["indicator"]])
                | {"reading": _reading(clause, readings), "year": year[0], "year_basis": year[1]}
            )
        except UnreadableClauseError as error:
            offenders.append(f"{coding['target_id']} ({coding['clause_id']}): {error}")
    if offenders:
        raise DataError(
            refusal("Targets that cannot be read", offenders, "Correct data/codings.csv.")
        )
    order = {region: place for place, region in enumerate(tables["regions"]["region"])}
    targets = pd.DataFrame(rows, columns=list(TARGET_DTYPES)).astype(TARGET_DTYPES)
    targets = targets.sort_values(
        ["region", "target_id"],
        key=lambda column: column.map(order) if column.name == "region" else column,
    )
    return _keyed(targets.reset_index(drop=True))


def read_clauses(tables: Tables) -> dict[str, str]:
    """Apply every repair to its clause.

    Returns
    -------
    dict of str
        By clause id, the text as it is to be read.

    Raises
    ------
    DataError
        A repair is stale: its printed text is not, or not once, in the clause.
    """
    readings = dict(zip(tables["clauses"]["clause_id"], tables["clauses"]["quote"], strict=True))
    stale = []
    for repair in _records(tables["repairs"]):
        text = readings[repair["clause_id"]]
        if text.count(repair["printed"]) != 1:
            stale.append(f"{repair['clause_id']}: {repair['printed']!r} in {text!r}")
        readings[repair["clause_id"]] = text.replace(repair["printed"], repair["reading"])
    if stale:
        remedy = (
            "Correct `printed` in data/repairs.csv, or delete the repair if the clause is sound."
        )
        raise DataError(refusal("repairs without their printed text (stale)", stale, remedy))
    return readings


def _records(table: pd.DataFrame) -> list[dict[str, str]]:
    return [
        {str(name): str(cell) for name, cell in row.items()} for row in table.to_dict("records")
    ]


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def _clause(clauses: dict[str, dict[str, str]], clause_id: str, document_id: str) -> dict[str, str]:
    if clause_id not in clauses:
        raise UnreadableClauseError(f"`also` names the clause {clause_id}, which is not there")
    if clauses[clause_id]["document_id"] != document_id:
        raise UnreadableClauseError(f"`also` names the clause {clause_id} of another document")
    return clauses[clause_id]


def _refuse_foreign_id(coding: dict[str, str], clause: dict[str, str]) -> None:
    for own_id in (coding["target_id"], clause["clause_id"]):
        if own_id.split("/")[0] != clause["document_id"]:
            raise UnreadableClauseError(
                f"the id {own_id} and the clause's document {clause['document_id']} do not agree"
            )


def _written(
    coding: dict[str, str], readings: dict[str, str], document: dict[str, str], grammar: Grammar
) -> WrittenTarget:
    year = int(document["year"])
    nth = int(coding["nth"])
    written = parse(readings[coding["clause_id"]], nth, document_year=year, grammar=grammar)
    for clause_id in _split(coding["also"]):
        if clause_id in readings and written.statement:
            stated = statements(readings[clause_id], grammar)
            alike = [
                s
                for s in stated
                if (s.kind, s.unit) == (written.statement.kind, written.statement.unit)
            ]
            if alike and not any(restates(s, written.statement) for s in alike):
                raise UnreadableClauseError(f"its restatement {clause_id} states another value")
    return written


def _year(
    coding: dict[str, str], written: WrittenTarget, restated: list[str], document: dict[str, str]
) -> tuple[int | None, str]:
    basis, curated = coding["year_basis"], coding["year"]
    if written.year is not None:
        if basis or curated:
            raise UnreadableClauseError(
                "the clause states its year; leave `year` and `year_basis` empty"
            )
        return written.year, "stated"
    if basis == "none":
        return None, "none"
    if basis == "period":
        if not document["period_end"]:
            raise UnreadableClauseError(
                "`year_basis` is period, and its document has no period_end"
            )
        return int(document["period_end"]), "period"
    if basis:
        if not curated:
            raise UnreadableClauseError(f"`year_basis` is {basis}, and `year` is empty")
        return int(curated), basis
    years = [y.year for text in restated for y in stated_years(text, int(document["year"]))]
    if not years:
        raise UnreadableClauseError("no year is stated; say in `year_basis` where it comes from")
    return years[0], "restated"


def _identity(
    coding: dict[str, str],
    clause: dict[str, str],
    document: dict[str, str],
    restated: list[dict[str, str]],
) -> dict[str, Cell]:
    return {
        "target_id": coding["target_id"],
        "region": document["region"],
        "document_id": clause["document_id"],
        "section": clause["section"],
        "also_in": ";".join(
            dict.fromkeys(row["section"] for row in restated if row["section"] != clause["section"])
        ),
        "indicator": coding["indicator"],
        "population": coding["population"],
        "quote": clause["quote"],
        "start": int(clause["start"]),
        "end": int(clause["end"]),
    }


def _reading(clause: dict[str, str], readings: dict[str, str]) -> str:
    reading = readings[clause["clause_id"]]
    return reading if reading != clause["quote"] else ""


def _meaning(written: WrittenTarget, indicator: dict[str, str]) -> dict[str, Cell]:
    shared: dict[str, Cell] = {"theme": indicator["theme"], "modality": written.modality}
    if written.statement is None:
        empty: dict[str, Cell] = dict.fromkeys(("op", "unit", "measure"), "")
        return shared | empty | {"kind": "qualitative", "commitment": written.commitment}
    statement = in_unit(written.statement, indicator["unit"])
    return shared | {
        "kind": statement.kind,
        "commitment": "",
        "op": statement.op,
        "low": _float(statement.low),
        "high": _float(statement.high),
        "measure": statement.measure,
        "baseline": _float(statement.baseline),
        "base_year": statement.base_year,
        "unit": statement.unit,
    }


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _keyed(targets: pd.DataFrame) -> pd.DataFrame:
    repeated = targets.loc[targets.duplicated(list(TARGET_KEY), keep=False), "target_id"].tolist()
    if repeated:
        what = f"targets repeat the key ({', '.join(TARGET_KEY)})"
        remedy = "Join a restatement with `also`, or tell the rows apart by population or year."
        raise DataError(refusal(what, repeated, remedy))
    return targets
