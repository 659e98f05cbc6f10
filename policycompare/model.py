"""Closed vocabularies and frozen records: nothing comes in, the names all rooms speak go out."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["quantified", "universal", "relative", "qualitative"]
Commitment = Literal["encourage", "advance", "pilot", "implement"]
Operator = Literal[">=", ">", "<=", "<", "=", "~", "range"]
Measure = Literal["level", "change", "points"]
Modality = Literal["must", "strive", "explore"]
YearBasis = Literal["stated", "carried", "restated", "period", "none"]
Stance = Literal["quantified", "qualitative", "not_mentioned"]
Verdict = Literal["comparable", "caution", "not_comparable"]
Language = Literal["zh", "en"]

TARGET_DTYPES: dict[str, str] = {
    "target_id": "str",
    "region": "str",
    "document_id": "str",
    "section": "str",
    "also_in": "str",
    "theme": "str",
    "indicator": "str",
    "population": "str",
    "kind": "str",
    "commitment": "str",
    "op": "str",
    "low": "float64",
    "high": "float64",
    "measure": "str",
    "baseline": "float64",
    "base_year": "Int64",
    "unit": "str",
    "year": "Int64",
    "year_basis": "str",
    "modality": "str",
    "quote": "str",
    "reading": "str",
    "start": "int64",
    "end": "int64",
}
"""Columns of the one table, in order, with their pandas types; absent text is an empty string."""

TARGET_KEY = ("document_id", "indicator", "population", "year", "op", "low", "high")
"""Columns that never repeat together: no target stands in the table twice."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the grammar, as the codelist of terms has it: 不低于, before, >=."""

    term: str
    role: str
    code: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with the forms in which documents print it."""

    unit: str
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """All words that `quantities` and `parse` know.

    Its patterns are looked up for every clause, so it is compared by identity, at no cost;
    `sources.read_grammar` gives the same one for the same words.
    """

    terms: tuple[Term, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in running text with its comparator, unit and place.

    `start` and `end` are offsets of the whole expression, comparator included; `number_start`
    and `number_end` those of number and unit alone. `low` and `high` are the bounds in `unit`,
    `None` where open.
    """

    op: Operator
    low: Decimal | None
    high: Decimal | None
    unit: str
    measure: Measure
    baseline: Decimal | None
    base_year: int | None
    start: int
    end: int
    number_start: int
    number_end: int
    text: str
