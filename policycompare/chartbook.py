"""A dossier comes in; a workbook with editable charts, their data and the reasons goes out."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from policycompare.chart_words import WORDS
from policycompare.dossier import Comparison, Dossier, Group
from policycompare.files import write_whole
from policycompare.grouping import without_number
from policycompare.labels import code_names, unit_names
from policycompare.model import Language
from policycompare.native_charts import category, native_chart
from policycompare.reader_tables import Readable, readable
from policycompare.xlsx import (
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

COLUMNS = (
    "region_name label op_name value upper unit year document_status_name population_name target_id"
)
"""Columns of a chart's cells after the label of its bar."""

WIDTHS = (40, 10, 22, 10, 9, 12, 16, 8, 12, 34, 18)
CHART_ROW = 0.547
"""Centimetres of an empty row of 15.5 points."""

WIDEST = {"quote": 46, "note": 50, "document_title": 46, "reasons_zh": 60, "reasons_en": 60}
PAGE_ROWS = 40
"""Rows that a printed page holds; a group that would be cut begins a new one."""

SPELLED_IN_FULL = 3
"""Targets that a chart's title names one by one."""


@dataclass(frozen=True)
class _Page:
    """What every sheet of charts needs: words, rows of the targets, names of codes, language."""

    shown: Readable
    lines: Mapping[str, int]
    units: Mapping[str, str]
    signs: Mapping[str, str]
    statuses: Mapping[str, str]
    lang: Language


def write_chartbook(dossier: Dossier, path: Path) -> Path:
    """Write one sheet of charts for each comparison, then the targets and the verdicts.

    Parameters
    ----------
    dossier : Dossier
        What the report shows.
    path : Path
        File to write or replace, ending in `.xlsx`, in a folder that exists.

    Raises
    ------
    OutputError
        A cell cannot stand in an Excel file, or the file cannot be written.
    """
    lang, shown = dossier.frames.lang, readable(dossier.frames)
    used = set(dossier.rows["target_id"])
    targets = shown.targets[shown.targets["target_id"].isin(used)]
    pairs = shown.pairs.loc[dossier.pairs.index]
    words = WORDS[lang]
    refuse_unwritable({words["data"]: targets, words["pairs"]: pairs})
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    page = _page(dossier, shown, targets)
    for comparison in dossier.comparisons:
        taken = [*book.sheetnames, words["data"], words["pairs"]]
        sheet = book.create_sheet(tab_name(comparison.name, taken))
        _write_comparison(sheet, comparison, page)
    for name, frame in ((words["data"], targets), (words["pairs"], pairs)):
        _write_table(book.create_sheet(name), frame, shown)
    return write_whole(path, book_bytes(book))


def _page(dossier: Dossier, shown: Readable, targets: pd.DataFrame) -> _Page:
    tables, lang = dossier.frames.tables, dossier.frames.lang
    return _Page(
        shown=shown,
        lines={target_id: row for row, target_id in enumerate(targets["target_id"], start=2)},
        units=unit_names(tables, lang),
        signs=code_names(tables, "op", lang) | {"range": ""},
        statuses=code_names(tables, "status", lang),
        lang=lang,
    )


def tab_name(name: str, taken: list[str]) -> str:
    """Shorten a name to what Excel takes for a sheet, and tell it from those that are taken.

    Examples
    --------
    >>> tab_name("胸痛/卒中", ["胸痛 卒中"])
    '胸痛 卒中 2'
    """
    plain = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:28] or "-"
    known = {other.casefold() for other in taken}
    names = chain([plain], (f"{plain} {number}" for number in count(2)))
    return next(name for name in names if name.casefold() not in known)


def _write_comparison(sheet: Worksheet, comparison: Comparison, page: _Page) -> None:
    put(sheet, (1, 1), comparison.name, "title")
    hint = WORDS[page.lang]["hint"].format(draft=page.statuses["draft"])
    put(sheet, (2, 1), hint, "hint")
    sheet.row_dimensions[1].height = height_of(2)
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    row = top = 4
    for group in comparison.groups:
        last = _write_group(sheet, row, group, page)
        if last - top > PAGE_ROWS and row > top:
            sheet.row_breaks.append(Break(id=row - 1))
            top = row
        row = last + 2
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, f"A1:{get_column_letter(len(WIDTHS))}{row - 2}", 1)


