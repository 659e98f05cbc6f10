"""Checked tables go in; the one table of targets comes out, each value read from its clause."""

from pathlib import Path

import pandas as pd

from policycompare.coded import Cell, coded_row
from policycompare.constraints import Tables
from policycompare.errors import DataError, UnreadableClauseError, refusal
from policycompare.model import TARGET_DTYPES, TARGET_KEY
from policycompare.sources import read_tables
from policycompare.wordlists import read_grammar


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
        document = documents[clauses[coding["clause_id"]]["document_id"]]
        indicator = indicators[coding["indicator"]]
        try:
            rows.append(coded_row(coding, clauses, readings, document, indicator, grammar))
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


def _keyed(targets: pd.DataFrame) -> pd.DataFrame:
    repeated = targets.loc[targets.duplicated(list(TARGET_KEY), keep=False), "target_id"].tolist()
    if repeated:
        what = f"targets repeat the key ({', '.join(TARGET_KEY)})"
        remedy = "Join a restatement with `also`, or tell the rows apart by population or year."
        raise DataError(refusal(what, repeated, remedy))
    return targets
