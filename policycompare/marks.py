"""Targets of one comparable group come in; their marks on one axis from zero go out."""

import re
from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from policycompare.figures import LOOKS, RULE, SOFT, put, strip, width_of
from policycompare.grouping import STOP, without_number
from policycompare.lettering import SAFE, SMALL, TEXT, height_of, lettering, text_width, wrap
from policycompare.model import Language
from policycompare.value_marks import BAR, OPEN_END, draw_band, draw_bar, draw_bound

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "careful": "须谨慎：{points}",
        "level": "单位：{unit}",
        "change": "与基期相比的变化，单位：{unit}",
        "points": "与基期相比的变化，单位：百分点",
        "count": "个数",
        "strive": "有缓和词",
        "explore": "探索",
        "draft": "{region}（征求意见稿）",
        "baseline": "基期{value}",
    },
    "en": {
        "careful": "with caution: {points}",
        "level": "unit: {unit}",
        "change": "change from the base year, unit: {unit}",
        "points": "change from the base year, percentage points",
        "count": "number",
        "strive": "hedged",
        "explore": "exploratory",
        "draft": "{region} (draft)",
        "baseline": "baseline {value}",
    },
}
WIDE = 150.0
"""Points for region and population left of an axis, unless it is narrow."""
TICKS, UNIT, BAND_PAD = 15.0, 12.0, 2.0
"""Points below an axis for its numbers and its unit, and around a heading in its band."""
BAND = "#E9EDF2"
PERCENT_TICKS = [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
_NUMBER = re.compile(r"^\D*[\d.–]+")


def draw_target_group(
    group: pd.DataFrame,
    axes: Axes,
    *,
    lang: Language = "zh",
    column: float = WIDE,
    careful: str = "",
) -> Axes:
    """Draw comparable targets on one axis that starts at zero, each with its value written on it.

    A bound is a dot with an arrow over all it allows (a bar where it excludes its own value), 左右
    a blurred band, a range a bar, full coverage a square at 100 %. Hollow means 力争 or 探索, a
    dashed lane a draft.

    Parameters
    ----------
    group
        Rows of one indicator, unit and measure, as `comparable_groups` returns them.
    column
        Points left of the axes in which region and population are written.
    careful
        In what the targets differ, to be printed under the indicator's name.
    """
    limit = _draw_scale(group, axes, lang)
    texts = heading_of(group, careful, column + width_of(axes), lang)
    strip(axes, -column, column + width_of(axes), texts.height, BAND)
    lift = height_of(texts.points, SMALL) + BAND_PAD
    put(axes, 0, 0, texts.name, TEXT, up="bottom", shift=BAND_PAD + 1 - column, lift=lift)
    put(
        axes,
        0,
        0,
        texts.points,
        SMALL,
        SOFT,
        up="bottom",
        shift=BAND_PAD + 1 - column,
        lift=BAND_PAD,
    )
    top = 0.0
    for _, row in group.iterrows():
        own = row_texts(row, column, width_of(axes), lang)
        put(axes, 0, top + 2, own.who, TEXT, shift=-column)
        put(axes, 0, top + 2 + height_of(own.who, TEXT), own.whom, SMALL, SOFT, shift=-column)
        middle = top + max(0.62 * own.height, own.height - 13)
        _draw_target(axes, row, own.label, middle, limit)
        top += own.height
    axes.set_ylim(top, 0)
    return axes


def _draw_scale(group: pd.DataFrame, axes: Axes, lang: Language) -> float:
    """Draw the axis from zero to a round end, labelled with its unit, and return that end."""
    axes.set(yticks=[], facecolor="none")
    axes.spines[["left", "top", "right"]].set_visible(False)
    if without_number(group).all():
        axes.set(xlim=(0, 1), xticks=[])
        axes.spines["bottom"].set_visible(False)
        return 1.0
    ticks, percent = _ticks(group), _is_percent(group)
    labels = [f"{tick:g}" for tick in ticks[:-1]] + [f"{ticks[-1]:g}{'%' if percent else ''}"]
    axes.set_xlim(0, ticks[-1] * OPEN_END)
    axes.set_xticks(ticks, labels, fontproperties=lettering(SMALL), color=SOFT)
    axes.tick_params(length=3, width=0.6, color=SOFT, pad=2)
    axes.spines["bottom"].set(color=SOFT, linewidth=0.6, bounds=(0, ticks[-1]))
    if not percent:
        unit = _NUMBER.sub("", group["value_label"].iloc[0]).strip() or WORDS[lang]["count"]
        label = WORDS[lang][group["measure"].iloc[0]].format(unit=unit)
        axes.set_xlabel(label, fontproperties=lettering(SMALL), color=SOFT, loc="right", labelpad=1)
    return ticks[-1]


def _end(group: pd.DataFrame) -> float:
    return float(pd.concat([group["low"], group["high"]]).max())


def _is_percent(group: pd.DataFrame) -> bool:
    """Tell whether the axis runs from 0 to 100 % and says so at its last tick."""
    first = group.iloc[0]
    return bool(first["unit"] == "%" and first["measure"] == "level" and _end(group) <= 100)


def _ticks(group: pd.DataFrame) -> list[float]:
    if _is_percent(group):
        return PERCENT_TICKS
    if _end(group) == 0:
        return [0.0, 1.0]
    whole = bool((pd.concat([group["low"], group["high"]]).dropna() % 1 == 0).all())
    locator = MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=2)
    return [float(tick) for tick in locator.tick_values(0, _end(group) * 1.15)]


