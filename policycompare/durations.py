"""A time or an age in its clause goes in; what it is instead of a target comes out."""

from policycompare.cues import Pattern
from policycompare.model import LeftOut
from policycompare.situation import Situation

_OF_PEOPLE = Pattern("(?:及?以[上下])?的?(?:<aged>)")
_CIRCLE = Pattern("(?:内|以内|之内)?(?:的|医疗|服务|卫生|就医|急救|健康)?[^，。；]{0,4}圈")
_TIME = Pattern("<time>")
_SAME_BEFORE = Pattern(r"\d ?[一-鿿]{1,2}(?:以内|左右)?[、和][^，。；、\d]{0,8}$")
_SUSPENDED = Pattern("(?:暂停|中止|停止|取消)[^，。；后]{0,16}(?<![日间])$")
_CUT_TO = Pattern("(?:缩短|压缩|压减|减少|下?降低?|精确)[到至为] ?$")
_BY_THEN = Pattern(
    "[^，。；]{0,8}(?:[达提降增升缩减]|实现|完成|建成|力争|全[部面]|控制|保持|稳定|不[得应]?[超低高少多大小])"
)
"""接通率三年内提升至92%: by when."""

_START = Pattern(r"[由从][^，。；\d]{0,3}\d[^，。；]{1,16}[到至为在] ?$")
"""由2020年的9.1天缩短到: what is timed stands before it."""
_LIMIT_AFTER = Pattern(
    "[^，。；的]{0,14}?(?:<limited>)"
    "(?![^，。；]{0,6}(?:方案|计划|材料|名单|报表|总结|制度|率|比例|比重|占比)|[^，。；]{0,8}的(?!决定|意见|报告))"
)
_LIMIT_BEFORE = Pattern(
    "(?:小时|分钟|[日天周])内[^，。；]{0,14}?(?:<limited>)[^，。；]{0,4}[，、]$"
)
_OTHERS_WITHIN = Pattern(
    r"(?:[、和及] ?\d[\d.]* ?(?:分钟|小时|个?工作日|[天日周])(?:以内|之内|内)?)+(?<=内)"
)
"""分别在60分钟和15分钟内出具."""

_ORDERED_ONCE = Pattern(
    "(?:通知|文件|方案|意见|印发|发布|公布|下发|会议|决定|处罚|公示|每[月年季]|请(?<!申请))[^，。；]{0,12}$"
    "|(?:\\d ?|[本次当])月(?:[末底初])?$|月[末底初]$|(?:年度|季度?)?(?:终了|结束)后?$"
    "|(?:孕|分娩后|产后|出生后)$"
)
"""收到本通知后10日内报送, 每月5日内: no limit for what is done again and again."""

_TIMES_OF = Pattern("(?:时间|时限)[：:](?:[^。；]{0,30}[，、])?$")
"""到位时间：平原24小时内，山区72小时内."""

_FROM_TO = Pattern(r"从[^，。；\d]{2,16}到(?:(?:<limited>)[^，。；\d]{0,2}?|出院)(?:原则上)?$")
"""从交货验收合格到付款不得超过30天."""

_PLACE = Pattern("[一-鿿]{2,4}?(?:控制在|不超过|缩短到|在)?$")
_TIMED_BEFORE = Pattern(r"\d ?(?:分钟|小时|天|日|周)(?:以内|之内|内|左右)?，$")
"""城区平均反应时间不超过12分钟，乡镇25分钟以内."""

_NEAR = 20
_AT_MOST = ("不超过", "不得超过")
LIMITED = frozenset(("分钟", "小时", "天", "工作日", "周"))


_KEPT_FOR = Pattern("(?:保存|保管|留存|间隔)[^，。；\\d]{0,10}$")
"""资料保存不少于3年: a rule, nothing to be reached."""

_EXPERIENCE = Pattern("的?[^，。；、]{0,12}(?:经[历验]|工作年限)")


def is_timed(before: str) -> bool:
    """Tell by what stands up to a duration whether it may be a time to be reached: 平均住院日."""
    return bool(_TIME.search(before))


def duration_reason(s: Situation) -> LeftOut | None:
    """平均住院日不超过9天, 8小时内送达: targets; 30分钟以内就医圈, 3个月内: none."""
    if _SUSPENDED.search(s.before):
        return "fee"
    if _CIRCLE.match(s.after):
        return "name"
    if _is_time_limit(s):
        return None
    by_then = s.text.endswith("年内") and _BY_THEN.match(s.after)
    plain = s.bare and s.level and not (s.listed or _CUT_TO.search(s.before))
    if plain or by_then or _KEPT_FOR.search(s.before):
        return "duration"
    if _is_whose(s):
        return "threshold"
    return None if _is_named_time(s) else "duration"


def _is_whose(s: Situation) -> bool:
    """6个月以上的婴幼儿, 从事临床工作5年以上: which ones."""
    served = s.text.endswith("年以上") and s.before.endswith(("工作", "服务", "服务期", "满"))
    people = _OF_PEOPLE.match(s.after) or _EXPERIENCE.match(s.after)
    return served or bool(people) or s.before.endswith(("常住", "居住"))


def _is_named_time(s: Situation) -> bool:
    """平均住院日不超过9天, 主城区不超过10分钟、农村不超过15分钟."""
    start = len(s.before)
    first = _SAME_BEFORE.search(s.before)
    start -= len(first[0]) if first else 0
    if since := _START.search(s.before[:start]):
        start = since.start()
    end = start + len(s.text) * (s.statement.unit != "工作日")  # 工作 is a word of time itself
    if _PLACE.match(s.before) and (last := _TIMED_BEFORE.search(s.earlier)):
        timed = _TIME.search(s.earlier[: last.start()][-30:])
        if timed:
            return True
    listed = s.statement.op == "<=" and s.statement.unit in LIMITED and _TIMES_OF.search(s.earlier)
    return bool(listed or _TIME.search(s.clause, max(0, start - 16), end))


def _is_time_limit(s: Situation) -> bool:
    """8小时内送达，边远地区不超过72小时: by when a service is to be done each time."""
    if (
        s.statement.op != "<="
        or s.statement.unit not in LIMITED
        or _ORDERED_ONCE.search(s.before[-_NEAR:])
    ):
        return False
    if not s.bare and _FROM_TO.search(s.before):
        return True
    others = _OTHERS_WITHIN.match(s.after)
    if others or s.text.endswith("内"):
        return has_limit_behind(s.after[others.end() :] if others else s.after)
    short = s.statement.unit in ("分钟", "小时") and s.text.startswith(_AT_MOST)
    if short and not s.after.startswith("的"):
        return True
    return bool(_LIMIT_BEFORE.search(s.earlier))


def has_limit_behind(after: str) -> bool:
    """Tell by what stands behind a duration whether it is a limit: 送达."""
    return bool(_LIMIT_AFTER.match(after))


def age_reason(s: Situation) -> LeftOut | None:
    """人均预期寿命达到79岁: a target; 65岁以上: whose it is."""
    if _OF_PEOPLE.match(s.after):
        return "threshold"
    return None if "寿命" in s.before or "寿命" in s.earlier[-30:] else "threshold"
