"""Documents go in; for each, in order, its rows as text or the line that says why not go out."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from traceback import extract_tb

from policycompare.documents import read_document
from policycompare.errors import PolicycompareError
from policycompare.folder import Document
from policycompare.model import Language
from policycompare.scan import candidates, scan_frame
from policycompare.scan_lines import Form, lines, printable
from policycompare.workers import in_order


@dataclass(frozen=True, slots=True)
class Scanned:
    """One document's rows as text, or the problem that left it without."""

    file: str
    targets: int
    text: str
    problem: str


def scan_files(
    documents: Sequence[Document], form: Form = "table", lang: Language = "zh", jobs: int = 1
) -> Generator[Scanned, None, None]:
    """Scan documents in several processes, a few at a time, and give them in their order.

    What cannot be read is given with its problem, and the others go on.

    Parameters
    ----------
    documents : sequence of Document
        See `find_documents`.
    form : {"table", "csv", "jsonl"}
        How rows are written.
    lang : {"zh", "en"}
        Language of a table's heads and names.
    jobs : int
        How many processes; with 1 all is done in this one.

    Examples
    --------
    >>> [each] = scan_files([Document(Path("missing.txt"), "missing")])
    >>> each.targets, each.problem.partition(" ")[0]
    (0, 'missing.txt')
    """
    work = partial(_scanned, form=form, lang=lang)
    return in_order(work, documents, min(jobs, len(documents)), lost=_lost)


def _scanned(document: Document, form: Form, lang: Language) -> Scanned:
    file = document.path.as_posix()
    try:
        text = read_document(document.path)
        found = list(candidates(text, every=False))
        frame = scan_frame(found, document.document_id)
        return Scanned(file, len(frame), lines(frame, file, form, lang), "")
    except PolicycompareError as error:
        return Scanned(file, 0, "", _one_line(str(error)))
    except Exception as error:  # a fault of ours in one document: it is named, the others go on
        place = extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name} line {place.lineno}"
        said = f"{file} cannot be scanned ({type(error).__name__}: {error}; {where}); report it."
        return Scanned(file, 0, "", _one_line(said))


def _lost(document: Document) -> Scanned:
    file = document.path.as_posix()
    said = f"{file} ended the process that read it, out of memory perhaps; split the file."
    return Scanned(file, 0, "", _one_line(said))


def _one_line(said: str) -> str:
    return " ".join(printable(said).split())
