"""Running text goes in; it comes out with lost signs put back, and where and why."""

import re
from typing import NamedTuple

from policycompare.lost_units import PER_MILLE
from policycompare.outline import ITEM_MARK

_STRAY = "[，。、.,; ]"
_COMPARED = "(?:以上|以下|以内|之内|左右)"
_RUN_ON = re.compile(r"[.,](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff\d])")
_REGULAR = 4
_WORD_POINT = re.compile(r"\.(?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")
_ASCII_STOP = re.compile(r"[,;:](?:(?<=[\u4e00-\u9fff%‰）)”》].)|(?=[\u4e00-\u9fff“《（(]))")
_CHINESE_STOPS = {",": "，", ";": "；", ":": "："}
_STOPS = re.compile(r"[，。；、]")
_LOOSE = re.compile(
    rf"(?<!\d){_STRAY}|(?!(?<=\d) [人名个元所家张种岁天年月日次例户台件万亿%‰]){_STRAY}(?!\d)"
)
_CANDIDATE = re.compile(
    rf"(?=\d)(?:(?<![/\d])(?<!/ )(?P<rate>\d{{1,3}}){_STRAY}(?P<places>\d{{1,3}} ?万|万)"
    rf"|(?P<whole>\d{{1,3}})(?P<point>{_STRAY})(?P<part>\d)(?P<lost>{_STRAY})(?={_COMPARED})"
    rf"|(?<![\d.])(?P<low>\d)(?P<dash>[，。、, ])(?P<high>\d)(?=[\u4e00-\u9fff%‰]|[，。；\s]|$)"
    rf"|(?<!\d)(?<!\d\.)(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?)(?P<sign>{_STRAY})"
    rf"(?={_COMPARED}|的[\u4e00-\u9fff]|覆盖|[，。；、]|\s|$|[\u4e00-\u9fff]))"
)
_BEHIND_NUMBER = re.compile(r"[，。、,; ](?<=\d.)|\.(?<=\d.)(?!\d{1,3}(?! ?万|\d))")
"""What every sign that may be lost stands in: a stop behind a number, no decimal point."""

_LETTERS = re.compile(r"[Oo](?<=\d.)[Oo]{0,2}(?=[%‰\d])|%[oO](?![A-Za-z])")
"""What a machine that reads print makes of 0 and ‰: 1OO%, 6%o."""

_OF_NAME = re.compile(r"[A-Za-z][\d.]+$")
_SHARE = re.compile(
    r"(?:率|比例|比重|占比|药占比|幅度|覆盖面|百分比|份额|素养水平)[^，。；、.,]{0,12}$|占[^，。；.,]{2,24}的$"
    r"|(?:率|占比|比例|比重)[，.、, ][^，。；.,]{2,12}[，.、, ][^，。；、.,]{0,8}$"
)
_PER_PEOPLE = re.compile(r"(?:死亡|发病|患病|报告)率[^，。；、.,]{0,8}$")
_WHOLE_SET = re.compile(
    "的[\u4e00-\u9fff]{0,8}(?:机构|医院|卫生院|卫生室|中心|县|市|区|乡镇|村|患者|居民|人口|人群|家庭|"
    "学校|企业|社区|住院|街道)"
)
_NUMBERING = re.compile(rf"^(?:\d{{1,2}}{ITEM_MARK}|[（(]\d{{1,2}}[)）])")
_COUNTED = re.compile(r"[名位个所家种项类支]")
_COMPARE = re.compile(_COMPARED)
_AFTER_UNIT = re.compile(f".{_COMPARED}")
_COMPARES = re.compile("(?:不低于|不少于|不超过|不高于|至少|达到|控制在) ?$")
_DENSE = re.compile("[每千万][^，。；]{0,20}$")
_REACHES = re.compile("(?:实现|达到|到) ?$")
_STOP = re.compile("[，。、,；]")
_UNIT = re.compile("[名个所家张种元岁人万年月日]")
_MEASURED = re.compile(r"[张床元岁人名天%‰]|$|[，。；、\s]")


class Mended(NamedTuple):
    """A text as it is to be read, sign for sign in the places of the printed one.

    `doubts` are pairs, in order, of a place where a sign was put back and what is said of it;
    `undecided` the places where one is lost and nothing says which.
    """

    text: str
    doubts: tuple[tuple[int, str], ...]
    undecided: tuple[int, ...] = ()


def with_chinese_stops(plain: str) -> str:
    """Write the stops of a text that has hardly any but ASCII ones as Chinese, sign for sign.

    A text in which many full stops stand between words is damaged, and left to `mend`.

    Examples
    --------
    >>> with_chinese_stops("2020年,参保率达95%,门诊量1,200人次;药占比:30%")
    '2020年，参保率达95%，门诊量1,200人次；药占比：30%'
    """
    ascii_stops = len(_ASCII_STOP.findall(plain))
    rare = plain.count("，") * 10 < ascii_stops
    damaged = len(_WORD_POINT.findall(plain)) * 10 > ascii_stops
    if ascii_stops < _REGULAR or not rare or damaged:
        return plain
    return _ASCII_STOP.sub(lambda stop: _CHINESE_STOPS[stop[0]], plain)


