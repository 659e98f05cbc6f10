"""A value and its look come in; its mark on an axis goes out: a dot, an arrow, a bar, a band."""

from matplotlib.axes import Axes

from policycompare.figures import Look

MARK, BAR, OPEN_END = 7.5, 8.0, 1.06
"""Size of a dot and height of a bar in points; where open arrows end, as a multiple of the axis."""
BLUR = ((0.06, 0.2), (0.045, 0.25), (0.03, 0.35))
"""Half width, as a share of the axis, and opacity of the layers of a band without stated width."""


def draw_bound(axes: Axes, op: str, value: float, y: float, most: float, look: Look) -> None:
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


def draw_bar(axes: Axes, low: float, high: float, y: float, look: Look) -> None:
    """Draw a range as a bar."""
    axes.barh(
        y, high - low, BAR, low, facecolor=look.face, edgecolor=look.colour, lw=1.4, zorder=2,
        label="mark range",
    )  # fmt: skip


def draw_band(axes: Axes, value: float, y: float, limit: float, look: Look) -> None:
    """Draw a value that fades out to both sides; hollow means that its core is left white."""
    for share, alpha in BLUR:
        low, high = max(value - share * limit, 0), min(value + share * limit, limit)
        axes.barh(y, high - low, BAR, low, color=look.colour, alpha=alpha, lw=0, label="mark ~")
    if look.face == "#FFFFFF":
        core = BLUR[-1][0] * limit
        axes.barh(y, 2 * core, BAR - 3, value - core, color=look.face, lw=0, label="hollow")
