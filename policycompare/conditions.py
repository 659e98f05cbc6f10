"""A number in its clause goes in; what it is whatever its unit, when no target, comes out."""

from policycompare.cues import Pattern
from policycompare.model import LeftOut
from policycompare.situation import Finding, Situation, first_reason
from policycompare.which_ones import says_which

_ORDINAL = Pattern("(?<![年月日底末初之以目])前 ?$|第 ?(?:\\d+[、和])*$|排名$")
AIM_NOUN = Pattern("的(?:较[低高好])?(?:目标|要求|任务|水平)")
_PROVIDED = Pattern("的标准(?:足额|合理|统筹)?(?:配[备置齐]|设置|建设)")
_CURRENT = Pattern("现行(?<![较比]现行)")
_BY_RULE = Pattern("[^，。；]{0,10}的(?:规定|标准发放|标准核定)|<set_by_rule>|计算$")
_THAN = "(?:[^，。；]{2,16}(?:(?<![降提])[高低]|多|(?<!减)少)$| ?\\d{4} ?年版[^，。；]{0,6}$)"
_COMPARISON = Pattern(f"比{_THAN}|较{_THAN}|高出[^，。；]{{1,8}}$|相差(?:约|近)?$")
_STRIVEN = Pattern("(?:力争|争取|确保)[^，。；]{0,4}比(?:上年|去年|\\d{4} ?年)[^，。；]{0,4}$")
_ONLY = Pattern("不足|不到|仅")

_BASE = Pattern(r"在(?:\d{4} ?年[底末]?[^，。；\d]{0,4}|(?:去|上)年[^，。；\d]{0,16})$")
_FROM = Pattern(r"[由从](?:\d{4} ?年[底末]?的?)?$|[比较] ?\d{4} ?年[底末]?的$")
_MOVES_ON = Pattern("(?:逐年|逐步|持续|稳步|不断)?(?:下降|降低|减少|提高|上升|增加)")
_CAN = Pattern("能够?(?:开展|提供|实施)$")
_OF_INSTITUTION = Pattern("[^，。；、]{1,24}的[^，。；]{0,10}(?:院|室|中心|站|馆|机构)")
_ALLOWED = Pattern(
    "(?<![不许认])可(?:以|适当|在[^，。；]{1,12})?"
    "(?:配备|设置|设立|增设|新设|配置|上浮|下浮|增加|减少|提高|降低|选择|聘用|延长|放宽|(?:统筹)?使用)"
    "[^，。；]{0,4}$"
    "|(?<![不许认])可为$"
)
_PARTICULAR = Pattern(
    "(?:占地(?:面积)?|设计床位|(?:新院|院区|项目|工程)规划床位|总投资)(?:约|为)?$"
)
_BEDS = Pattern("^规划床位(?:约|为)?$")
_BUILDING = Pattern("占地|面积|院区|项目|工程|投资")
_RATIO = Pattern("(?:<ratio>)[（(]$")
_DIGIT = Pattern(r"\d")
_DIVIDES = Pattern("每(?:增加|减少|新增|提高|降低|超过|服务|管理|签约|完成|接种|随访)? ?$")
_EVERY = Pattern("每 ?[\\d一二两三四五六七八九十]+ ?(?:年|个月|周|天|小时)$")
_COUNTED = Pattern(r"\d ?[个所家处台辆名]$")
_OF_SIZE = Pattern("[^，。；、]{0,4}的")
_SHARE_OF_THOSE = Pattern(
    "[^，。；]{0,40}?的(?:人数|人口|人员|学生|居民|职工|家庭|[^，。；、]{0,8}?(?:院|室|机构|中心|县|村|医师|医生))"
    "(?:比例|比重|占比)"
    "|的(?:医院|机构|县|区|市|村|学校)占"  # 床护比达到1:0.6的医院占90%
    "|[^，。；、\\d]{0,16}的(?:比例|比重|占比)(?:[均要应须]?(?:达|不|提|保|稳|控|为|力)|在)"
)


def number_reason(situation: Situation) -> LeftOut | None:
    """Say what a number is instead of a target, as far as its unit does not matter."""
    reason = first_reason(_OF_ITSELF, situation)
    if reason or is_named_aim(situation):
        return reason
    return first_reason(_BY_CONTEXT, situation)


def is_named_aim(situation: Situation) -> bool:
    """Tell what is called a target: 按照90%的目标推进, 按每千人口不少于1名的标准配备."""
    before = situation.before
    unit = situation.statement.unit
    dense = "/" in unit or (unit not in ("元", "分") and "按" in before and "每" in before)
    return is_aim(situation.after) or (dense and bool(_PROVIDED.match(situation.after)))


