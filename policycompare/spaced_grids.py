"""A text goes in; bars and spaces between the cells of its printed tables come out as tabs."""

import re
from collections.abc import Iterator
from operator import itemgetter

from policycompare.grid_cells import UNIT, VALUE, cells_of
from policycompare.grid_heads import Head, is_head_cell, tab_head

_GAP = re.compile(r"(?<=[^ \t\n]) {4,}(?=[^ \t\n])")
_SPACED_ROW = re.compile(
    r"(?m)^ *+[^ \n]+(?: {1,3}[^ \n]+)*(?: {4,}[^ 。，\n]{1,14}(?: {1,3}[^ 。，\n]{1,14})?)+ *$"
)
"""A line with gaps whose cells but the first are short."""

_SPACED_HEAD = re.compile(
    r"(?m)^ *[^ \n]{0,8} {0,3}指 {0,3}标(?:名称)? {4,}[^\n]*?(?:(?:19|20)\d\d ?年|目标)"
)
_SINGLE_HEAD = re.compile(
    r"(?m)^ *(?:[^ \n]{2,8} ){0,3}[^ \n]{0,6}(?:指标|项目)[^ \n]{0,8} [^\n]{0,60}?"
    r"(?:(?:19|20)\d\d ?年|目标|现状)[^\n]{0,60}$"
)
_WORD = re.compile(
    r"(?:(?:19|20)\d\d (?=年)|[<>≤≥]=? )?[^ \n]+(?: (?:万|左右|以上|以下|以内)(?=[ \n]|$))?"
)
"""A cell, with the spaces that may stand in it: 2025 年, ≥ 90, 80 左右."""
_LINE = re.compile(r"[^\n]*\n?")
_NUMBER = re.compile(r"(\d{1,3}[.．、]?)(?= )")
_GROUPED = re.compile(r"[^ \n]{2,10} (\d{1,3}[.．、]?)(?= )")
_PIECE = re.compile(r"\d{1,3}[.．、]? [^，。；：]{2,24}")
_LONGEST, _APART, _ROWS, _LETTERS = 200, 8, 3, 2
"""Characters of a row, lines that may stand between two rows, rows of a run-on table, and letters
between two of them that are part of a heading."""
_RUN_ON_HEAD = re.compile(
    r"(?<![^ \n])[^ \n]{0,8}指标(?:名称)? 单位 (?:[^ \n]{2,6} ){0,2}"
    r"(?:目标值?|(?:19|20)\d\d ?年)(?= )"
)
_ENTRY = re.compile(
    rf"(?<= )\d{{1,2}}[.．、][^ \n]{{3,40}} (?:{UNIT.pattern}) (?:\d{{1,3}} ){{0,2}}"
    rf"(?:{VALUE.pattern})(?= |\n|$)"
)
"""A table whose rows stand in one line: 1.参保率 % ≥95 2.建档率 % ≥80."""

_BARS = re.compile(r"\|[ \t|]*")


def tabbed(plain: str) -> str:
    r"""Write what stands between the cells of a printed table as tabs: bars, or spaces.

    Spaces stand between cells only below the head of such a table: runs of them, or single ones
    in lines that hold as many units and values as the head. The text keeps its length.

    Examples
    --------
    >>> tabbed("指标 | 2025年 |\n签约率 | 60% |")
    '指标 \t 2025年  \n签约率 \t 60%  '
    >>> tabbed("指标    2025年\n签约率    60%")
    '指标\t   2025年\n签约率\t   60%'
    >>> tabbed("序号 指标 单位 2025年\n1 签约率 % 60")
    '序号\t指标\t单位\t2025年\n1\t签约率\t%\t60'
    """
    plain = _BARS.sub(_blank, plain) if "|" in plain else plain
    if "    " in plain and (head := _SPACED_HEAD.search(plain)):
        plain = plain[: head.start()] + _SPACED_ROW.sub(_tabs, plain[head.start() :])
    plain = _run_on(plain) if " 单位 " in plain else plain
    return "".join(_spaced(plain))


def _tabs(row: re.Match[str]) -> str:
    return _GAP.sub(lambda gap: "\t" + " " * (len(gap[0]) - 1), row[0])


