"""Rows of a draft go in and the bytes of its files come out, or the other way round."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policycompare.cells import guarded, unguarded
from policycompare.errors import DataError, refusal
from policycompare.saved_workbook import is_workbook, rows_of_workbook
from policycompare.schema import day_of
from policycompare.tabular import Row, decoded, header_fault, rows_of

Cells = dict[str, str]

DRAFTS = "drafts"
"""The folder of the drafts, in the data folder."""


@dataclass(frozen=True, slots=True)
class Form:
    """A file of a draft: its name, and its columns with their Chinese names."""

    name: str
    columns: Mapping[str, str]

    @property
    def header(self) -> list[str]:
        """The header line: 决定 decision."""
        return [f"{name} {column}" for column, name in self.columns.items()]


REGISTER = Form(
    "1_register.csv",
    {"table": "表", "field": "项目", "name": "名称", "value": "值", "expected": "怎样填"},
)
CANDIDATES = Form(
    "2_candidates.csv",
    {
        "no": "序号",
        "decision": "决定",
        "suggestion": "建议",
        "look": "先看",
        "quote": "原文",
        "reads": "读数",
        "indicator": "指标",
        "similar": "相近的已有指标",
        "population": "分母或对象",
        "population_grounds": "分母依据",
        "year": "年份",
        "year_basis": "年份依据",
        "same_as": "重述第几行",
        "reason": "舍弃理由",
        "note": "说明",
        "note_en": "英文说明",
        "reading": "修复后读作",
        "doubt": "疑问",
        "section": "章节",
        "value": "数值",
        "place": "位置",
    },
)
INDICATORS = Form(
    "3_indicators.csv",
    {
        "name_zh": "中文名",
        "name_en": "英文名",
        "theme": "主题",
        "unit": "单位",
        "direction": "进取方向",
        "definition": "定义",
        "definition_en": "英文定义",
        "synonyms": "印刷用语",
        "code": "代码",
        "used_in": "用于第几行",
        "grounds": "建议的依据",
    },
)
POPULATIONS = Form(
    "4_populations.csv",
    {
        "population": "分母或对象",
        "name_en": "英文名",
        "part_of": "属于",
        "used_in": "用于第几行",
    },
)
FORMS = (REGISTER, CANDIDATES, INDICATORS, POPULATIONS)

_VERBATIM = ("quote", "reading", "value")
_NAMES = ("indicator", "population", "name_zh", "name_en", "part_of")
_BREAK = re.compile(r"\s*[\r\n]\s*")
_REWRITTEN = re.compile(
    r"'*(?:\d+[-/]\d+(?:[-/]\d+)?|0\d+|\d{12,}|\d+(?:\.\d+)?[eE]\d+|\d*\.\d*0|\d+(?:\.\d+)?%|\d+,[\d,]+)"
)
_DATED = re.compile(r"(\d{4})[/年](\d{1,2})[/月](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a draft's file, with the line on which it stands."""

    file: str
    line: int
    cells: Cells

    def __getitem__(self, column: str) -> str:
        """Give a cell."""
        return self.cells[column]

    def at(self, column: str = "") -> str:
        """Say where it stands: 2_candidates.csv line 7, 指标 indicator."""
        names = next(form.columns for form in FORMS if form.name == self.file)
        where = f"{self.file} line {self.line}"
        return f"{where}, {names[column]} {column}" if column else where


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a draft, read."""

    folder: Path
    register: tuple[Entry, ...]
    candidates: tuple[Entry, ...]
    indicators: tuple[Entry, ...]
    populations: tuple[Entry, ...]

    def registered(self, table: str, field: str) -> str:
        """Give what the register says of a document or its region."""
        found = (
            row["value"] for row in self.register if (row["table"], row["field"]) == (table, field)
        )
        return next(found, "")


def form_bytes(form: Form, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Write a file of a draft as CSV that Excel and WPS open as Chinese and leave as it is.

    Examples
    --------
    >>> form_bytes(POPULATIONS, [{"population": "1-2"}]).decode("utf-8-sig").splitlines()[1]
    "'1-2,,,"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(form.header)
    for row in rows:
        writer.writerow([_kept(row.get(column, "")) for column in form.columns])
    return text.getvalue().encode("utf-8-sig")


def draft_folders(folder: Path) -> list[Path]:
    """List the folders of the drafts in a data folder."""
    names = [f"*/{Path(form.name).stem}.*" for form in FORMS]
    found = (path for name in names for path in (folder / DRAFTS).glob(name))
    return sorted({path.parent for path in found})


def read_draft(folder: Path) -> Draft:
    """Read the files of a draft.

    Raises
    ------
    DataError
        A file is missing or damaged; lists all.
    """
    read: dict[str, tuple[Entry, ...]] = {}
    faults = []
    for form in FORMS:
        read[form.name], fault = _read_form(folder / form.name, form)
        faults += [fault] if fault else []
    if faults:
        remedy = "Mend these files, or draft the document afresh in another folder."
        raise DataError(refusal(f"The draft {folder} cannot be read", faults, remedy))
    return Draft(folder, *(read[form.name] for form in FORMS))


def _read_form(path: Path, form: Form) -> tuple[tuple[Entry, ...], str]:
    """Read a form as it was drafted, or as the workbook that a spreadsheet saved it as."""
    book = path.with_suffix(".xlsx")
    if path.exists() and book.exists():
        return (), f"{path.name} and {book.name} are both there; delete the one that is out of date"
    path = book if book.exists() else path
    try:
        rows, fault = _rows(path.read_bytes(), form)
    except OSError as error:
        return (), f"{path.name} cannot be read ({error.strerror})"
    fault = fault or header_fault(_trimmed(rows[0].cells if rows else ()), form.header)
    if fault:
        return (), f"{path.name} {fault}"
    header = form.header
    entries = []
    for row in rows[1:]:
        cells = (*row.cells, *[""] * len(header))
        if any(cells[len(header) :]):
            return (), f"{path.name} line {row.line}: {len(row.cells)} cells; mend the commas there"
        if any(cell.strip() for cell in cells):
            named = zip(form.columns, cells, strict=False)
            restored = {name: _restored(name, cell) for name, cell in named}
            if form is REGISTER and restored["field"] == "date":
                restored["value"] = _day(restored["value"])
            entries.append(Entry(form.name, row.line, restored))
    return tuple(entries), ""


def _rows(raw: bytes, form: Form) -> tuple[list[Row], str]:
    if is_workbook(raw):
        return rows_of_workbook(raw, dates=form is REGISTER)
    text, fault = decoded(raw)
    return ([], fault) if fault else rows_of(text)


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Leave out the empty cells that a spreadsheet adds at the end."""
    trimmed = [cell.strip() for cell in cells]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed


def _kept(cell: str) -> str:
    """Guard what a spreadsheet would take for a formula, a date or a number of its own."""
    return f"'{cell}" if _REWRITTEN.fullmatch(cell) else str(guarded(cell))


def _restored(column: str, cell: str) -> str:
    bare = cell if column in _VERBATIM else cell.strip()
    if column in _NAMES:  # Alt+Enter in a cell breaks a name, it does not make another one
        bare = _BREAK.sub(" " if column == "name_en" else "", bare)
    return bare.removeprefix("'") if _REWRITTEN.fullmatch(bare) else unguarded(bare)


def _day(cell: str) -> str:
    """Write a day as the data do: 2017/6/21, as Excel has it, or 2017年6月21日; else leave it."""
    printed = _DATED.fullmatch(cell)
    day = f"{printed[1]}-{int(printed[2]):02d}-{int(printed[3]):02d}" if printed else ""
    return day if day_of(day) else cell
