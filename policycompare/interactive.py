"""The headline matrix comes in; a picture of it, and what all such pictures need, go out."""

import html
import unicodedata
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from policycompare.model import Language
from policycompare.records import Record, grouped, records_of
from policycompare.typeset import TOKEN

Words = dict[str, str]

STANCES = {"quantified": "●", "qualitative": "◐", "not_mentioned": "○"}
TILES = ("#1D4E89", "#E6EBF1", "#FFFFFF")
LABEL, HOVER = 20, 44  # columns of text; a Chinese character takes two
CELL = (
    "region", "region_name", "theme", "theme_name", "stance", "label", "quote", "section", "note",
)  # fmt: skip
FONT = (
    "system-ui,-apple-system,'Segoe UI','Microsoft YaHei','PingFang SC','Noto Sans CJK SC',"
    "'Source Han Sans SC','WenQuanYi Micro Hei','Droid Sans Fallback',sans-serif"
)
WORDS = {
    "matrix": (
        "{} 格中，{} 格可量化，{} 格只有无数值承诺，{} 格未提及",
        "Of {} cells, {} are measurable, {} hold a commitment only, {} are silent",
    ),
    "quantified": ("有数值", "number"),
    "qualitative": ("无数值承诺", "commitment only"),
    "not_mentioned": ("未提及", "not mentioned"),
    "quote": ("原文", "Quote"),
    "section": ("章节", "Section"),
    "note": ("说明", "Note"),
    "colon": ("：", ": "),
}
BASE = {
    "template": "none",
    "font": {"family": FONT, "size": 12, "color": "#222222"},
    "dragmode": False,
    # plotly.js 4 offers to upload every chart unless told not to
    "modebar": {"remove": ["sendChartToCloud", "select2d", "lasso2d"]},
    "hovermode": "closest",
    "hoverdistance": 60,
    "hoverlabel": {"align": "left", "bgcolor": "#FFFFFF", "font": {"family": FONT, "size": 13}},
}
TITLE = {
    "x": 0.01, "xref": "container", "xanchor": "left",
    "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 12},
}  # fmt: skip
FIXED = {
    "fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "", "ticklabelstandoff": 6,
}  # fmt: skip


def words_in(lang: Language) -> Words:
    """Choose the words of one language."""
    if lang not in ("zh", "en"):
        raise ValueError(f"lang is {lang!r}; ask for 'zh' or 'en'.")
    return {key: pair[lang == "en"] for key, pair in WORDS.items()}


def wrapped(text: str, columns: int, most: int) -> list[str]:
    """Break plain text into at most `most` lines of about `columns` columns, escaped for plotly."""
    lines, width = [""], 0
    for token in TOKEN.findall(" ".join(text.split())):
        wide = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in token)
        if width and width + wide > columns + token.endswith(" "):
            lines, width = [*lines, ""], 0
        lines[-1] += token
        width += wide
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip() + "…"]
    return [html.escape(line.strip(), quote=False).replace("$", "&#36;") for line in lines]


def hover(heads: Sequence[str], fields: Record, words: Words) -> str:
    """Compose what a mark or tile says: wrapped, and with no markup that comes from the data."""
    lines = [f"<b>{line}</b>" for head in heads for line in wrapped(head, HOVER, 4)]
    for key, text in fields.items():
        lines += wrapped(words[key] + words["colon"] + text, HOVER, 12) if text else []
    return "<br>".join(lines)


def headline_heatmap(matrix: pd.DataFrame, *, lang: Language = "zh") -> go.Figure:
    """Show the headline matrix as tiles, a row a region, a column a theme, the words on hover.

    Parameters
    ----------
    matrix : pandas.DataFrame
        The headline matrix, in the language asked for; `DataError` where a column is missing.
    lang : {"zh", "en"}
        Language of what the picture itself says.

    Returns
    -------
    plotly.graph_objects.Figure
        Tiles whose stance is told by a sign, a colour and the label.

    Examples
    --------
    >>> from policycompare import headline_matrix, load_targets
    >>> len(headline_heatmap(headline_matrix(load_targets())).data[0].text)
    20
    """
    words, cells = words_in(lang), records_of(matrix, CELL)
    themes, regions = grouped(cells, "theme"), grouped(cells, "region")
    counts = [sum(cell["stance"] == stance for cell in cells) for stance in STANCES]
    signs = "　".join(f"{sign} {words[stance]}" for stance, sign in STANCES.items())
    found = words["matrix"].format(len(cells), *counts)
    tiles = go.Heatmap(
        x=[list(themes).index(cell["theme"]) for cell in cells],
        y=[list(regions).index(cell["region"]) for cell in cells],
        z=[list(STANCES).index(cell["stance"]) for cell in cells],
        text=[_tile(cell) for cell in cells],
        texttemplate="%{text}",
        textfont={"size": 13},
        hovertext=[_tile_hover(cell, words) for cell in cells],
        hoverinfo="text",
        colorscale=[[(i + edge) / 3, colour] for i, colour in enumerate(TILES) for edge in (0, 1)],
        zmin=-0.5,
        zmax=2.5,
        showscale=False,
        xgap=1,
        ygap=1,
    )
    layout = {
        "title": {**TITLE, "text": found, "subtitle": {"text": signs}},
        "plot_bgcolor": "#B0B7BF",
        "height": 84 * len(regions) + 128,
        "margin": {"l": 100, "r": 8, "t": 120, "b": 8, "autoexpand": False},
        "xaxis": {"side": "top", **_ticks(themes, "theme_name")},
        "yaxis": {"autorange": "reversed", **_ticks(regions, "region_name")},
    }
    return go.Figure(tiles, {**BASE, **layout})


def _ticks(groups: dict[str, list[Record]], key: str) -> dict[str, object]:
    texts = ["<br>".join(wrapped(cells[0][key], LABEL, 2)) for cells in groups.values()]
    places = list(range(len(groups)))
    return {**FIXED, "tickvals": places, "ticktext": texts, "tickfont": {"size": 14}}


def _tile(cell: Record) -> str:
    return "<br>".join([STANCES[cell["stance"]], *wrapped(cell["label"], 26, 3)])


def _tile_hover(cell: Record, words: Words) -> str:
    quote = f"“{cell['quote']}”" if cell["quote"] else ""
    fields = {"quote": quote, "section": cell["section"], "note": cell["note"]}
    return hover([f"{cell['region_name']} · {cell['theme_name']}", cell["label"]], fields, words)
