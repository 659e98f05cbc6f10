"""Fonts that a PDF names but does not hold go in; the project's own typeface comes out for each.

PDFium passes over characters that its substitute for a font does not draw, so that on a machine
without Chinese fonts a lone “%” or “年” is lost: the text would depend on the machine.
"""

import atexit
import ctypes
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

Buffer: TypeAlias = "ctypes._Pointer[ctypes.c_ubyte]"
"""Where PDFium wants an answer; false when it only asks how long the answer is."""

FONT = 1
"""The number by which PDFium asks for the typeface."""
GB2312 = 134
"""The character set that it is said to be of."""


@cache
def give_own_font() -> object:
    """Let PDFium draw every font that is not in the file with Noto Sans SC, until the process ends.

    The file comes with the package `pylopdf-fonts-zh-cn`. What is returned must stay in memory.
    """
    from pylopdf_fonts_zh_cn import sans_path
    from pypdfium2 import raw

    fonts = raw.FPDF_SYSFONTINFO(version=1)
    for name, answer in _answers(sans_path()).items():
        setattr(fonts, name, dict(raw.FPDF_SYSFONTINFO._fields_)[name](answer))
    raw.FPDF_SetSystemFontInfo(fonts)
    atexit.register(raw.FPDF_SetSystemFontInfo, None)
    return fonts


def _answers(path: Path) -> Mapping[str, Callable[..., int | None]]:
    """Say what PDFium is told to each of its questions (fpdf_sysfontinfo.h)."""
    whole, face = path.read_bytes(), path.stem.encode() + b"\x00"

    def data(_: object, __: int, table: int, buffer: Buffer, size: int) -> int:
        return _handed(whole if table == 0 else _table(whole, table), buffer, size)

    def name(_: object, __: int, buffer: Buffer, size: int) -> int:
        return _handed(face, buffer, size)

    return {
        "Release": lambda _: None,
        "EnumFonts": lambda _, __: None,
        "MapFont": lambda *_: FONT,
        "GetFont": lambda _, __: FONT,
        "GetFontData": data,
        "GetFaceName": name,
        "GetFontCharset": lambda _, __: GB2312,
        "DeleteFont": lambda _, __: None,
    }


def _table(font: bytes, tag: int) -> bytes:
    """Cut one table out of an OpenType font; nothing when it has no such table."""
    for index in range(int.from_bytes(font[4:6], "big")):
        entry = font[12 + 16 * index : 28 + 16 * index]
        if int.from_bytes(entry[:4], "big") == tag:
            start, length = int.from_bytes(entry[8:12], "big"), int.from_bytes(entry[12:], "big")
            return font[start : start + length]
    return b""


def _handed(content: bytes, buffer: Buffer, size: int) -> int:
    """Copy to PDFium's buffer if it has room; in any case say how long the content is."""
    if buffer and size >= len(content):
        ctypes.memmove(buffer, content, len(content))
    return len(content)
