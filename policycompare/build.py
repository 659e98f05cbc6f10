"""The data folder goes in; one folder with all a reader needs comes out, whole or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from policycompare.csvfile import csv_bytes
from policycompare.files import MANIFEST, replacing, write_whole
from policycompare.findings import findings
from policycompare.frames import Frames, collect
from policycompare.gallery import in_cells, plates, save
from policycompare.manifest import Written, write_manifest
from policycompare.model import Language
from policycompare.page import write_explorer
from policycompare.sources import read_tables
from policycompare.table import targets_from
from policycompare.workbook import write_frames


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build wrote: files relative to the folder, and the findings."""

    out: Path
    files: tuple[str, ...]
    targets: int
    findings: tuple[str, ...]


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
        write_manifest(staged, written, command="build", lang=lang, data=folder)
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
        ("headline_matrix.csv", frames.matrix, in_cells(frames)),
        ("comparability.csv", frames.pairs, shown[shown["target_id"].isin(paired)]),
    ):
        yield name, _ids(rows)
        write_whole(staged / name, csv_bytes(table))


def _write_charts(staged: Path, frames: Frames) -> Iterator[Written]:
    for plate in plates(frames):
        for path in save(plate, frames, staged / "charts"):
            yield path.relative_to(staged).as_posix(), _ids(plate.rows)
