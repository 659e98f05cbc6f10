"""A text goes in; its passages come out without line breaks, with their places and headings."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from policycompare.torn_words import is_torn, whole_words

_LINE = re.compile(r"[^\s][^\n\r\f\v\x85\u2028\u2029]*")
_PAGE = re.compile(
    r"[-—–·\s]*(?:第 ?)?\d{1,4}(?: ?页)?(?: ?[/,，]? ?共? ?\d{1,4} ?页?)?[-—–·\s]*|\.{3,}\d*"
)
ITEM_MARK = r"(?:、|[.．](?!\d)|[.．](?=\d{2,3}%|(?:19|20)\d\d ?年))"
"""What stands behind the number of an item, also before a share or a year: 8.2022年."""

_NUMBERED = re.compile(
    r"(?P<chapter>第[一二三四五六七八九十百]{1,4}[章篇编部])"
    r"|(?P<part>第[一二三四五六七八九十百]{1,4}[节条])"
    r"|(?P<stage>第[一二三四五六七八九十]{1,2}阶段)"
    r"|(?P<one>[一二三四五六七八九十]{1,3})[、.．]"
    r"|[（(](?P<two>[一二三四五六七八九十]{1,3})[)）]"
    rf"|(?P<three>\d{{1,2}})(?:{ITEM_MARK}|(?= [\u4e00-\u9fff]))"
    r"|[（(](?P<four>\d{1,2})[)）]|(?P<bullet>[①-⑳•●◆■★*]|—{1,2}|[-－](?=[\u4e00-\u9fff]))"
)
_LEVELS = ("chapter", "part", "one", "stage", "two", "three", "four")
_ANNEX = re.compile(r"附(?:件|表|录)(?: ?[\d一二三四五六七八九十]+)?(?:[:：]|$)")
_NUMBER_CELL = re.compile(r"(?:到|至|达|于|在|过|达到|\.)$")
_HEAD_CELL = re.compile("序 ?号|(?:主要)?指 ?标(?:名称)?|(?:计量)?单 ?位")
"""Where a table begins: no part of the sentence before it."""
TITLE_NOUNS = "规划|方案|通知|意见|纲要|计划|要点|任务|办法|措施|细则|责任书"
"""What kinds of paper a title names, as alternatives of a pattern."""

_TITLED = re.compile(rf"(?:{TITLE_NOUNS})(?:[（(][^（()）]*[）)])?$")
"""How a title ends, which no sentence goes on from."""

_VALUE_END = re.compile("(?:[%‰]|以[上下内]|左右)$")
_LABEL = re.compile(r"[\u4e00-\u9fff（）()]{2,12}[:：](?=\S)")
"""What opens each of several lines of one kind: 城关镇：高血压4200人，糖尿病1150人."""

_EMPTY_LINE = re.compile(r"\s*?\n[^\S\n]*\n")
_LAST = re.compile(r"[。！？；：:;!?”》〕】\]]\s*$|[)）]\s*$")
_OPEN_END = re.compile(r"(?:[不未到至为的和与及、，,（(达在过于超占约将由从比较]|\d\.|达到|控制)$")
_RATE_END = re.compile("(?:率|比例|比重|占比|数)$")
_NUMBER_END = re.compile(r"[\d%‰]$")
_TORN_END = re.compile("|".join(each.pattern for each in (_OPEN_END, _RATE_END, _NUMBER_END)))
_GOES_ON = re.compile(r"[\d\u4e00-\u9fff（(“<>≤≥]|[-—–] ?\d{1,4} ?[-—–]|第 ?\d+ ?页")
_REACHES = re.compile("(?:均|都|应|须|要求?)*(?:达|不低于|控制在|提高到|下降到|降到)|以[上下内]")
_REST = re.compile("年|以[上下内]|左右|个(?:百分点|工作日|月)|[个名张家所]?[，。；、]")
_TITLE_END = re.compile("[。：:]")
_HEADING = 45
_FULL_LINE = 16
_WIDEST = 90
_SAMPLE = 300
_LONGEST = 20_000
"""Characters of one passage: a text without line ends is cut at a sentence's end."""


class Passage(NamedTuple):
    """A paragraph, heading or row of a table as it reads, and where its pieces stand.

    `pieces` are pairs of an offset in `text` and the offset in the document where the piece
    that begins there stands.
    """

    section: str
    headings: tuple[str, ...]
    text: str
    pieces: tuple[tuple[int, int], ...]
    numbered: bool

    def place(self, position: int) -> int:
        """Give the document's offset of a character of `text`."""
        if len(self.pieces) == 1:
            return self.pieces[0][1] + position
        piece = self.pieces[bisect_right(self.pieces, (position, 1 << 62)) - 1]
        return piece[1] + position - piece[0]

    def end(self, position: int) -> int:
        """Give the document's offset behind the last of `text[:position]`."""
        return self.place(position - 1) + 1 if position else self.place(0)


class _Under(NamedTuple):
    """The place of a passage among the headings above it, and their words."""

    section: str
    headings: tuple[str, ...]


