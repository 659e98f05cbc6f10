"""A text and the headline themes go in; clauses that commit to one without a measure come out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policycompare.binding import COMMITMENTS, commitment
from policycompare.constraints import Tables
from policycompare.errors import UnreadableClauseError
from policycompare.excerpt import clauses_around
from policycompare.model import Commitment, Grammar
from policycompare.numerals import to_ascii

MOST = 3
"""Clauses that are proposed for a theme, the firmest first."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause that mentions a headline theme, and how firmly it commits itself."""

    theme: str
    term: str
    place: int
    start: int
    end: int
    level: Commitment | None


def promises(
    text: str, tables: Tables, grammar: Grammar, measured: Sequence[Span]
) -> list[Promise]:
    """Find what a document says of each headline theme without a number.

    Parameters
    ----------
    text : str
        The document's text.
    tables : dict of DataFrame
        The data; the search terms of the headline themes are looked for.
    grammar : Grammar
        The commitment verbs.
    measured : sequence of tuple
        Places of clauses that state a number; they are not proposed again.

    Returns
    -------
    list of Promise
        At most `MOST` a theme, in order of the text; where no clause has a commitment verb, all
        mentions, with `level` absent.
    """
    themes = tables["themes"]
    chosen: list[Promise] = []
    for theme, terms in zip(themes["theme"], themes["search_terms"], strict=True):
        found = list(_mentions(text, theme, terms, grammar, measured)) if terms else []
        firm = [each for each in found if each.level]
        firm.sort(key=lambda each: (-_firmness(each), each.start))
        chosen += firm[:MOST] or found
    return sorted(chosen, key=lambda each: (each.start, each.place))


def _firmness(promise: Promise) -> int:
    return COMMITMENTS.index(promise.level) if promise.level else -1


def _mentions(
    text: str, theme: str, terms: str, grammar: Grammar, measured: Sequence[Span]
) -> Iterator[Promise]:
    plain = to_ascii(text).lower()
    seen: set[Span] = set()
    for place, term in sorted(_occurrences(plain, terms.lower().split(";"))):
        windows = list(clauses_around(text, place, place + len(term)))
        if not windows or any(start < place + len(term) and place < end for start, end in measured):
            continue
        start, end, level = _committed(text, windows, grammar)
        overlapping = any(first < end and start < last for first, last in measured)
        if (start, end) not in seen and not overlapping:
            seen.add((start, end))
            yield Promise(theme, term, place, start, end, level)


def _occurrences(plain: str, terms: Sequence[str]) -> Iterator[tuple[int, str]]:
    for term in terms:
        place = plain.find(term)
        while place >= 0:
            yield place, term
            place = plain.find(term, place + len(term))


def _committed(
    text: str, windows: Sequence[Span], grammar: Grammar
) -> tuple[int, int, Commitment | None]:
    for start, end in windows:
        try:
            return start, end, commitment(text[start:end], grammar)[0]
        except UnreadableClauseError:
            continue
    return *windows[0], None
