"""A statement or a sentence goes in; whether it can be no target comes out, told at a glance.

It is there for speed: plans are full of 通报一次 and 三个月内, which no rule need weigh.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from policycompare.conditions import AIM_NOUN, is_aim
from policycompare.durations import LIMITED, has_limit_behind, is_timed
from policycompare.judging import DURATIONS, has_own_rule
from policycompare.model import Grammar
from policycompare.numerals import DIGITS, MYRIADS, PLACES
from policycompare.shares import is_index
from policycompare.stating import Statement, trigger
from policycompare.tokens import alternatives, having

_NUMERALS = "".join((*DIGITS, *PLACES, *MYRIADS))


def is_no_measure(statement: Statement, before: str, text: str, after: str) -> bool:
    """Tell a number that is no target whatever surrounds it: 12320热线, 通报一次.

    It is a duration of nothing measured; or it has no comparator, and either no unit and no index
    before it, or it is one thing in words.
    """
    if statement.kind != "quantified" or is_aim(after):
        return False
    if statement.unit in DURATIONS:
        limits = statement.op == "<=" and statement.unit in LIMITED
        return not (limits or is_timed(before + text))
    if statement.op != "=":
        return False
    if not statement.unit:
        return not is_index(before)
    one = text.startswith("一") and statement.low == 1 and "至少" not in before
    return one and not (has_own_rule(statement.unit) or "/" in statement.unit)


@dataclass(frozen=True, slots=True)
class Glance:
    """Patterns that tell a sentence in which every statement is one of `is_no_measure`.

    `more` finds anything measurable but one thing in words and durations; `weighed` what makes
    one of these a target: a comparator, a density, an aim; `duration` those that may be measured.
    """

    more: re.Pattern[str]
    weighed: re.Pattern[str]
    duration: re.Pattern[str]

    def is_idle(self, text: str, start: int, end: int) -> bool:
        """Tell a sentence of a text that states no target.

        Examples
        --------
        >>> from policycompare.wordlists import packaged_grammar
        >>> glance = glance_of(packaged_grammar())
        >>> texts = ("每季度通报一次", "各地十日内动员", "每季度不少于一次", "平均住院日八天")
        >>> [glance.is_idle(text, 0, len(text)) for text in texts]
        [True, True, False, False]
        """
        if self.more.search(text, start, end) or self.weighed.search(text, start, end):
            return False
        for found in self.duration.finditer(text, start, end):
            clause = max([text.rfind(sign, start, found.start()) for sign in "，；\t"]) + 1
            if is_timed(text[max(start, clause) : found.end()]):
                return False
            behind = text[found.end() : end]
            if behind.startswith("内") and has_limit_behind(behind[1:]):
                return False
        return True


@lru_cache(maxsize=8)
def glance_of(grammar: Grammar) -> Glance:
    """Give the patterns for the words of a grammar."""
    times: list[str] = []
    counts: list[str] = []
    others: list[str] = []
    for unit in grammar.units:
        own = has_own_rule(unit.unit) or "/" in unit.unit
        untimed = unit.unit in DURATIONS and not is_timed(unit.unit)  # but for 工作日
        (times if untimed else others if own else counts).extend(unit.printed)
    duration = rf"(?:\d[\d.,]*|[{_NUMERALS}]) ?(?:{alternatives(times)})"
    one = rf"(?<![{_NUMERALS}])一(?!{alternatives(others)})(?:{alternatives(counts)})(?!内)"
    compares = [
        word
        for role in ("before", "before_weak", "before_far", "after")
        for word in having(grammar, role)
    ]
    weighed = rf"{alternatives(compares)}|{AIM_NOUN.template}|/|每 ?[百千万十]|[千万][人名]"
    more = trigger(grammar, f"{one}|{duration}")
    return Glance(more, re.compile(weighed), re.compile(duration))
