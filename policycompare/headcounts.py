"""A number of people in its clause goes in; whether it is no target comes out."""

from policycompare.cues import Pattern
from policycompare.governing import HEADS, goes_on, is_next_of_list
from policycompare.situation import Situation

_PEOPLE = Pattern("(?:<people>)[^，。、]{0,2}(?:已)?(?:达|约|有)?$")
_ATTENDED = Pattern("<attended>")
_CONTACT = Pattern("<contact>")
_PARTS = Pattern("(?:^|[，、会组部室心院局处科])[下内]设(?![立置])[^，。；]{0,24}$")
_ASKED = Pattern("(?:问卷|回收)$")
_LEADERS = Pattern("(?:组长|主任|队长|站长|联络员|管理员|负责人)各?$")
_FEW = 5
_THOSE = Pattern(
    "[^，。；、的]{0,4}?(?:单位|企业|园区|机构|学校|社区|医院|村)[^，。；]{2,}?(?:率|比例|占比)"
)
PLACES = Pattern("[省市州盟县旗区镇乡](?![级域办属直])|街道|地区|城市")


def is_population(s: Situation) -> bool:
    """现有参保人50万人; not 培训乡村医生300人."""
    unit = s.statement.unit  # printed: one that was supplied tells nothing
    kept = s.before.endswith("在") and not s.before.endswith("人口在")  # 人数在150人左右
    told = s.statement.op in ("=", "~") or s.before.endswith("人口")
    told = told or (s.statement.op == ">=" and s.text[:1] == "达")
    at_least = unit in s.text and unit in ("人", "例", "名") and told
    before = s.before.rstrip()
    bound = s.text.endswith(("以上", "以下", "以内"))
    attended = s.dated or _ATTENDED.search(before)
    if (
        at_least
        and not attended
        and s.text.startswith("约")
        and (unit == "例" or before.endswith("人数"))
    ):
        return True  # 应种人数约2万人, 新增约25万例
    listed = s.listed or is_next_of_list(s, before) or goes_on(s, before)
    stated = at_least and not (s.dated or bound or kept or listed) and _PEOPLE.search(before)
    return bool(stated) and not _ATTENDED.search(before)


def is_staffing(s: Situation) -> bool:
    """确定1名联络员; 召开1次会议; 组长、副组长各1名; 下设3个小组."""
    few = s.bare and (s.statement.low or 0) <= _FEW
    parts = s.bare and (_PARTS.search(s.before) or _ASKED.search(s.before))
    return bool(parts or _CONTACT.search(s.after, 0, 14) or (few and _LEADERS.search(s.before)))


def is_size_of_those(s: Situation) -> bool:
    """50人以上单位职工体检率, 30万人口以上县的县医院: which ones."""
    if s.text.endswith("人口以上") and PLACES.match(s.after):
        return True
    first = not s.before.strip() or s.before.endswith(("、", "和", "及"))
    sized = s.statement.unit in (*HEADS, "张") and s.text.endswith("以上")
    return first and sized and bool(_THOSE.match(s.after))
