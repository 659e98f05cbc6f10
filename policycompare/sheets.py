"""Labelled frames come in; the frames of the sheets, with words beside the codes, go out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from policycompare.model import Language
from policycompare.sheet_words import WORDS

EXPLAINED = {
    "stance": "headline", "commitment": "headline", "kind": "targets", "op": "targets",
    "low": "targets", "high": "targets", "measure": "targets", "year_basis": "targets",
    "modality": "targets", "verdict": "comparability",
}  # fmt: skip
"""Columns that the first sheet explains, each with the sheet on which its codes are counted."""

NUMBERS = ("year", "period_start", "period_end", "chars")
"""Columns of the documents that are numbers, though a table just read holds text."""

MATRIX_TOP = 3
"""Row of the matrix's header on the sheet of the headline matrix."""


@dataclass(frozen=True)
class WorkbookFrames:
    """The frames of a workbook; absent text is an empty string.

    `targets` is labelled, and `matrix`, `comparability` and `coverage` are derived from it;
    `indicators`, `documents`, `repairs`, `left_out` are curated tables, as are two with words:
    `codes` (`list`, `code`, `name_zh`, `name_en`, `definition`) and `columns` (`column`,
    `name_zh`, `name_en`, `meaning_zh`, `meaning_en`).
    """

    targets: pd.DataFrame
    matrix: pd.DataFrame
    comparability: pd.DataFrame
    coverage: pd.DataFrame
    indicators: pd.DataFrame
    documents: pd.DataFrame
    repairs: pd.DataFrame
    left_out: pd.DataFrame
    codes: pd.DataFrame
    columns: pd.DataFrame


@dataclass(frozen=True)
class Layout:
    """Columns of a sheet: for paper, then for the screen; those with codes, colours and links."""

    printed: str
    screen: str = ""
    coded: str = ""
    toned: str = ""
    linked: str = ""
    frozen: int = 1
    top: int = 1

    @property
    def shown(self) -> str:
        """All columns for readers, in order."""
        return f"{self.printed} {self.screen}"


LAYOUTS = {
    "headline": Layout(
        "region_name theme_name label stance_name commitment_name quote section note",
        "target_ids",
        coded="stance commitment", toned="stance", linked="target_ids", frozen=0,
    ),
    "targets": Layout(
        "target_id region_name theme_name indicator_name population_name label modality_name"
        " quote section",
        "op value low high unit year year_basis_name measure_name baseline base_year kind_name"
        " commitment_name note reading also_in document_title document_number document_status_name",
        coded="kind commitment measure year_basis modality document_status",
    ),
    "coverage": Layout("theme_name indicator_name", "regions", frozen=2),
    "comparability": Layout(
        "theme_name verdict_name region_name_a label_a indicator_name_a"
        " region_name_b label_b indicator_name_b reasons_{lang}",
        "population_name_a population_name_b target_a target_b",
        coded="theme verdict", toned="verdict", linked="target_a target_b", frozen=2,
    ),
    "codebook": Layout(
        "entry name code meaning unit direction_name synonyms", coded="direction", frozen=2
    ),
    "documents": Layout(
        "document_id region_name title number issuer date period_start period_end status_name"
        " level_name",
        "year chars", coded="region status level",
    ),
    "repairs": Layout("clause_id printed reading reason"),
    "left_out": Layout(
        "left_out_id document_id printed reason_name note", "start end", coded="reason"
    ),
}  # fmt: skip
"""The sheets after the first, in order; columns that stand in no layout follow at the right."""


@dataclass(frozen=True)
class Words:
    """Names and meanings, in one language, of columns (under "column") and codes of a list."""

    of: Mapping[str, str]
    names: Mapping[tuple[str, str], str]
    meanings: Mapping[tuple[str, str], str]

    def name(self, codelist: str, code: str) -> str:
        """Name a code; one without a name stands for itself."""
        return self.names.get((codelist, code)) or code

    def header(self, column: str, columns: Sequence[str]) -> str:
        """Name a column for readers; a column of codes beside one of words is marked as such."""
        stem, side = (column[:-2], column[-2:]) if column[-2:] in ("_a", "_b") else (column, "")
        suffix = self.of["code"] if f"{stem}_name{side}" in columns else ""
        name = self.name("column", stem.removesuffix("_name"))
        return name + suffix + side.replace("_", " ").upper()

    def spell(self, frame: pd.DataFrame, columns: str) -> pd.DataFrame:
        """Add, for every column of codes, the column `<column>_name` of words."""
        spelt = {
            f"{column}_name": [
                self.name(column.removeprefix("document_"), c) for c in frame[column]
            ]
            for column in columns.split()
        }
        return frame.assign(**spelt)


