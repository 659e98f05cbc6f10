"""A number in its clause goes in; what it is whatever its unit, when no target, comes out."""

from policycompare.cues import Pattern
from policycompare.model import LeftOut
from policycompare.situation import Finding, Situation, first_reason

_ORDINAL = Pattern("(?<![年月日底末初之以目])前 ?$|第 ?(?:\\d+[、和])*$|排名$")
AIM_NOUN = Pattern("的(?:较[低高好])?(?:目标|要求|任务|水平)")
_PROVIDED = Pattern("的标准(?:足额|合理|统筹)?(?:配[备置齐]|设置|建设)")
_CURRENT = Pattern("现行(?<![较比]现行)")
_BY_RULE = Pattern("[^，。；]{0,10}的(?:规定|标准发放|标准核定)|<set_by_rule>|计算$")
_THAN = "(?:[^，。；]{2,16}(?:(?<![降提])[高低]|多|(?<!减)少)$| ?\\d{4} ?年版[^，。；]{0,6}$)"
_COMPARISON = Pattern(f"比{_THAN}|较{_THAN}|高出[^，。；]{{1,8}}$|相差(?:约|近)?$")
_ONLY = Pattern("不足|不到|仅")

_BASE = Pattern(r"在(?:\d{4} ?年[底末]?[^，。；\d]{0,4}|(?:去|上)年[^，。；\d]{0,16})$")
_FROM = Pattern(r"[由从](?:\d{4} ?年[底末]?的?)?$")
_MOVES_ON = Pattern("(?:逐年|逐步|持续|稳步|不断)(?:下降|降低|减少|提高|上升|增加)")
_EXCEEDS = Pattern("(?:超过|高于|低于|不足)[^，。；、]{1,12}$")
_THOSE = Pattern("的[^，。；、]{0,6}(?:病例|患者|药品|耗材|费用|项目|医院|机构|地区|单位)")
"""高于中选价1.8倍的药品: which ones."""

_ALONE = Pattern("的[^，。；、]{0,4}(?:病例|患者|医院|机构|单位|地区|[县市区村])$")
_SHORT_OF = ("不足", "不到", "未达到", "未达")
_URGED = Pattern("(?:鼓励|引导|允许)$")
_OF_THEM = Pattern("的(?:地区|医院|机构|单位|[县市区镇乡村])")
_EQUIPPED = Pattern("[^，。；、的]{1,6}的[^，。；、]{0,8}(?:院|部|机构|诊所|单位)(?:须|应|要|必须)")
_KEPT = Pattern("(?:确保|保证|保持|巩固|稳定)[^，。；]{0,24}$")
_UNMET = Pattern("未[^，。；]{1,12}$")
_ATTRIBUTE = Pattern("[且或及、]?[^，。；]{0,8}?的")
_SANCTION = Pattern("的?[^，。；]{0,3}(?:<sanction>)")
_GOVERNED = Pattern("(?:<condition>|(?<!应)当(?![地前年]))[^，。；]{0,20}$")
_CARRIED_OUT = Pattern("的?[^，。；]{1,10}(?:<carried_out>)")
_CAN = Pattern("能够?(?:开展|提供|实施)$")
_OF_INSTITUTION = Pattern("[^，。；、]{1,24}的[^，。；]{0,10}(?:院|室|中心|站|馆|机构)")
_ALLOWED = Pattern(
    "(?<![不许认])可(?:以|适当|在[^，。；]{1,12})?"
    "(?:配备|设置|设立|增设|新设|配置|上浮|下浮|增加|减少|提高|降低|选择|聘用|延长|放宽|(?:统筹)?使用)"
    "[^，。；]{0,4}$"
    "|(?<![不许认])可为$"
)
_PARTICULAR = Pattern("(?:占地(?:面积)?|设计床位|总投资)(?:约|为)?$")
_RATIO = Pattern("(?:<ratio>)[（(]$")
_NOMINAL = Pattern(
    "的(?:应(?:当|该|予|重新|及时|按|由)|须(?:经|按|由|报|在)|要(?:及时|按|由|进行|予)"
    "|可(?:以|由|按|予|适当|申请|享受)|不(?:予|得|再|纳入|计|享受|列入)|实行|一律|给予|予以|据实|及时"
    "|暂[不缓停]|原则上)"
)
"""平均住院日超过90天的应重新评估: those that are so."""

_MAKING = Pattern("(?:<count_verb>)[^，。；]{0,10}$")
_AND_ALSO = Pattern("且[^，。；]{1,10}的")
"""超标10倍以上且整改无望的企业: the first of two conditions."""

_EXCLUDED = Pattern(
    "[^，。；]{0,40}?的(?:病例|病人|患者|人员|费用|机构|单位|药品|医院)"
    "(?:除外|暂?不(?:予|再|得)?(?:纳入|计入|列入|享受|支付|报销))"
)
"""住院2天以内或60天以上以及…的病例暂不纳入."""

_DEFINES = Pattern("的?(?:或[^，。；]{1,10}(?:以[上下]|[\\d%倍]))?的?(?:病例|患者|单位|机构)?为")
"""2倍以上的病例为偏差病例, 0.5倍以下或2倍以上的病例为…, 低于50%或高于2倍的为…."""

_PART = Pattern("的?部分(?:$|由|按|不予|可以|原则|全部|实行|给予|的)")
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
_CHAIN = Pattern(
    r"(?:、|或)[^，。；、]{2,24}?"
    r"(?:以上|以下|以内|\d ?[名人个张元例分%岁年天家倍]|较[大小高低长远]|不足|薄弱)的"
    "(?!目标|要求|任务|水平|(?:人数)?比例)"
)
_SCOPE = Pattern("(?:<ratio>|<scope>)[^，。；]{0,3}(?<!覆盖)$")


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
    meant = meant or (s.bracket and s.statement.op == ">" and s.after.startswith(("）", ")")))
    part = s.bracket and s.after.startswith(("）", ")")) and not _RATIO.search(s.before)
    return meant or (s.bracket and s.bare and not s.dated and (part or not s.percentage))


