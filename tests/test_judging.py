"""What is no target, and why: short clauses made up for each reason, judged by hand."""

import importlib
import json
import re
import subprocess
import sys
from typing import get_args

import pytest

from policycompare.cues import Pattern
from policycompare.errors import DataError
from policycompare.model import LeftOut
from policycompare.scan import candidates
from policycompare.sources import data_folder, read_tables
from policycompare.wordlists import packaged_cues

HEAD = "青芦县医改实施方案（2021—2025年）\n2021年3月1日\n"
ROOMS = (
    "situating", "reporting", "surroundings", "universals", "conditions", "shares", "durations",
    "counts", "headcounts", "governing", "which_ones",
)  # fmt: skip
REASONS = {
    "background": (
        "一、发展现状\n全县签约率达到60%。",
        "一、主要成效\n建成村卫生室30所。",
        "截至2020年底，参保率达到95%。",
        "2019年，参保率达到95%。",
        "培训率达到了80%。",
        "门诊量同比增长5%。",
        "改革取得明显成效。参保率为95%。",
        "村医占比不足30%。",
        "32项指标提前达到规划目标。",
        "现有床位120张，现有设施达到200处以上。",
        "随着老龄化加快，患者数量持续增长。",
    ),
    "formula": (
        "考核指标是指规范管理率达到70%。",
        "规范管理率=管理人数÷患者人数×100%。",
        "分子为不少于200人的样本。",
    ),
    "fee": (
        "每例扣减2%的费用。",
        "对未达标者罚款500元。",
        "满分100分。",
        "起付线为500元。",
        "家庭医生签约服务费120元。",
    ),
    "name": (
        "启动“健康100%”行动。",
        "实施“三个一”工程。",
        "建立3个方面的机制。",
        "打造不超过15分钟的就医圈。",
        "新区3个街道。",
        "出台18条实施意见。",
        "6个过程指标合格。",
        "推选12个典型案例。",
    ),
    "threshold": (
        "床位100张以上的医院由市级审批。",
        "为65岁以上的老年人建立健康档案。",
        "对参保率低于95%的乡镇予以通报。",
        "排名前10%。",
        "未完成任务60%的县。",
        "面向常住6个月以上户籍居民。",
        "三、筛查对象\n所有孕产妇开展筛查。",
        "出生体重不超过2500克。",
        "有30名以上残疾人的社区建立组织。",
    ),
    "procedure": (
        "随机抽查5家医院。",
        "报销比例为70%。",
        "预拨总额的50%。",
        "确定1名联络员。",
        "按80%执行。",
    ),
    "explanation": (
        "每3个村共用一名医生。",
        "由县医院牵头（含3个分院）。",
        "占全部床位的10%。",
        "所有县参保率达到95%以上。",
    ),
    "duration": (
        "收到本通知后10日内报告。",
        "3个月内完成整改。",
        "各地十日内上报方案。",
    ),
    "principle": (
        "严格执行所有规定。",
        "各类费用均由基金支付。",
        "面向全人群开展宣传。",
        "一律从重处理。",
        "各项任务指标全部完成。",
    ),
    "vision": (
        "服务能力逐步提高。",
        "健康水平稳步提升。",
        "全部应保尽保。",
    ),
}
"""Clauses whose first statement is no target, by the reason."""

TARGETS = (
    "力争提前达到签约率60%。",
    "依托现有机构建成20个示范点。",
    "随着改革推进，群众满意度较2020年提高。",
    "签约对象所有孕产妇开展筛查。",
    "人均每日食盐摄入量不超过5克。",
    "村卫生室建设项目全部完成。",
    "所有医院智能化设备不少于5台。",
    "三级医院应当将不低于30%的号源向基层开放。",
    "到2025年，签约率达到60%以上。",
    "对参保率实行通报，到2025年达到95%。",
    "在现有基础上，签约率提高到60%。",
    "随机抽查合格率达到98%。",
    "力争门诊费用同比下降5%。",
    "所有公立医院取消药品加成。",
    "乡镇卫生院全部达到标准。",
    "县级医院均达到二甲水平。",
    "为贫困人口全额代缴保费。",
    "健康教育覆盖全人群。",
    "患病率持续下降。",
    "医疗费用稳步下降。",
    "平均住院日不超过9天。",
    "办理时限压缩到10个工作日以内。",
    "转诊申请10个工作日内办结。",
    "危急重症2小时内转诊。",
    "人均预期寿命达到79岁。",
    "补助标准提高到60元。",
    "总和生育率达到1.8。",
    "建成标准化村卫生室20所。",
    "3家医院达到三级水平。",
    "培训乡村医生300人。",
    "按照不低于90%的目标推进签约。",
)


def reasons(text: str) -> list[str]:
    """Reasons of all statements of a text under the head of a plan of 2021."""
    return [candidate.left_out for candidate in candidates(HEAD + text)]


@pytest.mark.parametrize(
    ("reason", "text"), [(reason, text) for reason, texts in REASONS.items() for text in texts]
)
def test_what_is_no_target_has_its_reason(reason: str, text: str) -> None:
    assert reasons(text)[:1] == [reason]


@pytest.mark.parametrize("text", TARGETS)
def test_what_looks_alike_and_is_a_target_has_none(text: str) -> None:
    assert reasons(text)[-1:] == [""]


def test_each_reason_that_can_be_given_has_examples_and_only_a_milestone_is_left_to_people() -> (
    None
):
    assert {*REASONS, "milestone"} == set(get_args(LeftOut))


def test_reasons_are_those_of_the_codelist_and_of_the_table_left_out() -> None:
    tables = read_tables()
    codes = tables["codes"]
    assert set(codes.loc[codes["list"] == "reason", "code"]) == set(get_args(LeftOut))
    package = json.loads((data_folder() / "datapackage.json").read_text("utf-8"))
    table = next(each for each in package["resources"] if each["name"] == "left_out")
    field = next(each for each in table["schema"]["fields"] if each["name"] == "reason")
    assert set(field["constraints"]["enum"]) == set(get_args(LeftOut))


def test_every_role_of_a_cue_is_asked_for_described_and_in_order() -> None:
    asked = {
        role
        for room in ROOMS
        for pattern in vars(importlib.import_module(f"policycompare.{room}")).values()
        if isinstance(pattern, Pattern)
        for role in pattern.roles
    }
    roles = read_tables()["cues"]["role"].tolist()
    assert asked == set(roles)
    assert roles == sorted(roles)
    described = set(re.findall(r"`(\w+)`", (data_folder() / "README.md").read_text("utf-8")))
    assert asked <= described


def test_of_two_cues_the_longer_is_found_whatever_their_order() -> None:
    assert packaged_cues().words["qualifier"][-2:] == ("工作", "大")
    found = Pattern("<set>").search("统筹地区")
    assert found is not None
    assert found[0] == "统筹地区"


def test_a_role_without_words_is_refused_by_name() -> None:
    with pytest.raises(DataError, match=r"cues\.csv has no words .*\n  - colour"):
        Pattern("<colour>$").search("红")


def test_importing_the_rules_reads_and_compiles_nothing() -> None:
    rooms = ", ".join(f"policycompare.{room}" for room in ROOMS)
    code = (
        f"import {rooms}\n"
        "from policycompare.cues import Pattern\n"
        "from policycompare.wordlists import packaged_cues\n"
        "found = [p for room in vars(policycompare).values() if hasattr(room, '__file__')"
        " for p in vars(room).values() if isinstance(p, Pattern)]\n"
        "print(len(found) > 50, any(set(vars(p)) - {'template'} for p in found), "
        "packaged_cues.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "True False 0\n"
