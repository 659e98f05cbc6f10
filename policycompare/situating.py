"""A statement with its sentence goes in; what stands around it comes out, ready to be judged."""

import re

from policycompare.cues import Pattern
from policycompare.facts import Facts
from policycompare.framing import Deadline, holds_on
from policycompare.outline import Passage
from policycompare.periods import FIVE_YEAR_PLANS
from policycompare.reporting import is_told
from policycompare.sentences import Sentence
from policycompare.situation import WHOLE_BESIDE_SHARE, Situation, aims

_STARTS = Pattern(r"(?:[比较到与前从自由按（(]|(?<!截)至) ?$")
"""What makes a year a base or an end, not a date: 比2015年, 到2015年."""

_BASE = Pattern(r"[到至由从] ?(\d{4}) ?年的?$")
"""下降到2017年的19%, said in 2018."""

_RESTED = Pattern(" ?年?[^，。；、前]{0,14}基础之?上")
"""在2018年试点的基础上: what a target rests on."""

_BORN = Pattern(" ?年?[^，。；]{0,14}出生")
_NOTED = Pattern(r"[（(](\d{4}) ?年[底末]?(?:为|是|(达到?))?[:：]? ?$")
"""The value of another year beside a target: ≥62%（2022年：61%）."""

_PLAN = re.compile(
    '(?:^|[。，；：,;:])(?:在|到)?[“"]?(十[一二三四五]五)[”"]?(?:期间|时期|期末|末期?)'
)
_FROM_PLAN = Pattern(
    r"\d{4} ?年(?!的)|基础|相比|未|遗留|较|比(?!例|重)|年内|年底|今后|力争|确保|十[一二三四五]五"
)
"""What makes a plan that has run out a point to start from: 在“十三五”期间…的基础上."""

_TOLD = Pattern(r"(?:<progress>)(?:到|至)?了|，到\d{4} ?年")
_NAMED = Pattern("[“‘][一二两三四五六七八九十]")
"""均建有“一场两馆”: a name behind the word, no number."""

_STATES = Pattern("[为是达] ?$")
_OWN_RATE = Pattern("[、和及][^，。；的]{1,16}(?:率|比[例重]|占比)[^，。；率]{0,5}$")
"""基层服务站乡镇全覆盖、村覆盖率不低于90%: two targets, if the first says what it is of."""

_NO_SUBJECT = re.compile(
    r"(?:[到至]? ?\d{4} ?年[底末]?前?)?(?:力争|确保|争取|基本|全面|实现|做到|达到|[要应须将]|，)*"
)
"""What may stand before 全覆盖 without saying what it is of."""

_JOINED = Pattern("(?:和|以及|及|、|与)$")


_RATE = re.compile("(?:率|比例|比重|占比)(?:仅?为|约为?)?$")


def situate(
    passage: Passage, sentence: Sentence, place: int, due: Deadline, facts: Facts
) -> Situation:
    """Gather what stands around the statement at a place of its sentence."""
    text, statement = sentence.text, sentence.statements[place]
    start, end = statement.start, statement.end
    first, last = sentence.clause(start)
    before, after = text[first:start], text[end : max(end, last)]
    stated = due.basis in ("stated", "carried")
    return Situation(
        statement=statement,
        text=text[start:end],
        clause=text[first : max(end, last)],
        before=before,
        after=after,
        earlier=text[sentence.start : first],
        frame=text[_frame_start(sentence, start, due) : start],
        headings=passage.headings,
        dated=due.year is not None and stated,
        past=_past(sentence, place, before, facts.year, due, aims(passage.headings)),
        beside=_beside(sentence, place, (first, last)),
        bracket=_in_bracket(before),
        listed=sentence.lists[place][0] > 0,
        told=_told(sentence, place, before, due, facts.year),
        undated_document=facts.year is None,
        ahead=due.start >= sentence.start and (due.year or 0) > (facts.year or due.year or 0),
    )


def _frame_start(sentence: Sentence, start: int, due: Deadline) -> int:
    begin = due.end if sentence.start <= due.start < start else sentence.start
    return max(begin, sentence.text.rfind("；", sentence.start, start) + 1)


def _in_bracket(before: str) -> bool:
    opened = before.count("（") + before.count("(")
    return opened > before.count("）") + before.count(")")


