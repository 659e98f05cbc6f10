"""Frames come in; their targets and pairs go out under headers for readers, codes as words."""

from dataclasses import dataclass

import pandas as pd

from policycompare.frames import Frames, workbook_frames
from policycompare.sheets import Words, frames_for, layouts_for, read_words

TARGETS = (
    "target_id region_name theme_name indicator_name population_name label value op_name low high"
    " unit year year_basis_name measure_name baseline base_year modality_name kind_name"
    " commitment_name quote reading section also_in start end document_title document_number"
    " document_status_name note"
)
"""Columns of targets, in the order in which a report shows them."""


@dataclass(frozen=True)
class Readable:
    """Targets and pairs by the names of their columns, and the words for these."""

    targets: pd.DataFrame
    pairs: pd.DataFrame
    words: Words

    def headed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Put names for readers over the columns."""
        columns = frame.columns.tolist()
        return frame.rename(columns={name: self.words.header(name, columns) for name in columns})


def readable(frames: Frames) -> Readable:
    """Spell codes out and choose the columns that readers need.

    Parameters
    ----------
    frames : Frames
        What `collect` returns.
    """
    sheets = workbook_frames(frames)
    words = read_words(sheets, frames.lang)
    spelt = frames_for(sheets, words, frames.lang)
    targets = words.spell(spelt["targets"], "op")
    printed = layouts_for(sheets, frames.lang)["comparability"].printed
    return Readable(
        targets=targets[TARGETS.split()],
        pairs=spelt["comparability"][[*printed.split(), "target_a", "target_b"]],
        words=words,
    )