def mend(plain: str) -> Mended:
    """Put back signs that stray punctuation stands for.

    A comparator never follows a comma, so `30。左右` has lost a sign; which one, the noun
    says: a share or a rate has lost its %, a death rate of infants its ‰, a rate before 10万
    its stroke, a digit before a digit and a measure its point or its dash. Every character
    keeps its place.

    Examples
    --------
    >>> mend("参保率稳定在95。以上，婴儿死亡率控制在5,5 以下").text
    '参保率稳定在95%以上，婴儿死亡率控制在5.5‰以下'
    """
    run_on = _is_run_on(plain)
    if not (run_on or _BEHIND_NUMBER.search(plain) or _LETTERS.search(plain)):
        return Mended(plain, ())
    doubts: list[tuple[int, str]] = []
    undecided: list[int] = []
    letters: list[tuple[int, str]] = []
    text = plain = _without_letters(plain, letters)
    for found in _CANDIDATE.finditer(plain):
        signs = _signs(plain, found, run_on)
        if not signs and doubts and found["number"] and found.start() - doubts[-1][0] < 40:
            last = text[doubts[-1][0]]
            if last in "%‰" and _COMPARE.match(plain, found.end()):
                signs = [(found.start("sign"), last, f"“{last}”原文作标点，按前项的单位复原")]
        if not signs and (found["number"] or found["whole"]) and _COMPARE.match(plain, found.end()):
            undecided.append(found.end() - 1)
        for place, sign, doubt in signs:
            text = f"{text[:place]}{sign}{text[place + 1 :]}"
            doubts.append((place, doubt))
    if run_on:
        text = _LOOSE.sub("，", text)
    doubts += [(place, "数字后的符号残缺，无法判定，请对照原文") for place in undecided]
    return Mended(text, tuple(sorted(doubts + letters)), tuple(undecided))


def _without_letters(plain: str, doubts: list[tuple[int, str]]) -> str:
    """Write what a reader of print took for letters, 1OO% and 6%o, as the number it is."""

    def written(found: re.Match[str]) -> str:
        rate = found[0][0] == "%"
        if not rate and _OF_NAME.search(plain, max(0, found.start() - 12), found.start()):
            return found[0]  # H2O2, PM2.5O3
        doubts.append((found.start(), "“‰”原文作“%o”" if rate else "数字0原文作字母O"))
        return " ‰" if rate else "0" * len(found[0])

    return _LETTERS.sub(written, plain)


def _is_run_on(plain: str) -> bool:
    """Tell a text whose stops are replaced at random: ASCII stops stand between its words."""
    stops = len(_RUN_ON.findall(plain)) if "." in plain or "," in plain else 0
    return stops > 0 and stops * 5 > len(_STOPS.findall(plain))


def _signs(plain: str, found: re.Match[str], run_on: bool) -> list[tuple[int, str, str]]:
    before = plain[max(0, found.start() - 40) : found.start()]
    after = plain[found.end() : found.end() + 12]
    if found["rate"]:
        if _PER_PEOPLE.search(before):
            return [(found.end("rate"), "/", "“/”原文作标点，按死亡率、发病率的单位复原")]
        return []
    if found["whole"]:
        sign = "‰" if PER_MILLE.search(before) else "%" if _SHARE.search(before) else ""
        if not sign:
            return []
        lost = (found.start("lost"), sign, f"“{sign}”原文作标点，按指标的单位复原")
        point = (found.start("point"), ".", "小数点原文作标点")
        return [lost] if found["point"] == "." else [point, lost]
    if found["low"]:
        return _dash_or_point(plain, found, before, run_on)
    return _percent(plain, found, before, after, run_on)


def _dash_or_point(
    plain: str, found: re.Match[str], before: str, run_on: bool
) -> list[tuple[int, str, str]]:
    place, sign = found.start("dash"), found["dash"]
    unit = plain[found.end() : found.end() + 1]
    compared = _AFTER_UNIT.match(plain, found.end()) or _COMPARES.search(before)
    dense = _DENSE.search(before)
    known = run_on or sign in "。," or (compared and dense)
    named = unit.strip("，。；、 \n") or PER_MILLE.search(before) or _SHARE.search(before)
    point = [(place, ".", "小数点原文作标点")]
    if not known or not named:
        return []
    if _COUNTED.match(unit):
        if compared and dense:
            return point  # 每千人口不低于2 5名: of two numbers none would be the bound
        dash = [(place, "-", "两数间的连接号原文作标点，也可能是小数点")]
        return dash if sign != "、" and found["low"] < found["high"] else []
    return point if sign != "、" and _MEASURED.match(unit) else []


def _percent(
    plain: str, found: re.Match[str], before: str, after: str, run_on: bool
) -> list[tuple[int, str, str]]:
    sign = _sign(plain, found, before, after, run_on)
    doubt = f"“{sign}”原文作标点，按指标的单位复原"
    return [(found.start("sign"), sign, doubt)] if sign else []


def _sign(plain: str, found: re.Match[str], before: str, after: str, run_on: bool) -> str:
    compared = _COMPARE.match(after)
    if compared and PER_MILLE.search(before):
        return "‰"
    rest = after[compared.end() :] if compared else after
    of_set = rest.startswith("的") and _WHOLE_SET.match(rest)
    share = _SHARE.search(before)
    stray = found["sign"]
    lost = (
        (share or of_set)
        if compared
        else (of_set and (run_on or stray == "。"))
        or (after.startswith("覆盖") and _REACHES.search(before))
        or (share and stray in "，。、,." and _STOP.match(after))
        or (share and run_on and not _UNIT.match(after))
    )
    return "%" if lost else ""


def unnumbered(text: str) -> str:
    """Blank the item number that opens a passage: 10.80%的乡镇卫生院 is item 10.

    Examples
    --------
    >>> unnumbered("10.80%的乡镇卫生院达标")
    '   80%的乡镇卫生院达标'
    """
    return _NUMBERING.sub(lambda mark: " " * len(mark[0]), text)
