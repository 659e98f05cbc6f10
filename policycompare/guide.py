"""A dossier comes in; the note that says what lies in its report's folder goes out."""

from collections.abc import Iterator

from policycompare.dossier import Dossier
from policycompare.labels import code_names
from policycompare.model import Language

NAMES: dict[Language, str] = {"zh": "说明.txt", "en": "README.txt"}

FILES: dict[Language, dict[str, str]] = {
    "zh": {
        "figures/a4/": "图，宽度与 A4 版心相同：PNG（300 dpi，贴入 Word、WPS）、"
        "SVG（可无损放大）、PDF",
        "figures/slide/": "同样的图，16:9 幻灯片大小；一页放不下的分成几页，文件名末尾编号",
        "{code}.xlsx": "可编辑的 Excel 图表，图与数据同表；改动“数值”列，图随之改变，"
        "标题和标签文字须一并改写",
        "{code}.docx": "Word 文档：主要发现、对照表、可比性说明、图、原文依据、参考文献",
        "data.csv": "所用的每一行数据，Excel、WPS 可直接打开",
        "manifest.json": "每个文件的校验值，每张图用到哪些目标，每个目标的原文、章节和字符位置",
    },
    "en": {
        "figures/a4/": "figures as wide as the text of an A4 page: PNG (300 dpi), SVG and PDF",
        "figures/slide/": "the same for slides of 16:9; what needs several pages is numbered",
        "{code}.xlsx": "editable Excel charts beside their data; change “Value” and bars and "
        "numbers follow, titles and labels are text to edit too",
        "{code}.docx": "Word: findings, tables, verdicts, figures, evidence, references",
        "data.csv": "every row used, for Excel or any other program",
        "manifest.json": "checksum of each file, targets behind each figure, words and place of "
        "each target",
    },
}
"""What lies in the folder, and what it is."""

TEXTS: dict[Language, str] = {
    "zh": """{title}

{files}

怎样读数
≥、≤、>、< 由原文的限定词读出；以上、以下、以内含本数；“约”为左右，带宽原文未写明。
比例以 % 为单位写作 30，不是 0.3。“全覆盖”指全部、所有、均、一律等表述，作图取 100。
空格表示文件没有写。不在同一组的目标口径不同，不要放在同一坐标轴上。
{draft}在图表中均已注明。

怎样核对
data.csv 的“编号”即 manifest.json 中 targets 的键，其下有原文、章节和字符位置。

参考文献
{references}
""",
    "en": """{title}

{files}

How to read the numbers
≥, ≤, >, < are read from the words; 以上, 以下 and 以内 include the number; ~ is 左右, about.
A share in % is 30, not 0.3. “Full coverage” stands for all, every, without exception; charted 100.
An empty cell: the document does not say. Never put targets of different groups on one axis.
What a document of the status “{draft}” states is marked in every chart.

How to check one
“Target” in data.csv is the key under “targets” in manifest.json: words, section, offsets.

References
{references}
""",
}


def guide_name(lang: Language) -> str:
    """Name the note: 说明.txt or README.txt."""
    return NAMES[lang]


def guide_text(dossier: Dossier, *, word: bool) -> str:
    """Write the note."""
    lang = dossier.frames.lang
    headline = {"zh": "四个核心主题", "en": "Headline themes"}[lang]
    return TEXTS[lang].format(
        title=dossier.name or headline,
        files="\n".join(_file_lines(dossier.choice.code, lang, word=word)),
        draft=code_names(dossier.frames.tables, "status", lang)["draft"],
        references="\n".join(f"{e.mark} {e.text}" for e in dossier.references.values()),
    )


def _file_lines(code: str, lang: Language, *, word: bool) -> Iterator[str]:
    """Set the names of files, all of ASCII letters, in a column and say beside each what it is."""
    files = {name.format(code=code): said for name, said in FILES[lang].items()}
    if not word:
        del files[f"{code}.docx"]
    width = max(map(len, files)) + 2
    for name, said in files.items():
        yield f"{name.ljust(width)}{said}"
