"""Targets, the headline matrix or verdicts come in; a table that people can read goes out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import isnan

import pandas as pd

from policycompare.constraints import Tables
from policycompare.errors import DataError, refusal
from policycompare.glossary import Glossary, Row
from policycompare.grouping import STOP
from policycompare.labels import names
from policycompare.model import TARGET_DTYPES, Language
from policycompare.sources import read_tables
from policycompare.typeset import Cell, Line, Look, Readable

SHOWN = ("region", "indicator", "population", "label", "quote", "section", "target_id")
"""What is shown of a target, where nothing else is asked for."""

NAMED = frozenset(("region", "theme", "indicator", "population"))
"""Columns of codes whose names `labelled` adds."""

CODED = {
    "kind": "kind", "commitment": "commitment", "measure": "measure", "year_basis": "year_basis",
    "modality": "modality", "document_status": "status", "op": "op",
}  # fmt: skip
"""Columns of codes, each with the list that holds the names."""

MATRIX = (
    "region", "theme", "stance", "label", "target_ids", "quote", "section", "note",
    "region_name", "theme_name",
)  # fmt: skip
PAIRS = ("target_a", "target_b", "verdict", "reasons_zh", "reasons_en")
REMEDY = (
    "Pass whole rows of load_targets() or labelled(), of headline_matrix() or of comparability(), "
    "and choose with columns= what is shown of a target."
)


def readable(
    frame: pd.DataFrame,
    lang: Language = "zh",
    *,
    columns: Sequence[str] = SHOWN,
    rows: int | None = None,
    tables: Tables | None = None,
) -> Readable:
    """Set targets, the headline matrix or verdicts for reading.

    Parameters
    ----------
    frame : DataFrame
        Rows of `load_targets`, `labelled`, `headline_matrix` or `comparability`.
    lang : {"zh", "en"}
        Language of heads and names, and the one the matrix is in; quotes stay as printed.
    columns : sequence of str
        For targets: the columns of `labelled` to show; a code is shown by its name.
    rows : int, optional
        Show so many rows and say how many more there are; by default all.
    tables : dict of DataFrame, optional
        The data that `frame` came from; by default those that came with the package.

    Returns
    -------
    Readable
        A table in a notebook, aligned text in a terminal and in `print`.

    Examples
    --------
    >>> from policycompare import load_targets
    >>> beds = load_targets().query("indicator == 'private_beds'")
    >>> readable(beds, columns=["region", "label", "section"])
    地区  目标值（年份）               章节
    ----  ---------------------------  -----------
    资阳  1.5张/千人（规划期末2020）   二/（五）/1
    辽宁  ≥1.5张/千人（规划期末2020）  二/（六）/4
    """
    if lang not in ("zh", "en"):
        raise ValueError(f"lang is {lang!r}; ask for 'zh' or 'en'.")
    if rows is not None and rows < 1:
        raise ValueError(f"rows is {rows}; ask for 1 or more, or leave it out to see all.")
    compose = _composer(frame)
    glossary = Glossary(read_tables() if tables is None else tables, lang)
    table = compose(frame, columns, glossary)
    foot = "" if table.rows else glossary.word("none")
    if rows is not None and len(table.rows) > rows:
        foot = glossary.word("more").format(len(table.rows) - rows)
    return replace(table, rows=table.rows[:rows], foot=foot)


Composer = Callable[[pd.DataFrame, Sequence[str], Glossary], Readable]


def _composer(frame: object) -> Composer:
    """Tell by its columns what a frame holds, and so how it is set."""
    if not isinstance(frame, pd.DataFrame):
        raise DataError(f"readable() takes a DataFrame, not a {type(frame).__name__}. {REMEDY}")
    kinds: tuple[tuple[str, Sequence[str], Composer], ...] = (
        ("verdicts", PAIRS, _pairs),
        ("headline matrix", MATRIX, _matrix),
        ("targets", tuple(TARGET_DTYPES), _targets),
    )
    lacking = []
    for kind, columns, composer in kinds:
        missing = [column for column in columns if column not in frame.columns]
        if not missing:
            return composer
        lacking.append(f"{kind}: without {', '.join(missing)}")
    raise DataError(refusal("readable() cannot tell what the frame holds", lacking, REMEDY))


def _targets(frame: pd.DataFrame, columns: Sequence[str], glossary: Glossary) -> Readable:
    shown = glossary.labelled(frame)
    chosen = [f"{column}_name" if column in NAMED else column for column in columns]
    if unknown := [column for column in chosen if column not in shown.columns]:
        remedy = "Choose from the columns of labelled(targets)."
        raise DataError(refusal("Columns that no target has", unknown, remedy))
    rows = [
        tuple(_target_cell(row, column, glossary) for column in chosen)
        for row in shown.to_dict("records")
    ]
    return Readable(tuple(map(glossary.head, chosen)), tuple(rows), lang=glossary.lang)


def _target_cell(row: Row, column: str, glossary: Glossary) -> Cell:
    """Show one column of a target: under a quote its reading and note, names for codes."""
    value = row[column]
    if column == "quote":
        note = (Line(glossary.said("note", row["note"]), "small"),) if row["note"] else ()
        return Cell((*_words(row, str(value), "quote", glossary), *note))
    if column == "section":
        also = (Line(glossary.said("also_in", row["also_in"]), "small"),) if row["also_in"] else ()
        return Cell((Line(str(value)), *also))
    if column in CODED:
        return Cell((Line(glossary.named(CODED[column], value)),))
    if isinstance(value, float):
        return Cell((Line("" if isnan(value) else f"{value:.12g}"),))
    look: Look = "strong" if column in ("label", "value_label") else "plain"
    return Cell((Line("" if value is pd.NA else str(value), look),))


def _words(target: Row, shown: str, look: Look, glossary: Glossary) -> tuple[Line, ...]:
    """Show the printed words, and where they hold a misprint also what they are read as."""
    repairs = glossary.misprints(target["target_id"])
    printed = Line(shown, look, tuple(repairs["printed"]))
    if not target["reading"]:
        return (printed,)
    reading = glossary.said("reading", target["reading"])
    return printed, Line(reading, "small quote", tuple(repairs["reading"]))


def _matrix(matrix: pd.DataFrame, _: Sequence[str], glossary: Glossary) -> Readable:
    """Lay the cells out as a grid, a row a region, a column a theme."""
    written = set(names(glossary.tables, "regions", "region", glossary.lang).values())
    if not set(matrix["region_name"]) <= written:
        remedy = f"make it with headline_matrix(targets, {glossary.lang!r})"
        raise DataError(f"The matrix is not in the language {glossary.lang!r}; {remedy}.")
    ids = [target for cell in matrix["target_ids"] for target in cell.split(";") if target]
    targets = glossary.targets(ids)
    cells = {
        (row["region"], row["theme"]): _matrix_cell(row, targets, glossary)
        for row in matrix.to_dict("records")
    }
    themes = dict(zip(matrix["theme"], matrix["theme_name"], strict=True))
    rows = [
        (Cell((Line(name, "strong"),)), *(cells.get((region, theme), Cell()) for theme in themes))
        for region, name in dict(zip(matrix["region"], matrix["region_name"], strict=True)).items()
    ]
    return Readable((glossary.head("region"), *themes.values()), tuple(rows), lang=glossary.lang)


def _matrix_cell(row: Row, targets: Mapping[str, Row], glossary: Glossary) -> Cell:
    """Show what a cell says, what every target of it counts, and the words of the first."""
    if row["stance"] == "not_mentioned":
        return Cell((Line(str(row["label"])), Line(str(row["note"]), "small")))
    first, *others = (targets[target] for target in str(row["target_ids"]).split(";"))
    quote = glossary.said("quote", row["quote"])
    lines = (
        Line(str(row["label"]), "strong"),
        Line(glossary.counted(first)),
        *_words(first, quote, "small quote", glossary),
        *(
            Line(
                glossary.word("also").format(glossary.counted(other, str(other["label"]))), "small"
            )
            for other in others
        ),
    )
    said = [glossary.said(column, row[column]) for column in ("section", "note")]
    return Cell(lines, "\n".join([quote, *said]))


def _pairs(pairs: pd.DataFrame, _: Sequence[str], glossary: Glossary) -> Readable:
    """Set both targets of a pair beside the verdict and its reasons."""
    targets = glossary.targets([*pairs["target_a"], *pairs["target_b"]])
    rows = [
        (
            _side(targets[row["target_a"]], glossary),
            _side(targets[row["target_b"]], glossary),
            Cell((Line(glossary.named("verdict", row["verdict"]), "strong"),)),
            Cell(tuple(map(Line, str(row[f"reasons_{glossary.lang}"]).split(STOP[glossary.lang])))),
        )
        for row in pairs.to_dict("records")
    ]
    heads = (
        glossary.word("one"),
        glossary.word("other"),
        glossary.head("verdict"),
        glossary.word("why"),
    )
    return Readable(heads, tuple(rows), lang=glossary.lang)


def _side(target: Row, glossary: Glossary) -> Cell:
    """Show one side of a pair: where, how much, of what, and its address."""
    return Cell(
        (
            Line(f"{target['region_name']} {target['label']}", "strong"),
            Line(glossary.counted(target)),
            Line(str(target["target_id"]), "small"),
        ),
        glossary.said("quote", target["quote"]),
    )
