"""Clauses and documents' texts go in; an account of every number and universal word comes out."""

from dataclasses import dataclass
from pathlib import Path

from policycompare.accounts import Account, account
from policycompare.constraints import Tables
from policycompare.documents import read_text
from policycompare.errors import EvidenceError, refusal
from policycompare.faults import faults_of_data, faults_of_text, unaccounted
from policycompare.pending import Pending, drafted, pending
from policycompare.sources import data_folder, read_tables
from policycompare.table import targets_from


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked: targets read, one account a text that was given, and what is open."""

    targets: int
    clauses: int
    repairs: int
    accounts: tuple[Account, ...]
    unchecked: tuple[str, ...] = ()
    drafts: tuple[Pending, ...] = ()
    asked_for: str | None = None

    @property
    def settled(self) -> bool:
        """Say whether nothing is open in the document that was asked for.

        Drafts beside the data do not make the data wrong; the one that was asked for is not done
        while something is open in it.
        """
        return not any(draft.items for draft in self.drafts if draft.document_id == self.asked_for)

    def __str__(self) -> str:
        """Give the whole report."""
        head = (
            f"{self.targets} targets read from {self.clauses} clauses; "
            f"{self.repairs} repairs, none stale"
        )
        drafts = map(str, self.drafts)
        if not self.accounts and not any(draft.held_against_text for draft in self.drafts):
            unchecked = "The documents' texts were not given: quotes and completeness unchecked"
            return "\n".join([head, unchecked, *drafts])
        left = sum(len(account.unaccounted) for account in self.accounts)
        lines = [head, *map(str, self.accounts), f"{left} unaccounted"]
        if self.unchecked:
            lines.append(f"not held against their texts: {', '.join(self.unchecked)}")
        return "\n".join([*lines, *drafts])


def verify(
    sources_dir: Path | str | None = None,
    *,
    folder: Path | None = None,
    document: str | None = None,
) -> Verification:
    """Prove the data against itself and, when given, against the documents' texts.

    Parameters
    ----------
    sources_dir : path, optional
        Folder with one `<document_id>.txt` a document, exactly as registered. Without it only
        what the data alone can prove is checked.
    folder : Path, optional
        Data folder; by default the one that came with the package.
    document : str, optional
        Hold only this document, or draft, against its text; by default all documents.

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
    folder = data_folder() if folder is None else folder
    tables = read_tables(folder)
    targets = targets_from(tables)
    offenders = list(faults_of_data(tables))
    accounts: list[Account] = []
    texts = _texts(sources_dir, folder, tables, document)
    for document_id, text in texts:
        faults = list(faults_of_text(text, document_id, tables, targets))
        offenders += faults
        if not faults:
            accounts.append(account(text, document_id, tables))
            offenders += unaccounted(text, accounts[-1])
    if offenders:
        remedy = "Correct the offsets, or add the clause to data/clauses.csv or data/left_out.csv."
        raise EvidenceError(refusal("The documents and the data do not agree", offenders, remedy))
    given = {document_id for document_id, _ in texts}
    sources = None if sources_dir is None else Path(sources_dir)
    return Verification(
        len(targets),
        len(tables["clauses"]),
        len(tables["repairs"]),
        tuple(accounts),
        tuple(name for name in tables["documents"]["document_id"] if name not in given),
        tuple(pending(folder, sources, tables, document)),
        document,
    )


def _texts(
    sources_dir: Path | str | None, folder: Path, tables: Tables, document: str | None
) -> list[tuple[str, str]]:
    if sources_dir is None:
        return []
    names = tables["documents"]["document_id"].tolist()
    if document is not None:
        if document not in names and not drafted(folder, document):
            raise EvidenceError(
                f"{document} is no registered document and no draft; the documents are "
                f"{', '.join(names)}."
            )
        names = [name for name in names if name == document]
    paths = {name: Path(sources_dir) / f"{name}.txt" for name in names}
    missing = [str(path) for path in paths.values() if not path.is_file()]
    if missing:
        remedy = (
            "Name the folder that holds <document_id>.txt of every registered document, or with "
            "--document the one that you have."
        )
        raise EvidenceError(refusal("Documents' texts that are not there", missing, remedy))
    return [(name, read_text(path)) for name, path in paths.items()]