def _blank(bars: re.Match[str]) -> str:
    text, start = bars.string, bars.start()
    inside = text[bars.end() : bars.end() + 1].strip() and text[start - 1 : start].strip("\n")
    return bars[0].replace("|", "\t") if inside else " " * len(bars[0])


def _run_on(plain: str) -> str:
    """Set the rows of a table that stands in one line apart; a letter or two between are blanked.

    They are a heading that runs down beside the rows: 社 … 会 … 保 … 障.
    """
    head = _RUN_ON_HEAD.search(plain)
    if not head:
        return plain
    end = plain.find("\n", head.end())
    end = end if end > 0 else len(plain)
    entries = list(_ENTRY.finditer(plain, head.end(), end))
    if len(entries) < _ROWS:
        return plain
    place = head.start()
    lines = [f"{plain[: place - 1]}\n" if place else ""]
    for row in (head, *entries):
        between = plain[place + 1 : row.start() - 1]
        kept = between if len(between.strip()) > _LETTERS else " " * len(between)
        gap = "\n" if row.start() - place == 1 else f"\n{kept}\n"
        lines += [gap] if place < row.start() else []
        lines.append(re.sub(" (?=[^ ])", "\t", row[0]))
        place = row.end()
    if plain[place : place + 1] == " ":
        lines, place = [*lines, "\n"], place + 1
    return "".join(lines) + plain[place:]


def _spaced(plain: str) -> Iterator[str]:
    """Give a text in pieces, with tabs in the tables whose cells single spaces part."""
    past = 0
    while found := _SINGLE_HEAD.search(plain, past):
        yield plain[past : found.start()]
        words = _words(found[0])
        known = "\t" not in found[0] and all(map(is_head_cell, words))
        head = tab_head(cells_of(0, "\t".join(words)), None) if known else None
        yield _at_gaps(found[0], len(words)) if head else found[0]
        past = found.end()
        for piece in _rows(plain, past, words, head) if head else ():
            past += len(piece)
            yield piece
    yield plain[past:]


def _rows(plain: str, start: int, heads: list[str], head: Head) -> Iterator[str]:
    """Give the lines below a head, with tabs in its rows, until too many are none."""
    apart = 0
    for line in map(itemgetter(0), _LINE.finditer(plain, start)):
        gaps, tabs = " " in line, ""
        if gaps:
            words = _words(line) if len(line) < _LONGEST else []
            again = words == heads  # at the top of a page
            tabs = _at_gaps(line, len(heads)) if again else _row(line, words, head)
        apart = 0 if tabs else apart + 1
        if apart > _APART or not line or (gaps and not tabs and _SINGLE_HEAD.match(line)):
            break
        yield tabs or line


def _words(line: str) -> list[str]:
    return [word[0] for word in _WORD.finditer(line)]


def _at_gaps(line: str, count: int) -> str:
    """Write the last gaps between the words of a line as tabs: one less than its cells."""
    for word in list(_WORD.finditer(line))[:-count:-1]:
        line = f"{line[: word.start() - 1]}\t{line[word.start() :]}"
    return line


def _row(line: str, words: list[str], head: Head) -> str:
    """Give the line of a row, or the numbered beginning of one, with tabs between its cells."""
    behind = -head.indicator
    if len(words) < behind or not _fits(words, head):
        begins = len(words) < behind and _NUMBER.match(line) and _PIECE.fullmatch(line.strip())
        return _after_number(line, head) if begins else ""
    tabs = _at_gaps(line, behind)
    name = tabs.partition("\t")[0]
    return _after_number(name, head) + tabs[len(name) :]


def _fits(words: list[str], head: Head) -> bool:
    """Tell a line whose last words are the unit and the values of a row."""
    values = all(VALUE.fullmatch(words[place]) for place, _, _ in head.years)
    return values and (head.unit is None or bool(UNIT.fullmatch(words[head.unit])))


def _after_number(name: str, head: Head) -> str:
    """Set the number of a row apart from its name, and from the one word that may stand before."""
    number = _NUMBER.match(name)
    if not number and "号" in head.line:
        number = _GROUPED.match(name)
    if not number:
        return name
    start, end = number.span(1)
    lead = f"{name[: start - 1]}\t" if start else ""
    return f"{lead}{name[start:end]}\t{name[end + 1 :]}"
