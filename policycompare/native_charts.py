"""Targets that may share an axis come in; an Excel chart that stays editable goes out.

The bars and their labels read their numbers from cells, so that both follow every later edit. A
label's number format adds operator and unit and holds no number itself; title and region are text.
"""

from collections.abc import Hashable, Mapping
from typing import Literal

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
from policycompare.marks import WORDS as AXES
from policycompare.model import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "draft": "{region}（{draft}）",
        "hedged": "（有缓和词）",
        "of": "{region}·{population}",
    },
    "en": {
        "draft": "{region} ({draft})",
        "hedged": " (hedged)",
        "of": "{region}, {population}",
    },
}
SHOWN = {
    "showVal": True, "showSerName": False, "showCatName": False, "showLegendKey": False,
    "showPercent": False, "showBubbleSize": False,
}  # fmt: skip
"""A label of a bar shows its value and nothing else."""

WIDTH, HEAD, ROW = 17, 3.6, 1.15
"""Centimetres: a chart's width, the height of its title and axis, and that of one bar."""


def category(row: Mapping[Hashable, object], lang: Language, *, whom: bool = False) -> str:
    """Label a bar with region, population (`whom`), operator, value, year and what marks it.

    Examples
    --------
    >>> row = {"region_name": "枞阳", "label": "≥70%（2020）", "modality": "must",
    ...        "document_status": "draft", "document_status_name": "征求意见稿"}
    >>> category(row, "zh")
    '枞阳（征求意见稿） ≥70%（2020）'
    """
    words, who = WORDS[lang], str(row["region_name"])
    if row["document_status"] == "draft":
        who = words["draft"].format(region=who, draft=row["document_status_name"])
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
        What stands in the sheet's cells: columns `bar`, `value` and, for ranges, `upper`.
    group : DataFrame
        Labelled rows of one indicator, unit and measure, each with a number, and `sign`, what
        stands before it.
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
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "clustered", 100, 60
    chart.roundedCorners, chart.legend = False, None
    chart.title = chart_title(title, 1100, INK, bold=True)
    chart.width, chart.height = WIDTH, HEAD + ROW * len(group)
    if (group["op"] == "range").any():
        chart.series.append(_upper_ends(cells, group, sheet, top))
    values = _series(cells, "value", sheet, top, len(chart.series))
    values.dPt = [_point(place, row) for place, row in enumerate(group.to_dict("records"))]
    values.dLbls = _labels([_value_label(n, r) for n, r in enumerate(group.to_dict("records"))])
    chart.series.append(values)
    _set_axes(chart, group, axis_title(group, unit, lang))
    return chart


def _upper_ends(cells: pd.DataFrame, group: pd.DataFrame, sheet: Worksheet, top: int) -> Series:
    """Draw ranges to their upper ends, behind the bars that end at their lower ends."""
    upper, blue = _series(cells, "upper", sheet, top, 0), LOOKS["quantified"].colour
    upper.spPr = GraphicalProperties(pattFill=hatch("pct25", blue), ln=stroke(blue))
    ends = [(n, row) for n, row in enumerate(group.to_dict("records")) if row["op"] == "range"]
    upper.dLbls = _labels([_label(n, _written("", row["unit"]), "outEnd", INK) for n, row in ends])
    return upper


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
    return AXES[lang][measure].format(unit=unit or AXES[lang]["count"])


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
        scale.number_format = 'General"%"'
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


def _labels(labels: list[DataLabel]) -> DataLabelList:
    """Label bars one by one, each with its value."""
    return DataLabelList(dLbl=labels, **SHOWN)


def _value_label(place: int, row: Mapping[Hashable, object]) -> DataLabel:
    """Write white on a dark bar; on a pale, hollow or hatched one dark, on white."""
    solid = row["document_status"] != "draft" and row["modality"] == "must"
    dark = solid and row["kind"] == "quantified"
    label = _label(place, number_format(row), "inEnd", "#FFFFFF" if dark else INK)
    label.spPr = None if solid else GraphicalProperties(solidFill="FFFFFF")
    return label


def _label(place: int, written: str, at: Literal["inEnd", "outEnd"], ink: str) -> DataLabel:
    return Label(idx=place, numFmt=written, dLblPos=at, txPr=lettered(900, ink), **SHOWN)


def number_format(row: Mapping[Hashable, object]) -> str:
    """Give the number format that writes a value with its operator and unit.

    Of a range this is the lower end; its upper end is the label of another bar.

    Examples
    --------
    >>> number_format({"op": ">=", "sign": "≥", "unit": "%"})
    '"≥"General"%"'
    >>> number_format({"op": "range", "sign": "", "unit": "%"})
    'General"–"'
    """
    if row["op"] == "range":
        return 'General"–"'
    return _written(str(row["sign"]), row["unit"])


def _written(sign: str, unit: object) -> str:
    before = f'"{sign}"' if sign else ""
    return before + ('General"%"' if unit == "%" else "General")
