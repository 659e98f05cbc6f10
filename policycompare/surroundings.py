"""A statement of any kind goes in; what its surroundings make of it comes out."""

import re
from functools import lru_cache

from policycompare.cues import Pattern
from policycompare.model import LeftOut
from policycompare.situation import NOT_AIMED, OUGHT, Finding, Situation, aims, first_reason

_HEADING = Pattern(
    "<heading>|(?<![的打强夯固筑])基础$|(?:上年度?|去年)情况[。：:]?$"
    r"|(?:\d{4} ?年|上半?年|去年|时期|期间)[^，。]{0,14}"
    "(?:完成|开展|落实|执行|运行|工作)情况[。：:]?$"
)
"""A heading of background: 一、发展现状."""

_AIMED = Pattern(
    "(?:筑牢|夯实|打牢|打好|奠定|强化|巩固)[^，。；]{0,12}基础$"
    r"|^[（(]?[一二三四五六七八九十\d]{0,3}[)）、.．]? ?"
    "(?:(?:提升|增强|巩固)[^，。；]{0,10}(?:成效|成果)$|应对|抢抓|破解|解决|化解|摸清|摸排)"
)
"""A heading of what is to be done, whatever it speaks of: 一、夯实发展基础."""

_FORMULA = Pattern("×|÷|=|＝|<formula>|分子(?![生诊检靶病育])")
"""A formula or a definition: 分子/分母×100%."""

_ASIDE = re.compile(r"[（(][^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*[)）]")
"""达到60%（管理率=管理人数/常住人数×100%）: how it is counted, beside a target."""

_OPENED = Pattern("[“《‘「][^”》’」]{0,24}$")
_CLOSED = Pattern("[^“《‘「]{0,12}[”》’」]")
"""Quotation marks around a name: “三个一”工程."""

_AS_MUCH = Pattern("(?:(?<!提)高|(?<![增加])多|(?<!延)长)$")
_FACT = Pattern(
    "<fact>|显示(?!屏)|每年约(?![谈见定束])"
    "|截至|截止(?<![申请报名]截止)(?!后|日|时间)|约占(?<![签预]约占)"
    "|据(?<![根依数证凭票]据)(?:调查|监测|测算|估[计算])"
    r"|已经(?!(?!占)[^，。]{1,8}的|[^，。]{0,12}(?:同意|批准|通过))"
    "|已(?!建档|(?:确诊|诊断|核实|登记|备案|检出|出院)(?:患者|病例|人员|对象|儿童)|脱贫|有的?(?:基础|平台|机构|设施)"
    "|有[^，。；]{2,20}(?:(?<![主需重])要|须|应当)"
    r"|签约(?:居民|人[群口]|对象|家庭|[^，。\d]{2,4}人口)[^，。\d]{0,6}(?:率|比例)"
    r"|(?!占)[^，。]{1,8}的|[^，。]{1,20}的\d|[^，。]{1,16}人数 ?[/÷])"  # not 已签约的居民
    "|患有(?<![对为给将向]患有)"  # not 对患有高血压的患者
    "|目前(?<![较比]目前)(?!的|基础)|当前(?<![由从较比足理]当前)(?!的)"
    "|去年(?<![比较与由从于在]去年)"
    "|上年(?<![比较与于在以合]上年)(?![度均平水和]|人均可支配"  # not 上年度水平, 65岁以上年龄
    "|[^，。]{0,8}(?:居民|职工|农民)人均)"
    "|期间[，,][^，。]{0,12}(?:从|由)"  # 期间，由3张
    r"|了(?<=[低高增长降少升达到成立展建盖施]了)|了(?<!为了)(?= ?(?:\d|$))"
    "|了(?<=[低高增长降少升达到成立展建盖][到至]了)"
    r"|上半年(?=[，,]?(?![^，。；]*(?:目标|权重))[^，。；]{2,30}(?<![控提降])为 ?(?:\d|$))"
    "|前[两三四五六七八九]批(?!次)|取得了"
    "|[多余]年来|年[来多间](?<=[近一二两三四五六七八九十]年.)|最[高低]的(?=[达为])|从[^，。]{0,6}(?:结果|情况|通报)看"
)
"""What is or was; every choice opens with a letter, as `re` then skips to these letters."""

