"""A share, grade or sum in its clause goes in; what it is instead of a target comes out."""

from policycompare.cues import Pattern
from policycompare.model import LeftOut
from policycompare.situation import Finding, Situation, first_reason

_PARAMETER = Pattern(
    "(?:<parameter>|按(?![时期质])[^，。]{0,12}的?"  # 按不同病种的60%
    "|(?:支付|报销)比例[^，。]{0,4}为|比例[^，。]{0,3}为|标准[^，。]{0,3}为"  # 支付比例分别为70%
    "|(?:以上|以下|超出|超过[^，。；]{0,8}?)的?部分(?:再|按|报销|支付|补偿|救助)*"  # 部分报销75%
    "|基数的|(?:预发|预拨|预付|结算)"  # 缴费基数的2%, 预发70%
    "|其中(?:中央|[省市县]级|[省市县区])[^，。；]{0,8}"  # 其中中央财政80%
    "|[分的]发"  # 70分以下发一半
    ")(?:的|每人|按)?$"
)
"""What a sum is split by: 余下的30%."""

_DEDUCTIBLE = Pattern("起付(?:标准|线)")
_AS_IT_IS = Pattern("起付(?:标准|线)(?:为|按(?![^，。；]*(?:降|减))[^，。；]*$)")
_WITHHELD = Pattern("(?:<withheld>)[^，。]{0,9}$")
_OWN_PART = Pattern("(?:自付|自负|余下|其余)(?:为)?$")
_BORNE = Pattern("(?:承担|分担|负担)$")
_COMPENSATED = Pattern("%(?:通过|由)[^。]{0,20}(?:补偿|补助|解决)")
_BENEFIT = Pattern("(?:支付|报销|补偿)比例[^，。；]{0,4}(?:降低|下调|下浮|下降|减少)$")
_IN_CASE = Pattern(
    "未[按经](?=[^，。；]*(?:转诊|备案|规定|签约|登记))[^，。；]{0,16}的[，]?[^，。；]{0,10}$"
    "|[院诊医参保约者]的，[^。；]{0,24}(?:支付|报销|补偿)比例[^，。；]{0,4}$"
)
"""未按规定转诊的，支付比例…; 经转诊住院的，报销比例…."""

_HUNG = Pattern("[^，。；]{0,14}挂钩")
_STAFFED = Pattern("^的比例(?:配[备置齐足]|设置|招聘)")
_DEATHS = Pattern("(?:死亡|发病|患病)[^，。；]{0,6}占(?!比)[^，。；降升控提]{0,10}$")
_AWARDED = Pattern(
    r"(?:、\d[\d.]*%)*(?!支付方式)(?:<awarded>|予以支持|的比例(?:分担|承担|补助|拨付))"
)
_PAID_FOR = Pattern("补助|经费|资金|筹资")
_TIER = Pattern("(?:^|[、，中由])(?:中央|省级?|市级?|县级?|区级?)(?:财政)?$")
_COVERED = Pattern("(?:<covered>)比例(?:为|分别为)?$")
_PART_OF = Pattern("占(?!比)[^，。；]{0,14}(?:的|为)?$")
_REACHED = Pattern("(?:提前|已经?)(?:达到|实现|完成)")
_EXACT = Pattern(r"\d\.\d\d")
_AIM = Pattern("<aim>")

_RAISED = Pattern("(?:<raised>)[^，。]{0,8}$")
_MOVED = Pattern("(?:<moved>)[^，。]{0,8}$")
_TARIFF = Pattern("<tariff>")
_PAYMENT = Pattern(r"(?:部分)?(?:<payment>|的?部分|\d)")
_FEES = Pattern("服务费|每[家个所例][^，。；]{0,6}(?:补助|奖励|给予|奖补)")
_BUDGET = Pattern(
    "^(?!.*(?:人均|每人|每名|标准|不低于)).*(?:安排|投入|筹集|拨付|列支|设立)[^，。；]{0,16}$"
)
"""A sum that a budget sets aside: 安排专项资金600万元."""

_SPENT = Pattern("(?:经费|资金)?(?:全部|用于|统筹)")
"""其中新增5元用于…: part of a sum."""

_PRICED = Pattern(
    "的(?:项目|企业|设备|病例|合同|采购|药品|耗材|处方|费用|部分)(?!经费|资金|购置|补助)"
)
"""限额50万元以上的项目: which ones."""

