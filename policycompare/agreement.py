"""Accepted rows of a draft go in; where one repeats or contradicts another comes out."""

from collections.abc import Iterator, Sequence

from policycompare.allocation import Chosen
from policycompare.constraints import Tables
from policycompare.draft_files import Entry
from policycompare.draft_words import reads
from policycompare.normalise import restates
from policycompare.placement import RowError


def disagreements(chosen: Sequence[Chosen], tables: Tables) -> Iterator[tuple[Entry, RowError]]:
    """Name rows that say what another one says, and restatements of what is not said.

    A target stands in the table once; where the document states it again, in the same words or
    in others, the row names the one that stands for itself.
    """
    mains = {each.entry["no"]: each for each in chosen if not each.entry["same_as"]}
    seen: dict[tuple[object, ...], Entry] = {}
    for each in chosen:
        if each.entry["same_as"]:
            yield from _unlike(each, mains, tables)
            continue
        first = seen.setdefault(_key(each), each.entry)
        if first is not each.entry:
            said = (
                f"says the same as line {first.line}; write {first['no']} here, or tell them "
                "apart by 分母或对象 population or 年份 year"
            )
            yield each.entry, RowError(said, "same_as")


def _key(each: Chosen) -> tuple[object, ...]:
    stated = each.written.statement
    value = (stated.op, stated.low, stated.high, stated.unit) if stated else ()
    year = each.written.year or each.year or each.basis
    return each.indicator, each.entry["population"], year, *value


def _unlike(
    each: Chosen, mains: dict[str, Chosen], tables: Tables
) -> Iterator[tuple[Entry, RowError]]:
    number = each.entry["same_as"]
    main = mains.get(number)
    if main is None:
        said = f"{number!r} is the 序号 no of no accepted row that stands for itself"
        yield each.entry, RowError(said, "same_as")
        return
    again, first = each.written.statement, main.written.statement
    if again and first and not restates(again, first):
        said = (
            f"reads {reads(again, tables, _printed(each))}, not "
            f"{reads(first, tables, _printed(main))} as 序号 {number} on line "
            f"{main.entry.line}; clear the cell to keep both, or leave this row out"
        )
        yield each.entry, RowError(said, "same_as")


def _printed(each: Chosen) -> str:
    return each.entry["reading"] or each.quote