def _wrapped_at(plain: str) -> int:
    """Give the width at which a text's lines are broken inside sentences; 0 where they are not.

    What an empty line follows is not broken there.
    """
    lines = list(islice(_LINE.finditer(plain, 0, 40_000), _SAMPLE))
    whole = [(line.end(), line[0].rstrip()) for line in lines if "\t" not in line[0]]
    long = [(end, line) for end, line in whole if len(line) >= _FULL_LINE]
    broken = [
        len(line)
        for end, line in long
        if not _LAST.search(line[-3:]) and not _EMPTY_LINE.match(plain, end)
    ]
    few = len(broken) < 6 or len(broken) * 5 < len(long) * 2
    if few or max(len(line) for _, line in long) > _WIDEST:
        return 0
    return sorted(broken)[len(broken) // 2]


def passages(plain: str, cells: frozenset[int] = frozenset()) -> Iterator[Passage]:
    r"""Split a text that `to_ascii` has written into passages, in order.

    A line that ends inside a sentence goes on in the next one, over page numbers and empty
    lines; short lines without punctuation stand alone, as the cells of a table do. At one of
    `cells`, offsets where a cell is known to begin, a passage begins as well.

    Examples
    --------
    >>> [(p.section, p.text) for p in passages("一、目标\n到2020年，\n- 3 -\n达到30%。")]
    [('一', '一、目标'), ('一', '到2020年，达到30%。')]
    """
    path: list[tuple[int, str, str]] = []
    under = _Under("", ())
    current: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    words = ""
    unfinished = False
    width, torn = _wrapped_at(plain), is_torn(plain)
    for line in _LINE.finditer(plain):
        printed, start, before = line[0], line.start(), words
        words, tabbed = printed.rstrip(), "\t" in printed
        end = start + len(words)
        numbered = _NUMBERED.match(words)
        if numbered and numbered.lastgroup == "bullet" and _PAGE.fullmatch(words):
            numbered = None  # — 2 —
        goes_on = unfinished and not numbered and not _HEAD_CELL.fullmatch(words)
        if goes_on and not width and _VALUE_END.search(words) and _VALUE_END.search(before):
            goes_on = "年" in plain[current[0][0] : current[0][1]]  # a list with a value a line
        goes_on = goes_on and not (_LABEL.match(words) and _LABEL.match(before))
        if not tabbed and current and start not in cells and (goes_on or _glued(before, words)):
            if _PAGE.fullmatch(words) and not (words.isdigit() and _NUMBER_CELL.search(before)):
                words, unfinished = before, True
                continue
            current.append((start, end))
        else:
            if current:
                yield from _passages(plain, current, under, numbered=bool(opened), torn=torn)
            current, opened = [(start, end)], numbered
            if numbered.lastgroup in _LEVELS if numbered else _ANNEX.match(words):
                under = _descend(path, numbered, words)
        unfinished = _unfinished(words, len(current), bool(numbered), width)
        if unfinished and _closes(words, len(current)) and _EMPTY_LINE.match(plain, line.end()):
            unfinished = False
    if current:
        yield from _passages(plain, current, under, numbered=bool(opened), torn=torn)


def _unfinished(line: str, lines: int, numbered: bool, width: int) -> bool:
    short = len(line) < _FULL_LINE and "，" not in line
    if short and lines == 1 and not width:
        return False
    full = bool(width) and len(line) * 10 >= width * 9  # a heading seldom fills its line
    if lines == 1 and numbered and _is_heading(line) and not full:
        return False
    if "\t" in line:
        return False
    if _LAST.search(line[-3:]):
        return bool(width) and len(line) * 5 >= width * 3 and not line.endswith(("：", ":"))
    return not short or lines > 1


def _closes(line: str, lines: int) -> bool:
    """Tell a line that an empty one closes: a value, or a title of one line."""
    return bool(
        _VALUE_END.search(line) or (lines == 1 and "，" not in line and _TITLED.search(line))
    )


def _glued(line: str, following: str) -> bool:
    """Tell a break inside a number or a verb, 6.⏎5张 or 不⏎低于, from one between cells."""
    end = line[-4:]
    if not _TORN_END.search(end) or "\t" in line:
        return False
    if _OPEN_END.search(end) and _GOES_ON.match(following):
        return True
    if _RATE_END.search(end) and _REACHES.match(following):
        return True
    return len(line) > 3 and bool(_NUMBER_END.search(end) and _REST.match(following))


def _is_heading(line: str) -> bool:
    return len(line) <= _HEADING and "。" not in line[:-1] and "，" not in line


def _descend(path: list[tuple[int, str, str]], numbered: re.Match[str] | None, line: str) -> _Under:
    if numbered is None:
        path.clear()
    elif (kind := numbered.lastgroup) in _LEVELS:
        level = _LEVELS.index(kind)
        mark = numbered[kind]
        label = f"（{mark}）" if kind in ("two", "four") else mark
        while path and path[-1][0] >= level:
            path.pop()
        head = _TITLE_END.split(line, maxsplit=1)[0]
        path.append((level, label, head[:_HEADING]))
    return _Under("/".join(label for _, label, _ in path), tuple(head for _, _, head in path))


def _passages(
    plain: str, lines: list[tuple[int, int]], under: _Under, *, numbered: bool, torn: bool
) -> Iterator[Passage]:
    section, headings = under
    if torn:
        lines = [piece for line in lines for piece in whole_words(plain, *line)]
    if len(lines) == 1:
        for start, end in _cut(plain, *lines[0]):
            yield Passage(section, headings, plain[start:end], ((0, start),), numbered)
        return
    for part in _parts(piece for line in lines for piece in _cut(plain, *line)):
        pieces: list[tuple[int, int]] = []
        length = 0
        for start, end in part:
            pieces.append((length, start))
            length += end - start
        joined = "".join(plain[start:end] for start, end in part)
        yield Passage(section, headings, joined, tuple(pieces), numbered)


def _parts(lines: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Share lines out among parts that are not too long to be read as one."""
    part: list[tuple[int, int]] = []
    length = 0
    for start, end in lines:
        if part and length + end - start > _LONGEST:
            yield part
            part, length = [], 0
        part.append((start, end))
        length += end - start
    yield part


def _cut(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    while end - start > _LONGEST:
        stop = max(plain.rfind("。", start, start + _LONGEST), start + _LONGEST // 2)
        parts.append((start, stop + 1))
        start = stop + 1
    return [*parts, (start, end)]
