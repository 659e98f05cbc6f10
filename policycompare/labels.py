"""Targets go in; the same rows with names and labels to show, in Chinese or English, come out."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import isnan

import pandas as pd

from policycompare.binding import commitment
from policycompare.constraints import Tables
from policycompare.model import UNSTATED, Grammar, Language
from policycompare.quantities import FALLS, RISES, change_verb, quantities
from policycompare.sources import read_tables
from policycompare.stating import statements
from policycompare.values import as_written, chart_values
from policycompare.wordlists import read_grammar
from policycompare.yearly import is_yearly

_NO_DENOMINATOR = {"zh": "分母未写明", "en": "denominator not stated"}
"""What stands for a denominator that the document does not state, alone in a tile or a row."""


def labelled(
    targets: pd.DataFrame, lang: Language = "zh", tables: Tables | None = None
) -> pd.DataFrame:
    """Add what a reader sees to a table of targets.

    Parameters
    ----------
    targets : DataFrame
        Rows of `load_targets`.
    lang : {"zh", "en"}
        Language of the labels; quotes and titles stay as printed.
    tables : dict of DataFrame, optional
        The data that `targets` came from; by default those that came with the package.

    Returns
    -------
    DataFrame
        The same rows with `region_name`, `theme_name`, `indicator_name`, `population_name`,
        `value_label` (≥70%), `label` (≥70%（2020）), `document_issuer`, `document_title`,
        `document_number`, `document_date`, `document_status`, `note` and `value`, the one number
        to chart.

    Examples
    --------
    >>> from policycompare import load_targets
    >>> shown = labelled(load_targets()).set_index("target_id")
    >>> shown.loc["zongyang-2020/002", ["region_name", "label"]].tolist()
    ['枞阳', '≥70%（2020）']
    """
    tables = read_tables() if tables is None else tables
    shown = targets.copy()
    shown["region_name"] = shown["region"].map(names(tables, "regions", "region", lang))
    shown["theme_name"] = shown["theme"].map(names(tables, "themes", "theme", lang))
    shown["indicator_name"] = shown["indicator"].map(names(tables, "indicators", "indicator", lang))
    shown["population_name"] = shown["population"]
    if lang == "en":
        shown["population_name"] = shown["population"].map(
            names(tables, "populations", "population", "en")
        )
    stated = shown["population"] != UNSTATED
    shown["population_name"] = shown["population_name"].where(stated, _NO_DENOMINATOR[lang])
    written = wording_in(lang, tables)
    shown["value_label"] = [value_label(row, written) for row in shown.to_dict("records")]
    shown["label"] = [
        with_year(label, year, lang, assumed=basis == "period")
        for label, year, basis in zip(
            shown["value_label"], shown["year"], shown["year_basis"], strict=True
        )
    ]
    documents = tables["documents"].set_index("document_id")
    for column in ("issuer", "title", "number", "date", "status"):
        shown[f"document_{column}"] = shown["document_id"].map(documents[column])
    notes = tables["codings"].set_index("target_id")
    shown["note"] = shown["target_id"].map(notes["note" if lang == "zh" else "note_en"])
    shown["value"] = chart_values(targets)
    return shown


def names(tables: Tables, table: str, key: str, lang: Language) -> dict[str, str]:
    """Look up the names of a codelist in one language."""
    rows = tables[table]
    return dict(zip(rows[key], rows[f"name_{lang}"], strict=True))


def unit_names(tables: Tables, lang: Language) -> dict[str, str]:
    """Look up how units are written; counting words such as 个 have no English name."""
    written = {unit: unit for unit in tables["units"]["unit"]}
    return written if lang == "zh" else written | names(tables, "units", "unit", "en")


def code_names(tables: Tables, codelist: str, lang: Language) -> dict[str, str]:
    """Look up the names of one list in the table of codes, e.g. of the commitments."""
    rows = tables["codes"]
    rows = rows[rows["list"] == codelist]
    return dict(zip(rows["code"], rows[f"name_{lang}"], strict=True))


def with_year(label: str, year: int | None, lang: Language, *, assumed: bool = False) -> str:
    """Write a label with its deadline: ≥70%（2020）, or 20%（规划期末2020）where it is assumed."""
    if pd.isna(year):
        return label
    if lang == "zh":
        return f"{label}（{'规划期末' if assumed else ''}{year}）"
    return f"{label} ({'plan to ' if assumed else ''}{year})"


@dataclass(frozen=True, slots=True)
class Wording:
    """What values are written with, looked up once: names of codes, units and words."""

    lang: Language
    kinds: Mapping[str, str]
    signs: Mapping[str, str]
    commitments: Mapping[str, str]
    modalities: Mapping[str, str]
    units: Mapping[str, str]
    words: Mapping[str, str]
    grammar: Grammar


def wording_in(lang: Language, tables: Tables) -> Wording:
    """Look up what values are written with in one language."""
    units = unit_names(tables, lang)
    written = {unit: name if name == unit else f" {name}" for unit, name in units.items()}
    words = {term: name for term, name in names(tables, "terms", "term", "en").items() if name}
    return Wording(
        lang=lang,
        kinds=code_names(tables, "kind", lang),
        signs=code_names(tables, "op", lang),
        commitments=code_names(tables, "commitment", lang),
        modalities=code_names(tables, "modality", lang),
        units=written,
        words={term: term for term in words} if lang == "zh" else words,
        grammar=read_grammar(tables),
    )


def value_label(row: Mapping[Hashable, object], wording: Wording) -> str:
    """Write a target's value; a unit that no codelist holds is written as it is.

    Examples
    --------
    >>> row = {"kind": "quantified", "op": ">=", "low": 70.0, "high": None, "unit": "%"}
    >>> value_label(row | {"measure": "level"}, wording_in("zh", read_tables()))
    '≥70%'
    """
    kind = str(row["kind"])
    if kind in ("universal", "relative"):
        return _own_word(row, wording) or wording.kinds[kind]
    if kind == "qualitative":
        return _commitment(row, wording)
    low, high = (written_number(row[bound]) for bound in ("low", "high"))
    amount = f"{low}–{high}" if row["op"] == "range" else low or high
    whole = row["op"] == ">=" and (low, row["unit"]) == ("100", "%")  # 达100%: no share is more
    sign = "" if whole or row["op"] == "range" else wording.signs[str(row["op"])]
    unit = str(row["unit"])
    value = (sign + as_written(amount, wording.units.get(unit, unit))).rstrip()
    return value if row["measure"] == "level" else _moved(value, row, wording)


def _moved(value: str, row: Mapping[Hashable, object], wording: Wording) -> str:
    """Say which way a change goes, with the clause's own verb: 降低约10%, 每年提升2个百分点."""
    text = _text(row)
    found = [each for each in quantities(text, wording.grammar) if each.measure == row["measure"]]
    verb = next(filter(None, (change_verb(text, each) for each in found)), "")
    yearly = any(is_yearly(text, each.start) for each in found)
    if wording.lang == "zh":
        return ("每年" if yearly else "") + (verb or "变化") + value
    way = "fall by " if verb in FALLS else "rise by " if verb in RISES else "change of "
    return f"{way}{value}{' a year' if yearly else ''}"


