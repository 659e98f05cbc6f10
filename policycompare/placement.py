"""A row of a draft and the text go in; where its quote stands, and which statement, comes out."""

import re

from policycompare.draft_files import Entry
from policycompare.errors import UnreadableClauseError
from policycompare.excerpt import LONGEST_QUOTE, statement_at
from policycompare.model import Grammar
from policycompare.stating import statements

PROMISED = "承诺"
"""What a row reads that commits itself without a measure."""

Span = tuple[int, int]


class RowError(Exception):
    """Why a row of a draft cannot be taken as it is, and the column to mend."""

    def __init__(self, said: str, column: str) -> None:
        super().__init__(said)
        self.column = column


def placed(row: Entry, text: str) -> tuple[int, int, Span]:
    """Find the quote of a row in the text, and its value in the quote.

    Spaces and line breaks may differ, as editors rewrite them.

    Raises
    ------
    RowError
        The quote is not there, more than once, or without the value it was drafted for.
    """
    signs = [re.escape(sign) for sign in row["quote"] if not sign.isspace()]
    if not signs:
        raise RowError("is empty; copy the clause from the document", "quote")
    found = [match.span() for match in re.finditer(r"\s*".join(signs), text)]
    if not found:
        raise RowError(
            "does not stand in the text, word for word; copy it from the document", "quote"
        )
    if row["place"]:
        return _around(row, found)
    if len(found) > 1:
        raise RowError(
            f"stands in the text {len(found)} times; quote more of it, or write in 位置 place "
            f"where: {', '.join(str(start) for start, _ in found)}",
            "quote",
        )
    start, end = found[0]
    if row["value"] and text[start:end].count(row["value"]) != 1:
        raise RowError("does not stand once in the quote; copy it from there", "value")
    first = text.index(row["value"], start)
    return start, end, (first - start, first - start + len(row["value"]))


def _around(row: Entry, found: list[Span]) -> tuple[int, int, Span]:
    if not re.fullmatch(r"\d{1,9}", row["place"]):
        raise RowError(f"{row['place']!r} is no number; leave it as it was drafted", "place")
    place = int(row["place"])
    near = [(start, end) for start, end in found if start <= place < end]
    if not near:
        raise RowError(
            f"no longer holds {row['value']!r}, the value that it was drafted for", "quote"
        )
    start, end = near[0]
    return start, end, (place - start, place - start + len(row["value"]))


def nth_of(row: Entry, reading: str, span: Span, grammar: Grammar) -> int:
    """Say which statement of its clause a row is about; 0 is a commitment without a measure.

    Raises
    ------
    RowError
        The clause is too long, cannot be read, or states several values and the row names none.
    """
    if len(reading) > LONGEST_QUOTE:
        raise RowError(
            f"has {len(reading)} characters, at most {LONGEST_QUOTE}; cut it shorter", "quote"
        )
    if row["reads"] == PROMISED:
        return 0
    if row["value"]:
        nth = statement_at(reading, span, grammar)
        if nth is None:
            raise RowError(
                "no value can be read there; mend the quote, or write in 修复后读作 reading how "
                "the clause is to be read",
                "quote",
            )
        return nth
    try:
        stated = statements(reading, grammar)
    except UnreadableClauseError as error:
        raise RowError(str(error), "quote") from error
    if len(stated) > 1:
        values = "、".join(reading[each.start : each.end] for each in stated)
        raise RowError(f"the clause states {len(stated)} values; write one: {values}", "value")
    return len(stated)
