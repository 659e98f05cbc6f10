"""A cell of the headline matrix and its targets go in; the words of its tile come out."""

import pandas as pd

from policycompare.model import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "wordless": "无数值",
        "more": "另{count}项",
        "rest": "其余{count}项见数据表",
        "colon": "：",
        "comma": "，",
    },
    "en": {
        "wordless": "(no number)",
        "more": "{count} more",
        "rest": "{count} more in the table",
        "colon": ": ",
        "comma": ", ",
    },
}

LISTED = 4
"""Targets that the small print of a tile lists; more would make a row higher than it is read."""


def tile_texts(cell: "pd.Series[str]", targets: pd.DataFrame, lang: Language) -> tuple[str, str]:
    """Return a tile's label and small print: what is counted, the printed words, or the search."""
    label, note = cell["label"], cell["note"]
    ids = cell["target_ids"].split(";")
    if cell["stance"] == "qualitative":
        label = f"{label}\n{WORDS[lang]['wordless']}"
        rows = targets.loc[ids]
        note = _listed(rows["reading"].where(rows["reading"] != "", rows["quote"]), lang)
    elif cell["stance"] == "quantified":
        rows = targets.loc[ids]
        lead = rows["indicator_name" if len(rows) == 1 else "label"]
        note = _listed(lead + WORDS[lang]["colon"] + rows["population_name"], lang)
    return label.replace("，另", "\n另").replace(", ", ",\n"), note


def brief_texts(cell: "pd.Series[str]", targets: pd.DataFrame, lang: Language) -> tuple[str, str]:
    """Return a tile's first value and whom it is about, or that it has no number."""
    words = WORDS[lang]
    if cell["stance"] == "not_mentioned":
        return cell["label"], ""
    rows = targets.loc[cell["target_ids"].split(";")]
    first, measured = rows.iloc[0], cell["stance"] == "quantified"
    said = [str(first["population_name"]) if measured else words["wordless"]]
    said += [words["more"].format(count=len(rows) - 1)] if len(rows) > 1 else []
    return str(first["label"]), words["comma"].join(said)


def _listed(lines: "pd.Series[str]", lang: Language) -> str:
    rest = [WORDS[lang]["rest"].format(count=len(lines) - LISTED)] if len(lines) > LISTED else []
    return "\n".join([*lines.iloc[:LISTED], *rest])
