"""Tables and a document's text go in; every disagreement between them comes out as a line."""

import hashlib
from collections.abc import Collection, Iterator

import pandas as pd

from policycompare.accounts import Account
from policycompare.constraints import Tables
from policycompare.excerpt import CARRIED_FROM, LONGEST_QUOTE, prints_year
from policycompare.mentions import mentioned
from policycompare.normalise import restates
from policycompare.numerals import to_ascii
from policycompare.stating import Statement, statements
from policycompare.table import read_clauses
from policycompare.wordlists import read_grammar


def faults_of_data(tables: Tables, partly: Collection[str] = ()) -> Iterator[str]:
    """Name what clauses, codings and left-out rows say against each other.

    Of clauses that are coded only `partly`, as rows about them are open, nothing is missed.
    """
    used = set(tables["codings"]["clause_id"])
    used.update(*(also.split(";") for also in tables["codings"]["also"]))
    for clause_id in tables["clauses"]["clause_id"]:
        if clause_id not in used:
            yield f"{clause_id}: no row of codings.csv says what it is about"
    yield from _uncoded_statements(tables, partly)
    for row_id, quote, start, end, _ in _quotes(tables):
        if len(quote) != end - start:
            yield f"{row_id}: {quote!r} has {len(quote)} characters, its offsets {end - start}"
        if len(" ".join(quote.split())) > LONGEST_QUOTE:
            yield f"{row_id}: {quote!r} has more than {LONGEST_QUOTE} characters"


def _uncoded_statements(tables: Tables, partly: Collection[str]) -> Iterator[str]:
    """Name what a coded clause states besides its targets, unless it is left out with a reason."""
    codings, left_out, grammar = tables["codings"], tables["left_out"], read_grammar(tables)
    stated = {
        clause_id: statements(reading, grammar)
        for clause_id, reading in read_clauses(tables).items()
    }
    coded = set(zip(codings["clause_id"], codings["nth"], strict=True))
    coded |= set(_restated(codings, stated))
    clauses = set(codings.loc[codings["nth"] != "0", "clause_id"]).difference(partly)
    for clause_id, reading in read_clauses(tables).items():
        printed = left_out.loc[left_out["document_id"] == clause_id.split("/")[0], "printed"]
        reasons, read = [to_ascii(each) for each in printed], to_ascii(reading)
        for nth, statement in enumerate(stated[clause_id], start=1):
            text = reading[statement.start : statement.end]
            known = any(to_ascii(text) in reason and reason in read for reason in reasons)
            if clause_id in clauses and (clause_id, str(nth)) not in coded and not known:
                yield f"{clause_id}: statement {nth}, {text!r}, is neither coded nor left out"


def _restated(
    codings: pd.DataFrame, stated: dict[str, list[Statement]]
) -> Iterator[tuple[str, str]]:
    """Give what clauses state again of targets that are coded in another clause."""
    for clause_id, nth, also in zip(
        codings["clause_id"], codings["nth"], codings["also"], strict=True
    ):
        own = stated[clause_id][int(nth) - 1] if int(nth) else None
        for again in filter(None, also.split(";")):
            for place, statement in enumerate(stated[again], start=1):
                if own and restates(statement, own):
                    yield again, str(place)


def _quotes(tables: Tables) -> Iterator[tuple[str, str, int, int, str]]:
    for name, key, column in (
        ("clauses", "clause_id", "quote"),
        ("left_out", "left_out_id", "printed"),
    ):
        rows = tables[name]
        for row_id, quote, start, end, document_id in zip(
            rows[key], rows[column], rows["start"], rows["end"], rows["document_id"], strict=True
        ):
            yield row_id, quote, int(start), int(end), document_id


def faults_of_text(
    text: str,
    document_id: str,
    tables: Tables,
    targets: pd.DataFrame,
    spoken_for: Collection[str] = (),
) -> Iterator[str]:
    """Name where a text and the data do not agree: its hash, quotes, carried years, silence.

    Themes that rows are pending for are `spoken_for`, not silent.
    """
    registered = tables["documents"].set_index("document_id")
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest != registered["sha256"][document_id]:
        yield (
            f"{document_id}: the text's SHA-256 is {digest}, not the registered one; "
            "perhaps its line ends or its encoding were changed"
        )
        return
    if str(len(text)) != registered["chars"][document_id]:
        yield f"{document_id}: the text has {len(text)} characters, not as registered"
    for row_id, quote, start, end, quoted_id in _quotes(tables):
        if quoted_id == document_id and text[start:end] != quote:
            yield f"{row_id}: at {start}–{end} stands {text[start:end]!r}, not {quote!r}"
    own = targets[targets["document_id"] == document_id]
    yield from _faults_of_years(text, own)
    yield from _faults_of_silence(text, document_id, tables, {*own["theme"], *spoken_for})


def _faults_of_years(text: str, targets: pd.DataFrame) -> Iterator[str]:
    carried = targets[targets["year_basis"] == "carried"]
    for target_id, year, start in zip(
        carried["target_id"], carried["year"], carried["start"], strict=True
    ):
        if not prints_year(text[max(0, start - CARRIED_FROM) : start], int(year)):
            yield f"{target_id}: {year} is not printed in the {CARRIED_FROM} characters before it"


def _faults_of_silence(
    text: str, document_id: str, tables: Tables, stated: set[str]
) -> Iterator[str]:
    copies = int(tables["documents"].set_index("document_id")["copies"][document_id])
    plain = to_ascii(text[: -(-len(text) // copies)]).lower()
    themes = tables["themes"]
    for row in themes[(themes["headline"] != "") & ~themes["theme"].isin(stated)].to_dict(
        "records"
    ):
        known = mentioned(document_id, str(row["search_terms"]), tables)
        for term in str(row["search_terms"]).split(";"):
            if any(
                not any(each.start <= place < each.end for each in known)
                for place in _occurrences(plain, term.lower())
            ):
                yield (
                    f"{document_id}: no target on {row['theme']}, but the text mentions {term!r}; "
                    "accept a row on it, or leave out each mention with a reason"
                )


def _occurrences(plain: str, term: str) -> Iterator[int]:
    place = plain.find(term)
    while place >= 0:
        yield place
        place = plain.find(term, place + len(term))


def unaccounted(text: str, account: Account) -> Iterator[str]:
    """Name every number and universal word that no row accounts for, with the words around it."""
    for mention in account.unaccounted:
        around = text[max(0, mention.start - 15) : mention.end + 15].replace("\n", " ")
        yield (
            f"{account.document_id}: {mention.text!r} at {mention.start} is in no clause nor left "
            f"out: …{around}…"
        )
