"""Text comes in; its width, its lines and the typeface that draws it go out, measured in points."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, combinations_with_replacement, pairwise

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

SAFE = 0.96
"""Share of a width that lines may fill: letters of a PNG stand on whole pixels and run wider."""
TITLE, LABEL, TEXT, SMALL = 12.0, 11.0, 9.0, 7.5
LINE = 1.3
"""Line height as a multiple of the type size."""
WIDOW = 6
"""Fewer letters, or words, are no last line of a long one: 不可直接 ⏎ 比较."""

# Never broken: opening marks stay with what follows, closing marks with what precedes.
_RUN = re.compile(r"[（〔《“(]*(?:[!-~≥≤–‰]+|\S)[，。、；：）〕》”％！？,.;:)]*\s*")


_STOP = re.compile(r"[，。、；,;]\s*$")
_NEAR = 3
"""Letters, or words, behind a stop that go on to the last line: …四种口径， ⏎ 不同口径…."""


def lettering(size: float) -> FontProperties:
    """Return the project's Chinese typeface, Noto Sans SC, by file and never by family name.

    The file comes with the package `pylopdf-fonts-zh-cn`, so every machine draws the same letters.
    """
    from pylopdf_fonts_zh_cn import sans_path

    return FontProperties(fname=sans_path(), size=size)


def text_width(text: str, size: float) -> float:
    """Measure one line of text set in the project's typeface, in points.

    Examples
    --------
    >>> text_width("资阳", 10)
    20.0
    """
    return _width_at_scale(text) * (size / text_to_path.FONT_SCALE)


@cache
def _width_at_scale(text: str) -> float:
    """Measure a line at the one size at which matplotlib measures: it is slow, so only once."""
    font = lettering(text_to_path.FONT_SCALE)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def wrap(text: str, width: float, size: float) -> str:
    r"""Break text, Chinese or English, into lines of at most `width` points at type size `size`.

    Chinese breaks between any two characters, but no line opens with a closing mark, and the last
    is no scrap of a word.

    Examples
    --------
    >>> wrap("县级公立医院出院病例（含床日）", 84, 10)
    '县级公立医院出院\n病例（含床日）'
    >>> wrap("资阳全覆盖，辽宁全覆盖，分属两种口径，不可直接比较", 240, 10)
    '资阳全覆盖，辽宁全覆盖，分属两种口径，\n不可直接比较'
    >>> wrap("签约率的分母有四种，不同口径不可直接比较", 120, 10)
    '签约率的分母有四种，\n不同口径不可直接比较'
    >>> wrap("county hospitals", 52, 10)
    'county\nhospitals'
    """
    return "\n".join(line for part in text.split("\n") for line in _lines(part, SAFE * width, size))


def _lines(text: str, width: float, size: float) -> Iterator[str]:
    runs = [part for whole in _RUN.findall(text) for part in _cut(whole, width, size)]
    if not runs:
        yield ""
    while runs:
        end = _fitting(runs, width, size)
        if 0 < len(runs) - end < WIDOW < end / 3:
            end = _before_widow(runs, end, width, size)
        elif end < len(runs):
            end = _at_stop(runs, end, width, size)
        yield "".join(runs[:end]).rstrip()
        runs = runs[end:]


def _before_widow(runs: list[str], end: int, width: float, size: float) -> int:
    """End the last line but one sooner, at a stop if it has one, so that the last is no scrap."""
    stops = [n for n in range(end - 1, 0, -1) if _STOP.search(runs[n - 1])]
    for sooner in (*stops[:1], len(runs) - WIDOW):
        if 0 < sooner < end and text_width("".join(runs[sooner:]).rstrip(), size) <= width:
            return sooner
    return end


def _at_stop(runs: list[str], end: int, width: float, size: float) -> int:
    """End a line at a stop just before its end, if what is left then is the last line."""
    for sooner in range(end, max(0, end - _NEAR - 1), -1):
        if _STOP.search(runs[sooner - 1]):
            rest = text_width("".join(runs[sooner:]).rstrip(), size)
            return sooner if rest <= width else end
    return end


def _fitting(runs: list[str], width: float, size: float) -> int:
    """Count the runs that fit a line, at least one.

    To measure a line takes long, so the widths of its runs, which are known, say where to try.
    """

    def fits(end: int) -> bool:
        return text_width("".join(runs[:end]).rstrip(), size) <= width

    ends = list(accumulate(text_width(run, size) for run in runs))
    end = max(1, bisect_right(ends, width))
    while end < len(runs) and fits(end + 1):
        end += 1
    while end > 1 and not fits(end):
        end -= 1
    return end


def _cut(run: str, width: float, size: float) -> Iterator[str]:
    """Cut a run that is wider than a line, such as an address, into parts that are not."""
    if text_width(run.rstrip(), size) <= width:
        yield run
        return
    start = 0
    for end in range(1, len(run) + 1):
        if end - start > 1 and text_width(run[start:end].rstrip(), size) > width:
            yield run[start : end - 1]
            start = end - 1
    yield run[start:]


def height_of(text: str, size: float) -> float:
    """Return the height in points of text that is already broken into lines."""
    return (text.count("\n") + 1) * size * LINE if text else 0.0


def even_split(heights: Sequence[float], columns: int) -> list[list[int]]:
    """Part a sequence, in order, into at most so many columns that the tallest is as low as can be.

    Examples
    --------
    >>> even_split([3, 1, 1, 1, 2], 2)
    [[0, 1], [2, 3, 4]]
    """
    cuts = combinations_with_replacement(range(len(heights) + 1), columns - 1)
    splits = [list(pairwise([0, *cut, len(heights)])) for cut in cuts]
    best = min(splits, key=lambda spans: max(sum(heights[slice(*span)]) for span in spans))
    return [list(range(*span)) for span in best if span[0] < span[1]]
