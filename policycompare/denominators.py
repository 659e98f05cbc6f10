"""A target and its clause go in; whose number it is, as a proposal with its grounds, comes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policycompare.constraints import Tables
from policycompare.defined_wholes import Definitions
from policycompare.draft_titles import DOING
from policycompare.draft_words import ENGLISH
from policycompare.joining import INSTITUTION
from policycompare.model import UNSTATED, Candidate
from policycompare.normalise import COUNTERS
from policycompare.printed_wholes import (
    PARTS,
    counted_heads,
    covered_by,
    is_share_of_doing,
    paid_of,
    part_behind,
    printed_wholes,
    scheme_of,
)

RESIDENTS, HINTED = "常住人口", 3
"""What values a head are over, and how many denominators of other documents a hint names."""

_RATE = re.compile(r"(?:率|水平|覆盖|签约|服务|平均|[次人]均)")
_PLACE = re.compile(r"(?:县|市|区|乡镇|街道|社区|村|旗|地区|[）)])$")
_HOUSED = re.compile(f"{INSTITUTION}$")
_INCIDENCE = ("发病率", "患病率")
_UNIT_OF_SURVEY = re.compile(r"^以[^，]{1,14}?为单位的?")
_NUMBER_OF = re.compile(r"^\d+[个所家]")
_TOWARDS = re.compile(r"^.*(?:[向由给]|对(?!象))")
_COUNTED = frozenset().union(*COUNTERS) - {"种"}
_INSURANCE = r"(?!医保|医疗保险|基本医)"
_APIECE = re.compile(r"每(?![百千万年月季周日次])|[各均都]|所有|全部|配备|配置|配齐")
"""What says that a number is of each institution, not of them all."""
_HOUSE = rf"(?:[^\d，,、设配建有至的并向和或在由]{{0,6}}{INSTITUTION})"
"""What an institution's name goes on with: 社区 and 卫生服务中心."""
_STOPS = "。；;！\n"


@dataclass(frozen=True, slots=True)
class Denominator:
    """A proposed denominator, and why it is proposed; `printed` is what the text calls it.

    A `whole` is what the indicator is a share of, whoever's it is: 医疗收入, not 三级医院.
    """

    population: str
    grounds: str
    printed: str = field(default="", repr=False, compare=False)
    whole: bool = field(default=False, repr=False, compare=False)


