"""A language comes in; the words that the explorer page itself says go out."""

from policycompare.model import Language

Words = dict[str, str]

WORDS = {
    "title": (
        "{regions} 个地区的医改文件写下 {targets} 个目标；{indicators} 个指标中，"
        + "{shared} 个有两个以上地区提出",
        "Health-reform documents of {regions} regions set {targets} targets; "
        + "{shared} of {indicators} indicators appear in two or more regions",
    ),
    "how": (
        "逐条点开可见原文、出处和与其他目标能否相比。标有 ≠ 的指标，各地的分母、单位或计法不同，"
        + "不宜直接相比，能否谨慎相比点开可见；分母或对象写在指标或目标下面的灰字里。",
        "Open a target for its quote, its source and what it may be compared with. Where an "
        + "indicator bears ≠, population, unit or measure differ and the values do not compare as "
        + "they stand, some of them with caution; the population is in grey under the indicator "
        + "or the target.",
    ),
    "legend": (
        "淡黄底：两个以上地区提出的指标。横条：0–100% 之中符合目标的范围。"
        + "空白：该文件没有这个指标的目标。",
        "Yellow: indicators of two or more regions. Bar: which part of 0–100% meets the target. "
        + "Blank: the document sets no target for the indicator.",
    ),
    "skip": ("跳到结果", "Skip to the results"),
    "no script": (
        "浏览器没有运行脚本，不能筛选和排序；全部目标、原文和出处都在下面。",
        "Scripts are off, so nothing can be filtered or sorted; all targets are below.",
    ),
    "filters": ("筛选", "Filters"),
    "search": ("搜索", "Search"),
    "search hint": ("例：公立医院 药占比", "e.g. public hospitals drug"),
    "more": ("按主题、地区、类别筛选", "Filter by theme, region, kind"),
    "every theme": ("全部主题", "All themes"),
    "shared": ("共有指标的目标", "Targets on shared indicators"),
    "shared_name": ("可对照", "Shared"),
    "view": ("显示", "View"),
    "compare": ("地区对照", "By region"),
    "list": ("逐条明细", "List"),
    "count": ("{shown} / {all} 项", "{shown} / {all} targets"),
    "besides": (
        "另列出链接所指的一项，它不符合筛选条件",
        "the linked target is shown although the filters leave it out",
    ),
    "unknown": ("没有编号为 {id} 的目标", "No target has the ID {id}"),
    "reset": ("清除筛选", "Reset filters"),
    "copy view": ("复制当前视图链接", "Copy link to this view"),
    "copy": ("复制本条链接", "Copy link to this target"),
    "copied": ("链接已复制", "Link copied"),
    "not copied": (
        "未能复制，请复制地址栏中的网址",
        "Not copied; take the link from the address bar",
    ),
    "download": ("下载 CSV", "Download CSV"),
    "close": ("关闭", "Close"),
    "permalink": ("本条链接", "Link to this target"),
    "empty": ("没有符合条件的目标", "No target meets these conditions"),
    "empty hint": (
        "请减少条件或换一个词；文件没有写的，这里也没有。",
        "Drop a condition or try another word; what no document states is not here.",
    ),
    "sort hint": ("按此列排序", "Sort by this column"),
    "unit": ("单位：{}", "Unit: {}"),
    "counted": ("{}", "count ({})"),
    "group": (
        "{name}　{count} 项，按数值排列；分母和口径不尽相同，先后不是高低",
        "{name} ({count}), ordered by number; populations differ, so this is no ranking",
    ),
    "group wordless": ("{name}　{count} 项", "{name} ({count})"),
    "wordless": ("没有数值（相对目标、无数值承诺）", "No number (relative, commitment only)"),
    "populations": ("分母不同", "populations differ"),
    "units": ("单位不同", "units differ"),
    "measures": ("计法不同", "measures differ"),
    "forms": ("有的没有数值", "some state no number"),
    "others": ("与其他目标能否相比", "May it be compared with others?"),
    "sources": ("来源文件", "Sources"),
    "undated": ("未载日期", "undated"),
    "target_id": ("编号", "ID"),
    "region_name": ("地区", "Region"),
    "theme_name": ("主题", "Theme"),
    "indicator_name": ("指标", "Indicator"),
    "population_name": ("分母或对象", "Population"),
    "value_label": ("目标值", "Target"),
    "kind_name": ("类别", "Kind"),
    "deadline": ("年份", "Year"),
    "modality_name": ("语气", "Modality"),
    "quote": ("原文", "Quote"),
    "reading": ("读作", "Read as"),
    "place": ("章节", "Section"),
    "document": ("文件", "Document"),
    "note": ("说明", "Note"),
    "address": ("原文与出处", "Quote and source"),
    "colon": ("：", ": "),
    "comma": ("，", ", "),
    "brackets": ("（{}）", " ({})"),
    "also": ("{}；又见 {}", "{}; also in {}"),
}
"""What the page says, in Chinese and in English; names of codes come from the codelists."""


def words_in(lang: Language) -> Words:
    """Choose the words of one language.

    Examples
    --------
    >>> words_in("en")["reset"]
    'Reset filters'
    """
    if lang not in ("zh", "en"):
        raise ValueError(f"lang is {lang!r}; ask for 'zh' or 'en'.")
    return {key: pair[lang == "en"] for key, pair in WORDS.items()}
