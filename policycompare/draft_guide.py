"""The codelists go in; the note that tells a person how to decide upon a draft comes out."""

from collections.abc import Callable, Mapping, Sequence

from policycompare.constraints import Tables
from policycompare.draft_rows import ACCEPT, OF_TABLE
from policycompare.draft_words import Words
from policycompare.model import UNSTATED
from policycompare.placement import PROMISED
from policycompare.resemblance import is_near

GUIDE = "说明.txt"
A_LINE = 14
"""How many numbers of rows stand in a line."""

_TEXT = """{document_id}：怎样把草稿变成数据
========================================

用 Excel、WPS 或记事本打开下面四个文件，看过、填好、存盘。存成 CSV UTF-8（逗号分隔）或
xlsx 都可以；同一个文件两种都在时，删去旧的那一个。

1_register.csv    文件和地区的登记。只改“值”一列；“怎样填”一列写明要求。新地区一般只缺
                  行政区划代码，层级和省份由代码得出。
2_candidates.csv  文件里每一个数字、每一个“全部、所有、全覆盖”各占一行。
                  只有“决定”一列非填不可，三选一：
                    采纳  是目标，进入数据
                    舍弃  不是目标，连同理由登记在 left_out.csv
                    待定  还没有想好（草稿里全是待定；有一行待定就不能收录）
                  “建议”是程序的看法，“先看”写明哪些行要细看、为什么；可按这一列筛选。
                  其余各行看一眼原文和读数，不同意的改“建议”或别的格，最后把“建议”一列
                  整列复制到“决定”。以 ' 开头的格是为了不让 Excel 改写，照留。
3_indicators.csv  建议采纳的行里用到、而指标表里还没有的指标，已按“建议的依据”填好主题和
                  方向；同意就不用动。英文名可以不填（英文图表里照写中文名）。
4_populations.csv 新的分母或对象，不用动；英文名和“属于”可以补。
                  没有用到的行不必填，也不必删。

先看哪些行
----------
{first}
分母为“未写明”的不在其中：那不是错，可以留着；要和别处比较时，再按“分母”一列筛出来查。
其余各行的指标和分母也照原文看一遍，四个主题（药占比、DRG、签约、按病种付费）的尤其要看。

采纳一行时看四处
----------------
原文    最短而完整的一句，至多 60 字，须与文件一字不差；可以截短，不可以改字。
        年份和数值都在句内最好；位置由程序重新数，不必管。
指标    指标表里的中文名或代码（编码手册、data/codelists/indicators.csv）。
        原文的叫法多半和表里不同，先看“相近的已有指标”，说的是一回事就照抄过来；
        口径不同的不要合并。表里没有，直接写一个新名称：主题、单位、方向沿用
        3_indicators.csv 里为这一行拟好的；那里没有的，按名称里的词定，收录时报告。
分母    谁的比例、哪些机构。每一行都已拟好，“分母依据”写明从哪里来：
        原文…、指标名中的…    文件里的话
        指标定义中的…、按人口平均  指标本身的口径
        数的是个数  推定，请核对
        原文没有写            拟为“未写明”
        别的文件怎样写，只作提示（其他文件写的是：…），从不照搬：照搬来的分母会使不可比的
        看上去可比。查实本文件说的也是它，才填上；也可以写新的说法。“未写明”的意思是文件
        没有说，可以留着；这样的目标照样进表进图，但永不与别处判为可比。空着不能收录。
年份    改这一格就够了，年份依据随着改：句内有的不能改，其余须在文件里印着，
        或者是规划期最后一年。没有期限：清空年份（原来取规划期末的，依据也清空）。

数值、比较词、单位、语气都由程序从原文读出，不用填，改“读数”一列没有用
（清空它，则以原文读出的为准）。表格的一行，“修复后读作”已把指标、现状、数值、单位连成一句，
现状进入基期值。读数不对，多半是原文截得不对；原文本身误印，在“修复后读作”写下整句的正确
读法，在“疑问”写下理由。
同一个目标在文件里说了两次：后一行“重述第几行”填那一行的序号（不是行号），也采纳，别的格都不
用填；只差比较词的（表里 45，文中不低于 45%）程序已经连好，以写有比较词的为准，另一处的写法
记入说明。数值不同的不是重述，两行都留。
程序漏掉的目标：在末尾加一行，填决定、原文、指标、分母、年份即可；
一句里有几个数值的，在“数值”一列抄下所指的那个，如 95%以上。

舍弃一行时选一个理由
--------------------
{reasons}
“说明”留空则照抄上面的释义。没有数值的承诺（读数为“承诺”）舍弃时不用理由；
四个主题之一全文只有这样的提法时，填上理由，矩阵里就写“仅提及”。

可以填的词
----------
主题      {themes}
进取方向  {directions}
年份依据  {bases}

收录
----
    policycompare accept {document_id} --sources 放着 {document_id}.txt 的文件夹
（用 --data 写过别的数据文件夹的，这里也要写。）还有没填的、填错的，各种错处
一次列出（同一种很多时列前几处，写明还有几处），写明文件、行、列和该写什么，数据一个字也
不动；全部填好才一次写入。随时可以用
    policycompare verify --sources 同一个文件夹 --document {document_id}
看还差什么。收录之后这个文件夹可以删掉。

In English: fill in the column 决定 decision (accept, leave out, open) of
2_candidates.csv and the empty cells of the other files; codes and English names are
understood too. Save as CSV UTF-8 or xlsx, then run `policycompare accept {document_id}`.
"""


