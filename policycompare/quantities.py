"""Running text goes in; every quantity in it comes out with comparator, bounds, unit and span."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from policycompare.bounds import bound
from policycompare.errors import UnreadableClauseError
from policycompare.model import Grammar, Measure, Operator, Quantity
from policycompare.numerals import to_ascii
from policycompare.sources import packaged_grammar
from policycompare.tokens import (
    DATES,
    PEOPLE,
    PERSONS,
    Token,
    alternatives,
    first_letters,
    masked_words,
    people,
    tokens,
)

NEGATION = "(?:不|未|没有?)[得能应可宜准许要会再]{0,2}"
"""Pattern of a negation before a comparator: 不得超过, 未达到."""

OPPOSITE: dict[Operator, Operator] = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
"""What a negated comparator means."""

_PER = re.compile(
    rf"(?:每 ?({PEOPLE}){PERSONS}|(?<![\d百千万亿])([千万])"
    r"(?:人(?:口|均|(?=[^，。；\d]{1,8}数))|名(?:老年?人|居民|儿童)))[^，。；]*$"
)
UNCOUNTED = frozenset(("个百分点", "岁", "年", "个月", "天", "小时", "分钟", "倍"))
"""Units that are never so many per people: 每千人口拥有3岁以下婴幼儿托位4.5个."""

FALLS = ("下降", "降低", "减少", "缩短", "压缩", "压减", "缩减", "下调", "下浮")
RISES = ("增长", "增加", "新增", "提高", "提升", "上升", "上调", "上浮")
_CHANGE = re.compile(rf"({'|'.join(FALLS + RISES)})了?$")
_LOWERED = re.compile(
    r"(?:^|[，。；、\n])(?:进一步|逐步|适当|力争)?(?:降低|减少|压缩|压减|下调)(?!幅度)"
    r"[^，。；、：\d到至为达控在比较率]{2,12}$"
)
"""A verb before what falls: 降低起付标准20%."""

_YEAR_OF = r"(\d{4}) ?年(?:底|末)?的?"
_FROM = re.compile(rf"[由从] ?(?:{_YEAR_OF} ?|(?:原来|目前|现在|现有|现行|上一?年|去年)的)?$")
_MOVED_TO = re.compile(
    rf"(?:左右|以上|以下)?[，,]? ?(?:逐步|稳步|分别|力争)?"
    rf"(?:[下上降低减少压缩短提高升增加长扩大调整]{{1,4}}|控制)[到至为](?:{_YEAR_OF})? ?"
)
_BASE_YEAR = re.compile(
    r"(?:比|较|与|(?:在|以)(?= ?\d{4} ?年[底末]?(?:的?基础|为基))) ?(\d{4}) ?年"
)
_WITHIN_TIME = re.compile(r"(?<=[时钟天月日年])内(?![科外部设])")
_JOINT = re.compile(r"\s*(?:、|/|和|与|及|以及)\s*")
_CLAUSE_END = re.compile(r"[，。；：\n]|[,;:](?!\d)")
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class _Comparator:
    word: str
    op: Operator
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Lexer:
    operator_of: dict[str, Operator]
    weak: tuple[str, ...]
    skip: re.Pattern[str]
    before: re.Pattern[str]
    far: re.Pattern[str]
    after: re.Pattern[str]
    after_noun: re.Pattern[str]


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
    plain = to_ascii(text)
    grammar = packaged_grammar() if grammar is None else grammar
    lexer = _lexer(grammar)
    found: list[Quantity] = []
    previous_end = 0
    for token in tokens(plain, grammar):
        found.append(_quantity(text, plain, token, previous_end, lexer))
        previous_end = token.end
    return _share_comparators(_take_baselines(found, plain), plain, lexer)


@lru_cache(maxsize=8)
def _lexer(grammar: Grammar) -> _Lexer:
    roles = {
        role: {term.term: term.code for term in grammar.terms if term.role == role}
        for role in ("before", "before_weak", "before_far", "after")
    }
    masked = masked_words(grammar)
    operator_of: dict[str, Operator] = {
        term: _operator(code) for words in roles.values() for term, code in words.items()
    }
    adjacent = alternatives({**roles["before"], **roles["before_weak"]})
    return _Lexer(
        operator_of=operator_of,
        weak=tuple(roles["before_weak"]),
        skip=re.compile(rf"(?=[{first_letters(grammar)}])(?:{DATES}|{masked})"),
        before=re.compile(
            rf"(?P<no>{NEGATION})?(?P<word>{adjacent})"
            rf"(?:[了到至为在]|年?\0{{2}}|每[人生户](?:每年|次)?|[（(]含[)）]|(?P<of>[^，。；、：\d]{{1,12}}的)"
            rf"|(?P<whole>(?:(?!{adjacent})[^，。；、：的\d]){{2,8}}))?\s{{0,3}}$"
        ),
        far=re.compile(rf"({alternatives(roles['before_far'])})[^，。；\n]*$"),
        after=re.compile(
            rf"(?: ?[(（]含[)）])?\s{{0,2}}(?!{masked})({alternatives(roles['after'])})"
        ),
        after_noun=re.compile(
            rf"[^，。；、\d\s]{{1,3}}?(?<![级等科])(?!{masked})({alternatives(roles['after'])})"
        ),
    )


def _operator(code: str) -> Operator:
    operators: dict[str, Operator] = {op: op for op in (">=", ">", "<=", "<", "=", "~")}
    return operators[code]


def _quantity(text: str, plain: str, token: Token, previous_end: int, lexer: _Lexer) -> Quantity:
    before, start = _comparators_before(plain, token, previous_end, lexer)
    after, end = _comparators_after(plain, token, lexer)
    op = _joined_operator([*before, *after], text[start:end])
    if token.low != token.high:
        op = "range"
    measure = _measure(plain, start, token)
    per = _PER.search(_CLAUSE_END.split(plain[max(0, token.start - _WINDOW) : token.start])[-1])
    counted = token.unit.isalpha() and token.unit not in UNCOUNTED
    return Quantity(
        op=op,
        low=None if op in ("<=", "<") else token.low,
        high=None if op in (">=", ">") else token.high,
        unit=f"{token.unit}/{people(per[1] or per[2])}人" if per and counted else token.unit,
        measure=measure,
        baseline=None,
        base_year=None if measure == "level" else _base_year(plain, start),
        start=start,
        end=end,
        number_start=token.start,
        number_end=token.end,
        text=text[start:end],
    )


def _comparators_before(
    plain: str, token: Token, previous_end: int, lexer: _Lexer
) -> tuple[list[_Comparator], int]:
    offset = max(previous_end, token.start - _WINDOW)
    left = plain[offset : token.start]
    left = lexer.skip.sub(lambda skipped: "\0" * len(skipped[0]), left)
    found = lexer.before.search(left)
    counted = token.unit.isalpha() and token.unit != "倍"
    if found and found["whole"] and (found["word"] in lexer.weak or token.unit != "%"):
        found = None  # 不低于业务支出40%, but not 达到国家标准的 or 不超过规定时限3天
    if found and found["of"] and found["word"] in lexer.weak and counted:
        found = None  # 达到总量的25%, but not 达到标准的3个县
    comparators = []
    if found:
        word, op = found["word"], lexer.operator_of[found["word"]]
        no = bool(found["no"] and op in OPPOSITE)
        comparators.append(
            _Comparator(found[0], OPPOSITE[op] if no else op, word in lexer.weak and not no)
        )
        left = left[: found.start() if no else found.start("word")]
    start = offset + len(left) if found else token.start
    if (not found or comparators[0].weak) and (far := lexer.far.search(left)):
        comparators.append(_Comparator(far[1], lexer.operator_of[far[1]]))
        start = offset + far.start()
    return comparators, start


def _comparators_after(plain: str, token: Token, lexer: _Lexer) -> tuple[list[_Comparator], int]:
    comparators = [_Comparator("多", ">")] if token.more else []
    found = lexer.after.match(plain, token.end)
    if not found and token.unit.isalpha():
        found = lexer.after_noun.match(plain, token.end)  # 100张床位以上, but not 1所二级以上医院
    if found:
        return [*comparators, _Comparator(found[1], lexer.operator_of[found[1]])], found.end()
    if found := _WITHIN_TIME.match(plain, token.end):
        return [*comparators, _Comparator("内", "<=")], found.end()
    return comparators, token.end


def _joined_operator(comparators: list[_Comparator], text: str) -> Operator:
    strong = [each for each in comparators if not each.weak] or comparators
    operators = {each.op for each in strong}
    if len({op[0] for op in operators}) > 1:
        words = " and ".join(each.word.strip() for each in strong)
        raise UnreadableClauseError(
            f"The comparators {words} of {text!r} contradict each other; "
            "add a repair with its reason, or correct the clause."
        )
    return min(operators, key=len) if operators else "="


def _measure(plain: str, start: int, token: Token) -> Measure:
    if token.unit == "个百分点":
        return "points"
    changed = _change_before(plain, start) or _change_before(plain, token.start)
    if not changed and token.unit == "%":
        changed = _LOWERED.search(plain[max(0, start - _WINDOW // 2) : start])
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
    found = _change_before(to_ascii(text), quantity.start)
    return found[1] if found else ""


def _base_year(plain: str, start: int) -> int | None:
    years = _BASE_YEAR.findall(re.split("[。；\n]", plain[max(0, start - _WINDOW) : start])[-1])
    return int(years[-1]) if years else None


def _take_baselines(found: list[Quantity], plain: str) -> list[Quantity]:
    # 由45%降到30%以下: the first number is where the second one starts from.
    kept: list[Quantity] = []
    for quantity in found:
        origin = _FROM.search(plain[max(0, kept[-1].start - 16) : kept[-1].start]) if kept else None
        moved = origin and _MOVED_TO.fullmatch(plain[kept[-1].end : quantity.start])
        if origin and moved and kept[-1].unit in (quantity.unit, ""):
            start = kept.pop()
            baseline = bound(start)
            base_year = int(origin[1]) if origin[1] else quantity.base_year
            kept.append(replace(quantity, baseline=baseline, base_year=base_year))
        else:
            kept.append(quantity)
    return kept


def _share_comparators(found: list[Quantity], plain: str, lexer: _Lexer) -> list[Quantity]:
    # 分别不低于22%和30%, 分别达到82%、95%以上: one comparator holds for the whole list.
    shared: list[Quantity] = []
    run: list[Quantity] = []
    for quantity in found:
        if run and not _listed(run[-1], quantity, plain):
            shared += _shared(run, lexer)
            run = []
        run.append(quantity)
    return shared + _shared(run, lexer)


def _listed(first: Quantity, second: Quantity, plain: str) -> bool:
    between = plain[first.end : second.start]
    return first.unit == second.unit and bool(_JOINT.fullmatch(between))


def _shared(run: list[Quantity], lexer: _Lexer) -> list[Quantity]:
    shared = list(run)
    ahead: list[Quantity | None] = []
    for i, quantity in enumerate(run):
        leads = quantity.start < quantity.number_start and quantity.op != "range"
        ahead.append(quantity if leads else ahead[-1] if ahead else None)
        if i and quantity.start == quantity.number_start and shared[i - 1].measure == "change":
            shared[i] = replace(quantity, measure="change", base_year=shared[i - 1].base_year)
        if (leader := ahead[-1]) and quantity.op == "=":
            shared[i] = _with_operator(shared[i], leader.op)
    behind: Quantity | None = None
    for i, quantity in reversed(list(enumerate(run))):
        leader = ahead[i]
        if quantity.end > quantity.number_end and quantity.op != "range":
            behind = quantity
        elif behind and quantity.op != "range" and _yields(leader, lexer):
            shared[i] = _with_operator(shared[i], behind.op)
    return shared


def _yields(leader: Quantity | None, lexer: _Lexer) -> bool:
    return leader is None or leader.text.startswith(lexer.weak)


def _with_operator(quantity: Quantity, op: Operator) -> Quantity:
    value = bound(quantity)
    return replace(
        quantity,
        op=op,
        low=None if op in ("<=", "<") else value,
        high=None if op in (">=", ">") else value,
    )
