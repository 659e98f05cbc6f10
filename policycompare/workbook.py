"""Labelled frames come in; one Excel workbook that people and programs can read goes out."""

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from policycompare.constraints import Tables
from policycompare.errors import DataError, OutputError, refusal
from policycompare.files import write_whole
from policycompare.frames import Frames, collect, workbook_frames
from policycompare.model import Language
from policycompare.sheets import (
    Layout,
    Words,
    WorkbookFrames,
    frames_for,
    layouts_for,
    read_words,
)  # fmt: skip
from policycompare.sources import read_tables
from policycompare.worksheets import Links, write_about, write_matrix, write_table
from policycompare.xlsx import (
    add_styles,
    book_bytes,
    refuse_unwritable,
)

__all__ = ["WorkbookFrames", "write_sheets"]

LICENCE = "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"


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
    write_about(book.create_sheet(words.of["about"]), frames, words, given)
    for key, frame in frames.items():
        sheet = book.create_sheet(words.of[key])
        write_table(sheet, frame, layouts[key], words, links)
        if key == "headline":
            write_matrix(sheet, frame, words, links)
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
) -> Links:
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
    return Links(words.of["targets"], rows, tips)