def guide(document_id: str, rows: Sequence[Mapping[str, str]], tables: Tables) -> str:
    """Write the note that stands in the folder of a draft, with the rows to look at first."""
    words = Words(tables)
    reasons = "\n".join(
        f"{words.name('reason', code)}    {definition}"
        for code, definition in words.definitions.items()
    )
    return _TEXT.format(
        document_id=document_id,
        reasons=reasons,
        first=_first(rows),
        themes=_wrapped(words.names("themes")),
        directions="、".join(words.names("direction")),
        bases="、".join(words.names("year_basis")),
    )


def marked(row: Mapping[str, str]) -> dict[str, str]:
    """Say in a row of 2_candidates.csv why it needs a second look."""
    looks = "、".join(what for what, needed in _LOOKS.items() if needed(row))
    return dict(row) | {"look": looks}


def is_doubtful(row: Mapping[str, str]) -> bool:
    """Tell a row that a person has to decide without a reason or against a doubt."""
    return _is_against_doubt(row) or _is_without_reason(row)


def _is_against_doubt(row: Mapping[str, str]) -> bool:
    return row["suggestion"] == ACCEPT and row["doubt"] not in ("", OF_TABLE)


def _is_without_reason(row: Mapping[str, str]) -> bool:
    return row["suggestion"] != ACCEPT and not (row["reason"] or row["reads"] == PROMISED)


def _is_guessed(row: Mapping[str, str]) -> bool:
    guessed = "请核对" in row["population_grounds"] and row["population"] != UNSTATED
    return row["suggestion"] == ACCEPT and guessed


def _is_undated(row: Mapping[str, str]) -> bool:
    return row["suggestion"] == ACCEPT and not (row["year"] or row["reads"] == PROMISED)


def _is_near(row: Mapping[str, str]) -> bool:
    """Tell a name that a known one is so like that it may mean the same: 县域内住院率, 就诊率."""
    near = row["similar"].split("、") if row["suggestion"] == ACCEPT and row["similar"] else []
    return any(is_near(row["indicator"], known) for known in near)


_LOOKS: Mapping[str, Callable[[Mapping[str, str]], bool]] = {
    "缺舍弃理由": _is_without_reason,
    "有疑问": _is_against_doubt,
    "分母是推定的": _is_guessed,
    "没有年份": _is_undated,
    "与已有指标相近": _is_near,
}
"""Why a row needs a second look, and how to tell."""


def _first(rows: Sequence[Mapping[str, str]]) -> str:
    """List by number the rows of 2_candidates.csv that need a second look, and why."""
    taken = sum(row["suggestion"] == ACCEPT for row in rows)
    lines = [f"序号为 2_candidates.csv 的序号。建议采纳 {taken} 行，舍弃 {len(rows) - taken} 行。"]
    for what in _LOOKS:
        if listed := [row["no"] for row in rows if what in row["look"].split("、")]:
            lines.append(f"{what}    {_wrapped(listed, A_LINE)}")
    return "\n".join(lines)


def _wrapped(names: list[str], many: int = 5) -> str:
    lines = ["、".join(names[place : place + many]) for place in range(0, len(names), many)]
    return "\n          ".join(lines)