def _past(
    sentence: Sentence,
    place: int,
    before: str,
    document_year: int | None,
    due: Deadline,
    aimed: bool,
) -> bool:
    """Tell what was reached before the document's year: 2015年参保率达到95%, said in 2016."""
    start = sentence.statements[place].start
    noted = _NOTED.search(sentence.text, max(sentence.start, start - 12), start)
    if noted and (
        int(noted[1]) <= document_year
        if document_year
        else not (noted[2] or sentence.text.startswith("达", start))
    ):
        return True
    if document_year is None:
        return due.start < 0 and not aimed and is_told(sentence, start, 0)
    base = _BASE.search(before) if before.endswith(("年", "的")) else None
    since = base and int(base[1]) < document_year
    if since or _of_past_plan(sentence, place, document_year):
        return True
    statement = sentence.statements[place]
    before_it = [
        year
        for year in sentence.years
        if year.end() <= start and holds_on(sentence.text, year.end(), start)
    ]
    dated = next((year for year in reversed(before_it) if not _is_base(sentence, year)), None)
    dated = None if dated and _is_of_birth(sentence.text, dated) else dated
    if dated:
        tolerance = 1 if statement.kind == "universal" else 0
        later = due.start > dated.start() and (due.year or 0) >= document_year
        return not later and int(dated[1]) < document_year - tolerance
    printed = due.start >= 0 and (due.year or 0) >= document_year
    return not (aimed or before_it or printed) and is_told(sentence, start, document_year)


def _is_base(sentence: Sentence, year: re.Match[str]) -> bool:
    """较2015年, 到2020年, 在2018年的基础上: no date of what is told."""
    begin = max(sentence.start, year.start() - 2)
    bound = _STARTS.search(sentence.text, begin, year.start())
    return bool(bound or _RESTED.match(sentence.text, year.end()))


def _is_of_birth(text: str, year: re.Match[str]) -> bool:
    """2011年9月至2012年8月出生的女生: whose it is."""
    return bool(_BORN.match(text, year.end()))


def _of_past_plan(sentence: Sentence, place: int, document_year: int) -> bool:
    """Tell what a plan that has run out reached: “十一五”末，寿命提高到74.8岁, said in 2013."""
    start = sentence.statements[place].start
    if sentence.text.rfind("五", sentence.start, start) < 0:
        return False
    plans = list(_PLAN.finditer(sentence.text, sentence.start, start))
    if not plans or FIVE_YEAR_PLANS[plans[-1][1]] >= document_year:
        return False
    return not _FROM_PLAN.search(sentence.text, plans[-1].end(), start)


def _beside(sentence: Sentence, place: int, clause: tuple[int, int]) -> bool:
    """Tell a universal word that only names whose share follows: 所有县参保率达到95%."""
    statement = sentence.statements[place]
    if statement.kind != "universal":
        return False
    text = sentence.text
    word = text[statement.start : statement.end]
    if word in WHOLE_BESIDE_SHARE:
        return False
    if word != "全覆盖" and "全覆盖" in text[clause[0] : clause[1]]:
        return True
    for other in sentence.quantified:
        counted = word in ("均", "都", "每名") and not _NAMED.match(text, other.start - 1)
        counted = counted and "并" not in text[statement.end : other.start]
        shared = counted or other.unit in ("%", "‰", "个百分点", "倍")
        if shared and statement.end <= other.start < clause[1]:
            between = text[statement.end : other.start]
            lead = _NO_SUBJECT.match(text, clause[0], statement.start)
            named = lead is not None and statement.start - lead.end() > 1
            if word == "全覆盖" and named and _OWN_RATE.match(between):
                return False
            return not (between.startswith("能") or _JOINED.search(between))
    return False


def _told(
    sentence: Sentence, place: int, before: str, due: Deadline, document_year: int | None
) -> bool:
    """Tell a figure of today beside a target: 2019年为5.6张，到2023年达到6.2张."""
    statement = sentence.statements[place]
    if statement.kind != "quantified" or not _STATES.search(before):
        return False
    ahead = document_year is not None and due.basis == "stated" and (due.year or 0) > document_year
    until = min(statement.end + 30, sentence.end)
    return not ahead and bool(_TOLD.search(sentence.text, statement.end, until))


def goes_on_telling(sentence: Sentence, place: int, due: Deadline) -> bool:
    """Tell a bare share behind a fact of its sentence: 参保418万人，参保率95.4%; not 达到95.4%."""
    statement, text = sentence.statements[place], sentence.text
    last = sentence.statements[place - 1].end if place else 0
    bare = statement.op == "=" and statement.unit in ("%", "‰") and statement.measure == "level"
    named = _RATE.search(text, last, statement.start)
    return bare and bool(named) and due.start < last and statement.baseline is None