def _commitment(row: Mapping[Hashable, object], wording: Wording) -> str:
    """Show the printed verb in Chinese, its level in English."""
    if wording.lang == "zh":
        return commitment(_text(row), wording.grammar)[1]
    level = wording.commitments[str(row["commitment"])]
    explored = row["modality"] == "explore" and row["commitment"] != "encourage"
    return f"{wording.modalities['explore']}, {level}" if explored else level


def _own_word(row: Mapping[Hashable, object], wording: Wording) -> str:
    """Show the word that states a target where it has a name of its own: 低于全省平均, 全额."""
    text = _text(row)
    stated = [each for each in statements(text, wording.grammar) if each.kind == row["kind"]]
    word = text[stated[0].start : stated[0].end] if stated else ""
    short = wording.lang == "zh" and row["kind"] == "relative" and len(word) <= LONGEST_WORD
    return wording.words.get(word, word if short else "")


LONGEST_WORD = 14
"""Characters of the longest reference that a label shows as printed: 优于全省平均水平."""


def _text(row: Mapping[Hashable, object]) -> str:
    return str(row["reading"] or row["quote"])


LONGEST_FRACTION = 6
"""Digits behind the point of the longest number that is shown whole."""


def written_number(value: object) -> str:
    """Write a number as a reader does, 1200000 and not 1.2e+06; nothing where there is none.

    A fraction that does not end, 三分之一, is shown with two digits: 33.33.
    """
    if not isinstance(value, float) or isnan(value):
        return ""
    written = f"{value:.12g}"
    return f"{value:.2f}" if len(written.partition(".")[2]) > LONGEST_FRACTION else written
