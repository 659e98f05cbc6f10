"""Labelled frames come in; one Excel workbook that people and programs can read goes out.

A table has two header rows: the columns' names for programs, small and grey, and their names for
readers, which carry the filter. Codes stand as words and, further right, once more as codes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from policycompare.errors import DataError, OutputError, refusal
from policycompare.files import write_whole
from policycompare.frames import Frames, collect, workbook_frames
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
from policycompare.xlsx import (
    TONES,
    add_styles,
    book_bytes,
    height_of,
    lines_of,
    link_to,
    measure,
    put,
    refuse_unwritable,
    set_up_page,
    split,
)

__all__ = ["WorkbookFrames", "write_sheets"]

WIDEST = {
    "quote": 46, "note": 50, "meaning": 60, "reasons_zh": 60, "reasons_en": 60,
    "title": 60, "document_title": 60, "synonyms": 36, "section": 18, "reason": 60,
}  # fmt: skip
"""Widest a column may grow, in digits of the default font, where 30 is not right."""

LICENCE = "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"


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
        return link_to(self.sheet, self.rows[first], self.tips[first])


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
    refuse_unwritable({words.of[key]: frame for key, frame in frames.items()})
    links = _links(frames, layouts, words)
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    given = {"purpose": words.of["purpose text"], "version": version, "licence": licence}
    _write_about(book.create_sheet(words.of["about"]), frames, words, given)
    for key, frame in frames.items():
        sheet = book.create_sheet(words.of[key])
        _write_table(sheet, frame, layouts[key], words, links)
        if key == "headline":
            _write_matrix(sheet, frame, words, links)
    if path.suffix.lower() != ".xlsx":
        raise OutputError(f"{path} does not end in .xlsx, so Excel would not open it; rename it.")
    return write_whole(path, book_bytes(book))


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
    release = version("policycompare")
    sheets = workbook_frames(frames)
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
        put(sheet, (layout.top, number), column, "machine")
        put(sheet, (layout.top + 1, number), header, "header")
        code = column.removesuffix("_name")
        toned = code != column and code in layout.toned.split()
        tones = frame[code].tolist() if toned else [""] * len(frame)
        for row, (value, tone) in enumerate(zip(values, tones, strict=True)):
            link = links.to(value) if column in layout.linked.split() else None
            style = tone if tone in TONES else "text"
            put(sheet, (layout.top + 2 + row, number), value, style, link)
            if column in shown:
                lines[row] = max(lines[row], lines_of(value, width))
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.outline_level = width, int(column not in shown)
    for row, count in enumerate(lines, start=layout.top + 2):
        sheet.row_dimensions[row].height = height_of(count)
    sheet.column_dimensions.max_outline = 1  # openpyxl would find it out after writing it
    _set_up(sheet, layout, len(columns), layout.top + 1 + len(frame))


def _width(column: str, texts: Sequence[object]) -> float:
    """Fit the longest line, up to the column's limit."""
    longest = max(measure(line) for text in texts for line in split(text))
    return min(longest + 2, WIDEST.get(re.sub("_[ab]$", "", column), 30))


def _set_up(sheet: Worksheet, layout: Layout, width: int, bottom: int) -> None:
    """Set the filter, the frozen cells and the printed columns."""
    sheet.auto_filter.ref = f"A{layout.top + 1}:{get_column_letter(width)}{bottom}"
    if layout.frozen:
        sheet.freeze_panes = f"{get_column_letter(layout.frozen + 1)}{layout.top + 2}"
    last = get_column_letter(len(layout.printed.split()))
    set_up_page(sheet, f"A{2 if layout.top == 1 else 1}:{last}{bottom}", layout.top + 1)


def _write_matrix(sheet: Worksheet, matrix: pd.DataFrame, words: Words, links: _Links) -> None:
    """Write regions by themes above the long table; fill and second line both tell the stance."""
    put(sheet, (1, 1), words.of["headline"], "title")
    put(sheet, (2, 1), words.of["matrix hint"], "hint")
    regions, themes = matrix["region"].unique().tolist(), matrix["theme"].unique().tolist()
    edges = {(0, 0): words.name("column", "region")}
    edges |= {(0, n): words.name("theme", theme) for n, theme in enumerate(themes, start=1)}
    edges |= {(n, 0): words.name("region", region) for n, region in enumerate(regions, start=1)}
    for (down, across), text in edges.items():
        put(sheet, (MATRIX_TOP + down, 1 + across), text, "border")
    for finding in matrix.to_dict("records"):
        down, across = regions.index(finding["region"]), themes.index(finding["theme"])
        label, stance = finding["label"], finding["stance_name"]
        text = label if label == stance else f"{label} \n[{stance}]"
        link = links.to(finding["target_ids"])
        style = f"{finding['stance']} cell"
        put(sheet, (MATRIX_TOP + 1 + down, 2 + across), text, style, link)
    sheet.row_dimensions[1].height = height_of(2)
    for down in range(len(regions)):
        sheet.row_dimensions[MATRIX_TOP + 1 + down].height = height_of(3)
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
            (of[key], of[f"{key} holds"], len(frame), link_to(of[key], 1))
            for key, frame in frames.items()
        ],
        "codes": [(*line, None) for line in _explained(frames, words)],
        "hints": [(str(number), of[f"hint {number}"], None, None) for number in range(1, 5)],
    }
    row = 1
    for section, lines in sections.items():
        put(sheet, (row, 1), of[section], "title" if row == 1 else "heading")
        sheet.row_dimensions[row].height = height_of(2 if row == 1 else 1)
        for label, text, count, link in lines:
            row += 1
            put(sheet, (row, 1), label, "text" if link or label.startswith(" ") else "bold", link)
            put(sheet, (row, 2), text)
            put(sheet, (row, 3), count)
            sheet.row_dimensions[row].height = height_of(lines_of(text, 96))
        row += 2
    for letter, width in (("A", 26), ("B", 96), ("C", 8)):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, f"A1:C{row - 2}", 1)


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
