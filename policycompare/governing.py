"""A number of things in its clause goes in; whether words say it is to be reached comes out."""

from collections.abc import Callable

from policycompare.cues import Pattern
from policycompare.situation import Situation

VERB = Pattern(r"(?:<count_verb>)(?:[一-鿿、（）()“”·\-A-Za-z\d.]{0,24})$")
"""建成标准化村卫生室20所: a verb governs the number, what stands between names the thing."""

_SUBJECT = Pattern("[的]?[^，。；]{0,24}?(?:<subject_verb>)")
"""3家医院达到三级: what is counted does something."""

_SERVED = Pattern("提供|开展|进行|实施|建立|免费|配用|配备|配发|适配|安装|发放|施行")
"""为9万名残疾人提供康复服务."""

_PLACE = Pattern(r"[^，。；、\d]{1,6}(?:区|县|市|乡|镇|街道|旗|州)$")
_SHARED_OUT = Pattern(
    "(?:任务|指标|名额|分配)(?:数量?)?(?:分[解配])?(?:为|(?:[^。]{0,12})如下)?[:：]"
)
_HEADED = Pattern(
    "(?:[分各]|单位|[县区市乡镇村])[^。，；]{0,10}(?:任务|指标|名额)|任务分[解配]"
    "|分(?:乡镇|村|县|区|镇街|单位)[^。，；]{0,8}(?:人数|数量|计划)"
)
_ONE = Pattern(r"(?:^|[、：:])(?:其余|其他)?[一-鿿\d（）]{2,12}$|\d ?[一-鿿]{1,2}、$")
"""Each of those among whom a task is shared out: 王庄780人，后坝1250人."""

_COUNTED_BEFORE = Pattern(
    r"(?:<count_verb>)[^，。；]{0,24}\d ?[一-鿿]{1,2}"
    r"(?:，[^，。；\d]{2,14}\d+ ?[一-鿿]{1,2}){0,4}，$"
)
_LISTED_BEFORE = Pattern(
    r"(?:<count_verb>)[^，。；]{0,24}\d ?[一-鿿]{1,2}(?:以上|左右)?[、和][^，。；、\d]{2,16}$"
)
_LISTED_AHEAD = Pattern(
    r"(?:<count_verb>)[^，。；]{0,24}\d ?[一-鿿]{1,2}[^，。；、\d]{2,16}[、和及]$"
)
_SESSIONS = ("场", "场次", "期", "轮", "篇")
_ORGANISED = Pattern(r"(?:组织|播[放出]|推送)[^，。；\d]{0,14}$")
_HELD = Pattern("(?:组织|举办|开展)[^，。；]{0,30}(?:义诊|演练|讲座|宣传)$")
_OFTEN = Pattern(
    r"每(?:半?年|季度?|[两\d]?个?月|[两\d]?周)[^，。；]{0,12}"
    "(?:随访|巡诊|访视|体检|上门|入户|义诊|讲座|涂氟|驱虫|下乡)$"
)
_LEARNING = Pattern("进修|培训|学习|轮训|体检|筛查")
_YEAR = Pattern(r"\d{4} ?年$")
_EACH_OF = Pattern("[^，。；]{2,12}、[^，。；]{2,40}各$")
_DONE_FOR = Pattern("(?:检查|筛查|检测|培训|接种|救治|手术|体检|签约|干预)$")
HEADS = ("名", "人", "位", "户", "例")
"""Units that count people."""


def is_governed(situation: Situation) -> bool:
    """Tell a number that is to be reached: 建成村卫生室20所; not 新区3个街道."""
    before = situation.before.rstrip()
    return any(governs(situation, before) for governs in _COUNTS)


def _is_governed_by_verb(s: Situation, before: str) -> bool:
    """建成村卫生室20所; 3家医院达到三级; 为9万名残疾人提供服务."""
    whom = ("为", "对") if s.statement.unit in HEADS else "为"
    served = before.endswith(whom) and "了" not in s.after and _SERVED.search(s.after)
    acts = not before.endswith("对") and _SUBJECT.match(s.after)
    return bool(served or acts or VERB.search(before))


def _is_measure(s: Situation, before: str) -> bool:
    """人均体育场地面积2.4平方米."""
    return s.statement.unit == "平方米" and before.endswith("面积")


def _is_each_of_list(s: Situation, before: str) -> bool:
    """健康学校、健康社区各200个."""
    return bool(_EACH_OF.search(before)) and s.statement.unit in ("个", "所", "家")


def _is_service(s: Situation, before: str) -> bool:
    """妇女“两癌”检查3万人."""
    return bool(_DONE_FOR.search(before)) and s.statement.unit in HEADS and not s.after


def _is_share_of_place(s: Situation, before: str) -> bool:
    """其中：甲县2个，乙县6个; 任务分配如下：甲镇800人，乙乡600人."""
    shared = _SHARED_OUT.search(s.earlier)
    if shared or (s.headings and _HEADED.search(s.headings[-1])):
        alone = not s.after or s.after.startswith("、")
        one = _ONE.search(before) or (not before and s.earlier.endswith("，"))
        return bool(alone and one) or bool(shared and _PLACE.search(before))
    return "其中" in s.earlier and bool(_PLACE.search(before))


def is_next_of_list(s: Situation, before: str) -> bool:
    """培训医护人员3000人次以上、护士2000人; 建设2个国家中心、8个省级中心."""
    behind = not s.after and _LISTED_BEFORE.search(before)
    return bool(behind or (s.after and _LISTED_AHEAD.search(before)))


def _is_session(s: Situation, before: str) -> bool:
    """组织健康巡讲96场."""
    alone = not s.after or s.after.startswith(("、", "和"))
    if s.statement.unit == "次":
        return alone and bool(_HELD.search(before))
    return s.statement.unit in _SESSIONS and alone and bool(_ORGANISED.search(before))


def _is_share_of_year(s: Situation, before: str) -> bool:
    """三年新增床位900张，其中2020年200张、2021年400张."""
    whole = s.earlier + s.before
    return "其中" in whole and s.statement.unit in whole and bool(_YEAR.search(before))


def _is_served_often(s: Situation, before: str) -> bool:
    """每半年涂氟1次, 每月驱虫1次."""
    return s.statement.unit == "次" and bool(_OFTEN.search(before))


def _is_sent(s: Situation, before: str) -> bool:
    """组织6000名骨干人员到三级医院进修."""
    sent = s.statement.unit in HEADS and before.endswith("组织")
    return sent and bool(_LEARNING.search(s.after))


def goes_on(s: Situation, _: str) -> bool:
    """新增三级医院21所，二级医院27所: the verb of the clause before."""
    alike = not s.after and s.earlier.endswith(f"{s.statement.unit}，")
    return alike and bool(_COUNTED_BEFORE.search(s.earlier))


_COUNTS: tuple[Callable[[Situation, str], bool], ...] = (
    _is_governed_by_verb,
    _is_measure,
    _is_each_of_list,
    _is_service,
    _is_share_of_place,
    is_next_of_list,
    _is_session,
    _is_sent,
    _is_served_often,
    _is_share_of_year,
    goes_on,
)
"""What says that a number of things is to be reached, each by what stands around it."""
