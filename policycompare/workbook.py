"""Labelled frames come in; one Excel workbook that people and programs can read goes out.

A table has two header rows: the columns' names for programs, small and grey, and their names for
readers, which carry the filter. Codes stand as words and, further right, once more as codes.
"""

import io
import math
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Literal
from unicodedata import east_asian_width

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from policycompare.errors import DataError, OutputError, refusal
from policycompare.files import write_whole
from policycompare.frames import Frames, collect
from policycompare.model import Language
from policycompare.sheets import (
    EXPLAINED,
    MATRIX_TOP,
    Layout,
    Words,
    WorkbookFrames,
    frames_for,
    layouts_for,
    read_words,
)  # fmt: skip
from policycompare.sources import Tables, read_tables

__all__ = ["WorkbookFrames", "write_sheets"]

TONES = {
    "quantified": "A9C8E8", "universal": "A8DDD5", "relative": "F9DDB5", "qualitative": "ECEEF1",
    "comparable": "A9C8E8", "caution": "F9DDB5", "not_comparable": "ECEEF1",
}  # fmt: skip
"""Fill of a code, light: LibreOffice shows links in dark ink on it. The text says it too."""

WIDEST = {
    "quote": 46, "note": 50, "meaning": 60, "reasons_zh": 60, "reasons_en": 60,
    "title": 60, "document_title": 60, "synonyms": 36, "section": 18, "reason": 60,
}  # fmt: skip
"""Widest a column may grow, in digits of the default font, where 30 is not right."""

TYPEFACE = "Microsoft YaHei"
"""On every Windows and in Office for Mac; elsewhere charset and family lead to a Chinese sans."""

LICENCE = "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"
EPOCH = datetime(2000, 1, 1)
"""Stands as the time of creation, so that equal frames give equal bytes."""

LONGEST = 32_767
"""UTF-16 code units that Excel holds in a cell."""

UNWRITABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_x[0-9A-Fa-f]{4}_")
"""What XML can't hold or changes on reading, and what Excel takes for a character's code."""

STYLE = "policycompare "
"""Stands before the names of styles, so that none is one of Excel's own."""


@dataclass(frozen=True)
class _Look:
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
    "text": _Look(),
    "bold": _Look(bold=True),
    "number": _Look(across="right", wrap=False),
    "link": _Look(ink="0563C1", underline="single"),
    "machine": _Look(size=7, ink="8C8C8C", wrap=False),
    "header": _Look(bold=True, fill="E7E6E6"),
    "border": _Look(size=11, bold=True, fill="E7E6E6", across="center", down="center"),
    "title": _Look(size=16, bold=True, wrap=False, edge=None),
    "heading": _Look(size=12, bold=True, wrap=False, edge=None),
    "hint": _Look(size=9, wrap=False, edge=None),
    **{tone: _Look(fill=fill) for tone, fill in TONES.items()},
    **{
        f"{stance} cell": _Look(
            fill=TONES[stance], underline="single", across="center", down="center"
        )
        for stance in ("quantified", "qualitative")
    },
    "not_mentioned cell": _Look(ink="6E6E6E", across="center", down="center"),
}
"""The styles of the workbook by name; in Excel they stand in the gallery of cell styles."""


@dataclass(frozen=True)
class _Links:
    """The rows of the targets on their sheet, and the words to show when a link is pointed at."""

    sheet: str
    rows: Mapping[str, int]
    tips: Mapping[str, str]

    def to(self, target_ids: str) -> Hyperlink | None:
        first = target_ids.split(";", maxsplit=1)[0]
        if not first:
            return None
        return _link(self.sheet, self.rows[first], self.tips[first])