_SO_FAR = Pattern(
    "位居(?![民家住委])|先后(?![顺次，。])|呈现|共计|形势"
    "|现有(?<![由从]现有)(?<![托用合过]现有)(?!基础|的基础|水平|[^，。]{1,8}基础上|[^，。；]{2,14}全[部员])"
    "|原有(?!的|基础)"
    r"|累计(?<!年累计)(?!结余)(?=[^不达到超]{0,6}\d)(?![^，。；]{0,16}以上)"  # 累计培训300人
    "|经过(?:[一二三四五两几多]年[^，。]{0,4})?努力"
    "|近(?<![以按照据]近)[两三几五]年(?!平均(?:数|值|水平)|均值)"
)
"""What is or was, unless something is aimed at in the same breath: 经过三年努力，签约率达到60%."""

_PRESENT = Pattern(
    "现有(?<![由从托用合]现有)(?!基础|的基础|水平|[^，。；]{1,8}基础上)[^，。；]{0,16}$"
)
_STRIVES = Pattern(f"力争|确保|争取|(?<![主重需必首概摘])要(?![素求点])|{OUGHT}|将(?!到)")
_SCOPE = Pattern(
    "^[^一-鿿]{0,2}[一二三四五六七八九十]{0,3}[^一-鿿]{0,2}(?:试点|实施|改革)范围[。：:]?$"
)
"""A heading of where something is done: 二、试点范围."""

_YEAR = Pattern(r"\d{4} ?年")
_BY = Pattern(r"[到至] ?\d{4} ?年|\d{4} ?年[底末]?前")
_RESULTS = Pattern(f"(?:^|[，。；]){NOT_AIMED}[^，。；]{{0,45}}取得(?:显著|明显|积极|重大)")
"""取得明显成效 tells what was reached, but in an aim: 到2020年，治理取得明显成效，…."""

_THIS_YEAR = Pattern(
    r"(?:^|[，。；])今?年内，?(?![^。]*(?:[共已]|累计|报告))[^，。；\d]{2,24}\d[^。]*$"
)
"""年内就诊率达到82%以上，占比同比提升3个百分点: what goes on with an aim."""

_DONE = Pattern(
    "^的[^，。]{1,8}患有|^[^，。；的]{0,14}已(?:经|完成|建成|实现|全部)|(?<![争取保要可将])提前达到|[立展成建现施到升降]了|超额完成|圆满完成"
)
"""What was done, behind the number: 30%的任务超额完成."""

_FORECAST = Pattern("预计")
_FORESEEN = Pattern("预计|将(?!到)")
_POPULATION = Pattern(
    "(?:老年|老龄|常住|户籍|总)人口(?:数量?|总数|总量|规模)?"
    "(?:将|约|会|要)*(?:达到?|超过|突破|占(?:到)?[^，。；]{0,8})?$"
    "|占总?人口的?(?:比[重例])?$"
)
_AGED_SHARE = Pattern(
    "(?:老年人口|岁(?:及以上|以上)人口)(?:占比|比重|占[^，。；]{0,8})(?:将|已|约)?$"
)
"""What is foreseen or found, not aimed at."""

_BOUNDS = ("不低于", "不少于", "不高于", "不超过")
_PAST_PLAN = Pattern("十[一二]五”?(?:期间|以来|时期|末)")
"""A plan that has run out, where a document does not say its year: “十二五”期间."""

_INTENT = Pattern("<intent>")

_RATE_BEFORE = Pattern("[率例](?:均|都|要|应|须)*$")
_FEE = Pattern(
    "<fee>|得分(?![级类别工配段担])|加分(?![级娩配类析会院中])"
    r"|收费(?<!低收费)|考[核评]总?分的 ?\d|总分的 ?\d|计入[^，。]{0,4}(?:总分|成绩)"
    # 占考核的15%
    r"|占(?!比|[^，。；]{0,8}[参应纳])[^，。；]{0,16}考核(?:总分)?的? ?\d"
    r"|分值(?!(?:（DIP）)?付费)|扣[\d一二]|扣(?<=[的每]扣)"  # 每例扣2分
    r"|计\d(?<![累合总共]计.)|计一半|计分(?!别)|得\d(?<![获取]得.)"
    "|每[名位人次][^，。]{0,8}奖励"  # 每人给予奖励
)
"""A fee, a penalty or a score."""

_SAMPLE = Pattern("<sample>")
_SAMPLED_SHARE = Pattern("[率例](?:每年|均|要|应|为)*$")
"""随机抽取5家 is a sample, 抽查合格率98% a target."""


def by_surroundings(situation: Situation) -> LeftOut | None:
    """Say what the heading, the clause or the sentence makes of a statement."""
    return first_reason(_FINDINGS, situation)


