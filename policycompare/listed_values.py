"""The quantities of a text go in; they come out with what their lists share: units, bounds."""

import re

from policycompare.bounds import bound
from policycompare.comparators import Comparators
from policycompare.model import Operator, Quantity
from policycompare.tokens import Token

_YEAR_OF = r"(\d{4}) ?年(?:底|末)?的?"
_FROM = re.compile(
    rf"[由从以] ?(?:{_YEAR_OF} ?|(?:原来|目前|当前|现在|现有|现行|上一?年度?|去年|今年)的)?$"
)
_MOVED_TO = re.compile(
    r"(?:左右|以上|以下)?(?:为基[数准])?(?:县（市、区）|[，,]|[\u4e00-\u9fff]{1,6}?)?? ?"
    r"(?:逐步|稳步|分别|力争)?"
    rf"(?:[下上降低减少压缩短提高升增加补长扩大调整精简放宽]{{1,4}}|控制)[到至为](?:{_YEAR_OF})? ?"
)
_JOINT = re.compile(r"\s*(?:、|/|和|与|及|以及)\s*")
_RATES = frozenset(("%", "‰", "/万", "/10万"))
"""Units of which a list may hold several: 下降到14/10万和5‰以下."""

_NEAR = 8
_AT_LEAST = ("至少", "不少于", "最少", "不低于")
_NOUN_JOINT = re.compile(r"[^，。；、\d\n和及与或]{1,16}(?:、|和|与|及|以及)[^，。；、\d\n]{0,6}")
"""What stands between two counts: 至少配备1名(医生、)1名护士."""

_NAMED_BEHIND = re.compile(r"[^，。；、\s和及与或）)]")
"""What a number counts stands behind it: 2名护士, not 护士2名、."""


def with_points(found: list[Token], plain: str) -> list[Token]:
    """Let what stands behind the last of a list hold for all: 提高15、10和10个百分点."""
    if not any(token.unit == "个百分点" for token in found[1:]):
        return found
    for place in range(len(found) - 2, -1, -1):
        token, following = found[place], found[place + 1]
        joined = _JOINT.fullmatch(plain, token.end, following.start)
        if joined and not token.unit and following.unit == "个百分点":
            found[place] = token._replace(unit=following.unit)
    return found


def take_baselines(found: list[Quantity], plain: str) -> list[Quantity]:
    """Let the first of 由45%降到30%以下 be where the second one starts from."""
    found = _take_listed_baselines(found, plain) if len(found) > 2 else found
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


def _take_listed_baselines(found: list[Quantity], plain: str) -> list[Quantity]:
    # 分别由31%、36%提高到36%、45%: each starts from its own; 由14%和17%提高到20%: one aim of both.
    for first, origin in enumerate(found):
        if not _FROM.search(plain[max(0, origin.start - 16) : origin.start]):
            continue
        run = _run(found, first, plain)
        aims = _run(found, first + len(run), plain) if first + len(run) < len(found) else []
        moved = aims and _MOVED_TO.fullmatch(plain, run[-1].end, aims[0].start)
        if len(run) < 2 or not moved or len(aims) not in (1, len(run)):
            continue
        begun = aims
        if len(aims) == len(run):
            pairs = zip(run, aims, strict=True)
            begun = [aim._replace(baseline=bound(start)) for start, aim in pairs]
        return [*found[:first], *begun, *found[first + len(run) + len(aims) :]]
    return found


def _run(found: list[Quantity], first: int, plain: str) -> list[Quantity]:
    """Give the quantities of a list that begins with one of them."""
    last = first + 1
    while last < len(found) and _listed(found[last - 1], found[last], plain):
        last += 1
    return found[first:last]


def share_comparators(found: list[Quantity], plain: str, words: Comparators) -> list[Quantity]:
    """Let one comparator hold for a list: 分别不低于22%和30%, 分别达到82%、95%以上."""
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
        counts = quantity.unit.isalpha() or (
            quantity.unit == "%" and plain.startswith("的", quantity.end)
        )
        plainly = quantity.op == "=" and counts and quantity.measure == "level"
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
    if not between and first.unit == "类" and second.unit in ("项", "种"):
        return True  # 至少4类6项
    if not alike:
        alike = "分别" in plain[max(0, first.start - _NEAR) : first.start]
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
