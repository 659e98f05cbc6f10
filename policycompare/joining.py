"""A phrase that names several indicators goes in; the name of each comes out."""

import re

_JOINTS = re.compile("(以及|、|和|与|及(?!时|以[上下内]))")
_LISTED = re.compile("、|和|以及|与|及(?!时|以[上下内])")
_PEOPLE_NOUNS = (
    "老年人", "孕产妇", "患者", "病人", "人群", "居民", "儿童", "学生", "职工", "妇女", "成人",
    "成年人", "青少年",
)  # fmt: skip
_PEOPLE = re.compile("|".join(_PEOPLE_NOUNS))
_PERSONS = re.compile("人口|家庭(?!医生|病床)|残疾人|对象|人员")
_ADJECTIVE, _NAME = 2, 4
_HEAD = re.compile(
    "(?:患者|病人|人群|参保人员|儿童)[^、]{2,}$"
    "|(?:规范|健康)?(?:死亡|发病|患病|管理|治疗|控制|知晓|接种|筛查)[^、]{0,3}率$"
)
INSTITUTION = (
    "(?:机构|医院|卫生院|卫生室|卫生站|服务站|学校|(?<!卒中)(?<!胸痛)(?<!创伤)(?<!救治)中心)"
)
"""Pattern of how the name of an institution ends: a 卒中中心 is part of one."""

_HOUSE = re.compile(INSTITUTION)
_NAMED_INSTITUTION = re.compile(f"{INSTITUTION}$")
_FIRST_INSTITUTION = re.compile(f"[^、]{{0,12}}?{INSTITUTION}(?=.*率$|.*比)")
_RATES_ETC = re.compile("(?:率|比例|比重|占比|水平)等$")
_KINDS = (
    re.compile("(?:国家|省|地?市|[县区]|乡镇?|镇|村)级"),
    re.compile("[一二三]级(?:[甲乙丙]等)?"),
    re.compile(
        "城市|农村|城镇|乡村|城区|郊区|山区|平原|牧区|乡镇(?!卫生院)|社区(?!卫生|医院)|街道(?!社区|卫生)"
    ),
    re.compile(
        "(?:(?:城镇)?职工|城[乡镇]居民|居民)(?:基本)?医(?:保|疗保险)|新农合|大病保险|医疗救助"
    ),
)
"""Words that name whose a value is and stand for one another: levels, grades, places, schemes."""

_JOINT = re.compile("^(?:以及|、|和|与|及(?!时|以[上下内]))+")
_MOST = 5
_BRACKETS = re.compile("[（(]")
_DOING_END = re.compile("(?:治疗|就诊|管理|控制|筛查|检查|随访|报告|监测)(?:、|$)")
_RATE_OF_EACH = re.compile(
    "(?:次均费用|费用|覆盖|参保|参合|培训|管理|控制|签约|筛查|检查|接种|达标|合格|建档|监测|报告|知晓|治疗|随访|检测|申报|使用|就诊)?"
    "(?:率|比例|占比|满意度|增幅)$"
)
_GROWTH = re.compile("(?<=(?P<of>费用))(?:年均?|平均)?(?:增幅|增速|增长率|增长幅度)$")
_MEASURED = re.compile(
    "(?:率|比例|比重|占比|水平|总?数量?|总?量|额|满意度|面积|费用|覆盖面|增幅|时间|标准|住院日)$"
)


def names_whose(phrase: str) -> bool:
    """Tell a phrase that names people or institutions."""
    return bool(_PEOPLE.search(phrase) or _PERSONS.search(phrase) or _HOUSE.search(phrase))


def names_people(phrase: str) -> bool:
    """Tell a phrase that names whom something is for, not which institutions: 脱贫人口签约服务."""
    return names_whose(phrase) and not _HOUSE.search(phrase)


def joined(phrase: str) -> list[str]:
    """Split indicators that are joined; what is no whole indicator goes with the next.

    Examples
    --------
    >>> joined("孕产妇死亡率和婴儿死亡率"), joined("高血压、糖尿病患者规范管理率")
    (['孕产妇死亡率', '婴儿死亡率'], ['高血压、糖尿病患者规范管理率'])
    """
    if phrase.endswith("各"):  # 健康医院、健康社区各20个
        pieces = _LISTED.split(phrase.removesuffix("各"))
        ends = {piece[:2] for piece in pieces}, {piece[-2:] for piece in pieces}
        whole = all(len(piece) >= _NAME for piece in pieces) and 1 in map(len, ends)
        return pieces if whole and "（" not in phrase else [phrase.removesuffix("各")]
    phrase = phrase.removesuffix("等") if _RATES_ETC.search(phrase) else phrase
    parts: list[str] = []
    held = ""
    for piece in _JOINTS.split(phrase):
        held += piece
        if _MEASURED.search(held) and len(held.strip("以及、和与")) > 2:
            parts.append(_JOINT.sub("", held))
            held = ""
    if held.strip("以及、和与") or any(len(part) < 3 for part in parts):
        return [phrase]
    return parts or [phrase]


