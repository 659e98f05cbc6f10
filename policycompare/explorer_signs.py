"""A kind or a value comes in; the small drawing that stands for it on the page goes out."""

import html
from collections.abc import Mapping

from policycompare.figures import LOOKS
from policycompare.records import Record

SHAPES = {
    "o": '<circle cx="6" cy="6" r="4.5" {}/>',
    "s": '<rect x="1.5" y="1.5" width="9" height="9" {}/>',
    "^": '<path d="M6 1.2 11 10.5H1Z" {}/>',
    "D": '<path d="M6 .8 11.2 6 6 11.2.8 6Z" {}/>',
}
"""The markers of the printed figures."""
EDGE = 1.5
"""Width of the mark at a bound, in percentage points."""
VAGUE = 8.0
"""Width drawn for 左右, whose band no document states, in percentage points."""


def signs() -> str:
    """Draw every kind's sign once, to be referred to by `sign`."""
    drawn = "".join(
        f'<symbol id="sign-{kind}" viewBox="0 0 12 12">'
        + SHAPES[look.marker].format(f'fill="{look.face}" stroke="{look.colour}"')
        + "</symbol>"
        for kind, look in LOOKS.items()
    )
    return f'<svg class="signs" width="0" height="0" aria-hidden="true">{drawn}</svg>'


def sign(kind: str, kinds: Mapping[str, str]) -> str:
    """Refer to a kind's sign, named for those who cannot see it."""
    name = html.escape(kinds[kind])
    return f'<svg class="sign" role="img" aria-label="{name}"><use href="#sign-{kind}"></use></svg>'


def scale(target: Record) -> str:
    """Draw the part of 0–100% that meets a target; empty where the value is no share.

    A universal promise gets none: it is all of something that differs from row to row.

    Examples
    --------
    >>> share = {"kind": "quantified", "unit": "%", "measure": "level", "op": "<="}
    >>> print(scale(share | {"low": "", "high": "30.0"}))  # doctest: +ELLIPSIS
    <svg class="scale" ...<rect class="meets" x="0" width="30" height="6"/><rect class="bound" ...
    """
    if (target["kind"], target["unit"], target["measure"]) != ("quantified", "%", "level"):
        return ""
    low, high = float(target["low"] or 0), float(target["high"] or 100)
    if not 0 <= low <= high <= 100:
        return ""
    bounds = [bound for bound in dict.fromkeys((target["low"], target["high"])) if bound]
    if target["op"] == "~":
        drawn = _bar("vague", min(max(low - VAGUE / 2, 0), 100 - VAGUE), VAGUE)
    else:
        edges = (min(max(float(bound) - EDGE / 2, 0), 100 - EDGE) for bound in bounds)
        drawn = _bar("meets", low, high - low) + "".join(_bar("bound", x, EDGE) for x in edges)
    colour = LOOKS["quantified"].colour
    return (
        '<svg class="scale" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" '
        f'fill="{colour}"><rect class="track" width="100" height="6"/>{drawn}</svg>'
    )


def _bar(name: str, x: float, width: float) -> str:
    return f'<rect class="{name}" x="{x:g}" width="{width:g}" height="6"/>'
