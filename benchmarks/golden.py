"""The golden clauses come in; the share that a scan reads right, by construction, is printed."""

import csv
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from policycompare.model import Candidate
from policycompare.scan import candidates

GOLDEN = Path(__file__).parent.parent / "tests" / "golden_scan.csv"
FIELDS = (
    "span", "kind", "op", "low", "high", "unit", "measure", "baseline", "year", "year_basis",
    "indicator_printed",
)  # fmt: skip
"""Of an expected value, in the order in which the file writes them."""
_NUMBERS = ("low", "high", "baseline", "year")
_FREE = re.compile(r"free: (\w+)")

_CLOSING = re.compile(r"(?:水平|之间|[。、，；\s])+$")
"""What may stand in a span's end or not: 28%至30%之间; a comparator may open it or not."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the values expected in it, written by hand.

    `free` names a field that may be read either way; `doubtful` asks that every row says what is
    doubtful of it.
    """

    name: str
    construction: str
    text: str
    values: tuple[dict[str, str], ...]
    free: frozenset[str]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """A field that was read otherwise than written by hand; `targets` where their number is."""

    field: str
    found: str
    expected: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.field} {self.found!r}, not {self.expected!r}"


def golden_cases() -> list[Case]:
    r"""Read the golden clauses; `\n` and `\t` are written there as two characters."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file)]


def _case(row: dict[str, str]) -> Case:
    return Case(
        row["case"],
        row["construction"],
        _decoded(row["text"]),
        written(_decoded(row["values"])),
        frozenset(_FREE.findall(row["note"])),
        row["note"].startswith("doubt"),
    )


def written(values: str) -> tuple[dict[str, str], ...]:
    """Read values as the file writes them: fields between `|`, values between ` ;; `."""
    rows = [value.split("|") for value in values.split(" ;; ") if value]
    return tuple(dict(zip(FIELDS, row, strict=True)) for row in rows)


def _decoded(cell: str) -> str:
    return cell.replace("\\n", "\n").replace("\\t", "\t")


def faults(case: Case) -> list[Fault]:
    """Scan a case and name what is read otherwise; the rows in order of the text."""
    rows = [each for each in candidates(case.text) if not each.left_out]
    if len(rows) != len(case.values):
        printed = [case.text[row.value_start : row.value_end] for row in rows]
        expected = [value["span"] for value in case.values]
        return [Fault("targets", "; ".join(printed), "; ".join(expected))]
    return [
        fault
        for row, value in zip(rows, case.values, strict=True)
        for fault in _row_faults(case, row, value)
    ]


def _row_faults(case: Case, row: Candidate, value: dict[str, str]) -> list[Fault]:
    printed, expected = case.text[row.value_start : row.value_end], value["span"]
    ends = sorted((_CLOSING.sub("", printed), _CLOSING.sub("", expected)), key=len)
    found = [] if ends[1].endswith(ends[0]) else [Fault("span", printed, expected)]
    for field in FIELDS[1:]:
        got, wanted = getattr(row, field), value[field]
        named = wanted or field != "indicator_printed"
        if named and field not in case.free and not _same(field, got, wanted):
            found.append(Fault(field, "" if got is None else str(got), wanted))
    if case.text[row.start : row.end] != row.quote:
        found.append(Fault("quote", row.quote, case.text[row.start : row.end]))
    if case.doubtful and not row.doubt:
        found.append(Fault("doubt", "", "said"))
    return found


def _same(field: str, got: object, wanted: str) -> bool:
    if field in _NUMBERS:
        return got == (Decimal(wanted) if wanted else None)
    return got == wanted


def report(cases: Sequence[Case]) -> str:
    """Lay out the share of cases read right by construction, of rows by field, and every fault."""
    wrong = {case.name: found for case in cases if (found := faults(case))}
    total = Counter(case.construction for case in cases)
    failed = Counter(case.construction for case in cases if case.name in wrong)
    lines = [f"{'cases':>7}{'right':>7}"]
    for construction, count in total.items():
        lines.append(f"{count:7}{(count - failed[construction]) / count:7.3f}  {construction}")
    lines.append(f"{len(cases):7}{(len(cases) - len(wrong)) / len(cases):7.3f}  in all")
    lines += ["", f"{'rows':>7}{'right':>7}", *_by_field(cases, wrong), ""]
    for case in cases:
        if case.name in wrong:
            said = "; ".join(map(str, wrong[case.name]))
            lines.append(f"{case.name} {case.construction}: {said}")
    return "\n".join(lines)


def _by_field(cases: Sequence[Case], wrong: dict[str, list[Fault]]) -> list[str]:
    """Count the fields of cases with as many rows as expected."""
    uneven = {name for name, found in wrong.items() if found[0].field == "targets"}
    compared: Counter[str] = Counter()
    for case in cases:
        for value in case.values if case.name not in uneven else ():
            compared.update(
                field
                for field in FIELDS
                if field not in case.free and (value[field] or field != "indicator_printed")
            )
    failed = Counter(fault.field for found in wrong.values() for fault in found)
    return [
        f"{compared[field]:7}{1 - failed[field] / compared[field]:7.3f}  {field}"
        for field in FIELDS
    ]


if __name__ == "__main__":
    print(report(golden_cases()))
    sys.exit(0)