def _is_rule_in_force(s: Situation) -> bool:
    """按现行80%报销; 按60元的标准发放; 80%执行."""
    return bool(_BY_RULE.match(s.after) or _CURRENT.search(s.before) or _CURRENT.search(s.after))


def _is_comparison(s: Situation) -> bool:
    """比城镇居民高10个百分点; not 比2015年提高."""
    return bool(_COMPARISON.search(s.before))


def _is_base(s: Situation) -> bool:
    """在2010年76.1岁的基础上提高1岁, 由2017年的8.3%逐年下降: where it starts from."""
    based = s.after.startswith(("的基础上", "的水平上")) and _BASE.search(s.before)
    return bool(based or (s.bare and _MOVES_ON.match(s.after) and _FROM.search(s.before)))


def _is_shortfall(s: Situation) -> bool:
    """村医占比不足30%; not 降到不足30%."""
    falls_short = (_ONLY.match(s.text) or s.before.endswith(("仅", "只有"))) and not s.dated
    whose = s.before.endswith(("到", "至")) or s.after.startswith("的")
    return bool(falls_short) and not whose


def _is_condition(s: Situation) -> bool:
    """对参保率低于95%的县通报; 床位100张以上的医院."""
    if _PART.match(s.after) or s.after.startswith(("方可", "才能", "方能", "才可")):
        return True
    if "的" not in s.after or _is_kept(s):
        return False
    both = _AND_ALSO.match(s.after) and not _MAKING.search(s.before)
    nominal = not s.bare and (both or _NOMINAL.match(s.after))
    if nominal or _EXCLUDED.match(s.after):
        return True
    if any(holds(s) for holds in (_closes_attribute, _is_unmet, _is_chained, _is_which)):
        return True
    if not _ATTRIBUTE.match(s.after):
        return False
    return bool(_SANCTION.match(s.after)) or _is_governed(s) or _is_scope(s)


def _is_kept(s: Situation) -> bool:
    """在确保签约率不低于60%的基础上: what is not to be lost is a target as well."""
    return s.after.startswith(("的基础上", "的前提下")) and bool(_KEPT.search(s.before))


def _closes_attribute(s: Situation) -> bool:
    """低于60%的，扣减…; 85%以上的为优秀; 超支10%以内的由基金分担."""
    after = s.after.removeprefix("之间")
    either = not s.percentage or after.startswith("或")
    defined = after.startswith(("的为", "的定为", "的视为", "的属")) or (
        either and _DEFINES.match(after)
    )
    if defined or (not s.bare and after.startswith(("的由", "的按"))):
        return True
    short = len(s.after) == 1 or (not s.bare and len(s.after) < 24)
    return short and s.after.endswith("的")


def _is_chained(s: Situation) -> bool:
    """半径在1公里以内、人口少于800人的村: the first of two conditions."""
    both = not (s.bare or s.percentage) or _GOVERNED.search(s.before)
    return bool(both and _CHAIN.match(s.after))


def _is_which(s: Situation) -> bool:
    """不足35%的医院, 鼓励超过70%的地区, 高于中选价1.8倍的药品, 4台以上牙椅的门诊部应…."""
    short = s.text.startswith(_SHORT_OF) and not s.before.endswith(("到", "至"))
    of_them = _OF_THEM.match(s.after) and (short or _URGED.search(s.before))
    above = s.bare and _EXCEEDS.search(s.before) and _THOSE.match(s.after)
    whose = s.statement.op in ("<", ">") and not s.percentage and _ALONE.match(s.after)
    return bool(of_them or above or whose or (not s.bare and _EQUIPPED.match(s.after)))


def _is_unmet(s: Situation) -> bool:
    """未完成任务60%的县."""
    return s.after.startswith("的") and bool(_UNMET.search(s.before))


def _is_governed(s: Situation) -> bool:
    """对门诊费用60%以上的部分; not 对200名以上的医生开展培训, 完成对30%机构的检查."""
    if not _GOVERNED.search(s.before):
        return False
    done = s.statement.unit.isalpha() and _CARRIED_OUT.match(s.after)
    return not (done or s.before.endswith("完成对"))


def _is_scope(s: Situation) -> bool:
    """老龄化率20%以上的地区."""
    return not s.bare and s.after.startswith("的") and bool(_SCOPE.search(s.before))


def _is_allowed(s: Situation) -> bool:
    """可配备2名村医, 薪酬可达到平均水平的2.5倍: permissions."""
    longer = s.before.endswith(("延长到", "延长至"))
    plain = s.bare or longer or s.statement.op == "range"
    above = s.before.endswith("可") and s.text.startswith(("达到", "高于", "超过"))
    return bool(above or (plain and _ALLOWED.search(s.before)))


def _is_particular(s: Situation) -> bool:
    """项目占地86亩，设计床位400张: what a building is like."""
    return s.bare and bool(_PARTICULAR.search(s.before))


def _is_divisor(s: Situation) -> bool:
    """每3个村, 每增加1人, 至少每两年."""
    return bool(_DIVIDES.search(s.before) or _EVERY.search(s.text))


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
    ("threshold", _is_condition),
    ("threshold", _is_size_of_counted),
    ("threshold", _is_in_name_of_share),
    ("explanation", _is_divisor),
    ("procedure", _is_allowed),
    ("explanation", _is_particular),
)
