"""A number of things in its clause goes in; what it is instead of a target comes out."""

from policycompare.cues import Pattern
from policycompare.governing import HEADS, VERB, is_governed
from policycompare.headcounts import PLACES, is_population, is_size_of_those, is_staffing
from policycompare.model import LeftOut
from policycompare.situation import Finding, Situation, first_reason

_SHARE_OF = Pattern("[%‰](?:以上|左右|以内)?的$|[每各]组$")
_AMONG = Pattern("[^，。；、]{0,10}中(?:[，,]|$|[^，。；]{0,8}有 ?\\d)")
_OF_THOSE = Pattern(
    "[^，。；、的]{1,8}的(?:社区|村|县|市|区|乡|镇|街道|机构|单位|学校|企业|地区|医院)"
)
_ALL = Pattern("全部|全覆盖|均|都[要应须]|各(?:建|设|有|配|创|打造|培育)")
_ALREADY = Pattern("(?:已|现存|未(?![来成央])|(?:^|支持)通过)[^，。；]{1,14}的$")
_GOES_ON_IN = Pattern("继续在$")
_APPLIES = Pattern("适用于[^，。；]{0,40}$")
_OF_WHOLE = Pattern("对全[省市县区州][^，。；\\d]{0,2}$")
_CHOSEN = Pattern(
    "(?:选择|选取|选定|遴选|建成|新建|组建|建立|成立|设立|打造|创建|培育|培养|开设)(?!覆盖|涵盖|适用|由|对|以|具[备有])[^，。；]{2,30}等$"
)
_TO_BE_MADE = Pattern("[^，。；]{2,12}(?:组建|建设|改造|创建|挂牌)$")
"""人事、财务等6个管理中心组建."""
_ABSTRACT = Pattern(
    "(?:以上|以内|左右)?(?:<qualifier>)?"
    "(?:(?!计划(?:生育|免疫)|政策(?:性|宣|解读|研究|培训|文件|法规))(?:<abstract>)"
    "|免(?![疫费])|减(?![盐重灾脂])|补(?![充种])|线(?![上下])"
    "|(?:平安|文明)(?!医院|单位|[村镇]|家庭|城市|社区|校园|窗口)"
    "|试点(?![城县地市区单医机])"  # 3个试点; not 3个试点城市
    "|(?:国家)?基本公共卫生(?:服务)?(?:项目)?(?!机构)"
    "|[^，。；\\d]{1,4}指标(?!体系)|[^，。；\\d]{0,4}(?:意见(?!领袖)|举措|案例|民生实事(?=[，。；第]|$)))"
)
"""Things that are no things: 三大体系, 5项重点任务, 10件民生实事."""

_RATE_BEHIND = Pattern(
    r"[^，。；、的\d]{1,20}率[均应须要]?(?:$|达|不低|不少|[≥>]|[在为]|控制|保持|\d)"
)
_OF_SIZE = Pattern("的[^，。；、]{0,4}(?:机构|医院|企业|单位|学校)")
_CARRIED_OUT = Pattern("的[^，。；]{1,10}(?:<carried_out>)")
_THERE_ARE = Pattern(
    "(?:全[省市县区镇乡]|我[省市县区]|[现仍还尚共])有$|[低高超不][^，。；]{1,8}的[^，。；]{1,10}有$|以[上下]的[^，。；]{0,8}有$|涉及[^，。；的]{0,8}$"
)
_BY_YEAR = Pattern(r"[到至] ?\d{4} ?年|年底|年内|力争|确保")
_CARRIED_OUT_BY = Pattern("完成|实现|启动|接入")
_ABLE = Pattern(
    "(?:(?:[%‰]|分之[一二三四五六七八九十]+|成)(?:以上|左右|以内)?的?|所有|全部)"
    "[^，。；、]{2,40}(?:(?<![功智职性效技])能够?|可(?!能))[^，。；能可]{0,8}$"
    "|[院室站心构][均都](?:能够?|可)[^，。；能可]{0,8}$"
)
"""100%的村卫生室能够提供…: what follows says what they are to be able to do."""

_HAVE = Pattern("[%‰](?:以上|左右)?的[^，。；、]{1,20}(?:建成|建有|设有|设置|拥?有|配备)$")
"""50%以上的县建成1所: what each of them is to have."""

