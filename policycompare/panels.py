"""Labelled targets and verdicts come in; a panel for each comparable group goes out."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from policycompare.figures import (
    BODY_WIDTH,
    LOOKS,
    POINTS,
    RULE,
    SAFE,
    SMALL,
    SOFT,
    TEXT,
    Look,
    Page,
    even_split,
    height_of,
    lettering,
    open_page,
    plain_style,
    put,
    text_width,
    width_of,
    wrap,
)
from policycompare.grouping import (
    STOP,
    comparable_groups,
    why_apart,
    why_careful,
    without_number,
)
from policycompare.model import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "together": "{name}：{targets}项目标，可比",
        "cautious": "{name}：{targets}项目标，谨慎可比",
        "single": "{name}：只有1项目标",
        "apart": "{name}：{targets}项目标分为{groups}组，组间不可直接比较",
        "careful": "须谨慎：{points}",
        "level": "单位：{unit}",
        "change": "与基期相比的变化，单位：{unit}",
        "points": "与基期相比的变化，单位：百分点",
        "count": "个数",
        "strive": "有缓和词",
        "explore": "探索",
        "draft": "{region}（征求意见稿）",
        "baseline": "基期{value}",
        "≠": "≠：与前一组不可比的主要理由。",
        "arrow": "箭头：允许的范围。",
        "band": "色带：“左右”，宽度原文未写明。",
        "hollow": "空心：用“力争”“原则上”“推动”等缓和词。",
    },
    "en": {
        "together": "{name}: {targets} targets comparable on one axis",
        "cautious": "{name}: {targets} targets, comparable with caution",
        "single": "{name}: one target only",
        "apart": "{name}: {targets} targets in {groups} groups, not comparable with one another",
        "careful": "with caution: {points}",
        "level": "unit: {unit}",
        "change": "change from the base year, unit: {unit}",
        "points": "change from the base year, percentage points",
        "count": "number",
        "strive": "hedged",
        "explore": "exploratory",
        "draft": "{region} (draft)",
        "baseline": "baseline {value}",
        "≠": "≠: why a group is not comparable with the previous one. ",
        "arrow": "Arrow: the range allowed. ",
        "band": "Blurred band: “about”, of a width the document does not state. ",
        "hollow": "Hollow: hedged (strive, in principle, promote). ",
    },
}
NARROW, WIDE = 92.0, 150.0
"""Points for region and population left of an axis, with two columns of panels and with one."""
PANELS_IN_ONE_COLUMN = 5
COLUMN_GAP, PANEL_GAP, REASON_GAP, TICKS, UNIT = 20.0, 9.0, 3.0, 15.0, 12.0
MARK, BAR, OPEN_END = 7.5, 8.0, 1.06
"""Size of a dot and height of a bar in points; where open arrows end, as a multiple of the axis."""
BLUR = ((0.06, 0.2), (0.045, 0.25), (0.03, 0.35))
"""Half width, as a share of the axis, and opacity of the layers of a band without stated width."""
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
    heading, points = _headings(group, careful, column + width_of(axes), lang)
    put(axes, 0, -height_of(points, SMALL), heading, TEXT, up="bottom", shift=-column)
    put(axes, 0, 0, points, SMALL, SOFT, up="bottom", shift=-column)
    top = 0.0
    for _, row in group.iterrows():
        texts = _row_texts(row, column, width_of(axes), lang)
        put(axes, 0, top + 2, texts.who, TEXT, shift=-column)
        below = top + 2 + height_of(texts.who, TEXT)
        put(axes, 0, below, texts.whom, SMALL, SOFT, shift=-column)
        middle = top + max(0.62 * texts.height, texts.height - 13)
        _draw_target(axes, row, texts.label, middle, limit)
        top += texts.height
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
    whole = bool((pd.concat([group["low"], group["high"]]).dropna() % 1 == 0).all())
    locator = MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=2)
    return [float(tick) for tick in locator.tick_values(0, _end(group) * 1.15)]


def _headings(group: pd.DataFrame, careful: str, width: float, lang: Language) -> tuple[str, str]:
    points = WORDS[lang]["careful"].format(points=careful) if careful else ""
    return wrap(group["indicator_name"].iloc[0], width, TEXT), wrap(points, width, SMALL)


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


def _row_texts(row: "pd.Series[str]", column: float, lane: float, lang: Language) -> RowTexts:
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
        _draw_band(axes, bounds[0], y, limit, look)
    elif row["op"] == "range":
        _draw_bar(axes, bounds[0], bounds[1], y, look)
    else:
        share = row["unit"] == "%" and limit == PERCENT_TICKS[-1]
        _draw_bound(axes, row["op"], bounds[0], y, limit * (1 if share else OPEN_END), look)
    _put_above(axes, sum(bounds) / len(bounds), y - BAR / 2 - 1, label, limit)


def _put_above(axes: Axes, value: float, y: float, label: str, limit: float) -> None:
    """Write a label over its value, moved aside as far as it would leave the axes."""
    room = width_of(axes)
    half = max(text_width(line, TEXT) for line in label.split("\n")) / SAFE / 2
    place = value / limit / OPEN_END * room
    shift = min(max(place, half), room - half) - place
    put(axes, value, y, label, TEXT, across="center", up="bottom", shift=shift)


def _draw_bound(axes: Axes, op: str, value: float, y: float, most: float, look: Look) -> None:
    """Draw a value, and an arrow over what a bound allows; a bar if it excludes the value."""
    end = most if op.startswith(">") else 0
    if op in (">=", ">", "<=", "<") and end != value:
        arrow = {"arrowstyle": "->", "color": look.colour, "lw": 1.3, "shrinkA": 0, "shrinkB": 0}
        axes.annotate(
            "", (end, y), (value, y), arrowprops=arrow, annotation_clip=False, label=f"arrow {op}"
        )
    axes.plot(
        value, y, "|" if op in (">", "<") else look.marker, color=look.colour, label=f"mark {op}",
        markerfacecolor=look.face, markersize=MARK, markeredgewidth=1.4, clip_on=False, zorder=3,
    )  # fmt: skip


def _draw_bar(axes: Axes, low: float, high: float, y: float, look: Look) -> None:
    axes.barh(
        y, high - low, BAR, low, facecolor=look.face, edgecolor=look.colour, lw=1.4, zorder=2,
        label="mark range",
    )  # fmt: skip


def _draw_band(axes: Axes, value: float, y: float, limit: float, look: Look) -> None:
    """Draw a value that fades out to both sides; hollow means that its core is left white."""
    for share, alpha in BLUR:
        low, high = max(value - share * limit, 0), min(value + share * limit, limit)
        axes.barh(y, high - low, BAR, low, color=look.colour, alpha=alpha, lw=0, label="mark ~")
    if look.face == "#FFFFFF":
        core = BLUR[-1][0] * limit
        axes.barh(y, 2 * core, BAR - 3, value - core, color=look.face, lw=0, label="hollow")


@dataclass(frozen=True)
class Panel:
    """A group, the texts above it, and the heights of its parts in points."""

    group: pd.DataFrame
    reason: str
    careful: str
    above: float
    rows: float
    below: float

    @property
    def height(self) -> float:
        """Height of the whole, the gap above it included."""
        return self.above + self.rows + self.below


@dataclass(frozen=True)
class Layout:
    """How many columns of panels a page has, and how wide they and their labels are, in points."""

    columns: int
    labels: float
    lang: Language

    @property
    def width(self) -> float:
        """Width of a column of panels."""
        return (BODY_WIDTH * POINTS - COLUMN_GAP * (self.columns - 1)) / self.columns - MARK / 2


def targets_figure(
    targets: pd.DataFrame,
    verdicts: pd.DataFrame,
    *,
    source: str,
    title: str = "",
    lang: Language = "zh",
) -> Figure:
    """Lay all targets of an indicator or theme out in panels and say why they part.

    Parameters
    ----------
    targets
        Rows of one indicator or theme of what `labelled` returns.
    verdicts
        What `comparability` returns for them.
    source
        The documents the targets come from.
    title
        The finding; without one the title counts targets and groups.
    """
    groups = comparable_groups(targets, verdicts)
    narrow = len(groups) > PANELS_IN_ONE_COLUMN
    layout = Layout(2, NARROW, lang) if narrow else Layout(1, WIDE, lang)
    panels = _panels(groups, verdicts, layout)
    heights = [panel.height for panel in panels]
    stacks = [[panels[n] for n in stack] for stack in even_split(heights, layout.columns)]
    body = max(sum(panel.height for panel in stack) for stack in stacks) - PANEL_GAP
    title, note = title or _finding(targets, panels, lang), _note(targets, groups, lang)
    with plain_style():
        page = open_page(body / POINTS, title=title, source=source, note=note, lang=lang)
        for number, stack in enumerate(stacks):
            _draw_stack(page, stack, number * (layout.width + COLUMN_GAP), layout)
    return page.figure


def _panels(groups: list[pd.DataFrame], verdicts: pd.DataFrame, layout: Layout) -> list[Panel]:
    """Measure the panels; two columns leave room for one reason each, one column for two."""
    lang, most = layout.lang, 3 - layout.columns
    reasons = [why_apart(*pair, verdicts, lang=lang, most=most) for pair in pairwise(groups)]
    panels = []
    for group, reason in zip(groups, ["", *reasons], strict=True):
        careful = why_careful(group, verdicts, lang=lang)
        apart = wrap(f"≠ {reason}", layout.width, SMALL) if reason else ""
        heading, points = _headings(group, careful, layout.width, lang)
        above = PANEL_GAP + height_of(heading, TEXT) + height_of(points, SMALL)
        above += height_of(apart, SMALL) + REASON_GAP if apart else 0
        lane = layout.width - layout.labels
        texts = [_row_texts(row, layout.labels, lane, lang) for _, row in group.iterrows()]
        rows = sum(text.height for text in texts)
        scale = 0 if without_number(group).all() else TICKS + UNIT * (not _is_percent(group))
        panels.append(Panel(group, apart, careful, above, rows, scale))
    return panels


def _draw_stack(page: Page, stack: list[Panel], left: float, layout: Layout) -> None:
    top, width = -PANEL_GAP, layout.width - layout.labels
    for panel in stack:
        corner = ((left + layout.labels) / POINTS, (top + panel.above) / POINTS)
        axes = page.axes(*corner, width / POINTS, panel.rows / POINTS)
        draw_target_group(
            panel.group, axes, lang=layout.lang, column=layout.labels, careful=panel.careful
        )
        lift = panel.above - PANEL_GAP
        put(axes, 0, -lift, panel.reason, SMALL, SOFT, shift=-layout.labels)
        top += panel.height


def _finding(targets: pd.DataFrame, panels: list[Panel], lang: Language) -> str:
    single = targets["indicator"].nunique() == 1
    name = targets["indicator_name" if single else "theme_name"].iloc[0]
    case = "apart"
    if len(panels) == 1:
        case = "cautious" if panels[0].careful else "together" if len(targets) > 1 else "single"
    return WORDS[lang][case].format(name=name, targets=len(targets), groups=len(panels))


def _note(targets: pd.DataFrame, groups: list[pd.DataFrame], lang: Language) -> str:
    """Explain the symbols that occur."""
    numbered = targets[~without_number(targets)]
    occurs = {
        "≠": len(groups) > 1,
        "arrow": numbered["op"].isin([">=", ">", "<=", "<"]).any(),
        "band": (numbered["op"] == "~").any(),
        "hollow": (numbered["modality"] != "must").any(),
    }
    return "".join(WORDS[lang][symbol] for symbol, found in occurs.items() if found).rstrip()
