"""A number in its clause goes in; whether it only says which ones are meant comes out."""

from policycompare.cues import Pattern
from policycompare.situation import Situation

_EXCEEDS = Pattern("(?:超过|高于|低于|不足)[^，。；、]{1,12}$")
_THOSE = Pattern(
    "的(?:撤网|停用|退出)|的[^，。；、]{0,6}(?:病例|患者|药品|耗材|费用|项目|医院|机构|地区|单位)"
)
"""高于中选价1.8倍的药品: which ones."""

_ALONE = Pattern("的[^，。；、]{0,4}(?:病例|患者|医院|机构|单位|地区|[县市区村])$")
_SHORT_OF = ("不足", "不到", "未达到", "未达")
_URGED = Pattern("(?:鼓励|引导|允许)$")
_OF_THEM = Pattern("的(?:地区|医院|机构|单位|[县市区镇乡村])")
_EQUIPPED = Pattern("[^，。；、的]{1,6}的[^，。；、]{0,8}(?:院|部|机构|诊所|单位)(?:须|应|要|必须)")
_KEPT = Pattern("(?:确保|保证|保持|巩固|稳定)[^，。；]{0,24}$")
_UNMET = Pattern("未[^，。；]{1,12}$")
_ATTRIBUTE = Pattern("[且或及、]?[^，。；]{0,8}?的")
_SANCTION = Pattern(
    "的?[^，。；]{0,3}(?:<sanction>)|的[^，。；的]{0,6}[院室构位县市区乡镇村队](?:<sanction>|不得(?![少低超高多大小]))"
)
_GOVERNED = Pattern("(?:<condition>|(?<!应)当(?![地前年]))[^，。；]{0,20}$")
_CARRIED_OUT = Pattern("的?[^，。；]{1,10}(?:<carried_out>)")
_NOMINAL = Pattern(
    "的(?:应(?:当|该|予|重新|及时|按|由)|须(?:经|按|由|报|在)|要(?:及时|按|由|进行|予)"
    "|可(?:以|由|按|予|适当|申请|享受)|不(?:予|得|再|纳入|计|享受|列入)|实行|一律|给予|予以|据实|及时"
    "|暂[不缓停]|原则上|撤网|停用|退出|(?:行政)?[村县](?:单独|可以?|应|由|不再))"
)
"""平均住院日超过90天的应重新评估: those that are so."""

_MAKING = Pattern("(?:<count_verb>)[^，。；]{0,10}$")
_AND_ALSO = Pattern("且[^，。；]{1,16}的")
"""超标10倍以上且整改无望的企业: the first of two conditions."""

_EXCLUDED = Pattern(
    "[^，。；]{0,40}?的(?:病例|病人|患者|人员|费用|机构|单位|药品|医院)"
    "(?:除外|暂?不(?:予|再|得)?(?:纳入|计入|列入|享受|支付|报销))"
)
"""住院2天以内或60天以上以及…的病例暂不纳入."""

_DEFINES = Pattern("的?(?:或[^，。；]{1,10}(?:以[上下]|[\\d%倍]))?的?(?:病例|患者|单位|机构)?为")
"""2倍以上的病例为偏差病例, 0.5倍以下或2倍以上的病例为…, 低于50%或高于2倍的为…."""

_PART = Pattern("的?部分(?:$|由|按|不予|可以|原则|全部|实行|给予|的)")
_CHAIN = Pattern(
    r"(?:、|或)[^，。；、]{2,24}?"
    r"(?:以上|以下|以内|\d ?[名人个张元例分%岁年天家倍里]|较[大小高低长远]|不足|薄弱)的"
    "(?!目标|要求|任务|水平|(?:人数)?比例)"
)
_SCOPE = Pattern("(?:<ratio>|<scope>)[^，。；]{0,3}(?<!覆盖)$")


def says_which(s: Situation) -> bool:
    """对参保率低于95%的县通报; 床位100张以上的医院."""
    if _PART.match(s.after) or s.after.startswith(("方可", "才能", "方能", "才可")):
        return True
    if "的" not in s.after or s.after.startswith(("的速度", "的幅度")) or _is_kept(s):
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
    made = _MAKING.search(s.before)
    defined = after.startswith(("的为", "的定为", "的视为", "的属")) or (
        either and not made and _DEFINES.match(after)
    )
    if defined or (not s.bare and after.startswith(("的由", "的按"))):
        return True
    short = len(s.after) == 1 or (not s.bare and len(s.after) < 24)
    return short and s.after.endswith("的")


def _is_chained(s: Situation) -> bool:
    """半径在1公里以内、人口少于800人的村: the first of two conditions."""
    both = not (s.bare or s.percentage) or _GOVERNED.search(s.before)
    either = s.statement.op in ("<", ">") and s.after.startswith("或")
    return bool((both or either) and _CHAIN.match(s.after))


def _is_which(s: Situation) -> bool:
    """不足35%的医院, 鼓励超过70%的地区, 高于中选价1.8倍的药品, 4台以上牙椅的门诊部应…."""
    short = s.text.startswith(_SHORT_OF) and not s.before.endswith(("到", "至"))
    of_them = _OF_THEM.match(s.after) and (short or _URGED.search(s.before))
    above = s.bare and _EXCEEDS.search(s.before) and _THOSE.match(s.after)
    whose = s.statement.op in ("<", ">") and not s.percentage and _ALONE.match(s.after)
    return bool(
        of_them or above or whose or (not (s.bare or s.percentage) and _EQUIPPED.match(s.after))
    )


def _is_unmet(s: Situation) -> bool:
    """未完成任务60%的县."""
    return s.after.startswith("的") and bool(_UNMET.search(s.before))


def _is_governed(s: Situation) -> bool:
    """对门诊费用60%以上的部分; not 对200名以上的医生开展培训, 完成对30%机构的检查."""
    if not _GOVERNED.search(s.before):
        return False
    counts = s.statement.unit.isalpha() and s.statement.unit not in ("个百分点", "倍")
    done = counts and _CARRIED_OUT.match(s.after)
    return not (done or s.before.endswith("完成对"))


def _is_scope(s: Situation) -> bool:
    """老龄化率20%以上的地区."""
    return not s.bare and s.after.startswith("的") and bool(_SCOPE.search(s.before))
