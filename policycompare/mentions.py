"""A document's rows and a theme's search terms go in; what only mentions the theme comes out."""

from collections.abc import Iterator
from dataclasses import dataclass

from policycompare.constraints import Tables
from policycompare.numerals import to_ascii


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A passage that mentions a theme: no target, with its reason, or one on another indicator."""

    printed: str
    start: int
    end: int
    reason: str = ""
    indicator: str = ""


def mentioned(document_id: str, search_terms: str, tables: Tables) -> list[Mentioned]:
    """Give the passages and clauses of a document that mention a theme, in order of the text.

    Those that are left out stand before clauses of targets, as of DIP付费覆盖率 for DRG.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> mentioned("hanzhong-2021", "五个一", read_tables())[0].printed
    '“五个一”'
    """
    terms = search_terms.lower().split(";")
    found = [
        each
        for each in (*_left_out(document_id, tables), *_coded(document_id, tables))
        if any(term and term in to_ascii(each.printed).lower() for term in terms)
    ]
    return sorted(found, key=lambda each: (each.reason == "", each.start))


def _left_out(document_id: str, tables: Tables) -> Iterator[Mentioned]:
    rows = tables["left_out"][tables["left_out"]["document_id"] == document_id]
    columns = (rows[name] for name in ("printed", "start", "end", "reason"))
    for printed, start, end, reason in zip(*columns, strict=True):
        yield Mentioned(printed, int(start), int(end), reason=reason)


def _coded(document_id: str, tables: Tables) -> Iterator[Mentioned]:
    coded = tables["codings"].drop_duplicates("clause_id").set_index("clause_id")["indicator"]
    rows = tables["clauses"][tables["clauses"]["document_id"] == document_id]
    columns = (rows[name] for name in ("clause_id", "quote", "start", "end"))
    for clause_id, quote, start, end in zip(*columns, strict=True):
        if clause_id in coded.index:
            yield Mentioned(quote, int(start), int(end), indicator=str(coded[clause_id]))
