"""A clause goes in; everything measurable that it states comes out: numbers, all, more or less."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from policycompare.comparators import NEGATION, OPPOSITE
from policycompare.model import Grammar, Kind, Measure, Operator, Quantity
from policycompare.numerals import DIGITS, SHARES_IN_WORDS, to_ascii
from policycompare.quantities import quantities_of
from policycompare.relatives import (
    COMPARED,
    COMPARISON,
    MOVES,
    MOVING,
    SINCE,
    THAN_BEFORE,
    TREND,
    TRENDS,
)
from policycompare.tokens import GRADED, IN_DIGITS, alternatives, having, masked_words
from policycompare.wordlists import packaged_grammar

_WHOLE_BESIDE_SHARE = re.compile(r"(?<=[^%\d])(?:和|以及|及)(?=\d[\d.]*%的)")
"""Sets without a number beside one with a share, 卫生院和70%的村卫生室, are meant whole."""
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_ABLE_OR_PAUSE = re.compile("[，；。：\t能可]")
_SPAN = attrgetter("start", "end")
_NEAR = 6
"""Characters that may stand between 均 and the number that it gives to each: 均应控制在."""
_PAUSE = re.compile("[，；。：\t]")


class Statement(NamedTuple):
    """One measurable statement of a clause; bounds are exact and in the printed unit."""

    kind: Kind
    op: Operator
    low: Decimal | None
    high: Decimal | None
    unit: str
    measure: Measure
    baseline: Decimal | None
    base_year: int | None
    start: int
    end: int

    def moved(self, by: int) -> "Statement":
        """Give it with its place in the text that its clause was cut from."""
        if not by:
            return self
        return Statement(*self[:-2], self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class _Words:
    universal: re.Pattern[str]
    masked: re.Pattern[str]
    references: dict[str, Operator]
    trends: dict[str, Operator]
    relative: re.Pattern[str]


def statements(text: str, grammar: Grammar | None = None) -> list[Statement]:
    """Read every measurable statement of a clause: quantities, universal and relative words.

    Examples
    --------
    >>> [(s.kind, s.op, s.unit) for s in statements("力争所有乡镇卫生院以及70%的村卫生室具备能力")]
    [('universal', '=', '%'), ('quantified', '=', '%')]
    """
    return statements_of(to_ascii(text), packaged_grammar() if grammar is None else grammar)


def statements_of(plain: str, grammar: Grammar) -> list[Statement]:
    """Read every measurable statement of a clause that `to_ascii` has written."""
    words = _words(grammar)
    found = [_quantified(quantity) for quantity in quantities_of(plain, grammar)]
    measured = tuple(found)
    found += [
        whole
        for whole in _universal(plain, words)
        if not any(_takes_in(plain, each, whole) for each in measured)
    ]
    found += _relative(plain, words)
    return sorted(found, key=_SPAN) if len(found) > 1 else found


@lru_cache(maxsize=8)
def _words(grammar: Grammar) -> _Words:
    def operators(role: str) -> dict[str, Operator]:
        symbols: dict[str, Operator] = {">=": ">=", ">": ">", "<=": "<=", "<": "<"}
        return {term: symbols[code] for term, code in having(grammar, role).items()}

    references, trends = operators("reference"), operators("trend")
    rules = (SINCE, COMPARISON, TREND, _listed(references), _listed(trends))
    some = "|".join(_NAMED_GROUP.sub("(?:", rule.pattern) for rule in rules)
    first = {*"不未没较比保持逐稳明显大"} | {word[0] for word in (*references, *trends, *COMPARED)}
    return _Words(
        universal=re.compile(alternatives(having(grammar, "universal"))),
        masked=re.compile(masked_words(grammar)),
        references=references,
        trends=trends,
        relative=re.compile(rf"[{''.join(sorted(first))}](?<=(?={some}).)", re.DOTALL),
    )


def _quantified(quantity: Quantity) -> Statement:
    return Statement(
        "quantified",
        quantity.op,
        quantity.low,
        quantity.high,
        quantity.unit,
        quantity.measure,
        quantity.baseline,
        quantity.base_year,
        quantity.start,
        quantity.end,
    )


def _takes_in(text: str, number: Statement, whole: Statement) -> bool:
    """Tell a universal word that is part of a number: 不超过全部服务的10%, 两率均达到95%."""
    if number.start <= whole.start < number.end:
        return True
    between = text[whole.end : number.start] if whole.end <= number.start else "，"
    first = text[number.start]
    compared = number.unit in ("%", "‰", "个百分点") or not (first.isdigit() or first in DIGITS)
    each = compared and text[whole.start : whole.end] in ("均", "都")
    return each and len(between) <= _NEAR and not _ABLE_OR_PAUSE.search(between)


def _universal(plain: str, words: _Words) -> Iterator[Statement]:
    if words.universal.search(plain):
        plain = words.masked.sub(lambda word: "\0" * len(word[0]), plain)
    # Sets beside a share may carry their own word: 所有…和70%的; 均 and 都 resume it: 所有…均.
    found = list(words.universal.finditer(plain)) or list(_wholes(plain))
    whole = Decimal(100)
    for place, word in enumerate(found):
        again = (
            place
            and word[0] in ("均", "都", "全部", "一律")
            and not _PAUSE.search(plain, found[place - 1].end(), word.start())
        )
        if not again:
            yield Statement("universal", "=", whole, whole, "%", "level", None, None, *word.span())


def _wholes(plain: str) -> Iterator[re.Match[str]]:
    joint = _WHOLE_BESIDE_SHARE.search(plain) if "%的" in plain else None
    if joint and "%" not in plain[: joint.start()]:  # 85%的…和70%的…: each has its own share
        yield joint


def _relative(plain: str, words: _Words) -> Iterator[Statement]:
    if not words.relative.search(plain):
        return
    taken: set[int] = set()
    rules: tuple[tuple[Measure, re.Pattern[str], dict[str, Operator]], ...] = (
        ("change", SINCE, TRENDS),
        ("level", _listed(words.references), words.references),
        ("change", _listed(words.trends), words.trends),
        ("level", COMPARISON, COMPARED),
        ("change", TREND, TRENDS),
    )
    for measure, pattern, operators in rules:
        for found in pattern.finditer(plain):
            if taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                op = operators[found["word"]]
                op = OPPOSITE[op] if found["no"] else op  # 不得低于全省平均 is no 低于
                yield Statement("relative", op, None, None, "", measure, None, None, *found.span())


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    first = "".join(sorted({word[0] for word in words} | {*"不未没"}))
    share = "(?!(?:水平|值)?的 ?\\d)"  # 不低于全省平均水平的90%
    return re.compile(rf"(?=[{first}])(?P<no>{NEGATION})?(?P<word>{alternatives(words)}){share}")


def _listed(operators: dict[str, Operator]) -> re.Pattern[str]:
    return _pattern(tuple(operators))


@lru_cache(maxsize=8)
def trigger(grammar: Grammar, but: str = "(?!)") -> re.Pattern[str]:
    """Give a pattern that finds something in every sentence that may state anything measurable.

    It is there for speed: few sentences have a number but in dates, or a universal or comparative
    word. What the pattern `but` matches is passed over.
    """
    words = _words(grammar)
    units = alternatives(
        form for each in grammar.units if each.unit not in IN_DIGITS for form in each.printed
    )
    numerals = f"{''.join(DIGITS)}十百千万亿"
    listed = [*having(grammar, "universal"), *words.references, *words.trends]
    something = (
        r"(?<!\d)\d[\d.,]*(?! ?[年月日号\d.,])|(?<=[于少过到])\d{1,2} ?年(?![度内来前底末])"
        r"|(?<!\d)\d{1,2} ?年以上|\d ?日(?=以?内)|(?<=[过于少])(?:\d{1,3} ?日|半[天年小])"
        rf"|分之|[一二两三四五六七八九]成|[{numerals}](?:[多余][万亿]?)?(?:{units})"
        rf"|{GRADED}[{numerals}] ?级(?:及?以上|[，。；、）)和]|$)"
        rf"|{alternatives(listed)}|{SHARES_IN_WORDS}"
        rf"|[、和及](?=\d[\d.]*%的)|(?:{'|'.join(COMPARED)})(?:\d{{4}} ?年)?"
        r"(?:[^，。；、\d]{0,8}[（(][^）)]{1,8}[)）])?[^，。；、\d]{0,14}?"
        "(?:平均|水平|增幅|增速|增长|标准|上年|上一年|去年|同期)"
        rf"|(?:{MOVING}|{THAN_BEFORE})(?:{MOVES})"
    )
    first = {*"0123456789分半翻百、和及较比保持逐稳明显大不", *numerals}
    first |= {word[0] for word in (*listed, *COMPARED)}  # `re` looks at these from behind
    return re.compile(rf"[{''.join(sorted(first))}](?<=(?=(?!{but})(?:{something})).)", re.DOTALL)
