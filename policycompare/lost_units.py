"""What stands before a bare number goes in; the unit that the number must have comes out."""

import re
from decimal import Decimal

from policycompare.tokens import PEOPLE, people

_TAIL = r"[^，。；、\d]{0,8}$"
_RATE = re.compile(rf"(?:率|比例|比重|占比|百分比|份额|素养水平){_TAIL}")
_RATIO = re.compile("(?:医护|床护|护患|医患|床医)比")
_WHOLE = 100
_PERSONS = re.compile(
    "(?:人数|人口数|人口规模|人口总量)(?:要|应|均|将|分别|总量|规模)*(?:达到?|超过|增加到)?$"
)
_DENSELY = re.compile("(?:每|人均|千人|万人|占|比)[^，。；]*$")
_VITAL = re.compile(f"(?P<mothers>孕产妇)?(?:死亡|发病|患病|生育)率{_TAIL}")
_POINTS = re.compile(f"百分点{_TAIL}")
_LIFE = re.compile(f"(?:(?:预期|期望|平均)寿命|年龄){_TAIL}")
_NAMED = ((_POINTS, "个百分点"), (_RATE, "%"), (_LIFE, "岁"))
_DENSE = re.compile(
    rf"(?:每 ?)?(?P<per>{PEOPLE})(?:名|位)?[^，。；、\d]{{0,8}}?(?:人口|居民|人)"
    r"[^，。；\d]{0,16}?(?:(?P<beds>床位)|(?P<staff>医师|医生|护士|药师|技师|人员))"
    rf"(?:人?数量?|配备|配置)*{_TAIL}"
)
_LAST_DIGIT = re.compile(r"[\d百千万亿](?=[^\d百千万亿]*$)")
PER_MILLE = re.compile(
    "(?:婴儿|新生儿|儿童|人口|出生|自然增长|围产儿)[^，。；.,]{0,4}(?:死亡|出生|增长)率"
    "[^，。；、.,]{0,8}$|(?:自然增长|出生)率[^，。；、.,]{0,8}$"
)
"""Pattern of a rate that is counted in ‰ at the end of what stands before a number."""


def lost_unit(before: str) -> str:
    """Give the sign or unit that a bare number after an indicator must have had, or none.

    Examples
    --------
    >>> lost_unit("资产负债率"), lost_unit("婴儿死亡率"), lost_unit("孕产妇死亡率")
    ('%', '‰', '/10万')
    >>> lost_unit("每千人口床位数达到"), lost_unit("人均预期寿命"), lost_unit("结核病发病率")
    ('张/千人', '岁', '')
    """
    if PER_MILLE.search(before):
        return "‰"
    if vital := _VITAL.search(before):
        return "/10万" if vital["mothers"] else ""
    for pattern, unit in _NAMED:
        if pattern.search(before):
            return "" if _RATIO.search(before) else unit
    if dense := _DENSE.search(before):
        return f"{'张' if dense['beds'] else '人'}/{people(dense['per'])}人"
    return "人" if _PERSONS.search(before) and not _DENSELY.search(before) else ""


def fits(unit: str, low: Decimal | None, high: Decimal | None) -> bool:
    """Tell whether a number can be one in a lost unit: 0.85 is no percentage, 3.5 no people.

    Examples
    --------
    >>> [fits("%", Decimal(number), None) for number in ("85", "0.85", "130")]
    [True, False, False]
    """
    bounds = [value for value in (low, high) if value is not None]
    if unit == "%":
        return all(1 < value <= _WHOLE for value in bounds) or (low is None and high == 1)
    return unit != "人" or not any(value % 1 for value in bounds)


def sign_of(unit: str) -> str:
    """Give what is printed behind a number in a unit: of a density what is counted.

    Examples
    --------
    >>> sign_of("张/千人"), sign_of("/10万"), sign_of("%")
    ('张', '/10万', '%')
    """
    return re.sub(r"(?<=.)/.*", "", unit)


def with_unit(value: str, unit: str) -> str:
    """Put a unit behind the number of a printed value.

    Examples
    --------
    >>> with_unit("达到60以上", "%"), with_unit("达到6.2", "张/千人"), with_unit("3万", "人")
    ('达到60%以上', '达到6.2张', '3万人')
    """
    return _LAST_DIGIT.sub(lambda digit: digit[0] + sign_of(unit), value)