_ONE_AND_ONE = Pattern("至少[^，。；一]{0,4}一[所个家][^，。；]{2,16}[、和]$")
_TAKEN_IN = Pattern("[将把][^，。；]{2,30}等$")
_INTO = Pattern("纳入|列入")
_FIRST_ONES = Pattern("(?:确定|遴选|认定|选定|公布|推出|选取)[^，。；]{0,8}首批$")
_COMPOSED = Pattern("组成|构成")
_ENUMERATED = Pattern("(?:分为|分成|划分为|包括|包含|设有?)[^，。；]{1,20}[、和][^，。；]{1,20}$")
_MADE = Pattern("(?:<count_verb>)$")
_MAKES = Pattern("(?:完成|推进|启动)[^，。；]{2,30}$")
_ITEMS = Pattern("、|和|及")
_OFFICE_WORK = Pattern("(?:工作)?(?:考核|督导|督查|评估|调度|会议|例会|总结|汇报|通报|自查)")
_ROUTINE = Pattern(
    "(?<!到)每(?:[\\d一两三]+ ?(?:个月|周|天)|半年|季度?|月|周|旬|日|天)(?:至少)?[^，。；]{0,24}$"
)
_SERVICE = Pattern("下乡|随访|巡诊|访视|体检|上门|入户|义诊|讲座|涂氟|驱虫|免费")
_SET_UP_IN = Pattern("(?:设在|设于|位于)[^，。；]{4,}$")
_SORTS = ("类", "种", "档", "级", "型")

_ADVISED = Pattern("推荐|建议")
_BODY = Pattern("体重|出生|胎儿")
_CHINESE = Pattern("[一二两三四五六七八九十]")
_DIGIT = Pattern(r"\d")
_POINTER = Pattern(
    "(?:<pointer>)$|(?<![底末初日月年之以])前$|前[一二三四五六七八九十\\d]+批$|(?<!部)分[为成]?$"
    "|(?:整合|利用|依托|用好)现有$"
    "|(?<![造设增建育选加])(?:开展|列入|承担|纳入|设有)[^，。；]{2,16}的$"
)
_POINTING = (_POINTER, _ALREADY, _OF_WHOLE, _GOES_ON_IN, _APPLIES)


def count_reason(situation: Situation) -> LeftOut | None:
    """Say what a number of people or things is instead of a target."""
    reason = first_reason(_OF_COUNTS, situation)
    if reason or not situation.bare:
        return reason
    return first_reason(_OF_BARE_COUNTS, situation)


def weight_reason(situation: Situation) -> LeftOut | None:
    """食盐摄入量降到5克: a target; 出生体重低于1500克: whose it is."""
    if _BODY.search(situation.before):
        return "threshold"
    advised = _ADVISED.search(situation.earlier + situation.before)
    return "principle" if advised else count_reason(situation)


def _is_alternative(s: Situation) -> bool:
    """至少有1所专科医院或1所综合医院: the first is the target."""
    return s.bare and s.before.rstrip().endswith(("或", "或者", "或至少"))


def _is_part(s: Situation) -> bool:
    """60%以上的3个县; 每组5人."""
    before = s.before.rstrip()
    return before.endswith(("的", "组")) and bool(_SHARE_OF.search(before))


def _is_ability(s: Situation) -> bool:
    """100%的村卫生室能够提供4类以上中医药服务: the share is the target."""
    one_each = s.bare and s.statement.low == 1 and _HAVE.search(s.before)
    return s.text[:1] not in "不至达超" and bool(one_each or _ABLE.search(s.before))


def _there_are(s: Situation) -> bool:
    """全县有17个村卫生室由邻村医生兼管, 负债率高于50%的卫生院有6家."""
    told = s.statement.op in ("=", "~") and not s.ahead and _THERE_ARE.search(s.before.rstrip())
    return bool(told) and not _BY_YEAR.search(s.earlier + s.before)


def _is_set_of_universal(s: Situation) -> bool:
    """12个县全部达到…, 覆盖全部14个乡镇: the universal word is the target."""
    if s.bare and s.before.rstrip().endswith(("全部", "所有")):
        return True
    before = s.before.strip("将把对全省市县区州城剩余")
    first = (
        not before
        or before.endswith(("的", "、"))
        or (before.endswith(("和", "及")) and not VERB.search(before))
    )
    return s.bare and first and bool(_ALL.search(s.after))


def _is_composed(s: Situation) -> bool:
    """团队由至少1名全科医生和1名护士组成."""
    return "由" in s.before + s.text and bool(_COMPOSED.search(s.after))


