"""Quantities in running text: what is printed, and the operator, bounds, unit and span it means."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policycompare.errors import UnreadableClauseError
from policycompare.model import Grammar, Operator, Quantity, Term, Unit
from policycompare.quantities import quantities

# One quantity a clause: clause, operator, low, high, unit, the words it spans.
READINGS = [
    # at least
    ("不低于70%", ">=", "70", "", "%", "不低于70%"),
    ("不得低于22%", ">=", "22", "", "%", "不得低于22%"),
    ("占比不少于三分之一", ">=", "33.33333333333333333333333333", "", "%", "不少于三分之一"),
    ("病种不少于 100 个", ">=", "100", "", "个", "不少于 100 个"),
    ("每年不得少于2次", ">=", "2", "", "次", "不得少于2次"),
    ("面积不小于80㎡", ">=", "80", "", "平方米", "不小于80㎡"),
    ("至少配备2名医师", ">=", "2", "", "名", "至少配备2名"),
    ("各县（区）至少设置一所公立中医医院", ">=", "1", "", "所", "至少设置一所"),
    ("最少3天", ">=", "3", "", "天", "最少3天"),
    ("起码设5张床位", ">=", "5", "", "张", "起码设5张"),
    ("95%以上的居民", ">=", "95", "", "%", "95%以上"),
    ("60 岁以上老年人", ">=", "60", "", "岁", "60 岁以上"),
    ("60岁及以上老年人", ">=", "60", "", "岁", "60岁及以上"),
    ("30%（含）以上", ">=", "30", "", "%", "30%（含）以上"),
    ("达到80岁", ">=", "80", "", "岁", "达到80岁"),
    ("覆盖率达 95%", ">=", "95", "", "%", "达 95%"),
    ("力争达到60%", ">=", "60", "", "%", "达到60%"),
    ("达到 90%以上", ">=", "90", "", "%", "达到 90%以上"),
    ("至少达到50%", ">=", "50", "", "%", "至少达到50%"),
    ("达到总量的25%", ">=", "25", "", "%", "达到总量的25%"),
    ("不低于上年水平的80%", ">=", "80", "", "%", "不低于上年水平的80%"),
    ("不低于2015年水平的80%", ">=", "80", "", "%", "不低于2015年水平的80%"),
    ("达到或超过30%", ">=", "30", "", "%", "达到或超过30%"),
    ("大于等于5家", ">=", "5", "", "家", "大于等于5家"),
    ("≥90%", ">=", "90", "", "%", "≥90%"),
    ("不应低于60%", ">=", "60", "", "%", "不应低于60%"),
    ("不低于\n70%", ">=", "70", "", "%", "不低于\n70%"),
    ("覆盖70%\n以上的机构", ">=", "70", "", "%", "70%\n以上"),
    # more than
    ("比例高于 50%", ">", "50", "", "%", "高于 50%"),
    ("超过 50 万人", ">", "500000", "", "人", "超过 50 万人"),
    ("超过了30%", ">", "30", "", "%", "超过了30%"),
    ("大于5年", ">", "5", "", "年", "大于5年"),
    ("多于3家", ">", "3", "", "家", "多于3家"),
    ("突破100例", ">", "100", "", "例", "突破100例"),
    ("逾20万户", ">", "200000", "", "户", "逾20万户"),
    ("高于30%以上", ">", "30", "", "%", "高于30%以上"),
    ("＞１０％", ">", "10", "", "%", "＞１０％"),
    ("30多个县", ">", "30", "", "个", "30多个"),
    ("十余家医院", ">", "10", "", "家", "十余家"),
    ("30多万人", ">", "300000", "", "人", "30多万人"),
    # at most
    ("控制在10%", "<=", "", "10", "%", "控制在10%"),
    ("控制在30%以下", "<=", "", "30", "%", "控制在30%以下"),
    ("控制在 10%以内", "<=", "", "10", "%", "控制在 10%以内"),
    ("控制在不超过8%", "<=", "", "8", "%", "不超过8%"),
    ("不超过3种", "<=", "", "3", "种", "不超过3种"),
    ("不得超过2种", "<=", "", "2", "种", "不得超过2种"),
    ("不能超过2种", "<=", "", "2", "种", "不能超过2种"),
    ("不高于15元", "<=", "", "15", "元", "不高于15元"),
    ("不得高于15元", "<=", "", "15", "元", "不得高于15元"),
    ("不多于5项", "<=", "", "5", "项", "不多于5项"),
    ("不大于3类", "<=", "", "3", "类", "不大于3类"),
    ("不突破10%", "<=", "", "10", "%", "不突破10%"),
    ("未超过10%", "<=", "", "10", "%", "未超过10%"),
    ("最多3次", "<=", "", "3", "次", "最多3次"),
    ("至多住7天", "<=", "", "7", "天", "至多住7天"),
    ("最多达到30%", "<=", "", "30", "%", "最多达到30%"),
    ("降到20元以下", "<=", "", "20", "元", "20元以下"),
    ("30%及以下", "<=", "", "30", "%", "30%及以下"),
    ("15分钟以内", "<=", "", "15", "分钟", "15分钟以内"),
    ("2小时之内", "<=", "", "2", "小时", "2小时之内"),
    ("24小时内报告", "<=", "", "24", "小时", "24小时内"),
    ("30日内办结", "<=", "", "30", "天", "30日内"),
    ("5个工作日内办结", "<=", "", "5", "工作日", "5个工作日内"),
    ("达到30%以下", "<=", "", "30", "%", "达到30%以下"),
    ("≤5‰", "<=", "", "5", "‰", "≤5‰"),
    ("不超过全部医疗服务的10%", "<=", "", "10", "%", "不超过全部医疗服务的10%"),
    # less than
    ("低于5%", "<", "", "5", "%", "低于5%"),
    ("服务人口少于1000人", "<", "", "1000", "人", "少于1000人"),
    ("小于3台", "<", "", "3", "台", "小于3台"),
    ("不足30张", "<", "", "30", "张", "不足30张"),
    ("不满14岁", "<", "", "14", "岁", "不满14岁"),
    ("不到一成", "<", "", "10", "%", "不到一成"),
    ("未达到30%", "<", "", "30", "%", "未达到30%"),
    # about
    ("30%左右", "~", "30", "30", "%", "30%左右"),
    ("控制在30%左右", "~", "30", "30", "%", "控制在30%左右"),
    ("达到 90%左右", "~", "90", "90", "%", "达到 90%左右"),
    ("降到30%左右", "~", "30", "30", "%", "30%左右"),
    ("约30万人", "~", "300000", "300000", "人", "约30万人"),
    ("约占总量的三成", "~", "30", "30", "%", "约占总量的三成"),
    ("大约五百家", "~", "500", "500", "家", "大约五百家"),
    ("接近100%", "~", "100", "100", "%", "接近100%"),
    ("45%上下", "~", "45", "45", "%", "45%上下"),
    ("达到约80%", "~", "80", "80", "%", "约80%"),
    # bare
    ("占总量的25%", "=", "25", "25", "%", "25%"),
    ("70%的村卫生室", "=", "70", "70", "%", "70%"),
    ("76种设备", "=", "76", "76", "种", "76种"),
    ("1,200元", "=", "1200", "1200", "元", "1,200元"),
    ("5 万元", "=", "50000", "50000", "元", "5 万元"),
    ("1.5亿元", "=", "150000000", "150000000", "元", "1.5亿元"),
    ("5万亿元", "=", "5000000000000", "5000000000000", "元", "5万亿元"),
    ("就诊10万人次", "=", "100000", "100000", "人次", "10万人次"),
    ("支援6个月", "=", "6", "6", "个月", "6个月"),
    ("翻2倍", "=", "2", "2", "倍", "2倍"),
    ("监督检查实现100%覆盖", "=", "100", "100", "%", "100%"),
    ("95%DRG付费病例", "=", "95", "95", "%", "95%"),
    ("全国第三的5家医院", "=", "5", "5", "家", "5家"),
    # words that only look like comparators
    ("签约30万人", "=", "300000", "300000", "人", "30万人"),
    ("预约诊疗的50%", "=", "50", "50", "%", "50%"),
    ("签约率的30%", "=", "30", "30", "%", "30%"),
    ("节约20%", "=", "20", "20", "%", "20%"),
    ("发达地区的3个县", "=", "3", "3", "个", "3个"),
    ("达标的5家医院", "=", "5", "5", "家", "5家"),
    ("达到标准的3个县", "=", "3", "3", "个", "3个"),
    ("3家上下联动", "=", "3", "3", "家", "3家"),
    ("5个内设机构", "=", "5", "5", "个", "5个"),
    # fullwidth
    ("不低于５０％", ">=", "50", "", "%", "不低于５０％"),
    ("控制在５．５‰以下", "<=", "", "5.5", "‰", "控制在５．５‰以下"),
    ("１１／１０万", "=", "11", "11", "/10万", "１１／１０万"),
    ("２～３名", "range", "2", "3", "名", "２～３名"),
    # Chinese numerals and shares
    ("两个以上", ">=", "2", "", "个", "两个以上"),
    ("二十三种", "=", "23", "23", "种", "二十三种"),
    ("一百〇五张", "=", "105", "105", "张", "一百〇五张"),
    ("一万二千人", "=", "12000", "12000", "人", "一万二千人"),
    ("百分之三十以上", ">=", "30", "", "%", "百分之三十以上"),
    ("不低于百分之九十五", ">=", "95", "", "%", "不低于百分之九十五"),
    ("百分之三十五点五", "=", "35.5", "35.5", "%", "百分之三十五点五"),
    ("达到百分之百", ">=", "100", "", "%", "达到百分之百"),
    ("百分之三十至四十", "range", "30", "40", "%", "百分之三十至四十"),
    ("千分之五以下", "<=", "", "5", "‰", "千分之五以下"),
    ("万分之三", "=", "3", "3", "/万", "万分之三"),
    ("九成以上", ">=", "90", "", "%", "九成以上"),
    ("约七成半", "~", "75", "75", "%", "约七成半"),
    ("达到8成", ">=", "80", "", "%", "达到8成"),
    ("六至七成", "range", "60", "70", "%", "六至七成"),
    ("四分之三", "=", "75", "75", "%", "四分之三"),
    ("四分之一至二分之一", "range", "25", "50", "%", "四分之一至二分之一"),
    ("1/2以上的乡镇", ">=", "50", "", "%", "1/2以上"),
    # rates and densities
    ("控制在11/10万以下", "<=", "", "11", "/10万", "控制在11/10万以下"),
    ("9.5 / 10 万", "=", "9.5", "9.5", "/10万", "9.5 / 10 万"),
    ("十万分之十一", "=", "11", "11", "/10万", "十万分之十一"),
    ("5.5‰以下", "<=", "", "5.5", "‰", "5.5‰以下"),
    ("每千人口至少有 1 名乡村医生", ">=", "1", "", "名/千人", "至少有 1 名"),
    ("每万名居民有2—3名合格的全科医生", "range", "2", "3", "名/万人", "2—3名"),
    ("每千常住人口不低于1.5张床位", ">=", "1.5", "", "张/千人", "不低于1.5张"),
    ("每万常住人口拥有全科医生2名以上", ">=", "2", "", "名/万人", "2名以上"),
    ("每千名老年人拥有床位35张", "=", "35", "35", "张/千人", "35张"),
    ("每十万人配备3名", "=", "3", "3", "名/10万人", "3名"),
    ("每10万人口配备3名", "=", "3", "3", "名/10万人", "3名"),
    ("每1000人口配备1.2名", "=", "1.2", "1.2", "名/千人", "1.2名"),
    ("3名/万人", "=", "3", "3", "名/万人", "3名/万人"),
    ("1.8张/千人口", "=", "1.8", "1.8", "张/千人", "1.8张/千人口"),
    ("每千人口，配备2名", "=", "2", "2", "名", "2名"),
    # ranges
    ("2-3个", "range", "2", "3", "个", "2-3个"),
    ("2—3名", "range", "2", "3", "名", "2—3名"),
    ("2——3名", "range", "2", "3", "名", "2——3名"),
    ("2～3名", "range", "2", "3", "名", "2～3名"),
    ("2至3名", "range", "2", "3", "名", "2至3名"),
    ("一至二名", "range", "1", "2", "名", "一至二名"),
    ("3名到5名", "range", "3", "5", "名", "3名到5名"),
    ("18至65岁", "range", "18", "65", "岁", "18至65岁"),
    ("30%～50%", "range", "30", "50", "%", "30%～50%"),
    ("30—50%左右", "range", "30", "50", "%", "30—50%左右"),
    ("2—3万元", "range", "20000", "30000", "元", "2—3万元"),
    ("二十至三十万元", "range", "200000", "300000", "元", "二十至三十万元"),
    ("500—1万元", "range", "500", "10000", "元", "500—1万元"),
    ("2—3/10万", "range", "2", "3", "/10万", "2—3/10万"),
    # beside dates and names
    ("2017年3家", "=", "3", "3", "家", "3家"),
    ("到2020年30%以上", ">=", "30", "", "%", "30%以上"),
    ("2020年12月底前覆盖率30%", "=", "30", "30", "%", "30%"),
    ("资府发〔2017〕23号要求不低于70%", ">=", "70", "", "%", "不低于70%"),
    ("覆盖率30%至2020年", "=", "30", "30", "%", "30%"),
    # words between the comparator and its number
    ("人员支出不低于业务支出40%", ">=", "40", "", "%", "不低于业务支出40%"),
    ("检查收入不超过医疗收入30%", "<=", "", "30", "%", "不超过医疗收入30%"),
    ("不超过规定时限3天", "=", "3", "3", "天", "3天"),
    ("不超过人均500元", "<=", "", "500", "元", "不超过人均500元"),
    ("不低于年人均50元", ">=", "50", "", "元", "不低于年人均50元"),
    ("达到每人每年420元", ">=", "420", "", "元", "达到每人每年420元"),
    ("不少于（含）5个", ">=", "5", "", "个", "不少于（含）5个"),
    ("控制在20%以下（含20%）", "<=", "", "20", "%", "控制在20%以下"),
    ("拥有100张床位以上", ">=", "100", "", "张", "100张床位以上"),
    ("配备2名医生以上", ">=", "2", "", "名", "2名医生以上"),
    ("建设1所二级以上医院", "=", "1", "1", "所", "1所"),
    ("近八成", "~", "80", "80", "%", "近八成"),
    ("就近30%", "=", "30", "30", "%", "30%"),
    ("没有达到30%", "<", "", "30", "%", "没有达到30%"),
]

# One quantity a clause that moves: operator, low, high, unit, measure, baseline, base year, span.
MOVES = [
    ("由上年的45%降到30%以下", "<=", "", "30", "%", "level", "45", None, "30%以下"),
    ("降低10%", "=", "10", "10", "%", "change", "", None, "10%"),
    ("比2015年降低10%以上", ">=", "10", "", "%", "change", "", 2015, "10%以上"),
    ("比 2015 年下降 5%", "=", "5", "5", "%", "change", "", 2015, "5%"),
    ("较2016年减少了3天", "=", "3", "3", "天", "change", "", 2016, "3天"),
    ("与2015年相比，增长不低于8%", ">=", "8", "", "%", "change", "", 2015, "不低于8%"),
    ("在2015年基础上压缩20%", "=", "20", "20", "%", "change", "", 2015, "20%"),
    ("年均增长约8%", "~", "8", "8", "%", "change", "", None, "约8%"),
    ("降低幅度不低于10%", ">=", "10", "", "%", "level", "", None, "不低于10%"),
    ("缩短至少2天", ">=", "2", "", "天", "change", "", None, "至少2天"),
    ("提高5个百分点", "=", "5", "5", "个百分点", "points", "", None, "5个百分点"),
    ("提高5百分点", "=", "5", "5", "个百分点", "points", "", None, "5百分点"),
    ("比2015年提高5个百分点以上", ">=", "5", "", "个百分点", "points", "", 2015, "5个百分点以上"),
    ("下降1.5个百分点左右", "~", "1.5", "1.5", "个百分点", "points", "", None, "1.5个百分点左右"),
    ("由45%降到30%以下", "<=", "", "30", "%", "level", "45", None, "30%以下"),
    ("由45%下降到30%以下", "<=", "", "30", "%", "level", "45", None, "30%以下"),
    ("从45%逐步提高至60%", "=", "60", "60", "%", "level", "45", None, "60%"),
    ("由2015年的45%降到30%以下", "<=", "", "30", "%", "level", "45", 2015, "30%以下"),
    ("由2015年的45%降到2020年的30%", "=", "30", "30", "%", "level", "45", 2015, "30%"),
    ("由目前的10天缩短到7天以内", "<=", "", "7", "天", "level", "10", None, "7天以内"),
    ("由不足45%提高到不低于60%", ">=", "60", "", "%", "level", "45", None, "不低于60%"),
    ("由45%左右降至30%", "=", "30", "30", "%", "level", "45", None, "30%"),
    ("降到10%以下", "<=", "", "10", "%", "level", "", None, "10%以下"),
    ("下降到30%左右", "~", "30", "30", "%", "level", "", None, "30%左右"),
    ("增长幅度力争降到10%以下", "<=", "", "10", "%", "level", "", None, "10%以下"),
    ("提高到60%", "=", "60", "60", "%", "level", "", None, "60%"),
]

# Several quantities a clause, each as a reader writes it.
LISTS = [
    ("分别不低于22%和30%", "≥22% ≥30%"),
    ("分别不低于22%、30%和40%", "≥22% ≥30% ≥40%"),
    ("分别达到82%、95%以上", "≥82% ≥95%"),
    ("82%、90%、95%以上", "≥82% ≥90% ≥95%"),
    ("分别控制在45%和30%以下", "≤45% ≤30%"),
    ("分别控制在45%、30%和20%左右", "~45% ~30% ~20%"),
    ("分别为10%、20%和70%", "=10% =20% =70%"),
    ("分别降低10%、20%以上", "≥10%变 ≥20%变"),
    ("不低于22%、30%以下", "≥22% ≤30%"),
    ("不低于22%，控制在30%", "≥22% ≤30%"),
    ("2-3个省级重点专科、30个左右市级重点专科", "2–3个 ~30个"),
    ("至少3个县、5所医院", "≥3个 =5所"),
    ("70%通过调整价格、20%通过财政投入，10%通过医院", "=70% =20% =10%"),
    ("60岁以上老年人签约率达到65%", "≥60岁 ≥65%"),
    ("全市60%以上的县至少有1家医院", "≥60% ≥1家"),
    ("1个行政村建设1个卫生站", "=1个 =1个"),
    ("选派2名到3个乡镇", "=2名 =3个"),
    ("每千人口配备2名医生、3名护士", "=2名/千人 =3名/千人"),
    ("第一类3个，第 2 类5个", "=3个 =5个"),
    ("达到90%以上，由45%降到30%", "≥90% =30%"),
    ("医护比达到1:1.25，床护比不低于1∶0.6", "≥1.251:x ≥0.61:x"),
    ("护士与床位之比不低于0.4∶1，收入比缩小到1.2:1以内", "≥0.4x:1 ≤1.2x:1"),
    ("千人口床位数6.5张", "=6.5张/千人"),
    ("一半以上的县，百分百覆盖", "≥50% =100%"),
]

NO_QUANTITY = [
    "按县、乡、村6∶3∶1的比例分配",
    "近3年",
    "近三年来",
    "数十家医院",
    "几十个县",
    "按照5:2:3的比例分担",
    "4+7试点",
    "7×24小时",
    "续约",
    "",
    "不低于",
    "2017年",
    "2017 年 6 月 21 日",
    "2017年6月底前",
    "６月２１日",
    "12月底",
    "10月完成",
    "10—12月",
    "2016—2020年",
    "2016年至2020年",
    "2017、2018年",
    "2017-06-21",
    "2017.6.21",
    "二〇二〇年底前",
    "二〇一七年六月二十九日",
    "资府发〔2017〕23号",
    "国办发[2015]38 号",
    "第12号令",
    "三医联动",
    "五位一体",
    "“五位一体”省级集中采购",
    "第三方评估",
    "第 3 次会议",
    "百元医疗收入",
    "每千人",
    "每万名居民",
    "每10万人口",
    "两票制",
    "四同步",
    "二级以上医院",
    "三级甲等",
    "十三五规划",
    "十三五家庭医生签约",
    "统一项目管理",
    "统一人员",
    "一次性耗材",
    "一成不变",
    "一成立就",
    "同一成分",
    "万元",
    "CD4",
    "H7N9",
    "50G",
    "5G网络",
    "0546-8331",
]

UNREADABLE = [
    "不低于30%以下",
    "不超过30%以上",
    "至少30%以下",
    "至多30%以上",
    "高于30%左右",
    "约30%以上",
    "不满14岁以上",
    "未达到30%以上",
    "三五个",
    "七八家",
    "3-2个",
    "从45%到30%",
    "6个月至3年",
    "百分之四十至三十",
    "零分之三",
]


def amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize(("clause", "op", "low", "high", "unit", "span"), READINGS)
def test_a_clause_holds_one_quantity(
    clause: str, op: str, low: str, high: str, unit: str, span: str
) -> None:
    (found,) = quantities(clause)
    assert (found.op, found.low, found.high, found.unit) == (op, amount(low), amount(high), unit)
    assert (found.measure, found.baseline, found.base_year) == ("level", None, None)
    assert found.text == span
    assert clause[found.start : found.end] == span


@pytest.mark.parametrize(
    ("clause", "op", "low", "high", "unit", "measure", "baseline", "base_year", "span"), MOVES
)
def test_a_clause_says_what_changes_from_where(
    clause: str,
    op: str,
    low: str,
    high: str,
    unit: str,
    measure: str,
    baseline: str,
    base_year: int | None,
    span: str,
) -> None:
    (found,) = quantities(clause)
    assert (found.op, found.low, found.high, found.unit) == (op, amount(low), amount(high), unit)
    assert (found.measure, found.baseline, found.base_year) == (
        measure,
        amount(baseline),
        base_year,
    )
    assert clause[found.start : found.end] == found.text == span


SIGNS = {">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "=": "=", "~": "~"}


def written(found: Quantity) -> str:
    """Write a quantity as the tables of this file do."""
    change = "变" if found.measure == "change" else ""
    if found.op == "range":
        return f"{found.low}–{found.high}{found.unit}{change}"
    value = found.high if found.low is None else found.low
    return f"{SIGNS[found.op]}{value}{found.unit}{change}"


@pytest.mark.parametrize(("clause", "expected"), LISTS)
def test_a_comparator_holds_for_its_list_and_no_further(clause: str, expected: str) -> None:
    assert " ".join(written(found) for found in quantities(clause)) == expected


@pytest.mark.parametrize("clause", NO_QUANTITY, ids=lambda clause: clause or "empty")
def test_dates_numbers_of_documents_and_names_are_no_quantities(clause: str) -> None:
    assert quantities(clause) == []


@pytest.mark.parametrize("clause", UNREADABLE)
def test_a_contradiction_is_an_error_and_never_a_guess(clause: str) -> None:
    with pytest.raises(UnreadableClauseError):
        quantities(clause)


def test_the_error_names_the_words_and_says_what_to_do() -> None:
    with pytest.raises(UnreadableClauseError) as refused:
        quantities("药占比不低于30%以下")
    assert str(refused.value) == (
        "The comparators 不低于 and 以下 of '不低于30%以下' contradict each other; "
        "add a repair with its reason, or correct the clause."
    )


def test_number_and_unit_have_their_own_place() -> None:
    clause = "覆盖率不低于 ７０％以上的县"
    (found,) = quantities(clause)
    assert clause[found.start : found.end] == "不低于 ７０％以上"
    assert clause[found.number_start : found.number_end] == "７０％"


def test_a_grammar_of_ones_own_is_words_and_units_alone() -> None:
    grammar = Grammar((Term("起码", "before", ">="),), (Unit("斤", ("斤", "市斤")),))
    (found,) = quantities("起码3市斤，不低于5个", grammar)[:1]
    assert (found.op, found.low, found.unit) == (">=", Decimal(3), "斤")
    assert [(each.op, each.unit) for each in quantities("不低于5个", grammar)] == [("=", "")]


# What is law: each quantity, written in each of its forms, is read back.
FORMS: dict[Operator, list[str]] = {
    ">=": ["不低于{}", "不少于{}", "至少{}", "{}以上", "达到{}", "达到{}以上", "≥{}", "不得低于{}"],
    ">": ["高于{}", "超过{}", "大于{}", "多于{}"],
    "<=": ["不超过{}", "不高于{}", "{}以下", "{}以内", "控制在{}", "控制在{}以下", "最多{}"],
    "<": ["低于{}", "少于{}", "不足{}", "不满{}"],
    "=": ["为{}", "{}"],
    "~": ["{}左右", "约{}", "控制在{}左右", "达到{}左右", "大约{}"],
}
UNITS = ["%", "‰", "个百分点", "/10万", "个", "种", "名", "所", "家", "张", "项", "类", "条", "元"]
UNITS += ["岁", "个月", "天", "次", "人", "台", "例", "户", "倍", "小时", "分钟", "平方米"]
DENSITIES = [("每千人口", "/千人"), ("每万名居民", "/万人"), ("每10万常住人口", "/10万人")]

amounts = st.decimals("0.01", "9999999", places=2) | st.integers(0, 10**9).map(Decimal)
forms = st.sampled_from([(op, form) for op, all_forms in FORMS.items() for form in all_forms])


def plain(value: Decimal) -> str:
    return f"{value:f}"


def bounds(op: str, value: Decimal) -> tuple[Decimal | None, Decimal | None]:
    return (None if op in ("<=", "<") else value, None if op in (">=", ">") else value)


@given(amounts, st.sampled_from(UNITS), forms, st.booleans())
def test_a_quantity_written_is_the_quantity_read(
    value: Decimal, unit: str, form: tuple[Operator, str], commas: bool
) -> None:
    op, pattern = form
    number = f"{value:,f}" if commas else plain(value)
    (found,) = quantities("目标" + pattern.format(number + unit))
    assert (found.op, found.low, found.high) == (op, *bounds(op, value))
    assert found.unit == unit
    assert found.measure == ("points" if unit == "个百分点" else "level")


@given(amounts, st.sampled_from(DENSITIES), st.sampled_from("名张个家"), forms)
def test_a_density_written_is_the_density_read(
    value: Decimal, per: tuple[str, str], unit: str, form: tuple[Operator, str]
) -> None:
    op, pattern = form
    (found,) = quantities(f"{per[0]}配备医生{pattern.format(plain(value) + unit)}")
    assert (found.op, found.low, found.high) == (op, *bounds(op, value))
    assert found.unit == unit + per[1]


@given(
    st.lists(amounts, min_size=2, max_size=2, unique=True).map(sorted),
    st.sampled_from(["-", "—", "——", "–", "～", "~", "至", " 至 "]),
    st.sampled_from(UNITS),
    st.booleans(),
)
def test_a_range_written_is_the_range_read(
    ends: list[Decimal], to: str, unit: str, twice: bool
) -> None:
    low, high = ends
    first = unit if twice and unit != "/10万" else ""
    (found,) = quantities(f"达到{plain(low)}{first}{to}{plain(high)}{unit}左右")
    assert (found.op, found.low, found.high, found.unit) == ("range", low, high, unit)


@given(st.lists(amounts, min_size=2, max_size=5), st.sampled_from(["不低于", "低于", "不超过"]))
def test_one_comparator_before_a_list_holds_for_each(values: list[Decimal], word: str) -> None:
    op = {"不低于": ">=", "低于": "<", "不超过": "<="}[word]
    found = quantities(f"分别{word}{'、'.join(f'{plain(value)}%' for value in values)}")
    assert [(each.op, each.low, each.high) for each in found] == [
        (op, *bounds(op, value)) for value in values
    ]


@given(st.lists(amounts, min_size=2, max_size=5), st.sampled_from(["以上", "左右", "以下"]))
def test_one_comparator_after_a_list_holds_for_each(values: list[Decimal], word: str) -> None:
    op = {"以上": ">=", "左右": "~", "以下": "<="}[word]
    found = quantities(f"分别达到{'、'.join(f'{plain(value)}%' for value in values)}{word}")
    assert [(each.op, each.low, each.high) for each in found] == [
        (op, *bounds(op, value)) for value in values
    ]


DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write a whole number below ten thousand in Chinese, by the schoolbook."""
    for place, name in ((1000, "千"), (100, "百"), (10, "十")):
        head, tail = divmod(number, place)
        if head:
            zero = "零" if 0 < tail < place // 10 else ""
            return DIGITS[head] + name + zero + (chinese(tail) if tail else "")
    return DIGITS[number]


