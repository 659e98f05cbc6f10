"""The bytes of a CSV file go in; its rows with their lines, or what damaged it, come out."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SAVE_AS_UTF8 = "save it as CSV UTF-8 (另存为 → CSV UTF-8)"

_CURLY_FIELD = re.compile(r"(?:^|,)[“”][^“”]*,[^“”]*[“”](?:,|$)")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file and the line on which it starts."""

    line: int
    cells: tuple[str, ...]


def decoded(raw: bytes) -> tuple[str, str]:
    r"""Read UTF-8, with or without a byte-order mark; else say what the bytes are, and where.

    Returns
    -------
    tuple of str
        The text and an empty string, or an empty string and the fault.

    Examples
    --------
    >>> decoded("指标\n".encode("gb18030"))[1]
    'is not UTF-8 but GBK (ANSI), see line 1; save it as CSV UTF-8 (另存为 → CSV UTF-8)'
    """
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", f"is not UTF-8 but UTF-16 (Unicode text); {SAVE_AS_UTF8}"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "", f"is not UTF-8, see line {line}; restore it, or {SAVE_AS_UTF8}"
    return "", f"is not UTF-8 but GBK (ANSI), see line {line}; {SAVE_AS_UTF8}"


def rows_of(text: str) -> tuple[list[Row], str]:
    r"""Split the text of a CSV file into rows, the header first; else say where it is damaged.

    Line ends may be LF or CRLF.

    Examples
    --------
    >>> rows_of('code,name\r\n01,"数\n据"\r\n02,词\r\n')[0][-1]
    Row(line=4, cells=('02', '词'))
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    ended = 0
    try:
        for cells in reader:
            rows.append(Row(ended + 1, tuple(cells)))
            ended = reader.line_num
    except csv.Error as error:
        return [], f"line {ended + 1} is damaged ({error}); mend the quotation marks there"
    return rows, ""


def header_fault(header: Sequence[str], expected: Sequence[str]) -> str:
    """Say what is wrong with a header line, and what to do; empty where nothing is.

    Examples
    --------
    >>> header_fault(["code;name"], ["code", "name"])
    'is separated by semicolons; save it with commas'
    """
    if list(header) == list(expected):
        return ""
    for sign, name in ((";", "semicolons"), ("\t", "tabs"), ("，", "Chinese commas")):
        if len(header) == 1 and header[0].split(sign) == list(expected):
            return f"is separated by {name}; save it with commas"
    if list(header[: len(expected)]) == list(expected) and not any(header[len(expected) :]):
        extra = len(header) - len(expected)
        return f"has {extra} empty columns after {expected[-1]}; delete them"
    lacks, has = _listed(expected, header), _listed(header, expected)
    if lacks or has:
        faults = [
            f"lacks the columns {lacks}" if lacks else "",
            f"has {has} besides" if has else "",
        ]
        return f"{' and '.join(filter(None, faults))}; restore the header line"
    if twice := "、".join(sorted({name for name in header if header.count(name) > 1})):
        return f"has the column {twice} twice; restore the header line"
    return f"has its columns in another order; restore it: {','.join(expected)}"


def _listed(names: Sequence[str], but: Sequence[str]) -> str:
    return "、".join(name or "（空）" for name in names if name not in but)


def ragged_rows(rows: Sequence[Row], width: int) -> Iterator[str]:
    """Name every row that does not have as many cells as there are columns."""
    for row in rows:
        if not any(row.cells):
            yield f"line {row.line}: empty; delete the line"
        elif len(row.cells) != width:
            curly = _CURLY_FIELD.search(",".join(row.cells))
            hint = '; quotation marks “ ” do not enclose a cell, write "' if curly else ""
            yield f"line {row.line}: {len(row.cells)} cells{hint}"
