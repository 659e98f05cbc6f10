"""The headline matrix or the coverage comes in; its tiles or symbols on an `Axes` go out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from policycompare.figures import (
    BODY_WIDTH,
    INK,
    LABEL,
    LINE,
    LOOKS,
    POINTS,
    RULE,
    SMALL,
    SOFT,
    TEXT,
    canvas,
    even_split,
    height_of,
    lettering,
    open_page,
    plain_style,
    put,
    text_width,
    wrap,
)
from policycompare.model import Language, Stance

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "matrix": "{cells}格（{regions}地×{themes}主题）中，{quantified}格可量化，"
        "{qualitative}格只有无数值承诺，{not_mentioned}格未提及",
        "coverage": "{indicators}项指标中，{shared}项有两地以上提出目标，{single}项只有一地提出",
        "wordless": "{label}\n无数值",
        "small print": "小字：可量化的，统计的是什么；无数值的，原文（误印按修复读）；"
        "未提及的，检索过的词。",
        "quantified": "有数值",
        "universal": "全覆盖",
        "relative": "相对目标",
        "qualitative": "无数值承诺",
        "none": "空格：未提出目标",
        "colon": "：",
    },
    "en": {
        "matrix": "{quantified} of {cells} cells ({regions} regions × {themes} themes) are "
        "measurable, {qualitative} words only, {not_mentioned} silent",
        "coverage": "Of {indicators} indicators, {shared} have targets in two or more regions, "
        "{single} in one only",
        "wordless": "{label}\n(no number)",
        "small print": "Small print: what is counted; without a number, the words as printed; "
        "where nothing is mentioned, the terms searched for.",
        "quantified": "a number",
        "universal": "full coverage",
        "relative": "a moving reference only",
        "qualitative": "words without a number",
        "none": "empty: no target stated",
        "colon": ": ",
    },
}
TILES: dict[Stance, tuple[str, str, str, str, str]] = {
    "quantified": (LOOKS["quantified"].face, LOOKS["quantified"].colour, "-", "#FFFFFF", "#FFFFFF"),
    "qualitative": ("#F0F2F5", SOFT, "-", INK, SOFT),
    "not_mentioned": ("#FFFFFF", "#9A9A9A", "--", "#6E6E6E", "#6E6E6E"),
}
"""Face, edge and line style of a tile, colour of its label and of its note."""
REGION_COLUMN, HEADER, TILE_GAP, TILE_PAD = 50.0, 16.0, 3.0, 7.0
NARROWEST, THEME_GAP, BLOCK_GAP = 14.0, 2.0, 14.0
KEY_HEIGHT = 0.24
NAME = 6.5
"""Type size of an indicator's name in the coverage chart, in points."""


def draw_headline_matrix(
    matrix: pd.DataFrame, targets: pd.DataFrame, axes: Axes, *, lang: Language = "zh"
) -> Axes:
    """Draw the headline matrix as tiles, a row for each region and a column for each theme.

    A promise with a number is a dark tile that says what is counted, one without a pale tile with
    its printed words, silence an empty tile with a dashed edge and the terms searched for.

    Parameters
    ----------
    matrix
        What `headline_matrix` returns: one row per region and theme.
    targets
        What `labelled` returns, in the same language.
    """
    themes = matrix["theme_name"].unique()
    width = (canvas(axes) - REGION_COLUMN) / len(themes)
    lefts = [REGION_COLUMN + width * column for column in range(len(themes))]
    for theme, left in zip(themes, lefts, strict=True):
        put(axes, left + width / 2, 0, theme, TEXT, across="center")
    top = HEADER
    for region, height, texts, stances in _tile_rows(matrix, targets, width, lang):
        put(axes, 0, top + height / 2, region, TEXT, up="center")
        for left, text, stance in zip(lefts, texts, stances, strict=True):
            _draw_tile(axes, Rectangle((left, top), width, height), stance, *text)
        top += height
    axes.set_ylim(top, 0)
    return axes


def _tile_rows(
    matrix: pd.DataFrame, targets: pd.DataFrame, width: float, lang: Language
) -> Iterator[tuple[str, float, list[tuple[str, str]], list[Stance]]]:
    """Yield each region with the height of its row, and the texts and stances of its tiles."""
    for region, cells in matrix.groupby("region_name", sort=False):
        texts = [_tile_texts(cell, targets, width, lang) for _, cell in cells.iterrows()]
        fullest = max(height_of(label, LABEL) + height_of(note, SMALL) for label, note in texts)
        yield str(region), fullest + 2 * (TILE_PAD + TILE_GAP), texts, list(cells["stance"])


