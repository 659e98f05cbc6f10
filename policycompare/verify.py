"""Clauses and documents' texts go in; an account of every number and universal word comes out."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from policycompare.accounts import Account, account
from policycompare.documents import read_text
from policycompare.errors import EvidenceError, refusal
from policycompare.numerals import to_ascii
from policycompare.parse import statements
from policycompare.sources import Tables, read_grammar, read_tables
from policycompare.table import read_clauses, targets_from

LONGEST_QUOTE = 60
CARRIED_FROM = 600
"""How far before a clause the year that it carries may stand, in characters."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked: targets read and, with the documents' texts, one account each."""

    targets: int
    clauses: int
    repairs: int
    accounts: tuple[Account, ...]

    def __str__(self) -> str:
        """Give the whole report."""
        head = (
            f"{self.targets} targets read from {self.clauses} clauses; "
            f"{self.repairs} repairs, none stale"
        )
        if not self.accounts:
            return f"{head}\nThe documents' texts were not given: quotes and completeness unchecked"
        left = sum(len(account.unaccounted) for account in self.accounts)
        return "\n".join([head, *map(str, self.accounts), f"{left} unaccounted"])


def verify(sources_dir: Path | str | None = None, *, folder: Path | None = None) -> Verification:
    """Prove the data against itself and, when given, against the documents' texts.

    Parameters
    ----------
    sources_dir : path, optional
        Folder with one `<document_id>.txt` a document, exactly as registered. Without it only
        what the data alone can prove is checked.
    folder : Path, optional
        Data folder; by default the one that came with the package.

    Returns
    -------
    Verification
        What was counted and proved, one line a fact in `print`.

    Raises
    ------
    DataError
        The data contradict themselves.
    EvidenceError
        A text is not the registered one, a quote is not at its offsets, a headline theme said to
        be silent is mentioned, or a number is unaccounted for; lists all offenders.

    Examples
    --------
    >>> verify().targets > 100
    True
    """
    tables = read_tables(folder)
    targets = targets_from(tables)
    offenders = list(_faults_of_data(tables))
    accounts: list[Account] = []
    for document_id, text in _texts(sources_dir, tables):
        faults = list(_faults_of_text(text, document_id, tables, targets))
        offenders += faults
        if not faults:
            accounts.append(account(text, document_id, tables))
            offenders += [
                f"{document_id}: {mention.text!r} at {mention.start} is in no clause nor left out: "
                f"…{text[max(0, mention.start - 15) : mention.end + 15]}…".replace("\n", " ")
                for mention in accounts[-1].unaccounted
            ]
    if offenders:
        remedy = "Correct the offsets, or add the clause to data/clauses.csv or data/left_out.csv."
        raise EvidenceError(refusal("The documents and the data do not agree", offenders, remedy))
    return Verification(
        len(targets), len(tables["clauses"]), len(tables["repairs"]), tuple(accounts)
    )


def _texts(sources_dir: Path | str | None, tables: Tables) -> list[tuple[str, str]]:
    if sources_dir is None:
        return []
    paths = {name: Path(sources_dir) / f"{name}.txt" for name in tables["documents"]["document_id"]}
    missing = [str(path) for path in paths.values() if not path.is_file()]
    if missing:
        remedy = "Name the folder that holds <document_id>.txt of every registered document."
        raise EvidenceError(refusal("Documents' texts that are not there", missing, remedy))
    return [(name, read_text(path)) for name, path in paths.items()]


def _faults_of_data(tables: Tables) -> Iterator[str]:
    used = set(tables["codings"]["clause_id"])
    used.update(*(also.split(";") for also in tables["codings"]["also"]))
    for clause_id in tables["clauses"]["clause_id"]:
        if clause_id not in used:
            yield f"{clause_id}: no row of codings.csv says what it is about"
    yield from _uncoded_statements(tables)
    for row_id, quote, start, end, _ in _quotes(tables):
        if len(quote) != end - start:
            yield f"{row_id}: {quote!r} has {len(quote)} characters, its offsets {end - start}"
        if len(quote) > LONGEST_QUOTE:
            yield f"{row_id}: {quote!r} has more than {LONGEST_QUOTE} characters"


def _uncoded_statements(tables: Tables) -> Iterator[str]:
    """Name what a coded clause states besides its targets, unless it is left out with a reason."""
    codings, left_out, grammar = tables["codings"], tables["left_out"], read_grammar(tables)
    coded = set(zip(codings["clause_id"], codings["nth"], strict=True))
    clauses = set(codings.loc[codings["nth"] != "0", "clause_id"])
    for clause_id, reading in read_clauses(tables).items():
        reasons = left_out.loc[left_out["document_id"] == clause_id.split("/")[0], "printed"]
        for nth, statement in enumerate(statements(reading, grammar), start=1):
            text = reading[statement.start : statement.end]
            known = any(text in printed and printed in reading for printed in reasons)
            if clause_id in clauses and (clause_id, str(nth)) not in coded and not known:
                yield f"{clause_id}: statement {nth}, {text!r}, is neither coded nor left out"


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


def _faults_of_text(
    text: str, document_id: str, tables: Tables, targets: pd.DataFrame
) -> Iterator[str]:
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
    yield from _faults_of_silence(text, document_id, tables, set(own["theme"]))


def _faults_of_years(text: str, targets: pd.DataFrame) -> Iterator[str]:
    carried = targets[targets["year_basis"] == "carried"]
    for target_id, year, start in zip(
        carried["target_id"], carried["year"], carried["start"], strict=True
    ):
        if str(year) not in text[max(0, start - CARRIED_FROM) : start]:
            yield f"{target_id}: {year} is not printed in the {CARRIED_FROM} characters before it"


def _faults_of_silence(
    text: str, document_id: str, tables: Tables, stated: set[str]
) -> Iterator[str]:
    themes = tables["themes"]
    for row in themes[(themes["headline"] != "") & ~themes["theme"].isin(stated)].to_dict(
        "records"
    ):
        for term in str(row["search_terms"]).split(";"):
            if term.lower() in to_ascii(text).lower():
                yield f"{document_id}: no target on {row['theme']}, but the text mentions {term!r}"
