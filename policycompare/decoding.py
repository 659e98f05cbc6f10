"""Bytes of a text go in; its characters come out, every one as stored, or a refusal."""

import re

from policycompare.errors import UnreadableFileError

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte order marks; a mark is not part of the text."""

PLAUSIBLE = 0.8
"""Least share of the characters beyond ASCII that GB 2312, the everyday set, must hold.

Of Chinese plans it holds 0.9997 and more; of Big5, Japanese or random bytes taken for GB18030
less than 0.4.
"""

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""What no text holds: control characters other than white space."""


def decode(raw: bytes, name: str) -> str:
    r"""Decode a text strictly: by its mark, else as UTF-8, UTF-16 or GB18030.

    UTF-16 without a mark is taken only when there are zero bytes, which no other text has, and
    one byte order alone gives plausible text.

    Parameters
    ----------
    raw : bytes
        The file as stored.
    name : str
        The file's name, for the refusal.

    Returns
    -------
    str
        The text without its mark; white space and line ends as stored.

    Raises
    ------
    UnreadableFileError
        The bytes are no text, or text in none of these encodings.

    Examples
    --------
    >>> decode("达到30%\r\n".encode("gb18030"), "plan.txt")
    '达到30%\r\n'
    """
    for mark, codec in MARKS:
        if raw.startswith(mark):
            return _sound(_decoded(raw[len(mark) :], codec), name)
    if b"\x00" in raw:
        return _sound(_only(_plausible(raw, "utf-16-le"), _plausible(raw, "utf-16-be")), name)
    text = _decoded(raw, "utf-8")
    return _sound(_plausible(raw, "gb18030") if text is None else text, name)


def _decoded(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _plausible(raw: bytes, codec: str) -> str | None:
    """Decode, and say None to what is no everyday Chinese or English."""
    text = _decoded(raw, codec)
    if text is None or CONTROL.search(text):
        return None
    ascii_only = len(text.encode("ascii", "ignore"))
    beyond = len(text) - ascii_only
    everyday = (len(text.encode("gb2312", "ignore")) - ascii_only) / 2
    return text if everyday >= PLAUSIBLE * beyond else None


def _only(first: str | None, second: str | None) -> str | None:
    return None if first is not None and second is not None else first or second


def _sound(text: str | None, name: str) -> str:
    if text is None:
        raise UnreadableFileError(
            f"{name} is binary, or text that is neither UTF-8, UTF-16 nor GB18030 (GBK); "
            "open it in its program and save it as text in UTF-8."
        )
    if control := CONTROL.search(text):
        raise UnreadableFileError(
            f"{name} is binary: character {control.start()} is the control "
            f"U+{ord(control[0]):04X}; open it in its program and save it as text in UTF-8."
        )
    return text
