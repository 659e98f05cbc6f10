"""Labelled targets come in; one offline page to compare, filter and cite all of them goes out."""

import base64
import hashlib
import html
from importlib.resources import files
from pathlib import Path
from string import Template

import pandas as pd

from policycompare.constraints import Tables
from policycompare.explorer import explore
from policycompare.explorer_controls import controls
from policycompare.explorer_data import page_data
from policycompare.explorer_signs import signs
from policycompare.explorer_views import comparison, listing
from policycompare.files import write_whole
from policycompare.model import Language
from policycompare.sources import read_tables

SCRIPTS = ("choice", "told", "page")
STYLES = ("page", "tables", "narrow")
"""Files of the page, each using only what stands before it."""


def write_explorer(
    targets: pd.DataFrame,
    path: str | Path,
    *,
    pairs: pd.DataFrame | None = None,
    lang: Language = "zh",
    tables: Tables | None = None,
) -> Path:
    """Write the explorer as one HTML page that needs no network and reads without scripts.

    Parameters
    ----------
    targets : pandas.DataFrame
        Labelled targets, in the language asked for; `DataError` where a column is missing.
    path : str or pathlib.Path
        Where to write about 400 kB; `OutputError` where that fails, and what stood there stays.
    pairs : pandas.DataFrame, optional
        Verdicts of `comparability`, which the details of a target show; without them they do not.
    lang : {"zh", "en"}
        Language of what the page itself says.
    tables : dict of DataFrame, optional
        The data that `targets` came from; by default those that came with the package.

    Returns
    -------
    pathlib.Path
        The page written; the same targets give the same bytes.

    Examples
    --------
    >>> from policycompare import labelled, load_targets
    >>> write_explorer(labelled(load_targets()), "build/targets.html")  # doctest: +SKIP
    PosixPath('build/targets.html')
    """
    return write_whole(Path(path), _page(targets, pairs, lang, tables).encode())


def _page(
    targets: pd.DataFrame, pairs: pd.DataFrame | None, lang: Language, tables: Tables | None
) -> str:
    """Fill the template; what is filled in is escaped already."""
    tables = read_tables() if tables is None else tables
    explorer = explore(targets, lang=lang, tables=tables)
    words = {word.replace(" ", "_"): html.escape(text) for word, text in explorer.words.items()}
    script = "\n".join(['"use strict";', *(_asset(f"{name}.js") for name in SCRIPTS)])
    style = "\n".join(_asset(f"{name}.css") for name in STYLES)
    documents = "\n".join(
        f"<li>{html.escape(document['region_name'] + words['colon'] + document['document'])}</li>"
        for document in explorer.documents
    )
    filled = {
        "language": "zh-CN" if lang == "zh" else "en",
        "policy": _policy(script, style),
        "title": html.escape(explorer.title),
        "style": style,
        "signs": signs(),
        "controls": controls(explorer),
        "matrix": comparison(explorer),
        "table": listing(explorer),
        "documents": documents,
        "data": page_data(explorer, pairs, tables),
        "script": script,
    }
    return Template(_asset("page.html")).substitute(words | filled)


def _asset(name: str) -> str:
    """Read one of the page's own files, which come with the package."""
    return (files("policycompare") / "explorer_page" / name).read_text("utf-8")


def _policy(script: str, style: str) -> str:
    """Let the browser run this script and this style, and fetch nothing.

    A page opened from a file has no origin of its own, so both are named by their checksums.
    """
    return (
        f"default-src 'none'; script-src '{_checksum(script)}'; style-src '{_checksum(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _checksum(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
