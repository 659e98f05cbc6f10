"""Titles, texts and source lines come in; a page to draw on, and its PNG and SVG files, go out."""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement, pairwise
from pathlib import Path
from typing import Literal

import pandas as pd
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from matplotlib.typing import RcStyleType

from policycompare.errors import OutputError, refusal
from policycompare.files import write_whole
from policycompare.model import Language
from policycompare.provenance import metadata

POINTS = 72
PAGE_WIDTH = 6.7
"""Inches: the text width of an A4 page with margins of 2 cm."""
MARGIN = 0.06
PNG_DPI = 300
VARYING_METADATA = {"png": ["Software"], "svg": ["Date", "Creator"]}
"""Time and version, left out so that equal figures are equal files."""

BODY_WIDTH = PAGE_WIDTH - 2 * MARGIN

INK, SOFT, RULE = "#1A1A1A", "#595959", "#C4C4C4"
SAFE = 0.96
"""Share of a width that lines may fill: letters of a PNG stand on whole pixels and run wider."""
BASELINE = 0.36
"""How far a line's middle lies above its baseline, as a share of the type size."""
TITLE, LABEL, TEXT, SMALL = 12.0, 11.0, 9.0, 7.5
LINE = 1.3
"""Line height as a multiple of the type size."""


@dataclass(frozen=True)
class Look:
    """How one kind of statement is marked: by shape and lightness as well as by hue."""

    colour: str
    face: str
    marker: str


LOOKS: dict[str, Look] = {
    "quantified": Look("#1D4E89", "#1D4E89", "o"),
    "universal": Look("#1F8A7D", "#5FC4B6", "s"),
    "relative": Look("#A65300", "#F5C280", "^"),
    "qualitative": Look("#595959", "#FFFFFF", "D"),
}
"""One palette by meaning; lightness and shape keep it apart in grey and to the colour-blind."""

# Never broken: opening marks stay with what follows, closing marks with what precedes.
_RUN = re.compile(r"[（〔《“(]*(?:[!-~≥≤–‰]+|\S)[，。、；：）〕》”％！？,.;:)]*\s*")
Across = Literal["left", "center", "right"]
Up = Literal["top", "center", "bottom"]
_SOURCE: dict[Language, str] = {"zh": "来源：", "en": "Source: "}


@dataclass(frozen=True)
class Page:
    """A figure with its title and source line set, and the body that is still free."""

    figure: Figure
    body_top: float
    """Inches from the figure's upper edge down to the body."""

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Add an `Axes`, placed in inches from the body's upper left corner."""
        across, up = self.figure.get_size_inches()
        bottom = up - self.body_top - top - height
        box = ((MARGIN + left) / across, bottom / up, width / across, height / up)
        return self.figure.add_axes(box)


def lettering(size: float) -> FontProperties:
    """Return the project's Chinese typeface, Noto Sans SC, by file and never by family name.

    The file comes with the package `pylopdf-fonts-zh-cn`, so every machine draws the same letters.
    """
    from pylopdf_fonts_zh_cn import sans_path

    return FontProperties(fname=sans_path(), size=size)


@cache
def text_width(text: str, size: float) -> float:
    """Measure one line of text set in the project's typeface, in points.

    Examples
    --------
    >>> text_width("资阳", 10)
    20.0
    """
    return float(text_to_path.get_text_width_height_descent(text, lettering(size), ismath=False)[0])


def wrap(text: str, width: float, size: float) -> str:
    r"""Break text, Chinese or English, into lines of at most `width` points at type size `size`.

    Chinese breaks between any two characters, but no line opens with a closing mark.

    Examples
    --------
    >>> wrap("县级公立医院出院病例（含床日）", 84, 10)
    '县级公立医院出院\n病例（含床日）'
    >>> wrap("county hospitals", 52, 10)
    'county\nhospitals'
    """
    return "\n".join(line for part in text.split("\n") for line in _lines(part, SAFE * width, size))


def _lines(text: str, width: float, size: float) -> Iterator[str]:
    line = ""
    for run in _RUN.findall(text):
        if line and text_width((line + run).rstrip(), size) > width:
            yield line.rstrip()
            line = ""
        line += run
    yield line.rstrip()


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