_EACH = Pattern("每[个家所例名人]$")
_GRANT = Pattern("的?(?:补助|奖励|奖补|补贴)")
_MONEY = Pattern("<money>")

_GRADED = Pattern(
    "(?:电子病历|互联互通|智慧服务|智慧管理)[^。；]{0,16}(?:水平|评[级价]|分级|级别|等级|测评|成熟度)"
    "|(?:电子病历|互联互通|级别|等级|分级|评级)[^，。；]{0,6}$"
)
_NEXT_GRADE = Pattern(r"级别[^，。；]{0,6}\d(?:\.\d)? ?级(?:以上)?[，、]$")
_RATED = Pattern("满意度(?:评价|测评|调查)?[^，。；]{0,8}$")
_NEAR_GRADE = 40
_FACTOR = Pattern("系数(?:取|为)?$")
_MOVES_ON = Pattern("(?:逐步|力争)?(?:降|下降|控制|提高|达到|稳定|保持)")
_NEAR = 24
_OF_NAME = Pattern("[一-鿿]{0,3}的[^，。；]{1,10}?(?:率|比例|比重|占比)")
"""近视度数增长超过50度的学生比例."""

_INDEX = Pattern("<index>")
_FIGURE = Pattern("(?:<ratio>|<figure>)[^，。；]{0,6}$")
_RATIO_BEFORE = Pattern(r"比(?:不低于|不高于|达到?|控制在|[≥≤])[01]\.\d+(?:以上|以下|以内)?，$")
_LARGE_RATIO = 2
_WHOSE = Pattern("[^，。；、\\d]{2,10}$")
"""护士与床位比不低于0.65，二级医院不低于0.6."""


_INVESTED = Pattern("(?<!已)完成[^，。；\\d]{0,6}投资$")


def share_reason(situation: Situation) -> LeftOut | None:
    """Say what a share, a density or a number of points is instead of a target."""
    return first_reason(_OF_SHARES, situation)


def _is_parameter(s: Situation) -> bool:
    """按70%报销, 个人自付10%, 取消15%的药品加成."""
    if s.percentage and s.bare and s.after.startswith(("的药品加成", "的加成", "药品加成")):
        return True
    undated = s.percentage and s.bare and not s.dated
    return undated and bool(_PARAMETER.search(s.before))


def _is_deductible(s: Situation) -> bool:
    """起付标准为可支配收入的50%, 起付线降低50%."""
    lowered = s.dated and not _AS_IT_IS.search(s.before)
    return s.percentage and s.bare and not lowered and bool(_DEDUCTIBLE.search(s.before))


def _is_withheld(s: Situation) -> bool:
    """预付总额的50%."""
    owed = s.bare or not s.before.endswith("比例")  # not 预拨比例不低于90%
    return s.percentage and owed and bool(_WITHHELD.search(s.before))


def _is_share_to_spend(s: Situation) -> bool:
    """按照不低于5%的比例安排资金; 与10%的补助资金挂钩."""
    hung = s.before.endswith("与") and _HUNG.match(s.after)
    by = s.before.rstrip().endswith(("按", "按照")) and s.after.startswith("的比例")
    return bool(hung or (by and not _STAFFED.search(s.after)))


def _is_own_part(s: Situation) -> bool:
    """其余30%由…; 医疗机构承担70%、基金承担30%."""
    borne = s.bare and not s.after.startswith("的") and _BORNE.search(s.before)
    rest = _OWN_PART.search(s.before) and not _COMPENSATED.search(s.earlier)
    return bool(borne or rest)


def _is_split(s: Situation) -> bool:
    """补助标准94元，其中中央80%、省级12%."""
    paid = _PAID_FOR.search(s.earlier + s.before)
    return s.percentage and s.bare and bool(paid and _TIER.search(s.before))


def _is_case(s: Situation) -> bool:
    """未经转诊的，支付比例降低20个百分点."""
    if s.statement.measure != "points":
        return False
    return bool(_BENEFIT.search(s.before) or _IN_CASE.search(s.earlier + s.before))


def _is_burden(s: Situation) -> bool:
    """慢性病导致的死亡占总死亡的84%."""
    return s.bare and not s.ahead and bool(_DEATHS.search(s.before))


def _is_award(s: Situation) -> bool:
    """80%给予补助; 分别按30%、60%予以支持."""
    return bool(_AWARDED.match(s.after))


