"""Nothing comes in; what a workbook of charts says, in Chinese and in English, goes out."""

from policycompare.model import Language

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "data": "数据",
        "pairs": "可比性",
        "bar": "图中标签",
        "upper": "区间上限",
        "hint": "改动“数值”列，其下的图和图中数字随之改变；标题和“图中标签”是文字，须一并改写。"
        "图可直接复制到 Word、PPT。斜线为{draft}，空心为有缓和词，浅点为区间。",
        "apart": "≠ 与前一组不可比，不能放在同一坐标轴上：{reasons}",
        "careful": "谨慎可比，引用时须写明：{reasons}",
        "silent": "没有数值，不作图",
        "value": "{region}{label}",
        "many": "{targets}项目标，从{least}到{most}",
        "whom": "分母或对象：{population}",
        "stop": "，",
        "colon": "：",
    },
    "en": {
        "data": "Data",
        "pairs": "Comparability",
        "bar": "Label in the chart",
        "upper": "Upper end",
        "hint": "Change the column “Value”: bars and numbers of the chart follow; its title and "
        "“Label in the chart” are text, edit them too. Copy charts into Word or slides. "
        "Hatched: {draft}; hollow: hedged; dotted: a range.",
        "apart": "≠ Not comparable with the group before, never on one axis: {reasons}",
        "careful": "Comparable with caution; when quoting, name: {reasons}",
        "silent": "no number, no chart",
        "value": "{region} {label}",
        "many": "{targets} targets, from {least} to {most}",
        "whom": "Population: {population}",
        "stop": ", ",
        "colon": ": ",
    },
}
