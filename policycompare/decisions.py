"""The rows of a draft and its text go in; rows of the data tables, or what is open, come out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policycompare.draft_files import Draft, Entry
from policycompare.draft_words import DECISIONS, Words, reads
from policycompare.errors import UnreadableClauseError
from policycompare.excerpt import moved, repairs, statement_at
from policycompare.model import Grammar
from policycompare.normalise import in_unit
from policycompare.parse import Statement, WrittenTarget, parse, statements
from policycompare.sources import Tables, read_grammar

Record = dict[str, str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An accepted row: where its clause stands, which statement of it, and what that reads."""

    entry: Entry
    start: int
    end: int
    nth: int
    written: WrittenTarget
    indicator: str
    year: str
    basis: str


@dataclass(slots=True)
class Decided:
    """What a draft comes to: rows by table, the line behind each id, and what is still open."""

    rows: dict[str, list[Record]] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)


class RowError(Exception):
    """Why a row cannot be taken as it is."""


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
    for row in draft.candidates:
        decision = DECISIONS.get(row["decision"].strip().lower())
        try:
            if decision == "accept":
                chosen.append(reader.target(row))
            elif decision == "leave out":
                reader.left_out(row)
        except RowError as fault:
            decided.open.append(f"{row.at()}: {fault}; {_short(row['quote'])}")
    decided.open += reader.faults
    if not decided.open:
        reader.write(decided, chosen)
    return decided


def _short(quote: str) -> str:
    plain = " ".join(quote.split())
    return f"“{plain[:24]}…”" if len(plain) > 25 else f"“{plain}”"


