"""A file goes in; its text comes out, character for character as stored."""

from pathlib import Path

from policycompare.errors import EvidenceError


def read_text(path: Path) -> str:
    """Read a UTF-8 text without changing a character, so that offsets hold.

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
