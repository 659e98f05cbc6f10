"""A scan: its laws for any text, its places, years, tables and facts, and what it costs."""

import math
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benchmarks.ordinary import ordinary
from benchmarks.worst import WORST
from policycompare.deadline_cells import rows_due
from policycompare.errors import UnreadableFileError
from policycompare.model import SCAN_DTYPES, Candidate
from policycompare.scan import candidates, document_facts, scan
from policycompare.spaced_grids import tabbed

ROOT = Path(__file__).parent.parent
LAW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

LEADS = (
    "",
    "到2025年，",
    "2023年底前",
    "“十四五”期末,",
    "力争",
    "较2020年",
    "由45%降到",
    "每千人口",
)
NAMES = (
    "签约服务覆盖率",
    "婴儿死亡率",
    "县办中医医院",
    "床位数",
    "所有村卫生室",
    "药占比和耗占比",
    "",
)
VERBS = ("达到", "不低于", "控制在", "分别为", "提高", "≥", "降到", "超过")
NUMBERS = ("30", "5.5", "１２．５", "三分之二", "1,200", "3-5", "82%、95", "〇", "十", "1/10")
UNITS = ("%", "％", "‰", "/10万", "名", "张", "个百分点", "万元", "")
BOUNDS = ("", "以上", "以下", "左右", "以内")
STOPS = ("。", "，", "；", "、", "\n", "\t", ".", ",", " ", "：", "（2022年）。")
BREAKS = (
    "",
    "\n",
    "\r\n",
    "\r",
    "\u3000",
    " ",
    "\t",
    "\n- 3 -\n",
    "\f",
    "\u2028",
    "\x85",
    "\ufeff",
)
GARBAGE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def clauses(draw: st.DrawFn) -> str:
    """Draw clauses that state something, broken anywhere, with garbage around."""
    parts = [
        draw(st.sampled_from(choice))
        for _ in range(draw(st.integers(1, 4)))
        for choice in (LEADS, NAMES, VERBS, NUMBERS, UNITS, BOUNDS, STOPS)
    ]
    text = "".join(parts)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.sampled_from(BREAKS)) + text[place:]
    return draw(GARBAGE) + text + draw(GARBAGE)


ONE_AND_WHEN = (
    "一次", "一个", "一名", "一个月", "一个百分点", "一半", "一级以上", "十日内", "三个月内",
    "两年", "15个工作日", "30分钟", "24小时",
)  # fmt: skip
BESIDE_THEM = (
    "每季度", "每千人口", "每个乡镇", "不少于", "至少", "以上", "左右", "达到", "缩短到", "提高",
    "通报", "建成", "培训", "累计", "时间", "平均住院日", "服务半径", "的目标", "家庭医生", "多",
    "三级医院", "二级以上", "均", "所有", "三十余名", "十余分钟", "一百多家", "两成", "十家",
    "下降", "优于上年", "好于去年同期", "一学时内", "满意度", "候诊时间", "报销时限",
    "/", "（", "）", "：", "，", "。",
)  # fmt: skip
SLIGHT = (*ONE_AND_WHEN, *BESIDE_THEM)
"""What a sentence holds that is passed over at a glance, and what makes it a target."""


def check(text: str) -> None:
    """Hold every statement of a text, target or not, against what is true of all."""
    for each in candidates(text):
        assert text[each.start : each.end] == each.quote
        assert each.start <= each.value_start < each.value_end <= each.end
        assert each.doubt or each.quote == each.quote.strip()  # a space may stand for a lost %
        bounds = (each.low, each.high, each.baseline)
        assert all(bound is None or bound.is_finite() for bound in bounds)
        assert (each.reading == "") <= (each.doubt == "" or "原表" in each.doubt)
        check_bounds(each)


def check_bounds(each: Candidate) -> None:
    if each.kind == "relative":
        assert (each.low, each.high) == (None, None)
        return
    filled = {
        ">=": (True, False), ">": (True, False), "<=": (False, True), "<": (False, True),
    }.get(each.op, (True, True))  # fmt: skip
    assert (each.low is not None, each.high is not None) == filled
    if each.low is not None and each.high is not None:
        assert each.low <= each.high
        assert (each.low == each.high) or each.op == "range"


@LAW
@given(clauses())
def test_quotes_and_values_stand_where_they_say(text: str) -> None:
    check(text)


