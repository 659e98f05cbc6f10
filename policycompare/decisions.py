"""The rows of a draft and its text go in; rows of the data tables, or what is open, come out."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from policycompare.agreement import disagreements
from policycompare.allocation import Chosen, Decided, Passage, allocate
from policycompare.constraints import Tables
from policycompare.dating import Calendar
from policycompare.draft_files import Draft, Entry
from policycompare.draft_words import DECISIONS, Words, reads
from policycompare.errors import UnreadableClauseError
from policycompare.excerpt import moved
from policycompare.newcomers import Newcomers
from policycompare.normalise import in_unit
from policycompare.parse import WrittenTarget, parse
from policycompare.periods import document_years
from policycompare.placement import PROMISED, RowError, nth_of, placed
from policycompare.register_cells import Fields, register_faults, registered
from policycompare.sections import Sections
from policycompare.stating import Statement
from policycompare.wordlists import read_grammar

Given = TypeVar("Given")


def undecided(draft: Draft, tables: Tables, fields: Fields) -> Iterator[str]:
    """Name every cell of the register that is open, and every row that nobody decided upon."""
    yield from register_faults(draft, tables, fields)
    for row in draft.candidates:
        decision = DECISIONS.get(row["decision"].strip().lower())
        if not decision:
            what = "is open" if decision == "" else f"{row['decision']!r} is no decision"
            yield f"{row.at('decision')}: {what}, write 采纳 or 舍弃; {_short(row['quote'])}"


def decide(draft: Draft, text: str, tables: Tables, fields: Fields) -> Decided:
    """Turn the decisions of a person into rows of the data tables.

    Parameters
    ----------
    draft : Draft
        The files of the draft, read.
    text : str
        The document's text, as registered.
    tables : dict of DataFrame
        The data that the rows are for.
    fields : mapping
        How the data describe the columns of each table.

    Returns
    -------
    Decided
        Rows by table with their ids, as far as they can be read, and everything that is still
        open, by file and line.
    """
    decided = Decided(open=list(undecided(draft, tables, fields)))
    reader = _Reader(draft, text, tables)
    for row in draft.candidates:
        decision = DECISIONS.get(row["decision"].strip().lower())
        if decision == "accept":
            reader.accept(row)
        elif decision == "leave out" and (row["reads"] != PROMISED or row["reason"]):
            reader.leave_out(row)
        elif not decision:
            reader.put_off(row)
    reader.hold_together()
    decided.open += reader.open + reader.new.faults
    decided.pending = reader.pending
    decided.by_words, decided.alike = reader.new.by_words, reader.new.alike
    allocate(decided, reader.document_id, reader.chosen, reader.passages, Sections(text))
    document, region = registered(draft, tables)
    decided.rows["documents"] = [document]
    decided.rows["regions"] = [region] if region else []
    decided.rows["indicators"] = list(reader.new.indicators.values())
    decided.rows["populations"] = list(reader.new.populations.values())
    units = {row["unit"] for row in reader.new.indicators.values() if row["unit"]}
    unknown = sorted(units - set(tables["units"]["unit"]))
    decided.rows["units"] = [{"unit": unit} for unit in unknown]
    return decided


def _short(quote: str) -> str:
    plain = " ".join(quote.split())
    return f"“{plain[:24]}…”" if len(plain) > 25 else f"“{plain}”"


class _Reader:
    """Reads the rows of one draft against its text and the codelists, and gathers all faults.

    `pending` holds the places of rows that are not taken, with their indicators, and `waiting`
    their numbers, so that what is missing for their sake is not named besides.
    """

    def __init__(self, draft: Draft, text: str, tables: Tables) -> None:
        copies = draft.registered("fixed", "copies")
        self.text = text[: -(-len(text) // int(copies))] if re.fullmatch("[1-9]", copies) else text
        dated = ("year", "period_start", "period_end")
        self.years = document_years({name: draft.registered("document", name) for name in dated})
        self.document_id = draft.registered("fixed", "document_id")
        self.tables, self.grammar, self.words = tables, read_grammar(tables), Words(tables)
        self.calendar = Calendar(self.text, draft.registered("document", "period_end"), self.words)
        self.new = Newcomers(
            self.document_id, draft.indicators, draft.populations, tables, self.words
        )
        self.chosen: list[Chosen] = []
        self.passages: list[Passage] = []
        self.open: list[str] = []
        self.pending: list[tuple[int, int, str]] = []
        self.waiting: set[str] = set()

    def accept(self, row: Entry) -> None:
        """Read an accepted row; one that states another once more needs nothing besides."""
        known = len(self.open)
        read = self._tried(row, lambda: self._read(row))
        if row["same_as"]:
            if read:
                self.chosen.append(Chosen(row, *read, "", "", ""))
            else:
                self.put_off(row)
            return
        stated = read[4].statement if read else None
        indicator = self._tried(row, lambda: self._indicator(row, stated))
        self._tried(row, lambda: self.new.population(row["population"]))
        dated = read and self._tried(row, lambda: self.calendar.dated(row, read[0], read[4].year))
        if read and indicator and dated and len(self.open) == known:
            self.chosen.append(Chosen(row, *read, indicator, *dated))
        else:
            self.put_off(row)

    def leave_out(self, row: Entry) -> None:
        """Read a row that is left out."""
        place = self._tried(row, lambda: placed(row, self.text))
        reason = self._tried(row, lambda: self._reason(row))
        if place and reason:
            start, end, _ = place
            note = row["note"] or self.words.definitions[reason]
            self.passages.append(Passage(row, start, end, self.text[start:end], reason, note))
        else:
            self.put_off(row)

    def put_off(self, row: Entry) -> None:
        """Take note of what a row that is not taken accounts for."""
        self.waiting |= {row["no"]} - {""}
        try:
            start, end, _ = placed(row, self.text)
        except RowError:
            if not re.fullmatch(r"\d{1,9}", row["place"]):
                return
            start = int(row["place"])
            end = start + max(1, len(row["value"]))
        code = self.words.code("indicators", row["indicator"]) if row["indicator"] else None
        self.pending.append((start, end, code or ""))

    def hold_together(self) -> None:
        """Hold accepted rows against each other, but for those that restate one not taken."""
        waiting = [each for each in self.chosen if each.entry["same_as"] in self.waiting]
        for each in waiting:
            self.put_off(each.entry)
        self.chosen = [each for each in self.chosen if each not in waiting]
        for row, fault in list(disagreements(self.chosen, self.tables)):
            self._fault(row, fault)
            self.put_off(row)
            self.chosen = [each for each in self.chosen if each.entry is not row]

    def _tried(self, row: Entry, read: Callable[[], Given]) -> Given | None:
        try:
            return read()
        except RowError as fault:
            self._fault(row, fault)
            return None

    def _fault(self, row: Entry, fault: RowError) -> None:
        self.open.append(f"{row.at(fault.column)}: {fault}; {_short(row['quote'])}")

    def _read(self, row: Entry) -> tuple[int, int, str, int, WrittenTarget]:
        start, end, span = placed(row, self.text)
        quote = self.text[start:end]
        reading = row["reading"] or quote
        if reading != quote and not row["doubt"]:
            raise RowError("is empty; say why the clause is to be read so", "doubt")
        nth = nth_of(row, reading, moved(span, quote, reading), self.grammar)
        try:
            written = parse(reading, nth, grammar=self.grammar, **self.years._asdict())
        except UnreadableClauseError as error:
            raise RowError(str(error), "quote") from error
        if row["reads"] and written.statement:
            now = reads(written.statement, self.tables, reading)
            if now != row["reads"]:
                raise RowError(
                    f"the quote alone reads {now}, not {row['reads']}; quote more of the sentence, "
                    "or clear this cell if that is right",
                    "reads",
                )
        return start, end, quote, nth, written

    def _reason(self, row: Entry) -> str:
        reason = self.words.code("reason", row["reason"]) if row["reason"] else None
        if reason is None:
            known = "、".join(self.words.names("reason"))
            said = f"{row['reason']!r} is none of" if row["reason"] else "is empty, write one of"
            raise RowError(f"{said} {known}", "reason")
        return reason

    def _indicator(self, row: Entry, stated: Statement | None) -> str:
        name = row["indicator"]
        if not name:
            raise RowError(
                "is empty; write the Chinese name or the code of an indicator", "indicator"
            )
        code = self.words.code("indicators", name)
        if code is None:
            new = self.new.indicator(row, stated)
            code, unit = new["indicator"], new["unit"]
        else:
            unit = str(self.tables["indicators"].set_index("indicator")["unit"][code])
        if stated:
            try:
                in_unit(stated, unit)
            except UnreadableClauseError:
                raise RowError(
                    f"the clause prints {stated.unit or 'no unit'}, {name} is in {unit}; write "
                    "another indicator, or mend the quote",
                    "indicator",
                ) from None
        return code