def _is_under_background(s: Situation) -> bool:
    aimed = s.ahead and not _FORESEEN.search(s.earlier + s.before)
    return not aimed and _tell_background(s.headings)


@lru_cache(maxsize=64)
def _tell_background(headings: tuple[str, ...]) -> bool:
    for heading in reversed(headings):  # the nearest that tells
        if aims((heading,)):
            return False
        if _HEADING.search(heading) and not _AIMED.search(heading):
            return True
    return False


def _is_scope(s: Situation) -> bool:
    """试点范围: 城区公立医院9家."""
    return s.bare and not s.dated and bool(s.headings) and bool(_SCOPE.search(s.headings[-1]))


def _is_formula(s: Situation) -> bool:
    clause = s.clause if s.bracket else s.before + s.text + _ASIDE.sub("", s.after)
    return bool(_FORMULA.search(clause))


def _is_quoted(s: Situation) -> bool:
    return bool(_OPENED.search(s.before) and _CLOSED.match(s.after))


def _is_aimed(s: Situation) -> bool:
    """Tell an aim by its deadline: to come, by a year, or of the sentence before."""
    said = s.earlier + s.before
    return bool(s.ahead or _BY.search(said) or (s.dated and not _YEAR.search(said)))


def _is_past(s: Situation) -> bool:
    """截至2015年底参保率已达95%; 建成了20个."""
    told = _RESULTS.search(s.frame) and not _is_aimed(s)
    as_much = s.text.startswith("达") and _AS_MUCH.search(s.before) and not s.dated
    about = s.text.startswith(("约为", "约占")) and not s.dated and not _INTENT.search(s.before)
    if told or as_much or about or s.past or "了" in s.text or s.after.startswith("了"):
        return True
    if fact := _FACT.search(s.frame):
        return not (s.ahead and fact[0] == "截至")  # 截至2025年底，覆盖率达到90%, said in 2021
    if s.bare and s.level and s.statement.kind == "quantified" and _PRESENT.search(s.before):
        return True
    due = s.ahead or _BY.search(s.earlier + s.before) if s.bare else _is_aimed(s)
    aimed = aims(s.headings) or due or _STRIVES.search(s.frame)
    return bool(_SO_FAR.search(s.frame)) and not aimed


def _is_forecast(s: Situation) -> bool:
    """预计到2020年老年人口将达1950万人; 60岁及以上人口占比达到22%."""
    foreseen = _POPULATION.search(s.before) and _FORECAST.search(s.earlier + s.before)
    return bool(foreseen or (s.percentage and _AGED_SHARE.search(s.before)))


def _is_done(s: Situation) -> bool:
    return bool(_DONE.search(s.after, 0, 30))


def _is_of_past_plan(s: Situation) -> bool:
    return s.undated_document and bool(_PAST_PLAN.search(s.frame))


def _is_growth_report(s: Situation) -> bool:
    """同比增长5%; not 力争同比下降5%."""
    bound = s.text.endswith(("以上", "以下", "以内")) or s.text.startswith(_BOUNDS)
    told = s.frame if s.statement.kind == "quantified" else s.before
    beside = not s.before.startswith("同比") and _THIS_YEAR.search(s.earlier)
    aimed = beside or _INTENT.search(s.frame)
    return "同比" in told and not (bound or aimed)


def _is_figure_of_today(s: Situation) -> bool:
    """2019年为5.6张，到2023年达到6.2张: the first of the two."""
    return s.told and s.statement.op in ("=", "~")


def _is_fee(s: Situation) -> bool:
    rate = s.statement.unit in ("%", "‰") and _RATE_BEFORE.search(s.before)
    ranked = s.statement.kind == "relative" and s.before.endswith("得分")  # 得分高于全国平均
    cases = s.statement.unit == "件" and not s.bare  # 行政处罚案件不少于40件
    return not (rate or ranked or cases) and bool(_FEE.search(s.clause))


def _is_sample(s: Situation) -> bool:
    sampled = (s.bare or not s.percentage) and _SAMPLE.search(s.before)
    return bool(sampled) and not _SAMPLED_SHARE.search(s.before.rstrip())


_FINDINGS: tuple[Finding, ...] = (
    ("background", _is_under_background),
    ("threshold", _is_scope),
    ("formula", _is_formula),
    ("name", _is_quoted),
    ("background", _is_past),
    ("background", _is_forecast),
    ("background", _is_done),
    ("background", _is_of_past_plan),
    ("background", _is_growth_report),
    ("background", _is_figure_of_today),
    ("fee", _is_fee),
    ("procedure", _is_sample),
)
