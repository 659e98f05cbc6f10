"""A data folder goes in; one fingerprint a document, over all values and quotes, comes out."""

import hashlib
import json
from pathlib import Path

import pandas as pd

from policycompare.constraints import Tables
from policycompare.sources import read_tables
from policycompare.table import targets_from

DIGITS = 12


def fingerprints(folder: Path | str | None = None) -> pd.DataFrame:
    """Fingerprint the values and quotes of every document.

    A notebook shows this table, so that its committed output remembers what the data were: who
    changes a value or a quote, by hand or by accident, changes the document's fingerprint.

    Parameters
    ----------
    folder : Path, optional
        Data folder; by default the one that came with the package.

    Returns
    -------
    DataFrame
        One row per document: `document_id`, the numbers of its `targets`, `clauses` and passages
        `left_out`, and `fingerprint`, the first 12 hexadecimal digits of a SHA-256.

    Examples
    --------
    >>> fingerprints().columns.tolist()
    ['document_id', 'targets', 'clauses', 'left_out', 'fingerprint']
    """
    tables = read_tables(folder)
    return fingerprints_of(tables, targets_from(tables))


def fingerprints_of(tables: Tables, targets: pd.DataFrame) -> pd.DataFrame:
    """Fingerprint data that are already read."""
    parts = {"targets": targets, "clauses": tables["clauses"], "left_out": tables["left_out"]}
    rows: list[dict[str, str | int]] = []
    for document_id in tables["documents"]["document_id"]:
        own = {name: part[part["document_id"] == document_id] for name, part in parts.items()}
        counts = {name: len(part) for name, part in own.items()}
        rows.append({"document_id": document_id, **counts, "fingerprint": _digest(own)})
    return pd.DataFrame(rows, columns=["document_id", *parts, "fingerprint"])


def _digest(parts: dict[str, pd.DataFrame]) -> str:
    content = {
        name: [[None if pd.isna(cell) else cell for cell in row] for row in _rows(part)]
        for name, part in parts.items()
    }
    text = json.dumps(content, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def _rows(part: pd.DataFrame) -> list[list[str | float | None]]:
    """Give rows of plain Python values, which are written alike everywhere."""
    rows: list[list[str | float | None]] = part.astype(object).to_numpy().tolist()
    return sorted(rows, key=lambda row: str(row[0]))
