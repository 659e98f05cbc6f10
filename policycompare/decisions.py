"""The rows of a draft and its text go in; rows of the data tables, or what is open, come out."""

import re
from collections.abc import Iterator

from policycompare.allocation import Chosen, Decided, Passage, allocate, register
from policycompare.draft_files import Draft, Entry
from policycompare.draft_words import DECISIONS, Words, reads
from policycompare.errors import UnreadableClauseError
from policycompare.excerpt import moved
from policycompare.newcomers import Newcomers
from policycompare.normalise import in_unit
from policycompare.parse import WrittenTarget, parse
from policycompare.placement import PROMISED, RowError, nth_of, placed
from policycompare.sources import Tables, read_grammar


def undecided(draft: Draft) -> Iterator[str]:
    """Name every row of a draft that nobody has decided upon yet, and every empty cell."""
    for row in draft.candidates:
        decision = DECISIONS.get(row["decision"].strip().lower())
        if not decision:
            what = "is open" if decision == "" else f"{row['decision']!r} is no decision"
            yield f"{row.at('decision')}: {what}, write 采纳 or 舍弃; {_short(row['quote'])}"
    for row in draft.register:
        if row["expected"].startswith("必填") and not row["value"]:
            yield f"{row.at('value')}: {row['field']} of the {row['table']} is empty"


def decide(draft: Draft, text: str, tables: Tables) -> Decided:
    """Turn the decisions of a person into rows of the data tables.

    Parameters
    ----------
    draft : Draft
        The files of the draft, read.
    text : str
        The document's text, as registered.
    tables : dict of DataFrame
        The data that the rows are for.

    Returns
    -------
    Decided
        Rows by table with their ids, or everything that is still open, by file and line.
    """
    decided = Decided(open=list(undecided(draft)))
    reader = _Reader(draft, text, tables)
    chosen: list[Chosen] = []
    passages: list[Passage] = []
    for row in draft.candidates:
        decision = DECISIONS.get(row["decision"].strip().lower())
        try:
            if decision == "accept":
                chosen.append(reader.target(row))
            elif decision == "leave out" and row["reads"] != PROMISED:
                passages.append(reader.passage(row))
        except RowError as fault:
            decided.open.append(f"{row.at()}: {fault}; {_short(row['quote'])}")
    decided.open += reader.new.faults
    if not decided.open:
        allocate(decided, draft.registered("fixed", "document_id"), chosen, passages)
        register(decided, draft, reader.new, tables, reader.words)
    return decided


def _short(quote: str) -> str:
    plain = " ".join(quote.split())
    return f"“{plain[:24]}…”" if len(plain) > 25 else f"“{plain}”"


class _Reader:
    """Reads the rows of one draft against its text and the codelists."""

    def __init__(self, draft: Draft, text: str, tables: Tables) -> None:
        copies = draft.registered("fixed", "copies")
        self.text = text[: -(-len(text) // int(copies))] if re.fullmatch("[1-9]", copies) else text
        self.period_end = draft.registered("document", "period_end")
        year = draft.registered("document", "year")
        self.year = int(year) if re.fullmatch(r"\d{4}", year) else None
        self.tables, self.grammar, self.words = tables, read_grammar(tables), Words(tables)
        self.new = Newcomers(draft.indicators, draft.populations, tables, self.words)

    def target(self, row: Entry) -> Chosen:
        """Read an accepted row, or refuse it with a reason."""
        start, end, span = placed(row, self.text)
        quote = self.text[start:end]
        reading = row["reading"] or quote
        if reading != quote and not row["doubt"]:
            raise RowError("say in 疑问 doubt why it reads so")
        nth = nth_of(row, reading, moved(span, quote, reading), self.grammar)
        try:
            written = parse(reading, nth, document_year=self.year, grammar=self.grammar)
        except UnreadableClauseError as error:
            raise RowError(str(error)) from error
        self._refuse_other_value(row, written)
        year, basis = self._year(row, written)
        indicator = self._indicator(row["indicator"], written)
        self.new.population(row["population"])
        return Chosen(row, start, end, quote, nth, indicator, year, basis)

    def passage(self, row: Entry) -> Passage:
        """Read a row that is left out, or refuse it with a reason."""
        start, end, _ = placed(row, self.text)
        reason = self.words.code("reason", row["reason"]) if row["reason"] else None
        if reason is None:
            known = "、".join(self.words.names("reason"))
            said = f"{row['reason']!r} is none" if row["reason"] else "the cell is empty, write one"
            raise RowError(f"舍弃理由 reason: {said} of {known}")
        note = row["note"] or self.words.definitions[reason]
        return Passage(row, start, end, self.text[start:end], reason, note)

    def _refuse_other_value(self, row: Entry, written: WrittenTarget) -> None:
        if row["reads"] and written.statement:
            now = reads(written.statement, self.tables)
            if now != row["reads"]:
                raise RowError(
                    f"the quote alone reads {now}, not {row['reads']}; quote more of the sentence, "
                    "or clear 读数 reads if that is right"
                )

    def _year(self, row: Entry, written: WrittenTarget) -> tuple[str, str]:
        basis = self.words.code("year_basis", row["year_basis"]) if row["year_basis"] else ""
        if basis is None:
            known = "、".join(self.words.names("year_basis"))
            raise RowError(f"年份依据 year_basis {row['year_basis']!r} is none of {known}")
        year = row["year"]
        if year and not re.fullmatch(r"(?:19|20)\d\d", year):
            raise RowError(f"年份 year {year!r} is no year of four digits")
        if written.year is not None:
            if (year or basis) and year != str(written.year):
                raise RowError(f"the quote states the year {written.year}; write it, and 条文写明")
            return "", ""
        if basis == "stated":
            raise RowError("the quote states no year; quote more, or write 承前句 or 未写年份")
        if basis == "period":
            return self._period(year)
        if basis in ("carried", "restated"):
            if not year:
                raise RowError("年份 year is empty")
            return year, basis
        if year:
            raise RowError("年份依据 year_basis must say where the year comes from")
        return "", "none"

    def _period(self, year: str) -> tuple[str, str]:
        if not self.period_end or (year and year != self.period_end):
            raise RowError("规划期末 needs period_end in 1_register.csv, and that year")
        return "", "period"

    def _indicator(self, name: str, written: WrittenTarget) -> str:
        if not name:
            raise RowError("指标 indicator is empty")
        stated = written.statement
        code = self.words.code("indicators", name)
        if code is None:
            row = self.new.indicator(name, stated.unit if stated else "")
            code, unit = row["indicator"], row["unit"]
        else:
            unit = str(self.tables["indicators"].set_index("indicator")["unit"][code])
        if stated:
            try:
                in_unit(stated, unit)
            except UnreadableClauseError as error:
                raise RowError(str(error)) from error
        return code