@contextmanager
def plain_style() -> Iterator[None]:
    """Draw with matplotlib's own defaults and letters as outlines, whatever the session has set."""
    fixed: RcStyleType = ["default", {"svg.hashsalt": "policycompare", "svg.fonttype": "path"}]
    with style.context(fixed, after_reset=True):
        yield


def open_page(
    body_height: float, *, title: str, source: str, lang: Language, note: str = ""
) -> Page:
    """Return a page as wide as A4 text, `body_height` inches free between title and source.

    Parameters
    ----------
    title
        The finding the figure shows.
    source
        The documents drawn from, as the reader knows them; printed under the body.
    note
        How to read the symbols; printed above the source.
    """
    width = (PAGE_WIDTH - 2 * MARGIN) * POINTS
    title = wrap(title, width, TITLE)
    source = wrap("\n".join(filter(None, [note, _SOURCE[lang] + source])), width, SMALL)
    above = height_of(title, TITLE) / POINTS + 0.14
    below = height_of(source, SMALL) / POINTS + 0.14
    height = above + body_height + below
    figure = Figure(figsize=(PAGE_WIDTH, height), facecolor="white")
    _print(figure, title, TITLE, INK, from_top=MARGIN)
    _print(figure, source, SMALL, SOFT, from_top=height - below + 0.08)
    return Page(figure, above)


def width_of(axes: Axes) -> float:
    """Return the width of an `Axes` in points."""
    return float(axes.bbox.width / axes.figure.dpi * POINTS)


def canvas(axes: Axes) -> float:
    """Turn an `Axes` into a sheet measured in points across and return its width."""
    axes.set_xlim(0, width_of(axes))
    axes.set_axis_off()
    return width_of(axes)


def put(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    size: float,
    colour: str = INK,
    *,
    across: Across = "left",
    up: Up = "top",
    shift: float = 0,
) -> None:
    """Write lines of text at data coordinates, evenly spaced whatever letters they hold.

    Parameters
    ----------
    across, up
        Which side of the block of lines lies at `x` and `y`.
    shift
        Points to move the block to the right.
    """
    lines = text.split("\n")
    above = {"top": 0.0, "center": 0.5, "bottom": 1.0}[up] * len(lines) * size * LINE
    for number, line in enumerate(lines):
        axes.annotate(
            line, (x, y), (shift, above - (number + 0.5) * size * LINE - BASELINE * size),
            textcoords="offset points", fontproperties=lettering(size), color=colour,
            ha=across, va="baseline", annotation_clip=False, parse_math=False,
        )  # fmt: skip


def _print(figure: Figure, text: str, size: float, colour: str, *, from_top: float) -> None:
    y = 1 - from_top / figure.get_figheight()
    figure.text(
        MARGIN / PAGE_WIDTH, y, text, fontproperties=lettering(size), color=colour,
        va="top", ha="left", linespacing=1.15, parse_math=False,
    )  # fmt: skip


def save_figure(figure: Figure, stem: Path, rows: pd.DataFrame | None = None) -> list[Path]:
    """Write `stem.png` (300 dpi) and `stem.svg` (letters as outlines) and return both paths.

    Two calls with the same figure give the same bytes: no date, no software tag, fixed ids.
    The files carry the plotted `rows` as their description, so that an audit can compare them.

    Raises
    ------
    OutputError
        If the typeface lacks a character of the figure, or a file can't be written.
    """
    return [
        write_whole(stem.with_name(f"{stem.name}.{suffix}"), _render(figure, suffix, rows))
        for suffix in ("png", "svg")
    ]


def _render(figure: Figure, suffix: str, rows: pd.DataFrame | None) -> bytes:
    image = io.BytesIO()
    said_of_it = dict.fromkeys(VARYING_METADATA[suffix]) | metadata(rows, suffix)
    with plain_style(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure.savefig(image, format=suffix, dpi=PNG_DPI, metadata=said_of_it)
    said = sorted({str(warning.message) for warning in caught})
    if missing := [message for message in said if "missing from font" in message]:
        remedy = "Write them another way in the data."
        raise OutputError(refusal(f"{len(missing)} glyphs cannot be drawn", missing, remedy))
    return image.getvalue()
