"""Targets that may share an axis come in; an Excel chart that stays editable goes out.

The bars read their numbers from cells. The operator stands in the label of the region and, as a
number format, in the label of the bar, so that ≥ and ≤ survive every later edit.
"""

from collections.abc import Hashable, Mapping

import pandas as pd
from openpyxl.chart import BarChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from policycompare.chart_parts import Label, chart_title, hatch, lettered, stroke
from policycompare.figures import INK, LOOKS, RULE, SOFT
from policycompare.model import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "level": "单位：{unit}",
        "change": "与基期相比的变化，单位：{unit}",
        "points": "与基期相比的变化，单位：百分点",
        "count": "个数",
        "draft": "{region}（征求意见稿）",
        "hedged": "（有缓和词）",
        "of": "{region}·{population}",
    },
    "en": {
        "level": "Unit: {unit}",
        "change": "Change from the base year, unit: {unit}",
        "points": "Change from the base year, percentage points",
        "count": "number",
        "draft": "{region} (draft)",
        "hedged": " (hedged)",
        "of": "{region}, {population}",
    },
}
SIGNS: dict[str, str] = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈"}
"""What stands before the number on a bar."""

WIDTH, HEAD, ROW = 17, 3.6, 1.15
"""Centimetres: a chart's width, the height of its title and axis, and that of one bar."""


def category(row: Mapping[Hashable, object], lang: Language, *, whom: bool = False) -> str:
    """Label a bar with region, population (`whom`), operator, value, year and what marks it.

    Examples
    --------
    >>> row = {"region_name": "枞阳", "label": "≥70%（2020）", "modality": "must",
    ...        "document_status": "draft"}
    >>> category(row, "zh")
    '枞阳（征求意见稿） ≥70%（2020）'
    """
    words, region = WORDS[lang], str(row["region_name"])
    who = words["draft"].format(region=region) if row["document_status"] == "draft" else region
    hedged = "" if row["modality"] == "must" else words["hedged"]
    if whom:
        who = words["of"].format(region=who, population=row["population_name"])
    return f"{who} {row['label']}{hedged}"


def native_chart(
    cells: pd.DataFrame,
    group: pd.DataFrame,
    sheet: Worksheet,
    *,
    top: int,
    title: str,
    unit: str,
    lang: Language,
) -> BarChart:
    """Draw a group as bars from zero, with axes, unit and labels.

    Parameters
    ----------
    cells : DataFrame
        What stands in the sheet's cells: columns `bar`, `value` and, for ranges, `added`.
    group : DataFrame
        Labelled rows of one indicator, unit and measure, each with a number.
    sheet : Worksheet
        The sheet that holds the cells, from column A on.
    top : int
        Row of the cells' header.
    title : str
        The finding.
    unit : str
        The unit as a reader writes it.
    lang : {"zh", "en"}
        Language of the axis.
    """
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
    chart.roundedCorners, chart.legend = False, None
    chart.title = chart_title(title, 1100, INK, bold=True)
    chart.width, chart.height = WIDTH, HEAD + ROW * len(group)
    values = _series(cells, "value", sheet, top, 0)
    values.dPt = [_point(place, row) for place, row in enumerate(group.to_dict("records"))]
    values.dLbls = _labels(group)
    chart.series.append(values)
    if (group["op"] == "range").any():
        added = _series(cells, "added", sheet, top, 1)
        blue = LOOKS["quantified"].colour
        added.spPr = GraphicalProperties(pattFill=hatch("pct25", blue), ln=stroke(blue))
        chart.series.append(added)
    _set_axes(chart, group, axis_title(group, unit, lang))
    return chart


def _series(cells: pd.DataFrame, name: str, sheet: Worksheet, top: int, order: int) -> Series:
    """Read a series from the cells, and carry what they hold for programs that do not look."""
    columns = cells.columns.tolist()

    def place(column: str, first: int, last: int) -> str:
        letter = get_column_letter(columns.index(column) + 1)
        return f"{quote_sheetname(sheet.title)}!${letter}${first}:${letter}${last}"

    span = (top + 1, top + len(cells))
    bars = [StrVal(idx=n, v=text) for n, text in enumerate(cells["bar"])]
    numbers = [NumVal(idx=n, v=v) for n, v in enumerate(cells[name].tolist()) if not pd.isna(v)]
    known = NumData(formatCode="General", ptCount=len(cells), pt=numbers)
    return Series(
        idx=order,
        order=order,
        tx=SeriesLabel(strRef=StrRef(f=place(name, top, top))),
        cat=AxDataSource(
            strRef=StrRef(f=place("bar", *span), strCache=StrData(ptCount=len(cells), pt=bars))
        ),
        val=NumDataSource(numRef=NumRef(f=place(name, *span), numCache=known)),
    )


