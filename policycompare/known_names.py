"""A printed phrase goes in; the indicator and the population of the codebook in it come out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from policycompare.joining import INSTITUTION
from policycompare.model import Codebook
from policycompare.tokens import alternatives

_PERSONS = re.compile("^[人位](?=/|$)")
_SHARES = frozenset(("%", "‰", "/10万", "/万"))

_OTHER_SCHEME = re.compile(
    "(?<!含)(?:大病保险|医疗责任保险|医疗救助|长期护理保险|生育保险|商业健康保险)(?!对象|人员|人口)"
)
"""Schemes beside the basic insurance, with rates of their own."""

_RATE = re.compile("(?:率|比例|比重|占比|面|水平)$")
_OTHER_RATE = re.compile("(?!的|.*占)(?:.*[与和及、]|.{9})")
"""What stands behind a synonym in the name of a rate that is another."""

_NAMED_RATE = re.compile("(?<!的)[\u4e00-\u9fff]{2}率$")
_OTHER_THING = re.compile("(?:能力|实验室|设备|条件|资质)$")
_TWO_PARTIES = re.compile(f"{INSTITUTION}[与同][^，。；]{{0,6}}?{INSTITUTION}")
"""What two institutions do with each other: no rate of one of them."""

_WHOSE_SERVICE = re.compile(r"(?!的 ?\d|的?(?:主要|全|均|都|实)|[付支])[\u4e00-\u9fff]")
"""What makes services the beginning of another name: 医疗服务签约率, 医疗服务收入."""

_SAME_COUNT = re.compile("(?:量|总?数量?|种[类数]|建设|建成|达.*)?")
"""What may stand behind a synonym in the name of a count that is still its own."""

_COUNTS = frozenset(("个", "种", "所", "台"))


def code_for(phrase: str, unit: str, codebook: Codebook) -> tuple[str, str]:
    """Find the indicator whose synonym stands in a phrase and whose unit fits; its theme too.

    Of several synonyms the longest holds. 实际报销比例 is another measure than 报销比例, and so are
    大病保险报销比例, 养老机构与医疗机构合作率 than that of 养老机构, 设备更新 than 设备.
    """
    kind = _measured_in(unit)
    found = _code_of(phrase, kind, codebook)
    return _code_of(phrase, "个", codebook) if kind == "种" and not found[0] else found


def _code_of(phrase: str, kind: str, codebook: Codebook) -> tuple[str, str]:
    known = _synonyms(codebook).get(kind)
    if known is None:
        return "", ""
    places = {
        known.order[found[1]]: found[1]
        for found in known.pattern.finditer(phrase)
        if _is_head(phrase[found.end(1) :], kind)
        and not (kind == "%" and _is_other(phrase[found.end(1) :], known.rates[found[1]]))
    }
    if not places or (kind == "%" and _TWO_PARTIES.search(phrase)):
        return "", ""
    first = min(places)
    scheme = _OTHER_SCHEME.search(phrase)
    return ("", "") if scheme and scheme[0] not in places[first] else known.codes[first]


@dataclass(frozen=True, slots=True)
class _Synonyms:
    """The synonyms of one kind of unit, to be found wherever they begin, and their codes.

    `rates` are the rates that an indicator with a synonym is called by: 发病率 of 乙肝.
    """

    pattern: re.Pattern[str]
    order: dict[str, int]
    codes: list[tuple[str, str]]
    rates: dict[str, tuple[str, ...]]


def _is_head(rest: str, kind: str) -> bool:
    """Tell by what follows a synonym that a phrase is about it, and does not only hold it."""
    if kind == "%":
        return not (_RATE.search(rest) and _OTHER_RATE.match(rest))
    return kind not in _COUNTS or bool(_SAME_COUNT.fullmatch(rest))


def _is_other(rest: str, rates: tuple[str, ...]) -> bool:
    """Tell what only begins as a synonym: 乙肝表面抗原流行率, 核酸检测能力."""
    rate = _NAMED_RATE.search(rest)
    return bool(_OTHER_THING.search(rest) or (rate and rates and not rest.endswith(rates)))


def _measured_in(unit: str) -> str:
    if unit in _SHARES or unit == "个百分点":
        return "%"
    return "所" if unit == "家" else _PERSONS.sub("名", unit)


@lru_cache(maxsize=8)
def _synonyms(codebook: Codebook) -> dict[str, _Synonyms]:
    rows: dict[str, dict[str, tuple[str, str]]] = {}
    for synonym, indicator, theme, unit in codebook.indicators:
        rows.setdefault(_measured_in(unit), {}).setdefault(synonym, (indicator, theme))
    return {
        unit: _Synonyms(
            _wherever(codes, "(?<!实际)"),
            {synonym: place for place, synonym in enumerate(codes)},
            list(codes.values()),
            {synonym: _rates(code, codebook) for synonym, (code, _) in codes.items()},
        )
        for unit, codes in rows.items()
    }


def _rates(indicator: str, codebook: Codebook) -> tuple[str, ...]:
    terms = [name for code, name in codebook.names if code == indicator]
    terms += [synonym for synonym, code, *_ in codebook.indicators if code == indicator]
    return tuple({found[0] for found in map(_NAMED_RATE.search, terms) if found})


def population_in(phrase: str, codebook: Codebook) -> str:
    """Find the population that a phrase names, the longest first; 县 and 家庭 are too short."""
    found = [
        each[1]
        for each in _populations(codebook).finditer(phrase)
        if not (each[1].endswith("服务") and _WHOSE_SERVICE.match(phrase, each.end(1)))
    ]
    return min(found, key=codebook.populations.index, default="")


@lru_cache(maxsize=8)
def _populations(codebook: Codebook) -> re.Pattern[str]:
    return _wherever((name for name in codebook.populations if len(name) > 2), "(?<!非)")


def _wherever(names: Iterable[str], unless: str) -> re.Pattern[str]:
    """Give a pattern that finds every name, also in another; `re` skips to their first letters."""
    listed = list(names)
    if not listed:
        return re.compile("(?!)")
    first = "".join(sorted({name[0] for name in listed}))
    return re.compile(rf"[{re.escape(first)}](?<={unless}(?=({alternatives(listed)})).)")
