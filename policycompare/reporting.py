"""A statement in its passage goes in; whether a report of what was reached holds it comes out."""

from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter

from policycompare.cues import Pattern
from policycompare.sentences import Sentence
from policycompare.situation import NOT_AIMED, OUGHT

_END = itemgetter(1)
_OPENED = Pattern(
    r"(?:^|[。！])(?:截至|截止)? ?((?:19|20)\d\d) ?年"
    r"|截[至止] ?((?:19|20)\d\d) ?年(?=[^。]{0,60}?(?:<success>))"
)
"""A sentence that opens with a year, or says how far things are: 2015年，全县…."""

_AHEAD = Pattern(f"确保|力争|争取|今后|下一步|(?<![主重需必首])要(?![素求点])|{OUGHT}")
"""What ends a report: 力争药占比降到30%以下."""

_SUCCESS = Pattern(
    f"(?:^|[，。；]){NOT_AIMED}"
    "[^，。；]{0,40}取得[^。，]{0,12}?(?:<success>)"
    r"|(?:^|。)[^，。；]{0,24}(?:\d+|[一二三四五六七八九十])[多余几]?年(?:以来|来)，"
    "|(?:^|。)(?:近年来|过去(?:的)?[一两三五几]年|[一两三五几]年来|[^。，；]{2,24}以来)，"
    "|(?:看到|(?<!充分)认识到)[^。]{0,30}(?:问题|不足|短板|困难|差距|挑战)|(?:也要|也应|还要)看到"
)
"""What opens a report of what was reached, or of what is wanting."""

_TURNS = Pattern(
    r"下一步|今后|为此|现(?:就|将|提出|制定|结合)|到 ?20\d\d ?年[底末]?，"
    r"|(?<!截)至 ?20\d\d ?年[底末]?，"
    "|各[级地单部][^，。；]{0,16}要|按照?[^，。；]{2,16}(?:部署|要求|安排)，"
    "|制[定订][^，。；]{0,6}如下|提出(?:如下|以下)"
)
"""What ends it for the sentences that follow."""

_FIRM = ("不低于", "不少于", "不高于", "不超过", "至少", "控制在", "力争")


def is_told(sentence: Sentence, start: int, document_year: int) -> bool:
    """Tell a statement in a report, that nothing says is aimed at."""
    ahead = _AHEAD.search(sentence.text, sentence.start, start)
    if ahead or sentence.text.startswith(_FIRM, start):
        return False
    return _in_report(sentence, start, document_year)


def _in_report(sentence: Sentence, start: int, document_year: int) -> bool:
    """Tell a statement after one of an earlier year or of success: 改革取得明显成效。参保率95%."""
    openings = _openings(sentence.text)
    place = bisect_right(openings, sentence.start, key=_END) - 1
    told = place >= 0 and openings[place][0] < document_year
    told = told and not 0 < _aimed(sentence.text, openings[place][1]) <= sentence.start
    success = _success(sentence.text)
    reported = 0 < success <= sentence.start
    return told or (reported and not 0 < _turn(sentence.text) <= start)


@lru_cache(maxsize=4)
def _openings(text: str) -> tuple[tuple[int, int], ...]:
    """Give the years that open sentences of a passage, and where they end."""
    return tuple((int(found[1] or found[2]), found.end()) for found in _OPENED.finditer(text))


@lru_cache(maxsize=8)
def _aimed(text: str, opened: int) -> int:
    """Give where a passage says what ought to be, behind what it has told; 0 where it does not."""
    found = _AHEAD.search(text, opened)
    return found.end() if found else 0


@lru_cache(maxsize=4)
def _success(text: str) -> int:
    """Give where a passage has first told of a success; 0 where it never does."""
    found = _SUCCESS.search(text)
    return found.end() if found else 0


@lru_cache(maxsize=4)
def _turn(text: str) -> int:
    """Give where a passage turns from what was reached to what is to be; 0 where it does not."""
    found = _TURNS.search(text, _success(text))
    return found.end() if found else 0
