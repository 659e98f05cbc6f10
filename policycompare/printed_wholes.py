"""A name or a clause goes in; what its share is printed to be a share of comes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policycompare.draft_titles import DOING
from policycompare.tokens import PEOPLE, PERSONS

PARTS = ("比例", "比重", "占比")
"""How the name of a share ends."""

_PART = r"[^\s，,。；;：:占、]"
_SHARE = re.compile(
    rf"占(?!比|\d)({_PART}{{2,24}}?)[（(]?的?(?:平均)?(?=比例|比重|比率|占比|百分比|[\d不达超低高控降提≥≤])"
)
_AMONG = re.compile(
    rf"({_PART}{{2,16}}?)(?<!集)中(?![医药心小级央国学毒])\S*(?:比例|比重|占比|率)$"
)
_BOUND_OF = re.compile(r"(?:不得?)?(?:[低高多少]于|超过|达到|足)([\u4e00-\u9fff]{2,14}?)的(?=\d)")
_MOVING = re.compile("其中|年|平均|水平|同期|目标|标准")
_BEHIND = re.compile(r"(?:以上|以下|左右|以内)?的([\u4e00-\u9fff（）]{2,20})")
_OPENED = re.compile("(?:优先|全部|统一)?(?:向|下沉|用于|交由|提供给|开放|投放)")
_COVERED_BY = re.compile(r"(县域|乡镇|街道|行政村|社区|县区|区县|县（[^）]+）)覆盖率$")
_PAID_OF = re.compile(rf"({_PART}{{0,20}}?费用){_PART}{{0,4}}?(?:支付|报销)(?:比例|比率|率)$")
_SCHEME = re.compile("(?:城乡居民|城镇居民|居民|职工)(?:基本)?(?:医保|医疗保险)")
_EQUIPPED = re.compile("配备|使用|采购")
_A_HEAD = re.compile(rf"每 ?(?:{PEOPLE})({PERSONS})")
_ANYONE = re.compile("(?:城乡|[常暂]住|户籍|农业|城镇){0,2}(?:人口|居民|人)")


@dataclass(frozen=True, slots=True)
class Behind:
    """The words behind 60%的; `opened` is what is given to others of: 30%的[号源]向基层开放."""

    words: str
    opened: str


def printed_wholes(name: str, clause: str, value: str = "") -> Iterator[tuple[str, str]]:
    """Give what a share is printed to be of, with the grounds: 占总费用的比例, 医师中…的比例.

    Examples
    --------
    >>> list(printed_wholes("门诊收入占医疗总收入的比重", ""))
    [('医疗总收入', '原文“占…”')]
    >>> list(printed_wholes("监护病床", "", "不低于床位总数的4%"))
    [('床位总数', '原文“…的4%”')]
    """
    if share := _SHARE.search(name) or _SHARE.search(clause):
        yield share[1], "原文“占…”"
    elif among := _AMONG.match(name):
        yield among[1], "原文“…中”"
    elif (bound := _BOUND_OF.match(value)) and not _MOVING.search(bound[1]):
        yield bound[1], f"原文“…的{value[bound.end() :]}”"


def part_behind(clause: str, position: int) -> Behind:
    """Take the words that a share behind its value is of.

    Examples
    --------
    >>> part_behind("将30%的号源向基层开放", 4)
    Behind(words='号源', opened='号源')
    """
    behind = _BEHIND.match(clause, position)
    words = behind[1] if behind else ""
    given = _OPENED.search(words)
    before = words[: given.start()] if given else words
    return Behind(before, before if given and len(before) > 1 else "")


def covered_by(name: str) -> str:
    """Give of which places a rate says how many are covered: 远程会诊[县域]覆盖率."""
    found = _COVERED_BY.search(name)
    return found[1] if found else ""


def paid_of(name: str) -> str:
    """Give of which costs a rate says how much is paid: [住院费用]支付比例."""
    found = _PAID_OF.search(name)
    return found[1] if found else ""


def scheme_of(name: str) -> str:
    """Give the insurance whose members an amount a head is over: [居民医保]人均补助标准."""
    found = _SCHEME.search(name)
    return found[0] if found else ""


def is_share_of_doing(name: str, position: int) -> bool:
    """Tell that a name goes on with what a share of them does: 三级医院[设立老年医学科比例]."""
    does = DOING.match(name, position) or _EQUIPPED.search(name, position)
    return bool(does) and name.endswith((*PARTS, "率"))


def counted_heads(clause: str) -> tuple[str, str] | None:
    """Give which people a value a head counts, where not just anyone, and the words for it.

    Examples
    --------
    >>> counted_heads("每万名儿童配备医师7名"), counted_heads("每千人口床位数达到7张")
    (('儿童', '每万名儿童'), None)
    """
    found = _A_HEAD.search(clause)
    those = found[1].lstrip(" 名位个") if found else ""
    return (those, found[0]) if found and not _ANYONE.fullmatch(those) else None
