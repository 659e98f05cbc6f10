"""The data folder goes in; one folder with all a reader needs comes out, whole or not at all."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from policycompare.cells import guarded
from policycompare.charts import headline_matrix_figure
from policycompare.compare import comparability
from policycompare.coverage_chart import coverage_figure
from policycompare.figures import save_figure
from policycompare.files import MANIFEST, replacing
from policycompare.findings import findings
from policycompare.frames import Frames, collect
from policycompare.labels import names
from policycompare.manifest import sha256_of
from policycompare.model import Language
from policycompare.page import write_explorer
from policycompare.panels import targets_figure
from policycompare.sources import data_files, data_folder, read_tables
from policycompare.table import targets_from
from policycompare.workbook import write_frames

MEASURED = ("quantified", "universal")
"""Kinds of target that stand on a scale."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build wrote: files relative to the folder, and the findings."""

    out: Path
    files: tuple[str, ...]
    targets: int
    findings: tuple[str, ...]


Written = tuple[str, list[str]]
"""A file's path in the folder and the ids of the targets it shows."""


def build(
    out: Path,
    *,
    lang: Language = "zh",
    folder: Path | None = None,
    progress: Callable[[str], None] = lambda message: None,
) -> BuildReport:
    """Write tables, workbook, charts, explorer and manifest into one folder.

    Parameters
    ----------
    out : Path
        The folder to write; an earlier build there is replaced when the new one is whole.
    lang : {"zh", "en"}
        Language of everything shown; quotes stay as printed.
    folder : Path, optional
        Data folder; by default the one that came with the package.
    progress : callable, optional
        Told of every file before it is written.

    Raises
    ------
    DataError
        The data contradict themselves.
    OutputError
        The folder cannot be written.
    """
    tables = read_tables(folder)
    frames = collect(targets_from(tables), tables, lang)
    said = findings(frames.targets, frames.matrix, frames.pairs, frames.coverage, lang)
    with replacing(out) as staged:
        written = []
        for path, target_ids in _write_all(staged, frames):
            progress(path)
            written.append((path, target_ids))
        _write_manifest(staged, written, lang, data_folder() if folder is None else folder)
    said = findings(frames.targets, frames.matrix, frames.pairs, frames.coverage, lang)
    files = (*(path for path, _ in written), MANIFEST)
    return BuildReport(Path(out), files, len(frames.targets), tuple(said))


def _write_all(staged: Path, frames: Frames) -> Iterator[Written]:
    yield from _write_tables(staged, frames)
    yield "policycompare.xlsx", _ids(frames.targets)
    write_frames(frames, staged / "policycompare.xlsx")
    (staged / "charts").mkdir()
    yield from _write_charts(staged, frames)
    yield "explorer.html", _ids(frames.targets)
    write_explorer(
        frames.targets,
        staged / "explorer.html",
        pairs=frames.pairs,
        lang=frames.lang,
        tables=frames.tables,
    )


def _ids(rows: pd.DataFrame) -> list[str]:
    return [str(target_id) for target_id in rows["target_id"]]


def _write_tables(staged: Path, frames: Frames) -> Iterator[Written]:
    paired = {*frames.pairs["target_a"], *frames.pairs["target_b"]}
    shown = frames.targets
    for name, table, rows in (
        ("targets.csv", shown, shown),
        ("headline_matrix.csv", frames.matrix, _in_cells(frames)),
        ("comparability.csv", frames.pairs, shown[shown["target_id"].isin(paired)]),
    ):
        yield name, _ids(rows)
        safe = table.map(guarded)
        safe.to_csv(staged / name, index=False, encoding="utf-8-sig", lineterminator="\n")


def _in_cells(frames: Frames) -> pd.DataFrame:
    ids = {target_id for cell in frames.matrix["target_ids"] for target_id in cell.split(";")}
    return frames.targets[frames.targets["target_id"].isin(ids)]


def _write_charts(staged: Path, frames: Frames) -> Iterator[Written]:
    lang, shown = frames.lang, frames.targets
    source = _source(shown, frames)
    matrix = headline_matrix_figure(frames.matrix, shown, source=source, lang=lang)
    yield from _save(staged, "headline_matrix", _in_cells(frames), matrix)
    regions = names(frames.tables, "regions", "region", lang)
    covered = coverage_figure(frames.coverage, regions=regions, source=source, lang=lang)
    yield from _save(staged, "coverage", shown, covered)
    for code, rows in _charted(shown, frames):
        verdicts = comparability(rows, code, tables=frames.tables)
        figure = targets_figure(rows, verdicts, source=_source(rows, frames), lang=lang)
        yield from _save(staged, code, rows, figure)


def _charted(shown: pd.DataFrame, frames: Frames) -> Iterator[tuple[str, pd.DataFrame]]:
    """Choose what two regions or more put on a scale: headline themes, then indicators."""
    themes = frames.matrix["theme"].unique()
    indicators = frames.tables["indicators"]["indicator"]
    for column, codes in (("theme", themes), ("indicator", indicators)):
        for code in codes:
            rows = shown[shown[column] == code]
            if rows.loc[rows["kind"].isin(MEASURED), "region"].nunique() >= 2:
                yield str(code), rows


def _save(staged: Path, name: str, rows: pd.DataFrame, figure: Figure) -> Iterator[Written]:
    stem = staged / "charts" / name
    yield f"charts/{name}.png", _ids(rows)
    save_figure(figure, stem, rows)
    yield f"charts/{name}.svg", _ids(rows)
    yield f"charts/{name}.pdf", _ids(rows)


def _source(rows: pd.DataFrame, frames: Frames) -> str:
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


def _write_manifest(staged: Path, written: list[Written], lang: Language, data: Path) -> None:
    files = [
        {
            "path": path,
            "sha256": sha256_of(staged / path),
            "target_ids": target_ids,
        }
        for path, target_ids in written
    ]
    manifest = {
        "policycompare": version("policycompare"),
        "lang": lang,
        "data": {path.relative_to(data).as_posix(): sha256_of(path) for path in data_files(data)},
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (staged / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
