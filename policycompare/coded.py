"""A coding goes in with its clause and document; its row of the table of targets comes out."""

from decimal import Decimal

from policycompare.errors import UnreadableClauseError
from policycompare.model import Grammar
from policycompare.normalise import in_unit, restates
from policycompare.parse import WrittenTarget, parse
from policycompare.periods import document_years, stated_years
from policycompare.stating import statements

Cell = str | int | float | None


def coded_row(
    coding: dict[str, str],
    clauses: dict[str, dict[str, str]],
    readings: dict[str, str],
    document: dict[str, str],
    indicator: dict[str, str],
    grammar: Grammar,
) -> dict[str, Cell]:
    """Read the clause of one coding.

    Parameters
    ----------
    coding : dict of str
        A row of `codings.csv`.
    clauses, readings : dict
        By clause id: rows of `clauses.csv`, and their texts after every repair.
    document, indicator : dict of str
        The rows of the register and of the codelist that the coding names.
    grammar : Grammar
        Words of comparison, units and modality.

    Returns
    -------
    dict
        The columns of `model.TARGET_DTYPES`.

    Raises
    ------
    UnreadableClauseError
        The clause states no such value, `also` names a clause that says something else, or the
        coding's year contradicts what is printed.
    """
    clause = clauses[coding["clause_id"]]
    _refuse_foreign_id(coding, clause)
    written = _written(coding, readings, document, grammar)
    also = [_clause(clauses, one, clause["document_id"]) for one in _split(coding["also"])]
    year, basis = _year(coding, written, [readings[row["clause_id"]] for row in also], document)
    return (
        _identity(coding, clause, document, also)
        | _meaning(written, indicator)
        | {"reading": _reading(clause, readings), "year": year, "year_basis": basis}
    )


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
    years = document_years(document)._asdict()
    written = parse(readings[coding["clause_id"]], int(coding["nth"]), grammar=grammar, **years)
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
    known = document_years(document)._asdict()
    years = [y.year for text in restated for y in stated_years(text, **known)]
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
