"""ASCII text goes in; its numbers with their units come out in order, dates and names left out."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from policycompare.errors import UnreadableClauseError
from policycompare.model import Grammar
from policycompare.numerals import (
    ARABIC,
    CHINESE,
    DIGITS,
    FRACTION,
    MYRIADS,
    NUMERAL,
    PLACES,
    RATIO,
    SHARES_IN_WORDS,
    TENTHS,
    TO,
    numeral,
    share,
    to_ascii,
)

DATES = (
    r"\d{4} ?(?:年|[-—–~至到]{1,2}(?= ?\d{4} ?年))(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?"
    r"|\d{4}(?=(?:[、和及] ?\d{4}){1,4} ?年)"
    r"|\d{4}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{1,2}(?!\d)"
    r"|[零〇○一二三四五六七八九]{4} ?年"
    r"|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
    r"|\d{1,2} ?(?:[-—–~至到]{1,2} ?\d{1,2} ?)?月(?: ?\d{1,2} ?日)?(?!内|以)"
    r"|[〔\[(（【]\d{4}[〕\])）】] ?第? ?\d+ ?号"
)
"""Pattern of what looks like a number and is a date or a document number."""

NOT_TENTHS = "(?![立员为功本果都年熟交就品套绩分长]|不变)"
"""What follows 成 when it is no tenth: 三成 is 30 %, 一成立 is none."""

MINUS = (
    "(?<=[\u4e00-\u9fff])(?<![零〇一二三四五六七八九十百千万亿])"
    "[-−](?=\\d+(?:\\.\\d+)? ?(?:%|‰|个百分点))"
)
"""Pattern of a minus: 不低于-3%; before other units a hyphen joins or opens."""

_AROUND = re.compile(r"(?<![\d%‰])±")
_NAMES = (
    rf"第 ?{NUMERAL}|\d+ ?号|0\d{{2,}}(?:-\d+)?|十[一二三四五]五|近 ?(?:{CHINESE}|\d+) ?年"
    r"|\d+(?:\.\d+)?(?: ?[:∶：] ?\d+(?:\.\d+)?)+|\d+[+×]\d+|[（(]含 ?\d[\d.]*%?[)）]"
    r"|[数几][十百千万]+"
)
_BESIDE = r"(?<=[比例到于为至在达由从]) ?"
_TO_ONE = "(?: ?[:∶：] ?|比)"
_MORE_OF_IT = rf"(?![\d.]|{_TO_ONE}\d)"
_RATIO = (
    rf"{_BESIDE}1{_TO_ONE}(?P<ratio>{ARABIC})(?:{TO}1{_TO_ONE}(?P<ratio_to>{ARABIC}))?{_MORE_OF_IT}"
    rf"|{_BESIDE}(?P<to_one>{ARABIC})(?:(?:{_TO_ONE}1)?{TO}(?P<to_one_to>{ARABIC}))?"
    rf"{_TO_ONE}1{_MORE_OF_IT}"
)
"""Pattern of a ratio of staff: 医护比达到1:1.25, 护床比0.4:1, 1比1.2; 1:2:1 is none of two."""
GRADED = (
    "(?:(?<=[到达于至为])|(?<=[到达于至为] )|(?<=[持定]在)|(?<=[持定]在 )"
    "|(?<=[\\d一二三四五六七八九][级分][和、])|(?<=满意度))"
)
_GRADE_ENDS = (
    r"(?=及?以上(?![^，。；]{0,6}(?:医院|机构))|左右|[，。；、）)]"
    r"|和(?:\d|[一二三四五六七八九]级(?:[，。；]|$)|[^，。；]{1,12}[到达于至为])|$)"
)
"""Patterns of what stands around a grade or mark to be reached: 达到4级以上; not 三级医院."""

PEOPLE = r"(?:(?:百|100) ?万|(?:十|10) ?万|[1一]?[百千万]|10{2,5})(?![\d百千万亿])"
_PEOPLE_UNITS = {"100": "百", "1000": "千", "10000": "万", "100000": "10万"} | {
    "十万": "10万",
    "100万": "百万",
}
_PER = r"(?:10|十) ?万|100[ ,]?000(?!\d)|100 ?万|百万|万(?![元人名位张个件辆户次台亩吨])"
_SHARES_OF_PEOPLE = {"百": "%", "千": "‰", "万": "/万", "10万": "/10万", "百万": "/100万"}
_UNIT_FOLLOWS = re.compile(
    r"(?:左右|以上|以下|以内)?[、和及与] ?\d[\d.]* ?个 ?(百分点|工作日|月(?!底|末|初))"
)
_WHOLE_UNITS = {"百分点": "个百分点", "工作日": "工作日", "月": "个月"}
"""提高2个和1.5个百分点, 压缩至10个和20个工作日: the first number counts the same."""

IN_DIGITS = frozenset(("期", "轮", "起", "批", "剂", "单位"))
"""Units that are none behind a Chinese numeral: 二期, 新一轮, 一起."""

_GREAT = "大(?=[^，。；、\\d的]{0,6}中心)"
"""A unit behind digits only: 建成5大共享中心; 五大中心 is a name."""

_PAIRS = "对(?=夫|待孕|计划怀孕|以上|左右|[，。；、）)]|$)"
"""A unit behind digits only: 完成孕前检查3600对."""

PERSONS = (
    r" ?(?:名|位|个)?[^，。；、\d]{0,6}?"
    "(?:老年人口|人口|居民|老年人|老人|儿童|学生|孕产妇|患者|人员|人(?!员))(?!均|次)"
)


_HALF = Decimal("0.5")
_OVER = re.compile("过(?=半)")
"""过半数: more than half; 超过半数 says so in a word of its own."""


class Token(NamedTuple):
    """A number or range with its unit; `more` where 多 or 余 follows the number."""

    low: Decimal
    high: Decimal
    unit: str
    start: int
    end: int
    more: bool = False


def tokens(plain: str, grammar: Grammar) -> Iterator[Token]:
    """Find every number with its unit in a text that `to_ascii` has written.

    Raises
    ------
    UnreadableClauseError
        When a numeral or a range is none.
    """
    pattern, unit_of = _lexer(grammar)
    for match in pattern.finditer(plain):
        if match["share"]:
            over = bool(_OVER.match(plain, match.start() - 1)) and match.start() > 0
            start = match.start() - over
            yield Token(*share(match["share"]), start, match.end(), more=over)
        elif match["ratio"]:
            yield _ratio(match, "ratio", "1:x")
        elif match["to_one"]:
            yield _ratio(match, "to_one", "x:1")
        elif match["grade"]:
            value = numeral(match["grade"])
            yield Token(value, value, match["of_grade"], match.start("grade"), match.end())
        elif match["half"]:
            yield Token(_HALF, _HALF, match["half"][1:], *match.span())
        elif match["low"] and (token := _number(match, unit_of)):
            yield token


def alternatives(words: Iterable[str]) -> str:
    """Join words into a pattern, the longest first; no words match nothing."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word) for word in ordered) or "(?!)"


