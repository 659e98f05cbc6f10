"""A comparison comes in; a line for each of its groups goes out: what it is and why it parts."""

from collections.abc import Iterator, Mapping

import pandas as pd

from policycompare.dossier import Comparison, Group
from policycompare.grouping import without_number
from policycompare.model import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "member": "{region} {label}",
        "stop": "；",
        "comma": "、",
        "colon": "：",
        "group": "（{number}）{indicator}：{members}。",
        "careful": "组内谨慎可比（{reasons}）。",
        "alike": "组内可比。",
        "single": "",
        "wordless": "没有数值，只作文字对照。",
        "apart": "与前一组不可比：{reasons}。",
        "alone": "（{number}）下列指标各只有一地提出目标，指标不同，互不可比：{named}。",
    },
    "en": {
        "member": "{region} {label}",
        "stop": "; ",
        "comma": ", ",
        "colon": ": ",
        "group": "({number}) {indicator}: {members}. ",
        "careful": "Comparable with caution ({reasons}). ",
        "alike": "Comparable. ",
        "single": "",
        "wordless": "No number, words only. ",
        "apart": "Not comparable with the group before: {reasons}. ",
        "alone": "({number}) Stated by one region each, different indicators, not comparable with "
        "one another: {named}.",
    },
}

MOST_GROUPS = 6
"""Groups that are explained one by one; of more, those that no two regions share are gathered."""


def verdict_lines(comparison: Comparison, lang: Language) -> Iterator[str]:
    """Say of each group what it is; of many, those on which no two regions meet in one line."""
    words, alone = WORDS[lang], list[Group]()
    groups = list(comparison.groups)
    if len(groups) > MOST_GROUPS:
        regions = pd.concat([group.rows for group in groups]).groupby("indicator")["region"]
        met = regions.nunique() > 1
        alone = [group for group in groups if not met[group.rows["indicator"].iloc[0]]]
        groups = [group for group in groups if met[group.rows["indicator"].iloc[0]]]
    for number, group in enumerate(groups, start=1):
        before = groups[number - 2].rows["indicator"].iloc[0] if number > 1 else ""
        near = not alone or before == group.rows["indicator"].iloc[0]
        yield _verdict(number, group, words, near=near)
    if alone:
        named = words["stop"].join(
            f"{group.rows['indicator_name'].iloc[0]}{words['colon']}{_members(group, words)}"
            for group in alone
        )
        yield words["alone"].format(number=len(groups) + 1, named=named)


def _members(group: Group, words: Mapping[str, str]) -> str:
    return words["comma"].join(
        words["member"].format(region=region, label=label)
        for region, label in zip(group.rows["region_name"], group.rows["label"], strict=True)
    )


def _verdict(number: int, group: Group, words: Mapping[str, str], *, near: bool) -> str:
    """Say of a group whether its members compare, and why it parts from the one before."""
    rows = group.rows
    case = "alike" if len(rows) > 1 else "single"
    case = "careful" if group.careful else case
    case = "wordless" if without_number(rows).all() else case
    text = words["group"].format(
        number=number, indicator=rows["indicator_name"].iloc[0], members=_members(group, words)
    )
    text += words[case].format(reasons=group.careful.replace(words["stop"], words["comma"]))
    return text + (words["apart"].format(reasons=group.apart) if group.apart and near else "")
