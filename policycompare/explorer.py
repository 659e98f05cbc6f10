"""Labelled targets come in; what the explorer page shows of them, in reading order, goes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from policycompare.constraints import Tables
from policycompare.errors import DataError, refusal
from policycompare.explorer_words import Words, words_in
from policycompare.figures import LOOKS
from policycompare.labels import code_names, names
from policycompare.model import TARGET_DTYPES, Language
from policycompare.ranking import Ranking, rank
from policycompare.records import Record, grouped, records_of
from policycompare.sources import read_tables

NAMED = ("region_name", "theme_name", "indicator_name", "population_name", "value_label", "label")
DOCUMENT = tuple(f"document_{part}" for part in ("issuer", "title", "number", "date", "status"))
COLUMNS = (*TARGET_DTYPES, *NAMED, *DOCUMENT, "note")
CODED = {
    "kind": "kind", "modality": "modality", "year_basis": "year_basis",
    "measure": "measure", "document_status": "status",
}  # fmt: skip
"""Columns of codes and the codelists that name them."""


@dataclass(frozen=True, slots=True)
class Region:
    """A column of the comparison; `draft` names that status where all it says is from drafts."""

    code: str
    name: str
    draft: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the comparison: its targets, whom all of them count, in what they are unlike."""

    name: str
    population: str
    unlike: tuple[str, ...]
    shared: bool
    targets: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """Indicators of one theme; `headline` for one of the themes that every region has a cell in."""

    code: str
    name: str
    headline: bool
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Explorer:
    """All that the page shows, in one language; `targets` and `themes` are in reading order."""

    lang: Language
    words: Words
    title: str
    kinds: Mapping[str, str]
    regions: tuple[Region, ...]
    themes: tuple[Theme, ...]
    targets: tuple[Record, ...]
    ranking: Ranking
    documents: tuple[Record, ...]


def explore(
    targets: pd.DataFrame, *, lang: Language = "zh", tables: Tables | None = None
) -> Explorer:
    """Arrange labelled targets for the explorer page.

    Parameters
    ----------
    targets : pandas.DataFrame
        Labelled targets, in the language asked for.
    lang : {"zh", "en"}
        Language of what the page itself says.
    tables : dict of DataFrame, optional
        The data that `targets` came from; by default those that came with the package.

    Raises
    ------
    DataError
        A column is missing, or a kind is unknown.

    Examples
    --------
    >>> from policycompare import labelled, load_targets
    >>> explorer = explore(labelled(load_targets()))
    >>> [theme.name for theme in explorer.themes][:4]
    ['药占比', 'DRG付费', '家庭医生签约', '按病种付费']
    """
    words = words_in(lang)
    tables = read_tables() if tables is None else tables
    kinds = code_names(tables, "kind", lang)
    records = _spelt(_known(targets), words, tables, lang)
    themes = _themes(records, tables, words)
    ordered = tuple(
        t for theme in themes for indicator in theme.indicators for t in indicator.targets
    )
    return Explorer(
        lang=lang,
        words=words,
        title=_finding(themes, words),
        kinds={kind: kinds[kind] for kind in LOOKS},
        regions=tuple(
            Region(code, group[0]["region_name"], min(target["draft"] for target in group))
            for code, group in grouped(records, "region").items()
        ),
        themes=themes,
        targets=ordered,
        ranking=rank(ordered, universal=kinds["universal"], wordless=words["wordless"]),
        documents=tuple(group[0] for group in grouped(records, "document_id").values()),
    )


def _known(targets: pd.DataFrame) -> list[Record]:
    """Take the rows as text; refuse kinds that have no sign."""
    records = records_of(targets, COLUMNS)
    unknown = sorted({target["kind"] for target in records} - set(LOOKS))
    if unknown:
        what = f"{len(unknown)} kinds of target are unknown to the explorer"
        raise DataError(refusal(what, unknown, f"A kind is one of {', '.join(LOOKS)}."))
    return records


def _spelt(records: list[Record], words: Words, tables: Tables, lang: Language) -> list[Record]:
    """Add what a reader sees of codes, unit, deadline, place and document."""
    codes = {column: code_names(tables, codelist, lang) for column, codelist in CODED.items()}
    units = names(tables, "units", "unit", "en") if lang == "en" else {}
    spelt = []
    for target in records:
        named = {
            f"{column}_name": codes[column].get(target[column], target[column]) for column in CODED
        }
        basis = named["year_basis_name"]
        unit = units.get(target["unit"]) or words["counted"].format(target["unit"])
        measure = "" if target["measure"] == "level" else named["measure_name"]
        also = words["also"].format(
            target["section"], target["also_in"].replace(";", words["comma"])
        )
        derived = {
            "deadline": target["year"] + words["brackets"].format(basis)
            if target["year"]
            else basis,
            "place": also if target["also_in"] else target["section"],
            "document": _reference(target, words, named["document_status_name"]),
            "draft": named["document_status_name"] if target["document_status"] == "draft" else "",
            "scale": words["unit"].format(unit) + measure,
        }
        spelt.append(target | named | derived)
    return spelt


def _reference(target: Record, words: Words, status: str) -> str:
    """Cite a document: issuer, title, number, date, status."""
    date = target["document_date"] or words["undated"]
    title = f"《{target['document_title']}》"
    parts = [target["document_issuer"], title, target["document_number"], date, status]
    return words["comma"].join(part for part in parts if part)


def _themes(records: list[Record], tables: Tables, words: Words) -> tuple[Theme, ...]:
    """Order themes for reading: the headlines first, then what most regions speak of."""
    rows = tables["themes"][tables["themes"]["headline"] != ""]
    headlines = rows.sort_values("headline")["theme"].tolist()
    groups = grouped(records, "theme")
    rest = sorted(set(groups) - set(headlines), key=lambda code: (-_spread(groups[code]), code))
    return tuple(
        Theme(code, groups[code][0]["theme_name"], code in headlines, _rows(groups[code], words))
        for code in [*headlines, *rest]
        if code in groups
    )


def _rows(records: list[Record], words: Words) -> tuple[Indicator, ...]:
    """Make an indicator a row; what two regions or more state stands first."""
    groups = sorted(grouped(records, "indicator").values(), key=lambda group: -_spread(group))
    return tuple(
        Indicator(
            name=group[0]["indicator_name"],
            population="" if _differ(group, "population") else group[0]["population_name"],
            unlike=_unlike(group, words),
            shared=_spread(group) > 1,
            targets=tuple(group),
        )
        for group in groups
    )


def _unlike(group: list[Record], words: Words) -> tuple[str, ...]:
    """Say why the targets of an indicator do not compare as they stand."""
    if _spread(group) < 2:
        return ()
    measured = [target for target in group if target["unit"]]
    found = {
        "populations": _differ(group, "population"),
        "units": _differ(measured, "unit"),
        "measures": _differ(measured, "measure"),
        "forms": 0 < len(measured) < len(group),
    }
    return tuple(words[reason] for reason, differ in found.items() if differ)


def _spread(records: Sequence[Record]) -> int:
    return len(grouped(records, "region"))


def _differ(records: Sequence[Record], key: str) -> bool:
    return len(grouped(records, key)) > 1


def _finding(themes: Sequence[Theme], words: Words) -> str:
    """Say in one sentence what the targets show."""
    indicators = [indicator for theme in themes for indicator in theme.indicators]
    targets = [target for indicator in indicators for target in indicator.targets]
    return words["title"].format(
        regions=_spread(targets),
        targets=len(targets),
        indicators=len(indicators),
        shared=sum(indicator.shared for indicator in indicators),
    )