@given(st.integers(0, 9999), st.sampled_from([unit for unit in UNITS if unit[0] not in "%‰/"]))
def test_a_chinese_numeral_is_the_arabic_one(number: int, unit: str) -> None:
    (found,) = quantities(f"不少于{chinese(number)}{unit}以上")
    (expected,) = quantities(f"不少于{number}{unit}以上")
    assert (found.op, found.low, found.unit) == (expected.op, expected.low, expected.unit)
    assert found.low == Decimal(number)


@given(st.integers(0, 100), st.sampled_from(["百", "千"]))
def test_a_chinese_share_is_the_printed_sign(number: int, whole: str) -> None:
    (found,) = quantities(f"不低于{whole}分之{chinese(number)}")
    (expected,) = quantities(f"不低于{number}{'%' if whole == '百' else '‰'}")
    assert (found.low, found.unit) == (expected.low, expected.unit)


WIDE = str.maketrans("0123456789%./-~[]<>=", "０１２３４５６７８９％．／－～［］＜＞＝")
RELEVANT = "0123456789%‰./不低于超过以上以下左右达到控制在约至少万千百分之成"
RELEVANT += "每人名个元年月日、，。；（）-—～ "
texts = st.text(alphabet=RELEVANT, max_size=40)
fragments = st.lists(
    st.sampled_from(
        [
            *(
                "不低于",
                "至少",
                "达到",
                "控制在",
                "约",
                "由",
                "从",
                "比2015年降低",
                "分别",
                "每万名居民",
            ),
            *(
                "30%",
                "5.5‰",
                "11/10万",
                "2—3名",
                "两个",
                "百分之三十",
                "九成",
                "3 ",
                "１２元",
                "50万",
            ),
            *(
                "以上",
                "以下",
                "左右",
                "（含）以上",
                "降到",
                "提高",
                "、",
                "和",
                "，",
                "。",
                "的",
                "县",
            ),
            *("2017年", "2020年底前", "〔2017〕23号", "第三方", "统一", "签约", "全部", "个百分点"),
        ]
    ),
    max_size=12,
).map("".join)