def each_of(phrase: str) -> list[str]:
    """Split what 均 speaks of each: nouns that share a rate are as many indicators.

    Examples
    --------
    >>> each_of("职工医保、居民医保参保率"), each_of("高血压和糖尿病患者规范管理率")
    (['职工医保参保率', '居民医保参保率'], ['高血压患者规范管理率', '糖尿病患者规范管理率'])
    >>> each_of("签约率")
    ['签约率']
    """
    names = joined(phrase)
    pieces = _LISTED.split(phrase)
    if len(names) > 1 or not 1 < len(pieces) <= _MOST or _BRACKETS.search(phrase):
        return names
    tail = _RATE_OF_EACH.search(pieces[-1])
    if _DOING_END.search("、".join(pieces[:-1])) or (tail and len(pieces[-1]) - len(tail[0]) < 2):
        return names  # 患者治疗和管理率: one rate's own words
    shared = shared_out(phrase, len(pieces))
    if len(set(shared)) == len(pieces):
        return shared
    if not tail or min(map(len, pieces)) < _ADJECTIVE:
        return names
    return [*(piece + tail[0] for piece in pieces[:-1]), pieces[-1]]


def shared_out(phrase: str, count: int) -> list[str]:
    """Name each of several values of a list by its own noun, where the nouns share what follows.

    Examples
    --------
    >>> shared_out("高血压、糖尿病患者规范管理率", 2), shared_out("职工医保、居民医保报销比例", 2)
    (['高血压患者规范管理率', '糖尿病患者规范管理率'], ['职工医保报销比例', '居民医保报销比例'])
    >>> shared_out("产科和儿科床位使用情况", 2)
    ['产科和儿科床位使用情况', '产科和儿科床位使用情况']
    """
    phrase = phrase.removesuffix("各")
    names = joined(phrase)
    if len(names) == count:
        return _with_growth(names)
    *nouns, last = _LISTED.split(phrase)
    shared = [_head_after(noun, last) for noun in nouns]
    heads = set(filter(None, shared))
    if len(heads) == 1:  # 卫生院、二级医院、三级医院…占比: what follows one follows all
        head = heads.pop()
        shared = [
            head if _NAMED_INSTITUTION.search(noun) else own
            for noun, own in zip(nouns, shared, strict=True)
        ]
    house = _FIRST_INSTITUTION.match(last)
    if house and all(_NAMED_INSTITUTION.search(noun) for noun in nouns):
        shared = [own or last[house.end() :] for own in shared]
    if len(shared) != count - 1 or not all(shared):
        return [phrase] * count
    return [*(noun + head for noun, head in zip(nouns, shared, strict=True)), last]


def _with_growth(names: list[str]) -> list[str]:
    """Let 增幅 of the last of several costs hold for all: 门诊、住院次均费用增幅."""
    growth = _GROWTH.search(names[-1])
    costs = growth and all(name.endswith(growth["of"]) for name in names[:-1])
    return [f"{name}{growth[0]}" for name in names[:-1]] + names[-1:] if growth and costs else names


def _head_after(noun: str, last: str) -> str:
    """Give what a noun shares with the last of its list: 患者规范管理率, or what follows 医保.

    Of 城市、农村普通人群… it is what follows as many letters, of 儿童、老年人… what follows people,
    of 省级、县级医院… what follows a word of the same kind.
    """
    for kind in _KINDS:
        if kind.fullmatch(noun) and (same := kind.match(last)):
            return last[same.end() :]
    for length in range(min(len(noun), 6), 1, -1):
        before, found, rest = last.partition(noun[-length:])
        if found and before:
            return rest
    people = _PEOPLE.search(last)
    if _PEOPLE.search(noun):
        return last[people.end() :] if people and noun.endswith(_PEOPLE_NOUNS) else ""
    adjective = _ADJECTIVE if len(noun) == _ADJECTIVE else 0
    if people and 0 <= people.start() - len(noun) <= adjective:
        return last[len(noun) :]
    head = _HEAD.search(last)
    return head[0] if head and head.start() else ""
