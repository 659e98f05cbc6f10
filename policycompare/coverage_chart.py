"""The coverage of indicators comes in; its symbols, on an `Axes`, a page or slides, go out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from policycompare.coverage_words import WORDS
from policycompare.figures import (
    A4,
    INK,
    LOOKS,
    RULE,
    SLIDES,
    SOFT,
    Form,
    Frame,
    canvas,
    open_page,
    plain_style,
    put,
)
from policycompare.lettering import (
    LINE,
    SMALL,
    TEXT,
    even_split,
    height_of,
    lettering,
    text_width,
    wrap,
)
from policycompare.model import Language

WHOLE_PAGE = replace(A4, height=10.1)
"""An A4 page with margins of 2 cm, filled."""

NARROWEST, THEME_GAP, BLOCK_GAP, KEY_HEIGHT = 14.0, 2.0, 14.0, 17.0
NAME = 6.5
"""Type size of an indicator's name, in points."""


@dataclass(frozen=True)
class Line:
    """A theme's heading in the coverage chart, or an indicator with a kind for each region."""

    text: str
    height: float
    kinds: tuple[str, ...] = ()


def draw_coverage(coverage: pd.DataFrame, axes: Axes, *, regions: Mapping[str, str]) -> Axes:
    """Draw who states a target for which indicator: a symbol by kind, an empty cell for none.

    Parameters
    ----------
    coverage
        What `coverage` returns, or the rows of some themes.
    regions
        Region codes, which are columns of `coverage`, with the names to show, in order.
    """
    width = canvas(axes)
    lines = _lines(coverage, width, regions)
    upright, column, top = _names(regions)
    centres = [width - column * (len(regions) - 0.5 - place) for place in range(len(regions))]
    for x, name in zip(centres, regions.values(), strict=True):
        if upright:
            font = lettering(NAME)
            axes.text(x, top - 3, name, font=font, rotation=90, ha="center", va="bottom")
        else:
            put(axes, x, top - 3, name, NAME, across="center", up="bottom")
    for line in lines:
        _draw_line(axes, line, top, centres)
        top += line.height
    axes.set_ylim(top, 0)
    return axes


def _draw_line(axes: Axes, line: Line, top: float, centres: list[float]) -> None:
    half = (centres[1] - centres[0]) / 2 if len(centres) > 1 else NARROWEST / 2
    bottom, right = top + line.height, centres[-1] + half
    if not line.kinds:
        put(axes, 0, bottom - 2, line.text, TEXT, up="bottom")
        axes.plot([0, right], [bottom, bottom], color=INK, linewidth=0.8)
        return
    put(axes, 0, top + 0.5, line.text, NAME)
    axes.plot([0, right], [bottom, bottom], color=RULE, linewidth=0.4)
    for x, kind in zip(centres, line.kinds, strict=True):
        axes.plot([x - half, x - half], [top, bottom], color=RULE, linewidth=0.4)
        if kind:
            draw_symbol(axes, x, top + line.height / 2, kind)


def draw_symbol(axes: Axes, x: float, y: float, kind: str) -> None:
    """Draw the symbol of a kind at data coordinates."""
    look = LOOKS[kind]
    axes.plot(
        x, y, look.marker, color=look.colour, markerfacecolor=look.face, markersize=5.5,
        markeredgewidth=1, label=kind, clip_on=False,
    )  # fmt: skip


def _names(regions: Mapping[str, str]) -> tuple[bool, float, float]:
    """Return whether the names stand upright, how wide a region's column is, and how high names."""
    widest = max(text_width(name, NAME) for name in regions.values())
    if widest + 4 > 1.25 * NARROWEST:
        return True, NARROWEST, widest + 5
    return False, max(widest + 4, NARROWEST), NAME * LINE + 3


def _lines(coverage: pd.DataFrame, width: float, regions: Mapping[str, str]) -> list[Line]:
    _, column, _ = _names(regions)
    room = width - column * len(regions) - 4
    lines = []
    for theme, rows in coverage.groupby("theme_name", sort=False):
        lines.append(Line(str(theme), TEXT * LINE + THEME_GAP))
        for _, row in rows.iterrows():
            name = wrap(row["indicator_name"], room, NAME)
            lines.append(Line(name, height_of(name, NAME) + 1, tuple(row[list(regions)])))
    return lines