def write_sheets(
    sheets: WorkbookFrames, path: Path, *, version: str, licence: str, lang: Language = "zh"
) -> Path:
    """Write the workbook and return its path; equal frames give equal bytes.

    Parameters
    ----------
    sheets : WorkbookFrames
        The frames to show, labelled in `lang`.
    path : Path
        File to write or replace, ending in `.xlsx`, in a folder that exists.
    version, licence : str
        Printed on the first sheet.
    lang : {"zh", "en"}
        Language of tabs, headers and words; quotes stay as printed.

    Raises
    ------
    DataError
        If a frame names a target that the targets do not hold.
    OutputError
        If a cell cannot stand in an Excel file or the file cannot be written; a file that stood
        there before is then left as it was.
    """
    words = read_words(sheets, lang)
    layouts = layouts_for(sheets, lang)
    frames = frames_for(sheets, words, lang)
    _refuse_unwritable(frames, words)
    links = _links(frames, layouts, words)
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, look in LOOKS.items():
        book.add_named_style(_style(name, look))
    given = {"purpose": words.of["purpose text"], "version": version, "licence": licence}
    _write_about(book.create_sheet(words.of["about"]), frames, words, given)
    for key, frame in frames.items():
        sheet = book.create_sheet(words.of[key])
        _write_table(sheet, frame, layouts[key], words, links)
        if key == "headline":
            _write_matrix(sheet, frame, words, links)
    if path.suffix.lower() != ".xlsx":
        raise OutputError(f"{path} does not end in .xlsx, so Excel would not open it; rename it.")
    return write_whole(path, _packed(book))


def write_workbook(
    targets: pd.DataFrame,
    path: Path | str,
    *,
    lang: Language = "zh",
    tables: Tables | None = None,
) -> Path:
    """Write targets, headline matrix, comparability, codebook and sources as one workbook.

    Parameters
    ----------
    targets : DataFrame
        Rows of `load_targets`.
    path : path
        A file that ends in .xlsx; an earlier one is replaced when the new one is whole.
    lang : {"zh", "en"}
        Language of labels and headers; quotes stay as printed.
    tables : dict of DataFrame, optional
        The data that `targets` came from; by default those that came with the package.

    Returns
    -------
    Path
        The workbook written; the same targets give the same bytes.

    Raises
    ------
    OutputError
        The file cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from policycompare import load_targets
    >>> with TemporaryDirectory() as folder:
    ...     write_workbook(load_targets(), f"{folder}/targets.xlsx").name
    'targets.xlsx'
    """
    tables = read_tables() if tables is None else tables
    frames = collect(targets, tables, lang)
    return write_frames(frames, Path(path))


def write_frames(frames: Frames, path: Path) -> Path:
    """Write the frames that are already derived; see `write_workbook`."""
    lists = ("indicators", "documents", "repairs", "left_out", "codes", "columns")
    sheets = WorkbookFrames(
        targets=frames.targets,
        matrix=frames.matrix,
        comparability=frames.pairs,
        coverage=frames.coverage,
        **{name: frames.tables[name] for name in lists},
    )
    release = version("policycompare")
    return write_sheets(sheets, path, version=release, licence=LICENCE, lang=frames.lang)


def _links(
    frames: Mapping[str, pd.DataFrame], layouts: Mapping[str, Layout], words: Words
) -> _Links:
    targets = frames["targets"]
    rows = {target_id: row for row, target_id in enumerate(targets["target_id"], start=3)}
    unknown = [
        f"{target_id} (sheet {words.of[key]})"
        for key, frame in frames.items()
        for column in layouts[key].linked.split()
        for target_ids in frame[column]
        for target_id in target_ids.split(";")
        if target_id and target_id not in rows
    ]
    if unknown:
        what = f"{len(unknown)} target ids are not among the targets"
        raise DataError(refusal(what, unknown, "Derive every frame from the same targets."))
    tips = dict(zip(targets["target_id"], targets["quote"], strict=True))
    return _Links(words.of["targets"], rows, tips)


def _refuse_unwritable(frames: Mapping[str, pd.DataFrame], words: Words) -> None:
    offenders = [
        f"sheet {words.of[key]}, {column}, data row {number}: {fault}"
        for key, frame in frames.items()
        for column in frame.columns
        for number, value in enumerate(frame[column].tolist(), start=1)
        if (fault := _fault(value))
    ]
    if offenders:
        what = f"{len(offenders)} cells cannot stand in an Excel file"
        raise OutputError(refusal(what, offenders, "Correct them in the data, then write again."))


