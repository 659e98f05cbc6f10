"""Nothing comes in; what the workbook itself says, in Chinese and in English, goes out."""

WORDS = {
    "about": ("说明", "About"),
    "headline": ("核心指标矩阵", "Headline matrix"),
    "targets": ("全部目标", "All targets"),
    "coverage": ("指标覆盖", "Coverage"),
    "comparability": ("可比性", "Comparability"),
    "codebook": ("编码手册", "Codebook"),
    "documents": ("文件", "Documents"),
    "repairs": ("误印修复", "Repairs"),
    "left_out": ("未列入", "Left out"),
    "headline holds": (
        "地区 × 主题，每格一个结论；下方是依据",
        "Regions by themes, and the evidence",
    ),
    "targets holds": (
        "每行一个目标；最右为代码列，可折叠",
        "One target a row; codes at the far right",
    ),
    "coverage holds": ("每行一个指标：哪些地区写明了它", "One indicator a row: who states it"),
    "comparability holds": (
        "每行一对目标：能否并列，为什么",
        "One pair a row: comparable or not, why",
    ),
    "codebook holds": ("指标、各列与各代码的解释", "Definitions of indicators, columns and codes"),
    "documents holds": ("文件登记表", "Register of the documents"),
    "repairs holds": ("误印处的读法及理由", "Readings of misprints, and the reasons"),
    "left_out holds": ("不是目标的数字与全称词，及理由", "Numbers that are no targets, and why"),
    "title": ("各地医改文件目标对照表", "Targets of regional health-reform documents"),
    "purpose": ("用途", "Purpose"),
    "purpose text": (
        "逐条列出各地医改文件写明的目标，并排对照；每个数都附原文、章节和所在文件，可以核对。",
        "Every target the documents state, with the words, section and document it was read from.",
    ),
    "version": ("版本", "Version"),
    "licence": ("使用许可", "Licence"),
    "sheets": ("工作表（点击打开；右为行数）", "Sheets (click to open; rows at the right)"),
    "codes": (
        "怎样读数和用词（右为出现次数）",
        "How to read numbers and words (frequency at the right)",
    ),
    "hints": ("使用提示", "Hints"),
    "hint 1": (
        "空格表示文件没有写。比例以 % 为单位写作 30，不是 0.3。",
        "An empty cell: the document does not say. A share in % is 30, not 0.3.",
    ),
    "hint 2": (
        "“不可比”的两个目标不要放在同一坐标轴上；“谨慎可比”须同时写明理由。",
        "Never put targets that are not comparable on one axis; with a caution, say why.",
    ),
    "hint 3": (
        "“全部目标”请筛选，不要排序：排序后，其他工作表的链接仍指向原来的行号。",
        "Filter the sheet of all targets, do not sort it: links keep pointing at the old rows.",
    ),
    "hint 4": (
        "表格第 1 行是程序用的列名，第 2 行是中文列名；用 pandas 读取时加 skiprows=[1]。",
        "Row 1 of a table is for programs, row 2 for readers; with pandas use skiprows=[1].",
    ),
    "matrix hint": (
        "点击单元格，跳到该目标所在行；鼠标停留可看原文。各格的依据见下表。",
        "Click a cell for its target's row, point at it for its words. Evidence: the table below.",
    ),
    "code": ("（代码）", " (code)"),
    "indicator": ("指标", "indicator"),
    "column": ("列", "column"),
    "silent": ("—", "—"),
}
"""What the workbook itself says, in Chinese and in English; the keys of sheets name them."""
