"""A clause goes in; the noun phrase that its value is said of comes out, and the code that fits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_YEAR = (
    r"(?:到|至|在|从|自|截至|力争到?|争取到?|确保到?)? ?(?:“?十[一二三四五]五”?(?:期末|期间|末)|\d{4} ?年?(?:[-—–~至到]\d{4} ?年)?"
    r"(?: ?\d{1,2} ?月)?(?:年?底|年?末)?(?:之?前|以前)?|年底前?|年内|全年|今年|本年度?)[，,、:： ]*"
)
_LEAD = re.compile(
    rf"^(?:{_YEAR}|[—\-–·•\s]+|[（(]?[\d一二三四五六七八九十]{{1,3}}[)）.．、]\s*|力争|争取|努力|确保|实现|保证|保障|使得?|将|把|要|"
    r"让|推动|推进|促进|其中|并且?|同时|进一步|全面|逐步|基本|不断|切实|积极|大力|加快|原则上|总体上?|以及|和|及|与|而|且|也|"
    r"保持|目标[是为]?|指标[是为]?|重点|稳步|严格|合理|有效|持续|各地|要求|按照?|对|在|通过|各(?=[\u4e00-\u9fff]{2}))"
)
_TAIL = re.compile(
    r"(?:[，,、:： ]|应当?|须|需要?|要|力争|争取|确保|努力|总体上?|稳定|保持|维持|控制|压缩|基本|均|都|全部|分别|逐步|不断|持续|也|"
    r"原则上|平均|达到|达|不断|每年|年均|比\d{4}年|较\d{4}年|比上年|较上年|在|至|到|为|是|占|有|的|将|可|能够?|实现|力求|一般|尽量|"
    r"下降|降低|减少|缩短|提高|提升|增长|增加|上升|扩大|降|增|压减|降幅|由|从|拥有|配备|设置|建设|建成|建立|完成|不|得|低于|超过)$"
)
_HEAD = re.compile(r"[，；：。！？\t]")
_EXPLAINS = re.compile(r"^[（(]?(?:不含|含|不包括|包括|指|以下简称)")


def phrase_before(text: str, sentence_start: int, clause_start: int, position: int) -> tuple[str, int]:
    """Cut the noun phrase before a value cleanly; an earlier clause serves where it has none.

    Returns
    -------
    tuple of str and int
        The phrase as printed, possibly empty, and its offset in `text`.
    """
    end, start = position, clause_start
    for _ in range(3):
        cut_start, cut_end = cut(text, start, end)
        phrase = text[cut_start:cut_end]
        if len(phrase) >= 2 and not _EXPLAINS.match(phrase) and not re.fullmatch(r"[\d\s%年月]+", phrase):
            return phrase, cut_start
        if start <= sentence_start:
            break
        end = start - 1
        start = max(
            sentence_start, max(text.rfind(sign, sentence_start, end) for sign in "，；：。,;") + 1
        )
    return "", position


def cut(text: str, start: int, end: int) -> tuple[int, int]:
    """Take leading years and verbs and trailing verbs off a phrase; its offsets come back."""
    while start < end and (lead := _LEAD.match(text[start:end])) and lead.end():
        start += lead.end()
    while start < end and (tail := _TAIL.search(text[start:end])):
        end = start + tail.start()
    while start < end and text[start] in "，,、 （(":
        start += 1
    return start, end


def phrase_after(text: str, position: int, clause_end: int) -> tuple[str, int]:
    """Take the noun and verb after a share: 80%以上的[医疗机构开设绿色通道]."""
    start = position
    while start < clause_end and text[start] in "的 ":
        start += 1
    return text[start:clause_end].rstrip(), start


@dataclass(frozen=True, slots=True)
class Codebook:
    """Indicators by synonym and populations by name, the longest first."""

    indicators: tuple[tuple[str, str, str, str], ...]
    populations: tuple[str, ...]


def code_for(phrase: str, unit: str, codebook: Codebook) -> tuple[str, str]:
    """Find the indicator whose synonym stands in a phrase and whose unit fits; its theme too."""
    for synonym, indicator, theme, indicator_unit in codebook.indicators:
        if synonym in phrase and (unit == indicator_unit or {unit, indicator_unit} <= _SHARES):
            return indicator, theme
    return "", ""


_SHARES = {"%", "‰", "/10万", "/万"}