@LAW
@example("提高缩短到15个工作日。")
@example("培养骨干医师三十余名，每半年考核一次。")
@example("候诊时间缩短到十余分钟，每月通报一次。")
@example("药占比下降两成，每月通报一次。")
@example("患者满意度好于去年同期，每季度通报一次。")
@example("每个卫生院至少开展一次义诊，报销时限一学时内。")
@given(st.lists(st.sampled_from(SLIGHT), min_size=2, max_size=14).map("".join) | clauses())
def test_what_is_passed_over_at_a_glance_is_no_target(text: str) -> None:
    targets = [each for each in candidates(text) if not each.left_out]
    assert list(candidates(text, every=False)) == targets


@LAW
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_raises(text: str) -> None:
    check(text)


@LAW
@given(
    st.text(
        "0123456789一二三十百千万亿零点%‰.,，。、/-—至年月比由到不低于超过以上下内左右分之每人口名个所有均全覆盖\n\t（）〔〕“”",
        max_size=120,
    )
)
def test_no_jumble_of_its_own_words_raises(text: str) -> None:
    check(text)


@settings(LAW, max_examples=25)
@given(clauses())
def test_a_frame_is_finite_typed_and_the_same_each_time(text: str) -> None:
    line = f"{text}\n"  # a line that ends in .txt would be a path
    found = scan(line)
    assert list(found.columns) == list(SCAN_DTYPES)
    assert found.dtypes.astype(str).to_dict() == SCAN_DTYPES
    assert not found[["low", "high", "baseline"]].isin([math.inf, -math.inf]).to_numpy().any()
    quantified = found[found["kind"] != "relative"]
    assert quantified[["low", "high"]].notna().any(axis=1).all()
    assert found["target_id"].is_unique
    pd.testing.assert_frame_equal(scan(line), found)


def test_a_new_process_with_other_hashes_gives_the_same() -> None:
    text = ordinary(4000) * 2
    code = "import sys, policycompare as pc; print(pc.scan(sys.stdin.read()).to_csv(), end='')"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input=text, capture_output=True,
        encoding="utf-8", check=True,
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert run.stdout == scan(text).to_csv()
    assert run.stdout.count(",text/") == 14


# Places


