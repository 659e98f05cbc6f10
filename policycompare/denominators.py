"""A target and its clause go in; whose number it is, as a proposal with its grounds, comes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policycompare.draft_titles import DOING
from policycompare.model import UNSTATED, Candidate
from policycompare.normalise import COUNTERS
from policycompare.sources import Tables
from policycompare.tokens import PEOPLE, PERSONS

ENGLISH = {
    UNSTATED: "not stated", "全省": "the province", "全市": "the municipality",
    "全县": "the county", "全区": "the district",
}  # fmt: skip
"""English names of denominators that may be proposed though no codelist holds them yet."""

RESIDENTS = "常住人口"
"""What values a head are over."""

HINTED = 3
"""How many denominators of other documents a hint names."""

_PART = r"[^\s，,。；;：:占、]"
_SHARE = re.compile(
    rf"占(?!比)({_PART}{{2,24}}?)的?(?=比例|比重|比率|占比|百分比|[\d不达超低高控降提≥≤])"
)
_BEHIND = re.compile(r"(?:以上|以下|左右|以内)?的([\u4e00-\u9fff（）]{2,20})")
_RATE = re.compile(r"(?:率|水平|覆盖|签约|服务|平均|[次人]均)")
_COVERED_BY = re.compile(r"(县域|乡镇|街道|行政村|社区|县区|区县|县（[^）]+）)覆盖率$")
_PAID_OF = re.compile(
    rf"((?:(?:政策|目录)范围内|(?<!{_PART})){_PART}{{0,8}}?费用){_PART}{{0,4}}?(?:支付|报销)(?:比例|比率|率)$"
)
_A_HEAD = re.compile(rf"每 ?(?:{PEOPLE})({PERSONS})")
_ANYONE = re.compile("(?:城乡|[常暂]住|户籍|农业|城镇){0,2}(?:人口|居民|人)")
_INCIDENCE = ("发病率", "患病率")
_UNIT_OF_SURVEY = re.compile(r"^以[^，]{1,14}?为单位的?")
_AMONG = re.compile(rf"({_PART}{{2,16}}?)中(?![医药心小级央国学])\S*(?:比例|比重|占比|率)$")
_PARTS = ("比例", "比重", "占比")
_TOWARDS = re.compile(r"^.*[向对由给]")
_COUNTED = frozenset().union(*COUNTERS) - {"种"}
_INSURANCE = r"(?!医保|医疗保险|基本医)"
_APIECE = re.compile(r"每(?![百千万年月季周日次])|[各均都]|所有|全部|配备|配置|配齐")
"""What says that a number is of each institution, not of them all."""
_HOUSE = r"(?:[^\d，,、设配建有至的]{0,6}(?:医院|卫生院|卫生室|卫生站|服务站|服务中心|机构|学校))"
"""What an institution's name goes on with: 社区 and 卫生服务中心."""
_STOPS = "。；;！\n"


