"""A document's text goes in; every target in it comes out as a row, with its place and words."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray, ExtensionDtype
from pandas.api.types import pandas_dtype

from policycompare.deadline_cells import rows_due
from policycompare.documents import read_document
from policycompare.facts import facts_of
from policycompare.folder import SUFFIXES
from policycompare.grids import grid_rows
from policycompare.line_frames import Frame
from policycompare.mending import with_chinese_stops
from policycompare.model import SCAN_DTYPES, Candidate
from policycompare.numerals import to_ascii
from policycompare.outline import passages
from policycompare.reader import Reader
from policycompare.sentences import WORDS
from policycompare.spaced_grids import tabbed
from policycompare.stating import trigger
from policycompare.wordlists import packaged_codebook, packaged_grammar

_column: Callable[..., ExtensionArray] = pd.array
"""Makes a column; a `Series` takes twice as long, which a short text shows."""


def scan(text_or_path: str | Path) -> pd.DataFrame:
    """Find every measurable target in a document.

    Parameters
    ----------
    text_or_path : str or Path
        A text, or the path of a document (.txt, .docx, .pdf, .html). A `str` is a path when it
        is one line that ends like a document's name.

    Returns
    -------
    DataFrame
        One row a target with the columns of `model.SCAN_DTYPES`, in order of the text: those of
        `load_targets`, the indicator as printed, the place of the value and what is doubtful.
        `start`, `end`, `value_start` and `value_end` are characters of the text as decoded.

    Raises
    ------
    UnreadableFileError
        The file is missing or cannot be read.

    Examples
    --------
    >>> found = scan("到2020年，签约服务覆盖率达到30%以上，药占比降到30%左右。")
    >>> [list(row) for row in found[["indicator_printed", "op", "low", "year"]].to_numpy()]
    [['签约服务覆盖率', '>=', 30.0, 2020], ['药占比', '~', 30.0, 2020]]
    """
    path = _path(text_or_path)
    text = read_document(path) if path else str(text_or_path)
    found = list(candidates(text, every=False))
    return scan_frame(found, path.stem if path else "text")


def _path(text_or_path: str | Path) -> Path | None:
    if isinstance(text_or_path, Path):
        return text_or_path
    line = text_or_path.strip()
    named = "\n" not in line and len(line) < 260 and line.lower().endswith(tuple(SUFFIXES))
    return Path(line) if named else None


def scan_frame(found: list[Candidate], document_id: str) -> pd.DataFrame:
    """Set candidates out as rows of a scan."""
    own: dict[str, list[object]] = {
        "target_id": [f"{document_id}/{place:03d}" for place in range(1, len(found) + 1)],
        "document_id": [document_id] * len(found),
    }
    index = pd.RangeIndex(len(found))
    columns: dict[str, ExtensionArray] = {}
    for name, dtype in _dtypes():
        values = own.get(name) or [getattr(each, name, "") for each in found]
        values = _floats(values) if dtype == "float64" else values
        columns[name] = _column(values, dtype)
    return pd.DataFrame(columns, index, copy=False)  # column by column: a short text has as many


def _floats(values: list[object]) -> list[object]:
    return [float(value) if isinstance(value, Decimal) else None for value in values]


@lru_cache(maxsize=1)
def _dtypes() -> tuple[tuple[str, np.dtype[np.generic] | ExtensionDtype], ...]:
    return tuple((name, pandas_dtype(dtype)) for name, dtype in SCAN_DTYPES.items())


def candidates(text: str, *, every: bool = True) -> Iterator[Candidate]:
    """Find every measurable statement of a text, targets and what only looks like one.

    A text that repeats itself gives each statement once, where it stands first.

    Parameters
    ----------
    text : str
        The text of a document.
    every : bool
        Without it only targets come out, sooner.

    Examples
    --------
    >>> [(c.quote, c.left_out) for c in candidates("床位100张以上的医院由市级审批")]
    [('床位100张以上的医院由市级审批', 'threshold')]
    """
    plain = tabbed(with_chinese_stops(to_ascii(text)))
    facts = facts_of(plain)
    reader = Reader(text, facts, packaged_grammar(), packaged_codebook(), every, set())
    due = rows_due(plain, facts.year)
    frame = Frame(facts.year, due)
    triggered = trigger(reader.grammar)
    tables = grid_rows(plain, facts.year)
    row, tabled = next(tables, None), 0
    for passage in passages(plain, frozenset(cell for each in due for cell in each.cells)):
        last = passage.end(len(passage.text)) if row else 0
        if row and row.start < last:
            while row and row.start < last:
                yield from reader.row(row, passage.section)
                tabled, row = row.end, next(tables, None)
        elif passage.pieces[0][1] >= tabled:
            above = frame.over(passage)
            said = passage.text
            if len(said) > 1 and triggered.search(said) and WORDS.search(said):
                yield from reader.passage(passage, above)
            frame.go_on(passage)


def document_facts(text: str) -> dict[str, str]:
    r"""Read what a document says of itself.

    Returns
    -------
    dict of str
        `title`, `number`, `issuer`, `date`, `year`, `period_start`, `period_end`, if found.

    Examples
    --------
    >>> document_facts("某县医改方案\n（2021—2025年）\n2021年3月1日\n")["period_end"]
    '2025'
    """
    facts = facts_of(to_ascii(text))
    named = {
        "title": facts.title,
        "number": facts.number,
        "issuer": facts.issuer,
        "date": facts.date,
        "year": facts.year,
        "period_start": facts.period_start,
        "period_end": facts.period_end,
    }
    return {name: str(value) for name, value in named.items() if value}
