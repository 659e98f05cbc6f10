"""A dossier comes in; the note that says what lies in its report's folder goes out."""

from policycompare.dossier import Dossier
from policycompare.model import Language

NAMES: dict[Language, str] = {"zh": "说明.txt", "en": "README.txt"}

TEXTS: dict[Language, str] = {
    "zh": """{title}

figures/a4/     图，宽度与 A4 版心相同：PNG（300 dpi，贴入 Word、WPS）、SVG（可无损放大）、PDF
figures/slide/  同样的图，16:9 幻灯片大小；一页放不下的分成几页，文件名末尾编号
{workbook}可编辑的 Excel 图表，图与数据在同一工作表；改动“数值”列，图随之改变
{word}data.csv        所用的每一行数据，Excel、WPS 可直接打开
manifest.json   每个文件的校验值，每张图用到哪些目标，每个目标的原文、章节和字符位置

怎样读数
≥、≤、>、< 由原文的限定词读出；以上、以下、以内含本数；“约”为左右，带宽原文未写明。
比例以 % 为单位写作 30，不是 0.3。“全覆盖”指全部、所有、均、一律等表述，作图取 100。
空格表示文件没有写。不在同一组的目标口径不同，不要放在同一坐标轴上。
征求意见稿在图表中均已注明。

怎样核对
data.csv 的“编号”即 manifest.json 中 targets 的键，其下有原文、章节和字符位置。

参考文献
{references}
""",
    "en": """{title}

figures/a4/     figures as wide as the text of an A4 page: PNG (300 dpi), SVG and PDF
figures/slide/  the same for slides of 16:9; what needs several pages is numbered
{workbook}editable Excel charts beside their data; change “Value” and the chart follows
{word}data.csv        every row used, for Excel or any other program
manifest.json   checksum of each file, targets behind each figure, words and place of each target

How to read the numbers
≥, ≤, >, < are read from the words; 以上, 以下 and 以内 include the number; ~ is 左右, about.
A share in % is 30, not 0.3. “Full coverage” stands for all, every, without exception; charted 100.
An empty cell: the document does not say. Never put targets of different groups on one axis.
Drafts for comments are marked in every chart.

How to check one
“Target” in data.csv is the key under “targets” in manifest.json: words, section, offsets.

References
{references}
""",
}

WORD_LINES: dict[Language, str] = {
    "zh": "{document}Word 文档：主要发现、对照表、可比性说明、图、原文依据、参考文献\n",
    "en": "{document}Word: findings, tables, verdicts, figures, evidence, references\n",
}


def guide_name(lang: Language) -> str:
    """Name the note: 说明.txt or README.txt."""
    return NAMES[lang]


def guide_text(dossier: Dossier, *, word: bool) -> str:
    """Write the note."""
    lang, name = dossier.frames.lang, dossier.choice.code
    headline = {"zh": "四个核心主题", "en": "Headline themes"}[lang]
    cited = "\n".join(f"{entry.mark} {entry.text}" for entry in dossier.references.values())
    return TEXTS[lang].format(
        title=dossier.name or headline,
        workbook=f"{name}.xlsx".ljust(16),
        word=WORD_LINES[lang].format(document=f"{name}.docx".ljust(16)) if word else "",
        references=cited,
    )