@dataclass(frozen=True, slots=True)
class Denominator:
    """A proposed denominator, and why it is proposed; `printed` is what the text calls it."""

    population: str
    grounds: str
    printed: str = field(default="", repr=False, compare=False)


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
        self._first = re.compile(rf".{{0,24}}?(?:{holders}){_HOUSE}?")
        self._each = re.compile(
            rf"(?:每(?![百千万年月季周日次])[个所家名支]?|所有|全部|各)"
            rf"((?:(?!至少)[^\d，,]){{0,14}}?(?:{holders}){_HOUSE}?)"
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
        self._definitions = dict(
            zip(indicators["indicator"], indicators["definition"], strict=True)
        )
        known = "|".join(map(re.escape, self._known))
        self._definition = re.compile(
            rf"占({known})的?(?:比例|比重)|^({known})(?=的|由|人均)|的({known})(?:比重|占比)$"
            rf"|^每(?:[百千万]|10万)名({known})的"
        )
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
        known = self._stated(found)
        holder = self._holder_of(found)
        if holder and known in holder:
            yield self._named(holder, f"指标名中的“{holder}”")
        if known:
            yield self._named(known, "原文")
        if each := self._each.search(found.quote):
            yield self._named(each[1], f"原文“{each[0]}”")
        if defined := self._defined(found.indicator):
            yield Denominator(defined, f"指标定义中的“{defined}”，请核对")
        if found.indicator_printed.endswith(_INCIDENCE):
            yield Denominator(RESIDENTS, "发病率、患病率按人口计算，请核对")
        if found.measure == "level" and found.unit in _COUNTED:
            yield from self._counted(sentence, found.indicator)
        yield self.unstated(found.indicator, measured=True)

    def _whole_of_share(self, found: Candidate) -> Iterator[Denominator]:
        """Propose what a share is printed to be of: 占总费用的比例, 医师中…的比例, 60%的医院."""
        name, clause = found.indicator_printed, found.quote
        if share := _SHARE.search(name) or _SHARE.search(clause):
            yield self._named(share[1], "原文“占…”")
        elif among := _AMONG.match(name):
            yield self._named(among[1], "原文“…中”")
        behind = _BEHIND.match(clause, found.value_end - found.start)
        if behind and (holder := self._headed(behind[1])):
            yield self._named(holder, "原文“…的”")
        if found.indicator:
            return
        for pattern in (_COVERED_BY, _PAID_OF):
            if whole := pattern.search(name):
                yield self._named(whole[1], f"指标名中的“{whole[1]}”")
        head = self._first.match(name)
        if head and DOING.match(name, head.end()) and name.endswith((*_PARTS, "率")):
            yield self._named(head[0], f"指标名中的“{head[0]}”")

    def _by_head(self, found: Candidate) -> Iterator[Denominator]:
        """Propose whom a value a head counts: 每万名儿童, or else the residents."""
        dense = found.unit.endswith(("/千人", "/万人", "/10万人"))
        if found.unit.endswith("/10万"):
            dense = "人口" in found.quote
        counted = _A_HEAD.search(found.quote)
        those = counted[1].lstrip(" 名位个") if counted else ""
        if counted and not _ANYONE.fullmatch(those):
            yield self._named(those, f"原文“{counted[0]}”")
        elif dense or ("人均" in found.indicator_printed and not found.indicator):
            yield Denominator(RESIDENTS, "按人口平均，请核对")

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

    def _defined(self, indicator: str) -> str:
        """Take the population that the codebook defines an indicator by, whatever the region."""
        definition = self._definitions.get(indicator, "")
        match = None if UNSTATED in definition else self._definition.search(definition)
        return next(filter(None, match.groups()), "") if match else ""

    def _stated(self, found: Candidate) -> str:
        """Take the known population of a clause, unless it is part of a name or the numerator."""
        known, name = found.population, found.indicator_printed
        insured = not re.search(rf"{re.escape(known)}{_INSURANCE}", found.quote)
        counted = not found.indicator and known in name and name.endswith(_PARTS)
        return "" if insured or counted else known

    def _holder_of(self, found: Candidate) -> str:
        """Take who a rate is of from the head of its name, but not from an indicator's own name."""
        match = self._holder.match(found.indicator_printed)
        if not match or not _RATE.search(found.indicator_printed, match.end()):
            return ""
        own = self._names.get(found.indicator, "")
        holder = _UNIT_OF_SURVEY.sub("", _TOWARDS.sub("", match[0]))
        return "" if match[0] in own else holder.removeprefix("全部").removeprefix("所有")

    def _headed(self, words: str) -> str:
        known = next((name for name in self._known if words.startswith(name)), "")
        match = self._first.match(words)
        return max(known, match[0] if match else "", key=len)

    def _named(self, words: str, grounds: str) -> Denominator:
        """Propose the known population that a printed word always means: 居民 is 城乡居民."""
        return Denominator(self._meant.get(words, words), grounds, words)