def masked_words(grammar: Grammar) -> str:
    """Give the pattern of words that only look like words of the grammar: 签约, 平均."""
    return alternatives(having(grammar, "masked"))


def having(grammar: Grammar, role: str) -> dict[str, str]:
    """Give the words of a role with their codes, in the order of the codelist."""
    return {term.term: term.code for term in grammar.terms if term.role == role}


def people(text: str) -> str:
    """Write the number of people of a density in one way: 每1000人口 is 每千人口."""
    plain = re.sub(r"^[1一](?=[百千万])| ", "", text)
    return _PEOPLE_UNITS.get(plain, plain)


@lru_cache(maxsize=8)
def _lexer(grammar: Grammar) -> tuple[re.Pattern[str], dict[str, str]]:
    unit_of = {to_ascii(form): unit.unit for unit in grammar.units for form in unit.printed}
    unit = f"{alternatives(unit_of)}|(?<=\\d)(?:{_GREAT}|{_PAIRS})"
    pattern = _token_pattern(unit, masked_words(grammar), first_letters(grammar))
    return re.compile(pattern), unit_of | {"大": "个", "对": "对"}


def first_letters(grammar: Grammar) -> str:
    """Give what numbers, dates and masked words begin with, to stand in brackets of a pattern."""
    masked = {term.term[0] for term in grammar.terms if term.role == "masked"}
    fixed = {*DIGITS, *PLACES, *MYRIADS, *"0123456789第近数几每半翻 (（【〔[-−"}
    return re.escape("".join(sorted(masked | fixed)))


