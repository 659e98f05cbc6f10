"""Labelled targets come in; an interactive picture of every one of them goes out."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from policycompare.errors import DataError, refusal
from policycompare.interactive import (
    BASE,
    FIXED,
    LABEL,
    TITLE,
    Record,
    Words,
    grouped,
    hover,
    records_of,
    words_in,
    wrapped,
)
from policycompare.model import TARGET_DTYPES, Language

KINDS = {
    "quantified": ("circle", "#1D4E89"),
    "universal": ("square", "#1F8A7D"),
    "relative": ("triangle-up", "#A65300"),
    "qualitative": ("diamond-open", "#595959"),
}
HEADLINES = ("drug_share", "drg", "signing", "case_payment")
HEADING, SHARED = "#E4E9EE", "#FFF7DC"
LINE, PAD, LEFT = 16, 6, 264  # px: a line of text, the space around a row's text, the names
NAME = 36  # columns of text in an indicator's name
DISPLAY = ("region_name", "theme_name", "indicator_name", "population_name", "value_label", "label")
DOCUMENT = ("document_title", "document_number", "document_status", "note")
COLUMNS = (*TARGET_DTYPES, *DISPLAY, *DOCUMENT)
HOVERED = (
    "population_name", "year", "quote", "reading", "section", "document", "note", "target_id",
)  # fmt: skip
GREY = '<span style="color:#666">{}</span>'


class Mark(NamedTuple):
    """One target in the picture: where it stands, in columns and px from the top, and its label."""

    target: Record
    x: float
    y: float
    text: str


class Row(NamedTuple):
    """A theme's heading or an indicator, in px from the top, with the indicator's marks."""

    top: int
    bottom: int
    name: str
    middle: float
    fill: str
    marks: list[Mark]


def _spread(records: Sequence[Record]) -> int:
    return len(grouped(records, "region"))


def shown_targets(frame: pd.DataFrame, words: Words) -> list[Record]:
    """Take labelled targets, regions as they come; say what is shown of year and document."""
    records = records_of(frame, COLUMNS)
    unknown = sorted({target["kind"] for target in records} - set(KINDS))
    if unknown:
        what = f"{len(unknown)} kinds of target are unknown to the explorer"
        raise DataError(refusal(what, unknown, f"A kind is one of {', '.join(KINDS)}."))
    for target in records:
        draft = words["brackets"].format(words["draft"])
        target["draft"] = draft if target["document_status"] == "draft" else ""
        named = f"{target['document_title']} {target['document_number']}".strip()
        target["document"] = named + ("" if words["draft"] in named else target["draft"])
        basis = words.get(target["year_basis"], target["year_basis"])
        target["year"] += words["brackets"].format(basis) if target["year"] else basis
        if target["also_in"]:
            target["section"] = words["also"].format(target["section"], target["also_in"])
    order = list(grouped(records, "region"))
    return sorted(records, key=lambda target: order.index(target["region"]))


def by_theme(records: list[Record]) -> list[list[list[Record]]]:
    """Order targets for reading: headline themes first, then what most regions speak of."""
    themes = grouped(records, "theme")
    rest = sorted(set(themes) - set(HEADLINES), key=lambda code: (-_spread(themes[code]), code))
    return [
        sorted(grouped(themes[code], "indicator").values(), key=lambda group: -_spread(group))
        for code in [*HEADLINES, *rest]
        if code in themes
    ]


def _regions(records: list[Record]) -> dict[str, str]:
    """Column headings by region code; a draft says so."""
    return {
        target["region"]: wrapped(target["region_name"], LABEL, 1)[0] + target["draft"]
        for target in records
    }


def _row(group: list[Record], regions: Sequence[str], top: int) -> Row:
    """Place an indicator's targets; those of one cell stand under each other."""
    depth = dict.fromkeys(regions, 0)
    marks = []
    whom = len(grouped(group, "population")) > 1
    for target in group:
        lines = wrapped(target["label"], LABEL, 3)
        if whom:  # then the label alone would pass for one of the same denominator
            lines += [GREY.format(line) for line in wrapped(target["population_name"], LABEL, 2)]
        y = top + PAD + depth[target["region"]] + LINE * len(lines) / 2
        text = "<br>".join("\u00a0" + line for line in lines)
        marks.append(Mark(target, regions.index(target["region"]) - 0.43, y, text))
        depth[target["region"]] += LINE * len(lines) + 4
    shared = _spread(group) > 1
    unlike = whom or len({(target["unit"], target["measure"]) for target in group}) > 1
    names = wrapped(group[0]["indicator_name"], NAME, 3)
    names[-1] += " ≠" if unlike and shared else ""
    bottom = top + max(LINE * len(names), max(depth.values()) - 4) + 2 * PAD
    middle = top + PAD + LINE * len(names) / 2
    return Row(top, bottom, "<br>".join(names), middle, SHARED if shared else "", marks)


