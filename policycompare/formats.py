"""A file's bytes and suffix go in; the format to read it by comes out, or what to do instead."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Literal

from policycompare.errors import UnreadableFileError

Format = Literal["text", "html", "word", "pdf"]

HEAD = 1024
"""Bytes in which a file says what it is."""

HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
WEB_ARCHIVE = re.compile(rb"^MIME-Version:.*multipart/related", re.IGNORECASE | re.DOTALL | re.M)
MAIN_PART = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
"""The part of a .docx that holds its text; some programs number it."""

OCR = "it needs OCR first: recognise its characters and save them as text, .docx or PDF."
AS_WORD = "open it in Word or WPS and save it as .docx."
AS_PDF = "open it in its program and save or print it as PDF."
AS_CSV = "save the sheet as CSV UTF-8."
UNPACK = "unpack it and name the files inside."

SIGNATURES = (
    (b"{\\rtf", "an RTF document", AS_WORD),
    (b"\x89PNG\r\n", "a picture", OCR),
    (b"\xff\xd8\xff", "a picture", OCR),
    (b"GIF87a", "a picture", OCR),
    (b"GIF89a", "a picture", OCR),
    (b"II*\x00", "a picture", OCR),
    (b"MM\x00*", "a picture", OCR),
    (b"Rar!\x1a\x07", "an archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "an archive", UNPACK),
    (b"\x1f\x8b", "an archive", UNPACK),
    (b"CAJ\x00", "a CAJ file", AS_PDF),
    (b"HN\x00\x00", "a CAJ file", AS_PDF),
)
"""First bytes, what they mean, what to do."""

STREAMS = (
    ("EncryptedPackage", "protected by a password", "open it, save it without one and try again."),
    ("WordDocument", "an old Word document (.doc)", AS_WORD),
    ("Workbook", "an old Excel workbook (.xls)", AS_CSV),
    ("PowerPoint Document", "an old presentation (.ppt)", AS_PDF),
)
"""Names of streams in an old Office file (OLE), what they mean, what to do."""

PARTS = (
    ("xl/", "an Excel workbook (.xlsx)", AS_CSV),
    ("ppt/", "a presentation (.pptx)", AS_PDF),
    ("ofd.xml", "an OFD document", AS_PDF),
    ("content.xml", "an OpenDocument file", AS_WORD),
)
"""Beginnings of names in a zip archive, what they mean, what to do."""


def format_of(raw: bytes, suffix: str, name: str) -> Format:
    """Tell the format by the content, and by the suffix only where the content does not say.

    Raises
    ------
    UnreadableFileError
        The file is of a kind that is not read; says what it is and what to do.

    Examples
    --------
    >>> format_of(b"<!DOCTYPE html><p>2020", ".txt", "plan.txt")
    'html'
    """
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(raw, name)
    if raw.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _refused(name, *_old_office(raw))
    for signature, what, remedy in SIGNATURES:
        if raw.startswith(signature):
            raise _refused(name, what, remedy)
    head = raw[:HEAD]
    if WEB_ARCHIVE.search(head):
        raise _refused(name, "a web archive", "open it in a browser and save it as .html.")
    if head.lstrip().startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head):
        return "pdf"
    return "html" if HTML.match(head) or suffix in {".html", ".htm", ".xhtml"} else "text"


def main_part(names: Sequence[str]) -> str | None:
    """Give the name of the part that holds a Word document's text.

    Examples
    --------
    >>> main_part(["word/styles.xml", "word/document2.xml"])
    'word/document2.xml'
    """
    return next((part for part in names if MAIN_PART.fullmatch(part)), None)


def _zipped(raw: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _refused(name, "a broken archive", "fetch or save it again.") from error
    if main_part(names):
        return "word"
    for start, what, remedy in PARTS:
        if any(part.lower().startswith(start) for part in names):
            raise _refused(name, what, remedy)
    raise _refused(name, "an archive", UNPACK)


def _old_office(raw: bytes) -> tuple[str, str]:
    for stream, what, remedy in STREAMS:
        if stream.encode("utf-16-le") in raw:
            return what, remedy
    return "an old Office file", AS_WORD


def _refused(name: str, what: str, remedy: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name} is {what}; {remedy}")