def _token_pattern(unit: str, masked: str, first: str) -> str:
    return (
        rf"(?=[{first}])(?:"  # most characters begin nothing: they are passed over at once
        rf"{_RATIO}"
        rf"|{GRADED}(?P<grade>\d+(?:\.\d+)?|[一二三四五六七八九])"
        rf" ?(?P<of_grade>[级分]){_GRADE_ENDS}"
        rf"|(?P<skip>{DATES}|{_NAMES}|{masked}|每 ?(?:{PEOPLE})(?={PERSONS}))"
        r"|(?P<half>(?<=[于少过])半(?:天|年|小时))"
        rf"|(?P<share>{FRACTION}|{TENTHS}{NOT_TENTHS}|{RATIO}|{SHARES_IN_WORDS})"
        rf"|(?<![A-Za-z\d])(?<!\d\.)(?P<minus>{MINUS})?(?P<low>{NUMERAL})"
        rf"(?:(?P<more>[多余])(?P<more_place>[万亿]?)(?= ?(?:{unit})))?"
        rf"(?: ?(?P<low_unit>{unit})|(?![A-Za-z]))"
        rf"(?:(?(low_unit)(?! ?到 ?{NUMERAL}(?![\d.,千百万亿]) ?(?!(?P=low_unit))))"
        rf"{TO}(?!{DATES})(?P<high>{NUMERAL})(?: ?(?P<high_unit>{unit})|(?![A-Za-z])))?"
        rf"(?: ?/ ?(?:(?P<people>{PEOPLE})人口?|(?P<per>{_PER})(?:例?活产(?:婴儿)?)?))?"
        rf"(?: ?± ?(?P<margin>{ARABIC}) ?(?:{unit})?)?"
        r")"
    )


def _ratio(match: re.Match[str], group: str, unit: str) -> Token:
    low, high = match[group], match[f"{group}_to"]
    return Token(numeral(low), numeral(high or low), unit, *match.span())


def _number(match: re.Match[str], unit_of: dict[str, str]) -> Token | None:
    form = match["high_unit"] or match["low_unit"]
    unit = unit_of[form] if form else ""
    if match["people"]:
        persons = people(match["people"])
        unit = f"{unit}/{persons}人" if unit else _SHARES_OF_PEOPLE[persons]
    elif match["per"]:
        unit = _SHARES_OF_PEOPLE.get(people(match["per"]), "/10万")
    if unit == "个" and (following := _UNIT_FOLLOWS.match(match.string, match.end())):
        to = match.string[: match.start("low")].endswith(("至", "到", "为"))
        unit = _WHOLE_UNITS[following[1]] if to or following[1] == "百分点" else unit
    if (not unit or unit in IN_DIGITS) and re.match(CHINESE, match["low"]):
        return None  # 三医联动, 二期: a Chinese numeral without a unit is part of a name
    low = numeral(match["low"])
    if match["more_place"]:
        low *= numeral(f"1{match['more_place']}")
    high = numeral(match["high"]) if match["high"] else low
    if match["high"] and not match["low_unit"]:
        low = _in_the_same_place(match, low, high)
    if match["margin"]:
        low, high = low - numeral(match["margin"]), high + numeral(match["margin"])
    if low > high and not unit:
        return None  # 0546-8331: a telephone number or a code
    mixed = match["high_unit"] and match["low_unit"] and unit_of[match["low_unit"]] not in unit
    if low > high or mixed:
        raise UnreadableClauseError(
            f"{match[0]!r} does not run from low to high in one unit; "
            "add a repair with its reason, or correct the clause."
        )
    if match["minus"] and not match["high"]:
        return Token(-low, -high, unit, *match.span(), more=bool(match["more"]))
    if _AROUND.match(match.string, max(0, match.start("low") - 1)) and not match["high"]:
        return Token(-low, low, unit, match.start("low") - 1, match.end())
    return Token(low, high, unit, match.start("low"), match.end(), more=bool(match["more"]))


def _in_the_same_place(match: re.Match[str], low: Decimal, high: Decimal) -> Decimal:
    # 2—3万元 runs from 20,000: the multiplier is printed once; 500—1万元 runs from 500.
    placed = re.search("[十百千]", match["low"])
    place = re.search("[万亿]+$" if placed else "[百千]?[万亿]+$|[百千]$", match["high"])
    if not place or re.search("[万亿]", match["low"]):
        return low
    raised = low * numeral(f"1{place[0]}")
    return raised if raised < high else low
