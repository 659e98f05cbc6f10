"""A text goes in; whether blanks stand inside its words, and its lines without them, come out."""

import re
from collections.abc import Iterator

_BLANK = re.compile(r" (?<=[\u4e00-\u9fff] )(?=[\u4e00-\u9fff])")
_IN_PROSE = re.compile(r"[，。；、][^，。；、\n\t]*? (?<=[\u4e00-\u9fff] )(?=[\u4e00-\u9fff])")
_ASCII_STOP = re.compile(r"[,.](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")
_FEW, _SELDOM = 6, 200
"""Blanks inside sentences that make a text torn, and characters of it for each of them."""


def is_torn(plain: str) -> bool:
    """Tell a text that a machine read from print, with blanks inside its words: 分 别达到."""
    if " " not in plain:
        return False
    opening = plain[:20_000]
    blanks = len(_IN_PROSE.findall(opening))
    often = blanks >= _FEW and blanks * _SELDOM > len(opening)
    return often and len(_ASCII_STOP.findall(opening)) * 2 < blanks  # else a lost comma


def whole_words(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give what stands between the blanks of a sentence's line; of another the line itself."""
    if any(stop in plain[start:end] for stop in "，。；、"):
        for blank in _BLANK.finditer(plain, start, end):
            yield start, blank.start()
            start = blank.end()
    yield start, end
