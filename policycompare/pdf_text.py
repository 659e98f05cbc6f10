"""A PDF's bytes go in; the words of its text layer come out, a line a printed line, page by page.

PDFium (the reader in Chrome) finds characters and lines; their places say what a gap means.
"""

import ctypes
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from policycompare.decoding import CONTROL
from policycompare.errors import UnreadableFileError
from policycompare.formats import OCR
from policycompare.page_edges import without_running_lines
from policycompare.pdf_fonts import give_own_font

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

TAIL = 2048
"""Last bytes, in which a whole file has its end mark."""
PASSWORD = 4
"""PDFium's number for a missing password."""

NARROW, WIDE = 0.28, 0.8
"""Gaps in heights of a character: a narrower one beside Chinese is no space, a wider one a tab."""
UPRIGHT = 0.1
"""Radians by which a line may lean."""
CHINESE = "\u2000"
"""Before this character stand the Latin ones; Chinese ones and their punctuation follow."""
UNNAMED = "\ufffd"
"""Stands for a character that its font does not name."""
TABBED = re.compile(r" *\t[ \t]*")
LEGIBLE = 0.7
"""Least share of characters that fonts name; below it the words cannot be known."""
FEW = 20
"""Characters on a page of pictures that are but its number or a scanner's name."""

RADICALS = str.maketrans(
    "⺟⺠⺬⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "母民示虎西见角贝车长门青页风飞食马骨鱼鸟卤麦黄齐齿龙龟",
)
"""Radicals that fonts give for the characters they look like, where Unicode's NFKC does not."""


class Glyph(NamedTuple):
    """A character or PDFium's own line end, its place, and whether PDFium saw a gap before it."""

    char: str
    left: float
    right: float
    bottom: float
    top: float
    upright: bool
    spaced: bool

    @property
    def height(self) -> float:
        """Give the height of its line."""
        return max(self.top - self.bottom, 1.0)


def pdf_text(raw: bytes, name: str) -> str:
    """Give the words of a PDF's text layer; not safe in two threads at once, as PDFium is not.

    Raises
    ------
    UnreadableFileError
        The library is missing, or the file is cut short, damaged, protected by a password,
        without a text layer or with fonts that do not say which characters they show.

    Examples
    --------
    >>> pdf_text(b"%PDF-1.7", "plan.pdf")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    policycompare.errors.UnreadableFileError: plan.pdf is a damaged PDF or was cut short; ...
    """
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError as error:
        raise UnreadableFileError(
            f"{name} is a PDF, which needs a library; run pip install 'policycompare[scan]'."
        ) from error
    if b"%%EOF" not in raw[-TAIL:]:
        raise _damaged(name)
    try:
        give_own_font()
        with closing(PdfDocument(raw)) as document:
            return _text(document, name)
    except PdfiumError as error:
        if error.err_code == PASSWORD:
            raise UnreadableFileError(
                f"{name} is protected by a password; open it, print it as PDF and name that one."
            ) from error
        raise _damaged(name) from error


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name} is a damaged PDF or was cut short; fetch or save it again.")


def _text(document: "PdfDocument", name: str) -> str:
    pages: list[list[str]] = []
    scanned = 0
    for index in range(len(document)):
        with closing(document[index]) as page, closing(page.get_textpage()) as words:
            found = [line for glyphs in _lines(words) if (line := _line(glyphs))]
            scanned += sum(map(len, found)) <= FEW and _has_picture(page)
            pages.append(found)
    units = "\n".join(without_running_lines(pages)).encode("utf-16-le", "surrogatepass")
    text = units.decode("utf-16-le", "replace")  # PDFium gives halves of rare characters
    if not text or scanned == len(document):
        raise UnreadableFileError(
            f"{name} is a PDF without a text layer (its pages are pictures); {OCR}"
        )
    if len(text) - text.count(UNNAMED) < LEGIBLE * len(text):
        raise UnreadableFileError(
            f"{name} is a PDF whose fonts do not say which characters they show; {OCR}"
        )
    return text


def _has_picture(page: "PdfPage") -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))


def _lines(words: "PdfTextPage") -> Iterator[list[Glyph]]:
    """Part a page where the level changes; PDFium's own ends hold for words that are turned."""
    line: list[Glyph] = []
    for glyph in _glyphs(words):
        turned = line and not (glyph.upright and line[-1].upright)
        ends = glyph.char in "\r\n" if turned else line and _apart(line[-1], glyph)
        if ends and line:
            yield line
            line = []
        if glyph.char not in "\r\n":
            line.append(glyph)
    if line:
        yield line


def _apart(before: Glyph, after: Glyph) -> bool:
    rise = abs(after.bottom + after.top - before.bottom - before.top) / 2
    return after.char not in "\r\n" and rise > 0.5 * max(before.height, after.height)


def _glyphs(words: "PdfTextPage") -> Iterator[Glyph]:
    from pypdfium2 import raw

    box, spaced = raw.FS_RECTF(), False
    for index in range(raw.FPDFText_CountChars(words)):
        unnamed = raw.FPDFText_HasUnicodeMapError(words, index) == 1
        char = UNNAMED if unnamed else _char(raw.FPDFText_GetUnicode(words, index))
        if char == " " and raw.FPDFText_IsGenerated(words, index) == 1:
            spaced = True
        elif char:
            raw.FPDFText_GetLooseCharBox(words, index, ctypes.byref(box))
            upright = abs(raw.FPDFText_GetCharAngle(words, index)) < UPRIGHT
            yield Glyph(char, box.left, box.right, box.bottom, box.top, upright, spaced)
            spaced = False


def _char(code: int) -> str:
    """Name a character as text does: radicals as characters, a hyphen at a line's end as such."""
    if code in {0x02, 0xFFFE}:
        return "-"
    if code > sys.maxunicode:
        return UNNAMED
    char = chr(code)
    if "\u2f00" <= char <= "\u2fd5":
        return unicodedata.normalize("NFKC", char)
    return char.translate(RADICALS) if char in "\r\n" or not CONTROL.match(char) else ""


def _line(glyphs: list[Glyph]) -> str:
    if not glyphs[0].upright:
        return "".join(f"{' ' * glyph.spaced}{glyph.char}" for glyph in glyphs).strip()
    height = median(glyph.height for glyph in glyphs)
    if any(after.left < before.left - height / 2 for before, after in pairwise(glyphs)):
        glyphs = sorted(glyphs, key=lambda glyph: glyph.left)  # printed out of order
    gaps = (_gap(before, after, height) for before, after in pairwise(glyphs))
    line = "".join(glyph.char + gap for glyph, gap in zip(glyphs, [*gaps, ""], strict=True))
    return TABBED.sub("\t", line).strip()


def _gap(before: Glyph, after: Glyph, height: float) -> str:
    """Tell what stands between two characters of a line: nothing, a space or a cell's edge."""
    gap = (after.left - before.right) / height
    if gap > WIDE:
        return "\t"
    if max(before.char, after.char) < CHINESE:
        return " " * after.spaced
    return " " * (gap > NARROW)