def places(text: str) -> list[tuple[str, str, int]]:
    """Give the quote, the printed value and where the quote starts, of each row."""
    found = scan(text)
    rows = found[["quote", "value_start", "value_end", "start"]].to_numpy().tolist()
    return [(quote, text[first:last], start) for quote, first, last, start in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("签约率达到75%以上。", [("签约率达到75%以上", "达到75%以上", 0)]),
        ("  \u3000签约率达到75%以上。", [("签约率达到75%以上", "达到75%以上", 3)]),
        ("\r\n\r\n签约率达到75%以上。\r\n", [("签约率达到75%以上", "达到75%以上", 4)]),
        ("一、目标\r\n签约率不低于75%。\r\n", [("签约率不低于75%", "不低于75%", 6)]),
        (
            "居民电子健康档案建档率达\r\n到75%以上。",
            [("居民电子健康档案建档率达\r\n到75%以上", "达\r\n到75%以上", 0)],
        ),
        ("签约率达到７５％以上。", [("签约率达到７５％以上", "达到７５％以上", 0)]),
        (
            "到2025年，签约率不低于75%，药占比控制在30%以内。",
            [("签约率不低于75%", "不低于75%", 7), ("药占比控制在30%以内", "控制在30%以内", 17)],
        ),
        ("𠮷县签约率不低于75%。", [("𠮷县签约率不低于75%", "不低于75%", 0)]),
    ],
)  # fmt: skip
def test_offsets_count_in_the_text_as_stored(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    assert places(text) == expected


PLAN = (
    "东川县深化医药卫生体制改革实施方案（2021—2025年）\n"
    "一、主要目标\n"
    "到2025年，全县常住居民家庭医生签约服务覆盖率达到75%以上，重点人群签约服务覆盖率不低于90%。\n"
    "个人卫生支出占卫生总费用的比重控制在27%以内，每千常住人口医疗卫生机构床位数达到6.5张。\n"
    "二、重点任务\n"
    "三级公立医院平均住院日不超过8天，二级以上公立医院全部开展电子病历应用水平分级评价工作。\n"
    "乡镇卫生院和社区卫生服务中心设立中医馆的比例达到100%，培训基层骨干医师不少于120名。\n"
    "三、组织实施\n有关部门要加强协作，按照职责分工抓好落实，重大事项及时报告。\n"
)
PRINTED = [
    "达到75%以上", "不低于90%", "控制在27%以内", "达到6.5张",
    "不超过8天", "全部", "达到100%", "不少于120名",
]  # fmt: skip


def printed(text: str) -> list[str]:
    return [value for _, value, _ in places(text)]


def test_the_made_up_plan_is_read() -> None:
    assert printed(PLAN) == PRINTED


@pytest.mark.parametrize("copies", [2, 3, 5])
def test_a_text_that_stands_several_times_gives_each_target_once_at_the_first(copies: int) -> None:
    found = scan(PLAN * copies)
    pd.testing.assert_frame_equal(found, scan(PLAN))


@settings(LAW, max_examples=30)
@given(st.integers(0, 10**6), st.integers(2, 4))
def test_copies_with_other_punctuation_add_no_target(seed: int, copies: int) -> None:
    chance = random.Random(seed)

    def damaged(text: str) -> str:
        return re.sub("[，。、]", lambda _: chance.choice("，。、. ,"), text)

    text = PLAN + "".join(damaged(PLAN) for _ in range(copies - 1))
    assert printed(text) == PRINTED
    assert scan(text)["end"].max() < len(PLAN)


def test_two_targets_with_one_value_are_two() -> None:
    text = "家庭医生签约服务覆盖率不低于60%。\n高血压患者规范健康管理率不低于60%。\n"
    assert printed(text) == ["不低于60%", "不低于60%"]


# What goes in


def test_a_path_and_its_text_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.encode())
    found, named = scan(path), scan(str(path))
    pd.testing.assert_frame_equal(found, named)
    own = ["target_id", "document_id"]
    pd.testing.assert_frame_equal(found.drop(columns=own), scan(PLAN).drop(columns=own))
    assert found["target_id"].tolist()[::7] == ["plan/001", "plan/008"]
    assert set(found["document_id"]) == {"plan"}
    assert set(scan(PLAN)["document_id"]) == {"text"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_line_ends_and_encodings_do_not_move_what_is_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.replace("\n", "\r\n").encode(encoding))
    found = scan(path)
    assert found["quote"].tolist()[-1] == "培训基层骨干医师不少于120名"
    assert found["start"].tolist()[0] == PLAN.index("全县常住居民") + 2


@pytest.mark.parametrize("name", ["missing.txt", "nowhere/missing.docx", " missing.pdf "])
def test_a_missing_file_is_one_clear_error(name: str) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        scan(name)
    assert str(refusal.value) == f"{Path(name.strip())} is not there; check the name."
    with pytest.raises(UnreadableFileError, match="is not there; check the name"):
        scan(Path(name.strip()))


def test_a_folder_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(UnreadableFileError, match="is a folder"):
        scan(tmp_path)
    with pytest.raises(UnreadableFileError, match="empty"):
        scan(empty)


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00\x01", "深化改革。", "a.txt b\n"])
def test_a_text_without_targets_gives_a_typed_empty_frame(text: str) -> None:
    found = scan(text)
    assert len(found) == 0
    assert found.dtypes.astype(str).to_dict() == SCAN_DTYPES


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("特需服务比例不超过全部医疗服务的10%。", "医疗服务"),
        ("逐步覆盖所有医疗服务。", "医疗服务"),
        ("医疗服务收入占医疗收入的比重达到35%。", ""),
        ("特需服务不超过医疗服务总收入的10%。", ""),
    ],
)
def test_services_are_a_population_only_where_they_name_no_other_thing(
    text: str, population: str
) -> None:
    assert scan(text)["population"].tolist() == [population]


