"""A folder of documents' texts comes in; how a scan agrees with the curated table is printed."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import policycompare as pc
from policycompare.errors import EvidenceError, PolicycompareError
from policycompare.sources import read_tables

LEAST = 0.95
"""Of every figure in all, below which the command fails."""
FIELDS = ("op", "unit", "year")
"""What is compared of the targets that were found."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its places: that of a scan's row, or the clauses that state a curated target."""

    name: str
    kind: str
    op: str
    low: float | None
    high: float | None
    unit: str
    year: int | None
    quote: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one document, or of all; `complaints` names every miss, surplus, wrong field."""

    name: str
    targets: int
    rows: int
    right: int
    found: int
    paired: int
    fields: Mapping[str, int]
    complaints: tuple[str, ...]

    def figures(self) -> dict[str, float]:
        """Give precision, recall and, of the targets found, the share right in each field."""
        return {
            "precision": _share(self.right, self.rows),
            "recall": _share(self.found, self.targets),
        } | {name: _share(count, self.found) for name, count in self.fields.items()}

    def one_to_one(self) -> float:
        """Give the recall when a row may find one target only."""
        return _share(self.paired, self.targets)


def score(name: str, targets: Sequence[Value], rows: Sequence[Value]) -> Score:
    """Hold the rows of a scan against the curated targets of a document.

    A row finds a target when its value stands in the target's clause, or in another that
    restates it, and kind and value agree; whether the value is a bound or a bare number is
    left to the operator. One value may find several targets, as one universal word said of two
    populations is two of them; one-to-one recall, where each row finds one target only, stands
    beside. A row is right when it finds any target; a target's fields are those of the row that
    fits them best.
    """
    fitting = [[row for row in rows if agree(row, target)] for target in targets]
    right = {row.name for group in fitting for row in group}
    complaints = [f"surplus {row.name}: {said(row)}" for row in rows if row.name not in right]
    fields = dict.fromkeys(FIELDS, 0)
    for target, group in zip(targets, fitting, strict=True):
        if not group:
            complaints.append(f"miss {target.name}: {said(target)}")
            continue
        wrong = min((wrong_fields(row, target) for row in group), key=len)
        complaints += [f"{fault} {target.name}: {said(target)}" for fault in wrong.values()]
        for field in FIELDS:
            fields[field] += field not in wrong
    return Score(
        name,
        len(targets),
        len(rows),
        len(right),
        sum(map(bool, fitting)),
        _paired([[row.name for row in group] for group in fitting]),
        fields,
        tuple(complaints),
    )


def agree(row: Value, target: Value) -> bool:
    """Tell whether a row's value is the one that a target states, at one of its clauses."""
    start, end = row.spans[0]
    if row.kind != target.kind or not any(
        start < last and end > first for first, last in target.spans
    ):
        return False
    if (row.low, row.high) == (target.low, target.high):
        return True
    single = row.kind != "relative" and "range" not in (row.op, target.op)
    return single and _number(row) == _number(target)


def wrong_fields(row: Value, target: Value) -> dict[str, str]:
    """Name the fields in which a row differs from the target it found, and how."""
    pairs = {field: (getattr(row, field), getattr(target, field)) for field in FIELDS}
    return {
        field: f"{field} {found or 'none'}, not {curated or 'none'},"
        for field, (found, curated) in pairs.items()
        if found != curated
    }


def said(value: Value) -> str:
    """Say what a value is and where it is printed."""
    bounds = "–".join(f"{bound:g}" for bound in (value.low, value.high) if bound is not None)
    return f"{value.kind} {value.op} {bounds}{value.unit} “{value.quote}”"


def in_all(scores: Sequence[Score]) -> Score:
    """Add documents up."""
    return Score(
        "in all",
        sum(each.targets for each in scores),
        sum(each.rows for each in scores),
        sum(each.right for each in scores),
        sum(each.found for each in scores),
        sum(each.paired for each in scores),
        {field: sum(each.fields[field] for each in scores) for field in FIELDS},
        (),
    )