def axis_title(group: pd.DataFrame, unit: str, lang: Language) -> str:
    """Name the unit of a group and, if it is no level, what it measures."""
    measure = str(group["measure"].iloc[0])
    return WORDS[lang][measure].format(unit=unit or WORDS[lang]["count"])


def _set_axes(chart: BarChart, group: pd.DataFrame, named: str) -> None:
    names, scale = chart.x_axis, chart.y_axis
    names.delete = scale.delete = False  # openpyxl leaves it out, and new Excel takes that for true
    names.scaling.orientation, scale.crosses = "maxMin", "max"  # first row on top, scale below
    names.txPr, scale.txPr = lettered(900, INK), lettered(800, SOFT)
    names.majorTickMark, scale.majorTickMark = "none", "out"
    names.graphicalProperties = GraphicalProperties(ln=stroke(SOFT))
    scale.graphicalProperties = GraphicalProperties(ln=stroke(SOFT))
    if scale.majorGridlines is not None:
        scale.majorGridlines.spPr = GraphicalProperties(ln=stroke(RULE))
    scale.title = chart_title(named, 800, SOFT)
    scale.scaling.min = 0
    first, most = group.iloc[0], float(group[["value", "high"]].max().max())
    whole = bool((pd.concat([group["value"], group["high"]]).dropna() % 1 == 0).all())
    scale.number_format = "General"
    if first["unit"] == "%":
        scale.number_format = '0"%"' if whole else '0.#"%"'
        if first["measure"] == "level" and most <= 100:
            scale.scaling.max, scale.majorUnit = 100, 20
    elif whole and most <= 10:
        scale.majorUnit = 1


def _point(place: int, row: Mapping[Hashable, object]) -> DataPoint:
    """Colour a bar by the kind of its target; a draft is hatched, a hedged target hollow."""
    look = LOOKS[str(row["kind"])]
    fill = GraphicalProperties(solidFill=look.face[1:])
    if row["document_status"] == "draft":
        fill = GraphicalProperties(pattFill=hatch("wdUpDiag", look.colour))
    elif row["modality"] != "must":
        fill = GraphicalProperties(solidFill="FFFFFF")
    fill.ln = LineProperties(solidFill=look.colour[1:], w=15_000)
    return DataPoint(idx=place, invertIfNegative=False, spPr=fill)


def _labels(group: pd.DataFrame) -> DataLabelList:
    """Label every bar with its value and, in its number format, what the value lacks."""
    return DataLabelList(
        dLbl=[_label(place, row) for place, row in enumerate(group.to_dict("records"))],
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False,
        showPercent=False, showBubbleSize=False,
    )  # fmt: skip


def _label(place: int, row: Mapping[Hashable, object]) -> DataLabel:
    """Write white on a dark bar; on a pale, hollow or hatched one dark, on white."""
    solid = row["document_status"] != "draft" and row["modality"] == "must"
    dark = solid and row["kind"] == "quantified"
    return Label(
        idx=place, numFmt=number_format(row), dLblPos="inEnd",
        spPr=None if solid else GraphicalProperties(solidFill="FFFFFF"),
        txPr=lettered(900, "#FFFFFF" if dark else INK),
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False,
        showPercent=False, showBubbleSize=False,
    )  # fmt: skip


def number_format(row: Mapping[Hashable, object]) -> str:
    """Give the number format that writes a value with its operator, unit or upper end.

    Examples
    --------
    >>> number_format({"kind": "quantified", "op": ">=", "value": 50.0, "unit": "%"})
    '"≥"General"%"'
    """
    if row["kind"] == "universal":
        return '"{}"'.format(str(row["value_label"]).replace('"', ""))
    unit = "%" if row["unit"] == "%" else ""
    upper = f"–{row['high']:.12g}" if row["op"] == "range" else ""
    before, after = SIGNS.get(str(row["op"]), ""), f"{upper}{unit}"
    return (f'"{before}"' if before else "") + "General" + (f'"{after}"' if after else "")
