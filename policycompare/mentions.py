"""Left-out passages and a theme's search terms go in; what only mentions the theme comes out."""

from dataclasses import dataclass

from policycompare.constraints import Tables
from policycompare.numerals import to_ascii


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A passage that mentions a theme and is no target, with the code of its reason."""

    printed: str
    start: int
    end: int
    reason: str


def mentioned(document_id: str, search_terms: str, tables: Tables) -> list[Mentioned]:
    """Give the left-out passages of a document that mention a theme, in order of the text.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> mentioned("hanzhong-2021", "五个一", read_tables())[0].printed
    '“五个一”'
    """
    terms = search_terms.lower().split(";")
    rows = tables["left_out"][tables["left_out"]["document_id"] == document_id]
    found = [
        Mentioned(printed, int(start), int(end), reason)
        for printed, start, end, reason in zip(
            rows["printed"], rows["start"], rows["end"], rows["reason"], strict=True
        )
        if any(term and term in to_ascii(printed).lower() for term in terms)
    ]
    return sorted(found, key=lambda each: each.start)
