"""A file goes in; its text comes out, character for character as stored."""

from collections.abc import Callable, Mapping
from pathlib import Path

from policycompare.decoding import decode
from policycompare.errors import EvidenceError, UnreadableFileError
from policycompare.formats import Format, format_of
from policycompare.html_text import html_text
from policycompare.pdf_text import pdf_text
from policycompare.word_text import word_text

READERS: Mapping[Format, Callable[[bytes, str], str]] = {
    "text": decode,
    "html": html_text,
    "word": word_text,
    "pdf": pdf_text,
}


def read_text(path: Path) -> str:
    """Read a registered text, UTF-8, without changing a character, so that offsets hold.

    Raises
    ------
    EvidenceError
        The file is missing, unreadable, empty or not UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise EvidenceError(
            f"{path} cannot be read ({error.strerror}); name the folder that holds the documents."
        ) from error
    except UnicodeDecodeError as error:
        raise EvidenceError(
            f"{path} is not UTF-8 (byte {error.start}); use the file as it was registered."
        ) from error
    if not text.strip():
        raise EvidenceError(f"{path} is empty; use the file as it was registered.")
    return text


def read_document(path: Path) -> str:
    r"""Read any user's document: text, .docx, .html or a PDF with a text layer.

    A text is decoded (UTF-8, UTF-16, GB18030) and nothing else: line ends and white space are as
    stored. Of the other formats the words are taken out, the same each time, a line a paragraph
    or table row, cells joined by tabs. The content says which format it is, not the name.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        The text that offsets count in; never blank.

    Raises
    ------
    UnreadableFileError
        The file gives no text: says why and what to do.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     plan = Path(folder, "plan.txt")
    ...     _ = plan.write_bytes("药占比\r\n30%以下".encode("gb18030"))
    ...     read_document(plan)
    '药占比\r\n30%以下'
    """
    raw = _bytes(path)
    text = READERS[format_of(raw, path.suffix.lower(), str(path))](raw, str(path))
    if not text.strip():
        raise UnreadableFileError(f"{path} holds no text; name a file that does.")
    return text


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFileError(f"{path} is a folder; name the files in it.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError(f"{path} is not there; check the name.") from error
    except PermissionError as error:
        raise UnreadableFileError(
            f"{path} may not be read; close it in other programs, or get the right to read it."
        ) from error
    except OSError as error:
        raise UnreadableFileError(
            f"{path} cannot be read ({error.strerror}); copy it to another place and try again."
        ) from error
    except ValueError as error:
        raise UnreadableFileError(f"{str(path)!r} is no file's name; check it.") from error
