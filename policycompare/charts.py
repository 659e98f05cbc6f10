"""The headline matrix comes in; its tiles, on an `Axes`, a page or slides, go out."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from policycompare.figures import (
    A4,
    INK,
    LOOKS,
    SLIDES,
    SOFT,
    Form,
    Frame,
    canvas,
    open_page,
    plain_style,
    put,
)
from policycompare.lettering import LABEL, SMALL, TEXT, height_of, wrap
from policycompare.model import Language, Stance
from policycompare.tile_texts import brief_texts, tile_texts

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "matrix": "{regions}地×{themes}主题：{quantified}格可量化，{qualitative}格无数值，"
        "{not_mentioned}格未提及",
        "region": "{region}的{themes}个主题：{quantified}个可量化，{qualitative}个无数值，"
        "{not_mentioned}个未提及",
        "theme": "{theme}：{regions}地中{quantified}地可量化，{qualitative}地无数值，"
        "{not_mentioned}地未提及",
        "draft": "征求意见稿",
        "bare": "；{themes}无一地写明数值",
        "and": "、",
        "small print": "小字：可量化的，统计的是什么；无数值的，原文（误印按修复读）；"
        "未提及的，检索过的词。",
    },
    "en": {
        "matrix": "{quantified} of {cells} cells ({regions} regions × {themes} themes) are "
        "measurable, {qualitative} words only, {not_mentioned} silent",
        "region": "{region}: {quantified} of {themes} themes measurable, {qualitative} words only, "
        "{not_mentioned} silent",
        "theme": "{theme}: {quantified} of {regions} regions measurable, {qualitative} words only, "
        "{not_mentioned} silent",
        "draft": "draft",
        "bare": "; no region puts a number on {themes}",
        "and": ", ",
        "small print": "Small print: what is counted; without a number, the words as printed; "
        "where nothing is mentioned, the terms searched for.",
    },
}
PAGE_HEIGHT = 10.1
"""Inches of an A4 page between margins of 2 cm."""

TILES: dict[Stance, tuple[str, str, str, str, str]] = {
    "quantified": (LOOKS["quantified"].face, LOOKS["quantified"].colour, "-", "#FFFFFF", "#FFFFFF"),
    "qualitative": ("#F0F2F5", SOFT, "-", INK, SOFT),
    "not_mentioned": ("#FFFFFF", "#9A9A9A", "--", "#6E6E6E", "#6E6E6E"),
}
"""Face, edge and line style of a tile, colour of its label and of its note."""
REGION_COLUMN, HEADER, TILE_GAP, TILE_PAD = 50.0, 16.0, 3.0, 7.0


def draw_headline_matrix(
    matrix: pd.DataFrame,
    targets: pd.DataFrame,
    axes: Axes,
    *,
    lang: Language = "zh",
    brief: bool = False,
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
    brief
        Leave out the printed words and the terms searched for, as fits a slide.
    """
    themes = matrix["theme_name"].unique()
    width = (canvas(axes) - REGION_COLUMN) / len(themes)
    lefts = [REGION_COLUMN + width * column for column in range(len(themes))]
    for theme, left in zip(themes, lefts, strict=True):
        put(axes, left + width / 2, 0, theme, TEXT, across="center")
    top = HEADER
    for row in _tile_rows(matrix, targets, width, lang, brief=brief):
        lift = height_of(row.status, SMALL) / 2
        put(axes, 0, top + row.height / 2, row.region, TEXT, up="center", lift=lift)
        put(axes, 0, top + row.height / 2 + 6, row.status, SMALL, SOFT)
        for left, text, stance in zip(lefts, row.texts, row.stances, strict=True):
            _draw_tile(axes, Rectangle((left, top), width, row.height), stance, *text)
        top += row.height
    axes.set_ylim(top, 0)
    return axes


@dataclass(frozen=True)
class TileRow:
    """A region, marked where its document is a draft, and its tiles: label, small print, stance."""

    region: str
    status: str
    texts: list[tuple[str, str]]
    stances: list[Stance]

    @property
    def height(self) -> float:
        """Height in points of the fullest tile."""
        fullest = max(
            height_of(label, LABEL) + height_of(note, SMALL) for label, note in self.texts
        )
        return fullest + 2 * (TILE_PAD + TILE_GAP)


