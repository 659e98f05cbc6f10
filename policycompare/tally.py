"""Rows found in a file and the table's go in; every value in which they differ comes out."""

from collections.abc import Hashable, Iterator, Mapping
from math import isnan

import pandas as pd

from policycompare.cells import unguarded
from policycompare.model import Language
from policycompare.provenance import PlottedRow

MISSING = ("", "nan", "<NA>", "None")
"""How a missing cell prints, in a CSV file, in a table and in a picture."""

WORDS: dict[str, dict[Language, str]] = {
    "value": {
        "zh": "{path} {target_id} {name}：{found}，总表是 {known}",
        "en": "{path} {target_id} {name}: {found}, the table has {known}",
    },
    "lacking": {"zh": "{path} 缺少 {name}", "en": "{path} lacks {name}"},
    "foreign": {"zh": "{path} 有总表里没有的 {name}", "en": "{path} has {name}, the table has not"},
    "order": {"zh": "{path} 的行序与总表不同", "en": "{path} has another order of rows"},
}


def unlike_rows(
    path: str, found: pd.DataFrame, known: pd.DataFrame, lang: Language
) -> Iterator[str]:
    """Compare a CSV file's rows, read as text, with a table, value for value.

    Parameters
    ----------
    path : str
        How the file is named.
    found : DataFrame
        Cells of the file as text, see `manifest.read_rows`.
    known : DataFrame
        The table as it is now.
    lang : {"zh", "en"}
        Language of the sentences.
    """
    yield from _one_sided(path, list(found.columns), list(known.columns), lang)
    ids, known_ids = list(found["target_id"]), list(known["target_id"])
    yield from _one_sided(path, ids, known_ids, lang)
    if sorted(ids) == sorted(known_ids) and ids != known_ids:
        yield WORDS["order"][lang].format(path=path)
    rows = {row["target_id"]: row for row in known.to_dict("records")}
    for row in found.to_dict("records"):
        yield from _unlike_cells(path, row, rows.get(row["target_id"], {}), lang)


def unlike_plots(
    path: str, found: list[PlottedRow], known: Mapping[str, PlottedRow], lang: Language
) -> Iterator[str]:
    """Compare the rows that a picture carries with those of the table, by target id."""
    ids = [str(row["target_id"]) for row in found]
    yield from _one_sided(path, ids, [target_id for target_id in ids if target_id in known], lang)
    for target_id, row in zip(ids, found, strict=True):
        for name, cell in known.get(target_id, {}).items():
            if row[name] != cell:
                yield _value(path, target_id, name, row[name], cell, lang)


def _one_sided(path: str, found: list[str], known: list[str], lang: Language) -> Iterator[str]:
    for name in known:
        if name not in found:
            yield WORDS["lacking"][lang].format(path=path, name=name)
    for name in found:
        if name not in known:
            yield WORDS["foreign"][lang].format(path=path, name=name)


def _unlike_cells(
    path: str,
    found: Mapping[Hashable, object],
    known: Mapping[Hashable, object],
    lang: Language,
) -> Iterator[str]:
    for name, cell in known.items():
        if name in found and not _is_written(cell, str(found[name])):
            target_id = str(known["target_id"])
            yield _value(path, target_id, str(name), found[name], cell, lang)


def _is_written(cell: object, text: str) -> bool:
    """Tell whether the text of a CSV cell says what the table holds; numbers by value."""
    if isinstance(cell, str):
        return text == unguarded(cell)
    if not isinstance(cell, (int, float)) or isnan(cell):
        return text == ""
    try:
        return float(text) == cell
    except ValueError:
        return False


def _value(
    path: str, target_id: str, name: str, found: object, known: object, lang: Language
) -> str:
    facts = {"path": path, "target_id": target_id, "name": name}
    return WORDS["value"][lang].format(**facts, found=_shown(found), known=_shown(known))


def _shown(cell: object) -> str:
    return "–" if str(cell) in MISSING else str(cell)
