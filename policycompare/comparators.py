"""A number in its text goes in; what the words around it compare it with comes out."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from policycompare.errors import UnreadableClauseError
from policycompare.model import Grammar, Operator
from policycompare.tokens import (
    DATES,
    PEOPLE,
    PERSONS,
    Token,
    alternatives,
    first_letters,
    masked_words,
)

NEGATION = "(?:不|未|没有?)[得能应可宜准许要会再]{0,2}"
"""Pattern of a negation before a comparator: 不得超过, 未达到."""

OPPOSITE: dict[Operator, Operator] = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
"""What a negated comparator means."""

_WITHIN_TIME = re.compile(r"(?<=[时钟天周月日年])内(?![科外部设])")
WINDOW = 60
"""Characters before a number in which what is said of it stands."""


class _Comparator(NamedTuple):
    word: str
    op: Operator
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Comparators:
    """The words that compare, by their place to a number, as patterns."""

    operator_of: dict[str, Operator]
    weak: tuple[str, ...]
    skip: re.Pattern[str]
    before: re.Pattern[str]
    far: re.Pattern[str]
    after: re.Pattern[str]
    after_noun: re.Pattern[str]


@lru_cache(maxsize=8)
def comparators_of(grammar: Grammar) -> Comparators:
    """Give the words that compare, as a grammar has them."""
    roles = {
        role: {term.term: term.code for term in grammar.terms if term.role == role}
        for role in ("before", "before_weak", "before_far", "after")
    }
    masked = masked_words(grammar)
    since = r"近 ?[一二两三四五六七八九十\d]+ ?年"
    operator_of: dict[str, Operator] = {
        term: _operator(code) for words in roles.values() for term, code in words.items()
    }
    per = f"每 ?(?:{PEOPLE}){PERSONS}(?:拥?有|配备)?"  # 达到每万人口4.5张
    far = "(?<![超逾])"  # 超90%, but not 超支部分的50%
    adjacent = alternatives({**roles["before"], **roles["before_weak"]})
    return Comparators(
        operator_of=operator_of,
        weak=tuple(roles["before_weak"]),
        skip=re.compile(rf"(?=[{first_letters(grammar)}])(?:{DATES}|{since}|{masked})"),
        before=re.compile(
            rf"(?P<no>{NEGATION})?(?P<word>{adjacent})"
            rf"(?:[了到至为在]|年?\0{{2}}|每(?:[人生户](?:每年|次)?|小时|日|天)|{per}|[（(]含[)）]|{far}(?P<of>[^，。；、：\d]{{1,20}}的)"
            rf"|{far}(?P<whole>(?:(?!{adjacent})[^，。；、：的\d]){{2,8}}))?\s{{0,3}}$"
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


def compared(
    plain: str, token: Token, previous_end: int, words: Comparators
) -> tuple[Operator, int, int]:
    """Give what the words around a number compare it with, and the span of number and words.

    Examples
    --------
    >>> from policycompare.wordlists import packaged_grammar
    >>> from policycompare.tokens import tokens
    >>> text, grammar = "签约率不低于60%，", packaged_grammar()
    >>> compared(text, next(tokens(text, grammar)), 0, comparators_of(grammar))
    ('>=', 3, 9)
    """
    before, start = _comparators_before(plain, token, previous_end, words)
    after, end = _comparators_after(plain, token, words)
    return _joined_operator([*before, *after], plain[start:end]), start, end


def _comparators_before(
    plain: str, token: Token, previous_end: int, words: Comparators
) -> tuple[list[_Comparator], int]:
    offset = max(previous_end, token.start - WINDOW)
    left = plain[offset : token.start]
    left = words.skip.sub(lambda skipped: "\0" * len(skipped[0]), left)
    found = words.before.search(left)
    counted = token.unit.isalpha() and token.unit != "倍"
    if found and found["whole"] and (found["word"] in words.weak or token.unit != "%"):
        found = None  # 不低于业务支出40%, but not 达到国家标准的 or 不超过规定时限3天
    if found and found["of"] and found["word"] in words.weak and counted:
        found = None  # 达到总量的25%, but not 达到标准的3个县
    comparators = []
    if found:
        word, op = found["word"], words.operator_of[found["word"]]
        no = bool(found["no"] and op in OPPOSITE)
        comparators.append(
            _Comparator(found[0], OPPOSITE[op] if no else op, word in words.weak and not no)
        )
        left = left[: found.start() if no else found.start("word")]
    start = offset + len(left) if found else token.start
    if (not found or comparators[0].weak) and (far := words.far.search(left)):
        comparators.append(_Comparator(far[1], words.operator_of[far[1]]))
        start = offset + far.start()
    return comparators, start


def _comparators_after(
    plain: str, token: Token, words: Comparators
) -> tuple[list[_Comparator], int]:
    comparators = [_Comparator("多", ">")] if token.more else []
    found = words.after.match(plain, token.end)
    if not found and token.unit.isalpha():
        found = words.after_noun.match(plain, token.end)  # 100张床位以上, but not 1所二级以上医院
    if found:
        return [*comparators, _Comparator(found[1], words.operator_of[found[1]])], found.end()
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
