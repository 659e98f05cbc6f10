"""The codelists go in; codes and values as a draft writes them, and back, come out."""

from collections.abc import Mapping
from decimal import Decimal

from policycompare.constraints import Tables
from policycompare.model import UNSTATED, Candidate
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

SHOWN_PLACES = 4
"""Decimal places of a value as a draft shows it."""

MEASURES = {"level": "", "change": "变化", "points": "变化"}


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