# What a document says of itself


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "东川县“十四五”卫生健康发展规划\n东川县人民政府\n2021年11月8日\n正文。\n",
            {"title": "东川县“十四五”卫生健康发展规划", "issuer": "东川县人民政府",
             "date": "2021-11-08", "year": "2021",
             "period_start": "2021", "period_end": "2025"},
        ),
        (
            "关于印发清江市医改实施方案的通知\n清政发〔2018〕12号\n各县区：\n正文。\n",
            {"title": "关于印发清江市医改实施方案的通知", "number": "清政发〔2018〕12号",
             "year": "2018"},
        ),
        (
            "某县医改方案\n（2021—2025年）\n2021年3月1日\n",
            {"title": "某县医改方案（2021—2025年）", "date": "2021-03-01", "year": "2021",
             "period_start": "2021", "period_end": "2025"},
        ),
        (
            "云岭市2024年卫生健康工作要点\n一、总体要求\n正文。\n",
            {"title": "云岭市2024年卫生健康工作要点", "year": "2024", "period_start": "2024",
             "period_end": "2024"},
        ),
        (
            "关于印发松岭县二○一一年医改工作要点的通知\n各乡镇：\n二○一一年十二月三十一日\n",
            {"title": "关于印发松岭县二○一一年医改工作要点的通知", "date": "2011-12-31",
             "year": "2011", "period_start": "2011", "period_end": "2011"},
        ),
        (
            "松岭县医改实施方案\n正文。\n松岭县人民政府\n二０一二年三月二日\n",
            {"title": "松岭县医改实施方案", "issuer": "松岭县人民政府", "date": "2012-03-02",
             "year": "2012"},
        ),
        (
            "松岭县医改实施方案\n松岭县人民政府\n二〇一二年十月十日\n",
            {"title": "松岭县医改实施方案", "issuer": "松岭县人民政府", "date": "2012-10-10",
             "year": "2012"},
        ),
        ("松岭县医改实施方案\n二〇一二年十三月二日\n", {"title": "松岭县医改实施方案"}),
        ("正文第一句。正文第二句。", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_a_document_says_what_it_is(text: str, expected: dict[str, str]) -> None:
    assert document_facts(text) == expected


# Years


def years(text: str) -> list[tuple[int | None, str]]:
    found = scan(text)
    due = [None if pd.isna(year) else int(year) for year in found["year"]]
    return list(zip(due, found["year_basis"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "签约率达到60%（2022年）、药占比降到30%以下（2023年）。",
            [(2022, "stated"), (2023, "stated")],
        ),
        (
            "到2022年和2030年，居民健康素养水平分别不低于22%和30%。",
            [(2022, "stated"), (2030, "stated")],
        ),
        (
            "到2022年和2030年，婴儿死亡率分别控制在7.5‰及以下和5‰及以下。",
            [(2022, "stated"), (2030, "stated")],
        ),
        ("到2025年，基层服务能力明显增强。签约率不低于60%。", [(2025, "carried")]),
        ("到2025年，签约率不低于60%，药占比不高于30%。", [(2025, "stated"), (2025, "carried")]),
        (
            "到2025年，实现以下目标：\n（一）签约率不低于60%。\n（二）药占比不高于30%。\n",
            [(2025, "carried"), (2025, "carried")],
        ),
        (
            "一、到2023年的目标\n签约率不低于60%。\n二、到2025年的目标\n药占比不高于30%。\n",
            [(2023, "carried"), (2025, "carried")],
        ),
        (
            "清江市医保局文件\n2022年2月18日\n任务\t目标\n基金监管\t全年追回资金比例不低于95%\n",
            [(2022, "stated")],
        ),
        ("东川县“十三五”卫生与健康规划\n住院分娩率不低于99%。\n", [(2020, "period")]),
        ("东川县医改方案（2019—2022年）\n住院分娩率不低于99%。\n", [(2022, "period")]),
        (
            "东川县医改方案\n住院分娩率不低于99%。\n"
            + "各单位要高度重视，密切配合。\n" * 300
            + "五、附则\n本方案实施期限为2019—2022年。\n",
            [(2022, "period")],
        ),
        ("东川县关于做好签约的通知\n2019年4月12日\n三年内签约率不低于60%。\n", [(2022, "stated")]),
        ("关于做好签约的通知\n东政办〔2019〕8号\n年底前签约率不低于60%。\n", [(2019, "stated")]),
        ("年底前签约率不低于60%。", [(None, "none")]),
        ("签约率不低于60%。", [(None, "none")]),
        ("较2015年，到2020年签约率提高20%以上。", [(2020, "stated")]),
        ("签约率到“十四五”期末不低于60%。", [(2025, "stated")]),
    ],
)  # fmt: skip
def test_a_year_is_the_one_a_reader_would_give(
    text: str, expected: list[tuple[int | None, str]]
) -> None:
    assert years(text) == expected


# Tables


def table(text: str) -> list[list[object]]:
    found = scan(text)
    found = found[["indicator_printed", "op", "low", "high", "unit", "year", "baseline"]]
    return [
        [None if pd.isna(cell) else cell for cell in row]
        for row in found.astype(object).itertuples(index=False)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "指标\t单位\t2020年\t2025年\n人均预期寿命\t岁\t77.6\t78.8\n婴儿死亡率\t‰\t5.2\t≤4.8\n",
            [["人均预期寿命", "=", 78.8, 78.8, "岁", 2025, 77.6],
             ["婴儿死亡率", "<=", None, 4.8, "‰", 2025, 5.2]],
        ),
        (
            "主要指标\t2022年目标\t2025年目标\n签约率（%）\t≥50\t≥75\n",
            [["签约率", ">=", 50, None, "%", 2022, None],
             ["签约率", ">=", 75, None, "%", 2025, None]],
        ),
        (
            "指标\n单位\n2020年\n2025年\n人均预期寿命\n岁\n77.6\n78.8\n签约率\n%\n50\n≥75\n",
            [["人均预期寿命", "=", 78.8, 78.8, "岁", 2025, 77.6],
             ["签约率", ">=", 75, None, "%", 2025, 50]],
        ),
        (
            "指标：人均预期寿命（岁）\n2015年：76.3\n2020年：77.3\n2030年：79\n",
            [["人均预期寿命", "=", 77.3, 77.3, "岁", 2020, 76.3],
             ["人均预期寿命", "=", 79, 79, "岁", 2030, 76.3]],
        ),
        (
            "指标\t基期值\t目标值\n每千人口床位数（张）\t5.5\t6.5左右\n",
            [["每千人口床位数", "~", 6.5, 6.5, "张/千人", None, 5.5]],
        ),
        (
            "表1 指标\n类别 序号 指标名称 单位 2020 年 2025 年目标 属性\n"
            "健康水平 1 人均预期寿命 岁 79.2 80 左右 预期性\n"
            "2 孕产妇死亡率 1/10 万 ≤ 9 ≤ 8 预期性\n"
            "3 重点人群签约服务覆\n盖率 % 75 80 约束性\n第三章 重点任务\n",
            [["人均预期寿命", "~", 80, 80, "岁", 2025, 79.2],
             ["孕产妇死亡率", "<=", None, 8, "/10万", 2025, 9],
             ["重点人群签约服务覆盖率", "=", 80, 80, "%", 2025, 75]],
        ),
    ],
)  # fmt: skip
def test_a_table_is_read_cell_by_cell(text: str, expected: list[list[object]]) -> None:
    assert table(text) == expected


