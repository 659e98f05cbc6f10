"""Nothing comes in; the words of a report's sentences, in Chinese and in English, go out."""

from policycompare.model import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "theme": "“{name}”主题共有{targets}项目标，其中{measured}项有数值或为全覆盖，来自",
        "indicator": "“{name}”（{definition}）共有{targets}项目标，来自",
        "region": "{name}共提出{targets}项目标，涉及{themes}个主题、{indicators}个指标，"
        "其中{measured}项有数值或为全覆盖",
        "quantified": "可量化的有",
        "qualitative": "只有无数值承诺的有",
        "not_mentioned": "未提及的有",
        "own": "四个核心主题中，",
        "own quantified": "可量化的为",
        "own qualitative": "只有无数值承诺的为",
        "own not_mentioned": "未提及的为",
        "single": "“{name}”只有1项有数值的目标。",
        "together": "“{name}”的{targets}项有数值的目标口径一致，可直接比较。",
        "careful": "“{name}”的{targets}项有数值的目标可放在同一坐标轴上，但{careful}，须一并写明。",
        "apart": "“{name}”的{targets}项有数值的目标按口径分为{groups}组，组间不可直接比较。",
        "all apart": "{names}的目标因口径不同各分为几组，组间不可直接比较。",
        "others": "{regions}没有提出该指标的目标。",
        "wordless": "“{name}”没有一项目标写明数值。",
        "pairs": "与其他地区在同一指标上配成{pairs}对：{comparable}对可比，{caution}对须谨慎，"
        "{not_comparable}对不可比。",
        "no pairs": "没有其他地区提出同一指标的目标。",
        "colon": "：",
        "comma": "，",
        "stop": "、",
        "semicolon": "；",
        "end": "。",
        "quoted": "",
        "value": "{region}{label}",
    },
    "en": {
        "theme": "“{name}” has {targets}, {measured} with a number or full coverage, from ",
        "indicator": "“{name}” ({definition}) has {targets}, from ",
        "region": "{name} states {targets} in {themes} on {indicators}, {measured} with a number "
        "or full coverage",
        "quantified": "a number in ",
        "qualitative": "words only in ",
        "not_mentioned": "nothing in ",
        "own": "Of the four headline themes: ",
        "own quantified": "a number on ",
        "own qualitative": "words only on ",
        "own not_mentioned": "nothing on ",
        "single": "“{name}” has a single target with a number.",
        "together": "The {targets} targets of “{name}” with a number are directly comparable.",
        "careful": "The {targets} targets of “{name}” with a number share an axis, but they "
        "differ and this must be said: {careful}.",
        "apart": "The {targets} targets of “{name}” with a number fall into {groups} groups that "
        "are not comparable with one another.",
        "all apart": "The targets of {names} fall into groups that are not comparable with one "
        "another.",
        "others": "No target on it: {regions}.",
        "wordless": "No target of “{name}” states a number.",
        "pairs": "On the same indicators other regions' targets make {pairs}: {comparable} "
        "comparable, {caution} with caution, {not_comparable} not comparable.",
        "no pairs": "No other region states a target on the same indicators.",
        "colon": ": ",
        "comma": ", ",
        "stop": ", ",
        "semicolon": "; ",
        "end": ".",
        "quoted": ", ",
        "value": "{region} {label}",
    },
}
