"""A Word document's bytes go in; its paragraphs and tables come out as text, in their order.

The part that holds the text is walked itself: python-docx passes over what stands in smart tags
(Word marks dates by them), tracked insertions, content controls and text boxes.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from policycompare.errors import UnreadableFileError
from policycompare.formats import main_part
from policycompare.layout import Mark, laid_out

LARGEST = 100_000_000
"""Unpacked bytes; a plan of a thousand pages has fewer than twenty million."""

LARGE, TIMES = 10_000_000, 200
"""A part that unpacks to so many bytes and to so many times its packed size is no document."""

UNSOUND = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    RuntimeError,
)
"""What unpacking a damaged or encrypted archive raises."""

PASSED_OVER = {"pPr", "rPr", "tblPr", "sectPr", "del", "moveFrom", "instrText", "Fallback", "rt"}
"""Settings, words struck out, field codes, second versions of text boxes, readings over words."""

BREAKS = {"br", "cr", "txbxContent"}
OPENS = {"tbl": Mark.TABLE, "tr": Mark.ROW, "tc": Mark.CELL}
CLOSES = {"p": Mark.LINE, "txbxContent": Mark.LINE, "tbl": Mark.END}
SIGNS = {"tab": "\t", "noBreakHyphen": "-"}
SYMBOLS = {"F025": "%", "F0A3": "≤", "F0B1": "±", "F0B3": "≥", "F0B4": "×"}
"""Signs that Word stores by their place in the font Symbol."""


def word_text(raw: bytes, name: str) -> str:
    """Give a .docx file's text; headers, footers, notes and automatic numbers are left out.

    Raises
    ------
    UnreadableFileError
        The archive is broken, encrypted or swells beyond all measure, or its text is no sound XML.

    Examples
    --------
    >>> packed = io.BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as archive:
    ...     archive.writestr("word/document.xml", "<document><p><t>药占比≤30%</t></p></document>")
    >>> word_text(packed.getvalue(), "plan.docx")
    '药占比≤30%'
    """
    return laid_out(_tokens(_unpacked(raw, name), name))


def _unpacked(raw: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            part = archive.getinfo(main_part(archive.namelist()) or "")
            swollen = part.file_size > max(LARGE, TIMES * part.compress_size)
            with archive.open(part) as packed:
                text = b"" if swollen else packed.read(LARGEST + 1)
    except UNSOUND as error:
        raise _damaged(name) from error
    if swollen or len(text) > LARGEST:
        raise UnreadableFileError(
            f"{name} unpacks to more text than any document holds; get it from its source again."
        )
    return text


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} is a damaged Word document; open it in Word or WPS and save it again as .docx."
    )


def _tokens(xml: bytes, name: str) -> Iterator[str | Mark]:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.LxmlError, ValueError) as error:
        raise _damaged(name) from error
    if root.getroottree().docinfo.doctype:  # Word writes none; entity bombs need one
        raise _damaged(name)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        tag = _local(node.tag)
        if event == "end":
            yield from filter(None, [CLOSES.get(tag)])
        elif tag in PASSED_OVER:
            walk.skip_subtree()
        elif tag in OPENS:
            yield OPENS[tag]
        else:
            yield from filter(None, [_word(tag, node.text or "", dict(node.attrib))])


def _word(tag: str, text: str, attributes: Mapping[str, str]) -> str | Mark:
    """Give what an element of a run shows: its words, a break, a sign, or nothing."""
    if tag == "t":
        return " ".join(text.splitlines()) if "\n" in text else text
    if tag in BREAKS:
        return Mark.LINE
    if tag == "sym":
        code = next((value for key, value in attributes.items() if _local(key) == "char"), "")
        return SYMBOLS.get(code.upper(), "")
    return SIGNS.get(tag, "")


def _local(tag: str) -> str:
    """Drop the namespace, which the strict form of the format names otherwise."""
    return tag.rpartition("}")[2]
