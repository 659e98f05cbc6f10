"""Matrix, verdicts and coverage go in; the three most telling findings come out as sentences."""

import pandas as pd

from policycompare.model import Language


def findings(
    matrix: pd.DataFrame, pairs: pd.DataFrame, coverage: pd.DataFrame, lang: Language = "zh"
) -> list[str]:
    """Say what the tables show, each number counted from them.

    Parameters
    ----------
    matrix, pairs, coverage : DataFrame
        Of `headline_matrix`, `all_comparability` and `coverage`, in the same language.
    lang : {"zh", "en"}
        Language of the sentences.

    Returns
    -------
    list of str
        One sentence each on the headline cells, the comparable pairs and the shared indicators.
    """
    return [_on_cells(matrix, lang), _on_pairs(pairs, lang), _on_indicators(coverage, lang)]


def _on_cells(matrix: pd.DataFrame, lang: Language) -> str:
    count = matrix["stance"].value_counts()
    numbers, words, silent = (
        int(count.get(stance, 0)) for stance in ("quantified", "qualitative", "not_mentioned")
    )
    measured = matrix[matrix["stance"] == "quantified"]
    bare = [
        name
        for theme, name in zip(matrix["theme"], matrix["theme_name"], strict=True)
        if theme not in set(measured["theme"])
    ]
    themes = list(dict.fromkeys(bare))
    if lang == "zh":
        none = f"；{'、'.join(themes)}没有一个地区给出数值" if themes else ""
        return f"四个主题 {len(matrix)} 格：{numbers} 格有数值，{words} 格只有承诺，{silent} 格未提及{none}。"
    none = f"; no region puts a number on {', '.join(themes)}" if themes else ""
    return (
        f"Of {len(matrix)} headline cells, {numbers} hold a number, {words} a commitment only, "
        f"{silent} nothing{none}."
    )


def _on_pairs(pairs: pd.DataFrame, lang: Language) -> str:
    same = pairs[
        (pairs["region_a"] != pairs["region_b"]) & (pairs["indicator_a"] == pairs["indicator_b"])
    ]
    count = same["verdict"].value_counts()
    fully, caution, never = (
        int(count.get(verdict, 0)) for verdict in ("comparable", "caution", "not_comparable")
    )
    if lang == "zh":
        return (
            f"不同地区就同一指标提出的目标配成 {len(same)} 对：{fully} 对可比，"
            f"{caution} 对须谨慎，{never} 对不可比。"
        )
    return (
        f"Targets of different regions on one indicator make {len(same)} pairs: {fully} comparable, "
        f"{caution} with caution, {never} not comparable."
    )


def _on_indicators(coverage: pd.DataFrame, lang: Language) -> str:
    shared = int((coverage["regions"] >= 2).sum())
    most = int(coverage["regions"].max())
    if lang == "zh":
        return (
            f"{len(coverage)} 个指标中只有 {shared} 个由两个以上地区提出，"
            f"没有一个指标的地区数超过 {most} 个。"
        )
    return (
        f"Of {len(coverage)} indicators only {shared} are stated by two regions or more, "
        f"none by more than {most}."
    )