def _tile_rows(
    matrix: pd.DataFrame, targets: pd.DataFrame, width: float, lang: Language, *, brief: bool
) -> list[TileRow]:
    room = width - 2 * (TILE_GAP + TILE_PAD)
    rows = targets.set_index("target_id")
    drafts = set(targets.loc[targets["document_status"] == "draft", "region_name"])
    write = brief_texts if brief else tile_texts
    return [
        TileRow(
            str(region),
            WORDS[lang]["draft"] if region in drafts else "",
            [
                (wrap(label, room, LABEL), wrap(note, room, SMALL))
                for label, note in (write(cell, rows, lang) for _, cell in cells.iterrows())
            ],
            list(cells["stance"]),
        )
        for region, cells in matrix.groupby("region_name", sort=False)
    ]


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
    """Lay the headline matrix out as wide as A4 text; the title counts the stances by default.

    Where many regions make it higher than a page, tiles say the first value and whom it is about.
    """
    finding = title or _finding(matrix, lang)
    frame = Frame(finding, source, lang, WORDS[lang]["small print"])
    with plain_style():
        figure = _draw(matrix, targets, frame, A4, brief=False)
        if figure.get_figheight() <= PAGE_HEIGHT:
            return figure
        return _draw(matrix, targets, Frame(finding, source, lang), A4, brief=True)


def headline_matrix_slides(
    matrix: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    source: str,
    title: str = "",
    lang: Language = "zh",
) -> list[Figure]:
    """Lay the headline matrix out on slides of 16:9, without printed words and search terms."""
    frame = Frame(title or _finding(matrix, lang), source, lang)
    form, pages = _slides(matrix, targets, frame)
    with plain_style():
        return [
            _draw(page, targets, frame.numbered(place, len(pages)), form, brief=True)
            for place, page in enumerate(pages, start=1)
        ]


def _slides(
    matrix: pd.DataFrame, targets: pd.DataFrame, frame: Frame
) -> tuple[Form, list[pd.DataFrame]]:
    """Choose the largest letters with which all regions fit one slide, or else share them out."""
    for form in SLIDES:
        if _height(matrix, targets, form, frame.lang, brief=True) <= frame.room(form):
            return form, [matrix]
    form, pages = SLIDES[-1], [matrix.iloc[:0]]
    for _, cells in matrix.groupby("region", sort=False):
        more = pd.concat([pages[-1], cells])
        room = frame.numbered(1, 2).room(form)
        if len(pages[-1]) and _height(more, targets, form, frame.lang, brief=True) > room:
            pages.append(cells)
        else:
            pages[-1] = more
    return form, pages


def _height(
    matrix: pd.DataFrame, targets: pd.DataFrame, form: Form, lang: Language, *, brief: bool
) -> float:
    width = (form.body - REGION_COLUMN) / matrix["theme"].nunique()
    rows = _tile_rows(matrix, targets, width, lang, brief=brief)
    return HEADER + sum(row.height for row in rows)


def _draw(
    matrix: pd.DataFrame, targets: pd.DataFrame, frame: Frame, form: Form, *, brief: bool
) -> Figure:
    body = _height(matrix, targets, form, frame.lang, brief=brief)
    page = open_page(body, frame, form)
    axes = page.axes(0, 0, form.body, body)
    draw_headline_matrix(matrix, targets, axes, lang=frame.lang, brief=brief)
    return page.figure


def _finding(matrix: pd.DataFrame, lang: Language) -> str:
    """Count the stances, and name the themes on which nobody puts a number."""
    words, first = WORDS[lang], matrix.iloc[0]
    counts = {"regions": matrix["region"].nunique(), "themes": matrix["theme"].nunique()}
    stances = {stance: int((matrix["stance"] == stance).sum()) for stance in TILES}
    case = "matrix"
    if 1 in counts.values():
        case = "region" if counts["regions"] == 1 else "theme"
    named = {"region": first["region_name"], "theme": first["theme_name"]}
    said = words[case].format(cells=len(matrix), **named, **counts, **stances)
    if case != "matrix":
        return said
    measured = set(matrix.loc[matrix["stance"] == "quantified", "theme_name"])
    bare = [name for name in matrix["theme_name"].unique() if name not in measured]
    return said + (words["bare"].format(themes=words["and"].join(bare)) if bare else "")