TABLE_HEADS = [
    *[
        "指标 2025年",
        "序号 指标 单位 2020年 2025年 性质",
        "监测指标 单位 权重 目标值",
        "指标 目标值 内容",
    ],
    *["项目 目标", "类别 序号 指标名称 单位 2025 年目标", "指标 2025年 指标 2025年"],
]
TABLE_PIECES = [
    *[
        "1 建档率 % 60 80 约束性",
        "1.参保率 % 5 ≥95",
        "建档率 60%",
        "2 人均寿",
        "命 岁 78 80 左右",
        "社",
    ],
    *[
        "健康服务  3 签约率 % 5 6 预期性",
        "到2025年药占比控制在30%以下",
        "3.人均寿命 周岁 ≥80",
        "|",
        "\t",
    ],
]


@given(
    st.sampled_from(TABLE_HEADS),
    st.lists(st.sampled_from(TABLE_PIECES + TABLE_HEADS), max_size=12),
    st.sampled_from([" ", "\n", "  "]),
)
@example(
    "序号 指标 单位 2020年 2025年 性质",
    ["1.参保率 % 5 ≥95", "类别 序号 指标名称 单位 2025 年目标", "项目 目标", "建档率 60%"],
    "\n",
)
def test_setting_the_cells_of_tables_apart_moves_nothing(
    head: str, pieces: list[str], gap: str
) -> None:
    text = gap.join([head, *pieces])
    apart = tabbed(text)
    # A heading that runs down beside rows in one line is blanked: 社, and the last head cell 性质.
    last = {n + k for n in range(len(text)) if text.startswith("性质", n) for k in (0, 1)}
    changed = [
        (before, after)
        for n, (before, after) in enumerate(zip(text, apart, strict=True))
        if before != after and not ((before in " |\t社" or n in last) and after in " \t\n")
    ]
    assert changed == []
    rows = scan(text)  # and no row is read beyond the text
    assert all(
        0 <= start < end <= len(text) for start, end in zip(rows.start, rows.end, strict=True)
    )


