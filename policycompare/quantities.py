"""Running text goes in; every quantity in it comes out with comparator, bounds, unit and span."""

import re

from policycompare.bounds import bound
from policycompare.comparators import WINDOW, Comparators, comparators_of, compared
from policycompare.model import Grammar, Measure, Operator, Quantity
from policycompare.numerals import to_ascii
from policycompare.tokens import (
    PEOPLE,
    PERSONS,
    Token,
    people,
    tokens,
)
from policycompare.wordlists import packaged_grammar

_PER = re.compile(
    rf"(?:每 ?({PEOPLE}){PERSONS}|(?<![\d百千万亿])([千万])"
    r"(?:人(?:口|均|(?=[^，。；\d]{1,8}数))|名(?:老年?人|居民|儿童)))[^，。；]*$"
)
UNCOUNTED = frozenset(("个百分点", "岁", "年", "个月", "周", "天", "小时", "分钟", "倍"))
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
_FROM = re.compile(
    rf"[由从] ?(?:{_YEAR_OF} ?|(?:原来|目前|现在|现有|现行|上一?年度?|去年|今年)的)?$"
)
_MOVED_TO = re.compile(
    r"(?:左右|以上|以下)?(?:县（市、区）|[，,]|[\u4e00-\u9fff]{1,6}?)?? ?"
    r"(?:逐步|稳步|分别|力争)?"
    rf"(?:[下上降低减少压缩短提高升增加补长扩大调整精简放宽]{{1,4}}|控制)[到至为](?:{_YEAR_OF})? ?"
)
_BASE_YEAR = re.compile(
    r"(?:比|较|与|(?:在|以)(?= ?\d{4} ?年[底末]?(?:的?基础|为基))) ?(\d{4}) ?年"
)
_JOINT = re.compile(r"\s*(?:、|/|和|与|及|以及)\s*")
_RATES = frozenset(("%", "‰", "/万", "/10万"))
"""Units of which a list may hold several: 下降到14/10万和5‰以下."""

_AT_LEAST = ("至少", "不少于", "最少")
_NOUN_JOINT = re.compile(r"[^，。；、\d\n和及与或]{1,16}(?:、|和|与|及|以及)[^，。；、\d\n]{0,6}")
"""What stands between two counts: 至少配备1名(医生、)1名护士."""

_NAMED_BEHIND = re.compile(r"[^，。；、\s和及与或）)]")
"""What a number counts stands behind it: 2名护士, not 护士2名、."""

_ASIDE = re.compile(r"[（(][^（()）\d]*[)）]")
_CLAUSE_END = re.compile(r"[，。；：\n]|[,;:](?!\d)")


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
    grammar = packaged_grammar() if grammar is None else grammar
    return [
        found._replace(text=text[found.start : found.end])
        for found in quantities_of(to_ascii(text), grammar)
    ]


def quantities_of(plain: str, grammar: Grammar) -> list[Quantity]:
    """Read every quantity in a text that `to_ascii` has written; see `quantities`."""
    words = comparators_of(grammar)
    found: list[Quantity] = []
    previous_end = 0
    for token in tokens(plain, grammar):
        found.append(_quantity(plain, token, previous_end, words))
        previous_end = token.end
    return _share_comparators(_take_baselines(found, plain), plain, words)


def _quantity(plain: str, token: Token, previous_end: int, words: Comparators) -> Quantity:
    op, start, end = compared(plain, token, previous_end, words)
    if token.low != token.high:
        op = "range"
    measure = _measure(plain, start, token)
    around = _ASIDE.sub("", plain[max(0, token.start - WINDOW) : token.start])
    per = _PER.search(_CLAUSE_END.split(around)[-1])
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
        text=plain[start:end],
    )


def _measure(plain: str, start: int, token: Token) -> Measure:
    if token.unit == "个百分点":
        return "points"
    changed = _change_before(plain, start) or _change_before(plain, token.start)
    if not changed and token.unit == "%":
        changed = _LOWERED.search(plain[max(0, start - WINDOW // 2) : start])
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
    years = _BASE_YEAR.findall(re.split("[。；\n]", plain[max(0, start - WINDOW) : start])[-1])
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
            kept.append(quantity._replace(baseline=baseline, base_year=base_year))
        else:
            kept.append(quantity)
    return kept


def _share_comparators(found: list[Quantity], plain: str, words: Comparators) -> list[Quantity]:
    # 分别不低于22%和30%, 分别达到82%、95%以上: one comparator holds for the whole list.
    if len(found) < 2:
        return found
    shared: list[Quantity] = []
    run: list[Quantity] = []
    for quantity in found:
        if run and not _listed(run[-1], quantity, plain):
            shared += _shared(run, words)
            run = []
        run.append(quantity)
    return _at_least_each([*shared, *_shared(run, words)], plain)


def _at_least_each(found: list[Quantity], plain: str) -> list[Quantity]:
    """Let 至少 hold for each of the things it opens a list of: 至少1名医生、2名护士."""
    each: list[Quantity] = []
    reaches = False
    for quantity in found:
        plainly = quantity.op == "=" and quantity.unit.isalpha() and quantity.measure == "level"
        alike = reaches and quantity.unit == each[-1].unit
        named = bool(_NAMED_BEHIND.match(plain, quantity.end))
        follows = alike and named and _NOUN_JOINT.fullmatch(plain, each[-1].end, quantity.start)
        reaches = bool(plainly and follows)
        each.append(_with_operator(quantity, ">=") if reaches else quantity)
        reaches = reaches or (quantity.op == ">=" and quantity.text.startswith(_AT_LEAST))
    return each


def _listed(first: Quantity, second: Quantity, plain: str) -> bool:
    between = plain[first.end : second.start]
    alike = first.unit == second.unit or {first.unit, second.unit} <= _RATES
    return alike and bool(_JOINT.fullmatch(between))


def _shared(run: list[Quantity], words: Comparators) -> list[Quantity]:
    shared = list(run)
    ahead: list[Quantity | None] = []
    for i, quantity in enumerate(run):
        leads = quantity.start < quantity.number_start and quantity.op != "range"
        ahead.append(quantity if leads else ahead[-1] if ahead else None)
        if i and quantity.start == quantity.number_start and shared[i - 1].measure == "change":
            shared[i] = quantity._replace(measure="change", base_year=shared[i - 1].base_year)
        if (leader := ahead[-1]) and quantity.op == "=":
            shared[i] = _with_operator(shared[i], leader.op)
    behind: Quantity | None = None
    for i, quantity in reversed(list(enumerate(run))):
        leader = ahead[i]
        if quantity.end > quantity.number_end and quantity.op != "range":
            behind = quantity
        elif behind and quantity.op != "range" and _yields(leader, words):
            shared[i] = _with_operator(shared[i], behind.op)
    return shared


def _yields(leader: Quantity | None, words: Comparators) -> bool:
    return leader is None or leader.text.startswith(words.weak)


def _with_operator(quantity: Quantity, op: Operator) -> Quantity:
    value = bound(quantity)
    return quantity._replace(
        op=op,
        low=None if op in ("<=", "<") else value,
        high=None if op in (">=", ">") else value,
    )