def scores(sources: Path, data: Path | None = None) -> list[Score]:
    """Scan every registered document and hold it against its curated targets.

    Raises
    ------
    EvidenceError
        A document's text is not in the folder; names all that are not.
    """
    tables, targets = read_tables(data), pc.load_targets(data)
    paths = [sources / f"{document}.txt" for document in tables["documents"]["document_id"]]
    if missing := [path.name for path in paths if not path.is_file()]:
        raise EvidenceError(
            f"{sources} lacks {', '.join(missing)}; name the folder that holds the documents."
        )
    places = _places(tables["clauses"], tables["codings"])
    measured = targets[targets["kind"] != "qualitative"]
    return [
        score(
            path.stem,
            _values(measured[measured["document_id"] == path.stem], places),
            _values(found := pc.scan(path), _own(found)),
        )
        for path in paths
    ]


def _places(clauses: pd.DataFrame, codings: pd.DataFrame) -> dict[str, tuple[Span, ...]]:
    spans = {
        str(row["clause_id"]): (int(row["start"]), int(row["end"]))
        for row in clauses.to_dict("records")
    }
    return {
        str(row["target_id"]): tuple(
            spans[clause] for clause in (row["clause_id"], *str(row["also"]).split(";")) if clause
        )
        for row in codings.to_dict("records")
    }


def _own(found: pd.DataFrame) -> dict[str, tuple[Span, ...]]:
    columns = (found[name] for name in ("target_id", "value_start", "value_end"))
    return {str(name): ((int(start), int(end)),) for name, start, end in zip(*columns, strict=True)}


def _values(frame: pd.DataFrame, places: Mapping[str, tuple[Span, ...]]) -> list[Value]:
    return [
        Value(
            row["target_id"],
            row["kind"],
            row["op"],
            None if pd.isna(row["low"]) else float(row["low"]),
            None if pd.isna(row["high"]) else float(row["high"]),
            row["unit"],
            None if pd.isna(row["year"]) else int(row["year"]),
            row["quote"],
            places[row["target_id"]],
        )
        for row in frame.to_dict("records")
    ]


def _number(value: Value) -> float | None:
    return value.high if value.low is None else value.low


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _paired(fitting: Sequence[Sequence[str]]) -> int:
    """Count the targets that can have a row of their own: a largest matching."""
    holder: dict[str, int] = {}

    def take(target: int, tried: set[str]) -> bool:
        for row in fitting[target]:
            if row not in tried:
                tried.add(row)
                if row not in holder or take(holder[row], tried):
                    holder[row] = target
                    return True
        return False

    return sum(take(target, set()) for target in range(len(fitting)))


def report(found: Sequence[Score]) -> str:
    """Lay the figures out, a line a document, and every complaint below."""
    every = [*found, in_all(found)]
    names = list(every[-1].figures())
    heads = "".join(f"{name:>11}" for name in [*names, "one-to-one"])
    lines = [f"{'':14}{'targets':>8}{'rows':>6}{heads}"]
    for each in every:
        shares = "".join(
            f"{share:11.3f}" for share in (*each.figures().values(), each.one_to_one())
        )
        lines.append(f"{each.name:14}{each.targets:8}{each.rows:6}{shares}")
    return "\n".join([*lines, *(line for each in found for line in each.complaints)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; fail where one in all is below `LEAST`, one-to-one recall apart."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, metavar="FOLDER",
                        help="holds <document_id>.txt, as registered")  # fmt: skip
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="default: the package's own")
    options = parser.parse_args(arguments)
    try:
        found = scores(options.sources, options.data)
    except PolicycompareError as error:
        print(error, file=sys.stderr)
        return 1
    print(report(found))
    low = [
        f"{name} {figure:.3f}" for name, figure in in_all(found).figures().items() if figure < LEAST
    ]
    if low:
        print(f"below {LEAST}: {', '.join(low)}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