def read_words(sheets: WorkbookFrames, lang: Language) -> Words:
    """Gather the words of one language from the curated tables and the labelled frames."""
    codes, columns = sheets.codes, sheets.columns
    keys = [("column", column) for column in columns["column"]]
    keys += list(zip(codes["list"], codes["code"], strict=True))
    names = dict(zip(keys, [*columns[f"name_{lang}"], *codes[f"name_{lang}"]], strict=True))
    regions = zip(sheets.matrix["region"], sheets.matrix["region_name"], strict=True)
    names |= {("column", region): name for region, name in regions}
    for frame in (sheets.matrix, sheets.targets):
        for column in ("region", "theme"):
            for code, name in zip(frame[column], frame[f"{column}_name"], strict=True):
                names[column, code] = name
    meanings = [*columns[f"meaning_{lang}"], *codes.get(f"definition_{lang}", codes["definition"])]
    of = {key: zh if lang == "zh" else en for key, (zh, en) in WORDS.items()}
    return Words(of, names, dict(zip(keys, meanings, strict=True)))


def layouts_for(sheets: WorkbookFrames, lang: Language) -> dict[str, Layout]:
    """Fill in what depends on the regions and on the language."""
    regions = sheets.matrix["region"].unique().tolist()
    printed = " ".join([LAYOUTS["coverage"].printed, *(f"{region}_name" for region in regions)])
    pairs = LAYOUTS["comparability"]
    return LAYOUTS | {
        "headline": replace(LAYOUTS["headline"], top=MATRIX_TOP + len(regions) + 2),
        "coverage": replace(LAYOUTS["coverage"], printed=printed, toned=" ".join(regions)),
        "comparability": replace(pairs, printed=pairs.printed.format(lang=lang)),
    }


def frames_for(sheets: WorkbookFrames, words: Words, lang: Language) -> dict[str, pd.DataFrame]:
    """Bring the frames into the order of their sheets, with words beside the codes."""
    kinds = {
        f"{region}_name": [
            words.name("kind", kind) or words.of["silent"] for kind in sheets.coverage[region]
        ]
        for region in sheets.matrix["region"].unique()
    }
    numbers = {name: pd.to_numeric(sheets.documents[name]).astype("Int64") for name in NUMBERS}
    frames = {
        "headline": sheets.matrix,
        "targets": sheets.targets,
        "coverage": sheets.coverage.assign(**kinds),
        "comparability": _with_sides(sheets.comparability, sheets.targets),
        "codebook": _codebook(sheets, words, lang),
        "documents": sheets.documents.assign(**numbers),
        "repairs": sheets.repairs,
        "left_out": sheets.left_out,
    }
    return {key: words.spell(frame, LAYOUTS[key].coded) for key, frame in frames.items()}


def _with_sides(pairs: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Add what either target of a pair says, so that a row can be read by itself."""
    shown = ["region_name", "label", "indicator_name", "population_name", "quote"]
    known = targets.set_index("target_id")[shown]
    for side in ("_a", "_b"):
        pairs = pairs.join(known.add_suffix(side), on=f"target{side}")
    return pairs


def _codebook(sheets: WorkbookFrames, words: Words, lang: Language) -> pd.DataFrame:
    """Stack indicators, columns and codes under one header; the entry of a code is its column."""
    indicators = sheets.indicators.assign(
        entry=words.of["indicator"],
        name=sheets.indicators[f"name_{lang}"],
        code=sheets.indicators["indicator"],
        meaning=sheets.indicators["definition" if lang == "zh" else "definition_en"],
    )
    explained = pd.DataFrame(
        [
            (
                words.of["column"] if codelist == "column" else words.name("column", codelist),
                words.name(codelist, code),
                code,
                meaning,
            )
            for (codelist, code), meaning in words.meanings.items()
        ],
        columns=["entry", "name", "code", "meaning"],
    )
    columns = ["entry", "name", "code", "meaning", "unit", "direction", "synonyms"]
    stacked = pd.concat([indicators.reindex(columns=columns), explained.reindex(columns=columns)])
    return stacked.fillna("").reset_index(drop=True)
