"""The codelists go in; codes and values as a draft writes them, and back, come out."""

import re
from collections.abc import Mapping
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches

from policycompare.constraints import Tables
from policycompare.joining import names_whose
from policycompare.model import UNSTATED, Candidate
from policycompare.normalise import PROPORTIONS
from policycompare.quantities import change_verb, quantities
from policycompare.stating import Statement
from policycompare.values import as_written

DECISIONS = {
    "采纳": "accept", "accept": "accept",
    "舍弃": "leave out", "leave out": "leave out",
    "待定": "", "open": "", "": "",
}  # fmt: skip
"""What a person writes in the column 决定, and what it means; open is empty."""

ENGLISH = {
    UNSTATED: "not stated", "全省": "the province", "全市": "the municipality",
    "全县": "the county", "全区": "the district",
}  # fmt: skip
"""English names of denominators that may be proposed though no codelist holds them yet."""

NEAR = 0.65
"""Of 1: how alike two names are that may mean the same thing; measured on drafts, where it marks
some one row in fifty."""

SHOWN_PLACES = 4
"""Decimal places of a value as a draft shows it."""

MEASURES = {"level": "", "change": "变化", "points": "变化"}

_COMMON = re.compile("[率的均]|比[例重]|占比|覆盖|达到|全部|所有|实行|开展|实施")
_LOOSE = 6
"""Letters besides a known name and words that most names have, above which it may be another."""

_QUALIFIER = re.compile(r"（([^）]+)）$")
_WITHOUT = re.compile(r"(?:不含|不包括|不包含|不计|扣除|剔除)")
_NO_VALUE = "无数值"
_ASIDE = re.compile(r"（[^（）]*）")


class Words:
    """Names of codes in both languages, each way.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> words = Words(read_tables())
    >>> words.name("reason", "name"), words.code("reason", "名称"), words.code("reason", "其他")
    ('名称', 'name', None)
    """

    def __init__(self, tables: Tables) -> None:
        self._lists: dict[str, dict[str, tuple[str, str]]] = {}
        codes = tables["codes"]
        for listed, code, zh, en in zip(
            codes["list"], codes["code"], codes["name_zh"], codes["name_en"], strict=True
        ):
            self._lists.setdefault(listed, {})[code] = (zh, en)
        for listed, key in (
            ("themes", "theme"),
            ("indicators", "indicator"),
            ("regions", "region"),
        ):
            rows = tables[listed]
            self._lists[listed] = dict(
                zip(rows[key], zip(rows["name_zh"], rows["name_en"], strict=True), strict=True)
            )
        reasons = codes[codes["list"] == "reason"]
        self.definitions: Mapping[str, str] = dict(
            zip(reasons["code"], reasons["definition"], strict=True)
        )

    def name(self, listed: str, code: str) -> str:
        """Give the Chinese name of a code, or the code itself where the list has no name."""
        return self._lists[listed].get(code, (code, ""))[0] or code

    def names(self, listed: str) -> list[str]:
        """Give the Chinese names of a list, in its order."""
        return [zh or code for code, (zh, _) in self._lists[listed].items()]

    def code(self, listed: str, written: str) -> str | None:
        """Find the code of a name in either language, or of the code itself."""
        for code, named in self._lists[listed].items():
            if written.lower() in (code.lower(), *(name.lower() for name in named if name)):
                return code
        return None


def bare(name: str) -> str:
    """Give a name without what is printed in one document and not in another.

    Examples
    --------
    >>> bare("公立医院医疗服务收入（不含药品）占医疗收入的比例"), bare("医疗服务收入占医疗收入比重")
    ('医疗服务收入占医疗收入比重', '医疗服务收入占医疗收入比重')
    """
    plain = _ASIDE.sub("", name).removeprefix("全部").removeprefix("县级").removeprefix("公立医院")
    return re.sub("的?(?:比例|占比|比重)$", "比重", plain)


def similar(name: str, tables: Tables, chosen: str = "") -> list[str]:
    """Name at most three indicators of the codebook that a printed name may mean besides.

    With one `chosen` these are the others that are printed so.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> similar("药占比", read_tables())
    ['药占比（不含中药饮片）', '药占比（口径未写明）']
    >>> similar("药占比", read_tables(), "药占比（不含中药饮片）")
    ['药占比（口径未写明）']
    """
    rows = tables["indicators"]
    named = {
        zh: [zh, *filter(None, synonyms.split(";"))]
        for zh, synonyms in zip(rows["name_zh"], rows["synonyms"], strict=True)
    }
    if chosen:
        return [zh for zh, terms in named.items() if name in terms and zh != chosen][:3]
    if not name or name in named:
        return []
    name = _ASIDE.sub("", name)
    within = [zh for zh, terms in named.items() if any(t in name or name in t for t in terms)]
    of_term = {term: zh for zh, terms in named.items() for term in terms}
    close = [of_term[term] for term in get_close_matches(name, of_term, n=3, cutoff=0.6)]
    return list(dict.fromkeys([*within, *close]))[:3]


