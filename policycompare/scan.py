"""A document's text goes in; every target in it comes out as a row, with its place and words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionDtype
from pandas.api.types import pandas_dtype

from policycompare.documents import read_document
from policycompare.facts import Facts, facts_of
from policycompare.folder import SUFFIXES
from policycompare.framing import (
    Deadline,
    Horizon,
    deadline_of,
    headed_year,
    respectively,
    years_of,
)
from policycompare.gridding import grid_candidates
from policycompare.grids import GridRow, grid_rows, unbarred
from policycompare.judging import is_no_measure, judge
from policycompare.mending import mend, unnumbered, with_chinese_stops
from policycompare.model import SCAN_DTYPES, Candidate, Codebook, Grammar
from policycompare.naming import code_for, joined, phrase_of, population_in, sets_of
from policycompare.numerals import to_ascii
from policycompare.outline import Passage, passages
from policycompare.parse import Statement, modality, trigger
from policycompare.periods import StatedYear
from policycompare.sentences import WORDS, Sentence, letters, sentences
from policycompare.situating import situate
from policycompare.sources import packaged_codebook, packaged_grammar

_BEFORE, _AFTER = 28, 8
"""Letters around a value by which its copies in a text that repeats itself are known."""


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
    columns: dict[str, pd.Series] = {}
    for name, dtype in _dtypes():
        values = own.get(name) or [getattr(each, name, "") for each in found]
        values = _floats(values) if dtype == "float64" else values
        columns[name] = pd.Series(values, index, dtype)
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
    plain = unbarred(with_chinese_stops(to_ascii(text)))
    reader = _Reader(text, facts_of(plain), packaged_grammar(), packaged_codebook(), every, set())
    triggered = trigger(reader.grammar)
    tables = grid_rows(plain, reader.facts.year)
    row = next(tables, None)
    tabled, frame_year, headed = 0, None, None
    for passage in passages(plain):
        last = passage.end(len(passage.text)) if row else 0
        if row and row.start < last:
            while row and row.start < last:
                yield from reader.of_row(row, passage.section)
                tabled, row = row.end, next(tables, None)
            continue
        if passage.pieces[0][1] < tabled:
            continue
        frame_year = frame_year if passage.numbered else headed
        headed = None if passage.numbered else headed
        if triggered.search(passage.text) and WORDS.search(passage.text):
            yield from reader.of_passage(passage, frame_year)
        if passage.text.endswith(("：", ":")):
            framed = years_of(passage.text, reader.facts.year)
            frame_year = framed[-1].year if framed else frame_year
        headed = headed_year(passage.text, reader.facts.year) or headed


@lru_cache(maxsize=256)
def _heading_year(headings: tuple[str, ...], document_year: int | None) -> int | None:
    years = [year for heading in headings for year in years_of(heading, document_year)]
    return years[-1].year if years else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """A document while it is scanned: its text, what it says of itself, the words to know.

    `seen` holds what was read of it so far, so that copies are known.
    """

    source: str
    facts: Facts
    grammar: Grammar
    codebook: Codebook
    every: bool
    seen: set[int]

    def of_row(self, row: GridRow, section: str) -> Iterator[Candidate]:
        """Read a row of a table of indicators."""
        for candidate in grid_candidates(self.source, row, section, self.facts, self.grammar):
            indicator, theme = code_for(candidate.indicator_printed, candidate.unit, self.codebook)
            yield replace(candidate, indicator=indicator, theme=theme)

    def of_passage(self, passage: Passage, frame_year: int | None) -> Iterator[Candidate]:
        """Read a passage."""
        mended = mend(passage.text)
        text = unnumbered(mended.text)
        years = years_of(text, self.facts.year)
        horizon = Horizon(
            self.facts.year,
            self.facts.period_end,
            _heading_year(passage.headings, self.facts.year),
            frame_year,
        )
        under = (passage.headings, frame_year)
        damaged = bool(mended.doubts)
        for sentence in sentences(text, self.grammar, self.seen, under, damaged=damaged):
            for place, due, phrase, reason in self.judged(
                passage, sentence, years, horizon, mended.undecided
            ):
                if (reason and not self.every) or self.copied(passage, sentence, place):
                    continue
                sets = [] if reason else sets_of(sentence, place)
                for name in joined(phrase):
                    yield from self.of_sets(
                        self.candidate(passage, sentence, place, due, name, reason, mended.doubts),
                        sets,
                    )

    def of_sets(self, candidate: Candidate, sets: list[str]) -> Iterator[Candidate]:
        """Give a promise for each set it is made to, as the one table has it."""
        for name in sets:
            yield replace(candidate, population=population_in(name, self.codebook) or name)
        if not sets:
            yield candidate

    def judged(
        self,
        passage: Passage,
        sentence: Sentence,
        years: list[StatedYear],
        horizon: Horizon,
        undecided: tuple[int, ...],
    ) -> Iterator[tuple[int, Deadline, str, str]]:
        """Say of every statement of a sentence when it is due, of what, and what it is instead.

        What a list begins with holds for all of it. A number with a lost sign that nothing
        decides is not passed over as a name: it comes out, doubted.
        """
        floor, reason, phrase = 0, "", ""
        for place, (nth, count) in enumerate(sentence.lists):
            open_sign = _touches(sentence.statements[place], undecided)
            if not (self.every or open_sign) and _is_no_measure(sentence, place):
                reason = "name"
                continue
            due = _due(sentence, place, years, horizon)
            if not (nth and reason):
                reason = judge(situate(passage, sentence, place, due, self.facts))
            if reason == "name" and open_sign:
                reason = ""
            if reason:
                yield place, due, "", reason
                continue
            own = phrase_of(sentence, place, floor)
            phrase = phrase if place and not own else own
            floor = sentence.statements[place].end
            names = joined(phrase) if count > 1 else []
            yield place, due, names[nth] if count == len(names) else phrase, reason

    def candidate(
        self,
        passage: Passage,
        sentence: Sentence,
        place: int,
        due: Deadline,
        phrase: str,
        reason: str,
        doubts: tuple[tuple[int, str], ...],
    ) -> Candidate:
        """Set one statement out with its places in the document."""
        statement, text = sentence.statements[place], sentence.text
        clause = sentence.clause(statement.start)
        start, end = _trimmed(text, min(clause[0], statement.start), max(clause[1], statement.end))
        first, last = passage.place(start), passage.end(end)
        said = [doubt for position, doubt in doubts if start <= position < end]
        doubt = "；".join(dict.fromkeys(each for each in (*said, sentence.doubts[place]) if each))
        indicator, theme, population = "", "", ""
        if not reason:
            indicator, theme = code_for(phrase, statement.unit, self.codebook)
            population = population_in(text[start:end], self.codebook)
        return Candidate(
            section=passage.section,
            quote=self.source[first:last],
            start=first,
            end=last,
            value_start=passage.place(statement.start),
            value_end=passage.end(statement.end),
            kind=statement.kind,
            op=statement.op,
            low=statement.low,
            high=statement.high,
            measure=statement.measure,
            baseline=statement.baseline,
            base_year=statement.base_year,
            unit=statement.unit,
            year=due.year,
            year_basis=due.basis,
            modality=modality(text[sentence.start : statement.end], self.grammar),
            indicator_printed=phrase,
            indicator=indicator,
            theme=theme,
            population=population,
            reading=text[start:end] if doubt else "",
            doubt=doubt,
            left_out=reason,
        )

    def copied(self, passage: Passage, sentence: Sentence, place: int) -> bool:
        """Tell a statement that stood there before by the letters around it."""
        statement = sentence.statements[place]
        start, end = passage.place(statement.start), passage.end(statement.end)
        value = (statement.op, statement.low, statement.high, statement.unit)
        before = letters(self.source[max(0, start - 2 * _BEFORE) : start])[-_BEFORE:]
        after = letters(self.source[end : end + 2 * _AFTER])[:_AFTER]
        key = hash((before, value, after, statement.kind))
        again = key in self.seen
        self.seen.add(key)
        return again


def _is_no_measure(sentence: Sentence, place: int) -> bool:
    statement = sentence.statements[place]
    first, last = sentence.clause(statement.start)
    text = sentence.text
    return is_no_measure(statement, text[first : statement.start], text[statement.end : last])


def _touches(statement: Statement, places: tuple[int, ...]) -> bool:
    return any(statement.start - 2 <= place < statement.end for place in places)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _due(sentence: Sentence, place: int, years: list[StatedYear], horizon: Horizon) -> Deadline:
    statement = sentence.statements[place]
    span, value = (sentence.start, sentence.end), (statement.start, statement.end)
    clause = sentence.clause(statement.start)
    due = deadline_of(sentence.text, years, span, clause, value, horizon)
    nth = sentence.lists[place][0]
    year = respectively(sentence.text, span, statement.start, nth, due.start)
    return replace(due, year=year) if year else due


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
