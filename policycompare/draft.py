"""A document goes in; a folder of draft rows for a person to decide upon comes out."""

import re
from dataclasses import dataclass
from pathlib import Path

from policycompare.constraints import Tables
from policycompare.divisions import SUFFIX
from policycompare.documents import read_document
from policycompare.draft_files import (
    CANDIDATES,
    DRAFTS,
    FORMS,
    INDICATORS,
    POPULATIONS,
    REGISTER,
    form_bytes,
)
from policycompare.draft_guide import GUIDE, guide, is_doubtful, marked
from policycompare.draft_names import new_indicators, new_populations, told_apart
from policycompare.draft_register import level_of, register_rows
from policycompare.draft_words import Words
from policycompare.errors import DraftError
from policycompare.files import write_new_folder, write_whole
from policycompare.periods import document_years
from policycompare.proposals import copies_of, propose
from policycompare.repeats import doubted
from policycompare.scan import document_facts
from policycompare.sources import data_folder, read_tables
from policycompare.wordlists import read_grammar


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was drafted: the folder, the text that its places count in, and how many rows.

    `empty` names the cells that the document does not tell.
    """

    folder: Path
    text: Path
    targets: int
    left_out: int
    doubtful: int
    empty: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say what there is to do."""
        lines = [
            f"{self.folder}: {self.targets} targets proposed, {self.left_out} passages to leave "
            f"out, {self.doubtful} rows in doubt; read {GUIDE} there",
            f"{self.text}: the document's text, to which all places refer; keep it",
        ]
        if self.empty:
            lines.append(f"to fill in besides the decisions: {'; '.join(self.empty)}")
        return "\n".join(lines)


def draft(
    path: Path | str,
    document_id: str,
    region: str,
    *,
    folder: Path | None = None,
    out: Path | None = None,
) -> Drafted:
    """Draft the rows of a document for a person to accept, edit or leave out.

    Parameters
    ----------
    path : path
        The document.
    document_id : str
        Letters, a hyphen and the document's year, as ziyang-2017; the letters become the code
        of a new region.
    region : str
        Code or name of a region; a name that the data do not hold is a new region.
    folder : Path, optional
        Data folder; by default the one that came with the package.
    out : Path, optional
        The folder to write; by default `drafts/<document_id>` in the data folder.

    Returns
    -------
    Drafted
        What was written. The document's text stands beside the document as `<document_id>.txt`.

    Raises
    ------
    DraftError
        The document is registered or drafted already, or id and region do not fit.

    Examples
    --------
    >>> try:
    ...     draft("plan.txt", "ziyang-2017", "资阳")
    ... except DraftError as error:
    ...     print(error)
    ziyang-2017 is in documents.csv already; edit its rows in the data.
    """
    path = Path(path)
    folder = data_folder() if folder is None else folder
    out = folder / DRAFTS / document_id if out is None else out
    tables = read_tables(folder)
    code = _region(document_id, region, tables)
    _refuse_known(document_id, out, tables)
    text = read_document(path)
    copies = copies_of(text)
    years = document_years({"year": document_id[-4:], **document_facts(text)})
    level = level_of(region, code, tables)
    proposed = propose(text, copies, years, level, tables, read_grammar(tables))
    proposals = doubted(told_apart(proposed, tables))
    rows = [marked(row.cells) for row in proposals]
    register = register_rows(text, copies, document_id, region, code, tables)
    indicators = new_indicators(proposals, tables)
    contents = {
        REGISTER.name: form_bytes(REGISTER, register),
        CANDIDATES.name: form_bytes(CANDIDATES, rows),
        INDICATORS.name: form_bytes(INDICATORS, indicators),
        POPULATIONS.name: form_bytes(POPULATIONS, new_populations(proposals, tables)),
        GUIDE: guide(document_id, rows, tables).encode("utf-8-sig"),
    }
    written = _write_text(path, document_id, text)
    write_new_folder(out, contents)
    return Drafted(
        out,
        written,
        sum(row["suggestion"] != "舍弃" for row in rows),
        sum(row["suggestion"] == "舍弃" for row in rows),
        sum(map(is_doubtful, rows)),
        (
            *(
                f"{REGISTER.name} {row['name']}"
                for row in register
                if row["expected"].startswith("必填") and not row["value"]
            ),
            *(f"{INDICATORS.name} 主题 {row['name_zh']}" for row in indicators if not row["theme"]),
        ),
    )


def _region(document_id: str, region: str, tables: Tables) -> str:
    """Find the code of a region, or take that of a new one from the document's id."""
    if not re.fullmatch(r"[a-z]+-\d{4}", document_id):
        raise DraftError(
            f"{document_id!r} is no document id; write small letters, a hyphen and the document's "
            "year, as ziyang-2017."
        )
    words = Words(tables)
    for written in (region, SUFFIX.sub("", region)):
        if code := words.code("regions", written):
            return code
    code = document_id.split("-", maxsplit=1)[0]
    if words.name("regions", code) != code:
        raise DraftError(
            f"The code {code} is the region {words.name('regions', code)}, not {region!r}; choose "
            "another document id, or name that region."
        )
    return code


def _refuse_known(document_id: str, out: Path, tables: Tables) -> None:
    if document_id in set(tables["documents"]["document_id"]):
        raise DraftError(f"{document_id} is in documents.csv already; edit its rows in the data.")
    if any(list(out.glob(f"{Path(form.name).stem}.*")) for form in FORMS):
        raise DraftError(
            f"{out} holds a draft already, perhaps with your decisions; go on with it, or rename "
            "or delete the folder to draft afresh."
        )


def _write_text(path: Path, document_id: str, text: str) -> Path:
    """Keep the text that the places count in, as `verify --sources` wants it."""
    kept = path.with_name(f"{document_id}.txt")
    if not kept.exists():
        return write_whole(kept, text.encode())
    if kept.read_bytes() != text.encode():
        what = "is not plain UTF-8 text" if kept.samefile(path) else f"is another text than {path}"
        raise DraftError(f"{kept} is there and {what}; give it another name.")
    return kept