def _is_coverage_in_force(s: Situation) -> bool:
    """报销比例70%, with no deadline."""
    undated = s.bare and s.level and not s.dated
    return undated and bool(_COVERED.search(s.before))


def _is_share_of_today(s: Situation) -> bool:
    """占床位总数的30%; 32项提前达到目标，占84%; not 力争占30%, 占比达到30%."""
    told = s.bare and (not s.dated or _REACHED.search(s.earlier))
    return bool(told and _PART_OF.search(s.before)) and not _AIM.search(s.before)


def _is_measured(s: Situation) -> bool:
    """发放率为97.97%: to two places, as results are told and aims are not."""
    return s.percentage and s.bare and s.level and bool(_EXACT.search(s.text)) and not s.dated


_OF_SHARES: tuple[Finding, ...] = (
    ("procedure", _is_parameter),
    ("procedure", _is_withheld),
    ("procedure", _is_deductible),
    ("procedure", _is_own_part),
    ("procedure", _is_share_to_spend),
    ("procedure", _is_split),
    ("procedure", _is_award),
    ("procedure", _is_case),
    ("background", _is_burden),
    ("procedure", _is_coverage_in_force),
    ("background", _is_share_of_today),
    ("background", _is_measured),
)


def times_reason(s: Situation) -> LeftOut | None:
    """增加一倍: a target; 按1.5倍核算: a procedure."""
    return "procedure" if s.level and "按" in s.before else share_reason(s)


def grade_reason(s: Situation) -> LeftOut | None:
    """电子病历应用水平达到4级: a target; 医院达到三级标准: what it is called."""
    graded = _GRADED.search(s.before) or _GRADED.search(s.earlier[-_NEAR_GRADE:])
    graded = graded or _NEXT_GRADE.search(s.earlier)
    return None if graded else "name"


def mark_reason(s: Situation) -> LeftOut | None:
    """满意度保持在90分以上: a target; 得分低于60分: a score."""
    rated = _RATED.search(s.before) or (s.before.strip() == "" and _RATED.search(s.earlier))
    return None if rated or s.listed else "fee"


def money_reason(s: Situation) -> LeftOut | None:
    """补助标准提高到60元: a target; 起付线500元: a tariff."""
    each = _EACH.search(s.before) and _GRANT.match(s.after)
    if each or _FEES.search(s.before) or _is_tariff(s) or _PAYMENT.match(s.after):
        return "fee"
    if not s.bare and _PRICED.match(s.after):
        return "threshold"
    invested = (s.dated or not s.bare) and _INVESTED.search(s.before)
    if s.statement.baseline is not None or invested:
        return None  # 起付线由1万元降至5000元, 年内完成投资2亿元
    if s.before.endswith("新增") and _SPENT.match(s.after):
        return "fee"
    if s.bare and (not _MOVED.search(s.before) or _BUDGET.search(s.before)):
        return "fee"
    named = _MONEY.search(s.before) or _MONEY.search(s.earlier[-16:])
    return None if named else "fee"


def _is_tariff(s: Situation) -> bool:
    """封顶线10万元; not 封顶线提高到10万元, 不低于10万元, 自付费用不超过3000元."""
    capped = s.statement.op == "<=" and s.before.endswith("自付费用")
    raised = s.statement.op in (">=", ">") or _RAISED.search(s.before)
    return s.level and not (raised or capped) and bool(_TARIFF.search(s.before))


def bare_reason(s: Situation) -> LeftOut | None:
    """总和生育率1.8: a target; a number without a unit is else a name: 12320热线."""
    moved = _MOVES_ON.match(s.before) and is_index(s.earlier[-_NEAR:])
    if moved or is_index(s.before):
        return None  # 性别比趋于合理，降低到108以下
    if _OF_NAME.match(s.after):
        return "threshold"
    if _FACTOR.search(s.before):
        return "formula"
    small = (s.statement.low or s.statement.high or 0) < _LARGE_RATIO
    ratio = small and _RATIO_BEFORE.search(s.earlier) and _WHOSE.match(s.before)
    compared = not s.bare and (ratio or _FIGURE.search(s.before))
    return None if compared else "name"


def is_index(before: str) -> bool:
    """Tell an index, which needs no unit, by what stands before its number: 总和生育率."""
    return bool(_INDEX.search(before))
