"""Accepted rows of a draft go in; rows of the data tables, with their ids, come out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policycompare.draft_files import Draft, Entry
from policycompare.draft_words import Words
from policycompare.excerpt import repairs
from policycompare.newcomers import Newcomers
from policycompare.sources import Tables

Record = dict[str, str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An accepted row: its clause, which statement of it, its codes, and a year not in it."""

    entry: Entry
    start: int
    end: int
    quote: str
    nth: int
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
    """What a draft comes to: rows by table, the line behind each id, and what is still open."""

    rows: dict[str, list[Record]] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)


def allocate(
    decided: Decided, document_id: str, chosen: Sequence[Chosen], passages: Sequence[Passage]
) -> None:
    """Give clauses, targets and left-out passages their numbers, in order of the text."""
    ordered = sorted(chosen, key=lambda each: each.place)
    ids: dict[tuple[int, int], str] = {}
    for each in ordered:
        ids.setdefault((each.start, each.end), f"{document_id}/c{len(ids) + 1:03d}")
    decided.rows["clauses"] = list(_clauses(ordered, ids, document_id, decided.lines))
    decided.rows["codings"] = list(_codings(ordered, ids, document_id, decided))
    decided.rows["left_out"] = list(_left_out(passages, document_id, decided.lines))
    decided.rows["repairs"] = list(_repairs(ordered, ids))


def register(decided: Decided, draft: Draft, new: Newcomers, tables: Tables, words: Words) -> None:
    """Set out the rows of the document, and of a region and names that are new."""
    own: dict[str, Record] = {"fixed": {}, "document": {}, "region": {}}
    for row in draft.register:
        value = row["value"]
        if row["field"] in ("status", "level") and value:
            value = words.code(row["field"], value) or value
        own.setdefault(row["table"], {})[row["field"]] = value
    fixed, document, region = own["fixed"], own["document"], own["region"]
    levels = dict(zip(tables["regions"]["region"], tables["regions"]["level"], strict=True))
    level = region.get("level") or levels.get(fixed.get("region", ""), "")
    decided.rows["documents"] = [
        fixed | document | {"level": document.get("level") or level},
    ]
    decided.rows["regions"] = [{"region": fixed.get("region", "")} | region] if region else []
    decided.rows["indicators"] = list(new.indicators.values())
    decided.rows["populations"] = list(new.populations.values())
    units = {row["unit"] for row in new.indicators.values() if row["unit"]}
    unknown = sorted(units - set(tables["units"]["unit"]))
    decided.rows["units"] = [{"unit": unit} for unit in unknown]


def _clauses(
    ordered: Sequence[Chosen],
    ids: dict[tuple[int, int], str],
    document_id: str,
    lines: dict[str, str],
) -> Iterator[Record]:
    for each in ordered:
        clause_id = ids[each.start, each.end]
        if clause_id not in lines:
            lines[clause_id] = each.entry.at()
            yield {
                "clause_id": clause_id,
                "document_id": document_id,
                "section": each.entry["section"],
                "quote": each.quote,
                "start": str(each.start),
                "end": str(each.end),
            }


def _codings(
    ordered: Sequence[Chosen], ids: dict[tuple[int, int], str], document_id: str, decided: Decided
) -> Iterator[Record]:
    own = [each for each in ordered if not each.entry["same_as"]]
    numbers = {each.entry["no"] for each in own if each.entry["no"]}
    again: dict[str, list[str]] = {}
    for each in ordered:
        if number := each.entry["same_as"]:
            again.setdefault(number, []).append(ids[each.start, each.end])
            if number not in numbers:
                what = "is the 序号 no of no accepted row that stands for itself"
                decided.open.append(f"{each.entry.at('same_as')}: {number!r} {what}")
    for count, each in enumerate(own, start=1):
        target_id = f"{document_id}/{count:03d}"
        decided.lines[target_id] = each.entry.at()
        yield {
            "target_id": target_id,
            "clause_id": ids[each.start, each.end],
            "nth": str(each.nth),
            "indicator": each.indicator,
            "population": each.entry["population"],
            "year": each.year,
            "year_basis": each.basis,
            "also": ";".join(dict.fromkeys(again.get(each.entry["no"], []))),
            "note": each.entry["note"],
            "note_en": each.entry["note_en"],
        }


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
