"""Targets, parted into comparable groups, come in; the sentence over their picture goes out."""

from collections.abc import Sequence

import pandas as pd

from policycompare.grouping import STOP, why_careful, without_number
from policycompare.model import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "together": "{name}：{said}，可比",
        "cautious": "{name}：{said}，须谨慎比较",
        "single": "{name}：只有{said}",
        "apart": "{name}：{said}，口径不同，不可直接比较",
        "mixed": "{name}：{said}，分属{groups}种口径，不同口径不可直接比较",
        "many": "{name}：{regions}的{targets}项目标分属{groups}种口径，不同口径不可直接比较",
        "alone": "{name}：只有{regions}有可量化的目标，{targets}项分属{groups}种口径",
        "wordless": "{name}：{regions}只有无数值的表述",
        "rest": "；{regions}无数值",
        "and": "、",
        "≠": "≠：与前一组不可比的主要理由。",
        "arrow": "箭头：允许的范围。",
        "band": "色带：“左右”，宽度原文未写明。",
        "hollow": "空心：用“力争”“原则上”“推动”等缓和词。",
        "draft": "虚线：征求意见稿。",
        "silent": "未提出此类目标：{regions}。",
    },
    "en": {
        "together": "{name}: {said}; comparable",
        "cautious": "{name}: {said}; compare with caution",
        "single": "{name}: only {said}",
        "apart": "{name}: {said}; counted differently, not comparable",
        "mixed": "{name}: {said}; {groups} different things are counted",
        "many": "{name}: {targets} targets of {regions} count {groups} different things",
        "alone": "{name}: only {regions} can be measured; {targets} targets count {groups} "
        "different things",
        "wordless": "{name}: {regions} state no number",
        "rest": "; {regions} without a number",
        "and": ", ",
        "≠": "≠: why a group is not comparable with the previous one. ",
        "arrow": "Arrow: the range allowed. ",
        "band": "Blurred band: “about”, of a width the document does not state. ",
        "hollow": "Hollow: hedged (strive, in principle, promote). ",
        "draft": "Dashed: draft for comments. ",
        "silent": "No such target: {regions}. ",
    },
}
MEASURED = ("quantified", "universal")
MOST_VALUES = 3
"""How many values a title spells out."""


def targets_title(
    targets: pd.DataFrame, groups: list[pd.DataFrame], verdicts: pd.DataFrame, lang: Language
) -> str:
    """Say who states what, and whether it may be compared.

    Parameters
    ----------
    targets
        Rows of one indicator or theme of what `labelled` returns.
    groups
        What `comparable_groups` makes of them and `verdicts`.

    Examples
    --------
    >>> from policycompare import comparability, labelled, load_targets
    >>> from policycompare.grouping import comparable_groups
    >>> rows = labelled(load_targets().query("indicator == 'oop_share'"))
    >>> pairs = comparability(rows, "oop_share")
    >>> targets_title(rows, comparable_groups(rows, pairs), pairs, "zh")
    '个人卫生支出占卫生总费用比重：资阳≤30%、辽宁约30%，须谨慎比较'
    """
    words, ordered = WORDS[lang], pd.concat(groups)
    stated = ordered[ordered["kind"].isin(MEASURED)]
    regions, others = _regions(stated), [r for r in _regions(targets) if r not in _regions(stated)]
    said = _values(stated, lang)
    facts = {
        "name": targets[
            "indicator_name" if targets["indicator"].nunique() == 1 else "theme_name"
        ].iloc[0],
        "said": said,
        "regions": words["and"].join(regions or others),
        "targets": len(stated),
        "groups": sum(group["kind"].isin(MEASURED).any() for group in groups),
    }
    title = words[_case(stated, groups, verdicts, lang)].format(**facts)
    rest = words["rest"].format(regions=words["and"].join(others))
    return title + (rest if regions and others else "")


def _case(
    stated: pd.DataFrame, groups: list[pd.DataFrame], verdicts: pd.DataFrame, lang: Language
) -> str:
    measured = [group for group in groups if group["kind"].isin(MEASURED).any()]
    if len(measured) == 0:
        return "wordless"
    if len(stated) == 1:
        return "single"
    if len(measured) == 1:
        return "cautious" if why_careful(measured[0], verdicts, lang=lang) else "together"
    if stated["region"].nunique() == 1:
        return "alone"
    if len(stated) > MOST_VALUES:
        return "many"
    return "mixed" if any(group["region"].nunique() > 1 for group in measured) else "apart"


def _regions(targets: pd.DataFrame) -> list[str]:
    return [str(name) for name in targets["region_name"].unique()]


def _values(stated: pd.DataFrame, lang: Language) -> str:
    """Write the values of each region: 资阳≥50%、≥100个；枞阳≥70%."""
    space = "" if lang == "zh" else " "
    said = [
        f"{name}{space}{WORDS[lang]['and'].join(dict.fromkeys(rows['value_label']))}"
        for name, rows in stated.groupby("region_name", sort=False)
    ]
    several = stated["region_name"].duplicated().any()
    return (STOP[lang] if several else WORDS[lang]["and"]).join(said)


def reading_note(
    targets: pd.DataFrame, groups: list[pd.DataFrame], silent: Sequence[str], lang: Language
) -> str:
    """Explain the symbols that occur, and name the regions that state nothing of the kind."""
    words, numbered = WORDS[lang], targets[~without_number(targets)]
    occurs = {
        "≠": len(groups) > 1,
        "arrow": numbered["op"].isin([">=", ">", "<=", "<"]).any(),
        "band": (numbered["op"] == "~").any(),
        "hollow": (numbered["modality"] != "must").any(),
        "draft": (numbered["document_status"] == "draft").any(),
    }
    note = words["silent"].format(regions=words["and"].join(silent)) if silent else ""
    return (note + "".join(words[symbol] for symbol, found in occurs.items() if found)).rstrip()
