"""A statement with its sentence goes in; what stands around it comes out, ready to be judged."""

import re
from functools import lru_cache

from policycompare.facts import Facts
from policycompare.framing import Deadline
from policycompare.judging import Situation
from policycompare.outline import Passage
from policycompare.sentences import Sentence

_STARTS = re.compile(r"[比较到至与前从自由按（(] ?$")
_OPENED = re.compile(r"(?:^|[。！])(?:截至|截止)? ?((?:19|20)\d\d) ?年")
_TOLD = re.compile(r"(?:提高|下降|增长|完成|达到|增加|减少|降低|上升)(?:到|至)?了|，到\d{4} ?年")
_ACHIEVED = re.compile("取得[^。，]{0,12}(?:进展|成效|成果|突破|进步|成绩)")
_STATES = re.compile("[为是达] ?$")
_JOINED = re.compile("(?:和|以及|及|、|与)$")


def situate(
    passage: Passage, sentence: Sentence, place: int, due: Deadline, facts: Facts
) -> Situation:
    """Gather what stands around the statement at a place of its sentence."""
    text, statement = sentence.text, sentence.statements[place]
    start, end = statement.start, statement.end
    clause = sentence.clause(start)
    before, after = text[clause[0] : start], text[end : max(end, clause[1])]
    frame_start = due.end if sentence.start <= due.start < start else sentence.start
    frame_start = max(frame_start, text.rfind("；", sentence.start, start) + 1)
    stated = due.basis in ("stated", "carried")
    return Situation(
        statement=statement,
        text=text[start:end],
        before=before,
        after=after,
        earlier=text[sentence.start : clause[0]],
        frame=text[frame_start:start],
        headings=passage.headings,
        dated=due.year is not None and stated,
        past=_past(sentence, place, clause, facts.year, stated),
        beside=_beside(sentence, place, clause),
        bracket=before.count("（") + before.count("(") > before.count("）") + before.count(")"),
        listed=sentence.lists[place][0] > 0,
        told=_told(sentence, place, before, due, facts),
        undated_document=facts.year is None,
    )


def _past(
    sentence: Sentence,
    place: int,
    clause: tuple[int, int],
    document_year: int | None,
    stated: bool,
) -> bool:
    """Tell what was reached before the document's year: 2015年参保率达到95%, said in 2016."""
    if document_year is None:
        return False
    text, statement = sentence.text, sentence.statements[place]
    just = rf"[到至由从] ?{document_year - 1} ?年的?$"
    if re.search(just, text[clause[0] : statement.start]):
        return True  # 下降到2017年的19%, said in 2018
    years = [year for year in sentence.years if year.end() <= statement.start]
    if years:
        last = years[-1]
        tolerance = 1 if statement.kind == "universal" else 0
        begins = _STARTS.search(text, max(sentence.start, last.start() - 2), last.start())
        return int(last[1]) < document_year - tolerance and not begins
    if stated:
        return False
    opened = [year for year, end in _openings(text) if end <= sentence.start]
    told = (opened and opened[-1] < document_year) or _ACHIEVED.search(text, 0, sentence.start)
    return bool(told)


@lru_cache(maxsize=4)
def _openings(text: str) -> tuple[tuple[int, int], ...]:
    """Give the years that open sentences of a passage, and where they end."""
    return tuple((int(found[1]), found.end()) for found in _OPENED.finditer(text))


def _beside(sentence: Sentence, place: int, clause: tuple[int, int]) -> bool:
    """Tell a universal word that only names whose share follows: 所有县参保率达到95%."""
    text, statement = sentence.text, sentence.statements[place]
    word = text[statement.start : statement.end]
    if statement.kind != "universal" or word in ("和", "以及", "及"):
        return False
    if word != "全覆盖" and "全覆盖" in text[clause[0] : clause[1]]:
        return True
    for other in sentence.quantified:
        shared = other.unit in ("%", "‰", "个百分点") or word == "均"
        if shared and statement.end <= other.start < clause[1]:
            return not _JOINED.search(text[statement.end : other.start])
    return False


def _told(sentence: Sentence, place: int, before: str, due: Deadline, facts: Facts) -> bool:
    """Tell a figure of today beside a target: 2019年为5.6张，到2023年达到6.2张."""
    statement = sentence.statements[place]
    if statement.kind != "quantified" or not _STATES.search(before):
        return False
    ahead = facts.year is not None and due.basis == "stated" and (due.year or 0) > facts.year
    until = min(statement.end + 30, sentence.end)
    return not ahead and bool(_TOLD.search(sentence.text, statement.end, until))
