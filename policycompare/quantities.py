"""Running text goes in; every quantity in it comes out with comparator, bounds, unit and span."""

import re

from policycompare.comparators import WINDOW, Comparators, comparators_of, compared
from policycompare.listed_values import share_comparators, take_baselines, with_points
from policycompare.model import Grammar, Measure, Quantity
from policycompare.numerals import to_ascii
from policycompare.tokens import (
    PEOPLE,
    PERSONS,
    Token,
    people,
    tokens,
)
from policycompare.wordlists import packaged_grammar

_PER = re.compile(
    rf"(?:每 ?({PEOPLE}){PERSONS}|(?<![\d百千万亿])([千万])"
    r"(?:人(?:口|均|(?=[^，。；\d]{1,8}数))|名(?:老年?人|居民|儿童)))[^，。；]*$"
)
UNCOUNTED = frozenset(("个百分点", "岁", "年", "个月", "周", "天", "小时", "分钟", "倍"))
"""Units that are never so many per people: 每千人口拥有3岁以下婴幼儿托位4.5个."""

FALLS = ("下降", "降低", "减少", "缩短", "压缩", "压减", "缩减", "下调", "下浮")
RISES = ("增长", "增加", "新增", "提高", "提升", "上升", "上调", "上浮")
DOUBLED = "翻"
"""What a share opens with that says how much more there is to be: 翻一番."""

_CHANGE = re.compile(rf"({'|'.join(FALLS + RISES)})了?$")
_LOWERED = re.compile(
    r"(?:^|[，。；、\n])(?:进一步|逐步|适当|力争)?(?:降低|减少|压缩|压减|下调)(?!幅度)"
    r"[^，。；、：\d到至为达控在比较率]{2,12}$"
)
"""A verb before what falls: 降低起付标准20%."""

_BASE_YEAR = re.compile(
    r"(?:比|较|与|(?:在|以)(?= ?\d{4} ?年[底末]?(?:的?基础|为基))) ?(\d{4}) ?年"
)
_ASIDE = re.compile(r"[（(][^（()）\d]*[)）]")
_PER_AREA = re.compile("每(平方公里|百户)[^，。；]*$")
"""What a number of things is spread over, other than people: 每平方公里不少于4座."""

_CLAUSE_END = re.compile(r"[，。；：\n]|[,;:](?!\d)")


def quantities(text: str, grammar: Grammar | None = None) -> list[Quantity]:
    """Read every quantity in a text.

    以上, 以下 and 以内 include the number, 超过 and 不满 exclude it (Civil Code art. 1259).
    Dates and document numbers are no quantities; a Chinese numeral is one only with a unit.

    Parameters
    ----------
    text : str
        Chinese text; digits may be ASCII, fullwidth or Chinese.
    grammar : Grammar, optional
        The words to know; by default those of the packaged codelists.

    Returns
    -------
    list of Quantity
        In order of the text; bounds are exact `Decimal` values in the printed unit.

    Raises
    ------
    UnreadableClauseError
        When comparators contradict each other, or a numeral or range is none.

    Examples
    --------
    >>> [(q.op, q.low, q.high, q.unit) for q in quantities("每万名居民有2—3名，不低于７０％")]
    [('range', Decimal('2'), Decimal('3'), '名/万人'), ('>=', Decimal('70'), None, '%')]
    """
    grammar = packaged_grammar() if grammar is None else grammar
    return [
        found._replace(text=text[found.start : found.end])
        for found in quantities_of(to_ascii(text), grammar)
    ]


def quantities_of(plain: str, grammar: Grammar) -> list[Quantity]:
    """Read every quantity in a text that `to_ascii` has written; see `quantities`."""
    words = comparators_of(grammar)
    found: list[Quantity] = []
    previous_end = 0
    for token in with_points(list(tokens(plain, grammar)), plain):
        found.append(_quantity(plain, token, previous_end, words))
        previous_end = token.end
    found = take_baselines(found, plain)
    return share_comparators(found, plain, words)


def _quantity(plain: str, token: Token, previous_end: int, words: Comparators) -> Quantity:
    op, start, end = compared(plain, token, previous_end, words)
    if token.low != token.high:
        op = "range"
    measure = _measure(plain, start, token)
    around = _ASIDE.sub("", plain[max(0, token.start - WINDOW) : token.start])
    within = _CLAUSE_END.split(around)[-1]
    per, area = _PER.search(within), _PER_AREA.search(within)
    whom = f"{people(per[1] or per[2])}人" if per else area[1] if area else ""
    counted = whom and token.unit.isalpha() and token.unit not in UNCOUNTED
    return Quantity(
        op=op,
        low=None if op in ("<=", "<") else token.low,
        high=None if op in (">=", ">") else token.high,
        unit=f"{token.unit}/{whom}" if counted else token.unit,
        measure=measure,
        baseline=None,
        base_year=None if measure == "level" else _base_year(plain, start),
        start=start,
        end=end,
        number_start=token.start,
        number_end=token.end,
        text=plain[start:end],
    )


def _measure(plain: str, start: int, token: Token) -> Measure:
    if token.unit == "个百分点":
        return "points"
    if plain.startswith(DOUBLED, token.start):
        return "change"
    changed = _change_before(plain, start) or _change_before(plain, token.start)
    if not changed and token.unit == "%":
        changed = _LOWERED.search(plain[max(0, start - WINDOW // 2) : start])
    return "change" if changed else "level"


def _change_before(plain: str, start: int) -> re.Match[str] | None:
    return _CHANGE.search(plain[max(0, start - 8) : start].rstrip())


def change_verb(text: str, quantity: Quantity) -> str:
    """Return the verb that makes a quantity a change, as printed; empty where none stands there.

    Examples
    --------
    >>> text = "次均费用比2015年下降10%以上"
    >>> change_verb(text, quantities(text)[0])
    '下降'
    """
    if text.startswith(DOUBLED, quantity.number_start):
        return RISES[1]
    found = _change_before(to_ascii(text), quantity.start)
    return found[1] if found else ""


def _base_year(plain: str, start: int) -> int | None:
    years = _BASE_YEAR.findall(re.split("[。；\n]", plain[max(0, start - WINDOW) : start])[-1])
    return int(years[-1]) if years else None