def is_aim(after: str) -> bool:
    """Tell it by what stands behind the number."""
    return bool(AIM_NOUN.match(after))


def _is_plain_years(s: Situation) -> bool:
    """为期3年."""
    return s.bare and s.statement.unit == "年" and s.text.endswith("年")


def _is_rank(s: Situation) -> bool:
    """排名前10%."""
    return s.bare and bool(_ORDINAL.search(s.before))


def _is_aside(s: Situation) -> bool:
    """（含3个县）, （即80.2岁）."""
    meant = s.bracket and s.before.endswith(("（即", "(即"))
    worded = not s.text.startswith((">", "＞")) or _DIGIT.search(s.before)
    above = s.statement.op == ">" and bool(worded)
    meant = meant or (s.bracket and above and s.after.startswith(("）", ")")))
    part = s.bracket and s.after.startswith(("）", ")")) and not _RATIO.search(s.before)
    return meant or (s.bracket and s.bare and not s.dated and (part or not s.percentage))


def _is_rule_in_force(s: Situation) -> bool:
    """按现行80%报销; 按60元的标准发放; 80%执行."""
    return bool(_BY_RULE.match(s.after) or _CURRENT.search(s.before) or _CURRENT.search(s.after))


def _is_comparison(s: Situation) -> bool:
    """比城镇居民高10个百分点; not 比2015年提高."""
    return bool(_COMPARISON.search(s.before)) and not _STRIVEN.search(s.before)


def _is_base(s: Situation) -> bool:
    """在2010年76.1岁的基础上提高1岁, 由2017年的8.3%逐年下降: where it starts from."""
    based = s.after.startswith(("的基础上", "的水平上")) and _BASE.search(s.before)
    return bool(based or (s.bare and _MOVES_ON.match(s.after) and _FROM.search(s.before)))


def _is_shortfall(s: Situation) -> bool:
    """村医占比不足30%; not 降到不足30%."""
    falls_short = (_ONLY.match(s.text) or s.before.endswith(("仅", "只有"))) and not s.dated
    whose = s.before.endswith(("到", "至")) or s.after.startswith("的")
    return bool(falls_short) and not whose


def _is_allowed(s: Situation) -> bool:
    """可配备2名村医, 薪酬可达到平均水平的2.5倍: permissions."""
    longer = s.before.endswith(("延长到", "延长至"))
    plain = s.bare or longer or s.statement.op == "range"
    above = s.before.endswith("可") and s.statement.unit != "岁"
    above = above and s.text.startswith(("达到", "高于", "超过"))
    return bool(above or (plain and _ALLOWED.search(s.before)))


def _is_particular(s: Situation) -> bool:
    """项目占地86亩，规划床位400张: what a building is like; not 到2025年，规划床位5000张."""
    beds = _BEDS.search(s.before) and _BUILDING.search(s.earlier)
    return s.bare and bool(beds or _PARTICULAR.search(s.before))


def _is_divisor(s: Situation) -> bool:
    """每3个村, 每增加1人, 至少每两年, 以2023年的8.6万例为基数."""
    divides = s.bare and s.after.startswith(("为基数", "为基准"))
    return bool(divides or _DIVIDES.search(s.before) or _EVERY.search(s.text))


def _is_size_of_counted(s: Situation) -> bool:
    """1所200张床位以上的养老机构: how large the one is to be."""
    return not s.bare and bool(_COUNTED.search(s.before) and _OF_SIZE.match(s.after))


def _is_in_name_of_share(s: Situation) -> bool:
    """每周锻炼不少于3次的人数比例达到32%: part of a name."""
    able = _CAN.search(s.before) and _OF_INSTITUTION.match(s.after)
    return not s.percentage and bool(able or _SHARE_OF_THOSE.match(s.after))


_OF_ITSELF: tuple[Finding, ...] = (
    ("duration", _is_plain_years),
    ("threshold", _is_rank),
    ("explanation", _is_aside),
    ("procedure", _is_rule_in_force),
)
_BY_CONTEXT: tuple[Finding, ...] = (
    ("background", _is_comparison),
    ("background", _is_shortfall),
    ("background", _is_base),
    ("threshold", says_which),
    ("threshold", _is_size_of_counted),
    ("threshold", _is_in_name_of_share),
    ("explanation", _is_divisor),
    ("procedure", _is_allowed),
    ("explanation", _is_particular),
)