def coverage_figure(
    coverage: pd.DataFrame,
    *,
    regions: Mapping[str, str],
    source: str,
    title: str = "",
    lang: Language = "zh",
) -> Figure:
    """Lay the coverage of all indicators out in two columns on a page that fits A4.

    Where all are more than a page holds, what two or more regions state; a note counts the rest.
    """
    frame = Frame(title or _finding(coverage, lang), source, lang)
    shared = coverage[coverage["regions"] > 1]
    if len(shared) and _height(coverage, regions, A4) > frame.room(WHOLE_PAGE):
        frame, coverage = _of_shared(frame, coverage), shared
    with plain_style():
        return _draw(coverage, regions, frame, A4)


def _of_shared(frame: Frame, coverage: pd.DataFrame) -> Frame:
    """Say below a figure of what regions share how many indicators it does not show."""
    single = int((coverage["regions"] == 1).sum())
    return replace(frame, note=WORDS[frame.lang]["rest"].format(single=single))


def coverage_slides(
    coverage: pd.DataFrame,
    *,
    regions: Mapping[str, str],
    source: str,
    title: str = "",
    lang: Language = "zh",
) -> list[Figure]:
    """Lay what two or more regions state out on slides of 16:9; a note counts the rest.

    Where nothing is shared there is nothing to show, and no slide.
    """
    shared = coverage[coverage["regions"] > 1]
    if shared.empty:
        return []
    frame = _of_shared(Frame(title or _finding(coverage, lang), source, lang), coverage)
    form, pages = _slides(shared, regions, frame)
    with plain_style():
        return [
            _draw(page, regions, frame.numbered(place, len(pages)), form)
            for place, page in enumerate(pages, start=1)
        ]


def _slides(
    coverage: pd.DataFrame, regions: Mapping[str, str], frame: Frame
) -> tuple[Form, list[pd.DataFrame]]:
    """Choose the largest letters with which all fits one slide, or else share the rows out."""
    for form in SLIDES:
        if _height(coverage, regions, form) <= frame.room(form):
            return form, [coverage]
    form = SLIDES[-1]
    room = frame.numbered(1, 2).room(form)
    pages = [coverage.iloc[:0]]
    for place in range(len(coverage)):
        more = pd.concat([pages[-1], coverage.iloc[[place]]])
        if len(pages[-1]) and _height(more, regions, form) > room:
            pages.append(coverage.iloc[[place]])
        else:
            pages[-1] = more
    return form, pages


def _finding(coverage: pd.DataFrame, lang: Language) -> str:
    shared, single = (coverage["regions"] > 1).sum(), (coverage["regions"] == 1).sum()
    counts = {"indicators": len(coverage), "shared": shared, "single": single}
    return WORDS[lang]["coverage"].format(**counts)


def _height(coverage: pd.DataFrame, regions: Mapping[str, str], form: Form) -> float:
    """Return the points that key, names and the taller of two columns take."""
    width = (form.body - BLOCK_GAP) / 2
    blocks = _blocks(coverage, width, regions)
    heights = [sum(line.height for line in _lines(block, width, regions)) for block in blocks]
    return KEY_HEIGHT + _names(regions)[2] + max(heights)


def _draw(coverage: pd.DataFrame, regions: Mapping[str, str], frame: Frame, form: Form) -> Figure:
    width = (form.body - BLOCK_GAP) / 2
    page = open_page(_height(coverage, regions, form), frame, form)
    _draw_key(page.axes(0, 0, form.body, KEY_HEIGHT), frame.lang)
    for column, block in enumerate(_blocks(coverage, width, regions)):
        own = _names(regions)[2] + sum(line.height for line in _lines(block, width, regions))
        axes = page.axes(column * (width + BLOCK_GAP), KEY_HEIGHT, width, own)
        draw_coverage(block, axes, regions=regions)
    return page.figure


def _blocks(coverage: pd.DataFrame, width: float, regions: Mapping[str, str]) -> list[pd.DataFrame]:
    """Cut the rows into two columns of about one height; a theme that is cut is named in both."""
    heights, heading = [], 0.0
    for line in _lines(coverage, width, regions):
        if line.kinds:
            heights.append(line.height + heading)
        heading = 0.0 if line.kinds else line.height
    return [coverage.iloc[rows] for rows in even_split(heights, 2)]


def _draw_key(axes: Axes, lang: Language) -> None:
    canvas(axes)
    axes.set_ylim(0, KEY_HEIGHT)
    x, y = 4.0, KEY_HEIGHT / 2
    for kind in LOOKS:
        draw_symbol(axes, x, y, kind)
        x += 7
        put(axes, x, y, WORDS[lang][kind], SMALL, SOFT, up="center")
        x += text_width(WORDS[lang][kind], SMALL) + 18
    put(axes, x, y, WORDS[lang]["none"], SMALL, SOFT, up="center")
