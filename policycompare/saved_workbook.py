"""A workbook that a CSV was saved as goes in; its rows as text, or what damaged it, come out."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from policycompare.schema import spreadsheet_damage
from policycompare.tabular import SAVE_AS_UTF8, Row

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_EXACT = 10**15
"""From here on a spreadsheet rounds whole numbers."""


def is_workbook(raw: bytes) -> bool:
    """Tell a workbook, of the new or the old kind, by its first bytes, whatever its name is."""
    return raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def rows_of_workbook(raw: bytes, *, dates: bool = False) -> tuple[list[Row], str]:
    """Read the first sheet of a workbook as the rows of a CSV file.

    Text and numbers come back as they were typed. A cell that the spreadsheet made a date is no
    longer what was printed and is named with its address; with `dates`, a day is a day.

    Returns
    -------
    tuple of list and str
        The rows and an empty string, or no rows and the fault.

    Examples
    --------
    >>> rows_of_workbook(b"PK")[1]
    'is a workbook that cannot be opened; save it as CSV UTF-8 (另存为 → CSV UTF-8)'
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheet = load_workbook(io.BytesIO(raw), data_only=True).worksheets[0]
        written = load_workbook(io.BytesIO(raw)).worksheets[0]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError):
        return [], f"is a workbook that cannot be opened; {SAVE_AS_UTF8}"
    cells = list(sheet.iter_rows())
    faults = [*_uncomputed(cells, written), *_faults(cells, dates)]
    if faults:
        return [], "; ".join(faults)
    return [
        Row(line, tuple(_text(cell) for cell in row)) for line, row in enumerate(cells, start=1)
    ], ""


def _uncomputed(
    rows: Sequence[Sequence["Cell | MergedCell"]], written: "Worksheet"
) -> Iterator[str]:
    """Name formulas whose value the workbook does not hold, which would read as empty cells."""
    for row in rows:
        for cell in row:
            if cell.value is None and written[cell.coordinate].data_type == "f":
                yield (
                    f"cell {cell.coordinate} holds a formula without its value; type the value "
                    "there, or open and save the file in the spreadsheet"
                )


def _faults(rows: Sequence[Sequence["Cell | MergedCell"]], dates: bool) -> Iterator[str]:
    for row in rows:
        for cell in row:
            value = cell.value
            if isinstance(value, date | time) and not (dates and isinstance(value, datetime)):
                yield f"cell {cell.coordinate} was made a date; type it again with ' before it"
            elif isinstance(value, int | float) and abs(value) >= _EXACT:
                yield f"cell {cell.coordinate} was rounded; type it again with ' before it"
            elif isinstance(value, str) and (damage := spreadsheet_damage(value)):
                yield f"cell {cell.coordinate} holds {value}: {damage}"


def _text(cell: "Cell | MergedCell") -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return re.sub(r"\r\n?", "\n", str(value))
    number = Decimal(repr(value))
    if "%" in cell.number_format:  # 45% is kept as 0.45, shown in percent
        return f"{(number * 100).normalize():f}%"
    return f"{number.normalize():f}"
