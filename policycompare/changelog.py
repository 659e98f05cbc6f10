"""Changes go in; lines for a person to read, or to paste into the changelog, come out."""

from collections.abc import Iterator

import pandas as pd

from policycompare.changes import Changes
from policycompare.model import Language

WORDS: dict[str, dict[Language, str]] = {
    "counts": {
        "zh": "目标：新增 {added}，删除 {removed}，改动 {changed}",
        "en": "Targets: {added} added, {removed} removed, {changed} changed",
    },
    "same": {"zh": "两者没有不同", "en": "Nothing changed"},
    "added": {"zh": "新增", "en": "added"},
    "removed": {"zh": "删除", "en": "removed"},
    "changed": {"zh": "改动", "en": "changed"},
    "empty": {"zh": "（空）", "en": "(empty)"},
    "one_sided": {
        "zh": "未比较，只有一方有这些列：{columns}",
        "en": "Not compared, in one of the two only: {columns}",
    },
    "between": {"zh": "；", "en": "; "},
    "comma": {"zh": "，", "en": ", "},
    "colon": {"zh": "：", "en": ": "},
}


def text_lines(changes: Changes, lang: Language = "zh") -> Iterator[str]:
    """Give one line a change, targets first, each naming region and indicator."""
    yield from _head(changes, lang)
    for row in changes.targets.itertuples(index=False):
        target_id, *facts = map(str, row)
        yield f"{target_id}  {_about(target_id, changes)}  {_said(*facts, lang=lang)}"
    for table, key, change, fields in _table_rows(changes.tables):
        yield f"{table}  {key}  {_row_said(change, fields, lang)}"


def markdown_lines(changes: Changes, lang: Language = "zh") -> Iterator[str]:
    """Give one list item a target and a table row, as the changelog's *Data* part has them."""
    yield from (f"- {line}" for line in _head(changes, lang))
    for target_id, rows in changes.targets.groupby("target_id", sort=False):
        facts = rows[["change", "field", "old", "new"]].itertuples(index=False)
        said = WORDS["between"][lang].join(_said(*map(str, row), lang=lang) for row in facts)
        about = _about(str(target_id), changes)
        yield f"- `{target_id}` {about}{WORDS['comma'][lang]}{said}"
    for table, key, change, fields in _table_rows(changes.tables):
        yield f"- {table} `{key}`{WORDS['colon'][lang]}{_row_said(change, fields, lang)}"


def _head(changes: Changes, lang: Language) -> Iterator[str]:
    if changes.targets.empty and changes.tables.empty:
        yield WORDS["same"][lang]
    else:
        kinds = changes.targets.drop_duplicates("target_id")["change"]
        counts = {kind: int((kinds == kind).sum()) for kind in ("added", "removed", "changed")}
        yield WORDS["counts"][lang].format(**counts)
    if changes.one_sided:
        yield WORDS["one_sided"][lang].format(columns=", ".join(changes.one_sided))


def _about(target_id: str, changes: Changes) -> str:
    names = changes.names[target_id]
    return f"{names['region_name']} {names['indicator_name']}"


def _said(change: str, field: str, old: str, new: str, *, lang: Language) -> str:
    if change == "changed":
        empty = WORDS["empty"][lang]
        return f"{field}: {old or empty} → {new or empty}"
    return f"{WORDS[change][lang]} {old or new}".rstrip()


def _table_rows(tables: pd.DataFrame) -> Iterator[tuple[str, str, str, str]]:
    return zip(*(tables[column].tolist() for column in tables), strict=True)


def _row_said(change: str, fields: str, lang: Language) -> str:
    return f"{WORDS[change][lang]} {fields}".rstrip()