def _rows(records: list[Record], regions: Sequence[str]) -> list[Row]:
    """Lay out every theme's heading and its indicators, from the top."""
    rows: list[Row] = []
    top = 0
    for theme in by_theme(records):
        name = f"<b>{wrapped(theme[0][0]['theme_name'], NAME, 1)[0]}</b>"
        rows.append(Row(top, top + 30, name, top + 15, HEADING, []))
        for group in theme:
            rows.append(_row(group, regions, rows[-1].bottom))
        top = rows[-1].bottom
    return rows


def _target_hover(target: Record, words: Words) -> str:
    fields = {key: target[key] for key in HOVERED} | {"quote": f"“{target['quote']}”"}
    heads = [f"{target['region_name']} · {target['indicator_name']}", target["value_label"]]
    return hover(heads, fields, words)


def _marks(kind: str, rows: list[Row], words: Words) -> go.Scatter:
    """Draw the targets of one kind, so that the legend can filter them."""
    marks = [mark for row in rows for mark in row.marks if mark.target["kind"] == kind]
    symbol, colour = KINDS[kind]
    return go.Scatter(
        name=f"{words[kind]} {len(marks)}",
        mode="markers+text",
        x=[mark.x for mark in marks],
        y=[mark.y for mark in marks],
        text=[mark.text for mark in marks],
        textposition="middle right",
        marker={"symbol": symbol, "color": colour, "size": 10},
        customdata=[mark.target["target_id"] for mark in marks],
        hovertext=[_target_hover(mark.target, words) for mark in marks],
        hoverinfo="text",
    )


def _headings(rows: list[Row], regions: Sequence[str]) -> go.Scatter:
    """Repeat the regions' names in every theme's band, so that they never scroll out of sight."""
    heights = [row.middle for row in rows if row.fill == HEADING]
    return go.Scatter(
        mode="text",
        x=[column - 0.47 for _ in heights for column in range(len(regions))],
        y=[y for y in heights for _ in regions],
        text=[f"<b>{name}</b>" for name in regions] * len(heights),
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
    )


def _shapes(rows: list[Row], columns: int) -> list[dict[str, object]]:
    """Draw what guides the eye: theme bands, tinted shared rows, lines between rows and columns."""
    band = {"type": "rect", "layer": "below", "line": {"width": 0}, "xref": "paper"}
    ruled = {"type": "path", "layer": "below", "line": {"width": 1, "color": "#E0E0E0"}}
    across = "".join(f"M-1,{row.bottom}H1" for row in rows)
    down = "".join(f"M{column - 0.5},0V1" for column in range(columns))
    return [
        *(
            {**band, "x0": -1, "x1": 1, "y0": row.top, "y1": row.bottom, "fillcolor": row.fill}
            for row in rows
            if row.fill
        ),
        {**ruled, "xref": "paper", "path": across},
        {**ruled, "yref": "paper", "path": down},
    ]


def finding(records: list[Record], words: Words) -> str:
    """Say in one sentence what the targets show."""
    groups = grouped(records, "indicator").values()
    return words["title"].format(
        regions=_spread(records),
        targets=len(records),
        indicators=len(groups),
        shared=sum(_spread(group) > 1 for group in groups),
    )


def target_explorer(targets: pd.DataFrame, *, lang: Language = "zh") -> go.Figure:
    """Show every target as a mark: a row an indicator, a column a region, the words on hover.

    Parameters
    ----------
    targets : pandas.DataFrame
        Labelled targets, in the language asked for; `DataError` where a column is missing.
    lang : {"zh", "en"}
        Language of what the picture itself says.

    Returns
    -------
    plotly.graph_objects.Figure
        As tall as its rows; kind is told by symbol, colour and a legend that filters.

    Examples
    --------
    >>> from policycompare import labelled, load_targets
    >>> target_explorer(labelled(load_targets())).layout.xaxis.ticktext
    ('资阳', '辽宁', '汉中', '枞阳（征求意见稿）', '新会')
    """
    words = words_in(lang)
    records = shown_targets(targets, words)
    regions = _regions(records)
    rows = _rows(records, list(regions))
    height = rows[-1].bottom if rows else 0
    how = "<br>".join(wrapped(words["how"], 112, 3))
    layout = {
        "title": {**TITLE, "text": finding(records, words), "subtitle": {"text": how}},
        "height": height + 130,
        "margin": {"l": LEFT, "r": 8, "t": 122, "b": 8, "autoexpand": False},
        "legend": {"orientation": "h", "x": 0, "xref": "container", "y": 1, "yanchor": "bottom"},
        "xaxis": {
            **FIXED,
            "range": [-0.5, len(regions) - 0.5],
            "tickvals": list(range(len(regions))),
            "ticktext": list(regions.values()),
            "showticklabels": False,
        },
        "yaxis": {
            **FIXED,
            "range": [height, 0],
            "tickvals": [row.middle for row in rows],
            "ticktext": [row.name for row in rows],
        },
        "shapes": _shapes(rows, len(regions)),
    }
    kinds = [kind for kind in KINDS if kind in grouped(records, "kind")]
    traces = [
        _headings(rows, list(regions.values())),
        *(_marks(kind, rows, words) for kind in kinds),
    ]
    return go.Figure(traces, {**BASE, **layout})
