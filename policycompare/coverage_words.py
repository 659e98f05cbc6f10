"""Nothing comes in; the words of the coverage chart, in Chinese and in English, go out."""

from policycompare.model import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "coverage": "{indicators}项指标中，{shared}项有两地以上提出目标，{single}项只有一地提出",
        "rest": "图中只列两地以上提出的指标；其余{single}项只有一地提出。",
        "quantified": "有数值",
        "universal": "全覆盖",
        "relative": "相对目标",
        "qualitative": "无数值承诺",
        "none": "空格：未提出目标",
    },
    "en": {
        "coverage": "Of {indicators} indicators, {shared} have targets in two or more regions, "
        "{single} in one only",
        "rest": "Only indicators of two or more regions are shown; {single} more have one region.",
        "quantified": "a number",
        "universal": "full coverage",
        "relative": "a moving reference only",
        "qualitative": "words without a number",
        "none": "empty: no target stated",
    },
}
