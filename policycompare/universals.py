"""A universal or relative word in its clause goes in; what it is instead of a target comes out."""

import re

from policycompare.cues import Pattern
from policycompare.model import LeftOut
from policycompare.situation import WHOLE_BESIDE_SHARE, Rule, Situation

_PRINCIPLE = Pattern("<principle>|责任(?!保险)")
_ACHIEVEMENT = Pattern("的?成果")
_ATTRIBUTIVE = Pattern("(?:应用|考核|检查|监管|监督|督查|督导|巡查|抽查|审核|工作|结果|要求)")
_OF_SYSTEM = Pattern("、[^，。；、]{1,6}的[^，。；]{0,10}(?:机制|体系|格局|网络|制度|模式)")
"""全覆盖、高质量的支付新机制: what it is to be like."""

_COVERED = Pattern("实现|达到|做到|完成|确保|力争|基本|开展|进行|实施|组织")
_URGED = Pattern("(?:引导|督促|鼓励|倡导|动员|号召|呼吁)[^，。；、]{0,4}$")
_ENTITLED = Pattern("[^，。；]{0,20}(?:公平的?机会|权益|权利)")
_VISION = Pattern("应.尽.")
_SHARE_OF_WHOLE = Pattern("占[^，。]{0,8}$|比重?$")
_SCOPE = Pattern("(?:(?:筛查|检查|服务|补助|救助|适用|参加)对象|筛查范围|适用范围)(?:[:： ]|$)")
"""A heading of whom a measure is for: 筛查对象."""

_TASKS = Pattern("(?:各项|任务|目标)[^，。；]{0,4}指标 ?$|各项[^，。；]{0,6}$")
_SET = Pattern("<set>")
_ACHIEVE = Pattern("<achieve>")
_EACH_DOES = Pattern("[已要应能可须]*(?:独立|统一|依法)?(?:<achieve>)")
_DATE = re.compile(r"(?:[到在])?(?:\d{4} ?年)?(?:\d{1,2} ?月)?(?:年?[底末])?(?:之?前|内)?")
_GOVERNED = Pattern("[对将为使]")
_ORDERED = Pattern("[^，。]{0,12}(?:要|应)?[^，。]{0,14}(?:<ordered>)")
_OWN_WAY = Pattern("(?:要|可|应)?(?:结合|根据|自行|参照)")
_EXCEPT = Pattern("除[^，。；]{2,24}以外的?(?:其他|其余)?$")
"""除应参加职工医保者以外的所有居民: a scope."""

_EXTENDED = Pattern("(?:扩大|推广|延伸|拓展|扩展)[到至](?:[^，。；、到至]{0,4}[内的])?$")
_REACHED = Pattern("扩大|覆盖|到")
_SHARE = Pattern("[率例]$")
_INSTITUTION = Pattern("<institution>")
_ONE_CENTRE = Pattern("中心建设")
_PAID = Pattern("<paid>")

_ADVERBS = Pattern("(?:总体|基本|也|均|将|要|力争|实现)$")
_FOR = re.compile("[^，。；]{0,4}对[^，。；]{2,16}$")
_STARTING = re.compile(r"[由从][^，。；]{0,8}\d[\d.]*[%‰]$")
"""增幅由2017年的8.3%逐年下降: where it starts from."""

_RATE_OR_COST = Pattern("(?:<ratio>|费用)$")
_MEASURED = Pattern("(?:<ratio>|<measured>)$")
_AMOUNT = Pattern("(?:<amount>)(?<![质力能]量)$")
_WITH = Pattern("随着")
_GROWING = Pattern("(?:数量|人数|人口|需求|负担)[^，。；]{0,4}(?:增长|增加|上升|加重)$")
_AGEING = Pattern("(?:老年?人|老龄|患者|病人|病例|人口)[^，。；]{0,4}(?:数量|人数|数)$")
_CONDITIONED = Pattern("对?(?:如果?|若|凡|一旦|当(?!年|地|前))")
"""如果次均费用较上年增长，扣减…."""

_THOSE_THAT_ARE = Pattern(
    "(?:水平)?的[^，。；、]{0,8}(?:医院|机构|地区|[县市区村]|科室|单位|医师|病种|药品)(?:应|要|须|予以)"
)
"""高于全省平均水平的医院应制定计划: which ones."""

_FACING = Pattern("(?:应对|扭转|面对|适应|针对)[^，。；]{0,12}$")
"""积极应对生育率下降趋势: what is met, not aimed at."""

_SINCE = Pattern("[较比]")
_SLOWLY = Pattern("逐步|不断")


def universal_reason(s: Situation) -> LeftOut | None:
    """Say what a universal word is instead of a target."""
    if s.beside or s.before.endswith("100%"):
        return "explanation"  # 所有县参保率达到95%: whose rate it is
    if s.text in WHOLE_BESIDE_SHARE:
        return None
    if _is_work_rule(s):
        return "principle"
    if s.text != "全覆盖" and _VISION.search(s.after, 0, 16):
        return "vision"  # 全部应保尽保
    rule = _everywhere if s.text.startswith("全面") else _BY_WORD.get(s.text)
    return rule(s) if rule else None


def _is_work_rule(s: Situation) -> bool:
    """一律不得, 均由医保基金支付, 严格执行全部规定."""
    start = len(s.before)
    following = start + len(s.text) + 16
    return bool(
        _PRINCIPLE.search(s.clause, start, following) or _PRINCIPLE.search(s.before, start - 12)
    )


