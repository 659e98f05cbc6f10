"""Titles, texts and source lines come in; a page to draw on goes out."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, BboxTransformTo, ScaledTranslation
from matplotlib.typing import RcStyleType

from policycompare.lettering import LINE, SMALL, TITLE, height_of, lettering, wrap
from policycompare.model import Language

POINTS = 72

INK, SOFT, RULE = "#1A1A1A", "#595959", "#C4C4C4"
BASELINE = 0.36
"""How far a line's middle lies above its baseline, as a share of the type size."""
CLEAR = 6.0
"""Points between a title or a source line and the body."""


@dataclass(frozen=True)
class Form:
    """A size of page: `width`, `margin` and, unless it grows with its body, `height` in inches.

    A PNG is `pixels` wide and says that it has 300 to the inch.
    """

    width: float
    margin: float
    pixels: int
    height: float | None = None

    @property
    def body(self) -> float:
        """Width in points between the margins."""
        return (self.width - 2 * self.margin) * POINTS


A4 = Form(width=6.7, margin=0.06, pixels=2010)
"""The text width of an A4 page with margins of 2 cm."""
SLIDES = tuple(
    Form(wide, 0.04 * wide, 4000, wide * 9 / 16) for wide in (5.6, 6.4, 7.2, 8.0, 8.8, 9.6)
)
"""Slides of 16:9, all 13⅓ inches wide when shown: the smaller the page, the larger the letters."""


@dataclass(frozen=True)
class Look:
    """How one kind of statement is marked: by shape and lightness as well as by hue."""

    colour: str
    face: str
    marker: str


LOOKS: dict[str, Look] = {
    "quantified": Look("#1D4E89", "#1D4E89", "o"),
    "universal": Look("#1F8A7D", "#5FC4B6", "s"),
    "relative": Look("#A65300", "#F5C280", "^"),
    "qualitative": Look("#595959", "#FFFFFF", "D"),
}
"""One palette by meaning; lightness and shape keep it apart in grey and to the colour-blind."""

Across = Literal["left", "center", "right"]
Up = Literal["top", "center", "bottom"]
_SOURCE: dict[Language, str] = {"zh": "来源：", "en": "Source: "}


@dataclass(frozen=True)
class Page:
    """A figure with its title and source line set, and the body that is still free."""

    figure: Figure
    form: Form
    body_top: float
    """Inches from the figure's upper edge down to the body."""

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Add an `Axes`, placed in points from the body's upper left corner."""
        across, up = self.figure.get_size_inches() * POINTS
        x = self.form.margin * POINTS + left
        bottom = up - self.body_top * POINTS - top - height
        return self.figure.add_axes((x / across, bottom / up, width / across, height / up))


@contextmanager
def plain_style() -> Iterator[None]:
    """Draw with matplotlib's own defaults and letters as outlines, whatever the session has set."""
    fixed: RcStyleType = ["default", {"svg.hashsalt": "policycompare", "svg.fonttype": "path"}]
    with style.context(fixed, after_reset=True):
        yield


@dataclass(frozen=True)
class Frame:
    """What stands around a body: the finding above it, how to read it and its sources below."""

    title: str
    source: str
    lang: Language
    note: str = ""

    def above(self, form: Form) -> str:
        """Break the title into lines."""
        return wrap(self.title, form.body, TITLE)

    def below(self, form: Form) -> str:
        """Break note and source into lines."""
        said = filter(None, [self.note, _SOURCE[self.lang] + self.source])
        return wrap("\n".join(said), form.body, SMALL)

    def room(self, form: Form) -> float:
        """Return the points that a page of fixed height leaves for its body."""
        if form.height is None:
            return math.inf
        texts = height_of(self.above(form), TITLE) + height_of(self.below(form), SMALL)
        return (form.height - 2 * form.margin) * POINTS - texts - 2 * CLEAR

    def numbered(self, place: int, pages: int) -> "Frame":
        """Say in the title which of several pages this is."""
        if pages == 1:
            return self
        left, right = ("（", "）") if self.lang == "zh" else (" (", ")")
        return replace(self, title=f"{self.title}{left}{place}/{pages}{right}")


def open_page(body: float, frame: Frame, form: Form = A4) -> Page:
    """Return a page with `body` points free between title and source.

    On a page of fixed height the source stands at its foot and the body in the middle.
    """
    title, source = frame.above(form), frame.below(form)
    above, below = height_of(title, TITLE) + CLEAR, height_of(source, SMALL) + CLEAR
    least = 2 * form.margin + (above + body + below) / POINTS
    height = form.height or least
    figure = Figure(figsize=(form.width, height), facecolor="white")
    _print(figure, title, TITLE, INK, form.margin, from_top=form.margin)
    foot = height - form.margin - height_of(source, SMALL) / POINTS
    _print(figure, source, SMALL, SOFT, form.margin, from_top=foot)
    spare = max(height - least, 0) / 2
    return Page(figure, form, form.margin + above / POINTS + spare)


def width_of(axes: Axes) -> float:
    """Return the width of an `Axes` in points."""
    return float(axes.bbox.width / axes.figure.dpi * POINTS)


def canvas(axes: Axes) -> float:
    """Turn an `Axes` into a sheet measured in points across and return its width."""
    axes.set_xlim(0, width_of(axes))
    axes.set_axis_off()
    return width_of(axes)


def put(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    size: float,
    colour: str = INK,
    *,
    across: Across = "left",
    up: Up = "top",
    shift: float = 0,
    lift: float = 0,
) -> None:
    """Write lines of text at data coordinates, evenly spaced whatever letters they hold.

    Parameters
    ----------
    across, up
        Which side of the block of lines lies at `x` and `y`.
    shift, lift
        Points to move the block to the right and up.
    """
    lines = text.split("\n")
    above = lift + {"top": 0.0, "center": 0.5, "bottom": 1.0}[up] * len(lines) * size * LINE
    for number, line in enumerate(lines):
        axes.annotate(
            line, (x, y), (shift, above - (number + 0.5) * size * LINE - BASELINE * size),
            textcoords="offset points", fontproperties=lettering(size), color=colour,
            ha=across, va="baseline", annotation_clip=False, parse_math=False,
        )  # fmt: skip


def strip(axes: Axes, left: float, width: float, height: float, colour: str) -> None:
    """Fill a strip that stands on the upper edge of an `Axes`, measured in points from its left."""
    inches = Affine2D().scale(1 / POINTS) + axes.figure.dpi_scale_trans
    placed = inches + ScaledTranslation(0, 1, BboxTransformTo(axes.bbox))
    box = Rectangle((left, 0), width, height, color=colour, lw=0, zorder=0, clip_on=False)
    box.set_transform(placed)
    axes.add_artist(box)


def _print(
    figure: Figure, text: str, size: float, colour: str, left: float, *, from_top: float
) -> None:
    across, up = figure.get_size_inches()
    figure.text(
        left / across, 1 - from_top / up, text, fontproperties=lettering(size), color=colour,
        va="top", ha="left", linespacing=1.15, parse_math=False,
    )  # fmt: skip