def _is_enumerated(s: Situation) -> bool:
    """分为基础包、个性包两类; 甲、乙、丙3个市: as many as the list before it names."""
    placed = PLACES.match(s.after) or _SET_UP_IN.search(s.before)
    if not s.bare or not (s.statement.unit in _SORTS or placed):
        return False
    listed = _ENUMERATED.search(s.before) and not s.after
    items = 1 + len(list(_ITEMS.finditer(s.before)))
    return bool(listed) or (s.statement.low == items > 1 and not _MADE.search(s.before))


def _is_office_work(s: Situation) -> bool:
    """每年至少开展1次考核."""
    return s.statement.unit == "次" and bool(_OFFICE_WORK.match(s.after))


def _is_routine(s: Situation) -> bool:
    """每季度开展1次质量分析: how often an office works; not 每季度随访1次, which serves people."""
    often = s.bare and s.statement.unit == "次" and _ROUTINE.search(s.before)
    return bool(often) and not _SERVICE.search(s.before + s.after)


def _is_abstract(s: Situation) -> bool:
    """五大任务, 3个方面; not 50名免费医学生."""
    free = s.statement.unit in (*HEADS, "次") and s.after.startswith("免费")
    return not free and bool(_ABSTRACT.match(s.after))


def _is_whole(s: Situation) -> bool:
    """达到标准的56个县中，要有17个: of how many."""
    return s.bare and bool(_AMONG.match(s.after))


def _is_size(s: Situation) -> bool:
    """100张以上的医院, 有30名以上残疾人的社区; not 建成100张以上的医院."""
    if s.bare:
        return False
    if s.before.endswith("有") and s.statement.unit in HEADS and _OF_THOSE.match(s.after):
        return True
    if not s.after.startswith("的"):
        return False
    if "床位" in s.text:  # 支持300张床位以上的机构
        return True
    if VERB.search(s.before.rstrip()):
        return False
    return bool(_OF_SIZE.match(s.after)) or not _CARRIED_OUT.match(s.after)


def _is_grade(s: Situation) -> bool:
    """三类及以上公厕, 二类以上: which ones, not how many."""
    graded = _CHINESE.search(s.text) or s.after.startswith("者")
    return s.statement.unit == "类" and not s.bare and bool(graded)


def _names_a_rate(s: Situation) -> bool:
    """巡查2次完成率≥90%: part of a name."""
    return s.bare and bool(_RATE_BEHIND.match(s.after))


_OF_COUNTS: tuple[Finding, ...] = (
    ("background", is_population),
    ("background", _there_are),
    ("procedure", is_staffing),
    ("procedure", _is_composed),
    ("explanation", _is_alternative),
    ("name", _is_enumerated),
    ("procedure", _is_routine),
    ("procedure", _is_office_work),
    ("threshold", is_size_of_those),
    ("threshold", _is_part),
    ("threshold", _is_ability),
    ("explanation", _is_set_of_universal),
    ("name", _is_abstract),
    ("name", _names_a_rate),
    ("explanation", _is_whole),
    ("threshold", _is_grade),
    ("threshold", _is_size),
)


def _is_said_in_chinese(s: Situation) -> bool:
    """两个允许; a count to be reached is printed in digits, or stands last."""
    chinese = _CHINESE.search(s.text) and not _DIGIT.search(s.text)
    if chinese and _ONE_AND_ONE.search(s.before):
        return False  # 至少有一所综合医院和一所中医医院
    return bool(chinese) and (bool(s.after) or "一" in s.text)


def _is_pointed_at(s: Situation) -> bool:
    """其余5个县, 已试点的6个市; not 将乳腺癌等4种大病纳入范围, 确定首批50个."""
    before = s.before.rstrip()
    if s.dated and before.endswith("首批") and _CARRIED_OUT_BY.search(s.after):
        return False
    taken_in = _TAKEN_IN.search(before) and _INTO.search(s.after)
    if taken_in or _FIRST_ONES.search(before) or _CHOSEN.search(before):
        return False
    if before.endswith("等") and _TO_BE_MADE.match(s.after) and _MAKES.search(before):
        return False
    return any(pattern.search(before) for pattern in _POINTING)


def _is_not_counted(s: Situation) -> bool:
    """新区3个街道: nothing says that this number is to be reached."""
    return not (s.listed or is_governed(s))


_OF_BARE_COUNTS: tuple[Finding, ...] = (
    ("name", _is_said_in_chinese),
    ("threshold", _is_pointed_at),
    ("name", _is_not_counted),
)
