"""Matrix, verdicts and coverage go in; the three most telling findings come out as sentences."""

import pandas as pd

from policycompare.model import Language

SENTENCES: dict[str, dict[Language, str]] = {
    "cells": {
        "zh": "四个主题 {cells} 格：{quantified} 格可量化，{qualitative} 格只有无数值承诺，"
        "{not_mentioned} 格未提及{bare}。",
        "en": "Of {cells}: {quantified} measurable, {qualitative} with a commitment "
        "only, {not_mentioned} with nothing{bare}.",
    },
    "bare": {
        "zh": "；{themes}没有一个地区给出数值",
        "en": "; no region puts a number on {themes}",
    },
    "pairs": {
        "zh": "不同地区就同一指标写明的数值配成 {pairs} 对：{comparable} 对可比，"
        "{caution} 对须谨慎，{not_comparable} 对不可比。",
        "en": "Values that different regions state on one indicator make {pairs}: "
        "{comparable} comparable, {caution} with caution, {not_comparable} not comparable.",
    },
    "indicators": {
        "zh": "{indicators} 个指标中只有 {shared} 个由两个以上地区提出，最多 {most} 个地区。",
        "en": "Stated by two regions or more: only {shared} of {indicators}, none by more than "
        "{most}.",
    },
    "unshared": {
        "zh": "{indicators} 个指标中没有一个由两个以上地区提出。",
        "en": "Stated by two regions or more: none of {indicators}.",
    },
}


def findings(
    targets: pd.DataFrame,
    matrix: pd.DataFrame,
    pairs: pd.DataFrame,
    coverage: pd.DataFrame,
    lang: Language = "zh",
) -> list[str]:
    """Say what the tables show, each number counted from them.

    Parameters
    ----------
    targets, matrix, pairs, coverage : DataFrame
        Of `load_targets`, `headline_matrix`, `all_comparability` and `coverage`.
    lang : {"zh", "en"}
        Language of the sentences; that of `matrix`.

    Returns
    -------
    list of str
        One sentence each on the headline cells, the comparable pairs and the shared indicators.
    """
    return [
        _on_cells(matrix, lang),
        _on_pairs(targets, pairs, lang),
        _on_indicators(coverage, lang),
    ]


def counted(number: int, noun: str, lang: Language) -> str:
    """Write a number, in English with its noun; the Chinese noun needs no plural and is no part.

    Examples
    --------
    >>> counted(1, "target", "en"), counted(2, "target", "en"), counted(2, "target", "zh")
    ('1 target', '2 targets', '2')
    """
    return str(number) if lang == "zh" else f"{number} {noun}{'' if number == 1 else 's'}"


def _count(codes: pd.Series, names: tuple[str, ...]) -> dict[str, int]:
    return {name: int((codes == name).sum()) for name in names}


def _on_cells(matrix: pd.DataFrame, lang: Language) -> str:
    counts = _count(matrix["stance"], ("quantified", "qualitative", "not_mentioned"))
    measured = set(matrix.loc[matrix["stance"] == "quantified", "theme_name"])
    themes = [name for name in matrix["theme_name"].unique() if name not in measured]
    named = ("、" if lang == "zh" else ", ").join(themes)
    bare = SENTENCES["bare"][lang].format(themes=named) if themes else ""
    cells = counted(len(matrix), "headline cell", lang)
    return SENTENCES["cells"][lang].format(cells=cells, bare=bare, **counts)


def _on_pairs(targets: pd.DataFrame, pairs: pd.DataFrame, lang: Language) -> str:
    measured = targets.loc[targets["kind"].isin(["quantified", "universal"]), "target_id"]
    chosen = pairs[
        (pairs["region_a"] != pairs["region_b"])
        & (pairs["indicator_a"] == pairs["indicator_b"])
        & pairs["target_a"].isin(measured)
        & pairs["target_b"].isin(measured)
    ]
    counts = _count(chosen["verdict"], ("comparable", "caution", "not_comparable"))
    return SENTENCES["pairs"][lang].format(pairs=counted(len(chosen), "pair", lang), **counts)


def _on_indicators(coverage: pd.DataFrame, lang: Language) -> str:
    stated = coverage.loc[coverage["regions"] > 0, "regions"]
    shared, most = int((stated >= 2).sum()), int(stated.max())
    indicators = counted(len(stated), "indicator", lang)
    case = "indicators" if shared else "unshared"
    return SENTENCES[case][lang].format(indicators=indicators, shared=shared, most=most)
