"""Checked tables and their targets go in; all frames that a reader is shown come out together."""

from dataclasses import dataclass

import pandas as pd

from policycompare.compare import all_comparability, coverage
from policycompare.constraints import Tables
from policycompare.labels import labelled
from policycompare.matrix import headline_matrix
from policycompare.model import Language
from policycompare.sheets import WorkbookFrames


@dataclass(frozen=True, slots=True)
class Frames:
    """The targets with names, and what they show across regions, in one language."""

    tables: Tables
    targets: pd.DataFrame
    matrix: pd.DataFrame
    pairs: pd.DataFrame
    coverage: pd.DataFrame
    lang: Language


def collect(targets: pd.DataFrame, tables: Tables, lang: Language) -> Frames:
    """Derive every frame from the targets."""
    return Frames(
        tables=tables,
        targets=labelled(targets, lang, tables),
        matrix=headline_matrix(targets, lang, tables=tables),
        pairs=all_comparability(targets, tables=tables),
        coverage=coverage(targets, lang, tables=tables),
        lang=lang,
    )


def workbook_frames(frames: Frames) -> WorkbookFrames:
    """Put the frames together with the curated tables that a workbook shows beside them."""
    lists = ("indicators", "documents", "repairs", "left_out", "codes", "columns")
    return WorkbookFrames(
        targets=frames.targets,
        matrix=frames.matrix,
        comparability=frames.pairs,
        coverage=frames.coverage,
        **{name: frames.tables[name] for name in lists},
    )
