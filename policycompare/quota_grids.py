"""A text goes in; the rows of its tables of tasks by place come out, each with one task of one."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policycompare.grid_cells import Cell, GridRow, cells_of, unit_above
from policycompare.grid_lines import Lines

_WHO = re.compile(
    r"(?:各|所属|承担|实施)?(?:县[（(][市区、]{1,3}[)）]|市[（(]州[)）]|县[市区]区?|区县|市[州县]|地区|区域|乡镇|镇街|街道|"
    r"单位|机构|医院|[乡镇][^\t\n]{0,6})(?:名称)?"
)
_HEAD = re.compile(
    rf"(?m)^(?:序 ?号\t)?(?:{_WHO.pattern})\t[^\n]*$|^[^\t\n]{{1,16}}\t[^\n]*?任务[^\n]*$"
)
_SHARED = re.compile(
    r"(?:任务|指标|名额|分[解配]|派驻)[^\n]{0,12}(?:表|[:：]|及进度[^\n]{0,14})?"
    r"(?:[（(]单位[:：][^\n]{1,4}[)）])?\n+(?:单位[:：][^\n]{0,8}\n)?$"
)
"""What stands above a table that shares something out: 派驻安排如下：."""

_LISTED = re.compile(r"[:：]\n(?=[^\n\d]{2,14}\n? ?\d)")
_OPENS = re.compile(
    r"(任务|指标|名额)(?:数量?)?(?:分[解配])?(?:如下)?$"
    r"|\d ?[人例户个名所家台份套]，各(?:乡镇|村|县|区|单位)$"
)
"""What a line that a list of shares follows ends with: 各村任务数：; 投放90台，各乡镇：."""

_COUNT = r"(\d[\d,]*(?:人次|[人例户个名家所台处份套张]))[；;。]?"
_QUOTA = re.compile(rf"\s*([\u4e00-\u9fff（）、]{{2,14}})[:： \t]*{_COUNT}\s*")
_NAME, _ALONE = re.compile(r"\s*([\u4e00-\u9fff]{2,12})\s*"), re.compile(rf"\s*{_COUNT}\s*")
_COLUMN = r"[（(](?P<unit>人次|[人例户个名所家台处份套对张剂])[)）]"
_TOLD = re.compile(
    "人口|基数|现有|已|上年|去年|完成|户籍|辖区|合计|小计|感染|病例|确诊|死亡|患(?!者管理)"
    r"|面积|电话|总数|在编|常住|值班|\d{4}|床位|户数|村数"
)
_PLAIN = re.compile(
    r"(?!序|编号|备注|时间|负责|联系|(?:各|所属)?(?:单位|乡镇|县区|镇街|街道|村))[^\t（(]{2,14}(?P<unit>)"
)
"""A column of a table whose unit stands above it: 宫颈癌检查, below （单位：人）."""

_COUNTED = re.compile(rf"[^\t（(]{{2,14}}{_COLUMN}")
"""A column of a table that is headed 任务分解: 宫颈癌检查（人）."""

_TASK = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d) ?年度?)?(?:[^\t]{0,12}?(?:任务|目标|计划)"
    r"(?:(?:人口|床位|[\u4e00-\u9fff]{0,2}[人例户次])?(?:数量?|量)"
    r"|(?=[（(][人例户个名所家台处份套对张剂]))"
    r"|[^\t]{2,14}?(?:率|比例|占比)(?:任务|目标|计划)值?)(?:[（(](?P<unit>[^）)]{1,4})[)）])?"
)
_BESIDE = re.compile(
    r"(?:其中[:：]?[^\t]{2,14}数|(?:新增|新建|新设)(?!感染|病例|确诊|报告|死亡|患)[^\t（(]{2,12})"
    r"(?:[（(](?P<unit>[^）)]{1,4})[)）])?"
)
"""A column that is one of tasks where it stands beside one."""
_OF_YEAR = re.compile(
    r"((?:19|20)\d\d) ?年度?[^\n\d]{0,30}(?:任务|目标|计划)[^\n\d]{0,16}表[^\n]{0,12}\s*"
    r"(?:单位[:：][^\n]{0,8}\s*)?$"
)
"""A title above a table that gives the year of its tasks: 2017年签约服务任务表."""
_TITLE, _NEAR = 80, 12
_VALUE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TOTAL = re.compile("合 ?计|总 ?计|小 ?计|全[省市县区]|汇总")
_SUBTOTAL = re.compile("小 ?计")
_AIM = re.compile("任务|目标|计划")
_SAYS = re.compile("[%‰]|全部|所有|全覆盖|达标|达到|不低于|不少于|以[上内]|\\d ?[个所家名]")
_AIMS_AT = re.compile("达到|不低于|不少于|全部|所有|全覆盖|以[上内]")
_BRACKET = re.compile(r"[（(][^）)]*[)）]$|其中[:：]?|(?:19|20)\d\d ?年度?")


@dataclass(frozen=True, slots=True)
class _Task:
    """A column: where it stands from the left, what is to be done, in which unit and year."""

    at: int
    name: str
    unit: str
    year: int | None


def listed_quotas(plain: str) -> Iterator[GridRow]:
    r"""Find the lines that share a task out below one that ends with 各村任务数：.

    Examples
    --------
    >>> [row.indicator.text for row in listed_quotas("各村任务数：\n东村  385人\n西村  270人\n")]
    ['东村任务', '西村任务']
    """
    for found in _LISTED.finditer(plain):
        opens = _OPENS.search(plain, max(0, found.start() - _NEAR), found.start())
        if not opens:
            continue
        lines = Lines(plain, found.end())
        what, who = opens[1] or "任务", None
        while lines.ahead and not _TOTAL.search(lines.ahead[1]):
            start, line = lines.ahead
            if one := _QUOTA.fullmatch(line):
                who = Cell(f"{one[1]}{what}", start + one.start(1), start + one.end(1))
            elif who is None and (named := _NAME.fullmatch(line)):
                who = Cell(f"{named[1]}{what}", start + named.start(1), start + named.end(1))
                lines.advance()
                continue
            elif who is None or not (one := _ALONE.fullmatch(line)):
                break
            last = one.lastindex or 1
            value = Cell(one[last], start + one.start(last), start + one.end(last))
            yield GridRow(who.start, value.end, "", who, "", ((None, value),), None)
            who = None
            lines.advance()


def quota_rows(plain: str) -> Iterator[GridRow]:
    r"""Find the tables that share a task out among places: a row each, a column a task.

    A total is passed over where the text prints it elsewhere too.

    Examples
    --------
    >>> text = "乡镇\t签约任务数（人）\n东山镇\t3200\n西河乡\t90\n合计\t3290\n"
    >>> for row in quota_rows(text):
    ...     print(row.indicator.text, row.unit, row.values[0][1].text)
    东山镇签约任务数 人 3200
    西河乡签约任务数 人 90
    签约任务数 人 3290
    """
    past = 0
    printed: Counter[str] | None = None
    for found in _HEAD.finditer(plain):
        if found.start() < past:
            continue
        tasks = _tasks(plain, found)
        lines = Lines(plain, found.start())
        lines.advance()
        while tasks and lines.ahead and "\t" in lines.ahead[1]:
            if printed is None:
                printed = Counter(_VALUE.findall(plain))
            yield from _row(cells_of(*lines.ahead), tasks, printed)
            lines.advance()
        past = lines.place


def _tasks(plain: str, head: re.Match[str]) -> list[_Task]:
    heads = [cell.text.replace(" ", "") for cell in cells_of(head.start(), head[0])]
    if not any(_WHO.fullmatch(text) for text in heads[:2]):
        return []
    unit = unit_above(plain, head.start())
    titled = _OF_YEAR.search(plain, max(0, head.start() - _TITLE), head.start())
    shared = _SHARED.search(plain, max(0, head.start() - _TITLE), head.start())
    told = any(map(_TASK.fullmatch, heads))
    tasks: list[_Task] = []
    for at, text in enumerate(heads):
        found = _TASK.fullmatch(text)
        if not found and (told or shared) and not _TOLD.search(text):
            found = _BESIDE.fullmatch(text)
            if not found and (tasks or not told):  # before them stands what the tasks are of
                found = _COUNTED.fullmatch(text)
                found = found or (_PLAIN.fullmatch(text) if unit and shared else None)
        if found:
            year = found.groupdict().get("year") or (titled and titled[1])
            own = found["unit"] or unit
            tasks.append(_Task(at, _BRACKET.sub("", text), own, int(year) if year else None))
        elif _AIM.search(text):
            return []  # 目标要求: a table of more than numbers to be done
    return tasks


def _row(cells: list[Cell], tasks: list[_Task], printed: Mapping[str, int]) -> Iterator[GridRow]:
    """Give what a row shares out; one that says more than names and numbers is left as it is."""
    named = [cell for cell in cells[:2] if cell.text and not _VALUE.fullmatch(cell.text)]
    if not named or _SUBTOTAL.search(named[-1].text):
        return
    for at, cell in enumerate(cells):  # behind the tasks may stand how far things are
        says = _SAYS if at <= tasks[-1].at else _AIMS_AT
        rest = cell.text.startswith(("其余", "其他"))
        if says.search(cell.text) and not (rest or _VALUE.fullmatch(cell.text)):
            return
    who = named[-1]
    total = bool(_TOTAL.search(who.text))
    given = [
        (task, cells[task.at])
        for task in tasks
        if task.at < len(cells) and _VALUE.fullmatch(cells[task.at].text)
        if not total or printed[cells[task.at].text] == 1
    ]
    said = who.text + "、".join(f"{task.name}{cell.text}{task.unit}" for task, cell in given)
    for task, value in given:
        name = Cell(task.name if total else f"{who.text}{task.name}", who.start, who.end)
        yield GridRow(
            cells[0].start,
            given[-1][1].end,
            "",
            name,
            task.unit,
            ((task.year, value),),
            None,
            said=said,
        )
