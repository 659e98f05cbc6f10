"""What was found at a place goes in; a row that proposes what to do with it comes out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policycompare.accounts import settled
from policycompare.constraints import Tables
from policycompare.denominators import Denominators
from policycompare.draft_files import CANDIDATES, Cells
from policycompare.draft_titles import title
from policycompare.draft_words import Words, as_printed, bare, reads, similar
from policycompare.excerpt import (
    CARRIED_FROM,
    Excerpt,
    clauses_around,
    moved,
    prints_year,
    statement_at,
)
from policycompare.leftovers import leftover_reason
from policycompare.model import Candidate, Grammar
from policycompare.normalise import PROPORTIONS
from policycompare.stating import Statement, statements

ACCEPT, LEAVE_OUT = "采纳", "舍弃"
OF_TABLE = "表格一行：指标、现状、数值、单位连读"
UNREADABLE = (
    "这里读不出数值；若是目标，在修复后读作写出数值，或换成写有数值的原文并清空数值、位置两格，"
    "否则舍弃"
)
_DAY = re.compile(r"[\d年月日./-]+")
_DIGITS = re.compile(r"[\d.]")
PASSAGE = 30
"""Characters of the longest passage that is left out as one."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row of a draft at its place in the text: its clause, its value, and the cells.

    A target has what was `found`, and the statement that its clause makes alone.
    """

    start: int
    end: int
    value_start: int
    value_end: int
    cells: Cells
    headings: tuple[str, ...] = ()
    found: Candidate | None = None
    stated: Statement | None = None


class RowWriter:
    """Writes the cells of the rows of one document."""

    def __init__(
        self,
        text: str,
        year: int,
        tables: Tables,
        grammar: Grammar,
        words: Words,
        denominators: Denominators,
    ) -> None:
        self.text, self.year = text, year
        self.tables, self.grammar, self.words = tables, grammar, words
        self.denominators = denominators

    def target(self, found: Candidate, place: Excerpt) -> Proposal:
        """Propose a target."""
        found = self._known(found)
        name = self.words.name("indicators", found.indicator) if found.indicator else ""
        denominator = self.denominators.of(found, self.text[: found.start])
        doubts = [found.doubt or (OF_TABLE if found.reading else "")]
        if not place.alike:
            doubts.append("条文单独读不出同样的值，请改原文或补修复后读作")
        if len(range(place.start, place.end)) > 60:
            doubts.append("条文超过60字，请截短")
        year, basis, doubtful = self._dated(found, place)
        doubts += doubtful
        reading = self._reading(found, place)
        row = self.row(
            (place.start, place.end),
            (found.value_start, found.value_end),
            suggestion=ACCEPT if place.alike else "",
            reads=reads(
                place.stated or found,
                self.tables,
                reading or self.text[place.start : place.end],
            ),
            indicator=name or title(found, denominator.printed),
            similar="、".join(similar(found.indicator_printed, self.tables, name)),
            population=denominator.population,
            population_grounds=denominator.grounds,
            year=str(year or ""),
            year_basis=self.words.name("year_basis", basis) if year else "",
            reading=reading,
            doubt="；".join(filter(None, doubts)),
            section=found.section,
        )
        return replace(row, found=found, stated=place.stated)

    def _reading(self, found: Candidate, place: Excerpt) -> str:
        """Give how the clause of a target is to be read, where not as it is printed."""
        if not found.reading:
            return ""
        before = self.text[place.start : max(place.start, found.start)]
        return f"{before}{found.reading}{self.text[min(found.end, place.end) : place.end]}"

    def _dated(self, found: Candidate, place: Excerpt) -> tuple[int | None, str, list[str]]:
        """Give the year of a target with its basis, and what is doubtful in it."""
        doubts: list[str] = []
        year, basis = found.year, found.year_basis
        if place.year is not None:
            if year not in (None, place.year):
                doubts.append(f"条文写明{place.year}年，通读全句作{year}年")
            year, basis = place.year, "stated"
        elif basis == "stated":
            basis = "carried"
        if (
            basis == "carried"
            and year
            and not prints_year(self.text[max(0, place.start - CARRIED_FROM) : place.start], year)
        ):
            doubts.append(f"前文{CARRIED_FROM}字内没有印出{year}年；请核对年份，没有期限则清空")
        return year, basis, doubts

    def _known(self, found: Candidate) -> Candidate:
        """Know an indicator by its name that these data hold, and the packaged ones do not.

        Of several that are printed alike it is the one whose qualifier is printed as well.
        """
        if found.indicator:
            return replace(found, indicator=as_printed(found.indicator, found.quote, self.tables))
        rows = self.tables["indicators"]
        printed = bare(found.indicator_printed)
        for code, name, unit, synonyms in zip(
            rows["indicator"], rows["name_zh"], rows["unit"], rows["synonyms"], strict=True
        ):
            fits = unit in ("", found.unit) or {unit, found.unit} <= PROPORTIONS.keys()
            if fits and printed and printed in map(bare, (name, *synonyms.split(";"))):
                return replace(found, indicator=code)
        return found

    def left_out(self, found: Candidate, clauses: Sequence[tuple[int, int]]) -> Proposal:
        """Propose to leave out what only looks like a target."""
        span = (found.value_start, found.value_end)
        row = self._out(
            self._passage(span, clauses), span, found.left_out, found.section, found.doubt
        )
        basis = self.words.name("year_basis", found.year_basis) if found.year else ""
        return replace(row, cells=row.cells | {"year": str(found.year or ""), "year_basis": basis})

    def beside(
        self, rows: Sequence[Proposal], clauses: Sequence[tuple[int, int]]
    ) -> Iterator[Proposal]:
        """Propose to leave out what a target's clause states besides its targets."""
        for start, end in clauses:
            own = [row for row in rows if (row.start, row.end) == (start, end)]
            reading = next((row.cells["reading"] for row in own if row.cells["reading"]), "")
            quote = self.text[start:end]
            spans = [(row.value_start, row.value_end) for row in rows]
            taken = {
                statement_at(
                    reading or quote,
                    moved((a - start, b - start), quote, reading or quote),
                    self.grammar,
                )
                for a, b in spans
                if start <= a < end
            }
            for nth, stated in enumerate(
                statements(reading or quote, self.grammar) if own and taken != {None} else [], 1
            ):
                words = (reading or quote)[stated.start : stated.end]
                at = quote.find(words) if reading else stated.start
                if nth not in taken and at >= 0:
                    span = (start + at, start + at + len(words))
                    scope = "threshold" if reading else ""  # 3岁以下 in the name of a table's row
                    yield self._out(
                        self._passage(span, clauses), span, scope, own[0].cells["section"], ""
                    )

    def unaccounted(self, rows: Sequence[Proposal], copies: int) -> Iterator[Proposal]:
        """Propose to leave out every other number, universal and comparative word."""
        spans = [("row", row.start, row.end) for row in rows]
        _, mentions = settled(self.text, copies, spans, self.tables)
        beside = [(row.value_start, row.cells["reason"]) for row in rows]
        last = 0
        for mention in mentions:
            if mention.start < max(last, 0) or mention.start >= -(-len(self.text) // copies):
                continue
            span = (mention.start, mention.end)
            start, end = self._passage(span, ())
            last = end
            if any(sign.isdigit() for sign in mention.text):
                reason = leftover_reason(self.text, mention, beside, self.words)
                yield self._out((max(start, 0), end), span, reason, "", "")
            else:  # a comparative or universal word alone: 对超过控制目标的医院
                doubt = f"只有比较词，没有数；请核对理由；{UNREADABLE}"
                yield self._out((max(start, 0), end), span, "principle", "", doubt)

    def _out(
        self, passage: tuple[int, int], span: tuple[int, int], reason: str, section: str, doubt: str
    ) -> Proposal:
        known = self.words.definitions.get(reason, "")
        return self.row(
            passage,
            span,
            suggestion=LEAVE_OUT,
            reason=self.words.name("reason", reason) if known else "",
            doubt=doubt or ("" if known else self._choice(passage, span)),
            section=section,
        )

    def _choice(self, passage: tuple[int, int], span: tuple[int, int]) -> str:
        """Say what may be done with a passage, by whether a value can be read in it."""
        start, end = passage
        inside = (span[0] - start, span[1] - start)
        if statement_at(self.text[start:end], inside, self.grammar) is None:
            return f"请选舍弃理由；{UNREADABLE}"
        return "请选舍弃理由；若是目标，填指标后采纳"

    def _passage(
        self, span: tuple[int, int], clauses: Sequence[tuple[int, int]]
    ) -> tuple[int, int]:
        """Cut the passage to leave out: inside a target's clause no longer than that clause."""
        windows = list(clauses_around(self.text, *span))
        start, end = windows[0] if windows else span
        for first, last in clauses:
            if first <= span[0] < last:
                return span[0], min(span[1], last)
        if _DAY.fullmatch(self.text, start, end):  # a cell that a spreadsheet would rewrite
            start, end = max(0, start - 6), min(len(self.text), end + 6)
        if end - start > PASSAGE:
            start, end = max(start, span[0] - 6), min(end, span[1] + 12)
            while start and _DIGITS.match(self.text[start]) and _DIGITS.match(self.text[start - 1]):
                start -= 1  # 由1.62人增加到2.21人: no cut inside a number
        return start, end

    def row(self, clause: tuple[int, int], span: tuple[int, int], **cells: str) -> Proposal:
        """Write a row for the value at a span within a clause; cells not given are empty."""
        blank = dict.fromkeys(CANDIDATES.columns, "")
        placed = {
            "decision": "待定",
            "quote": self.text[slice(*clause)],
            "value": self.text[slice(*span)],
            "place": str(span[0]),
        }
        return Proposal(*clause, *span, blank | placed | cells)