@dataclass(frozen=True)
class Heading:
    """A group's indicator and the points of caution, broken into lines."""

    name: str
    points: str

    @property
    def height(self) -> float:
        """Height of its band in points."""
        return height_of(self.name, TEXT) + height_of(self.points, SMALL) + 2 * BAND_PAD


def heading_of(group: pd.DataFrame, careful: str, width: float, lang: Language) -> Heading:
    """Break the indicator's name, and in what the targets differ, to fit a width in points."""
    points = WORDS[lang]["careful"].format(points=careful) if careful else ""
    width -= 2 * BAND_PAD
    return Heading(wrap(group["indicator_name"].iloc[0], width, TEXT), wrap(points, width, SMALL))


def below_axis(group: pd.DataFrame) -> float:
    """Return the points that numbers and unit take below the axis of a group."""
    return 0 if without_number(group).all() else TICKS + UNIT * (not _is_percent(group))


@dataclass(frozen=True)
class RowTexts:
    """A row's region, population and label, broken into lines, and the height they need."""

    who: str
    whom: str
    label: str

    @property
    def height(self) -> float:
        """Height in points."""
        left = height_of(self.who, TEXT) + height_of(self.whom, SMALL) + 6
        return max(left, height_of(self.label, TEXT) + BAR + 10)


def row_texts(row: "pd.Series[str]", column: float, lane: float, lang: Language) -> RowTexts:
    """Break what stands in a row, in a column and a lane of so many points, into lines."""
    who, whom = row["region_name"], [row["population_name"]]
    if row["document_status"] == "draft":
        who = WORDS[lang]["draft"].format(region=who)
    if _is_tentative(row):
        whom.append(WORDS[lang][row["modality"]])
    if pd.notna(row["baseline"]):
        since = "" if pd.isna(row["base_year"]) else f" ({row['base_year']})"
        value = f"{row['baseline']:g}{row['unit']}{since}"
        whom.append(WORDS[lang]["baseline"].format(value=value))
    below = wrap(STOP[lang].join(whom), column - 6, SMALL)
    return RowTexts(wrap(who, column - 6, TEXT), below, wrap(row["label"], lane, TEXT))


def _is_tentative(row: "pd.Series[str]") -> bool:
    """Tell whether a value is softened; a commitment's own verb already says how firm it is."""
    return row["modality"] in ("strive", "explore") and row["kind"] != "qualitative"


def _draw_target(axes: Axes, row: "pd.Series[str]", label: str, y: float, limit: float) -> None:
    """Draw one target's lane, extent, mark and label."""
    bounds = [float(bound) for bound in (row["low"], row["high"]) if pd.notna(bound)]
    if not bounds:
        put(axes, 0, y - BAR / 2, label, TEXT, up="center")
        return
    lane = "--" if row["document_status"] == "draft" else "-"
    axes.plot([0, limit], [y, y], color=RULE, lw=0.8, linestyle=lane, zorder=1, label="lane")
    look = LOOKS[row["kind"]]
    if _is_tentative(row):
        look = replace(look, face="#FFFFFF")
    if row["op"] == "~":
        draw_band(axes, bounds[0], y, limit, look)
    elif row["op"] == "range":
        draw_bar(axes, bounds[0], bounds[1], y, look)
    else:
        share = row["unit"] == "%" and limit == PERCENT_TICKS[-1]
        draw_bound(axes, row["op"], bounds[0], y, limit * (1 if share else OPEN_END), look)
    _put_above(axes, sum(bounds) / len(bounds), y - BAR / 2 - 1, label, limit)


def _put_above(axes: Axes, value: float, y: float, label: str, limit: float) -> None:
    """Write a label over its value, moved aside as far as it would leave the axes."""
    room = width_of(axes)
    half = max(text_width(line, TEXT) for line in label.split("\n")) / SAFE / 2
    place = value / limit / OPEN_END * room
    shift = min(max(place, half), room - half) - place
    put(axes, value, y, label, TEXT, across="center", up="bottom", shift=shift)
