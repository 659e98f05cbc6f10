"""Running text goes in; every quantity in it comes out with comparator, bounds, unit and span."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from policycompare.errors import UnreadableClauseError
from policycompare.model import Grammar, Measure, Operator, Quantity
from policycompare.numerals import CHINESE, NUMERAL, numeral, to_ascii
from policycompare.sources import packaged_grammar

DATES = (
    r"\d{4} ?(?:年|[-—–~至到]{1,2}(?= ?\d{4} ?年))(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?"
    r"|\d{1,2} ?月(?: ?\d{1,2} ?日|(?=[底末初前份]))"
    r"|[〔\[(（]\d{4}[〕\])）] ?\d+ ?号"
)
"""Pattern of what looks like a number and is a date or a document number."""

NOT_TENTHS = "(?![立员为功本果都年熟交])"
"""What follows 成 when it is no tenth: 三成 is 30 %, 一成立 is none."""

_TO = r"(?:-|—{1,2}|–|~|至|到)"
_CHANGE = re.compile(r"(?:下降|降低|减少|缩短|压减|增长|增加|提高|提升|上升)了?[幅度]*$")
_MOVED_TO = re.compile(
    r"^(?:左右|以上|以下)?(?:逐步|分别)?[降低减少压缩提高升上增加长扩大]{1,3}[到至为]"
)
_BASE_YEAR = re.compile(r"(?:比|较|与)(\d{4}) ?年")
_PER = re.compile(
    r"每 ?([十百千万]{1,2}) ?(?:名|位|个)?[^，。；、\d]{0,6}?"
    r"(?:人口|居民|老年人|人)(?!均|次)[^，。；]*$"
)
_JOINT = re.compile(r"\s*(?:、|/|和|与|及|以及)\s*")
_CLAUSE_END = re.compile(r"[，。；：\n]")
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class _Token:
    low: Decimal
    high: Decimal
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Lexer:
    token: re.Pattern[str]
    unit_of: dict[str, str]
    operator_of: dict[str, Operator]
    weak: frozenset[str]
    before: re.Pattern[str]
    far: re.Pattern[str]
    after: re.Pattern[str]


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
        When two comparators of one quantity contradict each other.

    Examples
    --------
    >>> [(q.op, q.low, q.high, q.unit) for q in quantities("每万名居民有2—3名，不低于７０％")]
    [('range', Decimal('2'), Decimal('3'), '名/万人'), ('>=', Decimal('70'), None, '%')]
    """
    plain = to_ascii(text)
    lexer = _lexer(packaged_grammar() if grammar is None else grammar)
    found: list[Quantity] = []
    tokens = list(_tokens(plain, lexer))
    previous_end = 0
    for token in tokens:
        found.append(_quantity(text, plain, token, previous_end, lexer))
        previous_end = token.end
    return _share_comparators(_take_baselines(found, plain), plain)


@lru_cache(maxsize=8)
def _lexer(grammar: Grammar) -> _Lexer:
    unit_of = {to_ascii(form): unit.unit for unit in grammar.units for form in unit.printed}
    unit = _alternatives(unit_of)
    roles = {
        role: {term.term: term.code for term in grammar.terms if term.role == role}
        for role in ("before", "before_weak", "before_far", "after")
    }
    operator_of: dict[str, Operator] = {
        term: _operator(code) for words in roles.values() for term, code in words.items()
    }
    adjacent = _alternatives({**roles["before"], **roles["before_weak"]})
    to = rf" ?{_TO} ?"
    token = (
        rf"(?P<skip>{DATES})"
        rf"|(?P<part>百|千|{CHINESE})分之(?P<parts>{NUMERAL})"
        rf"(?:{to}(?:[百千]分之)?(?P<parts_to>{NUMERAL}))?"
        rf"|(?P<tenths>[一二三四五六七八九])成(?P<half>半)?{NOT_TENTHS}"
        rf"|(?<![第A-Za-z\d])(?P<low>{NUMERAL})(?: ?(?P<low_unit>{unit}))?"
        rf"(?:{to}(?P<high>{NUMERAL})(?: ?(?P<high_unit>{unit}))?)?"
        rf"(?: ?/ ?(?P<per>(?:10|十) ?万))?(?![A-Za-z])"
    )
    return _Lexer(
        token=re.compile(token),
        unit_of=unit_of,
        operator_of=operator_of,
        weak=frozenset(roles["before_weak"]),
        before=re.compile(rf"({adjacent})(?:[了到至为在]|[^，。；、：\d]{{1,12}}的)? ?$"),
        far=re.compile(rf"({_alternatives(roles['before_far'])})[^，。；\n]*$"),
        after=re.compile(rf"(?: ?[(（]含[)）])? ?({_alternatives(roles['after'])})"),
    )


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _operator(code: str) -> Operator:
    operators: dict[str, Operator] = {op: op for op in (">=", ">", "<=", "<", "=", "~")}
    return operators[code]


def _tokens(plain: str, lexer: _Lexer) -> Iterator[_Token]:
    for match in lexer.token.finditer(plain):
        if match["skip"]:
            continue
        if match["tenths"]:
            value = numeral(match["tenths"]) * 10 + (5 if match["half"] else 0)
            yield _Token(value, value, "%", *match.span())
        elif match["part"]:
            yield _fraction(match)
        elif token := _number(match, lexer):
            yield token


