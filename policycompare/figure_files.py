"""A figure comes in; its PNG, SVG and PDF go out, alike at every call."""

import io
import warnings
from functools import partial
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from policycompare.errors import OutputError, refusal
from policycompare.figures import A4, Form, plain_style
from policycompare.files import write_whole
from policycompare.provenance import metadata

PNG_DPI = 300
SUFFIXES = ("png", "svg", "pdf")
VARYING_METADATA = {
    "png": ["Software"],
    "svg": ["Date", "Creator"],
    "pdf": ["CreationDate", "Creator", "Producer"],
}
"""Time and version, left out so that equal figures are equal files."""


def save_figure(
    figure: Figure, stem: Path, rows: pd.DataFrame | None = None, *, form: Form = A4
) -> list[Path]:
    """Write `stem.png` (300 dpi), `stem.svg` and `stem.pdf` and return the three paths.

    Letters are outlines in the SVG; the PDF holds the typeface. Two calls with the same figure
    give the same bytes: no date, no software tag, fixed ids.

    Parameters
    ----------
    rows
        The plotted targets: the files carry them as their description, so that an audit can
        compare them with the table.
    form
        What the figure was laid out for: the PNG becomes as wide as `form` says.

    Raises
    ------
    OutputError
        If the typeface lacks a character of the figure, or a file can't be written.
    """
    return [
        write_whole(stem.with_name(f"{stem.name}.{suffix}"), _render(figure, suffix, rows, form))
        for suffix in SUFFIXES
    ]


def _render(figure: Figure, suffix: str, rows: pd.DataFrame | None, form: Form) -> bytes:
    image = io.BytesIO()
    said_of_it = dict.fromkeys(VARYING_METADATA[suffix]) | metadata(rows, suffix)
    save = partial(figure.savefig, pil_kwargs={"dpi": (PNG_DPI, PNG_DPI)})
    if suffix != "png":
        save = partial(figure.savefig)
    dpi = form.pixels / figure.get_figwidth()
    with plain_style(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        save(image, format=suffix, dpi=dpi, metadata=said_of_it)
    said = sorted({str(warning.message) for warning in caught})
    if missing := [message for message in said if "missing from font" in message]:
        remedy = "Write them another way in the data."
        raise OutputError(refusal(f"{len(missing)} glyphs cannot be drawn", missing, remedy))
    return image.getvalue()