def _write_group(sheet: Worksheet, row: int, group: Group, page: _Page) -> int:
    """Write a group's reasons, cells and chart from a row on; return the last row it takes."""
    words, rows, lang = WORDS[page.lang], group.rows, page.lang
    silent = bool(without_number(rows).all())
    notes = [("heading", rows["indicator_name"].iloc[0] if silent else finding(group, lang))]
    notes += [("remark", words["apart"].format(reasons=group.apart))] if group.apart else []
    notes += [("remark", words["careful"].format(reasons=group.careful))] if group.careful else []
    notes += [("remark", words["silent"])] if silent else []
    for style, text in notes:
        _write_across(sheet, row, text.split("\n")[0], style)
        row += 1
    spelt = page.shown.words.spell(rows, "op document_status")
    spelt = spelt.assign(sign=rows["op"].map(page.signs))
    cells = _cells(spelt, page)
    _write_cells(sheet, row, cells, page)
    last = row + len(cells)
    if silent:
        return last
    chart = native_chart(
        cells, spelt, sheet, top=row, title=finding(group, lang), unit=cells["unit"].iloc[0],
        lang=lang,
    )  # fmt: skip
    sheet.add_chart(chart, f"A{last + 2}")
    return last + 2 + math.ceil(chart.height / CHART_ROW)


def _write_across(sheet: Worksheet, row: int, text: str, style: str) -> None:
    """Write a line over the whole width of the table below it."""
    put(sheet, (row, 1), text, style)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
    sheet.row_dimensions[row].height = height_of(lines_of(text, sum(WIDTHS)))


def _write_cells(sheet: Worksheet, top: int, cells: pd.DataFrame, page: _Page) -> None:
    """Write the cells under their header; the last column links to the target's row."""
    for number, name in enumerate(cells.columns, start=1):
        header = WORDS[page.lang].get(name) if name in ("bar", "upper") else None
        put(sheet, (top, number), header or page.shown.words.header(name, []), "header")
        for row, value in enumerate(cells[name].tolist(), start=top + 1):
            known = name == "target_id"
            link = link_to(WORDS[page.lang]["data"], page.lines[value]) if known else None
            put(sheet, (row, number), value, "text", link)
    for row, (bar, whom) in enumerate(zip(cells["bar"], cells["population_name"], strict=True)):
        tall = max(lines_of(bar, WIDTHS[0]), lines_of(whom, WIDTHS[-2]))
        sheet.row_dimensions[top + 1 + row].height = height_of(tall)


def finding(group: Group, lang: Language) -> str:
    """Say what a group shows: its values one by one, or from the least to the most."""
    words, rows = WORDS[lang], group.rows
    if len(rows) <= SPELLED_IN_FULL:
        said = words["stop"].join(
            words["value"].format(region=region, label=label)
            for region, label in zip(rows["region_name"], rows["label"], strict=True)
        )
    else:
        ranked = rows.sort_values("value", kind="stable")["value_label"]
        least, most = ranked.iloc[0], ranked.iloc[-1]
        said = words["many"].format(targets=len(rows), least=least, most=most)
    title = f"{rows['indicator_name'].iloc[0]}{words['colon']}{said}"
    if rows["population_name"].nunique() == 1:
        title += "\n" + words["whom"].format(population=rows["population_name"].iloc[0])
    return title


def _cells(rows: pd.DataFrame, page: _Page) -> pd.DataFrame:
    """Lay out what a chart reads, and beside it what tells its targets apart."""
    whom = rows["population_name"].nunique() > 1
    bars = [category(row, page.lang, whom=whom) for row in rows.to_dict("records")]
    upper = rows["high"].where(rows["op"] == "range")
    unit = [page.units.get(code, code) for code in rows["unit"]]
    return rows.assign(bar=bars, upper=upper, unit=unit)[["bar", *COLUMNS.split()]]


def _write_table(sheet: Worksheet, frame: pd.DataFrame, shown: Readable) -> None:
    """Write a frame under one header row that filters, with widths and heights that fit."""
    headed, tall = shown.headed(frame), [1] * len(frame)
    for number, (name, header) in enumerate(zip(frame.columns, headed.columns, strict=True), 1):
        values = frame[name].tolist()
        longest = max(measure(line) for text in (header, *values) for line in split(text))
        width = min(longest + 3, WIDEST.get(name, 30))
        sheet.column_dimensions[get_column_letter(number)].width = width
        put(sheet, (1, number), header, "header")
        for row, value in enumerate(values):
            put(sheet, (row + 2, number), value)
            tall[row] = max(tall[row], lines_of(value, width))
    for row, lines in enumerate(tall, start=2):
        sheet.row_dimensions[row].height = height_of(lines)
    last = get_column_letter(len(frame.columns))
    sheet.auto_filter.ref, sheet.freeze_panes = f"A1:{last}{len(frame) + 1}", "B2"
    set_up_page(sheet, f"A1:{last}{len(frame) + 1}", 1)