def _full_coverage(s: Situation) -> LeftOut | None:
    """巩固全覆盖成果: what is done; 强化智能监控全覆盖应用: how hard, not how many."""
    if _ACHIEVEMENT.match(s.after):
        return "background"
    attributive = (_ATTRIBUTIVE.match(s.after) and not _COVERED.search(s.before)) or (
        _OF_SYSTEM.match(s.after)
    )
    return "principle" if attributive else None


def _whole(s: Situation) -> LeftOut | None:
    """占全部床位的10%: the whole of a share; 乡镇卫生院全部达到标准: a target."""
    if _SHARE_OF_WHOLE.search(s.before):
        return "explanation"
    if s.text == "全部" and _TASKS.search(s.before):
        return "principle"  # 任务指标全部完成
    if s.after.startswith("到位") and not s.dated:
        return "principle"
    if s.text == "全部" and _ACHIEVE.match(s.after[:10].lstrip("要须应")):
        return None
    return _of_a_set(s)


def _of_a_set(s: Situation) -> LeftOut | None:
    """所有公立医院取消药品加成: a target; 所有工作人员负责…: a principle; 所有县: a scope."""
    if s.headings and _SCOPE.search(s.headings[-1]):
        return "threshold"
    own_way = not s.dated and s.text == "各统筹地区" and _OWN_WAY.match(s.after)
    if own_way or (_URGED.search(s.before) and not s.dated) or _ENTITLED.match(s.after):
        return "principle"
    named = _SET.search(s.after, 0, 30)
    if not named and s.text != "各统筹地区":
        achieved = s.text == "全部" and _ACHIEVE.search(s.after, 0, 10)
        return None if achieved else "principle"
    rest = s.after[named.end() :] if named else s.after
    if _ORDERED.match(rest) and "完成" not in rest:
        return "principle"
    if _EXCEPT.search(s.before):
        return None if _ACHIEVE.search(rest) else "threshold"
    achieved = (
        _EXTENDED.search(s.before)
        or _ACHIEVE.search(rest)
        or _ACHIEVE.search(s.before)
        or _GOVERNED.search(s.before)
    )
    return None if achieved else "threshold"


def _of_everyone(s: Situation) -> LeftOut | None:
    """覆盖全人群: a target; 面向全人群, 全人群、全生命周期的服务: principles."""
    if s.after.startswith(("、全", "全生命", "和全", "全周期")):
        return "principle"
    return None if _REACHED.search(s.before) else "principle"


def _each(s: Situation) -> LeftOut | None:
    """县级医院均达到二甲: a target; 均等对待: a principle."""
    if not _EACH_DOES.match(s.after):
        return "principle"
    whose = s.earlier[-20:] if _DATE.fullmatch(s.before) else s.before
    counted = _SET.search(whose) or _SHARE.search(s.before)
    return None if counted else "principle"


def _everywhere(s: Situation) -> LeftOut | None:
    """公立医院综合改革全面推开: a target; 全面推进健康县建设: how hard, not how many."""
    near = s.before[-24:]
    named = _INSTITUTION.search(near if s.text == "全面推开" else near + s.after)
    return None if named and not _ONE_CENTRE.search(s.after) else "principle"


def _without_exception(s: Situation) -> LeftOut | None:
    """一律实行零差率: a target; 一律从重处理: a principle."""
    return None if _ACHIEVE.search(s.after, 0, 10) else "principle"


def _in_full(s: Situation) -> LeftOut | None:
    """全额代缴: a target; 全额上缴: a principle."""
    return None if _PAID.search(s.after, 0, 8) else "principle"


_BY_WORD: dict[str, Rule] = {
    **dict.fromkeys(("所有", "全部", "一切", "全体"), _whole),
    **dict.fromkeys(("每名", "各统筹地区"), _of_a_set),
    **dict.fromkeys(("均", "都"), _each),
    "全覆盖": _full_coverage,
    "全人群": _of_everyone,
    "一律": _without_exception,
    "全额": _in_full,
}


def relative_reason(s: Situation) -> LeftOut | None:
    """Say what a movement without a number is: 患病率持续下降 a target, 能力逐步提高 a vision."""
    if s.level:  # 高于全省平均水平
        after = s.after.removeprefix("水平")
        whose = after == "的" or (after.startswith("的") and _FOR.match(s.before))
        return "threshold" if whose or _THOSE_THAT_ARE.match(s.after) else None
    if _CONDITIONED.match(s.before.lstrip()):
        return "procedure"
    noun = _noun_before(s.before)
    if _is_growth_of_need(s, noun) or _FACING.search(s.before):
        return "background"
    if s.text.startswith(("稳步", "大幅")):
        steady = s.text.startswith("稳步") and _RATE_OR_COST.search(noun)
        return None if steady else "vision"
    by_year = s.text.startswith("逐年") or _SINCE.match(s.text)
    if _MEASURED.search(noun) or (
        by_year and noun.endswith(("度", "标准")) and not noun.endswith("力度")
    ):
        return None  # 满意度较上年提高, not 满意度明显提高
    moved = _AMOUNT.search(noun) and not _SLOWLY.search(s.text)
    kept = _is_kept_up(s) or not noun.endswith("素养水平")
    return None if moved and kept else "vision"


def _is_growth_of_need(s: Situation, noun: str) -> bool:
    """失能老年人数量持续增加; 随着老龄化加快，需求持续增长."""
    brought = _WITH.search(s.earlier) and _GROWING.search(s.before + s.text)
    return bool(brought or (s.statement.op == ">" and _AGEING.search(noun)))


def _noun_before(before: str) -> str:
    before = _STARTING.sub("", before)
    adverb = _ADVERBS.search(before)
    return before[: adverb.start()] if adverb else before


def _is_kept_up(s: Situation) -> bool:
    """持续提高, 保持下降, 逐年减少."""
    return s.text.startswith(("持续", "保持", "逐年"))