def _fault(value: object) -> str:
    if isinstance(value, float) and math.isinf(value):
        return "the number is infinite"
    if not isinstance(value, str):
        return ""
    if found := UNWRITABLE.search(value):
        shown = found[0].encode("unicode_escape").decode()
        return f"character {found.start() + 1} is {shown}, which Excel would refuse or change"
    length = len(value.encode("utf-16-le")) // 2
    return f"{length:,} characters, more than Excel's {LONGEST:,}" if length > LONGEST else ""


def _link(sheet: str, row: int, tip: str = "") -> Hyperlink:
    location = f"{quote_sheetname(sheet)}!A{row}"
    return Hyperlink(ref="", location=location, tooltip=tip[:255] or None)


def _style(name: str, look: _Look) -> NamedStyle:
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


def _put(
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
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")):
        cell.quotePrefix = True
    cell.hyperlink = link


def _write_table(
    sheet: Worksheet, frame: pd.DataFrame, layout: Layout, words: Words, links: _Links
) -> None:
    """Write a frame under its two header rows, with widths and heights that show every word."""
    shown = layout.shown.split()
    columns = shown + [column for column in frame.columns if column not in shown]
    lines = [1] * len(frame)
    for number, column in enumerate(columns, start=1):
        header, values = words.header(column, columns), frame[column].tolist()
        width = _width(column, [f"{header}  ", *values])
        _put(sheet, (layout.top, number), column, "machine")
        _put(sheet, (layout.top + 1, number), header, "header")
        code = column.removesuffix("_name")
        toned = code != column and code in layout.toned.split()
        tones = frame[code].tolist() if toned else [""] * len(frame)
        for row, (value, tone) in enumerate(zip(values, tones, strict=True)):
            link = links.to(value) if column in layout.linked.split() else None
            style = tone if tone in TONES else "text"
            _put(sheet, (layout.top + 2 + row, number), value, style, link)
            if column in shown:
                lines[row] = max(lines[row], _lines(value, width))
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.outline_level = width, int(column not in shown)
    for row, count in enumerate(lines, start=layout.top + 2):
        sheet.row_dimensions[row].height = _height(count)
    sheet.column_dimensions.max_outline = 1  # openpyxl would find it out after writing it
    _set_up(sheet, layout, len(columns), layout.top + 1 + len(frame))


def _measure(text: str) -> int:
    """Count the digits that a line is wide; a Chinese character counts two."""
    return sum(1 + (east_asian_width(character) in "WFA") for character in text)


def _width(column: str, texts: Sequence[object]) -> float:
    """Fit the longest line, up to the column's limit."""
    longest = max(_measure(line) for text in texts for line in _split(text))
    return min(longest + 2, WIDEST.get(re.sub("_[ab]$", "", column), 30))


def _lines(text: object, width: float) -> int:
    return sum(max(1, math.ceil(_measure(line) / width)) for line in _split(text))


def _split(text: object) -> list[str]:
    return text.split("\n") if isinstance(text, str) else [""]


def _height(lines: int) -> float:
    return min(409.0, 15.5 * lines + 2)  # Excel's highest row


def _set_up(sheet: Worksheet, layout: Layout, width: int, bottom: int) -> None:
    """Set the filter, the frozen cells and the printed columns."""
    sheet.auto_filter.ref = f"A{layout.top + 1}:{get_column_letter(width)}{bottom}"
    if layout.frozen:
        sheet.freeze_panes = f"{get_column_letter(layout.frozen + 1)}{layout.top + 2}"
    last = get_column_letter(len(layout.printed.split()))
    _set_up_page(sheet, f"A{2 if layout.top == 1 else 1}:{last}{bottom}", layout.top + 1)


def _set_up_page(sheet: Worksheet, area: str, header: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, footer=0.35)
    sheet.print_area, sheet.print_title_rows = area, f"{header}:{header}"
    if (footer := sheet.oddFooter) is not None:  # an empty one counts as false
        footer.left.text, footer.right.text = "&A", "&P / &N"


def _write_matrix(sheet: Worksheet, matrix: pd.DataFrame, words: Words, links: _Links) -> None:
    """Write regions by themes above the long table; fill and second line both tell the stance."""
    _put(sheet, (1, 1), words.of["headline"], "title")
    _put(sheet, (2, 1), words.of["matrix hint"], "hint")
    regions, themes = matrix["region"].unique().tolist(), matrix["theme"].unique().tolist()
    edges = {(0, 0): words.name("column", "region")}
    edges |= {(0, n): words.name("theme", theme) for n, theme in enumerate(themes, start=1)}
    edges |= {(n, 0): words.name("region", region) for n, region in enumerate(regions, start=1)}
    for (down, across), text in edges.items():
        _put(sheet, (MATRIX_TOP + down, 1 + across), text, "border")
    for finding in matrix.to_dict("records"):
        down, across = regions.index(finding["region"]), themes.index(finding["theme"])
        label, stance = finding["label"], finding["stance_name"]
        text = label if label == stance else f"{label} \n[{stance}]"
        link = links.to(finding["target_ids"])
        style = f"{finding['stance']} cell"
        _put(sheet, (MATRIX_TOP + 1 + down, 2 + across), text, style, link)
    sheet.row_dimensions[1].height = _height(2)
    for down in range(len(regions)):
        sheet.row_dimensions[MATRIX_TOP + 1 + down].height = _height(3)
    for across in range(len(themes)):
        sheet.column_dimensions[get_column_letter(2 + across)].width = 30


def _write_about(
    sheet: Worksheet,
    frames: Mapping[str, pd.DataFrame],
    words: Words,
    given: Mapping[str, str],
) -> None:
    """Write what the workbook is, what its sheets hold and how to read numbers and words."""
    of = words.of
    sections: dict[str, list[tuple[str, str, int | None, Hyperlink | None]]] = {
        "title": [(of[key], text, None, None) for key, text in given.items()],
        "sheets": [
            (of[key], of[f"{key} holds"], len(frame), _link(of[key], 1))
            for key, frame in frames.items()
        ],
        "codes": [(*line, None) for line in _explained(frames, words)],
        "hints": [(str(number), of[f"hint {number}"], None, None) for number in range(1, 5)],
    }
    row = 1
    for section, lines in sections.items():
        _put(sheet, (row, 1), of[section], "title" if row == 1 else "heading")
        sheet.row_dimensions[row].height = _height(2 if row == 1 else 1)
        for label, text, count, link in lines:
            row += 1
            _put(sheet, (row, 1), label, "text" if link or label.startswith(" ") else "bold", link)
            _put(sheet, (row, 2), text)
            _put(sheet, (row, 3), count)
            sheet.row_dimensions[row].height = _height(_lines(text, 96))
        row += 2
    for letter, width in (("A", 26), ("B", 96), ("C", 8)):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    _set_up_page(sheet, f"A1:C{row - 2}", 1)


def _explained(
    frames: Mapping[str, pd.DataFrame], words: Words
) -> list[tuple[str, str, int | None]]:
    """Explain the columns that need it, each followed by its codes and how often they stand."""
    lines: list[tuple[str, str, int | None]] = []
    for column, key in EXPLAINED.items():
        lines.append(
            (words.name("column", column), words.meanings.get(("column", column), ""), None)
        )
        for (codelist, code), meaning in words.meanings.items():
            if codelist == column:
                count = int((frames[key][column] == code).sum())
                lines.append((f"    {words.name(column, code)}", meaning, count))
    return lines


def _packed(book: Workbook) -> bytes:
    """Save a workbook without a trace of when, where or by whom it was written."""
    book.properties.creator, book.properties.created = "policycompare", EPOCH
    saved, packed = io.BytesIO(), io.BytesIO()
    book.save(saved)
    book.properties.modified = EPOCH  # save() has just put the clock's time there
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            entry.create_system, entry.compress_type = 3, zipfile.ZIP_DEFLATED
            is_core = name == "docProps/core.xml"
            content = tostring(book.properties.to_tree()) if is_core else source.read(name)
            target.writestr(entry, content)
    return packed.getvalue()
