"""Files and folders as named go in; the documents among them go out, each once and in order."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SUFFIXES = frozenset((".txt", ".docx", ".pdf", ".html", ".htm", ".xhtml"))
"""Files of a folder that are documents; a file named by itself is read whatever its suffix."""

SKIPPED = (".", "~$")
"""How hidden files and folders begin, and those that an office program leaves while it runs."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be read, and the id that its rows carry."""

    path: Path
    document_id: str


@dataclass(frozen=True, slots=True)
class Found:
    """The documents to read in order, and what a folder holds or hides besides.

    `problems` has a line for each folder that gives no document or cannot be opened, `others` the
    number of files of each suffix that is not read.
    """

    documents: tuple[Document, ...]
    problems: tuple[str, ...] = ()
    others: Mapping[str, int] = field(default_factory=dict)


def find_documents(named: Sequence[Path]) -> Found:
    """List documents: files as they are named, folders with all they hold, sorted by path.

    A file reached twice is listed once. A missing file is listed, for its reader to refuse.

    Parameters
    ----------
    named : sequence of Path
        Files and folders.

    Examples
    --------
    >>> found = find_documents([Path("某市 方案.docx"), Path("县/某市 方案.docx")])
    >>> [document.document_id for document in found.documents]
    ['某市-方案', '某市-方案-2']
    """
    paths: dict[str, Path] = {}
    problems: list[str] = []
    others: dict[str, str] = {}
    for path in named:
        if not _is_folder(path):
            paths.setdefault(_place(path), path)
            continue
        files = {each: each.suffix.lower() for each in sorted(_walked(path, problems), key=_parts)}
        inside = [each for each, suffix in files.items() if suffix in SUFFIXES]
        others |= {_place(each): suffix for each, suffix in files.items() if suffix not in SUFFIXES}
        if not inside:
            known = " ".join(sorted(SUFFIXES))
            problems.append(f"{path} holds no document ({known}); name another folder or a file.")
        for each in inside:
            paths.setdefault(_place(each), each)
    ids = _ids([path.stem for path in paths.values()])
    return Found(
        tuple(map(Document, paths.values(), ids)), tuple(problems), Counter(sorted(others.values()))
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # its own folder is closed to us: the reader says so
        return False


def _parts(path: Path) -> tuple[str, ...]:
    """Sort by names folder by folder, on Windows as elsewhere."""
    return path.parts


def _place(path: Path) -> str:
    """Tell one file from another, whatever way leads to it."""
    return os.path.normcase(os.path.realpath(path))


def _walked(folder: Path, problems: list[str]) -> Iterator[Path]:
    def closed(error: OSError) -> None:
        problems.append(f"{error.filename} cannot be read ({error.strerror}); ask for access.")

    for place, folders, files in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(SKIPPED)]
        for name in files:
            path = Path(place, name)
            if not name.startswith(SKIPPED) and path.is_file():
                yield path


def _ids(stems: Sequence[str]) -> Iterator[str]:
    """Make names safe as ids; of files with one name the first keeps it, the next are numbered."""
    taken: set[str] = set()
    for stem in stems:
        plain = re.sub(r"[^\w.]+", "-", stem).strip("-.") or "document"
        numbered = (f"{plain}-{number}" for number in range(2, len(stems) + 2))
        chosen = plain if plain not in taken else next(n for n in numbered if n not in taken)
        taken.add(chosen)
        yield chosen
