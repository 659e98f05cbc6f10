"""Targets go in; what every region says on each headline theme comes out, no cell blank."""

import pandas as pd

from policycompare.constraints import Tables
from policycompare.errors import DataError, refusal
from policycompare.labels import code_names, labelled, names
from policycompare.mentions import Mentioned, mentioned
from policycompare.model import Language
from policycompare.sources import read_tables

MATRIX_COLUMNS = (
    "region", "theme", "stance", "commitment", "label", "target_ids", "quote", "section", "note",
    "region_name", "theme_name",
)  # fmt: skip


def headline_matrix(
    targets: pd.DataFrame, lang: Language = "zh", *, tables: Tables | None = None
) -> pd.DataFrame:
    """Lay the four headline themes of every region side by side.

    Parameters
    ----------
    targets : DataFrame
        Rows of `load_targets`.
    lang : {"zh", "en"}
        Language of `label`, `note` and the names.
    tables : dict of DataFrame, optional
        The data that `targets` came from; by default those that came with the package.

    Returns
    -------
    DataFrame
        One row per region and theme, none blank: `stance` is quantified, qualitative or
        not_mentioned; `note` says whom a value covers, or which terms a silence was searched for.

    Examples
    --------
    >>> from policycompare import load_targets
    >>> matrix = headline_matrix(load_targets())
    >>> matrix.loc[matrix["theme"] == "case_payment", "label"].tolist()
    ['≥50%（2017），另1项', '推行', '推进', '≥70%（2020）', '推行']
    """
    tables = read_tables() if tables is None else tables
    themes = tables["themes"]
    themes = themes[themes["headline"] != ""].sort_values("headline")
    _refuse_partial(targets, set(themes["theme"]), tables)
    shown = labelled(targets, lang, tables)
    region_names = names(tables, "regions", "region", lang)
    rows = [
        _cell(
            shown[(shown["region"] == region) & (shown["theme"] == theme)],
            _silence(region, search_terms, lang, tables),
            lang,
            tables,
        )
        | {"region": region, "region_name": region_name, "theme": theme, "theme_name": theme_name}
        for region, region_name in region_names.items()
        for theme, theme_name, search_terms in zip(
            themes["theme"], themes[f"name_{lang}"], themes["search_terms"], strict=True
        )
    ]
    return pd.DataFrame(rows, columns=list(MATRIX_COLUMNS))


def _refuse_partial(targets: pd.DataFrame, themes: set[str], tables: Tables) -> None:
    """Refuse rows from which a cell would look silent that is not."""
    if not themes:
        raise DataError("No theme has a headline number; fill it in data/codelists/themes.csv.")
    theme_of = dict(
        zip(tables["indicators"]["indicator"], tables["indicators"]["theme"], strict=True)
    )
    codings = tables["codings"]
    headline = codings[codings["indicator"].map(theme_of).isin(themes)]
    missing = headline.loc[~headline["target_id"].isin(targets["target_id"]), "target_id"].tolist()
    if missing:
        what = (
            "headline_matrix needs every target of its themes, or silence would be wrong; missing"
        )
        raise DataError(
            refusal(what, missing, "Pass all rows of load_targets(), filter afterwards.")
        )


def _silence(region: str, search_terms: str, lang: Language, tables: Tables) -> dict[str, str]:
    """Say which terms were searched for in vain, or where they stand that is no target."""
    documents = tables["documents"]
    own = documents.loc[documents["region"] == region, "document_id"]
    known = [each for name in own for each in mentioned(name, search_terms, tables)]
    if known:
        said = f"“{' '.join(known[0].printed.split())}”"
        label = "仅提及" if lang == "zh" else "mentioned only"
        return {"label": label, "note": _mention(known[0], said, lang, tables)}
    searched = search_terms.replace(";", "、" if lang == "zh" else ", ")
    note = f"全文检索不到：{searched}" if lang == "zh" else f"not in the text: {searched}"
    return {"label": code_names(tables, "stance", lang)["not_mentioned"], "note": note}


def _mention(found: Mentioned, said: str, lang: Language, tables: Tables) -> str:
    """Say why what mentions a theme is no target on it, or what it is a target on."""
    if found.indicator:
        name = names(tables, "indicators", "indicator", lang)[found.indicator]
        return (
            f"提到的是另一指标的目标：{said}（{name}）"
            if lang == "zh"
            else f"a target on another indicator: {said} ({name})"
        )
    reason = code_names(tables, "reason", lang)[found.reason]
    return f"提到而无目标：{said}（{reason}）" if lang == "zh" else f"no target: {said} ({reason})"


def _cell(
    cell: pd.DataFrame, silence: dict[str, str], lang: Language, tables: Tables
) -> dict[str, str]:
    empty = dict.fromkeys(MATRIX_COLUMNS, "")
    if cell.empty:
        return empty | {"stance": "not_mentioned"} | silence
    order = {code: place for place, code in enumerate(tables["indicators"]["indicator"])}
    measured = cell["kind"] != "qualitative"
    moves = cell["measure"].isin(("change", "points"))  # what is reached says more than by how much
    ranked = cell.assign(wordless=~measured, place=cell["indicator"].map(order), moves=moves)
    ranked = ranked.sort_values(["wordless", "place", "moves", "target_id"])
    first = ranked.iloc[0]
    label = first["label"]
    if first["kind"] == "universal":
        label = f"{first['population_name']}{'' if lang == 'zh' else ': '}{label}"
    if others := len(ranked) - 1:
        label += f"，另{others}项" if lang == "zh" else f", {others} more"
    return empty | {
        "stance": "quantified" if measured.any() else "qualitative",
        "commitment": first["commitment"],
        "label": label,
        "target_ids": ";".join(ranked["target_id"]),
        "quote": first["quote"],
        "section": first["section"],
        "note": _note(ranked, lang),
    }


def _note(ranked: pd.DataFrame, lang: Language) -> str:
    separator, colon = ("；", "：") if lang == "zh" else ("; ", ": ")
    said = []
    for row in ranked.to_dict("records"):
        value = "" if row["kind"] == "qualitative" else f" {row['label']}"
        text = f"{row['indicator_name']}{value}{colon}{row['population_name']}"
        if row["note"]:
            text += f"（{row['note']}）" if lang == "zh" else f" ({row['note']})"
        said.append(text)
    return separator.join(said)
