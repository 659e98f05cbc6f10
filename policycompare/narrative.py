"""A dossier comes in; its findings go out, sentence by sentence, each with its sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from policycompare.dossier import Comparison, Dossier
from policycompare.findings import counted, findings
from policycompare.grouping import STOP, without_number
from policycompare.labels import names
from policycompare.model import Language
from policycompare.narrative_words import WORDS

STANCES = ("quantified", "qualitative", "not_mentioned")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph or a cell, and the documents that are cited behind them."""

    text: str
    documents: tuple[str, ...] = ()
    strong: bool = False


Paragraph = tuple[Piece, ...]


def narrate(dossier: Dossier) -> list[Paragraph]:
    """Say what a report finds; every number in it is counted from the dossier.

    Returns
    -------
    list of Paragraph
        What is stated, then what may be compared.

    Examples
    --------
    >>> from policycompare.choice import choose
    >>> from policycompare.dossier import gather
    >>> from policycompare.frames import collect
    >>> from policycompare.sources import read_tables
    >>> from policycompare.table import targets_from
    >>> tables = read_tables()
    >>> frames = collect(targets_from(tables), tables, "zh")
    >>> stated, compared = narrate(gather(choose(tables, theme="drg"), frames))
    >>> print(*(piece.text for piece in compared))
    “DRG付费”没有一项目标写明数值。
    """
    told = {
        "headline": _on_headline,
        "theme": _on_theme,
        "indicator": _on_indicator,
        "region": _on_region,
    }[dossier.choice.kind]
    return [tuple(told(dossier)), tuple(_on_comparisons(dossier))]


def _on_headline(dossier: Dossier) -> Iterator[Piece]:
    frames = dossier.frames
    said = findings(frames.targets, frames.matrix, frames.pairs, frames.coverage, frames.lang)
    yield Piece(said[0])
    words = WORDS[frames.lang]
    for name, cells in dossier.cells.groupby("theme_name", sort=False):
        yield Piece(_space(frames.lang) + str(name) + words["colon"])
        yield from _stances(dossier, cells, "region_name", "")


def _on_theme(dossier: Dossier) -> Iterator[Piece]:
    words = WORDS[dossier.frames.lang]
    yield Piece(words["theme"].format(**_counts(dossier)))
    yield from _sources(dossier)
    yield Piece(words["end"])
    if not dossier.cells.empty:
        yield Piece(_space(dossier.frames.lang))
        yield from _stances(dossier, dossier.cells, "region_name", "")


def _on_indicator(dossier: Dossier) -> Iterator[Piece]:
    words, lang = WORDS[dossier.frames.lang], dossier.frames.lang
    indicators = dossier.frames.tables["indicators"].set_index("indicator")
    definition = indicators.at[dossier.choice.code, f"definition{'' if lang == 'zh' else '_en'}"]
    yield Piece(words["indicator"].format(definition=definition, **_counts(dossier)))
    yield from _sources(dossier)
    yield Piece(words["colon"])
    values = [
        Piece(words["value"].format(region=region, label=label), (document,))
        for region, label, document in zip(
            dossier.own["region_name"],
            dossier.own["label"],
            dossier.own["document_id"],
            strict=True,
        )
    ]
    yield from _joined(values, words["comma"])
    yield Piece(words["end"] + _space(lang))
    known = names(dossier.frames.tables, "regions", "region", lang)
    if others := [name for code, name in known.items() if code not in set(dossier.own["region"])]:
        yield Piece(words["others"].format(regions=words["stop"].join(others)))


def _on_region(dossier: Dossier) -> Iterator[Piece]:
    words = WORDS[dossier.frames.lang]
    cited = tuple(str(document) for document in dossier.own["document_id"].unique())
    yield Piece(words["region"].format(**_counts(dossier)), cited)
    yield Piece(words["end"] + _space(dossier.frames.lang))
    if not dossier.cells.empty:
        yield Piece(words["own"])
        yield from _stances(dossier, dossier.cells, "theme_name", "own ")


def _on_comparisons(dossier: Dossier) -> Iterator[Piece]:
    words, lang = WORDS[dossier.frames.lang], dossier.frames.lang
    if dossier.choice.kind == "region":
        counts = {
            verdict: int((dossier.pairs["verdict"] == verdict).sum())
            for verdict in ("comparable", "caution", "not_comparable")
        }
        case = "pairs" if len(dossier.pairs) else "no pairs"
        pairs = counted(len(dossier.pairs), "pair", lang)
        yield Piece(words[case].format(pairs=pairs, **counts) + _space(lang))
    cases = [(comparison, *_case(comparison)) for comparison in dossier.comparisons]
    parted = [comparison.name for comparison, case, _ in cases if case == "apart"]
    for comparison, case, said in cases:
        if case != "apart" or len(parted) == 1:
            careful = str(said.pop("careful")).replace(STOP[lang], words["stop"])
            text = words[case].format(name=comparison.name, careful=careful, **said)
            yield Piece(text + _space(lang))
    if len(parted) > 1:
        joined = words["quoted"].join(f"“{name}”" for name in parted)
        yield Piece(words["all apart"].format(names=joined))


def _case(comparison: Comparison) -> tuple[str, dict[str, str | int]]:
    """Tell whether the targets of a theme or indicator that have a number may be compared."""
    groups = [group for group in comparison.groups if not without_number(group.rows).all()]
    targets, case, careful = sum(len(group.rows) for group in groups), "apart", ""
    if len(groups) < 2:
        careful = groups[0].careful if groups else ""
        case = "careful" if careful else "together" if targets > 1 else "single"
    case = case if groups else "wordless"
    return case, {"targets": targets, "groups": len(groups), "careful": careful}


def _counts(dossier: Dossier) -> dict[str, str | int]:
    own, lang = dossier.own, dossier.frames.lang
    return {
        "name": dossier.name,
        "targets": counted(len(own), "target", lang),
        "measured": int((~without_number(own)).sum()),
        "themes": counted(own["theme"].nunique(), "theme", lang),
        "indicators": counted(own["indicator"].nunique(), "indicator", lang),
    }


def _sources(dossier: Dossier) -> Iterator[Piece]:
    """Name the regions that state a target, each with its documents."""
    words = WORDS[dossier.frames.lang]
    regions = [
        Piece(str(name), tuple(str(document) for document in rows["document_id"].unique()))
        for name, rows in dossier.own.groupby("region_name", sort=False)
    ]
    yield from _joined(regions, words["stop"])


def _stances(dossier: Dossier, cells: pd.DataFrame, column: str, whose: str) -> Iterator[Piece]:
    """List cells by stance; `column` names them, a region with its documents."""
    words, documents = WORDS[dossier.frames.lang], dossier.frames.tables["documents"]
    told = [stance for stance in STANCES if (cells["stance"] == stance).any()]
    for stance in told:
        text = words[f"{whose}{stance}"]
        opens = stance == told[0] and dossier.choice.kind == "theme"
        yield Piece(text[0].upper() + text[1:] if opens else text)
        of_region = column == "region_name"
        named = [
            Piece(
                str(cell[column]),
                tuple(documents.loc[documents["region"] == cell["region"], "document_id"])
                if of_region
                else (),
            )
            for cell in cells[cells["stance"] == stance].to_dict("records")
        ]
        yield from _joined(named, words["stop"])
        yield Piece(words["end" if stance == told[-1] else "semicolon"])


def _joined(pieces: Sequence[Piece], separator: str) -> Iterator[Piece]:
    for number, piece in enumerate(pieces):
        if number:
            yield Piece(separator)
        yield piece


def _space(lang: Language) -> str:
    return "" if lang == "zh" else " "
