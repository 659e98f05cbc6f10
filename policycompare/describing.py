"""Rows that use a name no codelist holds go in; how to describe it, with grounds, comes out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policycompare.bounds import bound
from policycompare.constraints import Tables
from policycompare.draft_words import verb_of
from policycompare.model import Candidate
from policycompare.normalise import COUNTERS
from policycompare.quantities import FALLS
from policycompare.scopes import WITHOUT
from policycompare.stating import Statement

DIRECTIONS = {">=": "higher", ">": "higher", "<=": "lower", "<": "lower"}
"""Which way is ambitious where a comparator says so; proposed for a person to confirm."""

WHOLE = 100
_COUNTED = frozenset().union(*COUNTERS)
_WITHOUT = re.compile(f"（{WITHOUT.pattern}[^（）]*）")
"""What a value is without tells neither theme nor direction: 医疗服务收入（不含药品、耗材）."""


@dataclass(frozen=True, slots=True)
class Described:
    """Codes proposed for a new indicator, empty where nothing tells, and why."""

    theme: str
    direction: str
    grounds: str


class Describer:
    """Proposes a theme and a direction for a name by the words that `hints.csv` knows.

    Examples
    --------
    >>> from policycompare.scan import candidates
    >>> from policycompare.sources import read_tables
    >>> clause = "每千人口注册护士数达到3.4人"
    >>> Describer(read_tables()).of("每千人口注册护士数", candidates(clause), [clause], [])
    Described(theme='workforce', direction='higher', grounds='主题：“护士数”；方向：比较词')
    """

    def __init__(self, tables: Tables) -> None:
        self._hints: dict[str, list[tuple[str, str]]] = {}
        holders = tables["hints"]["role"] == "holder"
        self._holders = tuple(tables["hints"].loc[holders, "word"])
        rows = tables["hints"]
        for word, role, code in zip(rows["word"], rows["role"], rows["code"], strict=True):
            self._hints.setdefault(role, []).append((word, code))

    def of(
        self,
        name: str,
        stated: Iterable[Candidate | Statement],
        clauses: Sequence[str],
        headings: Sequence[str],
        printed: Sequence[str] = (),
    ) -> Described:
        """Describe a name by what is stated of it, in clauses under headings, the nearest last.

        Which way a value moves is read from the clauses, or from `printed` alone.
        """
        name, *clauses = (_WITHOUT.sub("", text) for text in (name, *clauses))
        theme, theme_by = self._theme(name, clauses, headings)
        direction, direction_by = next(self._directions(name, list(stated), clauses, printed))
        grounds = [f"主题：{theme_by}", f"方向：{direction_by}"]
        return Described(theme, direction, "；".join(grounds))

    def _theme(self, name: str, clauses: Sequence[str], headings: Sequence[str]) -> tuple[str, str]:
        for place, texts in (("", [name]), ("标题", reversed(headings)), ("原文", clauses)):
            for text in texts:
                if hinted := self._hinted("theme", text):
                    return hinted[1], f"{place}“{hinted[0]}”"
        return "", "看不出，请选"

    def _directions(
        self,
        name: str,
        stated: Sequence[Candidate | Statement],
        clauses: Sequence[str],
        printed: Sequence[str],
    ) -> Iterator[tuple[str, str]]:
        for each in stated:
            verbs = (verb_of(each, text) for text in (*clauses, *printed))
            if verb := next(filter(None, verbs), ""):  # 下降不少于4个百分点: more of a fall
                yield ("lower" if verb in FALLS else "higher"), f"“{verb}”"
            if each.op in DIRECTIONS:
                yield DIRECTIONS[each.op], "比较词"
            if each.kind == "universal":
                yield "higher", "全覆盖"
            value = bound(each)
            if value is not None and each.baseline is not None and value != each.baseline:
                yield ("higher" if value > each.baseline else "lower"), "与现状相比"
        for text in (name, *clauses):
            if hinted := self._hinted("direction", text):
                yield hinted[1], f"“{hinted[0]}”"
        if any(each.unit == "%" and bound(each) == WHOLE for each in stated):
            yield "higher", "全部（100%）"
        if any(each.unit in _COUNTED for each in stated):
            yield "higher", "数的是个数，请核对"
        yield "none", "看不出，请核对"

    def _hinted(self, role: str, text: str) -> tuple[str, str] | None:
        """Give the longest word of a role that a text holds, of several the last.

        What an institution does says more than its name: 远程会诊 more than 乡镇卫生院.
        """
        held = [
            (not word.endswith(self._holders), len(word), text.rfind(word), word, code)
            for word, code in self._hints[role]
            if word in text
        ]
        return max(held)[3:] if held else None
