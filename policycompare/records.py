"""A frame comes in; its rows as records of text, and groups of them, go out."""

from collections.abc import Sequence

import pandas as pd

from policycompare.errors import DataError, refusal

Record = dict[str, str]


def records_of(frame: pd.DataFrame, columns: Sequence[str]) -> list[Record]:
    """Take the columns as text, absent values as empty; refuse a frame that lacks some."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        what = f"{len(missing)} columns are missing from the frame"
        raise DataError(refusal(what, missing, "Pass labelled targets, or the headline matrix."))
    texts = [frame[column].astype("string").fillna("").tolist() for column in columns]
    return [dict(zip(columns, values, strict=True)) for values in zip(*texts, strict=True)]


def grouped(records: Sequence[Record], key: str) -> dict[str, list[Record]]:
    """Group records by one field, in order of appearance."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record[key], []).append(record)
    return groups
