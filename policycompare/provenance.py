"""Plotted rows go in and become the text that a picture carries; from its file they come out."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
from PIL import Image

from policycompare.errors import DamagedFileError

PLOTTED = ("target_id", "op", "low", "high", "unit", "year")
"""Columns of a target that a picture carries with it."""

CARRYING = (".png", ".svg")
"""Endings of the pictures that carry their rows."""

_SVG_DESCRIPTION = "{http://purl.org/dc/elements/1.1/}description"

PlottedRow = dict[str, str | float | None]


def plotted(rows: pd.DataFrame) -> list[PlottedRow]:
    """Take from targets what a picture carries of them; a missing bound or year is `None`.

    Examples
    --------
    >>> from policycompare import load_targets
    >>> print(*plotted(load_targets().head(1))[0].values())
    ziyang-2017/001 <= None 30.0 % 2017
    """
    taken = rows.loc[:, list(PLOTTED)].astype(object)
    return [
        {str(name): None if pd.isna(cell) else cell for name, cell in row.items()}
        for row in taken.to_dict("records")
    ]


def metadata(rows: pd.DataFrame | None, suffix: str) -> dict[str, str]:
    """Write rows as the metadata that `Figure.savefig` puts into a `png` or `svg` file."""
    if rows is None or f".{suffix}" not in CARRYING:
        return {}
    text = json.dumps({"targets": plotted(rows)}, ensure_ascii=False, separators=(",", ":"))
    return {"Description": text}


def read_plotted(path: Path) -> list[PlottedRow]:
    """Read from a PNG or SVG file the rows that it carries.

    Raises
    ------
    DamagedFileError
        The file is no sound picture, or carries no rows.
    """
    text = _png_text(path) if path.suffix.lower() == ".png" else _svg_text(path)
    try:
        rows: list[PlottedRow] = json.loads(text)["targets"]
        return [{name: row[name] for name in PLOTTED} for row in rows]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedFileError(f"{path} carries no plotted rows; build it again.") from error


def _png_text(path: Path) -> str:
    try:
        with Image.open(path) as image:
            image.load()  # text may stand behind the picture
            return str(image.info.get("Description", ""))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise DamagedFileError(f"{path} is no sound PNG; build it again.") from error


def _svg_text(path: Path) -> str:
    try:
        found = ElementTree.parse(path).find(f".//{_SVG_DESCRIPTION}")
    except (OSError, ElementTree.ParseError) as error:
        raise DamagedFileError(f"{path} is no sound SVG; build it again.") from error
    return "" if found is None else found.text or ""
