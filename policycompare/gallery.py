"""Frames come in; the figures that two regions or more give reason for go out, ready to draw."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd
from matplotlib.figure import Figure

from policycompare.charts import headline_matrix_figure, headline_matrix_slides
from policycompare.compare import comparability
from policycompare.coverage_chart import coverage_figure, coverage_slides
from policycompare.figure_files import save_figure
from policycompare.figures import A4, SLIDES, Form
from policycompare.frames import Frames
from policycompare.labels import names
from policycompare.panels import targets_figure, targets_slides

MEASURED = ("quantified", "universal")
"""Kinds of target that stand on a scale."""

Sheet = Literal["matrix", "coverage", "targets"]


@dataclass(frozen=True)
class Plate:
    """A figure to draw: its file name, what it is a figure of, and the targets it shows.

    `cells` are the rows of the headline matrix or of the coverage that it shows, if any; `code`
    is the theme or indicator of a figure of targets.
    """

    name: str
    kind: Sheet
    rows: pd.DataFrame
    cells: pd.DataFrame | None = None
    code: str = ""


@dataclass(frozen=True)
class Format:
    """What draws each kind of figure for one size of page, of which it may need several."""

    form: Form
    matrix: Callable[..., list[Figure]]
    coverage: Callable[..., list[Figure]]
    targets: Callable[..., list[Figure]]


def _one(draw: Callable[..., Figure]) -> Callable[..., list[Figure]]:
    """Let what always fits one page be drawn like what may need several."""

    def drawn(*frames: pd.DataFrame, **words: object) -> list[Figure]:
        return [draw(*frames, **words)]

    return drawn


FORMATS: dict[str, Format] = {
    "a4": Format(A4, _one(headline_matrix_figure), _one(coverage_figure), _one(targets_figure)),
    "slide": Format(SLIDES[0], headline_matrix_slides, coverage_slides, targets_slides),
}
"""The page formats by the name of their folder: the text width of an A4 page, a 16:9 slide."""


def plates(frames: Frames) -> Iterator[Plate]:
    """Choose what a build draws: matrix, coverage, then themes and indicators that are shared."""
    yield Plate("headline_matrix", "matrix", in_cells(frames), frames.matrix)
    yield Plate("coverage", "coverage", frames.targets, frames.coverage)
    for column, codes in (
        ("theme", frames.matrix["theme"].unique()),
        ("indicator", frames.tables["indicators"]["indicator"]),
    ):
        yield from shared_plates(frames, column, codes)


def shared_plates(frames: Frames, column: str, codes: Iterable[str]) -> Iterator[Plate]:
    """Yield a figure for each theme or indicator that two regions or more put on a scale."""
    for code in codes:
        rows = frames.targets[frames.targets[column] == code]
        if rows.loc[rows["kind"].isin(MEASURED), "region"].nunique() >= 2:
            yield Plate(str(code), "targets", rows, code=str(code))


def in_cells(frames: Frames) -> pd.DataFrame:
    """Return the targets that the cells of the headline matrix rest on."""
    ids = {target_id for cell in frames.matrix["target_ids"] for target_id in cell.split(";")}
    return frames.targets[frames.targets["target_id"].isin(ids)]


def draw(plate: Plate, frames: Frames, page: str = "a4") -> list[Figure]:
    """Draw a figure in one of the `FORMATS`."""
    format_, lang = FORMATS[page], frames.lang
    words = {"source": source_line(_read(plate, frames), frames), "lang": lang}
    if plate.kind == "matrix":
        return format_.matrix(plate.cells, frames.targets, **words)
    if plate.kind == "coverage":
        regions = names(frames.tables, "regions", "region", lang)
        return format_.coverage(plate.cells, regions=regions, **words)
    verdicts = comparability(plate.rows, plate.code, tables=frames.tables)
    regions = names(frames.tables, "regions", "region", lang)
    silent = [name for code, name in regions.items() if code not in set(plate.rows["region"])]
    return format_.targets(plate.rows, verdicts, silent=silent, **words)


def _read(plate: Plate, frames: Frames) -> pd.DataFrame:
    """Return rows of every document that was read, also of one that a cell calls silent."""
    if plate.kind != "matrix" or plate.cells is None:
        return plate.rows
    return frames.targets[frames.targets["region"].isin(plate.cells["region"])]


def save(plate: Plate, frames: Frames, folder: Path, page: str = "a4") -> list[Path]:
    """Draw a figure and write its files into a folder that exists; pages after the first count."""
    written = []
    for number, figure in enumerate(draw(plate, frames, page), start=1):
        stem = folder / (plate.name if number == 1 else f"{plate.name}_{number}")
        written += save_figure(figure, stem, plate.rows, form=FORMATS[page].form)
    return written


def source_line(rows: pd.DataFrame, frames: Frames) -> str:
    """Name the documents that the rows come from, by number or else by title."""
    documents = frames.tables["documents"]
    documents = documents[documents["document_id"].isin(set(rows["document_id"]))]
    region_names = names(frames.tables, "regions", "region", frames.lang)
    separator = "；" if frames.lang == "zh" else "; "
    return separator.join(
        f"{region_names[region]} {number or f'《{title}》'}"
        for region, number, title in zip(
            documents["region"], documents["number"], documents["title"], strict=True
        )
    )
