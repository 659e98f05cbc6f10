"""Values and styles go in; cells of an Excel workbook and the bytes of its file come out."""

import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from unicodedata import east_asian_width

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from policycompare.cells import FORMULA_SIGNS
from policycompare.errors import OutputError, refusal
from policycompare.packing import EPOCH, packed

TONES = {
    "quantified": "A9C8E8", "universal": "A8DDD5", "relative": "F9DDB5", "qualitative": "ECEEF1",
    "comparable": "A9C8E8", "caution": "F9DDB5", "not_comparable": "ECEEF1",
}  # fmt: skip
"""Fill of a code, light: LibreOffice shows links in dark ink on it. The text says it too."""

TYPEFACE = "Microsoft YaHei"
"""On every Windows and in Office for Mac; elsewhere charset and family lead to a Chinese sans."""

LONGEST = 32_767
"""UTF-16 code units that Excel holds in a cell."""

UNWRITABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_x[0-9A-Fa-f]{4}_")
"""What XML can't hold or changes on reading, and what Excel takes for a character's code."""

STYLE = "policycompare "
"""Stands before the names of styles, so that none is one of Excel's own."""


@dataclass(frozen=True)
class Look:
    """How cells of one style look."""

    size: int = 10
    ink: str = "1A1A1A"
    fill: str = ""
    bold: bool = False
    underline: Literal["single"] | None = None
    across: Literal["left", "center", "right"] = "left"
    down: Literal["top", "center"] = "top"
    wrap: bool = True
    edge: Literal["thin"] | None = "thin"


LOOKS = {
    "text": Look(),
    "bold": Look(bold=True),
    "number": Look(across="right", wrap=False),
    "link": Look(ink="0563C1", underline="single"),
    "machine": Look(size=7, ink="8C8C8C", wrap=False),
    "header": Look(bold=True, fill="E7E6E6"),
    "border": Look(size=11, bold=True, fill="E7E6E6", across="center", down="center"),
    "title": Look(size=16, bold=True, wrap=False, edge=None),
    "heading": Look(size=12, bold=True, wrap=False, edge=None),
    "hint": Look(size=9, wrap=False, edge=None),
    "remark": Look(size=9, edge=None),
    **{tone: Look(fill=fill) for tone, fill in TONES.items()},
    **{
        f"{stance} cell": Look(
            fill=TONES[stance], underline="single", across="center", down="center"
        )
        for stance in ("quantified", "qualitative")
    },
    "not_mentioned cell": Look(ink="6E6E6E", across="center", down="center"),
}
"""The styles of the workbook by name; in Excel they stand in the gallery of cell styles."""


def add_styles(book: Workbook) -> None:
    """Put the styles into a new workbook, before any cell is written."""
    for name, look in LOOKS.items():
        book.add_named_style(_style(name, look))


def refuse_unwritable(frames: Mapping[str, pd.DataFrame]) -> None:
    """Refuse cells that cannot stand in an Excel file; the keys are the names of the sheets.

    Raises
    ------
    OutputError
        Lists every such cell with its place.
    """
    if offenders := [f"sheet {place}" for place in unwritable(frames)]:
        what = f"{len(offenders)} cells cannot stand in an Excel file"
        raise OutputError(refusal(what, offenders, "Correct them in the data, then write again."))


def unwritable(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Name every cell that no Office file can hold: frame, column, row and why."""
    return [
        f"{name}, {column}, data row {number}: {found}"
        for name, frame in frames.items()
        for column in frame.columns
        for number, value in enumerate(frame[column].tolist(), start=1)
        if (found := fault(value))
    ]


def fault(value: object) -> str:
    r"""Say why a value cannot stand in an Office file; nothing if it can.

    Examples
    --------
    >>> fault("≥50%"), fault("铃\x07")
    ('', 'character 2 is \\x07, which Excel would refuse or change')
    """
    if isinstance(value, float) and math.isinf(value):
        return "the number is infinite"
    if not isinstance(value, str):
        return ""
    if found := UNWRITABLE.search(value):
        shown = found[0].encode("unicode_escape").decode()
        return f"character {found.start() + 1} is {shown}, which Excel would refuse or change"
    length = len(value.encode("utf-16-le")) // 2
    return f"{length:,} characters, more than Excel's {LONGEST:,}" if length > LONGEST else ""


def link_to(sheet: str, row: int, tip: str = "") -> Hyperlink:
    """Link to a row of a sheet, with the words to show when the link is pointed at."""
    location = f"{quote_sheetname(sheet)}!A{row}"
    return Hyperlink(ref="", location=location, tooltip=tip[:255] or None)


def _style(name: str, look: Look) -> NamedStyle:
    side = Side(style=look.edge, color="D9D9D9")
    return NamedStyle(
        name=f"{STYLE}{name}",
        font=Font(
            name=TYPEFACE, charset=134, family=2, size=look.size, color=look.ink, bold=look.bold,
            underline=look.underline,
        ),
        fill=PatternFill("solid", fgColor=look.fill) if look.fill else None,
        border=Border(left=side, right=side, top=side, bottom=side),
        alignment=Alignment(
            horizontal=look.across, vertical=look.down, wrap_text=look.wrap,
            indent=int(look.across == "right"),
        ),
        number_format="General",
    )  # fmt: skip


def put(
    sheet: Worksheet,
    at: tuple[int, int],
    value: object,
    style: str = "text",
    link: Hyperlink | None = None,
) -> None:
    """Write one cell: text as text whatever it begins with, numbers as numbers, absence empty."""
    cell = sheet.cell(*at)
    if isinstance(value, int | float) and not math.isnan(value):
        cell.value, style = value, "number"
    elif isinstance(value, str) and value:
        cell.value, cell.data_type = value, "s"
    cell.style = STYLE + ("link" if link and style == "text" else style)
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True
    cell.hyperlink = link


def measure(text: str) -> int:
    """Count the digits that a line is wide; a Chinese character counts two."""
    return sum(1 + (east_asian_width(character) in "WFA") for character in text)


def lines_of(text: object, width: float) -> int:
    """Count the lines that a text takes in a column so many digits wide."""
    return sum(max(1, math.ceil(measure(line) / width)) for line in split(text))


def split(text: object) -> list[str]:
    """Part a text into its lines; what is no text is one empty line."""
    return text.split("\n") if isinstance(text, str) else [""]


def height_of(lines: int) -> float:
    """Return the height in points of a row of so many lines."""
    return min(409.0, 15.5 * lines + 2)  # Excel's highest row


def set_up_page(sheet: Worksheet, area: str, header: int) -> None:
    """Print an area on A4 landscape, one page wide, its header row on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, footer=0.35)
    sheet.print_area, sheet.print_title_rows = area, f"{header}:{header}"
    if (footer := sheet.oddFooter) is not None:  # an empty one counts as false
        footer.left.text, footer.right.text = "&A", "&P / &N"


def book_bytes(book: Workbook) -> bytes:
    """Save a workbook without a trace of when, where or by whom it was written."""
    book.properties.creator, book.properties.created = "policycompare", EPOCH
    saved = io.BytesIO()
    book.save(saved)
    book.properties.modified = EPOCH  # save() has just put the clock's time there
    return packed(saved.getvalue(), {"docProps/core.xml": tostring(book.properties.to_tree())})
