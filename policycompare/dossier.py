"""A choice and the frames come in; everything a report on it shows comes out together."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from policycompare.choice import Choice, name_of
from policycompare.compare import comparability
from policycompare.errors import DataError
from policycompare.frames import Frames
from policycompare.gallery import MEASURED, Plate, in_cells, shared_plates
from policycompare.grouping import comparable_groups, why_apart, why_careful
from policycompare.labels import code_names
from policycompare.references import Reference, references

MOST_REASONS = 3
"""Reasons that are told of two groups that part; all of them stand in the table of pairs."""


@dataclass(frozen=True)
class Group:
    """Targets that may share an axis, in what they differ, and why they part from those before."""

    rows: pd.DataFrame
    careful: str
    apart: str


@dataclass(frozen=True)
class Comparison:
    """A theme or an indicator, and its targets in groups that are never put on one axis."""

    code: str
    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Dossier:
    """All that a report shows; `rows` are the targets used, `own` those it is about."""

    choice: Choice
    name: str
    frames: Frames
    own: pd.DataFrame
    rows: pd.DataFrame
    cells: pd.DataFrame
    pairs: pd.DataFrame
    plates: tuple[Plate, ...]
    comparisons: tuple[Comparison, ...]
    references: dict[str, Reference]


def gather(choice: Choice, frames: Frames) -> Dossier:
    """Gather what a report on a choice shows.

    Raises
    ------
    DataError
        No document states a target on it.

    Examples
    --------
    >>> from policycompare.choice import choose
    >>> from policycompare.frames import collect
    >>> from policycompare.sources import read_tables
    >>> from policycompare.table import targets_from
    >>> tables = read_tables()
    >>> frames = collect(targets_from(tables), tables, "zh")
    >>> dossier = gather(choose(tables, theme="case_payment"), frames)
    >>> [len(group.rows) for group in dossier.comparisons[0].groups]
    [1, 1, 1, 3]
    """
    own, rows = _rows(choice, frames)
    if own.empty:
        raise DataError(
            f"No target of the data is about {choice.code}, so there is nothing to report; "
            "choose another, or add its clauses to data/clauses.csv and data/codings.csv."
        )
    cells = _cells(choice, frames)
    used = {*rows["document_id"], *_documents_of(cells, frames)}
    plates = tuple(_plates(choice, frames, own, cells))
    return Dossier(
        choice=choice,
        name=name_of(choice, frames.tables, frames.lang),
        frames=frames,
        own=own,
        rows=rows,
        cells=cells,
        pairs=_pairs(choice, frames, rows),
        plates=plates,
        comparisons=tuple(_comparisons(choice, frames, plates)),
        references=references(
            frames.tables["documents"],
            used,
            draft=code_names(frames.tables, "status", "zh")["draft"],
        ),
    )


def _rows(choice: Choice, frames: Frames) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the targets that the report is about, and these with what they are compared to."""
    targets = frames.targets
    if choice.kind == "headline":
        own = targets[targets["theme"].isin(frames.matrix["theme"])]
        return own, own
    own = targets[targets[choice.kind] == choice.code]
    if choice.kind != "region":
        return own, own
    used = [own, *(plate.rows for plate in _shared(choice, frames, own))]
    ids = {target_id for rows in used for target_id in rows["target_id"]}
    ids |= {*_facing(choice, frames)["target_a"], *_facing(choice, frames)["target_b"]}
    return own, targets[targets["target_id"].isin(ids)]


def _cells(choice: Choice, frames: Frames) -> pd.DataFrame:
    """Return the headline cells that the report shows; other themes have none."""
    matrix = frames.matrix
    if choice.kind == "headline":
        return matrix
    if choice.kind == "indicator":
        return matrix.iloc[:0]
    return matrix[matrix[choice.kind] == choice.code].reset_index(drop=True)


def _documents_of(cells: pd.DataFrame, frames: Frames) -> list[str]:
    """Return the documents behind the cells, also behind a silent one: it was searched."""
    documents = frames.tables["documents"]
    return documents.loc[documents["region"].isin(cells["region"]), "document_id"].tolist()


def _facing(choice: Choice, frames: Frames) -> pd.DataFrame:
    """Return the pairs of a region's targets with those of others on the same indicator."""
    pairs = frames.pairs
    mine = (pairs["region_a"] == choice.code) != (pairs["region_b"] == choice.code)
    return pairs[mine & (pairs["indicator_a"] == pairs["indicator_b"])]


def _pairs(choice: Choice, frames: Frames, rows: pd.DataFrame) -> pd.DataFrame:
    if choice.kind == "region":
        return _facing(choice, frames)
    used = frames.pairs[["target_a", "target_b"]].isin(set(rows["target_id"])).all(axis=1)
    return frames.pairs[used]


def _shared(choice: Choice, frames: Frames, own: pd.DataFrame) -> Iterator[Plate]:
    """Yield figures of headline themes and shared indicators that a region puts a number on.

    An indicator of a headline theme stands in the figure of its theme and has none of its own.
    """
    measured, indicators = own[own["kind"].isin(MEASURED)], frames.tables["indicators"]
    themes = frames.matrix["theme"].unique()
    others = indicators.loc[~indicators["theme"].isin(themes), "indicator"]
    for column, codes in (("theme", themes), ("indicator", others)):
        stated = set(measured[column])
        yield from shared_plates(frames, column, [code for code in codes if code in stated])


def _plates(
    choice: Choice, frames: Frames, own: pd.DataFrame, cells: pd.DataFrame
) -> Iterator[Plate]:
    if not cells.empty:
        evidence = in_cells(frames)
        if choice.kind != "headline":
            evidence = evidence[evidence[choice.kind] == choice.code]
        yield Plate("headline_matrix", "matrix", evidence, cells)
    if choice.kind == "headline":
        yield from shared_plates(frames, "theme", cells["theme"].unique())
    elif choice.kind == "region":
        yield from _shared(choice, frames, own)
    elif cells.empty or own["kind"].isin(MEASURED).any():
        yield Plate(choice.code, "targets", own, code=choice.code)


def _comparisons(choice: Choice, frames: Frames, plates: tuple[Plate, ...]) -> Iterator[Comparison]:
    codes = [plate.code for plate in plates if plate.code]
    if choice.kind == "headline":
        codes = [str(code) for code in frames.matrix["theme"].unique()]
    elif choice.kind != "region":
        codes = [choice.code]
    for code in codes:
        column = "theme" if code in set(frames.tables["themes"]["theme"]) else "indicator"
        rows = frames.targets[frames.targets[column] == code]
        if not rows.empty:
            yield Comparison(code, rows[f"{column}_name"].iloc[0], _groups(rows, code, frames))


def _groups(rows: pd.DataFrame, code: str, frames: Frames) -> tuple[Group, ...]:
    lang, verdicts = frames.lang, comparability(rows, code, tables=frames.tables)
    groups = comparable_groups(rows, verdicts)
    apart = [
        why_apart(one, other, verdicts, lang=lang, most=MOST_REASONS)
        for one, other in pairwise(groups)
    ]
    return tuple(
        Group(group, why_careful(group, verdicts, lang=lang), reasons)
        for group, reasons in zip(groups, ["", *apart], strict=True)
    )
