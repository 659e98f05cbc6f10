"""Nothing comes in; what a rule is told of a statement, and how rules are asked, goes out."""

from collections.abc import Callable
from typing import NamedTuple

from policycompare.cues import Pattern
from policycompare.model import LeftOut
from policycompare.stating import Statement

WHOLE_BESIDE_SHARE = ("和", "以及", "及")
"""What stands for 全部 beside a share: 卫生院和70%的村卫生室."""


class Situation(NamedTuple):
    """A statement with what stands around it.

    `text` is the statement as printed, `before` and `after` are the rest of its `clause`;
    `earlier` is the sentence before that clause, `frame` the sentence since the last deadline it
    states or the last semicolon.
    `dated`: a deadline that the sentence states holds for it · `past`: a year before the
    document's does · `beside`: a universal word that says whose share follows · `bracket`: it
    stands in brackets · `listed`: it goes on with a list · `told`: today's figure beside a
    target · `undated_document`: the document does not say its year · `ahead`: its sentence
    states a deadline after the document's year.
    """

    statement: Statement
    text: str
    clause: str
    before: str
    after: str
    earlier: str
    frame: str
    headings: tuple[str, ...]
    dated: bool
    past: bool
    beside: bool
    bracket: bool
    listed: bool
    told: bool
    undated_document: bool
    ahead: bool

    @property
    def bare(self) -> bool:
        """Whether no comparator is printed."""
        return self.statement.op == "="

    @property
    def percentage(self) -> bool:
        """Whether it counts in hundredths or thousandths."""
        return self.statement.unit in ("%", "‰")

    @property
    def level(self) -> bool:
        """Whether it says what is reached, not by how much something changes."""
        return self.statement.measure == "level"


NOT_AIMED = "(?![^，。；]{0,20}(?:推动|促进|力争|争取|确保|努力|(?<![主重需必])要|到20))"
"""Pattern of what goes before 取得成效 in no report: 到2020年，治理取得成效 is an aim."""

OUGHT = (
    "(?<![响供反适效对相感呼])应(?![用急对届]"
    "|(?!扩大|增加|提高|减少|控制|稳定|提升|达到)[^，。；]{1,6}(?:人数|总数|对象|人口|人群))"
)
"""Pattern of 应 that says what ought to be: not 响应, 应急, 应接种人数."""

_AIMS = Pattern(
    "(?:目标|任务|措施|打算|安排|思路)(?![^，。]{0,4}(?:完成|执行|落实|进展|实现|达成))"
    "(?!.*(?:现状|成效|回顾|背景))"
)
"""A heading of aims, also below one of problems: （二）工作目标; not 目标完成情况."""

Rule = Callable[[Situation], LeftOut | None]
"""Says what a statement is instead of a target; `None` when it finds nothing against it."""

Finding = tuple[LeftOut, Callable[[Situation], bool]]
"""A reason, and how to tell that it holds."""


def aims(headings: tuple[str, ...]) -> bool:
    """Tell that the nearest of the headings is one of aims."""
    return bool(headings) and bool(_AIMS.search(headings[-1]))


def first_reason(findings: tuple[Finding, ...], situation: Situation) -> LeftOut | None:
    """Give the reason that holds first."""
    for reason, holds in findings:
        if holds(situation):
            return reason
    return None
