"""A document's text goes in; a row for everything that a person has to decide upon comes out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policycompare.baselines import with_baseline
from policycompare.constraints import Tables
from policycompare.denominators import Denominators
from policycompare.draft_left_out import left_out_rows, rows_beside, rows_unaccounted
from policycompare.draft_promises import promise_row
from policycompare.draft_rows import Proposal, RowWriter
from policycompare.draft_words import Words
from policycompare.excerpt import Excerpt, Span, excerpt, shortest
from policycompare.model import Candidate, Grammar
from policycompare.periods import DocumentYears
from policycompare.promises import promises
from policycompare.repeats import linked, of_their_own
from policycompare.scan import candidates
from policycompare.sections import Sections

ROUNDS = 3
"""How often clauses that cross each other are cut narrower."""


def propose(
    text: str, copies: int, years: DocumentYears, level: str, tables: Tables, grammar: Grammar
) -> list[Proposal]:
    """Propose a row for everything in a text that a person has to decide upon.

    Parameters
    ----------
    text : str
        The document's text.
    copies : int
        How many times it stands there; rows are proposed for the first copy.
    years : DocumentYears
        The document's year, to which 年底前 refers, and the end of its plan.
    level : str
        Code of the administrative level, whose whole (全县) is what a count is over.
    tables : dict of DataFrame
        The data, for codes that are known and populations that they were used with.
    grammar : Grammar
        The words to read with.

    Returns
    -------
    list of Proposal
        Numbered in order of the text; no number or universal word is without a row, but for
        dates, document and item numbers.
    """
    length = -(-len(text) // copies)
    found = [each for each in candidates(text) if each.value_end <= length]
    denominators = Denominators(tables, level)
    writer = RowWriter(text, years, tables, grammar, Words(tables), denominators)
    targets = [with_baseline(_as_printed(each), grammar) for each in found if not each.left_out]
    rows = [
        writer.target(each, place)
        for each, place in zip(targets, _excerpts(text, targets, years, grammar), strict=True)
    ]
    clauses = sorted({(row.start, row.end) for row in rows})
    for promise in promises(text[:length], tables, grammar, clauses):
        rows.append(promise_row(promise, rows, writer))
    rows += left_out_rows(found, clauses, writer)
    rows += list(rows_beside(rows, clauses, writer))
    rows += list(rows_unaccounted(rows, copies, writer))
    rows.sort(key=lambda row: (row.value_start, row.value_end))
    return linked(of_their_own(list(_numbered(_sectioned(rows, text))), tables))


def _as_printed(found: Candidate) -> Candidate:
    """Drop a reading that is the clause as it stands, where there was only a doubt to say."""
    same = "".join(found.reading.split()) == "".join(found.quote.split())
    return found._replace(reading="") if same else found


def copies_of(text: str) -> int:
    """Count how many times a text stands there alike, but for its punctuation.

    Examples
    --------
    >>> copies_of("一、目标。达到30％，" * 3), copies_of("目标")
    (3, 1)
    """
    words = re.sub(r"[\s，。、.,%％‰/]", "", text)
    for copies in range(9, 1, -1):
        length = len(words) // copies
        if length * copies == len(words) and length and words == words[:length] * copies:
            return copies
    return 1


def _excerpts(
    text: str, targets: Sequence[Candidate], years: DocumentYears, grammar: Grammar
) -> list[Excerpt]:
    """Choose the clauses of all targets: any two are one and the same, or stand apart."""
    chosen = [shortest(text, each, grammar, years) for each in targets]
    for _ in range(ROUNDS):
        shared = [_widest(each, chosen) for each in chosen]
        crossed = [place for place, clause in enumerate(shared) if _crosses(clause, shared)]
        for place in crossed:
            narrow = shortest(text, targets[place], grammar, years, narrow=True)
            chosen[place] = narrow
    return [
        excerpt(text, clause, found, grammar, years)
        for clause, found in zip(shared, targets, strict=True)
    ]


def _crosses(clause: Span, clauses: Sequence[Span]) -> bool:
    """Say whether a clause holds a part of another one, and not the whole."""
    start, end = clause
    return any(start < last and first < end and (first, last) != clause for first, last in clauses)


def _widest(clause: Excerpt, chosen: Sequence[Excerpt]) -> Span:
    around = [each for each in chosen if each.start <= clause.start and clause.end <= each.end]
    widest = max(around, key=lambda each: each.end - each.start)
    return widest.start, widest.end


def _sectioned(rows: Sequence[Proposal], text: str) -> Iterator[Proposal]:
    """Give each row the section that its place stands in, with its headings."""
    sections = Sections(text)
    for row in rows:
        section = row.cells.get("section") or sections.at(row.start)
        headings = sections.headings(row.start)
        yield replace(row, cells=row.cells | {"section": section}, headings=headings)


def _numbered(rows: Iterator[Proposal]) -> Iterator[Proposal]:
    for number, row in enumerate(rows, start=1):
        yield replace(row, cells=row.cells | {"no": str(number)})
