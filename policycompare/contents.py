"""Two files' bytes and their name go in; whether they hold the same, however packed, comes out.

Compression is another library's, and other versions of it give other bytes for the same content.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

from PIL import Image

LARGEST = 1 << 28
"""Unpacked bytes or pixels; the project's own files have far fewer."""

UNSOUND = (
    OSError,
    ValueError,
    SyntaxError,
    KeyError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    Image.DecompressionBombError,
)
"""What unpacking a damaged file raises."""

_STREAM = re.compile(rb"(?<=\nstream)\r?\n(.*?)(?=\r?\nendstream)", re.DOTALL)
_PLACES = re.compile(
    rb"/Length \d+|\b\d+ 0 obj\s+\d+\s+endobj|^\d{10} \d{5} [nf] ?$|startxref\s+\d+", re.MULTILINE
)
"""Where a PDF file says how long its packed streams are and at which byte its objects begin."""


def same_content(name: str, old: bytes, new: bytes) -> bool:
    """Tell whether two files of one name hold the same.

    Office files are compared part by part, PNG by pixels and text, PDF by unpacked streams,
    everything else byte by byte.

    Examples
    --------
    >>> same_content("a.csv", b"30", b"30"), same_content("a.csv", b"30", b"50")
    (True, False)
    """
    if old == new:
        return True
    try:
        return _content(name, old) == _content(name, new)
    except UNSOUND:
        return False


def _content(name: str, packed: bytes) -> object:
    read = READERS.get(PurePosixPath(name).suffix.lower())
    return packed if read is None else read(packed)


def _parts(packed: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > LARGEST:
            raise ValueError("too large for a file of the project's")
        parts = [(entry.filename, entry.date_time, entry.comment) for entry in entries]
        return archive.comment, parts, [_content(e.filename, archive.read(e)) for e in entries]


def _picture(packed: bytes) -> object:
    with Image.open(io.BytesIO(packed)) as image:
        if image.width * image.height > LARGEST:
            raise ValueError("too large for a picture of the project's")
        image.load()  # text may stand behind the picture
        return image.mode, image.size, image.info, image.getpalette(), image.tobytes()


def _streams(packed: bytes) -> object:
    between = _STREAM.split(packed)
    return [
        _unpacked(part) if place % 2 else _PLACES.sub(b"", part)
        for place, part in enumerate(between)
    ]


def _unpacked(stream: bytes) -> object:
    """Unpack a deflated stream; one that is not deflated stands for itself."""
    unpacking = zlib.decompressobj()
    try:
        return unpacking.decompress(stream, LARGEST), unpacking.unused_data
    except zlib.error:
        return stream


READERS: dict[str, Callable[[bytes], object]] = {
    ".docx": _parts,
    ".xlsx": _parts,
    ".png": _picture,
    ".pdf": _streams,
}
"""How a file of each packed kind is read, by its ending."""