def _fraction(match: re.Match[str]) -> _Token:
    low = numeral(match["parts"])
    high = numeral(match["parts_to"]) if match["parts_to"] else low
    if match["part"] == "千":
        return _Token(low, high, "‰", *match.span())
    whole = Decimal(100) if match["part"] == "百" else numeral(match["part"])
    return _Token(low * 100 / whole, high * 100 / whole, "%", *match.span())


def _number(match: re.Match[str], lexer: _Lexer) -> _Token | None:
    form = match["high_unit"] or match["low_unit"]
    if not form and not match["per"] and re.match(CHINESE, match["low"]):
        return None  # 三医联动, 两票制: a Chinese numeral without a unit is part of a name
    unit = "/10万" if match["per"] else lexer.unit_of[form] if form else ""
    low = numeral(match["low"])
    high = numeral(match["high"]) if match["high"] else low
    return _Token(low, high, unit, *match.span())


def _quantity(text: str, plain: str, token: _Token, previous_end: int, lexer: _Lexer) -> Quantity:
    left = plain[max(previous_end, token.start - _WINDOW) : token.start]
    start, end, words = token.start, token.end, []
    if (found := lexer.before.search(left)) or (found := lexer.far.search(left)):
        words.append(found[1])
        start = token.start - len(left) + found.start(1)
    if after := lexer.after.match(plain, token.end):
        words.append(after[1])
        end = after.end()
    op = _joined_operator(words, lexer, text[start:end])
    if token.low != token.high:
        op = "range"
    per = _PER.search(_CLAUSE_END.split(plain[max(0, token.start - _WINDOW) : token.start])[-1])
    return Quantity(
        op=op,
        low=None if op in ("<=", "<") else token.low,
        high=None if op in (">=", ">") else token.high,
        unit=f"{token.unit}/{per[1]}人" if per and token.unit.isalpha() else token.unit,
        measure=_measure(plain, start, token),
        baseline=None,
        base_year=_base_year(plain, start, token),
        start=start,
        end=end,
        number_start=token.start,
        number_end=token.end,
        text=text[start:end],
    )


def _joined_operator(words: list[str], lexer: _Lexer, text: str) -> Operator:
    strong = [word for word in words if word not in lexer.weak] or words
    operators = {lexer.operator_of[word] for word in strong}
    if len(operators) > 1 and len({op[0] for op in operators}) > 1:
        raise UnreadableClauseError(
            f"The comparators {' and '.join(strong)} of {text!r} contradict each other; "
            "add a repair with its reason, or correct the clause."
        )
    return min(operators, key=len) if operators else "="


def _measure(plain: str, start: int, token: _Token) -> Measure:
    if token.unit == "个百分点":
        return "points"
    return "change" if _CHANGE.search(plain[max(0, start - 8) : start].rstrip()) else "level"


def _base_year(plain: str, start: int, token: _Token) -> int | None:
    if _measure(plain, start, token) == "level":
        return None
    years = _BASE_YEAR.findall(re.split("[。；\n]", plain[max(0, start - _WINDOW) : start])[-1])
    return int(years[-1]) if years else None


def _take_baselines(found: list[Quantity], plain: str) -> list[Quantity]:
    # 由45%降到30%以下: the first number is where the second one starts from.
    kept: list[Quantity] = []
    for quantity in found:
        if (
            kept
            and plain[: kept[-1].start].rstrip().endswith(("由", "从"))
            and _MOVED_TO.match(plain[kept[-1].end : quantity.number_start].lstrip())
        ):
            kept.append(replace(quantity, baseline=kept.pop().low))
        else:
            kept.append(quantity)
    return kept


def _share_comparators(found: list[Quantity], plain: str) -> list[Quantity]:
    # 分别不低于22%和30%, 分别达到82%、95%以上: one comparator holds for the whole list.
    shared = list(found)
    for i in range(1, len(shared)):
        first, second = shared[i - 1], shared[i]
        if first.start < first.number_start and _bare(second) and _listed(first, second, plain):
            shared[i] = _with_operator(second, first)
    for i in range(len(shared) - 1, 0, -1):
        first, second = shared[i - 1], shared[i]
        trailing = second.end > second.number_end and first.end == first.number_end
        if trailing and first.op != "range" and _listed(first, second, plain):
            shared[i - 1] = _with_operator(first, second)
    return shared


def _listed(first: Quantity, second: Quantity, plain: str) -> bool:
    between = plain[first.end : second.start]
    return first.unit == second.unit and bool(_JOINT.fullmatch(between))


def _bare(quantity: Quantity) -> bool:
    return quantity.op == "=" and quantity.start == quantity.number_start


def _with_operator(quantity: Quantity, model: Quantity) -> Quantity:
    value = quantity.low if quantity.low is not None else quantity.high
    return replace(
        quantity,
        op=model.op,
        low=None if model.op in ("<=", "<") else value,
        high=None if model.op in (">=", ">") else value,
        measure=model.measure,
        base_year=model.base_year,
    )
