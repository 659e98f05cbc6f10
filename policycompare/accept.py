"""A draft, its text and a data folder go in; the folder with the accepted rows in it comes out."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from policycompare.accepted import IN_DRAFT, Accepted, NewNames
from policycompare.accounts import account
from policycompare.allocation import Decided
from policycompare.constraints import Tables
from policycompare.csvfile import table_bytes
from policycompare.decisions import decide
from policycompare.documents import read_text
from policycompare.draft_files import (
    DRAFTS,
    INDICATORS,
    POPULATIONS,
    REGISTER,
    Draft,
    read_draft,
)
from policycompare.errors import DraftError, PolicycompareError, few, refusal, taken_apart
from policycompare.faults import faults_of_data, faults_of_text, unaccounted
from policycompare.files import write_together
from policycompare.sources import check_tables, data_folder, read_tables, table_fields, table_paths
from policycompare.standing_in import stand_in
from policycompare.table import targets_from

FORM_OF = {
    "documents.csv": REGISTER.name,
    "regions.csv": REGISTER.name,
    "codelists/indicators.csv": INDICATORS.name,
    "codelists/populations.csv": POPULATIONS.name,
}
"""The file of a draft behind a table of the data."""

REMEDY = "Decide upon these rows and fill in these cells, then accept again; nothing was changed."


def accept(
    document_id: str, sources: Path | str, *, folder: Path | None = None, draft: Path | None = None
) -> Accepted:
    """Take a draft into the data, whole or not at all.

    Parameters
    ----------
    document_id : str
        The document that was drafted.
    sources : path
        The folder with its text, `<document_id>.txt`.
    folder : Path, optional
        Data folder; by default the one that came with the package.
    draft : Path, optional
        The folder of the draft; by default `drafts/<document_id>` in the data folder.

    Returns
    -------
    Accepted
        What was added to which table.

    Raises
    ------
    DraftError
        A row is open, a cell is wrong, or a number of the document is unaccounted for; lists
        all, of many alike the first.

    Examples
    --------
    >>> try:
    ...     accept("ziyang-2017", "texts")
    ... except DraftError as error:
    ...     print(error)
    ziyang-2017 is in documents.csv already; edit its rows in the data.
    """
    folder = data_folder() if folder is None else folder
    tables = read_tables(folder)
    if document_id in set(tables["documents"]["document_id"]):
        raise DraftError(f"{document_id} is in documents.csv already; edit its rows in the data.")
    read = read_draft(folder / DRAFTS / document_id if draft is None else draft)
    text = drafted_text(read, document_id, sources)
    decided, grown, offenders = _tried(read, text, document_id, tables, folder)
    if offenders:
        raise DraftError(refusal(f"{document_id} cannot be accepted yet", few(offenders), REMEDY))
    changed = [name for name, rows in decided.rows.items() if rows]
    paths = table_paths(folder)
    write_together({paths[name]: table_bytes(grown[name]) for name in changed})
    added = {name: len(rows) for name, rows in decided.rows.items()}
    return Accepted(document_id, folder, added, _new_names(decided))


def open_items(
    document_id: str, sources: Path, folder: Path, draft: Path, tables: Tables
) -> tuple[list[str], list[str]]:
    """List everything for which a draft would be refused, and what would be said of its names.

    It is not taken into the data.
    """
    read = read_draft(draft)
    text = drafted_text(read, document_id, sources)
    decided, _, items = _tried(read, text, document_id, tables, folder)
    return items, _new_names(decided).lines(IN_DRAFT)


def _new_names(decided: Decided) -> NewNames:
    """Gather the names that the data do not hold yet."""
    rows = decided.rows
    named = [(row["name_zh"], row["name_en"]) for row in rows["indicators"]]
    named += [(row["population"], row["name_en"]) for row in rows["populations"]]
    return NewNames(
        tuple(row["population"] for row in rows["populations"]),
        tuple(decided.by_words),
        tuple(decided.alike),
        tuple(zh for zh, en in named if zh == en),
    )


def _tried(
    draft: Draft, text: str, document_id: str, tables: Tables, folder: Path
) -> tuple[Decided, Tables, list[str]]:
    """Read all rows; those that can be read are held together also where others are open."""
    fields = table_fields(folder)
    decided = decide(draft, text, tables, fields)
    if decided.open:
        stand_in(decided, text, tables, fields)
    grown = _grown(tables, decided)
    faults = _faults(grown, decided, text, document_id, folder)
    return decided, grown, list(dict.fromkeys([*decided.open, *faults]))


def drafted_text(draft: Draft, document_id: str, sources: Path | str) -> str:
    """Read the text of a drafted document.

    Raises
    ------
    DraftError
        The text is not the one that was drafted.
    """
    path = Path(sources) / f"{document_id}.txt"
    text = read_text(path)
    known = draft.registered("fixed", "document_id"), draft.registered("fixed", "sha256")
    if known != (document_id, hashlib.sha256(text.encode()).hexdigest()):
        raise DraftError(
            f"{path} is not the text that {draft.folder} was drafted from; restore it and the last "
            "rows of 1_register.csv, or draft the document afresh."
        )
    return text


def _grown(tables: Tables, decided: Decided) -> dict[str, pd.DataFrame]:
    """Add the rows to the tables, each in the order that its table keeps."""
    grown = dict(tables)
    for name, rows in decided.rows.items():
        table = tables[name]
        added = pd.DataFrame(rows, columns=list(table.columns), dtype="str").fillna("")
        grown[name] = pd.concat([table, added], ignore_index=True)
    for name in ("clauses", "left_out", "repairs"):
        keys = list(grown[name].columns[:1])
        if tables[name][keys[0]].is_monotonic_increasing:
            grown[name] = grown[name].sort_values(keys, kind="stable", ignore_index=True)
    order = {region: place for place, region in enumerate(grown["regions"]["region"])}
    region_of = dict(
        zip(grown["documents"]["document_id"], grown["documents"]["region"], strict=True)
    )
    place = [order[region_of[own.split("/")[0]]] for own in grown["codings"]["target_id"]]
    codings = grown["codings"].assign(place=place)
    codings = codings.sort_values(["place", "target_id"], kind="stable", ignore_index=True)
    grown["codings"] = codings.drop(columns="place")
    return grown


def _faults(
    tables: Tables, decided: Decided, text: str, document_id: str, folder: Path
) -> Iterator[str]:
    """Hold the tables as they would be against themselves and the text."""
    try:
        check_tables(tables, folder)
        targets = targets_from(tables)
    except PolicycompareError as error:
        what, offenders, _ = taken_apart(error)
        said = (f"{offender}; {what}" if what else offender for offender in offenders)
        yield from (_placed(fault, decided) for fault in said)
        return
    pending = decided.pending
    themes = dict(
        zip(tables["indicators"]["indicator"], tables["indicators"]["theme"], strict=True)
    )
    spoken_for = {themes[code] for _, _, code in pending if code}
    faults = [
        *faults_of_data(tables, decided.partly),
        *faults_of_text(text, document_id, tables, targets, spoken_for),
        *unaccounted(text, account(text, document_id, tables, [place[:2] for place in pending])),
    ]
    yield from (_placed(fault, decided) for fault in faults)


def _placed(fault: str, decided: Decided) -> str:
    """Name the line of the draft behind an id in a message."""
    lines = {line for known, line in decided.lines.items() if known in fault}
    lines |= {form for table, form in FORM_OF.items() if fault.startswith(table)}
    return f"{fault} ({', '.join(sorted(lines))})" if lines else fault
