"""What is no target goes in; the rows that propose to leave it out come out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policycompare.accounts import settled
from policycompare.draft_rows import LEAVE_OUT, Proposal, RowWriter
from policycompare.excerpt import Span, clauses_around, moved, statement_at
from policycompare.leftovers import leftover_reason
from policycompare.model import Candidate
from policycompare.numerals import to_ascii
from policycompare.stating import statements

UNREADABLE = (
    "这里读不出数值；若是目标，在修复后读作写出数值，或换成写有数值的原文并清空数值、位置两格，"
    "否则舍弃"
)
PASSAGE = 30
"""Characters of the longest passage that is left out as one."""

_DAY = re.compile(r"[\d年月日./-]+")
_DIGITS = re.compile(r"[\d.]")


def left_out_rows(
    found: Iterable[Candidate], clauses: Sequence[Span], writer: RowWriter
) -> list[Proposal]:
    """Propose to leave out what only looks like a target.

    One row stands for all that leave the same passage out for the same reason.
    """
    rows = [_left_out(each, clauses, writer) for each in found if each.left_out]
    passages = {(row.start, row.end, row.cells["reason"]): row for row in reversed(rows)}
    return list(reversed(passages.values()))


def _left_out(found: Candidate, clauses: Sequence[Span], writer: RowWriter) -> Proposal:
    span = (found.value_start, found.value_end)
    passage = _passage(writer.text, span, clauses)
    row = _row(writer, passage, span, found.left_out, found.section, found.doubt)
    basis = writer.words.name("year_basis", found.year_basis) if found.year else ""
    return replace(row, cells=row.cells | {"year": str(found.year or ""), "year_basis": basis})


def rows_beside(
    rows: Sequence[Proposal], clauses: Sequence[Span], writer: RowWriter
) -> Iterator[Proposal]:
    """Propose to leave out what a target's clause states besides its targets."""
    for start, end in clauses:
        own = [row for row in rows if (row.start, row.end) == (start, end)]
        if not own:
            continue
        reading = next((row.cells["reading"] for row in own if row.cells["reading"]), "")
        quote = writer.text[start:end]
        read = reading or quote
        values = [(row.value_start, row.value_end) for row in rows]
        taken = {
            statement_at(read, moved((a - start, b - start), quote, read), writer.grammar)
            for a, b in values
            if start <= a < end
        }
        if taken == {None}:
            continue
        for nth, stated in enumerate(statements(read, writer.grammar), 1):
            words = read[stated.start : stated.end]
            at = to_ascii(quote).find(to_ascii(words)) if reading else stated.start
            if nth not in taken and at >= 0:
                span = (start + at, start + at + len(words))
                passage = _passage(writer.text, span, clauses)
                scope = "threshold" if reading else ""  # 3岁以下 in the name of a table's row
                yield _row(writer, passage, span, scope, own[0].cells["section"])


def rows_unaccounted(
    rows: Sequence[Proposal], copies: int, writer: RowWriter
) -> Iterator[Proposal]:
    """Propose to leave out every other number, universal and comparative word."""
    text = writer.text
    _, mentions = settled(
        text, copies, [("row", row.start, row.end) for row in rows], writer.tables
    )
    beside = [(row.value_start, row.cells["reason"]) for row in rows]
    last, length = 0, -(-len(text) // copies)
    for mention in mentions:
        if not last <= mention.start < length:
            continue
        span = (mention.start, mention.end)
        passage = _passage(text, span, ())
        last = passage[1]
        if any(sign.isdigit() for sign in mention.text):
            yield _row(writer, passage, span, leftover_reason(text, mention, beside, writer.words))
        else:  # a comparative or universal word alone: 对超过控制目标的医院
            doubt = f"只有比较词，没有数；{UNREADABLE}"
            yield _row(writer, passage, span, "principle", doubt=doubt)


def _row(
    writer: RowWriter, passage: Span, span: Span, reason: str, section: str = "", doubt: str = ""
) -> Proposal:
    known = reason in writer.words.definitions
    return writer.row(
        passage,
        span,
        suggestion=LEAVE_OUT,
        reason=writer.words.name("reason", reason) if known else "",
        doubt=doubt or ("" if known else _choice(writer, passage, span)),
        section=section,
    )


def _choice(writer: RowWriter, passage: Span, span: Span) -> str:
    """Say what may be done with a passage, by whether a value can be read in it."""
    start, end = passage
    inside = (span[0] - start, span[1] - start)
    if statement_at(writer.text[start:end], inside, writer.grammar) is None:
        return f"请选舍弃理由；{UNREADABLE}"
    return "请选舍弃理由；若是目标，填指标后采纳"


def _passage(text: str, span: Span, clauses: Sequence[Span]) -> Span:
    """Cut the passage to leave out: inside a target's clause no longer than that clause."""
    for first, last in clauses:
        if first <= span[0] < last:
            return span[0], min(span[1], last)
    start, end = next(clauses_around(text, *span), span)
    if _DAY.fullmatch(text, start, end):  # a cell that a spreadsheet would rewrite
        start, end = max(0, start - 6), min(len(text), end + 6)
    if end - start > PASSAGE:
        start, end = max(start, span[0] - 6), min(end, span[1] + 12)
        while start and _DIGITS.match(text[start]) and _DIGITS.match(text[start - 1]):
            start -= 1  # 由1.62人增加到2.21人: no cut inside a number
    return start, end