def test_what_stands_between_the_rows_of_a_table_in_one_line_is_read() -> None:
    text = (
        "指标 单位 目标值 1.建档率 % ≥90 到2025年药占比控制在30%以下 2.签约率 % ≥60 3.随访率 % ≥70"
    )
    found = [each for each in candidates(text) if not each.left_out]
    values = [text[each.value_start : each.value_end] for each in found]
    assert values == ["≥90", "控制在30%以下", "≥60", "≥70"]
    assert (found[1].indicator_printed, found[1].year_basis) == ("药占比", "stated")


def test_the_quote_of_a_cell_reaches_from_its_name_to_its_value() -> None:
    text = "指标\t单位\t2020年\t2025年\n人均预期寿命\t岁\t77.6\t78.8\n"
    assert places(text) == [("人均预期寿命\t岁\t77.6\t78.8", "78.8", 18)]


def test_a_cell_without_a_unit_is_doubted() -> None:
    found = scan("指标\t2025年目标\n签约服务人次\t1200\n")
    assert found["doubt"].tolist() == ["原表未写单位"]


@pytest.mark.parametrize(
    ("name", "cell", "unit", "reading"),
    [
        ("千人口床位数", "6.2", "张/千人", "千人口床位数6.2张"),
        ("每万人口全科医生数", "4", "人/万人", "每万人口全科医生数4人"),
        ("人均预期寿命", "79左右", "岁", "人均预期寿命79岁左右"),
        ("孕产妇死亡率", "≤9", "/10万", "孕产妇死亡率≤9/10万"),
        ("签约率", "60以上", "%", "签约率60%以上"),
    ],
)
def test_a_unit_that_the_name_tells_is_supplied_to_a_cell_and_said(
    name: str, cell: str, unit: str, reading: str
) -> None:
    found = scan(f"指标\t2025年目标\n{name}\t{cell}\n").iloc[0]
    assert found[["unit", "reading", "doubt"]].tolist() == [
        unit,
        reading,
        f"原表未写“{unit}”，按指标的单位补上",
    ]


@pytest.mark.parametrize(("name", "cell"), [("签约率", "0.6"), ("增长率", "130")])
def test_a_cell_that_can_be_no_percentage_is_given_no_percent(name: str, cell: str) -> None:
    found = scan(f"指标\t2025年目标\n{name}\t{cell}\n").iloc[0]
    assert found[["unit", "doubt"]].tolist() == ["", "原表未写单位"]


def test_a_supplied_unit_stands_in_the_reading() -> None:
    found = scan("到2025年，体检人数达到3万以上，每千人口床位数达到6.2。")
    assert found[["unit", "reading"]].to_numpy().tolist() == [
        ["人", "体检人数达到3万人以上"],
        ["张/千人", "每千人口床位数达到6.2张"],
    ]


def test_blanks_inside_the_words_of_a_text_are_read_over() -> None:
    line = "各乡镇要认真落 实工作要求，加强人员配备 和培训，提 高服务能 力。\n"
    text = (
        f"{line * 3}到2020年，签约率分 别达到30%和60%，报销比例提 高5个百分点，覆盖 率不\n低于80%。"
    )
    found = scan(text)
    values = found[["op", "low", "measure", "year"]].to_numpy().tolist()
    assert values == [
        [">=", 30.0, "level", 2020],
        [">=", 60.0, "level", 2020],
        ["=", 5.0, "points", 2020],
        [">=", 80.0, "level", 2020],
    ]
    spans = zip(found["start"], found["end"], found["quote"], strict=True)
    assert all(text[start:end] == quote for start, end, quote in spans)
    assert found["indicator_printed"].tolist() == ["签约率", "签约率", "报销比例", "覆盖率"]


def test_the_cells_of_a_table_of_tasks_are_not_joined() -> None:
    text = (
        "序号\n任务\n措施\n单位\n时限\n1\n中医馆\n乡镇卫生院全部设置中医馆，其中\n"
        "15%完成服务内涵建设，满意度达到\n90%\n中医科\n2025年12月\n2\n急救\n到达时间缩短到\n"
        "20分钟以内\n急救中心\n2024年6月底\n"
    )
    found = scan(text)
    assert found[["low", "high", "year"]].astype("Float64").to_numpy(na_value=0).tolist() == [
        [100, 100, 2025], [15, 15, 2025], [90, 0, 2025], [0, 20, 2024],
    ]  # fmt: skip
    assert found["quote"].tolist()[2:] == ["满意度达到\n90%", "到达时间缩短到\n20分钟以内"]


