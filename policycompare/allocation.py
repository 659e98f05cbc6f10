"""Accepted rows of a draft go in; rows of clauses, codings and repairs, with ids, come out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policycompare.draft_files import Entry
from policycompare.excerpt import repairs
from policycompare.parse import WrittenTarget
from policycompare.sections import Sections

Record = dict[str, str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An accepted row: its clause, which statement of it, its codes, and a year not in it."""

    entry: Entry
    start: int
    end: int
    quote: str
    nth: int
    written: WrittenTarget
    indicator: str
    year: str
    basis: str

    @property
    def place(self) -> tuple[int, int, int]:
        """What accepted rows are numbered by."""
        return self.start, self.end, self.nth


@dataclass(frozen=True, slots=True)
class Passage:
    """A row that is left out, with its reason."""

    entry: Entry
    start: int
    end: int
    printed: str
    reason: str
    note: str


@dataclass(slots=True)
class Decided:
    """What a draft comes to: rows by table, the line behind each id, and what is still open.

    `pending` are the places and indicators of rows that are not among them, `by_words` the new
    indicators that only their words describe, `alike` the new names that are like a known one.
    """

    rows: dict[str, list[Record]] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    pending: list[tuple[int, int, str]] = field(default_factory=list)
    by_words: list[str] = field(default_factory=list)
    alike: list[str] = field(default_factory=list)

    @property
    def partly(self) -> set[str]:
        """The clauses that rows which are not taken are about as well."""
        return {
            row["clause_id"]
            for row in self.rows["clauses"]
            for start, end, _ in self.pending
            if start < int(row["end"]) and int(row["start"]) < end
        }


def allocate(
    decided: Decided,
    document_id: str,
    chosen: Sequence[Chosen],
    passages: Sequence[Passage],
    sections: Sections,
) -> None:
    """Give clauses, targets and left-out passages their numbers, in order of the text.

    A clause whose row names no section has that of its place.
    """
    ordered = sorted(chosen, key=lambda each: each.place)
    ids: dict[tuple[int, int], str] = {}
    for each in ordered:
        ids.setdefault((each.start, each.end), f"{document_id}/c{len(ids) + 1:03d}")
    decided.rows["clauses"] = list(_clauses(ordered, ids, document_id, decided.lines, sections))
    decided.rows["codings"] = list(_codings(ordered, ids, document_id, decided))
    decided.rows["left_out"] = list(_left_out(passages, document_id, decided.lines))
    decided.rows["repairs"] = list(_repairs(ordered, ids))


def _clauses(
    ordered: Sequence[Chosen],
    ids: dict[tuple[int, int], str],
    document_id: str,
    lines: dict[str, str],
    sections: Sections,
) -> Iterator[Record]:
    for each in ordered:
        clause_id = ids[each.start, each.end]
        if clause_id not in lines:
            lines[clause_id] = each.entry.at()
            yield {
                "clause_id": clause_id,
                "document_id": document_id,
                "section": each.entry["section"] or sections.at(each.start),
                "quote": each.quote,
                "start": str(each.start),
                "end": str(each.end),
            }


def _codings(
    ordered: Sequence[Chosen], ids: dict[tuple[int, int], str], document_id: str, decided: Decided
) -> Iterator[Record]:
    own = [each for each in ordered if not each.entry["same_as"]]
    again: dict[str, list[Chosen]] = {}
    for each in ordered:
        if number := each.entry["same_as"]:
            again.setdefault(number, []).append(each)
    for count, each in enumerate(own, start=1):
        target_id = f"{document_id}/{count:03d}"
        decided.lines[target_id] = each.entry.at()
        restating = again.get(each.entry["no"], []) if each.entry["no"] else []
        clauses = [ids[other.start, other.end] for other in restating]
        yield {
            "target_id": target_id,
            "clause_id": ids[each.start, each.end],
            "nth": str(each.nth),
            "indicator": each.indicator,
            "population": each.entry["population"],
            "year": each.year,
            "year_basis": each.basis,
            "also": ";".join(dict.fromkeys(clauses)),
            "note": "；".join(_noted(each, restating, "{0} 作“{1}”", each.entry["note"])),
            "note_en": "; ".join(_noted(each, restating, "“{1}” in {0}", each.entry["note_en"])),
        }


def _noted(main: Chosen, restating: Sequence[Chosen], form: str, note: str) -> Iterator[str]:
    """Say what is printed where a target is stated once more in other words."""
    if note:
        yield note
    for each in restating:
        if each.entry["reads"] and each.entry["reads"] != main.entry["reads"]:
            yield form.format(each.entry["section"], each.entry["reads"])


def _left_out(
    passages: Sequence[Passage], document_id: str, lines: dict[str, str]
) -> Iterator[Record]:
    ordered = sorted(passages, key=lambda each: (each.start, each.end))
    for count, each in enumerate(ordered, start=1):
        left_out_id = f"{document_id}/x{count:03d}"
        lines[left_out_id] = each.entry.at()
        yield {
            "left_out_id": left_out_id,
            "document_id": document_id,
            "printed": each.printed,
            "start": str(each.start),
            "end": str(each.end),
            "reason": each.reason,
            "note": each.note,
        }


def _repairs(ordered: Sequence[Chosen], ids: dict[tuple[int, int], str]) -> Iterator[Record]:
    seen: set[tuple[str, str]] = set()
    for each in ordered:
        clause_id = ids[each.start, each.end]
        for printed, reading in repairs(each.quote, each.entry["reading"] or each.quote):
            if (clause_id, printed) not in seen:
                seen.add((clause_id, printed))
                yield {
                    "clause_id": clause_id,
                    "printed": printed,
                    "reading": reading,
                    "reason": each.entry["doubt"],
                }
