"""Two builds or data folders go in; what changed between them, target by target, comes out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from policycompare.constraints import Tables
from policycompare.errors import DamagedFileError
from policycompare.files import MANIFEST
from policycompare.labels import labelled
from policycompare.manifest import TARGETS, read_manifest, read_rows
from policycompare.model import TARGET_DTYPES, Language
from policycompare.sources import read_tables, table_keys
from policycompare.table import targets_from
from policycompare.tally import MISSING

TARGET_COLUMNS = ["target_id", "change", "field", "old", "new"]
TABLE_COLUMNS = ["table", "key", "change", "fields"]
NAMES = ("region_name", "indicator_name", "label")
FIELDS = (*TARGET_DTYPES, "note", "note_en")
IN_TARGETS = ("clauses", "codings")
"""Tables whose rows are the targets, so that every change of theirs shows there."""

Rows = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one folder says: its targets as text by id and, of a data folder, all tables by key."""

    targets: Rows
    names: Rows
    fields: tuple[str, ...]
    tables: Mapping[str, Rows] | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed: targets and other tables, whom a target is about, columns not compared."""

    targets: pd.DataFrame
    tables: pd.DataFrame
    names: Rows
    one_sided: tuple[str, ...]


def diff(old: Path | str, new: Path | str, *, lang: Language = "zh") -> pd.DataFrame:
    """List what changed in the targets between two builds, two data folders, or one of each.

    Parameters
    ----------
    old : path
        Folder with `manifest.json` and `targets.csv`, or with `datapackage.json`.
    new : path
        The later one, of either kind.
    lang : {"zh", "en"}
        Language of the labels of a data folder; a build keeps its own.

    Returns
    -------
    DataFrame
        Sorted rows of `target_id`, `change` (added, removed, changed), `field`, `old` and `new`
        as text. An added or removed target is one row, with its label instead of a field.

    Raises
    ------
    DamagedFileError
        A folder is neither a build nor a data folder, or is damaged.
    DataError
        A data folder contradicts itself.

    Examples
    --------
    >>> from policycompare.sources import data_folder
    >>> diff(data_folder(), data_folder()).empty
    True
    """
    return changes_between(Path(old), Path(new), lang).targets


def changes_between(old: Path, new: Path, lang: Language = "zh") -> Changes:
    """Compare two folders, see `diff`; other tables only where both are data folders."""
    before, after = _snapshot(old, lang), _snapshot(new, lang)
    fields = [field for field in FIELDS if field in before.fields and field in after.fields]
    one_sided = set(before.fields) ^ set(after.fields)
    rows = list(_target_changes(before, after, fields))
    moved = list(_table_changes(before.tables, after.tables))
    return Changes(
        pd.DataFrame(rows, columns=TARGET_COLUMNS, dtype="str"),
        pd.DataFrame(moved, columns=TABLE_COLUMNS, dtype="str"),
        before.names | after.names,
        tuple(field for field in FIELDS if field in one_sided),
    )


def _snapshot(folder: Path, lang: Language) -> Snapshot:
    if (folder / "datapackage.json").is_file():
        return _of_data(folder, lang)
    if (folder / MANIFEST).is_file():
        return _of_build(folder)
    raise DamagedFileError(
        f"{folder} is neither a build (with {MANIFEST}) nor a data folder (with datapackage.json); "
        "name one that is."
    )


def _of_data(folder: Path, lang: Language) -> Snapshot:
    tables, keys = read_tables(folder), table_keys(folder)
    notes = tables["codings"][["target_id", "note", "note_en"]]
    shown = labelled(targets_from(tables), lang, tables).drop(columns="note").merge(notes)
    other = {name: _by_key(tables, name, keys[name]) for name in tables if name not in IN_TARGETS}
    return _of_targets(shown, other)


def _of_build(folder: Path) -> Snapshot:
    manifest = read_manifest(folder)
    if manifest.command != "build":
        raise DamagedFileError(
            f"{folder} is a {manifest.command}, which holds a choice of the targets; name a build."
        )
    own = "note" if manifest.lang == "zh" else "note_en"
    shown = read_rows(folder / TARGETS).rename(columns={"note": own})
    if missing := [name for name in NAMES if name not in shown]:
        raise DamagedFileError(f"{folder / TARGETS} lacks {', '.join(missing)}; build it again.")
    return _of_targets(shown, None)


def _of_targets(shown: pd.DataFrame, tables: Mapping[str, Rows] | None) -> Snapshot:
    fields = tuple(field for field in FIELDS if field in shown)
    targets, names = {}, {}
    for row in shown.to_dict("records"):
        target_id = str(row["target_id"])
        targets[target_id] = {field: _text(field, row[field]) for field in fields}
        names[target_id] = {name: str(row[name]) for name in NAMES}
    return Snapshot(targets, names, fields, tables)


def _text(field: str, cell: object) -> str:
    """Write a cell of a table or of a CSV file alike: 30.0 and "30" are 30."""
    text = str(cell)
    if TARGET_DTYPES.get(field, "str") == "str":
        return text
    try:
        number = float(text)
    except ValueError:  # what is neither missing nor a number is shown as it stands
        return "" if text in MISSING else text
    return "" if pd.isna(number) else f"{number:.12g}"


def _by_key(tables: Tables, name: str, key: list[str]) -> Rows:
    rows = tables[name].to_dict("records")
    return {
        " ".join(str(row[column]) for column in key): {str(k): str(v) for k, v in row.items()}
        for row in rows
    }


def _target_changes(before: Snapshot, after: Snapshot, fields: list[str]) -> Iterator[list[str]]:
    old, new = before.targets, after.targets
    for target_id in sorted(old.keys() | new.keys()):
        if target_id not in old:
            yield [target_id, "added", "", "", after.names[target_id]["label"]]
        elif target_id not in new:
            yield [target_id, "removed", "", before.names[target_id]["label"], ""]
        else:
            for field in fields:
                was, is_now = old[target_id][field], new[target_id][field]
                if was != is_now:
                    yield [target_id, "changed", field, was, is_now]


def _table_changes(
    old: Mapping[str, Rows] | None, new: Mapping[str, Rows] | None
) -> Iterator[list[str]]:
    if old is None or new is None:
        return
    for table in sorted(old.keys() | new.keys()):
        before, after = old.get(table, {}), new.get(table, {})
        for key in sorted(before.keys() | after.keys()):
            was, is_now = before.get(key, {}), after.get(key, {})
            fields = [name for name in was | is_now if was.get(name) != is_now.get(name)]
            if not was or not is_now:
                yield [table, key, "removed" if was else "added", ""]
            elif fields:
                yield [table, key, "changed", ", ".join(fields)]