# Cost


LENGTHS = (20_000, 66_000)
"""Characters; the longer is 200 KB of Chinese."""
TIMES = 6
"""How much dearer than ordinary text a character may be, on a machine with other work."""


@pytest.fixture(scope="module")
def usual() -> float:
    scan(ordinary(1000))  # what is read and compiled once
    text = ordinary(LENGTHS[-1])
    return min(cost(text), cost(text))


def cost(text: str) -> float:
    """Measure the processor seconds a character of a scan, the better of two."""
    spent = []
    for _ in range(2):
        began = time.process_time()
        scan(text)
        spent.append(time.process_time() - began)
    return min(spent) / len(text)


@pytest.mark.parametrize(
    "template", ["据2030年某{0}县。某{0}县参保率达到{1}%。", "某{0}县参保率达到{1}%，\n"]
)
def test_twice_the_targets_cost_about_twice(template: str) -> None:
    def made(count: int) -> str:
        return "".join(template.format(i, i % 90) for i in range(count))

    assert cost(made(1_600)) < 2.5 * cost(made(400))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("一、2022年目标\n全县签约服务覆盖率达到30%以上。\n二、2025年目标\n全县签约服务覆盖率达到30%以上。",
         [(30, 2022), (30, 2025)]),
        ("到2022年，每千人口执业医师数达到2.5名。到2022年，每千人口执业医师数达到25名。",
         [(2.5, 2022), (25, 2022)]),
    ],
)  # fmt: skip
def test_what_differs_in_year_or_value_is_no_copy(
    text: str, values: list[tuple[float, int]]
) -> None:
    assert list(scan(text)[["low", "year"]].itertuples(index=False, name=None)) == values


@pytest.mark.parametrize(
    "text", ["控制在16/100000以下", "控制在16/10 万以下", "控制在16/100 000以下"]
)
def test_a_rate_of_100000_is_one_value(text: str) -> None:
    found = scan(f"孕产妇死亡率{text}")
    assert found[["op", "high", "unit"]].to_numpy().tolist() == [["<=", 16.0, "/10万"]]


@pytest.mark.parametrize(
    "name",
    [
        "digits", "不", "brackets nested", "brackets open", "digits and commas", "所有",
        "no punctuation", "tabs", "30%、", "headings, a line each", "table cells, a line each",
    ],
)  # fmt: skip
def test_no_text_costs_many_times_what_ordinary_text_costs(name: str, usual: float) -> None:
    for length in LENGTHS:  # a steep cost fails at the shorter one
        assert cost(WORST[name](length)) < TIMES * usual


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("婴幼儿\n托位数\t1.7\t4.6\n注册护\n士总数\t268\t360", ["婴幼儿托位数", "注册护士总数"]),
        ("婴幼儿\t1.7\t4.6\n托位数\n全科医生数\t26\t36", ["婴幼儿托位数", "全科医生数"]),
    ],
)
def test_what_breaks_off_from_a_cell_is_joined_before_or_behind(
    rows: str, names: list[str]
) -> None:
    found = scan(f"指标\t2020年\t2025年\n{rows}")
    assert found["indicator_printed"].tolist() == names
    assert found["year"].tolist() == [2025, 2025]


def test_the_deadlines_of_a_table_end_where_another_part_of_the_paper_begins() -> None:
    table = "任务\n完成时限\n签约率达到60%\n2022年底\n转诊率达到20%\n2023年底\n"
    text = table + "二、保障措施\n报销比例达到70%\n2025年\n"
    rows = [(text[row.start : row.end], row.year) for row in rows_due(text, None)]
    assert rows == [("签约率达到60%\n", 2022), ("转诊率达到20%\n", 2023)]


@pytest.mark.parametrize("text", ["任务\n完成时限\n", "任务\n完成时限\n签约率达到60%\n2022年底\n"])
def test_a_head_of_two_cells_without_two_deadlines_is_no_table(text: str) -> None:
    assert rows_due(text, 2021) == []