class Denominators:
    """Proposes denominators by the words of a clause, or by what the codebook defines.

    What other documents count is never proposed, for a comparison would then rest on it; it is
    named in the grounds, to be looked up.

    Examples
    --------
    >>> from policycompare.scan import candidates
    >>> from policycompare.sources import read_tables
    >>> proposing = Denominators(read_tables(), "county")
    >>> for clause in ("社会办医床位占床位总数的比例达到20%", "居民满意率达到90%"):
    ...     print(proposing.of(next(candidates(clause))))
    Denominator(population='床位总数', grounds='原文“占…”')
    Denominator(population='城乡居民', grounds='指标名中的“居民”')
    """

    def __init__(self, tables: Tables, level: str) -> None:
        hints = tables["hints"]
        self._known = sorted(tables["populations"]["population"], key=len, reverse=True)
        holders = "|".join(
            sorted(hints.loc[hints["role"] == "holder", "word"], key=len, reverse=True)
        )
        self._holder = re.compile(rf".{{0,24}}(?:{holders})(?<!家庭医生)(?!医生)")
        self._first = re.compile(rf".{{0,24}}?(?:{holders}){_HOUSE}?(?:（[^）]{{1,12}}）)?")
        self._each = re.compile(
            rf"(?:每(?![百千万年月季周日次])[个所家名支]?|所有|全部|各(?!地|级|类|项))"
            rf"((?:(?!至少)[^\d，,]){{0,14}}?(?:{holders})(?!医?生){_HOUSE}?)"
        )
        meant = hints[(hints["role"] == "holder") & (hints["code"] != "")]
        self._meant: dict[str, str] = dict(zip(meant["word"], meant["code"], strict=True))
        wholes = hints[hints["role"] == "whole"]
        self._whole = dict(zip(wholes["code"], wholes["word"], strict=True)).get(level, "")
        indicators = tables["indicators"]
        self._names = {
            code: f"{name};{synonyms}"
            for code, name, synonyms in zip(
                indicators["indicator"], indicators["name_zh"], indicators["synonyms"], strict=True
            )
        }
        self._definitions = Definitions(tables)
        self._used = tables["codings"]

    def of(self, found: Candidate, before: str = "") -> Denominator:
        """Propose the denominator of a target; what nothing tells is `UNSTATED`.

        A number that each institution is to have may be said of one named in the text `before`.
        """
        sentence = re.split(f"[{_STOPS}]", before)[-1] + found.quote
        return next(self._proposed(found, sentence))

    def unstated(self, indicator: str, *, measured: bool) -> Denominator:
        """Say that no denominator is stated, and what other documents state, as a hint."""
        used = self._used
        rows = used[(used["indicator"] == indicator) & ((used["nth"] != "0") == measured)]
        counted = [name for name in rows["population"].value_counts().index if UNSTATED not in name]
        if not counted:
            return Denominator(UNSTATED, "原文没有写，请核对")
        return Denominator(
            UNSTATED, f"原文没有写；其他文件写的是：{'、'.join(counted[:HINTED])}，请核对后填写"
        )

    def _proposed(self, found: Candidate, sentence: str) -> Iterator[Denominator]:
        """Propose what the words of a clause tell, the surest first."""
        yield from self._whole_of_share(found)
        yield from self._by_head(found)
        if found.kind == "universal":
            yield from self._of_all(found)
        known, defined = self._stated(found), self._definitions.whole_of(found.indicator)
        holder = self._holder_of(found)
        each = self._each.search(found.quote)
        placed = found.unit in ("%", "个百分点") and _PLACE.search(
            holder or (each[1] if each else "")
        )
        if placed:  # 各县签约率: a rate of people, said of each county
            holder = known = ""
            each = None
        if holder and (known in holder or known not in found.indicator_printed):
            yield self._named(holder, f"指标名中的“{holder}”")
        if known and (own := self._own_house(found)) and known not in found.indicator_printed:
            yield self._named(own, f"指标名中的“{own}”")
        if known:
            yield self._named(known, "原文")
        if each:
            yield self._named(each[1], f"原文“{each[0]}”")
        if defined:
            yield Denominator(defined, f"指标定义中的“{defined}”", whole=True)
        if found.indicator_printed.endswith(_INCIDENCE):
            yield Denominator(RESIDENTS, "发病率、患病率按人口计算，请核对")
        if found.measure == "level" and found.unit in _COUNTED:
            yield from self._counted(sentence, found.indicator)
        yield self.unstated(found.indicator, measured=True)

    def _of_all(self, found: Candidate) -> Iterator[Denominator]:
        """Propose of which things something is said of all: 所有[县级医院]…, [医院]全部实行…."""
        each = self._each.search(found.quote)
        at_value = each and found.start + each.start() == found.value_start
        if each and at_value and not DOING.match(each[1]):
            joined = found.quote.startswith(("、", "和", "以及", "及"), each.end())
            if not joined:
                yield self._named(each[1], f"原文“{each[0]}”")
            elif found.population:
                yield self._named(found.population, "原文")
            return
        name = _NUMBER_OF.sub("", found.indicator_printed)
        head = self._first.match(name)
        if head and DOING.match(name, head.end()):
            yield self._named(head[0], f"指标名中的“{head[0]}”")

    def _whole_of_share(self, found: Candidate) -> Iterator[Denominator]:
        """Propose what a share is printed to be of."""
        name = found.indicator_printed
        value = found.quote[found.value_start - found.start : found.value_end - found.start]
        for words, grounds in printed_wholes(name, found.quote, value):
            yield replace(self._named(words, grounds), whole=True)
        behind = part_behind(found.quote, found.value_end - found.start)
        if holder := self._headed(behind.words) or behind.opened:
            yield self._named(holder, "原文“…的”")
        if paid := paid_of(name):
            yield self._named(paid, f"指标名中的“{paid}”")
        if found.indicator:
            return
        if covered := covered_by(name):
            yield self._named(covered, f"指标名中的“{covered}”")
        head = self._first.match(name)
        if head and is_share_of_doing(name, head.end()):
            yield self._named(head[0], f"指标名中的“{head[0]}”")

    def _by_head(self, found: Candidate) -> Iterator[Denominator]:
        """Propose whom a value a head counts: 每万名儿童, or else the residents."""
        dense = found.unit.endswith(("/千人", "/万人", "/10万人"))
        if found.unit.endswith("/10万"):
            dense = "人口" in found.quote
        if those := counted_heads(found.indicator_printed) or counted_heads(found.quote):
            yield self._named(those[0], f"原文“{those[1]}”")
        elif dense:
            yield Denominator(RESIDENTS, "按人口平均")
        elif "人均" in found.indicator_printed and not found.indicator:
            if scheme := scheme_of(found.indicator_printed):
                yield Denominator(f"{scheme}参保人员", f"指标名中的“{scheme}”", scheme)
            yield Denominator(RESIDENTS, "按人口平均")

    def _counted(self, sentence: str, indicator: str) -> Iterator[Denominator]:
        """Propose what a number of things is of: each institution named, else the whole region.

        The whole is not proposed where other documents count something else on the indicator.
        """
        if each := list(self._each.finditer(sentence)):
            yield self._named(each[-1][1], f"原文“{each[-1][0]}”")
        elif self._whole and not _APIECE.search(sentence) and self._of_wholes(indicator):
            yield Denominator(self._whole, "数的是个数，请核对")

    def _of_wholes(self, indicator: str) -> bool:
        used = self._used.loc[self._used["indicator"] == indicator, "population"]
        return set(used) <= ENGLISH.keys()

    def _stated(self, found: Candidate) -> str:
        """Take the known population of a clause, unless it is part of a name or the numerator."""
        known, name = found.population, found.indicator_printed
        insured = not re.search(rf"{re.escape(known)}{_INSURANCE}", found.quote)
        counted = not found.indicator and known in name and name.endswith(PARTS)
        return "" if insured or counted else known

    def _holder_of(self, found: Candidate) -> str:
        """Take who a rate is of from the head of its name, but not from an indicator's own name."""
        if found.unit in _COUNTED:
            return ""
        match = self._holder.match(found.indicator_printed)
        if not match or not _RATE.search(found.indicator_printed, match.end()):
            return ""
        own = self._names.get(found.indicator, "")
        holder = _UNIT_OF_SURVEY.sub("", _TOWARDS.sub("", match[0]))
        return "" if match[0] in own else holder.removeprefix("全部").removeprefix("所有")

    def _own_house(self, found: Candidate) -> str:
        """Take the institution that a name begins with, where the clause names others as well."""
        head = self._first.match(found.indicator_printed)
        return head[0] if head and _HOUSED.search(head[0]) else ""

    def _headed(self, words: str) -> str:
        known = next((name for name in self._known if words.startswith(name)), "")
        match = self._first.match(words)
        longer = match[0] if match else ""
        more = longer[len(known) :] if longer.startswith(known) else ""
        return known if known and (not more or DOING.search(more)) else longer

    def _named(self, words: str, grounds: str) -> Denominator:
        """Propose the known population that a printed word always means: 居民 is 城乡居民."""
        return Denominator(self._meant.get(words, words), grounds, words)