def _tile_texts(
    cell: "pd.Series[str]", targets: pd.DataFrame, width: float, lang: Language
) -> tuple[str, str]:
    """Return a tile's label and small print: what is counted, the printed words, or the search."""
    label, note = cell["label"], cell["note"]
    if cell["stance"] == "qualitative":
        label = WORDS[lang]["wordless"].format(label=label)
        first = targets["target_id"] == cell["target_ids"].split(";")[0]
        note = targets.loc[first, "reading"].item() or cell["quote"]
    elif cell["stance"] == "quantified":
        rows = targets.set_index("target_id").loc[cell["target_ids"].split(";")]
        lead = rows["indicator_name" if len(rows) == 1 else "label"]
        note = "\n".join(lead + WORDS[lang]["colon"] + rows["population_name"])
    label = label.replace("，另", "\n另").replace(", ", ",\n")
    room = width - 2 * (TILE_GAP + TILE_PAD)
    return wrap(label, room, LABEL), wrap(note, room, SMALL)


def _draw_tile(axes: Axes, box: Rectangle, stance: Stance, label: str, note: str) -> None:
    face, edge, line, ink, soft = TILES[stance]
    box.set(facecolor=face, edgecolor=edge, linestyle=line, linewidth=0.9, label=stance)
    box.set_bounds(
        box.get_x() + TILE_GAP, box.get_y() + TILE_GAP,
        box.get_width() - 2 * TILE_GAP, box.get_height() - 2 * TILE_GAP,
    )  # fmt: skip
    axes.add_patch(box)
    x, top = box.get_x() + TILE_PAD, box.get_y() + TILE_PAD
    put(axes, x, top, label, LABEL, ink)
    put(axes, x, top + height_of(label, LABEL) + 2, note, SMALL, soft)


def headline_matrix_figure(
    matrix: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    source: str,
    title: str = "",
    lang: Language = "zh",
) -> Figure:
    """Lay the headline matrix out on a page; the title counts the stances unless one is given."""
    width = (BODY_WIDTH * POINTS - REGION_COLUMN) / matrix["theme"].nunique()
    rows = _tile_rows(matrix, targets, width, lang)
    body = (HEADER + sum(height for _, height, _, _ in rows)) / POINTS
    counts = {"regions": matrix["region"].nunique(), "themes": matrix["theme"].nunique()}
    stances = {stance: int((matrix["stance"] == stance).sum()) for stance in TILES}
    finding = title or WORDS[lang]["matrix"].format(cells=len(matrix), **counts, **stances)
    note = WORDS[lang]["small print"]
    with plain_style():
        page = open_page(body, title=finding, source=source, note=note, lang=lang)
        axes = page.axes(0, 0, BODY_WIDTH, body)
        draw_headline_matrix(matrix, targets, axes, lang=lang)
    return page.figure


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
    """Lay the coverage of all indicators out in two columns on a page that fits A4."""
    width = (BODY_WIDTH * POINTS - BLOCK_GAP) / 2
    blocks = _blocks(coverage, width, regions)
    heights = [sum(line.height for line in _lines(block, width, regions)) for block in blocks]
    shared, single = (coverage["regions"] > 1).sum(), (coverage["regions"] == 1).sum()
    counts = {"indicators": len(coverage), "shared": shared, "single": single}
    finding = title or WORDS[lang]["coverage"].format(**counts)
    header = _names(regions)[2]
    body = (header + max(heights)) / POINTS
    with plain_style():
        page = open_page(KEY_HEIGHT + body, title=finding, source=source, lang=lang)
        _draw_key(page.axes(0, 0, BODY_WIDTH, KEY_HEIGHT), lang)
        for column, (block, height) in enumerate(zip(blocks, heights, strict=True)):
            left = column * (width + BLOCK_GAP) / POINTS
            own = (header + height) / POINTS
            draw_coverage(block, page.axes(left, KEY_HEIGHT, width / POINTS, own), regions=regions)
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
    axes.set_ylim(0, KEY_HEIGHT * POINTS)
    x, y = 4.0, KEY_HEIGHT * POINTS / 2
    for kind in LOOKS:
        draw_symbol(axes, x, y, kind)
        x += 7
        put(axes, x, y, WORDS[lang][kind], SMALL, SOFT, up="center")
        x += text_width(WORDS[lang][kind], SMALL) + 18
    put(axes, x, y, WORDS[lang]["none"], SMALL, SOFT, up="center")