def read(text: str) -> list[Quantity] | None:
    try:
        return quantities(text)
    except UnreadableClauseError:
        return None


def moved(found: list[Quantity] | None, by: int) -> list[Quantity] | None:
    return found and [
        each._replace(
            start=each.start + by,
            end=each.end + by,
            number_start=each.number_start + by,
            number_end=each.number_end + by,
        )
        for each in found
    ]


@settings(deadline=None)
@given(texts | fragments)
def test_any_text_is_read_or_refused_and_spans_are_its_own_words(text: str) -> None:
    last = 0
    for found in read(text) or []:
        assert text[found.start : found.end] == found.text
        assert last <= found.start <= found.number_start < found.number_end <= found.end
        assert (found.low, found.high) != (None, None)
        assert found.low is None or found.high is None or found.low <= found.high
        last = found.number_end


@settings(deadline=None)
@given(texts | fragments)
def test_fullwidth_reads_like_ascii_at_the_same_places(text: str) -> None:
    narrow, wide = read(text), read(text.translate(WIDE))
    assert (narrow is None) == (wide is None)
    assert [each._replace(text="") for each in narrow or []] == [
        each._replace(text="") for each in wide or []
    ]


@settings(deadline=None)
@given(
    fragments,
    st.sampled_from(["到2020年，", "2017年6月底前，", "（2016—2020年）", "〔2017〕23号。"]),
)
def test_a_date_in_front_changes_nothing(text: str, date: str) -> None:
    assert read(date + text) == moved(read(text), len(date))


@settings(deadline=None)
@given(fragments, fragments)
def test_two_sentences_read_as_each_alone(first: str, second: str) -> None:
    head, tail = read(first), read(second)
    expected = None
    if head is not None and tail is not None:
        expected = head + (moved(tail, len(first) + 1) or [])
    assert read(f"{first}。{second}") == expected


@pytest.mark.parametrize(
    ("text", "op", "low", "high"),
    [
        ("自然增长率控制在-2‰以内", "<=", None, Decimal(-2)),
        ("增长率不低于-3%", ">=", Decimal(-3), None),
        ("增长率不低于－3.5%", ">=", Decimal("-3.5"), None),
        ("降至85%-90%", "range", Decimal(85), Decimal(90)),
        ("建设DRG-2个", "=", Decimal(2), Decimal(2)),
    ],
)
def test_a_minus_is_read_and_a_hyphen_is_not(
    text: str, op: str, low: Decimal | None, high: Decimal | None
) -> None:
    (found,) = quantities(text)
    assert (found.op, found.low, found.high) == (op, low, high)