class _Reader:
    """Reads the rows of one draft against its text and the codelists."""

    def __init__(self, draft: Draft, text: str, tables: Tables) -> None:
        self.draft, self.text, self.tables = draft, text, tables
        self.words = Words(tables)
        self.grammar: Grammar = read_grammar(tables)
        self.document_id = draft.registered("fixed", "document_id")
        self.length = -(-len(text) // int(draft.registered("fixed", "copies") or 1))
        self.passages: list[tuple[Entry, int, int, str, str]] = []
        self.faults: list[str] = []
        self.new_indicators: dict[str, Record] = {}
        self.new_populations: dict[str, Record] = {}

    @property
    def year(self) -> int | None:
        """The document's year, to which 年底前 refers."""
        written = self.draft.registered("document", "year")
        return int(written) if re.fullmatch(r"\d{4}", written) else None

    def target(self, row: Entry) -> Chosen:
        """Read an accepted row; refuse it with a reason."""
        start, end, span = self._placed(row)
        quote = self.text[start:end]
        reading = row["reading"] or quote
        if row["reading"] and row["reading"] != quote and not row["doubt"]:
            raise RowError("say in 疑问 doubt why it reads so")
        nth = self._nth(row, reading, moved(span, quote, reading))
        try:
            written = parse(reading, nth, document_year=self.year, grammar=self.grammar)
        except UnreadableClauseError as error:
            raise RowError(str(error)) from error
        self._refuse_other_value(row, written)
        year, basis = self._year(row, written)
        indicator = self._indicator(row, written)
        self._population(row)
        return Chosen(row, start, end, nth, written, indicator, year, basis)

    def left_out(self, row: Entry) -> None:
        """Read a row that is left out; a promise without a number needs no account."""
        if row["reads"] == "承诺":
            return
        start, end, _ = self._placed(row)
        reason = self.words.code("reason", row["reason"]) if row["reason"] else None
        if reason is None:
            known = "、".join(self.words.names("reason"))
            said = f"{row['reason']!r} is none" if row["reason"] else "the cell is empty"
            raise RowError(f"舍弃理由 reason: {said} of {known}")
        note = row["note"] or self.words.definitions[reason]
        self.passages.append((row, start, end, reason, note))

    def _placed(self, row: Entry) -> tuple[int, int, tuple[int, int]]:
        """Find a quote in the text, and its value in the quote."""
        if not row["quote"].strip():
            raise RowError("原文 quote is empty")
        pattern = re.compile(
            r"\s*".join(re.escape(sign) for sign in row["quote"] if not sign.isspace())
        )
        found = [m.span() for m in pattern.finditer(self.text[: self.length])]
        if not found:
            raise RowError("the quote does not stand in the text, word for word")
        place = int(row["place"]) if re.fullmatch(r"\d{1,9}", row["place"]) else None
        near = [(a, b) for a, b in found if place is not None and a <= place < b]
        if place is not None and not near:
            raise RowError("the quote no longer holds the value that it was drafted for")
        if place is None and len(found) > 1:
            raise RowError(
                f"the quote stands in the text {len(found)} times; quote more of it, or write in "
                f"位置 place where: {', '.join(str(a) for a, _ in found)}"
            )
        start, end = (near or found)[0]
        quote = self.text[start:end]
        if place is None and row["value"]:
            if quote.count(row["value"]) != 1:
                raise RowError("数值 value does not stand once in the quote")
            place = start + quote.index(row["value"])
        if place is None:
            return start, end, (0, 0)
        return start, end, (place - start, place - start + len(row["value"]))

    def _nth(self, row: Entry, reading: str, span: tuple[int, int]) -> int:
        if len(reading) > 60:
            raise RowError(f"the quote has {len(reading)} characters; at most 60")
        if row["reads"] == "承诺":
            return 0
        if row["value"]:
            nth = statement_at(reading, span, self.grammar)
            if nth is None:
                raise RowError("no value can be read there; mend the quote or 修复后读作 reading")
            return nth
        try:
            stated = statements(reading, self.grammar)
        except UnreadableClauseError as error:
            raise RowError(str(error)) from error
        if len(stated) > 1:
            values = "、".join(reading[each.start : each.end] for each in stated)
            raise RowError(
                f"the clause states {len(stated)} values; copy one to 数值 value: {values}"
            )
        return len(stated)

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
        last = self.draft.registered("document", "period_end")
        if not last or (year and year != last):
            raise RowError("规划期末 needs period_end in 1_register.csv, and that year")
        return "", "period"

    def _indicator(self, row: Entry, written: WrittenTarget) -> str:
        name = row["indicator"]
        if not name:
            raise RowError("指标 indicator is empty")
        code = self.words.code("indicators", name)
        unit = written.statement.unit if written.statement else ""
        if code is None:
            code = self._new_indicator(row, name, unit)
        else:
            unit = str(self.tables["indicators"].set_index("indicator")["unit"][code])
        self._refuse_other_unit(written.statement, unit)
        return code

    def _refuse_other_unit(self, stated: Statement | None, unit: str) -> None:
        if stated is None:
            return
        try:
            in_unit(stated, unit)
        except UnreadableClauseError as error:
            raise RowError(str(error)) from error

    def _new_indicator(self, row: Entry, name: str, unit: str) -> str:
        if name in self.new_indicators:
            return self.new_indicators[name]["indicator"]
        entry = next((each for each in self.draft.indicators if each["name_zh"] == name), None)
        if entry is None:
            raise RowError(f"the indicator {name!r} is in no list; add it to 3_indicators.csv")
        theme = self.words.code("themes", entry["theme"]) if entry["theme"] else None
        direction = self.words.code("direction", entry["direction"]) if entry["direction"] else None
        code = entry["code"] or re.sub(r"[^a-z0-9]+", "_", entry["name_en"].lower()).strip("_")
        missing = [
            f"{entry.at(column)}: {repr(entry[column]) + ' is not known' if entry[column] else 'is empty'}"
            for column, known in (
                ("name_en", entry["name_en"]),
                ("theme", theme),
                ("direction", direction),
            )
            if not known
        ]
        self.faults += missing
        self.new_indicators[name] = {
            "indicator": code,
            "theme": theme or "",
            "name_zh": name,
            "name_en": entry["name_en"],
            "definition": entry["definition"] or name,
            "definition_en": entry["definition_en"] or entry["name_en"],
            "unit": entry["unit"] or unit,
            "direction": direction or "",
            "synonyms": entry["synonyms"],
        }
        return code

    def _population(self, row: Entry) -> None:
        name = row["population"]
        if not name:
            raise RowError("分母或对象 population is empty")
        if name in set(self.tables["populations"]["population"]) or name in self.new_populations:
            return
        entry = next((each for each in self.draft.populations if each["population"] == name), None)
        if entry is None:
            raise RowError(f"the population {name!r} is in no list; add it to 4_populations.csv")
        if not entry["name_en"]:
            self.faults.append(f"{entry.at('name_en')}: is empty")
        self.new_populations[name] = {
            "population": name,
            "name_en": entry["name_en"],
            "part_of": entry["part_of"],
        }

    def write(self, decided: Decided, chosen: list[Chosen]) -> None:
        """Give every accepted row its ids, and set all tables' rows out."""
        clauses = self._clauses(decided, chosen)
        self._codings(decided, chosen, clauses)
        self._left_out(decided)
        decided.rows["repairs"] = list(self._repairs(chosen, clauses))
        decided.rows["indicators"] = list(self.new_indicators.values())
        decided.rows["populations"] = list(self.new_populations.values())
        units = {row["unit"] for row in self.new_indicators.values() if row["unit"]}
        unknown = sorted(units - set(self.tables["units"]["unit"]))
        decided.rows["units"] = [{"unit": unit, "printed": "", "name_en": ""} for unit in unknown]
        fixed = {
            row["field"]: row["value"] for row in self.draft.register if row["table"] == "fixed"
        }
        own: dict[str, Record] = {"document": {}, "region": {}}
        for row in self.draft.register:
            if row["table"] in own:
                own[row["table"]][row["field"]] = self._coded(row)
        region = own["region"]
        known = self.tables["regions"].set_index("region")["level"]
        level = region["level"] if region else str(known[fixed["region"]])
        document = fixed | own["document"]
        document["level"] = document["level"] or level
        decided.rows["documents"] = [document]
        decided.rows["regions"] = [{"region": fixed["region"], **region}] if region else []

    def _coded(self, row: Entry) -> str:
        if row["field"] in ("status", "level") and row["value"]:
            return self.words.code(row["field"], row["value"]) or row["value"]
        return row["value"]

    def _clauses(self, decided: Decided, chosen: list[Chosen]) -> dict[tuple[int, int], str]:
        ids: dict[tuple[int, int], str] = {}
        decided.rows["clauses"] = []
        for each in sorted(chosen, key=lambda each: (each.start, each.end)):
            if (each.start, each.end) in ids:
                continue
            clause_id = f"{self.document_id}/c{len(ids) + 1:03d}"
            ids[each.start, each.end] = clause_id
            decided.lines[clause_id] = each.entry.at()
            decided.rows["clauses"].append(
                {
                    "clause_id": clause_id,
                    "document_id": self.document_id,
                    "section": each.entry["section"],
                    "quote": self.text[each.start : each.end],
                    "start": str(each.start),
                    "end": str(each.end),
                }
            )
        return ids

    def _codings(
        self, decided: Decided, chosen: list[Chosen], clauses: dict[tuple[int, int], str]
    ) -> None:
        own = [each for each in chosen if not each.entry["same_as"]]
        again: dict[str, list[str]] = {}
        for each in chosen:
            if each.entry["same_as"]:
                again.setdefault(each.entry["same_as"], []).append(clauses[each.start, each.end])
        numbers = {each.entry["no"] for each in own}
        for each in chosen:
            if each.entry["same_as"] and each.entry["same_as"] not in numbers:
                what = "names no accepted row that is a target of its own"
                decided.open.append(f"{each.entry.at('same_as')}: {each.entry['same_as']} {what}")
        decided.rows["codings"] = []
        for number, each in enumerate(
            sorted(own, key=lambda each: (each.start, each.end, each.nth)), 1
        ):
            target_id = f"{self.document_id}/{number:03d}"
            decided.lines[target_id] = each.entry.at()
            decided.rows["codings"].append(
                {
                    "target_id": target_id,
                    "clause_id": clauses[each.start, each.end],
                    "nth": str(each.nth),
                    "indicator": each.indicator,
                    "population": each.entry["population"],
                    "year": each.year,
                    "year_basis": each.basis,
                    "also": ";".join(again.get(each.entry["no"], []) if each.entry["no"] else []),
                    "note": each.entry["note"],
                    "note_en": each.entry["note_en"],
                }
            )

    def _left_out(self, decided: Decided) -> None:
        decided.rows["left_out"] = []
        for number, (entry, start, end, reason, note) in enumerate(
            sorted(self.passages, key=lambda each: each[1:3]), 1
        ):
            left_out_id = f"{self.document_id}/x{number:03d}"
            decided.lines[left_out_id] = entry.at()
            decided.rows["left_out"].append(
                {
                    "left_out_id": left_out_id,
                    "document_id": self.document_id,
                    "printed": self.text[start:end],
                    "start": str(start),
                    "end": str(end),
                    "reason": reason,
                    "note": note,
                }
            )

    def _repairs(
        self, chosen: list[Chosen], clauses: dict[tuple[int, int], str]
    ) -> Iterator[Record]:
        seen: set[tuple[str, str]] = set()
        for each in chosen:
            clause_id = clauses[each.start, each.end]
            quote = self.text[each.start : each.end]
            for printed, reading in repairs(quote, each.entry["reading"] or quote):
                if (clause_id, printed) not in seen:
                    seen.add((clause_id, printed))
                    yield {
                        "clause_id": clause_id,
                        "printed": printed,
                        "reading": reading,
                        "reason": each.entry["doubt"],
                    }
