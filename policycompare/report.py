"""A choice goes in; one folder to make a report from comes out, whole or not at all."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from policycompare.chartbook import write_chartbook
from policycompare.choice import choose, name_of
from policycompare.constraints import Tables
from policycompare.csvfile import csv_bytes
from policycompare.dossier import Dossier, gather
from policycompare.errors import OutputError, refusal
from policycompare.files import MANIFEST, replacing, write_whole
from policycompare.frames import collect
from policycompare.gallery import FORMATS, save
from policycompare.guide import guide_name, guide_text
from policycompare.manifest import Fact, Written, write_manifest
from policycompare.model import Language
from policycompare.reader_tables import readable
from policycompare.sources import read_tables
from policycompare.table import targets_from
from policycompare.xlsx import unwritable

PRINTED = "a4"
"""The page format whose pictures stand in the Word document."""


def report(
    out: Path,
    *,
    theme: str | None = None,
    indicator: str | None = None,
    region: str | None = None,
    lang: Language = "zh",
    word: bool = True,
    folder: Path | None = None,
    progress: Callable[[str], None] = lambda message: None,
) -> tuple[str, ...]:
    """Write figures, editable charts, a Word document, data and manifest into one folder.

    Parameters
    ----------
    out : Path
        The folder to write; an earlier report there is replaced when the new one is whole.
    theme, indicator, region : str, optional
        What it is about, at most one, by code, name or synonym; none means all headline themes.
    lang : {"zh", "en"}
        Language of everything shown; quotes stay as printed.
    word : bool
        Whether to write the Word document, which needs python-docx.
    folder : Path, optional
        Data folder; by default the one that came with the package.
    progress : callable, optional
        Told of every file before it is written.

    Returns
    -------
    tuple of str
        The files, relative to the folder.

    Raises
    ------
    UnknownCodeError
        Nothing has the name that was asked for.
    DataError
        The data contradict themselves or have no target on it.
    OutputError
        python-docx is missing, or the folder cannot be written.
    """
    if word and find_spec("docx") is None:
        raise OutputError(
            "The Word document needs python-docx; run `pip install python-docx`, "
            "or leave the document out with --no-word."
        )
    tables = read_tables(folder)
    refuse_unwritable(tables)
    choice = choose(tables, theme=theme, indicator=indicator, region=region)
    dossier = gather(choice, collect(targets_from(tables), tables, lang))
    written = []
    with replacing(out, "report") as staged:
        for path, target_ids in _write_all(staged, dossier, word):
            progress(path)
            written.append((path, target_ids))
        chosen: dict[str, Fact] = {
            "kind": choice.kind,
            "code": choice.code,
            "name": name_of(choice, tables, lang),
        }
        facts = {str(row["target_id"]): row for row in _facts(dossier)}
        write_manifest(
            staged, written, command="report", lang=lang, data=folder, chosen=chosen, targets=facts
        )
    return (*(path for path, _ in written), MANIFEST)


def refuse_unwritable(tables: Tables) -> None:
    """Refuse data that cannot stand in an Office file, before anything is written.

    Raises
    ------
    OutputError
        Lists every such cell with its table, column and row.
    """
    if offenders := unwritable(tables):
        what = f"The data hold what cannot stand in a Word or Excel file, {len(offenders)} in all"
        raise OutputError(refusal(what, offenders, "Correct these cells, then report again."))


def _write_all(staged: Path, dossier: Dossier, word: bool) -> Iterator[Written]:
    name, every = dossier.choice.code, _ids(dossier.rows)
    yield from _write_figures(staged, dossier)
    yield f"{name}.xlsx", every
    write_chartbook(dossier, staged / f"{name}.xlsx")
    if word:
        from policycompare.word import write_word

        yield f"{name}.docx", every
        folder = staged / "figures" / PRINTED
        pictures = {plate.name: folder / f"{plate.name}.png" for plate in dossier.plates}
        write_word(dossier, pictures, staged / f"{name}.docx")
    yield "data.csv", every
    shown = readable(dossier.frames)
    rows = shown.targets[shown.targets["target_id"].isin(every)]
    write_whole(staged / "data.csv", csv_bytes(shown.headed(rows)))
    guide = guide_name(dossier.frames.lang)
    yield guide, []
    text = guide_text(dossier, word=word).replace("\n", "\r\n")  # for the Notepad of any Windows
    write_whole(staged / guide, text.encode("utf-8-sig"))


def _write_figures(staged: Path, dossier: Dossier) -> Iterator[Written]:
    for page in FORMATS:
        folder = staged / "figures" / page
        folder.mkdir(parents=True)
        for plate in dossier.plates:
            for path in save(plate, dossier.frames, folder, page):
                yield path.relative_to(staged).as_posix(), _ids(plate.rows)


def _ids(rows: pd.DataFrame) -> list[str]:
    return [str(target_id) for target_id in rows["target_id"]]


def _facts(dossier: Dossier) -> Iterator[dict[str, Fact]]:
    """Say of each target what it states and where that is printed."""
    for row in dossier.rows.to_dict("records"):
        yield {
            "target_id": row["target_id"],
            "region": row["region_name"],
            "indicator": row["indicator_name"],
            "label": row["label"],
            "quote": row["quote"],
            "section": row["section"],
            "document": row["document_id"],
            "start": int(row["start"]),
            "end": int(row["end"]),
        }