def is_near(name: str, known: str) -> bool:
    """Tell two names so like that they may mean the same thing, or are easily taken to.

    Names that differ in a bracket only are told apart by what is printed, and are not meant.

    Examples
    --------
    >>> is_near("县域内住院率", "县域内就诊率"), is_near("全科医生", "每万人口全科医生数")
    (True, False)
    """
    return NEAR <= SequenceMatcher(None, bare(name), bare(known)).ratio() < 1


def is_loose(found: Candidate, tables: Tables) -> bool:
    """Tell a share whose printed name holds a known one among words that may make it another.

    Whose share it is, people or institutions, makes it no other.

    Examples
    --------
    >>> from policycompare.scan import candidates
    >>> from policycompare.sources import read_tables
    >>> clauses = "糖尿病等慢性病门诊用药报销比例达到50%", "农村低收入人口签约率达到95%"
    >>> [is_loose(next(candidates(clause)), read_tables()) for clause in clauses]
    [True, False]
    """
    if found.kind != "quantified" or "/" in found.unit or found.unit not in PROPORTIONS:
        return False
    rows = tables["indicators"].set_index("indicator")
    terms = (rows["name_zh"][found.indicator], *rows["synonyms"][found.indicator].split(";"))
    printed = bare(found.indicator_printed)
    held = max((name for name in map(bare, terms) if name and name in printed), key=len, default="")
    rest = _COMMON.sub("", printed.replace(held, "", 1))
    return len(rest) > _LOOSE and ("占" in rest or not names_whose(rest))


def as_printed(indicator: str, quote: str, tables: Tables) -> str:
    """Choose among indicators that share a printed synonym the one whose qualifier is printed.

    Without its qualifier the one is chosen that has none, or says that it is not stated.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> quotes = ["药占比（不含中药饮片）降到30%", "药占比降到30%"]
    >>> [as_printed("drug_share_no_herbal", quote, read_tables()) for quote in quotes]
    ['drug_share_no_herbal', 'drug_share_unspecified']
    """
    rows = tables["indicators"].set_index("indicator")
    printed = {
        code: {term for term in filter(None, re.split(r"[;|]", terms)) if term in quote}
        for code, terms in rows["synonyms"].items()
    }
    own = printed.get(indicator, set())
    if not own:
        return indicator
    alike = [str(code) for code, terms in printed.items() if terms & own]
    ranks = {code: _qualified(str(rows["name_zh"][code]), quote) for code in alike}
    return min([indicator, *alike], key=lambda code: ranks[code])


def _qualified(name: str, quote: str) -> int:
    """Rank a name by its qualifier: 0 printed, 1 none or not stated, 2 not printed."""
    qualifier = _QUALIFIER.search(name)
    if not qualifier or UNSTATED in qualifier[1] or qualifier[1] == _NO_VALUE:
        return 1
    without, said = _WITHOUT.sub("", qualifier[1], count=1), re.escape(qualifier[1])
    if without != qualifier[1]:  # 不含中药饮片 is also printed 不包括饮片
        said = rf"{_WITHOUT.pattern}[^，。；]*?{re.escape(without[-2:])}"
    return 0 if re.search(said, quote) else 2


def reads(stated: Statement | Candidate, tables: Tables, printed: str = "") -> str:
    """Write a value as a reader does: ≥30%, 2–3名/万人, 全部; a change with its `printed` verb.

    Examples
    --------
    >>> from policycompare.stating import statements
    >>> from policycompare.sources import read_tables
    >>> [reads(each, read_tables()) for each in statements("由45%降到30%以下，实现全覆盖")]
    ['≤30%（原45%）', '全部']
    """
    if stated.kind == "universal":
        return "全部"
    signs = dict(zip(tables["codes"]["code"], tables["codes"]["name_zh"], strict=True))
    sign = "" if stated.op == "range" else signs[stated.op]
    if stated.kind == "relative":
        return f"相对（{sign}）"
    low, high = (_number(bound) for bound in (stated.low, stated.high))
    amount = f"{low}–{high}" if stated.op == "range" else low or high
    moved = verb_of(stated, printed) or MEASURES[stated.measure]
    return f"{moved}{sign}{as_written(amount, stated.unit)}{_start(stated)}"


def verb_of(stated: Statement | Candidate, printed: str) -> str:
    """Give the verb that makes a value a change, as its clause prints it; empty for a level.

    Examples
    --------
    >>> from policycompare.stating import statements
    >>> clause = "住院费用占比提高到30%，药占比下降4个百分点"
    >>> [verb_of(each, clause) for each in statements(clause)]
    ['', '下降']
    """
    if stated.measure == "level":
        return ""
    value = (stated.measure, stated.low, stated.high)
    verbs = (
        change_verb(printed, each)
        for each in quantities(printed)
        if (each.measure, each.low, each.high) == value
    )
    return next(filter(None, verbs), "")


def _start(stated: Statement | Candidate) -> str:
    """Write where a value starts: （2015年45%）, or without a year （原45%）."""
    if stated.baseline is None:
        return ""
    year = f"{stated.base_year}年" if stated.base_year else "原"
    return f"（{year}{as_written(_number(stated.baseline), stated.unit)}）"


def _number(value: Decimal | None) -> str:
    """Write a number as a table shows it; a third is 33.3333, not 28 digits of it."""
    return "" if value is None else f"{round(value, SHOWN_PLACES).normalize():f}"
