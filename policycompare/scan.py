"""A document's text goes in; every target in it comes out as a row, with its place and words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from policycompare.documents import read_text
from policycompare.errors import UnreadableClauseError
from policycompare.model import SCAN_DTYPES, Candidate
from policycompare.parse import parse, statements
from policycompare.sources import packaged_grammar

_SENTENCE = re.compile(r"[^。；\n]+")


def scan(text_or_path: str | Path) -> pd.DataFrame:
    """Find every measurable target in a document.

    Parameters
    ----------
    text_or_path : str or Path
        A text, or the path of a document.

    Returns
    -------
    DataFrame
        One row a target with the columns of `model.SCAN_DTYPES`, in order of the text.

    Examples
    --------
    >>> scan("到2020年，签约服务覆盖率达到30%以上。")[["op", "low", "unit", "year"]].iloc[0].tolist()
    ['>=', 30.0, '%', 2020]
    """
    path = text_or_path if isinstance(text_or_path, Path) else None
    text = read_text(path) if path else str(text_or_path)
    found = [each for each in candidates(text) if not each.left_out]
    return scan_frame(found, path.stem if path else "text")


def scan_frame(found: list[Candidate], document_id: str) -> pd.DataFrame:
    """Set candidates out as rows of a scan."""
    rows = [
        {name: getattr(each, name, "") for name in SCAN_DTYPES}
        | {
            "target_id": f"{document_id}/{place:03d}",
            "document_id": document_id,
            "low": None if each.low is None else float(each.low),
            "high": None if each.high is None else float(each.high),
            "baseline": None if each.baseline is None else float(each.baseline),
        }
        for place, each in enumerate(found, start=1)
    ]
    return pd.DataFrame(rows, columns=list(SCAN_DTYPES)).astype(SCAN_DTYPES)


def candidates(text: str) -> Iterator[Candidate]:
    """Find every measurable statement of a text, targets and what only looks like one."""
    for sentence in _SENTENCE.finditer(text):
        try:
            found = statements(sentence[0])
        except UnreadableClauseError:
            continue
        for nth, statement in enumerate(found, start=1):
            year = parse(sentence[0], nth).year
            offset = sentence.start()
            yield Candidate(
                section="",
                quote=sentence[0],
                start=offset,
                end=sentence.end(),
                value_start=offset + statement.start,
                value_end=offset + statement.end,
                kind=statement.kind,
                op=statement.op,
                low=statement.low,
                high=statement.high,
                measure=statement.measure,
                baseline=statement.baseline,
                base_year=statement.base_year,
                unit=statement.unit,
                year=year,
                year_basis="stated" if year else "none",
                modality="must",
                indicator_printed="",
                indicator="",
                theme="",
                population="",
                reading="",
                doubt="",
                left_out="",
            )


def document_facts(text: str) -> dict[str, str]:
    """Read what a document says of itself: title, number, issuer, date, year, period, status."""
    return {}
