"""A length and a seed go in; policy prose in words of our own, no sentence twice, comes out."""

import random
from collections.abc import Iterator

SYLLABLES = "安宁和平清远泰兴永昌文德新华东阳南川西林北海长乐"
LEVELS = "省市县区"
WHO = (
    "各级卫生健康行政部门", "各县（市、区）人民政府", "医疗保障经办机构", "二级以上公立医院",
    "基层医疗卫生机构", "乡镇卫生院和村卫生室", "财政部门", "人力资源部门", "疾病预防控制机构",
    "医疗集团牵头单位", "社区卫生服务中心", "市场监管部门", "民政部门", "中医药管理部门",
)  # fmt: skip
HOW = (
    "要切实", "应当依法", "要统筹", "要分类", "应当按照职责", "要会同有关单位", "要逐级",
    "应当结合实际", "要因地制宜", "要加快", "要持续", "应当及时", "要全面",
    "要一体", "均应", "要逐一",
)  # fmt: skip
DO = (
    "完善", "落实", "优化", "规范", "推进", "健全", "细化", "改进", "组织开展", "督促检查",
    "整合", "公开",
)  # fmt: skip
WHAT = (
    "药品采购和配送管理办法", "分级诊疗的转诊流程", "医务人员薪酬分配制度", "电子病历的互联互通",
    "慢性病患者的健康管理", "医疗服务价格的动态调整", "基本公共卫生服务项目", "对口帮扶工作安排",
    "医疗质量的内部控制", "急救体系的网络布局", "传染病监测预警机制", "老年人照护服务衔接",
    "适宜技术的推广应用", "儿科和产科的人才培养", "医院运行的成本核算", "短缺药品的清单管理",
)  # fmt: skip
WHY = (
    "方便群众就近看病", "减轻患者的费用负担", "提升县域的服务能力", "引导资源向基层下沉",
    "保障制度平稳运行", "调动医务人员的积极性", "形成可复制的经验", "促进医防融合发展",
    "防范基金运行风险", "改善群众的就医感受",
)  # fmt: skip
ASIDE = (
    "有关资料报主管部门备案", "具体办法另行制定", "重大事项及时报告", "工作进展纳入年度考核",
    "所需经费按原渠道解决", "任何单位不得推诿", "相关信息向社会公布", "做好新旧政策的衔接",
    "每季度通报一次", "全市统一部署", "各地十日内上报方案", "一事一议",
)  # fmt: skip
COUNTED = (
    "家庭医生签约服务覆盖率", "县域内就诊率", "居民电子健康档案建档率", "高血压患者规范管理率",
    "基层医疗卫生机构诊疗量占比", "住院费用按病种付费占比", "药品费用占医疗费用的比重",
    "个人卫生支出占卫生总费用的比重", "远程医疗服务覆盖率", "职工医保政策范围内报销比例",
)  # fmt: skip
BOUND = (
    "达到{n}%以上", "不低于{n}%", "控制在{n}%以内", "提高到{n}%左右", "不超过{n}%", "力争达到{n}%",
)  # fmt: skip
BETWEEN_TARGETS = 4
"""Sentences before each target: one target in about 300 characters."""
BETWEEN_HEADINGS = 9


def ordinary(length: int, seed: int = 4) -> str:
    """Write exactly so many characters; the same seed writes the same text."""
    parts: list[str] = []
    written = 0
    for part in _parts(random.Random(seed)):
        parts.append(part)
        written += len(part)
        if written >= length:
            break
    return "".join(parts)[:length]


def _parts(chance: random.Random) -> Iterator[str]:
    number = 0
    while True:
        if number % BETWEEN_HEADINGS == 0:
            nth = "一二三四五六七八九"[number // BETWEEN_HEADINGS % 9]
            yield f"（{nth}）{_pick(chance, WHAT)}。\n"
        for _ in range(BETWEEN_TARGETS):
            yield _sentence(chance)
        yield _target(chance) + "\n"
        number += 1


def _sentence(chance: random.Random) -> str:
    started = f"自{chance.randint(2009, 2019)}年{chance.randint(1, 12)}月起，"
    return (
        f"{started if chance.random() < 0.08 else ''}{_place(chance)}{_pick(chance, WHO)}"
        f"{_pick(chance, HOW)}{_pick(chance, DO)}{_pick(chance, WHAT)}，{_pick(chance, DO)}"
        f"{_pick(chance, WHAT)}，{_pick(chance, WHY)}，{_pick(chance, ASIDE)}。"
    )


def _target(chance: random.Random) -> str:
    bound = _pick(chance, BOUND).format(n=chance.randint(100, 999) / 10)
    year = chance.randint(2016, 2035)
    return f"到{year}年，{_place(chance)}{_pick(chance, COUNTED)}{bound}。"


def _place(chance: random.Random) -> str:
    named = "".join(_pick(chance, SYLLABLES) for _ in range(3))
    return named + _pick(chance, LEVELS)


def _pick(chance: random.Random, words: tuple[str, ...] | str) -> str:
    return words[int(chance.random() * len(words))]
