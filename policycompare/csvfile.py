"""A frame comes in; the text or bytes of a CSV file that spreadsheets read as Chinese go out."""

import csv
import io

import pandas as pd

from policycompare.cells import guarded


def csv_bytes(frame: pd.DataFrame) -> bytes:
    r"""Write a frame as CSV with a byte-order mark, so that Excel takes it for UTF-8.

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"注": ["=1+1", "="]})).decode("utf-8-sig")
    "注\n'=1+1\n=\n"
    """
    return csv_text(frame).encode("utf-8-sig")


def csv_text(frame: pd.DataFrame, *, header: bool = True) -> str:
    r"""Write a frame, or where it goes on only its rows, as CSV.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"注": ["=1+1", "="]}), header=False)
    "'=1+1\n=\n"
    """
    safe = frame.rename(columns=str).map(guarded)
    return safe.to_csv(index=False, header=header, lineterminator="\n")


def table_bytes(table: pd.DataFrame) -> bytes:
    r"""Write a table of the data as its file holds it: UTF-8 without a mark, each cell as it is.

    Examples
    --------
    >>> table_bytes(pd.DataFrame({"unit": ["%", "a,b"]}))
    b'unit\n%\n"a,b"\n'
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.itertuples(index=False))
    return text.getvalue().encode()
