"""The rows of one scanned document come in; their lines as table, CSV or JSON go out."""

import json
import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd

from policycompare.csvfile import csv_text
from policycompare.labels import Wording, code_names, names, value_label, wording_in
from policycompare.model import SCAN_DTYPES, Language
from policycompare.sources import read_tables
from policycompare.typeset import Cell, Line, Readable, as_text

Form = Literal["table", "csv", "jsonl"]
Row = Mapping[Hashable, object]

WORDS: dict[str, dict[Language, str]] = {
    "head": {"zh": "{file}  {count} 个目标", "en": "{file}  {count} target{s}"},
    "number": {"zh": "序号", "en": "No."},
    "place": {"zh": "字符", "en": "Characters"},
    "with_basis": {"zh": "{year}（{basis}）", "en": "{year} ({basis})"},
    "reading": {"zh": "读作：{text}", "en": "Read as: {text}"},
    "doubt": {"zh": "存疑：{text}", "en": "In doubt: {text}"},
    "doubtful": {"zh": "{value}（？）", "en": "{value} (?)"},
}

_CLAUSE_BREAK = re.compile("[，。；：、\n]")


def opening(form: Form) -> str:
    """Give what stands before all rows: the header of CSV, else nothing.

    Examples
    --------
    >>> opening("csv").split(",")[:3]
    ['file', 'target_id', 'region']
    """
    return csv_text(pd.DataFrame(columns=["file", *SCAN_DTYPES])) if form == "csv" else ""


def lines(frame: pd.DataFrame, file: str, form: Form, lang: Language = "zh") -> str:
    r"""Write the rows of one document.

    Parameters
    ----------
    frame : DataFrame
        Rows of `scan_frame`.
    file : str
        How the document is named.
    form : {"table", "csv", "jsonl"}
        A block for a terminal, headed by the document's name; rows of CSV without a header; or a
        JSON object a row, missing numbers `null`.
    lang : {"zh", "en"}
        Language of the table's heads and names; CSV and JSON hold codes.

    Examples
    --------
    >>> from policycompare import scan
    >>> rows = scan("2020年签约率达到30%")
    >>> print(lines(rows, "plan.txt", "jsonl")[:55])
    {"file": "plan.txt", "target_id": "text/001", "region":
    """
    if form == "table":
        return _block(frame, file, lang)
    named = frame.copy()
    named.insert(0, "file", file)
    if form == "csv":
        return csv_text(named, header=False)
    return "".join(
        json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in _records(named)
    )


def _records(frame: pd.DataFrame) -> Iterator[Row]:
    """Give rows with missing numbers as `None`; text is never missing."""
    yield from frame.astype(object).where(frame.notna(), None).to_dict("records")


def _block(frame: pd.DataFrame, file: str, lang: Language) -> str:
    words = {key: said[lang] for key, said in WORDS.items()}
    plural = "" if len(frame) == 1 else "s"
    head = words["head"].format(file=printable(file), count=len(frame), s=plural)
    if frame.empty:
        return f"{head}\n"
    glossary = _glossary(lang)
    rows = tuple(_cells(row, words, glossary) for row in _records(frame))
    columns = [glossary.columns[name] for name in ("indicator", "value_label", "year", "section")]
    table = Readable((words["number"], *columns, words["place"]), rows, lang=lang)
    return f"{head}\n{as_text(table)}\n"


def _cells(row: Row, words: Mapping[str, str], glossary: "_Glossary") -> tuple[Cell, ...]:
    what = glossary.indicators.get(str(row["indicator"])) or row["indicator_printed"]
    what = what or row["quote"]
    remarks = [(key, row[key]) for key in ("reading", "doubt") if row[key]]
    said = [words[key].format(text=text) for key, text in remarks]
    value = value_label(_own_words(row), glossary.wording)
    if row["doubt"]:
        value = words["doubtful"].format(value=value)
    basis = glossary.year_bases[str(row["year_basis"])]
    dated = words["with_basis"].format(year=row["year"], basis=basis)
    columns = (
        (str(row["target_id"]).rpartition("/")[2],),
        (str(what), *said),
        (value,),
        (basis if row["year"] is None else dated,),
        (str(row["section"]),),
        (f"{row['start']}–{row['end']}",),
    )
    return tuple(Cell(tuple(Line(printable(text)) for text in texts)) for texts in columns)


def _own_words(row: Row) -> Row:
    """Narrow a row to the words of its own value: a quote may hold several."""
    places = ("start", "value_start", "value_end")
    quote, (offset, *value) = str(row["quote"]), (int(str(row[name])) for name in places)
    start, end = (place - offset for place in value)
    if row["kind"] == "quantified":  # the verb of a change stands before its value
        start -= len(_CLAUSE_BREAK.split(quote[:start])[-1])
    return {**row, "quote": quote[start:end], "reading": ""}


def printable(text: str) -> str:
    r"""Put a space for what a terminal would obey instead of showing: line ends, escapes.

    Examples
    --------
    >>> printable("签约率\x1b[31m达到\n30%")
    '签约率 [31m达到 30%'
    """
    return "".join(each if each.isprintable() else " " for each in text)


@dataclass(frozen=True, slots=True)
class _Glossary:
    """Names that a table shows, in one language."""

    wording: Wording
    columns: Mapping[str, str]
    indicators: Mapping[str, str]
    year_bases: Mapping[str, str]


@lru_cache(maxsize=2)
def _glossary(lang: Language) -> _Glossary:
    tables = read_tables()
    return _Glossary(
        wording=wording_in(lang, tables),
        columns=names(tables, "columns", "column", lang),
        indicators=names(tables, "indicators", "indicator", lang),
        year_bases=code_names(tables, "year_basis", lang),
    )
