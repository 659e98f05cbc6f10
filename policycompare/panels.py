"""Labelled targets and verdicts come in; figures with a panel for each comparable group go out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from matplotlib.figure import Figure

from policycompare.figures import A4, SLIDES, SOFT, Form, Frame, Page, open_page, plain_style, put
from policycompare.grouping import comparable_groups, why_apart, why_careful
from policycompare.lettering import SMALL, even_split, height_of, wrap
from policycompare.marks import WIDE, below_axis, draw_target_group, heading_of, row_texts
from policycompare.model import Language
from policycompare.titles import reading_note, targets_title
from policycompare.value_marks import MARK

NARROW = 92.0
"""Points for region and population left of an axis, with two columns of panels."""
PANELS_IN_ONE_COLUMN = 5
LEAST_LANE = 120.0
"""Points that an axis needs if its labels are to stand on one line."""
COLUMN_GAP, PANEL_GAP, REASON_GAP = 20.0, 10.0, 3.0


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
    """A page, how many columns of panels it has and how wide their labels are, in points."""

    form: Form
    columns: int
    lang: Language

    @property
    def labels(self) -> float:
        """Width of the labels."""
        return WIDE if self.columns == 1 else NARROW

    @property
    def width(self) -> float:
        """Width of a column of panels."""
        return (self.form.body - COLUMN_GAP * (self.columns - 1)) / self.columns - MARK / 2


def targets_figure(
    targets: pd.DataFrame,
    verdicts: pd.DataFrame,
    *,
    source: str,
    title: str = "",
    silent: Sequence[str] = (),
    lang: Language = "zh",
) -> Figure:
    """Lay all targets of an indicator or theme out in panels and say why they part.

    The figure is as wide as the text of an A4 page and as tall as it must be.

    Parameters
    ----------
    targets
        Rows of one indicator or theme of what `labelled` returns.
    verdicts
        What `comparability` returns for them.
    source
        The documents the targets come from.
    title
        The finding; without one the title says who states what and whether it compares.
    silent
        Names of the regions that state no such target.
    """
    groups = comparable_groups(targets, verdicts)
    layout = Layout(A4, 2 if len(groups) > PANELS_IN_ONE_COLUMN else 1, lang)
    panels = _panels(groups, verdicts, layout)
    stacks = _stacks(panels, even_split([panel.height for panel in panels], layout.columns))
    frame = _frame(targets, verdicts, source, title, silent, lang)
    with plain_style():
        return _draw(stacks, layout, frame)


def targets_slides(
    targets: pd.DataFrame,
    verdicts: pd.DataFrame,
    *,
    source: str,
    title: str = "",
    silent: Sequence[str] = (),
    lang: Language = "zh",
) -> list[Figure]:
    """Lay the same panels out on slides of 16:9, as few and with letters as large as can be.

    Parameters and title are those of `targets_figure`.
    """
    groups = comparable_groups(targets, verdicts)
    frame = _frame(targets, verdicts, source, title, silent, lang)
    layout, pages = _slides(groups, verdicts, frame, lang)
    with plain_style():
        return [
            _draw(stacks, layout, frame.numbered(place, len(pages)))
            for place, stacks in enumerate(pages, start=1)
        ]


def _slides(
    groups: list[pd.DataFrame], verdicts: pd.DataFrame, frame: Frame, lang: Language
) -> tuple[Layout, list[list[list[Panel]]]]:
    """Choose the largest letters with which all fits one slide, or else the smallest and more."""
    for form in SLIDES:
        room = frame.room(form)
        for columns in range(1, min(len(groups), 2) + 1):
            layout = Layout(form, columns, lang)
            if layout.width - layout.labels < LEAST_LANE:
                continue
            panels = _panels(groups, verdicts, layout)
            stacks = _stacks(panels, even_split([panel.height for panel in panels], columns))
            if all(_height(stack) <= room for stack in stacks):
                return layout, [stacks]
    layout = Layout(SLIDES[-1], 2, lang)
    room = frame.numbered(1, 2).room(layout.form)
    columns_ = list(_filled(_panels(groups, verdicts, layout, room), room))
    return layout, [columns_[place : place + 2] for place in range(0, len(columns_), 2)]


def _filled(panels: list[Panel], room: float) -> Iterator[list[Panel]]:
    """Fill columns of a height, one after the other."""
    column: list[Panel] = []
    for panel in panels:
        if column and _height([*column, panel]) > room:
            yield column
            column = []
        column.append(panel)
    yield column


def _stacks(panels: list[Panel], split: list[list[int]]) -> list[list[Panel]]:
    return [[panels[place] for place in stack] for stack in split]


def _height(stack: list[Panel]) -> float:
    return sum(panel.height for panel in stack) - PANEL_GAP


def _panels(
    groups: list[pd.DataFrame], verdicts: pd.DataFrame, layout: Layout, room: float = 0
) -> list[Panel]:
    """Measure the panels; two columns leave room for one reason each, one column for two.

    With `room`, a group that is taller is cut into panels that are not.
    """
    most = 3 - layout.columns
    reasons = [why_apart(*pair, verdicts, lang=layout.lang, most=most) for pair in pairwise(groups)]
    panels = []
    for group, reason in zip(groups, ["", *reasons], strict=True):
        careful = why_careful(group, verdicts, lang=layout.lang)
        whole = _panel(group, reason, careful, layout)
        parts = _cut(whole, layout, room) if room and whole.height - PANEL_GAP > room else [whole]
        panels += parts
    return panels


def _panel(group: pd.DataFrame, reason: str, careful: str, layout: Layout) -> Panel:
    apart = wrap(f"≠ {reason}", layout.width, SMALL) if reason else ""
    above = PANEL_GAP + heading_of(group, careful, layout.width, layout.lang).height
    above += height_of(apart, SMALL) + REASON_GAP if apart else 0
    rows = sum(_row_heights(group, layout))
    return Panel(group, apart, careful, above, rows, below_axis(group))


def _row_heights(group: pd.DataFrame, layout: Layout) -> list[float]:
    lane = layout.width - layout.labels
    return [row_texts(row, layout.labels, lane, layout.lang).height for _, row in group.iterrows()]


def _cut(panel: Panel, layout: Layout, room: float) -> list[Panel]:
    """Cut a panel between rows; every part has the heading, the first the reason as well."""
    parts: list[list[int]] = [[]]
    free = room - (panel.height - panel.rows - PANEL_GAP)
    left = free
    for place, height in enumerate(_row_heights(panel.group, layout)):
        if parts[-1] and height > left:
            parts.append([])
            left = free
        parts[-1].append(place)
        left -= height
    first, *rest = (panel.group.iloc[part] for part in parts)
    reason = panel.reason.removeprefix("≠ ").replace("\n", "")
    return [
        _panel(first, reason, panel.careful, layout),
        *(_panel(part, "", panel.careful, layout) for part in rest),
    ]


def _draw(stacks: list[list[Panel]], layout: Layout, frame: Frame) -> Figure:
    page = open_page(max(_height(stack) for stack in stacks), frame, layout.form)
    for number, stack in enumerate(stacks):
        _draw_stack(page, stack, number * (layout.width + COLUMN_GAP), layout)
    return page.figure


def _draw_stack(page: Page, stack: list[Panel], left: float, layout: Layout) -> None:
    top, width = -PANEL_GAP, layout.width - layout.labels
    for panel in stack:
        axes = page.axes(left + layout.labels, top + panel.above, width, panel.rows)
        draw_target_group(
            panel.group, axes, lang=layout.lang, column=layout.labels, careful=panel.careful
        )
        lift = panel.above - PANEL_GAP
        put(axes, 0, 0, panel.reason, SMALL, SOFT, shift=-layout.labels, lift=lift)
        top += panel.height


def _frame(
    targets: pd.DataFrame,
    verdicts: pd.DataFrame,
    source: str,
    title: str,
    silent: Sequence[str],
    lang: Language,
) -> Frame:
    groups = comparable_groups(targets, verdicts)
    title = title or targets_title(targets, groups, verdicts, lang)
    return Frame(title, source, lang, reading_note(targets, groups, silent, lang))
