"""A data folder and documents' texts go in; what is still open in its drafts comes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policycompare.accept import open_items
from policycompare.constraints import Tables
from policycompare.decisions import undecided
from policycompare.draft_files import DRAFTS, draft_folders, read_draft
from policycompare.errors import PolicycompareError, few, taken_apart
from policycompare.sources import table_fields


@dataclass(frozen=True, slots=True)
class Pending:
    """A draft that is not in the data yet, and what is open in it."""

    document_id: str
    items: tuple[str, ...]
    held_against_text: bool
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Give a line for the draft and one for each open item, or the first ones of each kind."""
        state = f"{len(self.items)} open" if self.items else "nothing open, `accept` takes it"
        if not self.held_against_text:
            state += "; its text was not given, so numbers without a row are not listed"
        lines = [f"draft {self.document_id}: {state}"]
        lines += [f"  - {item}" for item in few(self.items)]
        lines += [f"  {note}" for note in self.notes]
        return "\n".join(lines)


def drafted(folder: Path, document_id: str) -> bool:
    """Say whether a data folder holds a draft of a document."""
    return folder / DRAFTS / document_id in draft_folders(folder)


def pending(
    folder: Path, sources: Path | None, tables: Tables, document: str | None
) -> Iterator[Pending]:
    """Say of every draft in a data folder, or of the one of a document, what is still open.

    Drafts of documents that are in the data are done. With the document's text in `sources`
    everything that `accept` would refuse is listed, else what shows in the draft alone.
    """
    done = set(tables["documents"]["document_id"])
    for path in draft_folders(folder):
        document_id = path.name
        if document_id in done or document not in (None, document_id):
            continue
        given = sources is not None and (sources / f"{document_id}.txt").is_file()
        notes: list[str] = []
        try:
            if sources is not None and given:
                items, notes = open_items(document_id, sources, folder, path, tables)
            else:
                items = list(undecided(read_draft(path), tables, table_fields(folder)))
        except PolicycompareError as error:
            _, items, remedy = taken_apart(error)
            notes = [remedy] if remedy else []
        yield Pending(document_id, tuple(items), given, tuple(notes))
